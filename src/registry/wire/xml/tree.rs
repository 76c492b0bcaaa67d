//! A small tree of elements, read with bounds.

use quick_xml::events::attributes::Attributes;
use quick_xml::events::{BytesRef, BytesStart, Event};
use quick_xml::{Reader, XmlVersion};

/// The deepest level of elements that is read. Version 3.0 has some 12.
const DEEPEST: usize = 32;
/// The most attributes of one element that are read. Declarations of namespaces
/// count, of which a record has some 25.
const MOST_ATTRIBUTES: usize = 128;

/// An element with all that is in it. Names are without their prefixes.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Element {
    /// Its name.
    pub(super) name: String,
    /// Its attributes, in order; declarations of namespaces are none.
    pub(super) attributes: Vec<(String, String)>,
    /// The text that stands directly in it.
    pub(super) text: String,
    /// The elements in it, in order.
    pub(super) children: Vec<Element>,
}

/// Reads a whole document; `None` where it is no sound XML, or where it has what an
/// answer of the registry never has: a document type, an entity of its own, a level
/// too deep.
pub(super) fn parse(xml: &str) -> Option<Element> {
    let mut reader = Reader::from_str(xml.trim_start_matches('\u{feff}'));
    reader.config_mut().expand_empty_elements = true;
    let mut open: Vec<Element> = Vec::new();
    let mut root = None;
    loop {
        match reader.read_event().ok()? {
            Event::Start(start) if root.is_none() && open.len() < DEEPEST => {
                open.push(element(&start)?);
            }
            Event::End(_) => {
                let ended = open.pop()?;
                match open.last_mut() {
                    Some(outer) => outer.children.push(ended),
                    None => root = Some(ended),
                }
            }
            Event::Text(text) => match open.last_mut() {
                Some(inner) => inner.text.push_str(&text.xml10_content()),
                // Around the root there are only blanks.
                None if text.trim().is_empty() => {}
                None => return None,
            },
            Event::CData(text) => open.last_mut()?.text.push_str(&text.xml10_content()),
            Event::GeneralRef(reference) => open.last_mut()?.text.push(character(&reference)?),
            Event::Decl(_) | Event::Comment(_) | Event::PI(_) => {}
            Event::Eof => return root.filter(|_| open.is_empty()),
            Event::Start(_) | Event::Empty(_) | Event::DocType(_) => return None,
        }
    }
}

fn element(start: &BytesStart<'_>) -> Option<Element> {
    Some(Element {
        name: start.local_name().into_inner().into(),
        attributes: attributes(start.attributes())?,
        ..Element::default()
    })
}

fn attributes(all: Attributes<'_>) -> Option<Vec<(String, String)>> {
    let mut attributes = Vec::new();
    for (count, attribute) in all.enumerate() {
        let attribute = attribute.ok()?;
        if count >= MOST_ATTRIBUTES {
            return None;
        }
        let name = attribute.key.into_inner();
        if name == "xmlns" || name.starts_with("xmlns:") || name.starts_with("xsi:") {
            continue;
        }
        let value = attribute.normalized_value(XmlVersion::Implicit1_0).ok()?;
        attributes.push((name.into(), value.into_owned()));
    }
    Some(attributes)
}

/// What a reference stands for: `&amp;` and its like, or `&#233;`.
fn character(reference: &BytesRef<'_>) -> Option<char> {
    match reference.resolve_char_ref().ok()? {
        Some(c) => Some(c),
        None => match &**reference {
            "amp" => Some('&'),
            "lt" => Some('<'),
            "gt" => Some('>'),
            "quot" => Some('"'),
            "apos" => Some('\''),
            _ => None,
        },
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn elements_have_names_attributes_texts_and_children() {
        let root = parse(
            "\u{feff}<?xml version=\"1.0\"?><!-- a --><r:a xmlns:r=\"u\" xmlns=\"v\" put-code='1&amp;2'>\n\
             <r:b>x &lt;i&gt;&#233;&#x1F30A;<![CDATA[<&amp;>]]>\r\ny</r:b><b/><?p q?></r:a>\n",
        );
        let root = root.expect("a sound document");
        assert_eq!(root.name, "a");
        assert_eq!(root.attributes, [("put-code".into(), "1&2".into())]);
        let texts: Vec<&str> = root.children.iter().map(|it| &*it.text).collect();
        assert_eq!(texts, ["x <i>é🌊<&amp;>\ny", ""]);
        assert!(root.children.iter().all(|it| it.name == "b"));
    }

    #[test]
    fn what_no_answer_has_is_refused() {
        let deep = |levels| "<a>".repeat(levels) + &"</a>".repeat(levels);
        let many = |count| {
            let attributes: Vec<String> = (0..count).map(|it| format!("a{it}=''")).collect();
            format!("<a {}/>", attributes.join(" "))
        };
        assert!(parse(&deep(DEEPEST)).is_some());
        assert!(parse(&many(MOST_ATTRIBUTES)).is_some());
        for xml in [
            &deep(DEEPEST + 1),
            &deep(100_000),
            &many(MOST_ATTRIBUTES + 1),
            "<!DOCTYPE a><a/>",
            "<!DOCTYPE a [<!ENTITY b \"c\">]><a>&b;</a>",
            "<!DOCTYPE a SYSTEM \"http://x.example/\"><a/>",
            "<a>&b;</a>",
            "<a b='&c;'/>",
            "<a>&#0;</a>",
            "<a>&#xD800;</a>",
            "<a b='1' b='2'/>",
            "<a/><b/>",
            "<a></b>",
            "<a><b></a>",
            "<a>",
            "</a>",
            "a",
            "<a/>a",
            "a<a/>",
            "<a>a & b</a>",
            "<a b=c/>",
            "",
            "{}",
        ] {
            assert_eq!(parse(xml), None, "{}", xml.get(..40).unwrap_or(xml));
        }
    }
}
