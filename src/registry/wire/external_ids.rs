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
    let mut scheme = value::text(item.get("external-id-type"))?;
    scheme.make_ascii_lowercase();
    Some(ExternalId {
        scheme,
        value: value::text(item.get("external-id-value"))?,
        normalized: value::text(item.get("external-id-normalized")),
        link: value::link(item.get("external-id-url")),
        relationship: relationship(item.get("external-id-relationship").text()),
    })
}

/// A relationship nobody knows yet must not pass for the item's own.
fn relationship(text: Option<String>) -> Relationship {
    let Some(mut text) = text else {
        return Relationship::Own;
    };
    text.make_ascii_lowercase();
    match text.as_str() {
        "" | "self" => Relationship::Own,
        "version-of" => Relationship::VersionOf,
        "funded-by" => Relationship::FundedBy,
        _ => Relationship::PartOf,
    }
}
