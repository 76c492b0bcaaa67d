//! What makes no sense in a site's file, in words for its author.

use std::fmt;

/// Something in the file that makes no sense, and where.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problem {
    /// Its line, from one on; 0 where it has none.
    pub line: u32,
    /// The work, person or item that it is said of; may be empty.
    pub key: String,
    /// The field; may be empty.
    pub field: String,
    /// What is wrong.
    pub fault: Fault,
}

/// What is wrong.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fault {
    /// The file could not be fetched.
    Unreachable,
    /// The server gave something else, with this status.
    Status(u16),
    /// The file is too long.
    TooLong,
    /// The file ceases to be JSON here.
    Syntax,
    /// There is no such field.
    Unknown,
    /// The same once more.
    Repeated,
    /// Something else belongs there.
    Expected(&'static str),
    /// No address that may be followed.
    Link,
    /// No work can be known by this.
    NoWork,
    /// No person can be known by this.
    NoPerson,
    /// An item without a title.
    NoTitle,
}

/// Names in messages are cut to this many characters.
const LONGEST_NAME: usize = 80;

impl Problem {
    /// A problem with the whole file.
    pub fn of_file(line: u32, fault: Fault) -> Self {
        Self {
            line,
            key: String::new(),
            field: String::new(),
            fault,
        }
    }
}

/// As much of a name as a message needs.
pub(super) fn cut(name: &str) -> &str {
    let end = name.char_indices().nth(LONGEST_NAME);
    end.and_then(|(end, _)| name.get(..end)).unwrap_or(name)
}

impl fmt::Display for Problem {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.line > 0 {
            out.write_str("line ")?;
            out.write_str(&self.line.to_string())?;
            out.write_str(": ")?;
        }
        for name in [&self.key, &self.field] {
            if !name.is_empty() {
                out.write_str("\"")?;
                out.write_str(cut(name))?;
                out.write_str("\" ")?;
            }
        }
        match self.fault {
            Fault::Status(status) => {
                out.write_str("the server answered with the status ")?;
                return out.write_str(&status.to_string());
            }
            Fault::Expected(what) => {
                out.write_str("must be ")?;
                return out.write_str(what);
            }
            _ => {}
        }
        out.write_str(match self.fault {
            Fault::Unreachable => "the file could not be fetched",
            Fault::TooLong => "the file is longer than 4 MB",
            Fault::Syntax => "the file is no JSON from here on",
            Fault::Unknown => "is no field that is known here",
            Fault::Repeated => "is there twice; the first one counts",
            Fault::Link => "must be an http or https address",
            Fault::NoWork => {
                "names no work: a DOI, a put-code, or an identifier after its scheme (arxiv:2101.00001) does"
            }
            Fault::NoPerson => "is no ORCID iD",
            _ => "is left out: it has no title",
        })
    }
}

/// The problems of a file.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Problems {
    /// The first of them.
    pub first: Vec<Problem>,
    /// How many more there are.
    pub more: usize,
}

impl Problems {
    /// How many are told of one by one.
    pub(super) const MOST: usize = 20;

    /// Whether one more would be told of.
    pub(super) fn has_room(&self) -> bool {
        self.first.len() < Self::MOST
    }

    /// One sentence for each, and one for those beyond the first twenty.
    pub fn sentences(&self) -> Vec<String> {
        let mut sentences: Vec<String> = self.first.iter().map(Problem::to_string).collect();
        if self.more > 0 {
            sentences.push(["and ", &self.more.to_string(), " more"].concat());
        }
        sentences
    }
}
