//! Works on their way out of the page: into the clipboard or a file.

use js_sys::{Array, Function, JSON, Object, Promise, Reflect};
use leptos::prelude::*;
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::{JsFuture, spawn_local};
use web_sys::{Blob, BlobPropertyBag, Clipboard, HtmlElement, Url};

use crate::bibliography::Entry;
use crate::cite::{self, Format, Item};
use crate::orcid::Name;
use crate::view::list::{Byline, Member, Model, Progress, Style, Way};

/// Works that are to be taken away.
pub struct Export {
    /// Which.
    pub entries: Vec<u32>,
    /// In what form.
    pub style: Style,
    /// What becomes of them.
    pub way: Way,
}

/// Writes the works and hands them over. `host` may have formatters.
pub fn run(
    export: Export,
    model: &Model,
    bylines: &[Byline],
    progress: ArcRwSignal<Progress>,
    host: Option<HtmlElement>,
) {
    let format = match export.style {
        Style::Format(format) => format,
        Style::Page(_) => Format::CslJson,
    };
    let text = with_items(model, bylines, &export.entries, |items| {
        cite::export(items, format)
    });
    spawn_local(async move {
        let (text, extension, media_type) = match export.style {
            Style::Format(_) => (text, format.extension(), format.media_type()),
            Style::Page(name) => match formatted(host.as_ref(), &name, &text).await {
                Ok(text) => (text, "txt", "text/plain"),
                Err(error) => {
                    web_sys::console::warn_2(&"scholar-badge: formatters:".into(), &error);
                    progress.set(Progress::Unformatted);
                    return;
                }
            },
        };
        let (done, outcome) = match export.way {
            Way::Save => {
                let name = ["works.", extension].concat();
                (save(&text, media_type, &name), Progress::Saved)
            }
            Way::Copy => (copy(&text).await, Progress::Copied),
        };
        progress.set(match done {
            Ok(()) => outcome,
            Err(_) => Progress::ByHand(text),
        });
    });
}

/// The page's own formatters: functions by name, in the property `formatters`
/// of the element. A library for reference styles weighs more than all of this
/// package, so it is the page's choice which one, and when it is fetched.
fn given_formatters(host: &HtmlElement) -> Option<Object> {
    Reflect::get(host, &"formatters".into())
        .ok()?
        .dyn_into()
        .ok()
}

/// Their names.
pub fn formatters(host: &HtmlElement) -> Vec<String> {
    let names = given_formatters(host).map(|given| Object::keys(&given));
    let names = names.iter().flat_map(Array::iter);
    names.filter_map(|name| name.as_string()).collect()
}

/// What a formatter makes of works in CSL-JSON.
async fn formatted(host: Option<&HtmlElement>, name: &str, csl: &str) -> Result<String, JsValue> {
    let given = host.and_then(given_formatters).ok_or(JsValue::NULL)?;
    let formatter: Function = Reflect::get(&given, &name.into())?.dyn_into()?;
    let made = formatter.call1(&given, &JSON::parse(csl)?)?;
    let made = JsFuture::from(Promise::resolve(&made)).await?;
    made.as_string().ok_or(made)
}

/// The works as the writers want them.
pub fn with_items<R>(
    model: &Model,
    bylines: &[Byline],
    entries: &[u32],
    write: impl FnOnce(&[Item<'_>]) -> R,
) -> R
where
    R: Default,
{
    let written = model.with(|list| {
        let all = list.entries();
        let picked: Vec<(&Entry, Option<&Byline>)> = entries
            .iter()
            .filter_map(|entry| Some((all.get(*entry as usize)?, bylines.get(*entry as usize))))
            .collect();
        let people: Vec<Vec<&Name>> = picked
            .iter()
            .map(|(entry, _)| {
                let owners = entry.people.iter().filter_map(|shelf| model.owner(*shelf));
                owners.filter_map(Member::name).collect()
            })
            .collect();
        let items: Vec<Item<'_>> = picked
            .iter()
            .zip(&people)
            .map(|((entry, byline), people)| Item {
                work: &entry.work,
                detail: match byline {
                    Some(Byline::Known(known)) => Some(&known.detail),
                    _ => None,
                },
                people,
            })
            .collect();
        write(&items)
    });
    written.unwrap_or_default()
}

async fn copy(text: &str) -> Result<(), JsValue> {
    // Absent where the page came by plain http.
    let navigator = web_sys::window().ok_or(JsValue::NULL)?.navigator();
    let clipboard: Clipboard = Reflect::get(&navigator, &"clipboard".into())?.dyn_into()?;
    JsFuture::from(clipboard.write_text(text)).await.map(drop)
}

fn save(text: &str, media_type: &str, name: &str) -> Result<(), JsValue> {
    let options = BlobPropertyBag::new();
    options.set_type(&[media_type, ";charset=utf-8"].concat());
    let blob = Blob::new_with_str_sequence_and_options(&Array::of1(&text.into()), &options)?;
    let address = Url::create_object_url_with_blob(&blob)?;
    let document = web_sys::window()
        .and_then(|window| window.document())
        .ok_or(JsValue::NULL)?;
    let link: HtmlElement = document.create_element("a")?.unchecked_into();
    link.set_attribute("href", &address)?;
    link.set_attribute("download", name)?;
    link.click();
    spawn_local(async move {
        // The browser takes its time to begin.
        crate::registry::pause(60_000.0).await;
        let _ = Url::revoke_object_url(&address);
    });
    Ok(())
}
