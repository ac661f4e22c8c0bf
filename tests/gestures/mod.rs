//! Random work on an article, the same for the same seed.

use obelus::annotation::{
    AnnotationSet, Change, History, Id, Label, Op, Rejection, Status, Step, Stroke, Timestamp,
    Transaction,
    edits::{self, ActorField, Draft, EntityDraft},
};
use obelus::text::{Article, ByteRange};

/// Text with characters of one to four bytes, CRLF and a combining mark.
#[allow(dead_code, reason = "not every test file needs it")]
pub const TEXT: &str = "🚨 About 650 U.S. troops left Niamey.\r\nLe préfet a parlé; e\u{301}té.\r\n\
                        وصل الوفد إلى غاو يوم الخميس.\r\nDozens were held in Agadez after talks.\n";

/// A small generator of numbers (SplitMix64): no seed but the one given.
#[derive(Clone, Debug)]
pub struct Random(pub u64);

impl Random {
    pub fn number(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        z ^ (z >> 31)
    }

    /// A number below `end`, which is not 0.
    pub fn below(&mut self, end: usize) -> usize {
        usize::try_from(self.number() % end as u64).unwrap_or(0)
    }

    pub fn chance(&mut self, percent: usize) -> bool {
        self.below(100) < percent
    }
}

fn now(random: &mut Random) -> Timestamp {
    let (minute, second) = (random.below(60), random.below(60));
    Timestamp::new(&format!("2026-01-01T00:{minute:02}:{second:02}Z"))
}

fn range(random: &mut Random, article: &Article) -> ByteRange {
    let last = article.code_points();
    let start = random.below(last);
    let end = (start + 1 + random.below(12)).min(last);
    article.to_range(start, end).expect("within the text")
}

fn label(random: &mut Random) -> Label {
    let labels = [Label::ACTOR, Label::LOCATION, Label::FIGURE, Label::EVENT];
    labels[random.below(labels.len())].clone()
}

/// A gesture that the set takes, with changes in it.
pub fn gesture(random: &mut Random, article: &Article, set: &AnnotationSet) -> Transaction {
    loop {
        let now = now(random);
        let made = match random.below(16) {
            0..4 => {
                let drafts: Vec<_> = (0..=random.below(2))
                    .map(|_| Draft::by_hand(label(random), range(random, article)))
                    .collect();
                edits::add(set, &drafts, "mark “ça”", &now).ok()
            }
            4 => some_span(random, set).map(|id| edits::delete(set, &[id], "delete")),
            5 => {
                let label = label(random);
                let id = some_span(random, set);
                id.and_then(|id| edits::relabel(set, &id, &label, &now).ok())
            }
            6 => {
                let range = range(random, article);
                let id = some_span(random, set);
                id.and_then(|id| edits::set_range(set, &id, range, &now).ok())
            }
            7 => {
                let id = some_span(random, set);
                let note = format!("note {}\n🚨", random.below(90));
                id.and_then(|id| edits::set_note(set, &id, &note, &now).ok())
            }
            8 => {
                let head = Some(range(random, article));
                let id = some_span(random, set);
                id.and_then(|id| edits::set_head(set, &id, head, &now).ok())
            }
            9 => {
                let (range, label) = (range(random, article), label(random));
                Some(edits::reject(set, &[Rejection { range, label }], "reject"))
            }
            10 => {
                let to = format!("Titre «{}»\r\n", random.below(90));
                let change = Change::new(set.title.clone(), to);
                Some(Transaction::new("title", vec![Op::Title(change)]))
            }
            11 => {
                let value = (random.below(3) > 0).then(|| random.below(9).into());
                Some(edits::set_article_attribute(set, "relevant", value))
            }
            12 => {
                let id = some_span(random, set);
                let value = (random.below(3) > 0).then(|| random.below(9).into());
                id.and_then(|id| edits::set_attribute(set, &id, "certain", value, &now).ok())
            }
            13 => {
                let (a, b) = (some_span(random, set), some_span(random, set));
                let proposed = EntityDraft {
                    name: format!("Actor {}", random.below(9)),
                    ..EntityDraft::default()
                };
                let both = a.zip(b).filter(|(a, b)| a != b);
                both.and_then(|(a, b)| edits::toggle_same_actor(set, &a, &b, proposed).ok())
            }
            14 => {
                let code = ["NER", "TCD", "IGO"][random.below(3)];
                let field = ActorField::Country(random.chance(80).then(|| code.to_owned()));
                let id = some_span(random, set);
                let proposed = EntityDraft::default();
                id.and_then(|id| edits::set_actor(set, &id, &field, proposed).ok())
            }
            _ => {
                let status = [Status::InProgress, Status::Done, Status::Skipped];
                let change = Change::new(set.status, status[random.below(3)]);
                let flag = Change::new(set.flagged, !set.flagged);
                let ops = vec![Op::Status(change), Op::Flag(flag)];
                Some(Transaction::new("status", ops))
            }
        };
        let fits =
            |made: &Transaction| !made.ops.is_empty() && made.apply(&mut set.clone()).is_ok();
        if let Some(made) = made.filter(fits) {
            return made;
        }
    }
}

fn some_span(random: &mut Random, set: &AnnotationSet) -> Option<Id> {
    let count = set.len();
    let chosen = (count > 0).then(|| random.below(count))?;
    set.spans().nth(chosen).map(|span| span.id.clone())
}

/// What an analyst does next: a gesture, an undo or a redo. The set and the history have taken it.
pub fn step(
    random: &mut Random,
    article: &Article,
    set: &mut AnnotationSet,
    history: &mut History,
) -> Step {
    let stroke = match random.below(10) {
        0 | 1 if history.undo_name().is_some() => Stroke::Undo,
        2 if history.redo_name().is_some() => Stroke::Redo,
        _ => Stroke::Do,
    };
    let fits = "a history fits its set";
    let transaction = match stroke {
        Stroke::Undo => {
            let undone = history.undo(set).expect(fits);
            undone.expect("there is one").inverse()
        }
        Stroke::Redo => history
            .redo(set)
            .expect(fits)
            .expect("there is one")
            .clone(),
        Stroke::Do => {
            let made = gesture(random, article, set);
            history.apply(set, made.clone()).expect("it was tried");
            made
        }
    };
    Step {
        stroke,
        transaction,
    }
}
