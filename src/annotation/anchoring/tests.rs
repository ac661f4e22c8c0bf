//! What happens to a span at a glance: texts with the span in brackets, before and after.

use super::*;

/// `old` has the span in brackets; `new` has it in brackets where it should be exact, in braces
/// where it should be moved, and without any where it should be lost.
fn check(old: &str, new: &str) {
    let cut = |text: &str, [open, close]: [char; 2]| {
        let start = text.find(open)?;
        let end = text.find(close)? - 1;
        Some((text.replace([open, close], ""), ByteRange::new(start, end)))
    };
    let (old_text, range) = cut(old, ['[', ']']).expect("a span in brackets");
    let exact = cut(new, ['[', ']']);
    let moved = cut(new, ['{', '}']);
    let new_text = exact
        .as_ref()
        .or(moved.as_ref())
        .map_or(new, |(text, _)| text);
    let anchoring = Anchoring::new(
        &Article::from_text("old", old_text),
        &Article::from_text("new", new_text),
    );
    let placed = anchoring.place(range);
    let expected = match (&exact, &moved) {
        (Some((_, at)), _) => Anchored::Exact(*at),
        (None, Some((_, at))) => Anchored::Moved(*at),
        (None, None) => match placed {
            Anchored::Lost(loss) => Anchored::Lost(loss),
            _ => Anchored::Lost(Loss::Gone),
        },
    };
    assert_eq!(placed, expected, "\n{old}\n{new}");
}

#[test]
fn an_unchanged_sentence_keeps_its_spans_wherever_it_goes() {
    check(
        "It rained. [Rebels] met in Gao. They left.",
        "It rained hard. Some fled. [Rebels] met in Gao. They left.",
    );
    check(
        "It rained. [Rebels] met in Gao. They left. All slept.",
        "It rained. They left. All slept. [Rebels] met in Gao.",
    );
    check(
        "It rained.\r\n[Rebels met] in Gao.",
        "Late.\n\nIt rained. [Rebels met] in Gao.",
    );
    check(
        "[Rebels met. They] left.",
        "He said no. [Rebels met. They] left.",
    );
    check(
        "Il pleut. L’[été] fut court.",
        "🚨 Il pleut. L’[été] fut court.",
    );
}

#[test]
fn a_changed_sentence_asks_for_confirmation() {
    check(
        "[Rebels] met in Gao on Friday.",
        "{Rebels} met in Gao late on Friday.",
    );
    check(
        "They say Minister [Silifo Modi] left Niger on Friday.",
        "They say Minister {Silifo B. Modi} left Niger on Friday.",
    );
    check(
        "It rained. Rebels [met in] Gao.",
        "It rained. Rebels {met  in} Gao.",
    );
    check(
        "Rebels met in [Gao] on Friday.",
        "Rebels met in Kidal on Friday.",
    );
}

#[test]
fn a_sentence_that_was_taken_out_is_not_found_in_its_twin() {
    check(
        "One came. [Russia] denied it. Two came. Russia denied it. Three came.",
        "One came. Two came. Russia denied it. Three came.",
    );
    check(
        "One came. Russia denied it. Two came. [Russia] denied it. Three came.",
        "One came. Two came. [Russia] denied it. Three came.",
    );
    check(
        "Kyiv and [Russia] spoke. Two came. Russia denied it.",
        "Two came. Russia denied it.",
    );
}

#[test]
fn where_either_of_two_may_be_meant_it_is_said() {
    check(
        "One came. [Russia] denied it.",
        "One came. {Russia} denied it. Russia denied it.",
    );
    check(
        "One came. [Russia] denied it. Russia denied it. Two came.",
        "One came. {Russia} denied it. Two came.",
    );
}

#[test]
fn a_copy_of_a_sentence_that_was_run_into_another_asks_for_confirmation() {
    check(
        "[Rebels] met in Gao. They left. All slept.",
        "Rebels met in Gao. they left. All slept. {Rebels} met in Gao.",
    );
}

/// Many words without order, with few different ones, or all the same: each must be compared in
/// steps that grow with the text, or this test would go on for hours.
#[test]
fn long_and_hostile_texts_are_compared_in_linear_time() {
    let words = 40_000;
    let row = |word: &dyn Fn(usize) -> String| (0..words).map(word).collect::<String>();
    let mixed = |n: usize| n.wrapping_mul(0x9E37_79B1) >> 7;
    let texts = [
        row(&|_| "a ".to_owned()),
        row(&|n| format!("{} ", ["a", "b", "c"][mixed(n) % 3])),
        row(&|n| format!("{} ", ["a", "b", "."][mixed(n + 5) % 3])),
        row(&|n| format!("w{} ", mixed(n) % 9_000)),
        row(&|n| format!("u{n} ")),
        row(&|n| format!("A b{}. ", mixed(n) % 50)),
        row(&|n| format!("A b{}.\n", mixed(n + 9) % 50)),
        "x".repeat(words),
    ];
    for old in &texts {
        for new in &texts {
            let (old, new) = (
                Article::from_text("a", old.as_str()),
                Article::from_text("b", new.as_str()),
            );
            let anchoring = Anchoring::new(&old, &new);
            let mut found = 0;
            for start in (0..old.text().len() - 9).step_by(97) {
                let placed = anchoring.place(ByteRange::new(start, start + 9));
                found += usize::from(!matches!(placed, Anchored::Lost(_)));
            }
            assert!(old.text() != new.text() || found > 0);
        }
    }
}
