//! Plain objects hold all that the domain has: what is written is read back the same,
//! for any record at all, and what is none of ours is read without harm.
#![cfg(not(target_arch = "wasm32"))]
#![allow(clippy::expect_used, clippy::indexing_slicing)]

#[path = "support/works.rs"]
mod works;

use proptest::prelude::*;
use scholar_badge::bibliography::{Entry, Owner, RecordWorks, merge};
use scholar_badge::json::tape::{Tape, TapeNode};
use scholar_badge::orcid::{
    Affiliation, AffiliationKind, Citation, Contributor, ContributorRole, ExternalId, Name,
    NamedLink, OrcidId, Organization, OrganizationId, PartialDate, Person, Record, Relationship,
    SearchHit, Sequence, Source, Title, TranslatedTitle, WebLink, Within, Work, WorkDetail,
    WorkGroup, WorkType,
};
use scholar_badge::plain::{
    Details, Hits, MergedWork, Origin, PlainRecord, hits, read_record, read_work, record,
    works as write_works,
};
use serde_json::Value;
use unicode_normalization::UnicodeNormalization;

const ORIGIN: Origin = Origin {
    fetched_at: 1_764_547_200_000.0,
    from_cache: true,
    not_renewed: Some("offline"),
};

fn text() -> impl Strategy<Value = String> {
    prop_oneof![
        "[a-zA-Z ]{1,12}",
        "\\PC{1,6}",
        prop::sample::select(vec![
            "\"\\",
            "</script>",
            "\u{2028}\u{2029}",
            "\n\r\t",
            "\u{0}\u{7f}",
            "𝒳 😀",
            "\u{feff}x",
        ])
        .prop_map(str::to_owned),
    ]
}

fn some_text() -> impl Strategy<Value = Option<String>> {
    prop::option::of(text())
}

fn texts() -> impl Strategy<Value = Vec<String>> {
    prop::collection::vec(text(), 0..3)
}

fn any_orcid() -> impl Strategy<Value = OrcidId> {
    // The registry's word is taken: check digits may be anything.
    "[0-9]{4}-[0-9]{4}-[0-9]{4}-[0-9]{3}[0-9X]"
        .prop_map(|text| OrcidId::from_registry(&text).expect("an iD by its form"))
}

fn link() -> impl Strategy<Value = WebLink> {
    let texts = prop_oneof![
        "(https|HTTP)://[A-Za-z.]{1,9}/[ -~é]{0,12}".prop_map(|it| it),
        "www\\.[a-z]{1,6}\\.org/[a-z%<> `]{0,6}",
        "mailto:[a-z]{1,5}@[a-z]{1,5}\\.org",
    ];
    texts.prop_filter_map("a link", |text| WebLink::parse(&text))
}

fn date() -> impl Strategy<Value = Option<PartialDate>> {
    (0..=9999_u16, 0..=12_u8, 0..=31_u8)
        .prop_map(|(year, month, day)| works::date(year, month, day))
}

fn put_code() -> impl Strategy<Value = Option<u64>> {
    prop::option::of(0..(1_u64 << 53))
}

fn source() -> impl Strategy<Value = Source> {
    (
        some_text(),
        prop::option::of(any_orcid()),
        some_text(),
        some_text(),
    )
        .prop_map(|(name, orcid, client, on_behalf_of)| Source {
            name,
            orcid,
            client,
            on_behalf_of,
        })
}

fn identifier() -> impl Strategy<Value = ExternalId> {
    let relationships = vec![
        Relationship::Own,
        Relationship::PartOf,
        Relationship::VersionOf,
        Relationship::FundedBy,
    ];
    let scheme = prop::sample::select(vec!["doi", "pmid", "isbn", "uri", "source-work-id"]);
    let value = prop_oneof![text(), "10\\.[0-9]{4}/[a-z<>%# ]{1,6}", "[0-9]{1,8}"];
    (
        scheme,
        value,
        some_text(),
        prop::option::of(link()),
        prop::sample::select(relationships),
    )
        .prop_map(
            |(scheme, value, normalized, link, relationship)| ExternalId {
                scheme: scheme.to_owned(),
                value,
                normalized,
                link,
                relationship,
            },
        )
}

fn identifiers() -> impl Strategy<Value = Vec<ExternalId>> {
    prop::collection::vec(identifier(), 0..3)
}

fn any_work() -> impl Strategy<Value = Work> {
    let title = (text(), some_text(), prop::option::of((text(), some_text())));
    (
        (put_code(), text(), title),
        (some_text(), date(), identifiers()),
        (prop::option::of(link()), source()),
    )
        .prop_map(
            |((put_code, kind, title), (venue, date, identifiers), (link, source))| Work {
                put_code,
                work_type: WorkType::parse(&kind),
                title: Title {
                    text: title.0,
                    subtitle: title.1,
                    translated: title.2.map(|(text, lang)| TranslatedTitle { text, lang }),
                },
                venue,
                date,
                identifiers,
                link,
                source,
            },
        )
}

fn group() -> impl Strategy<Value = WorkGroup> {
    (
        any_work(),
        prop::collection::vec(any_work(), 0..2),
        identifiers(),
    )
        .prop_map(|(preferred, others, identifiers)| WorkGroup {
            preferred,
            others,
            identifiers,
        })
}

fn contributor() -> impl Strategy<Value = Contributor> {
    let sequence = prop::sample::select(vec![Sequence::First, Sequence::Additional]);
    (
        text(),
        prop::option::of(any_orcid()),
        prop::option::of(sequence),
        some_text(),
    )
        .prop_map(|(name, orcid, sequence, role)| Contributor {
            name: Some(name),
            orcid,
            sequence,
            role: role.and_then(|role| ContributorRole::parse(&role)),
        })
}

/// What a whole work says besides; whose it is comes later.
fn detail() -> impl Strategy<Value = WorkDetail> {
    (
        (some_text(), prop::option::of((text(), text()))),
        prop::collection::vec(contributor(), 0..3),
        (
            some_text(),
            some_text(),
            some_text(),
            some_text(),
            some_text(),
        ),
    )
        .prop_map(
            |((description, citation), contributors, (language, country, volume, issue, pages))| {
                WorkDetail {
                    description,
                    citation: citation.map(|(kind, text)| Citation { kind, text }),
                    contributors,
                    language,
                    country,
                    within: Within {
                        volume,
                        issue,
                        pages,
                    },
                    ..works::detail(works::work("x", ""))
                }
            },
        )
}

fn affiliation() -> impl Strategy<Value = Affiliation> {
    let kinds = vec![
        AffiliationKind::Employment,
        AffiliationKind::InvitedPosition,
        AffiliationKind::Education,
        AffiliationKind::Qualification,
        AffiliationKind::Distinction,
        AffiliationKind::Membership,
        AffiliationKind::Service,
    ];
    let identifier = prop::option::of((text(), text()));
    let place = (text(), some_text(), some_text(), some_text(), identifier);
    (
        (
            prop::sample::select(kinds),
            put_code(),
            prop::option::of(place),
        ),
        (some_text(), some_text(), date(), date()),
        (prop::option::of(link()), source()),
    )
        .prop_map(
            |((kind, put_code, place), (department, role, start, end), (link, source))| {
                Affiliation {
                    kind,
                    put_code,
                    organization: place.map(|(name, city, region, country, identifier)| {
                        Organization {
                            name,
                            city,
                            region,
                            country,
                            identifier: identifier
                                .map(|(scheme, value)| OrganizationId { scheme, value }),
                        }
                    }),
                    department,
                    role,
                    start,
                    end,
                    link,
                    source,
                }
            },
        )
}

fn any_name() -> impl Strategy<Value = Option<Name>> {
    (some_text(), some_text(), some_text()).prop_map(|(given, family, credit)| {
        let is_there = given.is_some() || family.is_some() || credit.is_some();
        is_there.then_some(Name {
            given,
            family,
            credit,
        })
    })
}

fn person() -> impl Strategy<Value = Person> {
    let named = (some_text(), link()).prop_map(|(label, link)| NamedLink { label, link });
    (
        (any_name(), texts(), some_text(), texts()),
        (prop::collection::vec(named, 0..3), texts(), texts()),
    )
        .prop_map(
            |((name, other_names, biography, keywords), (links, emails, countries))| Person {
                name,
                other_names,
                biography,
                keywords,
                links,
                emails,
                countries,
            },
        )
}

fn any_record() -> impl Strategy<Value = PlainRecord> {
    (
        (
            any_orcid(),
            person(),
            prop::collection::vec(affiliation(), 0..4),
        ),
        prop::collection::vec(group(), 0..4),
        (0..500_usize, 0..500_usize, 0..500_usize, 0..9_usize),
        (put_code(), text(), prop::collection::vec(detail(), 4)),
    )
        .prop_map(
            |((id, person, affiliations), groups, counts, (last_modified, page, whole))| {
                let mut details = Details::new();
                let all = groups
                    .iter()
                    .flat_map(|group| std::iter::once(&group.preferred).chain(&group.others));
                for (work, mut whole) in all.zip(whole) {
                    if let Some(code) = work.put_code {
                        whole.work = work.clone();
                        details.insert(code, whole);
                    }
                }
                let record = Record {
                    id,
                    person,
                    affiliations,
                    work_count: groups.len() + counts.0,
                    works: groups,
                    funding_count: counts.1,
                    peer_review_count: counts.2,
                    last_modified,
                    skipped: counts.3,
                };
                PlainRecord {
                    record,
                    page,
                    details,
                }
            },
        )
        // Of two summaries with one put-code nobody knows whose a whole work is.
        .prop_filter("each put-code once", |plain| {
            let mut codes: Vec<u64> = plain
                .record
                .works
                .iter()
                .flat_map(|group| std::iter::once(&group.preferred).chain(&group.others))
                .filter_map(|work| work.put_code)
                .collect();
            let all = codes.len();
            codes.sort_unstable();
            codes.dedup();
            codes.len() == all
        })
}

fn parse(text: &str) -> TapeNode {
    Tape::parse(text.into()).expect("JSON").root()
}

fn decompose(text: &str) -> String {
    text.nfkd().collect::<String>().to_lowercase()
}

fn merged(records: &[PlainRecord]) -> Vec<Entry> {
    let records: Vec<RecordWorks<'_>> = records
        .iter()
        .map(|plain| RecordWorks {
            owner: Owner::Person(plain.record.id),
            works: &plain.record.works,
        })
        .collect();
    merge(&records, &decompose)
}

fn any_json() -> impl Strategy<Value = Value> {
    let names = [
        "orcid",
        "works",
        "preferred",
        "others",
        "identifiers",
        "title",
        "type",
        "detail",
        "name",
        "people",
        "date",
        "putCode",
        "source",
        "affiliations",
        "kind",
        "link",
        "contributors",
    ];
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        any::<f64>().prop_map(Value::from),
        text().prop_map(Value::from),
        Just(Value::from("0000-0002-1825-0097")),
    ];
    leaf.prop_recursive(5, 60, 6, move |inner| {
        let member = (prop::sample::select(names.to_vec()), inner.clone());
        prop_oneof![
            prop::collection::vec(inner, 0..4).prop_map(Value::from),
            prop::collection::vec(member, 0..8).prop_map(|all| all
                .into_iter()
                .map(|(name, it)| (name.to_owned(), it))
                .collect()),
        ]
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(96))]

    #[test]
    fn a_record_that_is_written_is_read_back_the_same(plain in any_record()) {
        let text = record(&plain, ORIGIN);
        prop_assert_eq!(read_record(&parse(&text)), Some(plain));
        // Another reader agrees that it is JSON, with all there is in every object.
        let value: Value = serde_json::from_str(&text).expect("JSON");
        prop_assert_eq!(&value["notRenewed"], "offline");
        prop_assert_eq!(&value["fetchedAt"], 1_764_547_200_000_u64);
    }

    #[test]
    fn a_merged_work_that_is_written_is_read_back_as_far_as_citing_goes(
        plain in prop::collection::vec(any_record(), 1..3),
    ) {
        let entries = merged(&plain);
        let whole = plain.first().and_then(|one| one.details.values().next());
        for entry in &entries {
            let people: Vec<(OrcidId, Option<&Name>)> = plain
                .iter()
                .filter(|one| entry.people.contains(&one.record.id))
                .map(|one| (one.record.id, one.record.person.name.as_ref()))
                .collect();
            let work = MergedWork { entry, detail: whole, people: &people };
            let text = write_works(&[work]);
            let read = scholar_badge::json::Node::at(&parse(&text), 0);
            let read = read_work(&read).expect("a work");
            prop_assert_eq!(&read.work, &entry.work);
            let whole = whole.map(|whole| WorkDetail { work: entry.work.clone(), ..whole.clone() });
            prop_assert_eq!(read.detail, whole);
            let people: Vec<_> = people.into_iter().map(|(id, name)| (id, name.cloned())).collect();
            prop_assert_eq!(read.people, people);
        }
    }

    #[test]
    fn merging_what_was_read_back_is_merging_the_records(
        plain in prop::collection::vec(any_record(), 1..4),
    ) {
        let read = plain.iter().map(|one| read_record(&parse(&record(one, ORIGIN))).expect("a record"));
        let read: Vec<PlainRecord> = read.collect();
        prop_assert_eq!(merged(&read), merged(&plain));
    }

    #[test]
    fn what_is_none_of_ours_is_read_without_harm(value in any_json()) {
        let node = parse(&value.to_string());
        if let Some(work) = read_work(&node) {
            prop_assert!(!work.work.title.text.is_empty());
        }
        if let Some(plain) = read_record(&node) {
            let again = read_record(&parse(&record(&plain, ORIGIN)));
            prop_assert_eq!(again, Some(plain));
        }
    }

    #[test]
    fn hits_are_written_whole(
        id in any_orcid(),
        name in any_name(),
        (other_names, emails, institutions) in (texts(), texts(), texts()),
    ) {
        let hit = SearchHit { id, name, other_names, emails, institutions };
        let page = Hits { people: std::slice::from_ref(&hit), found: 7, skipped: 1 };
        let value: Value = serde_json::from_str(&hits(&page)).expect("JSON");
        let one = &value["people"][0];
        prop_assert_eq!(&one["orcid"], &id.digits());
        prop_assert_eq!(&one["uri"], &id.url());
        prop_assert_eq!(&one["otherNames"], &Value::from(hit.other_names.clone()));
        prop_assert_eq!(&one["emails"], &Value::from(hit.emails.clone()));
        prop_assert_eq!(&one["institutions"], &Value::from(hit.institutions.clone()));
        let display = hit.name.as_ref().map(Name::display);
        prop_assert_eq!(&one["name"]["display"], &Value::from(display));
        prop_assert_eq!(&value["found"], 7);
        prop_assert_eq!(&value["skipped"], 1);
    }
}
