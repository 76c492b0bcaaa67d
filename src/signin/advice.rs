//! What somebody who was not signed in can do about it.

/// Groups errors by what the visitor is told. It decides three things at once,
/// which therefore agree: the sentence, whether the button is there, and
/// `retryable`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Advice {
    /// Access was not allowed. Nothing is wrong.
    Denied,
    /// Nobody is signed in at the server. Nothing is wrong.
    NotYet,
    /// The window was closed. Nothing is wrong.
    Closed,
    /// It took too long. Nothing is wrong.
    TookLong,
    /// The visitor or the page called it off. Nothing is wrong.
    Cancelled,
    /// Sign in once more.
    TryAgain,
    /// Sign in later: the server has failed.
    TryLater,
    /// Set the clock, then try again.
    SetClock,
    /// Check the connection, then try again.
    CheckConnection,
    /// Allow storage, then try again.
    AllowStorage,
    /// Allow windows, then try again.
    AllowWindow,
    /// Sign out at the server, then try again with another iD.
    UseOtherId,
    /// Sign out at the server, then try again and give the password.
    GivePassword,
    /// Open the page by itself, then try again.
    OpenAlone,
    /// Open the page at its own address.
    OpenAtAddress,
    /// Open the page by https.
    UseHttps,
    /// Tell the site's owner: a setting of the page cannot work.
    MendSetup,
    /// Tell the site's owner: the server's answer cannot be believed.
    Distrust,
}

impl Advice {
    /// Whether nothing is wrong: a person may do so.
    pub fn is_calm(self) -> bool {
        matches!(
            self,
            Self::Denied | Self::NotYet | Self::Closed | Self::TookLong | Self::Cancelled
        )
    }

    /// Whether the visitor may get further by trying again, at once or after
    /// what the sentence asks for.
    pub fn is_retryable(self) -> bool {
        !matches!(
            self,
            Self::OpenAtAddress | Self::UseHttps | Self::MendSetup | Self::Distrust
        )
    }
}
