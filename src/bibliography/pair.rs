//! Which publication a preprint came to be.

use super::cluster::Cluster;
use super::key::{Key, Scheme};
use super::kind::{is_missing, is_publication, is_very_telling};

/// How many works may hold an identifier that another is a version of.
const MANY: usize = 8;

/// How many works may have a title that tells one from others.
const MANY_TITLES: usize = 64;

/// Of each cluster: the publication that it is a preprint of.
pub(super) fn publications(clusters: &[Cluster<'_>]) -> Vec<Option<usize>> {
    let mut found = vec![None; clusters.len()];
    let links = links(clusters);
    let titles = titles(clusters);
    let from = |pairs: &[(usize, usize)], preprint: usize| {
        let start = pairs.partition_point(|pair| pair.0 < preprint);
        let mut candidates = pairs
            .iter()
            .skip(start)
            .take_while(|pair| pair.0 == preprint);
        let first = candidates.next().map(|pair| pair.1);
        (first, candidates.next().is_some())
    };
    for (index, place) in found.iter_mut().enumerate() {
        // Where identifiers name several, the title is no better a judge.
        *place = match from(&links, index) {
            (Some(only), false) => Some(only),
            (Some(_), true) => None,
            (None, _) => match from(&titles, index) {
                (Some(only), false) => Some(only),
                _ => None,
            },
        };
    }
    found
}

/// Preprints and publications tied by identifiers, sorted.
fn links(clusters: &[Cluster<'_>]) -> Vec<(usize, usize)> {
    let mut own: Vec<(&Key, usize)> = Vec::new();
    for (index, cluster) in clusters.iter().enumerate() {
        own.extend(cluster.keys.iter().map(|key| (key, index)));
    }
    own.sort_unstable();
    let holders = |key: &Key| -> Vec<usize> {
        let start = own.partition_point(|one| one.0 < key);
        let holders = own.iter().skip(start).take_while(|one| one.0 == key);
        let holders: Vec<usize> = holders.map(|one| one.1).take(MANY + 1).collect();
        // What so many have names none of them.
        if holders.len() > MANY {
            Vec::new()
        } else {
            holders
        }
    };
    let preprint = |index: usize| clusters.get(index).is_some_and(|cluster| cluster.preprint);
    let mut pairs = Vec::new();
    let mut tie = |one: usize, other: usize, loose: bool| {
        let (early, late) = if preprint(one) {
            (one, other)
        } else {
            (other, one)
        };
        let Some(published) = clusters.get(late) else {
            return;
        };
        let kind = &published.work.work_type;
        if preprint(early)
            && !published.preprint
            && (!loose || is_publication(kind) || is_missing(kind))
        {
            pairs.push((early, late));
        }
    };
    // One arXiv number on both sides.
    for run in own.chunk_by(|one, other| one.0 == other.0) {
        if run.first().is_some_and(|one| one.0.scheme == Scheme::Arxiv) {
            let (early, late): (Vec<usize>, Vec<usize>) = run
                .iter()
                .map(|one| one.1)
                .partition(|index| preprint(*index));
            // More than two publications are as ambiguous as two.
            for early in early {
                late.iter()
                    .take(2)
                    .for_each(|late| tie(early, *late, false));
            }
        }
    }
    for (index, cluster) in clusters.iter().enumerate() {
        for key in cluster.version_of() {
            for other in holders(&key) {
                tie(index, other, true);
            }
        }
    }
    pairs.sort_unstable();
    pairs.dedup();
    pairs
}

/// Preprints and publications of one title, sorted.
fn titles(clusters: &[Cluster<'_>]) -> Vec<(usize, usize)> {
    let mut order: Vec<(&str, u16, usize)> = clusters
        .iter()
        .enumerate()
        .filter(|(_, cluster)| {
            let may_pair = cluster.preprint || is_publication(&cluster.work.work_type);
            may_pair && cluster.year() > 0 && is_very_telling(cluster.title())
        })
        .map(|(index, cluster)| (cluster.title(), cluster.year(), index))
        .collect();
    order.sort_unstable();
    let mut pairs = Vec::new();
    for same in order
        .chunk_by(|one, other| one.0 == other.0)
        .filter(|same| (2..=MANY_TITLES).contains(&same.len()))
    {
        let of = |preprint: bool| {
            same.iter().filter_map(move |(_, year, index)| {
                let cluster = clusters
                    .get(*index)
                    .filter(|cluster| cluster.preprint == preprint)?;
                Some((*year, *index, cluster.shelves(), cluster.is_of_site()))
            })
        };
        let published: Vec<_> = of(false).collect();
        for (year, early, owners, is_of_site) in of(true) {
            let fits = |one: &&(u16, usize, Vec<usize>, bool)| {
                (year.saturating_sub(1)..=year.saturating_add(4)).contains(&one.0)
                    && (is_of_site
                        || one.3
                        || one
                            .2
                            .iter()
                            .any(|owner| owners.binary_search(owner).is_ok()))
            };
            // Two are enough to know that it is not clear.
            pairs.extend(
                published
                    .iter()
                    .filter(fits)
                    .take(2)
                    .map(|one| (early, one.1)),
            );
        }
    }
    pairs.sort_unstable();
    pairs
}
