//! The registry's JSON as its XML, in a way that shares nothing with the reader.

use serde_json::{Map, Value};

/// What the schemas make attributes, beside the language of a translated title.
const ATTRIBUTES: [&str; 8] = [
    "put-code",
    "visibility",
    "path",
    "display-index",
    "num-found",
    "primary",
    "verified",
    "transient",
];

/// An answer of this root element.
pub fn as_xml(root: &str, answer: &Value) -> String {
    let mut out = String::from("<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n");
    let mut top = answer.as_object().unwrap().clone();
    // Its items stand in the root itself.
    let items = top.remove("bulk").filter(|_| root == "bulk");
    write_element(&mut out, root, &top, &|out| {
        items.iter().for_each(|items| write_wrapped(out, items));
    });
    out
}

fn write(out: &mut String, name: &str, value: &Value) {
    match value {
        Value::Null => {}
        Value::Object(object) => write_element(out, name, object, &|_| {}),
        Value::Array(items) if name == "summaries" => {
            items
                .iter()
                .for_each(|item| write_wrapped(out, &Value::Array(vec![item.clone()])));
        }
        Value::Array(items) => items.iter().for_each(|item| write(out, name, item)),
        scalar => {
            let object = Map::from_iter([("value".to_string(), scalar.clone())]);
            write_element(out, name, &object, &|_| {});
        }
    }
}

/// Items that name themselves: `[{"work": …}, …]`.
fn write_wrapped(out: &mut String, items: &Value) {
    for item in items.as_array().into_iter().flatten() {
        for (name, value) in item.as_object().into_iter().flatten() {
            write(out, name, value);
        }
    }
}

fn write_element(
    out: &mut String,
    name: &str,
    object: &Map<String, Value>,
    more: &dyn Fn(&mut String),
) {
    // The path of an identifier is an element.
    let is_identifier = object.contains_key("host");
    let is_text = object.contains_key("value");
    let is_attribute = |key: &str| {
        (ATTRIBUTES.contains(&key) && !is_identifier) || (is_text && key == "language-code")
    };
    out.push_str(&format!("<x:{name}"));
    for (key, value) in object {
        if is_attribute(key) && !value.is_null() {
            out.push_str(&format!(" {key}=\"{}\"", text_of(key, value)));
        }
    }
    out.push('>');
    for (key, value) in object {
        match key.as_str() {
            "value" => out.push_str(&text_of(name, value)),
            _ if is_attribute(key) => {}
            _ => write(out, key, value),
        }
    }
    more(out);
    out.push_str(&format!("</x:{name}>\n"));
}

fn text_of(name: &str, value: &Value) -> String {
    let text = match value {
        Value::Null => return String::new(),
        Value::Number(number) if name.ends_with("-date") => moment(number.as_u64().unwrap()),
        Value::String(text) => text.clone(),
        other => other.to_string(),
    };
    let mut escaped = String::new();
    for c in text.chars() {
        match c {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '"' => escaped.push_str("&quot;"),
            '\t' | '\n' | '\r' => escaped.push_str(&format!("&#{};", u32::from(c))),
            // XML has no way to write them.
            '\0'..='\u{1f}' | '\u{fffe}' | '\u{ffff}' => {}
            _ => escaped.push(c),
        }
    }
    escaped
}

/// Milliseconds since 1970 as `2017-09-29T11:49:12.345Z`.
fn moment(milliseconds: u64) -> String {
    let (seconds, fraction) = (milliseconds / 1000, milliseconds % 1000);
    let (mut day, second) = (seconds / 86_400, seconds % 86_400);
    let is_leap = |year: u64| {
        year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400))
    };
    let mut year = 1970;
    while day >= 365 + u64::from(is_leap(year)) {
        day -= 365 + u64::from(is_leap(year));
        year += 1;
    }
    let february = 28 + u64::from(is_leap(year));
    let mut month = 1;
    for length in [31, february, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31] {
        if day < length {
            break;
        }
        day -= length;
        month += 1;
    }
    let (hour, minute) = (second / 3600, second / 60 % 60);
    format!(
        "{year:04}-{month:02}-{:02}T{hour:02}:{minute:02}:{:02}.{fraction:03}Z",
        day + 1,
        second % 60
    )
}
