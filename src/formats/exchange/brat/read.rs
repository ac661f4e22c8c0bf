//! Reading `.ann` with the `.txt` beside it.

use foldhash::HashMap;
use serde_json::{Map, Value};

use super::{FORMAT, NOTES, OBELUS};
use crate::annotation::{Fields, FigureKind, Flag, Id, Label, Role, RoleFiller, Timestamp};
use crate::formats::encoding;
use crate::formats::exchange::facets::{shape_event, shape_span};
use crate::formats::exchange::{
    Fault, Import, ImportError, Imported, Input, Points, Receiver, SetBuilder, Unit,
};
use crate::text::{Article, ByteRange, Header};

pub(super) struct Reader;

impl Import for Reader {
    fn read(
        &mut self,
        input: &mut Input<'_>,
        receiver: &mut dyn Receiver,
    ) -> Result<(), ImportError> {
        let name = input.name.to_owned();
        let mut bytes = Vec::new();
        let read = std::io::Read::read_to_end(&mut input.bytes, &mut bytes);
        read.map_err(|source| ImportError::Reading {
            name: name.clone(),
            source,
        })?;
        let refuse = |why: String| ImportError::NotThis {
            name: name.clone(),
            title: FORMAT.title,
            why,
        };
        let stem = name.strip_suffix(".ann").unwrap_or(&name);
        let beside = format!("{stem}.txt");
        let text = (input.beside)(&beside)
            .ok_or_else(|| refuse(format!("there is no “{beside}” beside it")))?;
        let text = encoding::decode(&text).map_err(|error| refuse(format!("{beside}: {error}")))?;
        let header = Header {
            encoding: text.encoding,
            replaced: text.replaced,
            ..Header::default()
        };
        let article = Article::new(beside, text.text, header);
        let lines = encoding::decode(&bytes).map_err(|error| refuse(error.to_string()))?;
        let mut standoff = Standoff::default();
        standoff.read(&lines.text);
        let (imported, faults) = standoff.place(article, input.now);
        for (line, why) in faults {
            receiver.fault(Fault {
                file: name.clone(),
                line,
                why,
            });
        }
        if receiver.article(imported) {
            Ok(())
        } else {
            Err(ImportError::Stopped)
        }
    }
}

/// Line, name and value.
type Attribute<'a> = (usize, &'a str, Option<&'a str>);

type Faults = Vec<(Option<usize>, String)>;

/// The lines of a file, by what they are.
#[derive(Default)]
struct Standoff<'a> {
    spans: Vec<(usize, &'a str, Bound<'a>)>,
    events: Vec<(usize, &'a str, Frame<'a>)>,
    /// Target, name and value of `A` lines.
    attributes: HashMap<&'a str, Vec<Attribute<'a>>>,
    /// Target, type and text of `#` lines.
    notes: HashMap<&'a str, Vec<(usize, &'a str, &'a str)>>,
    equal: Vec<(usize, Vec<&'a str>)>,
    faults: Faults,
}

struct Bound<'a> {
    kind: &'a str,
    parts: Vec<(usize, usize)>,
    words: Option<&'a str>,
}

struct Frame<'a> {
    kind: &'a str,
    trigger: &'a str,
    roles: Vec<(&'a str, &'a str)>,
}

impl<'a> Standoff<'a> {
    fn read(&mut self, text: &'a str) {
        for (number, line) in (1..).zip(text.split('\n')) {
            let line = line.strip_suffix('\r').unwrap_or(line);
            if line.trim().is_empty() {
                continue;
            }
            if let Err(why) = self.line(number, line) {
                self.faults.push((Some(number), why));
            }
        }
    }

    fn line(&mut self, number: usize, line: &'a str) -> Result<(), String> {
        let (id, rest) = line
            .split_once('\t')
            .ok_or("there is no tab behind its id")?;
        match id.bytes().next() {
            Some(b'T') => {
                let (place, words) = match rest.split_once('\t') {
                    Some((place, words)) => (place, Some(words)),
                    None => (rest, None),
                };
                let (kind, places) = place.split_once(' ').ok_or("it has no offsets")?;
                let parts = places.split(';').map(|part| {
                    let (start, end) = part.trim().split_once(' ')?;
                    Some((start.parse().ok()?, end.trim().parse().ok()?))
                });
                let parts: Option<Vec<_>> = parts.collect();
                let parts = parts.ok_or_else(|| format!("“{places}” are no offsets"))?;
                self.spans.push((number, id, Bound { kind, parts, words }));
            }
            Some(b'E') => {
                let mut words = rest.split_whitespace();
                let head = words.next().and_then(|word| word.split_once(':'));
                let (kind, trigger) = head.ok_or("it has no type and trigger")?;
                let roles: Option<Vec<_>> = words.map(|word| word.split_once(':')).collect();
                let roles = roles.ok_or("one of its roles has no filler")?;
                let frame = Frame {
                    kind,
                    trigger,
                    roles,
                };
                self.events.push((number, id, frame));
            }
            Some(b'A' | b'M') => {
                let mut words = rest.split_whitespace();
                let (name, target) = (words.next(), words.next());
                let (name, target) = name.zip(target).ok_or("it has no name and target")?;
                let list = self.attributes.entry(target).or_default();
                list.push((number, name, words.next()));
            }
            Some(b'#') => {
                let (head, note) = rest.split_once('\t').unwrap_or((rest, ""));
                let (kind, target) = head.split_once(' ').ok_or("it has no target")?;
                let list = self.notes.entry(target.trim()).or_default();
                list.push((number, kind, note));
            }
            Some(b'*') => {
                let mut words = rest.split_whitespace();
                if words.next() != Some("Equiv") {
                    return Err("only Equiv is known of such relations".to_owned());
                }
                self.equal.push((number, words.collect()));
            }
            Some(b'N') => return Err("references to databases have no place here".to_owned()),
            Some(b'R') => return Err("relations of two spans have no place here".to_owned()),
            _ => return Err(format!("“{id}” is no id that is known")),
        }
        Ok(())
    }

    /// The article with all that could be placed in it.
    fn place(self, article: Article, now: &Timestamp) -> (Imported, Faults) {
        let mut placing = Placing {
            points: Points::new(&article, Unit::CodePoints),
            builder: SetBuilder::new(now),
            of_span: HashMap::default(),
            faults: Vec::new(),
        };
        let triggers: HashMap<&str, &str> = self
            .events
            .iter()
            .map(|(_, _, frame)| (frame.trigger, frame.kind))
            .collect();
        for (line, id, bound) in &self.spans {
            placing.span(*line, id, bound, triggers.contains_key(id), &self);
        }
        placing.frames(&self);
        placing.actors(&self);
        let Placing {
            builder,
            mut faults,
            ..
        } = placing;
        let mut all = self.faults;
        all.append(&mut faults);
        all.sort_by_key(|(line, _)| *line);
        let set = builder.finish();
        let imported = Imported {
            article,
            set,
            predictions: Vec::new(),
        };
        (imported, all)
    }

    /// What the `Obelus` lines of a target say.
    fn facets(&self, target: &str) -> Map<String, Value> {
        let mut all = Map::new();
        for (_, kind, note) in self.notes.get(target).into_iter().flatten() {
            if *kind == OBELUS
                && let Ok(Value::Object(map)) = serde_json::from_str(note)
            {
                all.extend(map);
            }
        }
        all
    }

    fn plain_note(&self, target: &str) -> Option<String> {
        let of_target = self.notes.get(target).into_iter().flatten();
        let notes: Vec<_> = of_target
            .filter(|(_, kind, _)| *kind != OBELUS)
            .map(|(_, kind, note)| match *kind {
                NOTES => (*note).to_owned(),
                other => format!("{other}: {note}"),
            })
            .collect();
        (!notes.is_empty()).then(|| notes.join("\n"))
    }
}

struct Placing<'a> {
    points: Points<'a>,
    builder: SetBuilder,
    of_span: HashMap<String, Id>,
    faults: Faults,
}

impl<'a> Placing<'a> {
    fn span(
        &mut self,
        line: usize,
        id: &str,
        bound: &Bound<'_>,
        triggers: bool,
        all: &Standoff<'_>,
    ) {
        let placed = self.place(id, bound, triggers, all);
        match placed {
            Ok(faults) => {
                let told = faults.into_iter().map(|why| (Some(line), why));
                self.faults.extend(told);
            }
            Err(why) => self.faults.push((Some(line), why)),
        }
    }

    fn place(
        &mut self,
        id: &str,
        bound: &Bound<'_>,
        triggers: bool,
        all: &Standoff<'_>,
    ) -> Result<Vec<String>, String> {
        if self.of_span.contains_key(id) {
            return Err(format!("there is another {id} before it"));
        }
        let mut parts = Vec::new();
        for (start, end) in &bound.parts {
            let outside = || format!("{start} to {end} are no characters of the text");
            parts.push(self.points.range(*start, *end).ok_or_else(outside)?);
        }
        let text = self.points.article().text();
        let first = *parts.first().ok_or("it has no offsets")?;
        let last = parts.last().copied().unwrap_or(first);
        let ordered = parts.windows(2).all(|pair| pair[0].end <= pair[1].start);
        if !ordered {
            return Err("its parts overlap or stand out of order".to_owned());
        }
        let mut faults = Vec::new();
        if let Some(words) = bound.words {
            let quotes: Vec<&str> = parts.iter().map(|part| &text[part.as_range()]).collect();
            let same = quotes.join(" ").replace('\t', " ") == words.replace('\t', " ");
            if !same {
                faults.push(format!(
                    "the text reads “{}” there and not “{words}”",
                    quotes.join(" ")
                ));
                return Err(faults.remove(0));
            }
        }
        let mut facets = all.facets(id);
        let own = facets.shift_remove("fragments").is_some();
        let between = |pair: &[ByteRange]| &text[pair[0].end..pair[1].start];
        let whole = parts
            .windows(2)
            .all(|pair| between(pair).chars().all(|c| matches!(c, '\n' | '\r')));
        let label = match facets.get("label").and_then(Value::as_str) {
            Some(label) => label.to_owned(),
            None if triggers => Label::EVENT.as_str().to_owned(),
            None => bound.kind.to_owned(),
        };
        let range = ByteRange::new(first.start, last.end);
        if triggers && let Some(known) = self.builder.record().find(range, &Label::EVENT) {
            // One trigger with several types stands once for each.
            self.of_span.insert(id.to_owned(), known.id.clone());
            return Ok(faults);
        }
        let points = &self.points;
        let note = all.plain_note(id);
        let more = all.attributes.get(id);
        let placed = self.builder.span(&label, range, |span| {
            if parts.len() > 1 && (own || !whole) {
                span.fragments.clone_from(&parts);
            }
            span.note = note;
            for (_, name, value) in more.into_iter().flatten() {
                let value = value.map_or(Value::Bool(true), Value::from);
                span.attributes.insert((*name).to_owned(), value);
            }
            shape_span(span, &facets, points, &mut faults);
        })?;
        self.of_span.insert(id.to_owned(), placed);
        Ok(faults)
    }

    fn frames(&mut self, all: &Standoff<'_>) {
        let mut of_event: HashMap<&str, Id> = HashMap::default();
        let mut made = Vec::new();
        for (line, id, frame) in &all.events {
            let mut faults = Vec::new();
            let facets = all.facets(id);
            let typed = match facets.get("type") {
                Some(Value::String(typed)) => Some(typed.clone()),
                _ if frame.kind == Label::EVENT.as_str() => None,
                _ => Some(frame.kind.to_owned()),
            };
            let trigger = self.of_span.get(frame.trigger).cloned();
            let trigger = trigger.ok_or_else(|| format!("there is no trigger {}", frame.trigger));
            let points = &self.points;
            let builder = &mut self.builder;
            let placed = trigger.and_then(|trigger| {
                builder.event(&trigger, |event| {
                    event.kind = typed;
                    for (_, name, value) in all.attributes.get(id).into_iter().flatten() {
                        match (flag_of(name), *value) {
                            (Some(flag), _) => event.flags.push(flag),
                            (None, Some(mode)) if *name == "Mode" => {
                                event.mode = Some(mode.to_owned());
                            }
                            _ => faults.push(format!("the attribute {name} has no place here")),
                        }
                    }
                    shape_event(event, &facets, points, &mut faults);
                })
            });
            match placed {
                Ok(placed) => {
                    of_event.insert(id, placed.clone());
                    made.push((*line, *id, placed, frame, facets));
                }
                Err(why) => faults.push(why),
            }
            let told = faults.into_iter().map(|why| (Some(*line), why));
            self.faults.extend(told);
        }
        for (line, _, event, frame, facets) in made {
            let listed = |name: &str, n: usize| facets.get(name).and_then(|all| all.get(n));
            let mut roles = Vec::new();
            for (n, (name, target)) in frame.roles.iter().enumerate() {
                let filler = match self.of_span.get(*target) {
                    Some(span) => Some(RoleFiller::Span(span.clone())),
                    None => of_event.get(target).cloned().map(RoleFiller::Event),
                };
                let Some(filler) = filler else {
                    let why = format!("there is no {target} to be its {name}");
                    self.faults.push((Some(line), why));
                    continue;
                };
                let own = listed("roles", n).and_then(Value::as_str);
                let bare = name.trim_end_matches(|c: char| c.is_ascii_digit());
                let kind: Option<FigureKind> =
                    listed("kinds", n).and_then(|kind| serde_json::from_value(kind.clone()).ok());
                roles.push(Role {
                    role: own.unwrap_or(bare).to_owned(),
                    kind,
                    filler,
                    extra: Fields::new(),
                });
            }
            if let Err(why) = self.builder.fill(&event, roles) {
                self.faults.push((Some(line), why));
            }
        }
    }

    fn actors(&mut self, all: &Standoff<'_>) {
        let mut named: HashMap<&str, Value> = HashMap::default();
        for (target, notes) in &all.notes {
            for (_, kind, note) in notes {
                if *kind == OBELUS
                    && let Ok(value) = serde_json::from_str::<Value>(note)
                    && value.get("actor").is_some_and(Value::is_object)
                {
                    named.insert(target, value["actor"].clone());
                }
            }
        }
        let mut groups: Vec<(Option<usize>, Vec<&str>)> = Vec::new();
        let mut grouped = foldhash::HashSet::default();
        for (line, targets) in &all.equal {
            grouped.extend(targets.iter().copied());
            groups.push((Some(*line), targets.clone()));
        }
        for (_, id, _) in &all.spans {
            if named.contains_key(id) && !grouped.contains(id) {
                groups.push((None, vec![id]));
            }
        }
        for (line, targets) in groups {
            let spans: Option<Vec<Id>> = targets
                .iter()
                .map(|t| self.of_span.get(*t).cloned())
                .collect();
            let Some(spans) = spans.filter(|spans| !spans.is_empty()) else {
                self.faults
                    .push((line, "one of its spans is not there".to_owned()));
                continue;
            };
            let told = targets.iter().find_map(|target| named.get(target));
            let text = |name: &str| told.and_then(|told| told[name].as_str());
            let set = self.builder.record();
            let words = set
                .span(&spans[0])
                .map(|span| span.head.unwrap_or(span.range));
            let words = words.map(|range| self.points.article().quote(range).to_owned());
            let name = text("name")
                .map(str::to_owned)
                .or(words)
                .unwrap_or_default();
            let made = self.builder.entity(&name, spans, |entity| {
                entity.country = text("country").map(str::to_owned);
                entity.sector = text("sector").map(str::to_owned);
            });
            if let Err(why) = made {
                self.faults.push((line, why));
            }
        }
    }
}

fn flag_of(name: &str) -> Option<Flag> {
    Some(match name {
        "Negated" | "Negation" => Flag::Negated,
        "Future" => Flag::Future,
        "Hypothetical" | "Speculation" => Flag::Hypothetical,
        "Historical" => Flag::Historical,
        _ => return None,
    })
}
