//! Articles, spans on them, random edits, and where each span is afterwards.
//!
//! What is true is kept strictly, by where each character came from. But some edits leave the very
//! text that others leave, and then a text does not say which it was. So a span of a sentence may
//! also be found without a warning
//!
//! - in a copy that was put in, where the sentence itself no longer stands unchanged in its place:
//!   taking words out and putting the same in elsewhere is moving them, in however many steps;
//! - in a copy or moved twin that stands beside an old neighbour, where the sentence itself no
//!   longer stands beside either: whether it was moved or its neighbours were cannot be seen;
//! - in the same row of equal sentences, where one was put into it or brought to it: which of two
//!   sentences that stand side by side and read the same is which cannot be seen.
//!
//! It may never be found in a twin that stood in the old text and stands elsewhere.

use std::collections::{BTreeMap, HashMap, HashSet};

use obelus::text::{ByteRange, Paragraphs, sentences};

/// Steele, Lea, Flood: Fast splittable pseudorandom number generators (2014), its mixing step.
pub struct Chance(u64);

impl Chance {
    pub fn new(seed: u64) -> Self {
        Self(seed)
    }

    pub fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        z ^ (z >> 31)
    }

    /// From 0 to below `end`; 0 where that is 0.
    pub fn below(&mut self, end: usize) -> usize {
        usize::try_from(self.next() % end.max(1) as u64).unwrap_or(0)
    }

    pub fn percent(&mut self, of_hundred: usize) -> bool {
        self.below(100) < of_hundred
    }

    pub fn pick<'a, T>(&mut self, from: &'a [T]) -> &'a T {
        &from[self.below(from.len())]
    }
}

/// The sentences of a text, one string each.
pub fn cut(text: &str) -> Vec<String> {
    let paragraphs = Paragraphs::new(text);
    let all = paragraphs.iter().flat_map(|range| sentences(text, range));
    all.map(|range| text[range.as_range()].to_owned()).collect()
}

const NAMES: [&str; 30] = [
    "Russia",
    "Ukraine",
    "Niger",
    "the United Nations",
    "President Ilves",
    "Gao",
    "the army",
    "Silifo Modi",
    "the U.S.",
    "the ministry",
    "Mali",
    "Mr. Traore",
    "France",
    "Sudan",
    "Chad",
    "the European Union",
    "Colonel Diop",
    "Kyiv",
    "Algeria",
    "the opposition",
    "Agadez",
    "Ms. Okafor",
    "Senegal",
    "the rebels",
    "Turkey",
    "the police",
    "Libya",
    "Benin",
    "ECOWAS",
    "Dr. Haile",
];

/// A plain sentence about few names, so that many are alike.
pub fn invented(chance: &mut Chance) -> String {
    let (a, b, c) = (
        *chance.pick(&NAMES),
        *chance.pick(&NAMES),
        *chance.pick(&NAMES),
    );
    let count = chance.below(900);
    let sentence = match chance.below(24) {
        0 => format!("{a} denied it."),
        1 => format!("{a} and {b} held talks in {c} on Thursday."),
        2 => format!("At least {count} people were killed in {c}, {a} said."),
        3 => format!("“We will not leave,” {a} told {b}."),
        4 => format!("{a} accused {b} of shelling {c}; {b} denied it."),
        5 => format!("About {count} troops of {a} left {c}, and {b} welcomed the step."),
        6 => format!("Nobody in {c} knows."),
        7 => format!("{a} said so again."),
        8 => format!(
            "In {c}, {a} promised {count} million dollars to {b} over the next {} years.",
            count % 9 + 2
        ),
        9 => format!(
            "Officials of {a} who spoke on condition of anonymity said that {b} had asked {c} for help {count} times since the fighting began."
        ),
        10 => format!("{a}, {b} and {c} signed."),
        11..=13 => format!("{a} shot at {b} near {c}, and {count} people fled."),
        14..=16 => format!("{b} bought {count} drones from {a}, {c} reported."),
        17..=19 => format!("Talks between {a} and {b} broke down over {c} after {count} days."),
        _ => format!("It was the {count}th day of the siege of {c} by {a}."),
    };
    capitalised(&sentence)
}

fn capitalised(text: &str) -> String {
    let mut chars = text.chars();
    let first = chars.next().into_iter().flat_map(char::to_uppercase);
    first.chain(chars).collect()
}

/// A sentence of two halves of others, with other numbers: unlike any other as a whole, and like
/// many in part.
pub fn recombined(pool: &[String], chance: &mut Chance) -> String {
    let (front, back) = (chance.pick(pool), chance.pick(pool));
    let (front, back) = (words(front), words(back));
    let halves = front[..front.len().div_ceil(2)]
        .iter()
        .chain(&back[back.len() / 2..]);
    let mut text = String::new();
    for word in halves {
        if word.starts_with(|c: char| c.is_ascii_digit()) {
            text.push_str(&format!("{} ", chance.below(3_000)));
        } else {
            text.push_str(word);
        }
    }
    capitalised(text.trim())
}

/// One sentence of the edited text, with where its words come from.
#[derive(Clone, Debug)]
struct Item {
    /// The words with what stands behind them, and where each stood in the old text.
    pieces: Vec<(String, Option<usize>)>,
    /// The old sentence that it is, unless it was put in.
    from: Option<usize>,
    edited: bool,
    moved: bool,
}

impl Item {
    fn put_in(text: &str) -> Self {
        Self {
            pieces: words(text)
                .into_iter()
                .map(|w| (w.to_owned(), None))
                .collect(),
            from: None,
            edited: false,
            moved: false,
        }
    }

    fn text(&self) -> String {
        self.pieces.iter().map(|(text, _)| text.as_str()).collect()
    }
}

/// Cuts before each word: `["At ", "least ", "12 ", "died."]`.
fn words(text: &str) -> Vec<&str> {
    text.split_inclusive(' ').collect()
}

/// An article before and after, with spans and the truth about them.
pub struct Case {
    pub old: String,
    pub new: String,
    pub spans: Vec<Marked>,
}

/// One span of the old text.
pub struct Marked {
    pub range: ByteRange,
    /// Neither its words nor its sentence were edited, though the sentence may have been moved.
    pub untouched: bool,
    /// Its sentence was moved whole.
    pub moved: bool,
    /// Its sentence stands several times in the old or the new text.
    pub repeated: bool,
    /// Where its words are now: the one place, or none.
    pub now: Option<ByteRange>,
    /// Where it may be found without a warning: see above.
    pub right: HashSet<ByteRange>,
}

/// How strongly an article is edited.
#[derive(Clone, Copy, Debug)]
pub enum Strength {
    /// One to four edits.
    Light,
    /// One for every tenth sentence.
    Medium,
    /// One for every third.
    Heavy,
    /// Every second sentence has a word changed, beside some of all the others.
    EveryNeighbour,
}

/// Makes a case of an article's sentences. `others` are sentences that may be put in.
pub fn case(
    sentences: &[String],
    others: &[String],
    gold: &[ByteRange],
    text: Option<&str>,
    strength: Strength,
    chance: &mut Chance,
) -> Case {
    let (old, places, gaps) = match text {
        Some(text) => laid_out(text, sentences),
        None => laid_in(sentences, chance),
    };
    let mut items: Vec<Item> = (sentences.iter().zip(&places).enumerate())
        .map(|(number, (sentence, place))| {
            let mut at = place.start;
            let with_place = |word: &str| {
                at += word.len();
                (word.to_owned(), Some(at - word.len()))
            };
            Item {
                pieces: words(sentence).into_iter().map(with_place).collect(),
                from: Some(number),
                edited: false,
                moved: false,
            }
        })
        .collect();
    edit(&mut items, sentences, others, strength, chance);
    let (new, now_of) = written(&items, &gaps, &old, chance);
    let mut spans = marked(&old, &places, chance);
    spans.extend(
        gold.iter()
            .filter(|g| old.is_char_boundary(g.start))
            .copied(),
    );
    spans.sort_unstable();
    spans.dedup();
    let spans = judged(&spans, &places, sentences, &items, &new, &now_of);
    Case { old, new, spans }
}

/// Sentences with random space between them, or the space that a text has.
fn laid_in(sentences: &[String], chance: &mut Chance) -> (String, Vec<ByteRange>, Vec<String>) {
    let (mut text, mut places, mut gaps) = (String::new(), Vec::new(), Vec::new());
    for (number, sentence) in sentences.iter().enumerate() {
        let gap = match number {
            0 => "",
            _ if !ends(&sentences[number - 1]) => "\n",
            _ => [" ", " ", " ", "\n", "\n\n"][chance.below(5)],
        };
        text.push_str(gap);
        gaps.push(gap.to_owned());
        places.push(ByteRange::new(text.len(), text.len() + sentence.len()));
        text.push_str(sentence);
    }
    text.push('\n');
    (text, places, gaps)
}

fn laid_out(text: &str, sentences: &[String]) -> (String, Vec<ByteRange>, Vec<String>) {
    let (mut at, mut places, mut gaps) = (0, Vec::new(), Vec::new());
    for sentence in sentences {
        let start = at + text[at..].find(sentence.as_str()).unwrap_or(0);
        gaps.push(text[at..start].to_owned());
        at = start + sentence.len();
        places.push(ByteRange::new(start, at));
    }
    (text.to_owned(), places, gaps)
}

/// Whether a sentence is closed, so that another may follow on its line.
fn ends(sentence: &str) -> bool {
    let bare = sentence.trim_end_matches(['”', '"', '’', '\'', ')', '»']);
    bare.ends_with(['.', '!', '?', '…', '؟']) && !bare.ends_with("U.S.")
}

fn edit(
    items: &mut Vec<Item>,
    sentences: &[String],
    others: &[String],
    strength: Strength,
    chance: &mut Chance,
) {
    let edits = match strength {
        Strength::Light => 1 + chance.below(4),
        Strength::Medium => 1 + items.len() / 10,
        Strength::Heavy => 2 + items.len() / 3,
        Strength::EveryNeighbour => 1 + items.len() / 12,
    };
    if matches!(strength, Strength::EveryNeighbour) {
        let first = chance.below(2);
        for at in (first..items.len()).step_by(2) {
            change_words(&mut items[at], chance);
        }
    }
    let mut last = 0;
    for _ in 0..edits {
        // Half of the edits come beside another one.
        let near = (last + chance.below(4)).saturating_sub(1);
        let at = if chance.percent(50) {
            near
        } else {
            chance.below(items.len() + 1)
        };
        let at = at.min(items.len());
        last = at;
        let on = at.min(items.len().saturating_sub(1));
        match chance.below(10) {
            0..=2 => items.insert(at, put_in(sentences, others, chance)),
            3..=4 if items.len() > 2 => {
                let many = 1 + chance.below(3) * chance.below(2);
                let end = (on + many).min(items.len() - 1).max(on);
                items.drain(on..end);
            }
            5..=6 if items.len() > 2 => {
                let many = 1 + chance.below(4) * chance.below(2);
                let end = (on + many).min(items.len());
                let mut taken: Vec<Item> = items.drain(on..end).collect();
                taken.iter_mut().for_each(|item| item.moved = true);
                let to = chance.below(items.len() + 1);
                items.splice(to..to, taken);
            }
            _ if !items.is_empty() => change_words(&mut items[on], chance),
            _ => {}
        }
    }
}

/// A sentence to put in: new, of another article, or a copy or near copy of one of this article.
fn put_in(sentences: &[String], others: &[String], chance: &mut Chance) -> Item {
    match chance.below(6) {
        0 | 1 => Item::put_in(&invented(chance)),
        2 => Item::put_in(chance.pick(others).as_str()),
        3 | 4 => Item::put_in(chance.pick(sentences).as_str()),
        _ => {
            let mut item = Item::put_in(chance.pick(sentences).as_str());
            change_words(&mut item, chance);
            item
        }
    }
}

/// One to three small changes: a word replaced, put in or taken out, or a name for a name.
fn change_words(item: &mut Item, chance: &mut Chance) {
    const FILLERS: [&str; 8] = [
        "reportedly ",
        "late ",
        "also ",
        "the ",
        "Russia ",
        "on Friday ",
        "new ",
        "12 ",
    ];
    item.edited = true;
    for _ in 0..1 + chance.below(3) {
        let at = chance.below(item.pieces.len());
        let last = at + 1 == item.pieces.len();
        let filler = *chance.pick(&FILLERS);
        match chance.below(4) {
            0 => item.pieces.insert(at, (filler.to_owned(), None)),
            1 if item.pieces.len() > 2 && !last => {
                item.pieces.remove(at);
            }
            2 => {
                let name = chance.pick(&NAMES).to_owned();
                let rest = if last { "." } else { " " };
                item.pieces[at] = (format!("{name}{rest}"), None);
            }
            _ if !last => item.pieces[at] = (filler.to_owned(), None),
            _ => {}
        }
    }
    // A sentence keeps its capital, most of the time.
    let first = &mut item.pieces[0];
    if first.0.starts_with(char::is_lowercase) && chance.percent(95) {
        *first = (capitalised(&first.0), None);
    }
}

/// The edited text, and for each byte of the old text where it is.
fn written(
    items: &[Item],
    gaps: &[String],
    old: &str,
    chance: &mut Chance,
) -> (String, Vec<Option<usize>>) {
    let mut now_of = vec![None; old.len()];
    let mut text = String::new();
    let mut before: Option<&Item> = None;
    for item in items {
        let kept = match (before.map(|b| b.from), item.from) {
            (Some(Some(there)), Some(here)) => there + 1 == here,
            (None, Some(here)) => here == 0,
            _ => false,
        };
        let small = item.text().starts_with(char::is_lowercase);
        let fits = before.is_none_or(|b| ends(&b.text())) && (!small || chance.percent(5));
        let gap = match item.from {
            Some(number) if kept || fits && before.is_some() && number > 0 => gaps[number].as_str(),
            _ if before.is_none() => "",
            _ if !fits => "\n",
            _ => [" ", "\n"][chance.below(2)],
        };
        if let (true, Some((_, Some(first)))) = (kept, item.pieces.first()) {
            for step in 0..gap.len() {
                now_of[first - gap.len() + step] = Some(text.len() + step);
            }
        }
        text.push_str(gap);
        for (piece, from) in &item.pieces {
            for step in 0..piece.len() {
                if let Some(from) = from {
                    now_of[from + step] = Some(text.len() + step);
                }
            }
            text.push_str(piece);
        }
        before = Some(item);
    }
    text.push('\n');
    (text, now_of)
}

/// Random rows of words, every mention of a name that comes again, and a few rows over the end
/// of a sentence.
fn marked(old: &str, places: &[ByteRange], chance: &mut Chance) -> Vec<ByteRange> {
    let mut mentions: BTreeMap<&str, Vec<ByteRange>> = BTreeMap::new();
    let mut found = Vec::new();
    for (number, place) in places.iter().enumerate() {
        let mut rows = Vec::new();
        let mut at = place.start;
        for word in words(&old[place.as_range()]) {
            let bare = word.trim_matches(|c: char| !c.is_alphanumeric());
            let start = at + word.find(bare).unwrap_or(0);
            at += word.len();
            if !bare.is_empty() {
                let range = ByteRange::new(start, start + bare.len());
                rows.push(range);
                if bare.starts_with(char::is_uppercase) {
                    mentions.entry(bare).or_default().push(range);
                }
            }
        }
        if rows.is_empty() {
            continue;
        }
        for _ in 0..1 + chance.below(2) {
            let first = chance.below(rows.len());
            let last = (first + chance.below(5) * chance.below(2)).min(rows.len() - 1);
            found.push(ByteRange::new(rows[first].start, rows[last].end));
        }
        if chance.percent(3) && number + 1 < places.len() {
            let next = places[number + 1];
            let end = next.start + words(&old[next.as_range()])[0].trim_end().len();
            found.push(ByteRange::new(rows[chance.below(rows.len())].start, end));
        }
    }
    for (_, mentions) in mentions.into_iter().filter(|(_, m)| m.len() > 2) {
        let from = chance.below(mentions.len());
        found.extend(mentions.into_iter().skip(from).take(8));
    }
    found
}

fn judged(
    spans: &[ByteRange],
    places: &[ByteRange],
    sentences: &[String],
    items: &[Item],
    new: &str,
    now_of: &[Option<usize>],
) -> Vec<Marked> {
    let kept: HashMap<usize, &Item> = items.iter().filter_map(|i| Some((i.from?, i))).collect();
    let texts: Vec<String> = items.iter().map(Item::text).collect();
    let alike = Alike::of(items, &texts, new);
    let mut counts: HashMap<&str, (usize, usize)> = HashMap::new();
    for sentence in sentences {
        counts.entry(sentence).or_default().0 += 1;
    }
    for text in &texts {
        counts.entry(text).or_default().1 += 1;
    }
    let often = |sentence: &str| counts.get(sentence).is_some_and(|c| c.0 > 1 || c.1 > 1);
    let mut judged = Vec::new();
    for &range in spans {
        let first = places.partition_point(|p| p.end <= range.start);
        let end = places.partition_point(|p| p.start < range.end);
        let own = || (first..end).map(|number| kept.get(&number));
        let whole = own().all(|item| item.is_some_and(|i| !i.edited));
        let (start, last) = (now_of[range.start], now_of[range.end - 1]);
        let now = match (start, last) {
            (Some(start), Some(last)) if start <= last => Some(ByteRange::new(start, last + 1)),
            _ => None,
        };
        let contiguous = now.is_some_and(|now| {
            now.len() == range.len()
                && (range.start..range.end)
                    .all(|at| now_of[at] == Some(now.start + at - range.start))
        });
        let moved = own().any(|item| item.is_some_and(|i| i.moved));
        let mut right: HashSet<ByteRange> = now.filter(|_| contiguous).into_iter().collect();
        if end == first + 1 {
            let offset = range.start - places[first].start;
            let others = alike.others(first, &sentences[first], !whole || moved);
            right.extend(
                others
                    .into_iter()
                    .map(|at| ByteRange::new(at + offset, at + offset + range.len())),
            );
        } else if (first..end).any(|s| alike.copies.contains_key(sentences[s].as_str())) {
            // Sentences that were put together again of copies: nothing true can be said.
            continue;
        }
        judged.push(Marked {
            range,
            untouched: whole && contiguous,
            moved,
            repeated: (first..end).any(|s| often(&sentences[s])),
            now,
            right,
        });
    }
    judged
}

/// Sentences of the edited text that read the same.
struct Alike<'a> {
    items: &'a [Item],
    texts: &'a [String],
    starts: Vec<usize>,
    /// The items that were put in or edited, by their text.
    copies: HashMap<&'a str, Vec<usize>>,
    /// Those that were moved and not edited.
    moved: HashMap<&'a str, Vec<usize>>,
    /// Where each old sentence is, unless it was edited.
    kept: HashMap<usize, usize>,
}

impl<'a> Alike<'a> {
    fn of(items: &'a [Item], texts: &'a [String], new: &str) -> Self {
        let mut alike = Self {
            items,
            texts,
            starts: Vec::new(),
            copies: HashMap::new(),
            moved: HashMap::new(),
            kept: HashMap::new(),
        };
        let mut at = 0;
        for (number, (item, text)) in items.iter().zip(texts).enumerate() {
            at += new[at..].find(text.as_str()).unwrap_or(0);
            alike.starts.push(at);
            at += text.len();
            match item.from.filter(|_| !item.edited) {
                Some(from) => {
                    if item.moved {
                        alike.moved.entry(text).or_default().push(number);
                    }
                    alike.kept.insert(from, number);
                }
                None => alike.copies.entry(text).or_default().push(number),
            }
        }
        alike
    }

    /// Whether an item stands beside one of the old neighbours of a sentence.
    fn beside_a_neighbour(&self, number: usize, sentence: usize) -> bool {
        let from = |number: Option<usize>| number.and_then(|n| self.items.get(n)?.from);
        let before = sentence.checked_sub(1);
        before.is_some() && from(number.checked_sub(1)) == before
            || from(Some(number + 1)) == Some(sentence + 1)
    }

    /// Where else a sentence may be found: see the head of this file.
    fn others(&self, sentence: usize, text: &str, displaced: bool) -> Vec<usize> {
        let own = self.kept.get(&sentence).copied();
        let mut found = Vec::new();
        let alone = own.is_none_or(|own| !self.beside_a_neighbour(own, sentence));
        for copy in self.copies.get(text).into_iter().flatten() {
            if displaced || alone && self.beside_a_neighbour(*copy, sentence) {
                found.push(*copy);
            }
        }
        for twin in self.moved.get(text).into_iter().flatten() {
            if alone && self.beside_a_neighbour(*twin, sentence) {
                found.push(*twin);
            }
        }
        let mut rows: Vec<usize> = found.clone();
        rows.extend(own);
        for at in rows {
            let alike = |n: &usize| self.texts[*n] == text;
            let row: Vec<usize> = (0..at)
                .rev()
                .take_while(alike)
                .chain((at..self.texts.len()).take_while(alike))
                .collect();
            let came = |n: &usize| self.items[*n].from.is_none() || self.items[*n].moved;
            if row.iter().any(came) {
                found.extend(row);
            }
        }
        found
            .into_iter()
            .map(|number| self.starts[number])
            .collect()
    }
}
