//! External identifiers of works.

use super::items::Items;
use super::{Node, value};
use crate::orcid::{ExternalId, Relationship};

/// Reads the `external-ids` of a work or a group: null, or an object around
/// an array, which may be null or empty. What has no type or value is empty.
pub(super) fn read<N: Node>(holder: &N, skipped: &mut usize) -> Vec<ExternalId> {
    let mut items = Items::within(&holder.get("external-ids"), "external-id", skipped);
    let mut identifiers = Vec::with_capacity(items.count());
    while let Some(item) = items.next_object(skipped) {
        identifiers.extend(identifier(&item));
    }
    identifiers
}

fn identifier<N: Node>(item: &N) -> Option<ExternalId> {
    let value = value::text(item, "external-id-value")?;
    let scheme = value::word(item, "external-id-type");
    (!scheme.is_empty()).then(|| ExternalId {
        scheme,
        value,
        normalized: value::text(item, "external-id-normalized"),
        link: value::link(item, "external-id-url"),
        relationship: relationship(&value::word(item, "external-id-relationship")),
    })
}

/// A relationship nobody knows yet must not pass for the item's own.
fn relationship(word: &str) -> Relationship {
    match word {
        "" | "self" => Relationship::Own,
        "version-of" => Relationship::VersionOf,
        "funded-by" => Relationship::FundedBy,
        _ => Relationship::PartOf,
    }
}
