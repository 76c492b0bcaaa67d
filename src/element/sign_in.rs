//! One `<scholar-sign-in>`: its session becomes the view's state.

use std::cell::RefCell;
use std::rc::Rc;

use leptos::mount::{UnmountHandle, mount_to};
use leptos::prelude::*;
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::spawn_local;
use web_sys::{HtmlElement, ShadowRoot};

use super::events::{self, Detail, send, tell};
use super::lang;
use super::raw_options::RawOptions;
use super::who::detail;
use crate::signin::web::session::{Listener, News, Session, SignedIn, Stage};
use crate::signin::{ClientConfig, Error};
use crate::view::sign_in::{
    Actions, Notice, Person, Purpose, SignIn, SignInDisplay, SignInProps, SignInState,
};
use crate::view::{LeptosRootState, style};

/// A sign-in on a page. Freeing it unmounts the view; who is signed in stays so.
#[wasm_bindgen]
pub struct MountedSignIn {
    element: Rc<Element>,
    _view: UnmountHandle<LeptosRootState>,
}

/// Shows a sign-in for `host` in its shadow root.
#[wasm_bindgen(js_name = connectSignIn)]
pub fn connect_sign_in(host: HtmlElement, root: ShadowRoot) -> MountedSignIn {
    let element = Rc::new(Element {
        state: ArcRwSignal::new(SignInState::Idle(None)),
        look: ArcRwSignal::new(look(&host)),
        host,
        part: RefCell::default(),
    });
    root.set_text_content(None);
    style::adopt_sign_in(&root);
    let props = (element.state.clone(), element.look.clone());
    let actions = actions(&element);
    // Mounting needs only what every parent node can do.
    let view = mount_to(root.unchecked_into(), move || {
        let (state, look) = props;
        SignIn(SignInProps {
            state,
            look,
            actions,
        })
    });
    // Not before the element's class has what is given back here: a page that
    // hears of an error may mend attributes at once.
    let follows = Rc::clone(&element);
    spawn_local(async move { follows.follow() });
    MountedSignIn {
        element,
        _view: view,
    }
}

#[wasm_bindgen]
impl MountedSignIn {
    /// Reads the host's attributes anew.
    pub fn changed(&self) {
        let look = look(&self.element.host);
        if self.element.look.with_untracked(|old| *old != look) {
            self.element.look.set(look);
        }
        self.element.follow();
    }
}

/// One element's side of things.
struct Element {
    host: HtmlElement,
    state: ArcRwSignal<SignInState>,
    look: ArcRwSignal<SignInDisplay>,
    /// What the attributes ask for, and whose news it follows.
    part: RefCell<Option<Part>>,
}

/// An element's part in a session.
struct Part {
    raw: RawOptions,
    /// `None` where the settings cannot work.
    joined: Option<Joined>,
}

/// A session that an element follows.
struct Joined {
    session: Rc<Session>,
    /// Who is welcome to the element.
    client: ClientConfig,
    _listener: Listener,
}

impl Element {
    /// Follows the session that the attributes name.
    fn follow(self: &Rc<Self>) {
        let raw = RawOptions::by_attributes(&self.host);
        let is_known = |part: &Part| part.raw == raw;
        if self.part.borrow().as_ref().is_some_and(is_known) {
            return;
        }
        let remember = raw.remember();
        let is_shown = matches!(self.state.get_untracked(), SignInState::SignedIn(_));
        let before = self.session().filter(|_| is_shown);
        let client = raw.client();
        let error = client.as_ref().err().copied();
        let joined = client.clone().ok().map(|client| self.join(client));
        self.part.replace(Some(Part { raw, joined }));
        if let Some(error) = error {
            return self.hear(&News::Failed(error));
        }
        let (Some(session), Ok(client)) = (self.session(), client) else {
            return;
        };
        self.show(&session.stage());
        match session.stage() {
            Stage::SignedIn(_) if before.is_some_and(|it| Rc::ptr_eq(&it, &session)) => {}
            // Another element, or the API, has done it already.
            Stage::SignedIn(signed_in) => self.hear(&News::SignedIn(signed_in)),
            _ => session.resume(&client, remember),
        }
    }

    /// Hears of a client's session from now on.
    fn join(self: &Rc<Self>, client: ClientConfig) -> Joined {
        let session = Session::of(&client);
        let me = Rc::downgrade(self);
        let listener: Listener = Rc::new(move |news| {
            if let Some(me) = me.upgrade() {
                me.hear(news);
            }
        });
        session.listen(&listener);
        Joined {
            session,
            client,
            _listener: listener,
        }
    }

    fn session(&self) -> Option<Rc<Session>> {
        let part = self.part.borrow();
        Some(Rc::clone(&part.as_ref()?.joined.as_ref()?.session))
    }

    fn sign_in(&self) {
        let raw = self.part.borrow().as_ref().map(|part| part.raw.clone());
        let Some(raw) = raw else { return };
        match raw.client() {
            Ok(client) => {
                Session::of(&client).sign_in(client, raw.mode(), raw.remember());
            }
            Err(error) => self.hear(&News::Failed(error)),
        }
    }

    fn hear(&self, news: &News) {
        if !matches!(news, News::Ignored(_) | News::Failed(_))
            && let Some(session) = self.session()
        {
            self.show(&session.stage());
        }
        match news {
            News::Moved | News::CameBack => {}
            News::SignedIn(signed_in) => {
                if self.expects(signed_in) {
                    send(&self.host, "scholar-signin", &detail(signed_in));
                }
            }
            News::SignedOut(signed_in) => {
                if self.expects(signed_in) {
                    self.state.set(SignInState::Idle(Some(Notice::SignedOut)));
                    let orcid = Detail::Text(signed_in.who().orcid().digits());
                    tell(&self.host, "scholar-signout", &[("orcid", orcid)]);
                }
            }
            News::Failed(error) => {
                self.state.set(SignInState::Idle(Some(notice(*error))));
                self.tell_error(*error);
            }
            News::Ignored(error) => {
                events::warn(&self.host, error.code(), error.developer());
            }
        }
    }

    fn show(&self, stage: &Stage) {
        self.state.set(match stage {
            Stage::Nobody(error) => SignInState::Idle(error.map(notice)),
            Stage::Waiting(can_focus) => SignInState::Waiting {
                can_focus: *can_focus,
            },
            Stage::Leaving => SignInState::Leaving,
            Stage::Working => SignInState::Working,
            Stage::SignedIn(signed_in) if self.expects(signed_in) => {
                SignInState::SignedIn(Person {
                    id: signed_in.who().orcid(),
                    page: signed_in.who().address(),
                    name: signed_in.who().name().map(Into::into),
                    is_authenticated: signed_in.who().is_authenticated(),
                })
            }
            // Another element has signed in somebody else.
            Stage::SignedIn(_) => SignInState::Idle(None),
        });
    }

    fn expects(&self, signed_in: &SignedIn) -> bool {
        let part = self.part.borrow();
        let joined = part.as_ref().and_then(|part| part.joined.as_ref());
        joined.is_some_and(|joined| joined.client.expects(signed_in.who().orcid()))
    }

    fn tell_error(&self, error: Error) {
        events::warn(&self.host, error.code(), error.developer());
        let mut details = vec![
            ("code", Detail::Text(error.code().into())),
            ("orcid", Detail::Nothing),
            ("message", Detail::Text(error.developer().into())),
        ];
        if error.is_calm() {
            return tell(&self.host, "scholar-cancel", &details);
        }
        details.push(("retryable", Detail::Flag(error.is_retryable())));
        tell(&self.host, "scholar-error", &details);
    }
}

fn notice(error: Error) -> Notice {
    match error {
        Error::WindowClosed => Notice::WindowGone,
        calm if calm.is_calm() => Notice::Calm(calm),
        error => Notice::Failed(error),
    }
}

fn actions(element: &Rc<Element>) -> Actions {
    let act = |act: fn(&Element)| -> Rc<dyn Fn()> {
        let element = Rc::downgrade(element);
        Rc::new(move || {
            if let Some(element) = element.upgrade() {
                act(&element);
            }
        })
    };
    let in_session = |act: fn(&Session)| -> Rc<dyn Fn()> {
        let element = Rc::downgrade(element);
        Rc::new(move || {
            if let Some(session) = element.upgrade().and_then(|element| element.session()) {
                act(&session);
            }
        })
    };
    Actions {
        sign_in: act(Element::sign_in),
        focus_window: in_session(Session::focus),
        cancel: in_session(Session::cancel),
        sign_out: in_session(Session::sign_out),
    }
}

fn look(host: &HtmlElement) -> SignInDisplay {
    SignInDisplay {
        lang: lang(host),
        purpose: Purpose::parse(&host.get_attribute("purpose").unwrap_or_default()),
    }
}
