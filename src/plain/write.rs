//! From domain values to plain objects, as JSON.

use super::names::Word;
use super::values::{Hits, MergedWork, Origin, PlainRecord};
use crate::bibliography::Summary;
use crate::cite::iso;
use crate::json::write::Json;
use crate::orcid::{
    Affiliation, Contributor, ExternalId, Name, NamedLink, OrcidId, Organization, PartialDate,
    SearchHit, Source, WebLink, Work, WorkDetail, WorkGroup,
};

/// A record as an object.
pub fn record(plain: &PlainRecord, origin: Origin) -> String {
    let record = &plain.record;
    let mut out = String::with_capacity(1_000 * (1 + record.works.len()));
    let json = &mut Json::new(&mut out, false);
    json.open('{');
    who(json, record.id);
    json.member("page", &plain.page);
    let person = &record.person;
    some_name(json, person.name.as_ref());
    texts(json, "otherNames", &person.other_names);
    text(json, "biography", person.biography.as_deref());
    texts(json, "keywords", &person.keywords);
    list(json, "links", &person.links, named_link);
    texts(json, "emails", &person.emails);
    texts(json, "countries", &person.countries);
    list(json, "affiliations", &record.affiliations, affiliation);
    list(json, "works", &record.works, |json, one| {
        group(json, one, plain);
    });
    number(json, "workCount", Some(record.work_count as u64));
    number(json, "fundingCount", Some(record.funding_count as u64));
    let reviews = record.peer_review_count as u64;
    number(json, "peerReviewCount", Some(reviews));
    number(json, "lastModified", record.last_modified);
    number(json, "skipped", Some(record.skipped as u64));
    number(json, "fetchedAt", Some(origin.fetched_at as u64));
    json.name("fromCache");
    json.flag(origin.from_cache);
    text(json, "notRenewed", origin.not_renewed);
    json.close('}');
    out
}

/// Merged works as a list of objects.
pub fn works(works: &[MergedWork<'_>]) -> String {
    let mut out = String::with_capacity(1_000 * (1 + works.len()));
    let json = &mut Json::new(&mut out, false);
    json.open('[');
    for one in works {
        let entry = one.entry;
        json.open('{');
        work(json, &entry.work);
        detail(json, one.detail);
        list(json, "people", one.people, |json, (id, name)| {
            json.open('{');
            who(json, *id);
            some_name(json, *name);
            json.close('}');
        });
        list(json, "summaries", &entry.summaries, summary);
        list(json, "versions", &entry.versions, |json, version| {
            json.open('{');
            work(json, &version.work);
            list(json, "summaries", &version.summaries, summary);
            json.close('}');
        });
        json.close('}');
    }
    json.close(']');
    out
}

/// A page of hits as an object.
pub fn hits(page: &Hits<'_>) -> String {
    let mut out = String::with_capacity(400 * (1 + page.people.len()));
    let json = &mut Json::new(&mut out, false);
    json.open('{');
    number(json, "found", Some(page.found as u64));
    number(json, "skipped", Some(page.skipped as u64));
    list(json, "people", page.people, hit);
    json.close('}');
    out
}

fn hit(json: &mut Json<'_>, hit: &SearchHit) {
    json.open('{');
    who(json, hit.id);
    some_name(json, hit.name.as_ref());
    texts(json, "otherNames", &hit.other_names);
    texts(json, "emails", &hit.emails);
    texts(json, "institutions", &hit.institutions);
    json.close('}');
}

fn who(json: &mut Json<'_>, id: OrcidId) {
    json.member("orcid", &id.digits());
    json.member("uri", &id.url());
}

fn some_name(json: &mut Json<'_>, name: Option<&Name>) {
    json.name("name");
    let Some(name) = name else {
        return json.null();
    };
    json.open('{');
    json.member("display", &name.display());
    text(json, "given", name.given.as_deref());
    text(json, "family", name.family.as_deref());
    text(json, "credit", name.credit.as_deref());
    json.close('}');
}

fn named_link(json: &mut Json<'_>, one: &NamedLink) {
    json.open('{');
    text(json, "label", one.label.as_deref());
    json.member("url", one.link.as_str());
    json.close('}');
}

fn affiliation(json: &mut Json<'_>, one: &Affiliation) {
    json.open('{');
    json.member("kind", one.kind.name());
    number(json, "putCode", one.put_code);
    json.name("organization");
    match &one.organization {
        Some(it) => organization(json, it),
        None => json.null(),
    }
    text(json, "department", one.department.as_deref());
    text(json, "role", one.role.as_deref());
    date(json, "start", one.start);
    date(json, "end", one.end);
    link(json, "link", one.link.as_ref());
    source(json, &one.source);
    json.close('}');
}

fn organization(json: &mut Json<'_>, one: &Organization) {
    json.open('{');
    json.member("name", &one.name);
    text(json, "city", one.city.as_deref());
    text(json, "region", one.region.as_deref());
    text(json, "country", one.country.as_deref());
    json.name("identifier");
    match &one.identifier {
        Some(id) => {
            json.open('{');
            json.member("type", &id.scheme);
            json.member("value", &id.value);
            json.close('}');
        }
        None => json.null(),
    }
    json.close('}');
}

fn group(json: &mut Json<'_>, group: &WorkGroup, plain: &PlainRecord) {
    let whole = |json: &mut Json<'_>, one: &Work| {
        json.open('{');
        work(json, one);
        detail(json, one.put_code.and_then(|code| plain.details.get(&code)));
        json.close('}');
    };
    json.open('{');
    json.name("preferred");
    whole(json, &group.preferred);
    list(json, "others", &group.others, whole);
    list(json, "identifiers", &group.identifiers, identifier);
    json.close('}');
}

/// The members of a work.
fn work(json: &mut Json<'_>, work: &Work) {
    number(json, "putCode", work.put_code);
    json.member("type", work.work_type.as_str());
    json.member("title", &work.title.text);
    text(json, "subtitle", work.title.subtitle.as_deref());
    json.name("translatedTitle");
    match &work.title.translated {
        Some(translated) => {
            json.open('{');
            json.member("title", &translated.text);
            text(json, "language", translated.lang.as_deref());
            json.close('}');
        }
        None => json.null(),
    }
    text(json, "venue", work.venue.as_deref());
    date(json, "date", work.date);
    text(json, "doi", work.doi().as_deref());
    link(json, "url", work.link_to().as_ref());
    list(json, "identifiers", &work.identifiers, identifier);
    link(json, "link", work.link.as_ref());
    source(json, &work.source);
}

fn identifier(json: &mut Json<'_>, id: &ExternalId) {
    json.open('{');
    json.member("type", &id.scheme);
    json.member("value", &id.value);
    text(json, "normalized", id.normalized.as_deref());
    link(json, "link", id.link.as_ref());
    json.member("relationship", id.relationship.name());
    link(json, "url", id.link_to().as_ref());
    json.close('}');
}

fn source(json: &mut Json<'_>, source: &Source) {
    json.name("source");
    json.open('{');
    text(json, "name", source.name.as_deref());
    orcid(json, source.orcid);
    text(json, "client", source.client.as_deref());
    text(json, "onBehalfOf", source.on_behalf_of.as_deref());
    json.close('}');
}

fn summary(json: &mut Json<'_>, one: &Summary) {
    json.open('{');
    orcid(json, one.owner.person());
    number(json, "putCode", one.put_code);
    source(json, &one.source);
    text(json, "title", one.title.as_deref());
    json.close('}');
}

/// What a summary leaves out.
fn detail(json: &mut Json<'_>, whole: Option<&WorkDetail>) {
    json.name("detail");
    let Some(whole) = whole else {
        return json.null();
    };
    json.open('{');
    list(json, "contributors", &whole.contributors, contributor);
    text(json, "description", whole.description.as_deref());
    text(json, "language", whole.language.as_deref());
    text(json, "country", whole.country.as_deref());
    text(json, "volume", whole.within.volume.as_deref());
    text(json, "issue", whole.within.issue.as_deref());
    text(json, "pages", whole.within.pages.as_deref());
    json.name("citation");
    match &whole.citation {
        Some(citation) => {
            json.open('{');
            json.member("type", &citation.kind);
            json.member("value", &citation.text);
            json.close('}');
        }
        None => json.null(),
    }
    json.close('}');
}

fn contributor(json: &mut Json<'_>, one: &Contributor) {
    json.open('{');
    text(json, "name", one.name.as_deref());
    orcid(json, one.orcid);
    text(json, "sequence", one.sequence.map(Word::name));
    text(json, "role", one.role.as_ref().map(|role| role.as_str()));
    json.close('}');
}

fn orcid(json: &mut Json<'_>, id: Option<OrcidId>) {
    text(json, "orcid", id.map(|id| id.digits()).as_deref());
}

fn link(json: &mut Json<'_>, name: &str, link: Option<&WebLink>) {
    text(json, name, link.map(WebLink::as_str));
}

/// `2021`, `2021-05` or `2021-05-31`.
fn date(json: &mut Json<'_>, name: &str, date: Option<PartialDate>) {
    text(json, name, date.map(iso).as_deref());
}

fn text(json: &mut Json<'_>, name: &str, text: Option<&str>) {
    json.name(name);
    match text {
        Some(text) => json.text(text),
        None => json.null(),
    }
}

fn number(json: &mut Json<'_>, name: &str, number: Option<u64>) {
    json.name(name);
    match number {
        Some(number) => json.number(number),
        None => json.null(),
    }
}

fn texts(json: &mut Json<'_>, name: &str, all: &[String]) {
    list(json, name, all, |json, text| json.text(text));
}

fn list<T>(json: &mut Json<'_>, name: &str, all: &[T], write: impl Fn(&mut Json<'_>, &T)) {
    json.name(name);
    json.open('[');
    for one in all {
        write(json, one);
    }
    json.close(']');
}
