//! The dates of events.

use super::{Look, Rule};
use crate::annotation::{Flag, day};

pub(super) fn check(look: &mut Look<'_>) {
    let published = look.set.published.as_deref().and_then(day);
    for event in look.events.clone() {
        let Some(date) = &event.date else { continue };
        let words = look.event_words(event);
        let mut readable = true;
        for written in [&date.from, &date.to].into_iter().flatten() {
            if day(written).is_none() {
                let said = format!("{words} has the date “{written}”: write it as 2024-04-25");
                look.of_event(Rule::DateUnreadable, event, said);
                readable = false;
            }
        }
        if !readable {
            continue;
        }
        let from = date.from.as_deref().and_then(day);
        let to = date.to.as_deref().and_then(day);
        if let (Some(from), Some(to)) = (from, to)
            && from > to
        {
            let said = format!("{words} begins on {from} and ends on {to}: swap the days");
            look.of_event(Rule::DateReversed, event, said);
            continue;
        }
        let to_come = [Flag::Future, Flag::Hypothetical];
        let happened = !event.flags.iter().any(|flag| to_come.contains(flag));
        if let (Some(from), Some(published)) = (from, published)
            && from > published
            && happened
        {
            let said = format!(
                "{words} is on {from}, after the article of {published}: \
                 correct the date or flag it as future"
            );
            look.of_event(Rule::AfterPublication, event, said);
        }
    }
}
