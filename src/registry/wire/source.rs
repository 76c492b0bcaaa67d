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
        name: value::text(source.get("source-name")),
        orcid: orcid(&source.get("source-orcid")),
        client: value::text(source.get("source-client-id").get("path")),
        on_behalf_of: value::text(source.get("assertion-origin-name")),
    }
}

/// Reads an `orcid-identifier` and its like on the registry's word.
pub(super) fn orcid<N: Node>(identifier: &N) -> Option<OrcidId> {
    ["path", "uri"]
        .into_iter()
        .find_map(|key| OrcidId::from_registry(&identifier.get(key).text()?))
}
