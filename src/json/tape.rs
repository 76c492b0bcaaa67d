//! A JSON tree inside Wasm, for whole lists.
//!
//! In the browser's own tree every field read is a call into JavaScript, which
//! for the works of a long record takes longer than parsing did. A [`Tape`] has
//! the bytes of the answer, copied once, and a row of entries that point into
//! them. Strings are unescaped and numbers computed only when they are read.

mod written;

use std::rc::Rc;

pub use written::Lines;

use super::Node;
use super::number::number;

/// As deep as values may lie within each other. The registry's lie ten deep.
const DEPTH: usize = 512;

/// Longest text in bytes: the entries of `[1,1,…` fit Wasm's memory, and an `u32`.
const LONGEST: usize = 1 << 26;

/// The place of a value that is not there: no tape is as long.
const NOWHERE: u32 = u32::MAX;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    Null,
    Bool,
    Number,
    Text,
    Array,
    Object,
}

/// A value; its descendants follow it directly.
#[derive(Debug, Clone, Copy)]
struct Entry {
    /// Of a scalar, its first byte, of a text that after the quote; of an array,
    /// where in [`Tape::items`] its count stands.
    start: u32,
    /// Of a scalar, the byte behind it; of a container, the entry behind it.
    end: u32,
    /// The first byte of its name within an object, after the quote.
    key: u32,
    /// Whether the name can be compared as it lies: ASCII without escapes.
    is_key_plain: bool,
    kind: Kind,
}

const _: () = assert!(size_of::<Entry>() == 16);

impl Entry {
    /// The entry behind this one, which is itself at `at`, and all within it.
    fn next(&self, at: u32) -> u32 {
        match self.kind {
            Kind::Array | Kind::Object => self.end,
            _ => at + 1,
        }
    }
}

/// A whole JSON text and where its values lie.
#[derive(Debug)]
pub struct Tape {
    bytes: Vec<u8>,
    entries: Vec<Entry>,
    /// For each array how many items it has, and then the entry of each: the
    /// readers ask for items by number.
    items: Vec<u32>,
}

impl Tape {
    /// Parses JSON (RFC 8259) as `Response.json()` does: skips one leading
    /// byte-order mark, reads half surrogate pairs and, within strings, what is
    /// no UTF-8 as U+FFFD, and takes the last of the members of one name.
    ///
    /// `None` if it is no JSON, longer than 64 MiB or more than 512 deep.
    pub fn parse(bytes: Vec<u8>) -> Option<Rc<Self>> {
        Self::read(bytes).ok()
    }

    /// The same for texts that people write.
    ///
    /// # Errors
    /// The line in which the text ceases to be JSON.
    pub fn read(bytes: Vec<u8>) -> Result<Rc<Self>, u32> {
        let mut parser = Parser::of(bytes);
        match parser.go_on(usize::MAX) {
            Some(_) => Ok(parser.tape()),
            None => Err(Lines::default().of(&parser.tape.bytes, parser.at)),
        }
    }

    /// The value that the whole text is.
    pub fn root(self: &Rc<Self>) -> TapeNode {
        self.node(0)
    }

    fn node(self: &Rc<Self>, at: u32) -> TapeNode {
        let tape = Rc::clone(self);
        TapeNode { tape, at }
    }

    /// Whether the member is of that name.
    fn is_named(&self, entry: &Entry, key: &str) -> bool {
        let start = entry.key as usize;
        if entry.is_key_plain {
            // Most names differ in length, which the closing quote tells. A
            // quote within `key` would have been escaped here.
            let end = start + key.len();
            return self.bytes.get(end) == Some(&b'"')
                && self.bytes.get(start..end) == Some(key.as_bytes())
                && !key.as_bytes().contains(&b'"');
        }
        self.bytes.get(start..).map(unescape).as_deref() == Some(key)
    }
}

/// A value of a [`Tape`], which it keeps alive.
#[derive(Debug, Clone)]
pub struct TapeNode {
    tape: Rc<Tape>,
    at: u32,
}

impl TapeNode {
    /// Whether it is `true` or `false`; `None` for anything else.
    pub fn flag(&self) -> Option<bool> {
        Some(self.raw(Kind::Bool)? == b"true")
    }

    /// The entry, if it is of that kind.
    fn of_kind(&self, kind: Kind) -> Option<&Entry> {
        let entry = self.tape.entries.get(self.at as usize)?;
        (entry.kind == kind).then_some(entry)
    }

    /// The text of a scalar of that kind.
    fn raw(&self, kind: Kind) -> Option<&[u8]> {
        let entry = self.of_kind(kind)?;
        let place = entry.start as usize..entry.end as usize;
        self.tape.bytes.get(place)
    }

    /// The count of an array, and its items and more behind it.
    fn items(&self) -> Option<&[u32]> {
        let array = self.of_kind(Kind::Array)?;
        self.tape.items.get(array.start as usize..)
    }
}

impl Node for TapeNode {
    fn get(&self, key: &'static str) -> Self {
        let mut found = NOWHERE;
        let end = self.of_kind(Kind::Object).map_or(0, |object| object.end);
        let mut at = self.at.saturating_add(1);
        while let Some(member) = self.tape.entries.get(at as usize).filter(|_| at < end) {
            if self.tape.is_named(member, key) {
                found = at;
            }
            at = member.next(at);
        }
        self.tape.node(found)
    }

    fn count(&self) -> Option<u32> {
        self.items()?.first().copied()
    }

    fn at(&self, index: u32) -> Self {
        let item = self.items().filter(|items| items.first() > Some(&index));
        let item = item.and_then(|items| items.get(index as usize + 1));
        self.tape.node(item.copied().unwrap_or(NOWHERE))
    }

    fn text(&self) -> Option<String> {
        Some(unescape(self.raw(Kind::Text)?))
    }

    /// Whole numbers up to 2⁵³ come exactly, others within some units in the
    /// last place; what is beyond the range of `f64` is infinite, as with
    /// `JSON.parse`.
    fn number(&self) -> Option<f64> {
        Some(number(self.raw(Kind::Number)?, 0)?.0)
    }

    fn is_null(&self) -> bool {
        let entry = self.tape.entries.get(self.at as usize);
        entry.is_none_or(|entry| entry.kind == Kind::Null)
    }

    fn is_object(&self) -> bool {
        self.of_kind(Kind::Object).is_some()
    }
}

/// A text that is being parsed, as [`Tape::parse`] does at once.
#[derive(Debug)]
pub struct Parser {
    /// The current byte.
    at: usize,
    /// The containers around it.
    open: Vec<(u32, Kind)>,
    tape: Tape,
}

impl Parser {
    /// Has not begun yet.
    pub fn of(bytes: Vec<u8>) -> Self {
        Self {
            at: 3 * usize::from(bytes.starts_with(b"\xef\xbb\xbf")),
            open: Vec::new(),
            tape: Tape {
                // The registry's answers have a value to some 23 bytes.
                entries: Vec::with_capacity(bytes.len().min(LONGEST) / 20),
                items: Vec::new(),
                bytes,
            },
        }
    }

    /// What has been parsed.
    pub fn tape(self) -> Rc<Tape> {
        Rc::new(self.tape)
    }

    /// Goes on for some `length` bytes; answers whether that was all. `None` where it
    /// is no JSON. Loops rather than calls itself, so that no text is too deep for
    /// the stack.
    pub fn go_on(&mut self, length: usize) -> Option<bool> {
        if self.tape.bytes.len() > LONGEST {
            return None;
        }
        let pause = self.at.saturating_add(length);
        while self.at < pause {
            let place = self.tape.entries.len() as u32;
            let is_member = self.open.last().is_some_and(|it| it.1 == Kind::Object);
            let kind = self.value(is_member)?;
            if let Kind::Array | Kind::Object = kind {
                if self.open.len() == DEPTH {
                    return None;
                }
                self.open.push((place, kind));
                let closing = if kind == Kind::Object { b'}' } else { b']' };
                if self.peek()? != closing {
                    continue;
                }
            }
            // Behind a value: close what it was the last of.
            loop {
                let byte = self.peek();
                let Some((place, kind)) = self.open.last().copied() else {
                    return byte.is_none().then_some(true);
                };
                self.at += 1;
                match (byte?, kind) {
                    (b',', _) => break,
                    (b']', Kind::Array) | (b'}', Kind::Object) => self.close(place)?,
                    _ => return None,
                }
                self.open.pop();
            }
        }
        Some(false)
    }

    /// The next byte that is no blank, which becomes the current one.
    fn peek(&mut self) -> Option<u8> {
        loop {
            match *self.tape.bytes.get(self.at)? {
                b' ' | b'\n' | b'\r' | b'\t' => self.at += 1,
                byte => return Some(byte),
            }
        }
    }

    /// Reads a scalar or the beginning of a container; of a member, its name too.
    fn value(&mut self, is_member: bool) -> Option<Kind> {
        let (mut key, mut is_key_plain) = (0, true);
        if is_member {
            (key, _, is_key_plain) = self.string()?;
            if self.peek()? != b':' {
                return None;
            }
            self.at += 1;
        }
        let first = self.peek()?;
        let mut start = self.at;
        let rest = self.tape.bytes.get(start..)?;
        let word = |word| rest.starts_with(word).then_some(start + word.len());
        let (kind, end) = match first {
            b'"' => {
                let end;
                (start, end, _) = self.string()?;
                (Kind::Text, end)
            }
            b'{' => (Kind::Object, start + 1),
            b'[' => (Kind::Array, start + 1),
            b'n' => (Kind::Null, word(b"null")?),
            b't' => (Kind::Bool, word(b"true")?),
            b'f' => (Kind::Bool, word(b"false")?),
            _ => (Kind::Number, number(&self.tape.bytes, start)?.1),
        };
        // The quote behind a text is not part of it.
        self.at = self.at.max(end);
        self.tape.entries.push(Entry {
            start: start as u32,
            end: end as u32,
            key: key as u32,
            is_key_plain,
            kind,
        });
        Some(kind)
    }

    /// Goes over a string: its first byte, that behind its last, whether plain.
    fn string(&mut self) -> Option<(usize, usize, bool)> {
        if self.peek()? != b'"' {
            return None;
        }
        let bytes = self.tape.bytes.as_slice();
        let start = self.at + 1;
        let mut rest = bytes.get(start..)?;
        let mut is_plain = true;
        loop {
            match rest {
                [b'"', ..] => break,
                [b'\\', ..] => (is_plain, rest) = (false, escape(rest)?.1),
                [] | [0..0x20, ..] => return None,
                [byte, behind @ ..] => (is_plain, rest) = (is_plain & byte.is_ascii(), behind),
            }
        }
        let end = bytes.len() - rest.len();
        self.at = end + 1;
        Some((start, end, is_plain))
    }

    /// Ends the container at `place` with the last entry.
    fn close(&mut self, place: u32) -> Option<()> {
        let Tape { entries, items, .. } = &mut self.tape;
        let (behind, first) = (entries.len() as u32, items.len());
        let container = entries.get_mut(place as usize)?;
        container.end = behind;
        if container.kind == Kind::Object {
            return Some(());
        }
        container.start = first as u32;
        items.push(0);
        let mut at = place + 1;
        while let Some(item) = entries.get(at as usize) {
            items.push(at);
            at = item.next(at);
        }
        let count = items.len() - first - 1;
        *items.get_mut(first)? = count as u32;
        Some(())
    }
}

/// An escape, and what stands behind it: a UTF-16 unit. `None` where none begins.
fn escape(bytes: &[u8]) -> Option<(u32, &[u8])> {
    let [b'\\', letter, rest @ ..] = bytes else {
        return None;
    };
    let unit = match letter {
        b'"' | b'\\' | b'/' => usize::from(*letter),
        b'u' => {
            let (digits, rest) = rest.split_first_chunk::<4>()?;
            let unit = digits.iter().try_fold(0, |unit, digit| {
                Some(unit << 4 | char::from(*digit).to_digit(16)?)
            });
            return Some((unit?, rest));
        }
        // In the order of their code points; there is none for the vertical tab.
        _ => 8 + b"btn\"fr".iter().position(|other| other == letter)?,
    };
    Some((unit as u32, rest))
}

/// The text of a string that the parser has gone over, up to its closing quote;
/// U+FFFD stands where `TextDecoder` puts it (Encoding Standard).
fn unescape(mut rest: &[u8]) -> String {
    let mut text = String::new();
    loop {
        let is_end = |byte: &u8| matches!(byte, b'\\' | b'"');
        let end = rest.iter().position(is_end).unwrap_or(rest.len());
        let (chunks, tail) = rest.split_at_checked(end).unwrap_or_default();
        for chunk in chunks.utf8_chunks() {
            text.push_str(chunk.valid());
            if !chunk.invalid().is_empty() {
                text.push(char::REPLACEMENT_CHARACTER);
            }
        }
        let Some((mut scalar, after)) = escape(tail) else {
            return text;
        };
        rest = after;
        if let 0xd800..0xdc00 = scalar
            && let Some((low @ 0xdc00..0xe000, after)) = escape(rest)
        {
            scalar = 0x10000 + ((scalar - 0xd800) << 10) + (low - 0xdc00);
            rest = after;
        }
        text.push(char::from_u32(scalar).unwrap_or(char::REPLACEMENT_CHARACTER));
    }
}
