//! What more is known of a work: who took part and how, its identifiers, who
//! asserted it, and the ways to cite it.

use std::rc::Rc;

use leptos::prelude::With;

use super::cite;
use super::model::{Byline, Context, Known, Member, Model};
use crate::bibliography::{Entry, Summary};
use crate::orcid::{ExternalId, Relationship};
use crate::view::holder::Holder;
use crate::view::messages::{fill, fill_two};
use crate::view::sections::list;
use crate::view::shape::{Shape, el, link};

/// The panel of one work.
pub fn about(context: &Context, model: &Model, entry: u32) -> Shape {
    let parts = model.with(|list| {
        let one = list.entries().get(entry as usize)?;
        let identifiers = identifiers(context, one);
        let asserted = asserted(context, model, one);
        Some([identifiers, asserted])
    });
    el("div")
        .part("about")
        .child(contributors(context, model, entry))
        .children(parts.flatten().into_iter().flatten().flatten().flatten())
        .child(cite::ways(
            context,
            Rc::new(move || vec![entry]),
            context.door.formatters(),
        ))
}

fn heading(context: &Context, text: &'static str) -> Shape {
    el("p")
        .part("about-heading")
        .words_of(context.messages)
        .text(text)
}

fn contributors(context: &Context, model: &Model, entry: u32) -> Shape {
    let (context, model) = (context.clone(), model.clone());
    el("div").switching(move || {
        let byline = context
            .signals
            .bylines
            .with(|bylines| bylines.get(entry as usize).cloned().unwrap_or_default());
        let messages = context.messages;
        let say = |text: &'static str| {
            el("p")
                .part("notice")
                .role("status")
                .words_of(messages)
                .text(text)
        };
        vec![match byline {
            Byline::Unknown | Byline::Asked => say(messages.list.asking),
            Byline::Failed => say(messages.list.contributors_failed),
            Byline::Missing => say(messages.list.no_contributors),
            Byline::Known(known) if known.credits.is_empty() => say(messages.list.no_contributors),
            Byline::Known(known) => everybody(&context, &model, &known),
        }]
    })
}

/// Everybody, with iD and roles as far as given.
fn everybody(context: &Context, model: &Model, known: &Known) -> Shape {
    let messages = context.messages;
    let items = known
        .credits
        .iter()
        .zip(&known.members)
        .map(|(credit, member)| {
            let person = member.and_then(|member| model.members.get(member));
            let name = credit.name.clone().or_else(|| Some(person?.label()));
            let shown = match credit.orcid.or_else(|| Some(person?.id())) {
                Some(id) => Holder {
                    id,
                    page: person.map_or_else(|| id.url(), |person| person.page.clone()),
                    name,
                    // Nobody but a person of the list: of others only a work
                    // says that this iD is theirs.
                    is_signed_in: person.map_or(|_| false, |_| context.signals.is_signed_in),
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
            "contributors",
            messages.list.contributors,
            items.collect(),
        ))
}

fn identifiers(context: &Context, one: &Entry) -> Option<Vec<Shape>> {
    let messages = context.messages;
    let versions = one.versions.iter().map(|version| &version.work);
    let all = std::iter::once(&one.work).chain(versions);
    let mut seen: Vec<&ExternalId> = Vec::new();
    for identifier in all.flat_map(|work| &work.identifiers) {
        if !seen.contains(&identifier) {
            seen.push(identifier);
        }
    }
    let items: Vec<Shape> = seen
        .into_iter()
        .map(|identifier| one_identifier(context, identifier))
        .collect();
    (!items.is_empty()).then(|| {
        vec![heading(context, messages.list.identifiers)]
            .into_iter()
            .chain(list("identifiers", messages.list.identifiers, items))
            .collect()
    })
}

fn one_identifier(context: &Context, identifier: &ExternalId) -> Shape {
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
            href.as_ref()
                .map_or_else(|| el("span"), link)
                .foreign(None)
                .text(&value),
        )
        .children(relation)
}

fn asserted(context: &Context, model: &Model, one: &Entry) -> Option<Vec<Shape>> {
    let messages = context.messages;
    let mut said: Vec<String> = Vec::new();
    let versions = one.versions.iter().flat_map(|version| &version.summaries);
    for summary in one.summaries.iter().chain(versions) {
        let who = who(context, model, summary);
        if !said.contains(&who) {
            said.push(who);
        }
    }
    let items: Vec<Shape> = said
        .into_iter()
        .map(|who| el("li").part("source").foreign(None).text(&who))
        .collect();
    (!items.is_empty()).then(|| {
        vec![heading(context, messages.list.asserted)]
            .into_iter()
            .chain(list("sources", messages.list.asserted, items))
            .collect()
    })
}

/// Who says so: the person, or the system of somebody else.
fn who(context: &Context, model: &Model, summary: &Summary) -> String {
    let messages = &context.messages.list;
    let owner = model.owner(summary.shelf);
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
