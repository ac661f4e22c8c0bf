//! The plan of the house: which room may know of which, and what the terminal program is free of.

#![expect(clippy::unwrap_used, reason = "a test says where it fails")]

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

/// Each room, and the rooms that it may name.
const ARROWS: &[(&str, &[&str])] = &[
    ("text", &[]),
    ("annotation", &["text"]),
    ("search", &["text", "annotation"]),
    ("matching", &["text", "annotation"]),
    ("checks", &["text", "annotation", "matching"]),
    ("formats", &["text", "annotation", "matching"]),
    ("measure", &["text", "annotation", "formats"]),
    ("keyboard", &["text", "annotation"]),
    ("storage", &["text", "annotation", "formats"]),
    (
        "jobs",
        &[
            "text",
            "annotation",
            "matching",
            "formats",
            "storage",
            "measure",
            "search",
            "checks",
        ],
    ),
    (
        "cli",
        &[
            "text",
            "annotation",
            "matching",
            "formats",
            "storage",
            "measure",
            "keyboard",
            "jobs",
            "search",
            "checks",
        ],
    ),
    (
        "ui",
        &[
            "text",
            "annotation",
            "matching",
            "formats",
            "storage",
            "measure",
            "keyboard",
            "jobs",
            "search",
            "checks",
        ],
    ),
];

/// Rooms of values in, values out.
const PURE: &[&str] = &[
    "text",
    "annotation",
    "search",
    "matching",
    "checks",
    "formats",
    "measure",
    "keyboard",
];

/// What a pure room must not name.
const IMPURE: &[&str] = &[
    "std::fs",
    "std::thread",
    "std::time",
    "std::net",
    "std::env",
    "std::process",
    "egui",
    "println!",
];

fn sources(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    let mut folders = vec![folder.to_owned()];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|e| e == "rs") {
                found.push(path);
            }
        }
    }
    found.sort();
    found
}

/// The code of a file without comments and without its tests.
fn code(path: &Path) -> String {
    let text = fs::read_to_string(path).unwrap();
    let shipped = text.split("#[cfg(test)]\nmod ").next().unwrap();
    let lines = shipped
        .lines()
        .filter(|l| !l.trim_start().starts_with("//"));
    lines.collect::<Vec<_>>().join("\n")
}

/// The first names behind `crate::`, groups in braces included.
fn named_rooms(code: &str) -> Vec<String> {
    let mut found = Vec::new();
    for (at, _) in code.match_indices("crate::") {
        let rest = &code[at + "crate::".len()..];
        if let Some(group) = rest.strip_prefix('{') {
            let (mut depth, mut name) = (0, String::new());
            for c in group.chars() {
                match c {
                    '}' if depth == 0 => break,
                    '{' => depth += 1,
                    '}' => depth -= 1,
                    ',' if depth == 0 => found.push(std::mem::take(&mut name)),
                    c if depth == 0 => name.push(c),
                    _ => {}
                }
            }
            found.push(name);
        } else {
            found.push(rest.to_owned());
        }
    }
    let first = |path: String| -> String {
        let name = path.trim_start().chars();
        name.take_while(|c| c.is_alphanumeric() || *c == '_')
            .collect()
    };
    found
        .into_iter()
        .map(first)
        .filter(|name| !name.is_empty())
        .collect()
}

#[test]
fn rooms_know_only_of_the_rooms_below() {
    let src = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut wrong = Vec::new();
    for entry in fs::read_dir(&src).unwrap() {
        let path = entry.unwrap().path();
        if !path.is_dir() {
            continue;
        }
        let room = path.file_name().unwrap().to_str().unwrap().to_owned();
        let Some((_, allowed)) = ARROWS.iter().find(|(name, _)| *name == room) else {
            wrong.push(format!("src/{room} has no place in the plan"));
            continue;
        };
        for file in sources(&path) {
            let code = code(&file);
            for named in named_rooms(&code) {
                if named != room && !allowed.contains(&named.as_str()) {
                    wrong.push(format!("{}: names crate::{named}", file.display()));
                }
            }
            for word in IMPURE {
                if PURE.contains(&room.as_str()) && code.contains(word) {
                    wrong.push(format!("{}: names {word}", file.display()));
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn paths_and_groups_are_both_seen() {
    let code = "use crate::text::Article;\nuse crate::{annotation::{Id, Label}, formats};";
    assert_eq!(named_rooms(code), ["text", "annotation", "formats"]);
}

#[test]
fn the_terminal_program_has_no_window_in_it() {
    let output = Command::new(env!("CARGO"))
        .args([
            "tree",
            "--no-default-features",
            "-e",
            "normal",
            "--prefix",
            "none",
            "--offline",
        ])
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .output()
        .unwrap();
    let tree = String::from_utf8_lossy(&output.stdout);
    assert!(
        output.status.success() && tree.contains("serde_json"),
        "{}",
        String::from_utf8_lossy(&output.stderr)
    );
    for name in ["egui", "eframe", "rfd", "winit"] {
        let found = tree
            .lines()
            .find(|line| line.split(' ').next() == Some(name));
        assert_eq!(found, None);
    }
}
