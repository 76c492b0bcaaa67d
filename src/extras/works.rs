//! What a site says of works that ORCID knows.

use std::rc::Rc;

use crate::bibliography::{LinkKind, WorkExtra, WorkRef};
use crate::json::tape::TapeNode;
use crate::orcid::{Relationship, WorkDetail, WorkGroup};

use super::problem::{Fault, Problems, cut};
use super::reader::{Field, Reader, repeated};

/// What a site says of works, and works that only the site has.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Works {
    /// What is said of each work, by its name: first those that are
    /// [`written`](Self::written), then the site's own.
    pub named: Vec<(WorkRef, Rc<WorkExtra>)>,
    /// The names as they are written, in the same order.
    pub written: Vec<WrittenName>,
    /// The site's own works, as a list takes them.
    pub own: Vec<WorkGroup>,
    /// All that is known of them.
    pub details: Vec<Rc<WorkDetail>>,
    /// How many works come first.
    featured: u32,
}

/// A work's name in the file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WrittenName {
    /// Its line.
    pub line: u32,
    /// The name.
    pub key: String,
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
            self.named.push((WorkRef::Added(place), Rc::new(extra)));
        }
    }
}

/// One sentence about names that no work of a list has.
pub fn unmatched(names: &[WrittenName]) -> String {
    let count = names.len().to_string();
    let mut sentence = [&count, " of the names in extras are those of no work here:"].concat();
    for name in names.iter().take(Problems::MOST) {
        let line = name.line.to_string();
        sentence.push_str(&[" line ", &line, " \"", cut(&name.key), "\","].concat());
    }
    sentence.pop();
    if let Some(more @ 1..) = names.len().checked_sub(Problems::MOST) {
        sentence.push_str(&[" and ", &more.to_string(), " more"].concat());
    }
    sentence
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
    let again = repeated(found.iter().map(|one| &one.0));
    let mut named = Vec::with_capacity(found.len());
    for (place, (name, key, node)) in found.into_iter().enumerate() {
        if again.binary_search(&place).is_ok() {
            reader.note(&node, &key, "", Fault::Repeated);
            continue;
        }
        let line = reader.line(&node);
        let extra = extra(reader, &node, &key, works);
        named.push((name, Rc::new(extra)));
        works.written.push(WrittenName { line, key });
    }
    works.named.splice(0..0, named);
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
            extra.links.extend(link.map(|link| (kind, link)));
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
    extra.links.sort_unstable_by_key(|(kind, _)| *kind);
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
