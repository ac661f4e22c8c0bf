//! What the article looks like: pictures compared with committed ones.
//!
//! `UPDATE=1` writes them anew; look at each before committing it.

use std::path::Path;

use egui::accesskit::Role;
use egui::epaint::text::{FontInsert, FontPriority, InsertFontFamily};
use egui::{FontData, FontFamily};
use egui_kittest::kittest::Queryable as _;

use crate::canvas::Canvas;
use crate::driver::{Person, Start, sample};

/// The size of a picture in pixels.
const SIZE: (usize, usize) = (694, 370);

/// A face with Chinese characters, of the Debian package `fonts-droid-fallback`.
const CHINESE: &str = "/usr/share/fonts/truetype/droid/DroidSansFallbackFull.ttf";

fn open(text: &str) -> Person<'static> {
    let mut person = Start {
        files: &[("report.txt", text)],
        ..Start::default()
    }
    .sit_down();
    person.harness.ctx.set_theme(egui::Theme::Light);
    person.wait(2);
    person
}

fn mark(person: &mut Person<'_>, marks: &[(&str, usize, &str)]) {
    for (words, nth, key) in marks {
        person.select(words, *nth);
        person.press(key);
    }
    person.press("Escape Escape Ctrl+Home");
    person.wait(4);
}

/// Compares what the article looks like with the committed picture.
fn check(person: &Person<'_>, name: &str) {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/snapshots");
    let path = folder.join(format!("{name}.png"));
    let all = Canvas::draw(&person.harness.ctx, person.harness.output());
    let article = person.harness.get_by_role(Role::Document).rect();
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "a place in a window"
    )]
    let (left, top, width) = (
        article.left() as usize,
        article.top() as usize,
        article.width() as usize,
    );
    let spare = width.saturating_sub(SIZE.0) / 2;
    let found = all.part(left + spare, top, SIZE.0.min(width), SIZE.1);
    if std::env::var_os("UPDATE").is_some() {
        found.write(&path);
    }
    let difference = match Canvas::read(&path) {
        Some(expected) => found.difference(&expected),
        None => Some("there is no such picture".to_owned()),
    };
    if let Some(difference) = difference {
        let aside = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("{name}.png"));
        found.write(&aside);
        panic!(
            "{}: {difference}; see {}; UPDATE=1 writes it anew",
            path.display(),
            aside.display()
        );
    }
}

const MARKS: &[(&str, usize, &str)] = &[
    ("Chad", 1, "A"),
    ("agree", 1, "E"),
    ("N’DJAMENA", 1, "L"),
    ("27 people", 1, "F"),
    ("Chadian soldiers", 1, "A"),
    ("fighting", 1, "E"),
];

#[test]
fn plain_text_with_marks() {
    let mut person = open(&sample("01-border-talks.txt"));
    mark(&mut person, MARKS);
    check(&person, "plain");
}

#[test]
fn the_dark_theme() {
    let mut person = open(&sample("01-border-talks.txt"));
    person.harness.ctx.set_theme(egui::Theme::Dark);
    mark(&mut person, MARKS);
    check(&person, "dark");
}

#[test]
fn large_text() {
    let mut person = open(&sample("01-border-talks.txt"));
    mark(&mut person, &MARKS[..3]);
    for _ in 0..12 {
        person.press("Ctrl+Plus");
    }
    person.wait(4);
    check(&person, "large");
}

#[test]
fn six_spans_inside_one_another() {
    let text = "TRIPOLI — The deputy foreign minister of the government of the State of Libya said \
                on Monday that talks would resume.\n\nOfficials of both sides agreed. \
                Clashes between the two groups had killed 12 people, officials said.\n";
    let mut person = open(text);
    mark(
        &mut person,
        &[
            (
                "The deputy foreign minister of the government of the State of Libya said",
                1,
                "E",
            ),
            (
                "deputy foreign minister of the government of the State of Libya",
                1,
                "A",
            ),
            (
                "foreign minister of the government of the State of Libya",
                1,
                "A",
            ),
            ("government of the State of Libya", 1, "A"),
            ("State of Libya", 1, "L"),
            ("Libya", 1, "A"),
            // Two that overlap without nesting.
            ("Clashes between the two groups", 1, "E"),
            ("the two groups had killed 12 people", 1, "A"),
        ],
    );
    check(&person, "six-deep");
}

#[test]
fn arabic() {
    let mut person = open(&sample("07-hudna.txt"));
    mark(
        &mut person,
        &[
            ("120 أسيرا", 1, "F"),
            ("مأرب", 1, "L"),
            ("هولمستروم", 1, "A"),
        ],
    );
    check(&person, "arabic");
}

#[test]
fn other_scripts_missing_characters_and_turned_words() {
    let text = "Le ministre a dit «\u{202F}non\u{202F}» : 1\u{202F}200 morts à N’Djaména.\n\n\
                Joined by a mark that no face has: x\u{1AC0}y, and e\u{301} composed.\n\n\
                No face: \u{378} \u{E000} \u{10FFFD} \u{1E922} 停火 नई दिल्ली 👩\u{200D}🚀 end.\n\n\
                Pay to \u{202E}knab rehto\u{202C} at once; \u{2067}in an isolate\u{2069} too, \
                and \u{202E}without end.\n\n\
                قال المتحدث (Paris) في «حلب» إن 12 شخصا \u{202D}قتلوا\u{202C} و 停火 \u{378}.\n";
    let mut person = open(text);
    person.press("Ctrl+Home");
    person.wait(4);
    check(&person, "scripts");
}

#[test]
fn chinese() {
    let Ok(bytes) = std::fs::read(CHINESE) else {
        eprintln!("no picture of Chinese: install fonts-droid-fallback for {CHINESE}");
        return;
    };
    let text = "马里外交部发言人说：“双方（马里、法国）同意《停火协定》。”\n\n\
                据新华社报道，周一在首都巴马科，两个武装团体之间的冲突造成12人死亡、35人受伤。\
                记者问：「何时恢复会谈？」发言人没有回答；联合国特使呼吁各方克制，并要求立即停止敌对行动。\n\n\
                東京でのスピーチで、首相は「対話を続ける」と言った。\n";
    let mut person = open(text);
    person.harness.ctx.add_font(FontInsert::new(
        "Chinese",
        FontData::from_owned(bytes),
        [FontFamily::Proportional, FontFamily::Name("reading".into())]
            .map(|family| InsertFontFamily {
                family,
                priority: FontPriority::Lowest,
            })
            .to_vec(),
    ));
    person.wait(4);
    mark(
        &mut person,
        &[("巴马科", 1, "L"), ("12人", 1, "F"), ("联合国特使", 1, "A")],
    );
    check(&person, "chinese");
}
