//! Which works are one: by identifier, scheme by scheme, then by title.

use super::cluster::Cluster;
use super::key::{ONE_EACH, SCHEMES, Scheme};
use super::kind::{is_missing, is_telling};

/// Sets that are joined, each known by one of its members.
pub(super) struct Sets(Vec<usize>);

impl Sets {
    pub(super) fn new(count: usize) -> Self {
        Self((0..count).collect())
    }

    /// The member a set is known by.
    pub(super) fn root(&mut self, mut member: usize) -> usize {
        while let Some(&above) = self.0.get(member)
            && above != member
        {
            // Halves the way for the next to come.
            let top = self.0.get(above).copied().unwrap_or(above);
            if let Some(place) = self.0.get_mut(member) {
                *place = top;
            }
            member = above;
        }
        member
    }

    pub(super) fn join(&mut self, one: usize, other: usize) {
        let (one, other) = (self.root(one), self.root(other));
        if let Some(place) = self.0.get_mut(one.max(other)) {
            *place = one.min(other);
        }
    }

    fn roots(&mut self) -> Vec<usize> {
        (0..self.0.len()).map(|member| self.root(member)).collect()
    }
}

/// The set of each cluster, by the identifiers they share.
pub(super) fn by_identifier(clusters: &[Cluster<'_>]) -> Vec<usize> {
    let mut sets = Sets::new(clusters.len());
    // Of each root: the schemes of its set.
    let mut schemes: Vec<u16> = clusters.iter().map(|cluster| cluster.schemes).collect();
    let mut trusted = 0;
    for scheme in SCHEMES {
        let mut shared = Vec::new();
        for (index, cluster) in clusters.iter().enumerate() {
            for key in cluster.keys.iter().filter(|key| key.scheme == scheme) {
                let apart = match scheme {
                    // The preprint and what came of it have one number.
                    Scheme::Arxiv => u16::from(cluster.preprint),
                    Scheme::Address => cluster.year(),
                    _ => 0,
                };
                shared.push(((key.value.as_str(), apart), sets.root(index)));
            }
        }
        shared.sort_unstable();
        shared.dedup();
        let joins = joins(&shared, &schemes, trusted);
        for (one, other) in joins {
            let (one, other) = (sets.root(one), sets.root(other));
            let both =
                schemes.get(one).copied().unwrap_or(0) | schemes.get(other).copied().unwrap_or(0);
            sets.join(one, other);
            if let Some(place) = schemes.get_mut(one.min(other)) {
                *place = both;
            }
        }
        trusted |= scheme.bit() & ONE_EACH;
    }
    sets.roots()
}

/// What to join of works that share identifiers of one scheme, sorted by these;
/// `schemes` are those of each work, `trusted` those that keep works apart.
fn joins<K: PartialEq>(
    shared: &[(K, usize)],
    schemes: &[u16],
    trusted: u16,
) -> Vec<(usize, usize)> {
    let runs = || {
        shared
            .chunk_by(|one, other| one.0 == other.0)
            .filter(|run| run.len() > 1)
    };
    if runs().next().is_none() {
        return Vec::new();
    }
    let held = |work: usize| schemes.get(work).copied().unwrap_or(0) & trusted;
    // All that hangs together, by way of whatever.
    let mut reach = Sets::new(schemes.len());
    let mut touched: Vec<usize> = Vec::new();
    for run in runs() {
        touched.extend(run.iter().map(|(_, work)| *work));
        for pair in run.windows(2) {
            if let [(_, one), (_, other)] = pair {
                reach.join(*one, *other);
            }
        }
    }
    touched.sort_unstable();
    touched.dedup();
    // Of each such whole: whether two works of it differ.
    let mut seen = vec![0; schemes.len()];
    let mut differs = vec![false; schemes.len()];
    for work in touched {
        let root = reach.root(work);
        if let (Some(seen), Some(differs)) = (seen.get_mut(root), differs.get_mut(root)) {
            *differs |= *seen & held(work) != 0;
            *seen |= held(work);
        }
    }
    let mut found = Vec::new();
    // Where works differ: what hangs together without those that could.
    let mut loose = Sets::new(schemes.len());
    let mut torn = Vec::new();
    for run in runs() {
        let Some((_, first)) = run.first() else {
            continue;
        };
        let is_torn = differs.get(reach.root(*first)).copied().unwrap_or(false);
        if !is_torn {
            found.extend(run.iter().map(|(_, work)| (*first, *work)));
            continue;
        }
        torn.push(run);
        let mut free = run
            .iter()
            .map(|(_, work)| *work)
            .filter(|work| held(*work) == 0);
        if let Some(first) = free.next() {
            for work in free {
                loose.join(first, work);
                found.push((first, work));
            }
        }
    }
    let mut beside = Vec::new();
    for run in torn {
        let Some(free) = run
            .iter()
            .map(|(_, work)| *work)
            .find(|work| held(*work) == 0)
        else {
            continue;
        };
        let free = loose.root(free);
        let fixed = run
            .iter()
            .map(|(_, work)| *work)
            .filter(|work| held(*work) != 0);
        beside.extend(fixed.map(|work| (free, work)));
    }
    beside.sort_unstable();
    beside.dedup();
    for run in beside.chunk_by(|one, other| one.0 == other.0) {
        if let [only] = run {
            found.push(*only);
        }
    }
    found
}

/// The set of each cluster, by title, year and type.
pub(super) fn by_title(clusters: &[Cluster<'_>]) -> Vec<usize> {
    let mut sets = Sets::new(clusters.len());
    let mut order: Vec<(&str, u16, &str, usize)> = clusters
        .iter()
        .enumerate()
        .filter(|(_, cluster)| is_telling(cluster.title()))
        .map(|(index, cluster)| (cluster.title(), cluster.year(), kind(cluster), index))
        .collect();
    order.sort_unstable();
    for same in order.chunk_by(|one, other| (one.0, one.1) == (other.0, other.1)) {
        // A missing type sorts first; it is that of the others where they agree.
        let mut kinds = same.iter().map(|one| one.2).filter(|kind| !kind.is_empty());
        let first = kinds.next();
        let agree = kinds.all(|kind| Some(kind) == first);
        for cell in same.chunk_by(|one, other| agree || one.2 == other.2) {
            join_cell(clusters, cell.iter().map(|one| one.3), &mut sets);
        }
    }
    sets.roots()
}

/// The type; empty where missing.
fn kind<'n>(cluster: &'n Cluster<'_>) -> &'n str {
    if cluster.preprint {
        "preprint"
    } else if is_missing(&cluster.work.work_type) {
        ""
    } else {
        cluster.work.work_type.as_str()
    }
}

fn join_cell(clusters: &[Cluster<'_>], cell: impl Iterator<Item = usize> + Clone, sets: &mut Sets) {
    let schemes = |index: usize| clusters.get(index).map_or(0, |cluster| cluster.schemes);
    let mut seen = 0;
    let mut differ = false;
    for index in cell.clone() {
        differ |= seen & schemes(index) & ONE_EACH != 0;
        seen |= schemes(index);
    }
    let mut joined = cell.filter(|index| !differ || schemes(*index) == 0);
    if let Some(first) = joined.next() {
        joined.for_each(|index| sets.join(first, index));
    }
}
