use super::*;

/// Each line of `cases.tsv`: a text with a mention in brackets, country and sector.
#[test]
fn codes_are_read_from_the_words_of_a_mention() {
    let mut wrong = Vec::new();
    let mut cases = 0;
    for line in include_str!("cases.tsv").lines() {
        if line.starts_with('#') {
            continue;
        }
        let fields: Vec<_> = line.split('\t').collect();
        let [marked, country, sector] = fields[..] else {
            panic!("{line:?} has three fields");
        };
        cases += 1;
        let codes = codes(marked);
        let shown =
            |code: &Option<Code>| code.as_ref().map_or("-".to_owned(), |c| c.code.to_string());
        let found = (shown(&codes.country), shown(&codes.sector));
        if (found.0.as_str(), found.1.as_str()) != (country, sector) {
            wrong.push(format!("{marked}: {found:?}, not {country} {sector}"));
        }
    }
    assert!(cases > 120, "{cases} cases");
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

fn codes(marked: &str) -> Codes {
    let start = marked.find('[').expect("a mention");
    let end = marked.find(']').expect("its end") - 1;
    let text = marked.replace(['[', ']'], "");
    let article = Article::from_text("a.txt", text);
    Codes::of(&article, ByteRange::new(start, end))
}

#[track_caller]
fn check_reasons(marked: &str, country: &str, sector: &str) {
    let codes = codes(marked);
    let reason = |code: Option<Code>| code.map(|code| code.reason).unwrap_or_default();
    assert_eq!(reason(codes.country), country, "{marked}");
    assert_eq!(reason(codes.sector), sector, "{marked}");
}

#[test]
fn reasons_say_which_words_speak_for_a_code() {
    check_reasons(
        "[Nigerien Defense Minister Silifo Modi]",
        "“Nigerien” is of Niger",
        "“Minister”: government",
    );
    check_reasons(
        "[NATO officials]",
        "“NATO” is known: organisation of states",
        "“NATO”: military",
    );
    check_reasons(
        "[U.S. officials]",
        "“U.S.” is of United States",
        "“officials” alone: government",
    );
    check_reasons(
        "[Tehran] refused",
        "“Tehran” is the capital of Iran",
        "“Tehran” acts as a state",
    );
    check_reasons(
        "[Silifo Modi], the Nigerien foreign minister, left",
        "beside it, “Nigerien” is of Niger",
        "beside it, “foreign minister”: government",
    );
    check_reasons(
        "[former Malian president]",
        "“Malian” is of Mali",
        "“former” before “president”: no longer in office",
    );
}

#[test]
fn any_text_can_be_asked_about() {
    for text in [
        "", "’", "-", "a-", "’s", "é’é", "of of of", "the", "and", "\n\n", "[", "l’", "d'",
    ] {
        let article = Article::from_text("a.txt", format!("{text} {text}"));
        let all = article.text().len();
        for start in 0..=all {
            for end in start..=all {
                let range = ByteRange::new(start, end);
                if article.holds(range) {
                    let _ = Codes::of(&article, range);
                }
            }
        }
    }
}
