//! The choices of types, people and years: each a popover of boxes to tick.

use super::bars::{toggle, year_key};
use super::context::Context;
use super::controls::{checkbox, popover, present};
use crate::bibliography::Filter;
use crate::list::{ListState, Member, Part};
use crate::orcid::{OrcidId, WorkType};
use crate::view::element_builder::{ElementBuilder, el};
use leptos::prelude::*;

/// The choice of types; hidden where there is but one.
pub fn types(context: &Context) -> ElementBuilder {
    let (store, inner) = (context.store.clone(), context.clone());
    let names = move || {
        store.read(Part::Filter, |state| {
            let types = state.result().types.iter();
            let names = types.map(|count| String::from(count.value.as_str()));
            names.collect()
        })
    };
    let options = el("div").keyed(names, move |value| {
        one_type(&inner, &WorkType::parse(value))
    });
    let store = &context.store;
    let is_hidden = store.memo(Part::Filter, |state| state.result().types.len() < 2);
    facet(
        context,
        context.messages.list.types,
        |filter| filter.types.len(),
        options,
    )
    .live_attr("hidden", move || present(is_hidden.get()))
}

fn one_type(context: &Context, value: &WorkType) -> ElementBuilder {
    let messages = context.messages;
    let count = {
        let (store, value) = (context.store.clone(), value.clone());
        move || {
            store.read(Part::Filter, |state| {
                let mut types = state.result().types.iter();
                let found = types.find(|count| count.value == value);
                messages.number(found.map_or(0, |found| found.count))
            })
        }
    };
    let checked = {
        let (store, value) = (context.store.clone(), value.clone());
        move || store.read(Part::Filter, |state| state.filter().types.contains(&value))
    };
    let name = el("span").text(&messages.type_name(value));
    let (context, value) = (context.clone(), value.clone());
    checkbox(name, count, checked, move |_| {
        context.change_filter(|filter| toggle(&mut filter.types, value.clone()));
    })
}

/// The choice of members; hidden for the list of one person.
pub fn members(context: &Context) -> ElementBuilder {
    let (store, inner) = (context.store.clone(), context.clone());
    let ids = move || {
        store.read(Part::Members, |state| {
            come(state).map(|member| member.id().digits()).collect()
        })
    };
    let options = el("div").keyed(ids, move |digits| {
        let id = OrcidId::from_registry(digits);
        id.map_or_else(|| el("span"), |id| one_member(&inner, id))
    });
    let store = &context.store;
    let is_hidden = store.memo(Part::Members, |state| come(state).count() < 2);
    facet(
        context,
        context.messages.list.members,
        |filter| filter.people.len(),
        options,
    )
    .live_attr("hidden", move || present(is_hidden.get()))
}

/// Those whose record is there; one after another they come.
fn come(state: &ListState) -> impl Iterator<Item = &Member> {
    state.people().filter(|member| member.answer().is_some())
}

fn one_member(context: &Context, id: OrcidId) -> ElementBuilder {
    let messages = context.messages;
    let count = {
        let store = context.store.clone();
        move || {
            store.read(Part::Filter, |state| {
                let mut people = state.result().people.iter();
                let found = people.find(|count| count.value == id);
                messages.number(found.map_or(0, |found| found.count))
            })
        }
    };
    let checked = {
        let store = context.store.clone();
        move || store.read(Part::Filter, |state| state.filter().people.contains(&id))
    };
    let store = context.store.clone();
    let label = move || {
        let label = |member: &Member| member.label();
        store.read(Part::Members, |state| {
            state.member(id).map(label).unwrap_or_default()
        })
    };
    let name = el("span").foreign(None).live_text(label);
    let context = context.clone();
    checkbox(name, count, checked, move |_| {
        context.change_filter(|filter| toggle(&mut filter.people, id));
    })
}

/// The choice of years; hidden where there is but one.
pub fn years(context: &Context) -> ElementBuilder {
    let (store, inner) = (context.store.clone(), context.clone());
    let names = move || {
        store.read(Part::Filter, |state| {
            let years = state.result().years.iter();
            years.map(|count| year_key(count.value)).collect()
        })
    };
    let options = el("div").keyed(names, move |key| one_year(&inner, key.parse().ok()));
    let store = &context.store;
    let is_hidden = store.memo(Part::Filter, |state| state.result().years.len() < 2);
    facet(
        context,
        context.messages.list.year,
        |filter| filter.years.len(),
        options,
    )
    .live_attr("hidden", move || present(is_hidden.get()))
}

fn one_year(context: &Context, year: Option<u16>) -> ElementBuilder {
    let messages = context.messages;
    let count = {
        let store = context.store.clone();
        move || {
            store.read(Part::Filter, |state| {
                let mut years = state.result().years.iter();
                let found = years.find(|count| count.value == year);
                messages.number(found.map_or(0, |found| found.count))
            })
        }
    };
    let store = context.store.clone();
    let checked = move || store.read(Part::Filter, |state| state.filter().years.contains(&year));
    let name = el("span").text(&messages.year_name(year));
    let context = context.clone();
    checkbox(name, count, checked, move |_| {
        context.change_filter(|filter| toggle(&mut filter.years, year));
    })
}

/// A choice of several values that opens and closes, with how many are chosen.
fn facet(
    context: &Context,
    name: &str,
    chosen: fn(&Filter) -> usize,
    options: ElementBuilder,
) -> ElementBuilder {
    let store = context.store.clone();
    let chosen = move || match store.read(Part::Filter, |state| chosen(state.filter())) {
        0 => String::new(),
        count => [" (", &count.to_string(), ")"].concat(),
    };
    let options = el("div").role("group").label(name).child(options);
    popover(
        "popover facet",
        el("summary").text(name).live_text(chosen),
        options,
    )
}
