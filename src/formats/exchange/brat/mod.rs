//! brat standoff: `NAME.txt` and `NAME.ann` for each article, offsets in Unicode code points.
//!
//! `T` lines are spans, `E` lines events with their roles, `A` lines flags and mode, `* Equiv` lines
//! mentions of one actor, `# AnnotatorNotes` notes. What brat has no line for (heads, values,
//! places, dates, names of actors) goes into `#` lines of the type `Obelus` as JSON: brat shows and
//! keeps them. `annotation.conf` is written so that brat can open the folder.

mod read;
mod write;

use super::{Format, Layout, Part, Unit};

pub(super) const FORMAT: Format = Format {
    name: "brat",
    title: "brat standoff",
    extensions: &["ann"],
    unit: Unit::CodePoints,
    layout: Layout::Apart,
    holds: HOLDS,
    overlaps: true,
    export: Some(|options| Box::new(write::Writer::new(options.clone()))),
    import: Some(|| Box::new(read::Reader)),
    sniff: |head| {
        let line = head.lines().next().unwrap_or_default();
        line.starts_with(['T', 'E', '#', 'A']) && line.contains('\t')
    },
};

const HOLDS: &[Part] = &[
    Part::Head,
    Part::Value,
    Part::Place,
    Part::Attributes,
    Part::Note,
    Part::Fragments,
    Part::Events,
    Part::Mode,
    Part::Contexts,
    Part::Flags,
    Part::Date,
    Part::Roles,
    Part::Nested,
    Part::Entities,
    Part::Codes,
];

/// The type of `#` lines that hold what brat has no line for.
const OBELUS: &str = "Obelus";
/// The type of `#` lines that hold notes.
const NOTES: &str = "AnnotatorNotes";

/// Whether brat takes a name as it is.
fn is_plain(name: &str) -> bool {
    let of_it = |b: u8| b.is_ascii_alphanumeric() || b == b'_' || b == b'-';
    !name.is_empty() && name.bytes().all(of_it)
}
