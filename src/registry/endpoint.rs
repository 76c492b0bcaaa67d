//! Which registry is asked, and at what address a record lives there.

use crate::orcid::OrcidId;

/// Whole works the registry gives in one answer; asked for more it answers
/// 400, 9042 (facts/orcid.md §2).
#[cfg(any(feature = "works", not(target_arch = "wasm32")))]
pub const MOST_WORKS: usize = 100;

/// A registry of public records.
///
/// Source: the versioned public API is the only address a browser may read;
/// `orcid.org/{iD}` and the unversioned API redirect without CORS headers.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub enum Registry {
    /// ORCID's production registry.
    #[default]
    Production,
    /// ORCID's sandbox, whose records are test data.
    Sandbox,
    /// A mirror or cache that answers `{base}/v3.0/{iD}`; no trailing slash.
    Mirror(String),
}

impl Registry {
    /// Reads a `registry` attribute: nothing or `production`, `sandbox`, or
    /// the base URL of a mirror, with or without its `/v3.0`.
    pub fn parse(value: &str) -> Self {
        match value.trim() {
            "" | "production" => Self::Production,
            "sandbox" => Self::Sandbox,
            base => {
                let base = base.trim_end_matches('/');
                Self::Mirror(base.strip_suffix("/v3.0").unwrap_or(base).into())
            }
        }
    }

    fn base(&self) -> &str {
        match self {
            Self::Production => "https://pub.orcid.org",
            Self::Sandbox => "https://pub.sandbox.orcid.org",
            Self::Mirror(base) => base,
        }
    }

    /// The address of the whole public record of `id`.
    pub fn record_address(&self, id: OrcidId) -> String {
        [self.base(), "/v3.0/", &id.digits()].concat()
    }

    /// The address of the search, without what is searched for.
    #[cfg(any(feature = "hits", not(target_arch = "wasm32")))]
    pub fn search_address(&self) -> String {
        [self.base(), "/v3.0/expanded-search/"].concat()
    }

    /// The address of whole works of `id`, at most [`MOST_WORKS`] of them.
    #[cfg(any(feature = "works", not(target_arch = "wasm32")))]
    pub fn works_address(&self, id: OrcidId, put_codes: &[u64]) -> String {
        let mut address = self.record_address(id);
        for (place, put_code) in put_codes.iter().take(MOST_WORKS).enumerate() {
            address.push_str(if place == 0 { "/works/" } else { "," });
            address.push_str(&put_code.to_string());
        }
        address
    }

    /// The page of `id` for people, which is also the iD in its full form.
    pub fn record_page(&self, id: OrcidId) -> String {
        match self {
            Self::Sandbox => ["https://sandbox.orcid.org/", &id.digits()].concat(),
            _ => id.url(),
        }
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    fn carberry() -> OrcidId {
        OrcidId::parse("0000-0002-1825-0097").unwrap()
    }

    #[test]
    fn a_record_is_asked_for_at_the_versioned_address() {
        for (attribute, address) in [
            ("", "https://pub.orcid.org/v3.0/0000-0002-1825-0097"),
            (
                "production",
                "https://pub.orcid.org/v3.0/0000-0002-1825-0097",
            ),
            (
                "sandbox",
                "https://pub.sandbox.orcid.org/v3.0/0000-0002-1825-0097",
            ),
            (
                "https://lab.example/m/",
                "https://lab.example/m/v3.0/0000-0002-1825-0097",
            ),
            (
                "https://lab.example/v3.0",
                "https://lab.example/v3.0/0000-0002-1825-0097",
            ),
            ("/registry", "/registry/v3.0/0000-0002-1825-0097"),
        ] {
            assert_eq!(
                Registry::parse(attribute).record_address(carberry()),
                address
            );
        }
    }

    #[test]
    fn works_are_asked_for_together_but_never_more_than_the_registry_gives() {
        let works = |codes: &[u64]| Registry::Sandbox.works_address(carberry(), codes);
        assert_eq!(
            works(&[7, 12]),
            "https://pub.sandbox.orcid.org/v3.0/0000-0002-1825-0097/works/7,12"
        );
        let many: Vec<u64> = (1..=250).collect();
        assert!(works(&many).ends_with(",99,100"));
    }

    #[test]
    fn the_page_of_a_sandbox_record_is_in_the_sandbox() {
        let page = |registry| Registry::parse(registry).record_page(carberry());
        assert_eq!(
            page("sandbox"),
            "https://sandbox.orcid.org/0000-0002-1825-0097"
        );
        assert_eq!(page(""), "https://orcid.org/0000-0002-1825-0097");
        assert_eq!(
            page("https://lab.example"),
            "https://orcid.org/0000-0002-1825-0097"
        );
    }
}
