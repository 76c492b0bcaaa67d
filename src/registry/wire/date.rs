//! Partial dates: `{"year": {"value": "2021"}, "month": {"value": "00"}, …}`.

use super::{Node, value};
use crate::orcid::PartialDate;

/// Reads a date as far as it makes sense; `None` without a year.
pub(super) fn read<N: Node>(holder: &N, key: &'static str) -> Option<PartialDate> {
    let date = holder.get(key);
    let year = value::whole(&date, "year")?;
    let part = |key| u8::try_from(value::whole(&date, key)?).ok();
    PartialDate::new(u16::try_from(year).ok()?, part("month"), part("day"))
}
