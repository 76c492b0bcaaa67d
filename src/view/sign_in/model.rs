//! What the view of signing in is given: a state and a look; and what it calls
//! back.

use std::rc::Rc;

use crate::orcid::OrcidId;
use crate::signin::Error;

/// Where signing in stands.
#[derive(Debug, Clone, PartialEq)]
pub enum SignInState {
    /// Nobody is signed in; with something that the visitor should know.
    Idle(Option<Notice>),
    /// The visitor is asked in another window.
    Waiting {
        /// Whether this page can bring that window to the front.
        can_focus: bool,
    },
    /// The page is about to make room for that of the sign-in.
    Leaving,
    /// The answer is being checked.
    Working,
    /// Somebody is signed in.
    SignedIn(Person),
}

/// What a visitor who is not signed in should know.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Notice {
    /// The visitor chose so, or may have: nothing went wrong.
    Calm(Error),
    /// Something is wrong.
    Failed(Error),
    /// The window is not to be seen any more, but may still answer.
    WindowGone,
    /// The visitor has signed out.
    SignedOut,
}

/// Who is signed in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Person {
    /// The iD.
    pub id: OrcidId,
    /// The record's page for people, which is also the iD in its full form.
    pub page: String,
    /// The name; `None` when it is not public.
    pub name: Option<String>,
    /// Whether the iD shows as authenticated: the server is ORCID's own.
    pub is_authenticated: bool,
}

/// What signing in is for, and so what the button says.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Purpose {
    /// To show who one is.
    #[default]
    SignIn,
    /// To add an iD to something that the visitor has at this site; an iD can
    /// be made on the way.
    Connect,
}

impl Purpose {
    /// Reads a `purpose` attribute; anything unknown is signing in.
    pub fn parse(value: &str) -> Self {
        match value.trim() {
            "connect" => Self::Connect,
            _ => Self::SignIn,
        }
    }
}

/// The chosen looks of one element.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SignInDisplay {
    /// BCP 47 tag of the language of the element's own words; empty: the
    /// browser's.
    pub lang: String,
    /// What the button says.
    pub purpose: Purpose,
}

/// What the visitor may want.
#[derive(Clone)]
pub struct Actions {
    /// To sign in. Called while the browser handles the click, as a window can
    /// be opened only then.
    pub sign_in: Rc<dyn Fn()>,
    /// To see the other window.
    pub focus_window: Rc<dyn Fn()>,
    /// To wait no longer.
    pub cancel: Rc<dyn Fn()>,
    /// To sign out of this page.
    pub sign_out: Rc<dyn Fn()>,
}
