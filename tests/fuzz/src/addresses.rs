//! Links and addresses.

use std::str;

use scholar_badge::orcid::{ExternalId, OrcidId, Relationship, WebLink};
use scholar_badge::registry::Registry;
use scholar_badge::registry::negotiate::reader_for;
use scholar_badge::signin::{ClientConfig, Issuer, RedirectUri, Settings, server_lang};
use url::{Host, Url};

use crate::sound;

const SCHEMES: [&str; 9] = [
    "doi", "pmid", "pmc", "arxiv", "handle", "isbn", "issn", "uri", "other-id",
];

/// A text as a link, and as the value of an identifier of each scheme.
pub fn links(input: &[u8]) {
    let Ok(text) = str::from_utf8(input) else {
        return;
    };
    WebLink::parse(text).iter().for_each(sound::link);
    let (value, normalized) = text.split_once('\n').unwrap_or((text, ""));
    let clean = |text: &str| -> Option<String> {
        let text = text.trim();
        let is_clean = !text.is_empty() && !text.contains(char::is_control);
        is_clean.then(|| text.to_owned())
    };
    let Some(value) = clean(value) else { return };
    for scheme in SCHEMES {
        sound::identifier(&ExternalId {
            scheme: scheme.to_owned(),
            value: value.clone(),
            normalized: clean(normalized),
            link: WebLink::parse(&value),
            relationship: Relationship::Own,
        });
    }
}

/// Whether the browser's own reading of an address agrees with ours. Of IPv6 addresses
/// and of encoded labels only the form is looked at: in the browser they come through
/// its own `URL`.
fn agrees(text: &str, origin: &str) {
    let is_v6 = origin.contains('[') && !origin.contains("[::1]");
    if is_v6 || origin.to_ascii_lowercase().contains("xn--") {
        return;
    }
    let address = Url::parse(text).unwrap_or_else(|error| panic!("{text:?}: {error}"));
    assert_eq!(address.origin().ascii_serialization(), origin, "{text:?}");
    assert_eq!(
        (address.username(), address.password()),
        ("", None),
        "{text:?}"
    );
    safe(&address);
}

/// Nobody can listen in on the way to this address.
pub fn safe(address: &Url) {
    let is_loopback = match address.host() {
        Some(Host::Domain(name)) => name == "localhost",
        Some(Host::Ipv4(ip)) => ip.is_loopback(),
        Some(Host::Ipv6(ip)) => ip.is_loopback(),
        None => false,
    };
    assert!(address.scheme() == "https" || is_loopback, "{address}");
}

/// The attributes of a sign-in and of a registry, a line each.
pub fn addresses(input: &[u8]) {
    let Ok(text) = str::from_utf8(input) else {
        return;
    };
    let mut lines = text.split('\n');
    let mut next = || lines.next().unwrap_or_default();
    let (redirect, page, registry, issuer) = (next(), next(), next(), next());
    if let Ok(issuer) = Issuer::parse(registry, Some(issuer)) {
        let identifier = issuer.identifier();
        let origin = Url::parse(identifier).map(|it| it.origin().ascii_serialization());
        agrees(identifier, origin.as_deref().unwrap_or(identifier));
        assert_eq!(Issuer::parse("", Some(identifier)).as_ref(), Ok(&issuer));
        for relay in [false, true] {
            if let Ok(found) = RedirectUri::check(redirect, page, &issuer, relay) {
                agrees(found.as_str(), found.origin());
                assert!(relay || !found.is_relay());
                assert!(!issuer.is_production() || found.origin().starts_with("https:"));
            }
        }
    }
    let settings = Settings {
        client_id: next(),
        redirect_uri: redirect,
        page,
        registry,
        issuer: Some(issuer),
        ..Settings::default()
    };
    if let Ok(config) = ClientConfig::check(&settings) {
        assert!(!config.client_id().is_empty());
    }
    if let Some(lang) = server_lang(registry) {
        assert!(!lang.is_empty() && !lang.contains('-'));
    }
    let _ = reader_for(page);
    if let Some(id) = OrcidId::from_registry("0000-0002-1825-0097") {
        let address = Registry::parse(registry).works_address(id, &[7, 8]);
        assert!(
            address.ends_with("/v3.0/0000-0002-1825-0097/works/7,8"),
            "{address:?}"
        );
    }
}
