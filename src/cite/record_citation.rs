//! The BibTeX entry a record carries, where it is sound. Only what is on a
//! list passes: entry types, fields, LaTeX commands. All else may be a way to
//! read or write files of whoever runs LaTeX, or merely break their document.

use super::bibtex_entry::{MONTHS, begin, field, name};
use super::latex::{is_verbatim, push_address};
use crate::orcid::{ExternalId, Relationship, WebLink};

/// Longer ones are no citations.
const MOST_BYTES: usize = 65_536;

#[rustfmt::skip]
const TYPES: [&str; 21] = [
    "article", "book", "booklet", "collection", "conference", "dataset", "inbook",
    "incollection", "inproceedings", "manual", "mastersthesis", "misc", "online", "patent",
    "phdthesis", "proceedings", "report", "software", "techreport", "thesis", "unpublished",
];

/// The fields that are kept; the others mean something to one program only.
#[rustfmt::skip]
const FIELDS: [&str; 38] = [
    "abstract", "address", "archiveprefix", "author", "booktitle", "chapter", "date", "day",
    "doi", "edition", "editor", "eid", "eprint", "eprinttype", "howpublished", "institution",
    "isbn", "issn", "journal", "journaltitle", "keywords", "language", "location", "month",
    "note", "number", "organization", "pages", "primaryclass", "publisher", "school", "series",
    "subtitle", "title", "type", "url", "volume", "year",
];

/// Commands of letters that only make characters or change how text looks.
/// `\text…` is taken as a whole.
#[rustfmt::skip]
const COMMANDS: [&str; 103] = [
    "AA", "AE", "Delta", "Gamma", "H", "L", "Lambda", "O", "OE", "Omega", "Phi", "Pi",
    "Psi", "Sigma", "Theta", "Xi", "aa", "ae", "alpha", "approx", "b", "beta", "bf", "c",
    "cdot", "chi", "circ", "copyright", "d", "dagger", "ddagger", "deg", "delta", "dots", "ell",
    "emph", "ensuremath", "epsilon", "eta", "frac", "gamma", "ge", "geq", "gg", "hbar", "i",
    "infty", "int", "it", "j", "k", "kappa", "l", "lambda", "ldots", "le", "leftarrow",
    "leftrightarrow", "leq", "ll", "mathbf", "mathcal", "mathit", "mathrm", "mathsf", "mp",
    "mu", "nabla", "neq", "nu", "o", "oe", "omega", "partial", "phi", "pi", "pm", "prime",
    "propto", "psi", "r", "rho", "rightarrow", "rm", "sigma", "sim", "simeq", "sqrt", "ss",
    "sum", "t", "tau", "textregistered", "theta", "times", "to", "u", "upsilon", "v",
    "varepsilon", "varphi", "xi", "zeta",
];

/// A citation of a record that has passed.
pub(super) struct RecordCitation<'a> {
    entry_type: String,
    fields: Vec<(String, Value<'a>)>,
}

enum Value<'a> {
    /// Balanced text, without the braces or quotes around it.
    Text(&'a str),
    /// A month's macro.
    Month(&'static str),
}

/// Reads an entry. `None` where it is not the only one, has no title, has
/// neither author nor editor, names another DOI than `doi`, or is not sound.
pub(super) fn read<'a>(text: &'a str, doi: Option<&str>) -> Option<RecordCitation<'a>> {
    if text.len() > MOST_BYTES {
        return None;
    }
    let (entry_type, rest) = text.trim().strip_prefix('@')?.split_once('{')?;
    let entry_type = listed(&TYPES, entry_type)?;
    let (key, mut rest) = rest.split_once(',')?;
    if key.contains(['{', '}', '"', '=', '@', '\\', '%']) {
        return None;
    }
    let mut fields: Vec<(String, Value<'_>)> = Vec::new();
    loop {
        rest = rest.trim_start();
        if let Some(end) = rest.strip_prefix('}') {
            // Nothing may come behind it.
            end.trim().is_empty().then_some(())?;
            break;
        }
        let (name, tail) = rest.split_once('=')?;
        let name = name.trim();
        let is_name = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_');
        if name.is_empty() || !name.bytes().all(is_name) {
            return None;
        }
        let (value, tail) = value(tail.trim_start())?;
        rest = tail.trim_start();
        match rest.strip_prefix(',') {
            Some(tail) => rest = tail,
            None => rest.starts_with('}').then_some(())?,
        }
        if let Some(name) = listed(&FIELDS, name)
            && !fields.iter().any(|(other, _)| *other == name)
            && keeps(&name, &value)?
        {
            fields.push((name, value));
        }
    }
    let entry = RecordCitation { entry_type, fields };
    let names = entry.has("title") && (entry.has("author") || entry.has("editor"));
    let agrees = match (entry.doi(), doi) {
        (Some(given), Some(known)) => given == known,
        _ => true,
    };
    (names && agrees).then_some(entry)
}

impl RecordCitation<'_> {
    /// Whether there is such a field, with something in it.
    pub(super) fn has(&self, name: &str) -> bool {
        self.text(name)
            .is_some_and(|text| text.contains(char::is_alphanumeric))
    }

    /// Writes it under another key, up to the closing brace.
    pub(super) fn write(&self, out: &mut String, key: &str) {
        begin(out, &self.entry_type, key);
        for (field_name, value) in &self.fields {
            match value {
                Value::Month(month) => {
                    name(out, field_name);
                    out.push_str(month);
                }
                Value::Text(text) => field(out, field_name, |out| match field_name.as_str() {
                    "doi" => out.push_str(&self.doi().unwrap_or_default()),
                    "url" => push_address(out, &address(text).unwrap_or_default()),
                    _ => push_words(out, text),
                }),
            }
        }
    }

    fn doi(&self) -> Option<String> {
        bare_doi(self.text("doi")?)
    }

    fn text(&self, name: &str) -> Option<&str> {
        self.fields.iter().find_map(|(other, value)| match value {
            Value::Text(text) if other == name => Some(*text),
            _ => None,
        })
    }
}

/// Whether a field stays; `None` where the whole entry is not sound.
fn keeps(name: &str, value: &Value<'_>) -> Option<bool> {
    let Value::Text(text) = value else {
        return Some(name == "month");
    };
    match name {
        "doi" => Some(bare_doi(text).is_some_and(|doi| is_verbatim(&doi))),
        "url" => Some(address(text).is_some()),
        _ => {
            let is_sound = is_sound(text);
            // Prose comes with a bare "37%"; a citation does without it.
            let is_prose = matches!(name, "abstract" | "keywords" | "note");
            let is_dropped = is_prose && !text.contains(['\\', '^']);
            (is_sound || is_dropped).then_some(())?;
            Some(is_sound && !text.trim().is_empty())
        }
    }
}

/// A value, and what follows it.
fn value(text: &str) -> Option<(Value<'_>, &str)> {
    if text.starts_with(['{', '"']) {
        let end = end_of(text)?;
        let inner = text.get(1..end)?;
        return Some((Value::Text(inner), text.get(end + 1..)?));
    }
    let end = text.find(|c: char| !c.is_ascii_alphanumeric())?;
    let (word, rest) = text.split_at(end);
    if !word.is_empty() && word.bytes().all(|byte| byte.is_ascii_digit()) {
        return Some((Value::Text(word), rest));
    }
    let month = MONTHS
        .iter()
        .find(|month| month.eq_ignore_ascii_case(word))?;
    Some((Value::Month(month), rest))
}

/// Where the brace or quote that begins a value is closed. Braces count even
/// behind a backslash, as they do for BibTeX.
fn end_of(text: &str) -> Option<usize> {
    let quoted = text.starts_with('"');
    let mut depth = 0_usize;
    for (at, byte) in text.bytes().enumerate().skip(usize::from(quoted)) {
        match byte {
            b'{' => depth += 1,
            b'}' => {
                depth = depth.checked_sub(1)?;
                if depth == 0 && !quoted {
                    return Some(at);
                }
            }
            b'"' if quoted && depth == 0 => return Some(at),
            _ => {}
        }
    }
    None
}

/// Whether LaTeX can set a balanced text without harm: listed commands, paired
/// `$`, no bare special character.
fn is_sound(text: &str) -> bool {
    let mut rest = text;
    let mut depth = 0_usize;
    // How deep the formula began that is still open.
    let mut math = None;
    while let Some(c) = rest.chars().next() {
        rest = rest.get(c.len_utf8()..).unwrap_or_default();
        match c {
            '\\' => match command(rest) {
                Some(tail) => rest = tail,
                None => return false,
            },
            '$' => {
                match math {
                    None => math = Some(depth),
                    Some(begun) if begun == depth => math = None,
                    Some(_) => return false,
                };
            }
            '{' => depth += 1,
            '}' if math == Some(depth) || depth == 0 => return false,
            '}' => depth -= 1,
            '%' | '#' | '&' => return false,
            '^' | '_' if math.is_none() => return false,
            _ if c.is_control() && !c.is_whitespace() => return false,
            _ => {}
        }
    }
    // "^^5c" is another way to write a backslash.
    math.is_none() && depth == 0 && !text.contains("^^")
}

/// What follows a harmless command whose backslash is already read.
fn command(text: &str) -> Option<&str> {
    let letters = text.find(|c: char| !c.is_ascii_alphabetic());
    let (name, rest) = text.split_at(letters.unwrap_or(text.len()));
    if name.is_empty() {
        let c = text.chars().next()?;
        let is_listed = matches!(
            c,
            '\'' | '"'
                | '`'
                | '^'
                | '~'
                | '='
                | '.'
                | '&'
                | '%'
                | '$'
                | '#'
                | '_'
                | '-'
                | '/'
                | ','
                | ' '
                | ';'
                | '!'
                | '{'
                | '}'
        );
        return is_listed.then(|| text.get(c.len_utf8()..)).flatten();
    }
    let is_text = name
        .strip_prefix("text")
        .is_some_and(|name| !name.is_empty() && !matches!(name, "width" | "height"));
    (is_text || COMMANDS.binary_search(&name).is_ok()).then_some(rest)
}

fn push_words(out: &mut String, text: &str) {
    for (index, word) in text.split_whitespace().enumerate() {
        if index > 0 {
            out.push(' ');
        }
        out.push_str(word);
    }
}

fn bare_doi(text: &str) -> Option<String> {
    let id = ExternalId {
        scheme: String::from("doi"),
        value: text.replace('\\', ""),
        normalized: None,
        link: None,
        relationship: Relationship::Own,
    };
    id.doi()
}

fn address(text: &str) -> Option<String> {
    let link = WebLink::parse(text)?;
    let text = link.as_str();
    text.starts_with("http").then(|| text.to_owned())
}

/// A word in lower case, where it is in a sorted list.
fn listed(list: &[&str], word: &str) -> Option<String> {
    let word = word.trim().to_ascii_lowercase();
    list.binary_search(&word.as_str()).is_ok().then_some(word)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_lists_are_sorted() {
        for list in [&TYPES[..], &FIELDS, &COMMANDS] {
            assert!(list.is_sorted(), "{list:?}");
        }
    }
}
