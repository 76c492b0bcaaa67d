//! The words of signing in, beside those it shares with the badge.

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
    /// Sentences for errors; the last is for any other.
    pub errors: &'static [Group],
}

/// Errors that a visitor is told of in the same words.
#[derive(Debug)]
pub struct Group {
    /// Their codes, between spaces; none: all other.
    pub codes: &'static str,
    /// The sentence.
    pub sentence: &'static str,
    /// Whether the visitor can do something about it, by trying again.
    pub may_retry: bool,
}

impl SignInMessages {
    /// What to say about an error with this code.
    pub fn error(&self, code: &str) -> Option<&'static Group> {
        let has = |group: &&Group| group.codes.split(' ').any(|it| it == code);
        self.errors.iter().find(has).or(self.errors.last())
    }
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
    errors: &[
        Group {
            codes: "access-denied",
            sentence: "You are not signed in: at ORCID, access was not allowed.",
            may_retry: true,
        },
        Group {
            codes: "login-required",
            sentence: "You are not signed in yet.",
            may_retry: true,
        },
        Group {
            codes: "window-closed",
            sentence: "You are not signed in: the window was closed before the end.",
            may_retry: true,
        },
        Group {
            codes: "attempt-expired",
            sentence: "You are not signed in: it took longer than this page waits.",
            may_retry: true,
        },
        Group {
            codes: "cancelled",
            sentence: "You are not signed in.",
            may_retry: true,
        },
        Group {
            codes: "expired-token token-from-future stale-token",
            sentence: "The sign-in could not be checked, because the clock of this device seems to be wrong. Set it, then try again.",
            may_retry: true,
        },
        Group {
            codes: "other-person",
            sentence: "This page expects the owner of another ORCID iD. Nobody was signed in. To use another iD, sign out at ORCID first.",
            may_retry: true,
        },
        Group {
            codes: "answer-too-large discovery-unreachable discovery-unreadable keys-unreachable keys-unreadable token-endpoint-unreachable token-endpoint-not-json",
            sentence: "A server that signing in needs did not answer as it should. Check your connection, then try again.",
            may_retry: true,
        },
        Group {
            codes: "server-error",
            sentence: "ORCID could not complete the sign-in. Please try again later.",
            may_retry: true,
        },
        Group {
            codes: "storage-unavailable",
            sentence: "Your browser does not let this page keep anything, which signing in needs. Allow it for this site, then try again.",
            may_retry: true,
        },
        Group {
            codes: "popup-blocked",
            sentence: "Your browser opens no window here. Allow windows for this site, or open this page by itself.",
            may_retry: true,
        },
        Group {
            codes: "insecure-context",
            sentence: "Your browser allows signing in only on secure pages, whose address begins with https.",
            may_retry: false,
        },
        Group {
            codes: "missing-client-id missing-redirect-uri malformed-redirect-uri redirect-uri-fragment redirect-uri-not-https redirect-uri-other-origin redirect-uri-moved redirect-page-missing relay-not-allowed malformed-issuer malformed-token-endpoint malformed-expect flow-unsupported discovery-wrong-issuer discovery-incomplete",
            sentence: "Signing in is not set up properly on this page. Please tell the site’s owner.",
            may_retry: false,
        },
        Group {
            codes: "",
            sentence: "The sign-in could not be verified, so nobody was signed in. Please try again.",
            may_retry: true,
        },
    ],
};
