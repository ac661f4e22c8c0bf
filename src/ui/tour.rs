//! The guided tour: seven steps, each fulfilled by doing what it teaches.
//!
//! The tour looks at what is on the desk and never changes it; a step is left because the thing
//! was done, or because somebody passes over it.

use super::commands::{self, Command, Motion};
use super::keymap::Keymap;

/// What is to be done.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Lesson {
    Walk,
    Mark,
    Accept,
    Reject,
    Undo,
    Finish,
    Find,
}

/// The lessons in their order.
pub const LESSONS: [Lesson; 7] = [
    Lesson::Walk,
    Lesson::Mark,
    Lesson::Accept,
    Lesson::Reject,
    Lesson::Undo,
    Lesson::Finish,
    Lesson::Find,
];

/// What of the desk the tour looks at.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Seen {
    /// The article's number.
    pub document: Option<u64>,
    pub caret: usize,
    pub spans: usize,
    /// How many of them were suggestions.
    pub accepted: usize,
    pub rejected: usize,
    /// Another number after each change.
    pub revision: u64,
    /// Whether something could be done again.
    pub undone: bool,
    /// Open articles that are done.
    pub done: usize,
    /// Whether everything that can be done is listed on the screen.
    pub listed: bool,
}

/// How far somebody is.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Tour {
    place: usize,
    /// The desk as the lesson began.
    before: Option<Seen>,
}

impl Tour {
    /// The lesson that is being taken; nothing at the end.
    #[must_use]
    pub fn lesson(&self) -> Option<Lesson> {
        LESSONS.get(self.place).copied()
    }

    /// Its number, from 1.
    #[must_use]
    pub fn number(&self) -> usize {
        self.place + 1
    }

    /// Looks at the desk; whether the lesson is done and the next one begins.
    pub fn look(&mut self, now: &Seen) -> bool {
        let Some(lesson) = self.lesson() else {
            return false;
        };
        let Some(before) = &self.before else {
            self.before = Some(now.clone());
            return false;
        };
        let same = now.document.is_some() && now.document == before.document;
        let fulfilled = match lesson {
            Lesson::Walk => same && now.caret != before.caret,
            Lesson::Mark => same && now.spans > before.spans,
            Lesson::Accept => same && now.accepted > before.accepted,
            Lesson::Reject => same && now.rejected > before.rejected,
            Lesson::Undo => same && now.undone && now.revision != before.revision,
            Lesson::Finish => now.done > before.done,
            Lesson::Find => now.listed && !before.listed,
        };
        if fulfilled {
            self.skip();
            self.before = Some(now.clone());
        } else if !same || lessened(before, now) {
            // In another article, or where something was taken back, it is counted from there.
            let done = before.done.min(now.done);
            self.before = Some(Seen {
                done,
                ..now.clone()
            });
        } else if before.listed && !now.listed {
            self.before = Some(now.clone());
        }
        fulfilled
    }

    /// Goes on to the next lesson.
    pub fn skip(&mut self) {
        self.place = (self.place + 1).min(LESSONS.len());
        self.before = None;
    }
}

fn lessened(before: &Seen, now: &Seen) -> bool {
    now.spans < before.spans
        || now.accepted < before.accepted
        || now.rejected < before.rejected
        || now.done < before.done
}

/// What a lesson asks for, with the keys in force. `mark` is the letter of the first label, and
/// its name.
#[must_use]
pub fn sentence(lesson: Option<Lesson>, keymap: &Keymap, mark: (char, &str)) -> String {
    let key = |command: Command| {
        let title = commands::entries().find(|entry| entry.command == command);
        let title = title.map_or("", |entry| entry.title);
        match keymap.shown(command) {
            keys if keys.is_empty() => format!("“{title}” in the menus"),
            keys => keys,
        }
    };
    let (letter, label) = mark;
    match lesson {
        Some(Lesson::Walk) => format!(
            "Walk through the text: {} and {} go from word to word, {} and {} from line to line. Stop in a name.",
            key(Command::Move(Motion::WordRight)),
            key(Command::Move(Motion::WordLeft)),
            key(Command::Move(Motion::LineDown)),
            key(Command::Move(Motion::LineUp)),
        ),
        Some(Lesson::Mark) => format!(
            "Press {letter} to mark the word at the caret as {label}. For more words, select them first: Shift with the same keys.",
        ),
        Some(Lesson::Accept) => format!(
            "Dotted boxes are suggestions, and none of them counts before you say so. Press {} to go to the next one, and {} to accept it.",
            key(Command::NextSuggestion),
            key(Command::Accept),
        ),
        Some(Lesson::Reject) => format!(
            "The next one is under review, and why it was suggested stands in the inspector. Press {} to reject it: it will not come back.",
            key(Command::Reject),
        ),
        Some(Lesson::Undo) => format!(
            "Everything can be taken back, also at the end of a long day. Press {}.",
            key(Command::Undo),
        ),
        Some(Lesson::Finish) => format!(
            "Your work is saved by itself, beside the article. Press {}: this article is done, and the next one opens.",
            key(Command::DoneAndNext),
        ),
        Some(Lesson::Find) => format!(
            "Nothing has to be remembered. Press {} for everything that can be done, with its keys; type to find it.",
            key(Command::Palette),
        ),
        None => format!(
            "That is how one works here. To read next: {} is the help with all keys, {} the settings, {} says which matchers are listened to. {} opens a folder of your own.",
            key(Command::Help),
            key(Command::Settings),
            key(Command::Matchers),
            key(Command::OpenFolder),
        ),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::annotation::Schema;

    fn at(number: u64) -> Seen {
        Seen {
            document: Some(number),
            ..Seen::default()
        }
    }

    /// What fulfils each lesson, on the desk as it was.
    fn fulfil(lesson: Lesson, seen: &mut Seen) {
        seen.revision += 1;
        match lesson {
            Lesson::Walk => seen.caret += 1,
            Lesson::Mark => seen.spans += 1,
            Lesson::Accept => (seen.spans, seen.accepted) = (seen.spans + 1, seen.accepted + 1),
            Lesson::Reject => seen.rejected += 1,
            Lesson::Undo => (seen.rejected, seen.undone) = (seen.rejected - 1, true),
            Lesson::Finish => (seen.done, seen.document) = (seen.done + 1, Some(99)),
            Lesson::Find => seen.listed = true,
        }
    }

    #[test]
    fn each_lesson_is_left_by_doing_it_and_by_nothing_else() {
        for (place, lesson) in LESSONS.into_iter().enumerate() {
            for other in LESSONS {
                let mut tour = Tour::default();
                (0..place).for_each(|_| tour.skip());
                let mut seen = at(1);
                seen.rejected = 3;
                assert!(!tour.look(&seen), "nothing was done yet");
                fulfil(other, &mut seen);
                // Accepting is a way of marking.
                let counts = other == lesson || (lesson, other) == (Lesson::Mark, Lesson::Accept);
                assert_eq!(tour.look(&seen), counts, "{lesson:?} by {other:?}");
                assert_eq!(tour.number(), place + 1 + usize::from(counts));
            }
        }
    }

    #[test]
    fn the_whole_tour_is_taken_in_seven_steps_and_then_rests() {
        let (mut tour, mut seen) = (Tour::default(), at(1));
        tour.look(&seen);
        for lesson in LESSONS {
            assert_eq!(tour.lesson(), Some(lesson));
            fulfil(lesson, &mut seen);
            assert!(tour.look(&seen));
        }
        assert_eq!(tour.lesson(), None);
        assert!(!tour.look(&at(2)));
    }

    #[test]
    fn what_was_there_before_or_stands_in_another_article_does_not_count() {
        let mut tour = Tour::default();
        (0..2).for_each(|_| tour.skip());
        let mut seen = at(1);
        (seen.spans, seen.accepted) = (5, 5);
        assert!(!tour.look(&seen));
        let mut other = at(2);
        (other.spans, other.accepted) = (9, 9);
        assert!(!tour.look(&other));
        // Taken back and accepted anew: that is done here.
        (other.spans, other.accepted) = (8, 8);
        assert!(!tour.look(&other));
        (other.spans, other.accepted) = (9, 9);
        assert!(tour.look(&other));
    }

    #[test]
    fn sentences_name_the_keys_in_force_and_commands_without_keys_by_their_titles() {
        let schema = Schema::built_in();
        let (keymap, faults) = Keymap::read(&schema, "undo = \"F12\"\ncommand_palette = \"\"\n");
        assert!(faults.is_empty());
        let said = |lesson| sentence(lesson, &keymap, ('A', "actor"));
        assert!(said(Some(Lesson::Undo)).ends_with("Press F12."));
        assert!(said(Some(Lesson::Find)).contains("“Command palette” in the menus"));
        for lesson in LESSONS {
            assert!(said(Some(lesson)).len() < 190, "{lesson:?}");
        }
        assert!(said(None).contains("F1 is the help"));
    }
}
