//! Where somebody works or studies, and how they stand to the lab.

use crate::orcid::{Affiliation, AffiliationKind, Organization, PartialDate, Record};

/// The organization that a page is of, as its author has written it: names and
/// identifiers, between semicolons.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Home(Vec<String>);

/// How somebody stands to the organization, or to any where none is named.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Standing {
    /// They work there.
    Staff,
    /// They study there.
    Student,
    /// They did.
    Alumni,
    /// The record does not say.
    Member,
}

/// The kinds that say where somebody works or studies.
const TIES: [AffiliationKind; 3] = [
    AffiliationKind::Employment,
    AffiliationKind::InvitedPosition,
    AffiliationKind::Education,
];

impl Home {
    /// Reads an `organization` attribute.
    pub fn parse(value: &str) -> Self {
        let names = value.split(';').map(str::trim);
        Self(
            names
                .filter(|it| !it.is_empty())
                .map(String::from)
                .collect(),
        )
    }

    /// Whether this is the organization.
    fn is(&self, organization: &Organization) -> bool {
        self.0.iter().any(|wanted| {
            let identifier = organization.identifier.as_ref();
            wanted.eq_ignore_ascii_case(&organization.name)
                || identifier.is_some_and(|it| is_same_id(wanted, &it.scheme, &it.value))
        })
    }

    fn has(&self, affiliation: &Affiliation) -> bool {
        let organization = affiliation.organization.as_ref();
        organization.is_some_and(|organization| self.is(organization))
    }

    /// What the person does today: at this organization, or else what stands
    /// first in the record.
    pub fn position<'a>(
        &self,
        record: &'a Record,
        today: Option<PartialDate>,
    ) -> Option<&'a Affiliation> {
        let today = today?;
        let here = TIES.iter().find_map(|kind| {
            let mut all = record.affiliations.iter();
            all.find(|it| it.kind == *kind && it.is_current(today) && self.has(it))
        });
        here.or_else(|| record.current_affiliations(today).into_iter().next())
    }

    /// How the person stands to this organization. Where the record knows no tie
    /// to it, that may be for another spelling: then any organization counts, but
    /// nobody has left one that they were never at.
    pub fn standing(&self, record: &Record, today: Option<PartialDate>) -> Standing {
        let Some(today) = today else {
            return Standing::Member;
        };
        let ties = || {
            record
                .affiliations
                .iter()
                .filter(|it| TIES.contains(&it.kind))
        };
        let has_tie = ties().any(|it| self.has(it));
        let current = ties().filter(|it| it.is_current(today) && (!has_tie || self.has(it)));
        let kinds: Vec<AffiliationKind> = current.map(|it| it.kind).collect();
        if kinds.iter().any(|kind| *kind != AffiliationKind::Education) {
            Standing::Staff
        } else if !kinds.is_empty() {
            Standing::Student
        } else if has_tie {
            Standing::Alumni
        } else {
            Standing::Member
        }
    }
}

/// Whether two write the same identifier: `https://ror.org/05abc`, `ror.org/05abc`
/// and `05abc`; `grid.5335.0`. A bare number is one of Ringgold.
fn is_same_id(wanted: &str, scheme: &str, value: &str) -> bool {
    let end = |text: &str| -> usize { text.rfind('/').map_or(0, |slash| slash + 1) };
    let wanted = wanted.trim_end_matches('/');
    let short = wanted.get(end(wanted)..).unwrap_or_default();
    let value = value.trim().trim_end_matches('/');
    let value = value.get(end(value)..).unwrap_or_default();
    let is_number = short.bytes().all(|byte| byte.is_ascii_digit());
    short.eq_ignore_ascii_case(value) && (!is_number || scheme == "RINGGOLD")
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;
    use crate::orcid::{OrcidId, OrganizationId, Person, Source};
    use AffiliationKind::*;

    const LAB: (&str, &str, &str) = ("University of Nordmark", "ROR", "https://ror.org/05abcde12");
    const OTHER: (&str, &str, &str) = ("Tidal College", "RINGGOLD", "1023");

    fn tie(
        kind: AffiliationKind,
        role: &str,
        (name, scheme, value): (&str, &str, &str),
        end: u16,
    ) -> Affiliation {
        Affiliation {
            kind,
            put_code: None,
            organization: Some(Organization {
                name: name.to_owned(),
                city: None,
                region: None,
                country: None,
                identifier: Some(OrganizationId {
                    scheme: scheme.to_owned(),
                    value: value.to_owned(),
                }),
            }),
            department: None,
            role: Some(role.to_owned()),
            start: PartialDate::new(2015, None, None),
            end: PartialDate::new(end, None, None),
            link: None,
            source: Source::default(),
        }
    }

    fn record(affiliations: Vec<Affiliation>) -> Record {
        Record {
            id: OrcidId::parse("0000-0002-1825-0097").unwrap(),
            person: Person::default(),
            affiliations,
            works: Vec::new(),
            work_count: 0,
            funding_count: 0,
            peer_review_count: 0,
            last_modified: None,
            skipped: 0,
        }
    }

    fn today() -> Option<PartialDate> {
        PartialDate::new(2024, Some(6), Some(15))
    }

    fn role(home: &str, affiliations: Vec<Affiliation>) -> Option<String> {
        let record = record(affiliations);
        let position = Home::parse(home).position(&record, today());
        position.and_then(|it| it.role.clone())
    }

    fn standing(home: &str, affiliations: Vec<Affiliation>) -> Standing {
        Home::parse(home).standing(&record(affiliations), today())
    }

    #[test]
    fn a_position_here_comes_before_any_other() {
        let all = || {
            vec![
                tie(Employment, "professor", OTHER, 0),
                tie(Education, "student", LAB, 0),
                tie(Employment, "former", LAB, 2020),
            ]
        };
        assert_eq!(role("", all()).as_deref(), Some("professor"));
        for home in [
            "University of Nordmark",
            "university of nordmark",
            "https://ror.org/05abcde12",
            "ror.org/05ABCDE12/",
            "05abcde12",
            "Elsewhere; 05abcde12",
        ] {
            assert_eq!(role(home, all()).as_deref(), Some("student"), "{home}");
        }
        assert_eq!(role("1023", all()).as_deref(), Some("professor"));
        assert_eq!(role("Nowhere", all()).as_deref(), Some("professor"));
        assert_eq!(role("", vec![]), None);
    }

    #[test]
    fn a_number_is_one_of_ringgold() {
        let fund = ("A fund", "FUNDREF", "http://dx.doi.org/10.13039/1023");
        let all = vec![
            tie(Employment, "at the fund", fund, 0),
            tie(Employment, "at the college", OTHER, 0),
        ];
        assert_eq!(role("1023", all).as_deref(), Some("at the college"));
    }

    #[test]
    fn who_works_is_staff_and_who_studies_a_student() {
        use Standing::*;
        for home in ["", "05abcde12", "Another spelling"] {
            let works = vec![tie(Education, "", LAB, 0), tie(Employment, "", LAB, 0)];
            assert_eq!(standing(home, works), Staff, "{home}");
            let studies = vec![tie(Education, "", LAB, 0), tie(Employment, "", LAB, 2020)];
            assert_eq!(standing(home, studies), Student, "{home}");
            assert_eq!(standing(home, vec![]), Member, "{home}");
            let other = vec![tie(Membership, "", LAB, 0)];
            assert_eq!(standing(home, other), Member, "{home}");
        }
        assert_eq!(standing("", vec![tie(InvitedPosition, "", LAB, 0)]), Staff);
    }

    #[test]
    fn who_has_left_this_place_is_of_the_alumni() {
        let left = || vec![tie(Education, "", LAB, 2020), tie(Employment, "", OTHER, 0)];
        assert_eq!(standing("05abcde12", left()), Standing::Alumni);
        assert_eq!(standing("", left()), Standing::Staff);
        let gone = || vec![tie(Employment, "", OTHER, 2020)];
        assert_eq!(standing("05abcde12", gone()), Standing::Member);
    }
}
