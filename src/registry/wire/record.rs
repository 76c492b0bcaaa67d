//! A whole record: `/v3.0/{iD}/record`, and `/v3.0/{iD}` as JSON.

use super::items::Items;
use super::works::WorksReader;
use super::{Node, affiliations, person, source, value, works};
use crate::orcid::Record;

/// Reads a record. `None` when the answer is none: it names no iD, or has
/// neither an `orcid-identifier` nor a section of a record.
pub fn read<N: Node>(record: &N) -> Option<Record> {
    let mut works = works(record);
    works.go_on(usize::MAX);
    read_beside(record, works)
}

/// The works of a record, to be read piece by piece.
pub fn works<N: Node>(record: &N) -> WorksReader<N> {
    WorksReader::of(&record.get("activities-summary").get("works"))
}

/// Reads a record whose works have been read already.
pub fn read_beside<N: Node>(record: &N, works: WorksReader<N>) -> Option<Record> {
    read_with(record, |_| works::Recent {
        count: works.groups.len(),
        groups: works.groups,
        skipped: works.skipped,
    })
}

/// Reads a record with no more than its `most` recent works, newest first.
pub fn read_recent<N: Node>(record: &N, most: usize) -> Option<Record> {
    read_with(record, |works| works::read_recent(works, most))
}

fn read_with<N: Node>(record: &N, read_works: impl FnOnce(&N) -> works::Recent) -> Option<Record> {
    let person_section = record.get("person");
    let activities = record.get("activities-summary");
    let id = source::orcid(record, "orcid-identifier").or_else(|| {
        let is_record = person_section.is_object() || activities.is_object();
        let id_of_path = |holder| source::registry_id(holder, "path");
        // `/0000-…` on a record, `/0000-…/person` on the person.
        is_record
            .then(|| id_of_path(record).or_else(|| id_of_path(&person_section)))
            .flatten()
    })?;

    let (person, mut skipped) = person::read(&person_section);
    skipped += usize::from(!activities.is_object() && !activities.is_null());
    let mut found = Vec::new();
    for (kind, section, key) in affiliations::SECTIONS {
        let section = activities.get(section);
        affiliations::read_section(&section, kind, key, &mut found, &mut skipped);
    }
    let works = read_works(&activities.get("works"));
    let funding_count = funding_count(&activities.get("fundings"), &mut skipped);
    let peer_review_count = peer_review_count(&activities.get("peer-reviews"), &mut skipped);
    Some(Record {
        id,
        person,
        affiliations: found,
        works: works.groups,
        work_count: works.count,
        funding_count,
        peer_review_count,
        last_modified: value::whole(&record.get("history"), "last-modified-date"),
        skipped: skipped + works.skipped,
    })
}

/// Groups with at least one public funding.
fn funding_count<N: Node>(section: &N, skipped: &mut usize) -> usize {
    let mut count = 0;
    let mut groups = Items::within(section, "group", skipped);
    while let Some(group) = groups.next_object(skipped) {
        count += usize::from(public_items(group.get("funding-summary"), skipped) > 0);
    }
    count
}

/// Single public reviews, two levels of groups down.
fn peer_review_count<N: Node>(section: &N, skipped: &mut usize) -> usize {
    let mut count = 0;
    let mut groups = Items::within(section, "group", skipped);
    while let Some(group) = groups.next_object(skipped) {
        let mut inner = Items::of(group.get("peer-review-group"));
        while let Some(group) = inner.next_object(skipped) {
            count += public_items(group.get("peer-review-summary"), skipped);
        }
    }
    count
}

fn public_items<N: Node>(list: N, skipped: &mut usize) -> usize {
    let mut count = 0;
    let mut items = Items::of(list);
    while let Some(item) = items.next_object(skipped) {
        count += usize::from(value::is_public(&item));
    }
    count
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use serde_json::json;

    use super::super::json_node::JsonNode;
    use super::*;

    #[test]
    fn a_record_is_counted_by_what_is_public() {
        let public = json!({"visibility": "public"});
        let hidden = json!({"visibility": "limited"});
        let record = json!({
            "orcid-identifier": {"path": "0000-0002-1825-0097", "host": "orcid.org"},
            "history": {"last-modified-date": {"value": 1_559_917_016_886_u64}},
            "activities-summary": {
                "fundings": {"group": [
                    {"funding-summary": [public, public]},
                    {"funding-summary": [hidden]},
                    {"funding-summary": public},
                ]},
                "peer-reviews": {"group": [
                    {"peer-review-group": [
                        {"peer-review-summary": [public, hidden, public]},
                        {"peer-review-summary": [public]},
                    ]},
                    {"peer-review-group": null},
                ]},
            },
        });
        let record = read(&JsonNode(&record)).unwrap();
        assert_eq!((record.funding_count, record.peer_review_count), (2, 3));
        assert_eq!(record.last_modified, Some(1_559_917_016_886));
        assert_eq!(record.skipped, 0);
    }

    #[test]
    fn the_id_is_found_wherever_it_stands() {
        for record in [
            json!({"orcid-identifier": {"path": "0000-0001-0001-0001"}}),
            json!({"orcid-identifier": {"path": null, "uri": "http://orcid.org/0000-0001-0001-0001"}}),
            json!({"orcid-identifier": null, "path": "/0000-0001-0001-0001", "person": {}}),
            json!({"person": {"path": "/0000-0001-0001-0001/person"}}),
            json!({"path": "/0000-0001-0001-0001", "activities-summary": {}}),
        ] {
            let id = read(&JsonNode(&record)).map(|record| record.id.digits());
            assert_eq!(id.as_deref(), Some("0000-0001-0001-0001"), "{record}");
        }
    }

    #[test]
    fn other_answers_are_no_record() {
        for answer in [
            json!(null),
            json!("text"),
            json!([]),
            json!({}),
            json!({"path": "/0000-0001-0001-0001/works", "group": []}),
            json!({"response-code": 404, "error-code": 9016}),
            json!({"result": null, "num-found": 0}),
            json!({"person": {}, "activities-summary": {}}),
        ] {
            assert_eq!(read(&JsonNode(&answer)), None, "{answer}");
        }
    }

    #[test]
    fn broken_sections_are_counted_and_take_nothing_with_them() {
        let record = json!({
            "orcid-identifier": {"path": "0000-0002-1825-0097"},
            "person": {"name": {"given-names": {"value": "Josiah"}}, "keywords": 7},
            "activities-summary": {
                "employments": "none",
                "educations": {"affiliation-group": false},
                "fundings": {"group": 3},
                "peer-reviews": [],
                "works": {"group": [{"work-summary": [{"title": {"title": {"value": "A"}}}]}]},
            },
        });
        let record = read(&JsonNode(&record)).unwrap();
        assert_eq!(record.works.len(), 1);
        assert_eq!(record.skipped, 5);
    }
}
