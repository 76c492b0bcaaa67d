//! The parts of a BibTeX entry, whoever writes it.

/// The macros of the months.
pub(super) const MONTHS: [&str; 12] = [
    "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec",
];

/// Begins an entry; its fields come next.
pub(super) fn begin(out: &mut String, entry_type: &str, key: &str) {
    out.push('@');
    out.push_str(entry_type);
    out.push('{');
    out.push_str(key);
}

/// The name of a field; its value comes next.
pub(super) fn name(out: &mut String, name: &str) {
    out.push_str(",\n  ");
    out.push_str(name);
    out.push_str(" = ");
}

/// A field with what `value` writes.
pub(super) fn field(out: &mut String, field: &str, value: impl FnOnce(&mut String)) {
    name(out, field);
    out.push('{');
    value(out);
    out.push('}');
}
