//! From plain objects back to domain values. They may come from anywhere by then: what
//! is no text, link, date or iD is not there, and a work needs a title.

use super::names::Word;
use super::values::{Details, PlainRecord, PlainWork};
use crate::json::Node;
use crate::orcid::{
    Affiliation, Citation, Contributor, ContributorRole, ExternalId, Name, NamedLink, OrcidId,
    Organization, OrganizationId, PartialDate, Person, Record, Source, Title, TranslatedTitle,
    WebLink, Within, Work, WorkDetail, WorkGroup, WorkType,
};

/// Reads a record; `None` where it names nobody.
pub fn read_record<N: Node>(plain: &N) -> Option<PlainRecord> {
    let mut details = Details::new();
    let works = list(plain, "works", |one| group(one, &mut details));
    let count = |name| whole(plain, name).map_or(0, |number| number as usize);
    let record = Record {
        id: orcid(plain)?,
        person: Person {
            name: name(plain),
            other_names: texts(plain, "otherNames"),
            biography: text(plain, "biography"),
            keywords: texts(plain, "keywords"),
            links: list(plain, "links", |one| {
                Some(NamedLink {
                    label: text(one, "label"),
                    link: link(one, "url")?,
                })
            }),
            emails: texts(plain, "emails"),
            countries: texts(plain, "countries"),
        },
        affiliations: list(plain, "affiliations", affiliation),
        work_count: count("workCount").max(works.len()),
        works,
        funding_count: count("fundingCount"),
        peer_review_count: count("peerReviewCount"),
        last_modified: whole(plain, "lastModified"),
        skipped: count("skipped"),
    };
    let page = text(plain, "page").unwrap_or_else(|| record.id.url());
    Some(PlainRecord {
        record,
        page,
        details,
    })
}

/// Reads a merged work; `None` where it has no title.
pub fn read_work<N: Node>(plain: &N) -> Option<PlainWork> {
    let work = work(plain)?;
    let people = list(plain, "people", |one| Some((orcid(one)?, name(one))));
    Some(PlainWork {
        detail: detail(plain, &work),
        work,
        people,
    })
}

fn group<N: Node>(plain: &N, details: &mut Details) -> Option<WorkGroup> {
    let mut read = |one: &N| {
        let work = work(one)?;
        if let (Some(code), Some(whole)) = (work.put_code, detail(one, &work)) {
            details.insert(code, whole);
        }
        Some(work)
    };
    Some(WorkGroup {
        preferred: read(&plain.get("preferred"))?,
        others: list(plain, "others", read),
        identifiers: list(plain, "identifiers", identifier),
    })
}

fn work<N: Node>(plain: &N) -> Option<Work> {
    let translated = plain.get("translatedTitle");
    Some(Work {
        put_code: whole(plain, "putCode"),
        work_type: WorkType::parse(&text(plain, "type").unwrap_or_default()),
        title: Title {
            text: text(plain, "title")?,
            subtitle: text(plain, "subtitle"),
            translated: text(&translated, "title").map(|title| TranslatedTitle {
                text: title,
                lang: text(&translated, "language"),
            }),
        },
        venue: text(plain, "venue"),
        date: date(plain, "date"),
        identifiers: list(plain, "identifiers", identifier),
        link: link(plain, "link"),
        source: source(plain),
    })
}

fn detail<N: Node>(plain: &N, work: &Work) -> Option<WorkDetail> {
    let detail = plain.get("detail");
    if !detail.is_object() {
        return None;
    }
    let citation = detail.get("citation");
    Some(WorkDetail {
        work: work.clone(),
        description: text(&detail, "description"),
        citation: text(&citation, "value").map(|value| Citation {
            kind: text(&citation, "type").unwrap_or_default(),
            text: value,
        }),
        contributors: list(&detail, "contributors", contributor),
        language: text(&detail, "language"),
        country: text(&detail, "country"),
        within: Within {
            volume: text(&detail, "volume"),
            issue: text(&detail, "issue"),
            pages: text(&detail, "pages"),
        },
    })
}

fn contributor<N: Node>(plain: &N) -> Option<Contributor> {
    let (name, orcid) = (text(plain, "name"), orcid(plain));
    (name.is_some() || orcid.is_some()).then(|| Contributor {
        name,
        orcid,
        sequence: word(plain, "sequence"),
        role: text(plain, "role").and_then(|role| ContributorRole::parse(&role)),
    })
}

fn affiliation<N: Node>(plain: &N) -> Option<Affiliation> {
    let organization = plain.get("organization");
    let identifier = organization.get("identifier");
    let identifier = text(&identifier, "type").zip(text(&identifier, "value"));
    Some(Affiliation {
        kind: word(plain, "kind")?,
        put_code: whole(plain, "putCode"),
        organization: text(&organization, "name").map(|name| Organization {
            name,
            city: text(&organization, "city"),
            region: text(&organization, "region"),
            country: text(&organization, "country"),
            identifier: identifier.map(|(scheme, value)| OrganizationId { scheme, value }),
        }),
        department: text(plain, "department"),
        role: text(plain, "role"),
        start: date(plain, "start"),
        end: date(plain, "end"),
        link: link(plain, "link"),
        source: source(plain),
    })
}

fn identifier<N: Node>(plain: &N) -> Option<ExternalId> {
    Some(ExternalId {
        scheme: text(plain, "type")?,
        value: text(plain, "value")?,
        normalized: text(plain, "normalized"),
        link: link(plain, "link"),
        relationship: word(plain, "relationship").unwrap_or_default(),
    })
}

fn source<N: Node>(plain: &N) -> Source {
    let source = plain.get("source");
    Source {
        name: text(&source, "name"),
        orcid: orcid(&source),
        client: text(&source, "client"),
        on_behalf_of: text(&source, "onBehalfOf"),
    }
}

fn name<N: Node>(plain: &N) -> Option<Name> {
    let name = plain.get("name");
    let [given, family, credit] = ["given", "family", "credit"].map(|part| text(&name, part));
    let is_there = given.is_some() || family.is_some() || credit.is_some();
    is_there.then_some(Name {
        given,
        family,
        credit,
    })
}

fn orcid<N: Node>(plain: &N) -> Option<OrcidId> {
    OrcidId::from_registry(&plain.get("orcid").text()?)
}

fn link<N: Node>(plain: &N, name: &'static str) -> Option<WebLink> {
    WebLink::parse(&plain.get(name).text()?)
}

fn date<N: Node>(plain: &N, name: &'static str) -> Option<PartialDate> {
    PartialDate::parse_whole(&plain.get(name).text()?)
}

fn word<N: Node, W: Word>(plain: &N, name: &'static str) -> Option<W> {
    W::of(&plain.get(name).text()?)
}

fn text<N: Node>(plain: &N, name: &'static str) -> Option<String> {
    plain.get(name).text().filter(|text| !text.is_empty())
}

/// The largest whole number below which a number of JavaScript holds every other one.
const MOST_EXACT: f64 = 9_007_199_254_740_991.0;

/// A whole number that a number of JavaScript holds exactly.
fn whole<N: Node>(plain: &N, name: &'static str) -> Option<u64> {
    let number = plain.get(name).number()?;
    let is_exact = (0.0..=MOST_EXACT).contains(&number) && number.fract() == 0.0;
    is_exact.then_some(number as u64)
}

fn texts<N: Node>(plain: &N, name: &'static str) -> Vec<String> {
    list(plain, name, |one| {
        one.text().filter(|text| !text.is_empty())
    })
}

/// The items of a list that can be read.
fn list<N: Node, T>(
    plain: &N,
    name: &'static str,
    mut read: impl FnMut(&N) -> Option<T>,
) -> Vec<T> {
    let list = plain.get(name);
    let places = 0..list.count().unwrap_or_default();
    places.filter_map(|place| read(&list.at(place))).collect()
}
