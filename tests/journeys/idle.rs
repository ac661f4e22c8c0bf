//! Nothing is drawn without a cause.

use std::time::Duration;

use egui::{Event, ViewportId, pos2};
use obelus::ui::install_theme;

use crate::driver::{Person, Start, sample};

fn open() -> Person<'static> {
    as_in_the_window(Start {
        files: &[("report.txt", &sample("02-market-town-fighting.txt"))],
        suggest: true,
        ..Start::default()
    })
}

/// With the style that the window has: the harness turns off what would ask for frames.
fn as_in_the_window(start: Start<'_>) -> Person<'static> {
    let mut person = start.sit_down();
    install_theme(&person.harness.ctx);
    person.wait(2);
    person
}

/// Plays the window's loop, which draws a frame only when one was asked for and not before it is
/// due: how many there are in this many seconds.
fn frames(person: &mut Person<'_>, seconds: f64) -> usize {
    let wanted = |person: &Person<'_>| {
        let output = &person.harness.output().viewport_output;
        output[&ViewportId::ROOT].repaint_delay
    };
    let (mut passed, mut frames) = (0.0, 0);
    loop {
        // A frame at once comes with the next refresh of the screen.
        let delay = wanted(person).max(Duration::from_millis(16)).as_secs_f64();
        passed += delay;
        if passed > seconds {
            return frames;
        }
        let now = person.harness.ctx.input(|input| input.time);
        person.harness.input_mut().time = Some(now + delay);
        person.harness.step();
        person.harness.input_mut().time = None;
        frames += 1;
    }
}

/// Lets things settle, then counts over five quiet seconds.
fn check(person: &mut Person<'_>, what: &str) -> usize {
    let settling = frames(person, 10.0);
    assert!(settling < 100, "{what}: {settling} frames to settle");
    let quiet = frames(person, 5.0);
    assert_eq!(quiet, 0, "{what}: frames in five quiet seconds");
    settling
}

#[test]
fn five_quiet_seconds_draw_nothing() {
    let mut person = open();
    check(&mut person, "an article with suggestions");
    person.press("A");
    assert!(person.said().starts_with("Marked"));
    let settling = check(&mut person, "a mark that was saved");
    assert!(settling > 0, "saving two seconds later takes a frame");
    assert!(person.file("report.txt.obelus.json").is_some());
    person.press("N");
    assert!(person.document().current.is_some());
    check(&mut person, "a current suggestion");
    person.press("Shift+Down Shift+Down");
    check(&mut person, "a selection");
}

#[test]
fn a_resting_pointer_draws_nothing() {
    let mut person = open();
    for place in [
        pos2(640.0, 300.0),
        pos2(100.0, 120.0),
        pos2(1180.0, 300.0),
        pos2(40.0, 12.0),
    ] {
        person.harness.event(Event::PointerMoved(place));
        person.wait(1);
        check(&mut person, &format!("the pointer at {place:?}"));
    }
    // Over a mark, whose tooltip comes up.
    let mark = person
        .nodes()
        .into_iter()
        .find(|node| node.data.is_suggestion())
        .and_then(|node| node.data.bounds())
        .expect("a suggestion is in view");
    #[expect(clippy::cast_possible_truncation, reason = "a place on the screen")]
    let middle = pos2(
        (mark.x0 + mark.x1) as f32 / 2.0,
        (mark.y0 + mark.y1) as f32 / 2.0,
    );
    person.harness.event(Event::PointerMoved(middle));
    person.wait(1);
    let settling = check(&mut person, "the pointer on a mark");
    assert!(settling > 0, "a tooltip comes up");
    person.harness.event(Event::MouseWheel {
        unit: egui::MouseWheelUnit::Line,
        delta: egui::vec2(0.0, -3.0),
        phase: egui::TouchPhase::Move,
        source: egui::MouseWheelSource::Wheel,
        modifiers: egui::Modifiers::NONE,
    });
    person.wait(1);
    let settling = check(&mut person, "after scrolling");
    assert!(settling > 0, "the wheel goes on smoothly");
}

#[test]
fn open_fields_strips_dialogs_and_menus_draw_nothing() {
    let mut person = open();
    person.press("Ctrl+F");
    person.type_text("the");
    check(&mut person, "the find strip with its field in focus");
    person.press("Escape Escape");
    for (keys, what) in [
        ("F1", "help"),
        ("Ctrl+K", "the palette"),
        ("Ctrl+Shift+V", "the paste form"),
        ("Shift+F10", "the menu at the caret"),
    ] {
        person.press(keys);
        check(&mut person, what);
        person.press("Escape");
        person.wait(2);
    }
    check(&mut person, "everything closed again");
}

#[test]
fn an_empty_desk_draws_nothing() {
    let mut person = as_in_the_window(Start::default());
    check(&mut person, "an empty desk");
}
