//! What holds of a list whatever happens to it, and in whatever order.
#![cfg(not(target_arch = "wasm32"))]
#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::panic)]

#[path = "support/decompose.rs"]
mod decompose;
#[path = "support/list.rs"]
mod list;
#[path = "support/shelves.rs"]
mod shelves;

use std::collections::BTreeSet;
use std::rc::Rc;

use list::{Page, answer, article, by, shared};
use proptest::prelude::*;
use proptest::sample::Index;
use scholar_badge::bibliography::{Filter, WorkKey};
use scholar_badge::extras;
use scholar_badge::list::{
    Contributors, Event, ExportProgress, ListOptions, LoadState, RecordState,
};
use scholar_badge::orcid::Work;
use scholar_badge::registry::{Error, WorksAnswer};
use shelves::owner;

const PEOPLE: usize = 4;

/// Where the site's own file is.
const EXTRAS: &str = "https://lab.example/extras.json";

/// The options of a list of these people with such a file.
fn options(people: &[usize]) -> ListOptions {
    let mut options = list::options(people);
    options.records.extras = Some(EXTRAS.to_owned());
    options
}

fn page_of(people: &[usize]) -> Page {
    let mut page = Page::new();
    page.options(options(people));
    page
}

/// What a file may say: works hidden, featured and with a keyword, and works of
/// its own, some of which are on records too.
type File = [BTreeSet<u64>; 4];

fn any_file() -> impl Strategy<Value = File> {
    let some = || prop::collection::btree_set(1_u64..14, 0..4);
    [some(), some(), some(), some()]
}

fn come(page: &mut Page, file: Option<&File>) {
    let extras = file.map(|[hidden, featured, chosen, own]| {
        let mut works = serde_json::Map::new();
        for number in 1_u64..14 {
            let said = serde_json::json!({
                "hide": hidden.contains(&number),
                "featured": featured.contains(&number),
                "keywords": if chosen.contains(&number) { vec!["ice"] } else { Vec::new() },
            });
            works.insert(format!("10.1000/{number}"), said);
        }
        let own = own.iter().map(|number| {
            serde_json::json!({
                "type": "article-journal", "DOI": format!("10.1000/{number}"),
                "title": format!("Notes on the matter of number {number}"),
                "author": [{"family": "Persona", "given": "Ada"}],
            })
        });
        let own: Vec<_> = own.collect();
        let text = serde_json::json!({"works": works, "items": own}).to_string();
        Rc::new(extras::read(text.into_bytes(), &|_| None).unwrap())
    });
    page.send(Event::ExtrasArrived {
        address: EXTRAS.to_owned(),
        extras,
    });
}

fn config() -> ProptestConfig {
    ProptestConfig {
        cases: 200,
        failure_persistence: None,
        ..ProptestConfig::default()
    }
}

/// The works of a person, of few numbers, so that people share them.
fn any_works(person: usize) -> impl Strategy<Value = Vec<Work>> {
    prop::collection::btree_set(1_u64..12, 0..6).prop_map(move |numbers| {
        let put_code = |number| number + 100 * (person as u64 + 1);
        let works = numbers.iter().map(|one| shared(*one, put_code(*one)));
        works.collect()
    })
}

/// What becomes of each person's record: works, or an error.
fn any_records() -> impl Strategy<Value = Vec<Result<Vec<Work>, Error>>> {
    let record = |person| {
        prop_oneof![
            4 => any_works(person).prop_map(Ok),
            1 => Just(Err(Error::Overloaded)),
        ]
    };
    (record(0), record(1), record(2), record(3)).prop_map(|(a, b, c, d)| vec![a, b, c, d])
}

fn tell(page: &mut Page, person: usize, record: &Result<Vec<Work>, Error>) {
    match record {
        Ok(works) => page.arrive(person, works),
        Err(error) => page.fail(person, *error),
    }
}

/// All that a visitor sees, and what the page was told at last.
fn seen(page: &Page) -> String {
    let state = &page.state;
    let works: Vec<_> = state
        .shown()
        .iter()
        .map(|key| {
            let members = match state.contributors(key) {
                Contributors::Known(known) => known.members.clone(),
                _ => Vec::new(),
            };
            (state.entry(key).unwrap().clone(), members)
        })
        .collect();
    let loaded = page.loaded.last();
    format!(
        "{:?} {works:?} {:?} {:?} {loaded:?} {:?}",
        state.load(),
        state.result(),
        state.members(),
        page.head,
    )
}

/// Answers everything that is asked about whole works.
fn answer_all(page: &mut Page) {
    page.wait();
    page.send(Event::Seen(page.state.shown()));
    while !page.works.is_empty() {
        page.answer_works(by("Ada Persona"));
    }
    page.wait();
}

/// Something that may happen to a list.
#[derive(Debug, Clone)]
enum Step {
    People(BTreeSet<usize>),
    Arrive(usize, Vec<Work>),
    Fail(usize, bool),
    Answer(Index, bool),
    See(Index),
    Open(Index),
    Filter(Filter),
    Extras(Option<File>),
    Export(BTreeSet<usize>),
    Retry,
    Wait,
    /// From now on merges take their time, or take none.
    TakeTime(bool),
    FinishMerge,
}

fn any_step() -> impl Strategy<Value = Step> {
    let some = || prop::collection::btree_set(0..PEOPLE, 0..PEOPLE);
    let filter = prop_oneof![
        Just(Filter::default()),
        (0..PEOPLE).prop_map(|person| Filter {
            people: vec![owner(person)],
            ..Filter::default()
        }),
        (1..12).prop_map(|number| Filter {
            text: format!("number {number}"),
            ..Filter::default()
        }),
        Just(Filter {
            text: "persona".to_owned(),
            ..Filter::default()
        }),
        Just(Filter {
            keywords: vec!["ice".to_owned()],
            ..Filter::default()
        }),
    ];
    prop_oneof![
        1 => some().prop_map(Step::People),
        4 => (0..PEOPLE).prop_flat_map(|person| (Just(person), any_works(person)))
            .prop_map(|(person, works)| Step::Arrive(person, works)),
        1 => (0..PEOPLE, any::<bool>()).prop_map(|(person, gone)| Step::Fail(person, gone)),
        3 => (any::<Index>(), any::<bool>()).prop_map(|(place, fine)| Step::Answer(place, fine)),
        2 => any::<Index>().prop_map(Step::See),
        1 => any::<Index>().prop_map(Step::Open),
        2 => filter.prop_map(Step::Filter),
        1 => prop::option::of(any_file()).prop_map(Step::Extras),
        1 => some().prop_map(Step::Export),
        1 => Just(Step::Retry),
        2 => Just(Step::Wait),
        1 => any::<bool>().prop_map(Step::TakeTime),
        2 => Just(Step::FinishMerge),
    ]
}

fn perform(page: &mut Page, step: Step) {
    let shown = page.state.shown();
    match step {
        Step::People(people) => {
            page.options(options(&people.into_iter().collect::<Vec<_>>()));
        }
        Step::Arrive(person, works) => page.arrive(person, &works),
        Step::Fail(person, gone) => {
            let error = if gone { Error::Locked } else { Error::TimedOut };
            page.fail(person, error);
        }
        Step::Answer(place, fine) => {
            let requests: Vec<u32> = page.works.keys().copied().collect();
            if requests.is_empty() {
                return;
            }
            let request = *place.get(&requests);
            let query = page.works.remove(&request).unwrap();
            let mut answer = by("Ada Persona")(&query).unwrap();
            answer.withdrawn.extend(
                answer
                    .works
                    .pop()
                    .filter(|_| !fine)
                    .and_then(|it| it.work.put_code),
            );
            page.send(Event::WorksArrived {
                request,
                outcome: Ok(answer),
            });
        }
        Step::See(_) | Step::Open(_) if shown.is_empty() => {}
        Step::See(place) => page.send(Event::Seen(vec![*place.get(&shown)])),
        Step::Open(place) => page.send(Event::Opened(*place.get(&shown))),
        Step::Extras(file) => come(page, file.as_ref()),
        Step::Filter(filter) => page.send(Event::FilterChanged(filter)),
        Step::Export(some) => {
            let works = shown.iter().enumerate();
            let works = works.filter(|(place, _)| some.contains(place));
            page.export(works.map(|(_, key)| *key).collect());
        }
        Step::Retry => page.send(Event::Retry),
        Step::Wait => page.wait(),
        Step::TakeTime(is_so) => page.merges_take_time = is_so,
        Step::FinishMerge if page.merges.is_empty() => {}
        Step::FinishMerge => page.finish_merge(),
    }
}

/// What must hold after every step.
fn check(page: &Page) -> Result<(), TestCaseError> {
    let state = &page.state;
    let shown = state.shown();
    let keys: BTreeSet<WorkKey> = shown.iter().copied().collect();
    prop_assert_eq!(keys.len(), shown.len(), "a key names two works");
    prop_assert_eq!(shown.len(), state.result().entries.len());
    for key in &shown {
        let entry = state.entry(key).unwrap();
        prop_assert!(entry.all_summaries().any(|one| one.key() == *key));
        // The list that was there stays until a merge has ended.
        let is_merged = page.merges.is_empty();
        let is_member = |id| !is_merged || state.members().iter().any(|it| it.id() == id);
        prop_assert!(entry.people.iter().all(|id| is_member(*id)));
        if let Contributors::Known(known) = state.contributors(key) {
            prop_assert_eq!(known.members.len(), known.credits.len());
            prop_assert!(known.members.iter().flatten().all(|id| is_member(*id)));
        }
    }
    let asked: BTreeSet<u64> = page
        .works
        .values()
        .flat_map(|it| it.put_codes.clone())
        .collect();
    let all = page
        .works
        .values()
        .map(|it| it.put_codes.len())
        .sum::<usize>();
    prop_assert_eq!(asked.len(), all, "asked for twice");
    let has_list = state.load() == LoadState::Shown;
    prop_assert_eq!(has_list, state.list().is_some());
    let has_record = |it: &scholar_badge::list::Member| matches!(it.record, RecordState::Loaded(_));
    if has_list && page.timers.is_empty() && page.merges.is_empty() {
        prop_assert!(state.members().iter().any(has_record));
    }
    Ok(())
}

proptest! {
    #![proptest_config(config())]

    #[test]
    fn records_may_come_in_any_order(
        records in any_records(),
        order in Just((0..PEOPLE).collect::<Vec<_>>()).prop_shuffle(),
        pauses in prop::collection::vec(any::<bool>(), PEOPLE),
        file in prop::option::of(any_file()),
        turn in 0..=PEOPLE,
    ) {
        let mut wanted = options(&(0..PEOPLE).collect::<Vec<_>>());
        wanted.json_ld = true;
        let mut one = Page::new();
        one.options(wanted.clone());
        come(&mut one, file.as_ref());
        for (person, record) in records.iter().enumerate() {
            tell(&mut one, person, record);
        }
        let mut other = Page::new();
        other.merges_take_time = true;
        other.options(wanted);
        for (at, (person, pause)) in order.iter().zip(pauses).enumerate() {
            if at == turn {
                come(&mut other, file.as_ref());
            }
            tell(&mut other, *person, &records[*person]);
            if pause {
                other.wait();
                other.send(Event::Seen(other.state.shown()));
            }
        }
        if turn == PEOPLE {
            come(&mut other, file.as_ref());
        }
        answer_all(&mut one);
        answer_all(&mut other);
        prop_assert_eq!(seen(&one), seen(&other));
    }

    #[test]
    fn whatever_happens_the_list_is_sound(steps in prop::collection::vec(any_step(), 0..40)) {
        let mut page = page_of(&[0, 1]);
        for step in steps {
            perform(&mut page, step);
            check(&page)?;
        }
        // And once everything has been answered nothing is left to wait for.
        page.wait();
        while let Some(id) = page.records.pop_first() {
            let person = shelves::shelf(id);
            page.arrive(person, &[]);
        }
        page.wait();
        while !page.works.is_empty() {
            page.answer_works(|_| Ok(WorksAnswer::default()));
        }
        page.wait();
        check(&page)?;
        prop_assert!(!page.state.is_waiting());
        if let Some(last) = page.exports.last() {
            let (number, progress) = (last.number, ExportProgress::Copied);
            page.send(Event::ExportEnded { number, progress });
        }
        let is_fetching = matches!(page.state.export().1, ExportProgress::Fetching(..));
        prop_assert!(!is_fetching, "an export waits for nothing");
    }

    #[test]
    fn nothing_about_somebody_who_has_gone_changes_anything(
        steps in prop::collection::vec(any_step(), 0..12),
        works in any_works(3),
    ) {
        let mut page = page_of(&[0, 1, 3]);
        for step in steps {
            perform(&mut page, step);
        }
        page.options(options(&[0, 1]));
        page.wait();
        let before = seen(&page);
        let requests: Vec<u32> = (0..60).filter(|number| !page.works.contains_key(number)).collect();
        page.send(Event::RecordArrived { asked: owner(3), outcome: Ok(answer(3, &works)) });
        page.send(Event::RecordArrived { asked: owner(3), outcome: Err(Error::Locked) });
        for request in requests {
            let answer = WorksAnswer { works: Vec::new(), withdrawn: (0..600).collect() };
            page.send(Event::WorksArrived { request, outcome: Ok(answer) });
        }
        page.wait();
        prop_assert_eq!(before, seen(&page));
    }

    #[test]
    fn an_export_holds_what_was_shown_when_it_was_asked_for(
        before in prop::collection::vec(any_step(), 0..15),
        after in prop::collection::vec(any_step(), 0..15),
        some in prop::collection::btree_set(0_usize..12, 0..12),
    ) {
        let mut page = page_of(&[0, 1]);
        for step in before {
            perform(&mut page, step);
        }
        // What is known to be withdrawn is not exported, though it still shows.
        while !page.merges.is_empty() {
            page.finish_merge();
        }
        let shown = page.state.shown();
        let picked: Vec<WorkKey> = some.iter().filter_map(|at| shown.get(*at).copied()).collect();
        let numbers = page.shown();
        let wanted: Vec<u64> = some.iter().filter_map(|at| numbers.get(*at).copied()).collect();
        let had_list = page.state.list().is_some();
        let exports = page.exports.len();
        page.export(picked);
        let calm = |step: &Step| !matches!(step, Step::Export(_) | Step::Answer(_, false));
        for step in after.into_iter().filter(calm) {
            perform(&mut page, step);
        }
        while !page.works.is_empty() {
            page.answer_works(by("Ada Lovelace"));
        }
        if had_list {
            prop_assert_eq!(page.exports.len(), exports + 1);
            prop_assert_eq!(page.exported(), wanted);
        }
    }
}

#[test]
fn works_are_numbered_as_the_tests_above_expect() {
    let mut page = Page::of(&[0]);
    page.arrive(0, &[article(7)]);
    assert_eq!(page.shown(), [7]);
}
