//! Where words begin and end, in the places where a caret stops.
//!
//! Words are those of the Unicode rules (UAX #29) with three additions. Stretches in scripts that
//! put no spaces between words go through the dictionaries of `icu_segmenter`. An elided article
//! is a word of its own, apostrophe included: `l’` + `armée`. A narrow no-break space holds digits
//! together (`10 000`) and nothing else, though the rules let it join anything.
//!
//! Reading a word must never cost the paragraph, which may be the whole article. The text is
//! therefore read in pieces that begin where a word begins whatever stands around it. Where there
//! is no such place for [`GRID`] bytes, a piece begins at any grapheme: only there, in more than
//! a kilobyte without a space, can a word be cut.

use std::sync::OnceLock;

use icu_segmenter::options::WordBreakInvariantOptions;
use icu_segmenter::{WordSegmenter, WordSegmenterBorrowed};
use unicode_segmentation::UnicodeSegmentation;

use super::ByteRange;
use super::graphemes::{is_grapheme_edge, next_grapheme, snap_to_graphemes};

/// A piece begins in each stretch of so many bytes, and is at most twice as long.
pub(super) const GRID: usize = 1024;

/// Joins digits, and in French stands before the closing guillemet and other marks.
const NARROW_SPACE: char = '\u{202F}';

/// What stands before the apostrophe of an elided word, in lower case: French, then Italian and
/// Catalan. `aujourd’hui` and `quelqu’un` are one word.
const ELIDED: &[&str] = &[
    "c", "d", "j", "l", "m", "n", "s", "t", "ç", "qu", "jusqu", "lorsqu", "puisqu", "quoiqu",
    "all", "dall", "dell", "nell", "sull", "coll", "quell", "quest", "un",
];

/// The number of the piece in which a position lies. Looks at no more than two stretches.
pub(super) fn piece_at(text: &str, at: usize) -> usize {
    let number = at.min(text.len()) / GRID;
    if cut(text, number) <= at {
        number
    } else {
        number - 1
    }
}

/// Piece `number`; empty behind the end of the text.
pub(super) fn piece(text: &str, number: usize) -> ByteRange {
    ByteRange::new(cut(text, number), cut(text, number + 1))
}

/// Where piece `number` begins: at the first sure start of a word in its stretch, or at its first
/// grapheme where there is none.
fn cut(text: &str, number: usize) -> usize {
    let from = number.saturating_mul(GRID);
    if from == 0 {
        return 0;
    }
    if from >= text.len() {
        return text.len();
    }
    let from = text.ceil_char_boundary(from);
    let mut before = text[..from].chars().next_back();
    let until = text.floor_char_boundary(number.saturating_mul(GRID) + GRID - 1);
    for (at, c) in text[from..until.max(from)].char_indices() {
        if before.is_some_and(|before| parts(before, c)) && is_grapheme_edge(text, from + at) {
            return from + at;
        }
        before = Some(c);
    }
    if until == text.len() {
        // The end of the text is near enough.
        return until;
    }
    // A grapheme that begins before the stretch belongs to the piece before.
    let next = next_grapheme(text, from);
    if is_grapheme_edge(text, from) || next >= until {
        from
    } else {
        next
    }
}

/// Whether a word begins at `c` behind `before`, whatever stands further off.
fn parts(before: char, c: char) -> bool {
    let letter = c.is_alphabetic();
    (letter || c.is_numeric())
        && (before.is_whitespace() && before != NARROW_SPACE
            || matches!(
                before,
                '。' | '！' | '？' | '、' | '「' | '」' | '『' | '』'
            )
            || letter && before == '，')
}

/// The words of one piece, or of any other stretch that begins and ends beside words.
pub(super) fn words_of(text: &str, stretch: ByteRange) -> Vec<ByteRange> {
    let part = &text[stretch.as_range()];
    let mut found = Vec::new();
    let mut run: Option<ByteRange> = None;
    for (at, segment) in part.split_word_bound_indices() {
        let range = ByteRange::new(at, at + segment.len());
        let unspaced = segment.chars().next().is_some_and(is_unspaced);
        match &mut run {
            Some(run) if unspaced => run.end = range.end,
            _ => {
                cut_run(part, run.take(), &mut found);
                if unspaced {
                    run = Some(range);
                } else if segment.contains(char::is_alphanumeric) {
                    cut_segment(part, range, &mut found);
                }
            }
        }
    }
    cut_run(part, run, &mut found);
    at_graphemes(text, stretch.start, found)
}

/// A run in scripts without spaces, by dictionary.
fn cut_run(part: &str, run: Option<ByteRange>, found: &mut Vec<ByteRange>) {
    static SEGMENTER: OnceLock<WordSegmenterBorrowed<'static>> = OnceLock::new();
    let Some(run) = run else { return };
    let segmenter = SEGMENTER
        .get_or_init(|| WordSegmenter::new_dictionary(WordBreakInvariantOptions::default()));
    let mut start = run.start;
    for end in segmenter.segment_str(&part[run.as_range()]).skip(1) {
        let word = ByteRange::new(start, run.start + end);
        if part[word.as_range()].contains(char::is_alphanumeric) {
            found.push(word);
        }
        start = word.end;
    }
}

/// A segment of the Unicode rules, without the joints that are none to a reader.
fn cut_segment(part: &str, segment: ByteRange, found: &mut Vec<ByteRange>) {
    let words = &part[segment.as_range()];
    let mut start = segment.start;
    for (at, c) in words.char_indices() {
        if c != NARROW_SPACE {
            continue;
        }
        let numeric = |c: Option<char>| c.is_some_and(char::is_numeric);
        let behind = at + c.len_utf8();
        let joins =
            numeric(words[..at].chars().next_back()) && numeric(words[behind..].chars().next());
        if !joins {
            cut_elision(part, ByteRange::new(start, segment.start + at), found);
            start = segment.start + behind;
        }
    }
    cut_elision(part, ByteRange::new(start, segment.end), found);
}

fn cut_elision(part: &str, word: ByteRange, found: &mut Vec<ByteRange>) {
    let letters = &part[word.as_range()];
    if !letters.contains(char::is_alphanumeric) {
        return;
    }
    let joint = elided(letters).map_or(word.start, |length| word.start + length);
    if joint > word.start {
        found.push(ByteRange::new(word.start, joint));
    }
    found.push(ByteRange::new(joint, word.end));
}

/// The length of an elided article, its apostrophe included. With two capitals it is a name:
/// `L’Oréal`, `D’Souza`.
fn elided(word: &str) -> Option<usize> {
    let (at, apostrophe) = word
        .char_indices()
        .find(|(_, c)| matches!(c, '\'' | '’'))
        .filter(|(at, _)| *at <= 6)?;
    let (before, end) = (&word[..at], at + apostrophe.len_utf8());
    let first = word.chars().next().is_some_and(char::is_uppercase);
    let second = word[end..].chars().next()?;
    let name = first && second.is_uppercase() && before.chars().count() == 1;
    let lower = before.to_lowercase();
    (second.is_alphabetic() && !name && ELIDED.contains(&lower.as_str())).then_some(end)
}

/// Widens words to graphemes, and makes one of two that then share one.
fn at_graphemes(text: &str, base: usize, found: Vec<ByteRange>) -> Vec<ByteRange> {
    let mut words: Vec<ByteRange> = Vec::with_capacity(found.len());
    for word in found {
        let word = snap_to_graphemes(text, word.shifted(base));
        match words.last_mut() {
            Some(last) if last.end > word.start => last.end = last.end.max(word.end),
            _ => words.push(word),
        }
    }
    words
}

/// Letters of Thai, Lao, Burmese, Khmer, Chinese and Japanese, with the marks that belong to
/// them. Their digits follow the Unicode rules. Blocks as in Unicode 16, chapters 16 and 18.
fn is_unspaced(c: char) -> bool {
    matches!(c,
        '\u{E01}'..='\u{E3A}' | '\u{E40}'..='\u{E4E}'
        | '\u{E81}'..='\u{EBD}' | '\u{EC0}'..='\u{ECE}' | '\u{EDC}'..='\u{EDF}'
        | '\u{1000}'..='\u{103F}' | '\u{1050}'..='\u{108F}' | '\u{109A}'..='\u{109F}'
        | '\u{A9E0}'..='\u{A9EF}' | '\u{A9FA}'..='\u{A9FE}' | '\u{AA60}'..='\u{AA7F}'
        | '\u{1780}'..='\u{17D3}' | '\u{17D7}' | '\u{17DC}'..='\u{17DD}'
        | '\u{3005}'..='\u{3007}' | '\u{3041}'..='\u{3096}' | '\u{3099}'..='\u{309F}'
        | '\u{30A1}'..='\u{30FA}' | '\u{30FC}'..='\u{30FF}' | '\u{31F0}'..='\u{31FF}'
        | '\u{3400}'..='\u{4DBF}' | '\u{4E00}'..='\u{9FFF}' | '\u{F900}'..='\u{FAFF}'
        | '\u{FF66}'..='\u{FF9F}' | '\u{1B000}'..='\u{1B16F}' | '\u{20000}'..='\u{3FFFF}')
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn check(text: &str, expected: &[&str]) {
        let words = words_of(text, ByteRange::new(0, text.len()));
        let words: Vec<_> = words.iter().map(|w| &text[w.as_range()]).collect();
        assert_eq!(words, expected, "in {text:?}");
    }

    #[test]
    fn scripts_without_spaces_are_cut_by_dictionary() {
        check(
            "叛军星期一袭击了首都。",
            &["叛军", "星期一", "袭击", "了", "首都"],
        );
        check("2024年4月", &["2024", "年", "4", "月"]);
        check(
            "政府は東京でコンピューターを調べた。",
            &[
                "政府",
                "は",
                "東京",
                "で",
                "コンピューター",
                "を",
                "調べ",
                "た",
            ],
        );
        check("กองทัพโจมตีเมืองหลวง", &["กองทัพ", "โจมตี", "เมือง", "หลวง"]);
        check("ປະເທດລາວ", &["ປະເທດ", "ລາວ"]);
        check("ប្រទេសកម្ពុជា", &["ប្រទេស", "កម្ពុជា"]);
        check("မြန်မာနိုင်ငံမြန်မာနိုင်ငံ", &["မြန်မာနိုင်ငံ", "မြန်မာနိုင်ငံ"]);
    }

    #[test]
    fn other_scripts_keep_the_unicode_rules() {
        check("शांति वार्ता क्षेत्र में", &["शांति", "वार्ता", "क्षेत्र", "में"]);
        check("قُتل ١٢ شخصًا، أمس", &["قُتل", "١٢", "شخصًا", "أمس"]);
        check(
            "don't ask O’Brien: 1,500.5 km",
            &["don't", "ask", "O’Brien", "1,500.5", "km"],
        );
        check("cafe\u{301} 👩‍👩‍👧 x", &["cafe\u{301}", "x"]);
        check("서울에서 회담", &["서울에서", "회담"]);
    }

    #[test]
    fn french_words_leave_article_and_guillemets_outside() {
        check(
            "«\u{202F}l’armée\u{202F}» a tué 10\u{202F}000\u{A0}hommes\u{202F}; qu'elle parte",
            &[
                "l’",
                "armée",
                "a",
                "tué",
                "10\u{202F}000",
                "hommes",
                "qu'",
                "elle",
                "parte",
            ],
        );
        check(
            "L’armée, l’ONU, d’Artagnan",
            &["L’", "armée", "l’", "ONU", "d’", "Artagnan"],
        );
        check(
            "L’Oréal, D'Souza, aujourd’hui, quelqu’un, dell'esercito",
            &[
                "L’Oréal",
                "D'Souza",
                "aujourd’hui",
                "quelqu’un",
                "dell'",
                "esercito",
            ],
        );
    }

    #[test]
    fn the_last_word_is_not_cut_where_a_stretch_ends() {
        let text = format!("{}{}", "ab ".repeat(GRID / 3), "叛".repeat(200));
        assert_eq!(piece(&text, 0), ByteRange::new(0, text.len()));
        let text = format!("{}{}", "ab ".repeat(GRID / 3 - 1), "x".repeat(200));
        assert_eq!(
            in_pieces(&text),
            words_of(&text, ByteRange::new(0, text.len()))
        );
    }

    /// The words of a text read in pieces.
    fn in_pieces(text: &str) -> Vec<ByteRange> {
        let numbers = 0..=text.len() / GRID;
        let pieces: Vec<_> = numbers.map(|number| piece(text, number)).collect();
        let mut end = 0;
        for (number, piece) in pieces.iter().enumerate() {
            assert_eq!(piece.start, end, "pieces join");
            assert!(piece.len() <= 2 * GRID, "{piece}");
            assert!(piece.is_empty() || piece_at(text, piece.start) == number);
            end = piece.end;
        }
        assert_eq!(end, text.len());
        pieces
            .into_iter()
            .flat_map(|piece| words_of(text, piece))
            .collect()
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(64))]
        /// As long as something parts words once in a kilobyte.
        #[test]
        fn words_in_pieces_are_the_words_of_the_whole_text(
            pieces in prop::collection::vec(
                prop_oneof![
                    "[a-zé]{1,9}", "\\PC{1,8}", "[0-9]{1,5}(,[0-9]{3})?",
                    "叛军星期一袭击了首都。", "政府は東京でを調べた、", "กองทัพโจมตีเมืองหลวง",
                    "l’armée|👩‍👩‍👧|cafe\u{301}|🇫🇷🇩🇪|קרב|قُتل|शांति",
                ], 1..300),
            gaps in prop::collection::vec("( |\u{A0}|\u{202F}|\n|\r\n|, |\\. |» |’|-|)", 300),
        ) {
            let text: String = pieces.iter().zip(&gaps).flat_map(|(p, g)| [p.as_str(), g]).collect();
            prop_assume!(!text.is_empty());
            let sure = text.char_indices().zip(text.chars().skip(1)).filter(|((_, a), b)| parts(*a, *b));
            let sure: Vec<_> = sure.map(|((at, _), _)| at).chain([text.len()]).collect();
            prop_assume!(sure[0] < GRID && sure.windows(2).all(|pair| pair[1] - pair[0] < GRID / 2));
            let all = words_of(&text, ByteRange::new(0, text.len()));
            prop_assert_eq!(in_pieces(&text), all.clone());
            for word in all {
                prop_assert_eq!(snap_to_graphemes(&text, word), word);
            }
        }

        #[test]
        fn pieces_hold_on_any_text(unit in "\\PC{1,12}", times in 1usize..2_000) {
            for word in in_pieces(&unit.repeat(times)) {
                prop_assert!(!word.is_empty());
            }
        }
    }
}
