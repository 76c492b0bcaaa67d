//! Merging the works of several people into one list.

use std::cmp::Reverse;

use crate::orcid::{Work, WorkGroup};

use super::cluster::{Cluster, ClusterWork};
use super::entry::{Entry, Owner, Summary, Version};
use super::fold::{Decompose, fold_in_pieces};
use super::join::{by_identifier, by_title};
use super::pair::publications;
use super::pause::{NoPause, Pause, at_once, each};

/// The works of one person, or those that the site has of its own.
#[derive(Debug, Clone, Copy)]
pub struct RecordWorks<'a> {
    /// Whose they are.
    pub owner: Owner,
    /// The works.
    pub works: &'a [WorkGroup],
}

/// The works of all shelves, each once, with their preprints as versions; the
/// rules are in the [room's description](super). The entries come in an order
/// of their own, which does not depend on that of the shelves.
pub fn merge(shelves: &[RecordWorks<'_>], decompose: Decompose<'_>) -> Vec<Entry> {
    at_once(merge_in_pieces(shelves, decompose, &NoPause)).unwrap_or_default()
}

/// The same in pieces.
pub async fn merge_in_pieces(
    shelves: &[RecordWorks<'_>],
    decompose: Decompose<'_>,
    pause: &impl Pause,
) -> Vec<Entry> {
    let mut clusters = clusters(shelves, decompose, pause).await;
    loop {
        let before = clusters.len();
        // What shares identifiers, then what shares title, year and type.
        for roots in [by_identifier, by_title] {
            let roots = roots(&clusters);
            pause.pause().await;
            clusters = together(clusters, &roots);
            pause.pause().await;
        }
        if clusters.len() == before {
            break;
        }
    }
    clusters.sort_unstable_by(Cluster::compare);
    pause.pause().await;
    entries(clusters, shelves, pause).await
}

/// One cluster for each group.
async fn clusters<'a>(
    shelves: &[RecordWorks<'a>],
    decompose: Decompose<'_>,
    pause: &impl Pause,
) -> Vec<Cluster<'a>> {
    let mut groups: Vec<Vec<ClusterWork<'a>>> = Vec::new();
    for (at, shelf) in shelves.iter().enumerate() {
        for (index, group) in shelf.works.iter().enumerate() {
            groups.push(ClusterWork::of(group, at, index, shelf.owner));
        }
    }
    let titles: Vec<String> = groups
        .iter()
        .flatten()
        .map(|piece| full_title(piece.work))
        .collect();
    pause.pause().await;
    let mut folded = fold_in_pieces(&titles, decompose, pause).await.into_iter();
    for piece in groups.iter_mut().flatten() {
        piece.folded = folded.next().unwrap_or_default();
    }
    let mut clusters = Vec::with_capacity(groups.len());
    each(groups, pause, |group| clusters.extend(Cluster::of(group))).await;
    clusters
}

/// "Title: Subtitle" is how others write the two.
pub(super) fn full_title(work: &Work) -> String {
    match &work.title.subtitle {
        Some(subtitle) => [&work.title.text, ": ", subtitle].concat(),
        None => work.title.text.clone(),
    }
}

/// Joins the clusters of one root.
fn together<'a>(clusters: Vec<Cluster<'a>>, roots: &[usize]) -> Vec<Cluster<'a>> {
    let mut order: Vec<(usize, Cluster<'a>)> = roots.iter().copied().zip(clusters).collect();
    order.sort_unstable_by_key(|(root, _)| *root);
    let mut joined: Vec<Cluster<'a>> = Vec::with_capacity(order.len());
    let mut rest = order.into_iter().peekable();
    while let Some((root, mut cluster)) = rest.next() {
        let mut pieces = Vec::new();
        while let Some((_, other)) = rest.next_if(|(next, _)| *next == root) {
            pieces.extend(other.pieces);
        }
        if !pieces.is_empty() {
            pieces.append(&mut cluster.pieces);
            joined.extend(Cluster::of(pieces));
        } else {
            joined.push(cluster);
        }
    }
    joined
}

/// Preprints go to their publications.
async fn entries(
    clusters: Vec<Cluster<'_>>,
    shelves: &[RecordWorks<'_>],
    pause: &impl Pause,
) -> Vec<Entry> {
    let published = publications(&clusters);
    pause.pause().await;
    let mut order: Vec<(usize, usize, Cluster<'_>)> = clusters
        .into_iter()
        .zip(published)
        .enumerate()
        .map(|(index, (cluster, publication))| (publication.unwrap_or(index), index, cluster))
        .collect();
    // Each publication, then its preprints, the newest first.
    order.sort_unstable_by(|one, other| {
        let place = |(entry, index, cluster): &(usize, usize, Cluster<'_>)| {
            let is_version = entry != index;
            (*entry, is_version, Reverse(cluster.work.date), *index)
        };
        place(one).cmp(&place(other))
    });
    let mut entries: Vec<(Entry, Vec<usize>)> = Vec::new();
    each(order, pause, |(entry, index, cluster)| {
        let mut held = cluster.shelves();
        let summaries = summaries(&cluster);
        match entries.last_mut() {
            Some((last, shelves)) if entry != index => {
                shelves.append(&mut held);
                last.versions.push(Version {
                    work: cluster.work,
                    summaries,
                });
            }
            _ => {
                let entry = Entry {
                    work: cluster.work,
                    summaries,
                    versions: Vec::new(),
                    people: Vec::new(),
                    extra: None,
                };
                entries.push((entry, held));
            }
        }
    })
    .await;
    let with_people = entries.into_iter().map(|(mut entry, mut held)| {
        held.sort_unstable();
        held.dedup();
        let owners = held.iter().filter_map(|shelf| shelves.get(*shelf));
        entry.people = owners.filter_map(|shelf| shelf.owner.person()).collect();
        entry
    });
    with_people.collect()
}

fn summaries(cluster: &Cluster<'_>) -> Vec<Summary> {
    let summary = |piece: &ClusterWork<'_>| Summary {
        owner: piece.owner,
        group: piece.group,
        put_code: piece.work.put_code,
        source: piece.work.source.clone(),
        title: (piece.folded != cluster.title()).then(|| full_title(piece.work)),
    };
    cluster.pieces.iter().map(summary).collect()
}
