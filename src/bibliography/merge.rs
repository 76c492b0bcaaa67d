//! Merging the works of several people into one list.

use std::cmp::Reverse;

use crate::orcid::{OrcidId, Work, WorkGroup};

use super::entry::{Entry, Summary, Version};
use super::fold::{Decompose, fold_all};
use super::join::{by_identifier, by_title};
use super::node::{Node, Piece};
use super::pair::publications;

/// One person's works.
#[derive(Debug, Clone, Copy)]
pub struct Shelf<'a> {
    /// Whose they are.
    pub owner: OrcidId,
    /// The works.
    pub works: &'a [WorkGroup],
}

/// The works of all shelves, each once, with their preprints as versions; the
/// rules are in the [room's description](super). The entries come in an order
/// of their own, which does not depend on that of the shelves.
pub fn merge(shelves: &[Shelf<'_>], decompose: Decompose<'_>) -> Vec<Entry> {
    let mut nodes = nodes(shelves, decompose);
    loop {
        let (joined, found) = gathered(nodes);
        nodes = joined;
        if !found {
            break;
        }
    }
    nodes.sort_unstable_by(Node::compare);
    entries(nodes)
}

/// One node for each group.
fn nodes<'a>(shelves: &[Shelf<'a>], decompose: Decompose<'_>) -> Vec<Node<'a>> {
    let mut groups: Vec<Vec<Piece<'a>>> = Vec::new();
    for (at, shelf) in shelves.iter().enumerate() {
        for (index, group) in shelf.works.iter().enumerate() {
            groups.push(Piece::of(group, at, index, shelf.owner));
        }
    }
    let titles: Vec<String> = groups
        .iter()
        .flatten()
        .map(|piece| full_title(piece.work))
        .collect();
    let mut folded = fold_all(titles.iter().map(String::as_str), decompose).into_iter();
    for piece in groups.iter_mut().flatten() {
        piece.folded = folded.next().unwrap_or_default();
    }
    groups.into_iter().filter_map(Node::of).collect()
}

/// "Title: Subtitle" is how others write the two.
pub(super) fn full_title(work: &Work) -> String {
    match &work.title.subtitle {
        Some(subtitle) => [&work.title.text, ": ", subtitle].concat(),
        None => work.title.text.clone(),
    }
}

/// One round: what shares identifiers, then what shares title, year and type;
/// and whether anything was found.
fn gathered(nodes: Vec<Node<'_>>) -> (Vec<Node<'_>>, bool) {
    let before = nodes.len();
    let roots = by_identifier(&nodes);
    let nodes = together(nodes, &roots);
    let roots = by_title(&nodes);
    let nodes = together(nodes, &roots);
    let found = nodes.len() < before;
    (nodes, found)
}

/// Joins the nodes of one root.
fn together<'a>(nodes: Vec<Node<'a>>, roots: &[usize]) -> Vec<Node<'a>> {
    let mut order: Vec<(usize, Node<'a>)> = roots.iter().copied().zip(nodes).collect();
    order.sort_unstable_by_key(|(root, _)| *root);
    let mut joined: Vec<Node<'a>> = Vec::with_capacity(order.len());
    let mut rest = order.into_iter().peekable();
    while let Some((root, mut node)) = rest.next() {
        let mut pieces = Vec::new();
        while let Some((_, other)) = rest.next_if(|(next, _)| *next == root) {
            pieces.extend(other.pieces);
        }
        if !pieces.is_empty() {
            pieces.append(&mut node.pieces);
            joined.extend(Node::of(pieces));
        } else {
            joined.push(node);
        }
    }
    joined
}

/// Preprints go to their publications.
fn entries(nodes: Vec<Node<'_>>) -> Vec<Entry> {
    let published = publications(&nodes);
    let mut order: Vec<(usize, usize, Node<'_>)> = nodes
        .into_iter()
        .zip(published)
        .enumerate()
        .map(|(index, (node, publication))| (publication.unwrap_or(index), index, node))
        .collect();
    // Each publication, then its preprints, the newest first.
    order.sort_unstable_by(|one, other| {
        let place = |(entry, index, node): &(usize, usize, Node<'_>)| {
            let is_version = entry != index;
            (*entry, is_version, Reverse(node.work.date), *index)
        };
        place(one).cmp(&place(other))
    });
    let mut entries: Vec<Entry> = Vec::new();
    for (entry, index, node) in order {
        let mut people = node.people();
        let summaries = summaries(&node);
        match entries.last_mut() {
            Some(last) if entry != index => {
                last.people.append(&mut people);
                last.people.sort_unstable();
                last.people.dedup();
                last.versions.push(Version {
                    work: node.work,
                    summaries,
                });
            }
            _ => entries.push(Entry {
                work: node.work,
                summaries,
                versions: Vec::new(),
                people,
            }),
        }
    }
    entries
}

fn summaries(node: &Node<'_>) -> Vec<Summary> {
    let summary = |piece: &Piece<'_>| Summary {
        shelf: piece.shelf,
        group: piece.group,
        put_code: piece.work.put_code,
        source: piece.work.source.clone(),
        title: (piece.folded != node.title()).then(|| full_title(piece.work)),
    };
    node.pieces.iter().map(summary).collect()
}
