//! Content negotiation: what we ask for, and which reader an answer needs.

use super::Error;
use super::error::Unreadable;

/// The `Accept` header of a record request: the full v3.0 record, else the
/// lesser schema.org one. Safelisted by CORS, so no preflight is sent (it
/// would count against the visitor's quota).
pub const ACCEPT: &str = "application/json, application/ld+json;q=0.5";

/// Who reads an answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reader {
    /// The v3.0 record.
    Record,
    /// A schema.org Person.
    SchemaOrg,
    /// The v3.0 record in XML: from a mirror or a proxy that overlooks `Accept`.
    Xml,
    /// JSON of a kind the server does not name: the body tells.
    ByShape,
}

/// Chooses the reader for a successful answer's `Content-Type`.
///
/// A folder of pre-fetched records on a static host often has no useful type,
/// so those are told apart by their shape. `text/plain` counts as such.
///
/// # Errors
/// [`Error::Unreadable`] for a type that is neither JSON nor XML.
pub fn reader_for(content_type: &str) -> Result<Reader, Error> {
    let essence = content_type
        .split(';')
        .next()
        .unwrap_or_default()
        .trim()
        .to_ascii_lowercase();
    match essence.as_str() {
        "application/ld+json" => Ok(Reader::SchemaOrg),
        "" | "application/octet-stream" | "binary/octet-stream" | "text/plain" => {
            Ok(Reader::ByShape)
        }
        // A static host that maps ".json" says this of JSON-LD as well.
        "application/json" | "text/json" => Ok(Reader::ByShape),
        _ if essence.ends_with("+json") => Ok(Reader::Record),
        "text/html" | "application/xhtml+xml" => Err(Error::Unreadable(Unreadable::Html)),
        _ if essence.ends_with("xml") => Ok(Reader::Xml),
        _ => Err(Error::Unreadable(Unreadable::ContentType)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_content_type_names_the_reader() {
        for (content_type, reader) in [
            ("application/json", Ok(Reader::ByShape)),
            ("application/json;charset=UTF-8", Ok(Reader::ByShape)),
            ("Application/VND.orcid+json; qs=4", Ok(Reader::Record)),
            ("application/orcid+json", Ok(Reader::Record)),
            ("application/ld+json", Ok(Reader::SchemaOrg)),
            ("", Ok(Reader::ByShape)),
            ("application/octet-stream", Ok(Reader::ByShape)),
            (
                "text/html; charset=utf-8",
                Err(Error::Unreadable(Unreadable::Html)),
            ),
            ("application/xml", Ok(Reader::Xml)),
            ("text/xml; charset=utf-8", Ok(Reader::Xml)),
            ("application/vnd.orcid+xml", Ok(Reader::Xml)),
            (
                "application/xhtml+xml",
                Err(Error::Unreadable(Unreadable::Html)),
            ),
            ("image/png", Err(Error::Unreadable(Unreadable::ContentType))),
        ] {
            assert_eq!(reader_for(content_type), reader, "{content_type}");
        }
    }

    #[test]
    fn the_accept_header_is_safelisted_by_cors() {
        assert!(ACCEPT.len() <= 128);
        assert!(
            ACCEPT
                .bytes()
                .all(|b| b >= 0x20 && !b"\"():<>?@[\\]{}\x7f".contains(&b))
        );
    }
}
