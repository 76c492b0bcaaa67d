//! Works on their way out of the page: into the clipboard or a file.

use js_sys::{Array, Function, JSON, Object, Promise, Reflect};
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::{JsFuture, spawn_local};
use web_sys::{Blob, BlobPropertyBag, Clipboard, HtmlElement, Url};

use crate::list::{Delivery, ExportFormat, ExportProgress, ExportTarget};

/// Hands over an export of `host`, which may have formatters; `ended` hears
/// what has become of it.
pub fn deliver(delivery: Delivery, host: HtmlElement, ended: impl Fn(ExportProgress) + 'static) {
    spawn_local(async move {
        let (text, extension, media_type) = match delivery.format {
            ExportFormat::Citation(format) => {
                (delivery.text, format.extension(), format.media_type())
            }
            ExportFormat::Page(name) => match formatted(&host, &name, &delivery.text).await {
                Ok(text) => (text, "txt", "text/plain"),
                Err(error) => {
                    web_sys::console::warn_2(&"scholar-badge: formatters:".into(), &error);
                    ended(ExportProgress::Unformatted);
                    return;
                }
            },
        };
        let (done, progress) = match delivery.target {
            ExportTarget::File => {
                let name = ["works.", extension].concat();
                (save(&text, media_type, &name), ExportProgress::Saved)
            }
            ExportTarget::Clipboard => (copy(&text).await, ExportProgress::Copied),
        };
        ended(match done {
            Ok(()) => progress,
            Err(_) => ExportProgress::ByHand(text),
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
async fn formatted(host: &HtmlElement, name: &str, csl: &str) -> Result<String, JsValue> {
    let given = given_formatters(host).ok_or(JsValue::NULL)?;
    let formatter: Function = Reflect::get(&given, &name.into())?.dyn_into()?;
    let made = formatter.call1(&given, &JSON::parse(csl)?)?;
    let made = JsFuture::from(Promise::resolve(&made)).await?;
    made.as_string().ok_or(made)
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
        crate::platform::sleep(60_000.0).await;
        let _ = Url::revoke_object_url(&address);
    });
    Ok(())
}
