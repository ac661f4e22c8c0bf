//! Every rule has sentences in which it speaks and sentences in which it must not: the table
//! `rule_sentences.txt`, walked.

use std::collections::BTreeSet;

use super::clause::Clause;
use super::lexicon::Lexicon;
use super::reader::{FIXED, triggers};
use super::trigger::LIGHT;
use super::{context, objects};
use crate::matching::{Reading, THRESHOLD};
use crate::text::Article;

const TABLE: &str = include_str!("rule_sentences.txt");

/// The rules that a reason may name.
const REASONS: [&str; 7] = [
    "verb",
    "noun",
    "verb phrase",
    "verb with its object",
    "noun phrase",
    LIGHT,
    "participle before its noun",
];

struct Row {
    rule: &'static str,
    speaks: Vec<&'static str>,
    silent: Vec<&'static str>,
}

fn rows() -> Vec<Row> {
    let mut rows: Vec<Row> = Vec::new();
    for line in TABLE.lines() {
        match (line.split_at_checked(2), rows.last_mut()) {
            (Some(("= ", rule)), _) => rows.push(Row {
                rule,
                speaks: Vec::new(),
                silent: Vec::new(),
            }),
            (Some(("+ ", sentence)), Some(row)) => row.speaks.push(sentence),
            (Some(("- ", sentence)), Some(row)) => row.silent.push(sentence),
            _ => {}
        }
    }
    rows
}

/// The rules that speak in a sentence.
fn rules_in(sentence: &str) -> BTreeSet<&'static str> {
    let article = Article::from_text("t", sentence);
    let reading = Reading::new(&article);
    let lexicon = Lexicon::english();
    let mut spoken = BTreeSet::new();
    for paragraph in 0..reading.paragraphs() {
        let (words, classes): (Vec<_>, Vec<_>) = reading
            .forms(paragraph)
            .iter()
            .map(|&form| lexicon.known(reading.form(form)))
            .unzip();
        let tokens = reading.tokens(paragraph);
        let clause = Clause::new(article.text(), tokens, &words, &classes);
        let found = triggers(&clause, lexicon, &mut |rule| {
            spoken.insert(rule);
        });
        let sure = found.iter().filter(|t| t.score >= THRESHOLD);
        spoken.extend(sure.map(|t| t.rule));
    }
    spoken
}

#[test]
fn every_rule_has_three_sentences_for_and_three_against_it() {
    let mut rules: BTreeSet<&str> = REASONS.into_iter().collect();
    rules.insert(FIXED);
    rules.extend(context::RULES);
    rules.extend(objects::REFUSALS);
    rules.extend(Lexicon::english().situations.rules());
    let rows = rows();
    let known: BTreeSet<&str> = rows.iter().map(|r| r.rule).collect();
    assert_eq!(rules, known);
    for row in rows {
        let speaks: BTreeSet<_> = row.speaks.iter().collect();
        let silent: BTreeSet<_> = row.silent.iter().collect();
        assert!(speaks.len() >= 3 && silent.len() >= 3, "{}", row.rule);
    }
}

#[test]
fn every_rule_speaks_where_it_must_and_nowhere_else() {
    let mut wrong = Vec::new();
    for row in rows() {
        for sentence in row.speaks {
            if !rules_in(sentence).contains(row.rule) {
                wrong.push(format!("{}: silent in “{sentence}”", row.rule));
            }
        }
        for sentence in row.silent {
            if rules_in(sentence).contains(row.rule) {
                wrong.push(format!("{}: speaks in “{sentence}”", row.rule));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
