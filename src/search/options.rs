//! What a webmaster asked for: the attributes of `<scholar-search>`.

use super::institution::Institution;
use crate::orcid::OrcidId;
use crate::registry::Registry;

/// What the attributes say.
#[derive(Debug, Clone, PartialEq)]
pub struct SearchOptions {
    /// Which registry is asked.
    pub registry: Registry,
    /// Whose people alone are found.
    pub institution: Option<Institution>,
    /// Whether several may be chosen.
    pub multiple: bool,
    /// Whether a form needs somebody to be chosen.
    pub required: bool,
    /// Whether the visitor can do nothing.
    pub is_disabled: bool,
    /// Who is chosen from the start, and again after a reset.
    pub value: Vec<OrcidId>,
    /// What names the field, above it.
    pub label: Option<String>,
    /// What names the field elsewhere on the page.
    pub outer_label: Option<String>,
    /// What stands in the empty field.
    pub placeholder: Option<String>,
    /// BCP 47 tag of the language of the element's own words; empty: the
    /// browser's.
    pub lang: String,
}
