//! Two texts as numbers: equal words have equal numbers, equal sentences have equal classes.

use std::collections::HashMap;

use crate::text::{Article, ByteRange, tokenise};

/// Sentences are never cut below this many words: a sentence is the least context that one can
/// trust.
const LONGEST_SENTENCE: usize = 200;
/// A text without full stops is cut behind about every 32nd pair of words, by what the words are,
/// so that it is cut in the same places where it was not edited.
const CUT: u32 = 32;

/// One text.
#[derive(Debug, Default)]
pub(super) struct Passages {
    /// Where each word, number or mark stands: first byte and end.
    bounds: Vec<(u32, u32)>,
    pub words: Vec<u32>,
    pub sentences: Vec<Sentence>,
}

/// The words `first..end` of a text.
#[derive(Clone, Copy, Debug)]
pub(super) struct Sentence {
    pub first: usize,
    pub end: usize,
    /// Whether it is only a piece of a long sentence.
    pub piece: bool,
}

impl Sentence {
    pub fn len(self) -> usize {
        self.end - self.first
    }
}

impl Passages {
    /// How many words there are.
    pub fn len(&self) -> usize {
        self.words.len()
    }

    pub fn bounds(&self, word: usize) -> ByteRange {
        let (start, end) = self.bounds[word];
        ByteRange::new(start as usize, end as usize)
    }

    /// The first word that ends behind a byte position.
    pub fn first_behind(&self, byte: usize) -> usize {
        self.bounds.partition_point(|b| b.1 as usize <= byte)
    }

    /// The first word that starts at or behind a byte position.
    pub fn first_from(&self, byte: usize) -> usize {
        self.bounds.partition_point(|b| (b.0 as usize) < byte)
    }

    /// What stands before a word, up to the one before it; behind the last word for `len()`.
    pub fn space_before<'t>(&self, text: &'t str, word: usize) -> &'t str {
        let start = word.checked_sub(1).map_or(0, |w| self.bounds(w).end);
        let end = match self.bounds.get(word) {
            Some(b) => b.0 as usize,
            None => text.len(),
        };
        text.get(start..end).unwrap_or_default()
    }

    /// The sentence in which each word lies.
    pub fn sentence_of_words(&self) -> Vec<u32> {
        let mut found = Vec::with_capacity(self.len());
        for (number, sentence) in (0_u32..).zip(&self.sentences) {
            found.resize(sentence.end, number);
        }
        found
    }
}

/// Cuts two texts with the same numbers for the same words. Linear.
pub(super) fn cut(old: &Article, new: &Article) -> (Passages, Passages) {
    let mut numbers = HashMap::new();
    (cut_one(old, &mut numbers), cut_one(new, &mut numbers))
}

fn cut_one<'t>(article: &'t Article, numbers: &mut HashMap<&'t str, u32>) -> Passages {
    let text = article.text();
    let mut passages = Passages::default();
    let mut tokens = Vec::new();
    for paragraph in article.paragraphs().iter() {
        tokens.clear();
        tokenise(text, paragraph, &mut tokens);
        let mut first = passages.len();
        for token in &tokens {
            if token.opens_sentence && passages.len() > first {
                passages.close_sentence(first);
                first = passages.len();
            }
            let next = u32::try_from(numbers.len()).unwrap_or(u32::MAX);
            let word = article.quote(token.range());
            passages.words.push(*numbers.entry(word).or_insert(next));
            passages.bounds.push((token.start, token.end));
        }
        if passages.len() > first {
            passages.close_sentence(first);
        }
    }
    passages
}

impl Passages {
    fn close_sentence(&mut self, first: usize) {
        let end = self.len();
        if end - first <= LONGEST_SENTENCE {
            self.sentences.push(Sentence {
                first,
                end,
                piece: false,
            });
            return;
        }
        let mut begin = first;
        for at in first + 1..end {
            let pair = self.words[at - 1]
                .wrapping_mul(0x9E37_79B9)
                .wrapping_add(self.words[at])
                .wrapping_mul(0x85EB_CA6B);
            if (pair >> 16).is_multiple_of(CUT) {
                self.sentences.push(Sentence {
                    first: begin,
                    end: at,
                    piece: true,
                });
                begin = at;
            }
        }
        self.sentences.push(Sentence {
            first: begin,
            end,
            piece: true,
        });
    }
}

/// Sentences of the same words have the same class.
#[derive(Debug)]
pub(super) struct Classes {
    /// The class of each sentence.
    pub old: Vec<usize>,
    pub new: Vec<usize>,
    /// How many sentences of a class each text has.
    pub counts: Vec<Counts>,
}

#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Counts {
    pub old: usize,
    pub new: usize,
}

impl Classes {
    /// Linear in the words.
    pub fn new(old: &Passages, new: &Passages) -> Self {
        let mut numbers: HashMap<&[u32], usize> = HashMap::new();
        let mut counts: Vec<Counts> = Vec::new();
        let old = enter(old, |c| &mut c.old, &mut numbers, &mut counts);
        let new = enter(new, |c| &mut c.new, &mut numbers, &mut counts);
        Self { old, new, counts }
    }

    /// Whether sentence `old` of the old text is nowhere in the new one.
    pub fn is_gone(&self, old: usize) -> bool {
        self.counts[self.old[old]].new == 0
    }

    /// Whether sentence `new` of the new text was nowhere in the old one.
    pub fn is_fresh(&self, new: usize) -> bool {
        self.counts[self.new[new]].old == 0
    }
}

fn enter<'p>(
    passages: &'p Passages,
    count: fn(&mut Counts) -> &mut usize,
    numbers: &mut HashMap<&'p [u32], usize>,
    counts: &mut Vec<Counts>,
) -> Vec<usize> {
    passages
        .sentences
        .iter()
        .map(|s| {
            let next = numbers.len();
            let class = *numbers
                .entry(&passages.words[s.first..s.end])
                .or_insert(next);
            counts.resize(numbers.len(), Counts::default());
            *count(&mut counts[class]) += 1;
            class
        })
        .collect()
}
