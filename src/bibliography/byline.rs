//! Which of the people listed a credited name is.

use crate::orcid::{Credit, Name, OrcidId, Person};

use super::fold::{Decompose, fold_all};

/// Someone who may be among a work's contributors.
#[derive(Debug, Clone, Copy)]
pub struct Candidate<'a> {
    /// The iD.
    pub id: OrcidId,
    /// The person; `None` where the record is not there.
    pub person: Option<&'a Person>,
}

/// The contributors of a work, and the people on whose records it is.
#[derive(Debug, Clone, Copy)]
pub struct Credited<'a> {
    /// Its contributors, each once.
    pub credits: &'a [Credit],
    /// Those people's iDs.
    pub owners: &'a [OrcidId],
}

/// For each work's credits, in order, the candidate each one is.
///
/// An iD decides where there is one. Else the name must be one of the
/// candidate's: the same words in either order, or the family name with given
/// names of which all but the first may be left out and, for owners, all may
/// be initials. Nobody is two contributors of one work. Calls `decompose` once.
pub fn members_among(
    works: &[Credited<'_>],
    candidates: &[Candidate<'_>],
    decompose: Decompose<'_>,
) -> Vec<Vec<Option<OrcidId>>> {
    let mut texts: Vec<&str> = Vec::new();
    for candidate in candidates {
        texts.extend(names_of(candidate));
    }
    let split = texts.len();
    let credits = works.iter().flat_map(|work| work.credits);
    texts.extend(credits.map(|credit| credit.name.as_deref().unwrap_or_default()));
    let folded = fold_all(texts.into_iter(), decompose);
    let (own, mut credited) = folded.split_at(split.min(folded.len()));
    let mut own = own;
    let mut known: Vec<Vec<Words<'_>>> = Vec::with_capacity(candidates.len());
    for candidate in candidates {
        let (mine, rest) = own.split_at(names_of(candidate).count().min(own.len()));
        known.push(mine.iter().map(|name| words(name)).collect());
        own = rest;
    }
    let mut all = Vec::with_capacity(works.len());
    for work in works {
        let (names, rest) = credited.split_at(work.credits.len().min(credited.len()));
        credited = rest;
        all.push(of_one_work(work, names, candidates, &known));
    }
    all
}

type Words<'a> = Vec<&'a str>;

fn words(name: &str) -> Words<'_> {
    name.split(' ').filter(|word| !word.is_empty()).collect()
}

/// Given names and family name apart, then names as a whole.
fn names_of<'a>(candidate: &Candidate<'a>) -> impl Iterator<Item = &'a str> {
    let person = candidate.person;
    let name = person.and_then(|person| person.name.as_ref());
    let part = |part: fn(&Name) -> Option<&str>| name.and_then(part).unwrap_or_default();
    let parts = [
        part(|name| name.given.as_deref()),
        part(|name| name.family.as_deref()),
        part(|name| name.credit.as_deref()),
    ];
    let others = person.into_iter().flat_map(|person| &person.other_names);
    parts.into_iter().chain(others.map(String::as_str))
}

fn of_one_work(
    work: &Credited<'_>,
    names: &[String],
    candidates: &[Candidate<'_>],
    known: &[Vec<Words<'_>>],
) -> Vec<Option<OrcidId>> {
    let credits = work.credits;
    let mut found: Vec<Option<usize>> = credits
        .iter()
        .map(|credit| {
            let id = credit.orcid?;
            candidates.iter().position(|candidate| candidate.id == id)
        })
        .collect();
    let mut is_taken = vec![false; candidates.len()];
    let take = |index: Option<usize>, is_taken: &mut Vec<bool>| {
        if let Some(taken) = index.and_then(|index| is_taken.get_mut(index)) {
            *taken = true;
        }
    };
    found.iter().for_each(|index| take(*index, &mut is_taken));
    // Whole names first: an initial must not take a place that a name fits.
    for how in [Likeness::Whole, Likeness::Short, Likeness::Initials] {
        for (place, (credit, name)) in credits.iter().zip(names).enumerate() {
            if credit.orcid.is_some() || found.get(place).is_some_and(Option::is_some) {
                continue;
            }
            let credited = words(name);
            let fits = |index: &usize| {
                let owner = candidates.get(*index).map(|candidate| candidate.id);
                let owns = owner.is_some_and(|owner| work.owners.contains(&owner));
                let names = known.get(*index);
                names.is_some_and(|names| is_named(&credited, names, owns, how))
            };
            let is_free = |index: &usize| is_taken.get(*index) == Some(&false);
            let fit = (0..candidates.len()).filter(is_free).find(fits);
            take(fit, &mut is_taken);
            if let Some(slot) = found.get_mut(place) {
                *slot = fit;
            }
        }
    }
    let id = |index: usize| candidates.get(index).map(|candidate| candidate.id);
    found.into_iter().map(|index| id(index?)).collect()
}

#[derive(Clone, Copy, PartialEq)]
enum Likeness {
    /// The same words.
    Whole,
    /// Some given names left out.
    Short,
    /// Given names shortened to initials.
    Initials,
}

fn is_named(credited: &[&str], names: &[Words<'_>], owns: bool, how: Likeness) -> bool {
    let [given, family, whole @ ..] = names else {
        return false;
    };
    if credited.is_empty() {
        return false;
    }
    if how == Likeness::Whole {
        let same = |name: &Words<'_>| !name.is_empty() && is_rotation(credited, name);
        let both: Words<'_> = given.iter().chain(family).copied().collect();
        return whole.iter().any(same) || same(&both);
    }
    let initials = how == Likeness::Initials;
    if family.is_empty() || given.is_empty() || (initials && !owns) {
        return false;
    }
    let rest = credited
        .strip_suffix(family.as_slice())
        .or_else(|| credited.strip_prefix(family.as_slice()));
    rest.is_some_and(|rest| !rest.is_empty() && is_shortened(rest, given, initials))
}

/// Whether these are the same words, the last few perhaps put first: "Family,
/// Given" for "Given Family".
fn is_rotation(one: &[&str], other: &[&str]) -> bool {
    one.len() == other.len()
        && (0..one.len()).any(|turn| {
            let turned = other.iter().cycle().skip(turn);
            one.iter().zip(turned).all(|(one, other)| one == other)
        })
}

/// Whether `short` is what is left of given names: in their order, the first
/// not left out, each whole or, where `initials` will do, its first letter.
/// "js" may stand for two.
fn is_shortened(short: &[&str], given: &[&str], initials: bool) -> bool {
    let mut left = given.iter();
    let mut is_first = true;
    for word in short {
        let is_whole = given.contains(word);
        if !is_whole && !initials {
            return false;
        }
        let glued = word.chars().count() > 1 && !is_whole;
        let letters: Vec<&str> = if glued {
            word.char_indices()
                .map(|(at, c)| word.get(at..at + c.len_utf8()).unwrap_or_default())
                .collect()
        } else {
            vec![word]
        };
        // A name is no row of initials: at most three, as people have them.
        if glued && letters.len() > 3 {
            return false;
        }
        for letter in letters {
            let fits = |name: &&&str| **name == letter || (initials && is_initial(letter, name));
            let found = if is_first {
                left.next().filter(fits)
            } else {
                left.by_ref().find(|name| fits(name))
            };
            if found.is_none() {
                return false;
            }
            is_first = false;
        }
    }
    true
}

fn is_initial(letter: &str, name: &str) -> bool {
    letter.chars().count() == 1 && name.starts_with(letter)
}

#[cfg(all(test, not(target_arch = "wasm32")))]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    fn person(given: &str, family: &str, others: &[&str]) -> Person {
        Person {
            name: Some(Name {
                given: Some(given.to_owned()),
                family: Some(family.to_owned()),
                credit: None,
            }),
            other_names: others.iter().map(|name| (*name).to_owned()).collect(),
            ..Person::default()
        }
    }

    fn credit(name: &str, orcid: Option<&str>) -> Credit {
        Credit {
            name: Some(name.to_owned()),
            orcid: orcid.map(|id| OrcidId::parse(id).unwrap()),
            roles: Vec::new(),
            sequence: None,
        }
    }

    fn lower(text: &str) -> String {
        use unicode_normalization::UnicodeNormalization;
        text.nfkd().collect::<String>().to_lowercase()
    }

    const CARBERRY: &str = "0000-0002-1825-0097";

    fn who(credits: Vec<Credit>, owns: bool) -> Vec<Option<usize>> {
        let carberry = person("Josiah Stinkney", "Carberry", &["Κάρμπερι"]);
        let lund = person("Sólveig", "Marchetti-Lund", &[]);
        let candidates = [
            Candidate {
                id: OrcidId::parse("0000-0001-5109-3700").unwrap(),
                person: Some(&lund),
            },
            Candidate {
                id: OrcidId::parse(CARBERRY).unwrap(),
                person: Some(&carberry),
            },
        ];
        let ids = candidates.map(|candidate| candidate.id);
        let work = Credited {
            credits: &credits,
            owners: if owns { &ids } else { &[] },
        };
        let found = members_among(&[work], &candidates, &lower).remove(0);
        let place = |id| ids.iter().position(|one| *one == id);
        found.into_iter().map(|id| id.and_then(place)).collect()
    }

    fn is_carberry(name: &str, owns: bool) -> bool {
        who(vec![credit(name, None)], owns) == [Some(1)]
    }

    #[test]
    fn a_name_is_known_in_every_spelling_of_it() {
        for name in [
            "Josiah Stinkney Carberry",
            "Carberry, Josiah Stinkney",
            "JOSIAH CARBERRY",
            "Carberry, Josiah S.",
            "J. S. Carberry",
            "Carberry JS",
            "Carberry, J",
            "ΚΆΡΜΠΕΡΙ",
        ] {
            assert!(is_carberry(name, true), "{name}");
        }
        assert_eq!(
            who(vec![credit("S. Marchetti‐Lund", None)], true),
            [Some(0)]
        );
    }

    #[test]
    fn another_name_is_another_person() {
        for name in [
            "Carberry",
            "K. Carberry",
            "S. J. Carberry",
            "Jonas Carberry",
            "Josiah Carberry-Smith",
            "Josiah Mulberry",
            "Stinkney Carberry",
            "",
        ] {
            assert!(!is_carberry(name, true), "{name}");
        }
    }

    #[test]
    fn initials_are_enough_only_on_ones_own_record() {
        assert!(is_carberry("Josiah Carberry", false));
        assert!(!is_carberry("J. Carberry", false));
    }

    #[test]
    fn an_id_decides() {
        let other = Some("0000-0002-9079-593X");
        let credits = vec![
            credit("Josiah Carberry", other),
            credit("Somebody Else", Some(CARBERRY)),
        ];
        assert_eq!(who(credits, true), [None, Some(1)]);
    }

    #[test]
    fn nobody_is_two_contributors_and_a_whole_name_goes_before_initials() {
        let credits = vec![
            credit("J. Carberry", None),
            credit("Josiah Carberry", None),
            credit("J. S. Carberry", None),
        ];
        assert_eq!(who(credits, true), [None, Some(1), None]);
    }
}
