//! What the attributes of a `<scholar-works>` say.

use web_sys::HtmlElement;

use super::lang;
use super::record::number;
use super::record_requests::record_options;
use crate::bibliography::{Grouping, Selection};
use crate::list::{Chart, DisplayOptions, ListOptions, Toolbar};
use crate::view::heading;

/// Reads all of them.
pub fn read(host: &HtmlElement) -> ListOptions {
    let [types, from, to, exclude, pin, sort] =
        ["types", "from", "to", "exclude", "pin", "sort"].map(|name| attribute(host, name));
    ListOptions {
        records: record_options(host),
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
