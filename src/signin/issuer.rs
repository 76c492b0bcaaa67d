//! Whom a page asks to say who is there.

use super::error::Error;
use super::url::AbsoluteUrl;

const PRODUCTION: &str = "https://orcid.org";
const SANDBOX: &str = "https://sandbox.orcid.org";

/// An OpenID server, by its issuer identifier (OpenID Connect Core §2).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Issuer(String);

impl Issuer {
    /// Reads the attributes `registry` and `issuer`: an issuer of its own goes
    /// before a registry; the sandbox has its own server, production and every
    /// mirror have ORCID's.
    ///
    /// # Errors
    /// [`Error::MalformedIssuer`] if `issuer` is no https address, or http on
    /// this machine, without query and fragment.
    pub fn parse(registry: &str, issuer: Option<&str>) -> Result<Self, Error> {
        let issuer = issuer.map(str::trim).filter(|issuer| !issuer.is_empty());
        let Some(text) = issuer else {
            let is_sandbox = registry.trim() == "sandbox";
            return Ok(Self(if is_sandbox { SANDBOX } else { PRODUCTION }.into()));
        };
        // A slash too many behind ORCID's own would be another issuer, with
        // laxer rules.
        let plain = text.trim_end_matches('/');
        if plain == PRODUCTION || plain == SANDBOX {
            return Ok(Self(plain.into()));
        }
        let address = AbsoluteUrl::parse(text);
        let is_fit = |address: &AbsoluteUrl| {
            address.is_safe() && !address.has_query && !address.has_fragment
        };
        match address.filter(is_fit) {
            Some(_) => Ok(Self(text.into())),
            None => Err(Error::MalformedIssuer),
        }
    }

    /// As it stands in `iss`, letter by letter.
    pub fn identifier(&self) -> &str {
        &self.0
    }

    /// Where its discovery document lies (OpenID Connect Discovery §4).
    pub fn discovery_address(&self) -> String {
        let base = self.0.strip_suffix('/').unwrap_or(&self.0);
        [base, "/.well-known/openid-configuration"].concat()
    }

    /// Whether it is ORCID's production, which takes no http anywhere.
    pub fn is_production(&self) -> bool {
        self.0 == PRODUCTION
    }

    /// Whether it is ORCID's sandbox.
    pub fn is_sandbox(&self) -> bool {
        self.0 == SANDBOX
    }

    /// Whether it is one of ORCID's two.
    pub fn is_orcid(&self) -> bool {
        self.is_production() || self.is_sandbox()
    }

    /// Whether an iD that it gives counts as authenticated: by ORCID's display
    /// guidelines one that ORCID's own sign-in gave. A server of this machine,
    /// where sites are tried out, counts too.
    pub fn is_authenticating(&self) -> bool {
        self.is_orcid() || AbsoluteUrl::parse(&self.0).is_some_and(|it| it.is_loopback())
    }

    /// Whether `iss` is the one of ORCID's two servers that was not asked.
    pub fn is_other_orcid(&self, iss: &str) -> bool {
        self.is_orcid() && iss != self.0 && (iss == PRODUCTION || iss == SANDBOX)
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    fn identifier(registry: &str, issuer: Option<&str>) -> Result<String, Error> {
        Issuer::parse(registry, issuer).map(|issuer| issuer.identifier().to_owned())
    }

    #[test]
    fn the_registry_chooses_the_server_and_an_issuer_goes_before_it() {
        for (registry, issuer, expected) in [
            ("", None, PRODUCTION),
            ("production", Some(" "), PRODUCTION),
            ("https://mirror.example", None, PRODUCTION),
            (" sandbox ", None, SANDBOX),
            (
                "sandbox",
                Some("https://id.example/a/"),
                "https://id.example/a/",
            ),
            ("", Some("http://127.0.0.1:3000"), "http://127.0.0.1:3000"),
            ("", Some("https://orcid.org/"), PRODUCTION),
            ("", Some("https://sandbox.orcid.org"), SANDBOX),
        ] {
            assert_eq!(identifier(registry, issuer).as_deref(), Ok(expected));
        }
    }

    #[test]
    fn an_issuer_that_is_no_safe_address_is_malformed() {
        for issuer in [
            "http://id.example",
            "id.example",
            "https://id.example?a",
            "https://id.example/#a",
            "https://u:p@id.example",
            "javascript:alert(1)",
        ] {
            assert_eq!(identifier("", Some(issuer)), Err(Error::MalformedIssuer));
        }
    }

    #[test]
    fn the_discovery_document_lies_below_the_issuer() {
        for (issuer, address) in [
            (
                "https://id.example/a",
                "https://id.example/a/.well-known/openid-configuration",
            ),
            (
                "https://id.example/a/",
                "https://id.example/a/.well-known/openid-configuration",
            ),
        ] {
            let issuer = Issuer::parse("", Some(issuer)).unwrap();
            assert_eq!(issuer.discovery_address(), address);
        }
    }

    #[test]
    fn an_id_of_another_server_than_orcids_is_not_authenticated() {
        for (registry, issuer, expected) in [
            ("", None, true),
            ("sandbox", None, true),
            ("", Some("https://orcid.org/"), true),
            ("", Some("http://127.0.0.1:8403"), true),
            ("", Some("https://id.example"), false),
            ("", Some("https://orcid.org.id.example"), false),
            ("", Some("https://qa.orcid.org"), false),
            ("", Some("https://localhost.id.example"), false),
        ] {
            let issuer = Issuer::parse(registry, issuer).unwrap();
            assert_eq!(issuer.is_authenticating(), expected, "{issuer:?}");
        }
    }

    #[test]
    fn only_the_other_of_the_two_registries_is_a_mix_up() {
        let production = Issuer::parse("", None).unwrap();
        let sandbox = Issuer::parse("sandbox", None).unwrap();
        let other = Issuer::parse("", Some("https://id.example")).unwrap();
        assert!(production.is_other_orcid(SANDBOX));
        assert!(sandbox.is_other_orcid(PRODUCTION));
        assert!(!production.is_other_orcid(PRODUCTION));
        assert!(!production.is_other_orcid("https://sandbox.orcid.org/"));
        assert!(!other.is_other_orcid(PRODUCTION));
    }
}
