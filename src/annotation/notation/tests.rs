//! What is typed, what it means, and how it is printed again.

use proptest::prelude::*;

use super::*;
use crate::annotation::{FigureKind, Hedge, Number};

/// A value as the tests show it: bounds, best, hedge, unit, counted, kind, policy.
fn shown(value: &FigureValue) -> String {
    let number = |n: &Option<Number>| n.as_ref().map_or("-".to_owned(), Number::to_string);
    let mut out = format!(
        "{}{} {} {}{}",
        if value.low_open { "(" } else { "[" },
        number(&value.low),
        number(&value.best),
        number(&value.high),
        if value.high_open { ")" } else { "]" }
    );
    if let Some(hedge) = value.hedge {
        out.push_str(&format!(" {}", hedge.name()));
    }
    if let Some(unit) = &value.unit {
        out.push_str(&format!(" unit={unit}"));
    }
    if let Some(counted) = &value.counted {
        out.push_str(&format!(" of={counted}"));
    }
    if value.kind != FigureKind::Other {
        out.push_str(&format!(" {}", value.kind.name()));
    }
    if let Some(policy) = &value.policy {
        out.push_str(&format!(" by={policy}"));
    }
    out
}

/// What is typed means this, and is printed like this.
#[track_caller]
fn check(typed: &str, expected: &str, printed: &str) {
    let value = read(typed, VaguePolicy::Acled);
    let value = value.unwrap_or_else(|error| panic!("{typed:?}: {error} at {:?}", error.at));
    assert_eq!(shown(&value), expected, "{typed:?}");
    assert_eq!(write(&value), printed, "{typed:?}");
    let again = read(printed, VaguePolicy::LowBestHigh).expect("it reads back");
    assert_eq!(again, value, "{printed:?}");
}

#[track_caller]
fn refuse(typed: &str, at: &str, message: &str) {
    let error = read(typed, VaguePolicy::Acled).expect_err(typed);
    assert_eq!(&typed[error.at.clone()], at, "{typed:?} {error}");
    assert!(error.to_string().contains(message), "{typed:?}: {error}");
}

#[test]
fn numbers_are_read_in_every_notation() {
    check("650", "[650 650 650]", "650");
    check(
        "1,500 soldiers",
        "[1500 1500 1500] of=soldiers size",
        "1,500 soldiers",
    );
    check("1 500", "[1500 1500 1500]", "1,500");
    check(
        "1\u{202F}500\u{202F}000",
        "[1500000 1500000 1500000]",
        "1,500,000",
    );
    check("12,50,000", "[1250000 1250000 1250000]", "1,250,000");
    check("1'500", "[1500 1500 1500]", "1,500");
    check(".5", "[0.5 0.5 0.5]", "0.5");
    check("-2.50", "[-2.5 -2.5 -2.5]", "-2.5");
    check("1e6", "[1000000 1000000 1000000]", "1,000,000");
    check("1.5e-3", "[0.0015 0.0015 0.0015]", "0.0015");
    check("3k", "[3000 3000 3000]", "3,000");
    check(
        "2.5 million USD",
        "[2500000 2500000 2500000] unit=USD amount",
        "2,500,000 USD",
    );
    check("5bn", "[5000000000 5000000000 5000000000]", "5,000,000,000");
    check("3 dozen eggs", "[36 36 36] of=eggs", "36 eggs");
    check(
        "a hundred people",
        "[100 100 100] of=people size",
        "100 people",
    );
    check("2 hundred thousand", "[200000 200000 200000]", "200,000");
}

#[test]
fn hedges_are_read_as_signs_and_as_words() {
    check(
        "~650 troops",
        "[650 650 650] about of=troops size",
        "~650 troops",
    );
    check(
        "about 650 troops",
        "[650 650 650] about of=troops size",
        "~650 troops",
    );
    check(">=10", "[10 10 -] at_least", "≥10");
    check(
        "≥10 injured",
        "[10 10 -] at_least of=injured injured",
        "≥10 injured",
    );
    check(
        "10+ arrests",
        "[10 10 -] at_least of=arrests arrested",
        "≥10 arrests",
    );
    check("at least 10", "[10 10 -] at_least", "≥10");
    check(
        ">1e6 EUR",
        "(1000000 1000000 -] more_than unit=EUR amount",
        ">1,000,000 EUR",
    );
    check(
        "more than €1 million",
        "(1000000 1000000 -] more_than unit=EUR amount",
        ">1,000,000 EUR",
    );
    check("≤3 km", "[- 3 3] at_most unit=km amount", "≤3 km");
    check("up to 60", "[- 60 60] at_most", "≤60");
    check("<5 %", "[- 5 5) less_than unit=% share", "<5 %");
    check(
        "fewer than 30 dead",
        "[- 30 30) less_than of=dead dead",
        "<30 dead",
    );
}

#[test]
fn ranges_and_best_numbers_are_read() {
    for typed in [
        "20–30 dead",
        "20-30 dead",
        "20..30 dead",
        "20 to 30 dead",
        "20 – 30 dead",
        "between 20 and 30 dead",
    ] {
        check(typed, "[20 25 30] range of=dead dead", "20–30 dead");
    }
    check(
        "20–30 (22) dead",
        "[20 22 30] range of=dead dead",
        "20–30 (22) dead",
    );
    check("20–30 (?)", "[20 - 30] range", "20–30 (?)");
    check("~20–30", "[20 25 30] about", "~20–30");
    check(
        "2–3 million",
        "[2000000 2500000 3000000] range",
        "2,000,000–3,000,000",
    );
    check(
        "€3-4bn",
        "[3000000000 3500000000 4000000000] range unit=EUR amount",
        "3,000,000,000–4,000,000,000 EUR",
    );
    check("5 % – 10 %", "[5 7.5 10] range unit=% share", "5–10 %");
    check(
        "-5..-3 Cel",
        "[-5 -4 -3] range unit=Cel amount",
        "-5..-3 Cel",
    );
    check("-5 Cel", "[-5 -5 -5] unit=Cel amount", "-5 Cel");
    check("≥10 (15)", "[10 15 -] at_least", "≥10 (15)");
    check("[20..30)", "[20 25 30) range", "[20..30)");
    check("(20..]", "(20 20 -] more_than", ">20");
    check("[..]", "[- - -]", "[..]");
}

#[test]
fn vague_words_are_read_by_the_policy() {
    check(
        "dozens dead",
        "[12 12 -] vague of=dead dead by=acled",
        "dozens of dead @acled",
    );
    check(
        "tens of thousands of people",
        "[10000 10000 -] vague of=people size by=acled",
        "tens of thousands of people @acled",
    );
    check(
        "several hundred",
        "[100 100 -] vague by=acled",
        "hundreds @acled",
    );
    check(
        "a few people",
        "[3 3 -] vague of=people size by=acled",
        "several people @acled",
    );
    check(
        "hundreds @low_best_high",
        "[100 300 999] vague by=low_best_high",
        "hundreds @low_best_high",
    );
    check(
        "dozens (20)",
        "[12 20 -] vague by=acled",
        "≥12 (20) #vague @acled",
    );
    let two = read("dozens", VaguePolicy::AtLeastTwo).expect("a value");
    assert_eq!(shown(&two), "[24 24 -] vague by=at_least_two");
    check(
        "≥40 #vague @\"our own\"",
        "[40 40 -] vague by=our own",
        "≥40 #vague @\"our own\"",
    );
}

#[test]
fn units_are_read_by_code_sign_and_word() {
    check("5%", "[5 5 5] unit=% share", "5 %");
    check(
        "5 per cent of voters",
        "[5 5 5] unit=% of=voters share",
        "5 % voters",
    );
    check("2 t of rice", "[2 2 2] unit=t of=rice amount", "2 t rice");
    check("3 miles", "[3 3 3] unit=[mi_i] amount", "3 miles");
    check("3 [mi_i]", "[3 3 3] unit=[mi_i] amount", "3 miles");
    check("5km", "[5 5 5] unit=km amount", "5 km");
    check("80 km/h", "[80 80 80] unit=km/h amount", "80 km/h");
    check("3 years", "[3 3 3] unit=a amount", "3 years");
    check(
        "$3.5m",
        "[3500000 3500000 3500000] unit=USD amount",
        "3,500,000 USD",
    );
    check("3 m USD", "[3 3 3] unit=m of=USD amount", "3 m \"USD\"");
    check(
        "3m USD",
        "[3000000 3000000 3000000] unit=USD amount",
        "3,000,000 USD",
    );
    check(
        "5 unit:widget soldiers",
        "[5 5 5] unit=widget of=soldiers amount",
        "5 unit:widget soldiers",
    );
    check(
        "5 unit:\"a b\"",
        "[5 5 5] unit=a b amount",
        "5 unit:\"a b\"",
    );
    check("5 \"km\"", "[5 5 5] of=km", "5 \"km\"");
}

#[test]
fn kinds_and_hedges_are_said_where_the_words_do_not() {
    check(
        "12 people #dead",
        "[12 12 12] of=people dead",
        "12 people #dead",
    );
    check(
        "12 people #de",
        "[12 12 12] of=people dead",
        "12 people #dead",
    );
    check("12 dead #dead", "[12 12 12] of=dead dead", "12 dead");
    check("12 dead #other", "[12 12 12] of=dead", "12 dead #other");
    check("20 #at_least", "[20 20 20] at_least", "20 #at_least");
    check("20–30 #exact", "[20 25 30]", "20–30 #exact");
    let odd = r##"7 "of the \"#1\" \\ band""##;
    check(odd, r##"[7 7 7] of=of the "#1" \ band"##, odd);
    check("7 \"\"", "[7 7 7] of=", "7 \"\"");
}

#[test]
fn magnitudes_beyond_a_double_keep_every_digit() {
    let digits = "[9007199254740993 9007199254740993 9007199254740993]";
    check("9007199254740993", digits, "9,007,199,254,740,993");
    check(
        "9,007,199,254,740.993 thousand",
        digits,
        "9,007,199,254,740,993",
    );
    let typed = read("1e300", VaguePolicy::Acled).expect("a value");
    assert_eq!(write(&typed).len(), 301 + 100);
}

#[test]
fn what_cannot_be_read_is_named_with_its_place_and_what_to_do() {
    refuse("", "", "write a number");
    refuse("  ", "", "write a number");
    refuse("troops", "troops", "“troops” is no number");
    refuse("~", "", "a number is missing");
    refuse("20–", "", "a number is missing");
    refuse("between 20", "", "a number is missing");
    refuse("2,5 km", "2,5", "a point before decimals");
    refuse("1.500.000", "1.500.000", "one point");
    refuse("5m", "5m", "write 5 m or 5 M");
    refuse("5x", "x", "put a space");
    refuse("30–20", "30–20", "write 20–30");
    refuse("20–30 (40)", "(40)", "outside the bounds");
    refuse("about ~20", "about ", "two hedges");
    refuse("≥20–30", "≥20–30", "two hedges");
    refuse("about dozens", "about dozens", "two hedges");
    refuse("5 #mood", "#mood", "write #dead, #injured");
    refuse("5 #s", "#s", "is no kind");
    refuse("dozens @mine", "@mine", "write @acled, ");
    refuse("5 \"dead", "", "close it with \"");
    refuse("[20..30", "", "close it with ]");
    refuse("5 #dead #size", "#size", "keep one");
    refuse("5 !!", "!!", "quotation marks");
    refuse("1e999", "1e999", "too many digits");
    refuse("5 unit: x", "", "a unit is missing");
    refuse("5 \"\\q\"", "\\q", "for a quotation mark");
}

fn number() -> impl Strategy<Value = Number> {
    let digits = "-?[0-9]{1,40}(\\.[0-9]{1,8})?";
    prop_oneof![
        (-1_000_000_i64..1_000_000)
            .prop_filter_map("finite", |n| Number::of_digits(&n.to_string())),
        any::<f64>().prop_filter_map("finite", Number::new),
        digits.prop_filter_map("a number", |digits| Number::of_digits(&digits)),
    ]
}

/// Sound bounds: low, best and high, where they are there, in this order.
fn numbers() -> impl Strategy<Value = [Option<Number>; 3]> {
    let three = [number(), number(), number()];
    let same = number().prop_map(|n| [n.clone(), n.clone(), n]);
    let three = prop_oneof![three, same];
    (three, any::<[bool; 3]>()).prop_map(|(mut numbers, there)| {
        numbers.sort_by(Number::compare);
        let mut numbers = numbers.map(Some);
        for (number, there) in numbers.iter_mut().zip(there) {
            if !there {
                *number = None;
            }
        }
        numbers
    })
}

fn words() -> impl Strategy<Value = Option<String>> {
    let odd = prop::sample::select(vec![
        "",
        "dead",
        "of troops",
        "to",
        "m",
        "km",
        "%",
        "EUR",
        "dozens",
        "million men",
        "a b",
        " a",
        "b ",
        "x  y",
        "#1",
        "(?)",
        "unit:x",
        "barrels",
        "per day",
        "\"",
        "\\",
        "\n",
        "@x",
        "1",
        "-",
        "élèves",
        "قتيل",
        "\u{202E}x",
        "few",
        "-5",
        "a few",
        "hundred",
        "[mi_i]",
        "a",
    ]);
    prop_oneof![
        Just(None),
        odd.prop_map(|word| Some(word.to_owned())),
        "[a-z]{1,8}( [a-z]{1,8})?".prop_map(Some),
        ".{0,12}".prop_map(Some),
    ]
}

prop_compose! {
    fn value()(
        [low, best, high] in numbers(),
        (low_open, high_open) in any::<(bool, bool)>(),
        hedge in prop::option::of(prop::sample::select(Hedge::ALL.to_vec())),
        unit in words(),
        counted in words(),
        kind in prop::sample::select(FigureKind::ALL.to_vec()),
        policy in prop_oneof![words(), Just(Some("acled".to_owned()))],
    ) -> FigureValue {
        FigureValue { low, best, high, low_open, high_open, hedge, unit, counted, kind, policy, ..FigureValue::default() }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 500, ..ProptestConfig::default() })]

    #[test]
    fn a_value_that_is_written_and_read_back_is_itself(value in value()) {
        let written = write(&value);
        let back = read(&written, VaguePolicy::AtLeastTwo);
        prop_assert_eq!(back.as_ref(), Ok(&value), "{}", written);
        prop_assert!(!written.contains(['\n', '\r']), "it stands on one line");
    }

    #[test]
    fn vague_words_are_written_as_such(times in prop::sample::select(vec![1_u64, 1000, 1_000_000]), at in 0_usize..10, policy in prop::sample::select(VaguePolicy::ALL.to_vec())) {
        let vague = super::super::VagueNumber { word: super::super::VagueWord::ALL[at], times };
        let value = read(&vague.in_words(), policy).expect("a value");
        prop_assert_eq!(read(&write(&value), VaguePolicy::Acled), Ok(value));
    }

    #[test]
    fn nothing_that_is_typed_breaks_the_reader(text in prop_oneof![
        ".{0,40}",
        "[-0-9.,~<>=≥+()\\[\\]#@\"\\\\ a-eGkmut:?–%€']{0,30}",
        "(~|≥|about |>)?[0-9]{1,3}([,. ][0-9]{1,4}){0,2}(–|-| to |\\.\\.)?[0-9]{0,3}( \\([0-9?]{0,2}\\)?)?( [a-z%]{1,4})?( [#@]?[a-z\"]{0,5})?",
    ]) {
        match read(&text, VaguePolicy::Acled) {
            Ok(value) => {
                let written = write(&value);
                prop_assert_eq!(read(&written, VaguePolicy::LowBestHigh), Ok(value), "{}", written);
            }
            Err(error) => {
                prop_assert!(text.get(error.at.clone()).is_some(), "{:?} in {text:?}", error.at);
                prop_assert!(!error.to_string().is_empty());
            }
        }
    }
}

#[test]
fn every_example_of_the_guide_can_be_read() {
    let guide = include_str!("../../../assets/values.md");
    let rows = guide.lines().filter(|line| line.starts_with("| `"));
    let mut examples = 0;
    for row in rows {
        let written = row
            .trim_start_matches("| ")
            .split(" | ")
            .next()
            .expect("a first column");
        for example in written.split('`').skip(1).step_by(2) {
            let value = read(example, VaguePolicy::Acled);
            assert!(value.is_ok(), "{example}: {value:?}");
            examples += 1;
        }
    }
    assert!(examples > 40, "{examples} examples");
}
