//! What readers of a text that people write need to know of a tape: names that
//! are data, and lines.

use super::{Kind, TapeNode, unescape};

/// How far the lines of a text have been counted, from one on.
#[derive(Debug, Default)]
pub struct Lines {
    at: usize,
    breaks: u32,
}

impl Lines {
    /// The line of this byte; counted anew only where it lies before the last.
    pub(super) fn of(&mut self, bytes: &[u8], at: usize) -> u32 {
        if at < self.at {
            *self = Self::default();
        }
        let new = bytes.get(self.at..at).unwrap_or_default();
        self.breaks += new.iter().filter(|byte| **byte == b'\n').count() as u32;
        self.at = at;
        self.breaks + 1
    }
}

impl TapeNode {
    /// The members of an object as they are written, one of the same name again;
    /// none of anything else.
    pub fn members(&self) -> Vec<(String, Self)> {
        let mut members = Vec::new();
        let end = self.of_kind(Kind::Object).map_or(0, |object| object.end);
        let mut at = self.at.saturating_add(1);
        while let Some(member) = self.tape.entries.get(at as usize).filter(|_| at < end) {
            let name = self.tape.bytes.get(member.key as usize..);
            let name = unescape(name.unwrap_or_default());
            members.push((name, self.tape.node(at)));
            at = member.next(at);
        }
        members
    }

    /// The line on which a member's name stands, or an object or scalar begins.
    pub fn line(&self, lines: &mut Lines) -> u32 {
        let entry = self.tape.entries.get(self.at as usize);
        let at = entry.map_or(0, |entry| match (entry.key, entry.kind) {
            // Where a lone array began is not kept.
            (0, Kind::Array) => 0,
            (0, _) => entry.start,
            (key, _) => key,
        });
        lines.of(&self.tape.bytes, at as usize)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::json::Node;
    use crate::json::tape::Tape;

    #[test]
    fn members_come_as_they_are_written() {
        let text = r#"{"b": 1, "a\u0062": {"inner": [2]}, "b": true, "": null}"#;
        let root = Tape::parse(text.into()).unwrap().root();
        let members = root.members();
        let names: Vec<_> = members.iter().map(|(name, _)| name.as_str()).collect();
        assert_eq!(names, ["b", "ab", "b", ""]);
        assert_eq!(members[0].1.number(), Some(1.0));
        assert_eq!(members[2].1.flag(), Some(true));
        assert!(members[1].1.is_object() && members[3].1.is_null());
        assert!(members[0].1.members().is_empty());
        assert!(root.get("nothing").members().is_empty());
        assert_eq!(root.flag(), None);
    }

    #[test]
    fn lines_are_those_of_names_and_of_what_has_none() {
        let text = "\n{\n\"a\":\n1, \"b\": [\n{}, 2,\n\n[]], \"c\\n\": \"d\"}";
        let root = Tape::parse(text.into()).unwrap().root();
        let lines = &mut Lines::default();
        let (a, b, c) = (root.get("a"), root.get("b"), root.get("c\n"));
        for (node, line) in [
            (&c, 7),
            (&root, 2),
            (&a, 3),
            (&b, 4),
            (&b.at(0), 5),
            (&b.at(1), 5),
            (&b.at(2), 1),
            (&root.get("nothing"), 1),
        ] {
            assert_eq!(node.line(lines), line, "{node:?}");
        }
    }

    #[test]
    fn what_is_no_json_ceases_to_be_it_somewhere() {
        for (text, line) in [
            ("", 1),
            ("{}\n\n{}", 3),
            ("[1,\n2,\n]", 3),
            ("[\n\"a\n\"]", 2),
            ("{\n\n\"a\" 1}", 3),
        ] {
            assert_eq!(Tape::read(text.into()).err(), Some(line), "{text}");
        }
    }
}
