//! From a click to the server, and the watch over the window there.

use std::rc::Rc;

use wasm_bindgen_futures::spawn_local;

use super::{CLIENTS, GRACE, Mode, Session, Stage};
use crate::platform;
use crate::signin::web::crypto::{self, WebCrypto};
use crate::signin::web::popup::{Popup, PopupWindow};
use crate::signin::web::redirect_page::check_redirect_page;
use crate::signin::web::response_listener::ResponseListener;
use crate::signin::web::{server, storage};
use crate::signin::{ClientConfig, Crypto, Error, Pending, RedirectUri, Request, Secrets};

/// Milliseconds between looks at the window.
const LOOK: f64 = 300.0;
/// Milliseconds that the redirect page has for its script.
const PATIENCE: f64 = 5_000.0;
impl Session {
    /// Begins to sign somebody in; again while it waits brings the window to
    /// the front. To be called while the browser handles a click.
    pub fn sign_in(&self, client: ClientConfig, mode: Mode, remember: bool) {
        match self.stage() {
            Stage::Nobody(_) => {}
            Stage::Waiting(_) => return self.focus(),
            Stage::Leaving | Stage::Working => return,
            // Somebody else, or the element would not ask.
            Stage::SignedIn(_) => self.sign_out(),
        }
        if !crypto::is_there() {
            return self.fail(Error::InsecureContext);
        }
        self.stop();
        let popup = match mode {
            Mode::Popup => PopupWindow::open(),
            Mode::Redirect => None,
        };
        if popup.is_none() {
            // Servers do not let themselves be framed.
            if is_framed() {
                return self.fail(Error::PopupBlocked);
            }
            if !storage::keep(storage::ATTEMPT, "") {
                return self.fail(Error::StorageUnavailable);
            }
        }
        self.remember.set(remember);
        self.set_out(client, popup.map(Rc::new));
    }

    /// Makes an attempt, in a window or with the page.
    pub(super) fn set_out(&self, client: ClientConfig, popup: Option<Rc<PopupWindow>>) {
        self.redirect.replace(Some(client.redirect().clone()));
        self.client.replace(Some(client.clone()));
        let stage = match popup {
            Some(_) => Stage::Waiting(true),
            None => Stage::Leaving,
        };
        self.popup.replace(popup);
        let (me, turn) = (self.me.clone(), self.turn.get());
        let with_token = self.is_alone_refused.get();
        self.stand(stage);
        spawn_local(async move {
            let pending = prepare(client, with_token).await;
            // Somebody may have lost patience meanwhile.
            let Some(me) = me.upgrade().filter(|me| me.turn.get() == turn) else {
                return;
            };
            match pending {
                Ok(pending) => me.depart(pending),
                Err(error) => me.end(error),
            }
        });
    }

    /// Sends the person to the server.
    fn depart(&self, pending: Pending) {
        let address = pending.authorize_address().to_owned();
        if let Stage::Leaving = self.stage() {
            let Some(window) = web_sys::window() else {
                return;
            };
            let page = window.location().href().unwrap_or_default();
            if !pending.may_travel() {
                return self.end(Error::SharedRedirectPage);
            }
            if !storage::keep_attempt(&pending.to_storage(), pending.state(), &page) {
                return self.end(Error::StorageUnavailable);
            }
            self.hear_of_return();
            if window.location().assign(&address).is_err() {
                self.end(Error::WindowClosed);
            }
            return;
        }
        let me = self.me.clone();
        let listener = ResponseListener::open(
            &pending.channel_name(),
            Rc::new(move |answer, via| {
                if let Some(me) = me.upgrade() {
                    me.hear(&answer, &via);
                }
            }),
        );
        self.response_listener.replace(Some(listener));
        let expires_at = pending.expires_at();
        self.attempts.borrow_mut().begin(pending);
        let popup = self.popup.borrow().clone();
        if popup.is_none_or(|popup| !popup.go(&address)) {
            return self.end(Error::WindowClosed);
        }
        self.watch(expires_at);
    }

    /// What has become of the window, if there is one.
    pub(super) fn look(&self) -> Option<Popup> {
        let redirect = self.redirect.borrow();
        let redirect = redirect.as_ref().map(RedirectUri::as_str);
        let popup = self.popup.borrow();
        Some(popup.as_ref()?.look(redirect.unwrap_or_default()))
    }

    /// Looks after the window until something comes of it.
    fn watch(&self, expires_at: f64) {
        let (me, turn) = (self.me.clone(), self.turn.get());
        let waiting = move || {
            let me = me.upgrade().filter(|me| me.turn.get() == turn)?;
            matches!(me.stage(), Stage::Waiting(_)).then_some(me)
        };
        spawn_local(async move {
            let mut back_since = None;
            while let Some(me) = waiting() {
                if platform::now() > expires_at {
                    return me.end(Error::AttemptExpired);
                }
                let look = me.look();
                drop(me);
                if look != Some(Popup::Back) {
                    back_since = None;
                }
                match look {
                    Some(Popup::Open) => {}
                    Some(Popup::Back) => {
                        let since = *back_since.get_or_insert_with(platform::now);
                        if platform::now() - since > PATIENCE
                            && let Some(me) = waiting()
                        {
                            return me.end(Error::EmptyAnswer);
                        }
                    }
                    Some(Popup::CutOff) | None => {
                        if let Some(me) = waiting()
                            && let Stage::Waiting(true) = me.stage()
                        {
                            me.stand(Stage::Waiting(false));
                        }
                    }
                    Some(Popup::Closed) => {
                        platform::sleep(GRACE).await;
                        if let Some(me) = waiting() {
                            // The listener stays: a page on the way may have cut
                            // the window off.
                            me.fail(Error::WindowClosed);
                        }
                        return;
                    }
                }
                platform::sleep(LOOK).await;
            }
        });
    }
}

/// Everything that has to be known before anybody is sent away.
async fn prepare(client: ClientConfig, with_token: bool) -> Result<Pending, Error> {
    let location = web_sys::window().map(|window| window.location());
    let location = location.ok_or(Error::InsecureContext)?;
    let origin = location.origin().unwrap_or_default();
    let page = location.href().unwrap_or_default();
    check_redirect_page(client.redirect(), &origin).await?;
    let metadata = server::metadata(client.issuer()).await?;
    let secrets = Secrets {
        state: crypto::random().ok_or(Error::InsecureContext)?,
        verifier: crypto::random().ok_or(Error::InsecureContext)?,
    };
    let mut request = Request::new(&client, &metadata, secrets)?;
    if with_token {
        request.add_token();
    }
    CLIENTS.with_borrow(|all| request.stand_among(all))?;
    let challenge = WebCrypto.sha256(request.verifier().as_bytes()).await;
    let challenge = challenge.ok_or(Error::InsecureContext)?;
    Ok(request.begin(challenge, &page, platform::now()))
}

/// Whether the page lies in a frame of another.
fn is_framed() -> bool {
    web_sys::window().is_some_and(|window| match window.parent() {
        Ok(Some(parent)) => parent != window,
        _ => false,
    })
}
