//! What the visitor may tick: types, people, years and keywords, each in a
//! popover.

use super::bars::{MOST, count_of, toggle, year_key};
use super::context::Context;
use super::controls::{checkbox, popover, present};
use crate::bibliography::Filter;
use crate::list::{ListState, Member, Part};
use crate::orcid::{OrcidId, WorkType};
use crate::view::element_builder::{ElementBuilder, el};
use crate::view::messages::{Messages, fill_two};

/// A part of the filter. Its values go by texts, their keys.
pub struct Facet {
    name: fn(&Messages) -> &'static str,
    /// With fewer values there is nothing to choose.
    least: usize,
    keys: fn(&ListState) -> Vec<String>,
    /// How many works choosing a value would show.
    count: fn(&ListState, &str) -> usize,
    /// The keys of the values that are chosen.
    pub chosen: fn(&Filter) -> Vec<String>,
    /// Chooses a value, or takes it back.
    pub toggle: fn(&mut Filter, &str),
    /// What a value is called.
    pub label: fn(&Messages, &ListState, &str) -> String,
}

/// All of them.
pub static FACETS: [Facet; 4] = [
    Facet {
        name: |messages| messages.list.types,
        least: 2,
        keys: |state| {
            let types = state.result().types.iter();
            types.map(|one| one.value.as_str().into()).collect()
        },
        count: |state, key| {
            let mut types = state.result().types.iter();
            let found = types.find(|one| one.value.as_str() == key);
            found.map_or(0, |one| one.count)
        },
        chosen: |filter| filter.types.iter().map(|it| it.as_str().into()).collect(),
        toggle: |filter, key| toggle(&mut filter.types, WorkType::parse(key)),
        label: |messages, _, key| messages.type_name(&WorkType::parse(key)),
    },
    Facet {
        name: |messages| messages.list.members,
        least: 2,
        keys: |state| {
            // One after another they come.
            let come = state.people().filter(|it| it.answer().is_some());
            come.map(|member| member.id().digits()).collect()
        },
        count: |state, key| {
            let id = OrcidId::from_registry(key);
            let mut people = state.result().people.iter();
            let found = people.find(|one| Some(one.value) == id);
            found.map_or(0, |one| one.count)
        },
        chosen: |filter| filter.people.iter().map(|it| it.digits()).collect(),
        toggle: |filter, key| {
            if let Some(id) = OrcidId::from_registry(key) {
                toggle(&mut filter.people, id);
            }
        },
        label: |_, state, key| {
            let member = OrcidId::from_registry(key).and_then(|id| state.member(id));
            member.map(Member::label).unwrap_or_default()
        },
    },
    Facet {
        name: |messages| messages.list.year,
        least: 2,
        keys: |state| {
            let years = state.result().years.iter();
            years.map(|one| year_key(one.value)).collect()
        },
        count: |state, key| count_of(state, key.parse().ok()),
        chosen: |filter| filter.years.iter().map(|it| year_key(*it)).collect(),
        toggle: |filter, key| toggle(&mut filter.years, key.parse().ok()),
        label: |messages, _, key| messages.year_name(key.parse().ok()),
    },
    Facet {
        name: |messages| messages.list.keywords,
        least: 1,
        keys: |state| {
            let keywords = state.result().keywords.iter();
            keywords.map(|one| one.value.clone()).collect()
        },
        count: |state, key| {
            let mut keywords = state.result().keywords.iter();
            let found = keywords.find(|one| one.value == key);
            found.map_or(0, |one| one.count)
        },
        chosen: |filter| filter.keywords.clone(),
        toggle: |filter, key| toggle(&mut filter.keywords, key.into()),
        label: |_, _, key| key.into(),
    },
];

/// The choice; hidden where there is none.
pub fn facet(context: &Context, facet: &'static Facet) -> ElementBuilder {
    let store = context.store.clone();
    let is_hidden = move || {
        store.track(Part::Members);
        let count = store.read(Part::Filter, |state| (facet.keys)(state).len());
        present(count < facet.least)
    };
    let store = context.store.clone();
    let chosen = move || {
        let chosen = store.read(Part::Filter, |state| (facet.chosen)(state.filter()).len());
        match chosen {
            0 => String::new(),
            count => [" (", &count.to_string(), ")"].concat(),
        }
    };
    let name = (facet.name)(context.messages);
    let summary = el("summary").text(name).live_text(chosen);
    let context = context.clone();
    let options = Box::new(move || options(&context, facet).role("group").label(name));
    popover("popover facet", summary, options).live_attr("hidden", is_hidden)
}

fn options(context: &Context, facet: &'static Facet) -> ElementBuilder {
    let (store, context) = (context.store.clone(), context.clone());
    let keys = move || {
        store.track(Part::Members);
        let mut keys = store.read(Part::Filter, facet.keys);
        keys.truncate(MOST);
        keys
    };
    el("div").keyed(keys, move |key| option(&context, facet, key))
}

fn option(context: &Context, facet: &'static Facet, key: &str) -> ElementBuilder {
    let messages = context.messages;
    let count = {
        let (store, key) = (context.store.clone(), String::from(key));
        move || {
            let count = store.read(Part::Filter, |state| (facet.count)(state, &key));
            messages.number(count)
        }
    };
    let checked = {
        let (store, key) = (context.store.clone(), String::from(key));
        move || {
            let chosen = store.read(Part::Filter, |state| (facet.chosen)(state.filter()));
            chosen.contains(&key)
        }
    };
    let label = {
        let (store, key) = (context.store.clone(), String::from(key));
        move || {
            store.track(Part::Members);
            store.read(Part::Filter, |state| {
                let name = (facet.label)(messages, state, &key);
                let works = messages.count(&messages.works, (facet.count)(state, &key));
                fill_two(messages.list.year_count, &name, &works)
            })
        }
    };
    let name = name(context, facet, key);
    let (context, key) = (context.clone(), String::from(key));
    checkbox(name, label, count, checked, move |_| {
        context.change_filter(|filter| (facet.toggle)(filter, &key));
    })
}

/// What a value is called. People's names come with their records.
pub fn name(context: &Context, facet: &'static Facet, key: &str) -> ElementBuilder {
    let (store, messages) = (context.store.clone(), context.messages);
    let key = String::from(key);
    let label = move || store.read(Part::Members, |state| (facet.label)(messages, state, &key));
    el("span").foreign(None).live_text(label)
}
