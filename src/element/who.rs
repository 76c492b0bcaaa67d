//! Who is signed in, as events and the JavaScript API tell it.

use js_sys::{JSON, Reflect};
use wasm_bindgen::JsValue;

use super::events::{Detail, object};
use crate::signin::web::session::SignedIn;

/// A plain object: the iD, the names, and the token with what a back end needs
/// to check it, unless an earlier page of this tab remembers the person.
pub fn detail(signed_in: &SignedIn) -> JsValue {
    let who = signed_in.who();
    let identity = match signed_in {
        SignedIn::Seen(identity) => Some(identity),
        SignedIn::Recalled(_) => None,
    };
    let text = |text: Option<&str>| text.map_or(Detail::Nothing, |text| Detail::Text(text.into()));
    let detail = object(&[
        ("orcid", Detail::Text(who.orcid().digits())),
        ("name", text(who.name())),
        ("givenName", text(who.given_name())),
        ("familyName", text(who.family_name())),
        ("issuer", text(Some(who.issuer()))),
        (
            "idToken",
            text(identity.map(|identity| identity.id_token())),
        ),
        (
            "verifier",
            text(identity.map(|identity| identity.verifier())),
        ),
        ("restored", Detail::Flag(identity.is_none())),
    ]);
    let claims = identity.and_then(|identity| JSON::parse(identity.claims()).ok());
    let _ = Reflect::set(&detail, &"claims".into(), &claims.unwrap_or(JsValue::NULL));
    detail
}
