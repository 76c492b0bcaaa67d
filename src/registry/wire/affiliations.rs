//! Affiliations: seven sections of one shape.

use super::items::Items;
use super::works::display_index;
use super::{Node, date, source, value};
use crate::orcid::{Affiliation, AffiliationKind, Organization, OrganizationId};

/// Summaries of one group that are read: as many as there are sources of one
/// affiliation, and then some. Each is compared with all before it.
const MOST: usize = 100;

/// The sections of a record: the kind, the section's name, and the one key
/// of each of its summaries.
pub(super) const SECTIONS: [(AffiliationKind, &str, &str); 7] = [
    (
        AffiliationKind::Employment,
        "employments",
        "employment-summary",
    ),
    (
        AffiliationKind::InvitedPosition,
        "invited-positions",
        "invited-position-summary",
    ),
    (
        AffiliationKind::Education,
        "educations",
        "education-summary",
    ),
    (
        AffiliationKind::Qualification,
        "qualifications",
        "qualification-summary",
    ),
    (
        AffiliationKind::Distinction,
        "distinctions",
        "distinction-summary",
    ),
    (
        AffiliationKind::Membership,
        "memberships",
        "membership-summary",
    ),
    (AffiliationKind::Service, "services", "service-summary"),
];

/// Reads one section of a record or the answer of `/employments` and the
/// like; with it comes how many items were left out as unreadable.
pub fn read<N: Node>(section: &N, kind: AffiliationKind) -> (Vec<Affiliation>, usize) {
    let mut found = Vec::new();
    let mut skipped = 0;
    for (one, _, key) in SECTIONS {
        if one == kind {
            read_section(section, kind, key, &mut found, &mut skipped);
        }
    }
    (found, skipped)
}

/// Reads a section. A group is one affiliation as several sources tell it,
/// and the preferred source speaks for it; but the registry groups by shared
/// identifiers, so that two posts under one number come in one group. Those
/// that cannot be the same are all kept.
pub(super) fn read_section<N: Node>(
    section: &N,
    kind: AffiliationKind,
    key: &'static str,
    found: &mut Vec<Affiliation>,
    skipped: &mut usize,
) {
    let mut groups = Items::within(section, "affiliation-group", skipped);
    while let Some(group) = groups.next_object(skipped) {
        let before = found.len();
        for affiliation in read_group(&group, kind, key, skipped) {
            let mut others = found.iter().skip(before);
            if !others.any(|other| may_be_same(other, &affiliation)) {
                found.push(affiliation);
            }
        }
    }
}

/// The public summaries of a group, the highest display-index first; those of
/// one index keep their place.
fn read_group<N: Node>(
    group: &N,
    kind: AffiliationKind,
    key: &'static str,
    skipped: &mut usize,
) -> Vec<Affiliation> {
    let mut ranks = Vec::new();
    let mut affiliations = Vec::new();
    let mut items = Items::of(group.get("summaries"));
    while let Some(item) = items.next_object(skipped) {
        if affiliations.len() == MOST {
            *skipped += 1;
            continue;
        }
        let summary = item.get(key);
        if !value::is_public(&summary) {
            continue;
        }
        if let Some(affiliation) = read_summary(&summary, kind) {
            let rank = display_index(&summary);
            let place = ranks.partition_point(|other| *other >= rank);
            ranks.insert(place, rank);
            affiliations.insert(place, affiliation);
        } else {
            *skipped += 1;
        }
    }
    affiliations
}

/// Whether two summaries of a group name one organization, and no different
/// years of its start. Sources differ too much in role and department.
fn may_be_same(one: &Affiliation, other: &Affiliation) -> bool {
    fn name(affiliation: &Affiliation) -> &str {
        let organization = affiliation.organization.as_ref();
        organization.map_or("", |organization| organization.name.as_str())
    }
    let years = one.start.zip(other.start);
    name(one).eq_ignore_ascii_case(name(other))
        && years.is_none_or(|(one, other)| one.year() == other.year())
}

/// `None` when nothing says what it is an affiliation to or as.
fn read_summary<N: Node>(summary: &N, kind: AffiliationKind) -> Option<Affiliation> {
    let organization = organization(&summary.get("organization"));
    let department = value::text(summary, "department-name");
    let role = value::text(summary, "role-title");
    if organization.is_none() && department.is_none() && role.is_none() {
        return None;
    }
    Some(Affiliation {
        kind,
        put_code: value::whole(summary, "put-code"),
        organization,
        department,
        role,
        start: date::read(summary, "start-date"),
        end: date::read(summary, "end-date"),
        link: value::link(summary, "url"),
        source: source::read(summary),
    })
}

fn organization<N: Node>(organization: &N) -> Option<Organization> {
    let address = organization.get("address");
    Some(Organization {
        name: value::text(organization, "name")?,
        city: value::text(&address, "city"),
        region: value::text(&address, "region"),
        country: value::country(&address, "country"),
        identifier: organization_id(&organization.get("disambiguated-organization")),
    })
}

fn organization_id<N: Node>(identifier: &N) -> Option<OrganizationId> {
    let mut scheme = value::text(identifier, "disambiguation-source")?;
    scheme.make_ascii_uppercase();
    let value = value::text(identifier, "disambiguated-organization-identifier")?;
    Some(OrganizationId { scheme, value })
}

#[cfg(test)]
#[allow(clippy::indexing_slicing)]
mod tests {
    use serde_json::{Value, json};

    use super::super::json_node::JsonNode;
    use super::*;

    fn summary(role: &str) -> Value {
        json!({"employment-summary": {
            "put-code": 7,
            "display-index": "0",
            "visibility": "public",
            "department-name": " Psychoceramics ",
            "role-title": role,
            "start-date": {"year": {"value": "1929"}, "month": {"value": "00"}, "day": null},
            "end-date": null,
            "url": {"value": ""},
            "organization": {
                "name": "Brown University",
                "address": {"city": "Providence", "region": null, "country": "us"},
                "disambiguated-organization": {
                    "disambiguated-organization-identifier": "https://ror.org/05gq02987",
                    "disambiguation-source": "ROR",
                },
            },
            "source": {"source-name": {"value": "Carberry"}, "source-client-id": null,
                "source-orcid": {"path": "0000-0002-1825-0097", "host": null}},
        }})
    }

    fn employments(section: &Value) -> (Vec<Affiliation>, usize) {
        read(&JsonNode(section), AffiliationKind::Employment)
    }

    #[test]
    fn a_group_is_an_affiliation() {
        let section = json!({"affiliation-group": [{"summaries": [summary("Professor")]}]});
        let (found, skipped) = employments(&section);
        assert_eq!((found.len(), skipped), (1, 0));
        let one = &found[0];
        assert_eq!(one.put_code, Some(7));
        assert_eq!(one.department.as_deref(), Some("Psychoceramics"));
        assert_eq!(one.role.as_deref(), Some("Professor"));
        assert_eq!(
            one.start.map(|date| (date.year(), date.month())),
            Some((1929, None))
        );
        assert_eq!((one.end, &one.link), (None, &None));
        assert_eq!(
            one.source.orcid.map(|id| id.digits()).as_deref(),
            Some("0000-0002-1825-0097")
        );
        let organization = one.organization.clone();
        assert_eq!(
            organization,
            Some(Organization {
                name: "Brown University".to_owned(),
                city: Some("Providence".to_owned()),
                region: None,
                country: Some("US".to_owned()),
                identifier: Some(OrganizationId {
                    scheme: "ROR".to_owned(),
                    value: "https://ror.org/05gq02987".to_owned(),
                }),
            })
        );
    }

    #[test]
    fn a_group_where_a_list_should_be_is_one_item() {
        let section = json!({"affiliation-group": {"summaries": summary("Professor")}});
        let (found, skipped) = employments(&section);
        assert_eq!((found.len(), skipped), (1, 0));
    }

    #[test]
    fn the_preferred_source_speaks_for_the_group() {
        let mut better = summary("Dean");
        better["employment-summary"]["display-index"] = json!("1");
        let mut hidden = summary("Spy");
        hidden["employment-summary"]["display-index"] = json!("2");
        hidden["employment-summary"]["visibility"] = json!("limited");
        let summaries = json!([summary("First"), hidden, better, summary("Last")]);
        let (found, skipped) =
            employments(&json!({"affiliation-group": [{"summaries": summaries}]}));
        assert_eq!((found.len(), skipped), (1, 0));
        assert_eq!(found[0].role.as_deref(), Some("Dean"));
    }

    #[test]
    fn two_posts_under_one_number_are_both_kept() {
        let mut elsewhere = summary("Dean");
        elsewhere["employment-summary"]["organization"]["name"] = json!("Wesleyan University");
        let mut later = summary("Emeritus");
        later["employment-summary"]["start-date"]["year"]["value"] = json!("1970");
        let mut undated = summary("Prof.");
        undated["employment-summary"]["start-date"] = json!(null);
        undated["employment-summary"]["organization"]["name"] = json!("BROWN UNIVERSITY");
        let summaries = json!([summary("Professor"), elsewhere, later, undated]);
        let (found, _) = employments(&json!({"affiliation-group": [{"summaries": summaries}]}));
        let roles: Vec<_> = found.iter().filter_map(|one| one.role.as_deref()).collect();
        assert_eq!(roles, ["Professor", "Dean", "Emeritus"]);
    }

    #[test]
    fn an_organization_may_be_missing_but_not_everything() {
        let mut no_organization = summary("Fellow");
        no_organization["employment-summary"]["organization"] = json!(null);
        let nothing = json!({"employment-summary": {"organization": {"name": ""}}});
        let section = json!({"affiliation-group": [
            {"summaries": [no_organization]},
            {"summaries": [nothing]},
            {"summaries": [{"education-summary": {}}]},
            {"summaries": null},
            "nonsense",
        ]});
        let (found, skipped) = employments(&section);
        assert_eq!(found.len(), 1);
        assert_eq!(found[0].organization, None);
        assert_eq!(skipped, 3);
    }
}
