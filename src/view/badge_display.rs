//! What a webmaster chose about looks: the attributes that need no request.

/// The three display forms of an iD (ORCID iD display guidelines).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Layout {
    /// The icon beside the name, to stand in running text.
    Inline,
    /// The name, and the icon with the sixteen digits.
    Compact,
    /// The icon with the full link, affiliations and recent works.
    #[default]
    Card,
}

/// A part of the card.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Section {
    /// Current affiliations.
    Affiliations,
    /// The number of works and the most recent ones.
    Works,
    /// The biography.
    Biography,
    /// Keywords.
    Keywords,
    /// The person's own links.
    Links,
}

/// The chosen looks of one element.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BadgeDisplay {
    /// Which display form.
    pub layout: Layout,
    /// How many recent works a card shows; 0 hides them, not their number.
    pub works: usize,
    /// Which parts a card shows, in this order.
    pub sections: Vec<Section>,
    /// The element of a card's name, `h1` to `h6`.
    pub heading: &'static str,
    /// BCP 47 tag of the language of the badge's own words; empty: the
    /// browser's.
    pub lang: String,
}

/// The element of a heading of this level; `h3` where the level is none.
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

impl Layout {
    /// Reads a `layout` attribute; anything unknown is a card.
    pub fn parse(value: &str) -> Self {
        match value.trim() {
            "inline" => Self::Inline,
            "compact" => Self::Compact,
            _ => Self::Card,
        }
    }
}

impl Section {
    /// Reads a `show` attribute: names of parts, in order, between spaces or
    /// commas; unknown ones are passed over. Nothing given is the usual card.
    pub fn parse_list(value: Option<&str>) -> Vec<Self> {
        let Some(value) = value else {
            return vec![Self::Affiliations, Self::Works];
        };
        value
            .split(|c: char| c == ',' || c.is_ascii_whitespace())
            .filter_map(|name| match name {
                "affiliations" => Some(Self::Affiliations),
                "works" => Some(Self::Works),
                "biography" => Some(Self::Biography),
                "keywords" => Some(Self::Keywords),
                "links" => Some(Self::Links),
                _ => None,
            })
            .collect()
    }
}
