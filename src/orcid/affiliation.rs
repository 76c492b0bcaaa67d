//! Affiliations: the seven kinds of tie between a person and an organization.

use super::{PartialDate, Source, WebLink};

/// The kinds of affiliation a record holds (v3.0 `activities-summary`).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum AffiliationKind {
    /// Paid work.
    Employment,
    /// A position by invitation, such as a visiting professorship.
    InvitedPosition,
    /// A course of study.
    Education,
    /// A vocational or professional qualification.
    Qualification,
    /// An honour or award.
    Distinction,
    /// Membership of a society.
    Membership,
    /// Donated time, such as editing or a committee.
    Service,
}

/// One affiliation of a person.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Affiliation {
    /// Which of the seven sections it stands in.
    pub kind: AffiliationKind,
    /// The registry's number of the item; `None` where the source has none.
    pub put_code: Option<u64>,
    /// The organization; optional for professional activities since 2025.
    pub organization: Option<Organization>,
    /// Department or unit.
    pub department: Option<String>,
    /// Role, degree or title.
    pub role: Option<String>,
    /// First day, as far as known.
    pub start: Option<PartialDate>,
    /// Last day, as far as known; `None` means ongoing or unstated.
    pub end: Option<PartialDate>,
    /// A page about it.
    pub link: Option<WebLink>,
    /// Who asserted it.
    pub source: Source,
}

impl Affiliation {
    /// Whether it holds on the day `today`: begun, and not over. What is
    /// unknown speaks for it: no end, an end in this year with no month, no
    /// start.
    pub fn is_current(&self, today: PartialDate) -> bool {
        !self.start.is_some_and(|start| today.is_before(&start))
            && !self.end.is_some_and(|end| end.is_before(&today))
    }
}

/// An organization as a record names it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Organization {
    /// Its name.
    pub name: String,
    /// City.
    pub city: Option<String>,
    /// State or region.
    pub region: Option<String>,
    /// ISO 3166-1 alpha-2 country code.
    pub country: Option<String>,
    /// Its identifier in a registry of organizations.
    pub identifier: Option<OrganizationId>,
}

/// An organization's identifier: ROR, RINGGOLD, GRID, FUNDREF or LEI.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OrganizationId {
    /// The registry's name in upper case, as ORCID writes it.
    pub scheme: String,
    /// The identifier as written.
    pub value: String,
}

#[cfg(test)]
mod tests {
    use super::*;

    type Parts = (u16, Option<u8>, Option<u8>);

    fn is_current(start: Option<Parts>, end: Option<Parts>) -> bool {
        let date = |parts: Option<Parts>| parts.and_then(|(y, m, d)| PartialDate::new(y, m, d));
        let affiliation = Affiliation {
            kind: AffiliationKind::Employment,
            put_code: None,
            organization: None,
            department: None,
            role: None,
            start: date(start),
            end: date(end),
            link: None,
            source: Source::default(),
        };
        date(Some((2024, Some(6), Some(15)))).is_some_and(|today| affiliation.is_current(today))
    }

    #[test]
    fn an_unknown_end_speaks_for_the_present() {
        assert!(is_current(None, None));
        assert!(is_current(Some((2020, None, None)), None));
        assert!(is_current(None, Some((2024, None, None))));
        assert!(is_current(None, Some((2024, Some(6), None))));
        assert!(is_current(None, Some((2024, Some(6), Some(15)))));
        assert!(is_current(None, Some((2030, None, None))));
    }

    #[test]
    fn what_is_over_is_not_current() {
        assert!(!is_current(None, Some((2023, None, None))));
        assert!(!is_current(None, Some((2024, Some(5), None))));
        assert!(!is_current(None, Some((2024, Some(6), Some(14)))));
    }

    #[test]
    fn what_has_not_begun_is_not_current() {
        assert!(!is_current(Some((2025, None, None)), None));
        assert!(!is_current(Some((2024, Some(6), Some(16))), None));
        assert!(is_current(Some((2024, Some(6), Some(15))), None));
        assert!(is_current(Some((2024, None, None)), None));
    }
}
