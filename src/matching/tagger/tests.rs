//! The tagger against its oracle, on bytes that are no model, and as a matcher.

use std::collections::BTreeMap;
use std::io::Read as _;

use super::decoder::Decoder;
use super::document::Document;
use super::model::{LABELS, Model, ModelError, Scores, WIDTH};
use super::training::{self, Sequence};
use super::{NAME, Tagger};
use crate::annotation::Label;
use crate::matching::{Pipeline, Reading};
use crate::text::Article;

/// Invented sentences, names in brackets with the first letter of their class before them.
const SENTENCES: &[&str] = &[
    "P[Marvik Tollen] of the O[Zorvia Relief Fund] came to L[Brenmouth] on Monday .",
    "In L[Quellin] the O[Harbour Union] met P[Ada Brisk] again .",
    "The O[Ostrel Bank] said P[Tollen] would leave L[Vessany] soon .",
    "Reporters in L[Brenmouth] asked P[Ilse Korrin] about O[Ostrel Bank] .",
    "A storm hit L[North Vessany] and the O[Relief Fund] sent P[Brisk] there .",
    "P[Korrin] told the O[Quellin Herald] that nobody from L[Zorvia] came .",
];

const UNSEEN: &[&str] = &[
    "Ilse Tollen flew from Quellin to Brenmouth for the Harbour Bank .",
    "The Vessany Herald asked Ada Marvik of the Zorvia Union .",
    "In Ostrel nobody knew Korrin , said the Relief Fund .",
];

/// The plain text of a sentence and the label of each word.
fn parsed(marked: &str) -> (String, Vec<&'static str>) {
    let (mut plain, mut labels, mut class) = (Vec::new(), Vec::new(), None);
    for word in marked.split(' ') {
        let opened = word.find('[').map(|at| (&word[..at], &word[at + 1..]));
        let (begins, word) = match opened {
            Some((letter, rest)) => {
                class = ["P", "O", "L"].iter().position(|l| *l == letter);
                (true, rest)
            }
            None => (false, word),
        };
        labels.push(class.map_or("O", |c| LABELS[1 + 2 * c + usize::from(!begins)]));
        if word.ends_with(']') {
            class = None;
        }
        plain.push(word.trim_end_matches(']'));
    }
    (plain.join(" "), labels)
}

fn sequences(text: &str) -> Vec<Sequence> {
    let article = Article::from_text("test", text);
    training::sequences(&Reading::new(&article))
}

fn named(sequence: &Sequence) -> Vec<Vec<crfs::Attribute>> {
    let name = |a: &u32| crfs::Attribute::new(format!("{a:08x}"), 1.0);
    let attributes = sequence.attributes.iter();
    attributes
        .map(|all| all.iter().map(name).collect())
        .collect()
}

/// A CRFsuite model of the sentences, by crfs.
fn trained() -> Vec<u8> {
    let mut trainer = crfs::Trainer::lbfgs();
    trainer.params_mut().set_c1(0.02).unwrap();
    trainer.params_mut().set_c2(0.02).unwrap();
    trainer.params_mut().set_max_iterations(40).unwrap();
    for marked in SENTENCES {
        let (text, labels) = parsed(marked);
        let starts: Vec<usize> = text
            .split(' ')
            .scan(0, |at, word| {
                let start = *at;
                *at += word.len() + 1;
                Some(start)
            })
            .collect();
        for sequence in sequences(&text) {
            let label = |range: &crate::text::ByteRange| {
                labels[starts.partition_point(|s| *s <= range.start) - 1]
            };
            let labels: Vec<_> = sequence.tokens.iter().map(label).collect();
            trainer.append(&named(&sequence), &labels).unwrap();
        }
    }
    let mut file = tempfile::NamedTempFile::new().unwrap();
    trainer.train(file.path()).unwrap();
    let mut bytes = Vec::new();
    file.read_to_end(&mut bytes).unwrap();
    bytes
}

/// Our model file from one of CRFsuite, whose features are records of kind, source, target and
/// weight.
fn converted(bytes: &[u8]) -> Vec<u8> {
    let oracle = crfs::Model::new(bytes).unwrap();
    let number = |at: usize| u32::from_le_bytes(bytes[at..at + 4].try_into().unwrap());
    let label = |i: u32| {
        let name = oracle.to_label(i).unwrap();
        LABELS.iter().position(|l| *l == name).unwrap()
    };
    let mut attributes: BTreeMap<u32, [f64; LABELS.len()]> = BTreeMap::new();
    let mut transitions = [[0.0; LABELS.len()]; LABELS.len()];
    let features = number(28) as usize;
    for i in 0..number(features + 8) as usize {
        let at = features + 12 + 20 * i;
        let (source, target) = (number(at + 4), label(number(at + 8)));
        let weight = f64::from_le_bytes(bytes[at + 12..at + 20].try_into().unwrap());
        if number(at) == 0 {
            let name = oracle.to_attr(source).unwrap();
            let attribute = u32::from_str_radix(name, 16).unwrap();
            attributes.entry(attribute).or_default()[target] = weight;
        } else {
            transitions[label(source)][target] = weight;
        }
    }
    Model::write(&attributes, &transitions)
}

fn scores(model: &Model, sequence: &Sequence) -> Vec<Scores> {
    let attributes = sequence.attributes.iter();
    attributes
        .map(|all| {
            let mut sum = [0.0; WIDTH];
            all.iter().for_each(|a| model.add(*a, &mut sum));
            sum
        })
        .collect()
}

#[test]
fn the_best_labels_are_those_of_crfs() {
    let bytes = trained();
    let oracle = crfs::Model::new(&bytes).unwrap();
    let oracle = oracle.tagger().unwrap();
    let model = Model::read(&converted(&bytes)).unwrap();
    let (mut decoder, mut labels, mut names) = (Decoder::default(), Vec::new(), 0);
    let seen = SENTENCES.iter().map(|s| parsed(s).0);
    for text in seen.chain(UNSEEN.iter().map(|s| (*s).to_owned())) {
        for sequence in sequences(&text) {
            decoder.best(&model, &scores(&model, &sequence), &mut labels);
            let ours: Vec<_> = labels.iter().map(|l| LABELS[usize::from(*l)]).collect();
            assert_eq!(ours, oracle.tag(&named(&sequence)).unwrap(), "{text}");
            names += ours.iter().filter(|l| l.starts_with('B')).count();
        }
    }
    assert!(names > 20, "{names}");
}

#[test]
fn words_are_scored_the_same_in_training_and_in_tagging() {
    let model = Model::read(&converted(&trained())).unwrap();
    let text = UNSEEN.join("\n");
    let article = Article::from_text("test", &*text);
    let tagged = training::labels(&model, &Reading::new(&article));
    let (mut decoder, mut labels) = (Decoder::default(), Vec::new());
    for sequence in sequences(&text) {
        decoder.best(&model, &scores(&model, &sequence), &mut labels);
        for (range, label) in sequence.tokens.iter().zip(&labels) {
            let there = tagged.iter().find(|(r, _)| r == range).unwrap();
            assert_eq!(
                there.1,
                LABELS[usize::from(*label)],
                "{}",
                article.quote(*range)
            );
        }
    }
}

#[test]
fn the_labels_of_a_token_are_equally_likely_together_as_one() {
    let model = Model::built_in();
    let (mut decoder, mut marginals) = (Decoder::default(), Vec::new());
    for text in UNSEEN {
        for sequence in sequences(text) {
            decoder.marginals(model, &scores(model, &sequence), &mut marginals);
            assert_eq!(marginals.len(), sequence.tokens.len());
            for marginal in &marginals {
                let sum: f32 = marginal.iter().sum();
                assert!((sum - 1.0).abs() < 1e-4, "{marginal:?}");
            }
        }
    }
    // Two tokens worked out by hand: the transition from O to O of a model that knows only that.
    let mut transitions = [[0.0; LABELS.len()]; LABELS.len()];
    transitions[0][0] = 1.0;
    let model = Model::read(&Model::write(&BTreeMap::new(), &transitions)).unwrap();
    decoder.marginals(&model, &[[0.0; WIDTH]; 2], &mut marginals);
    let e = 1.0_f32.exp();
    let expected = (e + 6.0) / (e + 48.0);
    assert!((marginals[0][0] - expected).abs() < 1e-5, "{marginals:?}");
    assert!((marginals[1][0] - expected).abs() < 1e-5, "{marginals:?}");
}

#[test]
fn bytes_that_are_no_model_are_refused_by_what_is_wrong() {
    let mut attributes = BTreeMap::new();
    attributes.insert(7, [0.5, 0.0, -1.0, 0.0, 0.0, 0.0, 0.0]);
    attributes.insert(9, [0.0, 2.0, 0.0, 0.0, 0.0, 0.0, 0.0]);
    let good = Model::write(&attributes, &[[0.0; LABELS.len()]; LABELS.len()]);
    assert_eq!(Model::read(&good).unwrap().attributes(), 2);
    assert_eq!(Model::read(b"").unwrap_err(), ModelError::Magic);
    assert_eq!(Model::read(b"OBTAG002rest").unwrap_err(), ModelError::Magic);
    for end in 8..good.len() {
        let refused = Model::read(&good[..end]);
        assert!(matches!(refused, Err(ModelError::Short(_))), "{end}");
    }
    let check = |at: usize, byte: u8, expected: ModelError| {
        let mut bytes = good.clone();
        bytes[at] = byte;
        assert_eq!(Model::read(&bytes).unwrap_err(), expected, "byte {at}");
    };
    check(8, 6, ModelError::Labels);
    check(15, 0xFF, ModelError::Values("counts"));
    check(23, 0x7F, ModelError::Values("unit of weights"));
    check(25, b'X', ModelError::Labels);
    let tail = good.len() - 3 * 2 - 2 - 2 * 4;
    check(tail, 10, ModelError::Values("order of attributes"));
    check(tail + 8, 0xFF, ModelError::Values("sets of labels"));
    let mut long = good.clone();
    long.push(0);
    assert_eq!(Model::read(&long).unwrap_err(), ModelError::Long(1));
    // Whatever single byte is spoilt, nothing panics.
    for at in 0..good.len() {
        let mut bytes = good.clone();
        bytes[at] ^= 0xFF;
        let _ = Model::read(&bytes);
    }
}

fn found(text: &str) -> Vec<(Label, String, f32)> {
    let article = Article::from_text("test", text);
    let pipeline = Pipeline::new(vec![Box::new(Tagger)]);
    let found = pipeline.suggest(&Reading::new(&article));
    assert!(found.iter().all(|s| s.matcher == NAME));
    let quote = |s: &crate::matching::Suggestion| article.quote(s.range).to_owned();
    found
        .iter()
        .map(|s| (s.label.clone(), quote(s), s.score))
        .collect()
}

#[test]
fn names_are_found_with_their_class_and_again_the_same() {
    let text = "The spokesman for the Northern Fishing Company, Peter Almgren, said on Monday that \
                boats had left the port of Hamburg.";
    let first = found(text);
    let has = |label: Label, words: &str| first.iter().any(|f| f.0 == label && f.1 == words);
    assert!(has(Label::ACTOR, "Peter Almgren"), "{first:?}");
    assert!(has(Label::ACTOR, "Northern Fishing Company"), "{first:?}");
    assert!(has(Label::LOCATION, "Hamburg"), "{first:?}");
    assert_eq!(first, found(text));
}

#[test]
fn text_without_names_is_left_alone() {
    for text in [
        "",
        "A",
        "Yesterday it rained. Nobody knew why.",
        "no capitals stand here at all, not one",
        "… 5 5 5 – ! ?",
    ] {
        assert_eq!(found(text), [], "{text}");
    }
}

#[test]
fn a_stretch_without_an_end_is_cut() {
    let text = "Zorvek ".repeat(5_000);
    let article = Article::from_text("test", &*text);
    let reading = Reading::new(&article);
    let document = Document::new(&reading);
    let (mut tokens, mut longest) = (0, 0);
    super::stretches::each(&document, 0, |stretch| {
        tokens += stretch.len();
        longest = longest.max(stretch.len());
    });
    assert_eq!(tokens, 5_000);
    assert!(longest <= super::stretches::LONGEST + 2);
}
