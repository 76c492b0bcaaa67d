//! What a visitor chose to see of a list, and its form in an address.

use crate::orcid::{OrcidId, WorkType};

use super::selection::Order;

/// What a visitor chose. Whatever is empty chooses everything; a work must fit
/// all of it, and one of the values of each part.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Filter {
    /// Words that must all appear.
    pub text: String,
    /// Types.
    pub types: Vec<WorkType>,
    /// Years; `None` for works without a date.
    pub years: Vec<Option<u16>>,
    /// People, of whom a work need have but one.
    pub people: Vec<OrcidId>,
    /// Another order than the list's. It leaves nothing out.
    pub sort: Option<Order>,
    /// Keywords, as the site writes them. One that no work of a list has chooses
    /// nothing there: an address is older than what is to be known of the works.
    pub keywords: Vec<String>,
}

/// The names of the pairs.
const TEXT: &str = "q";
const TYPE: &str = "type";
const YEAR: &str = "year";
const PERSON: &str = "person";
const SORT: &str = "sort";
const KEYWORD: &str = "keyword";
/// The value of `year` for works without one.
const UNDATED: &str = "none";

impl Filter {
    /// The names of the pairs of an address.
    pub const NAMES: [&'static str; 6] = [TEXT, TYPE, YEAR, PERSON, KEYWORD, SORT];

    /// Whether everything is chosen, in whatever order.
    pub fn is_empty(&self) -> bool {
        self.text.trim_ascii().is_empty()
            && self.types.is_empty()
            && self.years.is_empty()
            && self.people.is_empty()
            && self.keywords.is_empty()
    }

    /// The filter as pairs for an address, not yet encoded: `q`, then one for
    /// each `type`, `year` (`none` without a date), `person` (an iD) and
    /// `keyword`, and the `sort`.
    pub fn to_pairs(&self) -> Vec<(&'static str, String)> {
        let mut pairs = Vec::new();
        let text = self.text.trim_ascii();
        if !text.is_empty() {
            pairs.push((TEXT, String::from(text)));
        }
        let types = self
            .types
            .iter()
            .map(|one| (TYPE, String::from(one.as_str())));
        pairs.extend(types);
        pairs.extend(self.years.iter().map(|year| {
            let year = year.map_or_else(|| String::from(UNDATED), |year| year.to_string());
            (YEAR, year)
        }));
        pairs.extend(self.people.iter().map(|one| (PERSON, one.digits())));
        pairs.extend(self.keywords.iter().map(|one| (KEYWORD, one.clone())));
        pairs.extend(self.sort.map(|order| (SORT, String::from(order.name()))));
        pairs
    }

    /// Reads the pairs of an address, already decoded. What it does not know
    /// is left out, as are people other than these, years that are none and
    /// what comes twice.
    pub fn from_pairs<'p>(
        pairs: impl IntoIterator<Item = (&'p str, &'p str)>,
        people: &[OrcidId],
    ) -> Self {
        let mut filter = Self::default();
        for (name, value) in pairs {
            match name {
                TEXT => filter.text = String::from(value.trim_ascii()),
                TYPE if !value.trim_ascii().is_empty() => {
                    add(&mut filter.types, WorkType::parse(value));
                }
                YEAR if value == UNDATED => add(&mut filter.years, None),
                YEAR => {
                    if let Ok(year @ 1..=9999) = value.parse::<u16>() {
                        add(&mut filter.years, Some(year));
                    }
                }
                PERSON => {
                    let id = OrcidId::from_registry(value);
                    if let Some(id) = id.filter(|id| people.contains(id)) {
                        add(&mut filter.people, id);
                    }
                }
                SORT => filter.sort = Order::parse(value),
                KEYWORD if !value.trim_ascii().is_empty() => {
                    add(&mut filter.keywords, String::from(value.trim_ascii()));
                }
                _ => {}
            }
        }
        filter
    }
}

fn add<T: PartialEq>(values: &mut Vec<T>, value: T) {
    if !values.contains(&value) {
        values.push(value);
    }
}

#[cfg(all(test, not(target_arch = "wasm32")))]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use proptest::sample::{select, subsequence};

    fn owners() -> [OrcidId; 2] {
        ["0000-0002-1825-0097", "0000-0001-5109-3700"].map(|id| OrcidId::parse(id).unwrap())
    }

    fn read(pairs: &[(&str, String)]) -> Filter {
        let pairs = pairs.iter().map(|(name, value)| (*name, value.as_str()));
        Filter::from_pairs(pairs, &owners())
    }

    fn any_filter() -> impl Strategy<Value = Filter> {
        let types = ["book", "journal-article", "other", "holographic-lecture"];
        let years = [None, Some(1), Some(1998), Some(2026), Some(9999)];
        (
            "\\PC{0,20}",
            subsequence(types.to_vec(), 0..4).prop_shuffle(),
            subsequence(years.to_vec(), 0..5).prop_shuffle(),
            subsequence(owners().to_vec(), 0..3).prop_shuffle(),
            prop::option::of(select(&Order::ALL[..])),
            subsequence(vec!["sea ice", "Eis & Schnee", "1998"], 0..4).prop_shuffle(),
        )
            .prop_map(|(text, types, years, people, sort, keywords)| Filter {
                text: text.trim_ascii().to_owned(),
                types: types.into_iter().map(WorkType::parse).collect(),
                years,
                people,
                sort,
                keywords: keywords.into_iter().map(str::to_owned).collect(),
            })
    }

    proptest! {
        #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

        #[test]
        fn any_filter_comes_back_from_an_address(filter in any_filter()) {
            let pairs = filter.to_pairs();
            prop_assert_eq!(pairs.is_empty(), filter.is_empty() && filter.sort.is_none());
            prop_assert_eq!(read(&pairs), filter);
        }

        #[test]
        fn an_address_makes_no_more_of_a_filter_than_can_be_chosen(
            pairs in prop::collection::vec(
                (select(&["q", "type", "year", "person", "keyword", "sort", "x"][..]), "\\PC{0,12}|[0-9]{1,5}"),
                0..6,
            ),
        ) {
            let filter = read(&pairs);
            prop_assert!(filter.years.iter().flatten().all(|year| (1..=9999).contains(year)));
            prop_assert!(filter.people.iter().all(|person| owners().contains(person)));
            prop_assert!(!filter.types.iter().any(|one| one.as_str().is_empty()));
            prop_assert_eq!(read(&filter.to_pairs()), filter);
        }
    }

    #[test]
    fn pairs_are_the_words_of_an_address() {
        let filter = Filter {
            text: " ice & “snow” 100% ".to_owned(),
            types: vec![WorkType::parse("journal-article"), WorkType::default()],
            years: vec![Some(2020), None],
            people: vec![owners()[1]],
            sort: Some(Order::Title),
            keywords: vec!["sea ice".to_owned()],
        };
        let pairs = filter.to_pairs();
        let pairs: Vec<_> = pairs.iter().map(|(name, value)| [*name, value]).collect();
        assert_eq!(
            pairs,
            [
                ["q", "ice & “snow” 100%"],
                ["type", "journal-article"],
                ["type", "other"],
                ["year", "2020"],
                ["year", "none"],
                ["person", "0000-0001-5109-3700"],
                ["keyword", "sea ice"],
                ["sort", "title"],
            ]
        );
    }

    #[test]
    fn a_filter_comes_back_from_an_address_and_nothing_else_does() {
        let owners = owners();
        let filter = Filter {
            text: "sea ice".to_owned(),
            types: vec![WorkType::parse("book"), WorkType::parse("preprint")],
            years: vec![Some(2021), None],
            people: vec![owners[1]],
            sort: None,
            keywords: vec!["Ice".to_owned()],
        };
        let pairs = filter.to_pairs();
        assert_eq!(read(&pairs), filter);
        assert_eq!(
            pairs.iter().map(|(name, _)| *name).collect::<Vec<_>>(),
            ["q", "type", "type", "year", "year", "person", "keyword"]
        );
        let noise = [
            ("utm", "x"),
            ("year", "0"),
            ("year", "MMXX"),
            ("year", "-1"),
            ("year", "10000"),
            ("person", "0000-0002-9079-593X"),
            ("person", "someone"),
            ("type", " "),
            ("sort", "upwards"),
            ("keyword", ""),
        ];
        assert_eq!(Filter::from_pairs(noise, &owners), Filter::default());
    }
}
