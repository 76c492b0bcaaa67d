//! The works of a record: groups of summaries of one work.

use super::items::Items;
use super::{Node, date, external_ids, value, work};
use crate::orcid::{ExternalId, PartialDate, Relationship, Work, WorkGroup};

/// Reads the works section of a record or the answer of `/works`; with it
/// comes how many items were left out as unreadable.
pub fn read<N: Node>(section: &N) -> (Vec<WorkGroup>, usize) {
    let mut reader = WorksReader::of(section);
    reader.go_on(usize::MAX);
    (reader.groups, reader.skipped)
}

/// A works section that is being read, as [`read`] does at once.
pub struct WorksReader<N> {
    items: Items<N>,
    /// The works so far.
    pub groups: Vec<WorkGroup>,
    /// How many items so far were left out as unreadable.
    pub skipped: usize,
}

impl<N: Node> WorksReader<N> {
    /// Has not begun yet.
    pub fn of(section: &N) -> Self {
        let mut skipped = 0;
        let items = Items::within(section, "group", &mut skipped);
        Self {
            groups: Vec::with_capacity(items.count()),
            items,
            skipped,
        }
    }

    /// Reads so many groups more; answers whether those were all.
    pub fn go_on(&mut self, count: usize) -> bool {
        for _ in 0..count {
            let Some(group) = self.items.next_object(&mut self.skipped) else {
                return true;
            };
            self.groups.extend(read_group(&group, &mut self.skipped));
        }
        false
    }
}

/// The most recent works of a section.
pub struct Recent {
    /// The works, newest first, those of one date in the registry's order.
    pub groups: Vec<WorkGroup>,
    /// How many works there are in all.
    pub count: usize,
    /// How many items were left out as unreadable. What is wrong inside works
    /// that are only counted is not noticed.
    pub skipped: usize,
}

/// Reads the `most` recent works whole and only glances at the others: reading
/// all of a long section takes longer than parsing its JSON did.
pub fn read_recent<N: Node>(section: &N, most: usize) -> Recent {
    let mut skipped = 0;
    let mut items = Items::within(section, "group", &mut skipped);
    let mut count = 0;
    let mut newest: Vec<(Option<PartialDate>, N)> = Vec::new();
    while let Some(group) = items.next_object(&mut skipped) {
        if let Some(date) = glance(&group, &mut skipped) {
            count += 1;
            let place = newest.partition_point(|other| other.0 >= date);
            if place < most {
                newest.insert(place, (date, group));
                newest.truncate(most);
            }
        }
    }
    let mut groups = Vec::with_capacity(newest.len());
    for (_, group) in newest {
        // Its unreadable summaries have been counted at the first glance.
        match read_group(&group, &mut 0) {
            Some(group) => groups.push(group),
            None => {
                count -= 1;
                skipped += 1;
            }
        }
    }
    Recent {
        groups,
        count,
        skipped,
    }
}

/// The date of the preferred summary, by the rules of [`read_group`]; `None`
/// where there is no summary to read. Of the fields only the date crosses into
/// Wasm: whether a title is there is seen without reading it.
fn glance<N: Node>(group: &N, skipped: &mut usize) -> Option<Option<PartialDate>> {
    let mut items = Items::of(group.get("work-summary"));
    let is_single = items.count() < 2;
    let mut preferred: Option<(u64, N)> = None;
    while let Some(summary) = items.next_object(skipped) {
        if !value::is_public(&summary) {
            continue;
        }
        if !work::has_title(&summary) {
            *skipped += 1;
            continue;
        }
        let rank = if is_single {
            0
        } else {
            display_index(&summary)
        };
        if preferred.as_ref().is_none_or(|best| rank > best.0) {
            preferred = Some((rank, summary));
        }
    }
    preferred.map(|(_, summary)| date::read(&summary, "publication-date"))
}

/// Reads the readable, public summaries; `None` when there is none.
///
/// The preferred one has the highest display-index; among equals the first
/// counts, since the registry gives many the same.
fn read_group<N: Node>(group: &N, skipped: &mut usize) -> Option<WorkGroup> {
    let mut items = Items::of(group.get("work-summary"));
    let is_single = items.count() < 2;
    let mut preferred = next_summary(&mut items, skipped)?;
    let mut others = Vec::new();
    let mut ranks = Vec::new();
    while let Some(mut next) = next_summary(&mut items, skipped) {
        let place = if next.0 > preferred.0 {
            std::mem::swap(&mut next, &mut preferred);
            0
        } else {
            ranks.partition_point(|rank| *rank >= next.0)
        };
        ranks.insert(place, next.0);
        others.insert(place, next.1);
    }
    let mut identifiers = Vec::new();
    if is_single {
        identifiers = grouping(&preferred.1);
    }
    if identifiers.is_empty() {
        identifiers = external_ids::read(group, skipped);
    }
    Some(WorkGroup {
        preferred: preferred.1,
        others,
        identifiers,
    })
}

/// The next summary that is public and readable, with its display-index.
fn next_summary<N: Node>(items: &mut Items<N>, skipped: &mut usize) -> Option<(u64, Work)> {
    while let Some(summary) = items.next_object(skipped) {
        if value::is_public(&summary) {
            match work::read_summary(&summary, skipped) {
                Some(work) if items.count() < 2 => return Some((0, work)),
                Some(work) => return Some((display_index(&summary), work)),
                None => *skipped += 1,
            }
        }
    }
    None
}

/// A string in activities, a number elsewhere; 0 where absent.
pub(super) fn display_index<N: Node>(summary: &N) -> u64 {
    value::whole(summary, "display-index").unwrap_or(0)
}

/// By what the registry groups a work: its own identifiers and those of its
/// versions. A group of one repeats just these, and need not be read again.
fn grouping(work: &Work) -> Vec<ExternalId> {
    work.identifiers
        .iter()
        .filter(|id| matches!(id.relationship, Relationship::Own | Relationship::VersionOf))
        .cloned()
        .collect()
}

#[cfg(test)]
#[allow(clippy::unwrap_used, clippy::indexing_slicing)]
mod tests {
    use serde_json::{Value, json};

    use super::super::json_node::JsonNode;
    use super::*;

    fn summary(put_code: u32, display_index: Value) -> Value {
        json!({
            "put-code": put_code,
            "display-index": display_index,
            "visibility": "public",
            "type": "journal-article",
            "title": {"title": {"value": "A title"}, "subtitle": null, "translated-title": null},
            "external-ids": {"external-id": [{
                "external-id-type": "doi",
                "external-id-value": "10.5555/one",
                "external-id-relationship": "self",
            }]},
        })
    }

    fn put_codes(section: &Value) -> Vec<u64> {
        let (groups, skipped) = read(&JsonNode(section));
        assert_eq!((groups.len(), skipped), (1, 0));
        let all = std::iter::once(&groups[0].preferred).chain(&groups[0].others);
        all.map(|work| work.put_code.unwrap()).collect()
    }

    #[test]
    fn the_highest_display_index_is_preferred_and_ties_keep_their_place() {
        for (indices, expected) in [
            (vec![json!("1"), json!("0"), json!("0")], vec![0, 1, 2]),
            (vec![json!("1"), json!("1"), json!("2")], vec![2, 0, 1]),
            (vec![json!("0"), json!("0"), json!("0")], vec![0, 1, 2]),
            (vec![json!(2), json!("10"), json!(9)], vec![1, 2, 0]),
            (
                vec![json!("0"), json!("1"), json!("0"), json!("1")],
                vec![1, 3, 0, 2],
            ),
            (vec![json!(null), json!("x"), json!("1")], vec![2, 0, 1]),
        ] {
            let summaries: Vec<Value> = (0..).zip(indices).map(|(n, i)| summary(n, i)).collect();
            let section = json!({"group": [{"work-summary": summaries, "external-ids": null}]});
            assert_eq!(put_codes(&section), expected, "{section}");
        }
    }

    #[test]
    fn the_recent_works_are_the_newest_of_all() {
        let groups: Vec<Value> = [2019, 2024, 2021, 0, 2024, 1999]
            .into_iter()
            .zip(0..)
            .map(|(year, n)| {
                let mut one = summary(n, json!("0"));
                one["publication-date"] = json!({"year": {"value": year.to_string()}});
                json!({"work-summary": [one]})
            })
            .chain([
                json!("nonsense"),
                json!({"work-summary": [{"title": null}]}),
            ])
            .collect();
        let section = json!({ "group": groups });
        let recent = read_recent(&JsonNode(&section), 3);
        let codes: Vec<_> = recent.groups.iter().map(|g| g.preferred.put_code).collect();
        assert_eq!(codes, [Some(1), Some(4), Some(2)]);
        assert_eq!((recent.count, recent.skipped), (6, 2));
    }

    #[test]
    fn a_title_of_blanks_is_noticed_when_it_is_read() {
        let mut blank = summary(1, json!("0"));
        blank["title"]["title"]["value"] = json!(" ");
        let section = json!({"group": [{"work-summary": [blank]}]});
        let recent = read_recent(&JsonNode(&section), 3);
        assert_eq!(
            (recent.groups.len(), recent.count, recent.skipped),
            (0, 0, 1)
        );
    }

    #[test]
    fn a_broken_summary_leaves_the_others_of_its_group() {
        let section = json!({"group": [
            {"work-summary": ["nonsense", {"title": null}, summary(3, json!("0"))]},
            17,
            null,
            {"work-summary": summary(4, json!("0"))},
            {"work-summary": null},
        ]});
        let (groups, skipped) = read(&JsonNode(&section));
        let codes: Vec<_> = groups
            .iter()
            .map(|group| group.preferred.put_code)
            .collect();
        assert_eq!(codes, [Some(3), Some(4)]);
        assert_eq!(skipped, 3);
    }

    #[test]
    fn what_is_not_public_is_left_out_and_not_counted() {
        let mut hidden = summary(1, json!("5"));
        hidden["visibility"] = json!("limited");
        let mut private = summary(2, json!("4"));
        private["visibility"] = json!("PRIVATE");
        let mut unstated = summary(3, json!("3"));
        unstated["visibility"] = json!(null);
        let section = json!({"group": [{"work-summary": [hidden, private, unstated]}]});
        assert_eq!(put_codes(&section), [3]);
        let section = json!({"group": [{"work-summary": [hidden]}]});
        assert_eq!(read(&JsonNode(&section)), (Vec::new(), 0));
    }

    #[test]
    fn a_section_of_the_wrong_kind_is_counted() {
        for (section, skipped) in [
            (json!(null), 0),
            (json!({}), 0),
            (json!({"group": null}), 0),
            (json!({"group": []}), 0),
            (json!("works"), 1),
            (json!([1, 2]), 1),
            (json!({"group": true}), 1),
        ] {
            assert_eq!(
                read(&JsonNode(&section)),
                (Vec::new(), skipped),
                "{section}"
            );
        }
    }

    #[test]
    fn a_group_of_one_has_the_grouping_identifiers_of_its_summary() {
        let mut one = summary(1, json!("0"));
        one["external-ids"]["external-id"] = json!([
            {"external-id-type": "ISSN", "external-id-value": "1234-5679",
             "external-id-relationship": "part-of"},
            {"external-id-type": "DOI", "external-id-value": "10.5555/x",
             "external-id-relationship": "self"},
        ]);
        let section = json!({"group": [{"work-summary": [one]}]});
        let (groups, _) = read(&JsonNode(&section));
        let schemes: Vec<_> = groups[0].identifiers.iter().map(|id| &id.scheme).collect();
        assert_eq!(schemes, ["doi"]);
    }

    #[test]
    fn a_group_whose_summary_has_no_identifiers_keeps_its_own() {
        let mut one = summary(1, json!("0"));
        one["external-ids"] = json!(null);
        let ids = json!({"external-id": [
            {"external-id-type": "eid", "external-id-value": "2-s2.0-1",
             "external-id-url": {"value": ""}}
        ]});
        let section = json!({"group": [{"work-summary": [one], "external-ids": ids}]});
        let (groups, skipped) = read(&JsonNode(&section));
        assert_eq!(groups[0].identifiers[0].value, "2-s2.0-1");
        assert_eq!(groups[0].identifiers[0].link, None);
        assert_eq!(skipped, 0);
    }
}
