//! The settings of a page, held to what can work before anybody is sent away.

use super::error::Error;
use super::expectations::Flow;
use super::issuer::Issuer;
use super::redirect::RedirectUri;
use super::url::AbsoluteUrl;
use crate::orcid::OrcidId;

/// What is passed on to the server as it stands, to help the person there
/// (facts/orcid.md §5; OpenID Connect Core §3.1.2.1).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Hint {
    /// `login` asks for the password anew, `none` asks nothing.
    Prompt,
    /// The language of the server's page.
    Lang,
    /// Given names, for somebody who registers.
    GivenNames,
    /// Family names, for somebody who registers.
    FamilyNames,
    /// Mail address, to sign in or to register with.
    Email,
    /// The iD to sign in with.
    Orcid,
    /// `false` shows the registration first.
    ShowLogin,
}

impl Hint {
    /// Each once.
    pub const ALL: [Self; 7] = [
        Self::Prompt,
        Self::Lang,
        Self::GivenNames,
        Self::FamilyNames,
        Self::Email,
        Self::Orcid,
        Self::ShowLogin,
    ];

    /// Its name in the address.
    pub fn parameter(self) -> &'static str {
        match self {
            Self::Prompt => "prompt",
            Self::Lang => "lang",
            Self::GivenNames => "given_names",
            Self::FamilyNames => "family_names",
            Self::Email => "email",
            Self::Orcid => "orcid",
            Self::ShowLogin => "show_login",
        }
    }

    /// Its name as an attribute.
    pub fn attribute(self) -> &'static str {
        match self {
            Self::GivenNames => "given-names",
            Self::FamilyNames => "family-names",
            Self::ShowLogin => "show-login",
            other => other.parameter(),
        }
    }
}

/// The settings as a page writes them.
#[derive(Debug, Clone, Copy, Default)]
pub struct Settings<'a> {
    /// The client id that ORCID gave.
    pub client_id: &'a str,
    /// The address of the redirect page, in full.
    pub redirect_uri: &'a str,
    /// The page's own address.
    pub page: &'a str,
    /// `production`, `sandbox` or a mirror.
    pub registry: &'a str,
    /// Another OpenID server.
    pub issuer: Option<&'a str>,
    /// Whether the redirect page may lie at another origin.
    pub relay: bool,
    /// `auto` (or nothing), `code`, `implicit`.
    pub flow: &'a str,
    /// The site's own token address, in full.
    pub token_endpoint: Option<&'a str>,
    /// The only iD that is welcome, in any form people paste.
    pub expect: Option<&'a str>,
    /// What is passed on; empty texts are not.
    pub hints: &'a [(Hint, &'a str)],
}

/// Settings that can work.
#[derive(Debug, Clone)]
pub struct ClientConfig {
    pub(super) client_id: String,
    pub(super) redirect: RedirectUri,
    pub(super) issuer: Issuer,
    /// `None` to choose by what the server announces.
    pub(super) wanted: Option<Flow>,
    pub(super) token_endpoint: Option<String>,
    pub(super) expect: Option<OrcidId>,
    pub(super) hints: Vec<(Hint, String)>,
}

impl ClientConfig {
    /// Checks all that can be checked before anybody is sent away.
    ///
    /// # Errors
    /// The first setting that cannot work: the errors of [`Issuer::parse`] and
    /// [`RedirectUri::check`], and [`Error::MissingClientId`],
    /// [`Error::FlowUnsupported`], [`Error::MalformedTokenEndpoint`],
    /// [`Error::MalformedExpect`].
    pub fn check(settings: &Settings) -> Result<Self, Error> {
        let client_id = settings.client_id.trim();
        if client_id.is_empty() {
            return Err(Error::MissingClientId);
        }
        let issuer = Issuer::parse(settings.registry, settings.issuer)?;
        let (page, relay) = (settings.page, settings.relay);
        let redirect = RedirectUri::check(settings.redirect_uri, page, &issuer, relay)?;
        let wanted = match settings.flow.trim() {
            "" | "auto" => None,
            "code" => Some(Flow::Code),
            "implicit" => Some(Flow::Implicit),
            _ => return Err(Error::FlowUnsupported),
        };
        let token_endpoint = match given(settings.token_endpoint) {
            None => None,
            Some(text) => {
                let is_fit = |address: &AbsoluteUrl| {
                    let may_be_plain = address.is_loopback() && !issuer.is_production();
                    !address.has_fragment && (address.is_https || may_be_plain)
                };
                let address = AbsoluteUrl::parse(text).filter(is_fit);
                address.ok_or(Error::MalformedTokenEndpoint)?;
                Some(text.to_owned())
            }
        };
        // One that is there and empty is a template without its value: nobody
        // shall come in by that.
        let expect = match settings.expect {
            None => None,
            Some(text) => Some(OrcidId::parse(text).map_err(|_| Error::MalformedExpect)?),
        };
        let hints = settings.hints.iter().filter_map(|(hint, text)| {
            let text = given(Some(text))?;
            Some((*hint, text.to_owned()))
        });
        Ok(Self {
            client_id: client_id.into(),
            redirect,
            hints: hints.collect(),
            issuer,
            wanted,
            token_endpoint,
            expect,
        })
    }

    /// Whom it asks.
    pub fn issuer(&self) -> &Issuer {
        &self.issuer
    }

    /// Where answers come back to.
    pub fn redirect(&self) -> &RedirectUri {
        &self.redirect
    }

    /// Whether this iD is welcome.
    pub fn expects(&self, orcid: OrcidId) -> bool {
        self.expect.is_none_or(|expected| expected == orcid)
    }

    /// The client id.
    pub fn client_id(&self) -> &str {
        &self.client_id
    }
}

/// A setting without the blanks around it, if it is one.
fn given(text: Option<&str>) -> Option<&str> {
    text.map(str::trim).filter(|text| !text.is_empty())
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;
    use crate::signin::testing::settings;

    fn error(change: impl FnOnce(&mut Settings<'static>)) -> Option<Error> {
        let mut settings = settings();
        change(&mut settings);
        ClientConfig::check(&settings).err()
    }

    #[test]
    fn settings_that_can_work_are_taken() {
        let client = ClientConfig::check(&settings()).ok();
        let client = client.as_ref();
        assert_eq!(client.map(ClientConfig::client_id), Some("APP-1"));
        let redirect = client.map(|client| client.redirect().as_str());
        assert_eq!(redirect, Some("https://lab.example/callback.html"));
        assert_eq!(error(|s| s.flow = " auto "), None);
        assert_eq!(
            error(|s| s.token_endpoint = Some("https://lab.example/api/token?x")),
            None
        );
        assert_eq!(error(|s| s.token_endpoint = Some(" ")), None);
        let link = "https://orcid.org/0000-0002-1825-0097";
        assert_eq!(error(|s| s.expect = Some(link)), None);
        assert_eq!(error(|s| s.expect = Some("")), Some(Error::MalformedExpect));
    }

    #[test]
    fn each_setting_that_cannot_work_says_so() {
        use Error::*;
        assert_eq!(error(|s| s.client_id = " "), Some(MissingClientId));
        assert_eq!(error(|s| s.redirect_uri = ""), Some(MissingRedirectUri));
        assert_eq!(error(|s| s.issuer = Some("id")), Some(MalformedIssuer));
        assert_eq!(error(|s| s.flow = "hybrid"), Some(FlowUnsupported));
        let typing_error = Some("0000-0002-1825-0098");
        assert_eq!(error(|s| s.expect = typing_error), Some(MalformedExpect));
        for address in [
            "http://lab.example/token",
            "https://lab.example/token#x",
            "/token",
            "token:x",
            "https://",
        ] {
            let error = error(|s| s.token_endpoint = Some(address));
            assert_eq!(error, Some(MalformedTokenEndpoint), "{address}");
        }
    }

    #[test]
    fn a_token_address_on_this_machine_is_not_for_production() {
        let local = Some("http://localhost:3000/token");
        assert_eq!(error(|s| s.token_endpoint = local), None);
        let production = error(|s| {
            s.issuer = None;
            s.token_endpoint = local;
        });
        assert_eq!(production, Some(Error::MalformedTokenEndpoint));
    }

    #[test]
    fn an_expected_id_is_welcome_and_without_one_everybody() {
        let id = |text| OrcidId::parse(text).unwrap();
        let (one, other) = (id("0000-0002-1825-0097"), id("0000-0002-1694-233X"));
        let expects = |expect| {
            let settings = Settings {
                expect,
                ..settings()
            };
            let client = ClientConfig::check(&settings).unwrap();
            (client.expects(one), client.expects(other))
        };
        assert_eq!(expects(None), (true, true));
        for one in ["0000000218250097", "https://orcid.org/0000-0002-1825-0097"] {
            assert_eq!(expects(Some(one)), (true, false), "{one}");
        }
    }

    #[test]
    fn each_hint_has_its_documented_name() {
        let names = Hint::ALL.map(|hint| (hint.attribute(), hint.parameter()));
        for (attribute, parameter) in names {
            assert_eq!(attribute.replace('-', "_"), parameter);
        }
    }
}
