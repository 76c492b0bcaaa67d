//! Who is there.

use super::expectations::TokenExpectations;
use super::form;
use super::issuer::Issuer;
use super::secret::Secret;
use crate::json::Node;
use crate::json::tape::TapeNode;
use crate::orcid::OrcidId;

/// Longest name that is shown, in characters.
const LONGEST_NAME: usize = 200;

/// What may be kept over a reload: who, and until when.
#[derive(Debug, Clone, PartialEq)]
pub struct Remembered {
    orcid: OrcidId,
    name: Option<String>,
    given_name: Option<String>,
    family_name: Option<String>,
    issuer: Issuer,
    client_id: String,
    expires_at: f64,
}

impl Remembered {
    /// The iD.
    pub fn orcid(&self) -> OrcidId {
        self.orcid
    }

    /// The iD as a link to the server's record of it.
    pub fn address(&self) -> String {
        match self.issuer.is_sandbox() {
            true => [self.issuer.identifier(), "/", &self.orcid.digits()].concat(),
            false => self.orcid.url(),
        }
    }

    /// The name, else given and family name; none where it is not public.
    pub fn name(&self) -> Option<&str> {
        self.name.as_deref()
    }

    /// The given name.
    pub fn given_name(&self) -> Option<&str> {
        self.given_name.as_deref()
    }

    /// The family name.
    pub fn family_name(&self) -> Option<&str> {
        self.family_name.as_deref()
    }

    /// The identifier of the server that said so.
    pub fn issuer(&self) -> &str {
        self.issuer.identifier()
    }

    /// Whether the iD counts as authenticated, by [`Issuer::is_authenticating`].
    pub fn is_authenticated(&self) -> bool {
        self.issuer.is_authenticating()
    }

    /// When the token ends, in milliseconds since 1970.
    pub fn expires_at(&self) -> f64 {
        self.expires_at
    }

    /// Whether it was said to this client, by this server.
    pub fn is_of(&self, issuer: &str, client_id: &str) -> bool {
        self.issuer.identifier() == issuer && self.client_id == client_id
    }

    /// For sessionStorage, as a form; without token and verifier.
    pub fn to_storage(&self) -> String {
        let mut form = String::new();
        let mut add = |name, value: Option<&str>| {
            if let Some(value) = value {
                form::push(&mut form, name, value);
            }
        };
        add("orcid", Some(&self.orcid.digits()));
        add("name", self.name());
        add("given", self.given_name());
        add("family", self.family_name());
        add("issuer", Some(self.issuer()));
        add("client_id", Some(&self.client_id));
        add("expires", Some(&(self.expires_at as u64).to_string()));
        form
    }

    /// Reads what [`Remembered::to_storage`] wrote; `None` for anything else,
    /// and once the token has ended.
    pub fn from_storage(form: &str, now_ms: f64) -> Option<Self> {
        let get = |name| form::get(form, name);
        let name = |name| clean(&get(name)?);
        let remembered = Self {
            orcid: OrcidId::parse(&get("orcid")?).ok()?,
            name: name("name"),
            given_name: name("given"),
            family_name: name("family"),
            issuer: Issuer::parse("", Some(&get("issuer")?)).ok()?,
            client_id: get("client_id")?,
            expires_at: get("expires")?.parse::<u64>().ok()? as f64,
        };
        (now_ms < remembered.expires_at).then_some(remembered)
    }
}

/// Somebody who has shown, to this page and now, that the iD is theirs.
#[derive(Debug)]
pub struct Identity {
    who: Remembered,
    id_token: Secret,
    verifier: Secret,
    claims: Secret,
}

impl Identity {
    pub(super) fn new(
        orcid: OrcidId,
        claims: &TapeNode,
        expires_at: f64,
        expected: TokenExpectations,
        id_token: Secret,
        payload: String,
    ) -> Self {
        let given_name = cleaned(claims, "given_name");
        let family_name = cleaned(claims, "family_name");
        let parts = [given_name.as_deref(), family_name.as_deref()];
        let parts: Vec<&str> = parts.into_iter().flatten().collect();
        let name = cleaned(claims, "name").or_else(|| clean(&parts.join(" ")));
        Self {
            who: Remembered {
                orcid,
                name,
                given_name,
                family_name,
                issuer: expected.issuer,
                client_id: expected.client_id,
                expires_at,
            },
            id_token,
            verifier: expected.verifier,
            claims: Secret::new(payload),
        }
    }

    /// Who it is; the part that may be kept.
    pub fn who(&self) -> &Remembered {
        &self.who
    }

    /// The token, for a site's back end, which has to check it anew.
    pub fn id_token(&self) -> &str {
        self.id_token.expose()
    }

    /// What the token's nonce is the hash of.
    pub fn verifier(&self) -> &str {
        self.verifier.expose()
    }

    /// All that the token says, as JSON text.
    pub fn claims(&self) -> &str {
        self.claims.expose()
    }
}

fn cleaned(node: &TapeNode, name: &'static str) -> Option<String> {
    clean(&node.get(name).text()?)
}

/// A name on one line, without what could turn the text around it; with
/// something to be seen, and not longer than a name.
fn clean(text: &str) -> Option<String> {
    let mut name = String::new();
    let mut length = 0;
    let mut is_apart = false;
    for c in text.chars() {
        match c {
            // Overrides and isolates of direction.
            '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' => continue,
            _ if c.is_whitespace() || c.is_control() => {
                is_apart = true;
                continue;
            }
            _ => {}
        }
        if is_apart && length > 0 {
            name.push(' ');
            length += 1;
        }
        is_apart = false;
        if length >= LONGEST_NAME {
            break;
        }
        name.push(c);
        length += 1;
    }
    let name = name.trim_matches(crate::orcid::is_blank);
    (!name.chars().all(is_invisible)).then(|| name.into())
}

/// Whether a character shows nothing by itself: blanks, what only formats or
/// joins (Unicode's Default_Ignorable_Code_Point), the empty pattern of Braille,
/// and the blocks of combining marks.
fn is_invisible(c: char) -> bool {
    crate::orcid::is_blank(c)
        || matches!(
            c,
            '\u{ad}'
                | '\u{300}'..='\u{36f}'
                | '\u{61c}'
                | '\u{115f}'..='\u{1160}'
                | '\u{17b4}'..='\u{17b5}'
                | '\u{180b}'..='\u{180f}'
                | '\u{1ab0}'..='\u{1aff}'
                | '\u{1dc0}'..='\u{1dff}'
                | '\u{200b}'..='\u{200f}'
                | '\u{202a}'..='\u{202e}'
                | '\u{2060}'..='\u{206f}'
                | '\u{20d0}'..='\u{20ff}'
                | '\u{2800}'
                | '\u{3164}'
                | '\u{fe00}'..='\u{fe0f}'
                | '\u{fe20}'..='\u{fe2f}'
                | '\u{ffa0}'
                | '\u{fff0}'..='\u{fffb}'
                | '\u{1bca0}'..='\u{1bca3}'
                | '\u{1d173}'..='\u{1d17a}'
                | '\u{e0000}'..='\u{e0fff}'
        )
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use serde_json::{Value, json};

    use super::*;
    use crate::signin::testing::{CARBERRY, NOW, attempt, claims, finish, header, outcome};
    use crate::signin::testing::{settings, token};
    use crate::signin::{Settings, encode};

    fn name(claims: Value) -> Option<String> {
        let identity = outcome(claims).unwrap();
        identity.who().name().map(str::to_owned)
    }

    #[test]
    fn somebody_has_an_id_a_name_and_what_a_back_end_needs() {
        let identity = outcome(json!({ "given_name": "Josiah", "amr": "pwd" })).unwrap();
        let who = identity.who();
        assert_eq!(who.orcid().digits(), CARBERRY);
        assert_eq!(who.address(), ["https://orcid.org/", CARBERRY].concat());
        assert_eq!(who.given_name(), Some("Josiah"));
        assert_eq!(who.family_name(), None);
        assert_eq!(who.issuer(), "https://id.example");
        assert_eq!(who.expires_at().to_bits(), (NOW + 600_000.0).to_bits());
        assert_eq!(identity.verifier(), encode(&[254; 32]));
        let claims: Value = serde_json::from_str(identity.claims()).unwrap();
        assert_eq!(claims["amr"], "pwd");
        let body = encode(identity.claims().as_bytes());
        assert_eq!(identity.id_token().split('.').nth(1), Some(body.as_str()));
        assert!(!format!("{identity:?}").contains(identity.id_token()));
    }

    #[test]
    fn somebody_of_the_sandbox_has_an_address_there() {
        let settings = Settings {
            issuer: None,
            registry: "sandbox",
            ..settings()
        };
        let pending = attempt(&settings, json!({}), 1);
        let mut claims = claims(&pending);
        claims["iss"] = "https://sandbox.orcid.org".into();
        let identity = finish(pending, &token(&header(), &claims), "").unwrap();
        let address = identity.who().address();
        assert_eq!(address, ["https://sandbox.orcid.org/", CARBERRY].concat());
    }

    #[test]
    fn a_name_is_put_together_where_there_is_none_in_one_piece() {
        let given_family = json!({ "name": null, "given_name": " Ada ", "family_name": "L." });
        assert_eq!(name(given_family).as_deref(), Some("Ada L."));
        let blank = json!({ "name": " \u{200b}\n", "family_name": "Plato" });
        assert_eq!(name(blank).as_deref(), Some("Plato"));
        let credit = json!({ "name": "J. Q. Sato", "given_name": "Jonathan" });
        assert_eq!(name(credit).as_deref(), Some("J. Q. Sato"));
        assert_eq!(name(json!({ "name": null })), None);
        assert_eq!(name(json!({ "name": 7, "given_name": "" })), None);
    }

    #[test]
    fn a_name_is_one_line_of_text_and_not_a_page() {
        for (text, expected) in [
            ("  A\t\r\n\u{0}B\u{2028}C ", Some("A B C")),
            ("a\u{202e}b\u{2066}c", Some("abc")),
            ("نام\u{200c}خانوادگی", Some("نام\u{200c}خانوادگی")),
            ("<b>x</b>", Some("<b>x</b>")),
            ("\u{feff}\u{202e} ", None),
        ] {
            assert_eq!(clean(text).as_deref(), expected, "{text:?}");
        }
        let long = clean(&"é ".repeat(400)).unwrap();
        assert_eq!(long.chars().count(), 199, "no blank at the end");
        assert_eq!(clean(&"é".repeat(400)).unwrap().chars().count(), 200);
    }

    #[test]
    fn a_name_of_which_nothing_shows_is_none() {
        for invisible in [
            "\u{200e}\u{200f}",
            "\u{61c}",
            "\u{ad}",
            "\u{301}\u{308}",
            "\u{fe0f}",
            "\u{3164}",
            "\u{115f}\u{1160}",
            "\u{ffa0}",
            "\u{2800}",
            "\u{2061}\u{2064}",
            "\u{180e}",
            "\u{e0001}\u{e0041}",
            "\u{1d173}",
            " \u{200b}\u{34f} \u{feff}",
        ] {
            assert_eq!(clean(invisible), None, "{invisible:?}");
            let family = json!({ "name": invisible, "family_name": "Plato" });
            assert_eq!(name(family).as_deref(), Some("Plato"), "{invisible:?}");
            let seen = [invisible, "A", invisible].concat();
            assert!(clean(&seen).is_some(), "{invisible:?}");
        }
        for seen in ["é", "e\u{301}", "☆", "💥", "小", "한", "ה", "ก\u{e49}", "-"] {
            assert_eq!(clean(seen).as_deref(), Some(seen));
        }
    }

    #[test]
    fn what_is_remembered_is_who_until_when_and_no_secret() {
        let identity = outcome(json!({ "family_name": "Carberry \"\\" })).unwrap();
        let text = identity.who().to_storage();
        assert!(!text.contains(identity.id_token()));
        assert!(!text.contains(identity.verifier()));
        let end = identity.who().expires_at();
        let back = Remembered::from_storage(&text, end - 1.0);
        assert_eq!(back.as_ref(), Some(identity.who()));
        assert_eq!(Remembered::from_storage(&text, end), None);
        assert_eq!(Remembered::from_storage(&text, f64::NAN), None);
        for member in ["orcid", "issuer", "client_id", "expires"] {
            let text = text.replace(&[member, "="].concat(), "x=");
            assert_eq!(Remembered::from_storage(&text, 0.0), None, "{member}");
        }
    }

    #[test]
    fn what_was_said_to_another_client_is_not_taken() {
        let identity = outcome(json!({})).unwrap();
        let who = identity.who();
        assert!(!who.is_authenticated(), "an example of another server");
        assert!(who.is_of(who.issuer(), "APP-1"));
        assert!(!who.is_of(who.issuer(), "APP-2"));
        assert!(!who.is_of("https://orcid.org", "APP-1"));
    }
}
