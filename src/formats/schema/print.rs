//! A schema to a schema file, with comments, to start from.

use std::fmt::Write as _;

use crate::annotation::{
    AttributeDef, AttributeKind, Colours, EventTypeDef, Guidelines, Label, LabelDef, RoleDef,
    Schema, VaguePolicy,
};

/// A schema as a file that reads back as the same schema.
#[must_use]
pub fn print(schema: &Schema) -> String {
    let mut out = String::from(
        "# What this corpus is annotated with. Save this as obelus.toml in the folder of the corpus,\n\
         # and change what you like; what you leave out is as it is built in. A fault is told with\n\
         # its line and column, and then the built-in schema holds: `obelus schema FILE` checks.\n",
    );
    // What is empty would be the built-in one if it were left out, and keys come before tables.
    let has_events = schema.label(&Label::EVENT).is_some();
    if has_events && schema.event_types.is_empty() {
        out.push_str("event_types = []\n");
    }
    if has_events && schema.roles.is_empty() {
        out.push_str("roles = []\n");
    }
    out.push_str(
        "\n\
         # The labels, in the order of the keys 1 to 9. The key is the letter that marks and stands\n\
         # on the marks. The colour may be left out, be one, or one for each ground:\n\
         #     colour = \"#1F5FA8\"\n\
         #     colour = { light = \"#1F5FA8\", dark = \"#82B6F2\" }\n\
         # A colour that could not be read on its ground is made lighter or darker.\n\
         # What is asked of the spans of a label stands under it; the kinds are text, number, choice\n\
         # and flag:\n\
         #     [[labels.attributes]]\n\
         #     name = \"certainty\"\n\
         #     kind = \"choice\"\n\
         #     options = [\"certain\", \"likely\", \"open\"]\n\
         #     description = \"How sure the source is\"\n",
    );
    for def in &schema.labels {
        label(&mut out, def);
    }
    out.push_str(
        "\n# What is asked of an article as a whole, as of the spans of a label:\n\
         #     [[article]]\n\
         #     name = \"relevant\"\n\
         #     kind = \"choice\"\n\
         #     options = [\"yes\", \"no\"]\n",
    );
    for def in &schema.article {
        attribute(&mut out, "article", def);
    }
    if has_events {
        events(&mut out, schema);
    }
    let rules = schema.rules;
    let _ = write!(
        out,
        "\n# What happens to words that are marked by hand: selections made with the pointer grow to\n\
         # whole words; leading articles (the, a, an; le, la, les, l’, un, une) are left out; spans\n\
         # may have a head.\n\
         [spans]\n\
         snap_to_words = {}\n\
         trim_articles = {}\n\
         heads = {}\n",
        rules.snap_to_words, rules.trim_articles, rules.heads
    );
    figures(&mut out, schema);
    out.push_str(
        "\n# How to annotate, in Markdown, shown beside the text: the name of a file in this folder,\n\
         # or the text itself.\n",
    );
    match &schema.guidelines {
        None => out.push_str("#     [guidelines]\n#     file = \"guidelines.md\"\n"),
        Some(Guidelines::File(name)) => {
            let _ = writeln!(out, "[guidelines]\nfile = {}", quoted(name));
        }
        Some(Guidelines::Text(text)) => {
            let _ = writeln!(out, "[guidelines]\ntext = {}", quoted(text));
        }
    }
    out
}

fn figures(out: &mut String, schema: &Schema) {
    out.push_str(
        "\n# What vague words come to in this corpus; left out, that is a setting of the analyst:\n",
    );
    for policy in VaguePolicy::ALL {
        let _ = writeln!(out, "#     {} – {}", policy.key(), policy.about());
    }
    match schema.figures.vague {
        None => out.push_str("#     [figures]\n#     vague = \"acled\"\n"),
        Some(policy) => {
            let _ = writeln!(out, "[figures]\nvague = \"{}\"", policy.key());
        }
    }
}

fn events(out: &mut String, schema: &Schema) {
    out.push_str("\n# The types of events, for spans labelled event, and how each may happen.\n");
    for def in &schema.event_types {
        event_type(out, def);
    }
    out.push_str(
        "\n# What may be joined to an event: with which key, and the label of what fills it. The date\n\
         # has no filler: it is words of the text and no span.\n",
    );
    for def in &schema.roles {
        role(out, def);
    }
}

fn label(out: &mut String, def: &LabelDef) {
    let _ = writeln!(
        out,
        "\n[[labels]]\nname = {}\nkey = {}",
        quoted(def.label.as_str()),
        quoted(&def.key.to_string())
    );
    match def.colours {
        None => {}
        Some(Colours { light, dark }) if light == dark => {
            let _ = writeln!(out, "colour = \"{light}\"");
        }
        Some(Colours { light, dark }) => {
            let _ = writeln!(out, "colour = {{ light = \"{light}\", dark = \"{dark}\" }}");
        }
    }
    described(out, &def.description);
    for def in &def.attributes {
        attribute(out, "labels.attributes", def);
    }
}

fn attribute(out: &mut String, table: &str, def: &AttributeDef) {
    let _ = writeln!(
        out,
        "\n[[{table}]]\nname = {}\nkind = \"{}\"",
        quoted(&def.name),
        def.kind.name()
    );
    if let AttributeKind::Choice(options) = &def.kind {
        let _ = writeln!(out, "options = {}", list(options));
    }
    described(out, &def.description);
}

fn event_type(out: &mut String, def: &EventTypeDef) {
    let _ = writeln!(out, "\n[[event_types]]\nname = {}", quoted(&def.name));
    described(out, &def.description);
    if !def.modes.is_empty() {
        let _ = writeln!(out, "modes = {}", list(&def.modes));
    }
}

fn role(out: &mut String, def: &RoleDef) {
    let key = quoted(&def.key.to_string());
    let _ = writeln!(
        out,
        "\n[[roles]]\nname = {}\nkey = {key}",
        quoted(&def.name)
    );
    if let Some(filler) = &def.filler {
        let _ = writeln!(out, "filler = {}", quoted(filler.as_str()));
    }
}

fn described(out: &mut String, description: &str) {
    if !description.is_empty() {
        let _ = writeln!(out, "description = {}", quoted(description));
    }
}

fn list(entries: &[impl AsRef<str>]) -> String {
    let entries: Vec<_> = entries.iter().map(|e| quoted(e.as_ref())).collect();
    format!("[{}]", entries.join(", "))
}

/// A basic string of TOML.
fn quoted(text: &str) -> String {
    let mut out = String::from("\"");
    for c in text.chars() {
        match c {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            '\n' => out.push_str("\\n"),
            '\t' => out.push_str("\\t"),
            c if c.is_control() => {
                let _ = write!(out, "\\u{:04X}", u32::from(c));
            }
            c => out.push(c),
        }
    }
    out.push('"');
    out
}
