//! What a public ORCID record is, with no word on how it came here.
//!
//! Pure Rust: nothing in this room names the browser, JSON or the network.
//! Everything is owned, complete and already cleaned by the wire readers:
//! text is trimmed and never empty, links are safe to follow.

mod affiliation;
mod blank;
mod credit;
mod date;
mod excerpt;
#[cfg(any(feature = "hits", not(target_arch = "wasm32")))]
mod hit;
mod id;
mod identifier;
mod link;
mod person;
mod record;
mod source;
mod work;
mod work_detail;

pub(crate) use blank::{is_blank, strip_prefix_any_case};
#[cfg(any(feature = "hits", not(target_arch = "wasm32")))]
pub(crate) use identifier::bare_doi;

pub use affiliation::{Affiliation, AffiliationKind, Organization, OrganizationId};
pub use credit::{Credit, NameParts, authors, credits, split_names};
pub use date::PartialDate;
pub use excerpt::excerpt;
#[cfg(any(feature = "hits", not(target_arch = "wasm32")))]
pub use hit::SearchHit;
pub use id::{IdError, OrcidId};
pub use identifier::{ExternalId, Relationship};
pub use link::WebLink;
pub use person::{Name, NamedLink, Person};
pub use record::Record;
pub use source::Source;
pub use work::{Title, TranslatedTitle, Work, WorkGroup, WorkType};
pub use work_detail::{Citation, Contributor, ContributorRole, Sequence, Within, WorkDetail};
