//! What becomes of a search when something happens.
#![cfg(not(target_arch = "wasm32"))]
#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::panic)]

use std::rc::Rc;

use proptest::prelude::*;
use scholar_badge::orcid::{IdError, Name, OrcidId, SearchHit};
use scholar_badge::registry::search::{
    MOST_START, SearchError, SearchOutcome, SearchPage, SearchRequest,
};
use scholar_badge::registry::{Error, Registry};
use scholar_badge::search::{
    Choice, Effect, Event, Fault, Institution, Key, ROWS, Said, SearchOptions, SearchState,
};

const CARBERRY: &str = "0000-0002-1825-0097";
const OTHER: &str = "0000-0001-5109-3700";

fn id(text: &str) -> OrcidId {
    OrcidId::parse(text).unwrap()
}

/// The iD of the hit at a place.
fn nth(place: usize) -> OrcidId {
    OrcidId::from_registry(&format!("0009{place:011}0")).unwrap()
}

fn hit(place: usize) -> SearchHit {
    SearchHit {
        name: Some(Name {
            given: Some("Person".into()),
            family: Some(place.to_string()),
            credit: None,
        }),
        ..SearchHit::of(nth(place))
    }
}

/// The page of hits that begins there, of so many.
fn page(start: usize, found: usize) -> SearchOutcome {
    Ok(SearchPage {
        hits: (start..found.min(start + ROWS)).map(hit).collect(),
        found,
        skipped: 0,
    })
}

fn options() -> SearchOptions {
    SearchOptions {
        registry: Registry::Production,
        institution: None,
        multiple: false,
        required: false,
        is_disabled: false,
        value: Vec::new(),
        label: None,
        outer_label: None,
        placeholder: None,
        lang: String::new(),
    }
}

fn several() -> SearchOptions {
    SearchOptions {
        multiple: true,
        ..options()
    }
}

fn begun(options: SearchOptions) -> SearchState {
    let mut state = SearchState::default();
    state.update(Event::OptionsChanged(Rc::new(options)));
    state
}

/// What is waited for, and what is asked.
fn number(effects: &[Effect]) -> u32 {
    let mut numbers = effects.iter().filter_map(|effect| match effect {
        Effect::Wait(number) | Effect::Ask { number, .. } => Some(*number),
        _ => None,
    });
    numbers.next_back().unwrap_or_else(|| panic!("{effects:?}"))
}

fn request(effects: &[Effect]) -> &SearchRequest {
    let mut requests = effects.iter().filter_map(|effect| match effect {
        Effect::Ask { request, .. } => Some(request),
        _ => None,
    });
    requests
        .next_back()
        .unwrap_or_else(|| panic!("{effects:?}"))
}

/// Types a text, waits and gives what is asked, with its number.
fn asked(state: &mut SearchState, text: &str) -> (u32, SearchRequest) {
    let typed = state.update(Event::Typed(text.into()));
    let due = state.update(Event::Due(number(&typed)));
    (number(&due), request(&due).clone())
}

fn found(state: &mut SearchState, text: &str, count: usize) {
    let (number, _) = asked(state, text);
    let outcome = page(0, count);
    state.update(Event::Answered { number, outcome });
}

fn keys(state: &mut SearchState, keys: &[Key]) -> Vec<Effect> {
    let all = keys.iter().flat_map(|key| state.update(Event::Key(*key)));
    all.collect()
}

#[test]
fn typing_is_waited_for_and_only_the_last_text_is_asked() {
    let mut state = begun(options());
    let first = state.update(Event::Typed("Jo".into()));
    let second = state.update(Event::Typed("Josiah".into()));
    assert!(state.update(Event::Due(number(&first))).is_empty());
    let effects = state.update(Event::Due(number(&second)));
    let request = request(&effects);
    assert_eq!((request.start, request.rows), (0, ROWS));
    assert!(request.parameters.contains("Josiah"));
    assert_eq!(state.said(), Said::Searching);
    assert!(!state.is_expanded(), "there is nothing to show yet");
}

#[test]
fn an_answer_that_was_superseded_changes_nothing() {
    let mut state = begun(options());
    let (old, _) = asked(&mut state, "Josiah");
    let typed = state.update(Event::Typed("Josiah C".into()));
    assert_eq!(typed[0], Effect::Drop);
    let outcome = page(0, 3);
    state.update(Event::Answered {
        number: old,
        outcome,
    });
    assert!(state.hits().is_empty());
    let due = state.update(Event::Due(number(&typed)));
    let outcome = page(0, 2);
    state.update(Event::Answered {
        number: number(&due),
        outcome,
    });
    assert_eq!(state.said(), Said::Found(2, 2));
    assert!(state.is_expanded());
    assert_eq!(state.active(), None, "the text keeps the focus");
}

#[test]
fn the_same_text_is_not_asked_twice() {
    let mut state = begun(options());
    found(&mut state, "Josiah", 2);
    assert!(state.update(Event::Typed("Josiah".into())).is_empty());
    assert!(state.update(Event::Typed("Josiah ".into())).is_empty());
    assert_eq!(state.said(), Said::Found(2, 2));
}

#[test]
fn somebody_is_chosen_by_the_keyboard() {
    let mut state = begun(options());
    found(&mut state, "Person", 3);
    let effects = keys(&mut state, &[Key::Down, Key::Down, Key::Enter]);
    assert_eq!(effects, [Effect::Value, Effect::Select]);
    assert_eq!(state.chosen(), [hit(1)]);
    assert_eq!(state.text(), "Person 1");
    assert!(!state.is_expanded());
    assert_eq!(state.fault(), None);
}

#[test]
fn the_keyboard_goes_round_past_the_field() {
    let mut state = begun(options());
    found(&mut state, "Person", 2);
    let active = |state: &mut SearchState, key| {
        state.update(Event::Key(key));
        state.active()
    };
    assert_eq!(active(&mut state, Key::Up), Some(1));
    assert_eq!(active(&mut state, Key::Down), None);
    assert_eq!(active(&mut state, Key::Down), Some(0));
    assert_eq!(active(&mut state, Key::Up), None);
    assert_eq!(active(&mut state, Key::Down), Some(0));
    assert_eq!(active(&mut state, Key::Caret), None);
}

#[test]
fn escape_closes_the_list_and_then_empties_the_field() {
    let mut state = begun(options());
    found(&mut state, "Person", 2);
    keys(&mut state, &[Key::Down, Key::Escape]);
    assert!(!state.is_expanded());
    assert_eq!(state.text(), "Person");
    keys(&mut state, &[Key::Down]);
    assert!(state.is_expanded(), "it opens again without a request");
    keys(&mut state, &[Key::Escape, Key::Escape]);
    assert_eq!(state.text(), "");
    assert!(state.hits().is_empty());
}

#[test]
fn typing_takes_the_choice_back() {
    let mut state = begun(options());
    found(&mut state, "Person", 1);
    keys(&mut state, &[Key::Down, Key::Enter]);
    let effects = state.update(Event::Typed("Person".into()));
    assert_eq!(&effects[..2], [Effect::Value, Effect::Select]);
    assert!(state.chosen().is_empty());
    assert_eq!(state.fault(), Some(Fault::Undecided));
}

#[test]
fn an_id_is_offered_at_once_and_never_asked_for() {
    for text in [CARBERRY, "https://orcid.org/0000-0002-1825-0097"] {
        let mut state = begun(options());
        let effects = state.update(Event::Typed(text.into()));
        assert!(effects.is_empty(), "{effects:?}");
        assert_eq!(state.said(), Said::Offered);
        assert_eq!(state.choices(), [Choice::Hit(0)]);
        let effects = keys(&mut state, &[Key::Enter]);
        assert_eq!(effects, [Effect::Value, Effect::Select]);
        assert_eq!(state.chosen(), [SearchHit::of(id(CARBERRY))]);
        assert_eq!(state.text(), CARBERRY);
    }
}

#[test]
fn an_id_that_is_left_behind_is_chosen() {
    let mut state = begun(options());
    state.update(Event::Typed(CARBERRY.into()));
    assert_eq!(
        state.update(Event::Left),
        [Effect::Value, Effect::Select],
        "whoever pastes an iD goes on to the next field"
    );
    assert_eq!(state.chosen()[0].id, id(CARBERRY));
    assert!(state.update(Event::Left).is_empty());
}

#[test]
fn what_cannot_be_searched_for_is_explained() {
    let mut state = begun(options());
    for (text, said) in [
        ("J", Said::TooShort),
        ("0000-0002-1825-0098", Said::WrongId(IdError::BadCheckDigit)),
        ("0000-0002", Said::Nothing),
        ("?!", Said::Nothing),
    ] {
        assert!(state.update(Event::Typed(text.into())).is_empty(), "{text}");
        assert_eq!(state.said(), said, "{text}");
        assert_eq!(state.fault(), Some(Fault::Undecided));
        assert!(!state.is_expanded());
    }
}

#[test]
fn more_is_asked_for_within_the_limits_of_the_registry() {
    let mut state = begun(options());
    found(&mut state, "Person", ROWS + 5);
    assert_eq!(state.choices().len(), ROWS + 1);
    assert_eq!(state.said(), Said::Found(ROWS, ROWS + 5));
    let effects = keys(&mut state, &[Key::Up, Key::Enter]);
    assert_eq!(request(&effects).start, ROWS);
    assert_eq!(state.active(), Some(ROWS), "the keyboard stays there");
    assert!(
        keys(&mut state, &[Key::Enter]).is_empty(),
        "it is on its way"
    );
    let (number, outcome) = (number(&effects), page(ROWS, ROWS + 5));
    state.update(Event::Answered { number, outcome });
    assert_eq!(state.hits().len(), ROWS + 5);
    assert_eq!(state.active(), Some(ROWS), "and is at the first new one");
    assert_eq!(state.choices().last(), Some(&Choice::Hit(ROWS + 4)));
}

#[test]
fn nobody_can_go_further_than_the_registry_lets_them() {
    let mut state = begun(options());
    found(&mut state, "Person", 50_000);
    let mut furthest = 0;
    while state.choices().last() == Some(&Choice::More) {
        let last = state.choices().len() - 1;
        let effects = state.update(Event::Pressed(last));
        furthest = request(&effects).start;
        let (number, outcome) = (number(&effects), page(furthest, 50_000));
        state.update(Event::Answered { number, outcome });
    }
    assert_eq!(furthest, MOST_START);
}

#[test]
fn a_page_without_anybody_is_the_last() {
    let mut state = begun(options());
    found(&mut state, "Person", 100);
    let effects = state.update(Event::Pressed(ROWS));
    let outcome = Ok(SearchPage {
        found: 100,
        ..SearchPage::default()
    });
    state.update(Event::Answered {
        number: number(&effects),
        outcome,
    });
    assert_eq!(state.choices().len(), ROWS);
}

#[test]
fn a_failure_is_told_and_can_be_tried_again() {
    let mut state = begun(options());
    let (number_of_first, _) = asked(&mut state, "Person");
    let error = SearchError::from(Error::Unreachable);
    let effects = state.update(Event::Answered {
        number: number_of_first,
        outcome: Err(error),
    });
    assert_eq!(effects, [Effect::Fail(error)]);
    assert_eq!(state.said(), Said::Failed(error));
    assert_eq!(state.choices(), [Choice::Retry]);
    assert!(state.is_expanded());
    let effects = keys(&mut state, &[Key::Down, Key::Enter]);
    assert!(matches!(effects[0], Effect::Ask { again: true, .. }));
    state.update(Event::Answered {
        number: number(&effects),
        outcome: page(0, 1),
    });
    assert_eq!(state.choices(), [Choice::Hit(0)]);
}

#[test]
fn a_query_that_the_registry_refuses_is_not_tried_again() {
    let mut state = begun(options());
    let (number, _) = asked(&mut state, "Person");
    let outcome = Err(SearchError::BadQuery);
    state.update(Event::Answered { number, outcome });
    assert_eq!(state.said(), Said::Failed(SearchError::BadQuery));
    assert!(state.choices().is_empty() && !state.is_expanded());
}

#[test]
fn hits_outlive_a_failure_of_the_next_ones() {
    let mut state = begun(options());
    found(&mut state, "Person", 100);
    let effects = state.update(Event::Pressed(ROWS));
    let outcome = Err(Error::Overloaded.into());
    state.update(Event::Answered {
        number: number(&effects),
        outcome,
    });
    assert_eq!(state.hits().len(), ROWS);
    let effects = state.update(Event::Pressed(ROWS));
    assert_eq!(request(&effects).start, ROWS);
}

#[test]
fn nobody_found_is_said() {
    let mut state = begun(options());
    found(&mut state, "Nobody", 0);
    assert_eq!(state.said(), Said::Nobody);
    assert!(!state.is_expanded());
}

#[test]
fn an_institution_shows_its_people_at_once() {
    let mut state = begun(SearchOptions {
        institution: Institution::parse("https://ror.org/05gq02987"),
        ..several()
    });
    let effects = state.update(Event::Entered);
    assert!(request(&effects).parameters.contains("ror-org-id"));
    let (number, outcome) = (number(&effects), page(0, 3));
    state.update(Event::Answered { number, outcome });
    assert!(state.is_expanded());
    for place in [0, 2] {
        state.update(Event::Pressed(place));
        assert!(state.is_expanded(), "the list stays for the next one");
    }
    assert_eq!(state.chosen(), [hit(0), hit(2)]);
    state.update(Event::Pressed(0));
    assert_eq!(state.chosen(), [hit(2)], "pressed again, taken back");
    let effects = state.update(Event::Removed(nth(2)));
    assert_eq!(effects, [Effect::Value, Effect::Select]);
    assert!(state.chosen().is_empty());
}

#[test]
fn those_who_are_chosen_keep_nobody_from_choosing_more() {
    let mut state = begun(SearchOptions {
        institution: Institution::parse("6752"),
        value: vec![id(CARBERRY)],
        ..several()
    });
    let effects = state.update(Event::Entered);
    assert!(request(&effects).parameters.contains("ringgold-org-id"));
}

#[test]
fn several_ids_are_taken_one_after_the_other() {
    let mut state = begun(several());
    for text in [CARBERRY, OTHER, CARBERRY] {
        state.update(Event::Typed(text.into()));
        state.update(Event::Key(Key::Enter));
        assert_eq!(state.text(), "");
    }
    let ids: Vec<OrcidId> = state.chosen().iter().map(|hit| hit.id).collect();
    assert_eq!(ids, [id(CARBERRY), id(OTHER)]);
}

#[test]
fn a_reset_brings_back_what_the_page_has_written() {
    let mut state = begun(SearchOptions {
        value: vec![id(CARBERRY)],
        required: true,
        ..options()
    });
    assert_eq!(state.text(), CARBERRY);
    assert_eq!(state.fault(), None);
    state.update(Event::Cleared);
    assert_eq!(state.fault(), Some(Fault::Missing));
    assert_eq!(state.update(Event::Reset), [Effect::Value]);
    assert_eq!(state.chosen(), [SearchHit::of(id(CARBERRY))]);
    state.update(Event::Restored(vec![id(OTHER), id(CARBERRY)]));
    assert_eq!(state.chosen(), [SearchHit::of(id(OTHER))], "one alone");
}

#[test]
fn another_registry_knows_other_people() {
    let mut state = begun(options());
    found(&mut state, "Person", 2);
    let effects = state.update(Event::OptionsChanged(Rc::new(SearchOptions {
        registry: Registry::Sandbox,
        ..options()
    })));
    assert!(state.hits().is_empty());
    let effects = state.update(Event::Due(number(&effects)));
    assert_eq!(request(&effects).registry, Registry::Sandbox);
}

#[test]
fn a_disabled_field_does_nothing() {
    let mut state = begun(SearchOptions {
        is_disabled: true,
        ..options()
    });
    for event in [
        Event::Typed("Person".into()),
        Event::Entered,
        Event::Key(Key::Down),
        Event::Cleared,
    ] {
        assert!(state.update(event).is_empty());
    }
    assert_eq!(state.text(), "");
}

/// Something that happens; an answer to the last request, or to one before it.
#[derive(Debug, Clone)]
enum Step {
    Event(Event),
    Due,
    Answer(bool, SearchOutcome),
}

fn step() -> impl Strategy<Value = Step> {
    let texts = [
        "",
        "J",
        "Josiah",
        "Josiah Carb",
        CARBERRY,
        OTHER,
        "0000-00",
        "*",
    ];
    let key = prop::sample::select(vec![
        Key::Down,
        Key::Up,
        Key::Enter,
        Key::Escape,
        Key::Caret,
    ]);
    let outcome = prop_oneof![
        (0_usize..60).prop_map(|found| page(0, found)),
        (0_usize..60).prop_map(|start| page(start, 60)),
        Just(Err(SearchError::BadQuery)),
        Just(Err(Error::QuotaSpent.into())),
    ];
    let plain = prop::sample::select(vec![
        Event::Entered,
        Event::Left,
        Event::Cleared,
        Event::Reset,
        Event::Restored(vec![id(OTHER), id(CARBERRY)]),
        Event::Removed(id(CARBERRY)),
        Event::OptionsChanged(Rc::new(options())),
        Event::OptionsChanged(Rc::new(several())),
        Event::OptionsChanged(Rc::new(SearchOptions {
            institution: Institution::parse("6752"),
            value: vec![id(CARBERRY)],
            ..several()
        })),
    ]);
    prop_oneof![
        3 => prop::sample::select(texts.to_vec()).prop_map(|text| Step::Event(Event::Typed(text.into()))),
        3 => key.prop_map(|key| Step::Event(Event::Key(key))),
        2 => (0_usize..30).prop_map(|place| Step::Event(Event::Pressed(place))),
        2 => plain.prop_map(Step::Event),
        3 => Just(Step::Due),
        4 => (any::<bool>(), outcome).prop_map(|(late, outcome)| Step::Answer(late, outcome)),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 1_000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn whatever_happens_the_state_is_sound(steps in prop::collection::vec(step(), 0..60)) {
        let mut state = begun(options());
        let mut waited = 0;
        // The request under way, and those that were dropped or answered.
        let (mut open, mut late): (Option<u32>, Vec<u32>) = (None, Vec::new());
        for step in steps {
            let before = state.hits().to_vec();
            let effects = match step {
                Step::Event(event) => state.update(event),
                Step::Due => state.update(Event::Due(waited)),
                Step::Answer(true, outcome) => {
                    let Some(number) = late.last().copied() else { continue };
                    let effects = state.update(Event::Answered { number, outcome });
                    prop_assert!(effects.is_empty());
                    prop_assert_eq!(state.hits(), &before[..]);
                    effects
                }
                Step::Answer(false, outcome) => {
                    let Some(number) = open.take() else { continue };
                    late.push(number);
                    state.update(Event::Answered { number, outcome })
                }
            };
            for effect in &effects {
                match effect {
                    Effect::Wait(number) => waited = *number,
                    Effect::Ask { number, request, .. } => {
                        prop_assert_eq!(open, None, "one request at a time");
                        prop_assert!(request.start <= MOST_START);
                        prop_assert!(!request.parameters.contains("0000-000"));
                        open = Some(*number);
                    }
                    Effect::Drop => {
                        prop_assert!(open.is_some(), "there is something to drop");
                        late.extend(open.take());
                    }
                    _ => {}
                }
            }
            let choices = state.choices();
            prop_assert!(state.active().is_none_or(|active| active < choices.len()));
            prop_assert!(!state.is_expanded() || !choices.is_empty());
            let ids = |hits: &[SearchHit]| {
                let mut ids: Vec<OrcidId> = hits.iter().map(|hit| hit.id).collect();
                let count = ids.len();
                ids.sort();
                ids.dedup();
                (count, ids.len())
            };
            let (hits, chosen) = (ids(state.hits()), ids(state.chosen()));
            prop_assert_eq!(hits.0, hits.1);
            prop_assert_eq!(chosen.0, chosen.1);
            let is_multiple = state.options().is_some_and(|it| it.multiple);
            prop_assert!(is_multiple || chosen.0 <= 1);
            prop_assert_eq!(state.said() == Said::Searching, open.is_some());
        }
    }
}
