//! What a search tells its page.

use js_sys::{Array, Reflect};
use wasm_bindgen::JsValue;
use web_sys::HtmlElement;

use super::events::{Detail, object, send, tell, warn};
use crate::orcid::SearchHit;
use crate::registry::Registry;
use crate::registry::search::SearchError;

/// Tells a page whom its visitor has chosen (`scholar-select`).
pub fn tell_selected(host: &HtmlElement, chosen: &[SearchHit], registry: &Registry) {
    let ids: Vec<String> = chosen.iter().map(|hit| hit.id.digits()).collect();
    let detail = object(&[("orcid", Detail::Text(ids.join(" ")))]);
    let hits: Array = chosen.iter().map(|it| hit(it, registry)).collect();
    let _ = Reflect::set(&detail, &"hits".into(), &hits);
    send(host, "scholar-select", &detail);
}

/// A plain object of what is known of somebody.
fn hit(hit: &SearchHit, registry: &Registry) -> JsValue {
    let text = |text: Option<String>| text.map_or(Detail::Nothing, Detail::Text);
    let name = hit.name.as_ref();
    let plain = object(&[
        ("orcid", Detail::Text(hit.id.digits())),
        ("url", Detail::Text(registry.record_page(hit.id))),
        ("name", text(name.map(|it| it.display()))),
        ("givenNames", text(name.and_then(|it| it.given.clone()))),
        ("familyName", text(name.and_then(|it| it.family.clone()))),
        ("creditName", text(name.and_then(|it| it.credit.clone()))),
    ]);
    for (member, texts) in [
        ("otherNames", &hit.other_names),
        ("emails", &hit.emails),
        ("institutions", &hit.institutions),
    ] {
        let texts: Array = texts.iter().map(JsValue::from).collect();
        let _ = Reflect::set(&plain, &member.into(), &texts);
    }
    plain
}

/// Tells console and page why there is nothing to choose from.
pub fn tell_failed(host: &HtmlElement, error: SearchError) {
    warn(host, error.code(), error.developer());
    let details = [
        ("code", Detail::Text(error.code().into())),
        // No record was asked for.
        ("orcid", Detail::Nothing),
        ("message", Detail::Text(error.developer().into())),
        ("retryable", Detail::Flag(error.is_retryable())),
    ];
    tell(host, "scholar-error", &details);
}
