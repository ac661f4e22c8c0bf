//! Which matchers are listened to, as the settings hold it.
//!
//! `{"matchers": {"places": {"actor": {"on": false, "threshold": 0.7}}}, "classes":
//! {"common_noun_actors": false}}`. What is not understood has the default and stays in the file.

use serde_json::{Map, Value, json};

use crate::annotation::Label;
use crate::matching::choices::{Choice, Choices};

/// Reads choices, out of whatever stands there.
#[must_use]
pub fn read(kept: &Value) -> Choices {
    let mut choices = Choices::default();
    let entries = |value: Option<&Value>| value.and_then(Value::as_object).cloned();
    for (matcher, labels) in entries(kept.get("matchers")).unwrap_or_default() {
        for (label, choice) in entries(Some(&labels)).unwrap_or_default() {
            let usual = Choice::default();
            let threshold = choice.get("threshold").and_then(Value::as_f64);
            #[expect(clippy::cast_possible_truncation, reason = "a score")]
            let choice = Choice {
                on: choice.get("on").and_then(Value::as_bool).unwrap_or(true),
                threshold: threshold.map_or(usual.threshold, |t| t.clamp(0.0, 1.0) as f32),
            };
            choices.set(&matcher, &Label::new(&label), choice);
        }
    }
    for (class, on) in entries(kept.get("classes")).unwrap_or_default() {
        if on == Value::Bool(false) {
            choices.set_class(&class, false);
        }
    }
    choices
}

/// Puts choices in the place of those that stand there; what else stands there stays.
pub fn write(choices: &Choices, kept: &mut Value) {
    let known = read(kept);
    for (matcher, label, _) in known.chosen() {
        let path = ["matchers", matcher, label.as_str()];
        put(kept, &path, "on", None);
        put(kept, &path, "threshold", None);
    }
    for class in known.classes_off() {
        put(kept, &["classes"], class, None);
    }
    for (matcher, label, choice) in choices.chosen() {
        let path = ["matchers", matcher, label.as_str()];
        let usual = Choice::default();
        let threshold = (f64::from(choice.threshold) * 100.0).round() / 100.0;
        let on = (choice.on != usual.on).then(|| json!(choice.on));
        let other = (choice.threshold - usual.threshold).abs() > f32::EPSILON;
        put(kept, &path, "on", on);
        put(kept, &path, "threshold", other.then(|| json!(threshold)));
    }
    for class in choices.classes_off() {
        put(kept, &["classes"], class, Some(json!(false)));
    }
    if kept.as_object().is_some_and(Map::is_empty) {
        *kept = Value::Null;
    }
}

/// Sets a field of the object at the end of a path, or takes it out, with the objects that it
/// leaves empty. What stands on the way and is no object has no meaning: it gives way to a field,
/// and stays where there is none to set.
fn put(at: &mut Value, path: &[&str], field: &str, value: Option<Value>) {
    if !at.is_object() {
        if value.is_none() {
            return;
        }
        *at = Value::Object(Map::new());
    }
    let Some(object) = at.as_object_mut() else {
        return;
    };
    let Some((first, rest)) = path.split_first() else {
        match value {
            Some(value) => drop(object.insert(field.to_owned(), value)),
            None => drop(object.remove(field)),
        }
        return;
    };
    if value.is_none() && !object.contains_key(*first) {
        return;
    }
    let inner = object.entry(*first).or_insert(Value::Null);
    put(inner, rest, field, value);
    if inner.is_null() || inner.as_object().is_some_and(Map::is_empty) {
        object.remove(*first);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn chosen() -> Choices {
        let mut choices = Choices::default();
        for (matcher, label, on, threshold) in [
            ("places", Label::ACTOR, false, 0.5),
            ("places", Label::LOCATION, true, 0.7),
            ("events", Label::EVENT, false, 0.35),
        ] {
            choices.set(matcher, &label, Choice { on, threshold });
        }
        choices.set_class("common_noun_actors", false);
        choices
    }

    #[test]
    fn choices_come_back_and_the_defaults_leave_nothing_behind() {
        let mut kept = Value::Null;
        write(&chosen(), &mut kept);
        assert_eq!(read(&kept), chosen());
        assert_eq!(
            kept,
            json!({"matchers": {"events": {"event": {"on": false, "threshold": 0.35}},
                   "places": {"actor": {"on": false}, "location": {"threshold": 0.7}}},
                   "classes": {"common_noun_actors": false}})
        );
        write(&Choices::default(), &mut kept);
        assert_eq!(kept, Value::Null);
    }

    #[test]
    fn what_is_not_understood_stays() {
        let strange = json!({"matchers": {"places": {"actor": {"on": false, "why": "loud"}},
                             "later": {"mood": {"on": "perhaps", "threshold": "high"}, "n": 7}},
                             "classes": {"later": 3, "off": false}, "more": [1]});
        let mut kept = strange.clone();
        let mut choices = read(&kept);
        write(&choices, &mut kept);
        assert_eq!(kept, strange);
        choices.set("places", &Label::ACTOR, Choice::default());
        choices.set_class("off", true);
        write(&choices, &mut kept);
        let left = json!({"matchers": {"places": {"actor": {"why": "loud"}},
                          "later": {"mood": {"on": "perhaps", "threshold": "high"}, "n": 7}},
                          "classes": {"later": 3}, "more": [1]});
        assert_eq!(kept, left);
    }

    #[test]
    fn anything_may_stand_there() {
        for kept in [
            json!(7),
            json!("off"),
            json!([{"matchers": 1}]),
            json!({"matchers": [], "classes": "all"}),
            json!({"matchers": {"places": 1}, "classes": [false]}),
            json!({"matchers": {"places": {"actor": [], "location": {"threshold": null}}}}),
            json!({"matchers": {"": {"": {"on": 0, "threshold": {}}}}}),
        ] {
            let before = kept.clone();
            assert_eq!(read(&kept), Choices::default(), "{kept}");
            let mut after = kept;
            write(&Choices::default(), &mut after);
            assert_eq!(after, before);
            write(&chosen(), &mut after);
            assert_eq!(read(&after), chosen(), "{before}");
        }
        let far = json!({"matchers": {"places": {"actor": {"threshold": 1e300}}}});
        let found = read(&far).of("places", &Label::ACTOR).threshold;
        assert!((found - 1.0).abs() < f32::EPSILON);
    }
}
