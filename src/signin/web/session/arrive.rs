//! What comes back from the server, wherever it arrives.

use std::cell::Cell;
use std::rc::Rc;

use wasm_bindgen_futures::spawn_local;
use web_sys::Url;

use super::{GRACE, News, Session, SignedIn, Stage};
use crate::platform;
use crate::signin::web::popup::Popup;
use crate::signin::web::redeem_and_verify::redeem_and_verify;
use crate::signin::web::response_listener::{Pass, Via};
use crate::signin::web::storage;
use crate::signin::{Answer, Callback, ClientConfig, Error, Pending, RedirectUri, Remembered};

impl Session {
    /// Takes an answer, wherever it comes from.
    pub(super) fn hear(&self, text: &str, via: &Via) {
        let mut is_at_home = None;
        let is_own = match via {
            Via::Channel(_) => false,
            Via::Message { source, origin } => {
                if !self
                    .popup
                    .borrow()
                    .as_ref()
                    .is_some_and(|popup| popup.is(source))
                {
                    return self.tell(&News::Ignored(Error::ForeignWindow));
                }
                let redirect = self.redirect.borrow();
                let is_there = |redirect: &RedirectUri| redirect.origin() == origin;
                let Some(redirect) = redirect.as_ref().filter(|it| is_there(it)) else {
                    drop(redirect);
                    return self.end(Error::ForeignOrigin);
                };
                if !redirect.is_relay() {
                    is_at_home = Some(self.is_at(redirect));
                }
                true
            }
        };
        let answer = Answer::parse(text).seen(is_at_home);
        // As like as not of another tab's window, unless this page cannot see
        // its own any more; and even then its answer may yet come.
        if let (false, true, Some(error)) = (is_own, answer.is_stateless_error(), answer.error()) {
            if self.look() != Some(Popup::Open) && !matches!(self.stage(), Stage::Nobody(_)) {
                via.thank();
                self.fail(error);
            }
            return;
        }
        let received = self.attempts.borrow_mut().receive(answer, platform::now());
        let is_over = !self.attempts.borrow().is_waiting();
        match received {
            Ok(Callback::AskAgain) => {
                via.thank();
                self.ask_again();
            }
            Ok(callback) => {
                via.thank();
                self.check(callback);
            }
            Err(error) if is_own || is_over => {
                via.thank();
                self.end(error);
            }
            // Of another tab's attempt, as like as not.
            Err(error) => self.tell(&News::Ignored(error)),
        }
    }

    /// Whether the window is at the redirect page, as browsers write addresses.
    fn is_at(&self, redirect: &RedirectUri) -> bool {
        let popup = self.popup.borrow();
        let address = Url::new(redirect.as_str()).map(|url| url.href());
        match (popup.as_ref(), address) {
            (Some(popup), Ok(address)) => popup.look(&address) == Popup::Back,
            _ => false,
        }
    }

    /// Makes the attempt once more, for an id_token with an access token, in the
    /// same window.
    fn ask_again(&self) {
        self.is_alone_refused.set(true);
        let (client, popup) = (self.client.take(), self.popup.take());
        self.stop();
        let popup = popup.filter(|popup| matches!(popup.look(""), Popup::Open | Popup::Back));
        match (client, popup) {
            (Some(client), Some(popup)) => self.set_out(client, Some(popup)),
            _ => self.fail(Error::IdTokenRefused),
        }
    }

    /// Checks an answer to this very attempt.
    fn check(&self, callback: Callback) {
        self.stop();
        let (me, turn) = (self.me.clone(), self.turn.get());
        self.stand(Stage::Working);
        spawn_local(async move {
            let outcome = redeem_and_verify(callback).await;
            let Some(me) = me.upgrade().filter(|me| me.turn.get() == turn) else {
                return;
            };
            match outcome {
                Ok(identity) => {
                    if me.remember.get() {
                        storage::keep(&me.remembered_at(), &identity.who().to_storage());
                    }
                    me.welcome(SignedIn::Seen(identity));
                }
                Err(error) => me.fail(error),
            }
        });
    }

    /// Goes on where an earlier page of this tab has stopped: with the answer
    /// that the redirect page has brought, or with whom it remembers.
    pub fn resume(&self, client: &ClientConfig, remember: bool) {
        if !matches!(self.stage(), Stage::Nobody(None)) {
            return;
        }
        self.remember.set(remember);
        let now = platform::now();
        let attempt = storage::kept(storage::ATTEMPT).and_then(|text| Pending::from_storage(&text));
        let is_own = |pending: &Pending| pending.is_of(&self.key.0, &self.key.1);
        match (attempt, storage::kept(storage::ANSWER)) {
            (Some(pending), Some(answer)) if is_own(&pending) => {
                storage::forget(storage::ANSWER);
                storage::forget_attempts();
                let mut attempts = self.attempts.borrow_mut();
                attempts.begin(pending);
                let received = attempts.receive(Answer::parse(&answer), now);
                drop(attempts);
                return match received {
                    Ok(Callback::AskAgain) => {
                        self.is_alone_refused.set(true);
                        self.attempts.borrow_mut().abandon_all();
                        self.set_out(client.clone(), None);
                    }
                    Ok(callback) => self.check(callback),
                    Err(error) => self.end(error),
                };
            }
            // The person has come back without one.
            (Some(pending), _) if is_own(&pending) || pending.is_expired(now) => {
                storage::forget(storage::ANSWER);
                storage::forget_attempts();
            }
            (None, Some(answer)) => {
                storage::forget(storage::ANSWER);
                self.pass_on(answer);
            }
            _ => {}
        }
        let Some(who) = storage::kept(&self.remembered_at()) else {
            return;
        };
        let is_own = |who: &Remembered| remember && who.is_of(&self.key.0, &self.key.1);
        match Remembered::from_storage(&who, now).filter(is_own) {
            Some(who) => self.welcome(SignedIn::Recalled(who)),
            None => storage::forget(&self.remembered_at()),
        }
    }

    /// Passes an answer that did not begin in this window to the page that
    /// waits for it: a policy has cut this window off from it.
    fn pass_on(&self, answer: String) {
        let taken = Rc::new(Cell::new(false));
        let heard = Rc::clone(&taken);
        let parsed = Answer::parse(&answer);
        let channel = [storage::ATTEMPT, ":", parsed.state().unwrap_or_default()].concat();
        let pass = Pass::on(&channel, &answer, move || heard.set(true));
        let me = self.me.clone();
        spawn_local(async move {
            platform::sleep(GRACE).await;
            drop(pass);
            if taken.get() {
                let _ = web_sys::window().map(|window| window.close());
            } else if let Some(me) = me.upgrade() {
                match me.stage() {
                    Stage::Nobody(None) => me.fail(Error::NotAsked),
                    _ => me.tell(&News::Ignored(Error::NotAsked)),
                }
            }
        });
    }
}
