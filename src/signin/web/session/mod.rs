//! One client's sign-in on this page, shared by all its elements: [`depart`]
//! sends a person away, [`arrive`] takes what comes back.

mod arrive;
mod depart;

use std::cell::{Cell, RefCell};
use std::rc::{Rc, Weak};

use wasm_bindgen::prelude::*;
use web_sys::PageTransitionEvent;

use super::popup::PopupWindow;
use super::response_listener::ResponseListener;
use super::{shared, storage};
use crate::platform;
use crate::signin::{
    ClientConfig, Error, Identity, Issuer, PendingAttempts, RedirectUri, Remembered,
};

/// Milliseconds in which an answer may still be on its way to whoever waits.
const GRACE: f64 = 1_500.0;

/// Where a sign-in stands.
#[derive(Debug, Clone)]
pub enum Stage {
    /// Nobody is signed in; the error is why the last attempt came to nothing.
    Nobody(Option<Error>),
    /// Another window is open; `false` if it cannot be brought to the front.
    Waiting(bool),
    /// The page is about to travel.
    Leaving,
    /// An answer is being checked.
    Working,
    /// Somebody is signed in.
    SignedIn(Rc<SignedIn>),
}

/// Somebody who is signed in.
#[derive(Debug)]
pub enum SignedIn {
    /// Seen by this page, with token and verifier.
    Seen(Identity),
    /// An earlier page of this tab remembers.
    Recalled(Remembered),
}

impl SignedIn {
    /// Who it is.
    pub fn who(&self) -> &Remembered {
        match self {
            Self::Seen(identity) => identity.who(),
            Self::Recalled(who) => who,
        }
    }
}

/// What a session tells.
#[derive(Debug, Clone)]
pub enum News {
    /// It stands elsewhere now, and that is all.
    Moved,
    /// Somebody is signed in.
    SignedIn(Rc<SignedIn>),
    /// That person is no longer signed in.
    SignedOut(Rc<SignedIn>),
    /// The page was left for the server and has come back without an answer.
    CameBack,
    /// An attempt came to nothing; the person may try again.
    Failed(Error),
    /// Something was refused that changes nothing.
    Ignored(Error),
}

/// Hears it.
pub type Listener = Rc<dyn Fn(&News)>;
type Faint = Weak<dyn Fn(&News)>;

/// One client's sign-in.
pub struct Session {
    me: Weak<Session>,
    key: (String, String),
    stage: RefCell<Stage>,
    listeners: RefCell<Vec<Faint>>,
    attempts: RefCell<PendingAttempts>,
    popup: RefCell<Option<Rc<PopupWindow>>>,
    response_listener: RefCell<Option<ResponseListener>>,
    /// Counts attempts, so that what belongs to an older one stops.
    turn: Cell<u32>,
    remember: Cell<bool>,
    redirect: RefCell<Option<RedirectUri>>,
    /// Whom the attempt under way is for, should it have to be made once more.
    client: RefCell<Option<ClientConfig>>,
    /// Whether the server has refused an id_token alone.
    is_alone_refused: Cell<bool>,
    /// Hears that the page has come back from the browser's own memory.
    returned: RefCell<Option<platform::Listener>>,
}

/// How a person is sent to the server.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Mode {
    /// In a window of its own; with the page where the browser opens none.
    #[default]
    Popup,
    /// With the page.
    Redirect,
}

thread_local! {
    static SESSIONS: RefCell<Vec<Rc<Session>>> = const { RefCell::new(Vec::new()) };
    /// Every server that this page has asked to be signed in at, and where its
    /// answers come to.
    static CLIENTS: RefCell<Vec<(Issuer, RedirectUri)>> = const { RefCell::new(Vec::new()) };
}

impl Session {
    /// The session of a client at a server, the same for all who ask.
    pub fn of(client: &ClientConfig) -> Rc<Self> {
        let key = (
            client.issuer().identifier().to_owned(),
            client.client_id().to_owned(),
        );
        let known = (client.issuer().clone(), client.redirect().clone());
        CLIENTS.with_borrow_mut(|all| {
            if !all.contains(&known) {
                all.push(known);
            }
        });
        SESSIONS.with_borrow_mut(|all| {
            if let Some(known) = all.iter().find(|session| session.key == key) {
                return Rc::clone(known);
            }
            let new = Rc::new_cyclic(|me| Self {
                me: me.clone(),
                key,
                stage: RefCell::new(Stage::Nobody(None)),
                listeners: RefCell::default(),
                attempts: RefCell::default(),
                popup: RefCell::default(),
                response_listener: RefCell::default(),
                turn: Cell::default(),
                remember: Cell::default(),
                redirect: RefCell::default(),
                client: RefCell::default(),
                is_alone_refused: Cell::default(),
                returned: RefCell::default(),
            });
            all.push(Rc::clone(&new));
            new
        })
    }

    /// Where it stands.
    pub fn stage(&self) -> Stage {
        self.stage.borrow().clone()
    }

    /// Tells `listener` what happens for as long as somebody keeps it.
    pub fn listen(&self, listener: &Listener) {
        let mut listeners = self.listeners.borrow_mut();
        listeners.retain(|known| known.strong_count() > 0);
        listeners.push(Rc::downgrade(listener));
    }

    fn tell(&self, news: &News) {
        let listeners: Vec<_> = self
            .listeners
            .borrow()
            .iter()
            .filter_map(Weak::upgrade)
            .collect();
        for listener in listeners {
            listener(news);
        }
    }

    fn stand(&self, stage: Stage) {
        self.stage.replace(stage);
        self.tell(&News::Moved);
    }

    fn fail(&self, error: Error) {
        self.stage.replace(Stage::Nobody(Some(error)));
        self.tell(&News::Failed(error));
    }

    /// Brings the window to the front.
    pub fn focus(&self) {
        // Nothing stays borrowed while the page may hear of it and act.
        let popup = self.popup.borrow().clone();
        if let Some(popup) = popup {
            popup.focus();
        }
    }

    /// Ends an attempt on the person's wish.
    pub fn cancel(&self) {
        if let Stage::Leaving = self.stage() {
            // The page stays.
            let _ = web_sys::window().map(|window| window.stop());
        }
        if let Stage::Waiting(_) | Stage::Leaving = self.stage() {
            self.end(Error::Cancelled);
        }
    }

    /// Forgets an attempt, and all that belongs to it.
    fn stop(&self) {
        self.turn.set(self.turn.get().wrapping_add(1));
        self.response_listener.take();
        self.attempts.borrow_mut().abandon_all();
        if let Some(popup) = self.popup.take() {
            popup.close();
        }
        storage::forget_attempts();
    }

    fn end(&self, error: Error) {
        self.stop();
        self.fail(error);
    }

    fn welcome(&self, signed_in: SignedIn) {
        self.hear_of_return();
        let signed_in = Rc::new(signed_in);
        self.stage.replace(Stage::SignedIn(Rc::clone(&signed_in)));
        publish();
        self.tell(&News::SignedIn(signed_in));
    }

    /// Nobody is signed in any more.
    pub fn sign_out(&self) {
        storage::forget(&self.remembered_at());
        match self.stage() {
            Stage::Nobody(_) => {}
            Stage::SignedIn(signed_in) => {
                self.stage.replace(Stage::Nobody(None));
                publish();
                self.tell(&News::SignedOut(signed_in));
            }
            // Nor shall anybody be once the answer is there.
            _ => self.end(Error::Cancelled),
        }
    }

    /// Looks around after the browser has kept the page in its memory.
    fn come_back(&self) {
        match self.stage() {
            // Without an answer.
            Stage::Leaving => {
                self.stop();
                self.stand(Stage::Nobody(None));
                self.tell(&News::CameBack);
            }
            // Signed out on a later page of this tab, perhaps.
            Stage::SignedIn(_)
                if self.remember.get() && storage::kept(&self.remembered_at()).is_none() =>
            {
                self.sign_out();
            }
            _ => {}
        }
    }

    /// Hears when that happens, from now on.
    fn hear_of_return(&self) {
        // What comes back is this very page, listeners and all.
        if self.returned.borrow().is_some() {
            return;
        }
        let me = self.me.clone();
        let listener = platform::Listener::on_window("pageshow", move |event| {
            let event: PageTransitionEvent = event.unchecked_into();
            if let Some(me) = me.upgrade().filter(|_| event.persisted()) {
                me.come_back();
            }
        });
        self.returned.replace(listener);
    }

    fn remembered_at(&self) -> String {
        let (issuer, client) = &self.key;
        ["scholar-signed-in:", issuer, "#", client].concat()
    }
}

/// Makes known to the page who is signed in, with any client.
fn publish() {
    let pages = SESSIONS.with_borrow(|all| {
        let signed_in = all.iter().filter_map(|session| match session.stage() {
            Stage::SignedIn(signed_in) => {
                let who = signed_in.who();
                who.is_authenticated().then(|| who.address())
            }
            _ => None,
        });
        signed_in.collect::<Vec<_>>()
    });
    shared::publish(pages.into_iter());
}
