//! The words of a list, beside those it shares with the badge.

use crate::view::plural::Plural;

/// One language's words for lists.
#[derive(Debug)]
pub struct ListMessages {
    /// Names the list of works.
    pub works: &'static str,
    /// Names the toolbar.
    pub toolbar: &'static str,
    /// The label of the search box.
    pub search: &'static str,
    /// How many works show, of how many: takes both, `{}` and `{}`.
    pub shown_of: Plural,
    /// All works show; takes their number.
    pub shown_all: Plural,
    /// Nothing fits the visitor's choice.
    pub nothing_found: &'static str,
    /// Takes every choice back.
    pub reset: &'static str,
    /// Takes one choice back; takes its name.
    pub remove: &'static str,
    /// Names the choice of years.
    pub year: &'static str,
    /// Names the choice of keywords.
    pub keywords: &'static str,
    /// Names the choice of an order.
    pub sort: &'static str,
    /// By date, the newest first.
    pub newest: &'static str,
    /// By date, the oldest first.
    pub oldest: &'static str,
    /// By title.
    pub by_title: &'static str,
    /// Names the bars.
    pub years: &'static str,
    /// A year's bar; takes the year and the count in words.
    pub year_count: &'static str,
    /// Works without a date.
    pub undated: &'static str,
    /// Names the choice of types.
    pub types: &'static str,
    /// A work without a type.
    pub no_type: &'static str,
    /// Names the choice of members.
    pub members: &'static str,
    /// Names the people whose works these are.
    pub everybody: &'static str,
    /// Counts people.
    pub people: Plural,
    /// How many records have come, of how many: `{}` and `{}`.
    pub loading: &'static str,
    /// A member without a record: takes the member and the reason.
    pub member_failed: &'static str,
    /// An old copy of a member's record: takes the member and the day.
    pub member_old: &'static str,
    /// The records are there and list no works that the page wants.
    pub no_works: &'static str,
    /// Heads works put first by the page.
    pub pinned: &'static str,
    /// Shows works beyond the first few; takes their number in words.
    pub show_more: &'static str,
    /// Puts a long list on the page as a whole; takes its length in words.
    pub show_whole: &'static str,
    /// Why one would want that.
    pub whole_why: &'static str,
    /// Authors beyond those named.
    pub more_authors: Plural,
    /// Opens what more is known of a work.
    pub about: &'static str,
    /// An action for those who do not see beside which work it stands: takes
    /// its name and the title.
    pub of_work: &'static str,
    /// Leads to where a DOI does.
    pub doi: &'static str,
    /// Lead to what the site adds, in the order of
    /// [`LinkKind::ALL`](crate::bibliography::LinkKind::ALL).
    pub site_links: [&'static str; 8],
    /// Opens the abstract.
    pub abstract_of: &'static str,
    /// Heads the people who took part.
    pub contributors: &'static str,
    /// Heads the identifiers.
    pub identifiers: &'static str,
    /// Heads who asserted a work.
    pub asserted: &'static str,
    /// Asserted by the person; takes the name.
    pub by_self: &'static str,
    /// Asserted by a system; takes its name.
    pub by_source: &'static str,
    /// Asserted by a system for somebody; takes both names.
    pub for_other: &'static str,
    /// The registry does not say who.
    pub by_unknown: &'static str,
    /// Who asserted a work: the site whose page this is.
    pub by_site: &'static str,
    /// An identifier of what a work is part of.
    pub part_of: &'static str,
    /// An identifier of another version.
    pub version_of: &'static str,
    /// An identifier of what paid for a work.
    pub funded_by: &'static str,
    /// Contributors are being fetched.
    pub asking: &'static str,
    /// The registry could not be asked who took part.
    pub contributors_failed: &'static str,
    /// The registry names no contributors.
    pub no_contributors: &'static str,
    /// Opens the ways to cite a work.
    pub cite: &'static str,
    /// Opens the ways to take all works away that show.
    pub export: &'static str,
    /// The label of the choice of formats.
    pub format: &'static str,
    /// Copies.
    pub copy: &'static str,
    /// Saves in a file.
    pub save: &'static str,
    /// How many works that exports; takes their number in words.
    pub takes: &'static str,
    /// Authors are being fetched for an export: `{}` of `{}`.
    pub fetching: &'static str,
    /// It is in the clipboard.
    pub copied: &'static str,
    /// The file is on its way.
    pub saved: &'static str,
    /// The page's formatter has failed.
    pub unformatted: &'static str,
    /// The clipboard is not available.
    pub by_hand: &'static str,
    /// Names of CRediT roles that differ from the role's own words.
    pub roles: &'static [(&'static str, &'static str)],
}

/// English.
pub static ENGLISH: ListMessages = ListMessages {
    works: "Works",
    toolbar: "Search and filter works",
    search: "Search works",
    shown_of: Plural {
        one: "{} of {} work",
        other: "{} of {} works",
    },
    shown_all: Plural {
        one: "{} work",
        other: "{} works",
    },
    nothing_found: "No work fits these filters.",
    reset: "Clear",
    remove: "Remove filter: {}",
    year: "Year",
    keywords: "Keyword",
    sort: "Sort",
    newest: "Newest first",
    oldest: "Oldest first",
    by_title: "By title",
    years: "Works per year",
    year_count: "{}: {}",
    undated: "Undated",
    types: "Type",
    no_type: "Not stated",
    members: "Person",
    everybody: "People",
    people: Plural {
        one: "{} person",
        other: "{} people",
    },
    loading: "{} of {} records loaded",
    member_failed: "{} is missing. {}",
    member_old: "{}: the registry could not be reached. Copy of {}.",
    no_works: "There are no public works to show.",
    pinned: "Selected works",
    show_more: "Show all {}",
    show_whole: "Put all {} on the page",
    whole_why: "Only works near the visible part are on the page. For your browser’s own search, or to read on without a break:",
    more_authors: Plural {
        one: "and {} more",
        other: "and {} more",
    },
    about: "Details",
    of_work: "{}: {}",
    doi: "DOI",
    site_links: [
        "PDF", "Preprint", "Code", "Data", "Slides", "Poster", "Video", "Website",
    ],
    abstract_of: "Abstract",
    contributors: "Contributors",
    identifiers: "Identifiers",
    asserted: "Asserted by",
    by_self: "{} (the person)",
    by_source: "{}",
    for_other: "{} for {}",
    by_unknown: "Source not stated",
    by_site: "This website",
    part_of: "part of",
    version_of: "other version",
    funded_by: "funding",
    asking: "Asking who took part…",
    contributors_failed: "The registry did not say who took part. Close and open this to ask again.",
    no_contributors: "The record does not name the contributors.",
    cite: "Cite",
    export: "Export",
    format: "Format",
    copy: "Copy",
    save: "Download",
    takes: "Exports {}.",
    fetching: "Fetching authors: {} of {}",
    copied: "Copied.",
    saved: "The file is in your downloads.",
    unformatted: "This format is not available right now.",
    by_hand: "The clipboard is not available. Copy from here:",
    roles: &[
        ("funding-acquisition", "Funding acquisition"),
        ("writing-original-draft", "Writing – original draft"),
        ("writing-review-editing", "Writing – review & editing"),
    ],
};
