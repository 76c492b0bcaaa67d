//! What the links of a record lead to.

use crate::orcid::{NamedLink, Person, WebLink, strip_prefix_any_case};

/// A site that researchers have a page at.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Site {
    /// What it is called.
    pub name: &'static str,
    /// The name of its drawing; empty where there is none.
    pub icon: &'static str,
}

/// The sites by the ends of their hosts; a host that ends in a dot is that of a
/// site at any top-level domain.
const SITES: [(&str, Site); 19] = [
    ("github.com", site_of("GitHub", "github")),
    ("gitlab.", site_of("GitLab", "gitlab")),
    (
        "scholar.google.",
        site_of("Google Scholar", "googlescholar"),
    ),
    ("bsky.app", site_of("Bluesky", "bluesky")),
    ("twitter.com", site_of("X", "x")),
    ("x.com", site_of("X", "x")),
    ("linkedin.com", site_of("LinkedIn", "")),
    ("researchgate.net", site_of("ResearchGate", "researchgate")),
    ("scopus.com", site_of("Scopus", "scopus")),
    ("zenodo.org", site_of("Zenodo", "")),
    ("wikidata.org", site_of("Wikidata", "wikidata")),
    ("osf.io", site_of("OSF", "osf")),
    ("youtube.com", site_of("YouTube", "youtube")),
    ("dblp.org", site_of("dblp", "dblp")),
    ("dblp.uni-trier.de", site_of("dblp", "dblp")),
    (
        "semanticscholar.org",
        site_of("Semantic Scholar", "semanticscholar"),
    ),
    ("codeberg.org", site_of("Codeberg", "codeberg")),
    ("webofscience.com", site_of("Web of Science", "")),
    ("publons.com", site_of("Web of Science", "")),
];

/// Servers of Mastodon whose names do not say so.
const MASTODON: [&str; 8] = [
    "fediscience.org",
    "fosstodon.org",
    "hachyderm.io",
    "mastodon.",
    "mathstodon.xyz",
    "mstdn.",
    "scholar.social",
    "sciences.social",
];

const fn site_of(name: &'static str, icon: &'static str) -> Site {
    Site { name, icon }
}

/// The host of a web address, without `www.`; empty for a mail address.
pub fn host(link: &WebLink) -> &str {
    let rest = link.as_str().split_once(':').map_or("", |(_, rest)| rest);
    let rest = rest.strip_prefix("//").unwrap_or_default();
    let is_end = |byte: &u8| matches!(byte, b'/' | b'?' | b'#' | b'\\' | b':');
    let end = rest.bytes().position(|byte| is_end(&byte));
    let host = rest.get(..end.unwrap_or(rest.len())).unwrap_or_default();
    strip_prefix_any_case(host, "www.").unwrap_or(host)
}

/// The site that a link leads to, where it is one of those known here.
pub fn site(link: &WebLink) -> Option<Site> {
    let host = host(link).to_ascii_lowercase();
    let is_of = |site: &str| match site.strip_suffix('.') {
        // "gitlab.example.org" and "scholar.google.co.uk"
        Some(start) => host
            .strip_prefix(start)
            .is_some_and(|end| end.starts_with('.')),
        None => host
            .strip_suffix(site)
            .is_some_and(|start| start.is_empty() || start.ends_with('.')),
    };
    let known = SITES.iter().find(|(host, _)| is_of(host));
    let known = known.map(|(_, site)| *site);
    let is_mastodon = MASTODON.iter().any(|site| is_of(site));
    known.or_else(|| is_mastodon.then_some(site_of("Mastodon", "mastodon")))
}

/// The person's own website: the first link that leads to none of the sites.
pub fn website(person: &Person) -> Option<&NamedLink> {
    let mut links = person.links.iter();
    links.find(|named| !host(&named.link).is_empty() && site(&named.link).is_none())
}

/// A link for writing to the person, with nothing in it but the address.
pub fn email(person: &Person) -> Option<WebLink> {
    person.emails.iter().find_map(|address| {
        let (name, host) = address.trim().split_once('@')?;
        // Nothing that would end the address, or add others.
        let is_plain = |byte: u8| {
            byte.is_ascii_alphanumeric() || !byte.is_ascii() || b"!$'*+-._~^|".contains(&byte)
        };
        let is_address = !name.is_empty() && host.contains('.');
        (is_address && name.bytes().chain(host.bytes()).all(is_plain))
            .then(|| WebLink::parse(&["mailto:", address.trim()].concat()))
            .flatten()
    })
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    fn name(link: &str) -> Option<&'static str> {
        site(&WebLink::parse(link).unwrap()).map(|site| site.name)
    }

    #[test]
    fn a_site_is_known_by_its_host() {
        for (link, known) in [
            ("https://github.com/someone", Some("GitHub")),
            ("http://WWW.GitHub.com:443/someone", Some("GitHub")),
            ("https://gitlab.example.edu/someone", Some("GitLab")),
            ("https://scholar.google.co.uk/x", Some("Google Scholar")),
            ("https://uk.linkedin.com/in/someone", Some("LinkedIn")),
            ("https://mastodon.social/@someone", Some("Mastodon")),
            ("https://fediscience.org/@someone", Some("Mastodon")),
            ("https://bsky.app/profile/someone", Some("Bluesky")),
            ("https://x.com/someone", Some("X")),
            ("https://someone.github.io", None),
            ("https://notgithub.com/someone", None),
            ("https://netflix.com", None),
            ("https://github.com.example.org", None),
            ("https://example.org/github.com", None),
            ("mailto:me@github.com", None),
        ] {
            assert_eq!(name(link), known, "{link}");
        }
    }

    #[test]
    fn a_website_is_the_first_link_to_somewhere_else() {
        let link = |text: &str| NamedLink {
            label: None,
            link: WebLink::parse(text).unwrap(),
        };
        let person = |links: &[&str]| Person {
            links: links.iter().map(|text| link(text)).collect(),
            ..Person::default()
        };
        let of = |links: &[&str]| website(&person(links)).map(|it| it.link.as_str().to_owned());
        assert_eq!(of(&["https://x.com/a"]), None);
        assert_eq!(
            of(&[
                "https://x.com/a",
                "mailto:a@b.c",
                "https://www.a.org",
                "https://b.org"
            ]),
            Some("https://www.a.org".to_owned())
        );
        assert_eq!(host(&link("https://www.a.org/b").link), "a.org");
    }

    #[test]
    fn an_address_is_nothing_but_an_address() {
        let of = |address: &str| {
            let person = Person {
                emails: vec![address.to_owned()],
                ..Person::default()
            };
            email(&person).map(|link| link.as_str().to_owned())
        };
        assert_eq!(of(" a.b@c.org "), Some("mailto:a.b@c.org".to_owned()));
        for wrong in [
            "a",
            "@c.org",
            "a@c",
            "a@b.c?bcc=d@e.f",
            "a@b.c,d@e.f",
            "a b@c.d",
        ] {
            assert_eq!(of(wrong), None, "{wrong}");
        }
    }
}
