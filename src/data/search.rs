//! Searching the registry.

use std::rc::Rc;

use js_sys::Function;
use wasm_bindgen::prelude::*;

use super::answer::{settle, slot};
use super::fault::Fault;
use super::given::{member, object};
use super::options;
use crate::json::Node;
use crate::json::js_node::JsNode;
use crate::orcid::SearchHit;
use crate::plain::{Hits, hits};
use crate::registry::Error;
use crate::registry::search::{MOST_START, SearchPage, SearchRequest, client};
use crate::search::{Field, Input, Institution, Query};

/// How many hits a page has, unless `rows` says otherwise.
const ROWS: f64 = 50.0;

/// Fields by the names that callers know them by.
const FIELDS: [(&str, Field); 11] = [
    ("givenNames", Field::GivenNames),
    ("familyName", Field::FamilyName),
    ("creditName", Field::CreditName),
    ("otherNames", Field::OtherNames),
    ("email", Field::Email),
    ("keyword", Field::Keyword),
    ("affiliation", Field::AffiliationName),
    ("ror", Field::Ror),
    ("grid", Field::Grid),
    ("ringgold", Field::Ringgold),
    ("doi", Field::Doi),
];

/// Asks the registry's search: a text, or an object of fields with a `text`. Gives the
/// function that ends it.
#[wasm_bindgen(js_name = searchRegistry)]
pub fn search_registry(
    query: &JsValue,
    options: &JsValue,
    resolve: Function,
    reject: Function,
) -> JsValue {
    let start = options::number(options, "start", 0.0) as usize;
    let request = read(query, options).and_then(|query| match start > MOST_START {
        true => Err(Fault::TooFar),
        false => Ok(query),
    });
    let request = request.map(|query| {
        query.map_err(|hit| SearchPage {
            hits: vec![hit],
            found: 1,
            skipped: 0,
        })
    });
    let registry = options::registry(options);
    let rows = options::number(options, "rows", ROWS) as usize;
    settle(resolve, reject, |held| async move {
        let page = match request {
            Err(fault) => return Some(Err(fault)),
            Ok(Err(page)) => page,
            Ok(Ok(query)) => {
                let request = SearchRequest {
                    registry,
                    parameters: query.parameters(),
                    start,
                    rows,
                };
                let (fill, outcome) = slot();
                let listen = Rc::new(move |outcome| fill.fill(outcome));
                if let Some(request) = client::ask(&request, false, listen) {
                    held.hold(request);
                }
                match outcome.await? {
                    Ok(page) => page,
                    Err(error) => return Some(Err(error.into())),
                }
            }
        };
        Some(Ok(object(&hits(&Hits {
            people: &page.hits,
            found: page.found,
            skipped: page.skipped,
        }))))
    })
}

/// The query, or who is meant without one: an iD is never searched for.
fn read(given: &JsValue, options: &JsValue) -> Result<Result<Query, SearchHit>, Fault> {
    let node = JsNode::from(given.clone());
    let text = node.text().or_else(|| node.get("text").text());
    let text = text.unwrap_or_default();
    let institution = member(options, "affiliation").text();
    let institution = institution.and_then(|text| Institution::parse(&text));
    let mut query = match Input::read(&text, institution.as_ref()) {
        Input::Id(id) => return Ok(Err(SearchHit::of(id))),
        Input::WrongId(error) => return Err(Error::from(error).into()),
        Input::Query(query) => query,
        Input::Nothing if text.trim().is_empty() => Query::default(),
        Input::Nothing | Input::TooShort | Input::UnfinishedId => return Err(Fault::NoQuery),
    };
    for (name, field) in FIELDS {
        let texts = texts(&member(given, name));
        query = query.and(Query::in_field(field, &texts));
    }
    if query.is_empty() {
        return Err(Fault::NoQuery);
    }
    Ok(Ok(query))
}

/// A text, or several of which one will do.
fn texts(node: &impl Node) -> Vec<String> {
    let places = 0..node.count().unwrap_or_default();
    let listed = places.filter_map(|place| node.at(place).text());
    node.text().into_iter().chain(listed).collect()
}
