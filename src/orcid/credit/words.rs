//! Words that tell the parts of a name apart, each list in order of its bytes.

/// Words that only names of groups have.
#[rustfmt::skip]
pub(super) const GROUP_WORDS: [&str; 76] = [
    "administration", "agency", "alliance", "association", "authority", "board", "bureau",
    "center", "centre", "centro", "club", "collaboration", "collaborators", "college",
    "commission", "committee", "company", "consortium", "corporation", "council", "department",
    "deutsche", "division", "for", "foundation", "fundación", "gesellschaft", "gmbh", "group",
    "hospital", "inc", "initiative", "institut", "institute", "instituto", "investigators",
    "laboratories", "laboratory", "library", "llc", "ltd", "ministerio", "ministry", "museum",
    "network", "of", "office", "organisation", "organization", "partnership", "program",
    "programme", "project", "research", "school", "sciences", "secretariat", "services",
    "society", "stiftung", "survey", "task", "team", "the", "union", "universidad",
    "universidade", "universitat", "universiteit", "university", "università", "universität",
    "université", "verein", "workgroup", "working",
];

/// Particles in lower case, as they stand before a family name.
#[rustfmt::skip]
pub(super) const PARTICLES: [&str; 41] = [
    "'s", "'t", "af", "al", "av", "bin", "bint", "da", "dal", "das", "de", "degli", "dei",
    "del", "della", "den", "der", "des", "di", "do", "dos", "du", "el", "het", "ibn", "in",
    "la", "le", "lo", "op", "te", "ten", "ter", "van", "vanden", "vander", "vom", "von", "zu",
    "zum", "zur",
];

/// Particles that begin a family name when capitalised.
#[rustfmt::skip]
pub(super) const CAPITAL_PARTICLES: [&str; 12] = [
    "Da", "De", "Del", "Della", "Di", "Dos", "Du", "La", "Le", "Van", "Vander", "Von",
];

/// Family names of Vietnam, where `Van` and `Le` before them are given names.
#[rustfmt::skip]
pub(super) const VIETNAMESE: [&str; 13] = [
    "Bui", "Dang", "Do", "Ho", "Hoang", "Le", "Ngo", "Nguyen", "Pham", "Phan", "Tran", "Vo",
    "Vu",
];

/// Generations and degrees, without stops, in lower case.
#[rustfmt::skip]
pub(super) const SUFFIXES: [&str; 15] = [
    "2nd", "3rd", "esq", "ii", "iii", "iv", "jnr", "jr", "junior", "md", "mph", "msc", "phd",
    "snr", "sr",
];

/// Whether `word` is in a sorted list.
pub(super) fn is_in(list: &[&str], word: &str) -> bool {
    list.binary_search(&word).is_ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_lists_are_sorted() {
        for list in [
            &GROUP_WORDS[..],
            &PARTICLES,
            &CAPITAL_PARTICLES,
            &VIETNAMESE,
            &SUFFIXES,
        ] {
            assert!(list.is_sorted(), "{list:?}");
        }
    }
}
