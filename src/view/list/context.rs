//! What every part of a list's view needs.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use super::store::Store;
use crate::bibliography::{Filter, WorkKey};
use crate::list::Event;
use crate::view::Fallback;
use crate::view::messages::Messages;

/// What the view may ask for; it fetches nothing itself.
pub trait ListActions {
    /// Something has happened.
    fn send(&self, event: Event);
    /// The names of the page's own formatters.
    fn formatters(&self) -> Vec<String>;
    /// What shows where no record can.
    fn fallback(&self) -> Fallback;
}

/// Everything a part of the view needs.
#[derive(Clone)]
pub struct Context {
    /// What is shown.
    pub store: Store,
    /// Who is told what happens.
    pub actions: Rc<dyn ListActions>,
    /// The words.
    pub messages: &'static Messages,
    /// The works of which something is open: rows come and go.
    pub opened: Rc<RefCell<Vec<(WorkKey, Panel)>>>,
    /// Counts the panels that exports are asked for in.
    pub panels: Rc<Cell<u32>>,
}

/// What opens below a work.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Panel {
    /// Who took part, its identifiers, who asserted it.
    About,
    /// The ways to cite it.
    Cite,
    /// Its abstract.
    Abstract,
}

impl Context {
    /// What is open of a work.
    pub fn opened(&self, work: WorkKey) -> Option<Panel> {
        let opened = self.opened.borrow();
        let found = opened.iter().find(|(one, _)| *one == work);
        found.map(|(_, panel)| *panel)
    }

    /// Opens one panel of a work, or none.
    pub fn open(&self, work: WorkKey, panel: Option<Panel>) {
        let mut opened = self.opened.borrow_mut();
        opened.retain(|(one, _)| *one != work);
        opened.extend(panel.map(|panel| (work, panel)));
    }

    /// Changes the visitor's filter.
    pub fn change_filter(&self, change: impl FnOnce(&mut Filter)) {
        let mut filter = self.store.peek(|state| state.filter().clone());
        change(&mut filter);
        self.actions.send(Event::FilterChanged(filter));
    }
}
