//! What holds for any iD, date, link and DOI, and for what is newest of a record.
#![cfg(not(target_arch = "wasm32"))]
#![allow(clippy::unwrap_used, clippy::indexing_slicing)]

use std::cmp::Reverse;

use proptest::prelude::*;
use proptest::sample::select;
use scholar_badge::orcid::{
    Affiliation, AffiliationKind, ExternalId, OrcidId, PartialDate, Person, Record, Relationship,
    Source, Title, WebLink, Work, WorkGroup, WorkType,
};

fn config() -> ProptestConfig {
    ProptestConfig {
        cases: 300,
        failure_persistence: None,
        ..ProptestConfig::default()
    }
}

/// Fifteen digits of the assigned ranges with their check character, found by
/// weights instead of the running total of the program.
fn any_id() -> impl Strategy<Value = String> {
    let base = prop_oneof![
        15_000_000_u64..=35_000_000,
        900_000_000_000_u64..=900_100_000_000,
    ];
    base.prop_map(|base| {
        let base = format!("{base:015}");
        let sum: u32 = base
            .bytes()
            .enumerate()
            .map(|(index, digit)| u32::from(digit - b'0') * (1 << (15 - index)))
            .sum();
        // The weighted sum with the check character is 1 modulo 11.
        let check = (12 - sum % 11) % 11;
        format!(
            "{base}{}",
            if check == 10 {
                "X".to_owned()
            } else {
                check.to_string()
            }
        )
    })
}

fn in_groups(id: &str, separator: &str) -> String {
    [&id[..4], &id[4..8], &id[8..12], &id[12..]].join(separator)
}

/// A date of a few years, so that many are alike, or none.
fn any_date() -> impl Strategy<Value = Option<PartialDate>> {
    (0_u16..5, 0_u8..3).prop_map(|(year, month)| {
        let year = if year == 0 { 0 } else { 2020 + year };
        PartialDate::new(year, (month > 0).then_some(month), None)
    })
}

fn any_affiliation() -> impl Strategy<Value = Affiliation> {
    use AffiliationKind::*;
    let kinds = select(vec![Employment, InvitedPosition, Education, Membership]);
    (kinds, any_date(), any_date()).prop_map(|(kind, start, end)| Affiliation {
        kind,
        put_code: None,
        organization: None,
        department: None,
        role: None,
        start,
        end,
        link: None,
        source: Source::default(),
    })
}

/// A record of these affiliations and of works of these dates, each numbered.
fn record(mut affiliations: Vec<Affiliation>, dates: &[Option<PartialDate>]) -> Record {
    for (number, affiliation) in (0..).zip(&mut affiliations) {
        affiliation.put_code = Some(number);
    }
    let works = (0..).zip(dates).map(|(number, date)| WorkGroup {
        preferred: Work {
            put_code: Some(number),
            work_type: WorkType::default(),
            title: Title {
                text: "One".into(),
                subtitle: None,
                translated: None,
            },
            venue: None,
            date: *date,
            identifiers: Vec::new(),
            link: None,
            source: Source::default(),
        },
        others: Vec::new(),
        identifiers: Vec::new(),
    });
    Record {
        id: OrcidId::parse("0000-0002-1825-0097").unwrap(),
        person: Person::default(),
        affiliations,
        works: works.collect(),
        work_count: dates.len(),
        funding_count: 0,
        peer_review_count: 0,
        last_modified: None,
        skipped: 0,
    }
}

proptest! {
    #![proptest_config(config())]

    #[test]
    fn who_is_where_is_what_a_stable_sort_finds(affiliations in prop::collection::vec(any_affiliation(), 0..30)) {
        use AffiliationKind::*;
        let today = PartialDate::new(2022, Some(6), Some(15)).unwrap();
        let record = record(affiliations, &[]);
        let of_kind = |kind| {
            let all = record.affiliations.iter();
            let mut found: Vec<&Affiliation> =
                all.filter(|one| one.kind == kind && one.is_current(today)).collect();
            found.sort_by_key(|one| Reverse(one.start));
            found
        };
        let mut expected = of_kind(Employment);
        expected.extend(of_kind(InvitedPosition));
        if expected.is_empty() {
            expected = of_kind(Education);
        }
        prop_assert_eq!(record.current_affiliations(today), expected);
    }

    #[test]
    fn the_newest_works_are_what_a_stable_sort_finds(
        dates in prop::collection::vec(any_date(), 0..30),
        count in prop_oneof![0_usize..32, Just(usize::MAX)],
    ) {
        let record = record(Vec::new(), &dates);
        let mut expected: Vec<&WorkGroup> = record.works.iter().collect();
        expected.sort_by_key(|group| Reverse(group.preferred.date));
        expected.truncate(count);
        prop_assert_eq!(record.recent_works(count), expected);
    }

    #[test]
    fn every_valid_id_is_taken_in_every_form(id in any_id()) {
        let hyphens = in_groups(&id, "-");
        let forms = [
            id.clone(),
            hyphens.clone(),
            id.to_lowercase(),
            in_groups(&id, " "),
            in_groups(&id, "\u{2013}"),
            in_groups(&id, "\u{2011}"),
            format!(" \u{feff}{hyphens}\u{200b}\n"),
            format!("https://orcid.org/{hyphens}"),
            format!("http://orcid.org/{hyphens}/"),
            format!("https://www.orcid.org/{hyphens}?lang=en"),
            format!("https://sandbox.orcid.org/{hyphens}/works#top"),
            format!("orcid.org/{id}"),
            format!("<https://orcid.org/{hyphens}>"),
            format!("orcid:{hyphens}"),
            format!("ORCID iD: https://orcid.org/{hyphens}"),
        ];
        for form in forms {
            let read = OrcidId::parse(&form).map(|id| id.digits());
            prop_assert_eq!(read, Ok(hyphens.clone()), "{}", form);
        }
        let read = OrcidId::parse(&id).unwrap();
        prop_assert_eq!(OrcidId::parse(&read.url()), Ok(read));
        prop_assert_eq!(OrcidId::from_registry(&read.url()), Some(read));
    }

    #[test]
    fn one_wrong_digit_or_two_swapped_are_noticed(id in any_id(), place in 0_usize..16, digit in 0_u8..10) {
        let mut wrong = id.clone().into_bytes();
        wrong[place] = b'0' + digit;
        if wrong != id.as_bytes() {
            prop_assert!(OrcidId::parse(&String::from_utf8(wrong).unwrap()).is_err());
        }
        let mut swapped = id.clone().into_bytes();
        swapped.swap(place, (place + 1).min(15));
        if swapped != id.as_bytes() {
            prop_assert!(OrcidId::parse(&String::from_utf8(swapped).unwrap()).is_err());
        }
    }

    #[test]
    fn no_text_makes_a_parser_panic(text in any::<String>()) {
        let _ = OrcidId::parse(&text);
        let _ = OrcidId::from_registry(&text);
        let _ = WorkType::parse(&text);
        let id = ExternalId {
            scheme: "doi".to_owned(),
            value: text,
            normalized: None,
            link: None,
            relationship: Relationship::Own,
        };
        let _ = (id.doi(), id.link_to());
    }

    #[test]
    fn a_doi_link_holds_nothing_but_a_path(suffix in "\\PC+") {
        let id = ExternalId {
            scheme: "doi".to_owned(),
            value: format!("10.5555/x{suffix}"),
            normalized: None,
            link: None,
            relationship: Relationship::Own,
        };
        let link = id.link_to().unwrap();
        let path = link.as_str().strip_prefix("https://doi.org/10.5555/x").unwrap();
        prop_assert!(path.is_ascii() && !path.contains(['?', '#', ' ', '"', '<', '>', '\\']));
        prop_assert_eq!(WebLink::parse(link.as_str()), Some(link.clone()));
    }

    #[test]
    fn a_link_is_web_or_mail_and_stays_so(
        start in proptest::sample::select(&["", "https://", "HTTP://", "mailto:", "www.", "javascript:", "data:", "//", "\u{1}"][..]),
        rest in any::<String>(),
    ) {
        if let Some(link) = WebLink::parse(&format!("{start}{rest}")) {
            let text = link.as_str();
            prop_assert!(["https://", "http://", "mailto:"].iter().any(|one| text.starts_with(one)));
            prop_assert!(!text.contains(|c: char| c.is_control() || c == ' ' || c == '"'));
            prop_assert_eq!(WebLink::parse(text), Some(link.clone()));
        }
    }

    #[test]
    fn dates_are_possible_and_in_order(one in any::<(u16, u8, u8)>(), two in (2000_u16..2003, 0_u8..14, 0_u8..33)) {
        let date = |(year, month, day)| PartialDate::new(year, Some(month), Some(day));
        if let Some(date) = date(one) {
            prop_assert!(date.day().is_none() || date.month().is_some());
            prop_assert!(date.month().is_none_or(|month| (1..=12).contains(&month)));
            prop_assert!(date.day().is_none_or(|day| (1..=31).contains(&day)));
            prop_assert_eq!(date.year(), one.0);
            prop_assert_eq!(PartialDate::new(date.year(), date.month(), date.day()), Some(date));
        }
        if let (Some(one), Some(two)) = (date((2001, one.1 % 14, one.2 % 33)), date(two)) {
            prop_assert!(!one.is_before(&two) || one < two);
            prop_assert!(!(one.is_before(&two) && two.is_before(&one)));
        }
    }
}
