//! What a webmaster asked for: the attributes of a list.

use crate::bibliography::{Grouping, Selection};
use crate::people::RecordOptions;

/// What the attributes of a list say.
#[derive(Debug, Clone, PartialEq)]
pub struct ListOptions {
    /// Whose records are asked for.
    pub records: RecordOptions,
    /// Which works are wanted, and in which order.
    pub selection: Selection,
    /// What they should look like.
    pub display: DisplayOptions,
    /// Whether authors are fetched for works about to be seen.
    pub authors: bool,
    /// Whether the list stands in the page's head as JSON-LD.
    pub json_ld: bool,
}

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

/// Whether works per year show as bars.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Chart {
    /// Where there are enough of them to say something.
    #[default]
    Auto,
    /// Where there is more than one year.
    Always,
    /// Never.
    None,
}

impl Chart {
    /// Reads a `chart` attribute; anything unknown is [`Self::Auto`].
    pub fn parse(value: &str) -> Self {
        match value.trim() {
            "always" => Self::Always,
            "none" => Self::None,
            _ => Self::Auto,
        }
    }

    /// Its name in the attribute.
    pub fn name(self) -> &'static str {
        match self {
            Self::Auto => "auto",
            Self::Always => "always",
            Self::None => "none",
        }
    }
}

/// How a list looks.
#[derive(Debug, Clone, PartialEq)]
pub struct DisplayOptions {
    /// How works are grouped.
    pub group: Grouping,
    /// How many works show before the visitor asks for more or filters.
    pub limit: Option<usize>,
    /// How much of the toolbar shows.
    pub toolbar: Toolbar,
    /// Whether works per year show as bars.
    pub chart: Chart,
    /// Whether members' names stand out in author lists.
    pub highlight: bool,
    /// The element of the groups' headings, `h1` to `h6`.
    pub heading: &'static str,
    /// BCP 47 tag of the language of the list's own words; empty: the
    /// browser's.
    pub lang: String,
}
