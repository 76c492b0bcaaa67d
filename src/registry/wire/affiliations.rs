//! Affiliations: seven sections of one shape.

use super::items::Items;
use super::works::display_index;
use super::{Node, date, source, value};
use crate::orcid::{Affiliation, AffiliationKind, Organization, OrganizationId};

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

/// Reads a section, one affiliation per group: the preferred source's.
pub(super) fn read_section<N: Node>(
    section: &N,
    kind: AffiliationKind,
    key: &'static str,
    found: &mut Vec<Affiliation>,
    skipped: &mut usize,
) {
    let mut groups = Items::within(section, "affiliation-group", skipped);
    while let Some(group) = groups.next_object(skipped) {
        let mut preferred: Option<(u64, Affiliation)> = None;
        let mut items = Items::of(group.get("summaries"));
        while let Some(item) = items.next_object(skipped) {
            let summary = item.get(key);
            if !value::is_public(&summary) {
                continue;
            }
            let Some(affiliation) = read_summary(&summary, kind) else {
                *skipped += 1;
                continue;
            };
            let rank = display_index(&summary);
            if preferred.as_ref().is_none_or(|(best, _)| rank > *best) {
                preferred = Some((rank, affiliation));
            }
        }
        found.extend(preferred.map(|(_, affiliation)| affiliation));
    }
}

/// `None` when nothing says what it is an affiliation to or as.
fn read_summary<N: Node>(summary: &N, kind: AffiliationKind) -> Option<Affiliation> {
    let organization = organization(&summary.get("organization"));
    let department = value::text(summary.get("department-name"));
    let role = value::text(summary.get("role-title"));
    if organization.is_none() && department.is_none() && role.is_none() {
        return None;
    }
    Some(Affiliation {
        kind,
        put_code: value::whole(summary.get("put-code")),
        organization,
        department,
        role,
        start: date::read(&summary.get("start-date")),
        end: date::read(&summary.get("end-date")),
        link: value::link(summary.get("url")),
        source: source::read(summary),
    })
}

fn organization<N: Node>(organization: &N) -> Option<Organization> {
    let address = organization.get("address");
    Some(Organization {
        name: value::text(organization.get("name"))?,
        city: value::text(address.get("city")),
        region: value::text(address.get("region")),
        country: value::country(address.get("country")),
        identifier: organization_id(&organization.get("disambiguated-organization")),
    })
}

fn organization_id<N: Node>(identifier: &N) -> Option<OrganizationId> {
    let value = value::text(identifier.get("disambiguated-organization-identifier"))?;
    let mut scheme = value::text(identifier.get("disambiguation-source"))?;
    scheme.make_ascii_uppercase();
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
