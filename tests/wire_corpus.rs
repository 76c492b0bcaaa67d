//! The readers against real payloads, where they are at hand.
//!
//! The payloads are not part of the project. They are looked for in
//! `../shared/corpus`, or in the folder that `SCHOLAR_CORPUS` names; each kind
//! has its own folder there. What the readers say is compared with what a
//! walk of a different kind finds in the same file.
#![cfg(not(target_arch = "wasm32"))]
#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::panic)]

#[path = "support/corpus.rs"]
mod corpus;
#[path = "support/json_node.rs"]
mod json_node;

use corpus::{bare, count_public, find, payloads, public};
use json_node::JsonNode;
use scholar_badge::json::Node;
use scholar_badge::orcid::{AffiliationKind, Record, Work, WorkGroup};
use scholar_badge::registry::wire::{
    affiliations, error_body, person, record, schema_org, work, works,
};
use serde_json::Value;

fn check_work(work: &Work, json: &Value, place: &str) {
    if let Some(title) = bare(json, "title.title.value") {
        assert_eq!(work.title.text, title, "{place}");
    }
    assert_eq!(work.put_code, json["put-code"].as_u64(), "{place}");
    assert_eq!(
        Some(work.work_type.as_str()),
        json["type"].as_str(),
        "{place}"
    );
    if let Some(venue) = bare(json, "journal-title.value") {
        assert_eq!(work.venue.as_deref(), Some(venue), "{place}");
    }
    assert_eq!(
        work.venue.is_some(),
        !find(json, "journal-title.value").is_empty(),
        "{place}"
    );
    let part = |key: &str| -> Option<u16> {
        let parts = find(json, &format!("publication-date.{key}.value"));
        parts
            .first()?
            .as_str()?
            .parse()
            .ok()
            .filter(|part| *part != 0)
    };
    assert_eq!(work.date.map(|date| date.year()), part("year"), "{place}");
    assert_eq!(
        work.date.and_then(|date| date.month()).map(u16::from),
        part("month"),
        "{place}"
    );
    assert_eq!(
        work.date.and_then(|date| date.day()).map(u16::from),
        part("day"),
        "{place}"
    );
    let ids = find(json, "external-ids.external-id.*");
    assert_eq!(work.identifiers.len(), ids.len(), "{place}");
    for (read, json) in work.identifiers.iter().zip(&ids) {
        assert_eq!(
            Some(read.value.as_str()),
            json["external-id-value"].as_str().map(str::trim)
        );
        let normal = json["external-id-normalized"]["value"].as_str();
        assert_eq!(read.normalized.as_deref(), normal, "{place}");
        let has_url = json["external-id-url"]["value"]
            .as_str()
            .is_some_and(|url| !url.is_empty());
        assert_eq!(read.link.is_some(), has_url, "{place}");
    }
    let own_doi = ids.iter().find(|id| {
        id["external-id-type"] == "doi"
            && id["external-id-relationship"] == "self"
            && id["external-id-value"]
                .as_str()
                .is_some_and(|doi| doi.contains("10."))
    });
    assert_eq!(work.doi().is_some(), own_doi.is_some(), "{place}");
    let source = bare(json, "source.source-name.value");
    assert!(
        source.is_none() || work.source.name.as_deref() == source,
        "{place}"
    );
    let orcid = bare(json, "source.source-orcid.path");
    assert_eq!(
        work.source.orcid.map(|id| id.digits()).as_deref(),
        orcid,
        "{place}"
    );
    assert_eq!(
        work.source.client.as_deref(),
        bare(json, "source.source-client-id.path"),
        "{place}"
    );
}

fn check_works(read: &[WorkGroup], section: &Value, place: &str) {
    let groups: Vec<_> = find(section, "group.*")
        .into_iter()
        .filter(|group| count_public(group, "work-summary.*") > 0)
        .collect();
    assert_eq!(read.len(), groups.len(), "{place}");
    for (read, group) in read.iter().zip(groups) {
        let mut summaries: Vec<_> = find(group, "work-summary.*")
            .into_iter()
            .filter(public)
            .collect();
        let index = |one: &Value| {
            one["display-index"]
                .as_str()
                .unwrap()
                .parse::<i64>()
                .unwrap()
        };
        summaries.sort_by_key(|summary| -index(summary));
        assert_eq!(read.others.len() + 1, summaries.len(), "{place}");
        for (work, summary) in std::iter::once(&read.preferred)
            .chain(&read.others)
            .zip(summaries)
        {
            check_work(work, summary, place);
        }
        // As a set: a group of one is in the order of its summary.
        let mut values: Vec<_> = find(group, "external-ids.external-id.*")
            .iter()
            .map(|id| id["external-id-value"].as_str().unwrap().trim())
            .collect();
        let mut found: Vec<_> = read
            .identifiers
            .iter()
            .map(|id| id.value.as_str())
            .collect();
        values.sort_unstable();
        found.sort_unstable();
        assert_eq!(found, values, "{place}");
    }
}

fn check_person(read: &scholar_badge::orcid::Person, json: &Value, place: &str) {
    let count = |path: &str| count_public(json, path);
    let named =
        find(json, "name.given-names.value").len() + find(json, "name.family-name.value").len();
    assert_eq!(read.name.is_some(), named > 0, "{place}");
    let given = read.name.as_ref().and_then(|name| name.given.as_deref());
    assert!(given == bare(json, "name.given-names.value") || !given.unwrap().is_ascii());
    assert_eq!(
        read.other_names.len(),
        count("other-names.other-name.*"),
        "{place}"
    );
    assert_eq!(
        read.biography.is_some(),
        !find(json, "biography.content").is_empty(),
        "{place}"
    );
    assert_eq!(read.keywords.len(), count("keywords.keyword.*"), "{place}");
    assert_eq!(
        read.links.len(),
        count("researcher-urls.researcher-url.*"),
        "{place}"
    );
    assert_eq!(read.emails.len(), count("emails.email.*"), "{place}");
    assert_eq!(
        read.countries.len(),
        count("addresses.address.*"),
        "{place}"
    );
}

/// The sections by ORCID's names, in the order in which a record has them.
const SECTIONS: [(&str, &str, AffiliationKind); 7] = [
    ("employments", "employment", AffiliationKind::Employment),
    (
        "invited-positions",
        "invited-position",
        AffiliationKind::InvitedPosition,
    ),
    ("educations", "education", AffiliationKind::Education),
    (
        "qualifications",
        "qualification",
        AffiliationKind::Qualification,
    ),
    ("distinctions", "distinction", AffiliationKind::Distinction),
    ("memberships", "membership", AffiliationKind::Membership),
    ("services", "service", AffiliationKind::Service),
];

fn check_affiliations(
    read: &[scholar_badge::orcid::Affiliation],
    section: &Value,
    key: &str,
    place: &str,
) {
    let path = format!("summaries.*.{key}-summary");
    let mut groups: Vec<&Value> = Vec::new();
    for group in find(section, "affiliation-group.*") {
        let mut summaries: Vec<_> = find(group, &path).into_iter().filter(public).collect();
        summaries.sort_by_key(|one| {
            std::cmp::Reverse(
                one["display-index"]
                    .as_str()
                    .unwrap()
                    .parse::<u32>()
                    .unwrap(),
            )
        });
        // In these payloads, one of one place and year is the same.
        summaries.dedup_by_key(|one| {
            (
                one["organization"]["name"].to_string(),
                one["start-date"]["year"].to_string(),
            )
        });
        groups.extend(summaries);
    }
    assert_eq!(read.len(), groups.len(), "{place} {key}");
    for (read, json) in read.iter().zip(groups) {
        let organization = read.organization.as_ref();
        let name = bare(json, "organization.name");
        assert!(
            name.is_none() || organization.map(|one| one.name.as_str()) == name,
            "{place}"
        );
        assert_eq!(
            organization.is_some(),
            !find(json, "organization.name").is_empty(),
            "{place}"
        );
        let role = bare(json, "role-title");
        assert!(role.is_none() || read.role.as_deref() == role, "{place}");
        let department = bare(json, "department-name");
        assert!(
            department.is_none() || read.department.as_deref() == department,
            "{place}"
        );
        let year = |key| Some(bare(json, key)?.parse::<u16>().unwrap());
        assert_eq!(
            read.start.map(|date| date.year()),
            year("start-date.year.value"),
            "{place}"
        );
        assert_eq!(
            read.end.map(|date| date.year()),
            year("end-date.year.value"),
            "{place}"
        );
        let scheme = bare(
            json,
            "organization.disambiguated-organization.disambiguation-source",
        );
        let identifier = organization.and_then(|one| one.identifier.as_ref());
        assert_eq!(identifier.map(|id| id.scheme.as_str()), scheme, "{place}");
    }
}

fn check_record(read: &Record, json: &Value, place: &str) {
    assert_eq!(read.skipped, 0, "{place}");
    assert_eq!(
        Some(read.id.digits().as_str()),
        bare(json, "orcid-identifier.path"),
        "{place}"
    );
    check_person(&read.person, &json["person"], place);
    let activities = &json["activities-summary"];
    check_works(&read.works, &activities["works"], place);
    let mut rest = read.affiliations.as_slice();
    for (section, key, kind) in SECTIONS {
        let (these, others) = rest.split_at(rest.partition_point(|one| one.kind == kind));
        check_affiliations(these, &activities[section], key, place);
        rest = others;
    }
    assert!(rest.is_empty(), "{place}");
    assert_eq!(
        read.funding_count,
        find(activities, "fundings.group.*").len(),
        "{place}"
    );
    let reviews = "peer-reviews.group.*.peer-review-group.*.peer-review-summary.*";
    assert_eq!(
        read.peer_review_count,
        count_public(activities, reviews),
        "{place}"
    );
    let modified = find(json, "history.last-modified-date.value");
    assert_eq!(
        read.last_modified,
        modified.first().and_then(|time| time.as_u64()),
        "{place}"
    );
}

#[test]
fn records_are_read_without_loss() {
    for (place, json) in payloads("record") {
        let read = record::read(&JsonNode(&json)).unwrap_or_else(|| panic!("{place}"));
        check_record(&read, &json, &place);
    }
}

#[test]
fn the_recent_works_are_those_a_full_reading_finds_newest() {
    for (place, json) in payloads("record") {
        let full = record::read(&JsonNode(&json)).unwrap();
        for most in [0, 1, 3, 24] {
            let recent = record::read_recent(&JsonNode(&json), most).unwrap();
            let newest: Vec<_> = recent.works.iter().collect();
            assert_eq!(newest, full.recent_works(most), "{place}");
            assert_eq!(recent.work_count, full.works.len(), "{place}");
            assert_eq!(recent.skipped, full.skipped, "{place}");
        }
    }
}

#[test]
fn works_are_read_without_loss() {
    for (place, json) in payloads("works") {
        let (read, skipped) = works::read(&JsonNode(&json));
        assert_eq!(skipped, 0, "{place}");
        check_works(&read, &json, &place);
    }
}

#[test]
fn persons_are_read_without_loss() {
    for (place, json) in payloads("person") {
        let (read, skipped) = person::read(&JsonNode(&json));
        assert_eq!(skipped, 0, "{place}");
        check_person(&read, &json, &place);
    }
}

#[test]
fn affiliations_are_read_without_loss() {
    for (place, json) in payloads("affiliations") {
        let own_path = json["path"].as_str().unwrap().rsplit('/').next().unwrap();
        let (_, key, kind) = SECTIONS.into_iter().find(|one| one.0 == own_path).unwrap();
        let (read, skipped) = affiliations::read(&JsonNode(&json), kind);
        assert_eq!(skipped, 0, "{place}");
        check_affiliations(&read, &json, key, &place);
    }
}

#[test]
fn single_and_bulk_works_are_read_without_loss() {
    for (place, json) in payloads("work") {
        let items = find(&json, "bulk.*");
        if items.is_empty() {
            let read = work::read(&JsonNode(&json)).unwrap_or_else(|| panic!("{place}"));
            check_detail(&read, &json, &place);
            continue;
        }
        let read = work::read_bulk(&JsonNode(&json));
        assert_eq!(read.len(), items.len(), "{place}");
        for (read, item) in read.iter().zip(items) {
            match read {
                Ok(work) => check_detail(work, &item["work"], &place),
                Err(error) => {
                    let code = item["error"]["error-code"].as_u64();
                    assert_eq!(error.code.map(u64::from), code, "{place}");
                    assert!(code.is_some(), "{place}");
                }
            }
        }
    }
}

fn check_detail(read: &scholar_badge::orcid::WorkDetail, json: &Value, place: &str) {
    check_work(&read.work, json, place);
    let contributors = find(json, "contributors.contributor.*");
    assert_eq!(read.contributors.len(), contributors.len(), "{place}");
    for (read, json) in read.contributors.iter().zip(contributors) {
        assert_eq!(
            read.name.is_some(),
            !find(json, "credit-name.value").is_empty(),
            "{place}"
        );
        let role = bare(json, "contributor-attributes.contributor-role").map(str::to_lowercase);
        assert_eq!(
            read.role.as_ref().map(|role| role.as_str()),
            role.as_deref(),
            "{place}"
        );
        let sequence = bare(json, "contributor-attributes.contributor-sequence");
        assert_eq!(read.sequence.is_some(), sequence.is_some(), "{place}");
    }
    let citation = bare(json, "citation.citation-type");
    assert_eq!(
        read.citation.as_ref().map(|one| one.kind.as_str()),
        citation,
        "{place}"
    );
    let description = find(json, "short-description");
    assert_eq!(
        read.description.is_some(),
        !description.is_empty(),
        "{place}"
    );
    let language = bare(json, "language-code");
    assert_eq!(read.language.as_deref(), language, "{place}");
    assert_eq!(
        read.country.as_deref(),
        bare(json, "country.value"),
        "{place}"
    );
}

#[test]
fn error_bodies_are_told_from_records() {
    for (place, json) in payloads("error") {
        let read = error_body::read(&JsonNode(&json)).unwrap_or_else(|| panic!("{place}"));
        assert_eq!(
            read.status.map(u64::from),
            json["response-code"].as_u64(),
            "{place}"
        );
        assert_eq!(
            read.code.map(u64::from),
            json["error-code"].as_u64(),
            "{place}"
        );
        assert_eq!(record::read(&JsonNode(&json)), None, "{place}");
    }
    for (place, json) in payloads("record") {
        assert_eq!(error_body::read(&JsonNode(&json)), None, "{place}");
    }
}

#[test]
fn linked_data_is_read_without_loss() {
    for (place, json) in payloads("jsonld") {
        let read = schema_org::read(&JsonNode(&json)).unwrap_or_else(|| panic!("{place}"));
        assert_eq!(read.skipped, 0, "{place}");
        assert!(
            json["@id"].as_str().unwrap().ends_with(&read.id.digits()),
            "{place}"
        );
        let works = find(&json, "@reverse.creator.*");
        assert_eq!(read.works.len(), works.len(), "{place}");
        for (read, json) in read.works.iter().zip(works) {
            let name = bare(json, "name");
            assert!(
                name.is_none() || name == Some(read.preferred.title.text.as_str()),
                "{place}"
            );
            let doi = bare(json, "@id").and_then(|id| id.split_once("doi.org/"));
            let doi = doi.map(|(_, doi)| doi.to_lowercase());
            assert_eq!(read.preferred.doi(), doi, "{place}");
        }
        let organizations = find(&json, "affiliation.*").len() + find(&json, "alumniOf.*").len();
        assert_eq!(read.affiliations.len(), organizations, "{place}");
        assert_eq!(
            read.person.links.len(),
            find(&json, "url.*").len(),
            "{place}"
        );
        assert!(record::read(&JsonNode(&json)).is_none(), "{place}");
    }
}
