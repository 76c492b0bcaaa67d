//! What a page asks of a sign-in: attributes of the element, or options of the
//! JavaScript API.

use js_sys::Reflect;
use wasm_bindgen::JsValue;
use web_sys::{HtmlElement, Url};

use super::lang;
use crate::signin::web::session::Mode;
use crate::signin::{ClientConfig, Error, Hint, Settings, server_lang};

/// The attributes or options as they were given, unchecked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RawOptions {
    /// Option, attribute and text of each that was given.
    texts: Vec<(&'static str, String)>,
    /// The language of the server's page.
    lang: Option<String>,
}

/// Options of the JavaScript API and the attributes that say the same, but for
/// those of [`Hint`].
const NAMES: [(&str, &str); 10] = [
    ("clientId", "client-id"),
    ("redirectUri", "redirect-uri"),
    ("registry", "registry"),
    ("issuer", "issuer"),
    ("flow", "flow"),
    ("tokenEndpoint", "token-endpoint"),
    ("relay", "relay"),
    ("expect", "expect"),
    ("mode", "mode"),
    ("remember", "remember"),
];

/// The options of the hints.
fn option_of(hint: Hint) -> &'static str {
    match hint {
        Hint::GivenNames => "givenNames",
        Hint::FamilyNames => "familyNames",
        Hint::ShowLogin => "showLogin",
        other => other.parameter(),
    }
}

impl RawOptions {
    /// What an element's attributes say.
    pub fn by_attributes(host: &HtmlElement) -> Self {
        Self::read(&lang(host), |_, attribute| host.get_attribute(attribute))
    }

    /// What an object's members say; `relay` and `showLogin` may also be `true`
    /// or `false`.
    pub fn by_options(options: &JsValue) -> Self {
        let read = |option: &str| {
            let value = Reflect::get(options, &option.into()).ok()?;
            match value.as_bool() {
                Some(flag) if option == "relay" => flag.then(String::new),
                // The one that says something by not being so.
                Some(false) if option == option_of(Hint::ShowLogin) => Some("false".into()),
                None if value.is_undefined() || value.is_null() => None,
                // What is no text is given, and wrong.
                _ => Some(value.as_string().unwrap_or_default()),
            }
        };
        let lang = read("lang").unwrap_or_default();
        Self::read(&lang, |option, _| read(option))
    }

    fn read(lang: &str, read: impl Fn(&str, &str) -> Option<String>) -> Self {
        let hints = Hint::ALL.into_iter().filter(|hint| *hint != Hint::Lang);
        let hints = hints.map(|hint| (option_of(hint), hint.attribute()));
        let texts = NAMES
            .into_iter()
            .chain(hints)
            .filter_map(|(option, attribute)| Some((option, read(option, attribute)?)));
        Self {
            texts: texts.collect(),
            lang: server_lang(lang),
        }
    }

    fn text(&self, option: &str) -> Option<&str> {
        let found = self.texts.iter().find(|(name, _)| *name == option);
        found.map(|(_, text)| text.as_str())
    }

    /// How a person is sent to the server.
    pub fn mode(&self) -> Mode {
        match self.text("mode").map(str::trim) {
            Some("redirect") => Mode::Redirect,
            _ => Mode::Popup,
        }
    }

    /// Whether later pages of this tab remember who is signed in.
    pub fn remember(&self) -> bool {
        self.text("remember").map(str::trim) == Some("session")
    }

    /// The settings, if they can work.
    ///
    /// # Errors
    /// The first that cannot.
    pub fn client(&self) -> Result<ClientConfig, Error> {
        let window = web_sys::window();
        let origin = window.as_ref().and_then(|it| it.location().origin().ok());
        let base = window.and_then(|window| window.document()?.base_uri().ok()?);
        // Absolute addresses stay as they are written, since servers compare
        // them letter by letter; others are read as a link would be.
        let address = |option: &str| -> Option<String> {
            let given = self.text(option)?.trim();
            let is_whole = given.is_empty() || Url::new(given).is_ok();
            let link = Url::new_with_base(given, base.as_deref().unwrap_or_default());
            match link.ok().filter(|_| !is_whole) {
                Some(link) => Some(link.href()),
                None => Some(given.into()),
            }
        };
        let (redirect_uri, token_endpoint) = (address("redirectUri"), address("tokenEndpoint"));
        let hints = Hint::ALL.into_iter().filter_map(|hint| match hint {
            Hint::Lang => Some((hint, self.lang.as_deref()?)),
            _ => Some((hint, self.text(option_of(hint))?)),
        });
        ClientConfig::check(&Settings {
            client_id: self.text("clientId").unwrap_or_default(),
            redirect_uri: redirect_uri.as_deref().unwrap_or_default(),
            page: &[origin.as_deref().unwrap_or_default(), "/"].concat(),
            registry: self.text("registry").unwrap_or_default(),
            issuer: self.text("issuer"),
            relay: self.text("relay").is_some(),
            flow: self.text("flow").unwrap_or_default(),
            token_endpoint: token_endpoint.as_deref(),
            expect: self.text("expect"),
            hints: &hints.collect::<Vec<_>>(),
        })
    }
}
