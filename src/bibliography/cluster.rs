//! Works while they are being merged.

use std::cmp::Ordering;
use std::collections::BTreeSet;

use crate::orcid::{ExternalId, Relationship, Work, WorkGroup};

use super::entry::Owner;
use super::key::{Key, Scheme, add_keys};
use super::kind::{is_missing, is_preprint_doi, is_preprint_type};

/// A summary as it came.
pub(super) struct ClusterWork<'a> {
    pub(super) shelf: usize,
    pub(super) group: usize,
    pub(super) owner: Owner,
    /// Whether its group shows it.
    pub(super) preferred: bool,
    pub(super) work: &'a Work,
    /// Of a preferred one: what the registry grouped by.
    pub(super) grouped_by: &'a [ExternalId],
    /// Title and subtitle.
    pub(super) folded: String,
    worth: u16,
}

/// One work: the summaries that have been found to be of it.
pub(super) struct Cluster<'a> {
    /// The shown one first, then in an order of their own.
    pub(super) pieces: Vec<ClusterWork<'a>>,
    /// The shown one with its gaps filled.
    pub(super) work: Work,
    /// Its own identifiers, sorted. From `work` alone, as all that follows:
    /// so what is merged once would not be merged again.
    pub(super) keys: Vec<Key>,
    /// The set of their schemes.
    pub(super) schemes: u16,
    /// Whether it is a preprint.
    pub(super) preprint: bool,
}

impl<'a> ClusterWork<'a> {
    /// The summaries of a group, the titles not yet folded.
    pub(super) fn of(group: &'a WorkGroup, shelf: usize, index: usize, owner: Owner) -> Vec<Self> {
        let piece = |work: &'a Work, preferred: bool| Self {
            shelf,
            group: index,
            owner,
            preferred,
            work,
            grouped_by: if preferred { &group.identifiers } else { &[] },
            folded: String::new(),
            worth: worth(work),
        };
        let mut pieces = Vec::with_capacity(1 + group.others.len());
        pieces.push(piece(&group.preferred, true));
        pieces.extend(group.others.iter().map(|work| piece(work, false)));
        pieces
    }

    /// The shown one first: preferred, saying most, then by content, owner and
    /// number; never by where it stood.
    fn compare(&self, other: &Self) -> Ordering {
        (other.preferred, other.worth)
            .cmp(&(self.preferred, self.worth))
            .then_with(|| compare_content(self.work, other.work))
            .then_with(|| self.owner.cmp(&other.owner))
            .then_with(|| compare_origin(self.work, other.work))
    }
}

fn compare_content(one: &Work, two: &Work) -> Ordering {
    (two.title.cmp(&one.title))
        .then_with(|| two.venue.cmp(&one.venue))
        .then_with(|| two.work_type.cmp(&one.work_type))
        .then_with(|| two.date.cmp(&one.date))
        .then_with(|| two.identifiers.cmp(&one.identifiers))
        .then_with(|| two.link.cmp(&one.link))
}

fn compare_origin(one: &Work, two: &Work) -> Ordering {
    (one.put_code, &one.source).cmp(&(two.put_code, &two.source))
}

/// How much a summary says, the more important the higher.
fn worth(work: &Work) -> u16 {
    let doi = work.doi();
    let date = work.date.map_or(0, |date| {
        1 + u16::from(date.month().is_some()) + u16::from(date.day().is_some())
    });
    let published = doi.as_deref().is_some_and(|doi| !is_preprint_doi(doi));
    u16::from(published) << 9
        | u16::from(doi.is_some()) << 8
        | u16::from(!is_missing(&work.work_type)) << 7
        | u16::from(!is_preprint_type(&work.work_type)) << 6
        | date << 4
        | u16::from(work.venue.is_some()) << 3
        | u16::from(work.link.is_some()) << 2
        | u16::from(!work.identifiers.is_empty()) << 1
        | u16::from(work.title.subtitle.is_some())
}

impl<'a> Cluster<'a> {
    /// What the pieces, at least one, say together.
    pub(super) fn of(mut pieces: Vec<ClusterWork<'a>>) -> Option<Self> {
        pieces.sort_unstable_by(ClusterWork::compare);
        let work = united(&pieces)?;
        let mut keys = Vec::new();
        for id in &work.identifiers {
            if id.relationship == Relationship::Own {
                add_keys(id, &work.work_type, &mut keys);
            }
        }
        keys.sort_unstable();
        keys.dedup();
        let schemes = keys.iter().fold(0, |all, key| all | key.scheme.bit());
        let mut dois = keys
            .iter()
            .filter(|key| key.scheme == Scheme::Doi)
            .peekable();
        let preprint = if dois.peek().is_some() {
            dois.all(|key| is_preprint_doi(&key.value))
        } else {
            schemes == Scheme::Arxiv.bit()
        };
        Some(Self {
            preprint: preprint || is_preprint_type(&work.work_type),
            pieces,
            work,
            keys,
            schemes,
        })
    }

    /// An order of clusters by what they show, so that it is the same when that is
    /// merged again.
    pub(super) fn compare(&self, other: &Self) -> Ordering {
        let owner = |cluster: &Self| cluster.pieces.first().map(|piece| piece.owner);
        (self.title().cmp(other.title()))
            .then_with(|| compare_content(&self.work, &other.work))
            .then_with(|| compare_origin(&self.work, &other.work))
            .then_with(|| owner(self).cmp(&owner(other)))
    }

    /// The folded title with the subtitle of what is shown.
    pub(super) fn title(&self) -> &str {
        self.pieces.first().map_or("", |piece| &piece.folded)
    }

    /// The year; 0 where unknown.
    pub(super) fn year(&self) -> u16 {
        self.work.date.map_or(0, |date| date.year())
    }

    /// What it says it is a version of.
    pub(super) fn version_of(&self) -> Vec<Key> {
        let mut keys = Vec::new();
        for id in &self.work.identifiers {
            if id.relationship == Relationship::VersionOf {
                add_keys(id, &self.work.work_type, &mut keys);
            }
        }
        keys
    }

    /// Whether the site's own list has it.
    pub(super) fn is_of_site(&self) -> bool {
        self.pieces.iter().any(|piece| piece.owner == Owner::Site)
    }

    /// The records it is on, by their index, ascending.
    pub(super) fn shelves(&self) -> Vec<usize> {
        let mut shelves: Vec<usize> = self.pieces.iter().map(|piece| piece.shelf).collect();
        shelves.sort_unstable();
        shelves.dedup();
        shelves
    }
}

/// The shown work, its gaps filled from the others.
fn united(pieces: &[ClusterWork<'_>]) -> Option<Work> {
    let (shown, others) = pieces.split_first()?;
    let mut work = shown.work.clone();
    for other in others {
        let other = other.work;
        work.date = work.date.or(other.date);
        if work.venue.is_none() {
            work.venue.clone_from(&other.venue);
        }
        if work.link.is_none() {
            work.link.clone_from(&other.link);
        }
        if is_missing(&work.work_type) && !is_missing(&other.work_type) {
            work.work_type.clone_from(&other.work_type);
        }
    }
    // By what the shown ones are known; made when it is first needed, since most
    // summaries of a group repeat each other.
    let mut known: Option<BTreeSet<(Relationship, Key)>> = None;
    let stands: BTreeSet<&ExternalId> = shown.work.identifiers.iter().collect();
    let mut seen = BTreeSet::new();
    for piece in pieces {
        for id in piece.grouped_by.iter().chain(&piece.work.identifiers) {
            // One that is no key on a chapter may be one on a book.
            if stands.contains(id) || !seen.insert((id, &piece.work.work_type)) {
                continue;
            }
            let known = known.get_or_insert_with(|| {
                let names = stands.iter().map(|id| names(id, shown.work));
                names.flatten().collect()
            });
            let names = names(id, piece.work);
            // An identifier that is no key of its work may be that of its
            // container; on the shown summary it stays as it is.
            if names.iter().any(|name| !known.contains(name)) {
                work.identifiers.push(id.clone());
                known.extend(names);
            }
        }
    }
    Some(work)
}

/// By what an identifier of a work is known; nothing where it is the work's
/// own but tells it from no other.
fn names(id: &ExternalId, work: &Work) -> Vec<(Relationship, Key)> {
    let mut keys = Vec::new();
    add_keys(id, &work.work_type, &mut keys);
    if keys.is_empty() && id.relationship != Relationship::Own {
        keys.push(Key {
            scheme: Scheme::Address,
            value: [&*id.scheme, " ", &*id.value].concat(),
        });
    }
    keys.into_iter().map(|key| (id.relationship, key)).collect()
}
