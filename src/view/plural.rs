//! Sentences that depend on a count.

/// A sentence's forms for one and for other counts; `{}` takes the count.
#[derive(Debug)]
pub struct Plural {
    /// For one.
    pub one: &'static str,
    /// For all other counts.
    pub other: &'static str,
}
