//! What drawing code asks for. It never changes anything itself.

use std::path::PathBuf;

use super::commands::Command;
use super::document::ClearChain;
use crate::annotation::edits::ActorField;
use crate::annotation::{FigureKind, Flag, Id, Label, Place, VaguePolicy};
use crate::formats::records::Columns;
use crate::jobs::Settle;
use crate::matching::{Choices, Language};
use crate::storage::settings::{Face, Theme};
use crate::text::ByteRange;
use crate::text::finding::Options;

/// A wish of the person at the desk, with what it is about.
#[derive(Clone, Debug, PartialEq)]
pub enum Action {
    Run(Command),
    /// Put the caret, with a selection back to `anchor`.
    Caret {
        position: usize,
        anchor: usize,
    },
    /// A click in the text: the caret, and what stands there.
    Click(usize),
    SelectWord(usize),
    SelectSentence(usize),
    /// A drag has ended: the selection snaps to words.
    SnapSelection,
    SelectSpan(Id),
    Review(usize),
    /// Accept the suggestion as another label than its own.
    AcceptAs(usize, Label),
    Relabel(Id, Label),
    /// Give a figure the value that was typed in the compact notation.
    SetValue(Id, String),
    SetKind(Id, FigureKind),
    SetNote(NoteOn, String),
    /// Say which place a location stands for; nothing for none yet.
    SetPlace(Id, Option<Box<Place>>),
    SetEventKind(Id, Option<String>),
    SetEventMode(Id, Option<String>),
    /// Change one frame of an event.
    EditFrame(Id, FrameEdit),
    /// Say something of the actor that a span mentions.
    SetActor(Id, ActorField),
    /// Answer what the schema asks under this name.
    Answer(About, String, Answer),
    /// Give the entry that could not be placed at this index the selected words.
    PlaceLost(usize),
    /// Look for words in the article.
    FindWords(String),
    SetTitle(String),
    SetPublished(String),
    /// Open the article at this place of the list.
    OpenListed(usize),
    OpenPaths(Vec<PathBuf>),
    /// Count the corpus, or the open article alone.
    CountWhole(bool),
    /// Count the corpus by the work of one annotator, or of everybody.
    CountAnnotator(Option<String>),
    StopCounting,
    /// Go to the next place of the words at this index that were labelled two ways.
    GoToOdd(usize),
    /// Go to the check at this index of the list.
    GoToCheck(usize),
    /// What the export dialog asks for.
    Export(ExportWish),
    FocusText,
    /// Say why what was asked for is not done.
    Refuse(String),
    /// What the panel that searches the corpus asks for.
    Search(SearchWish),
    /// What the dialog that changes every same mention asks for.
    Sweep(SweepWish),
    /// Change a setting; not yet settled while a slider is being dragged.
    Set {
        setting: Setting,
        settled: bool,
    },
    /// Where dialogs hand in what was entered.
    Dialog(DialogAnswer),
    CloseDialog,
}

/// What becomes of one frame.
#[derive(Clone, Debug, PartialEq)]
pub enum FrameEdit {
    Flag(Flag, bool),
    /// The date as it was typed.
    Date(String),
    /// The contexts as they were typed, with commas.
    Contexts(String),
    /// Take out the filler at this place among the roles.
    RemoveRole(usize),
    /// Give the trigger one more frame.
    AddFrame,
    DeleteFrame,
    /// Fill roles of just this frame.
    Fill,
}

/// What a question of the schema is about.
#[derive(Clone, Debug, PartialEq)]
pub enum About {
    Span(Id),
    Article,
}

/// An answer to it.
#[derive(Clone, Debug, PartialEq)]
pub enum Answer {
    /// As it was typed: it may be none.
    Typed(String),
    Given(Option<serde_json::Value>),
}

/// A setting, and what it becomes.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Setting {
    Theme(Theme),
    Face(Face),
    Zoom(f32),
    LineWidth(u16),
    Leading(f32),
    SnapToWords(bool),
    VagueWords(VaguePolicy),
    /// All of these as they are without a settings file.
    Usual,
}

/// What a note is on.
#[derive(Clone, Debug, PartialEq)]
pub enum NoteOn {
    Span(Id),
    /// The open article as a whole.
    Article,
}

/// What is asked for in the panel that searches the corpus.
#[derive(Clone, Debug, PartialEq)]
pub enum SearchWish {
    /// Look for this query.
    For(String),
    Stop,
    /// Go to the hit of this row, and into the text.
    Go(usize),
    /// Show the hit of this row; the focus stays in the panel.
    Show(usize),
    /// Do this with every mention of what the current hit has.
    FromCurrent(Command),
    /// The panel, or the list of articles instead.
    Panel(bool),
}

/// What is asked for in the export dialog.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ExportWish {
    /// Choose the place in the system's dialog; this one is proposed.
    Choose(PathBuf),
    Do,
    Stop,
}

/// What is asked for in the dialog that changes every same mention.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SweepWish {
    /// Look for the mentions anew: another label was chosen.
    Look,
    Do,
    Stop,
    /// One that was cut off is gone on with, or taken back (true): each mention is shown before.
    Again {
        back: bool,
    },
    /// It stays as it is.
    Leave,
}

/// What a dialog was answered with.
#[derive(Clone, Debug, PartialEq)]
pub enum DialogAnswer {
    OpenPath(String),
    /// Open a file of records, read by these columns.
    OpenRecords(PathBuf, Columns),
    SaveCopyTo(String),
    Paste(PastedArticle),
    Annotator(String),
    /// Show the work of this annotator beneath one's own; nothing for work of nobody.
    ShowWork(Option<String>),
    Bulk(BulkChoice),
    FindText(String),
    FindOptions(Options),
    /// Mark these hits of a search in this document.
    MarkHits(u64, Vec<ByteRange>, Label),
    /// Join these chains in this document.
    JoinActors(u64, Vec<ClearChain>),
    /// Which matchers are listened to; not yet settled while a slider is being dragged.
    Choose {
        choices: Choices,
        settled: bool,
    },
    /// The language in which the matchers read the article; nothing for what they make of it.
    Language(Option<Language>),
    /// What becomes of changes when another program wrote the file.
    Settle(u64, Settle),
    /// Go on in the text that the article has now.
    ChangeText(u64),
    /// Go on with what could be read of a broken annotation file.
    Mend(u64),
    /// Close or quit although saving failed.
    DiscardAndLeave,
}

/// An article that comes from the clipboard.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct PastedArticle {
    pub text: String,
    pub title: String,
    pub date: String,
    pub url: String,
}

/// Which suggestions a bulk action takes, and what it does with them.
#[derive(Clone, Debug, PartialEq)]
pub struct BulkChoice {
    pub accept: bool,
    /// Nothing for all matchers.
    pub matcher: Option<&'static str>,
    /// Nothing for all labels.
    pub label: Option<Label>,
    /// The lowest score taken, from 0 to 1.
    pub at_least: f32,
}
