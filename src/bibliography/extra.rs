//! What a site itself says of a work.

use std::rc::Rc;

use crate::orcid::WebLink;

use super::entry::Entry;
use super::work_ref::{WorkRef, refs_to};

/// Where a link that a site adds to a work leads.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum LinkKind {
    /// The work itself, to read.
    Pdf,
    /// An earlier version of it.
    Preprint,
    /// Its programs.
    Code,
    /// Its data.
    Data,
    /// Slides of a talk about it.
    Slides,
    /// A poster about it.
    Poster,
    /// A video of it.
    Video,
    /// Its website.
    Website,
}

impl LinkKind {
    /// All of them, in the order in which they are shown.
    pub const ALL: [Self; 8] = [
        Self::Pdf,
        Self::Preprint,
        Self::Code,
        Self::Data,
        Self::Slides,
        Self::Poster,
        Self::Video,
        Self::Website,
    ];
}

/// What a site says of a work.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct WorkExtra {
    /// Where it can be read, seen and used, in the order of [`LinkKind::ALL`],
    /// each kind once. Never mail addresses.
    pub links: Vec<(LinkKind, WebLink)>,
    /// A picture of it. Never a mail address.
    pub image: Option<WebLink>,
    /// Its abstract, with line breaks between paragraphs.
    pub abstract_text: Option<String>,
    /// A prize that it has won.
    pub award: Option<String>,
    /// Its keywords, each once, in the site's order.
    pub keywords: Vec<String>,
    /// A remark.
    pub note: Option<String>,
    /// Whether it comes first in the list; the number is its place among those
    /// that do.
    pub featured: Option<u32>,
    /// Whether it is left out of the list.
    pub is_hidden: bool,
}

impl WorkExtra {
    /// Adds a link, unless there is one of its kind.
    pub fn add_link(&mut self, kind: LinkKind, link: WebLink) {
        let place = self.links.partition_point(|one| one.0 < kind);
        if self.links.get(place).is_none_or(|one| one.0 != kind) {
            self.links.insert(place, (kind, link));
        }
    }

    /// Adds what another part of the file says of the same work.
    fn add(&mut self, other: &Self) {
        for (kind, link) in &other.links {
            self.add_link(*kind, link.clone());
        }
        for keyword in &other.keywords {
            if !self.keywords.contains(keyword) {
                self.keywords.push(keyword.clone());
            }
        }
        let fill = |mine: &mut Option<String>, other: &Option<String>| {
            if mine.is_none() {
                mine.clone_from(other);
            }
        };
        fill(&mut self.abstract_text, &other.abstract_text);
        fill(&mut self.award, &other.award);
        fill(&mut self.note, &other.note);
        if self.image.is_none() {
            self.image.clone_from(&other.image);
        }
        self.featured = self.featured.or(other.featured);
        self.is_hidden |= other.is_hidden;
    }
}

/// Gives every entry what the site says of it, in any version; where several
/// names are names of one work, all that is said counts, the first before the
/// others. Tells of each name whether there is such a work.
pub fn annotate(entries: &mut [Entry], extras: &[(WorkRef, Rc<WorkExtra>)]) -> Vec<bool> {
    let mut is_known = vec![false; extras.len()];
    let names = extras.iter().map(|(name, _)| name.as_str());
    let mut order: Vec<(&str, usize)> = names.zip(0..).collect();
    order.sort_unstable();
    if order.is_empty() {
        return is_known;
    }
    for entry in entries {
        let mut found: Vec<usize> = Vec::new();
        for name in refs_to(entry) {
            let name = name.as_str();
            let start = order.partition_point(|(other, _)| *other < name);
            let same = order.iter().skip(start);
            let same = same.take_while(|(other, _)| *other == name);
            found.extend(same.map(|(_, place)| place));
        }
        found.sort_unstable();
        found.dedup();
        for place in found {
            let (Some((_, extra)), Some(known)) = (extras.get(place), is_known.get_mut(place))
            else {
                continue;
            };
            *known = true;
            match &mut entry.extra {
                Some(mine) => Rc::make_mut(mine).add(extra),
                none => *none = Some(Rc::clone(extra)),
            }
        }
    }
    is_known
}
