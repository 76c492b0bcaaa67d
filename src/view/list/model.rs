//! What a list is shown from: its people, its works, what is known of
//! co-authors, and the door through which the view asks for more.

use std::cell::{Cell, RefCell};
use std::rc::Rc;
use std::sync::{Arc, RwLock};

use leptos::prelude::*;

use crate::bibliography::{Choice, Found, List};
use crate::cite::Format;
use crate::orcid::{Credit, Name, OrcidId, WorkDetail};
use crate::registry::Answer;
use crate::registry::Error;
use crate::view::{Fallback, IsSignedIn};

/// One of the people whose works are listed.
#[derive(Debug, Clone)]
pub struct Member {
    /// The iD that the page asked for.
    pub asked: OrcidId,
    /// The record's page for people.
    pub page: String,
    /// Whether another before stands for the same person.
    pub is_double: bool,
    /// What has been heard of the record.
    pub heard: Heard,
}

/// What has been heard of a member's record.
#[derive(Debug, Clone)]
pub enum Heard {
    /// Nothing yet.
    Nothing,
    /// The record.
    Record(Answer),
    /// Why there is none.
    Failure(Error),
}

impl Member {
    /// The record, once it is there.
    pub fn answer(&self) -> Option<&Answer> {
        match &self.heard {
            Heard::Record(answer) => Some(answer),
            _ => None,
        }
    }

    /// The name, where there is one and it is public.
    pub fn name(&self) -> Option<&Name> {
        self.answer()?.record.person.name.as_ref()
    }

    /// The iD of the record, which is not the one asked for where that was
    /// replaced.
    pub fn id(&self) -> OrcidId {
        self.answer().map_or(self.asked, |answer| answer.record.id)
    }

    /// What to call the member.
    pub fn label(&self) -> String {
        self.name()
            .map_or_else(|| self.id().digits(), Name::display)
    }
}

/// How far a list has come.
#[derive(Debug, Clone)]
pub enum Stage {
    /// No record has come yet: the fallback shows.
    Waiting(Fallback),
    /// There is no record and none will come: the fallback shows, with why.
    Failed(Error, Fallback),
    /// There are works to show.
    Shown,
}

/// People and works, made anew whenever another record has come.
#[derive(Clone)]
pub struct Model {
    /// The people in the page's order; each has the shelf of the same place.
    pub members: Arc<Vec<Member>>,
    /// What the page gave as iDs and is none, with why.
    pub wrong: Arc<Vec<(String, Error)>>,
    /// Their works, each once.
    pub list: Arc<RwLock<List>>,
    /// Counts the models of one list.
    pub generation: u32,
}

impl Model {
    /// Reads the list.
    pub fn with<R>(&self, read: impl FnOnce(&List) -> R) -> Option<R> {
        self.list.read().ok().map(|list| read(&list))
    }

    /// The member whose shelf this is.
    pub fn owner(&self, shelf: usize) -> Option<&Member> {
        self.members.get(shelf)
    }

    /// Number of works in the whole list.
    pub fn count(&self) -> usize {
        self.with(|list| list.entries().len()).unwrap_or_default()
    }

    /// The people, each once.
    pub fn people(&self) -> impl Iterator<Item = &Member> {
        self.members.iter().filter(|member| !member.is_double)
    }

    /// Whether the list is of several people.
    pub fn is_lab(&self) -> bool {
        self.people().count() > 1
    }
}

/// Who took part in a work, as far as is known.
#[derive(Debug, Clone, Default)]
pub enum Byline {
    /// Nobody has asked yet.
    #[default]
    Unknown,
    /// The answer is on its way.
    Asked,
    /// The registry does not say.
    Missing,
    /// The registry could not be asked, or gave no answer.
    Failed,
    /// It does.
    Known(Arc<Known>),
}

/// A whole work and its contributors.
#[derive(Debug)]
pub struct Known {
    /// The work.
    pub detail: WorkDetail,
    /// Its contributors, each once.
    pub credits: Vec<Credit>,
    /// For each of them, the member it is.
    pub members: Vec<Option<usize>>,
}

/// How far an export has come.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub enum Progress {
    /// Nothing is being exported.
    #[default]
    Idle,
    /// Co-authors are being fetched: so many works of so many are known.
    Fetching(usize, usize),
    /// It is in the clipboard.
    Copied,
    /// It is saved, as far as a page can tell.
    Saved,
    /// The page's formatter gave nothing.
    Unformatted,
    /// The clipboard is not to be had: the text, to be copied by hand.
    ByHand(String),
}

/// In what form works are taken away.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Style {
    /// For reference managers.
    Format(Format),
    /// For reading, by a formatter of this name that the page has given.
    Page(String),
}

/// What becomes of an export.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Way {
    /// Into the clipboard.
    Copy,
    /// Into a file.
    Save,
}

/// Everything the view reads. All handles: cloning shares.
#[derive(Clone)]
pub struct Signals {
    /// How far it has come.
    pub stage: ArcRwSignal<Stage>,
    /// People and works.
    pub model: ArcRwSignal<Option<Model>>,
    /// The webmaster's choice of looks.
    pub look: ArcRwSignal<super::ListLook>,
    /// The visitor's choice of works.
    pub choice: ArcRwSignal<Choice>,
    /// What fits the choice.
    pub found: ArcRwSignal<Found>,
    /// Who took part, by work.
    pub bylines: ArcRwSignal<Vec<Byline>>,
    /// How far an export has come.
    pub progress: ArcRwSignal<Progress>,
    /// The number of the panel that it was asked for in.
    pub exporter: ArcRwSignal<u32>,
    /// Knows who has signed in on this page.
    pub is_signed_in: IsSignedIn,
}

impl Signals {
    /// Number of works in the whole list.
    pub fn all(&self) -> usize {
        self.model
            .with(|model| model.as_ref().map_or(0, Model::count))
    }
}

/// What the view may ask for; it fetches nothing itself.
pub trait Door {
    /// These works are about to be seen.
    fn see(&self, entries: &[u32]);
    /// The visitor wants to know more of this work.
    fn open(&self, entry: u32);
    /// The visitor has chosen otherwise.
    fn choose(&self, choice: Choice);
    /// These works are wanted as citations.
    fn export(&self, entries: Vec<u32>, style: Style, way: Way);
    /// The names of the page's own formatters.
    fn formatters(&self) -> Vec<String>;
    /// Ask again for what has failed.
    fn retry(&self);
}

/// Everything a part of the view needs.
#[derive(Clone)]
pub struct Context {
    /// What is shown.
    pub signals: Signals,
    /// Who is asked for more.
    pub door: Rc<dyn Door>,
    /// The words.
    pub messages: &'static crate::view::messages::Messages,
    /// The works, of which model, whose details are open: rows come and go.
    pub opened: Rc<RefCell<Vec<(u32, u32)>>>,
    /// Counts the panels that exports are asked for in.
    pub panels: Rc<Cell<u32>>,
}

impl Context {
    /// Changes the visitor's choice.
    pub fn choose(&self, change: impl FnOnce(&mut Choice)) {
        let mut choice = self.signals.choice.get_untracked();
        change(&mut choice);
        self.door.choose(choice);
    }
}
