//! What the attributes of a `<scholar-works>` say, and what it says of itself.

use web_sys::HtmlElement;

use super::events::Detail;
use super::lang;
use super::record::{MAX_AGE, TIMEOUT, given, number};
use crate::bibliography::{Grouping, Selection};
use crate::orcid::OrcidId;
use crate::registry::client::RecordQuery;
use crate::registry::{Error, Registry};
use crate::view::list::{ListLook, Member, Model, Toolbar, heading};

/// What the `orcid` attribute names.
#[derive(Debug, Clone, PartialEq)]
pub struct Wanted {
    /// The records to ask for.
    pub asks: Vec<RecordQuery>,
    /// What is no iD, with why.
    pub wrong: Vec<(String, Error)>,
}

/// Reads whose works are wanted.
///
/// # Errors
/// Where no iD is named: why the first text is none.
pub fn wanted(host: &HtmlElement) -> Result<Wanted, Error> {
    let registry = Registry::parse(&attribute(host, "registry"));
    let ask = |id| RecordQuery {
        id,
        registry: registry.clone(),
        timeout: number(host, "timeout", TIMEOUT) * 1000.0,
        max_age: number(host, "max-age", MAX_AGE) * 1000.0,
        works: usize::MAX,
    };
    let (ids, wrong) = OrcidId::parse_several(&given(host));
    let wrong: Vec<(String, Error)> = wrong
        .into_iter()
        .map(|(text, error)| (text, error.into()))
        .collect();
    if ids.is_empty() {
        return Err(wrong
            .first()
            .map_or(Error::MalformedId, |(_, error)| *error));
    }
    let asks = ids.into_iter().map(ask).collect();
    Ok(Wanted { asks, wrong })
}

fn attribute(host: &HtmlElement, name: &str) -> String {
    host.get_attribute(name).unwrap_or_default()
}

/// Which of their works are wanted.
pub fn selection(host: &HtmlElement) -> Selection {
    let [types, from, to, exclude, pin, sort] =
        ["types", "from", "to", "exclude", "pin", "sort"].map(|name| attribute(host, name));
    Selection::parse(&types, &from, &to, &exclude, &pin, &sort)
}

/// What they should look like.
pub fn look(host: &HtmlElement) -> ListLook {
    let limit = number(host, "limit", f64::INFINITY);
    ListLook {
        group: Grouping::parse(&attribute(host, "group")),
        limit: limit.is_finite().then_some(limit as usize),
        toolbar: Toolbar::parse(&attribute(host, "toolbar")),
        highlight: attribute(host, "highlight").trim() != "none",
        heading: heading(&attribute(host, "heading-level")),
        lang: lang(host),
    }
}

/// What a page is told once a list is complete.
pub fn loaded(model: &Model, requested: String) -> [(&'static str, Detail); 9] {
    let people: Vec<&Member> = model.people().collect();
    let answers: Vec<_> = people.iter().filter_map(|it| it.answer()).collect();
    let ids: Vec<String> = people.iter().map(|it| it.id().digits()).collect();
    let skipped: usize = answers.iter().map(|answer| answer.record.skipped).sum();
    let oldest = answers
        .iter()
        .map(|it| it.fetched_at)
        .fold(f64::MAX, f64::min);
    let name = match people.as_slice() {
        [one] => one.name().map(|name| name.display()),
        _ => None,
    };
    let failed = people.len() - answers.len();
    [
        ("orcid", Detail::Text(ids.join(" "))),
        ("requested", Detail::Text(requested)),
        ("name", name.map_or(Detail::Nothing, Detail::Text)),
        ("members", Detail::Number(people.len() as f64)),
        ("failed", Detail::Number(failed as f64)),
        ("works", Detail::Number(model.count() as f64)),
        ("skipped", Detail::Number(skipped as f64)),
        (
            "fromCache",
            Detail::Flag(answers.iter().any(|it| it.from_cache)),
        ),
        ("fetchedAt", Detail::Number(oldest)),
    ]
}
