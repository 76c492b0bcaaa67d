//! The words of people, beside those they share with the badge.

/// One language's words for people.
#[derive(Debug)]
pub struct PeopleMessages {
    /// Names the people where no heading does.
    pub people: &'static str,
    /// Records are on their way.
    pub loading: &'static str,
    /// Heads people who work here.
    pub staff: &'static str,
    /// Heads people who study here.
    pub students: &'static str,
    /// Heads people of whom the record does not say.
    pub members: &'static str,
    /// Heads people who have left.
    pub alumni: &'static str,
    /// The link to a person's own website.
    pub website: &'static str,
    /// The link for writing to a person.
    pub email: &'static str,
}

/// English.
pub const ENGLISH: PeopleMessages = PeopleMessages {
    people: "People",
    loading: "Loading…",
    staff: "Staff",
    students: "Students",
    members: "Members",
    alumni: "Alumni",
    website: "Website",
    email: "E-mail",
};
