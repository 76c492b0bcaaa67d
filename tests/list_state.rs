//! What becomes of a list when something happens: one test for each transition.
#![cfg(not(target_arch = "wasm32"))]
#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::panic)]

#[path = "support/decompose.rs"]
mod decompose;
#[path = "support/list.rs"]
mod list;
#[path = "support/shelves.rs"]
mod shelves;

use list::{Page, answer, article, by, options, shared};
use scholar_badge::bibliography::{Filter, Selection};
use scholar_badge::list::{
    Contributors, Event, ExportProgress, LoadState, Part, RecordState, Timer,
};
use scholar_badge::registry::{Error, Registry, WorksAnswer};
use shelves::owner;

mod attributes {
    use super::*;

    #[test]
    fn ask_for_every_record_once() {
        let page = Page::of(&[0, 1]);
        assert_eq!(page.records.len(), 2);
        assert_eq!(page.state.load(), LoadState::Waiting);
        assert!(page.loaded.is_empty() && page.failed.is_empty());
    }

    #[test]
    fn that_name_nobody_are_an_error() {
        let mut page = Page::new();
        let mut nobody = options(&[]);
        nobody.records.requested = "me".to_owned();
        nobody.records.wrong = vec![("me".to_owned(), Error::MalformedId)];
        page.options(nobody);
        assert_eq!(page.state.load(), LoadState::Failed(Error::MalformedId));
        assert_eq!(page.failed, [(Error::MalformedId, "me".to_owned())]);
    }

    #[test]
    fn tell_of_every_wrong_id_beside_the_right_ones() {
        let mut page = Page::new();
        let mut some = options(&[0]);
        some.records.wrong = vec![("x".to_owned(), Error::BadCheckDigit)];
        page.options(some.clone());
        assert_eq!(page.failed, [(Error::BadCheckDigit, "x".to_owned())]);
        page.options(some);
        assert_eq!(page.failed.len(), 1, "said once");
        assert_eq!(page.records.len(), 1);
    }

    #[test]
    fn of_time_alone_ask_for_nothing_and_keep_the_filter() {
        let mut page = Page::of(&[0]);
        page.arrive(0, &[article(1), article(2)]);
        let filter = Filter {
            text: "2002".to_owned(),
            ..Filter::default()
        };
        page.send(Event::FilterChanged(filter.clone()));
        let mut other = options(&[0]);
        other.records.timeout = 5.0;
        other.records.max_age = 5.0;
        page.options(other);
        assert_eq!(page.shown(), [2]);
        assert_eq!(page.state.filter(), &filter);
        assert_eq!(page.asked[&owner(0)], 1);
        assert_eq!(page.loaded.len(), 1);
    }

    #[test]
    fn that_add_a_person_keep_the_others_and_what_was_chosen() {
        let mut page = Page::of(&[0]);
        page.arrive(0, &[article(1), article(2)]);
        let filter = Filter {
            people: vec![owner(0)],
            ..Filter::default()
        };
        page.send(Event::FilterChanged(filter.clone()));
        page.options(options(&[1, 0]));
        assert_eq!(page.shown(), [2, 1]);
        assert_eq!(page.asked[&owner(0)], 1);
        page.arrive(1, &[article(3)]);
        assert_eq!(page.state.filter(), &filter);
        assert_eq!(page.shown(), [2, 1]);
        assert_eq!(page.state.count(), 3);
    }

    #[test]
    fn that_name_somebody_else_begin_anew() {
        let mut page = Page::of(&[0]);
        page.arrive(0, &[article(1)]);
        page.send(Event::FilterChanged(Filter {
            text: "nothing like it".to_owned(),
            ..Filter::default()
        }));
        page.options(options(&[1]));
        assert_eq!(page.state.load(), LoadState::Waiting);
        assert!(page.state.filter().is_empty() && page.address.is_empty());
        page.arrive(1, &[article(2)]);
        assert_eq!(page.shown(), [2]);
    }

    #[test]
    fn of_another_registry_forget_everything() {
        let mut page = Page::of(&[0]);
        page.arrive(0, &[article(1)]);
        let key = page.key(1);
        page.send(Event::Seen(vec![key]));
        let mut other = options(&[0]);
        other.records.registry = Registry::Sandbox;
        page.options(other);
        assert!(page.works.is_empty(), "the request is given up");
        assert_eq!(page.asked[&owner(0)], 2);
        page.arrive(0, &[article(1)]);
        assert_eq!(page.state.contributors(&key), Contributors::Unknown);
    }

    #[test]
    fn select_anew_without_a_request() {
        let mut page = Page::of(&[0]);
        page.arrive(0, &[article(1), article(2)]);
        let mut some = options(&[0]);
        some.selection = Selection::parse("", "", "", "1", "", "");
        page.options(some);
        assert_eq!(page.shown(), [2]);
        assert_eq!(page.asked[&owner(0)], 1);
        assert_eq!(page.loaded.len(), 1, "nothing has been loaded");
    }

    #[test]
    fn that_want_no_authors_postpone_them() {
        let mut page = Page::new();
        let mut some = options(&[0]);
        some.authors = false;
        page.options(some);
        page.arrive(0, &[article(1)]);
        page.send(Event::Seen(vec![page.key(1)]));
        assert!(page.works.is_empty());
        page.options(options(&[0]));
        assert_eq!(page.works.len(), 1);
    }

    #[test]
    fn put_the_list_into_the_page_s_head_and_take_it_out() {
        let mut page = Page::of(&[0]);
        page.arrive(0, &[article(1)]);
        assert_eq!(page.head, None);
        let mut some = options(&[0]);
        some.json_ld = true;
        page.options(some);
        assert!(page.head.as_ref().unwrap().contains("number 1"));
        page.options(options(&[0]));
        assert_eq!(page.head, None);
    }
}

mod records {
    use super::*;

    #[test]
    fn show_as_they_come_and_the_page_hears_once_all_have() {
        let mut page = Page::of(&[0, 1, 2]);
        page.arrive(1, &[article(1)]);
        assert_eq!(page.state.load(), LoadState::Waiting);
        page.wait();
        assert_eq!(page.state.load(), LoadState::Shown);
        assert_eq!(page.shown(), [1]);
        page.arrive(2, &[article(2)]);
        assert_eq!(page.shown(), [1], "merged in a moment");
        page.wait();
        assert_eq!(page.shown(), [2, 1]);
        assert!(page.loaded.is_empty());
        page.arrive(0, &[shared(1, 77)]);
        assert_eq!(page.shown(), [2, 1]);
        assert_eq!(page.loaded.len(), 1);
        let loaded = &page.loaded[0];
        assert_eq!((loaded.works, loaded.failed), (2, 0));
        assert_eq!(loaded.fetched_at, 1_000.0);
    }

    #[test]
    fn that_come_soon_after_each_other_show_at_once() {
        let mut page = Page::of(&[0, 1, 2]);
        page.arrive(1, &[article(1)]);
        page.fail(0, Error::Overloaded);
        assert_eq!(page.state.load(), LoadState::Waiting);
        assert_eq!(page.timers, [Timer::Show], "for the first of them");
        page.arrive(2, &[article(2)]);
        assert_eq!(page.shown(), [2, 1]);
        let before = page.state.revision(Part::Works);
        page.wait();
        assert_eq!(
            page.state.revision(Part::Works),
            before,
            "nothing is left to do"
        );
    }

    #[test]
    fn that_fail_leave_the_others() {
        let mut page = Page::of(&[0, 1]);
        page.fail(0, Error::Overloaded);
        assert_eq!(page.state.load(), LoadState::Waiting);
        page.arrive(1, &[article(1)]);
        assert_eq!(page.shown(), [1]);
        assert_eq!(page.loaded[0].failed, 1);
        assert_eq!(page.failed, [(Error::Overloaded, owner(0).digits())]);
    }

    #[test]
    fn that_all_fail_are_an_error() {
        let mut page = Page::of(&[0, 1]);
        page.fail(0, Error::NotFound);
        page.fail(1, Error::Overloaded);
        assert_eq!(page.state.load(), LoadState::Failed(Error::NotFound));
        assert!(page.loaded.is_empty());
    }

    #[test]
    fn asked_for_again_count_as_come_once_all_of_them_have() {
        let mut page = Page::of(&[0, 1, 2]);
        page.arrive(0, &[article(1)]);
        page.fail(1, Error::Overloaded);
        page.fail(2, Error::TimedOut);
        assert_eq!(page.loaded.len(), 1);
        page.send(Event::Retry);
        assert_eq!(page.records.len(), 2);
        page.arrive(1, &[article(2)]);
        page.wait();
        assert_eq!(page.loaded.len(), 1, "one is still to come");
        page.arrive(2, &[article(3)]);
        assert_eq!(page.loaded.len(), 2);
        assert_eq!(page.loaded[1].failed, 0);
        assert_eq!(page.asked[&owner(0)], 1);
    }

    #[test]
    fn asked_for_again_wait_where_there_was_nothing() {
        let mut page = Page::of(&[0]);
        page.fail(0, Error::Overloaded);
        page.send(Event::Retry);
        assert_eq!(page.state.load(), LoadState::Waiting);
        page.send(Event::Retry);
        assert_eq!(page.asked[&owner(0)], 2, "asked for once at a time");
        page.fail(0, Error::Overloaded);
        assert_eq!(page.state.load(), LoadState::Failed(Error::Overloaded));
    }

    #[test]
    fn that_are_old_show_and_are_said_again_once_renewed() {
        let mut page = Page::of(&[0]);
        let mut old = answer(0, &[article(1)]);
        old.from_cache = true;
        page.send(Event::RecordArrived {
            asked: owner(0),
            outcome: Ok(old),
        });
        assert_eq!(page.shown(), [1]);
        assert!(page.loaded[0].from_cache);
        page.arrive(0, &[article(1), article(2)]);
        page.wait();
        assert_eq!(page.shown(), [2, 1]);
        assert_eq!(page.loaded.len(), 2);
        assert!(!page.loaded[1].from_cache);
    }

    #[test]
    fn that_are_withdrawn_after_an_old_copy_leave_nothing_behind() {
        let mut page = Page::new();
        let mut some = options(&[0]);
        some.json_ld = true;
        page.options(some);
        page.arrive(0, &[article(1)]);
        assert!(page.head.is_some());
        page.fail(0, Error::Deactivated);
        page.wait();
        assert_eq!(page.head, None);
        assert_eq!(page.state.count(), 0);
        assert_eq!(page.state.load(), LoadState::Failed(Error::Deactivated));
    }

    #[test]
    fn that_are_withdrawn_take_their_works_out_of_the_head_of_a_lab_s_page() {
        let mut page = Page::new();
        let mut some = options(&[0, 1]);
        some.json_ld = true;
        page.options(some);
        page.arrive(0, &[article(1)]);
        page.arrive(1, &[article(2)]);
        page.fail(0, Error::Locked);
        page.wait();
        let head = page.head.unwrap();
        assert!(!head.contains("number 1") && head.contains("number 2"));
    }

    #[test]
    fn of_a_replaced_id_and_its_successor_are_one_person() {
        let mut page = Page::of(&[0, 1]);
        page.send(Event::RecordArrived {
            asked: owner(0),
            outcome: Ok(answer(1, &[article(1)])),
        });
        page.arrive(1, &[article(1)]);
        assert_eq!(page.state.people().count(), 1);
        assert_eq!(page.shown(), [1]);
        assert_eq!(page.loaded[0].ids, [owner(1)]);
    }

    #[test]
    fn nobody_asked_for_change_nothing() {
        let mut page = Page::of(&[0]);
        page.arrive(0, &[article(1)]);
        page.arrive(5, &[article(2)]);
        assert_eq!(page.shown(), [1]);
        assert_eq!(page.state.members().len(), 1);
        assert!(matches!(
            page.state.members()[0].record,
            RecordState::Loaded(_)
        ));
    }
}

mod merges {
    use super::*;

    /// A list of these people whose merges take their time.
    fn page(people: &[usize]) -> Page {
        let mut page = Page::of(people);
        page.merges_take_time = true;
        page
    }

    #[test]
    fn show_the_list_when_they_end() {
        let mut page = page(&[0]);
        page.arrive(0, &[article(1)]);
        assert_eq!(page.state.load(), LoadState::Waiting);
        assert!(page.loaded.is_empty());
        page.finish_merge();
        assert_eq!(page.shown(), [1]);
        assert_eq!(page.loaded.len(), 1);
    }

    #[test]
    fn that_others_follow_show_first_and_the_page_hears_once_of_all() {
        let mut page = page(&[0, 1, 2]);
        page.arrive(0, &[article(1)]);
        page.wait_once();
        assert_eq!(page.merges.len(), 1);
        page.arrive(1, &[article(2)]);
        page.wait_once();
        assert_eq!(page.merges.len(), 1, "what is under way is not begun anew");
        page.finish_merge();
        assert_eq!(page.shown(), [1]);
        page.wait_once();
        page.finish_merge();
        assert_eq!(page.shown(), [2, 1]);
        page.arrive(2, &[article(3)]);
        assert_eq!(page.loaded.len(), 0);
        page.finish_merge();
        assert_eq!(page.shown(), [3, 2, 1]);
        assert_eq!(page.loaded.len(), 1);
    }

    #[test]
    fn show_though_the_last_record_has_come_meanwhile_and_all_follows_at_once() {
        let mut page = page(&[0, 1]);
        page.arrive(0, &[article(1)]);
        page.wait_once();
        page.arrive(1, &[article(2)]);
        assert_eq!(page.merges.len(), 1, "what is under way is not begun anew");
        page.finish_merge();
        assert_eq!(page.shown(), [1]);
        assert!(page.loaded.is_empty());
        page.finish_merge();
        assert_eq!(page.shown(), [2, 1]);
        assert_eq!(page.loaded.len(), 1);
        assert_eq!(page.loaded[0].works, 2);
        page.wait_once();
        assert!(page.merges.is_empty(), "nothing is left to merge");
    }

    #[test]
    fn of_a_copy_show_and_the_page_hears_once_it_has_been_renewed() {
        let mut page = page(&[0]);
        page.arrive(0, &[article(1)]);
        page.arrive(0, &[article(1), article(2)]);
        page.finish_merge();
        assert_eq!(page.shown(), [1]);
        assert!(page.loaded.is_empty());
        page.finish_merge();
        assert_eq!(page.shown(), [2, 1]);
        assert_eq!(page.loaded.len(), 1);
    }

    #[test]
    fn that_an_attribute_overtakes_count_no_more() {
        let mut page = page(&[0]);
        page.arrive(0, &[article(1), article(2)]);
        let mut oldest = options(&[0]);
        oldest.selection = Selection::parse("", "", "", "", "", "oldest");
        page.options(oldest);
        page.finish_merge();
        assert_eq!(page.state.load(), LoadState::Waiting);
        page.finish_merge();
        assert_eq!(page.shown(), [1, 2]);
        assert_eq!(page.loaded.len(), 1);
    }

    #[test]
    fn of_somebody_who_has_gone_show_nothing() {
        let mut page = page(&[0]);
        page.arrive(0, &[article(1)]);
        page.options(options(&[1]));
        page.finish_merge();
        assert_eq!(page.state.load(), LoadState::Waiting);
        assert_eq!(page.state.count(), 0);
        assert!(page.loaded.is_empty());
    }

    #[test]
    fn leave_the_visitor_the_list_that_was_there() {
        let mut page = page(&[0]);
        page.arrive(0, &[article(1), article(2)]);
        page.finish_merge();
        let mut oldest = options(&[0]);
        oldest.selection = Selection::parse("", "", "", "", "", "oldest");
        page.options(oldest);
        assert_eq!(page.shown(), [2, 1]);
        let text = "2002".to_owned();
        page.send(Event::FilterChanged(Filter {
            text,
            ..Filter::default()
        }));
        assert_eq!(page.shown(), [2]);
        page.finish_merge();
        assert_eq!(page.shown(), [2], "what was chosen meanwhile stays");
        page.send(Event::FilterChanged(Filter::default()));
        assert_eq!(page.shown(), [1, 2]);
    }
}

mod works {
    use super::*;

    #[test]
    fn keep_their_keys_when_more_is_merged() {
        let mut page = Page::of(&[0, 1]);
        page.arrive(0, &[article(1), article(2)]);
        page.wait();
        let keys = (page.key(1), page.key(2));
        // The other's summary says more, so it is the one that shows.
        let mut fuller = shared(1, 500);
        fuller.venue = Some("Polar Notes".to_owned());
        page.arrive(1, &[fuller, article(3)]);
        assert_eq!((page.key(1), page.key(2)), keys);
        let shown = page.state.entry(&keys.0).unwrap();
        assert_eq!(shown.work.put_code, Some(500));
        // Whoever goes: what is left keeps its key, as long as that is left.
        page.options(options(&[0]));
        assert_eq!((page.key(1), page.key(2)), keys);
    }

    #[test]
    fn without_numbers_have_keys_too() {
        let mut page = Page::of(&[0]);
        let nameless = |number| scholar_badge::orcid::Work {
            put_code: None,
            ..article(number)
        };
        page.arrive(0, &[nameless(1), nameless(2), article(3)]);
        let mut keys = page.state.shown();
        keys.sort_unstable();
        keys.dedup();
        assert_eq!(keys.len(), 3);
        page.send(Event::Seen(keys));
        assert_eq!(page.works[&1].put_codes, [3], "the others have none");
        assert_eq!(page.state.contributors(&page.key(1)), Contributors::Missing);
    }

    #[test]
    fn of_one_number_twice_are_told_apart() {
        let mut page = Page::of(&[0]);
        page.arrive(0, &[shared(1, 9), shared(2, 9), shared(3, 9)]);
        let mut keys = page.state.shown();
        keys.sort_unstable();
        keys.dedup();
        assert_eq!(keys.len(), 3);
        for key in keys {
            assert!(page.state.entry(&key).is_some());
        }
    }

    #[test]
    fn that_fit_a_filter_are_told_to_page_and_address() {
        let mut page = Page::of(&[0, 1]);
        page.arrive(0, &[article(1), article(2)]);
        page.arrive(1, &[article(3)]);
        page.send(Event::FilterChanged(Filter {
            people: vec![owner(1)],
            ..Filter::default()
        }));
        assert_eq!(page.filtered, [(1, 3)]);
        assert_eq!(page.address, [("person", owner(1).digits())]);
    }

    #[test]
    fn of_the_address_show_from_the_beginning() {
        let mut page = Page::new();
        let pairs = vec![("person".to_owned(), owner(1).digits())];
        page.send(Event::AddressRead(pairs));
        page.options(options(&[0, 1]));
        page.arrive(0, &[article(1)]);
        page.arrive(1, &[article(3)]);
        assert_eq!(page.shown(), [3]);
        page.send(Event::AddressRead(vec![(
            "q".to_owned(),
            "number 1".to_owned(),
        )]));
        assert_eq!(page.shown(), [1]);
        assert!(page.filtered.is_empty(), "the visitor has not filtered");
    }

    #[test]
    fn of_a_replaced_id_in_the_address_are_found() {
        let mut page = Page::new();
        let pairs = vec![("person".to_owned(), owner(0).digits())];
        page.send(Event::AddressRead(pairs));
        page.options(options(&[0, 2]));
        page.send(Event::RecordArrived {
            asked: owner(0),
            outcome: Ok(answer(1, &[article(1)])),
        });
        page.arrive(2, &[article(2)]);
        assert_eq!(page.shown(), [1]);
        let filter = page.state.filter().clone();
        assert_eq!(filter.people, [owner(1)]);
        page.send(Event::FilterChanged(filter));
        assert_eq!(page.address, [("person", owner(0).digits())]);
    }
}

mod contributors {
    use super::*;

    #[test]
    fn wait_until_all_records_are_there() {
        let mut page = Page::of(&[0, 1]);
        page.arrive(0, &[article(1)]);
        page.wait();
        page.send(Event::Seen(vec![page.key(1)]));
        assert!(page.works.is_empty());
        page.arrive(1, &[shared(1, 40)]);
        assert!(page.works.is_empty(), "what is in sight is told anew");
        page.send(Event::Seen(vec![page.key(1)]));
        assert_eq!(page.works.len(), 1, "one person is asked for what two have");
        assert_eq!(page.state.contributors(&page.key(1)), Contributors::Asked);
        page.answer_works(by("Ada Persona"));
        assert_eq!(page.members_of(1), [Some(owner(0))]);
    }

    #[test]
    fn are_asked_for_a_hundred_at_a_time_and_once() {
        let works: Vec<_> = (1..=150).map(article).collect();
        let mut page = Page::of(&[0]);
        page.arrive(0, &works);
        let first = page.state.shown()[0];
        page.send(Event::Seen(vec![first]));
        assert_eq!(page.works[&1].put_codes.len(), 100);
        page.send(Event::Seen(page.state.shown()));
        assert_eq!(page.works[&2].put_codes.len(), 50);
        page.send(Event::Seen(page.state.shown()));
        assert_eq!(page.works.len(), 2);
    }

    #[test]
    fn know_members_whose_records_come_late() {
        let mut page = Page::of(&[0]);
        page.arrive(0, &[article(1)]);
        page.send(Event::Seen(vec![page.key(1)]));
        page.answer_works(by("Ada Personb"));
        assert_eq!(page.members_of(1), [None]);
        page.options(options(&[0, 1]));
        page.arrive(1, &[shared(1, 40)]);
        assert_eq!(page.members_of(1), [Some(owner(1))]);
    }

    #[test]
    fn are_the_same_people_however_members_are_reordered_or_go() {
        let mut page = Page::of(&[0, 1]);
        page.arrive(0, &[article(1)]);
        page.arrive(1, &[shared(1, 40)]);
        page.send(Event::Seen(vec![page.key(1)]));
        page.answer_works(by("Ada Personb"));
        assert_eq!(page.members_of(1), [Some(owner(1))]);
        page.options(options(&[1, 0]));
        assert_eq!(page.members_of(1), [Some(owner(1))]);
        page.options(options(&[0]));
        assert_eq!(page.members_of(1), [None]);
    }

    #[test]
    fn are_given_up_with_their_person_and_asked_for_again() {
        let mut page = Page::of(&[0]);
        page.arrive(0, &[article(1)]);
        let key = page.key(1);
        page.send(Event::Seen(vec![key]));
        page.export(vec![key]);
        assert!(page.exports.is_empty());
        page.options(options(&[1]));
        assert!(page.works.is_empty());
        assert_eq!(page.exported(), [1], "what was asked for is not held up");
        page.options(options(&[0]));
        page.arrive(0, &[article(1)]);
        assert_eq!(page.state.contributors(&key), Contributors::Unknown);
        page.send(Event::Seen(vec![key]));
        assert_eq!(page.works.len(), 1);
    }

    #[test]
    fn that_answer_late_for_another_list_change_nothing() {
        let mut page = Page::of(&[0]);
        page.arrive(0, &[article(1)]);
        page.send(Event::Seen(vec![page.key(1)]));
        let request = *page.works.keys().next().unwrap();
        page.options(options(&[1]));
        page.arrive(1, &[article(2)]);
        page.send(Event::WorksArrived {
            request,
            outcome: Ok(WorksAnswer::default()),
        });
        assert_eq!(page.state.contributors(&page.key(2)), Contributors::Unknown);
    }

    #[test]
    fn that_cannot_be_had_are_asked_for_again_on_demand_alone() {
        let mut page = Page::of(&[0]);
        page.arrive(0, &[article(1)]);
        let key = page.key(1);
        page.send(Event::Seen(vec![key]));
        page.answer_works(|_| Err(Error::QuotaSpent));
        assert_eq!(page.state.contributors(&key), Contributors::Failed);
        page.send(Event::Seen(vec![key]));
        assert!(page.works.is_empty());
        page.send(Event::Opened(key));
        assert_eq!(page.works.len(), 1);
    }

    #[test]
    fn are_left_alone_after_three_failures() {
        let works: Vec<_> = (1..=450).map(article).collect();
        let mut page = Page::of(&[0]);
        page.arrive(0, &works);
        for round in 0..5 {
            let shown = page.state.shown();
            page.send(Event::Seen(vec![shown[round * 100]]));
            if !page.works.is_empty() {
                page.answer_works(|_| Err(Error::Overloaded));
            }
        }
        let requests = page.state.shown();
        let failed = requests
            .iter()
            .filter(|key| page.state.contributors(key) == Contributors::Failed);
        assert_eq!(failed.count(), 302, "three requests, and two works unasked");
    }

    #[test]
    fn of_withdrawn_works_take_the_work_along() {
        let mut page = Page::new();
        let mut some = options(&[0]);
        some.json_ld = true;
        page.options(some);
        page.arrive(0, &[article(1), article(2)]);
        page.send(Event::Seen(page.state.shown()));
        page.answer_works(|_| {
            Ok(WorksAnswer {
                works: Vec::new(),
                withdrawn: vec![1, 99],
            })
        });
        assert_eq!(page.shown(), [2]);
        assert!(!page.head.as_ref().unwrap().contains("number 1"));
        // The copy of the record that is kept here still has it.
        page.arrive(0, &[article(1), article(2)]);
        page.wait();
        assert_eq!(page.shown(), [2]);
    }

    #[test]
    fn of_a_record_whose_works_are_all_withdrawn_leave_none() {
        let mut page = Page::of(&[0]);
        page.arrive(0, &[article(1)]);
        page.send(Event::Seen(page.state.shown()));
        page.answer_works(|_| {
            Ok(WorksAnswer {
                works: Vec::new(),
                withdrawn: vec![1],
            })
        });
        assert_eq!(page.state.count(), 0);
    }

    #[test]
    fn are_found_by_a_search_once_the_typing_rests() {
        let mut page = Page::of(&[0]);
        page.arrive(0, &[article(1), article(2)]);
        let text = |text: &str| Filter {
            text: text.to_owned(),
            ..Filter::default()
        };
        page.send(Event::FilterChanged(text("lovel")));
        page.send(Event::FilterChanged(text("lovelace")));
        page.send(Event::Due(Timer::Search(1)));
        assert!(page.works.is_empty(), "the typing went on");
        page.send(Event::Due(Timer::Search(2)));
        assert_eq!(page.works.len(), 1);
        page.answer_works(by("Ada Lovelace"));
        assert_eq!(page.shown().len(), 2);
        // They are still found when the list has been made anew.
        page.options(options(&[0, 1]));
        assert_eq!(page.shown().len(), 2);
    }

    #[test]
    fn are_written_into_the_head_after_a_while() {
        let mut page = Page::new();
        let mut some = options(&[0]);
        some.json_ld = true;
        page.options(some);
        page.arrive(0, &[article(1)]);
        page.send(Event::Seen(page.state.shown()));
        page.answer_works(by("Ada Lovelace"));
        assert!(!page.head.as_ref().unwrap().contains("Lovelace"));
        page.wait();
        assert!(page.head.as_ref().unwrap().contains("Lovelace"));
    }
}

mod exports {
    use super::*;

    #[test]
    fn wait_for_contributors_and_say_how_far_they_are() {
        let mut page = Page::of(&[0]);
        page.arrive(0, &[article(1), article(2)]);
        page.export(vec![page.key(1), page.key(2)]);
        assert_eq!(page.state.export(), (1, &ExportProgress::Fetching(0, 2)));
        page.answer_works(by("Ada Lovelace"));
        assert!(page.exports[0].text.contains("Lovelace"));
        assert_eq!(page.exported(), [1, 2]);
        let number = page.exports[0].number;
        let progress = ExportProgress::Copied;
        page.send(Event::ExportEnded { number, progress });
        assert_eq!(page.state.export(), (1, &ExportProgress::Copied));
    }

    #[test]
    fn hold_what_was_shown_whatever_is_merged_meanwhile() {
        let mut page = Page::of(&[0, 1]);
        page.arrive(0, &[article(1), article(2)]);
        page.wait();
        page.export(vec![page.key(1)]);
        page.arrive(1, &[article(19), article(18)]);
        page.wait();
        while !page.works.is_empty() {
            page.answer_works(by("Ada Lovelace"));
        }
        assert_eq!(page.exported(), [1]);
    }

    #[test]
    fn go_on_without_contributors_that_cannot_be_had() {
        let mut page = Page::of(&[0]);
        page.arrive(0, &[article(1)]);
        page.export(vec![page.key(1)]);
        page.answer_works(|_| Err(Error::Overloaded));
        assert_eq!(page.exported(), [1]);
    }

    #[test]
    fn leave_out_what_turns_out_to_be_withdrawn() {
        let mut page = Page::of(&[0]);
        page.arrive(0, &[article(1), article(2)]);
        page.export(page.state.shown());
        page.answer_works(|_| {
            Ok(WorksAnswer {
                works: Vec::new(),
                withdrawn: vec![1],
            })
        });
        assert_eq!(page.exported(), [2]);
    }

    #[test]
    fn asked_for_before_the_last_say_nothing_any_more() {
        let mut page = Page::of(&[0]);
        page.arrive(0, &[article(1)]);
        page.send(Event::Seen(page.state.shown()));
        page.answer_works(by("Ada Lovelace"));
        page.export(vec![page.key(1)]);
        let first = page.exports[0].number;
        page.export(vec![page.key(1)]);
        let progress = ExportProgress::Unformatted;
        page.send(Event::ExportEnded {
            number: first,
            progress,
        });
        assert_eq!(page.state.export().1, &ExportProgress::Idle);
    }
}
