//! Works on their way out of the page: into the clipboard or a file.

use js_sys::{Array, Reflect};
use leptos::prelude::*;
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::{JsFuture, spawn_local};
use web_sys::{Blob, BlobPropertyBag, Clipboard, HtmlElement, Url};

use crate::bibliography::Entry;
use crate::cite::{self, Format, Item};
use crate::orcid::Name;
use crate::view::list::{Byline, Member, Model, Progress, Way};

/// Works that are to be taken away.
pub struct Export {
    /// Which.
    pub entries: Vec<u32>,
    /// In which format.
    pub format: Format,
    /// What becomes of them.
    pub way: Way,
}

/// Writes the works and hands them over.
pub fn run(export: &Export, model: &Model, bylines: &[Byline], progress: ArcRwSignal<Progress>) {
    let text = with_items(model, bylines, &export.entries, |items| {
        cite::export(items, export.format)
    });
    match export.way {
        Way::Save => {
            let name = ["works.", export.format.extension()].concat();
            let done = save(&text, export.format.media_type(), &name);
            progress.set(match done {
                Ok(()) => Progress::Saved,
                Err(_) => Progress::ByHand(text),
            });
        }
        Way::Copy => spawn_local(async move {
            progress.set(match copy(&text).await {
                Ok(()) => Progress::Copied,
                Err(_) => Progress::ByHand(text),
            });
        }),
    }
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
