//! Nasty files: what is found in them, and what is said of the rest.

use proptest::prelude::*;

use super::*;

/// The shape of a file, the columns guessed.
fn shape(name: &str, file: &[u8]) -> Shape {
    Preview::of(name, file, true).unwrap().shape
}

/// Fed in pieces of this size.
fn scan_in(shape: &Shape, file: &[u8], piece: usize, largest: usize) -> Scanned {
    let mut scan = Scan::limited(shape, largest);
    file.chunks(piece).for_each(|piece| scan.feed(piece));
    scan.finish()
}

/// Each record as `line:key:text` and each fault as `line: …`, cut.
fn told(shape: &Shape, file: &[u8], largest: usize) -> (Vec<String>, Vec<String>) {
    let scanned = scan_in(shape, file, usize::MAX, largest);
    for piece in [1, 2, 3, 7, 64] {
        assert_eq!(scan_in(shape, file, piece, largest), scanned, "in {piece}s");
    }
    let records = scanned.entries.iter().map(|entry| {
        let range = entry.range();
        let bytes = &file[range.start as usize..range.end as usize];
        let wanted = Wanted {
            source: "news",
            key: &entry.key,
            line: entry.line,
        };
        let article = read_record(shape, wanted, bytes).unwrap();
        assert_eq!(article.text().len(), entry.text_bytes as usize);
        assert_eq!(article.header.record.as_deref(), Some(&*entry.key));
        let day = entry.published.map(|day| day.to_string());
        assert_eq!(article.header.published, day);
        format!("{}:{}:{}", entry.line, entry.key, article.text())
    });
    let faults = scanned.faults.iter().map(|fault| {
        let said = fault.to_string();
        said.chars().take(60).collect()
    });
    (records.collect(), faults.collect())
}

fn check(name: &str, file: &[u8], records: &[&str], faults: &[&str]) {
    let (found, said) = told(&shape(name, file), file, LARGEST_RECORD);
    let text = String::from_utf8_lossy(file);
    assert_eq!(found, records, "{text}");
    assert_eq!(said.len(), faults.len(), "{said:?} in {text}");
    for (said, expected) in said.iter().zip(faults) {
        assert!(said.starts_with(expected), "“{said}” and not “{expected}”");
    }
}

#[test]
fn json_lines_open_and_broken_ones_are_told() {
    let good = r#"{"id":"a","text":"One."}"#;
    for (file, records, faults) in [
        // Marks, empty lines, line ends of Windows, none at the end.
        (
            format!("\u{FEFF}{good}\r\n\r\n  \n{{\"id\":2,\"text\":\"Two\\r\\nlines\"}}"),
            vec!["1:a:One.", "4:2:Two\r\nlines"],
            vec![],
        ),
        // What is no JSON, no object, cut within the file, or two on a line.
        (
            format!(
                "{good}\nnonsense\n[1,2]\n12\n{{\"id\":\"c\",\"text\":\"x\n{good} {good}\n{{\"id\":\"d\",\"text\":\"D\"}}\n"
            ),
            vec!["1:a:One.", "7:d:D"],
            vec![
                "line 2: it is not JSON (no opening brace at byte 1)",
                "line 3: it is a list, and a record",
                "line 4: it is a number, and",
                "line 5: it is not JSON (the record has no end at byte",
                "line 6: something follows its closing brace at byte 26",
            ],
        ),
        // No text, an empty one, another kind; no id.
        (
            format!(
                "{good}\n{{\"id\":\"b\"}}\n{{\"id\":\"c\",\"text\":\" \\n\"}}\n{{\"id\":\"d\",\"text\":[\"x\"]}}\n{{\"text\":\"E\"}}\n{{\"id\":\" \",\"text\":\"F\"}}\n{{\"id\":\"g\",\"text\":null}}\n"
            ),
            vec!["1:a:One.", "5:line 5:E", "6:line 6:F"],
            vec![
                "line 2: it has no “text”",
                "line 3: “text” is empty",
                "line 4: “text” is a list and no text",
                "line 5: it has no “id”, and it goes by its line",
                "line 6: its “id” is empty, and it goes by its line",
                "line 7: “text” is empty",
            ],
        ),
        // Ids that stand there twice, and one that looks like what tells them apart.
        (
            format!(
                "{good}\n{good}\n{{\"id\":\"a (line 4)\",\"text\":\"X\"}}\n{good}\n{{\"text\":\"Y\",\"id\":\"line 6\"}}\n{{\"text\":\"Z\"}}\n"
            ),
            vec![
                "1:a:One.",
                "2:a (line 2):One.",
                "3:a (line 4):X",
                "4:a (line 4) (line 4):One.",
                "5:line 6:Y",
                "6:line 6 (line 6):Z",
            ],
            vec![
                "line 2: its id “a” stands further up",
                "line 4: its id “a” stands further up",
                "line 6: it has no “id”",
            ],
        ),
        // Cut off in the middle of the last record.
        (
            format!("{good}\n{{\"id\":\"b\",\"text\":\"Tw"),
            vec!["1:a:One."],
            vec!["line 2: it ends in the middle of the record"],
        ),
        // The last of two fields counts; halves of characters are marked.
        (
            "{\"text\":\"x\",\"id\":1,\"text\":\"y \\ud800 \\u00e9 🚨\"}\n".to_owned(),
            vec!["1:1:y \u{FFFD} é 🚨"],
            vec![
                "line 1: “text” stands twice in it",
                "line 1: “text” holds half of a surrogate pair",
            ],
        ),
    ] {
        check("news.jsonl", file.as_bytes(), &records, &faults);
    }
    check(
        "news.jsonl",
        b"{\"id\":1,\"text\":\"x\"}\n{\"id\":2,\"text\":\"d\xE9j\xE0\"}\n{\"id\":3,\"text\":\"z\"}\n",
        &["1:1:x", "3:3:z"],
        &["line 2: it is not in UTF-8 from byte 18 on"],
    );
}

#[test]
fn tables_open_and_broken_rows_cost_themselves_only() {
    for (name, file, records, faults) in [
        (
            "a.csv",
            "\u{FEFF}id,date,text\r\n1,2024-04-25,\"He said \"\"no\"\",\r\nand left.\"\r\n\r\n2,,Plain\r\n",
            vec!["2:1:He said \"no\",\r\nand left.", "5:2:Plain"],
            vec![],
        ),
        (
            "a.csv",
            "sep=;\nid;text\n1;a, b\n",
            vec!["3:1:a, b"],
            vec![],
        ),
        (
            "a.csv",
            "id;text\n1;a, b\n2;c, d\n",
            vec!["2:1:a, b", "3:2:c, d"],
            vec![],
        ),
        // Tables with tabs often know no quotes.
        (
            "a.tsv",
            "id\ttext\n1\t\"No\" is no.\n2\t\"Yes\" it is.\n",
            vec!["2:1:\"No\" is no.", "3:2:\"Yes\" it is."],
            vec![],
        ),
        // Too few, too many, too many that are empty; the last one is cut.
        (
            "a.csv",
            "id,text,note\n1,a\n2,b,c,d\n3,e,f,,\n4,g,h\n5,i",
            vec!["4:3:e", "5:4:g"],
            vec![
                "line 2: it has 2 fields, and the file has 3 columns",
                "line 3: it has 4 fields",
                "line 6: it ends in the middle",
            ],
        ),
        // A quote that is not closed, found at the next one; one that is never closed.
        (
            "a.csv",
            "id,text\n1,\"open\n2,\"b\"\n3,c\n4,\"open\n5,e\n",
            vec!["3:2:b", "4:3:c", "6:5:e"],
            vec![
                "line 2: a quote is followed by text at byte 12",
                "line 5: a quote that opens here is never closed",
            ],
        ),
        // Quotes that are not doubled, in a text of several lines.
        (
            "a.csv",
            "id,text\n1,\"He said \"no\" to\nthem all.\"\n2,b\n",
            vec!["4:2:b"],
            vec!["line 2: a quote is followed by text"],
        ),
        (
            "a.csv",
            "text\nOne.\n\nTwo.\n",
            vec!["2:line 2:One.", "4:line 4:Two."],
            vec![],
        ),
        ("a.csv", "id,text,text\n1,a,b\n", vec!["2:1:a"], vec![]),
        // One carriage return is of the line end, the other one of the text.
        ("a.csv", "id,text\r\n1,a\r\r\n", vec!["2:1:a\r"], vec![]),
    ] {
        check(name, file.as_bytes(), &records, &faults);
    }
}

#[test]
fn a_table_of_another_encoding_is_decoded() {
    let file =
        b"id;texte\n1;Le pr\xe9fet a d\xe9clar\xe9 l\x92\xe9tat d\x92urgence.\n2;\xc0 Gao.\n";
    let shape = shape("a.csv", file);
    assert_eq!(shape.encoding.name(), "windows-1252");
    let (records, faults) = told(&shape, file, LARGEST_RECORD);
    assert_eq!(
        records,
        ["2:1:Le préfet a déclaré l’état d’urgence.", "3:2:À Gao."]
    );
    assert_eq!(faults, [] as [String; 0]);
}

#[test]
fn what_is_no_file_of_records_is_said_plainly() {
    for (name, file, expected) in [
        ("a.jsonl", &b""[..], Unreadable::Empty),
        ("a.csv", b"\n \n", Unreadable::Empty),
        ("a.jsonl", b"\n[\n  {\"text\": \"x\"}\n]", Unreadable::List),
        ("a.jsonl", b"[{\"text\": \"x\"}]", Unreadable::List),
        ("a.jsonl", b"{\n  \"text\": \"x\"\n}\n", Unreadable::Spread),
        ("a.csv", b"\xFF\xFEi\0d\0", Unreadable::Utf16),
        ("a.csv", b"i\0d\0,\0t\0", Unreadable::Utf16),
        (
            "a.csv",
            b"PK\x03\x04 and some more of it\0",
            Unreadable::Binary,
        ),
        ("a.txt", b"text", Unreadable::UnknownKind),
    ] {
        assert_eq!(Preview::of(name, file, true).unwrap_err(), expected);
    }
}

#[test]
fn records_and_quotes_without_end_do_not_swallow_the_file() {
    let shape_of = |file: &str| shape("a.csv", file.as_bytes());
    let long = "word ".repeat(40);
    // One line of JSON beyond the limit.
    let file = format!(
        "{{\"id\":1,\"text\":\"a\"}}\n{{\"id\":2,\"text\":\"{long}\"}}\n{{\"id\":3,\"text\":\"c\"}}\n"
    );
    let json = shape("a.jsonl", file.as_bytes());
    let (records, faults) = told(&json, file.as_bytes(), 100);
    assert_eq!(records, ["1:1:a", "3:3:c"]);
    assert_eq!(faults.len(), 1);
    assert!(faults[0].starts_with("line 2: it is larger than the 16 MB"));
    // A quote that is open for longer than a record may be.
    let file = format!("id,text\n1,\"open\n{}", "2,b\n".repeat(60));
    let (records, faults) = told(&shape_of(&file), file.as_bytes(), 100);
    assert_eq!(records.len(), 60);
    assert!(faults[0].starts_with("line 2: a quote that opens here"));
    // In each line a quote that closes the one before and opens another: read as one row, and
    // not again from each of its lines.
    let file = format!("x,y\n{}", "x\",\"\n".repeat(5000));
    let mut table = shape_of("x,text\na,b\n");
    table.columns.text = "text".to_owned();
    let before = scan_in(&table, file.as_bytes(), 4096, 1000);
    assert_eq!(before.entries, []);
    assert!(!before.faults.is_empty());
}

/// A table of six records with the columns that a header names, each with the kind of its values:
/// `T` an article, `t` a short one, `h` a headline, `d` days with dots, `w` days in words, `s`
/// days with slashes that may mean two, `i` ids, `n` numbers as ids, `p` papers, `u` addresses, `l`
/// languages, `c` counts, `k` kinds that repeat, `a` names of people.
fn table(header: &[(&str, char)]) -> String {
    let value = |kind: char, n: usize| match kind {
        'T' => {
            format!("Fighters left the town {n}. They came back on Monday and stayed. ").repeat(4)
        }
        't' => format!("They left town {n} on Monday."),
        'h' => format!("Rebels leave Kidal {n}"),
        'd' => format!("0{}.03.2024", n + 1),
        'w' => format!("{} März 2024", n + 1),
        's' => format!("0{}/04/2024", n + 1),
        'i' => format!("AB-{}", n * 7 + 100),
        'n' => format!("{}", n + 1),
        'p' => ["Desert Post", "Sahel Wire"][n % 2].to_owned(),
        'u' => format!("https://example.org/{n}"),
        'l' => ["en", "fr"][n % 2].to_owned(),
        'c' => format!("{}", n % 3),
        'k' => ["Politics", "Sports"][n % 2].to_owned(),
        _ => ["Ann Doe", "Bo Roe", "Cy Poe"][n % 3].to_owned(),
    };
    let mut lines = vec![
        header
            .iter()
            .map(|(name, _)| *name)
            .collect::<Vec<_>>()
            .join(";"),
    ];
    for n in 0..6 {
        let row: Vec<String> = header.iter().map(|(_, kind)| value(*kind, n)).collect();
        lines.push(row.join(";"));
    }
    lines.join("\n") + "\n"
}

#[test]
fn columns_are_guessed_in_many_files_and_each_has_one_use() {
    // What is expected: text, title, published, id, source.
    let check = |header: &[(&str, char)], expected: [&str; 5]| {
        let file = table(header);
        let preview = Preview::of("a.csv", file.as_bytes(), true).unwrap();
        let columns = &preview.shape.columns;
        let found = [
            Role::Text,
            Role::Title,
            Role::Published,
            Role::Id,
            Role::Source,
        ];
        let found = found.map(|role| columns.get(role).unwrap_or_default());
        assert_eq!(found, expected, "{header:?}");
    };
    check(
        &[
            ("doc", 'n'),
            ("hl", 'h'),
            ("story text", 't'),
            ("pubdate", 'd'),
            ("outlet", 'p'),
        ],
        ["story text", "hl", "pubdate", "doc", "outlet"],
    );
    check(
        &[
            ("artikel_nr", 'i'),
            ("erschienen", 'd'),
            ("zeitung", 'p'),
            ("schlagzeile", 'h'),
            ("wortlaut", 'T'),
        ],
        [
            "wortlaut",
            "schlagzeile",
            "erschienen",
            "artikel_nr",
            "zeitung",
        ],
    );
    check(
        &[
            ("référence", 'i'),
            ("titre de l'article", 'h'),
            ("date de parution", 'd'),
            ("journal", 'p'),
            ("texte intégral", 'T'),
        ],
        [
            "texte intégral",
            "titre de l'article",
            "date de parution",
            "référence",
            "journal",
        ],
    );
    check(
        &[
            ("periodico", 'p'),
            ("titular", 'h'),
            ("cuerpo", 'T'),
            ("fecha_publicacion", 's'),
            ("num", 'n'),
        ],
        ["cuerpo", "titular", "fecha_publicacion", "num", "periodico"],
    );
    check(
        &[
            ("testata", 'p'),
            ("titolo", 'h'),
            ("testo", 'T'),
            ("data", 'd'),
        ],
        ["testo", "titolo", "data", "", "testata"],
    );
    check(
        &[
            ("jornal", 'p'),
            ("manchete", 'h'),
            ("conteúdo", 'T'),
            ("publicado em", 'd'),
            ("id_noticia", 'n'),
        ],
        [
            "conteúdo",
            "manchete",
            "publicado em",
            "id_noticia",
            "jornal",
        ],
    );
    check(
        &[
            ("Kop", 'h'),
            ("Inhoud", 'T'),
            ("Krant", 'p'),
            ("Datum", 'w'),
        ],
        ["Inhoud", "Kop", "Datum", "", "Krant"],
    );
    check(
        &[
            ("tytuł", 'h'),
            ("treść", 'T'),
            ("gazeta", 'p'),
            ("opublikowano", 'd'),
        ],
        ["treść", "tytuł", "opublikowano", "", "gazeta"],
    );
    check(
        &[
            ("başlık", 'h'),
            ("metin", 'T'),
            ("gazete", 'p'),
            ("tarih", 'd'),
        ],
        ["metin", "başlık", "tarih", "", "gazete"],
    );
    check(
        &[
            ("заголовок", 'h'),
            ("текст", 'T'),
            ("дата", 'd'),
            ("источник", 'p'),
            ("номер", 'n'),
        ],
        ["текст", "заголовок", "дата", "номер", "источник"],
    );
    check(
        &[
            ("العنوان", 'h'),
            ("النص", 'T'),
            ("التاريخ", 'd'),
            ("الصحيفة", 'p'),
        ],
        ["النص", "العنوان", "التاريخ", "", "الصحيفة"],
    );
    check(
        &[
            ("标题", 'h'),
            ("正文", 'T'),
            ("日期", 'd'),
            ("来源", 'p'),
            ("编号", 'n'),
        ],
        ["正文", "标题", "日期", "编号", "来源"],
    );
    check(
        &[
            ("articleId", 'i'),
            ("articleTitle", 'h'),
            ("articleBody", 'T'),
            ("pubDate", 'd'),
            ("newsSource", 'p'),
        ],
        [
            "articleBody",
            "articleTitle",
            "pubDate",
            "articleId",
            "newsSource",
        ],
    );
    check(
        &[
            ("accession number", 'i'),
            ("news headline", 'h'),
            ("full_text", 'T'),
            ("publication date", 'd'),
            ("newspaper name", 'p'),
        ],
        [
            "full_text",
            "news headline",
            "publication date",
            "accession number",
            "newspaper name",
        ],
    );
    check(
        &[
            ("text_id", 'n'),
            ("text", 'T'),
            ("text_length", 'c'),
            ("title", 'h'),
        ],
        ["text", "title", "", "text_id", ""],
    );
    // Names that say nothing: the values do.
    check(
        &[
            ("v1", 'i'),
            ("v2", 'd'),
            ("v3", 'h'),
            ("v4", 'T'),
            ("v5", 'p'),
        ],
        ["v4", "v3", "v2", "v1", "v5"],
    );
    check(
        &[("a", 'w'), ("b", 'T'), ("c", 'p'), ("d", 'h'), ("e", 'c')],
        ["b", "d", "a", "", "c"],
    );
    check(
        &[("x", 's'), ("y", 't'), ("z", 'n')],
        ["y", "", "x", "z", ""],
    );
    check(
        &[("q1", 'u'), ("q2", 'T'), ("q3", 'h')],
        ["q2", "q3", "", "q1", ""],
    );
    // What is something else.
    check(
        &[
            ("body", 'T'),
            ("author", 'a'),
            ("category", 'k'),
            ("country", 'k'),
        ],
        ["body", "", "", "", ""],
    );
    check(
        &[
            ("rubrik", 'k'),
            ("artikeltext", 'T'),
            ("verfasser", 'a'),
            ("titel", 'h'),
            ("sprache", 'l'),
        ],
        ["artikeltext", "titel", "", "", ""],
    );
    check(
        &[("kind", 'k'), ("medium", 'p'), ("story", 'T')],
        ["story", "", "", "", "medium"],
    );
    check(
        &[("first", 'k'), ("second", 'p'), ("story", 'T')],
        ["story", "", "", "", ""],
    );
    check(
        &[("summary", 't'), ("content", 'T')],
        ["content", "summary", "", "", ""],
    );
}

#[test]
fn columns_are_guessed_from_names_and_content() {
    let long = "Fighters left the town on Thursday after talks, witnesses said. ".repeat(5);
    for (name, file, expected) in [
        (
            "a.jsonl",
            format!(
                r#"{{"doc_id":"x1","meta":{{"Headline":"Talks resume","pub_date":"2024-04-25"}},"Body":"{long}","link":"https://e.org/1","lang":"en","source":"Wire"}}"#
            ),
            [
                Some("Body"),
                Some("meta.Headline"),
                None,
                Some("doc_id"),
                Some("source"),
                Some("link"),
                Some("lang"),
            ],
        ),
        (
            "a.csv",
            format!(
                "event_id_cnty,event_date,source,notes,fatalities\nMLI1,25 April 2024,AFP,{0},3\nMLI2,26 April 2024,RFI,\"{0}\",4\n",
                long.replace(',', "")
            ),
            [
                Some("notes"),
                None,
                Some("event_date"),
                Some("event_id_cnty"),
                Some("source"),
                None,
                None,
            ],
        ),
        // Without names that say anything.
        (
            "a.tsv",
            format!(
                "2024-04-25\tk-1\thttps://e.org/1\tTalks resume in Niamey\t{long}\n2024-04-26\tk-2\thttps://e.org/2\tRebels leave the town\t{long}!\n"
            ),
            [
                Some("column 5"),
                Some("column 4"),
                Some("column 1"),
                Some("column 2"),
                None,
                Some("column 3"),
                None,
            ],
        ),
        // A short “text” beside a long column is something else; addresses tell records apart.
        (
            "a.csv",
            format!(
                "text,full,url\nshort,\"{long}\",https://e.org/1\nbrief,\"{long}x\",https://e.org/2\n"
            ),
            [
                Some("full"),
                None,
                None,
                Some("url"),
                None,
                Some("url"),
                None,
            ],
        ),
    ] {
        let preview = Preview::of(name, file.as_bytes(), true).unwrap();
        let columns = &preview.shape.columns;
        let found = Role::ALL.map(|role| columns.get(role));
        if name == "a.jsonl" {
            assert_eq!(found[..2], expected[..2]);
            assert_eq!(columns.published.as_deref(), Some("meta.pub_date"));
            assert_eq!(found[3..], expected[3..]);
        } else {
            assert_eq!(found, expected, "{file}");
        }
    }
    let preview = Preview::of("a.csv", b"id,n\n1,2\n", true).unwrap();
    assert_eq!(preview.shape.columns.text, "");
    assert_eq!(preview.columns[0].values, ["1"]);
    assert_eq!(preview.columns[0].role, Some(Role::Id));
}

#[test]
fn a_record_is_an_article_with_all_that_is_known() {
    let file = br#"{"id":"a","title":" Talks\n resume ","text":"First\r\nline","date":"Thu, 25 Apr 2024 08:00:00 GMT","source":"https://e.org/1","lang":"fr"}"#;
    let shape = shape("a.jsonl", file);
    let wanted = |key| Wanted {
        source: "a.jsonl",
        key,
        line: 1,
    };
    let article = read_record(&shape, wanted("a"), file).unwrap();
    let header = &article.header;
    assert_eq!(
        (article.source.as_str(), article.text()),
        ("a.jsonl", "First\r\nline")
    );
    assert_eq!(header.title, "Talks resume");
    assert_eq!(header.published.as_deref(), Some("2024-04-25"));
    assert_eq!(header.url.as_deref(), Some("https://e.org/1"));
    assert_eq!(header.language.as_deref(), Some("fr"));
    assert_eq!(header.encoding, "utf-8");
    assert_eq!(
        header.source_sha256,
        crate::formats::Fingerprint::of(file).to_string()
    );
    let other = read_record(&shape, wanted("b"), file);
    assert_eq!(other.unwrap_err(), RecordError::Moved);
}

#[test]
fn an_index_comes_back_and_odd_ones_are_none() {
    let file = b"{\"id\":\"a\",\"text\":\"One.\",\"date\":\"2024-04-25\"}\nx\n{\"id\":\"b\",\"text\":\"Two\"}\n";
    let shape = shape("a.jsonl", file);
    let index = Index {
        stamp: Stamp {
            size: file.len() as u64,
            modified: Some(5),
            edges: "e".into(),
        },
        scanned: scan_in(&shape, file, 10, LARGEST_RECORD),
        shape,
        works: [Belongs::Named, Belongs::Moved("b".into()), Belongs::Gone]
            .map(|belongs| Work {
                name: "4f/a-1.obelus.json".into(),
                size: 7,
                modified: None,
                summary: crate::formats::native::summarise(
                    br#"{"format":"obelus","status":"done","flagged":true,"annotator":"amina","article":{"record":"a","sha256":"9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08"},"spans":[{}]}"#,
                ),
                belongs,
            })
            .to_vec(),
    };
    assert_eq!(
        index.works[0].summary.as_ref().unwrap().record.as_deref(),
        Some("a")
    );
    let bytes = index.encode();
    assert_eq!(Index::decode(&bytes), Some(index));
    for end in 0..bytes.len() {
        assert_eq!(Index::decode(&bytes[..end]), None);
        let mut odd = bytes.clone();
        odd[end] ^= 0x40;
        assert_eq!(Index::decode(&odd), None);
    }
}

proptest! {
    #[test]
    fn pieces_of_any_size_give_the_same(
        lines in prop::collection::vec(
            prop::sample::select(vec![
                "{\"id\":\"a\",\"text\":\"x\"}", "1,a\"b,c", "2,\"q\"\"\n,\",z", "\"", "\"\"", "", "\r",
                "x\",\"", "3,plain,text", "{\"text\":\"\\u00e9\\ud83d\\ude00", "é,ü,漢", "{}", "\u{FEFF}",
            ]), 0..30),
        cuts in prop::collection::vec(1..40_usize, 1..20),
        json in any::<bool>(),
        largest in 8..200_usize,
    ) {
        let file = lines.join("\n");
        let shape = Shape {
            layout: if json {
                Layout::JsonLines
            } else {
                Layout::Delimited(Delimited { separator: b',', quotes: true, header: true })
            },
            columns: Columns { text: "text".into(), id: Some("id".into()), ..Columns::default() },
            encoding: encoding_rs::UTF_8,
            names: ["id", "text", "n"].map(str::to_owned).to_vec(),
        };
        let whole = scan_in(&shape, file.as_bytes(), usize::MAX, largest);
        let mut scan = Scan::limited(&shape, largest);
        let mut rest = file.as_bytes();
        for cut in cuts.iter().cycle() {
            if rest.is_empty() {
                break;
            }
            let (piece, behind) = rest.split_at(rest.len().min(*cut));
            scan.feed(piece);
            rest = behind;
        }
        prop_assert_eq!(scan.finish(), whole);
    }
}

#[test]
fn what_was_doubled_or_left_out_is_said_with_its_line() {
    let long = "x".repeat(LONGEST_ID + 1);
    let file = format!(
        concat!(
            "{{\"id\":\"a\",\"text\":\"One.\",\"text\":\"Two.\"}}\n",
            "{{\"id\":\"b\",\"id\":\"c\",\"text\":\"One.\"}}\n",
            "{{\"id\":\"d\",\"text\":\"half \\ud800 of it\"}}\n",
            "{{\"id\":null,\"text\":\"x\"}}\n",
            "{{\"id\":[1],\"text\":\"x\"}}\n",
            "{{\"id\":{{\"a\":1}},\"text\":\"x\"}}\n",
            "{{\"id\":true,\"text\":\"x\"}}\n",
            "{{\"id\":\"{}\",\"text\":\"x\"}}\n",
            "{{\"id\":\"e\",\"text\":\"a \0 zero\"}}\n",
            "{{\"id\":\"f\",\"text\":\"all is well\"}}\n",
        ),
        long
    );
    let shape = Shape {
        layout: Layout::JsonLines,
        columns: Columns {
            text: "text".into(),
            id: Some("id".into()),
            ..Columns::default()
        },
        encoding: encoding_rs::UTF_8,
        names: Vec::new(),
    };
    assert_eq!(
        Layout::guess("a.jsonl", file.as_bytes(), true),
        Ok(Layout::JsonLines)
    );
    let (records, faults) = told(&shape, file.as_bytes(), LARGEST_RECORD);
    assert_eq!(records.len(), 9);
    for (fault, expected) in faults.iter().zip([
        "line 1: “text” stands twice in it; the last one is read",
        "line 2: “id” stands twice in it",
        "line 3: “text” holds half of a surrogate pair",
        "line 4: its “id” is null, and it goes by its line",
        "line 5: its “id” is a list",
        "line 6: it has no “id”",
        "line 7: its “id” is true or false",
        "line 8: its “id” is longer than 512 bytes",
        "line 9: it has a zero byte at byte 21",
    ]) {
        assert!(fault.starts_with(expected), "{fault}");
    }
    assert_eq!(faults.len(), 9);
}

#[test]
fn files_of_which_nothing_can_be_read_say_why() {
    let check = |name: &str, file: &[u8], expected: &str| {
        let why = Preview::of(name, file, true).unwrap_err().to_string();
        assert!(why.contains(expected), "{why}");
    };
    check(
        "a.jsonl",
        b"{\"text\":\"One.\"}\r{\"text\":\"Two.\"}\r",
        "CR only",
    );
    check("a.csv", b"id,text\r1,One\r2,Two", "CR only");
    let latin = "{\"text\":\"Le préfet a déclaré l\u{92}état d’urgence\"}\n".repeat(9);
    let latin = encoding_rs::WINDOWS_1252.encode(&latin).0;
    check(
        "a.jsonl",
        &latin,
        "it seems to be in windows-1252; save it in UTF-8",
    );
    check(
        "a.jsonl",
        b"PK\0\x03\0stuff and more of it",
        "not a text file",
    );
    let wide: Vec<String> = (0..600).map(|n| format!("c{n}")).collect();
    let why = Unreadable::NoText(wide).to_string();
    assert!(why.contains("c11 and 588 more") && why.len() < 200, "{why}");
}
