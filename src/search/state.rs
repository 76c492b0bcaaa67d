//! All that a `<scholar-search>` knows.

use std::rc::Rc;

use super::event::{Effect, Event, Key};
use super::input::Input;
use super::options::SearchOptions;
use super::query::Query;
use super::said::Choice;
use crate::orcid::{OrcidId, SearchHit};
use crate::registry::search::{SearchError, SearchOutcome, SearchPage, SearchRequest};

/// People on a page of hits: what the list shows before it asks for more.
pub const ROWS: usize = 20;

/// All that one `<scholar-search>` knows.
#[derive(Debug, Default)]
pub struct SearchState {
    /// `None` until the attributes have been read.
    pub(super) options: Option<Rc<SearchOptions>>,
    /// The text of the field.
    pub(super) text: String,
    pub(super) chosen: Vec<SearchHit>,
    /// What the text is, unless it names who is chosen.
    pub(super) input: Option<Input>,
    /// What the hits were found by.
    pub(super) asked: Option<Query>,
    pub(super) hits: Vec<SearchHit>,
    pub(super) found: usize,
    /// How many hits the registry has gone through.
    pub(super) passed: usize,
    pub(super) failure: Option<SearchError>,
    /// The number of what is waited for; others come too late.
    pub(super) number: u32,
    pub(super) is_pending: bool,
    pub(super) is_open: bool,
    pub(super) active: Option<usize>,
}

impl SearchState {
    /// Takes in what has happened; gives what is to be done about it, in order.
    pub fn update(&mut self, event: Event) -> Vec<Effect> {
        let out = &mut Vec::new();
        match event {
            Event::OptionsChanged(options) => self.options_changed(options, out),
            _ if self.is_disabled() && is_of_visitor(&event) => {}
            Event::Typed(text) => self.typed(text, out),
            Event::Entered => self.entered(out),
            Event::Left => self.left(out),
            Event::Key(key) => self.key(key, out),
            Event::Pressed(place) => self.take(place, out),
            Event::Removed(id) => {
                self.chosen.retain(|hit| hit.id != id);
                out.extend([Effect::Value, Effect::Select]);
            }
            Event::Cleared => self.clear(out),
            Event::Reset => {
                let value = self.options.as_ref().map(|it| it.value.clone());
                self.put(value.unwrap_or_default(), out);
            }
            Event::Restored(ids) => self.put(ids, out),
            Event::Due(number) if number == self.number && !self.is_pending => {
                self.ask(0, false, out);
            }
            Event::Due(_) => {}
            Event::Answered { number, outcome } => self.answered(number, outcome, out),
        }
        let count = self.choices().len();
        self.active = self.active.filter(|active| *active < count);
        self.is_open &= count > 0 || self.is_pending || self.is_waiting();
        std::mem::take(out)
    }

    fn options_changed(&mut self, options: Rc<SearchOptions>, out: &mut Vec<Effect>) {
        let old = self.options.replace(Rc::clone(&options));
        let old = old.as_deref();
        if old.is_none_or(|it| it.value != options.value || it.multiple != options.multiple) {
            let is_first = old.is_none();
            let stays = old.is_some_and(|it| it.value == options.value);
            let ids = match stays {
                true => self.chosen.iter().map(|hit| hit.id).collect(),
                false => options.value.clone(),
            };
            if !(is_first && ids.is_empty()) {
                self.put(ids, out);
            }
        }
        let asks_the_same = |it: &SearchOptions| {
            it.registry == options.registry && it.institution == options.institution
        };
        if old.is_some_and(|it| !asks_the_same(it)) {
            self.forget(out);
            if self.input.take().is_some() {
                let text = std::mem::take(&mut self.text);
                self.typed(text, out);
            }
        }
        if options.is_disabled {
            self.is_open = false;
            self.stop(out);
        }
    }

    fn typed(&mut self, text: String, out: &mut Vec<Effect>) {
        if text == self.text && self.input.is_some() {
            return;
        }
        self.text = text;
        self.active = None;
        if !self.is_multiple() && !self.chosen.is_empty() {
            self.chosen.clear();
            out.extend([Effect::Value, Effect::Select]);
        }
        self.stop(out);
        self.failure = None;
        match self.read() {
            Input::Query(query) => {
                self.is_open = true;
                if self.asked.as_ref() != Some(&query) {
                    // What was found before stays until there is something better.
                    self.asked = None;
                    out.push(Effect::Wait(self.number));
                }
            }
            Input::Id(id) => {
                self.forget(out);
                self.hits = vec![SearchHit::of(id)];
                self.is_open = true;
            }
            _ => {
                self.forget(out);
                self.is_open = false;
            }
        }
    }

    /// Reads the text anew.
    fn read(&mut self) -> Input {
        let institution = self.options.as_ref().and_then(|it| it.institution.as_ref());
        let input = Input::read(&self.text, institution);
        self.input = Some(input.clone());
        input
    }

    /// Whoever comes to an institution's people sees them at once.
    fn entered(&mut self, out: &mut Vec<Effect>) {
        let has_people = self
            .options
            .as_ref()
            .is_some_and(|it| it.institution.is_some());
        if has_people && (self.is_multiple() || self.chosen.is_empty()) {
            self.open(out);
        }
    }

    /// An iD that is written out needs no further choice.
    fn left(&mut self, out: &mut Vec<Effect>) {
        self.is_open = false;
        self.active = None;
        if let Some(Input::Id(id)) = self.input {
            self.choose(SearchHit::of(id), true, out);
        }
    }

    /// Opens the list, and asks for what it lacks.
    fn open(&mut self, out: &mut Vec<Effect>) {
        self.is_open = true;
        // Else the text is the name of who is chosen.
        if self.input.is_none() && (self.is_multiple() || self.chosen.is_empty()) {
            self.read();
        }
        let is_query = matches!(self.input, Some(Input::Query(_)));
        if is_query && self.asked.is_none() && !self.is_pending && self.failure.is_none() {
            self.ask(0, false, out);
        }
    }

    fn key(&mut self, key: Key, out: &mut Vec<Effect>) {
        let count = self.choices().len();
        match key {
            Key::Down | Key::Up if !self.is_open => {
                self.open(out);
                self.active = match (key, count) {
                    (_, 0) => None,
                    (Key::Up, count) => Some(count - 1),
                    _ => Some(0),
                };
            }
            // The field itself stands before the first and behind the last.
            Key::Down => {
                let next = self.active.map_or(0, |active| active + 1);
                self.active = (next < count).then_some(next);
            }
            Key::Up => {
                self.active = match self.active {
                    None => count.checked_sub(1),
                    Some(active) => active.checked_sub(1),
                };
            }
            Key::Enter => match (self.active, &self.input) {
                (Some(active), _) if self.is_open => self.take(active, out),
                (_, Some(Input::Id(id))) => {
                    let hit = SearchHit::of(*id);
                    self.choose(hit, true, out);
                }
                _ => {}
            },
            Key::Escape if self.is_expanded() => {
                self.is_open = false;
                self.active = None;
            }
            Key::Escape => self.clear(out),
            Key::Caret => self.active = None,
        }
    }

    /// Does what a choice stands for.
    fn take(&mut self, place: usize, out: &mut Vec<Effect>) {
        match self.choices().get(place) {
            Some(Choice::Hit(place)) => {
                if let Some(hit) = self.hits.get(*place).cloned() {
                    self.choose(hit, false, out);
                }
            }
            Some(_) if self.is_pending => {}
            Some(Choice::More) => self.ask(self.passed, false, out),
            Some(Choice::Retry) => {
                let start = if self.hits.is_empty() { 0 } else { self.passed };
                self.ask(start, true, out);
            }
            None => {}
        }
    }

    /// Chooses somebody. Where there may be several, whoever is chosen already is
    /// chosen no longer, unless they are to `stay`.
    fn choose(&mut self, hit: SearchHit, stay: bool, out: &mut Vec<Effect>) {
        let place = self.chosen.iter().position(|it| it.id == hit.id);
        if self.is_multiple() {
            match place {
                Some(_) if stay => {}
                Some(place) => drop(self.chosen.remove(place)),
                None => self.chosen.push(hit),
            }
            if matches!(self.input, Some(Input::Id(_))) {
                self.text.clear();
                self.input = None;
                self.forget(out);
                self.is_open = false;
            }
        } else {
            self.stop(out);
            self.text = hit.label();
            self.input = None;
            self.chosen = vec![hit];
            self.is_open = false;
            self.active = None;
        }
        out.extend([Effect::Value, Effect::Select]);
    }

    fn clear(&mut self, out: &mut Vec<Effect>) {
        self.stop(out);
        self.forget(out);
        self.text.clear();
        self.input = None;
        self.is_open = false;
        if !self.is_multiple() && !self.chosen.is_empty() {
            self.chosen.clear();
            out.extend([Effect::Value, Effect::Select]);
        }
    }

    /// Has these people chosen, without the visitor's doing.
    fn put(&mut self, mut ids: Vec<OrcidId>, out: &mut Vec<Effect>) {
        if !self.is_multiple() {
            ids.truncate(1);
        }
        let mut known = std::mem::take(&mut self.chosen);
        known.extend(self.hits.iter().cloned());
        let of = |id: OrcidId| {
            let known = known.iter().find(|hit| hit.id == id);
            known.cloned().unwrap_or_else(|| SearchHit::of(id))
        };
        self.chosen = ids.into_iter().map(of).collect();
        self.stop(out);
        self.forget(out);
        self.input = None;
        self.is_open = false;
        self.text = match self.chosen.first() {
            Some(hit) if !self.is_multiple() => hit.label(),
            _ => String::new(),
        };
        out.push(Effect::Value);
    }

    fn ask(&mut self, start: usize, again: bool, out: &mut Vec<Effect>) {
        let (Some(options), Some(Input::Query(query))) = (&self.options, &self.input) else {
            return;
        };
        let request = SearchRequest {
            registry: options.registry.clone(),
            parameters: query.parameters(),
            start,
            rows: ROWS,
        };
        self.asked = Some(query.clone());
        self.number = self.number.wrapping_add(1);
        self.is_pending = true;
        out.push(Effect::Ask {
            number: self.number,
            request,
            again,
        });
        if start == 0 {
            self.passed = 0;
        }
    }

    fn answered(&mut self, number: u32, outcome: SearchOutcome, out: &mut Vec<Effect>) {
        if number != self.number || !self.is_pending {
            return;
        }
        self.is_pending = false;
        self.failure = None;
        match outcome {
            Ok(page) => self.add(page),
            Err(error) => {
                self.failure = Some(error);
                if self.passed == 0 {
                    self.hits.clear();
                    self.found = 0;
                }
                out.push(Effect::Fail(error));
            }
        }
    }

    /// Adds a page of hits; the first takes the place of those that were there.
    fn add(&mut self, page: SearchPage) {
        if self.passed == 0 {
            self.hits.clear();
            self.active = None;
        }
        self.found = page.found;
        // A page without anybody is the last, whatever the count says.
        self.passed = match page.hits.len() + page.skipped {
            0 => usize::MAX,
            _ => self.passed.saturating_add(ROWS),
        };
        for hit in page.hits {
            if self.hits.iter().all(|it| it.id != hit.id) {
                self.hits.push(hit);
            }
        }
    }

    /// Stops waiting for whatever was to come.
    fn stop(&mut self, out: &mut Vec<Effect>) {
        self.number = self.number.wrapping_add(1);
        if std::mem::take(&mut self.is_pending) {
            self.asked = None;
            out.push(Effect::Drop);
        }
    }

    /// Forgets what was found.
    fn forget(&mut self, out: &mut Vec<Effect>) {
        self.stop(out);
        self.hits.clear();
        (self.found, self.passed) = (0, 0);
        (self.asked, self.failure, self.active) = (None, None, None);
    }

    pub(super) fn is_multiple(&self) -> bool {
        self.options.as_ref().is_some_and(|it| it.multiple)
    }

    fn is_disabled(&self) -> bool {
        self.options.as_ref().is_none_or(|it| it.is_disabled)
    }

    /// Whether the visitor may still be typing.
    fn is_waiting(&self) -> bool {
        matches!(self.input, Some(Input::Query(_))) && self.asked.is_none() && !self.is_pending
    }
}

/// Whether it comes from the visitor, who can do nothing where a field is disabled.
fn is_of_visitor(event: &Event) -> bool {
    !matches!(
        event,
        Event::Reset | Event::Restored(_) | Event::Answered { .. } | Event::Due(_) | Event::Left
    )
}
