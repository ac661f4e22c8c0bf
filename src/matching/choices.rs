//! Which matchers are listened to, and from which score on.
//!
//! For each matcher and label there is a switch and a threshold; beside them stand classes of
//! suggestions that are switched off by themselves. Choices are applied before overlaps are
//! resolved, so that what a switched-off matcher hid comes forth. Nothing here knows which
//! matchers there are: what was never chosen has the defaults, also for matchers from elsewhere.

use std::collections::{BTreeMap, BTreeSet};

use super::{Suggestion, actors};
use crate::annotation::{Label, VaguePolicy};

/// Suggestions below this score are not shown unless somebody chose otherwise.
pub const THRESHOLD: f32 = 0.5;

/// What is chosen for one matcher and one label.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Choice {
    pub on: bool,
    /// The lowest score that is shown, from 0 to 1.
    pub threshold: f32,
}

impl Default for Choice {
    fn default() -> Self {
        Self {
            on: true,
            threshold: THRESHOLD,
        }
    }
}

/// Suggestions that one rule makes and that are switched off by themselves.
#[derive(Debug, PartialEq, Eq)]
pub struct Class {
    /// Its name in settings. It stays as it is.
    pub key: &'static str,
    /// As it is shown.
    pub name: &'static str,
    /// Words that it suggests, as it is shown.
    pub examples: &'static str,
    pub label: Label,
    /// The rule of [`super::Reason`] that makes them.
    pub rule: &'static str,
}

/// The classes.
pub const CLASSES: &[Class] = &[Class {
    key: "common_noun_actors",
    name: "Actors that only a common noun names",
    examples: "rebels, police, troops",
    label: Label::ACTOR,
    rule: actors::COMMON_NOUN,
}];

impl Class {
    /// Whether a suggestion is of this class.
    #[must_use]
    pub fn holds(&self, suggestion: &Suggestion) -> bool {
        suggestion.reason.rule == self.rule && suggestion.label == self.label
    }
}

/// What is chosen for all matchers. The default shows everything from [`THRESHOLD`] on.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Choices {
    /// What differs from the default.
    pairs: BTreeMap<String, BTreeMap<Label, Choice>>,
    /// The keys of the classes that are off.
    off: BTreeSet<String>,
    /// What vague words come to. It is a setting of its own, and a corpus may have its own too.
    pub vague: VaguePolicy,
}

impl Choices {
    /// What is chosen for one matcher and one label.
    #[must_use]
    pub fn of(&self, matcher: &str, label: &Label) -> Choice {
        let labels = self.pairs.get(matcher);
        let choice = labels.and_then(|labels| labels.get(label));
        choice.copied().unwrap_or_default()
    }

    /// Chooses for one matcher and one label. A threshold that is no number is the usual one;
    /// others are brought between 0 and 1.
    pub fn set(&mut self, matcher: &str, label: &Label, mut choice: Choice) {
        choice.threshold = if choice.threshold.is_finite() {
            choice.threshold.clamp(0.0, 1.0)
        } else {
            THRESHOLD
        };
        if choice != Choice::default() {
            let labels = self.pairs.entry(matcher.to_owned()).or_default();
            labels.insert(label.clone(), choice);
        } else if let Some(labels) = self.pairs.get_mut(matcher) {
            labels.remove(label);
            if labels.is_empty() {
                self.pairs.remove(matcher);
            }
        }
    }

    /// Whether a class is on.
    #[must_use]
    pub fn has_class(&self, key: &str) -> bool {
        !self.off.contains(key)
    }

    /// Switches a class on or off.
    pub fn set_class(&mut self, key: &str, on: bool) {
        if on {
            self.off.remove(key);
        } else {
            self.off.insert(key.to_owned());
        }
    }

    /// With the defaults for these matchers and for the classes. What was chosen for others, which
    /// another version may know, stays.
    #[must_use]
    pub fn restored<'m>(&self, matchers: impl Iterator<Item = &'m str>) -> Self {
        let mut restored = self.clone();
        for matcher in matchers {
            restored.pairs.remove(matcher);
        }
        for class in CLASSES {
            restored.off.remove(class.key);
        }
        restored
    }

    /// What differs from the default, by matcher and label.
    pub fn chosen(&self) -> impl Iterator<Item = (&str, &Label, Choice)> {
        self.pairs.iter().flat_map(|(matcher, labels)| {
            let labels = labels.iter();
            labels.map(move |(label, choice)| (matcher.as_str(), label, *choice))
        })
    }

    /// The keys of the classes that are off.
    pub fn classes_off(&self) -> impl Iterator<Item = &str> {
        self.off.iter().map(String::as_str)
    }

    /// Whether a suggestion counts at all: its matcher is on for its label, and its class is on.
    #[must_use]
    pub fn hears(&self, suggestion: &Suggestion) -> bool {
        self.of(suggestion.matcher, &suggestion.label).on
            && CLASSES
                .iter()
                .filter(|class| class.holds(suggestion))
                .all(|class| self.has_class(class.key))
    }

    /// Whether a suggestion is shown: it counts, and its score reaches the threshold.
    #[must_use]
    pub fn shows(&self, suggestion: &Suggestion) -> bool {
        let choice = self.of(suggestion.matcher, &suggestion.label);
        suggestion.score >= choice.threshold && self.hears(suggestion)
    }
}

/// How many suggestions one matcher gives for one label.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Given {
    matcher: &'static str,
    label: Label,
    /// From the threshold on.
    shown: usize,
    /// Below it, where nothing that is shown stands on the same words.
    weaker: usize,
}

/// How many suggestions each matcher gives for each label in an article.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Tally(Vec<Given>);

impl Tally {
    /// Counts what a run handed over. Linear.
    #[must_use]
    pub fn new(suggestions: &[Suggestion], choices: &Choices) -> Self {
        let mut given: Vec<Given> = Vec::new();
        for suggestion in suggestions {
            let (matcher, label) = (suggestion.matcher, &suggestion.label);
            let same = |g: &Given| g.matcher == matcher && g.label == *label;
            let place = given.iter().position(same).unwrap_or_else(|| {
                given.push(Given {
                    matcher,
                    label: label.clone(),
                    shown: 0,
                    weaker: 0,
                });
                given.len() - 1
            });
            if choices.shows(suggestion) {
                given[place].shown += 1;
            } else {
                given[place].weaker += 1;
            }
        }
        Self(given)
    }

    /// How many are shown and how many are weaker, for one matcher and one label.
    #[must_use]
    pub fn of(&self, matcher: &str, label: &Label) -> (usize, usize) {
        let same = |g: &&Given| g.matcher == matcher && g.label == *label;
        let given = self.0.iter().find(same);
        given.map_or((0, 0), |given| (given.shown, given.weaker))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::annotation::Label;
    use crate::matching::{Finder, Language, Matcher, Pipeline, Reading, Reason, built_in};
    use crate::text::{Article, ByteRange};

    /// Offers the first word as one label with one score.
    struct First(&'static str, Label, f32, usize);

    impl Matcher for First {
        fn name(&self) -> &'static str {
            self.0
        }
        fn labels(&self) -> &'static [Label] {
            const BOTH: &[Label] = &[Label::ACTOR, Label::LOCATION];
            BOTH
        }
        fn reads(&self, _: Language) -> bool {
            true
        }
        fn on<'r>(&'r self, _: &'r Reading<'r>) -> Box<dyn Finder + 'r> {
            Box::new(FirstOf(self))
        }
    }

    struct FirstOf<'r>(&'r First);

    impl Finder for FirstOf<'_> {
        fn find(&mut self, _: usize, out: &mut Vec<Suggestion>) {
            let First(matcher, label, score, length) = self.0;
            let range = ByteRange::new(0, *length);
            let reason = Reason::new("first word", [range]);
            out.push(Suggestion::new(
                matcher,
                label.clone(),
                range,
                *score,
                reason,
            ));
        }
    }

    /// What is shown, as "matcher label words", and the labels that stand in as alternatives.
    fn check(pipeline: &Pipeline, text: &str, choices: &Choices, expected: &[&str]) {
        let article = Article::from_text("test", text);
        let mut shown = Vec::new();
        pipeline.run(
            &Reading::new(&article),
            choices,
            0..0,
            &|| false,
            &mut |batch| {
                for s in batch.suggestions.iter().filter(|s| choices.shows(s)) {
                    let others = s.alternatives.iter().map(|a| format!(" or {}", a.label));
                    let words = article.quote(s.range);
                    let others: String = others.collect();
                    shown.push(format!("{} {} {words}{others}", s.matcher, s.label));
                }
            },
        );
        assert_eq!(shown, expected, "{choices:?}");
    }

    fn two() -> Pipeline {
        Pipeline::new(vec![
            Box::new(First("strong", Label::ACTOR, 0.9, 6)),
            Box::new(First("other", Label::LOCATION, 0.6, 6)),
        ])
    }

    fn choose(matcher: &str, label: &Label, on: bool, threshold: f32) -> Choices {
        let mut choices = Choices::default();
        choices.set(matcher, label, Choice { on, threshold });
        choices
    }

    #[test]
    fn what_a_matcher_hid_comes_forth_when_it_is_off() {
        let pipeline = two();
        let text = "Niamey waits.";
        check(
            &pipeline,
            text,
            &Choices::default(),
            &["strong actor Niamey or location"],
        );
        let off = choose("strong", &Label::ACTOR, false, THRESHOLD);
        check(&pipeline, text, &off, &["other location Niamey"]);
    }

    #[test]
    fn one_that_is_below_its_threshold_hides_none_that_is_shown_and_stays_another_reading() {
        let strict = choose("strong", &Label::ACTOR, true, 0.95);
        let expected = ["other location Niamey or actor"];
        check(&two(), "Niamey waits.", &strict, &expected);
        let pipeline = Pipeline::new(vec![
            // Longer, but too weak to be shown.
            Box::new(First("long", Label::ACTOR, 0.48, 40)),
            Box::new(First("short", Label::ACTOR, 0.52, 6)),
        ]);
        let text = "Niamey and whatever stands behind that name.";
        check(
            &pipeline,
            text,
            &Choices::default(),
            &["short actor Niamey"],
        );
    }

    #[test]
    fn a_choice_is_of_one_label_and_of_one_matcher() {
        let other = choose("strong", &Label::LOCATION, false, 1.0);
        let expected = ["strong actor Niamey or location"];
        check(&two(), "Niamey waits.", &other, &expected);
    }

    #[test]
    fn actors_that_only_a_common_noun_names_are_switched_off_by_themselves() {
        let mut choices = Choices::default();
        let text = "Rebels attacked Red Crescent workers.";
        let shown = |choices: &Choices| {
            let article = Article::from_text("test", text);
            let mut found = built_in().suggest(&Reading::new(&article));
            found.retain(|s| choices.shows(s) && s.label == Label::ACTOR);
            let words = found.iter().map(|s| article.quote(s.range).to_owned());
            words.collect::<Vec<_>>()
        };
        let all = shown(&choices);
        assert!(all.contains(&"Rebels".to_owned()), "{all:?}");
        for class in CLASSES {
            choices.set_class(class.key, false);
        }
        let named = shown(&choices);
        assert!(!named.is_empty() && named.len() < all.len(), "{named:?}");
        assert!(!named.contains(&"Rebels".to_owned()), "{named:?}");
        choices.set_class(CLASSES[0].key, true);
        assert_eq!(choices, Choices::default());
    }

    #[test]
    fn every_threshold_is_between_0_and_1_and_the_default_leaves_no_trace() {
        for (threshold, expected) in [
            (-3.0, 0.0),
            (7.0, 1.0),
            (f32::NAN, THRESHOLD),
            (f32::INFINITY, THRESHOLD),
            (0.5, THRESHOLD),
        ] {
            let choices = choose("strong", &Label::ACTOR, true, threshold);
            let found = choices.of("strong", &Label::ACTOR).threshold;
            assert!((found - expected).abs() < f32::EPSILON, "{threshold}");
            assert_eq!(
                choices == Choices::default(),
                expected == THRESHOLD,
                "{threshold}"
            );
        }
    }

    #[test]
    fn shown_and_weaker_ones_are_counted_for_each_matcher_and_label() {
        let range = ByteRange::new(0, 1);
        let offer = |matcher, score| {
            let reason = Reason::new("test", [range]);
            Suggestion::new(matcher, Label::ACTOR, range, score, reason)
        };
        let found = [
            offer("a", 0.9),
            offer("a", 0.5),
            offer("a", 0.1),
            offer("b", 0.3),
        ];
        let tally = Tally::new(&found, &Choices::default());
        assert_eq!(tally.of("a", &Label::ACTOR), (2, 1));
        assert_eq!(tally.of("b", &Label::ACTOR), (0, 1));
        assert_eq!(tally.of("b", &Label::EVENT), (0, 0));
    }

    #[test]
    fn a_matcher_names_every_label_that_it_offers() {
        let text = "Rebels attacked Niamey, the capital of Niger, on Monday, killing 12 soldiers. \
                    Niger said President Anne Martin would visit France.";
        let article = Article::from_text("test", text);
        let pipeline = built_in();
        let known: Vec<_> = pipeline.offers().collect();
        for found in pipeline.suggest(&Reading::new(&article)) {
            let others = found.alternatives.iter().map(|a| (a.matcher, &a.label));
            for (matcher, label) in others.chain([(found.matcher, &found.label)]) {
                let labels = known.iter().find(|(name, _)| *name == matcher);
                assert!(
                    labels.is_some_and(|(_, l)| l.contains(label)),
                    "{matcher} {label}"
                );
            }
        }
    }

    #[test]
    fn restoring_leaves_what_another_version_chose() {
        let off = Choice {
            on: false,
            ..Choice::default()
        };
        let mut choices = Choices::default();
        choices.set("places", &Label::ACTOR, off);
        choices.set("alien", &Label::ACTOR, off);
        choices.set_class("common_noun_actors", false);
        choices.set_class("later", false);
        let restored = choices.restored(built_in().names());
        assert_eq!(restored.of("places", &Label::ACTOR), Choice::default());
        assert_eq!(restored.of("alien", &Label::ACTOR), off);
        assert!(restored.has_class("common_noun_actors") && !restored.has_class("later"));
    }
}
