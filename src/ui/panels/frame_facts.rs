//! What the card of an event says of its frames, in words: worked out once after each change.

use crate::annotation::{Event, Id, RoleFiller, Span};
use crate::matching::roles;
use crate::ui::document::{Document, days_in_words, sentence};

/// One frame in words.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct FrameFacts {
    pub event: Option<Id>,
    /// The frame as a sentence: stretches, and whether each is a filler.
    pub sentence: Vec<(String, bool)>,
    /// One for each entry among the roles, in their order.
    pub roles: Vec<RoleFacts>,
    /// A mode that its words name, and why.
    pub mode: Option<(String, String)>,
    /// The words of the date.
    pub date_words: Option<String>,
    /// Its days as they are typed.
    pub days: String,
}

/// One filler in words.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct RoleFacts {
    /// The role, with what a figure counts.
    pub role: String,
    pub words: String,
    /// The span to which it leads.
    pub span: Option<Id>,
}

/// The frames that a span triggers. Linear in the events.
pub(super) fn frames_of(document: &Document, trigger: &Span) -> Vec<FrameFacts> {
    let set = &document.set;
    set.events_of(&trigger.id)
        .map(|event| frame(document, event, trigger))
        .collect()
}

fn frame(document: &Document, event: &Event, trigger: &Span) -> FrameFacts {
    let set = &document.set;
    let roles = event.roles.iter().map(|role| {
        let span = match &role.filler {
            RoleFiller::Span(id) => Some(id.clone()),
            RoleFiller::Event(id) => set.event(id).map(|event| event.trigger.clone()),
        };
        let place = span.as_ref().and_then(|id| set.span(id));
        let name = match &role.filler {
            RoleFiller::Span(id) | RoleFiller::Event(id) => id.to_string(),
        };
        let kind = role.kind.and_then(kind_in_words);
        RoleFacts {
            role: match kind {
                Some(kind) => format!("{}, {kind}", role.role),
                None => role.role.clone(),
            },
            words: place.map_or(name, |span| document.brief(span.range)),
            span,
        }
    });
    let roles: Vec<RoleFacts> = roles.collect();
    let date = event.date.as_ref();
    FrameFacts {
        event: Some(event.id.clone()),
        mode: document.mode_in_words(event, trigger),
        sentence: in_a_sentence(document, event, trigger, &roles),
        date_words: date.map(|date| document.brief(date.range)),
        days: date.and_then(days_in_words).unwrap_or_default(),
        roles,
    }
}

/// What a figure counts, as files have it; nothing for what is not said.
fn kind_in_words(kind: crate::annotation::FigureKind) -> Option<String> {
    use crate::annotation::FigureKind as F;
    let word = match kind {
        F::Dead => "dead",
        F::Injured => "injured",
        F::Arrested => "arrested",
        F::Displaced => "displaced",
        F::Size => "size",
        F::Amount => "amount",
        F::Share => "share",
        F::Other => return None,
    };
    Some(word.to_owned())
}

/// "On Thursday (2024-04-25), U.S. delegation held talks in Niger: CONSULT, visit; future".
fn in_a_sentence(
    document: &Document,
    event: &Event,
    trigger: &Span,
    roles: &[RoleFacts],
) -> Vec<(String, bool)> {
    let mut said: Vec<(String, bool)> = Vec::new();
    let plain = |said: &mut Vec<(String, bool)>, words: &str| said.push((words.to_owned(), false));
    let of = |name: &str| -> Vec<&str> {
        let entries = event.roles.iter().zip(roles);
        let these = entries.filter(|(role, _)| role.role == name);
        these.map(|(_, facts)| bare(&facts.words)).collect()
    };
    if let Some(date) = &event.date {
        let words = document.brief(date.range);
        let days = days_in_words(date);
        plain(&mut said, "On ");
        // A date that was typed has the trigger for its words.
        let own = date.range != trigger.range;
        match (own, days) {
            (true, Some(days)) => {
                said.push((bare(&words).to_owned(), true));
                plain(&mut said, &format!(" ({days}), "));
            }
            (true, None) => {
                said.push((bare(&words).to_owned(), true));
                plain(&mut said, ", ");
            }
            (false, days) => {
                said.push((days.unwrap_or_default(), true));
                plain(&mut said, ", ");
            }
        }
    }
    let (actors, recipients) = (of("actor"), of("recipient"));
    let asked = roles::Trigger {
        range: trigger.range,
        head: trigger.head,
        kind: event.kind.as_deref(),
        flags: &event.flags,
    };
    let verb = roles::reads_as_verb(&document.article, &asked);
    let words = document.brief(trigger.range);
    let words = bare(&words);
    let happens = matches!(event.kind.as_deref(), Some("LIFE" | "DISASTER"));
    if verb {
        // Who suffers it stands where nobody does it.
        let suffered = actors.is_empty() && happens;
        match (suffered, actors.is_empty()) {
            (true, _) => list(&mut said, &recipients),
            (false, true) => plain(&mut said, "somebody"),
            (false, false) => list(&mut said, &actors),
        }
        plain(&mut said, &format!(" {words}"));
        if !suffered && !recipients.is_empty() {
            plain(&mut said, " ");
            list(&mut said, &recipients);
        }
    } else {
        plain(&mut said, words);
        if !actors.is_empty() {
            let by = if event.kind.as_deref() == Some("CONSULT") {
                " of "
            } else {
                " by "
            };
            plain(&mut said, by);
            list(&mut said, &actors);
        }
        if !recipients.is_empty() {
            let against = matches!(
                event.kind.as_deref(),
                Some("ASSAULT" | "COERCE" | "SANCTION" | "PROTEST" | "THREATEN" | "ACCUSE")
            );
            plain(&mut said, if against { " against " } else { " to " });
            list(&mut said, &recipients);
        }
    }
    let places = event.roles.iter().zip(roles);
    let places = places.filter(|(role, _)| role.role == "location");
    // Places behind one preposition stand together.
    let mut groups: Vec<(&str, Vec<&str>)> = Vec::new();
    for (_, facts) in places {
        let by = placed_by(document, facts);
        match groups.last_mut() {
            Some((same, all)) if *same == by => all.push(bare(&facts.words)),
            _ => groups.push((by, vec![bare(&facts.words)])),
        }
    }
    for (by, places) in &groups {
        plain(&mut said, &format!(" {by} "));
        list(&mut said, places);
    }
    let known = ["actor", "recipient", "location"];
    let others = event.roles.iter().zip(roles);
    for (role, facts) in others.filter(|(role, _)| !known.contains(&role.role.as_str())) {
        plain(&mut said, ", ");
        said.push((bare(&facts.words).to_owned(), true));
        let shown = match role.role.as_str() {
            "figure" => facts.role.strip_prefix("figure, ").unwrap_or("figure"),
            _ => facts.role.as_str(),
        };
        plain(&mut said, &format!(" ({shown})"));
    }
    let kind = event.kind.as_deref().unwrap_or("no type yet");
    let mode = event.mode.as_deref().map(|mode| format!(", {mode}"));
    let told: Vec<&str> = event.flags.iter().map(|flag| flag.name()).collect();
    let told = match told.is_empty() {
        true => String::new(),
        false => format!("; {}", told.join(", ")),
    };
    let mode = mode.unwrap_or_default();
    plain(&mut said, &format!(": {kind}{mode}{told}"));
    if let Some((first, _)) = said.first_mut() {
        *first = sentence(first);
    }
    said
}

/// The preposition with which a place stands in the text, where it says more than `in`.
fn placed_by(document: &Document, facts: &RoleFacts) -> &'static str {
    const TELLING: [&str; 12] = [
        "near",
        "outside",
        "around",
        "off",
        "along",
        "at",
        "inside",
        "across",
        "throughout",
        "between",
        "beyond",
        "towards",
    ];
    /// So much of the text before a place is looked at, in bytes.
    const BEFORE: usize = 40;
    let span = facts.span.as_ref().and_then(|id| document.set.span(id));
    let Some(start) = span.map(|span| span.range.start) else {
        return "in";
    };
    let text = document.article.text();
    let from = text.ceil_char_boundary(start.saturating_sub(BEFORE));
    let mut words = text[from..start].split_whitespace().rev();
    let by = words.find(|word| !word.eq_ignore_ascii_case("the"));
    let known = by.and_then(|by| TELLING.iter().find(|word| by.eq_ignore_ascii_case(word)));
    known.copied().unwrap_or("in")
}

/// Words without the quotation marks that they are shown with elsewhere.
fn bare(words: &str) -> &str {
    words.trim_start_matches('“').trim_end_matches('”')
}

fn list(said: &mut Vec<(String, bool)>, all: &[&str]) {
    for (place, words) in all.iter().enumerate() {
        if place > 0 {
            let joint = if place + 1 == all.len() {
                " and "
            } else {
                ", "
            };
            said.push((joint.to_owned(), false));
        }
        said.push(((*words).to_owned(), true));
    }
}
