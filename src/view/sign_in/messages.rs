//! The words of signing in, beside those it shares with the badge.

use crate::signin::Advice;

/// One language's words for signing in.
#[derive(Debug)]
pub struct SignInMessages {
    /// The button (wording of ORCID's sign-in guidelines).
    pub sign_in: &'static str,
    /// The button where an iD is added to something the visitor has at this
    /// site (wording of ORCID's display guidelines).
    pub connect: &'static str,
    /// What ORCID is, in a sentence.
    pub about: &'static str,
    /// Leads to more of that.
    pub learn_more: &'static str,
    /// The visitor is asked in another window.
    pub waiting: &'static str,
    /// Brings that window to the front.
    pub show_window: &'static str,
    /// Stops waiting.
    pub cancel: &'static str,
    /// This page is about to make room for that of the sign-in.
    pub leaving: &'static str,
    /// The answer is being checked.
    pub working: &'static str,
    /// Somebody is signed in; takes the name.
    pub signed_in_as: &'static str,
    /// Somebody without a public name is signed in.
    pub signed_in: &'static str,
    /// Signs out of this page.
    pub sign_out: &'static str,
    /// After that.
    pub signed_out: &'static str,
    /// The window is not to be seen any more, but may still answer.
    pub window_gone: &'static str,
    /// What to say where nobody was signed in: what happened, and, where
    /// something is wrong, what to do.
    pub advice: fn(Advice) -> &'static str,
}

/// English.
pub static ENGLISH: SignInMessages = SignInMessages {
    sign_in: "Sign in with ORCID",
    connect: "Create or connect your ORCID iD",
    about: "ORCID® gives researchers a free, lasting identifier of their own.",
    learn_more: "Learn more at orcid.org",
    waiting: "Continue in the window that has opened.",
    show_window: "Show that window",
    cancel: "Cancel",
    leaving: "Going to ORCID…",
    working: "Checking the sign-in…",
    signed_in_as: "Signed in as {}",
    signed_in: "Signed in",
    sign_out: "Sign out",
    signed_out: "You are signed out of this page. You may still be signed in at ORCID: on a shared computer, sign out there too.",
    window_gone: "The sign-in window seems to be closed. If it is still open, finish there; if not, start again.",
    advice,
};

fn advice(advice: Advice) -> &'static str {
    match advice {
        Advice::Denied => "You are not signed in: at ORCID, access was not allowed.",
        Advice::NotYet => "You are not signed in yet.",
        Advice::Closed => "You are not signed in: the window was closed before the end.",
        Advice::TookLong => "You are not signed in: it took longer than this page waits.",
        Advice::Cancelled => "You are not signed in.",
        Advice::TryAgain => {
            "The sign-in could not be verified, so nobody was signed in. Please try again."
        }
        Advice::TryLater => "ORCID could not complete the sign-in. Please try again later.",
        Advice::SetClock => {
            "The sign-in could not be checked, because the clock of this device seems to be wrong. Set it, then try again."
        }
        Advice::CheckConnection => {
            "A server that signing in needs did not answer as it should. Check your connection, then try again."
        }
        Advice::AllowStorage => {
            "Your browser does not let this page keep anything, which signing in needs. Allow it for this site, then try again."
        }
        Advice::AllowWindow => {
            "Your browser opens no window here. Allow windows for this site and try again, or open this page by itself."
        }
        Advice::UseOtherId => {
            "This page expects the owner of another ORCID iD. Nobody was signed in. To use another iD, sign out at ORCID, then try again."
        }
        Advice::GivePassword => {
            "ORCID did not ask for your password, as this page requires. Nobody was signed in. Sign out at ORCID, then try again."
        }
        Advice::OpenAlone => {
            "Signing in does not work while this page is shown inside another one. Open this page by itself, then try again."
        }
        Advice::OpenAtAddress => {
            "Signing in does not work here, where this page is shown inside another one or from a file. Open it at its own address, or tell the site’s owner."
        }
        Advice::UseHttps => {
            "Your browser allows signing in only on secure pages. Open this page by an address that begins with https, or tell the site’s owner."
        }
        Advice::MendSetup => {
            "Signing in is not set up properly on this page. Please tell the site’s owner."
        }
        Advice::Distrust => {
            "The sign-in could not be verified, so nobody was signed in. Please tell the site’s owner."
        }
    }
}
