//! What is true of every value past the parse boundary, whatever was read.

use scholar_badge::orcid::{
    Affiliation, Contributor, ExternalId, Name, OrcidId, PartialDate, Person, Record, Source,
    WebLink, Work, WorkDetail, WorkGroup,
};

/// A text of one line: trimmed, never empty, without control characters.
pub fn text(text: &str) {
    lines(text);
    assert!(!text.contains(char::is_control), "{text:?}");
}

/// A text that may have several lines.
pub fn lines(text: &str) {
    assert!(!text.is_empty());
    assert_eq!(text.trim(), text, "{text:?}");
    let is_wild = |c: char| c.is_control() && !matches!(c, '\n' | '\t');
    assert!(!text.contains(is_wild), "{text:?}");
}

/// An optional text.
pub fn maybe(one: &Option<String>) {
    one.iter().for_each(|one| text(one));
}

/// Two capital letters, as a browser names countries by.
pub fn country(code: &str) {
    assert!(code.len() == 2 && code.bytes().all(|byte| byte.is_ascii_uppercase()));
}

/// A BCP 47 tag that `Intl` takes, or at least the form of one.
pub fn language(tag: &str) {
    let mut parts = tag.split('-');
    let language = parts.next().unwrap_or_default();
    assert!((2..=3).contains(&language.len()), "{tag:?}");
    let is_plain = |part: &str| part.bytes().all(|byte| byte.is_ascii_alphanumeric());
    assert!(is_plain(language) && parts.all(|part| !part.is_empty() && is_plain(part)));
}

/// A link that is safe to follow, and that a browser follows to no other scheme.
pub fn link(link: &WebLink) {
    let text = link.as_str();
    let scheme = ["https:", "http:", "mailto:"]
        .into_iter()
        .find(|scheme| text.starts_with(scheme));
    let scheme = scheme.unwrap_or_else(|| panic!("no safe scheme: {text:?}"));
    let is_odd = |c: char| c.is_control() || matches!(c, ' ' | '"' | '<' | '>' | '`');
    assert!(!text.contains(is_odd), "{text:?}");
    assert_eq!(WebLink::parse(text).as_ref(), Some(link), "{text:?}");
    if let Ok(address) = url::Url::parse(text) {
        assert_eq!(address.scheme(), scheme.trim_end_matches(':'), "{text:?}");
        assert_eq!(address.username(), "", "{text:?}");
        assert_eq!(address.password(), None, "{text:?}");
    }
}

/// An iD, which reads back from all its forms.
pub fn id(id: OrcidId) {
    assert_eq!(id.digits().len(), 19);
    assert_eq!(OrcidId::from_registry(&id.digits()), Some(id));
    assert_eq!(OrcidId::from_registry(&id.url()), Some(id));
}

/// A date that exists.
pub fn date(date: PartialDate) {
    assert!((1..=9999).contains(&date.year()));
    let mut text = format!("{:04}", date.year());
    if let Some(month) = date.month() {
        assert!((1..=12).contains(&month));
        text += &format!("-{month:02}");
    }
    if let Some(day) = date.day() {
        assert!(date.month().is_some() && (1..=31).contains(&day));
        text += &format!("-{day:02}");
    }
    assert_eq!(PartialDate::parse(&text), Some(date));
    assert_eq!(PartialDate::parse_whole(&text), Some(date));
    assert!(!date.is_before(&date));
}

/// An identifier, with the DOI and the link that come of it.
pub fn identifier(one: &ExternalId) {
    text(&one.scheme);
    text(&one.value);
    maybe(&one.normalized);
    one.link.iter().for_each(link);
    one.link_to().iter().for_each(link);
    if let Some(doi) = one.doi() {
        assert!(doi.starts_with("10."), "{doi:?}");
        let is_odd = |c: char| c.is_control() || c.is_whitespace() || c.is_ascii_uppercase();
        assert!(!doi.contains(is_odd), "{doi:?}");
    }
}

fn source(source: &Source) {
    maybe(&source.name);
    maybe(&source.client);
    maybe(&source.on_behalf_of);
    source.orcid.into_iter().for_each(id);
}

/// A work's summary.
pub fn work(work: &Work) {
    text(&work.title.text);
    maybe(&work.title.subtitle);
    if let Some(translated) = &work.title.translated {
        text(&translated.text);
        translated.lang.iter().for_each(|tag| language(tag));
    }
    text(work.work_type.as_str());
    maybe(&work.venue);
    work.date.into_iter().for_each(date);
    work.identifiers.iter().for_each(identifier);
    work.link.iter().for_each(link);
    work.link_to().iter().for_each(link);
    source(&work.source);
}

/// A group of summaries.
pub fn group(group: &WorkGroup) {
    work(&group.preferred);
    group.others.iter().for_each(work);
    group.identifiers.iter().for_each(identifier);
}

fn contributor(one: &Contributor) {
    assert!(one.name.is_some() || one.orcid.is_some());
    maybe(&one.name);
    one.orcid.into_iter().for_each(id);
    assert!(one.role.iter().all(|role| !role.as_str().is_empty()));
}

/// A whole work.
pub fn detail(detail: &WorkDetail) {
    work(&detail.work);
    maybe(&detail.description);
    if let Some(citation) = &detail.citation {
        lines(&citation.text);
    }
    detail.contributors.iter().for_each(contributor);
    detail.language.iter().for_each(|tag| language(tag));
    detail.country.iter().for_each(|code| country(code));
}

fn name(name: &Name) {
    let parts = [&name.given, &name.family, &name.credit];
    assert!(parts.iter().any(|part| part.is_some()));
    parts.into_iter().for_each(maybe);
    text(&name.display());
}

/// The person section.
pub fn person(person: &Person) {
    person.name.iter().for_each(name);
    person.other_names.iter().for_each(|one| text(one));
    person.biography.iter().for_each(|one| lines(one));
    person.keywords.iter().for_each(|one| text(one));
    person.emails.iter().for_each(|one| text(one));
    person.countries.iter().for_each(|code| country(code));
    for one in &person.links {
        maybe(&one.label);
        link(&one.link);
    }
}

/// An affiliation.
pub fn affiliation(one: &Affiliation) {
    if let Some(organization) = &one.organization {
        text(&organization.name);
        maybe(&organization.city);
        maybe(&organization.region);
        organization.country.iter().for_each(|code| country(code));
        if let Some(identifier) = &organization.identifier {
            text(&identifier.scheme);
            text(&identifier.value);
        }
    }
    maybe(&one.department);
    maybe(&one.role);
    one.start.into_iter().for_each(date);
    one.end.into_iter().for_each(date);
    one.link.iter().for_each(link);
    source(&one.source);
}

/// A whole record.
pub fn record(record: &Record) {
    id(record.id);
    person(&record.person);
    record.affiliations.iter().for_each(affiliation);
    record.works.iter().for_each(group);
    assert!(record.works.len() <= record.work_count);
    let newest = record.recent_works(2);
    assert!(newest.len() <= 2 && newest.is_sorted_by(|a, b| a.preferred.date >= b.preferred.date));
    if let Some(today) = PartialDate::new(2026, Some(6), Some(15)) {
        let current = record.current_affiliations(today);
        assert!(current.iter().all(|one| one.is_current(today)));
    }
}
