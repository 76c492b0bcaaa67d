//! Partial dates: `{"year": {"value": "2021"}, "month": {"value": "00"}, …}`.

use super::{Node, value};
use crate::orcid::PartialDate;

/// Reads a date as far as it makes sense; `None` without a year.
pub(super) fn read<N: Node>(date: &N) -> Option<PartialDate> {
    let year = value::whole(date.get("year"))?;
    PartialDate::new(
        u16::try_from(year).ok()?,
        part(date.get("month")),
        part(date.get("day")),
    )
}

fn part<N: Node>(node: N) -> Option<u8> {
    u8::try_from(value::whole(node)?).ok()
}
