//! Answers of the search: `/expanded-search`, and `/search`, which has iDs alone.

use super::items::Items;
use super::{Node, text, value};
use crate::orcid::{Name, OrcidId, SearchHit};

/// The most people in one answer (ORCID-Source `OrcidSearchManager.MAX_SEARCH_ROWS`).
pub const MOST_ROWS: usize = 1_000;
/// The most texts of a kind that are read of one of them: each is compared with
/// those before it.
const MOST_TEXTS: usize = 100;

/// A page of what a search has found.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct SearchPage {
    /// Who was found, in the registry's order.
    pub hits: Vec<SearchHit>,
    /// How many there are in all.
    pub found: usize,
    /// Items that could not be read.
    pub skipped: usize,
}

/// Reads an answer of either address; `None` when it is none. Nobody found is
/// `null` where a list should be.
pub fn read<N: Node>(answer: &N) -> Option<SearchPage> {
    let list = answer.get("expanded-result");
    let is_expanded = !list.is_null();
    let list = if is_expanded {
        list
    } else {
        answer.get("result")
    };
    let found = value::whole(answer, "num-found");
    if list.is_null() && found.is_none() {
        return None;
    }
    let (mut hits, mut skipped): (Vec<SearchHit>, _) = (Vec::new(), 0);
    let mut items = Items::of(list);
    while hits.len() < MOST_ROWS
        && let Some(item) = items.next_object(&mut skipped)
    {
        let hit = if is_expanded {
            expanded(&item)
        } else {
            bare(&item)
        };
        match hit {
            Some(hit) if hits.iter().any(|it| it.id == hit.id) => {}
            Some(hit) => hits.push(hit),
            None => skipped += 1,
        }
    }
    let found = found.map_or(0, |found| usize::try_from(found).unwrap_or(usize::MAX));
    Some(SearchPage {
        found: found.max(hits.len()),
        hits,
        skipped,
    })
}

fn expanded<N: Node>(item: &N) -> Option<SearchHit> {
    let id = OrcidId::from_registry(&item.get("orcid-id").text()?)?;
    let given = value::text(item, "given-names");
    let family = value::text(item, "family-names");
    let credit = value::text(item, "credit-name");
    let is_empty = given.is_none() && family.is_none() && credit.is_none();
    Some(SearchHit {
        id,
        name: (!is_empty).then_some(Name {
            given,
            family,
            credit,
        }),
        other_names: texts(item, "other-name"),
        emails: texts(item, "email"),
        institutions: texts(item, "institution-name"),
    })
}

fn bare<N: Node>(item: &N) -> Option<SearchHit> {
    let id = item.get("orcid-identifier");
    let path = id.get("path").text().or_else(|| id.get("uri").text())?;
    OrcidId::from_registry(&path).map(SearchHit::of)
}

/// The texts of a list, cleaned, each once.
fn texts<N: Node>(item: &N, key: &'static str) -> Vec<String> {
    let mut texts: Vec<String> = Vec::new();
    let mut items = Items::of(item.get(key));
    while texts.len() < MOST_TEXTS
        && let Some(item) = items.next()
    {
        let text = item.text().and_then(text::plain);
        texts.extend(text.filter(|text| !texts.contains(text)));
    }
    texts
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::super::json_node::JsonNode;
    use super::*;

    fn page(answer: &serde_json::Value) -> Option<SearchPage> {
        read(&JsonNode(answer))
    }

    #[test]
    fn a_hit_has_what_is_public_and_clean() {
        let answer = json!({
            "expanded-result": [
                {
                    "orcid-id": "0000-0002-1825-0097",
                    "given-names": " Josiah\u{feff}", "family-names": "Carberry",
                    "credit-name": "", "other-name": ["J. Carberry", "", "J. Carberry"],
                    "email": [], "institution-name": ["Brown\nUniversity", null, 7],
                },
                {"orcid-id": "0000-0001-5109-3700", "given-names": null, "family-names": null,
                 "credit-name": null, "other-name": [], "email": null, "institution-name": []},
                {"orcid-id": "nobody"},
                null,
                "x",
            ],
            "num-found": 1234,
        });
        let page = page(&answer).unwrap_or_default();
        let first = page.hits.first().cloned();
        let first = first.unwrap_or_else(|| SearchHit::of(page.hits[1].id));
        assert_eq!(first.label(), "Josiah Carberry");
        assert_eq!(first.other_names, ["J. Carberry"]);
        assert_eq!(first.institutions, ["Brown University"]);
        assert_eq!(
            page.hits.get(1).map(SearchHit::label).as_deref(),
            Some("0000-0001-5109-3700")
        );
        assert_eq!((page.hits.len(), page.found, page.skipped), (2, 1234, 2));
    }

    #[test]
    fn a_search_without_names_has_ids() {
        let answer = json!({
            "result": [{"orcid-identifier": {
                "uri": "https://orcid.org/0000-0002-5377-2624", "path": "0000-0002-5377-2624",
                "host": "orcid.org",
            }}, {"orcid-identifier": null}],
            "num-found": 2,
        });
        let page = page(&answer).unwrap_or_default();
        assert_eq!(page.hits.len(), 1);
        assert_eq!(page.skipped, 1);
    }

    #[test]
    fn nobody_is_an_answer_and_anything_else_is_none() {
        for answer in [
            json!({"result": null, "num-found": 0}),
            json!({"expanded-result": null, "num-found": 0}),
            json!({"expanded-result": [], "num-found": 0}),
            json!({"num-found": "0"}),
        ] {
            assert_eq!(page(&answer), Some(SearchPage::default()), "{answer}");
        }
        for answer in [json!(null), json!([]), json!("x"), json!({"path": "/0000"})] {
            assert_eq!(page(&answer), None, "{answer}");
        }
    }
}
