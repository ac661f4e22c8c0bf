//! Where a line may be broken, by the Unicode Line Breaking Algorithm: never beside a no-break
//! space, never before a closing or behind an opening mark of Chinese and Japanese.
//!
//! egui breaks its lines itself, and well enough for the scripts of Europe but for the narrow
//! no-break space of French. What it breaks otherwise is told by [`breaks_otherwise`].

use icu_segmenter::LineSegmenter;
use icu_segmenter::options::LineBreakOptions;

/// The places in a text, in bytes, before which a line may begin: rising, without 0 and with the
/// end. Linear.
pub fn places(text: &str) -> impl Iterator<Item = usize> + '_ {
    let segmenter = LineSegmenter::new_dictionary(LineBreakOptions::default());
    segmenter.segment_str(text).skip(1)
}

/// Whether egui would break lines of a text where they must not be broken: at spaces that forbid
/// it, or in scripts that it knows too little of.
#[must_use]
pub fn breaks_otherwise(text: &str) -> bool {
    // All such characters begin with 0xE0 or more: much text ends here.
    text.bytes().any(|byte| byte >= 0xE0)
        && text.chars().any(|c| {
            matches!(c, '\u{0E00}'..='\u{109F}' | '\u{1100}'..='\u{11FF}' | '\u{1780}'..='\u{17FF}'
                | '\u{2007}' | '\u{200B}' | '\u{202F}' | '\u{2060}' | '\u{2E80}'..='\u{D7FF}'
                | '\u{F900}'..='\u{FAFF}' | '\u{FE30}'..='\u{FE4F}' | '\u{FEFF}'..='\u{FFEF}'
                | '\u{1F000}'..='\u{3FFFF}')
        })
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The text with a stroke wherever a line may be broken.
    fn marked(text: &str) -> String {
        let mut marked = String::new();
        let mut from = 0;
        for at in places(text) {
            marked.push_str(&text[from..at]);
            if at < text.len() {
                marked.push('|');
            }
            from = at;
        }
        marked
    }

    #[test]
    fn lines_break_where_each_script_allows_it() {
        for (text, expected) in [
            ("one two", "one |two"),
            // French: no-break spaces inside quotes, before colons and within numbers.
            ("dit «\u{A0}non\u{A0}» hier", "dit |«\u{A0}non\u{A0}» |hier"),
            (
                "dit «\u{202F}non\u{202F}»\u{202F}: 1\u{202F}200 morts",
                "dit |«\u{202F}non\u{202F}»\u{202F}: |1\u{202F}200 |morts",
            ),
            // Chinese and Japanese: closing marks stay with what they close.
            ("他说：“好。”", "他|说：“好。”"),
            ("东京（日本）。", "东|京|（日|本）。"),
            ("「はい」と言った。", "「は|い」|と|言っ|た。"),
            // Hindi: between words, never within a cluster.
            ("नई दिल्ली में", "नई |दिल्ली |में"),
            // An emoji of several people is one.
            (
                "👩\u{200D}🚀👨\u{200D}👩\u{200D}👧",
                "👩\u{200D}🚀|👨\u{200D}👩\u{200D}👧",
            ),
            ("a\u{2060}b c", "a\u{2060}b |c"),
            ("قال «نعم» أمس", "قال |«نعم» |أمس"),
        ] {
            assert_eq!(marked(text), expected);
        }
    }

    #[test]
    fn only_what_egui_breaks_otherwise_is_taken_from_it() {
        for plain in [
            "",
            "été à Paris",
            "“quoted” – yes…",
            "\u{A0}",
            "नमस्ते",
            "€ 5",
        ] {
            assert!(!breaks_otherwise(plain), "{plain}");
        }
        for other in [
            "1\u{202F}200",
            "东京",
            "はい",
            "한국",
            "ไทย",
            "👩\u{200D}🚀",
            "Ａ",
        ] {
            assert!(breaks_otherwise(other), "{other}");
        }
    }
}
