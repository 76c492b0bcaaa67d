//! What all parts of a site's file are read by.

use crate::json::Node;
use crate::json::tape::{Lines, TapeNode};
#[cfg(any(feature = "people", not(target_arch = "wasm32")))]
use crate::orcid::PartialDate;
use crate::orcid::WebLink;
use crate::registry::wire::text;

use super::problem::{Fault, Problem, Problems};

/// Makes an address whole that is relative to that of the file; `None` where it
/// is none.
pub type Resolve<'a> = &'a dyn Fn(&str) -> Option<String>;

pub(super) struct Reader<'a> {
    resolve: Resolve<'a>,
    lines: Lines,
    problems: Problems,
}

/// Where a value stands: of what it is said, the field, and the value itself.
#[derive(Clone, Copy)]
pub(super) struct Field<'a> {
    pub(super) key: &'a str,
    pub(super) name: &'a str,
    pub(super) value: &'a TapeNode,
}

impl<'a> Reader<'a> {
    pub(super) fn new(resolve: Resolve<'a>) -> Self {
        Self {
            resolve,
            lines: Lines::default(),
            problems: Problems::default(),
        }
    }

    /// What has been noted, as it stands in the file.
    pub(super) fn take_problems(&mut self) -> Problems {
        std::mem::take(&mut self.problems)
    }

    /// The line of a value.
    pub(super) fn line(&mut self, node: &TapeNode) -> u32 {
        node.line(&mut self.lines)
    }

    /// Notes a problem.
    pub(super) fn note(&mut self, node: &TapeNode, key: &str, field: &str, fault: Fault) {
        // Lines are counted only as long as they are told.
        let line = if self.problems.has_room() {
            self.line(node)
        } else {
            0
        };
        let mut problem = Problem::of_file(line, fault);
        problem.key.push_str(key);
        problem.field.push_str(field);
        self.problems.add(problem);
    }

    fn fault(&mut self, field: Field<'_>, fault: Fault) {
        self.note(field.value, field.key, field.name, fault);
    }

    /// The members of an object, each name once, but for those that are null.
    pub(super) fn members(&mut self, object: &TapeNode, key: &str) -> Vec<(String, TapeNode)> {
        if !object.is_object() {
            self.note(object, key, "", Fault::Expected("an object"));
        }
        let mut members = object.members();
        let names: Vec<&str> = members.iter().map(|(name, _)| name.as_str()).collect();
        let again = repeated(&names);
        let mut places = 0..;
        members.retain(|(name, node)| {
            let place = places.next().unwrap_or_default();
            let is_again = again.binary_search(&place).is_ok();
            if is_again {
                self.note(node, key, name, Fault::Repeated);
            }
            !is_again && !node.is_null()
        });
        members
    }

    /// A text as it stands; none where it is empty.
    fn raw(&mut self, field: Field<'_>) -> Option<String> {
        let text = field.value.text();
        if text.is_none() {
            self.fault(field, Fault::Expected("a text"));
        }
        text.filter(|text| !text.is_empty())
    }

    /// A text on one line, without tags and entities.
    pub(super) fn text(&mut self, field: Field<'_>) -> Option<String> {
        text::title(self.raw(field)?)
    }

    /// The address of a page, picture or file, which may be relative to that of
    /// the site's file.
    pub(super) fn link(&mut self, field: Field<'_>) -> Option<WebLink> {
        let text = self.raw(field)?;
        let whole = WebLink::parse(&text);
        let link = whole.or_else(|| WebLink::parse(&(self.resolve)(&text)?));
        let link = link.filter(|link| link.as_str().starts_with("http"));
        if link.is_none() {
            self.fault(field, Fault::Link);
        }
        link
    }
}

/// What only works have.
#[cfg(any(feature = "list", not(target_arch = "wasm32")))]
impl Reader<'_> {
    /// The items of an array.
    pub(super) fn items(&mut self, field: Field<'_>) -> Vec<TapeNode> {
        let Some(count) = field.value.count() else {
            self.fault(field, Fault::Expected("an array"));
            return Vec::new();
        };
        (0..count).map(|place| field.value.at(place)).collect()
    }

    /// A text of several paragraphs.
    pub(super) fn paragraphs(&mut self, field: Field<'_>) -> Option<String> {
        text::paragraphs(&self.raw(field)?)
    }

    /// Texts, each once.
    pub(super) fn texts(&mut self, field: Field<'_>) -> Vec<String> {
        let mut texts: Vec<String> = Vec::new();
        for value in &self.items(field) {
            texts.extend(self.text(Field { value, ..field }));
        }
        let names: Vec<&str> = texts.iter().map(String::as_str).collect();
        let again = repeated(&names);
        let mut places = 0..;
        texts.retain(|_| {
            places
                .next()
                .is_some_and(|place| again.binary_search(&place).is_err())
        });
        texts
    }

    pub(super) fn flag(&mut self, field: Field<'_>) -> bool {
        let flag = field.value.flag();
        if flag.is_none() {
            self.fault(field, Fault::Expected("true or false"));
        }
        flag == Some(true)
    }
}

/// What only people have.
#[cfg(any(feature = "people", not(target_arch = "wasm32")))]
impl Reader<'_> {
    /// A date of which only a part may be known.
    pub(super) fn date(&mut self, field: Field<'_>) -> Option<PartialDate> {
        let date = match field.value.number() {
            Some(number) => {
                let year = number as u16;
                PartialDate::new(year, None, None).filter(|_| f64::from(year) == number)
            }
            None => PartialDate::parse_whole(&self.raw(field)?),
        };
        if date.is_none() {
            self.fault(
                field,
                Fault::Expected("a date: YYYY, YYYY-MM or YYYY-MM-DD"),
            );
        }
        date
    }

    /// An e-mail address, as a link.
    pub(super) fn mail(&mut self, field: Field<'_>) -> Option<WebLink> {
        let text = self.raw(field)?;
        let text = text.trim_ascii();
        let bare = text.strip_prefix("mailto:").unwrap_or(text);
        let (name, host) = bare.split_once('@').unwrap_or_default();
        // Nothing that would add to the letter (RFC 6068).
        let is_one = !name.is_empty()
            && host.contains('.')
            && !bare.contains(|c: char| matches!(c, '?' | '&' | ',' | ';') || c.is_whitespace());
        let link = WebLink::parse(&["mailto:", bare].concat()).filter(|_| is_one);
        if link.is_none() {
            self.fault(field, Fault::Expected("an e-mail address"));
        }
        link
    }
}

/// The places of those that have come before, ascending.
pub(super) fn repeated(names: &[&str]) -> Vec<usize> {
    let mut order: Vec<(&str, usize)> = names.iter().copied().zip(0..).collect();
    order.sort_unstable();
    let again = order.iter().zip(order.iter().skip(1));
    let again = again.filter(|(one, next)| one.0 == next.0);
    let mut again: Vec<usize> = again.map(|(_, next)| next.1).collect();
    again.sort_unstable();
    again
}
