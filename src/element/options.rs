//! What the attributes of a `<scholar-works>` say.

use web_sys::HtmlElement;

use super::record::{MAX_AGE, TIMEOUT, given, number};
use super::{lang, site_file};
use crate::bibliography::{Grouping, Selection};
use crate::list::{Chart, DisplayOptions, ListOptions, Toolbar};
use crate::orcid::OrcidId;
use crate::registry::Registry;
use crate::view::heading;

/// Reads all of them.
pub fn read(host: &HtmlElement) -> ListOptions {
    let requested = given(host);
    let (ids, wrong) = OrcidId::parse_several(&requested);
    let wrong = wrong.into_iter().map(|(text, error)| (text, error.into()));
    let [types, from, to, exclude, pin, sort] =
        ["types", "from", "to", "exclude", "pin", "sort"].map(|name| attribute(host, name));
    ListOptions {
        requested,
        ids,
        wrong: wrong.collect(),
        registry: Registry::parse(&attribute(host, "registry")),
        timeout: number(host, "timeout", TIMEOUT) * 1000.0,
        max_age: number(host, "max-age", MAX_AGE) * 1000.0,
        extras: site_file::address(host),
        selection: Selection::parse(&types, &from, &to, &exclude, &pin, &sort),
        display: display(host),
        authors: attribute(host, "authors").trim() != "none",
        json_ld: host
            .get_attribute("json-ld")
            .is_some_and(|value| value.trim() != "none"),
    }
}

/// Reads how the list is to look.
pub fn display(host: &HtmlElement) -> DisplayOptions {
    let limit = number(host, "limit", f64::INFINITY);
    DisplayOptions {
        group: Grouping::parse(&attribute(host, "group")),
        limit: limit.is_finite().then_some(limit as usize),
        toolbar: Toolbar::parse(&attribute(host, "toolbar")),
        chart: Chart::parse(&attribute(host, "chart")),
        highlight: attribute(host, "highlight").trim() != "none",
        heading: heading(&attribute(host, "heading-level")),
        lang: lang(host),
    }
}

fn attribute(host: &HtmlElement, name: &str) -> String {
    host.get_attribute(name).unwrap_or_default()
}
