//! What more is known of a work: who took part and how, its identifiers, and who
//! asserted it.

use super::context::Context;
use crate::bibliography::{Entry, Summary, WorkKey};
use crate::list::{Contributors, ListState, Member, Part, WorkContributors};
use crate::orcid::{ExternalId, Relationship};
use crate::view::element_builder::{ElementBuilder, el, link};
use crate::view::holder::Holder;
use crate::view::messages::{fill, fill_two};
use crate::view::sections::{MOST_ITEMS, list};

/// Contributors that are named: all of the largest collaborations in physics.
const MOST_CONTRIBUTORS: usize = 6_000;
/// Identifiers, and sources, of one work that are looked at: no sound record has as
/// many.
const MOST_COMPARED: usize = 1_000;

/// The panel of one work.
pub fn about(context: &Context, work: WorkKey) -> ElementBuilder {
    let parts = context.store.peek(|state| {
        let one = state.entry(&work)?;
        Some([identifiers(context, one), asserted(context, state, one)])
    });
    el("div")
        .part("panel about")
        .child(contributors(context, work))
        .children(parts.into_iter().flatten().flatten().flatten())
}

fn heading(context: &Context, text: &'static str) -> ElementBuilder {
    el("p")
        .part("about-heading")
        .words_of(context.messages)
        .text(text)
}

fn contributors(context: &Context, work: WorkKey) -> ElementBuilder {
    let messages = context.messages;
    let (said, known) = (context.clone(), context.clone());
    let known = el("div").switching(move || {
        let contributors = known
            .store
            .read(Part::Contributors, |it| it.contributors(&work));
        match contributors {
            Contributors::Known(all) if !all.credits.is_empty() => {
                let store = &known.store;
                vec![store.peek(|state| everybody(&known, state, &all))]
            }
            _ => Vec::new(),
        }
    });
    // There before its text, or screen readers would not say it.
    let status = el("div").role("status").switching(move || {
        let contributors = said
            .store
            .read(Part::Contributors, |it| it.contributors(&work));
        let text = match contributors {
            Contributors::Unknown | Contributors::Asked => messages.list.asking,
            Contributors::Failed => messages.list.contributors_failed,
            Contributors::Known(known) if !known.credits.is_empty() => return Vec::new(),
            Contributors::Missing | Contributors::Known(_) => messages.list.no_contributors,
        };
        vec![el("p").part("notice").words_of(messages).text(text)]
    });
    el("div").child(status).child(known)
}

/// Everybody, with iD and roles as far as given.
fn everybody(context: &Context, state: &ListState, known: &WorkContributors) -> ElementBuilder {
    let messages = context.messages;
    let items = known
        .credits
        .iter()
        .zip(&known.members)
        .take(MOST_CONTRIBUTORS)
        .map(|(credit, member)| {
            let person = member.and_then(|member| state.member(member));
            let name = credit.name.clone().or_else(|| Some(person?.label()));
            let shown = match credit.orcid.or_else(|| Some(person?.id())) {
                Some(id) => Holder {
                    id,
                    page: person.map_or_else(|| id.url(), |person| person.page.clone()),
                    name,
                    // Nobody but a person of the list: of others only a work
                    // says that this iD is theirs.
                    is_signed_in: person.map_or(|_| false, |_| context.store.is_signed_in()),
                    messages,
                }
                .inline(),
                None => el("span").foreign(None).text(&name.unwrap_or_default()),
            };
            let roles: Vec<String> = credit
                .roles
                .iter()
                .map(|role| messages.role(role))
                .filter(|role| !role.is_empty())
                .collect();
            let roles = (!roles.is_empty()).then(|| {
                el("span")
                    .part("roles")
                    .words_of(messages)
                    .text(&roles.join(", "))
            });
            el("li")
                .part("contributor")
                .child(shown)
                .text(" ")
                .children(roles)
        });
    el("div")
        .child(heading(context, messages.list.contributors))
        .children(list(
            messages,
            "contributors",
            messages.list.contributors,
            (items.collect(), known.credits.len()),
        ))
}

fn identifiers(context: &Context, one: &Entry) -> Option<Vec<ElementBuilder>> {
    let messages = context.messages;
    let versions = one.versions.iter().map(|version| &version.work);
    let all = std::iter::once(&one.work).chain(versions);
    let mut seen: Vec<&ExternalId> = Vec::new();
    // Each is compared with all before it.
    for identifier in all.flat_map(|work| &work.identifiers).take(MOST_COMPARED) {
        if !seen.contains(&identifier) {
            seen.push(identifier);
        }
    }
    let count = seen.len();
    let items: Vec<ElementBuilder> = seen
        .into_iter()
        .take(MOST_ITEMS)
        .map(|identifier| one_identifier(context, identifier))
        .collect();
    (!items.is_empty()).then(|| {
        vec![heading(context, messages.list.identifiers)]
            .into_iter()
            .chain(list(
                messages,
                "identifiers",
                messages.list.identifiers,
                (items, count),
            ))
            .collect()
    })
}

fn one_identifier(context: &Context, identifier: &ExternalId) -> ElementBuilder {
    let messages = context.messages;
    let href = identifier.link_to();
    let value = identifier.doi().unwrap_or_else(|| identifier.value.clone());
    let relation = match identifier.relationship {
        Relationship::Own => None,
        Relationship::PartOf => Some(messages.list.part_of),
        Relationship::VersionOf => Some(messages.list.version_of),
        Relationship::FundedBy => Some(messages.list.funded_by),
    };
    let relation = relation.map(|relation| {
        el("span")
            .part("relation")
            .words_of(messages)
            .text(&[" (", relation, ")"].concat())
    });
    el("li")
        .part("identifier")
        .child(
            el("span")
                .part("scheme")
                .foreign(None)
                .text(&[&identifier.scheme, ": "].concat()),
        )
        .child(
            match &href {
                Some(href) => link(href).part("identifier-link"),
                None => el("span"),
            }
            .foreign(None)
            .text(&value),
        )
        .children(relation)
}

fn asserted(context: &Context, state: &ListState, one: &Entry) -> Option<Vec<ElementBuilder>> {
    let messages = context.messages;
    let mut said: Vec<String> = Vec::new();
    for summary in one.all_summaries().take(MOST_COMPARED) {
        let who = who(context, state, summary);
        if !said.contains(&who) {
            said.push(who);
        }
    }
    let count = said.len();
    let items: Vec<ElementBuilder> = said
        .into_iter()
        .take(MOST_ITEMS)
        .map(|who| el("li").part("source").foreign(None).text(&who))
        .collect();
    (!items.is_empty()).then(|| {
        vec![heading(context, messages.list.asserted)]
            .into_iter()
            .chain(list(
                messages,
                "sources",
                messages.list.asserted,
                (items, count),
            ))
            .collect()
    })
}

/// Who says so: the person, or the system of somebody else.
fn who(context: &Context, state: &ListState, summary: &Summary) -> String {
    let messages = &context.messages.list;
    let Some(owner) = summary.owner.person() else {
        return messages.by_site.into();
    };
    let owner = state.member(owner);
    let source = &summary.source;
    let is_self =
        source.client.is_none() && source.orcid.is_some() && source.orcid == owner.map(Member::id);
    match (&source.name, &source.on_behalf_of) {
        (_, None) if is_self => fill(
            messages.by_self,
            &owner.map(Member::label).unwrap_or_default(),
        ),
        (Some(name), Some(other)) => fill_two(messages.for_other, name, other),
        (Some(name), None) => fill(messages.by_source, name),
        _ => messages.by_unknown.into(),
    }
}
