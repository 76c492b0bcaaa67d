//! Who asserted an item: the `source` object, any member of which may be null.

use super::{Node, value};
use crate::orcid::{OrcidId, Source};

/// Reads the `source` of an item.
pub(super) fn read<N: Node>(item: &N) -> Source {
    let source = item.get("source");
    if source.is_null() {
        return Source::default();
    }
    Source {
        name: value::text(&source, "source-name"),
        orcid: orcid(&source, "source-orcid"),
        client: value::text(&source.get("source-client-id"), "path"),
        on_behalf_of: value::text(&source, "assertion-origin-name"),
    }
}

/// Reads an `orcid-identifier` and its like on the registry's word.
pub(super) fn orcid<N: Node>(holder: &N, key: &'static str) -> Option<OrcidId> {
    let identifier = holder.get(key);
    registry_id(&identifier, "path").or_else(|| registry_id(&identifier, "uri"))
}

/// Reads an iD out of a path or link of the registry's.
pub(super) fn registry_id<N: Node>(holder: &N, key: &'static str) -> Option<OrcidId> {
    OrcidId::from_registry(&holder.get(key).text()?)
}
