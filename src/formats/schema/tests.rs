use super::{print, read};
use crate::annotation::{
    AttributeDef, AttributeKind, Colour, Colours, Guidelines, Label, LabelDef, Schema, SpanRules,
    VaguePolicy,
};

const TAKEN: &[(char, &str)] = &[('N', "Next suggestion")];

/// What is wrong with a file, as it is told.
fn check(text: &str, expected: &[&str]) {
    let told: Vec<_> = match read(text, TAKEN) {
        Ok(_) => Vec::new(),
        Err(faults) => faults.iter().map(ToString::to_string).collect(),
    };
    assert_eq!(told, expected, "{text}");
}

fn schema(text: &str) -> Schema {
    match read(text, TAKEN) {
        Ok(schema) => schema,
        Err(faults) => panic!("{text}: {faults:?}"),
    }
}

#[test]
fn no_label_is_called_as_a_field_of_the_search_language_is() {
    let label = |name: &str| format!("[[labels]]\nname = \"{name}\"\nkey = \"P\"\n");
    for name in ["status", "note", "is"] {
        let why = format!(
            "line 2, column 1, labels.name: “{name}” is a field of the search language, and \
             {name}: would not find these spans; choose another name"
        );
        check(&label(name), &[&why]);
    }
    check(&label("event"), &[]);
}

#[test]
fn what_is_printed_reads_back_as_the_same_schema() {
    let built_in = Schema::built_in();
    assert_eq!(schema(&print(&built_in)), built_in);
    assert_eq!(schema(""), built_in);

    let mut other = built_in;
    other.labels.push(LabelDef {
        label: Label::new("person"),
        key: 'P',
        colours: Some(Colours {
            light: Colour([1, 2, 3]),
            dark: Colour([4, 5, 6]),
        }),
        description: "Says \"no\\yes\" – é\u{1}".into(),
        attributes: vec![
            AttributeDef {
                name: "age".into(),
                kind: AttributeKind::Number,
                description: "".into(),
            },
            AttributeDef {
                name: "sure".into(),
                kind: AttributeKind::Choice(vec!["so so".into(), "é".into()]),
                description: "How sure".into(),
            },
        ],
    });
    other.article = vec![AttributeDef {
        name: "relevant".into(),
        kind: AttributeKind::Flag,
        description: "".into(),
    }];
    other.rules = SpanRules {
        snap_to_words: false,
        trim_articles: true,
        heads: false,
    };
    other.figures.vague = Some(VaguePolicy::LowBestHigh);
    other.roles.pop();
    other.event_types.truncate(2);
    other.guidelines = Some(Guidelines::Text("# A\n\n\tb \"c\"".to_owned()));
    assert_eq!(schema(&print(&other)), other);
    other.guidelines = Some(Guidelines::File("how to.md".to_owned()));
    assert_eq!(schema(&print(&other)), other);
    for text in [
        "[[labels]]\nname = \"person\"\nkey = \"p\"\n",
        "roles = []\nevent_types = []\n",
    ] {
        let some = schema(text);
        assert_eq!(schema(&print(&some)), some);
    }
}

#[test]
fn what_a_file_does_not_speak_of_is_built_in() {
    let found = schema("[[labels]]\nname = \"person\"\nkey = \"p\"\ncolour = \"#15A\"\n");
    assert_eq!(found.labels.len(), 1);
    assert_eq!(found.key(&Label::new("person")), 'P');
    // Of the roles only the date can be filled without the labels of the others.
    assert_eq!(found.roles.len(), 1);
    let usual = Schema::built_in();
    assert_eq!(
        (found.event_types, found.rules),
        (usual.event_types, usual.rules)
    );
    // What belongs to other readers of the file is passed over.
    assert_eq!(schema("[records]\ntext = \"body\"\n"), Schema::built_in());
}

#[test]
fn every_fault_names_its_place_and_what_to_do() {
    check(
        "[[labels]]\nname = \"a\"\nkey = \"AB\"\n",
        &["line 3, column 7, labels.key: “AB” is no key: write one letter from A to Z"],
    );
    check(
        "[[labels]]\nname = \"a\"\nkey = \"n\"\n",
        &[
            "line 3, column 7, labels.key: N is the key for “Next suggestion”: take one of A B C \
           D E F G H I J K L M O P Q R S T U V W X Y Z",
        ],
    );
    check(
        "[[labels]]\nname = \"a\"\nkey = \"A\"\n[[labels]]\nname = \"a\"\nkey = \"A\"\n",
        &[
            "line 5, column 8, labels.name: “a” stands there already, on line 2: take one of them out",
            "line 6, column 7, labels.key: “A” stands there already, on line 3: take one of them out",
        ],
    );
    check(
        "[[labels]]\nname = \"a b\"\nkey = \"A\"\ncolour = \"blue\"\ncolor = \"#fff\"\n",
        &[
            "line 2, column 8, labels.name: “ ” cannot stand in a name: use letters, digits, _ and -",
            "line 4, column 10, labels.colour: “blue” is no colour: write it as #1F5FA8",
            "line 5, column 1, labels.color: there is no such entry here; there are name, key, \
             description, colour, attributes",
        ],
    );
    check(
        "[[labels]]\nname = \"a\"\nkey = \"A\"\ncolour = { light = \"#123456\" }\n",
        &[
            "line 4, column 10, labels.colour.dark: it is missing: give one colour for both, or add \
           dark = \"#…\"",
        ],
    );
    check(
        "[[labels]]\nkey = 7\n",
        &[
            "line 1, column 1, labels.name: it is missing: add name = \"…\"",
            "line 2, column 7, labels.key: this must be a text, in quotation marks",
        ],
    );
    check(
        "labels = []",
        &[
            "line 1, column 1, labels: there must be at least one label, or leave this out for the \
           built-in ones",
        ],
    );
    check(
        "labels = 1\nspans = 2",
        &[
            "line 1, column 10, labels: each of these is a table of its own, under a line [[labels]]",
            "line 2, column 9, spans: this must be a table, under a line [spans]",
        ],
    );
    check(
        "[[article]]\nname = \"é\"\nkind = \"choice\"\n[[article]]\nname = \"b\"\nkind = \"list\"\n\
         [[article]]\nname = \"c\"\nkind = \"text\"\noptions = [\"x\", \"x\"]",
        &[
            "line 1, column 1, article.options: a choice needs options: add options = [\"one\", \"two\"]",
            "line 6, column 8, article.kind: “list” is no kind: write text, number, choice or flag",
            "line 10, column 1, article.options: only a choice has options: write kind = \"choice\", \
             or take them out",
            "line 10, column 17, article.options: “x” stands there already, on line 10: take one of \
             them out",
        ],
    );
    check(
        "[[roles]]\nname = \"date\"\nkey = \"T\"\nfiller = \"event\"\n[[roles]]\nname = \"tool\"\n\
         key = \"W\"\n[[roles]]\nname = \"x\"\nkey = \"X\"\nfiller = \"tool\"\n",
        &[
            "line 4, column 10, roles.filler: a date is words of the text and no span: take this out",
            "line 5, column 1, roles.filler: it is missing: name the label whose spans fill this role",
            "line 11, column 10, roles.filler: “tool” is none of the labels: actor, location, figure, \
             event",
        ],
    );
    check(
        "[[labels]]\nname = \"a\"\nkey = \"A\"\n[[event_types]]\nname = \"X\"\n",
        &[
            "line 4, column 3, event_types: these belong to spans labelled event: add a label with \
           that name",
        ],
    );
    check(
        "[spans]\nheads = \"yes\"\n[guidelines]\nfile = \"../secret\"\n",
        &[
            "line 2, column 9, spans.heads: this must be true or false, without quotation marks",
            "line 4, column 8, guidelines.file: “../secret” is no plain name: the guidelines stand \
             in the same folder",
        ],
    );
    check(
        "[guidelines]\n",
        &["line 1, column 1, guidelines: write file = \"guidelines.md\", or take this table out"],
    );
}

#[test]
fn what_is_no_toml_is_told_with_its_place() {
    for (text, place) in [
        ("\u{FEFF}é = \"\n", "line 1, column "),
        ("[spans]\nheads = true\nheads = false\n", "line 3, column 1"),
        ("[[labels]\n", "line 1, column "),
        ("a", "line 1, column "),
    ] {
        let faults = read(text, &[]).expect_err("it is no TOML");
        let told = faults[0].to_string();
        assert!(told.starts_with(place), "{told}");
        assert!(told.contains("this is no TOML"), "{told}");
    }
}

#[test]
fn no_bytes_make_it_panic() {
    let pieces = [
        "[[labels]]",
        "\n",
        "name",
        "=",
        "\"a\"",
        "key",
        "[",
        "]",
        "{",
        "}",
        "é",
        "\u{0}",
        "''' ",
        "colour",
        "[spans]",
        "heads",
        "true",
        ".",
        "options",
        "[\"\"]",
        "[guidelines]",
        "file",
    ];
    let mut seed = 11u64;
    for _ in 0..5000 {
        let mut text = String::new();
        for _ in 0..14 {
            seed = seed
                .wrapping_mul(6_364_136_223_846_793_005)
                .wrapping_add(1_442_695_040_888_963_407);
            let pick = usize::try_from(seed >> 33).unwrap_or(0) % pieces.len();
            text.push_str(pieces[pick]);
        }
        if let Err(faults) = read(&text, &[]) {
            assert!(
                faults
                    .iter()
                    .all(|fault| fault.line > 0 && fault.column > 0)
            );
        }
    }
}
