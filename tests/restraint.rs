//! Bad input: text without spaces, in capitals, without capitals, badly scanned, half markup, in
//! many languages, or none at all. Nothing panics, nothing takes quadratic time, every range is
//! sound, and few suggestions are made rather than noise.

#![expect(clippy::unwrap_used, reason = "a test says where it fails")]

use std::path::Path;
use std::sync::LazyLock;
use std::time::Duration;

use cpu_time::ThreadTime;
use obelus::annotation::Label;
use obelus::matching::{Pipeline, Reading, Suggestion, THRESHOLD, built_in};
use obelus::text::{Article, ByteRange};
use proptest::prelude::*;
use proptest::test_runner::RngSeed;

static PIPELINE: LazyLock<Pipeline> = LazyLock::new(built_in);

/// What is shown of a text, each suggestion found sound.
fn suggest(text: &str) -> Vec<Suggestion> {
    let article = Article::from_text("bad", text);
    let mut found = PIPELINE.suggest(&Reading::new(&article));
    for suggestion in &found {
        let mut ranges = vec![suggestion.range];
        ranges.extend(suggestion.head);
        ranges.extend(&suggestion.reason.evidence);
        ranges.extend(suggestion.alternatives.iter().map(|other| other.range));
        for range in ranges {
            assert!(
                range.start < range.end && article.holds(range),
                "{range:?} of {suggestion:?}"
            );
        }
        assert!((0.0..=1.0).contains(&suggestion.score), "{suggestion:?}");
        let head_inside = |head| suggestion.range.contains_range(head);
        assert!(suggestion.head.is_none_or(head_inside), "{suggestion:?}");
        assert!(!suggestion.reason.in_words(&article).is_empty());
    }
    found.retain(|suggestion| suggestion.score >= THRESHOLD);
    found
}

/// The English sample articles in one.
fn prose() -> String {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("assets/samples");
    let names = [
        "01-border-talks.txt",
        "02-market-town-fighting.txt",
        "03-contested-vote.txt",
        "04-earthquake.txt",
    ];
    names
        .map(|name| std::fs::read_to_string(folder.join(name)).unwrap())
        .join("\n")
}

/// Numbers that look random and are the same in every run.
struct Dice(u64);

impl Dice {
    fn below(&mut self, n: usize) -> usize {
        self.0 = self
            .0
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1);
        usize::try_from(self.0 >> 33).unwrap() % n
    }

    fn word(&mut self, letters: &str, longest: usize) -> String {
        let letters: Vec<char> = letters.chars().collect();
        let length = 1 + self.below(longest);
        (0..length)
            .map(|_| letters[self.below(letters.len())])
            .collect()
    }
}

const SMALL: &str = "abcdefghijklmnopqrstuvwxyz";
const LARGE: &str = "ABCDEFGHIJKLMNOPQRSTUVWXYZ";
const CODE: &str = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

// ---- no panic, sound ranges ----

#[test]
fn nothing_and_single_characters_are_read() {
    assert_eq!(suggest(""), []);
    for c in (0..0x3000).chain([0xFEFF, 0xFFFD, 0x1F600, 0x10_FFFF]) {
        if let Some(c) = char::from_u32(c) {
            let found = suggest(&c.to_string());
            assert!(found.len() <= 1, "{c:?}: {found:?}");
            let number = found.iter().all(|s| s.label == Label::FIGURE);
            assert!(
                number && (found.is_empty() || c.is_numeric()),
                "{c:?}: {found:?}"
            );
        }
    }
}

/// Pieces out of which bad articles are made.
fn piece() -> impl Strategy<Value = String> {
    let known = prop::sample::select(vec![
        "The ",
        "minister ",
        "President ",
        "Ada Lovik ",
        "Bank of ",
        "of ",
        "and ",
        "said ",
        "killed ",
        "40 ",
        "1,500.5 ",
        "$2.5 ",
        "million ",
        "between ",
        "per cent",
        "Paris ",
        "Niger’s ",
        "U.S. ",
        "(AB)",
        "’s",
        "'",
        "\"",
        "“",
        ".",
        ". ",
        ", ",
        "-",
        "–",
        "\n",
        "\r\n",
        "\u{a0}",
        "\u{200b}",
        "\u{ad}",
        "\u{202e}",
        "\u{feff}",
        "e\u{301}",
        "<p>",
        "</",
        "&amp;",
        "=\"",
        "://",
        "www.",
        "@",
        "قال ",
        "ראש ",
        "北京",
        "Ελλάδα ",
        "Ñ",
        "ß",
        "İ",
        "ﬁ",
        "½",
        "٣",
        "🚨",
        "👩‍👩‍👧",
        "\0",
        "THE ",
        "POLICE ",
        "1",
        "A",
        "z",
        "²",
    ]);
    prop_oneof![
        8 => known.prop_map(str::to_owned),
        1 => any::<String>(),
        1 => "[A-Za-z0-9’.,-]{1,12}",
    ]
}

proptest! {
    #![proptest_config(ProptestConfig {
        cases: 400,
        rng_seed: RngSeed::Fixed(20_261_124),
        failure_persistence: None,
        ..ProptestConfig::default()
    })]

    #[test]
    fn pieces_in_any_order_give_sound_suggestions(
        pieces in prop::collection::vec(piece(), 0..60),
    ) {
        suggest(&pieces.concat());
    }

    #[test]
    fn prose_cut_and_joined_anywhere_gives_sound_suggestions(
        cuts in prop::collection::vec(any::<prop::sample::Index>(), 2..8),
    ) {
        let prose = prose();
        let chars: Vec<char> = prose.chars().collect();
        let pieces = cuts.iter().map(|cut| {
            let at = cut.index(chars.len());
            chars[at..(at + 80).min(chars.len())].iter().collect::<String>()
        });
        suggest(&pieces.collect::<String>());
    }
}

// ---- time ----

/// What is repeated without an end.
const UNITS: &[&str] = &[
    "a",
    "A",
    "Aa",
    "7",
    "aB1c",
    ".",
    ",",
    "“",
    "-",
    "'",
    "é",
    "e\u{301}",
    "大",
    "ﷺ",
    "A ",
    "A. ",
    "A-",
    "Ab, ",
    "5 5 ",
    "5-",
    "1,000,",
    "1/",
    "five ",
    "million ",
    "$",
    "%",
    "of ",
    "and ",
    "Bank of the ",
    "President ",
    "U.S. ",
    "AB ",
    "(AB) ",
    "Ab’s ",
    "dead and ",
    "<b>",
    "<",
    "a@",
    "a=b",
    "x://",
    "www.",
    "&ab;",
    "x\n",
    "\n",
    "سلام ",
];

/// The time of the processor, the median of several runs.
fn time(text: &str, runs: usize) -> Duration {
    let article = Article::from_text("long", text);
    let mut times: Vec<Duration> = (0..runs)
        .map(|_| {
            let start = ThreadTime::now();
            std::hint::black_box(PIPELINE.suggest(&Reading::new(&article)));
            start.elapsed()
        })
        .collect();
    times.sort_unstable();
    times[runs / 2]
}

#[test]
fn ten_times_the_text_takes_about_ten_times_as_long() {
    suggest("Loaded once, before anything is timed: Paris, 5 km, President Ada Lovik.");
    let prose = prose();
    let (upper, lower) = (prose.to_uppercase(), prose.to_lowercase());
    let units = UNITS.iter().copied();
    let units = units.chain([prose.as_str(), upper.as_str(), lower.as_str()]);
    let mut wrong = Vec::new();
    for unit in units {
        let of = |bytes: usize| unit.repeat(bytes.div_ceil(unit.len()));
        let (short, long) = (of(10_000), of(100_000));
        // Quadratic time would take a hundred times as long. Some milliseconds are noise.
        let too_long = |runs: usize| {
            let (short, long) = (time(&short, runs), time(&long, runs));
            (long > short * 30 + Duration::from_millis(10)).then_some((short, long))
        };
        if let Some((short, long)) = too_long(1).and_then(|_| too_long(5)) {
            let unit: String = unit.chars().take(20).collect();
            wrong.push(format!("{unit:?}: 10 KB {short:?}, 100 KB {long:?}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

// ---- restraint ----

/// Words as long as English words are on average with their space: text without spaces has
/// words too.
fn words(text: &str) -> usize {
    (text.chars().count() / 6).max(1)
}

fn check_at_most(name: &str, text: &str, per_thousand: usize) {
    let found = suggest(text);
    let quotes = |range: ByteRange| &text[range.as_range()];
    let some: Vec<_> = found
        .iter()
        .take(12)
        .map(|s| (s.matcher, quotes(s.range)))
        .collect();
    let most = (words(text) * per_thousand).div_ceil(1000);
    assert!(
        found.len() <= most,
        "{name}: {} suggestions in {} words: {some:?}",
        found.len(),
        words(text)
    );
}

#[test]
fn megabytes_without_a_space_are_left_alone() {
    for unit in ["a", "A", "Aa", "7", ".", "—", "é", "大", "x7Abuja9"] {
        check_at_most(unit, &unit.repeat(2_000_000 / unit.len()), 0);
    }
    let mut dice = Dice(1);
    let code: String = (0..100).map(|_| dice.word(CODE, 2_000)).collect();
    check_at_most("one long code", &code, 15);
}

#[test]
fn noise_gets_few_suggestions() {
    let mut dice = Dice(7);
    let mut many = |letters: &str, longest: usize, space: &str| -> String {
        let words: Vec<String> = (0..3_000).map(|_| dice.word(letters, longest)).collect();
        words.join(space)
    };
    let small = many(SMALL, 9, " ");
    let capital: Vec<String> = small
        .split(' ')
        .map(|word| word[..1].to_uppercase() + &word[1..])
        .collect();
    check_at_most("small letters", &small, 5);
    check_at_most("capital letters", &many(LARGE, 9, " "), 10);
    check_at_most("capitalised", &capital.join(" "), 25);
    check_at_most(
        "signs",
        &many("$%&#@*+=<>|/\\^~_.,;:!?()[]{}\"'-–…“”‘’", 6, " "),
        5,
    );
    check_at_most("digits", &many("0123456789", 9, ","), 40);
    check_at_most("code", &many(CODE, 76, "\n"), 25);
    check_at_most("table", &"+---+---+\n| A | B |\n+---+---+\n".repeat(300), 5);
    check_at_most("letters apart", &"T H E  N E W S ".repeat(300), 5);
}

#[test]
fn markup_and_addresses_are_no_prose() {
    let page = "<div class=\"Paris-Story\" data-author=\"Ada Lovik\"><p style=\"width:40%; margin:0 10px\">\
        lorem ipsum dolor sit amet</p>&nbsp;<a href=\"https://example.org/World/Turkey/Ankara?from=Twitter\">\
        lorem</a> https://example.org/Niger/40-killed www.example.org/London ada@example.org\n";
    check_at_most("a page", &page.repeat(50), 0);
    // What stands between the tags is read.
    let found = suggest("<p>Talks resumed in <b>Paris</b> on Monday.</p>");
    assert!(
        found.iter().any(|s| s.label == Label::LOCATION),
        "{found:?}"
    );
}

#[test]
fn scripts_and_languages_mixed_get_few_suggestions() {
    let mixed = "Le ministre a parlé lundi. Der Präsident sprach am Montag. 他 昨天 说 了 话. \
        Выступил президент. رئيس الوزراء تحدث يوم الاثنين. Ο πρόεδρος μίλησε. ראש הממשלה אמר. ";
    check_at_most("mixed", &mixed.repeat(60), 60);
    let rtl = "قال رئيس الوزراء إن المحادثات استؤنفت يوم الاثنين. ראש הממשלה אמר כי השיחות חודשו. ";
    check_at_most("right to left", &rtl.repeat(100), 60);
}

fn is_name(suggestion: &Suggestion) -> bool {
    suggestion.label == Label::ACTOR || suggestion.label == Label::LOCATION
}

/// How many names in a copy of the prose stand where none is in the prose itself, and how many
/// there are.
fn strange_names(copy: &str, prose: &str) -> (Vec<String>, usize) {
    assert_eq!(copy.len(), prose.len(), "places are compared by bytes");
    let known: Vec<ByteRange> = suggest(prose)
        .iter()
        .filter(|s| is_name(s))
        .map(|s| s.range)
        .collect();
    let names: Vec<Suggestion> = suggest(copy).into_iter().filter(is_name).collect();
    let strange = names
        .iter()
        .filter(|s| !known.iter().any(|range| range.overlaps(s.range)))
        .map(|s| copy[s.range.as_range()].to_owned());
    (strange.collect(), names.len())
}

#[test]
fn without_capitals_only_what_can_be_known_is_a_name() {
    let prose = prose();
    let (strange, all) = strange_names(&prose.to_lowercase(), &prose);
    // Common nouns for people need no capital; one may stand inside a name that has gone.
    assert!(strange.len() <= 2, "{strange:?}");
    assert!(all > 10, "{all} names in all");
}

#[test]
fn in_capitals_most_names_are_those_of_the_prose() {
    let prose = prose();
    let (strange, all) = strange_names(&prose.to_uppercase(), &prose);
    assert!(
        strange.len() * 5 <= all,
        "{} of {all}: {strange:?}",
        strange.len()
    );
    assert!(all > 50, "{all} names in all");
}

/// Prose as a bad scan reads it: every so many characters one is another, or is split off.
fn scanned(prose: &str, every: usize) -> String {
    let mut dice = Dice(3);
    let mut out = String::new();
    for c in prose.chars() {
        match dice.below(every * 2) {
            0 => out.push(match c {
                'l' => '1',
                'O' => '0',
                'e' => 'c',
                'S' => '5',
                'i' => '!',
                'a' => '@',
                'B' => '8',
                'g' => '9',
                't' => '+',
                'n' => 'ñ',
                other => other,
            }),
            1 if c.is_alphabetic() => out.extend([c, ' ']),
            2 if c.is_alphabetic() => out.extend([c, '-', '\n']),
            _ => out.push(c),
        }
    }
    out
}

#[test]
fn the_worse_the_scan_the_fewer_the_suggestions() {
    let prose = prose();
    let mut before = suggest(&prose).len();
    assert!(before > 200, "{before}");
    for every in [20, 7, 3] {
        let found = suggest(&scanned(&prose, every)).len();
        assert!(
            found <= before,
            "one of {every} characters: {found}, not {before}"
        );
        before = found;
    }
}
