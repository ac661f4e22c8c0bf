//! Opening the window.

use std::path::PathBuf;
use std::process::ExitCode;
use std::sync::Arc;

use egui::{IconData, ViewportBuilder, vec2};

use super::desk::filing::cannot_open;
use super::desk::{Desk, Surroundings};
use super::theme;
use crate::annotation::Timestamp;
use crate::jobs::{Jobs, Waker};
use crate::storage::{Files, OnDisk, sample, settings};

/// Opens the window on articles, folders and annotation files. Paths that do not exist are named
/// on standard error; the window opens if any other is good, or if there were none. With
/// `picture`, everything is shown once, a picture is written and the program ends.
#[must_use]
pub fn run(paths: &[PathBuf], picture: Option<PathBuf>) -> ExitCode {
    let storage: Arc<dyn Files> = Arc::new(OnDisk);
    let (good, bad): (Vec<_>, Vec<_>) =
        paths
            .iter()
            .cloned()
            .partition(|path| match storage.kind(path) {
                Ok(_) => true,
                Err(error) => {
                    eprintln!("obelus: {}", cannot_open(path, &error));
                    false
                }
            });
    if good.is_empty() && !bad.is_empty() {
        return ExitCode::from(2);
    }
    let opened = open(storage, good, picture);
    match opened {
        Ok(()) if bad.is_empty() => ExitCode::SUCCESS,
        Ok(()) => ExitCode::from(2),
        Err(error) => {
            eprintln!("obelus: the window could not be opened: {error}");
            eprintln!(
                "obelus: without a display, `obelus suggest` and `obelus validate` still work"
            );
            ExitCode::from(2)
        }
    }
}

fn open(storage: Arc<dyn Files>, paths: Vec<PathBuf>, picture: Option<PathBuf>) -> eframe::Result {
    // Listing the system's fonts takes a while: it begins before the window does.
    let fonts = Arc::new(egui_system_font_provider::SystemFontProvider::new());
    let options = eframe::NativeOptions {
        viewport: ViewportBuilder::default()
            .with_title("Obelus")
            .with_app_id("obelus")
            .with_inner_size(vec2(1280.0, 800.0))
            .with_min_inner_size(vec2(480.0, 360.0))
            .with_icon(icon()),
        persist_window: false,
        system_font_fallback: false,
        ..Default::default()
    };
    eframe::run_native(
        "obelus",
        options,
        Box::new(move |creation| {
            let context = creation.egui_ctx.clone();
            context.add_font_provider(fonts);
            theme::install(&context);
            let waker: Waker = Arc::new(move || context.request_repaint());
            let jobs = Jobs::start(Arc::clone(&storage), settings::default_fallback(), &waker)?;
            let settings_path = if picture.is_some() {
                None
            } else {
                settings::default_path()
            };
            let mut refusal = None;
            let (settings, settings_file) = match settings_path {
                Some(path) => {
                    let (settings, base, error) = settings::load(&*storage, &path);
                    if let Some(error) = error {
                        refusal = Some(error.to_string());
                    }
                    (settings, base.map(|base| (path, base)))
                }
                None => (settings::Settings::default(), None),
            };
            let begun = std::time::Instant::now();
            let keymap = settings::keymap_path().filter(|_| picture.is_none());
            let keymap = keymap.map(|path| settings::load_keymap(&*storage, &path));
            let mut desk = Desk::new(Surroundings {
                jobs,
                storage,
                settings,
                settings_file,
                clock: Some(Box::new(move || begun.elapsed().as_secs_f64())),
                now: Box::new(now),
                suggest: true,
                sample_folder: sample::default_folder(),
            });
            match keymap {
                Some(Ok(Some(text))) => desk.take_keymap(&text),
                Some(Err(error)) => desk.refuse_keymap(error.to_string()),
                Some(Ok(None)) | None => {}
            }
            if let Some(why) = refusal {
                desk.refuse_settings(why);
            }
            for fault in desk.settings_faults() {
                eprintln!("obelus: {fault}");
            }
            for fault in desk.keymap_faults() {
                eprintln!("obelus: {fault}");
            }
            desk.open_paths(&paths);
            if let Some(picture) = picture {
                desk.take_first_look(picture);
            }
            Ok(Box::new(desk))
        }),
    )
}

/// The time of day to the second, in UTC.
fn now() -> Timestamp {
    let now = jiff::Timestamp::now();
    let whole = jiff::Timestamp::from_second(now.as_second()).unwrap_or(now);
    Timestamp::new(&whole.to_string())
}

/// The window's icon: an obelus, light on dark.
fn icon() -> IconData {
    const SIDE: u32 = 64;
    let mut rgba = Vec::with_capacity((SIDE * SIDE * 4) as usize);
    for y in 0..SIDE {
        for x in 0..SIDE {
            let blade = (29..=34).contains(&x) && (10..=56).contains(&y);
            let guard = (16..=47).contains(&x) && (20..=25).contains(&y);
            let corner = |v: u32| v.min(SIDE - 1 - v);
            let inside = corner(x) + corner(y) >= 6;
            let pixel = match (inside, blade || guard) {
                (false, _) => [0, 0, 0, 0],
                (true, true) => [0xFD, 0xFC, 0xF9, 0xFF],
                (true, false) => [0x2B, 0x5C, 0xA8, 0xFF],
            };
            rgba.extend(pixel);
        }
    }
    IconData {
        rgba,
        width: SIDE,
        height: SIDE,
    }
}
