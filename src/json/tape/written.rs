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
