//! What a webmaster asked for: the attributes of `<scholar-people>`.

use super::home::Home;
use super::record_options::RecordOptions;

/// What the attributes say.
#[derive(Debug, Clone, PartialEq)]
pub struct PeopleOptions {
    /// Whose records are asked for.
    pub records: RecordOptions,
    /// How people look, and in which order.
    pub display: PeopleDisplay,
}

/// How people look, and in which order.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PeopleDisplay {
    /// Side by side or one below the other.
    pub look: Look,
    /// Which headings there are.
    pub group: Grouping,
    /// The order within a group.
    pub sort: Sorting,
    /// What of a person is shown.
    pub show: Vec<Piece>,
    /// Whose page it is.
    pub home: Home,
    /// The element of a person's name.
    pub heading: &'static str,
    /// The element of a group's heading.
    pub group_heading: &'static str,
    /// BCP 47 tag of the language of the element's own words; empty: the
    /// browser's.
    pub lang: String,
}

/// Side by side or one below the other.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Look {
    /// As many side by side as there is room for.
    #[default]
    Grid,
    /// One below the other.
    List,
}

/// Which headings there are.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Grouping {
    /// None.
    #[default]
    None,
    /// The page's own, else staff, students and alumni.
    Role,
}

/// The order within a group.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Sorting {
    /// As the page has written the iDs.
    #[default]
    Written,
    /// By family name.
    Name,
}

/// Something that is shown of a person beside name and iD.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Piece {
    /// What they are.
    Role,
    /// Where.
    Organization,
    /// Their own website.
    Website,
    /// Their public e-mail address.
    Email,
    /// Their pages elsewhere.
    Links,
}

impl Look {
    /// Reads a `look` attribute; anything unknown is a grid.
    pub fn parse(value: &str) -> Self {
        match value.trim() {
            "list" => Self::List,
            _ => Self::Grid,
        }
    }
}

impl Grouping {
    /// Reads a `group` attribute; anything unknown is none.
    pub fn parse(value: &str) -> Self {
        match value.trim() {
            "role" => Self::Role,
            _ => Self::None,
        }
    }
}

impl Sorting {
    /// Reads a `sort` attribute; anything unknown is as written.
    pub fn parse(value: &str) -> Self {
        match value.trim() {
            "name" => Self::Name,
            _ => Self::Written,
        }
    }
}

impl Piece {
    /// Reads a `show` attribute: names between spaces or commas; unknown ones
    /// are passed over. Nothing given is all.
    pub fn parse_list(value: Option<&str>) -> Vec<Self> {
        let usual = "role organization website email links";
        let names = value.unwrap_or(usual);
        names
            .split(|c: char| c == ',' || c.is_ascii_whitespace())
            .filter_map(|name| match name {
                "role" => Some(Self::Role),
                "organization" => Some(Self::Organization),
                "website" => Some(Self::Website),
                "email" => Some(Self::Email),
                "links" => Some(Self::Links),
                _ => None,
            })
            .collect()
    }
}

/// The elements of a group's heading and of a name of this level, which is that
/// of names: groups stand one above, and names never on the first level where
/// there are groups.
pub fn headings(level: &str, group: Grouping) -> (&'static str, &'static str) {
    match (level.trim(), group) {
        ("1", Grouping::None) => ("h1", "h1"),
        ("1" | "2", _) => ("h1", "h2"),
        ("4", _) => ("h3", "h4"),
        ("5", _) => ("h4", "h5"),
        ("6", _) => ("h5", "h6"),
        _ => ("h2", "h3"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn attributes_are_read_and_the_unknown_is_usual() {
        assert_eq!(Look::parse(" list "), Look::List);
        assert_eq!(Look::parse("cards"), Look::Grid);
        assert_eq!(Grouping::parse("role"), Grouping::Role);
        assert_eq!(Grouping::parse("year"), Grouping::None);
        assert_eq!(Sorting::parse("name"), Sorting::Name);
        assert_eq!(Sorting::parse(""), Sorting::Written);
        assert_eq!(Piece::parse_list(None).len(), 5);
        assert_eq!(Piece::parse_list(Some("")), []);
        assert_eq!(
            Piece::parse_list(Some("links, role photo")),
            [Piece::Links, Piece::Role]
        );
    }

    #[test]
    fn groups_stand_one_level_above_names() {
        assert_eq!(headings("", Grouping::Role), ("h2", "h3"));
        assert_eq!(headings("5", Grouping::Role), ("h4", "h5"));
        assert_eq!(headings("1", Grouping::Role), ("h1", "h2"));
        assert_eq!(headings("1", Grouping::None), ("h1", "h1"));
        assert_eq!(headings("9", Grouping::Role), ("h2", "h3"));
    }
}
