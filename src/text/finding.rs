//! Finding: what is looked for, and looking for it a stretch at a time.
//!
//! A search never costs more than the text is long times what the expression is large, and looks
//! at a bounded stretch between two moments at which it can be stopped: of one place it never
//! sees more than twice [`LONGEST`] bytes. This module knows neither threads nor clocks.

use thiserror::Error;

use regex_automata::meta::{self, Regex};
use regex_automata::util::syntax;
use regex_automata::{Input, Match};

use super::ByteRange;
use super::graphemes::snap_to_graphemes;
use super::queries;
use super::words::{piece, piece_at, words_of};

/// The longest query, in code points.
pub const LONGEST_QUERY: usize = 1_000;
/// More hits are not listed: nobody walks through them, and they cost 16 bytes each.
pub const MOST_HITS: usize = 1_000_000;
/// A hit is at most so many bytes long; what a regular expression would take beyond is left out.
const LONGEST: usize = 4 * 1024;
/// So large may a compiled expression be: enough for `\w{3,12}` and a page of alternatives.
const LARGEST_PROGRAM: usize = 2 * 1024 * 1024;
/// So deep may groups nest.
const DEEPEST: u32 = 50;

/// How a query is to be read.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct Options {
    /// Only where a hit begins and ends with a word, as the caret steps by words.
    pub whole_word: bool,
    /// Capitals and small letters differ. Else they do not, by simple case folding: `ß` is not
    /// `ss`.
    pub case: bool,
    /// The query is a regular expression, in the syntax of the crate `regex`; `^` and `$` stand
    /// at the ends of lines.
    pub regex: bool,
}

/// Why a query cannot be looked for: a clause for the strip beside it.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum FindError {
    #[error("nothing is looked for")]
    Empty,
    #[error("longer than {LONGEST_QUERY} characters")]
    TooLong,
    /// The place is a code point of the query, from 1.
    #[error("at character {place}: {why}")]
    Expression { place: usize, why: String },
    #[error("the expression is too large; make its repetitions smaller")]
    TooLarge,
}

/// What is looked for. Cheap to clone; two are equal where query and options are.
#[derive(Clone, Debug)]
pub struct Pattern {
    query: String,
    options: Options,
    regex: Regex,
}

impl PartialEq for Pattern {
    fn eq(&self, other: &Self) -> bool {
        self.query == other.query && self.options == other.options
    }
}

impl Pattern {
    /// Reads a query. A plain one is tolerant where readers expect it:
    /// - white space in it stands for any white space, no-break spaces and one line end included;
    /// - straight and typographic quotes, apostrophes and hyphens stand for one another;
    /// - a letter with an accent stands for its composed and its decomposed form.
    ///
    /// # Errors
    /// Where there is nothing to look for, or the expression is wrong or too large.
    pub fn new(query: &str, options: Options) -> Result<Self, FindError> {
        if query.is_empty() {
            return Err(FindError::Empty);
        }
        if query.chars().count() > LONGEST_QUERY {
            return Err(FindError::TooLong);
        }
        let expression = if options.regex {
            query.to_owned()
        } else {
            queries::tolerant(query)
        };
        let syntax = syntax::Config::new()
            .case_insensitive(!options.case)
            .multi_line(true)
            .crlf(true)
            .nest_limit(DEEPEST);
        let read = syntax::parse_with(&expression, &syntax);
        let read = read.map_err(|error| expression_error(query, &error))?;
        let limits = meta::Config::new()
            .nfa_size_limit(Some(LARGEST_PROGRAM))
            .hybrid_cache_capacity(LARGEST_PROGRAM);
        let built = Regex::builder().configure(limits).build_from_hir(&read);
        let regex = built.map_err(|_| FindError::TooLarge)?;
        Ok(Self {
            query: query.to_owned(),
            options,
            regex,
        })
    }

    #[must_use]
    pub fn query(&self) -> &str {
        &self.query
    }

    #[must_use]
    pub fn options(&self) -> Options {
        self.options
    }
}

fn expression_error(query: &str, error: &regex_syntax::Error) -> FindError {
    let (offset, why) = match error {
        regex_syntax::Error::Parse(error) => (error.span().start.offset, error.kind().to_string()),
        regex_syntax::Error::Translate(error) => {
            (error.span().start.offset, error.kind().to_string())
        }
        _ => (0, "this is no regular expression".to_owned()),
    };
    let before = query.get(..offset).unwrap_or_default();
    let place = before.chars().count() + 1;
    FindError::Expression { place, why }
}

/// How far a search is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Progress {
    /// Up to this byte.
    At(usize),
    /// All hits are found.
    Done,
    /// There are more than [`MOST_HITS`].
    TooMany,
}

/// A search under way. Hits come in reading order and do not overlap; none is empty, and each
/// begins and ends at a grapheme. A plain hit that would cut a grapheme is none (`e` is not found
/// in `é`, however that is written); a hit of a regular expression is widened to the grapheme.
#[derive(Debug, Default)]
pub struct Search {
    at: usize,
    found: usize,
    words: Option<(usize, Vec<ByteRange>)>,
}

impl Search {
    /// Looks through about `bytes` more of the text, always the same one, and appends the hits.
    /// The hits of one call may stop it earlier, so that it never takes long.
    pub fn advance(
        &mut self,
        pattern: &Pattern,
        text: &str,
        bytes: usize,
        hits: &mut Vec<ByteRange>,
    ) -> Progress {
        let until = self.at.saturating_add(bytes);
        for _ in 0..4 * 1024 {
            if self.at >= text.len() {
                return Progress::Done;
            }
            if self.at >= until {
                break;
            }
            let Some(hit) = self.next(pattern, text) else {
                continue;
            };
            if self.found == MOST_HITS {
                self.at = text.len();
                return Progress::TooMany;
            }
            self.found += 1;
            hits.push(hit);
        }
        Progress::At(self.at)
    }

    /// Looks at one stretch, and goes on behind what it found there.
    fn next(&mut self, pattern: &Pattern, text: &str) -> Option<ByteRange> {
        let Some(found) = self.look(pattern, text) else {
            let end = self.at.saturating_add(2 * LONGEST);
            self.at = if end >= text.len() {
                text.len()
            } else {
                // A hit may have begun in the second half of the stretch.
                text.floor_char_boundary(end - LONGEST)
            };
            return None;
        };
        let hit = ByteRange::new(found.start(), found.end());
        let whole = snap_to_graphemes(text, hit);
        let fits = !hit.is_empty()
            && (pattern.options.regex || whole == hit)
            && (!pattern.options.whole_word || self.is_words(text, whole));
        if fits {
            self.at = whole.end;
            return Some(whole);
        }
        self.at = text.ceil_char_boundary(hit.start.saturating_add(1));
        None
    }

    /// The first match that begins here or behind, in a stretch of twice the longest hit.
    fn look(&self, pattern: &Pattern, text: &str) -> Option<Match> {
        let search = |at: usize| {
            let end = text.ceil_char_boundary(at.saturating_add(2 * LONGEST));
            let found = pattern.regex.search(&Input::new(text).span(at..end));
            (found, end)
        };
        let (found, end) = search(self.at);
        let found = found?;
        // It may go on where the stretch ended.
        let cut = found.end() == end && end < text.len() && found.start() > self.at;
        let found = if cut {
            search(found.start()).0.unwrap_or(found)
        } else {
            found
        };
        let longest = text.floor_char_boundary(found.start() + LONGEST);
        let end = found.end().min(longest);
        Some(Match::new(found.pattern(), found.start()..end))
    }

    /// Whether a hit begins where a word begins and ends where one ends, or beside words.
    fn is_words(&mut self, text: &str, hit: ByteRange) -> bool {
        !self.is_inside_word(text, hit.start) && !self.is_inside_word(text, hit.end)
    }

    fn is_inside_word(&mut self, text: &str, at: usize) -> bool {
        if let Some(plain) = plainly_inside_word(text, at) {
            return plain;
        }
        let number = piece_at(text, at);
        if self
            .words
            .as_ref()
            .is_none_or(|(known, _)| *known != number)
        {
            self.words = Some((number, words_of(text, piece(text, number))));
        }
        self.words
            .as_ref()
            .is_some_and(|(_, words)| has_inside(words, at))
    }
}

/// Whether a grapheme's edge lies inside of a word, as the caret steps by words. Looks at no more
/// than two kilobytes, and mostly at two characters.
#[must_use]
pub fn is_inside_word(text: &str, at: usize) -> bool {
    plainly_inside_word(text, at)
        .unwrap_or_else(|| has_inside(&words_of(text, piece(text, piece_at(text, at))), at))
}

/// What two characters alone decide, as they do nearly everywhere: nothing is a word across white
/// space, and two letters of an alphabet are always of one word.
fn plainly_inside_word(text: &str, at: usize) -> Option<bool> {
    let (before, after) = text.split_at_checked(at)?;
    let (Some(before), Some(after)) = (before.chars().next_back(), after.chars().next()) else {
        return Some(false);
    };
    let space = |c: char| c.is_ascii_whitespace();
    let letter = |c: char| c < '\u{250}' && c.is_alphabetic();
    if space(before) || space(after) {
        Some(false)
    } else if letter(before) && letter(after) {
        Some(true)
    } else {
        None
    }
}

fn has_inside(words: &[ByteRange], at: usize) -> bool {
    let next = words.partition_point(|word| word.end <= at);
    words.get(next).is_some_and(|word| word.start < at)
}

#[cfg(test)]
mod tests {
    use super::super::graphemes::is_grapheme_edge;
    use super::*;
    use proptest::prelude::*;

    const PLAIN: Options = Options {
        whole_word: false,
        case: false,
        regex: false,
    };
    const WORD: Options = Options {
        whole_word: true,
        ..PLAIN
    };
    const REGEX: Options = Options {
        regex: true,
        ..PLAIN
    };

    fn find(text: &str, query: &str, options: Options, step: usize) -> Vec<ByteRange> {
        let pattern = Pattern::new(query, options).unwrap();
        let (mut search, mut hits) = (Search::default(), Vec::new());
        while let Progress::At(at) = search.advance(&pattern, text, step, &mut hits) {
            assert!(at <= text.len());
        }
        hits
    }

    fn check(text: &str, query: &str, options: Options, expected: &[&str]) {
        let hits = find(text, query, options, usize::MAX);
        let found: Vec<_> = hits.iter().map(|hit| &text[hit.as_range()]).collect();
        assert_eq!(found, expected, "{query:?} in {text:?}");
        assert_eq!(find(text, query, options, 1), hits, "slices change nothing");
    }

    #[test]
    fn plain_queries_find_what_a_reader_takes_for_the_same() {
        check("Gao, GAO, gao", "gao", PLAIN, &["Gao", "GAO", "gao"]);
        let case = Options {
            case: true,
            ..PLAIN
        };
        check("Gao, GAO, gao", "gao", case, &["gao"]);
        check(
            "10\u{A0}000 10\u{202F} 000 10\r\n000 10\n\n000 10000",
            "10 000",
            PLAIN,
            &["10\u{A0}000", "10\u{202F} 000", "10\r\n000"],
        );
        check(
            "l’armée l'ARMÉE l'arme\u{301}e",
            "l'armée",
            PLAIN,
            &["l’armée", "l'ARMÉE", "l'arme\u{301}e"],
        );
        check(
            "arme\u{301}e armée arme",
            "arme\u{301}e",
            PLAIN,
            &["arme\u{301}e", "armée"],
        );
        check("“no” \"no\" « no »", "\"no\"", PLAIN, &["“no”", "\"no\""]);
        check("F‑16 F-16 F16", "F-16", PLAIN, &["F‑16", "F-16"]);
        check("a.b axb (a+", "a.b", PLAIN, &["a.b"]);
        check("قُتل شخص", "شخص", PLAIN, &["شخص"]);
    }

    #[test]
    fn no_hit_cuts_a_grapheme() {
        check("cafe\u{301} cafe", "cafe", PLAIN, &["cafe"]);
        check("👩‍👩‍👧 👩", "👩", PLAIN, &["👩"]);
        check("cafe\u{301}s", "caf.", REGEX, &["cafe\u{301}"]);
        check("a\r\nb", r"\n", REGEX, &["\r\n"]);
    }

    #[test]
    fn whole_words_are_those_of_the_caret() {
        check("rebel rebels (rebel)", "rebel", WORD, &["rebel", "rebel"]);
        check("l’armée, larmée", "armée", WORD, &["armée"]);
        check("叛军袭击了首都", "袭击", WORD, &["袭击"]);
        check("叛军袭击了首都", "军袭", WORD, &[]);
        check("xna na na", "na na", WORD, &["na na"]);
        let both = Options {
            regex: true,
            ..WORD
        };
        check("650 men, x650 men", r"\d+ \w+", both, &["650 men"]);
    }

    #[test]
    fn expressions_stand_on_lines_and_find_nothing_empty() {
        check("ab\r\nab", "^ab$", REGEX, &["ab", "ab"]);
        check("baab", "a*", REGEX, &["aa"]);
        check("Ab aB", "(?-i)ab|A.", REGEX, &["Ab"]);
    }

    #[test]
    fn a_wrong_expression_is_told_with_its_place() {
        let error = |query| {
            Pattern::new(query, REGEX)
                .map_err(|e| e.to_string())
                .unwrap_err()
        };
        assert_eq!(error("é(a|b"), "at character 2: unclosed group");
        assert_eq!(error("a{2,1}").split(':').next(), Some("at character 2"));
        assert_eq!(
            error(r"\w{1000}{1000}"),
            "the expression is too large; make its repetitions smaller"
        );
        assert!(error(&"(".repeat(500)).starts_with("at character"));
        assert_eq!(Pattern::new("", PLAIN).unwrap_err(), FindError::Empty);
        let long = "x".repeat(LONGEST_QUERY + 1);
        assert_eq!(Pattern::new(&long, PLAIN).unwrap_err(), FindError::TooLong);
    }

    #[test]
    fn a_hit_across_the_edge_of_a_stretch_is_found_whole() {
        for shift in 0..40 {
            let before = "x".repeat(2 * LONGEST - 20 + shift);
            let text = format!("{before} word {}", "y ".repeat(LONGEST));
            check(&text, r"w\w+", REGEX, &["word"]);
            check(&text, "x word", PLAIN, &["x word"]);
        }
    }

    #[test]
    fn hostile_expressions_take_time_that_grows_with_the_text_only() {
        // Each would be quadratic if a match were looked for to the end of the text.
        let text = "a".repeat(40_000);
        let hits = find(&text, ".*[^a]|a", REGEX, usize::MAX);
        assert_eq!(hits.len(), text.len());
        let long = find(&text, "a+", REGEX, usize::MAX);
        assert!(long.iter().all(|hit| hit.len() <= LONGEST));
        assert_eq!(long.iter().map(|hit| hit.len()).sum::<usize>(), text.len());
        assert!(find(&text, "(a|aa)+$|b", REGEX, usize::MAX).len() <= text.len());
    }

    #[test]
    fn so_many_hits_are_listed_and_no_more() {
        let text = "a".repeat(MOST_HITS + 1);
        let pattern = Pattern::new("a", PLAIN).unwrap();
        let end = |text: &str| {
            let (mut search, mut hits) = (Search::default(), Vec::new());
            loop {
                match search.advance(&pattern, text, usize::MAX, &mut hits) {
                    Progress::At(_) => {}
                    end => return (end, hits.len()),
                }
            }
        };
        assert_eq!(end(&text), (Progress::TooMany, MOST_HITS));
        assert_eq!(end(&text[1..]), (Progress::Done, MOST_HITS));
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(128))]
        #[test]
        fn two_characters_decide_as_the_words_around_them_would(
            text in "([a-cé \u{301}\u{202F}’'.1\r\n叛]|\\PC){0,60}",
        ) {
            for (at, _) in text.char_indices().filter(|(at, _)| is_grapheme_edge(&text, *at)) {
                let words = words_of(&text, piece(&text, piece_at(&text, at)));
                prop_assert_eq!(is_inside_word(&text, at), has_inside(&words, at), "{} in {:?}", at, text);
            }
        }

        #[test]
        fn hits_are_whole_ordered_and_what_was_looked_for(
            text in "([ab éÉ\u{301}\u{A0}’'👩\u{200D}\r\n叛军]|\\PC){0,200}",
            query in "[ab é'\u{301}叛]{1,3}",
            whole_word in any::<bool>(), case in any::<bool>(), regex in any::<bool>(),
            step in 1usize..50,
        ) {
            let options = Options { whole_word, case, regex };
            let hits = find(&text, &query, options, usize::MAX);
            prop_assert_eq!(&find(&text, &query, options, step), &hits);
            let again = Pattern::new(&query, options).unwrap();
            for hit in &hits {
                prop_assert!(!hit.is_empty());
                prop_assert!(is_grapheme_edge(&text, hit.start) && is_grapheme_edge(&text, hit.end));
                let part = &text[hit.as_range()];
                prop_assert!(again.regex.is_match(part), "{part:?}");
            }
            prop_assert!(hits.windows(2).all(|pair| pair[0].end <= pair[1].start));
            // Where the words stand as they were typed, between spaces, they are found.
            let whole = snap_to_graphemes(&query, ByteRange::new(0, query.len()));
            let typed = format!("{text}\n. {query} .");
            if !regex && whole.len() == query.len() && !query.starts_with('\u{301}') && query.trim() == query {
                let start = typed.len() - query.len() - 2;
                let hits = find(&typed, &query, options, usize::MAX);
                prop_assert!(hits.contains(&ByteRange::new(start, start + query.len())), "{typed:?}");
            }
        }
    }
}
