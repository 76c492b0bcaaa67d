//! The registry's XML, as JSON that the other readers read.
//!
//! A mirror or a proxy that overlooks `Accept` gives XML. The two formats are made
//! of the same classes (ORCID-Source `orcid-model`, `record_3.0` schemas and samples),
//! so XML becomes JSON by a few rules, whatever the element:
//!
//! - An element is a member; what may stand several times is a list ([`LISTS`]).
//! - Attributes are members, too. A text beside them is `value`.
//! - A text alone is a string, also where the registry wraps it in `{"value": …}`: its
//!   readers take either.
//! - Moments are milliseconds.
//! - The summaries of an affiliation group and the items of a bulk answer are each in
//!   an object of their own.

mod moment;
mod tree;

use self::tree::Element;
use crate::json::write::Json;

/// What an answer of version 3.0 may be. (The root of version 1.2 is
/// `orcid-message`.)
const ROOTS: [&str; 6] = [
    "record",
    "work",
    "bulk",
    "search",
    "expanded-search",
    "error",
];

/// What may stand several times: the outer element, or none where it is all the
/// same, and the inner one.
const LISTS: [(&str, &str); 21] = [
    ("", "affiliation-group"),
    ("", "group"),
    ("", "peer-review-group"),
    ("group", "work-summary"),
    ("group", "funding-summary"),
    ("group", "research-resource-summary"),
    ("peer-review-group", "peer-review-summary"),
    ("addresses", "address"),
    ("contributors", "contributor"),
    ("emails", "email"),
    ("external-identifiers", "external-identifier"),
    ("external-ids", "external-id"),
    ("keywords", "keyword"),
    ("other-names", "other-name"),
    ("researcher-urls", "researcher-url"),
    ("hosts", "organization"),
    ("search", "result"),
    ("expanded-search", "expanded-result"),
    ("expanded-result", "other-name"),
    ("expanded-result", "email"),
    ("expanded-result", "institution-name"),
];

/// Reads XML of version 3.0; `None` where it is none, or not sound.
pub fn to_json(xml: &str) -> Option<String> {
    let root = tree::parse(xml)?;
    if !ROOTS.contains(&root.name.as_str()) {
        return None;
    }
    let mut json = String::with_capacity(xml.len());
    write_object(&mut Json::new(&mut json, false), &root);
    Some(json)
}

fn write_object(json: &mut Json<'_>, element: &Element) {
    json.open('{');
    for (name, value) in &element.attributes {
        json.member(name, value);
    }
    let children = &element.children;
    let mut written: Vec<&str> = Vec::new();
    for child in children {
        let Some((name, is_wrapped)) = list_of(element, child) else {
            json.name(&child.name);
            write(json, child);
            continue;
        };
        // All items of a list are written with the first.
        if written.contains(&name) {
            continue;
        }
        written.push(name);
        json.name(name);
        json.open('[');
        let is_item = |it: &&Element| list_of(element, it).is_some_and(|(list, _)| list == name);
        for item in children.iter().filter(is_item) {
            if is_wrapped {
                json.open('{');
                json.name(&item.name);
                write(json, item);
                json.close('}');
            } else {
                write(json, item);
            }
        }
        json.close(']');
    }
    if children.is_empty() && !is_blank(element) {
        json.member("value", &element.text);
    }
    json.close('}');
}

/// The list that an element stands in, and whether each of it has an object around
/// it; `None` where it stands alone.
fn list_of<'a>(outer: &Element, inner: &'a Element) -> Option<(&'a str, bool)> {
    if outer.name == "affiliation-group" && inner.name.ends_with("-summary") {
        return Some(("summaries", true));
    }
    if outer.name == "bulk" {
        return Some(("bulk", true));
    }
    let is_known = |(around, name): &(&str, &str)| {
        (around.is_empty() || *around == outer.name) && *name == inner.name
    };
    LISTS.iter().any(is_known).then_some((&inner.name, false))
}

fn write(json: &mut Json<'_>, element: &Element) {
    if !element.children.is_empty() || !element.attributes.is_empty() {
        return write_object(json, element);
    }
    let is_moment = element.name.ends_with("-date");
    match moment::milliseconds(&element.text).filter(|_| is_moment) {
        Some(moment) => json.number(moment),
        None if is_blank(element) => json.null(),
        None => json.text(&element.text),
    }
}

fn is_blank(element: &Element) -> bool {
    element.text.trim().is_empty()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn xml_becomes_the_json_of_the_same_answer() {
        for (xml, json) in [
            (
                r#"<record:record xmlns:record="http://www.orcid.org/ns/record" path="/1">
                     <common:orcid-identifier><common:path>1</common:path></common:orcid-identifier>
                     <history:history>
                       <common:last-modified-date>1970-01-01T00:00:01Z</common:last-modified-date>
                     </history:history>
                   </record:record>"#,
                r#"{"path":"/1","orcid-identifier":{"path":"1"},"history":{"last-modified-date":1000}}"#,
            ),
            (
                r#"<record><activities:educations path="/e">
                     <activities:affiliation-group>
                       <education:education-summary put-code="1"><common:role-title>a &amp; "b"</common:role-title></education:education-summary>
                       <common:external-ids/>
                       <education:education-summary put-code="2"/>
                     </activities:affiliation-group>
                   </activities:educations></record>"#,
                r#"{"educations":{"path":"/e","affiliation-group":[{"summaries":[{"education-summary":{"put-code":"1","role-title":"a & \"b\""}},{"education-summary":{"put-code":"2"}}],"external-ids":null}]}}"#,
            ),
            (
                r#"<bulk:bulk><work:work put-code="1"><work:title>
                     <common:title>x</common:title>
                     <common:translated-title language-code="fr">y</common:translated-title>
                   </work:title></work:work><error:error><error-code>9034</error-code></error:error></bulk:bulk>"#,
                r#"{"bulk":[{"work":{"put-code":"1","title":{"title":"x","translated-title":{"language-code":"fr","value":"y"}}}},{"error":{"error-code":"9034"}}]}"#,
            ),
            (
                r#"<s:expanded-search num-found="2"><s:expanded-result>
                     <s:other-name>a</s:other-name><s:orcid-id>1</s:orcid-id><s:other-name>b</s:other-name>
                   </s:expanded-result></s:expanded-search>"#,
                r#"{"num-found":"2","expanded-result":[{"other-name":["a","b"],"orcid-id":"1"}]}"#,
            ),
            (
                "<e:error><e:response-code>409</e:response-code><e:error-code>9018</e:error-code></e:error>",
                r#"{"response-code":"409","error-code":"9018"}"#,
            ),
        ] {
            assert_eq!(to_json(xml).as_deref(), Some(json));
        }
    }

    #[test]
    fn nothing_but_answers_of_this_version_is_read() {
        for xml in [
            "<orcid-message/>",
            "<html/>",
            "<feed/>",
            "<!DOCTYPE record><record/>",
            "<record>",
            "",
        ] {
            assert_eq!(to_json(xml), None, "{xml}");
        }
    }
}
