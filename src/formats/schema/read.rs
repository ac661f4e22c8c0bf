//! A schema file to a schema.

use std::borrow::Cow;

use toml::Spanned;
use toml::de::DeTable;

use super::fault::{Fault, Faults, shortened};
use super::tables::{Names, Section, Words};
use crate::annotation::{
    AttributeDef, AttributeKind, BUILT_IN_ROLES, Colour, Colours, EventTypeDef, FigureRules,
    Guidelines, Label, LabelDef, RESERVED_LABELS, RoleDef, Schema, SpanRules, VaguePolicy,
};

/// The largest schema file that is read: hundreds of event types have room.
pub const LARGEST_SCHEMA: u64 = 1024 * 1024;

/// How many faults of syntax are told: one slip makes several.
const MOST_FAULTS: usize = 20;

/// The longest name of a label, type, role or attribute: it stands on buttons and in columns.
const LONGEST_NAME: usize = 40;

/// Reads a schema file. `taken` are the letters that cannot mark since they do something else, with
/// what that is. What the file does not speak of is as in the built-in schema, except for roles
/// whose labels it does not have. The table `[records]` is passed over: it says how a file of
/// records is read. Linear, but for the sorting of faults.
///
/// # Errors
/// Everything that is wrong with it, in the order of the file.
pub fn read(text: &str, taken: &[(char, &str)]) -> Result<Schema, Vec<Fault>> {
    let text = text.strip_prefix('\u{FEFF}').unwrap_or(text);
    let mut faults = Faults::of(text);
    let (table, errors) = DeTable::parse_recoverable(text);
    for error in errors.iter().take(MOST_FAULTS) {
        let at = error.span().map_or(text.len(), |span| span.start);
        faults.note(at, "", format!("this is no TOML: {}", error.message()));
    }
    if !errors.is_empty() {
        return Err(faults.into_found());
    }
    let schema = schema(&table, taken, &mut faults);
    match faults.into_found() {
        found if found.is_empty() => Ok(schema),
        found => Err(found),
    }
}

fn schema(table: &Spanned<DeTable<'_>>, taken: &[(char, &str)], faults: &mut Faults) -> Schema {
    let file = Section::new("", table.span().start, table.get_ref());
    file.only(
        &[
            "labels",
            "article",
            "event_types",
            "roles",
            "spans",
            "figures",
            "guidelines",
            "records",
        ],
        faults,
    );
    let mut schema = Schema::built_in();
    if let Some(sections) = file.sections("labels", faults) {
        schema.labels = labels(&sections, taken, faults);
        if sections.is_empty() {
            let at = file.at("labels").unwrap_or(0);
            let why = "there must be at least one label, or leave this out for the built-in ones";
            faults.note(at, "labels", why);
        }
    }
    if let Some(sections) = file.sections("article", faults) {
        schema.article = attributes(&sections, faults);
    }
    if let Some(sections) = file.sections("event_types", faults) {
        schema.event_types = event_types(&sections, faults);
    }
    match file.sections("roles", faults) {
        Some(sections) => schema.roles = roles(&sections, &schema, faults),
        None => {
            let known = |role: &&RoleDef| {
                let filler = role.filler.as_ref();
                filler.is_none_or(|label| schema.label(label).is_some())
            };
            schema.roles = BUILT_IN_ROLES.iter().filter(known).cloned().collect();
        }
    }
    if schema.label(&Label::EVENT).is_none() {
        for name in ["event_types", "roles"] {
            if let Some(at) = file.at(name) {
                let why = "these belong to spans labelled event: add a label with that name";
                faults.note(at, name, why);
            }
        }
    }
    if let Some(section) = file.section("spans", faults) {
        schema.rules = rules(&section, faults);
    }
    if let Some(section) = file.section("figures", faults) {
        schema.figures = figures(&section, faults);
    }
    if let Some(section) = file.section("guidelines", faults) {
        schema.guidelines = guidelines(&section, faults);
    }
    schema
}

/// A name that stands on buttons, in columns and in other programs' files.
fn name(
    section: &Section<'_, '_>,
    names: &mut Names,
    faults: &mut Faults,
) -> Option<Cow<'static, str>> {
    let words = section.required("name", faults)?;
    let path = section.path("name");
    if !names.take(&path, &words, faults) {
        return None;
    }
    let strange = |c: char| !(c.is_alphanumeric() || matches!(c, '_' | '-' | '.' | ':' | '/'));
    if let Some(strange) = words.text.chars().find(|c| strange(*c)) {
        let why = format!(
            "“{}” cannot stand in a name: use letters, digits, _ and -",
            shortened(&strange.to_string())
        );
        faults.note(words.at, &path, why);
        return None;
    }
    if words.text.chars().nth(LONGEST_NAME).is_some() {
        let why = format!("this is too long: a name has at most {LONGEST_NAME} characters");
        faults.note(words.at, &path, why);
        return None;
    }
    Some(Cow::Owned(words.text))
}

fn description(section: &Section<'_, '_>, faults: &mut Faults) -> Cow<'static, str> {
    let words = section.words("description", faults);
    words.map_or(Cow::Borrowed(""), |words| Cow::Owned(words.text))
}

/// A letter from A to Z that nothing else has.
fn key(
    section: &Section<'_, '_>,
    keys: &mut Names,
    taken: &[(char, &str)],
    faults: &mut Faults,
) -> Option<char> {
    let words = section.required("key", faults)?;
    let path = section.path("key");
    let mut letters = words.text.chars().map(|c| c.to_ascii_uppercase());
    let (Some(letter), None) = (
        letters.next().filter(char::is_ascii_uppercase),
        letters.next(),
    ) else {
        let why = format!(
            "“{}” is no key: write one letter from A to Z",
            shortened(&words.text)
        );
        faults.note(words.at, &path, why);
        return None;
    };
    if let Some((_, by)) = taken.iter().find(|(other, _)| *other == letter) {
        let free: Vec<_> = ('A'..='Z')
            .filter(|c| !taken.iter().any(|(other, _)| other == c))
            .map(String::from)
            .collect();
        let why = format!(
            "{letter} is the key for “{by}”: take one of {}",
            free.join(" ")
        );
        faults.note(words.at, &path, why);
        return None;
    }
    let upper = Words {
        at: words.at,
        text: letter.to_string(),
    };
    keys.take(&path, &upper, faults).then_some(letter)
}

fn labels(
    sections: &[Section<'_, '_>],
    taken: &[(char, &str)],
    faults: &mut Faults,
) -> Vec<LabelDef> {
    let (mut names, mut keys) = (Names::default(), Names::default());
    let mut found = Vec::new();
    for section in sections {
        let known = ["name", "key", "description", "colour", "attributes"];
        section.only(&known, faults);
        let name = name(section, &mut names, faults);
        if let (Some(name), Some(at)) = (&name, section.at("name"))
            && RESERVED_LABELS.contains(&&**name)
        {
            let why = format!(
                "“{name}” is a field of the search language, and {name}: would not find these \
                 spans; choose another name"
            );
            faults.note(at, &section.path("name"), why);
        }
        let key = key(section, &mut keys, taken, faults);
        let asked = section.sections("attributes", faults);
        let def = LabelDef {
            label: Label::new(name.as_deref().unwrap_or_default()),
            key: key.unwrap_or('•'),
            colours: colours(section, faults),
            description: description(section, faults),
            attributes: attributes(&asked.unwrap_or_default(), faults),
        };
        // One without a name still says that there is a label, though which is not known.
        if name.is_some() {
            found.push(def);
        }
    }
    found
}

/// `colour = "#1F5FA8"`, or one for each ground.
fn colours(section: &Section<'_, '_>, faults: &mut Faults) -> Option<Colours> {
    section.at("colour")?;
    if !section.is_table("colour") {
        let one = colour(section, "colour", faults)?;
        return Some(Colours {
            light: one,
            dark: one,
        });
    }
    let both = section.section("colour", faults)?;
    both.only(&["light", "dark"], faults);
    for name in ["light", "dark"] {
        if both.at(name).is_none() {
            let why = format!("it is missing: give one colour for both, or add {name} = \"#…\"");
            faults.note(both.at, &both.path(name), why);
        }
    }
    let light = colour(&both, "light", faults);
    let dark = colour(&both, "dark", faults);
    Some(Colours {
        light: light?,
        dark: dark?,
    })
}

fn colour(section: &Section<'_, '_>, name: &str, faults: &mut Faults) -> Option<Colour> {
    let words = section.words(name, faults)?;
    let colour = Colour::parse(&words.text);
    if colour.is_none() {
        let why = format!(
            "“{}” is no colour: write it as #1F5FA8",
            shortened(&words.text)
        );
        faults.note(words.at, &section.path(name), why);
    }
    colour
}

fn attributes(sections: &[Section<'_, '_>], faults: &mut Faults) -> Vec<AttributeDef> {
    let mut names = Names::default();
    let mut found = Vec::new();
    for section in sections {
        section.only(&["name", "kind", "options", "description"], faults);
        let name = name(section, &mut names, faults);
        let kind = kind(section, faults);
        let description = description(section, faults);
        if let (Some(name), Some(kind)) = (name, kind) {
            found.push(AttributeDef {
                name,
                kind,
                description,
            });
        }
    }
    found
}

fn kind(section: &Section<'_, '_>, faults: &mut Faults) -> Option<AttributeKind> {
    let options = section.list("options", faults);
    let words = section.required("kind", faults)?;
    let kind = match words.text.as_str() {
        "text" => AttributeKind::Text,
        "number" => AttributeKind::Number,
        "flag" => AttributeKind::Flag,
        "choice" => {
            let options: Vec<_> = options.into_iter().map(|o| Cow::Owned(o.text)).collect();
            if options.is_empty() {
                let why = "a choice needs options: add options = [\"one\", \"two\"]";
                faults.note(section.at, &section.path("options"), why);
                return None;
            }
            return Some(AttributeKind::Choice(options));
        }
        other => {
            let why = format!(
                "“{}” is no kind: write text, number, choice or flag",
                shortened(other)
            );
            faults.note(words.at, &section.path("kind"), why);
            return None;
        }
    };
    if let Some(at) = section.at("options") {
        let why = "only a choice has options: write kind = \"choice\", or take them out";
        faults.note(at, &section.path("options"), why);
    }
    Some(kind)
}

fn event_types(sections: &[Section<'_, '_>], faults: &mut Faults) -> Vec<EventTypeDef> {
    let mut names = Names::default();
    let mut found = Vec::new();
    for section in sections {
        section.only(&["name", "description", "modes"], faults);
        let name = name(section, &mut names, faults);
        let modes = section.list("modes", faults);
        let description = description(section, faults);
        if let Some(name) = name {
            found.push(EventTypeDef {
                name,
                description,
                modes: modes
                    .into_iter()
                    .map(|mode| Cow::Owned(mode.text))
                    .collect(),
            });
        }
    }
    found
}

fn roles(sections: &[Section<'_, '_>], schema: &Schema, faults: &mut Faults) -> Vec<RoleDef> {
    let (mut names, mut keys) = (Names::default(), Names::default());
    let mut found = Vec::new();
    for section in sections {
        section.only(&["name", "key", "filler"], faults);
        let name = name(section, &mut names, faults);
        let key = key(section, &mut keys, &[], faults);
        let path = section.path("filler");
        let filler = section.words("filler", faults);
        let is_date = name.as_deref() == Some("date");
        match &filler {
            Some(words) if is_date => {
                let why = "a date is words of the text and no span: take this out";
                faults.note(words.at, &path, why);
            }
            Some(words) if schema.label(&Label::new(&words.text)).is_none() => {
                let labels: Vec<_> = schema.labels.iter().map(|d| d.label.as_str()).collect();
                let why = format!(
                    "“{}” is none of the labels: {}",
                    shortened(&words.text),
                    labels.join(", ")
                );
                faults.note(words.at, &path, why);
            }
            None if name.is_some() && !is_date && section.at("filler").is_none() => {
                let why = "it is missing: name the label whose spans fill this role";
                faults.note(section.at, &path, why);
            }
            _ => {}
        }
        if let (Some(name), Some(key)) = (name, key) {
            found.push(RoleDef {
                name,
                key,
                filler: filler.map(|words| Label::new(&words.text)),
            });
        }
    }
    found
}

fn rules(section: &Section<'_, '_>, faults: &mut Faults) -> SpanRules {
    section.only(&["snap_to_words", "trim_articles", "heads"], faults);
    let usual = SpanRules::default();
    let mut flag = |name, usual| section.flag(name, faults).unwrap_or(usual);
    SpanRules {
        snap_to_words: flag("snap_to_words", usual.snap_to_words),
        trim_articles: flag("trim_articles", usual.trim_articles),
        heads: flag("heads", usual.heads),
    }
}

fn figures(section: &Section<'_, '_>, faults: &mut Faults) -> FigureRules {
    section.only(&["vague"], faults);
    let Some(words) = section.words("vague", faults) else {
        return FigureRules::default();
    };
    let vague = VaguePolicy::named(&words.text);
    if vague.is_none() {
        let known = VaguePolicy::ALL.map(VaguePolicy::key);
        let why = format!(
            "“{}” is no policy for vague words: write one of {}",
            shortened(&words.text),
            known.join(", ")
        );
        faults.note(words.at, &section.path("vague"), why);
    }
    FigureRules { vague }
}

fn guidelines(section: &Section<'_, '_>, faults: &mut Faults) -> Option<Guidelines> {
    section.only(&["file", "text"], faults);
    let file = section.words("file", faults);
    let text = section.long_text("text", faults);
    match (file, text) {
        (Some(file), None) => {
            let name = &file.text;
            // A schema comes with a corpus from anywhere: it must not make other files shown.
            let plain = !name.is_empty()
                && !name.starts_with('.')
                && !name.contains(['/', '\\', ':', '\0'])
                && !name.chars().any(char::is_control);
            if !plain {
                let why = format!(
                    "“{}” is no plain name: the guidelines stand in the same folder",
                    shortened(name)
                );
                faults.note(file.at, &section.path("file"), why);
                return None;
            }
            Some(Guidelines::File(file.text))
        }
        (None, Some(text)) => Some(Guidelines::Text(text.text)),
        (Some(_), Some(text)) => {
            let why = "there is a file already: keep one of them";
            faults.note(text.at, &section.path("text"), why);
            None
        }
        (None, None) => {
            if section.at("file").is_none() && section.at("text").is_none() {
                let why = "write file = \"guidelines.md\", or take this table out";
                faults.note(section.at, &section.what, why);
            }
            None
        }
    }
}
