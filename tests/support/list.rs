//! A list's state with a browser that only writes down what it is to do, for
//! native tests.
#![allow(dead_code)]

use std::collections::{BTreeMap, BTreeSet, VecDeque};
use std::rc::Rc;
use std::sync::Arc;

use scholar_badge::bibliography::{Grouping, NoPause, Selection, WorkKey, at_once};
use scholar_badge::cite::Format;
use scholar_badge::list::{
    Chart, Delivery, DisplayOptions, Effect, Env, Event, ExportFormat, ExportTarget, ListOptions,
    ListState, Loaded, MergeJob, Message, Timer, Toolbar,
};
use scholar_badge::orcid::{
    Contributor, Name, OrcidId, PartialDate, Person, Record, Within, Work, WorkDetail, WorkGroup,
};
use scholar_badge::people::RecordOptions;
use scholar_badge::registry::{Answer, Error, Registry, WorksAnswer, WorksQuery};

use super::decompose::decompose;
use super::shelves::{group, owner, work};

/// The options of a list of these people.
pub fn options(people: &[usize]) -> ListOptions {
    let ids: Vec<OrcidId> = people.iter().map(|person| owner(*person)).collect();
    let digits: Vec<String> = ids.iter().map(|id| id.digits()).collect();
    ListOptions {
        records: RecordOptions {
            requested: digits.join(" "),
            ids,
            wrong: Vec::new(),
            registry: Registry::Production,
            timeout: 30_000.0,
            max_age: 1_000.0,
            max_size: 1_000_000,
            extras: None,
        },
        selection: Selection::default(),
        display: display(),
        authors: true,
        json_ld: false,
    }
}

pub fn display() -> DisplayOptions {
    DisplayOptions {
        group: Grouping::Year,
        limit: None,
        toolbar: Toolbar::Full,
        chart: Chart::Auto,
        highlight: true,
        heading: "h3",
        lang: String::new(),
    }
}

/// An article with a DOI of its own.
pub fn article(number: u64) -> Work {
    let title = format!("Notes on the matter of number {number}");
    let doi = format!("doi:10.1000/{number}");
    let year = 2000 + (number % 20) as u16;
    work(number, "journal-article", &title, year, &[&doi])
}

/// An article of this number as another's record has it: the same DOI.
pub fn shared(number: u64, put_code: u64) -> Work {
    Work {
        put_code: Some(put_code),
        ..article(number)
    }
}

pub fn groups(works: &[Work]) -> Vec<WorkGroup> {
    works.iter().map(|work| group(vec![work.clone()])).collect()
}

/// The record of a person with these works.
pub fn answer(person: usize, works: &[Work]) -> Answer {
    let name = Name {
        given: Some("Ada".to_owned()),
        family: Some(format!("Person{}", char::from(b'a' + person as u8))),
        credit: None,
    };
    let works = groups(works);
    Answer {
        record: Arc::new(Record {
            id: owner(person),
            person: Person {
                name: Some(name),
                ..Person::default()
            },
            affiliations: Vec::new(),
            work_count: works.len(),
            works,
            funding_count: 0,
            peer_review_count: 0,
            last_modified: None,
            skipped: 0,
        }),
        fetched_at: 1_000.0 + person as f64,
        from_cache: false,
        not_renewed: None,
    }
}

/// A whole work with these contributors.
pub fn detail(work: &Work, names: &[&str]) -> WorkDetail {
    let contributor = |name: &&str| Contributor {
        name: Some((*name).to_owned()),
        orcid: None,
        sequence: None,
        role: None,
    };
    WorkDetail {
        work: work.clone(),
        description: None,
        citation: None,
        contributors: names.iter().map(contributor).collect(),
        language: None,
        country: None,
        within: Within::default(),
    }
}

/// A list, and all that it has had done.
pub struct Page {
    pub state: ListState,
    /// The iDs whose records are being asked for.
    pub records: BTreeSet<OrcidId>,
    /// How often each record was asked for.
    pub asked: BTreeMap<OrcidId, usize>,
    pub works: BTreeMap<u32, WorksQuery>,
    pub timers: Vec<Timer>,
    pub loaded: Vec<Loaded>,
    pub failed: Vec<(Error, String)>,
    pub filtered: Vec<(usize, usize)>,
    pub exports: Vec<Delivery>,
    /// What the page's head holds.
    pub head: Option<String>,
    /// What the address says.
    pub address: Vec<(&'static str, String)>,
    pub warnings: Vec<Error>,
    /// The addresses of the site's own files that are being asked for.
    pub extras: Vec<String>,
    /// Names in such a file that no work has, with their lines.
    pub unmatched: Vec<(u32, String)>,
    /// Whether a merge ends when [`Page::finish_merge`] says so, not at once.
    pub merges_take_time: bool,
    /// The merges under way.
    pub merges: VecDeque<MergeJob>,
}

impl Page {
    /// A page that has read nothing yet.
    pub fn new() -> Self {
        Self {
            state: ListState::new(display()),
            records: BTreeSet::new(),
            asked: BTreeMap::new(),
            works: BTreeMap::new(),
            timers: Vec::new(),
            loaded: Vec::new(),
            failed: Vec::new(),
            filtered: Vec::new(),
            exports: Vec::new(),
            head: None,
            address: Vec::new(),
            warnings: Vec::new(),
            extras: Vec::new(),
            unmatched: Vec::new(),
            merges_take_time: false,
            merges: VecDeque::new(),
        }
    }

    /// A page with a list of these people.
    pub fn of(people: &[usize]) -> Self {
        let mut page = Self::new();
        page.options(options(people));
        page
    }

    pub fn options(&mut self, options: ListOptions) {
        self.send(Event::OptionsChanged(Rc::new(options)));
    }

    pub fn send(&mut self, event: Event) {
        let env = Env {
            decompose: &decompose,
            today: PartialDate::new(2026, Some(11), Some(30)),
        };
        for effect in self.state.update(event, &env) {
            self.perform(effect);
        }
    }

    fn perform(&mut self, effect: Effect) {
        match effect {
            Effect::FetchRecord { query, .. } => {
                *self.asked.entry(query.id).or_default() += 1;
                self.records.insert(query.id);
            }
            Effect::DropRecord(id) => drop(self.records.remove(&id)),
            Effect::FetchWorks { request, query } => drop(self.works.insert(request, query)),
            Effect::DropWorks(request) => {
                assert!(self.works.remove(&request).is_some(), "dropped twice");
            }
            Effect::Merge(job) => {
                self.merges.push_back(*job);
                if !self.merges_take_time {
                    self.finish_merge();
                }
            }
            Effect::FetchExtras(address) => self.extras.push(address),
            Effect::TellUnmatched(problems) => {
                let names = problems.first.into_iter().map(|one| (one.line, one.key));
                self.unmatched.extend(names);
            }
            Effect::WritePermalink(pairs) => self.address = pairs,
            Effect::WriteJsonLd(text) => self.head = text,
            Effect::Dispatch(Message::Loaded(loaded)) => self.loaded.push(*loaded),
            Effect::Dispatch(Message::Failed { error, orcid }) => self.failed.push((error, orcid)),
            Effect::Dispatch(Message::Filtered { shown, works }) => {
                self.filtered.push((shown, works));
            }
            Effect::Warn(error) => self.warnings.push(error),
            Effect::Deliver(delivery) => self.exports.push(delivery),
            Effect::Wait(timer) => self.timers.push(timer),
        }
    }

    /// The oldest merge under way ends.
    pub fn finish_merge(&mut self) {
        let job = self.merges.pop_front().unwrap();
        let merged = at_once(job.run(&decompose, &NoPause)).unwrap();
        self.send(Event::Merged(Box::new(merged)));
    }

    /// The record of a person comes, with these works.
    pub fn arrive(&mut self, person: usize, works: &[Work]) {
        self.records.remove(&owner(person));
        self.send(Event::RecordArrived {
            asked: owner(person),
            outcome: Ok(answer(person, works)),
        });
    }

    pub fn fail(&mut self, person: usize, error: Error) {
        self.records.remove(&owner(person));
        self.send(Event::RecordArrived {
            asked: owner(person),
            outcome: Err(error),
        });
    }

    /// The oldest request for whole works is answered by `answer`.
    pub fn answer_works(&mut self, answer: impl Fn(&WorksQuery) -> Result<WorksAnswer, Error>) {
        let (request, query) = self.works.pop_first().unwrap();
        let outcome = answer(&query);
        self.send(Event::WorksArrived { request, outcome });
    }

    /// The times that are being measured come to their end.
    pub fn wait_once(&mut self) {
        for timer in std::mem::take(&mut self.timers) {
            self.send(Event::Due(timer));
        }
    }

    /// All the time there is goes by.
    pub fn wait(&mut self) {
        loop {
            if !self.merges.is_empty() {
                self.finish_merge();
            } else if let Some(timer) = self.timers.pop() {
                self.send(Event::Due(timer));
            } else {
                break;
            }
        }
    }

    /// The titles' numbers, in the order in which they are shown.
    pub fn shown(&self) -> Vec<u64> {
        let numbers = self.state.shown().into_iter().map(|key| {
            let title = &self.state.entry(&key).unwrap().work.title.text;
            title.rsplit(' ').next().unwrap().parse().unwrap()
        });
        numbers.collect()
    }

    /// The key of the work with this number.
    pub fn key(&self, number: u64) -> WorkKey {
        let place = self.shown().iter().position(|one| *one == number);
        self.state.shown()[place.unwrap()]
    }

    pub fn export(&mut self, works: Vec<WorkKey>) {
        self.send(Event::ExportAsked {
            works,
            format: ExportFormat::Citation(Format::CslJson),
            target: ExportTarget::Clipboard,
            panel: 1,
        });
    }

    /// The titles' numbers in the last export.
    pub fn exported(&self) -> Vec<u64> {
        let text = &self.exports.last().unwrap().text;
        let items: serde_json::Value = serde_json::from_str(text).unwrap();
        let titles = items.as_array().unwrap().iter();
        let titles = titles.map(|item| item["title"].as_str().unwrap());
        titles
            .map(|title| title.rsplit(' ').next().unwrap().parse().unwrap())
            .collect()
    }

    /// Who of the list is named in a work, by the place among its contributors.
    pub fn members_of(&self, number: u64) -> Vec<Option<OrcidId>> {
        match self.state.contributors(&self.key(number)) {
            scholar_badge::list::Contributors::Known(known) => known.members.clone(),
            other => panic!("{other:?}"),
        }
    }
}

/// Whole works for everything that was asked for, by this author.
pub fn by(author: &'static str) -> impl Fn(&WorksQuery) -> Result<WorksAnswer, Error> {
    move |query| {
        let works = query.put_codes.iter();
        Ok(WorksAnswer {
            works: works
                .map(|code| detail(&article(*code), &[author]))
                .collect(),
            withdrawn: Vec::new(),
        })
    }
}
