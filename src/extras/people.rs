//! What a site says of people: the half of its file that needs no list.

use crate::json::tape::TapeNode;
use crate::orcid::{OrcidId, PartialDate, WebLink};

use super::problem::Fault;
use super::reader::{Field, Reader};

/// What a site says of a person.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct PersonExtra {
    /// A photo. Never a mail address.
    pub photo: Option<WebLink>,
    /// The name.
    pub name: Option<String>,
    /// What the person does there.
    pub role: Option<String>,
    /// The heading under which the person stands.
    pub group: Option<String>,
    /// The person's own website. Never a mail address.
    pub website: Option<WebLink>,
    /// The e-mail address, as a `mailto:` link.
    pub email: Option<WebLink>,
    /// Since when the person has been there.
    pub start: Option<PartialDate>,
    /// Until when.
    pub end: Option<PartialDate>,
}

/// What a site says of people, in its order.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct People(Vec<(OrcidId, PersonExtra)>);

impl People {
    /// What is said of the person with this iD.
    pub fn get(&self, id: OrcidId) -> Option<&PersonExtra> {
        self.iter()
            .find(|(other, _)| *other == id)
            .map(|one| &one.1)
    }

    /// All of them, in the site's order.
    pub fn iter(&self) -> impl Iterator<Item = &(OrcidId, PersonExtra)> {
        self.0.iter()
    }
}

/// Reads the people of a file.
pub(super) fn read(reader: &mut Reader<'_>, node: &TapeNode) -> People {
    let mut people = People::default();
    for (key, node) in reader.members(node, "people") {
        let Ok(id) = OrcidId::parse(&key) else {
            reader.note(&node, &key, "", Fault::NoPerson);
            continue;
        };
        if people.get(id).is_some() {
            reader.note(&node, &key, "", Fault::Repeated);
            continue;
        }
        let person = person(reader, &node, &key);
        people.0.push((id, person));
    }
    people
}

fn person(reader: &mut Reader<'_>, node: &TapeNode, key: &str) -> PersonExtra {
    let mut person = PersonExtra::default();
    for (name, value) in &reader.members(node, key) {
        let field = Field { key, name, value };
        match name.as_str() {
            "photo" => person.photo = reader.link(field),
            "name" => person.name = reader.text(field),
            "role" => person.role = reader.text(field),
            "group" => person.group = reader.text(field),
            "website" => person.website = reader.link(field),
            "email" => person.email = reader.mail(field),
            "start" => person.start = reader.date(field),
            "end" => person.end = reader.date(field),
            _ => reader.note(value, key, name, Fault::Unknown),
        }
    }
    person
}
