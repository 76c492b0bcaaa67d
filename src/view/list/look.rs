//! What a webmaster chose about a list's looks: attributes that ask nothing of
//! the registry.

use crate::bibliography::Grouping;

/// How much of the toolbar shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Toolbar {
    /// Search, years, types, members, citations.
    #[default]
    Full,
    /// The search box and the number of works.
    Search,
    /// Nothing.
    None,
}

impl Toolbar {
    /// Reads a `toolbar` attribute; anything unknown is the whole toolbar.
    pub fn parse(value: &str) -> Self {
        match value.trim() {
            "search" => Self::Search,
            "none" => Self::None,
            _ => Self::Full,
        }
    }
}

/// The chosen looks of one list.
#[derive(Debug, Clone, PartialEq)]
pub struct ListLook {
    /// How works are grouped.
    pub group: Grouping,
    /// How many works show before the visitor asks for more or filters.
    pub limit: Option<usize>,
    /// How much of the toolbar shows.
    pub toolbar: Toolbar,
    /// Whether members' names stand out in author lists.
    pub highlight: bool,
    /// Level of the groups' headings, 1 to 6.
    pub heading: &'static str,
    /// BCP 47 tag of the language of the list's own words; empty: the
    /// browser's.
    pub lang: String,
}

/// The element of a heading of this level; 3 where the level is none.
pub fn heading(level: &str) -> &'static str {
    match level.trim() {
        "1" => "h1",
        "2" => "h2",
        "4" => "h4",
        "5" => "h5",
        "6" => "h6",
        _ => "h3",
    }
}
