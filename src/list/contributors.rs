//! Who took part in the works of a list, as far as is known.

use std::rc::Rc;

use crate::bibliography::{Entry, KeyMap, Owner, Summary, WorkKey};
use crate::orcid::{Credit, OrcidId, WorkDetail, credits};
use crate::registry::WorksAnswer;

use super::effect::Effect;
use crate::people::Member;

/// Who took part in a work, as far as is known.
#[derive(Debug, Clone, Default, PartialEq)]
pub enum Contributors {
    /// Nobody has asked yet.
    #[default]
    Unknown,
    /// The registry could not be asked, or gave no answer.
    Failed,
    /// The registry does not say.
    Missing,
    /// The answer is on its way.
    Asked,
    /// It does.
    Known(Rc<WorkContributors>),
}

/// A whole work and its contributors.
#[derive(Debug)]
pub struct WorkContributors {
    /// Differs from that of all others: another whole work, or other members.
    pub serial: u32,
    /// The work.
    pub detail: Rc<WorkDetail>,
    /// Its contributors, each once.
    pub credits: Rc<Vec<Credit>>,
    /// For each of them, the person of the list that it is.
    pub members: Vec<Option<OrcidId>>,
}

/// The serial tells: all else would be compared by a kilobyte of code.
impl PartialEq for WorkContributors {
    fn eq(&self, other: &Self) -> bool {
        self.serial == other.serial
    }
}

impl Contributors {
    /// How much is known: of several summaries of a work the most counts.
    fn rank(&self) -> u8 {
        match self {
            Self::Unknown => 0,
            Self::Failed => 1,
            Self::Missing => 2,
            Self::Asked => 3,
            Self::Known(_) => 4,
        }
    }

    /// All names, for the search.
    pub(super) fn names(&self) -> Option<String> {
        let Self::Known(known) = self else {
            return None;
        };
        let credits = known.credits.iter();
        let names = credits.filter_map(|credit| credit.name.as_deref());
        Some(names.collect::<Vec<&str>>().join("; "))
    }
}

/// What is known of contributors, by summary, across all merges of a list.
#[derive(Default)]
pub(super) struct ContributorStore {
    pub(super) known: KeyMap<Contributors>,
    /// Summaries that the registry no longer shows.
    pub(super) withdrawn: Vec<WorkKey>,
    /// What each request under way has asked for.
    pub(super) requests: Vec<(u32, Vec<WorkKey>)>,
    /// Counts requests.
    pub(super) next: u32,
    /// Counts what is known.
    pub(super) serial: u32,
    pub(super) failures: u32,
    /// Works to be seen, while records are still coming or the page wants no
    /// authors.
    pub(super) postponed: Vec<WorkKey>,
}

impl ContributorStore {
    /// Who took part in the works that the site has of its own.
    pub(super) fn own_credits(&self) -> KeyMap<Rc<Vec<Credit>>> {
        let mut own = KeyMap::default();
        for (key, contributors) in self.known.iter() {
            if let (Owner::Site, Contributors::Known(known)) = (key.owner, contributors) {
                own.insert(*key, Rc::clone(&known.credits));
            }
        }
        own
    }

    /// The most that is known of a work from any of its summaries.
    pub(super) fn of_entry(&self, entry: &Entry) -> Contributors {
        let keys = entry.summaries.iter().map(Summary::key);
        let known = keys.map(|key| (key, self.known.get(&key)));
        // Where there is no put-code there is nothing to ask for.
        let known = known.filter(|(key, it)| key.put_code().is_some() || it.is_some());
        let known = known.map(|(_, it)| it);
        let best = known.reduce(|one, other| {
            let rank = |it: Option<&Contributors>| it.map_or(0, Contributors::rank);
            if rank(other) > rank(one) { other } else { one }
        });
        match best {
            None => Contributors::Missing,
            Some(best) => best.cloned().unwrap_or_default(),
        }
    }

    /// Whether any summaries of this record are no longer public.
    pub(super) fn has_withdrawn(&self, owner: OrcidId) -> bool {
        let mut owners = self.withdrawn.iter().map(|key| key.owner);
        owners.any(|it| it == Owner::Person(owner))
    }

    /// Whether this summary is no longer public.
    pub(super) fn is_withdrawn(&self, key: &WorkKey) -> bool {
        self.withdrawn.contains(key)
    }

    /// Gives up what is under way and forgets all that is known.
    pub(super) fn forget(&mut self, out: &mut Vec<Effect>) {
        out.extend(
            self.requests
                .iter()
                .map(|(number, _)| Effect::DropWorks(*number)),
        );
        let mut known = std::mem::take(&mut self.known);
        known.retain(|key, _| key.owner == Owner::Site);
        *self = Self {
            known,
            next: self.next,
            serial: self.serial,
            ..Self::default()
        };
    }

    /// Takes in what the site knows of its own works, in place of what it knew.
    pub(super) fn take_in_own(&mut self, works: &[Rc<WorkDetail>]) {
        self.known.retain(|key, _| key.owner != Owner::Site);
        for (place, detail) in works.iter().enumerate() {
            if !detail.contributors.is_empty() {
                self.know(WorkKey::of_site(place), Rc::clone(detail));
            }
        }
    }

    fn know(&mut self, key: WorkKey, detail: Rc<WorkDetail>) {
        self.serial = self.serial.wrapping_add(1);
        let known = WorkContributors {
            serial: self.serial,
            members: Vec::new(),
            credits: Rc::new(credits(&detail.contributors)),
            detail,
        };
        self.known.insert(key, Contributors::Known(Rc::new(known)));
    }

    /// Gives up what is under way of people who are not among these.
    pub(super) fn keep_only(&mut self, members: &[Member], out: &mut Vec<Effect>) {
        let Self {
            requests, known, ..
        } = self;
        requests.retain(|(number, keys)| {
            let owner = keys.first().and_then(|key| key.owner.person());
            let stays = members
                .iter()
                .any(|member| Some(member.id()) == owner || Some(member.asked) == owner);
            if !stays {
                out.push(Effect::DropWorks(*number));
                keys.iter().for_each(|key| drop(known.remove(key)));
            }
            stays
        });
    }

    /// Takes in an answer about these works; gives whether any of them have been
    /// withdrawn.
    pub(super) fn take_in(&mut self, keys: &[WorkKey], answer: WorksAnswer) -> bool {
        let Some(owner) = keys.first().and_then(|key| key.owner.person()) else {
            return false;
        };
        self.note(keys, &Contributors::Missing);
        for detail in answer.works {
            let key = detail.work.put_code.map(|code| WorkKey::of(owner, code));
            let Some(key) = key.filter(|key| keys.contains(key)) else {
                continue;
            };
            self.know(key, Rc::new(detail));
        }
        let withdrawn = answer.withdrawn.iter();
        let withdrawn = withdrawn.map(|code| WorkKey::of(owner, *code));
        let before = self.withdrawn.len();
        self.withdrawn
            .extend(withdrawn.filter(|key| keys.contains(key)));
        self.withdrawn.len() > before
    }

    /// Notes the same of all these summaries.
    pub(super) fn note(&mut self, keys: &[WorkKey], what: &Contributors) {
        for key in keys {
            self.known.insert(*key, what.clone());
        }
    }
}

/// The summaries of a work that the registry has a number of, the shown one
/// first.
pub(super) fn numbered(entry: &Entry) -> impl Iterator<Item = WorkKey> {
    let keys = entry.summaries.iter().map(Summary::key);
    keys.filter(|key| key.put_code().is_some())
}
