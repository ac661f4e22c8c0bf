//! Counting what of proposed frames is right.

use std::collections::BTreeMap;

use serde::Serialize;

use super::FrameRecord;

/// What was proposed for one gold frame.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct ProposedFrame {
    /// Role, and from where to where in code points.
    pub fillers: Vec<(String, (usize, usize))>,
    pub date: Option<ProposedDate>,
    pub mode: Option<String>,
}

/// A date that was proposed.
#[derive(Clone, Debug, PartialEq)]
pub struct ProposedDate {
    /// Code points.
    pub place: (usize, usize),
    /// `2024-05-06` or `2024-05-01/2024-05-31`; nothing where it was not resolved.
    pub days: Option<String>,
}

/// Right, wrong and missed for one role.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize)]
pub struct RoleRates {
    pub right: usize,
    pub wrong: usize,
    pub missed: usize,
}

impl RoleRates {
    /// How much of what was proposed is right.
    #[must_use]
    pub fn precision(&self) -> Option<f64> {
        share(self.right, self.right + self.wrong)
    }

    /// How much of the gold was proposed.
    #[must_use]
    pub fn recall(&self) -> Option<f64> {
        share(self.right, self.right + self.missed)
    }

    fn add(&mut self, other: Self) {
        self.right += other.right;
        self.wrong += other.wrong;
        self.missed += other.missed;
    }
}

#[expect(clippy::cast_precision_loss, reason = "counts of a file")]
fn share(part: usize, whole: usize) -> Option<f64> {
    (whole > 0).then(|| part as f64 / whole as f64)
}

/// A filler that was wrong or missed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct FrameMistake {
    /// The line of the record.
    pub line: usize,
    pub trigger: String,
    pub role: String,
    pub words: String,
    /// Whether it was proposed and is not in the gold; else it was not proposed.
    pub wrong: bool,
}

/// What came out over a file.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct FrameScore {
    pub frames: usize,
    /// Frames of which every role is right and none is missed.
    pub whole: usize,
    pub roles: BTreeMap<String, RoleRates>,
    pub all: RoleRates,
    /// Days of dates whose words are right.
    pub days: RoleRates,
    pub modes: RoleRates,
    #[serde(skip)]
    pub mistakes: Vec<FrameMistake>,
}

/// Compares what was proposed with the gold: for each record one proposal for each of its frames.
/// Something proposed is right where it has the role of a gold filler and shares a character with
/// it, one to one.
#[must_use]
pub fn judge(records: &[FrameRecord], proposed: &[Vec<ProposedFrame>]) -> FrameScore {
    let mut score = FrameScore::default();
    for (record, proposed) in records.iter().zip(proposed) {
        for (gold, proposed) in record.frames.iter().zip(proposed) {
            let mut one = Judged {
                score: &mut score,
                record,
                trigger: gold.trigger,
                faults: 0,
            };
            let mut fillers: Vec<(&str, (usize, usize))> = proposed
                .fillers
                .iter()
                .map(|(role, place)| (role.as_str(), *place))
                .collect();
            fillers.extend(proposed.date.iter().map(|date| ("date", date.place)));
            for filler in &gold.fillers {
                let mark = &record.marks[filler.mark];
                let is_it = |(role, (start, end)): &(&str, (usize, usize))| {
                    *role == filler.role && *start < mark.end && mark.start < *end
                };
                match fillers.iter().position(is_it) {
                    Some(place) => {
                        fillers.remove(place);
                        one.right(&filler.role);
                        if let Some(days) = &filler.days {
                            let found = proposed.date.as_ref().and_then(|d| d.days.as_deref());
                            one.days(found.unwrap_or("?"), days);
                        }
                    }
                    None => one.missed(&filler.role, (mark.start, mark.end)),
                }
            }
            for (role, place) in fillers {
                one.wrong(role, place);
            }
            let faults = one.faults;
            score.frames += 1;
            score.whole += usize::from(faults == 0);
            let modes = &mut score.modes;
            match (&gold.mode, &proposed.mode) {
                (Some(gold), Some(proposed)) if gold == proposed => modes.right += 1,
                (gold, proposed) => {
                    // A mode that the gold leaves open is neither right nor wrong.
                    modes.wrong += usize::from(gold.is_some() && proposed.is_some());
                    modes.missed += usize::from(gold.is_some());
                }
            }
        }
    }
    for rates in score.roles.values() {
        score.all.add(*rates);
    }
    score
}

struct Judged<'a> {
    score: &'a mut FrameScore,
    record: &'a FrameRecord,
    trigger: usize,
    faults: usize,
}

impl Judged<'_> {
    fn role(&mut self, role: &str) -> &mut RoleRates {
        self.score.roles.entry(role.to_owned()).or_default()
    }

    fn right(&mut self, role: &str) {
        self.role(role).right += 1;
    }

    fn missed(&mut self, role: &str, place: (usize, usize)) {
        self.role(role).missed += 1;
        self.note(role, place, false);
    }

    fn wrong(&mut self, role: &str, place: (usize, usize)) {
        self.role(role).wrong += 1;
        self.note(role, place, true);
    }

    fn days(&mut self, found: &str, gold: &str) {
        let days = &mut self.score.days;
        if found == gold {
            days.right += 1;
        } else {
            days.wrong += usize::from(found != "?");
            days.missed += 1;
            let words = format!("{found}, and it is {gold}");
            self.push("days", words, true);
        }
    }

    fn note(&mut self, role: &str, place: (usize, usize), wrong: bool) {
        self.faults += 1;
        let words = self.words(place);
        self.push(role, words, wrong);
    }

    fn push(&mut self, role: &str, words: String, wrong: bool) {
        let mark = &self.record.marks[self.trigger];
        self.score.mistakes.push(FrameMistake {
            line: self.record.line,
            trigger: self.words((mark.start, mark.end)),
            role: role.to_owned(),
            words,
            wrong,
        });
    }

    fn words(&self, (start, end): (usize, usize)) -> String {
        let text = self.record.text.chars();
        text.skip(start).take(end.saturating_sub(start)).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::measure::frames::read;

    #[test]
    fn fillers_are_paired_one_to_one() {
        let file = "[Ada|A1] and [Bo|A2] [met|E1 CONSULT] [Monday|D1].\nE1: actor A1 A2; date D1=2024-05-06";
        let records = read(file).unwrap();
        let actor = |place| ("actor".to_owned(), place);
        let proposed = ProposedFrame {
            // One filler over both is right for one of them.
            fillers: vec![actor((0, 10)), ("recipient".to_owned(), (8, 10))],
            date: Some(ProposedDate {
                place: (15, 21),
                days: Some("2024-05-06".to_owned()),
            }),
            mode: None,
        };
        let score = judge(&records, &[vec![proposed]]);
        let rates = |right, wrong, missed| RoleRates {
            right,
            wrong,
            missed,
        };
        assert_eq!(score.roles["actor"], rates(1, 0, 1));
        assert_eq!(score.roles["recipient"], rates(0, 1, 0));
        assert_eq!(score.roles["date"], rates(1, 0, 0));
        assert_eq!(score.days, rates(1, 0, 0));
        assert_eq!(score.all, rates(2, 1, 1));
        assert_eq!((score.frames, score.whole), (1, 0));
        assert_eq!(score.all.precision(), Some(2.0 / 3.0));
    }
}
