//! The desk: all state of the window, and the one place that changes it.
//!
//! A frame goes: replies of the background threads in, keys to commands, panels drawn (they
//! answer with actions), actions carried out, saves that are due sent off. Drawing never changes
//! a document.

mod actors;
mod ahead;
mod alike;
mod announcing;
mod beneath;
mod carry_out;
mod checking;
mod choosing;
mod commands;
mod copying;
mod exporting;
pub(super) mod filing;
mod find;
mod finding;
mod first_look;
mod frame;
mod framing;
mod landing;
mod listing;
mod panes;
mod pasting;
mod places;
mod preferring;
mod rereading;
mod saving;
mod schema;
mod searching;
mod standing;
mod statistics;
mod sweeping;
mod touring;
mod visits;

use std::collections::HashMap;
use std::path::PathBuf;
use std::sync::Arc;

pub use first_look::FirstLook;

use self::ahead::Lead;
use self::alike::AlikeSearch;
use self::announcing::Announcer;
use self::checking::Checking;
use self::find::Find;
use self::landing::Landing;
use self::listing::Listing;
use self::panes::Panes;
use self::schema::InForce;
use self::searching::Searching;
use self::statistics::Counting;
use self::sweeping::{Linked, UnderWay};
use self::visits::Visits;
use super::actions::Action;
use super::dialogs::Dialog;
use super::document::{Caret, Document};
use super::keymap::Keymap;
use super::panels::{ArticleList, GuideView, HeaderForm, Tab};
use super::text_view::TextView;
use super::tour::Tour;
use crate::annotation::{Schema, Timestamp};
use crate::formats;
use crate::jobs::Jobs;
use crate::matching::{Choices, Suggestion};
use crate::storage::{Base, Corpus, Files, Place, settings::Settings};
use crate::text::{ByteRange, motion};

/// The natural size of the article's text, in points.
const TEXT_SIZE: f32 = 18.0;

/// What the desk is given from outside.
pub struct Surroundings {
    pub jobs: Jobs,
    pub storage: Arc<dyn Files>,
    pub settings: Settings,
    /// Where settings are kept, and what must stand there; nothing where they are not.
    pub settings_file: Option<(PathBuf, Base)>,
    /// Seconds that go on while the window is hidden; without it, egui's time, which does not.
    pub clock: Option<Box<dyn Fn() -> f64>>,
    /// The time of day.
    pub now: Box<dyn Fn() -> Timestamp>,
    /// Whether suggestions are made.
    pub suggest: bool,
    /// Where the sample corpus is unpacked; nothing where the system names no such place.
    pub sample_folder: Option<PathBuf>,
}

/// The whole window.
pub struct Desk {
    schema: Arc<Schema>,
    /// Where the schema comes from, and what else its folder says.
    in_force: InForce,
    keymap: Keymap,
    /// The keymap file: its keys are given anew where the labels take others.
    keymap_file: Option<String>,
    /// What is wrong with the keymap file, in sentences.
    keymap_faults: Vec<String>,
    /// Why the settings file was not read at all.
    settings_refusal: Option<String>,
    around: Surroundings,
    list: ArticleList,
    visits: Visits,
    /// Whose work is shown beneath one's own: of nobody where there is no name.
    beneath: Option<Option<String>>,
    /// What is listed.
    corpus: Option<Arc<Corpus>>,
    listing: Listing,
    lead: Lead,
    counting: Counting,
    /// What looks wrong in the open article.
    checking: Checking,
    /// The number of the table that was asked for last.
    exports: u64,
    alike: AlikeSearch,
    /// The search over the corpus.
    searching: Searching,
    /// Changes across articles that can be undone from any of them.
    linked: Vec<Linked>,
    /// One that is under way.
    amending: Option<UnderWay>,
    /// Open articles by number; they keep their history while the desk is open.
    documents: HashMap<u64, Document>,
    active: Option<u64>,
    last_number: u64,
    /// What was being opened up to this number was so under another annotator's name.
    renamed_at: u64,
    /// What is being opened, and whether it becomes the active one.
    opening: Option<u64>,
    /// An article of the list that could not be opened.
    tried: Option<Place>,
    view: TextView,
    header: HeaderForm,
    dialog: Option<Dialog>,
    /// What is gone to in the article that is being opened.
    landing: Option<Landing>,
    find: Option<Find>,
    tab: Tab,
    guide: GuideView,
    panes: Panes,
    show_suggestions: bool,
    show_connections: bool,
    /// Which matchers are listened to.
    choices: Choices,
    /// Grows with each change of them.
    choices_revision: u64,
    /// Whether the choices are changing while the article is being read: it is read again then.
    read_again: bool,
    full_screen: bool,
    /// What was said last, and whether it is alarming.
    message: Option<(String, bool)>,
    /// What those who listen are told.
    announcer: Announcer,
    /// What is said when the article that is being opened is on the desk.
    after_opening: Option<String>,
    /// File dialogs that are open elsewhere on the screen answer here.
    picker: super::picker::Picker,
    /// Whether the analyst was asked about unsaved work on quitting.
    quitting: bool,
    /// Whether the window may close without saving.
    leaving: bool,
    first_look: Option<FirstLook>,
    /// The guided tour, while it is being taken.
    tour: Option<Tour>,
    /// The desk's clock: seconds since it was opened.
    clock: f64,
    /// Keys that were typed before the field they belong to was there.
    held_keys: Vec<egui::Event>,
    /// What had the focus in the frame before.
    focus_before: Option<egui::Id>,
    /// Whether the window has lost the focus.
    away: bool,
    title_told: String,
    /// The theme that egui was last told.
    theme_told: Option<crate::storage::settings::Theme>,
}

impl Desk {
    /// A desk with nothing on it.
    #[must_use]
    pub fn new(around: Surroundings) -> Self {
        let schema = Arc::new(Schema::built_in());
        let mut choices = formats::choices::read(&around.settings.suggestions);
        choices.vague = around.settings.vague_words;
        let mut desk = Self {
            keymap: Keymap::standard(&schema),
            keymap_file: None,
            keymap_faults: Vec::new(),
            schema,
            in_force: InForce::default(),
            settings_refusal: None,
            around,
            list: ArticleList::default(),
            visits: Visits::default(),
            beneath: None,
            corpus: None,
            listing: Listing::default(),
            lead: Lead::default(),
            counting: Counting::default(),
            checking: Checking::default(),
            exports: 0,
            alike: AlikeSearch::default(),
            searching: Searching::default(),
            linked: Vec::new(),
            amending: None,
            documents: HashMap::new(),
            active: None,
            last_number: 0,
            renamed_at: 0,
            opening: None,
            tried: None,
            view: TextView::default(),
            header: HeaderForm::default(),
            dialog: None,
            landing: None,
            find: None,
            tab: Tab::default(),
            guide: GuideView::default(),
            panes: Panes::default(),
            show_suggestions: true,
            show_connections: false,
            choices,
            choices_revision: 0,
            read_again: false,
            full_screen: false,
            message: None,
            announcer: Announcer::default(),
            after_opening: None,
            picker: super::picker::Picker::default(),
            quitting: false,
            leaving: false,
            first_look: None,
            tour: None,
            clock: 0.0,
            held_keys: Vec::new(),
            focus_before: None,
            away: false,
            title_told: "Obelus".to_owned(),
            theme_told: None,
        };
        desk.say_settings_faults();
        desk
    }

    /// Opens articles, folders and annotation files.
    pub fn open_paths(&mut self, paths: &[PathBuf]) {
        self.file_in(paths);
    }

    /// Takes the keys from a keymap file. What is wrong with it is said, and stays to be read in
    /// the window; for each wrong entry the default stays.
    pub fn take_keymap(&mut self, text: &str) {
        self.keymap_file = Some(text.to_owned());
        self.give_keys();
        self.say_keymap_faults();
    }

    /// Says that there is a keymap file which could not be read at all.
    pub fn refuse_keymap(&mut self, why: String) {
        self.keymap_faults = vec![why];
        self.say_keymap_faults();
    }

    /// Gives keys to commands and labels, as the keymap file has it.
    fn give_keys(&mut self) {
        let Some(text) = &self.keymap_file else {
            self.keymap = Keymap::standard(&self.schema);
            return;
        };
        let (keymap, faults) = Keymap::read(&self.schema, text);
        self.keymap = keymap;
        let faults = faults.iter().map(|fault| format!("keymap.toml, {fault}"));
        self.keymap_faults = faults.collect();
    }

    fn say_keymap_faults(&mut self) {
        if let Some(first) = self.keymap_faults.first() {
            let more = match self.keymap_faults.len() {
                1 => String::new(),
                n => format!(" (and {} more, see Keys)", n - 1),
            };
            self.warn(format!("{first}{more}"));
        }
    }

    /// What is wrong with the keymap file.
    #[must_use]
    pub fn keymap_faults(&self) -> &[String] {
        &self.keymap_faults
    }

    /// Shows everything once, writes a picture and ends.
    pub fn take_first_look(&mut self, picture: PathBuf) {
        self.first_look = Some(FirstLook::new(picture));
    }

    /// The article that is open, if any.
    #[must_use]
    pub fn document(&self) -> Option<&Document> {
        self.documents.get(&self.active?)
    }

    fn document_mut(&mut self) -> Option<&mut Document> {
        self.documents.get_mut(&self.active?)
    }

    /// Puts suggestions on the open article that come from elsewhere than the built-in matchers.
    pub fn offer(&mut self, mut suggestions: Vec<Suggestion>) {
        suggestions.retain(|suggestion| self.choices.shows(suggestion));
        if let Some(document) = self.document_mut() {
            document.offer(suggestions, true);
        }
    }

    /// Puts the caret at a position of the open article, in bytes, or at the grapheme's start
    /// before it, and brings it into view.
    pub fn go_to(&mut self, position: usize) {
        if let Some(document) = self.document_mut() {
            let text = document.article.text();
            let at = text.floor_char_boundary(position);
            let at = motion::snap_to_graphemes(text, ByteRange::new(at, at)).start;
            document.put_caret(Caret::at(at));
        }
    }

    /// The position in the open article that stands first on the first line in view as a whole.
    #[must_use]
    pub fn reading_at(&self) -> Option<usize> {
        self.document().and_then(|_| self.view.reading_at())
    }

    /// How many articles are listed.
    #[must_use]
    pub fn listed(&self) -> usize {
        self.list.entries().len()
    }

    /// What the desk said last.
    #[must_use]
    pub fn message(&self) -> Option<&str> {
        self.message.as_ref().map(|(text, _)| text.as_str())
    }

    fn say(&mut self, text: impl Into<String>) {
        self.tell(text.into(), false);
    }

    fn warn(&mut self, text: impl Into<String>) {
        self.tell(text.into(), true);
    }

    fn tell(&mut self, text: String, alarming: bool) {
        let text = clipped(text);
        self.announcer.say(&text, alarming);
        self.message = Some((text, alarming));
    }

    /// Says how something went: what was done, or why it was not.
    fn report(&mut self, outcome: Result<String, String>) {
        match outcome {
            Ok(done) => self.say(done),
            Err(why) => self.warn(why),
        }
    }

    /// Does something to the open article and says how it went.
    fn act(&mut self, act: impl FnOnce(&mut Document, &Timestamp, f64) -> Result<String, String>) {
        let now = (self.around.now)();
        let clock = self.clock;
        let outcome = match self.document_mut() {
            Some(document) => act(document, &now, clock),
            None => Err("Open an article first".to_owned()),
        };
        self.report(outcome);
    }

    fn text_size(&self) -> f32 {
        (TEXT_SIZE * self.around.settings.zoom)
            .clamp(9.0, 60.0)
            .round()
    }
}

/// A message of a length that somebody may read: names in it come from files.
fn clipped(text: String) -> String {
    const LONGEST: usize = 600;
    match text.char_indices().nth(LONGEST) {
        Some((cut, _)) => format!("{}…", &text[..cut]),
        None => text,
    }
}

/// An action as drawing code hands it over.
type Actions = Vec<Action>;
