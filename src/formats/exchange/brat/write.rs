//! Writing `.txt` and `.ann`.

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::io;

use foldhash::HashMap;
use serde_json::{Map, Value, json};

use super::{HOLDS, NOTES, OBELUS, is_plain};
use crate::annotation::{Event, Flag, Id, Label, RoleFiller, Span};
use crate::formats::exchange::facets::{facets_of_event, facets_of_span};
use crate::formats::exchange::{
    Export, Loss, Lost, Options, Outlet, Part, Phrase, Phrases, Points, Unit, Work, parts_lost,
};
use crate::text::ByteRange;

pub(super) struct Writer {
    options: Options,
    /// What `annotation.conf` lists.
    labels: BTreeSet<String>,
    events: BTreeSet<String>,
    roles: BTreeSet<String>,
    modes: BTreeSet<String>,
}

impl Writer {
    pub fn new(options: Options) -> Self {
        Self {
            options,
            labels: BTreeSet::new(),
            events: BTreeSet::new(),
            roles: BTreeSet::new(),
            modes: BTreeSet::new(),
        }
    }
}

/// The lines of one article.
struct Lines<'a> {
    text: &'a str,
    points: Points<'a>,
    out: String,
    spans: usize,
    attributes: usize,
    notes: usize,
    /// The `T` of each span.
    of_span: HashMap<Id, usize>,
}

impl Lines<'_> {
    /// A `T` line; its number. Line ends inside are left out between the parts, as brat wants it.
    fn span(&mut self, kind: &str, parts: &[ByteRange]) -> usize {
        self.spans += 1;
        let number = self.spans;
        let _ = write!(self.out, "T{number}\t{kind} ");
        let mut words = String::new();
        let parts: Vec<ByteRange> = parts.iter().flat_map(|p| lines_of(self.text, *p)).collect();
        for (n, part) in parts.iter().enumerate() {
            let (start, end) = self.points.points(*part);
            let between = if n == 0 { "" } else { ";" };
            let _ = write!(self.out, "{between}{start} {end}");
            words.push_str(if n == 0 { "" } else { " " });
            words.push_str(&self.text[part.as_range()]);
        }
        // A tab would end the field; brat does not look at it again.
        let _ = writeln!(self.out, "\t{}", words.replace('\t', " "));
        number
    }

    fn attribute(&mut self, name: &str, target: &str, value: Option<&str>) {
        self.attributes += 1;
        let _ = write!(self.out, "A{}\t{name} {target}", self.attributes);
        if let Some(value) = value {
            let _ = write!(self.out, " {value}");
        }
        self.out.push('\n');
    }

    fn note(&mut self, kind: &str, target: &str, note: &str) {
        self.notes += 1;
        let _ = writeln!(self.out, "#{}\t{kind} {target}\t{note}", self.notes);
    }

    fn facets(&mut self, target: &str, facets: Map<String, Value>) {
        if !facets.is_empty() {
            self.note(OBELUS, target, &Value::Object(facets).to_string());
        }
    }
}

impl Export for Writer {
    fn write(
        &mut self,
        work: &Work<'_>,
        out: &mut dyn Outlet,
        lost: &mut dyn FnMut(Loss),
    ) -> io::Result<()> {
        let mut phrases = Phrases::of(work, &self.options, lost);
        let text = work.article.text();
        phrases.kept.retain_mut(|phrase| {
            let mut lines = lines_of(text, phrase.range);
            let Some(first) = lines.next() else {
                let why = "it holds nothing but line ends, which brat cannot mark";
                lost(Loss::of_span(work.name, work.article, phrase.span, why));
                return false;
            };
            let cover = ByteRange::new(first.start, lines.last().unwrap_or(first).end);
            if cover != phrase.range {
                let (start, end) = work.article.to_code_points(cover);
                let id = phrase.span.id.clone();
                let why = "brat cannot mark line ends at an end of a span";
                lost(Loss::new(
                    work.name,
                    Lost::Moved {
                        id,
                        start,
                        end,
                        why,
                    },
                ));
                phrase.range = cover;
            }
            true
        });
        let named = format!("{}.txt", work.stem);
        let mut holds = HOLDS.to_vec();
        if work.article.source == named {
            holds.push(Part::Source);
        }
        parts_lost(work, &holds, &phrases, &self.options, lost);

        let mut lines = Lines {
            text,
            points: Points::new(work.article, Unit::CodePoints),
            out: String::new(),
            spans: 0,
            attributes: 0,
            notes: 0,
            of_span: HashMap::default(),
        };
        for phrase in &phrases.kept {
            // The trigger of an event stands with the type of each.
            if phrase.span.label != Label::EVENT {
                self.mention(phrase, &mut lines);
            }
        }
        self.frames(work, &phrases, &mut lines);
        self.actors(work, &mut lines);

        out.file(&named)?.write_all(text.as_bytes())?;
        out.close(&named)?;
        let name = format!("{}.ann", work.stem);
        out.file(&name)?.write_all(lines.out.as_bytes())?;
        out.close(&name)
    }

    fn finish(&mut self, out: &mut dyn Outlet) -> io::Result<()> {
        for label in &self.options.schema {
            if *label != Label::EVENT && is_plain(label.as_str()) {
                self.labels.insert(label.as_str().to_owned());
            }
        }
        let list = |set: &BTreeSet<String>| set.iter().fold(String::new(), |all, n| all + n + "\n");
        let roles = self.roles.iter().map(|role| format!("{role}*:<ANY>"));
        let roles = roles.collect::<Vec<_>>().join(", ");
        let mut events = String::new();
        for event in &self.events {
            let _ = writeln!(events, "{event}\t{roles}");
        }
        let flags = ["Negated", "Future", "Hypothetical", "Historical"];
        let mut attributes = String::new();
        for flag in flags {
            let _ = writeln!(attributes, "{flag}\tArg:<EVENT>");
        }
        if !self.modes.is_empty() {
            let modes = self.modes.iter().cloned().collect::<Vec<_>>().join("|");
            let _ = writeln!(attributes, "Mode\tArg:<EVENT>, Value:{modes}");
        }
        let conf = format!(
            "[entities]\n{}\n[relations]\n<OVERLAP>\tArg1:<ANY>, Arg2:<ANY>, <OVL-TYPE>:<ANY>\n\
             Equiv\tArg1:<ENTITY>, Arg2:<ENTITY>, <REL-TYPE>:symmetric-transitive\n\n\
             [events]\n{events}\n[attributes]\n{attributes}",
            list(&self.labels)
        );
        out.file("annotation.conf")?.write_all(conf.as_bytes())?;
        out.close("annotation.conf")
    }
}

impl Writer {
    fn mention(&mut self, phrase: &Phrase<'_>, lines: &mut Lines<'_>) {
        let span = phrase.span;
        let kind = plain(span.label.as_str());
        let number = lines.span(&kind, &parts(phrase));
        lines.of_span.insert(span.id.clone(), number);
        let mut facets = facets_of_span(span, &lines.points);
        trim(phrase, &mut facets);
        if kind != span.label.as_str() {
            facets.insert("label".to_owned(), json!(span.label));
        }
        let target = format!("T{number}");
        note(span, &target, &mut facets, lines);
        lines.facets(&target, facets);
        self.labels.insert(kind);
    }

    /// The events: a `T` for each trigger and type, and an `E` for each frame.
    fn frames(&mut self, work: &Work<'_>, phrases: &Phrases<'_>, lines: &mut Lines<'_>) {
        let mut of_trigger: HashMap<&Id, Vec<&Event>> = HashMap::default();
        for event in work.set.events() {
            of_trigger.entry(&event.trigger).or_default().push(event);
        }
        // Numbers first: an event may be told before the one that fills its role.
        let mut numbers: HashMap<&Id, usize> = HashMap::default();
        let mut told: Vec<(&Event, usize, String)> = Vec::new();
        for phrase in &phrases.kept {
            let span = phrase.span;
            if span.label != Label::EVENT {
                continue;
            }
            let mut of_type: HashMap<String, usize> = HashMap::default();
            let mut first = true;
            for event in of_trigger.get(&span.id).into_iter().flatten() {
                let kind = plain(event.kind.as_deref().unwrap_or("event"));
                let number = match of_type.get(&kind) {
                    Some(number) => *number,
                    None => lines.span(&kind, &parts(phrase)),
                };
                of_type.insert(kind.clone(), number);
                if first {
                    lines.of_span.insert(span.id.clone(), number);
                    let target = format!("T{number}");
                    let mut facets = facets_of_span(span, &lines.points);
                    trim(phrase, &mut facets);
                    note(span, &target, &mut facets, lines);
                    lines.facets(&target, facets);
                    first = false;
                }
                numbers.insert(&event.id, numbers.len() + 1);
                told.push((event, number, kind));
            }
        }
        for (event, trigger, kind) in told {
            self.frame(event, trigger, &kind, &numbers, lines);
        }
    }

    fn frame(
        &mut self,
        event: &Event,
        trigger: usize,
        kind: &str,
        numbers: &HashMap<&Id, usize>,
        lines: &mut Lines<'_>,
    ) {
        let number = numbers[&event.id];
        let mut line = format!("E{number}\t{kind}:T{trigger}");
        let mut kinds = Vec::new();
        let mut names = Vec::new();
        let mut seen: HashMap<String, usize> = HashMap::default();
        for role in &event.roles {
            let filler = match &role.filler {
                RoleFiller::Span(id) => lines.of_span.get(id).map(|n| format!("T{n}")),
                RoleFiller::Event(id) => numbers.get(id).map(|n| format!("E{n}")),
            };
            let Some(filler) = filler else { continue };
            let name = plain(&role.role);
            let times = seen.entry(name.clone()).or_insert(0);
            *times += 1;
            // brat numbers roles that repeat.
            let _ = match *times {
                1 => write!(line, " {name}:{filler}"),
                n => write!(line, " {name}{n}:{filler}"),
            };
            kinds.push(json!(role.kind));
            names.push(json!(role.role));
            self.roles.insert(name);
        }
        lines.out.push_str(&line);
        lines.out.push('\n');
        let target = format!("E{number}");
        for flag in &event.flags {
            lines.attribute(flag_name(*flag), &target, None);
        }
        let mut facets = facets_of_event(event, &lines.points);
        facets.shift_remove("flags");
        if let Some(mode) = event.mode.as_deref().filter(|mode| is_plain(mode)) {
            lines.attribute("Mode", &target, Some(mode));
            facets.shift_remove("mode");
            self.modes.insert(mode.to_owned());
        }
        let typed = event.kind.as_deref();
        if typed.is_some_and(|typed| typed != kind) || typed == Some("event") {
            facets.insert("type".to_owned(), json!(typed));
        }
        if kinds.iter().any(|kind| !kind.is_null()) {
            facets.insert("kinds".to_owned(), Value::Array(kinds));
        }
        let odd = |name: &Value| {
            let name = name.as_str().unwrap_or_default();
            !is_plain(name) || name.ends_with(|c: char| c.is_ascii_digit())
        };
        if names.iter().any(odd) {
            facets.insert("roles".to_owned(), Value::Array(names));
        }
        lines.facets(&target, facets);
        self.events.insert(kind.to_owned());
    }

    fn actors(&mut self, work: &Work<'_>, lines: &mut Lines<'_>) {
        for entity in work.set.entities() {
            let mentions: Vec<usize> = entity
                .spans
                .iter()
                .filter_map(|id| lines.of_span.get(id).copied())
                .collect();
            let Some(first) = mentions.first() else {
                continue;
            };
            if mentions.len() > 1 {
                let all = mentions
                    .iter()
                    .fold(String::new(), |all, n| all + &format!(" T{n}"));
                let _ = writeln!(lines.out, "*\tEquiv{all}");
            }
            let told = json!({
                "name": entity.name, "country": entity.country, "sector": entity.sector,
            });
            let mut facets = Map::new();
            facets.insert("actor".to_owned(), told);
            lines.facets(&format!("T{first}"), facets);
        }
    }
}

/// A name that brat takes: others keep their own in an `Obelus` line.
fn plain(name: &str) -> String {
    let kept = |c: char| {
        if c.is_ascii_alphanumeric() || c == '-' {
            c
        } else {
            '_'
        }
    };
    let plain: String = name.chars().map(kept).collect();
    if plain.is_empty() {
        "_".to_owned()
    } else {
        plain
    }
}

pub(super) fn flag_name(flag: Flag) -> &'static str {
    match flag {
        Flag::Negated => "Negated",
        Flag::Future => "Future",
        Flag::Hypothetical => "Hypothetical",
        Flag::Historical => "Historical",
    }
}

/// The parts of a phrase: its own fragments where the whole of it is written.
fn parts(phrase: &Phrase<'_>) -> Vec<ByteRange> {
    let span = phrase.span;
    if phrase.range == span.range && !span.fragments.is_empty() {
        span.fragments.clone()
    } else {
        vec![phrase.range]
    }
}

/// What the `T` line says already, or cannot say of a head that stands alone.
fn trim(phrase: &Phrase<'_>, facets: &mut Map<String, Value>) {
    facets.shift_remove("fragments");
    if phrase.span.head == Some(phrase.range) {
        facets.shift_remove("head");
    }
    // Parts that are apart only by a line end would be read as one.
    if phrase.range == phrase.span.range && !phrase.span.fragments.is_empty() {
        facets.insert("fragments".to_owned(), json!(true));
    }
}

/// A note of one line has a line of its own.
fn note(span: &Span, target: &str, facets: &mut Map<String, Value>, lines: &mut Lines<'_>) {
    let Some(note) = &span.note else { return };
    if !note.contains(|c: char| c.is_control()) && note.trim() == note && !note.is_empty() {
        lines.note(NOTES, target, note);
        facets.shift_remove("note");
    }
}

/// The stretches of a range between its line ends, none of them empty.
fn lines_of(text: &str, range: ByteRange) -> impl Iterator<Item = ByteRange> {
    let words = text.get(range.as_range()).unwrap_or_default();
    let mut at = range.start;
    words.split_inclusive(['\n', '\r']).filter_map(move |line| {
        let start = at;
        at += line.len();
        let end = start + line.trim_end_matches(['\n', '\r']).len();
        (start < end).then(|| ByteRange::new(start, end))
    })
}
