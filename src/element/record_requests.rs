//! The records of several people: what attributes say of them, and the requests.
//! Dropping those cancels what is under way.

use std::cell::RefCell;
use std::rc::Rc;

use js_sys::Function;
use web_sys::HtmlElement;

use super::record::{
    MAX_AGE, TIMEOUT, given, head_start, is_visible, limit_cache, max_size, number,
};
use super::site_file;
use crate::orcid::OrcidId;
use crate::people::RecordOptions;
use crate::registry::client::{self, Listener, Subscription};
use crate::registry::{Outcome, RecordQuery, Registry};

/// One element's requests for records, by iD.
pub struct RecordRequests {
    host: HtmlElement,
    /// Hands over requests that the loader has started.
    take: Function,
    records: RefCell<Vec<(OrcidId, Subscription)>>,
}

impl RecordRequests {
    /// None yet. `take` is that of a badge.
    pub fn new(host: HtmlElement, take: Function) -> Self {
        Self {
            host,
            take,
            records: RefCell::default(),
        }
    }

    /// Asks for a record; `again` if what is known on the page will not do.
    pub fn fetch(&self, query: &RecordQuery, again: bool, listen: Rc<dyn Fn(Outcome)>) {
        let head_start = head_start(&self.take, query);
        let host = self.host.clone();
        let is_visible = Box::new(move || is_visible(&host));
        let listener = Listener { listen, is_visible };
        let subscription = client::subscribe(query, again, head_start, listener);
        let mut records = self.records.borrow_mut();
        // The old one goes last, so that an answer under way can be shared.
        let old = take(&mut records, query.id);
        records.push((query.id, subscription));
        drop(old);
    }

    /// Stops asking for the record of this iD.
    pub fn drop(&self, id: OrcidId) {
        drop(take(&mut self.records.borrow_mut(), id));
    }
}

/// Takes what has this key out of a list.
pub fn take<K: PartialEq, T>(all: &mut Vec<(K, T)>, key: K) -> Option<T> {
    let place = all.iter().position(|(other, _)| *other == key)?;
    Some(all.swap_remove(place).1)
}

/// What the attributes say of the records of several people.
pub fn record_options(host: &HtmlElement) -> RecordOptions {
    limit_cache(host);
    let requested = given(host);
    let (ids, wrong) = OrcidId::parse_several(&requested);
    let wrong = wrong.into_iter().map(|(text, error)| (text, error.into()));
    RecordOptions {
        requested,
        ids,
        wrong: wrong.collect(),
        registry: Registry::parse(&host.get_attribute("registry").unwrap_or_default()),
        timeout: number(host, "timeout", TIMEOUT) * 1000.0,
        max_age: number(host, "max-age", MAX_AGE) * 1000.0,
        max_size: max_size(host),
        extras: site_file::address(host),
    }
}
