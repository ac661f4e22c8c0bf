//! A person at the desk: presses keys, reads the screen.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use egui::accesskit::{self, ActionData, NodeId, Role};
use egui::{Key, Modifiers};
use egui_kittest::Harness;
use egui_kittest::kittest::NodeT as _;
use obelus::annotation::{Span, Timestamp};
use obelus::jobs::Jobs;
use obelus::storage::settings::{self, Settings};
use obelus::storage::{Files, OnDisk};
use obelus::ui::{Desk, Document, Surroundings, install_theme};

/// The desk with somebody at it. Background work is done inline, so that every run is the same.
pub struct Person<'a> {
    pub harness: Harness<'a, Desk>,
    pub folder: tempfile::TempDir,
}

/// Where settings are kept in the folder of a journey.
pub const SETTINGS: &str = ".settings/settings.json";

/// How the desk is set up for a journey.
pub struct Start<'a> {
    /// Names and contents of the files in the folder that is opened.
    pub files: &'a [(&'a str, &'a str)],
    pub suggest: bool,
    pub annotator: Option<&'a str>,
    pub storage: Arc<dyn Files>,
    /// Where journals go whose own folder cannot be written.
    pub fallback: Option<PathBuf>,
    /// What stands in the keymap file.
    pub keymap: &'a str,
    /// Whether settings are kept, in a hidden folder beside the articles.
    pub keeps_settings: bool,
}

impl Default for Start<'_> {
    fn default() -> Self {
        Self {
            files: &[],
            suggest: false,
            annotator: None,
            storage: Arc::new(OnDisk),
            fallback: None,
            keymap: "",
            keeps_settings: false,
        }
    }
}

impl Start<'_> {
    /// Opens the folder in a window of ordinary size.
    pub fn sit_down(self) -> Person<'static> {
        let folder = tempfile::tempdir().expect("a folder for the journey");
        for (name, content) in self.files {
            let path = folder.path().join(name);
            let within = path.parent().expect("a folder around it");
            std::fs::create_dir_all(within).expect("a folder for the journey");
            std::fs::write(path, content).expect("a file for the journey");
        }
        Person::at(folder, self)
    }
}

impl Person<'static> {
    /// Opens a folder that is there already.
    pub fn at(folder: tempfile::TempDir, start: Start<'_>) -> Self {
        let path = folder.path().to_owned();
        Self::at_path(folder, path, start)
    }

    /// Opens another folder than one's own.
    pub fn at_path(folder: tempfile::TempDir, path: PathBuf, start: Start<'_>) -> Self {
        let Start {
            suggest,
            annotator,
            storage,
            fallback,
            keymap,
            keeps_settings,
            ..
        } = start;
        let keymap = keymap.to_owned();
        let kept = folder.path().join(SETTINGS);
        let (mut settings, settings_file) = if keeps_settings {
            let (settings, base, _) = settings::load(&*storage, &kept);
            (settings, base.map(|base| (kept, base)))
        } else {
            (Settings::default(), None)
        };
        settings.annotator = annotator.map(str::to_owned);
        let harness = Harness::builder()
            .with_size(egui::vec2(1280.0, 800.0))
            .allow_missing_glyphs()
            .with_step_dt(0.05)
            .build_eframe(|creation| {
                install_theme(&creation.egui_ctx);
                let mut desk = Desk::new(Surroundings {
                    jobs: Jobs::inline(Arc::clone(&storage), fallback),
                    storage,
                    settings,
                    settings_file,
                    clock: None,
                    now: Box::new(|| Timestamp::new("2026-11-23T10:00:00Z")),
                    suggest,
                });
                desk.take_keymap(&keymap);
                desk.open_paths(&[path]);
                desk
            });
        let mut person = Self { harness, folder };
        person.wait(4);
        person
    }

    /// Leaves the desk; the folder stays.
    pub fn leave(self) -> tempfile::TempDir {
        self.folder
    }
}

impl Person<'_> {
    /// Lets some frames pass.
    pub fn wait(&mut self, frames: usize) {
        for _ in 0..frames {
            self.harness.step();
        }
    }

    /// Lets this many seconds pass.
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "a few hundred frames"
    )]
    pub fn wait_seconds(&mut self, seconds: f32) {
        self.wait((seconds / 0.05) as usize + 1);
    }

    /// Presses keys, written as in "Ctrl+Right Shift+N A".
    pub fn press(&mut self, keys: &str) {
        for chord in keys.split_whitespace() {
            let (modifiers, key) = parse(chord);
            self.harness.key_press_modifiers(modifiers, key);
            self.wait(1);
        }
        self.wait(1);
    }

    /// The name of what has the focus, as a screen reader says it.
    pub fn focused(&self) -> Option<String> {
        use egui_kittest::kittest::{By, Queryable as _};
        let mut all = self
            .harness
            .query_all(By::new().predicate(|node| node.is_focused()));
        let node = all.next()?;
        let node = node.accesskit_node();
        let name = node.label().or_else(|| node.value()).unwrap_or_default();
        Some(format!("{:?} {name}", node.role()))
    }

    /// Presses Tab until something of this name has the focus.
    pub fn tab_to(&mut self, name: &str) {
        let mut seen = Vec::new();
        for _ in 0..60 {
            let at = self.focused().unwrap_or_default();
            if at.split_once(' ').is_some_and(|(_, at)| at == name) {
                return;
            }
            seen.push(at);
            self.press("Tab");
        }
        panic!("no way to {name:?} by Tab: {seen:#?}");
    }

    /// Types into the field that has the focus.
    pub fn type_text(&mut self, text: &str) {
        self.harness.event(egui::Event::Text(text.to_owned()));
        self.wait(2);
    }

    /// Selects the `nth` occurrence (from 1) of some words, by keys alone: the caret walks there
    /// by words and characters, and Shift extends.
    pub fn select(&mut self, words: &str, nth: usize) {
        let (start, end) = self.place(words, nth);
        self.walk_to(start, "");
        self.walk_to(end, "Shift+");
        let caret = self.document().caret;
        assert_eq!(
            caret.selection().map(|r| (r.start, r.end)),
            Some((start, end)),
            "{words:?}"
        );
    }

    /// Puts the caret into the `nth` occurrence of some words, one character in.
    pub fn go_into(&mut self, words: &str, nth: usize) {
        let (start, _) = self.place(words, nth);
        self.walk_to(start, "");
        self.press("Right");
    }

    fn place(&self, words: &str, nth: usize) -> (usize, usize) {
        let text = self.document().article.text();
        let found = text.match_indices(words).nth(nth - 1);
        let (start, _) =
            found.unwrap_or_else(|| panic!("{words:?} does not stand there {nth} times"));
        (start, start + words.len())
    }

    /// Walks the caret to a place with the largest steps that do not pass it.
    fn walk_to(&mut self, target: usize, held: &str) {
        let back = self.document().caret.position > target;
        let (by_paragraph, by_word, by_char) = if back {
            ("Ctrl+Up", "Ctrl+Left", "Left")
        } else {
            ("Ctrl+Down", "Ctrl+Right", "Right")
        };
        let paragraphs = self.document().article.paragraphs();
        let apart = paragraphs
            .at(target)
            .abs_diff(paragraphs.at(self.document().caret.position));
        if held.is_empty() && apart > 1 {
            for _ in 1..apart {
                self.press(by_paragraph);
            }
        }
        // The first key after a selection may only leave it.
        for _ in 0..2000 {
            let at = self.document().caret.position;
            if at == target && (!held.is_empty() || self.document().caret.selection().is_none()) {
                return;
            }
            let away = at.abs_diff(target);
            let passed = if back { at < target } else { at > target };
            let step = if passed {
                if back { "Right" } else { "Left" }
            } else if away > 18 {
                by_word
            } else {
                by_char
            };
            self.press(&format!("{held}{step}"));
        }
        panic!("the caret does not come to {target}");
    }

    /// The position that stands first on the first whole line in view.
    pub fn reading_at(&self) -> usize {
        self.harness.state().reading_at().unwrap_or_default()
    }

    /// The open article.
    pub fn document(&self) -> &Document {
        self.harness.state().document().expect("an article is open")
    }

    /// The spans, one a line: label, words, and the head in braces.
    pub fn spans(&self) -> String {
        let document = self.document();
        let line = |span: &Span| {
            let words = document.article.quote(span.range);
            let words = match span.head {
                Some(head) => {
                    let (from, to) = (head.start - span.range.start, head.end - span.range.start);
                    format!("{}{{{}}}{}", &words[..from], &words[from..to], &words[to..])
                }
                None => words.to_owned(),
            };
            let note = span
                .note
                .as_ref()
                .map(|note| format!(" ({note})"))
                .unwrap_or_default();
            let at = document.article.to_code_point(span.range.start);
            format!("{at:>5} {} {words}{note}\n", span.label)
        };
        document.set.spans().map(line).collect()
    }

    /// What the desk said last.
    pub fn said(&self) -> String {
        self.harness
            .state()
            .message()
            .unwrap_or_default()
            .to_owned()
    }

    /// The path of a name in the folder.
    pub fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    /// A file in the folder, if it is there.
    pub fn file(&self, name: &str) -> Option<String> {
        std::fs::read_to_string(self.folder.path().join(name)).ok()
    }
}

/// A sample article that ships with the program.
pub fn sample(name: &str) -> String {
    let path = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("assets/samples")
        .join(name);
    std::fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

/// Compares with a committed file; `UPDATE=1` writes it.
pub fn compare(name: &str, found: &str) {
    let path: PathBuf = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("tests/journeys/expected")
        .join(name);
    if std::env::var_os("UPDATE").is_some() {
        std::fs::write(&path, found).expect("the expected file is written");
    }
    let expected = std::fs::read_to_string(&path).unwrap_or_default();
    assert_eq!(
        found,
        expected,
        "{} differs; UPDATE=1 writes it anew",
        path.display()
    );
}

fn parse(chord: &str) -> (Modifiers, Key) {
    let mut modifiers = Modifiers::NONE;
    let mut key = None;
    for part in chord.split('+') {
        match part {
            "Ctrl" => modifiers = modifiers | Modifiers::CTRL | Modifiers::COMMAND,
            "Shift" => modifiers |= Modifiers::SHIFT,
            "Alt" => modifiers |= Modifiers::ALT,
            "Left" => key = Some(Key::ArrowLeft),
            "Right" => key = Some(Key::ArrowRight),
            "Up" => key = Some(Key::ArrowUp),
            "Down" => key = Some(Key::ArrowDown),
            name => key = Key::from_name(name),
        }
    }
    (
        modifiers,
        key.unwrap_or_else(|| panic!("{chord} is no key")),
    )
}

/// What a screen reader knows of a node, and how it asks for things.
impl Person<'_> {
    /// The nodes of the accessibility tree.
    pub fn nodes(&self) -> Vec<Heard> {
        let root = self.harness.root();
        let heard = |node: egui_kittest::Node<'_>| {
            let node = node.accesskit_node();
            let data = node.data().clone();
            Heard {
                id: node.locate().0,
                role: node.role(),
                name: node.label().unwrap_or_default(),
                words: node.value().unwrap_or_default(),
                data,
            }
        };
        root.children_recursive().map(heard).collect()
    }

    /// The one node of a role whose name this is.
    pub fn node(&self, role: Role, name: &str) -> Heard {
        let nodes = self.nodes();
        let mut found = nodes.iter().filter(|n| n.role == role && n.name == name);
        match (found.next(), found.next()) {
            (Some(one), None) => one.clone(),
            (None, _) => {
                let names = nodes.iter().filter(|n| n.role == role);
                let names: Vec<_> = names.map(|n| n.name.as_str()).collect();
                panic!("no {role:?} {name:?} among {names:#?}")
            }
            (Some(_), Some(_)) => panic!("more than one {role:?} {name:?}"),
        }
    }

    /// The article.
    pub fn text_node(&self) -> Heard {
        let nodes = self.nodes().into_iter();
        let mut found = nodes.filter(|node| node.role == Role::Document);
        found.next().expect("an article is in the tree")
    }

    /// Asks for an action, and lets it be done.
    pub fn ask(&mut self, node: &Heard, action: accesskit::Action, data: Option<ActionData>) {
        let request = accesskit::ActionRequest {
            action,
            target_tree: accesskit::TreeId::ROOT,
            target_node: node.id,
            data,
        };
        self.harness
            .event(egui::Event::AccessKitActionRequest(request));
        self.wait(3);
    }

    /// Asks for one of a node's own actions by its name.
    pub fn ask_to(&mut self, node: &Heard, what: &str) {
        let own = node.data.custom_actions();
        let Some(action) = own.iter().find(|action| action.description == what) else {
            let own: Vec<_> = own.iter().map(|action| &action.description).collect();
            panic!("{what:?} is not among {own:?}");
        };
        let data = ActionData::CustomAction(action.id);
        self.ask(node, accesskit::Action::CustomAction, Some(data));
    }

    /// Selects the first occurrence of some words in view, as a screen reader does.
    pub fn select_by_ear(&mut self, words: &str) {
        let runs: Vec<_> = self.runs();
        let heard: String = runs.iter().map(|run| run.words.as_str()).collect();
        let start = heard.find(words).expect("the words are in view");
        let ends = [start, start + words.len()].map(|at| position_in(&runs, at));
        let selection = accesskit::TextSelection {
            anchor: ends[0],
            focus: ends[1],
        };
        let data = ActionData::SetTextSelection(selection);
        let article = self.text_node();
        self.ask(&article, accesskit::Action::SetTextSelection, Some(data));
    }

    /// The article's text runs in reading order.
    pub fn runs(&self) -> Vec<Heard> {
        let nodes = self.nodes();
        let article = self.text_node();
        let child = |id: &NodeId| nodes.iter().find(|node| node.id == *id).cloned();
        let paragraphs = article.data.children().iter().filter_map(child);
        let parts = paragraphs.flat_map(|p| p.data.children().to_vec());
        let parts: Vec<_> = parts.filter_map(|id| child(&id)).collect();
        parts
            .into_iter()
            .filter(|node| node.role == Role::TextRun)
            .collect()
    }

    /// What the article says is selected: the words, and whether the caret is at their end.
    pub fn selected_by_ear(&self) -> Option<(String, bool)> {
        let runs = self.runs();
        let selection = *self.text_node().data.text_selection()?;
        let place = |asked: accesskit::TextPosition| {
            let mut before = 0;
            for run in &runs {
                if run.id == asked.node {
                    let lengths = run.data.character_lengths();
                    let inside = &lengths[..asked.character_index];
                    return Some(before + inside.iter().map(|l| usize::from(*l)).sum::<usize>());
                }
                before += run.words.len();
            }
            None
        };
        let (anchor, focus) = (place(selection.anchor)?, place(selection.focus)?);
        let heard: String = runs.iter().map(|run| run.words.as_str()).collect();
        let words = &heard[anchor.min(focus)..anchor.max(focus)];
        Some((words.to_owned(), anchor <= focus))
    }

    /// What was announced last, whether it interrupts, and by which of the regions.
    pub fn announced(&self) -> (String, bool, NodeId) {
        let nodes = self.nodes();
        let mut regions = nodes.iter().filter(|n| n.data.live().is_some());
        let said = regions.find(|node| !node.name.is_empty());
        let said = said.expect("something was announced");
        let urgent = said.data.live() == Some(accesskit::Live::Assertive);
        (said.name.clone(), urgent, said.id)
    }
}

/// A node of the accessibility tree.
#[derive(Clone, Debug)]
pub struct Heard {
    pub id: NodeId,
    pub role: Role,
    pub name: String,
    pub words: String,
    pub data: accesskit::Node,
}

/// The place of a byte of what the runs say together.
fn position_in(runs: &[Heard], byte: usize) -> accesskit::TextPosition {
    let mut before = 0;
    for run in runs {
        let mut at = before;
        for (character_index, length) in run.data.character_lengths().iter().enumerate() {
            if at >= byte {
                return accesskit::TextPosition {
                    node: run.id,
                    character_index,
                };
            }
            at += usize::from(*length);
        }
        before += run.words.len();
    }
    let last = runs.last().expect("there is text");
    accesskit::TextPosition {
        node: last.id,
        character_index: last.data.character_lengths().len(),
    }
}
