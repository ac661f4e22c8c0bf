//! Every rule by itself: sentences, all invented, that it must match and that it must not.
//!
//! The table is `rules.tsv`: rule, `+` or `-`, sentence; in those to match, the words in brackets.

use super::cases::read;
use super::numeral::Context;
use super::rules::{Exclusion, Rule};
use super::words::{Lexicon, Words};
use super::{amounts, may_open};
use crate::matching::{Language, Reading};
use crate::text::Article;

const TABLE: &str = include_str!("rules.tsv");
/// How many sentences of either kind a rule needs.
const LEAST: usize = 3;

/// What each rule says of a sentence: its name, and the words that it marks.
fn marks(sentence: &str) -> Vec<(&'static str, String)> {
    let figures = read(sentence, Language::English);
    let mut marks: Vec<_> = figures
        .iter()
        .map(|s| (s.reason.rule, sentence[s.range.as_range()].to_owned()))
        .collect();
    let article = Article::from_text("a.txt", sentence);
    let mut reading = Reading::new(&article);
    reading.language = Language::English;
    let lexicon = Lexicon::new(reading.vocabulary(), reading.language);
    for paragraph in 0..reading.paragraphs() {
        let words = Words::new(
            sentence,
            reading.tokens(paragraph),
            reading.forms(paragraph),
            &lexicon,
        );
        let mut at = 0;
        while at < words.len() {
            let amount = may_open(&words, at)
                .then(|| amounts::read(&words, at, Context::default()))
                .flatten();
            if let Some(amount) = &amount
                && let Some(exclusion) = amount.exclusion(&words)
            {
                let numeral = amount.numeral;
                let number = words.phrase(numeral.first, numeral.end);
                marks.push((exclusion.name(), number.to_owned()));
            }
            at = amount.map_or(at, |amount| amount.numeral.end - 1) + 1;
        }
    }
    marks
}

#[test]
fn every_rule_matches_what_it_must_and_nothing_that_it_must_not() {
    let rules = Rule::ALL.map(Rule::name);
    let exclusions = Exclusion::ALL.map(Exclusion::name);
    let names: Vec<_> = rules.into_iter().chain(exclusions).collect();
    let mut counts = vec![[0, 0]; names.len()];
    let mut wrong = Vec::new();
    for line in TABLE.lines().filter(|line| !line.starts_with('#')) {
        let fields: Vec<_> = line.split('\t').collect();
        let [name, sign @ ("+" | "-"), sentence] = fields[..] else {
            panic!("a row has a rule, a sign and a sentence: {line}");
        };
        let Some(rule) = names.iter().position(|known| *known == name) else {
            panic!("no rule has this name: {line}");
        };
        let must = sign == "+";
        counts[rule][usize::from(must)] += 1;
        let marked: Vec<_> = marks(&sentence.replace(['[', ']'], ""))
            .into_iter()
            .filter(|(by, _)| *by == name)
            .map(|(_, words)| words)
            .collect();
        let expected = sentence
            .split_once('[')
            .and_then(|(_, s)| s.split_once(']'));
        let right = match expected {
            Some((words, _)) => must && marked.iter().any(|m| m == words),
            None => !must && marked.is_empty(),
        };
        if !right {
            wrong.push(format!("{line} {marked:?}"));
        }
    }
    for (name, [must_not, must]) in names.iter().zip(counts) {
        if must < LEAST || must_not < LEAST {
            wrong.push(format!("{name}: {must} and {must_not} sentences"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
