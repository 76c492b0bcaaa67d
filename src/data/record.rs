//! One record, with its whole works where they are wanted.

use std::cell::RefCell;
use std::rc::{Rc, Weak};
use std::sync::Arc;

use js_sys::{Function, Reflect};
use wasm_bindgen::prelude::*;

use super::answer::{Held, settle, slot};
use super::fault::Fault;
use super::given::object;
use super::id::parse;
use super::options;
use crate::orcid::{Record, Work, WorkGroup};
use crate::plain::{Details, Origin, PlainRecord, record};
use crate::registry::client::{Listener, Subscription, subscribe};
use crate::registry::endpoint::MOST_WORKS;
use crate::registry::{Error, Outcome, RecordQuery, WorksAnswer, WorksQuery, coauthors};

/// Asks for a record, and with `authors` for its whole works. Gives the function that
/// ends it.
#[wasm_bindgen(js_name = fetchRecord)]
pub fn fetch_record(
    orcid: &str,
    options: &JsValue,
    resolve: Function,
    reject: Function,
) -> JsValue {
    let query = parse(orcid).map(|id| options::query(id, options));
    let has_authors = is_true(options, "authors");
    settle(resolve, reject, |held| async move {
        let outcome = match query {
            Ok(query) => fetch(&query, has_authors, &held).await?,
            Err(error) => Err(error),
        };
        Some(outcome.map(|text| object(&text)).map_err(Fault::from))
    })
}

fn is_true(options: &JsValue, name: &'static str) -> bool {
    let given = Reflect::get(options, &name.into());
    given.is_ok_and(|value| value.is_truthy())
}

async fn fetch(
    query: &RecordQuery,
    has_authors: bool,
    held: &Held,
) -> Option<Result<String, Error>> {
    let answer = match ask(query, held).await? {
        Ok(answer) => answer,
        Err(error) => return Some(Err(error)),
    };
    let mut plain = PlainRecord {
        page: query.registry.record_page(answer.record.id),
        record: Arc::unwrap_or_clone(answer.record),
        details: Details::new(),
    };
    if has_authors && let Err(error) = add_details(&mut plain, query, held).await? {
        return Some(Err(error));
    }
    let origin = Origin {
        fetched_at: answer.fetched_at,
        from_cache: answer.from_cache,
        not_renewed: answer.not_renewed.map(Error::code),
    };
    Some(Ok(record(&plain, origin)))
}

/// The last that is heard of a record: an old copy is renewed first, if it can be.
async fn ask(query: &RecordQuery, held: &Held) -> Option<Outcome> {
    let (fill, outcome) = slot();
    let own: Rc<RefCell<Option<Subscription>>> = Rc::default();
    let mine: Weak<_> = Rc::downgrade(&own);
    let listener = Listener {
        listen: Rc::new(move |outcome| {
            let own = mine.upgrade();
            let is_last = own.is_none_or(|own| {
                let own = own.borrow();
                own.as_ref().is_none_or(|it| !it.is_under_way())
            });
            if is_last {
                fill.fill(outcome);
            }
        }),
        is_visible: Box::new(|| true),
    };
    let subscription = subscribe(query, false, None, listener);
    own.replace(Some(subscription));
    held.hold(own);
    outcome.await
}

/// Asks for the whole works of a record, a hundred at a time. What is no longer public
/// by then is taken out of it.
async fn add_details(
    plain: &mut PlainRecord,
    query: &RecordQuery,
    held: &Held,
) -> Option<Result<(), Error>> {
    let shown = plain.record.works.iter().map(|group| &group.preferred);
    let codes: Vec<u64> = shown.filter_map(|work| work.put_code).collect();
    let mut answers = Vec::new();
    for codes in codes.chunks(MOST_WORKS) {
        let (fill, answer) = slot();
        let works = WorksQuery {
            // What the registry has under a deprecated iD, it has under the new one.
            owner: plain.record.id,
            registry: query.registry.clone(),
            put_codes: codes.to_vec(),
            timeout: query.timeout,
            max_age: query.max_age,
            max_size: query.max_size,
        };
        let request = coauthors::request(works, move |outcome| fill.fill(outcome));
        let Some(request) = request else {
            return Some(Err(Error::Unreachable));
        };
        held.hold(request);
        answers.push(answer);
    }
    for answer in answers {
        let answer: WorksAnswer = match answer.await? {
            Ok(answer) => answer,
            Err(error) => return Some(Err(error)),
        };
        for detail in answer.works {
            let code = detail.work.put_code.filter(|code| codes.contains(code));
            if let Some(code) = code {
                plain.details.insert(code, detail);
            }
        }
        take_out(&mut plain.record, &answer.withdrawn);
    }
    Some(Ok(()))
}

/// Takes works that are no longer public out of a record.
fn take_out(record: &mut Record, withdrawn: &[u64]) {
    if withdrawn.is_empty() {
        return;
    }
    let is_public = |work: &Work| work.put_code.is_none_or(|code| !withdrawn.contains(&code));
    let left = std::mem::take(&mut record.works).into_iter();
    let left = left.filter_map(|group| {
        let mut all = std::iter::once(group.preferred)
            .chain(group.others)
            .filter(is_public);
        Some(WorkGroup {
            preferred: all.next()?,
            others: all.collect(),
            identifiers: group.identifiers,
        })
    });
    record.works = left.collect();
    record.work_count = record.works.len();
}
