//! Coordinates written out: "33°47′N 44°30′E", "33.783°N 44.5°E".

use super::super::rules::Rule;
use super::{Paper, PlaceName};
use crate::text::TokenKind;

impl Paper<'_, '_> {
    /// A latitude and a longitude, both with their degree sign and hemisphere.
    pub(super) fn coordinates(&self, i: usize) -> Option<PlaceName> {
        if self.word(i + 1) != "°" {
            return None;
        }
        let mut half = self.angle(i, &["N", "S"])?;
        if self.word(half) == "," {
            half += 1;
        }
        let end = self.angle(half, &["E", "W"])?;
        Some(PlaceName {
            first: i,
            end,
            core: (i, end),
            found: None,
            score: 0.8,
            rule: Rule::Coordinates,
            cue: Some(i + 1),
        })
    }

    /// One behind an angle with its hemisphere: degrees, then minutes and seconds if any.
    fn angle(&self, mut at: usize, hemispheres: &[&str]) -> Option<usize> {
        const SIGNS: [&[&str]; 3] = [&["°"], &["′", "'", "’"], &["″", "\"", "”"]];
        for (n, signs) in SIGNS.into_iter().enumerate() {
            let number = self.tokens.get(at)?.kind == TokenKind::Number;
            if number && signs.contains(&self.word(at + 1)) {
                at += 2;
            } else if n == 0 {
                return None;
            }
        }
        hemispheres.contains(&self.word(at)).then_some(at + 1)
    }
}
