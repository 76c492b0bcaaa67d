//! The JavaScript API of signing in: the same sessions as the element's.

use std::cell::RefCell;
use std::rc::Rc;

use js_sys::{Error as JsError, Function, Promise, Reflect};
use wasm_bindgen::prelude::*;

use super::raw_options::RawOptions;
use super::who::detail;
use crate::signin::web::session::{Listener, News, Session, Stage};
use crate::signin::{ClientConfig, Error};

/// Signs a person in; to be called while a click is handled. The promise gives
/// the detail of a `scholar-signin` event, or an `Error` with a `code`.
#[wasm_bindgen(js_name = signIn)]
pub fn sign_in(options: &JsValue) -> Promise {
    with_client(options, |raw, client, resolve, reject| {
        let session = Session::of(&client);
        if let Stage::SignedIn(signed_in) = session.stage() {
            if client.expects(signed_in.who().orcid()) {
                let _ = resolve.call1(&JsValue::NULL, &detail(&signed_in));
                return;
            }
            session.sign_out();
        }
        settle(&session, &client, resolve, reject);
        session.sign_in(client, raw.mode(), raw.remember());
    })
}

/// Who is signed in, or `null`: also after the whole page has travelled, and,
/// with `remember`, on later pages of the tab. The promise fails where an
/// answer has come that cannot be believed.
#[wasm_bindgen(js_name = signedIn)]
pub fn signed_in(options: &JsValue) -> Promise {
    with_client(options, |raw, client, resolve, reject| {
        let session = Session::of(&client);
        let is_new = matches!(session.stage(), Stage::Nobody(None));
        session.resume(&client, raw.remember());
        let value = match session.stage() {
            Stage::Working | Stage::Leaving => return settle(&session, &client, resolve, reject),
            // How an earlier attempt of this page ended is no news.
            Stage::Nobody(Some(error)) if is_new => return refuse(&reject, error),
            Stage::SignedIn(signed_in) if client.expects(signed_in.who().orcid()) => {
                detail(&signed_in)
            }
            _ => JsValue::NULL,
        };
        let _ = resolve.call1(&JsValue::NULL, &value);
    })
}

/// Ends a sign-in on this page and forgets who it was.
///
/// # Errors
/// An `Error` with a `code`, if the options name no client.
#[wasm_bindgen(js_name = signOut)]
pub fn sign_out(options: &JsValue) -> Result<(), JsValue> {
    let client = RawOptions::by_options(options).client().map_err(reason)?;
    Session::of(&client).sign_out();
    Ok(())
}

/// A promise that `act` settles; refused at once if the options cannot work.
fn with_client(
    options: &JsValue,
    act: fn(&RawOptions, ClientConfig, Function, Function),
) -> Promise {
    let raw = RawOptions::by_options(options);
    Promise::new(&mut |resolve, reject| match raw.client() {
        Ok(client) => act(&raw, client, resolve, reject),
        Err(error) => refuse(&reject, error),
    })
}

/// Settles a promise with the next thing that comes of a session. Others may
/// share it, and expect somebody else.
fn settle(session: &Rc<Session>, client: &ClientConfig, resolve: Function, reject: Function) {
    let slot: Rc<RefCell<Option<Listener>>> = Rc::default();
    let own = Rc::clone(&slot);
    let client = client.clone();
    let listener: Listener = Rc::new(move |news| {
        match news {
            News::SignedIn(signed_in) if client.expects(signed_in.who().orcid()) => {
                let _ = resolve.call1(&JsValue::NULL, &detail(signed_in));
            }
            News::SignedIn(_) => refuse(&reject, Error::OtherPerson),
            News::Failed(error) => refuse(&reject, *error),
            News::CameBack => refuse(&reject, Error::Cancelled),
            _ => return,
        }
        // It lives until here by itself.
        own.take();
    });
    session.listen(&listener);
    slot.replace(Some(listener));
}

fn refuse(reject: &Function, error: Error) {
    let _ = reject.call1(&JsValue::NULL, &reason(error));
}

fn reason(error: Error) -> JsError {
    let reason = JsError::new(error.developer());
    reason.set_name("SignInError");
    let _ = Reflect::set(&reason, &"code".into(), &error.code().into());
    reason
}
