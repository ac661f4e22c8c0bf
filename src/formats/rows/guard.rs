//! Cells that a spreadsheet would take for a formula.
//!
//! A text cell is *risky* where, behind any apostrophes, blanks and invisible characters, it begins
//! with `=`, `+`, `-` or `@` (also in their full-width forms) or with a tab or a line end. Such a
//! cell gets one apostrophe in front, which spreadsheets read as "this is text". The way back is
//! exact: where a cell begins with an apostrophe and what follows is risky, that apostrophe is
//! taken away. Nothing else is changed, so that every text comes back as it was. A number stays a
//! number in a column of numbers: `-12.5` is never given an apostrophe there.

use std::borrow::Cow;

/// A cell that spreadsheets take for text or a number and nothing else. `numeric` says that its
/// column holds numbers.
#[must_use]
pub fn guarded(cell: &str, numeric: bool) -> Cow<'_, str> {
    if is_risky(cell) && !(numeric && is_number(cell)) {
        Cow::Owned(format!("'{cell}"))
    } else {
        Cow::Borrowed(cell)
    }
}

/// The text of a cell that [`guarded`] gave back.
#[must_use]
pub fn unguarded(cell: &str) -> &str {
    match cell.strip_prefix('\'') {
        Some(rest) if is_risky(rest) => rest,
        _ => cell,
    }
}

fn is_risky(cell: &str) -> bool {
    let first = cell.chars().find(|c| !is_passed_over(*c));
    matches!(
        first,
        Some('=' | '+' | '-' | '@' | '＝' | '＋' | '－' | '＠' | '\t' | '\r' | '\n')
    )
}

fn is_passed_over(c: char) -> bool {
    let acts = matches!(c, '\t' | '\r' | '\n');
    let unseen = matches!(
        c,
        '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{2060}' | '\u{feff}'
    );
    !acts && (c == '\'' || c.is_whitespace() || c.is_control() || unseen)
}

/// An optional minus sign, digits, and at most one point between them.
fn is_number(cell: &str) -> bool {
    let body = cell.strip_prefix('-').unwrap_or(cell);
    let mut parts = body.split('.');
    let digits = |part: Option<&str>| {
        part.is_some_and(|part| !part.is_empty() && part.bytes().all(|b| b.is_ascii_digit()))
    };
    let whole = digits(parts.next());
    let fraction = parts.next();
    whole && (fraction.is_none() || digits(fraction)) && parts.next().is_none()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn what_begins_a_formula_gets_an_apostrophe() {
        for (cell, expected) in [
            ("=1+1", "'=1+1"),
            ("+33 dead", "'+33 dead"),
            ("-5", "'-5"),
            ("@SUM(A1)", "'@SUM(A1)"),
            ("  =1", "'  =1"),
            ("\u{a0}@x", "'\u{a0}@x"),
            ("\u{feff}=x", "'\u{feff}=x"),
            ("\tx", "'\tx"),
            ("\rx", "'\rx"),
            ("＝cmd", "'＝cmd"),
            ("'=x", "''=x"),
            ("650 troops", "650 troops"),
            ("a=b", "a=b"),
            ("'quoted'", "'quoted'"),
            ("’=x", "’=x"),
            ("", ""),
        ] {
            assert_eq!(guarded(cell, false), expected, "{cell:?}");
        }
    }

    #[test]
    fn a_number_stays_one_in_a_column_of_numbers() {
        for (cell, expected) in [
            ("-5", "-5"),
            ("-12.25", "-12.25"),
            ("-5 | 3", "'-5 | 3"),
            ("-", "'-"),
            ("-1.2.3", "'-1.2.3"),
            ("-1e5", "'-1e5"),
            ("--1", "'--1"),
            ("+5", "'+5"),
        ] {
            assert_eq!(guarded(cell, true), expected, "{cell:?}");
        }
    }

    proptest! {
        #[test]
        fn every_text_comes_back(cell in "['=+@\\- \t\r\na-c0-9.＝\u{feff}]{0,8}", numeric: bool) {
            let there = guarded(&cell, numeric);
            prop_assert_eq!(unguarded(&there), cell.as_str());
            prop_assert!(!is_risky(&there) || there.starts_with('\'') || numeric);
        }
    }
}
