//! One list's requests: dropping them cancels what is under way.

use std::cell::RefCell;
use std::rc::Rc;

use js_sys::Function;

use super::record::head_start;
use crate::list::Event;
use crate::orcid::OrcidId;
use crate::registry::client::{self, Subscription};
use crate::registry::coauthors::{self, Request};
use crate::registry::{Error, RecordQuery, WorksQuery};

/// Takes events of a list.
pub type Send = Rc<dyn Fn(Event)>;

/// One list's requests.
pub struct Requests {
    /// Hands over requests that the loader has started.
    take: Function,
    send: Send,
    records: RefCell<Vec<(OrcidId, Subscription)>>,
    works: Rc<RefCell<Vec<(u32, Request)>>>,
}

impl Requests {
    /// None yet. `take` is that of a badge; `send` hears of answers.
    pub fn new(take: Function, send: Send) -> Self {
        Self {
            take,
            send,
            records: RefCell::default(),
            works: Rc::default(),
        }
    }

    /// Asks for a record; `again` if what is known on the page will not do.
    pub fn fetch_record(&self, query: &RecordQuery, again: bool) {
        let (send, asked) = (Rc::clone(&self.send), query.id);
        let listen = move |outcome| send(Event::RecordArrived { asked, outcome });
        let head_start = head_start(&self.take, query);
        let subscription = client::subscribe(query, again, head_start, Rc::new(listen));
        let mut records = self.records.borrow_mut();
        // The old one goes last, so that an answer under way can be shared.
        let old = take(&mut records, asked);
        records.push((asked, subscription));
        drop(old);
    }

    /// Stops asking for the record of this iD.
    pub fn drop_record(&self, id: OrcidId) {
        drop(take(&mut self.records.borrow_mut(), id));
    }

    /// Asks for whole works; `request` is its number.
    pub fn fetch_works(&self, request: u32, query: WorksQuery) {
        let (send, works) = (Rc::clone(&self.send), Rc::downgrade(&self.works));
        let listen = move |outcome| {
            send(Event::WorksArrived { request, outcome });
            if let Some(works) = works.upgrade() {
                drop(take(&mut works.borrow_mut(), request));
            }
        };
        match coauthors::request(query, listen) {
            Some(under_way) => self.works.borrow_mut().push((request, under_way)),
            None => (self.send)(Event::WorksArrived {
                request,
                outcome: Err(Error::Unreachable),
            }),
        }
    }

    /// Stops asking for whole works.
    pub fn drop_works(&self, request: u32) {
        drop(take(&mut self.works.borrow_mut(), request));
    }
}

/// Takes what has this key out of a list.
fn take<K: PartialEq, T>(all: &mut Vec<(K, T)>, key: K) -> Option<T> {
    let place = all.iter().position(|(other, _)| *other == key)?;
    Some(all.swap_remove(place).1)
}
