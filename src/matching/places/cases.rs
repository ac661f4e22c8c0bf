//! Every rule by itself: sentences, all invented, that it must match and that it must not.
//!
//! The table is `cases.tsv`: rule, `+` or `-`, sentence; in those to match, the name in brackets.

use super::Places;
use super::rules::Rule;
use crate::matching::{Pipeline, Reading, THRESHOLD};
use crate::text::{Article, Header};

const TABLE: &str = include_str!("cases.tsv");
/// How many sentences of either kind a rule needs.
const LEAST: usize = 3;

/// The words that a rule marks in a sentence, in reading order.
fn marked_by(rule: Rule, sentence: &str) -> Vec<String> {
    let header = Header {
        language: Some("en".to_owned()),
        ..Header::default()
    };
    let article = Article::new("a.txt", sentence, header);
    let found = Pipeline::new(vec![Box::new(Places)]).suggest(&Reading::new(&article));
    // The other reading of a country stands below the threshold, among the alternatives.
    let least = if rule == Rule::MayAct { 0.0 } else { THRESHOLD };
    let mut marked = Vec::new();
    for s in &found {
        let own = s.score >= least && s.reason.rule == rule.name();
        let other = s
            .alternatives
            .iter()
            .any(|a| a.score >= least && a.reason.rule == rule.name());
        if own || other {
            marked.push(article.quote(s.range).to_owned());
        }
    }
    marked
}

#[test]
fn every_rule_matches_what_it_must_and_nothing_that_it_must_not() {
    let mut wrong = Vec::new();
    for rule in Rule::ALL {
        let (mut must, mut must_not) = (0, 0);
        for line in TABLE.lines().filter(|l| !l.starts_with('#')) {
            let fields: Vec<&str> = line.split('\t').collect();
            let [name, sign, sentence] = fields[..] else {
                panic!("a row has three fields: {line}");
            };
            if name != rule.name() {
                continue;
            }
            let text = sentence.replace(['[', ']'], "");
            let marked = marked_by(rule, &text);
            let right = if sign == "+" {
                must += 1;
                let mut names = sentence
                    .split('[')
                    .skip(1)
                    .filter_map(|s| s.split(']').next());
                names.all(|name| marked.iter().any(|m| m == name))
            } else {
                must_not += 1;
                marked.is_empty()
            };
            if !right {
                wrong.push(format!("{name} {sign} {sentence} {marked:?}"));
            }
        }
        if must < LEAST || must_not < LEAST {
            wrong.push(format!("{}: {must} and {must_not} sentences", rule.name()));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn every_row_of_the_table_names_a_rule() {
    for line in TABLE.lines().filter(|l| !l.starts_with('#')) {
        let name = line.split('\t').next();
        assert!(
            Rule::ALL.iter().any(|rule| Some(rule.name()) == name),
            "{line}"
        );
    }
}
