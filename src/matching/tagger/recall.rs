//! Names that were found surely in one place of an article, met again where the tagger saw none
//! or was in doubt.

use std::collections::HashMap;
use std::ops::Range;

use super::document::Document;
use super::tagging::{Class, Mention};
use crate::matching::actors::lexicon::{GIVEN_NAME, NATIONALITY, OFFICE, ORDINARY, PEOPLE, ROLE};
use crate::text::ByteRange;

/// Names are remembered from this probability on.
const SURE: f32 = 0.9;
/// Mentions less probable than this may be read anew.
const DOUBTFUL: f32 = 0.6;
/// What a later mention loses.
const LOSS: f32 = 0.85;

struct Sure {
    class: Class,
    probability: f32,
    /// The whole name, where it was sure.
    whole: ByteRange,
}

/// The sure names of an article, by the words that they are met again by.
#[derive(Default)]
pub(super) struct Names<'r> {
    known: HashMap<&'r str, Sure>,
    /// The most tokens that one of them has.
    longest: usize,
}

/// A name met again, and where it was sure.
pub(super) struct Again {
    pub mention: Mention,
    pub whole: ByteRange,
}

impl<'r> Names<'r> {
    /// Gathers the sure names. Linear.
    pub(super) fn new(document: &Document<'r>, mentions: &[Mention]) -> Self {
        let mut names = Self::default();
        for mention in mentions.iter().filter(|m| m.probability >= SURE) {
            let tokens = &document.reading.tokens(mention.paragraph)[mention.tokens.clone()];
            let ids = &document.reading.forms(mention.paragraph)[mention.tokens.clone()];
            names.add(document, mention, tokens.len(), mention.tokens.clone());
            if mention.class == Class::Person && tokens.len() > 1 {
                let end = mention.tokens.end;
                let plain = OFFICE | ROLE | ORDINARY | NATIONALITY | PEOPLE;
                let form = document.form(ids[ids.len() - 1]);
                if form.upper && form.traits & plain == 0 {
                    names.add(document, mention, 1, end - 1..end);
                }
            }
        }
        names
    }

    fn add(
        &mut self,
        document: &Document<'r>,
        mention: &Mention,
        length: usize,
        part: Range<usize>,
    ) {
        let tokens = document.reading.tokens(mention.paragraph);
        let span = |part: &Range<usize>| {
            ByteRange::new(
                tokens[part.start].range().start,
                tokens[part.end - 1].range().end,
            )
        };
        let text = document.reading.quote(span(&part));
        if text.chars().nth(1).is_none() || length > 8 {
            return;
        }
        self.longest = self.longest.max(length);
        let sure = Sure {
            class: mention.class,
            probability: mention.probability,
            whole: span(&mention.tokens),
        };
        let known = self.known.entry(text);
        known
            .and_modify(|k| {
                if sure.probability > k.probability {
                    k.class = sure.class;
                    k.probability = sure.probability;
                    k.whole = sure.whole;
                }
            })
            .or_insert(sure);
    }

    /// Appends what a paragraph says again outside its `mentions`, which are in reading order;
    /// doubtful ones of the very words of a sure name take its class. Linear.
    pub(super) fn read(
        &self,
        document: &Document<'r>,
        paragraph: usize,
        mentions: &mut [Mention],
        out: &mut Vec<Again>,
    ) {
        if self.known.is_empty() {
            return;
        }
        let (tokens, ids) = (
            document.reading.tokens(paragraph),
            document.reading.forms(paragraph),
        );
        let quote = |from: usize, to: usize| {
            let range = ByteRange::new(tokens[from].range().start, tokens[to - 1].range().end);
            document.reading.quote(range)
        };
        let upper = |i: usize| i < tokens.len() && document.form(ids[i]).upper;
        for mention in mentions.iter_mut().filter(|m| m.probability < DOUBTFUL) {
            if let Some(sure) = self
                .known
                .get(quote(mention.tokens.start, mention.tokens.end))
            {
                mention.class = sure.class;
                mention.probability = mention.probability.max(sure.probability * LOSS);
            }
        }
        let mut next = mentions.iter().map(|m| m.tokens.clone()).peekable();
        let mut i = 0;
        while i < tokens.len() {
            while next.next_if(|taken| taken.end <= i).is_some() {}
            let limit = next.peek().map_or(tokens.len(), |taken| taken.start);
            if limit <= i {
                i = next.peek().map_or(i + 1, |taken| taken.end.max(i + 1));
                continue;
            }
            if !upper(i) {
                i += 1;
                continue;
            }
            let most = self.longest.min(limit - i);
            let found = (1..=most).rev().find_map(|length| {
                let sure = self.known.get(quote(i, i + length))?;
                let crowded = length == 1
                    && (upper(i + 1) && !tokens[i + 1].opens_sentence
                        || i > 0
                            && upper(i - 1)
                            && !tokens[i].opens_sentence
                            && document.form(ids[i - 1]).traits & (GIVEN_NAME | ORDINARY) == 0);
                (!crowded).then_some((length, sure))
            });
            let Some((length, sure)) = found else {
                i += 1;
                continue;
            };
            out.push(Again {
                mention: Mention {
                    paragraph,
                    tokens: i..i + length,
                    class: sure.class,
                    probability: sure.probability * LOSS,
                    other: (sure.class, 0.0),
                },
                whole: sure.whole,
            });
            i += length;
        }
    }
}
