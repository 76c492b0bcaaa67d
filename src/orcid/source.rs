//! Who asserted an item of a record.

use super::OrcidId;

/// The source of an item (v3.0 `source`): the person, another person or a
/// client, such as a publisher's system.
#[derive(Debug, Clone, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Source {
    /// The source's name.
    pub name: Option<String>,
    /// The iD of the person who entered it; `None` where a client did.
    pub orcid: Option<OrcidId>,
    /// The client's id, in either form: iD-like or `APP-…`.
    pub client: Option<String>,
    /// On whose behalf a client asserted it.
    pub on_behalf_of: Option<String>,
}
