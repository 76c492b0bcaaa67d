//! Fetching the file: once a page, however many elements want it.

use std::cell::RefCell;
use std::rc::Rc;

use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::{JsFuture, spawn_local};
use web_sys::{AbortController, RequestInit, Response, Url, console};

use super::{Extras, Fault, LONGEST, Problem};
use crate::platform::{BodyError, read_body, sleep};

/// Milliseconds to wait for the whole file.
const TIMEOUT: f64 = 30_000.0;

/// Hears what the file says; `None` where it says nothing.
pub type Listen = Box<dyn FnOnce(Option<Rc<Extras>>)>;

enum File {
    /// It is under way, and these wait for it.
    Asked(Vec<Listen>),
    /// It has come.
    Here(Rc<Extras>),
}

thread_local! {
    /// The files of this page, by address. One that could not be read is asked
    /// for again by whoever wants it next.
    static FILES: RefCell<Vec<(String, File)>> = const { RefCell::new(Vec::new()) };
}

/// Asks for the file at a whole address. What in it makes no sense, or why there
/// is none, the console is told once.
pub fn load(address: &str, listen: Listen) {
    let known =
        FILES.with_borrow_mut(
            |files| match files.iter_mut().find(|(other, _)| other == address) {
                Some((_, File::Here(extras))) => Some((listen, Rc::clone(extras))),
                Some((_, File::Asked(waiting))) => {
                    waiting.push(listen);
                    None
                }
                None => {
                    let waiting = File::Asked(vec![listen]);
                    files.push((String::from(address), waiting));
                    let address = String::from(address);
                    spawn_local(async move { ask(address).await });
                    None
                }
            },
        );
    if let Some((listen, extras)) = known {
        listen(Some(extras));
    }
}

async fn ask(address: String) {
    let (extras, sentences) = match fetch(&address).await {
        Ok(extras) => {
            let sentences = extras.problems.sentences();
            (Some(Rc::new(extras)), sentences)
        }
        Err(problem) => (None, vec![problem.sentence()]),
    };
    for sentence in sentences {
        let text = ["scholar-badge: extras: ", &address, ": ", &sentence].concat();
        console::warn_1(&text.into());
    }
    let waiting = FILES.with_borrow_mut(|files| {
        let place = files.iter().position(|(other, _)| *other == address)?;
        let (_, file) = files.swap_remove(place);
        let here = extras.as_ref().map(|it| File::Here(Rc::clone(it)));
        files.extend(here.map(|here| (address, here)));
        Some(file)
    });
    if let Some(File::Asked(waiting)) = waiting {
        for listen in waiting {
            listen(extras.clone());
        }
    }
}

async fn fetch(address: &str) -> Result<Extras, Problem> {
    let abort = AbortController::new().map_err(|_| of_file(Fault::Unreachable))?;
    let limit = abort.clone();
    // Once all has come there is nothing left to abort.
    spawn_local(async move {
        sleep(TIMEOUT).await;
        limit.abort();
    });
    let unreachable = |_| of_file(Fault::Unreachable);
    let response = send(address, &abort).await.map_err(unreachable)?;
    if !response.ok() {
        return Err(of_file(Fault::Status(response.status())));
    }
    let bytes = read_body(&response, &|| LONGEST).await;
    let bytes = bytes.map_err(|error| match error {
        BodyError::TooLarge => of_file(Fault::TooLong),
        BodyError::Broken => of_file(Fault::Unreachable),
    })?;
    // Where the file has been found in the end, not where it was looked for.
    let base = Some(response.url()).filter(|url| !url.is_empty());
    let base = base.as_deref().unwrap_or(address);
    let resolve = |text: &str| Some(Url::new_with_base(text, base).ok()?.href());
    super::read(bytes.to_vec(), &resolve)
}

async fn send(address: &str, abort: &AbortController) -> Result<Response, JsValue> {
    let init = RequestInit::new();
    init.set_signal(Some(&abort.signal()));
    let window = web_sys::window().ok_or(JsValue::UNDEFINED)?;
    let response = window.fetch_with_str_and_init(address, &init);
    JsFuture::from(response).await?.dyn_into()
}

fn of_file(fault: Fault) -> Problem {
    Problem::of_file(0, fault)
}
