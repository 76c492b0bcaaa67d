//! The places of a list's people.

use crate::registry::client::{RecordQuery, Subscription};
use crate::view::list::{Heard, Member};

/// The place of one of the people.
pub struct Seat {
    /// What is asked for.
    pub ask: RecordQuery,
    /// What has been heard.
    pub heard: Heard,
    /// Dropping it stops the asking.
    pub subscription: Option<Subscription>,
}

impl Seat {
    /// A place whose record is still to be asked for.
    pub fn of(ask: &RecordQuery) -> Self {
        Self {
            ask: ask.clone(),
            heard: Heard::Nothing,
            subscription: None,
        }
    }
}

/// The people in their places. A replaced iD and the one it was replaced by are
/// one person, whom the first of the two places stands for.
pub fn members(seats: &[Seat]) -> Vec<Member> {
    let mut members: Vec<Member> = Vec::with_capacity(seats.len());
    for seat in seats {
        let mut member = Member {
            asked: seat.ask.id,
            page: String::new(),
            is_double: false,
            heard: seat.heard.clone(),
        };
        member.page = seat.ask.registry.record_page(member.id());
        member.is_double = members.iter().any(|other| other.id() == member.id());
        members.push(member);
    }
    members
}
