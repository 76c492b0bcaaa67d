//! A whole public record.

use std::cmp::Reverse;
use std::collections::BinaryHeap;

use super::{Affiliation, AffiliationKind, OrcidId, PartialDate, Person, WorkGroup};

/// All that one answer of the registry says of a person.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Record {
    /// The iD the registry answered for: the primary one where the requested
    /// iD is deprecated.
    pub id: OrcidId,
    /// The person.
    pub person: Person,
    /// Affiliations of all kinds, in the registry's order within each kind.
    pub affiliations: Vec<Affiliation>,
    /// Works, one group per work, in the registry's order; or the most recent
    /// ones, newest first, where only those were asked for.
    pub works: Vec<WorkGroup>,
    /// Number of works, read or not.
    pub work_count: usize,
    /// Number of fundings (groups).
    pub funding_count: usize,
    /// Number of peer reviews (single reviews, not groups).
    pub peer_review_count: usize,
    /// When the record last changed, in milliseconds since 1970.
    pub last_modified: Option<u64>,
    /// Items that could not be read and were left out.
    pub skipped: usize,
}

impl Record {
    /// What the person does on the day `today`: employments first, then
    /// invited positions, the latest begun first, those with no start last.
    /// Only where there is neither: the courses of study under way, so that a
    /// student's badge is not empty. Other kinds say nothing of where someone
    /// works.
    pub fn current_affiliations(&self, today: PartialDate) -> Vec<&Affiliation> {
        let mut found = Vec::new();
        self.add_current(AffiliationKind::Employment, today, &mut found);
        self.add_current(AffiliationKind::InvitedPosition, today, &mut found);
        if found.is_empty() {
            self.add_current(AffiliationKind::Education, today, &mut found);
        }
        found
    }

    /// The `count` newest works, newest first by the preferred date; those of
    /// one date in the registry's order, the undated last. A date in the
    /// future is a date like any other.
    pub fn recent_works(&self, count: usize) -> Vec<&WorkGroup> {
        let dates = self.works.iter().map(|work| work.preferred.date);
        newest_first(dates.enumerate())
            .filter_map(|place| self.works.get(place))
            .take(count)
            .collect()
    }

    /// Whether nothing at all is public: no name, and no item of any kind.
    pub fn has_nothing_public(&self) -> bool {
        let person = &self.person;
        self.is_empty()
            && person.name.is_none()
            && person.other_names.is_empty()
            && person.keywords.is_empty()
            && person.emails.is_empty()
            && person.countries.is_empty()
    }

    /// Whether there is nothing to show beside the name: no affiliation,
    /// work, funding, review, biography or link, not even an unreadable one.
    pub fn is_empty(&self) -> bool {
        self.affiliations.is_empty()
            && self.works.is_empty()
            && self.funding_count == 0
            && self.peer_review_count == 0
            && self.person.biography.is_none()
            && self.person.links.is_empty()
            && self.skipped == 0
    }

    fn add_current<'a>(
        &'a self,
        kind: AffiliationKind,
        today: PartialDate,
        found: &mut Vec<&'a Affiliation>,
    ) {
        let all = self.affiliations.iter().enumerate();
        let current = all.filter(|(_, one)| one.kind == kind && one.is_current(today));
        let starts = current.map(|(place, one)| (place, one.start));
        found.extend(newest_first(starts).filter_map(|place| self.affiliations.get(place)));
    }
}

/// The places, those of the newest dates first and those without a date last; of one
/// date in the order of places.
fn newest_first(
    dates: impl Iterator<Item = (usize, Option<PartialDate>)>,
) -> impl Iterator<Item = usize> {
    // Neither a stable sort nor a heap of another type than that of `registry::copies`:
    // each weighs hundreds of bytes of Wasm.
    let mut heap: BinaryHeap<Reverse<(u64, usize, u64)>> = BinaryHeap::new();
    for (place, date) in dates {
        let number = date.map_or(0, PartialDate::number);
        heap.push(Reverse((u64::from(!number), place, 0)));
    }
    std::iter::from_fn(move || heap.pop().map(|Reverse((_, place, _))| place))
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;
    use crate::orcid::{Source, Title, Work, WorkType};

    fn record() -> Record {
        Record {
            id: OrcidId::parse("0000-0002-1825-0097").unwrap(),
            person: Person::default(),
            affiliations: Vec::new(),
            works: Vec::new(),
            work_count: 0,
            funding_count: 0,
            peer_review_count: 0,
            last_modified: None,
            skipped: 0,
        }
    }

    fn affiliation(kind: AffiliationKind, role: &str, start: u16, end: u16) -> Affiliation {
        Affiliation {
            kind,
            put_code: None,
            organization: None,
            department: None,
            role: Some(role.to_owned()),
            start: PartialDate::new(start, None, None),
            end: PartialDate::new(end, None, None),
            link: None,
            source: Source::default(),
        }
    }

    fn work(number: u64, date: Option<PartialDate>) -> WorkGroup {
        WorkGroup {
            preferred: Work {
                put_code: Some(number),
                work_type: WorkType::default(),
                title: Title {
                    text: "A title".to_owned(),
                    subtitle: None,
                    translated: None,
                },
                venue: None,
                date,
                identifiers: Vec::new(),
                link: None,
                source: Source::default(),
            },
            others: Vec::new(),
            identifiers: Vec::new(),
        }
    }

    fn roles(record: &Record) -> Vec<&str> {
        let today = PartialDate::new(2024, Some(6), Some(15)).unwrap();
        let current = record.current_affiliations(today);
        current
            .iter()
            .map(|one| one.role.as_deref().unwrap())
            .collect()
    }

    fn recent(record: &Record, count: usize) -> Vec<u64> {
        let works = record.recent_works(count);
        works
            .iter()
            .map(|group| group.preferred.put_code.unwrap())
            .collect()
    }

    #[test]
    fn employments_come_before_invitations_and_the_latest_begun_first() {
        use AffiliationKind::*;
        let mut one = record();
        one.affiliations = vec![
            affiliation(InvitedPosition, "guest", 2023, 0),
            affiliation(Employment, "undated", 0, 0),
            affiliation(Employment, "older", 2010, 0),
            affiliation(Employment, "former", 2000, 2009),
            affiliation(Employment, "newer", 2020, 2030),
            affiliation(Employment, "as new", 2020, 0),
            affiliation(Education, "student", 2022, 0),
            affiliation(Membership, "member", 2022, 0),
        ];
        assert_eq!(
            roles(&one),
            ["newer", "as new", "older", "undated", "guest"]
        );
    }

    #[test]
    fn studies_show_only_where_there_is_no_position() {
        use AffiliationKind::*;
        let mut one = record();
        one.affiliations = vec![
            affiliation(Education, "student", 2022, 0),
            affiliation(Education, "pupil", 2010, 2015),
            affiliation(Employment, "former", 2000, 2009),
            affiliation(Membership, "member", 2022, 0),
        ];
        assert_eq!(roles(&one), ["student"]);
    }

    #[test]
    fn recent_works_are_newest_first_and_the_undated_last() {
        let date = |year, month| PartialDate::new(year, month, None);
        let mut one = record();
        one.works = vec![
            work(1, None),
            work(2, date(2020, None)),
            work(3, date(2020, Some(3))),
            work(4, date(2022, None)),
            work(5, date(2020, Some(3))),
            work(6, date(2999, None)),
            work(7, None),
        ];
        assert_eq!(recent(&one, 10), [6, 4, 3, 5, 2, 1, 7]);
        assert_eq!(recent(&one, 3), [6, 4, 3]);
        assert_eq!(recent(&one, 0), [0_u64; 0]);
    }

    #[test]
    fn ten_thousand_works_the_wrong_way_round_are_no_trouble() {
        let mut one = record();
        one.works = (1..=10_000)
            .map(|number| {
                work(
                    u64::from(number),
                    PartialDate::new(number.min(9999), None, None),
                )
            })
            .collect();
        assert_eq!(recent(&one, 2), [9999, 10_000]);
        assert_eq!(one.recent_works(usize::MAX).len(), 10_000);
    }

    #[test]
    fn emptiness_has_two_degrees() {
        let mut one = record();
        assert!(one.is_empty() && one.has_nothing_public());
        one.person.keywords.push("geology".to_owned());
        assert!(one.is_empty() && !one.has_nothing_public());
        one.funding_count = 1;
        assert!(!one.is_empty() && !one.has_nothing_public());
        let mut broken = record();
        broken.skipped = 1;
        assert!(!broken.is_empty() && !broken.has_nothing_public());
    }
}
