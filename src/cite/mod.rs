//! How works leave a page: BibTeX, RIS and CSL-JSON for a reference manager,
//! schema.org JSON-LD for a search engine.
//!
//! Pure Rust on [`crate::orcid`] values, with writers of its own: every value
//! is hostile text, and each writer escapes for its format. What is decided
//! here and why is in docs/citations.md.

mod bibtex;
mod bibtex_entry;
mod csl;
mod facts;
mod item;
mod json_ld;
mod key;
mod kinds;
mod latex;
mod record_citation;
mod ris;

pub use item::{Format, Item};
#[cfg(any(feature = "data", not(target_arch = "wasm32")))]
pub(crate) use json_ld::iso;
pub use json_ld::{Profile, json_ld};
pub use key::key;
pub use kinds::{KINDS, Kind, Venue};

/// The works in one file of this format, in their order. No two have the same
/// key: a repeated one gets a letter.
pub fn export(items: &[Item<'_>], format: Format) -> String {
    let mut out = String::with_capacity(items.len() * 400);
    let mut keys = key::Keys::default();
    if format == Format::CslJson {
        out.push('[');
    }
    for (index, item) in items.iter().enumerate() {
        let facts = facts::Facts::of(item);
        let key = keys.unique(key::of(item, &facts));
        match format {
            Format::BibTex => bibtex::write(&mut out, &key, item, &facts),
            Format::Ris => ris::write(&mut out, &key, &facts),
            Format::CslJson => {
                out.push_str(if index == 0 { "\n" } else { ",\n" });
                csl::write(&mut out, &key, &facts);
            }
        }
    }
    if format == Format::CslJson {
        out.push_str("\n]\n");
    }
    out
}
