//! What a site says of works that ORCID knows.

use std::rc::Rc;

use crate::bibliography::{LinkKind, WorkExtra, WorkRef};
use crate::json::tape::TapeNode;
use crate::orcid::{Relationship, WorkDetail, WorkGroup};

use super::problem::Fault;
use super::reader::{Field, Reader, repeated};

/// What a site says of works, and works that only the site has.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Works {
    /// What is said of each work, by its name: first those that are
    /// [`written`](Self::written), then the site's own.
    pub named: Vec<(WorkRef, Rc<WorkExtra>)>,
    /// The names as they are written, with their lines, in the same order.
    pub written: Vec<(u32, String)>,
    /// The site's own works, as a list takes them.
    pub own: Vec<WorkGroup>,
    /// All that is known of them.
    pub details: Vec<Rc<WorkDetail>>,
    /// How many works come first.
    featured: u32,
}

impl Works {
    /// Adds a work of the site's own.
    pub(super) fn add(&mut self, detail: WorkDetail, extra: Option<WorkExtra>) {
        let own = detail.work.identifiers.iter();
        let own = own.filter(|id| id.relationship == Relationship::Own);
        let place = self.own.len();
        self.own.push(WorkGroup {
            preferred: detail.work.clone(),
            others: Vec::new(),
            identifiers: own.cloned().collect(),
        });
        self.details.push(Rc::new(detail));
        if let Some(extra) = extra {
            self.named.push((WorkRef::added(place), Rc::new(extra)));
        }
    }
}

/// Reads what is said of works, by their names.
pub(super) fn read(reader: &mut Reader<'_>, node: &TapeNode, works: &mut Works) {
    let mut found: Vec<(WorkRef, String, TapeNode)> = Vec::new();
    for (key, node) in reader.members(node, "works") {
        match WorkRef::parse(&key) {
            Some(name) => found.push((name, key, node)),
            None => reader.note(&node, &key, "", Fault::NoWork),
        }
    }
    let names: Vec<&str> = found.iter().map(|one| one.0.as_str()).collect();
    let again = repeated(&names);
    for (place, (name, key, node)) in found.into_iter().enumerate() {
        if again.binary_search(&place).is_ok() {
            reader.note(&node, &key, "", Fault::Repeated);
            continue;
        }
        let line = reader.line(&node);
        let extra = extra(reader, &node, &key, works);
        works.named.push((name, Rc::new(extra)));
        works.written.push((line, key));
    }
}

/// Reads what is said of a work.
pub(super) fn extra(
    reader: &mut Reader<'_>,
    node: &TapeNode,
    key: &str,
    works: &mut Works,
) -> WorkExtra {
    let mut extra = WorkExtra::default();
    for (name, value) in &reader.members(node, key) {
        let field = Field { key, name, value };
        if let Some(kind) = link_kind(name) {
            let link = reader.link(field);
            if let Some(link) = link {
                extra.add_link(kind, link);
            }
            continue;
        }
        match name.as_str() {
            "image" => extra.image = reader.link(field),
            "abstract" => extra.abstract_text = reader.paragraphs(field),
            "award" => extra.award = reader.text(field),
            "keywords" => extra.keywords = reader.texts(field),
            "note" => extra.note = reader.text(field),
            "featured" if reader.flag(field) => {
                extra.featured = Some(works.featured);
                works.featured += 1;
            }
            "featured" => {}
            "hide" => extra.is_hidden = reader.flag(field),
            _ => reader.note(value, key, name, Fault::Unknown),
        }
    }
    extra
}

fn link_kind(field: &str) -> Option<LinkKind> {
    Some(match field {
        "pdf" => LinkKind::Pdf,
        "preprint" => LinkKind::Preprint,
        "code" => LinkKind::Code,
        "data" => LinkKind::Data,
        "slides" => LinkKind::Slides,
        "poster" => LinkKind::Poster,
        "video" => LinkKind::Video,
        "website" => LinkKind::Website,
        _ => return None,
    })
}
