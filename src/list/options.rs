//! What a webmaster asked for: the attributes of a list.

use crate::bibliography::{Grouping, Selection};
use crate::orcid::OrcidId;
use crate::registry::{Error, Registry};

/// What the attributes of a list say.
#[derive(Debug, Clone, PartialEq)]
pub struct ListOptions {
    /// The `orcid` attribute as it was written.
    pub requested: String,
    /// The iDs in it, each once.
    pub ids: Vec<OrcidId>,
    /// What in it is no iD, with why.
    pub wrong: Vec<(String, Error)>,
    /// Which registry is asked.
    pub registry: Registry,
    /// How long to wait for a whole answer, in milliseconds.
    pub timeout: f64,
    /// How old a kept copy may be to serve without a request, in milliseconds.
    pub max_age: f64,
    /// The address of the file of what the site itself knows.
    pub extras: Option<String>,
    /// Which works are wanted, and in which order.
    pub selection: Selection,
    /// What they should look like.
    pub display: DisplayOptions,
    /// Whether authors are fetched for works about to be seen.
    pub authors: bool,
    /// Whether the list stands in the page's head as JSON-LD.
    pub json_ld: bool,
}

impl ListOptions {
    /// Why nobody is named; `None` where somebody is.
    pub fn fault(&self) -> Option<Error> {
        let first = self.wrong.first().map(|(_, error)| *error);
        (self.ids.is_empty()).then(|| first.unwrap_or(Error::MalformedId))
    }

    /// Whether the two name the same people of the same registry.
    pub(super) fn asks_the_same(&self, other: &Self) -> bool {
        self.ids == other.ids && self.wrong == other.wrong && self.registry == other.registry
    }
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
