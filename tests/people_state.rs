//! What becomes of people when something happens.
#![cfg(not(target_arch = "wasm32"))]
#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::panic)]

use std::rc::Rc;
use std::sync::Arc;

use scholar_badge::extras::{self, Extras};
use scholar_badge::orcid::{
    Affiliation, AffiliationKind, Name, OrcidId, Organization, PartialDate, Person, Record, Source,
};
use scholar_badge::people::{
    Effect, Env, Event, GroupName, Grouping, Home, Loaded, Look, Message, PeopleDisplay,
    PeopleOptions, PeopleState, Piece, RecordOptions, RecordState, Sorting, Timer, headings,
};
use scholar_badge::registry::{Answer, Error, Registry};

const IDS: [&str; 5] = [
    "0000-0002-1825-0097",
    "0000-0001-5109-3700",
    "0000-0002-9079-593X",
    "0000-0003-1419-2405",
    "0000-0001-7857-2795",
];
const NORDMARK: &str = "University of Nordmark";

fn id(person: usize) -> OrcidId {
    OrcidId::parse(IDS[person]).unwrap()
}

fn options(people: &[usize]) -> PeopleOptions {
    let (group_heading, heading) = headings("", Grouping::None);
    PeopleOptions {
        records: RecordOptions {
            requested: "as written".to_owned(),
            ids: people.iter().map(|person| id(*person)).collect(),
            wrong: Vec::new(),
            registry: Registry::Production,
            timeout: 30_000.0,
            max_age: 1_000.0,
            max_size: 1_000_000,
            extras: None,
        },
        display: PeopleDisplay {
            look: Look::Grid,
            group: Grouping::None,
            sort: Sorting::Written,
            show: Piece::parse_list(None),
            home: Home::default(),
            heading,
            group_heading,
            lang: String::new(),
        },
    }
}

fn by_role(people: &[usize]) -> PeopleOptions {
    let mut options = options(people);
    options.display.group = Grouping::Role;
    options.display.home = Home::parse(NORDMARK);
    options
}

fn by_name(people: &[usize]) -> PeopleOptions {
    let mut options = options(people);
    options.display.sort = Sorting::Name;
    options
}

fn answer(person: usize, given: &str, family: &str) -> Answer {
    let text = |text: &str| (!text.is_empty()).then(|| text.to_owned());
    let has_name = !given.is_empty() || !family.is_empty();
    let name = has_name.then(|| Name {
        given: text(given),
        family: text(family),
        credit: None,
    });
    Answer {
        record: Arc::new(Record {
            id: id(person),
            person: Person {
                name,
                ..Person::default()
            },
            affiliations: Vec::new(),
            works: Vec::new(),
            work_count: 0,
            funding_count: 0,
            peer_review_count: 0,
            last_modified: None,
            skipped: 1,
        }),
        fetched_at: 1_000.0 + person as f64,
        from_cache: false,
        not_renewed: None,
    }
}

/// Somebody who is or was at the university.
fn at(person: usize, kind: AffiliationKind, end: u16) -> Answer {
    let mut answer = answer(person, "", IDS[person]);
    let record = Arc::make_mut(&mut answer.record);
    record.affiliations.push(Affiliation {
        kind,
        put_code: None,
        organization: Some(Organization {
            name: NORDMARK.to_owned(),
            city: None,
            region: None,
            country: None,
            identifier: None,
        }),
        department: None,
        role: None,
        start: None,
        end: PartialDate::new(end, None, None),
        link: None,
        source: Source::default(),
    });
    answer
}

/// People with a browser that only writes down what it is to do.
#[derive(Default)]
struct Page {
    state: PeopleState,
    asked: Vec<(OrcidId, bool)>,
    dropped: Vec<OrcidId>,
    files: Vec<String>,
    loaded: Vec<Loaded>,
    failed: Vec<(Error, String)>,
    warned: Vec<Error>,
    waits: Vec<Timer>,
}

impl Page {
    fn of(options: PeopleOptions) -> Self {
        let mut page = Self::default();
        page.options(options);
        page
    }

    fn send(&mut self, event: Event) {
        let env = Env {
            compare: &|one, other| one.to_lowercase().cmp(&other.to_lowercase()),
            today: PartialDate::new(2024, Some(6), Some(15)),
        };
        for effect in self.state.update(event, &env) {
            match effect {
                Effect::FetchRecord { query, again } => self.asked.push((query.id, again)),
                Effect::DropRecord(id) => self.dropped.push(id),
                Effect::FetchExtras(address) => self.files.push(address),
                Effect::Dispatch(Message::Loaded(loaded)) => self.loaded.push(loaded),
                Effect::Dispatch(Message::Failed { error, orcid }) => {
                    self.failed.push((error, orcid));
                }
                Effect::Warn(error) => self.warned.push(error),
                Effect::Wait(timer) => self.waits.push(timer),
            }
        }
    }

    fn options(&mut self, options: PeopleOptions) {
        self.send(Event::OptionsChanged(Rc::new(options)));
    }

    fn arrive(&mut self, person: usize, outcome: Result<Answer, Error>) {
        let asked = id(person);
        self.send(Event::RecordArrived { asked, outcome });
    }

    fn extras(&mut self, address: &str, text: &str) {
        let extras = extras::read(text.into(), &|link| Some(link.to_owned())).unwrap();
        self.file(address, Some(Rc::new(extras)));
    }

    fn file(&mut self, address: &str, extras: Option<Rc<Extras>>) {
        let address = address.to_owned();
        self.send(Event::ExtrasArrived { address, extras });
    }

    /// Who shows, under which headings.
    fn groups(&self) -> Vec<(Option<GroupName>, Vec<usize>)> {
        let place = |one: &OrcidId| (0..IDS.len()).find(|person| id(*person) == *one);
        let groups = self.state.groups().iter();
        groups
            .map(|group| {
                let ids = group.ids.iter().map(|id| place(id).unwrap());
                (group.name.clone(), ids.collect())
            })
            .collect()
    }

    /// Who shows, where there are no headings.
    fn order(&self) -> Vec<usize> {
        let groups = self.groups();
        assert_eq!(groups.len(), 1);
        assert_eq!(groups[0].0, None);
        groups[0].1.clone()
    }
}

mod records {
    use super::*;

    #[test]
    fn are_asked_for_once_and_told_of_when_all_have_been_answered() {
        let mut page = Page::of(options(&[0, 1]));
        assert_eq!(page.asked, [(id(0), false), (id(1), false)]);
        assert_eq!(page.waits, [Timer::Loading, Timer::Order]);
        assert_eq!(page.order(), [0, 1]);
        page.arrive(1, Ok(answer(1, "Ada", "Byron")));
        assert!(page.loaded.is_empty() && page.state.is_waiting());
        page.arrive(0, Err(Error::NotFound));
        assert_eq!(page.failed, [(Error::NotFound, IDS[0].to_owned())]);
        assert_eq!(page.loaded.len(), 1);
        let loaded = &page.loaded[0];
        assert_eq!(loaded.ids, [id(0), id(1)]);
        assert_eq!(loaded.requested, "as written");
        assert_eq!((loaded.failed, loaded.skipped), (1, 1));
        assert_eq!(loaded.fetched_at, 1_001.0);
        assert_eq!(page.asked.len(), 2);
    }

    #[test]
    fn of_one_person_under_two_ids_show_once() {
        let mut page = Page::of(options(&[0, 1]));
        page.arrive(0, Ok(answer(1, "Ada", "Byron")));
        page.arrive(1, Ok(answer(1, "Ada", "Byron")));
        assert_eq!(page.order(), [0]);
        assert_eq!(page.loaded[0].ids, [id(1)]);
    }

    #[test]
    fn that_could_not_be_renewed_are_told_of_by_the_oldest() {
        let mut page = Page::of(options(&[0, 1]));
        for person in [1, 0] {
            let mut old = answer(person, "Ada", "Byron");
            old.not_renewed = Some(Error::Offline);
            page.arrive(person, Ok(old));
        }
        assert_eq!(page.state.old_copy(), Some((1_000.0, Error::Offline)));
        assert_eq!(page.warned, [Error::Offline, Error::Offline]);
        page.send(Event::Retry(None));
        assert_eq!(page.asked[2..], [(id(0), true), (id(1), true)]);
        page.arrive(0, Ok(answer(0, "Ada", "Byron")));
        page.arrive(1, Ok(answer(1, "Ada", "Byron")));
        assert_eq!(page.state.old_copy(), None);
        assert_eq!(page.loaded.len(), 2);
    }

    #[test]
    fn that_are_slow_are_told_of_until_they_come() {
        let mut page = Page::of(options(&[0]));
        assert!(!page.state.is_slow());
        page.send(Event::Due(Timer::Loading));
        assert!(page.state.is_slow());
        page.arrive(0, Ok(answer(0, "Ada", "Byron")));
        assert!(!page.state.is_slow());
    }

    #[test]
    fn that_fail_stay_told_of_until_the_next_answer() {
        let mut page = Page::of(options(&[0, 1]));
        page.arrive(0, Err(Error::Overloaded));
        page.arrive(1, Ok(answer(1, "Ada", "Byron")));
        let before = page.state.people()[0].revision;
        page.send(Event::Retry(Some(id(1))));
        assert_eq!(page.asked.len(), 2, "nothing to have again");
        page.send(Event::Retry(Some(id(0))));
        page.send(Event::Retry(Some(id(0))));
        assert_eq!(page.asked[2..], [(id(0), true)]);
        let person = &page.state.people()[0];
        assert_eq!(person.member.record, RecordState::Failed(Error::Overloaded));
        assert!(person.member.is_pending && person.revision > before);
        page.arrive(0, Ok(answer(0, "Ada", "Byron")));
        assert_eq!(page.loaded.len(), 2);
    }

    #[test]
    fn that_all_fail_alike_are_told_of_once() {
        let mut page = Page::of(options(&[0, 1]));
        page.arrive(0, Err(Error::Offline));
        assert_eq!(page.state.common_failure(), None);
        page.arrive(1, Err(Error::Offline));
        assert_eq!(page.state.common_failure(), Some(Error::Offline));
        page.send(Event::Retry(None));
        assert_eq!(page.asked.len(), 4);
        page.arrive(0, Err(Error::NotFound));
        assert_eq!(page.state.common_failure(), None);
    }
}

mod attributes {
    use super::*;

    #[test]
    fn that_name_nobody_are_an_error() {
        let mut nobody = options(&[]);
        nobody.records.wrong = vec![("me".to_owned(), Error::MalformedId)];
        let page = Page::of(nobody);
        assert_eq!(page.state.fault(), Some(Error::MalformedId));
        assert_eq!(page.failed, [(Error::MalformedId, "as written".to_owned())]);
        assert!(page.loaded.is_empty());
    }

    #[test]
    fn tell_of_what_is_no_id_once_beside_those_that_are() {
        let mut some = options(&[0]);
        some.records.wrong = vec![("x".to_owned(), Error::BadCheckDigit)];
        let mut page = Page::of(some.clone());
        page.options(some);
        assert_eq!(page.failed, [(Error::BadCheckDigit, "x".to_owned())]);
        assert_eq!(page.state.fault(), None);
    }

    #[test]
    fn keep_who_stays_and_drop_who_goes() {
        let mut page = Page::of(options(&[0, 1]));
        page.arrive(0, Ok(answer(0, "Ada", "Byron")));
        page.options(options(&[2, 0]));
        assert_eq!(page.asked[2..], [(id(2), false)]);
        assert_eq!(page.dropped, [id(1)]);
        assert_eq!(page.order(), [2, 0]);
        page.arrive(1, Ok(answer(1, "Too", "Late")));
        assert_eq!(page.state.people().len(), 2);
        page.arrive(2, Ok(answer(2, "New", "One")));
        assert_eq!(page.loaded.len(), 1);
    }

    #[test]
    fn of_another_registry_ask_for_all_anew() {
        let mut page = Page::of(options(&[0]));
        page.arrive(0, Ok(answer(0, "Ada", "Byron")));
        let mut other = options(&[0]);
        other.records.registry = Registry::Sandbox;
        page.options(other);
        assert_eq!(page.asked.len(), 2);
        assert_eq!(page.dropped, [id(0)]);
        assert!(page.state.people()[0].member.answer().is_none());
    }

    #[test]
    fn of_looks_ask_for_nothing() {
        let mut page = Page::of(options(&[0]));
        page.arrive(0, Ok(answer(0, "Ada", "Byron")));
        let looks = page.state.looks();
        let mut other = options(&[0]);
        other.display.look = Look::List;
        page.options(other);
        assert_eq!((page.asked.len(), page.loaded.len()), (1, 1));
        assert!(page.state.looks() > looks);
    }
}

mod order {
    use super::*;

    #[test]
    fn by_name_waits_for_all_and_stays() {
        let mut page = Page::of(by_name(&[0, 1, 2, 3, 4]));
        page.arrive(0, Ok(answer(0, "Zoë", "zuse")));
        page.arrive(1, Ok(answer(1, "", "")));
        page.arrive(2, Ok(answer(2, "B", "Byron")));
        page.arrive(3, Err(Error::NotFound));
        assert!(page.state.is_held_back());
        assert_eq!(page.order(), [0, 1, 2, 3, 4]);
        page.arrive(4, Ok(answer(4, "A", "Byron")));
        assert!(!page.state.is_held_back());
        assert_eq!(page.order(), [4, 2, 0, 1, 3]);
    }

    #[test]
    fn by_name_does_not_wait_for_ever() {
        let mut page = Page::of(by_name(&[0, 1, 2]));
        page.arrive(1, Ok(answer(1, "B", "Byron")));
        page.arrive(2, Ok(answer(2, "A", "Abel")));
        page.send(Event::Due(Timer::Order));
        assert_eq!(page.order(), [2, 1, 0]);
        page.arrive(0, Ok(answer(0, "A", "Adams")));
        assert_eq!(page.order(), [2, 0, 1]);
        // Whoever comes later finds a place among those who are there.
        page.options(by_name(&[3, 0, 1, 2]));
        assert_eq!(page.order(), [2, 0, 1, 3]);
        page.options(by_name(&[4]));
        assert!(page.state.is_held_back());
    }

    #[test]
    fn by_role_is_staff_students_members_alumni() {
        use AffiliationKind::{Education, Employment};
        let mut page = Page::of(by_role(&[0, 1, 2, 3, 4]));
        page.arrive(0, Ok(at(0, Employment, 2020)));
        page.arrive(1, Err(Error::NotFound));
        page.arrive(2, Ok(at(2, Education, 0)));
        page.arrive(3, Ok(at(3, Employment, 0)));
        assert_eq!(page.groups(), [(None, vec![0, 1, 2, 3, 4])]);
        page.send(Event::Due(Timer::Order));
        let groups = [
            (Some(GroupName::Staff), vec![3]),
            (Some(GroupName::Students), vec![2]),
            (Some(GroupName::Members), vec![1]),
            (Some(GroupName::Alumni), vec![0]),
            (None, vec![4]),
        ];
        assert_eq!(page.groups(), groups);
    }
}

mod the_sites_own_file {
    use super::*;

    const FILE: &str = "https://lab.example/people.json";

    fn with_file(mut options: PeopleOptions) -> PeopleOptions {
        options.records.extras = Some(FILE.to_owned());
        options
    }

    #[test]
    fn is_asked_for_once_and_waited_for() {
        let mut page = Page::of(with_file(options(&[0])));
        page.options(with_file(options(&[0, 1])));
        assert_eq!(page.files, [FILE]);
        for person in [0, 1] {
            page.arrive(person, Ok(answer(person, "Ada", "Byron")));
        }
        assert!(page.loaded.is_empty());
        page.extras(
            FILE,
            r#"{"people": {"0000-0002-1825-0097": {"name": "Ada L."}}}"#,
        );
        assert_eq!(page.loaded.len(), 1);
        let names = page
            .state
            .people()
            .iter()
            .map(|it| it.name().unwrap().display());
        assert_eq!(names.collect::<Vec<_>>(), ["Ada L.", "Ada Byron"]);
    }

    #[test]
    fn of_another_address_is_nothing() {
        let mut page = Page::of(with_file(options(&[0])));
        page.extras(
            "https://old.example/",
            r#"{"people": {"0000-0002-1825-0097": {"name": "Old"}}}"#,
        );
        page.arrive(0, Ok(answer(0, "Ada", "Byron")));
        assert_eq!(page.state.people()[0].extra.name, None);
        assert!(page.state.is_waiting());
        page.file(FILE, None);
        assert!(!page.state.is_waiting());
        page.options(options(&[0]));
        assert_eq!(page.state.people()[0].extra.name, None);
    }

    #[test]
    fn goes_by_the_id_of_the_record_too() {
        let mut page = Page::of(with_file(options(&[0])));
        page.extras(
            FILE,
            r#"{"people": {"0000-0001-5109-3700": {"role": "Head"}}}"#,
        );
        page.arrive(0, Ok(answer(1, "Ada", "Byron")));
        assert_eq!(page.state.people()[0].extra.role.as_deref(), Some("Head"));
    }

    #[test]
    fn puts_people_into_groups_before_their_records_come() {
        let mut page = Page::of(with_file(by_role(&[0, 1, 2])));
        let text = r#"{"people": {
            "0000-0002-1825-0097": {"group": "Guests"},
            "0000-0001-5109-3700": {"group": "Heads"},
            "0000-0002-9079-593X": {"group": "Guests"}
        }}"#;
        assert!(page.state.is_held_back());
        page.extras(FILE, text);
        assert!(!page.state.is_held_back());
        let own = |name: &str| Some(GroupName::Own(name.to_owned()));
        let groups = [(own("Guests"), vec![0, 2]), (own("Heads"), vec![1])];
        assert_eq!(page.groups(), groups);
    }

    #[test]
    fn names_usual_groups_and_ends() {
        let mut page = Page::of(with_file(by_role(&[0, 1, 2, 3])));
        let text = r#"{"people": {
            "0000-0002-1825-0097": {"end": "2023-05"},
            "0000-0001-5109-3700": {"end": "2024"},
            "0000-0002-9079-593X": {"group": "alumni"},
            "0000-0003-1419-2405": {"group": "Heads"}
        }}"#;
        page.extras(FILE, text);
        for person in [0, 1, 2] {
            page.arrive(person, Ok(at(person, AffiliationKind::Employment, 0)));
        }
        page.arrive(3, Err(Error::NotFound));
        let groups = [
            (Some(GroupName::Own("Heads".to_owned())), vec![3]),
            (Some(GroupName::Staff), vec![1]),
            (Some(GroupName::Alumni), vec![0, 2]),
        ];
        assert_eq!(page.groups(), groups);
    }

    #[test]
    fn names_people_in_order() {
        let mut page = Page::of(with_file(by_name(&[0, 1, 2])));
        let text = r#"{"people": {
            "0000-0002-1825-0097": {"name": "Dr. Ada van Dyke"},
            "0000-0001-5109-3700": {"name": "Ada Smith-Cole"}
        }}"#;
        page.extras(FILE, text);
        page.arrive(0, Ok(answer(0, "Ada", "van Dyke")));
        page.arrive(1, Ok(answer(1, "Ada", "Cole")));
        page.arrive(2, Ok(answer(2, "Ada", "Tyson")));
        assert_eq!(page.order(), [1, 2, 0]);
    }
}
