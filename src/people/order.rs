//! People under headings, in order.

use std::cmp::Ordering;

use super::event::Env;
use super::home::Standing;
use super::member::RecordState;
use super::options::{Grouping, PeopleDisplay, Sorting};
use super::person::Person;
use crate::orcid::OrcidId;

/// Some people under a heading.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Group {
    /// The heading; `None` where there are no headings, and for those of whom
    /// nothing is known yet.
    pub name: Option<GroupName>,
    /// The iDs that were asked for, in order.
    pub ids: Vec<OrcidId>,
}

/// What a group is called.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum GroupName {
    /// As the page calls it.
    Own(String),
    /// People who work here.
    Staff,
    /// People who study here.
    Students,
    /// People of whom the record does not say.
    Members,
    /// People who have left.
    Alumni,
}

/// The order of the groups that are not the page's own.
const USUAL: [GroupName; 4] = [
    GroupName::Staff,
    GroupName::Students,
    GroupName::Members,
    GroupName::Alumni,
];

impl GroupName {
    /// The page's own name of a group. One that says what a usual one does is
    /// that, so that there are not two of them.
    pub fn own(name: &str) -> Self {
        match name.trim().to_ascii_lowercase().as_str() {
            "staff" => Self::Staff,
            "students" => Self::Students,
            "members" => Self::Members,
            "alumni" => Self::Alumni,
            _ => Self::Own(name.trim().into()),
        }
    }
}

impl From<Standing> for GroupName {
    fn from(standing: Standing) -> Self {
        match standing {
            Standing::Staff => Self::Staff,
            Standing::Student => Self::Students,
            Standing::Member => Self::Members,
            Standing::Alumni => Self::Alumni,
        }
    }
}

/// Puts people into groups: the page's own in the order in which they first
/// appear, then the usual ones, then those who are still to come. Who is held
/// back stands as the page has written it.
pub(super) fn arrange(
    people: &[Person],
    display: &PeopleDisplay,
    is_held_back: bool,
    env: &Env<'_>,
) -> Vec<Group> {
    let shown = || people.iter().filter(|person| !person.member.is_double);
    let sort = match is_held_back {
        true => Sorting::Written,
        false => display.sort,
    };
    if display.group == Grouping::None || is_held_back {
        let ids = in_order(shown().collect(), sort, env);
        return vec![Group { name: None, ids }];
    }
    let named = |person: &Person| name_of(person, display, env);
    let mut names: Vec<Option<GroupName>> = Vec::new();
    for person in shown() {
        let name = named(person);
        if matches!(name, Some(GroupName::Own(_))) && !names.contains(&name) {
            names.push(name);
        }
    }
    names.extend(USUAL.into_iter().map(Some));
    names.push(None);
    names
        .into_iter()
        .filter_map(|name| {
            let of_group = shown().filter(|person| named(person) == name).collect();
            let ids = in_order(of_group, sort, env);
            (!ids.is_empty()).then_some(Group { name, ids })
        })
        .collect()
}

/// The group of one person; `None` while nothing is known.
fn name_of(person: &Person, display: &PeopleDisplay, env: &Env<'_>) -> Option<GroupName> {
    let extra = &person.extra;
    if let Some(group) = &extra.group {
        return Some(GroupName::own(group));
    }
    let end = extra.end.zip(env.today);
    if end.is_some_and(|(end, today)| end.is_before(&today)) {
        return Some(GroupName::Alumni);
    }
    match &person.member.record {
        RecordState::Waiting => None,
        RecordState::Failed(_) => Some(GroupName::Members),
        RecordState::Loaded(answer) => {
            Some(display.home.standing(&answer.record, env.today).into())
        }
    }
}

fn in_order(people: Vec<&Person>, sort: Sorting, env: &Env<'_>) -> Vec<OrcidId> {
    let mut sorted: Vec<(Option<[String; 2]>, OrcidId)> = Vec::with_capacity(people.len());
    for person in people {
        let key = sort_key(person);
        // By insertion, for what is alike stays as written; a stable sort weighs
        // kilobytes.
        let place = match sort {
            Sorting::Name => {
                sorted.partition_point(|(other, _)| by_name(other, &key, env) != Ordering::Greater)
            }
            Sorting::Written => sorted.len(),
        };
        sorted.insert(place, (key, person.member.asked));
    }
    sorted.into_iter().map(|(_, id)| id).collect()
}

/// Family name and given names; `None` for who has no name. Of a name that the
/// site writes, the family name of the record if it ends in that, else its last
/// word.
fn sort_key(person: &Person) -> Option<[String; 2]> {
    let name = person.name()?;
    let family = person.member.name().and_then(|it| it.family.as_deref());
    let display = name.display();
    let family = match (&name.family, family) {
        (Some(own), _) => own,
        (None, Some(family)) if display.ends_with(family) => family,
        _ => display.rsplit(' ').next().unwrap_or_default(),
    };
    let given = name.given.clone().unwrap_or_else(|| display.clone());
    Some([family.into(), given])
}

/// By family name and given names; who has none comes last.
fn by_name(one: &Option<[String; 2]>, other: &Option<[String; 2]>, env: &Env<'_>) -> Ordering {
    match (one, other) {
        (Some([family, given]), Some([other_family, other_given])) => {
            (env.compare)(family, other_family).then_with(|| (env.compare)(given, other_given))
        }
        (one, other) => other.is_some().cmp(&one.is_some()),
    }
}
