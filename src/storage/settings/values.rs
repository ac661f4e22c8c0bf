//! The settings as values, and the table of what stands in their file.
//!
//! Reading is lenient field by field: a wrong value costs itself only. It stays in the file as it
//! is until that setting is changed, so that nobody's words are overwritten by a default that they
//! did not choose. The table is what the window and `assets/settings.md` are made from.

use std::path::{Path, PathBuf};

use serde_json::{Map, Value, json};

use super::super::names;
use crate::annotation::VaguePolicy;

/// How many files, and how many folders, are remembered.
const RECENT: usize = 20;

/// Longest piece of a wrong value that is repeated in a sentence, in characters.
const LONGEST_FOUND: usize = 60;

/// The settings. Fields that this version does not know are kept.
#[derive(Clone, Debug, PartialEq)]
pub struct Settings {
    /// The analyst's name in annotation files, see [`names::is_annotator`].
    pub annotator: Option<String>,
    pub theme: Theme,
    /// The size of the article's text: 1.0 is the natural size.
    pub zoom: f32,
    pub face: Face,
    /// The longest line of the article, in characters of usual width.
    pub line_width: u16,
    /// The distance from line to line, in sizes of the text.
    pub leading: f32,
    /// Whether a selection made by dragging widens to whole words.
    pub snap_to_words: bool,
    /// What vague words come to, where the corpus does not say.
    pub vague_words: VaguePolicy,
    /// The articles opened last, the last one first.
    pub recent: Vec<PathBuf>,
    /// The folders opened last, the last one first.
    pub recent_folders: Vec<PathBuf>,
    /// Which matchers are listened to: see [`crate::formats::choices`]. Whatever stands there, the
    /// rest of the settings can be read.
    pub suggestions: Value,
    /// What this version does not know.
    pub extra: Map<String, Value>,
    /// Values that could not be taken, by the names of their fields.
    pub refused: Map<String, Value>,
}

/// Light, dark, or as the system has it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Theme {
    #[default]
    System,
    Light,
    Dark,
}

impl Theme {
    pub const ALL: [Self; 3] = [Self::System, Self::Light, Self::Dark];

    /// As the file has it.
    #[must_use]
    pub fn key(self) -> &'static str {
        match self {
            Self::System => "system",
            Self::Light => "light",
            Self::Dark => "dark",
        }
    }
}

/// The face in which articles are read.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Face {
    /// Source Serif 4.
    #[default]
    Serif,
    /// Inter, the face of the window itself.
    Sans,
}

impl Face {
    pub const ALL: [Self; 2] = [Self::Serif, Self::Sans];

    /// As the file has it.
    #[must_use]
    pub fn key(self) -> &'static str {
        match self {
            Self::Serif => "serif",
            Self::Sans => "sans",
        }
    }
}

/// The sizes of the text that are offered, in parts of the natural one.
pub const ZOOMS: std::ops::RangeInclusive<f32> = 0.5..=4.0;
/// The line widths that are offered, in characters.
pub const LINE_WIDTHS: std::ops::RangeInclusive<u16> = 40..=120;
/// The distances from line to line that are offered. Marks stand between the lines: closer than
/// this they would touch.
pub const LEADINGS: std::ops::RangeInclusive<f32> = 1.5..=2.4;

impl Default for Settings {
    fn default() -> Self {
        Self {
            annotator: None,
            theme: Theme::System,
            zoom: 1.0,
            face: Face::Serif,
            line_width: 70,
            leading: 1.82,
            snap_to_words: true,
            vague_words: VaguePolicy::default(),
            recent: Vec::new(),
            recent_folders: Vec::new(),
            suggestions: Value::Null,
            extra: Map::new(),
            refused: Map::new(),
        }
    }
}

/// One field of the file.
pub struct Field {
    /// As the file has it. It stays as it is.
    pub name: &'static str,
    /// What it is for, in a sentence.
    pub about: &'static str,
    /// What may stand there.
    pub wanted: &'static str,
    read: fn(&mut Settings, &Value) -> bool,
    write: fn(&Settings) -> Value,
}

/// What stands in the file.
pub const FIELDS: &[Field] = &[
    Field {
        name: "annotator",
        about: "Your name in the names of annotation files; nobody’s while there is none",
        wanted: "1 to 40 of the characters a–z, 0–9, _ and -",
        read: |s, v| {
            let name = v.as_str().filter(|name| names::is_annotator(name));
            s.annotator = name.map(str::to_owned);
            name.is_some()
        },
        write: |s| s.annotator.as_ref().map_or(Value::Null, |n| json!(n)),
    },
    Field {
        name: "theme",
        about: "Light, dark, or as the system has it",
        wanted: "“system”, “light” or “dark”",
        read: |s, v| put(&mut s.theme, one_of(v, &Theme::ALL, Theme::key)),
        write: |s| json!(s.theme.key()),
    },
    Field {
        name: "zoom",
        about: "The size of the article’s text; 1 is the natural size",
        wanted: "a number from 0.5 to 4",
        read: |s, v| put(&mut s.zoom, number(v, &ZOOMS)),
        write: |s| rounded(s.zoom),
    },
    Field {
        name: "face",
        about: "The face in which articles are read: Source Serif, or Inter as in the window",
        wanted: "“serif” or “sans”",
        read: |s, v| put(&mut s.face, one_of(v, &Face::ALL, Face::key)),
        write: |s| json!(s.face.key()),
    },
    Field {
        name: "line_width",
        about: "The longest line of the article, in characters",
        wanted: "a whole number from 40 to 120",
        read: |s, v| {
            let width = v.as_u64().and_then(|width| u16::try_from(width).ok());
            let width = width.filter(|width| LINE_WIDTHS.contains(width));
            put(&mut s.line_width, width)
        },
        write: |s| json!(s.line_width),
    },
    Field {
        name: "leading",
        about: "The distance from line to line, in sizes of the text",
        wanted: "a number from 1.5 to 2.4",
        read: |s, v| put(&mut s.leading, number(v, &LEADINGS)),
        write: |s| rounded(s.leading),
    },
    Field {
        name: "snap_to_words",
        about: "Whether what is selected by dragging widens to whole words; with Ctrl it never does",
        wanted: "true or false",
        read: |s, v| put(&mut s.snap_to_words, v.as_bool()),
        write: |s| json!(s.snap_to_words),
    },
    Field {
        name: "vague_words",
        about: "What “dozens”, “hundreds” and their like come to, where obelus.toml does not say",
        wanted: "“acled”, “at_least_two” or “low_best_high”",
        read: |s, v| {
            let found = one_of(v, &VaguePolicy::ALL, VaguePolicy::key);
            put(&mut s.vague_words, found)
        },
        write: |s| json!(s.vague_words.key()),
    },
    Field {
        name: "recent",
        about: "The articles opened last, the last one first",
        wanted: "a list of paths",
        read: |s, v| put(&mut s.recent, paths(v)),
        write: |s| json!(s.recent),
    },
    Field {
        name: "recent_folders",
        about: "The folders opened last, the last one first",
        wanted: "a list of paths",
        read: |s, v| put(&mut s.recent_folders, paths(v)),
        write: |s| json!(s.recent_folders),
    },
    Field {
        name: "suggestions",
        about: "Which matchers are listened to, label by label, and from which score on",
        wanted: "what the panel “Matchers” writes",
        read: |s, v| {
            s.suggestions = v.clone();
            true
        },
        write: |s| s.suggestions.clone(),
    },
];

impl Settings {
    /// Takes what is right of a file; what is not is then in [`Self::refused`].
    #[must_use]
    pub fn read(mut found: Map<String, Value>) -> Self {
        let mut settings = Self::default();
        for field in FIELDS {
            let Some(value) = found.remove(field.name) else {
                continue;
            };
            // A field that says nothing is as good as none.
            if !value.is_null() && !(field.read)(&mut settings, &value) {
                settings.refused.insert(field.name.to_owned(), value);
            }
        }
        settings.extra = found;
        settings
    }

    /// What stands in the file. A value that was refused stands as it was, while the setting has
    /// its default.
    #[must_use]
    pub fn write(&self) -> Value {
        let usual = Self::default();
        let mut fields = self.extra.clone();
        for field in FIELDS {
            let own = (field.write)(self);
            let refused = self.refused.get(field.name);
            let refused = refused.filter(|_| own == (field.write)(&usual));
            let value = refused.cloned().unwrap_or(own);
            if !value.is_null() {
                fields.insert(field.name.to_owned(), value);
            }
        }
        Value::Object(fields)
    }

    /// A person has chosen a value: what was refused there is forgotten.
    pub fn decide(&mut self, field: &str) {
        self.refused.remove(field);
    }

    /// What could not be taken, a sentence for each.
    #[must_use]
    pub fn faults(&self) -> Vec<String> {
        let known = FIELDS.iter();
        let wrong = known.filter_map(|field| Some((field, self.refused.get(field.name)?)));
        let sentence = |(field, value): (&Field, &Value)| {
            let value = value.to_string();
            let found = match value.char_indices().nth(LONGEST_FOUND) {
                Some((cut, _)) => format!("{}…", &value[..cut]),
                None => value,
            };
            format!(
                "“{}” is {found} and must be {}; the usual value holds",
                field.name, field.wanted
            )
        };
        wrong.map(sentence).collect()
    }

    /// Puts a file at the head of the recent ones. A name that is no text cannot be written down.
    pub fn remember(&mut self, path: &Path) {
        remember(&mut self.recent, path);
    }

    /// Puts a folder at the head of the recent ones; whether that changed anything.
    pub fn remember_folder(&mut self, folder: &Path) -> bool {
        let known = self.recent_folders.first().is_some_and(|f| f == folder);
        remember(&mut self.recent_folders, folder);
        !known
    }
}

fn remember(recent: &mut Vec<PathBuf>, path: &Path) {
    if path.to_str().is_none() {
        return;
    }
    recent.retain(|known| known != path);
    recent.insert(0, path.to_owned());
    recent.truncate(RECENT);
}

fn put<T>(place: &mut T, value: Option<T>) -> bool {
    let taken = value.is_some();
    if let Some(value) = value {
        *place = value;
    }
    taken
}

fn one_of<T: Copy>(value: &Value, all: &[T], key: fn(T) -> &'static str) -> Option<T> {
    let found = value.as_str()?;
    all.iter().copied().find(|one| key(*one) == found)
}

#[expect(clippy::cast_possible_truncation, reason = "a few digits")]
fn number(value: &Value, range: &std::ops::RangeInclusive<f32>) -> Option<f32> {
    let number = value.as_f64()? as f32;
    range.contains(&number).then_some(number)
}

/// A number as people write it: what a single-precision one holds beyond that is noise.
fn rounded(number: f32) -> Value {
    json!((f64::from(number) * 1e4).round() / 1e4)
}

fn paths(value: &Value) -> Option<Vec<PathBuf>> {
    let entries = value.as_array()?.iter();
    entries
        .map(|entry| entry.as_str().map(Into::into))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(json: &str) -> Settings {
        let value: Value = serde_json::from_str(json).unwrap();
        Settings::read(value.as_object().unwrap().clone())
    }

    #[test]
    fn a_wrong_value_costs_itself_only_and_is_named() {
        let all = r#"{"annotator": "amina", "theme": "dark", "zoom": 1.25, "face": "sans",
            "line_width": 90, "leading": 2.0, "snap_to_words": false, "vague_words": "at_least_two", "recent": ["/x/a.txt"],
            "recent_folders": ["/x"], "suggestions": {"classes": {"c": false}}, "later": [1]}"#;
        let good = read(all);
        assert!(good.refused.is_empty() && good.faults().is_empty());
        assert_eq!(good.extra["later"], json!([1]));
        for field in FIELDS.iter().filter(|field| field.name != "suggestions") {
            let wrongs = [json!({"x": 1}), json!(-3), json!("Æ ?"), json!([7])];
            for wrong in wrongs {
                let mut file = good.write();
                file[field.name] = wrong.clone();
                let settings = Settings::read(file.as_object().unwrap().clone());
                let faults = settings.faults();
                assert_eq!(faults.len(), 1, "{} {wrong}", field.name);
                assert!(faults[0].contains(field.name) && faults[0].contains(field.wanted));
                for other in FIELDS.iter().filter(|other| other.name != field.name) {
                    assert_eq!((other.write)(&settings), (other.write)(&good), "{wrong}");
                }
                let usual = Settings::default();
                assert_eq!((field.write)(&settings), (field.write)(&usual));
                assert_eq!(settings.write(), file, "it stays in the file");
            }
        }
    }

    #[test]
    fn what_was_refused_goes_when_somebody_chooses() {
        let mut settings = read(r#"{"theme": "purple", "zoom": "big"}"#);
        assert_eq!(settings.faults().len(), 2);
        settings.zoom = 1.5;
        assert_eq!(settings.write()["zoom"], json!(1.5));
        assert_eq!(settings.write()["theme"], json!("purple"));
        settings.decide("theme");
        assert_eq!(settings.write()["theme"], json!("system"));
        settings.decide("zoom");
        assert!(settings.faults().is_empty());
    }

    #[test]
    fn settings_come_back_as_they_were_written() {
        let mut settings = Settings {
            annotator: Some("amina".to_owned()),
            theme: Theme::Light,
            zoom: 1.1,
            face: Face::Sans,
            line_width: 64,
            leading: 1.6,
            snap_to_words: false,
            vague_words: VaguePolicy::LowBestHigh,
            ..Settings::default()
        };
        settings.remember(Path::new("/x/a.txt"));
        assert!(settings.remember_folder(Path::new("/x")));
        assert!(!settings.remember_folder(Path::new("/x")));
        let written = settings.write();
        let back = Settings::read(written.as_object().unwrap().clone());
        assert_eq!(back, settings);
        assert_eq!(Settings::read(Map::new()), Settings::default());
        for null in FIELDS {
            let nothing = Map::from_iter([(null.name.to_owned(), Value::Null)]);
            assert_eq!(Settings::read(nothing), Settings::default());
        }
    }

    #[test]
    fn every_field_is_documented_as_it_is() {
        let page = include_str!("../../../assets/settings.md");
        for field in FIELDS {
            let row = format!("| `{}` | {} | {} |", field.name, field.about, field.wanted);
            assert!(page.contains(&row), "assets/settings.md lacks: {row}");
        }
        let example = page
            .split("```json")
            .nth(1)
            .and_then(|e| e.split("```").next());
        let example = read(example.unwrap());
        assert!(example.faults().is_empty() && example.extra.is_empty());
        for field in FIELDS {
            let usual = (field.write)(&Settings::default());
            assert_ne!(
                (field.write)(&example),
                usual,
                "the example shows {}",
                field.name
            );
        }
    }
}
