//! One list's requests: dropping them cancels what is under way.

use std::cell::RefCell;
use std::rc::Rc;

use js_sys::Function;
use web_sys::HtmlElement;

use super::record_requests::{RecordRequests, take};
use crate::list::Event;
use crate::orcid::OrcidId;
use crate::registry::coauthors::{self, Request};
use crate::registry::{Error, RecordQuery, WorksQuery};

/// Takes events of a list.
pub type Send = Rc<dyn Fn(Event)>;

/// One list's requests.
pub struct Requests {
    send: Send,
    records: RecordRequests,
    works: Rc<RefCell<Vec<(u32, Request)>>>,
}

impl Requests {
    /// None yet. `take` is that of a badge; `send` hears of answers.
    pub fn new(host: HtmlElement, take: Function, send: Send) -> Self {
        Self {
            send,
            records: RecordRequests::new(host, take),
            works: Rc::default(),
        }
    }

    /// Asks for a record; `again` if what is known on the page will not do.
    pub fn fetch_record(&self, query: &RecordQuery, again: bool) {
        let (send, asked) = (Rc::clone(&self.send), query.id);
        let listen = move |outcome| send(Event::RecordArrived { asked, outcome });
        self.records.fetch(query, again, Rc::new(listen));
    }

    /// Stops asking for the record of this iD.
    pub fn drop_record(&self, id: OrcidId) {
        self.records.drop(id);
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
