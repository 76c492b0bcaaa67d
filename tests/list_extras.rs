//! What becomes of a list when the site's own file comes.
#![cfg(not(target_arch = "wasm32"))]
#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::panic)]

#[path = "support/decompose.rs"]
mod decompose;
#[path = "support/list.rs"]
mod list;
#[path = "support/shelves.rs"]
mod shelves;

use std::rc::Rc;

use list::{Page, article, by, options};
use scholar_badge::bibliography::{Count, Filter, GroupKey, Owner, WorkKey, WorkRef};
use scholar_badge::extras;
use scholar_badge::list::{Contributors, Event, LoadState, Part};
use scholar_badge::orcid::{ExternalId, OrcidId, Relationship, Work};
use scholar_badge::registry::Error;
use serde_json::{Value, json};
use shelves::owner;

const ADDRESS: &str = "https://lab.example/publications.json";

/// A page with a list of these people and a file of the site's own.
fn page(people: &[usize]) -> Page {
    let mut page = Page::new();
    let mut options = options(people);
    options.records.extras = Some(ADDRESS.to_owned());
    page.options(options);
    page
}

fn send(page: &mut Page, address: &str, file: Option<Value>) {
    let extras = file.map(|file| {
        let resolve = |text: &str| Some(format!("https://lab.example/{text}"));
        // Over lines, as people write it.
        let text = serde_json::to_string_pretty(&file).unwrap();
        Rc::new(extras::read(text.into_bytes(), &resolve).unwrap())
    });
    page.send(Event::ExtrasArrived {
        address: address.to_owned(),
        extras,
    });
}

/// The file comes.
fn come(page: &mut Page, file: Value) {
    send(page, ADDRESS, Some(file));
}

/// A list of these works with this file.
fn shown_with(numbers: &[u64], file: Value) -> Page {
    let mut page = page(&[0]);
    let works: Vec<Work> = numbers.iter().map(|number| article(*number)).collect();
    page.arrive(0, &works);
    come(&mut page, file);
    page
}

/// A CSL item that is the article of this number.
fn item(number: u64, authors: Value) -> Value {
    json!({
        "type": "article-journal", "title": format!("Notes on the matter of number {number}"),
        "issued": {"date-parts": [[2000 + number % 20]]}, "author": authors,
    })
}

mod a_file {
    use super::*;

    #[test]
    fn is_asked_for_once_behind_the_records() {
        let mut page = page(&[0]);
        assert_eq!(page.extras, [ADDRESS]);
        let mut same = options(&[0]);
        same.records.extras = Some(ADDRESS.to_owned());
        same.records.timeout = 5.0;
        page.options(same);
        assert_eq!(page.extras, [ADDRESS]);
        assert!(Page::of(&[0]).extras.is_empty());
    }

    #[test]
    fn keeps_no_list_waiting_but_the_news_that_all_is_there() {
        let mut page = page(&[0]);
        page.arrive(0, &[article(1)]);
        assert_eq!(
            (page.state.load(), page.shown()),
            (LoadState::Shown, vec![1])
        );
        assert!(page.loaded.is_empty());
        come(&mut page, json!({"items": [item(2, json!([]))]}));
        assert_eq!(page.loaded.len(), 1);
        assert_eq!(page.loaded[0].works, 2);
    }

    #[test]
    fn that_never_comes_changes_nothing() {
        let mut page = page(&[0]);
        page.arrive(0, &[article(1)]);
        send(&mut page, ADDRESS, None);
        assert_eq!(
            (page.state.load(), page.shown()),
            (LoadState::Shown, vec![1])
        );
        assert_eq!(page.loaded.len(), 1);
        assert!(page.unmatched.is_empty());
    }

    #[test]
    fn may_come_before_the_records() {
        let mut page = page(&[0]);
        come(&mut page, json!({"works": {"10.1000/1": {"note": "N"}}}));
        assert_eq!(page.state.load(), LoadState::Waiting);
        page.arrive(0, &[article(1)]);
        let extra = page.state.extra(&page.key(1)).unwrap();
        assert_eq!(extra.note.as_deref(), Some("N"));
        assert_eq!(page.loaded.len(), 1);
    }

    #[test]
    fn shows_nothing_where_no_record_can() {
        let mut page = page(&[0]);
        come(&mut page, json!({"items": [item(2, json!([]))]}));
        page.fail(0, Error::NotFound);
        assert_eq!(page.state.load(), LoadState::Failed(Error::NotFound));
    }

    #[test]
    fn of_another_address_takes_the_place_of_the_first() {
        let mut page = shown_with(&[1, 2], json!({"works": {"1": {"hide": true}}}));
        assert_eq!(page.shown(), [2]);
        let mut other = options(&[0]);
        other.records.extras = Some("https://lab.example/other.json".to_owned());
        page.options(other);
        assert_eq!(page.shown(), [2, 1]);
        assert_eq!(page.extras.len(), 2);
        come(&mut page, json!({"works": {"2": {"hide": true}}}));
        assert_eq!(page.shown(), [2, 1], "the first file comes too late");
        let file = json!({"items": [item(3, json!([{"literal": "A"}]))]});
        let second = page.extras[1].clone();
        send(&mut page, &second, Some(file));
        assert_eq!(page.shown(), [3, 2, 1]);
        page.options(options(&[0]));
        assert_eq!(page.shown(), [2, 1]);
    }

    #[test]
    fn stays_with_other_people_and_another_registry() {
        let mut page = shown_with(&[1], json!({"items": [item(9, json!([{"literal": "A"}]))]}));
        let mut other = options(&[1]);
        other.records.extras = Some(ADDRESS.to_owned());
        other.records.registry = scholar_badge::registry::Registry::Sandbox;
        page.options(other);
        page.arrive(1, &[article(2)]);
        assert_eq!(page.extras.len(), 1);
        assert_eq!(page.shown(), [9, 2]);
        let known = page.state.contributors(&page.key(9));
        assert!(matches!(known, Contributors::Known(_)), "{known:?}");
    }
}

mod names {
    use super::*;

    #[test]
    fn of_works_are_dois_identifiers_and_numbers_of_any_version() {
        let mut preprint = article(2);
        preprint.work_type = scholar_badge::orcid::WorkType::parse("preprint");
        preprint.title.text = "A Title That Tells One Work".to_owned();
        preprint.identifiers = vec![own("arxiv", "2101.00001")];
        let mut published = article(1);
        published.title.text = "A title that tells one work!".to_owned();
        published.date = preprint.date;
        published.identifiers.push(own("pmid", "77"));
        for name in [
            "https://doi.org/10.1000/1",
            "pmid:77",
            "1",
            "2",
            "arXiv:2101.00001v3",
            "10.48550/arXiv.2101.00001",
        ] {
            let mut page = page(&[0]);
            page.arrive(0, &[published.clone(), preprint.clone()]);
            assert_eq!(page.state.count(), 1);
            come(&mut page, json!({"works": {name: {"note": "N"}}}));
            let key = page.state.shown()[0];
            assert!(page.state.extra(&key).is_some(), "{name}");
            assert!(page.unmatched.is_empty(), "{name}");
        }
    }

    fn own(scheme: &str, value: &str) -> ExternalId {
        ExternalId {
            scheme: scheme.to_owned(),
            value: value.to_owned(),
            normalized: None,
            link: None,
            relationship: Relationship::Own,
        }
    }

    #[test]
    fn of_one_work_say_together_what_they_say() {
        let page = shown_with(
            &[1],
            json!({"works": {
                "10.1000/1": {"pdf": "a.pdf", "note": "first", "keywords": ["a"]},
                "1": {"pdf": "b.pdf", "code": "c", "note": "second", "keywords": ["a", "b"]},
            }}),
        );
        let extra = page.state.extra(&page.key(1)).unwrap();
        let links: Vec<_> = extra.links.iter().map(|(_, link)| link.as_str()).collect();
        // serde_json sorts names: that of the number is the first.
        assert_eq!(
            links,
            ["https://lab.example/b.pdf", "https://lab.example/c"]
        );
        assert_eq!(extra.note.as_deref(), Some("second"));
        assert_eq!(extra.keywords, ["a", "b"]);
    }

    #[test]
    fn that_no_work_has_are_told_once_all_records_are_there() {
        let mut page = page(&[0, 1]);
        page.arrive(0, &[article(1)]);
        come(
            &mut page,
            json!({"works": {"10.1000/1": {"hide": true}, "10.1000/2": {}, "10.1000/9": {}}}),
        );
        assert!(page.unmatched.is_empty());
        page.arrive(1, &[article(2)]);
        page.wait();
        assert_eq!(page.unmatched, [(7, "10.1000/9".to_owned())]);
        page.options(options(&[0, 1]));
        assert_eq!(page.unmatched.len(), 1);
    }

    #[test]
    fn are_nobodys_fault_where_a_record_is_missing() {
        let mut page = page(&[0, 1]);
        page.arrive(0, &[article(1)]);
        come(&mut page, json!({"works": {"10.1000/9": {}}}));
        page.fail(1, Error::Unreachable);
        assert!(page.unmatched.is_empty());
        page.send(Event::Retry);
        page.arrive(1, &[article(2)]);
        page.wait();
        assert_eq!(page.unmatched.len(), 1);
    }
}

mod what_is_said {
    use super::*;

    #[test]
    fn hides_works_everywhere() {
        let mut page = shown_with(&[1, 2], json!({"works": {"10.1000/2": {"hide": true}}}));
        assert_eq!(page.shown(), [1]);
        assert_eq!(page.state.count(), 1);
        page.export(page.state.shown());
        page.answer_works(by("Ada Persona"));
        assert_eq!(page.exported(), [1]);
    }

    #[test]
    fn features_works_behind_those_that_the_page_pins() {
        let mut page = page(&[0]);
        let mut pinning = options(&[0]);
        pinning.records.extras = Some(ADDRESS.to_owned());
        pinning.selection.pin = vec![WorkRef::put_code(2)];
        page.options(pinning);
        page.arrive(0, &[1, 2, 3, 4].map(article));
        come(
            &mut page,
            json!({"works": {"1": {"featured": true}, "2": {"featured": true}, "3": {"featured": true}}}),
        );
        assert_eq!(page.shown(), [2, 1, 3, 4]);
        let groups = page.state.groups();
        assert_eq!(groups[0].key, GroupKey::Pinned);
        assert_eq!(groups[0].entries.len(), 3);
    }

    #[test]
    fn is_found_by_a_search() {
        let mut page = shown_with(
            &[1, 2, 3, 4],
            json!({"works": {
                "1": {"keywords": ["Glaciology"]}, "2": {"award": "Blue Ribbon"}, "3": {"note": "In Übersee"},
            }}),
        );
        for (text, number) in [("glaciology", 1), ("blue ribbon", 2), ("ubersee", 3)] {
            page.send(Event::FilterChanged(Filter {
                text: text.to_owned(),
                ..Filter::default()
            }));
            assert_eq!(page.shown(), [number], "{text}");
        }
    }

    #[test]
    fn lets_a_visitor_choose_keywords() {
        let mut page = shown_with(
            &[1, 2, 3],
            json!({"works": {
                "1": {"keywords": ["ice", "Sea"]}, "2": {"keywords": ["Ice"]}, "3": {"keywords": ["sand"]},
            }}),
        );
        let counts = |page: &Page| {
            let counts = page.state.result().keywords.iter();
            counts
                .map(|one| (one.value.clone(), one.count))
                .collect::<Vec<_>>()
        };
        let count = |value: &str, count| (value.to_owned(), count);
        assert_eq!(
            counts(&page),
            [count("Ice", 2), count("sand", 1), count("Sea", 1)]
        );
        page.send(Event::FilterChanged(Filter {
            keywords: vec!["Ice".to_owned()],
            ..Filter::default()
        }));
        assert_eq!(page.shown(), [2, 1]);
        assert_eq!(page.address, [("keyword", "Ice".to_owned())]);
        assert_eq!(
            counts(&page),
            [count("Ice", 2), count("sand", 1), count("Sea", 1)]
        );
        let years = &page.state.result().years;
        let of_2003 = Count {
            value: Some(2003),
            count: 0,
        };
        assert!(years.contains(&of_2003), "{years:?}");
        page.send(Event::FilterChanged(Filter {
            keywords: vec!["sand".to_owned(), "Sea".to_owned()],
            years: vec![Some(2001)],
            ..Filter::default()
        }));
        assert_eq!(page.shown(), [1]);
        assert_eq!(
            counts(&page),
            [count("Ice", 1), count("sand", 0), count("Sea", 1)]
        );
    }

    #[test]
    fn of_keywords_in_an_address_holds_once_it_is_known() {
        let mut page = page(&[0]);
        page.send(Event::AddressRead(vec![(
            "keyword".to_owned(),
            "ice".to_owned(),
        )]));
        page.arrive(0, &[article(1), article(2)]);
        assert_eq!(page.shown(), [2, 1], "no work is known to have a keyword");
        come(&mut page, json!({"works": {"1": {"keywords": ["Ice"]}}}));
        assert_eq!(page.shown(), [1]);
        assert_eq!(page.state.filter().keywords, ["Ice"], "as the site has it");
    }

    #[test]
    fn changes_no_keys_and_tells_the_rows() {
        let mut page = page(&[0]);
        page.arrive(0, &[article(1), article(2)]);
        let (before, revision) = (page.state.shown(), page.state.revision(Part::Works));
        come(
            &mut page,
            json!({"works": {"1": {"note": "N"}}, "items": [item(1, json!([]))]}),
        );
        assert_eq!(page.state.shown(), before);
        assert_ne!(page.state.revision(Part::Works), revision);
        assert_eq!(page.state.entry(&before[0]).unwrap().extra, None);
    }
}

mod works_of_the_sites_own {
    use super::*;

    fn names(page: &Page, number: u64) -> Vec<String> {
        match page.state.contributors(&page.key(number)) {
            Contributors::Known(known) => {
                let credits = known.credits.iter();
                credits.map(|one| one.name.clone().unwrap()).collect()
            }
            other => panic!("{other:?}"),
        }
    }

    fn people(page: &Page, number: u64) -> Vec<OrcidId> {
        page.state.entry(&page.key(number)).unwrap().people.clone()
    }

    #[test]
    fn are_the_sites_and_nobodys() {
        let page = shown_with(
            &[1],
            json!({"items": [item(2, json!([{"literal": "Somebody Else"}]))]}),
        );
        assert_eq!(page.shown(), [2, 1]);
        let key = page.key(2);
        assert_eq!(key, WorkKey::of_site(0));
        let entry = page.state.entry(&key).unwrap();
        assert_eq!(entry.summaries[0].owner, Owner::Site);
        assert!(entry.people.is_empty());
    }

    #[test]
    fn have_their_authors_without_a_request() {
        let mut page = shown_with(
            &[],
            json!({"items": [item(2, json!([{"given": "Zoë", "family": "Hale"}]))]}),
        );
        assert_eq!(names(&page, 2), ["Zoë Hale"]);
        page.send(Event::Seen(page.state.shown()));
        page.send(Event::Opened(page.key(2)));
        assert!(page.works.is_empty());
        page.send(Event::FilterChanged(Filter {
            text: "zoe".to_owned(),
            ..Filter::default()
        }));
        assert_eq!(page.shown(), [2]);
        page.wait();
        assert!(page.works.is_empty());
    }

    #[test]
    fn without_authors_ask_nobody_either() {
        let mut page = shown_with(&[], json!({"items": [item(2, json!([]))]}));
        page.send(Event::Seen(page.state.shown()));
        page.send(Event::Opened(page.key(2)));
        assert_eq!(page.state.contributors(&page.key(2)), Contributors::Missing);
        assert!(page.works.is_empty());
    }

    #[test]
    fn are_theirs_whom_they_name() {
        // The first whose check digit is right.
        let other = (1..).find(|one| OrcidId::parse(&owner(*one).digits()).is_ok());
        let other = other.unwrap();
        let id = owner(other).digits();
        let file = json!({"items": [
            item(2, json!([{"given": "Ada", "family": "Persona"}])),
            item(3, json!([{"literal": "Somebody", "ORCID": id}])),
            item(4, json!([{"given": "A.", "family": "Persona"}])),
        ]});
        let mut page = page(&[0, other]);
        page.arrive(0, &[article(1)]);
        page.arrive(other, &[]);
        page.wait();
        come(&mut page, file);
        assert_eq!(people(&page, 2), [owner(0)]);
        assert_eq!(people(&page, 3), [owner(other)]);
        assert_eq!(people(&page, 4), [], "an initial is not enough");
        assert_eq!(page.members_of(2), [Some(owner(0))]);
        page.send(Event::FilterChanged(Filter {
            people: vec![owner(0)],
            ..Filter::default()
        }));
        assert_eq!(page.shown(), [2, 1]);
    }

    #[test]
    fn are_one_with_those_of_a_record() {
        let mut same = item(1, json!([{"given": "Zoë", "family": "Hale"}]));
        same["DOI"] = "https://doi.org/10.1000/1".into();
        same["title"] = "Quite another title".into();
        let mut page = shown_with(&[1], json!({"items": [same, item(2, json!([]))]}));
        assert_eq!(page.state.count(), 2);
        page.arrive(0, &[article(1), article(2)]);
        page.wait();
        assert_eq!(page.state.count(), 2);
        let entry = page.state.entry(&WorkKey::of(owner(0), 1)).unwrap();
        assert_eq!(entry.summaries.len(), 2);
        assert_eq!(entry.people, [owner(0)]);
    }

    #[test]
    fn have_preprints_on_records_as_versions() {
        let mut preprint = article(2);
        preprint.work_type = scholar_badge::orcid::WorkType::parse("preprint");
        let mut page = page(&[0]);
        page.arrive(0, &[preprint]);
        come(&mut page, json!({"items": [item(2, json!([]))]}));
        let key = WorkKey::of(owner(0), 2);
        let entry = page.state.entry(&key).unwrap();
        assert_eq!(entry.versions.len(), 1);
        assert_eq!(entry.work.work_type.as_str(), "journal-article");
        assert_eq!(page.state.shown(), [key], "the row stays");
    }

    #[test]
    fn are_exported_with_all_that_is_known() {
        let mut all = item(2, json!([{"given": "Zoë", "family": "Hale"}]));
        all["container-title"] = "A Journal".into();
        all["abstract"] = "Abstract.".into();
        all["volume"] = 3.into();
        all["issue"] = "2".into();
        all["page"] = "12–34".into();
        let mut page = shown_with(&[], json!({"items": [all]}));
        page.export(page.state.shown());
        let text = &page.exports[0].text;
        let items: Value = serde_json::from_str(text).unwrap();
        assert_eq!(
            items[0]["author"],
            json!([{"family": "Hale", "given": "Zoë"}])
        );
        assert_eq!(items[0]["container-title"], "A Journal");
        assert_eq!(items[0]["abstract"], "Abstract.");
        assert_eq!(items[0]["volume"], "3");
        assert_eq!(items[0]["issue"], "2");
        assert_eq!(items[0]["page"], "12–34");
    }

    #[test]
    fn stand_in_the_pages_head() {
        let mut page = page(&[0]);
        let mut with_head = options(&[0]);
        with_head.records.extras = Some(ADDRESS.to_owned());
        with_head.json_ld = true;
        page.options(with_head);
        page.arrive(0, &[article(1)]);
        come(&mut page, json!({"items": [item(2, json!([]))]}));
        assert!(page.head.unwrap().contains("number 2"));
    }

    #[test]
    fn may_say_more_of_themselves() {
        let mut own = item(2, json!([]));
        own["extras"] = json!({"pdf": "2.pdf", "featured": true});
        let page = shown_with(&[3], json!({"items": [own]}));
        assert_eq!(page.shown(), [2, 3]);
        let extra = page.state.extra(&page.key(2)).unwrap();
        assert_eq!(extra.links[0].1.as_str(), "https://lab.example/2.pdf");
    }
}
