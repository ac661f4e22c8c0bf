//! What characters do in text that runs from right to left: which way they go, which of them can
//! be shaped together, and which have a mirror image.

use std::borrow::Cow;

use unicode_bidi::{BidiClass, Direction, Level, ParagraphBidiInfo, bidi_class};

/// Whether a text holds characters that run from right to left, or make others do so.
#[must_use]
pub fn has_rtl(text: &str) -> bool {
    // All of them have three or four bytes or begin with 0xD6 or more: most text ends here.
    text.bytes().any(|byte| byte >= 0xD6) && text.chars().any(turns)
}

/// Whether a character runs from right to left, or makes others do so.
#[must_use]
pub fn turns(c: char) -> bool {
    matches!(c, '\u{590}'..='\u{8FF}' | '\u{200F}' | '\u{202B}' | '\u{202E}' | '\u{2067}'
        | '\u{FB1D}'..='\u{FDFF}' | '\u{FE70}'..='\u{FEFE}'
        | '\u{10800}'..='\u{10FFF}' | '\u{1E800}'..='\u{1EFFF}')
}

/// The direction of a paragraph: that of its first strong character.
#[must_use]
pub fn base_of(paragraph: &str) -> Level {
    match unicode_bidi::get_base_direction_full(paragraph) {
        Direction::Rtl => Level::rtl(),
        Direction::Ltr | Direction::Mixed => Level::ltr(),
    }
}

/// What a text stands in.
#[derive(Clone, Copy, Debug)]
pub struct Around<'a> {
    /// The direction of the paragraph.
    pub base: Level,
    /// The characters that turn directions and are in force before `before`.
    pub open: &'a [char],
    /// The end of what stands before it in the paragraph, and the start of what stands behind it.
    pub before: &'a str,
    pub after: &'a str,
}

impl Around<'static> {
    /// A text that is a whole paragraph.
    #[must_use]
    pub fn nothing(base: Level) -> Self {
        Self {
            base,
            open: &[],
            before: "",
            after: "",
        }
    }
}

impl Around<'_> {
    /// The level of each byte of the text that stands here. Linear.
    #[must_use]
    pub fn levels(&self, text: &str) -> Vec<Level> {
        let mut all: String = self.open.iter().collect();
        all.push_str(self.before);
        let start = all.len();
        all.push_str(text);
        all.push_str(self.after);
        let mut levels = ParagraphBidiInfo::new(&all, Some(self.base)).levels;
        levels.truncate(start + text.len());
        levels.split_off(start)
    }
}

/// What a piece holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// A control character: it has no width and is not shaped.
    Hidden,
    /// One character of white space.
    Space,
    /// Graphemes that are shaped together.
    Joined,
    /// A grapheme that is shaped alone, since the shaper would turn it the wrong way among others.
    Single,
}

/// What a grapheme of a level is.
#[must_use]
pub fn kind_of(grapheme: &str, level: Level) -> Kind {
    let Some(c) = grapheme.chars().next() else {
        return Kind::Hidden;
    };
    if is_hidden(c) {
        return Kind::Hidden;
    }
    let glue = matches!(c, '\u{A0}' | '\u{2007}' | '\u{202F}');
    if !glue && grapheme.chars().all(char::is_whitespace) {
        return Kind::Space;
    }
    let class = bidi_class(c);
    let together = if level.is_rtl() {
        // Only letters tell the shaper which way to run.
        matches!(class, BidiClass::R | BidiClass::AL | BidiClass::NSM) && c.is_alphabetic()
            || class == BidiClass::NSM
    } else {
        // The Persian digits run from left to right, but are of a script that does not.
        let turned = matches!(class, BidiClass::R | BidiClass::AL | BidiClass::AN);
        !turned && !matches!(c, '\u{6F0}'..='\u{6F9}')
    };
    if together { Kind::Joined } else { Kind::Single }
}

fn is_hidden(c: char) -> bool {
    c.is_control() && !c.is_whitespace()
        || matches!(c, '\u{AD}' | '\u{61C}' | '\u{200B}' | '\u{200E}' | '\u{200F}'
            | '\u{202A}'..='\u{202E}' | '\u{2060}'..='\u{2069}' | '\u{FEFF}')
}

/// The class of a grapheme: that of its first character.
#[must_use]
pub fn class_of(grapheme: &str) -> BidiClass {
    grapheme.chars().next().map_or(BidiClass::ON, bidi_class)
}

/// Brackets and the like as they look in text that runs from right to left: rule L4.
#[must_use]
pub fn mirrored(words: &str, level: Level) -> Cow<'_, str> {
    let mirror = unicode_bidi_mirroring::get_mirrored;
    if level.is_ltr() || !words.chars().any(|c| mirror(c).is_some()) {
        return Cow::Borrowed(words);
    }
    words.chars().map(|c| mirror(c).unwrap_or(c)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_text_with_right_to_left_characters_is_told_apart() {
        for plain in [
            "",
            "Niamey",
            "été – “quoted” …",
            "马里",
            "🇳🇪 emoji",
            "देवनागरी",
            "\u{FEFF}a",
        ] {
            assert!(!has_rtl(plain), "{plain}");
        }
        for turned in [
            "قتل",
            "in שלום",
            "\u{202E}abc",
            "ﷲ",
            "𞤀",
            "\u{2067}x\u{2069}",
        ] {
            assert!(has_rtl(turned), "{turned}");
        }
    }

    #[test]
    fn the_first_strong_character_gives_the_direction() {
        assert!(base_of("12 قتيلا in Paris").is_rtl());
        assert!(base_of("(Paris) قتل").is_ltr());
        assert!(base_of("12 – 13").is_ltr());
    }

    #[test]
    fn brackets_are_mirrored_only_from_right_to_left() {
        assert_eq!(mirrored("«", Level::rtl()), "»");
        assert_eq!(mirrored("(", Level::rtl()), ")");
        assert_eq!(mirrored("(", Level::ltr()), "(");
        assert_eq!(mirrored("،", Level::rtl()), "،");
    }
}
