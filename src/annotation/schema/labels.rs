//! The labels of a schema.

use std::borrow::Cow;

use super::AttributeDef;
use crate::annotation::Label;

/// One label of a schema.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LabelDef {
    pub label: Label,
    /// The letter that marks with it and stands on its marks, a capital.
    pub key: char,
    /// Nothing for the next of the theme's own.
    pub colours: Option<Colours>,
    /// What it is for, in one sentence.
    pub description: Cow<'static, str>,
    /// What is asked of its spans.
    pub attributes: Vec<AttributeDef>,
}

/// A label's colour on a light and on a dark ground.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Colours {
    pub light: Colour,
    pub dark: Colour,
}

/// A colour: red, green and blue in sRGB.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Colour(pub [u8; 3]);

impl Colour {
    /// Reads `#1F5FA8` or `#15A`.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let digits = text.strip_prefix('#')?;
        let digits: Vec<u8> = digits
            .chars()
            .map(|c| c.to_digit(16).and_then(|digit| u8::try_from(digit).ok()))
            .collect::<Option<_>>()?;
        match digits[..] {
            [r, g, b] => Some(Self([r * 17, g * 17, b * 17])),
            [r, s, g, h, b, c] => Some(Self([r * 16 + s, g * 16 + h, b * 16 + c])),
            _ => None,
        }
    }
}

impl std::fmt::Display for Colour {
    /// As it is read: `#1F5FA8`.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let [r, g, b] = self.0;
        write!(f, "#{r:02X}{g:02X}{b:02X}")
    }
}

/// The four labels.
pub(super) fn built_in() -> Vec<LabelDef> {
    let def = |label, key, description| LabelDef {
        label,
        key,
        colours: None,
        description: Cow::Borrowed(description),
        attributes: Vec::new(),
    };
    vec![
        def(
            Label::ACTOR,
            'A',
            "Who acts, decides, speaks or is acted upon",
        ),
        def(
            Label::LOCATION,
            'L',
            "Where it happens, comes from or goes to",
        ),
        def(
            Label::FIGURE,
            'F',
            "A number with its unit and what it counts",
        ),
        def(Label::EVENT, 'E', "What happens, in the fewest words"),
    ]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn colours_are_read_in_hexadecimal() {
        assert_eq!(Colour::parse("#1f5FA8"), Some(Colour([0x1F, 0x5F, 0xA8])));
        assert_eq!(Colour::parse("#15A"), Some(Colour([0x11, 0x55, 0xAA])));
        for wrong in [
            "",
            "#",
            "1F5FA8",
            "#1F5FA",
            "#1F5FA8FF",
            "#GGGGGG",
            "#é5A",
            "blue",
        ] {
            assert_eq!(Colour::parse(wrong), None, "{wrong}");
        }
        let colour = Colour([1, 2, 0xFF]);
        assert_eq!(Colour::parse(&colour.to_string()), Some(colour));
    }
}
