//! One work: as a summary, and whole.

use super::error_body::{self, ErrorBody};
use super::items::Items;
use super::{Node, date, external_ids, source, text, value};
use crate::orcid::{
    Citation, Contributor, ContributorRole, OrcidId, Sequence, Title, TranslatedTitle, Within,
    Work, WorkDetail, WorkType,
};
#[cfg(any(feature = "works", not(target_arch = "wasm32")))]
use crate::registry::WorksAnswer;

/// Reads the answer of `/work/{put-code}`. `None` when it is no work, has no
/// title or is not public.
pub fn read<N: Node>(work: &N) -> Option<WorkDetail> {
    if !value::is_public(work) {
        return None;
    }
    // What is broken within one work has no reader to be counted for.
    let skipped = &mut 0;
    Some(WorkDetail {
        work: read_summary(work, skipped)?,
        description: value::text(work, "short-description"),
        citation: citation(&work.get("citation")),
        contributors: contributors(&work.get("contributors"), skipped),
        language: language(work),
        country: value::country(work, "country"),
        within: Within::default(),
    })
}

/// Reads the answer of `/works/{put-code},…`: for each item the work, or why
/// there is none. An unreadable work is an empty [`ErrorBody`]. The items
/// name themselves by their put-codes; their places mean nothing.
pub fn read_bulk<N: Node>(answer: &N) -> Vec<Result<WorkDetail, ErrorBody>> {
    let mut items = Items::of(answer.get("bulk"));
    let mut works = Vec::with_capacity(items.count());
    while let Some(item) = items.next() {
        let work = read(&item.get("work"));
        works.push(work.ok_or_else(|| error_body::read(&item.get("error")).unwrap_or_default()));
    }
    works
}

/// Reads the answer of `/works/{put-code},…`, which was asked for these
/// put-codes: the works, and which of the others the registry says are not
/// public (9039) or not there (9034). The first of these errors names no work:
/// it tells something only where every silence has such an error of its own.
#[cfg(any(feature = "works", not(target_arch = "wasm32")))]
pub fn read_works<N: Node>(answer: &N, asked: &[u64]) -> WorksAnswer {
    let mut items = Items::of(answer.get("bulk"));
    let mut found = WorksAnswer::default();
    let mut silent = asked.to_vec();
    let mut hidden = 0;
    while let Some(item) = items.next() {
        let work = item.get("work");
        let put_code = value::whole(&work, "put-code");
        silent.retain(|code| Some(*code) != put_code);
        found.works.extend(read(&work));
        let error = item.get("error");
        match error_body::read(&error).and_then(|body| body.code) {
            Some(9039) => hidden += 1,
            Some(9034) => {
                let message = value::text(&error, "developer-message").unwrap_or_default();
                let is_named =
                    |code: &u64| message.contains(&["'", &code.to_string(), "'"].concat());
                found
                    .withdrawn
                    .extend(silent.extract_if(.., |code| is_named(code)));
            }
            _ => {}
        }
    }
    if silent.len() == hidden {
        found.withdrawn.append(&mut silent);
    }
    found
}

/// Reads what a summary and a whole work share. `None` without any title.
pub(super) fn read_summary<N: Node>(work: &N, skipped: &mut usize) -> Option<Work> {
    Some(Work {
        title: title(work)?,
        put_code: value::whole(work, "put-code"),
        work_type: WorkType::parse(&value::word(work, "type")),
        venue: value::title(work, "journal-title"),
        date: date::read(work, "publication-date"),
        identifiers: external_ids::read(work, skipped),
        link: value::link(work, "url"),
        source: source::read(work),
    })
}

/// Whether [`title`] may find something, seen without reading any text.
pub(super) fn has_title<N: Node>(work: &N) -> bool {
    let title = work.get("title");
    !value::unwrapped(&title, "title").is_null()
        || !title.get("subtitle").is_null()
        || !title.get("translated-title").is_null()
        || !value::unwrapped(work, "title").is_object()
            && !value::unwrapped(work, "title").is_null()
}

/// The first title there is becomes the main one.
fn title<N: Node>(work: &N) -> Option<Title> {
    let title = work.get("title");
    let main = value::title(&title, "title");
    let mut subtitle = value::title(&title, "subtitle");
    let mut translated = translated_title(&title);
    let text = main
        .or_else(|| subtitle.take())
        .or_else(|| translated.take().map(|title| title.text))
        // A bare string where the object should be.
        .or_else(|| value::title(work, "title"))?;
    Some(Title {
        text,
        subtitle,
        translated,
    })
}

fn translated_title<N: Node>(title: &N) -> Option<TranslatedTitle> {
    let translated = title.get("translated-title");
    Some(TranslatedTitle {
        text: value::title(title, "translated-title")?,
        lang: language(&translated),
    })
}

fn language<N: Node>(holder: &N) -> Option<String> {
    text::language(value::text(holder, "language-code")?)
}

fn citation<N: Node>(citation: &N) -> Option<Citation> {
    Some(Citation {
        kind: value::word(citation, "citation-type"),
        text: text::lines(value::unwrapped(citation, "citation-value").text()?)?,
    })
}

fn contributors<N: Node>(holder: &N, skipped: &mut usize) -> Vec<Contributor> {
    let mut items = Items::of(holder.get("contributor"));
    let mut contributors = Vec::with_capacity(items.count());
    while let Some(item) = items.next_object(skipped) {
        contributors.extend(contributor(&item));
    }
    contributors
}

fn contributor<N: Node>(item: &N) -> Option<Contributor> {
    let name = value::text(item, "credit-name");
    let orcid = contributor_orcid(&item.get("contributor-orcid"));
    let attributes = item.get("contributor-attributes");
    (name.is_some() || orcid.is_some()).then(|| Contributor {
        name,
        orcid,
        sequence: sequence(attributes.get("contributor-sequence").text()),
        role: attributes
            .get("contributor-role")
            .text()
            .and_then(|role| ContributorRole::parse(&role)),
    })
}

/// Unlike the registry's own iDs these were typed by someone, so they are
/// checked. `host` may be null.
fn contributor_orcid<N: Node>(identifier: &N) -> Option<OrcidId> {
    ["path", "uri"]
        .into_iter()
        .find_map(|key| OrcidId::parse(&identifier.get(key).text()?).ok())
}

fn sequence(text: Option<String>) -> Option<Sequence> {
    let text = text?;
    if text.eq_ignore_ascii_case("first") {
        Some(Sequence::First)
    } else if text.eq_ignore_ascii_case("additional") {
        Some(Sequence::Additional)
    } else {
        None
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::unreachable)]
mod tests {
    use serde_json::{Value, json};

    use super::super::json_node::JsonNode;
    use super::*;

    fn work() -> Value {
        json!({
            "put-code": "123",
            "path": null,
            "title": {
                "title": {"value": "On <i>cracked</i> pots"},
                "subtitle": {"value": "A study"},
                "translated-title": {"value": "על כדים", "language-code": "iw"},
            },
            "journal-title": {"value": "Pots &amp; Pans"},
            "short-description": "Short.",
            "citation": {"citation-type": "BIBTEX", "citation-value": "@article{x,\n}"},
            "type": "JOURNAL_ARTICLE",
            "publication-date": {"year": {"value": "2008"}, "month": {"value": "02"}, "day": {"value": "30"}},
            "external-ids": {"external-id": [
                null,
                {"external-id-type": "doi", "external-id-value": " 10.5555/12345678",
                 "external-id-normalized": null,
                 "external-id-normalized-error": {"error-code": "8001"},
                 "external-id-url": {"value": ""}, "external-id-relationship": "SELF"},
                {"external-id-type": "isbn", "external-id-value": null},
                {"external-id-type": "issn", "external-id-value": "1234-5679",
                 "external-id-relationship": "continues"},
            ]},
            "url": {"value": "https://example.org/pots"},
            "source": {"source-orcid": null, "source-client-id": {"path": "APP-1"},
                "source-name": {"value": "Crossref"}, "assertion-origin-name": {"value": "Carberry"}},
            "contributors": {"contributor": [
                {"contributor-orcid": {"host": null, "path": "0000-0002-1825-0097"},
                 "credit-name": {"value": "Carberry"},
                 "contributor-attributes": {"contributor-sequence": "FIRST",
                    "contributor-role": "http://credit.niso.org/contributor-roles/methodology/"}},
                {"contributor-orcid": {"uri": "https://orcid.org/0000-0002-1825-0098", "path": null},
                 "credit-name": {"value": "Mistyped"}, "contributor-attributes": null},
                {"contributor-orcid": null, "credit-name": null},
            ]},
            "language-code": "zh_CN",
            "country": {"value": "US"},
            "visibility": "public",
        })
    }

    #[test]
    fn a_whole_work_is_read() {
        let detail = read(&JsonNode(&work())).unwrap();
        let one = &detail.work;
        assert_eq!(one.put_code, Some(123));
        assert_eq!(one.title.text, "On cracked pots");
        assert_eq!(one.title.subtitle.as_deref(), Some("A study"));
        let translated = one.title.translated.as_ref().unwrap();
        assert_eq!(translated.lang.as_deref(), Some("he"));
        assert_eq!(one.venue.as_deref(), Some("Pots & Pans"));
        assert_eq!(one.work_type.as_str(), "journal-article");
        let date = one.date.unwrap();
        assert_eq!(
            (date.year(), date.month(), date.day()),
            (2008, Some(2), None)
        );
        assert_eq!(one.doi().as_deref(), Some("10.5555/12345678"));
        assert_eq!(one.source.name.as_deref(), Some("Crossref"));
        assert_eq!(one.source.client.as_deref(), Some("APP-1"));
        assert_eq!(one.source.on_behalf_of.as_deref(), Some("Carberry"));
        assert_eq!(detail.citation.as_ref().unwrap().kind, "bibtex");
        assert_eq!(detail.citation.as_ref().unwrap().text, "@article{x,\n}");
        assert_eq!(detail.description.as_deref(), Some("Short."));
        assert_eq!(detail.language.as_deref(), Some("zh-CN"));
        assert_eq!(detail.country.as_deref(), Some("US"));
    }

    #[test]
    fn an_unknown_relationship_is_not_the_works_own() {
        let detail = read(&JsonNode(&work())).unwrap();
        let relationships: Vec<_> = detail
            .work
            .identifiers
            .iter()
            .map(|id| id.relationship)
            .collect();
        use crate::orcid::Relationship::{Own, PartOf};
        assert_eq!(relationships, [Own, PartOf]);
    }

    #[test]
    fn contributors_keep_only_ids_that_can_be() {
        let detail = read(&JsonNode(&work())).unwrap();
        let [first, second] = detail.contributors.as_slice() else {
            unreachable!("two contributors have a name");
        };
        assert_eq!(
            first.orcid.map(|id| id.digits()).as_deref(),
            Some("0000-0002-1825-0097")
        );
        assert_eq!(first.sequence, Some(Sequence::First));
        assert_eq!(
            first.role.as_ref().and_then(ContributorRole::credit),
            Some("methodology")
        );
        assert_eq!(
            (second.name.as_deref(), second.orcid),
            (Some("Mistyped"), None)
        );
        assert_eq!((second.sequence, &second.role), (None, &None));
    }

    #[test]
    fn the_first_title_there_is_becomes_the_title() {
        let mut one = work();
        one["title"]["title"] = json!({"value": " "});
        let title = read(&JsonNode(&one)).unwrap().work.title;
        assert_eq!((title.text.as_str(), title.subtitle), ("A study", None));
        one["title"]["subtitle"] = json!(null);
        let title = read(&JsonNode(&one)).unwrap().work.title;
        assert_eq!((title.text.as_str(), title.translated), ("על כדים", None));
        one["title"] = json!("Bare");
        assert_eq!(read(&JsonNode(&one)).unwrap().work.title.text, "Bare");
        for nothing in [
            json!(null),
            json!({}),
            json!({"title": null}),
            json!({"title": {"value": ""}}),
        ] {
            one["title"] = nothing;
            assert_eq!(read(&JsonNode(&one)), None);
        }
    }

    #[test]
    fn identifiers_may_be_null_at_every_level() {
        for ids in [
            json!(null),
            json!({}),
            json!({"external-id": null}),
            json!({"external-id": []}),
        ] {
            let mut one = work();
            one["external-ids"] = ids;
            assert_eq!(read(&JsonNode(&one)).unwrap().work.identifiers, []);
        }
    }

    #[test]
    fn a_bulk_answer_has_works_and_errors() {
        let mut hidden = work();
        hidden["visibility"] = json!("private");
        let answer = json!({"bulk": [
            {"work": work()},
            {"error": {"response-code": 404, "error-code": 9016}},
            {"work": hidden},
            {},
            null,
        ]});
        let items = read_bulk(&JsonNode(&answer));
        assert_eq!(items.len(), 4);
        assert!(items[0].is_ok());
        assert_eq!(
            items[1],
            Err(ErrorBody {
                status: Some(404),
                code: Some(9016)
            })
        );
        assert_eq!(items[2], Err(ErrorBody::default()));
        assert_eq!(items[3], Err(ErrorBody::default()));
        assert_eq!(read_bulk(&JsonNode(&json!({"bulk": null}))), []);
    }

    #[test]
    fn works_that_are_no_longer_public_are_told_from_those_nobody_mentions() {
        let hidden = json!({"error": {"response-code": 403, "error-code": 9039}});
        let gone = json!({"error": {
            "response-code": 400,
            "error-code": 9034,
            "developer-message": "400 Bad Request: Full validation error: '12' is not a valid put code",
        }});
        let other = json!({"error": {"response-code": 500, "error-code": 9008}});
        let work = json!({"work": {"put-code": 7, "title": {"title": {"value": "On ice"}}}});
        let read = |items: &[&Value], asked: &[u64]| {
            let answer = json!({"bulk": items});
            let found = read_works(&JsonNode(&answer), asked);
            (found.works.len(), found.withdrawn)
        };
        assert_eq!(read(&[&work, &gone], &[7, 12]), (1, vec![12]));
        assert_eq!(read(&[&work, &hidden], &[7, 1]), (1, vec![1]));
        assert_eq!(
            read(&[&work, &gone, &hidden], &[7, 12, 1]),
            (1, vec![12, 1])
        );
        // One is silent without an error: which of the two is hidden?
        assert_eq!(read(&[&work, &hidden], &[7, 1, 2]), (1, vec![]));
        assert_eq!(read(&[&work, &other], &[7, 1]), (1, vec![]));
        assert_eq!(read(&[&gone], &[7]), (0, vec![]));
        assert_eq!(read(&[], &[7]), (0, vec![]));
    }
}
