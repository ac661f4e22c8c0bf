//! Unchanged sentences: the only place where a match can be firm.

use std::collections::HashMap;

use super::chain::Block;
use super::hidden;
use super::matching::{Gap, Matching, Trust};
use super::passages::{Counts, Passages, Sentence};
use super::remnants;

/// So many twins of a sentence are looked at one by one.
const MOST_TWINS: usize = 32;

/// Matches whole sentences, and the plain runs of edited ones, which help to tell repeated
/// sentences apart. Returns for each old sentence whether it cannot be told which of several in
/// the new text it is.
pub(super) fn join(matching: &mut Matching<'_>) -> Vec<bool> {
    join_single(matching);
    remnants::join_runs(matching);
    let mut repeated = Repeated::of(matching);
    repeated.join_between_neighbours(matching);
    repeated.join_within_gaps(matching, false);
    repeated.join_between_neighbours(matching);
    repeated.join_within_gaps(matching, true);
    let ambiguous = repeated.join_last_ones(matching);
    loosen_pieces(matching);
    hidden::loosen(matching);
    ambiguous
}

/// Matches the sentences that stand exactly once in both texts. Where one of them was taken out
/// and the same put in elsewhere, that is what moving a sentence is.
fn join_single(matching: &mut Matching<'_>) {
    let classes = &matching.classes;
    let mut at_new = vec![0; classes.counts.len()];
    for (number, class) in classes.new.iter().enumerate() {
        at_new[*class] = number;
    }
    let single = |class: usize| {
        let Counts { old, new } = classes.counts[class];
        (old, new) == (1, 1)
    };
    let pairs: Vec<(usize, usize)> = (classes.old.iter().enumerate())
        .filter(|(_, class)| single(**class))
        .map(|(number, class)| (number, at_new[*class]))
        .collect();
    for (old, new) in pairs {
        join_sentences(matching, old, new, Trust::Firm);
    }
}

fn join_sentences(matching: &mut Matching<'_>, old: usize, new: usize, trust: Trust) {
    let (from, to) = (matching.old.sentences[old], matching.new.sentences[new]);
    let block = Block {
        old: from.first,
        new: to.first,
        len: from.len(),
    };
    matching.join(block, trust);
}

/// The sentences that stand in both texts and several times in one of them, as long as they are
/// not matched. By number, in order.
struct Repeated {
    old: Vec<usize>,
    new: Vec<usize>,
    /// All sentences of a class in the new text, matched ones too, where they are not too many.
    twins: HashMap<usize, Vec<usize>>,
}

impl Repeated {
    fn of(matching: &Matching<'_>) -> Self {
        let classes = &matching.classes;
        let repeated = |class: &usize| {
            let Counts { old, new } = classes.counts[*class];
            old > 0 && new > 0 && (old, new) != (1, 1)
        };
        let numbers = |of: &[usize]| -> Vec<usize> {
            (of.iter().enumerate())
                .filter(|(_, class)| repeated(class))
                .map(|(number, _)| number)
                .collect()
        };
        let (old, new) = (numbers(&classes.old), numbers(&classes.new));
        let mut twins: HashMap<usize, Vec<usize>> = HashMap::new();
        for number in &new {
            let class = classes.new[*number];
            if classes.counts[class].new <= MOST_TWINS {
                twins.entry(class).or_default().push(*number);
            }
        }
        Self { old, new, twins }
    }

    /// Forgets what is matched by now.
    fn keep_open(&mut self, matching: &Matching<'_>) {
        let open = |of: &Passages, matched: &[Option<u32>], number: usize| {
            matched[of.sentences[number].first].is_none()
        };
        self.old
            .retain(|n| open(matching.old, &matching.new_of, *n));
        self.new
            .retain(|n| open(matching.new, &matching.old_of, *n));
    }

    /// Between the same two blocks that kept their order, as many in both texts: they are the
    /// same ones. That is firm where what stands beside them says so too; else it could be a twin
    /// that was brought here. With unequal numbers one of them was taken out or put in, and
    /// nobody can tell which: then they are only matched, in their order, where `also_unequal`
    /// asks for it.
    fn join_within_gaps(&mut self, matching: &mut Matching<'_>, also_unequal: bool) {
        let (mut old, mut new) = (self.old.iter().peekable(), self.new.iter().peekable());
        let mut pairs = Vec::new();
        for gap in matching.gaps() {
            let mut here: HashMap<usize, (Vec<usize>, Vec<usize>)> = HashMap::new();
            let mut order = Vec::new();
            while let Some(n) = old.next_if(|n| within(matching.old, **n, &gap, |g| &g.old)) {
                let class = matching.classes.old[*n];
                let sides = here.entry(class).or_insert_with(|| {
                    order.push(class);
                    Default::default()
                });
                sides.0.push(*n);
            }
            while let Some(n) = new.next_if(|n| within(matching.new, **n, &gap, |g| &g.new)) {
                if let Some(sides) = here.get_mut(&matching.classes.new[*n]) {
                    sides.1.push(*n);
                }
            }
            for class in order {
                let Some((from, to)) = here.remove(&class) else {
                    continue;
                };
                let same = from.len() == to.len();
                if !(same || also_unequal) {
                    continue;
                }
                for (from, to) in from.into_iter().zip(to) {
                    join_sentences(matching, from, to, Trust::Loose);
                    if same {
                        pairs.push((from, to));
                    }
                }
            }
        }
        for pair in pairs {
            let twins = self.twins.get(&matching.classes.old[pair.0]);
            firm_beside(matching, twins.map_or(&[], Vec::as_slice), pair);
        }
        self.keep_open(matching);
    }

    /// Moved together with the sentences before and behind it.
    fn join_between_neighbours(&mut self, matching: &mut Matching<'_>) {
        let sentence_of = matching.new.sentence_of_words();
        for &number in &self.old {
            let from = matching.old.sentences[number];
            let Some(before) = from.first.checked_sub(1).and_then(|b| matching.new_of[b]) else {
                continue;
            };
            let start = before as usize + 1;
            let end = start + from.len();
            let flanked = matching.is_firm(from.first - 1, start - 1)
                && from.end < matching.old.len()
                && end < matching.new.len()
                && matching.is_firm(from.end, end);
            if !flanked || matching.old_of[start].is_some() {
                continue;
            }
            let there = sentence_of[start] as usize;
            let to = matching.new.sentences[there];
            let twins = matching.classes.old[number] == matching.classes.new[there];
            if twins && to.first == start {
                join_sentences(matching, number, there, Trust::Firm);
            }
        }
        self.keep_open(matching);
    }

    /// Where one twin is left in both texts they may be the same; where more are left in the new
    /// text it cannot be told.
    fn join_last_ones(self, matching: &mut Matching<'_>) -> Vec<bool> {
        let mut open: HashMap<usize, (Vec<usize>, Vec<usize>)> = HashMap::new();
        for number in &self.old {
            let class = matching.classes.old[*number];
            open.entry(class).or_default().0.push(*number);
        }
        for number in &self.new {
            let class = matching.classes.new[*number];
            if let Some(sides) = open.get_mut(&class) {
                sides.1.push(*number);
            }
        }
        let mut ambiguous = vec![false; matching.old.sentences.len()];
        for (from, to) in open.into_values() {
            if let ([from], [to]) = (&from[..], &to[..]) {
                join_sentences(matching, *from, *to, Trust::Loose);
            } else {
                for number in from {
                    ambiguous[number] = !to.is_empty();
                }
            }
        }
        ambiguous
    }
}

/// Whether a sentence lies wholly in one side of a gap.
fn within(
    of: &Passages,
    number: usize,
    gap: &Gap,
    side: fn(&Gap) -> &std::ops::Range<usize>,
) -> bool {
    let Sentence { first, end, .. } = of.sentences[number];
    let side = side(gap);
    side.start <= first && end <= side.end
}

/// Makes a match of sentences firm where those before and behind are matched too, at least in
/// part, the ends of the texts counting as sentences. One of them is enough where no twin in the
/// new text stands beside such a neighbour; none where also no twin came or went.
fn firm_beside(matching: &mut Matching<'_>, twins: &[usize], (old, new): (usize, usize)) {
    let class = matching.classes.old[old];
    let Counts {
        old: were,
        new: are,
    } = matching.classes.counts[class];
    let only = || {
        are <= MOST_TWINS
            && (twins.iter()).all(|twin| *twin == new || sides(matching, old, *twin) == 0)
    };
    let firm = match sides(matching, old, new) {
        2 => true,
        1 => only(),
        _ => are == were && only(),
    };
    if firm {
        let Sentence { first, end, .. } = matching.old.sentences[old];
        matching.trust[first..end].fill(Trust::Firm);
    }
}

/// On how many sides the sentence beside one of the old text is matched, at least in part, to the
/// one beside one of the new text.
fn sides(matching: &Matching<'_>, old: usize, new: usize) -> usize {
    let (from, to) = (&matching.old.sentences, &matching.new.sentences);
    let partly = |old: usize, new: usize| {
        let (from, to) = (from[old], to[new]);
        let found = matching.new_of[from.first..from.end].iter().flatten();
        found
            .map(|word| *word as usize)
            .any(|word| to.first <= word && word < to.end)
    };
    let before = match (old.checked_sub(1), new.checked_sub(1)) {
        (None, None) => true,
        (Some(old), Some(new)) => partly(old, new),
        _ => false,
    };
    let behind = match (old + 1 < from.len(), new + 1 < to.len()) {
        (false, false) => true,
        (true, true) => partly(old + 1, new + 1),
        _ => false,
    };
    usize::from(before) + usize::from(behind)
}

/// A piece of a long sentence is firm only between pieces that are firm and beside it in both
/// texts: alone it is less than a sentence.
fn loosen_pieces(matching: &mut Matching<'_>) {
    let sentences = &matching.old.sentences;
    let beside = |left: usize| {
        let (Some(a), Some(b)) = (matching.new_of[left], matching.new_of[left + 1]) else {
            return false;
        };
        matching.is_firm(left, a as usize) && matching.is_firm(left + 1, b as usize) && a + 1 == b
    };
    let mut doubtful = Vec::new();
    for (number, sentence) in sentences.iter().enumerate() {
        if !sentence.piece {
            continue;
        }
        let is_piece = |n: usize| sentences.get(n).is_some_and(|s| s.piece);
        let before = number.checked_sub(1).is_none_or(|n| !is_piece(n));
        let behind = !is_piece(number + 1);
        if !(before || beside(sentence.first - 1)) || !(behind || beside(sentence.end - 1)) {
            doubtful.push(*sentence);
        }
    }
    for sentence in doubtful {
        matching.trust[sentence.first..sentence.end].fill(Trust::Loose);
    }
}
