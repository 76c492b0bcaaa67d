//! What makes no sense in a site's file, in words for its author.

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
    /// No work of a list has this name; there may be one elsewhere on the site.
    Unmatched,
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
fn cut(name: &str) -> &str {
    let end = name.char_indices().nth(LONGEST_NAME);
    end.and_then(|(end, _)| name.get(..end)).unwrap_or(name)
}

impl Problem {
    /// The problem in a sentence, and where it is.
    pub fn sentence(&self) -> String {
        let mut text = String::new();
        let mut add = |parts: [&str; 3]| parts.into_iter().for_each(|part| text.push_str(part));
        if self.line > 0 {
            add(["line ", &self.line.to_string(), ": "]);
        }
        for name in [&self.key, &self.field] {
            if !name.is_empty() {
                add(["\"", cut(name), "\" "]);
            }
        }
        match self.fault {
            Fault::Unreachable => add(["the file could not be fetched", "", ""]),
            Fault::Status(status) => {
                let status = status.to_string();
                add(["the server answered with the status ", &status, ""]);
            }
            Fault::TooLong => add(["the file is longer than 4 MB", "", ""]),
            Fault::Syntax => add(["the file is no JSON from here on", "", ""]),
            Fault::Unknown => add(["is no field that is known here", "", ""]),
            Fault::Repeated => add(["is there twice; the first one counts", "", ""]),
            Fault::Expected(what) => add(["must be ", what, ""]),
            Fault::Link => add(["must be an http or https address", "", ""]),
            Fault::NoWork => add([
                "names no work: a DOI, a put-code, or an identifier after its scheme ",
                "(arxiv:2101.00001) does",
                "",
            ]),
            Fault::NoPerson => add(["is no ORCID iD", "", ""]),
            Fault::Unmatched => add(["is no work of this list", "", ""]),
            Fault::NoTitle => add(["is left out: it has no title", "", ""]),
        }
        text
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
    const MOST: usize = 20;

    /// Adds a name that is that of no work of a list.
    pub fn add_unmatched(&mut self, line: u32, key: &str) {
        let mut problem = Problem::of_file(line, Fault::Unmatched);
        problem.key.push_str(key);
        self.add(problem);
    }

    /// Whether one more would be told of.
    pub(super) fn has_room(&self) -> bool {
        self.first.len() < Self::MOST
    }

    /// Adds one in the order of lines, or counts it where there are too many.
    pub(super) fn add(&mut self, problem: Problem) {
        if self.has_room() {
            let place = self.first.partition_point(|one| one.line <= problem.line);
            self.first.insert(place, problem);
        } else {
            self.more += 1;
        }
    }

    /// One sentence for each, and one for those beyond the first twenty.
    pub fn sentences(&self) -> Vec<String> {
        let mut sentences: Vec<String> = self.first.iter().map(Problem::sentence).collect();
        if self.more > 0 {
            sentences.push(["and ", &self.more.to_string(), " more"].concat());
        }
        sentences
    }
}
