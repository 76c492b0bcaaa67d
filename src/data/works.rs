//! Records become one list of works, and works leave it.

use js_sys::Date;
use wasm_bindgen::prelude::*;

use super::fault::Fault;
use super::given::{items, object};
use crate::bibliography::{Entry, List, Owner, Pause, RecordWorks, Selection, merge_in_pieces};
use crate::cite::{self, Format, Item, Profile};
use crate::orcid::{Affiliation, Name, OrcidId, PartialDate, WorkDetail};
use crate::plain::{MergedWork, PlainRecord, PlainWork, read_record, read_work, works};
use crate::platform::{breathe, decompose};

/// Merges the works of records, as `<scholar-works>` does, newest first.
///
/// # Errors
/// A fault: these are no records.
#[wasm_bindgen(js_name = mergeWorks)]
pub async fn merge_works(records: JsValue) -> Result<JsValue, JsValue> {
    let records = distinct(items(&records, read_record)?);
    let list = merge(&records).await;
    let entries = list.entries();
    let all: Vec<Vec<(OrcidId, Option<&Name>)>> = entries
        .iter()
        .map(|entry| owners(entry, &records))
        .collect();
    let merged = entries.iter().zip(&all).map(|(entry, people)| MergedWork {
        entry,
        detail: detail(entry, &records),
        people,
    });
    Ok(object(&works(&merged.collect::<Vec<_>>())))
}

/// Works as a text for reference managers, as the element exports them.
///
/// # Errors
/// A fault: these are no works, or there is no such format.
#[wasm_bindgen(js_name = cite)]
pub fn cite(works: &JsValue, format: &str) -> Result<String, JsValue> {
    let format = match format {
        "bibtex" => Format::BibTex,
        "ris" => Format::Ris,
        "csl-json" => Format::CslJson,
        _ => return Err(Fault::NoFormat.into()),
    };
    let works = items(works, read_work)?;
    Ok(write(&works, |items| cite::export(items, format)))
}

/// People, and works, as the JSON-LD that the element writes into a page's head.
/// Without works, those of the records, merged.
///
/// # Errors
/// A fault: these are no records or works.
#[wasm_bindgen(js_name = toJsonLd)]
pub async fn to_json_ld(records: JsValue, works: JsValue) -> Result<String, JsValue> {
    let works = if works.is_undefined() {
        merge_works(records.clone()).await?
    } else {
        works
    };
    let records = distinct(items(&records, read_record)?);
    let works = items(&works, read_work)?;
    let today = today();
    let at_work: Vec<Vec<&Affiliation>> = records
        .iter()
        .map(|plain| {
            let current = today.map(|today| plain.record.current_affiliations(today));
            current.unwrap_or_default()
        })
        .collect();
    let people = records.iter().zip(&at_work);
    let people = people.map(|(plain, affiliations)| Profile {
        id: plain.record.id,
        page: &plain.page,
        person: &plain.record.person,
        affiliations,
    });
    let people: Vec<Profile<'_>> = people.collect();
    Ok(write(&works, |items| cite::json_ld(&people, items)))
}

/// The first of several records of one person.
fn distinct(records: Vec<PlainRecord>) -> Vec<PlainRecord> {
    let mut all: Vec<PlainRecord> = Vec::with_capacity(records.len());
    for plain in records {
        if !all.iter().any(|it| it.record.id == plain.record.id) {
            all.push(plain);
        }
    }
    all
}

async fn merge(records: &[PlainRecord]) -> List {
    let shelves = records.iter().map(|plain| RecordWorks {
        owner: Owner::Person(plain.record.id),
        works: &plain.record.works,
    });
    let shelves: Vec<RecordWorks<'_>> = shelves.collect();
    let entries = merge_in_pieces(&shelves, &decompose, &Breath).await;
    let people = records.iter().map(|plain| plain.record.id).collect();
    let usual = Selection::default();
    List::after(None, entries, people, &usual, &decompose, &Breath).await
}

fn owners<'a>(entry: &Entry, records: &'a [PlainRecord]) -> Vec<(OrcidId, Option<&'a Name>)> {
    let theirs = records
        .iter()
        .filter(|plain| entry.people.contains(&plain.record.id));
    let named = theirs.map(|plain| (plain.record.id, plain.record.person.name.as_ref()));
    named.collect()
}

/// The whole work of the first of a work's summaries that has one.
fn detail<'a>(entry: &Entry, records: &'a [PlainRecord]) -> Option<&'a WorkDetail> {
    entry.summaries.iter().find_map(|summary| {
        let owner = summary.owner.person();
        let plain = records.iter().find(|it| Some(it.record.id) == owner)?;
        plain.details.get(&summary.put_code?)
    })
}

fn write(works: &[PlainWork], write: impl Fn(&[Item<'_>]) -> String) -> String {
    let names: Vec<Vec<&Name>> = works
        .iter()
        .map(|plain| {
            let names = plain.people.iter().filter_map(|(_, name)| name.as_ref());
            names.collect()
        })
        .collect();
    let items = works.iter().zip(&names).map(|(plain, people)| Item {
        work: &plain.work,
        detail: plain.detail.as_ref(),
        people,
    });
    write(&items.collect::<Vec<_>>())
}

/// The caller's day.
fn today() -> Option<PartialDate> {
    let now = Date::new_0();
    let (year, month) = (now.get_full_year(), now.get_month() + 1);
    PartialDate::new(year as u16, Some(month as u8), Some(now.get_date() as u8))
}

/// Lets a page answer its visitor meanwhile.
struct Breath;

impl Pause for Breath {
    async fn pause(&self) {
        breathe().await;
    }
}
