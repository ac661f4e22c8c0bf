//! Everything a person can do, in one enum.
//!
//! Titles, shortcuts, menus, the palette, the help page and the keymap file all derive from this
//! table. The window's desk is the one place that carries commands out.

/// A step of the caret.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Motion {
    Left,
    Right,
    WordLeft,
    WordRight,
    LineUp,
    LineDown,
    ParagraphUp,
    ParagraphDown,
    SentenceBack,
    SentenceForward,
    LineStart,
    LineEnd,
    PageUp,
    PageDown,
    ArticleStart,
    ArticleEnd,
}

/// Everything a person can do.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Command {
    // Files
    Open,
    OpenFolder,
    OpenPath,
    PasteArticle,
    /// Unpack the sample corpus and open it.
    OpenSample,
    Save,
    SaveCopy,
    /// Write a table of events or spans.
    Export,
    Settings,
    Close,
    Quit,
    // Editing
    Undo,
    Redo,
    /// Mark with the label at this place of the schema, from 0.
    Mark(u8),
    /// Put a second label on the same range.
    MarkAgain(u8),
    Delete,
    SetHead,
    /// To the editor of what the selected span means, in the inspector: a figure's value, a
    /// location's place, an actor's codes, an event's type.
    EditMeaning,
    EditNote,
    RightEndLeft,
    RightEndRight,
    LeftEndLeft,
    LeftEndRight,
    FreeEnds,
    SwapEnds,
    /// Fill a role of the selected event.
    FillRole,
    /// Which role, from 0: see [`crate::annotation::Schema::roles`]. Keys mean it only behind
    /// [`Self::FillRole`].
    Role(u8),
    /// Say that the selected actor is the same as another.
    SameActor,
    /// Join what is clearly the same actor, all over the article.
    JoinActors,
    /// Take the selected mention out of its actor.
    PartMention,
    SelectAll,
    Copy,
    /// Copy the words with where they stand.
    CopyCitation,
    // Suggestions
    NextSuggestion,
    PreviousSuggestion,
    /// Accepts the suggestion, or sets the free ends.
    Accept,
    AcceptSame,
    ConfirmPlace,
    ConfirmAllPlaces,
    /// Confirm the place that the selected location stands for; for all mentions of its name; all
    /// that are clear.
    ConfirmLocation,
    ConfirmSameLocations,
    ConfirmAllLocations,
    Reject,
    RejectSame,
    Bulk,
    MatchAgain,
    /// Which matchers are listened to, and from which score on.
    Matchers,
    /// The language in which the matchers read the article.
    ArticleLanguage,
    ToggleSuggestions,
    /// Lines from events to what fills their roles.
    ToggleConnections,
    // Moving about
    Move(Motion),
    Extend(Motion),
    NextSpan,
    PreviousSpan,
    /// The next mention of the selected actor.
    NextMention,
    PreviousMention,
    OuterSpan,
    InnerSpan,
    CycleSpans,
    /// Back to where the caret was before it jumped.
    Back,
    Forward,
    NextArticle,
    PreviousArticle,
    /// The next article that is neither done nor skipped.
    NextUnfinished,
    DoneAndNext,
    MarkDone,
    MarkSkipped,
    ToggleFlag,
    /// A note on the article as a whole.
    ArticleNote,
    /// To the field that filters the list of articles, and to its order.
    FilterArticles,
    SortArticles,
    /// Which columns of the open file of records are read.
    Columns,
    /// What was left out of the list of articles.
    LeftOut,
    Find,
    FindNext,
    FindPrevious,
    /// Mark every hit of the search.
    MarkHits,
    /// Search all articles of the corpus.
    SearchCorpus,
    NextCorpusHit,
    PreviousCorpusHit,
    /// Mark every same mention in the corpus.
    MarkEverywhere,
    RelabelEverywhere,
    DeleteEverywhere,
    NextPane,
    PreviousPane,
    // The window
    Palette,
    Inspector,
    ArticlesPanel,
    /// What was done, in the place of the text.
    Statistics,
    /// What looks wrong in the article.
    Checks,
    NextCheck,
    PreviousCheck,
    /// To the article that is nearly the same as this one.
    GoToAlike,
    /// Take over the annotations of that one.
    CopyAlike,
    Annotator,
    /// Show another annotator's work beneath one's own, hide it, take a span of it over.
    ShowOther,
    HideOther,
    TakeOther,
    /// Make work that belongs to nobody one's own.
    Adopt,
    /// How to annotate, beside the text.
    Guidelines,
    /// The article’s places on a map.
    Map,
    /// Take the schema of the corpus as its file has it now.
    ReadSchema,
    /// Answer what the schema asks of the article.
    ArticleLabels,
    /// Answer what it asks of the selected span.
    SpanAttributes,
    ZoomIn,
    ZoomOut,
    ZoomReset,
    ThemeSystem,
    ThemeLight,
    ThemeDark,
    FullScreen,
    MenuBar,
    ContextMenu,
    Help,
    Keys,
    /// The guided tour: begin it, pass over a step, end it.
    Tour,
    TourSkip,
    TourEnd,
    About,
    Leave,
}

impl Command {
    /// Whether it opens something that is typed into.
    #[must_use]
    pub fn opens_field(self) -> bool {
        matches!(
            self,
            Self::Find
                | Self::SearchCorpus
                | Self::FilterArticles
                | Self::Palette
                | Self::OpenPath
                | Self::PasteArticle
                | Self::EditNote
                | Self::EditMeaning
                | Self::ArticleNote
                | Self::Annotator
                | Self::Bulk
                | Self::Export
                | Self::Help
                | Self::Guidelines
                | Self::ArticleLabels
                | Self::SpanAttributes
                | Self::Keys
        )
    }
}

/// Other words for what a command does, by which the palette finds it: in lower case.
#[must_use]
pub fn other_words(command: Command) -> &'static [&'static str] {
    use Command as C;
    match command {
        C::FilterArticles => &["filter", "narrow", "status", "flagged", "articles"],
        C::SortArticles => &["order", "articles", "date"],
        C::Columns => &["fields", "records", "csv", "jsonl"],
        C::Open | C::OpenFolder => &["columns", "records", "csv", "jsonl", "corpus"],
        C::ArticleLabels => &["questions", "relevant", "answer", "attributes", "document"],
        C::SpanAttributes => &["questions", "answer", "fields"],
        C::EditMeaning => &["answer", "edit", "number", "country"],
        C::GoToAlike => &["duplicate", "twin", "near-duplicate", "similar", "alike"],
        C::CopyAlike => &["duplicate", "twin", "near-duplicate", "similar", "alike"],
        C::LeftOut => &["fault", "faulty", "broken", "records", "errors"],
        C::ReadSchema => &["fault", "reload", "obelus.toml", "labels"],
        C::Undo => &["revert", "back"],
        C::Redo => &["repeat", "again"],
        C::Delete => &["remove"],
        C::MarkEverywhere | C::RelabelEverywhere | C::DeleteEverywhere => {
            &["corpus", "everywhere", "bulk"]
        }
        C::Bulk => &["many", "all"],
        C::Statistics => &["counts", "progress", "pace"],
        C::ShowOther => &["annotator", "compare"],
        C::Settings => &["preferences", "options", "font", "theme"],
        C::Help | C::Keys => &["shortcuts", "keyboard"],
        C::Leave => &["cancel", "escape"],
        C::ArticlesPanel => &["list", "left", "pane"],
        C::Inspector => &["right", "pane"],
        _ => &[],
    }
}

/// Where a key acts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Scope {
    /// While the text view has the focus.
    Text,
    /// Everywhere but in a text field.
    Desk,
    /// Everywhere.
    Always,
}

/// The menus, in order.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Menu {
    File,
    Edit,
    Mark,
    Suggestions,
    Go,
    View,
    Help,
}

impl Menu {
    pub const ALL: [Self; 7] = [
        Self::File,
        Self::Edit,
        Self::Mark,
        Self::Suggestions,
        Self::Go,
        Self::View,
        Self::Help,
    ];

    #[must_use]
    pub fn title(self) -> &'static str {
        match self {
            Self::File => "File",
            Self::Edit => "Edit",
            Self::Mark => "Mark",
            Self::Suggestions => "Suggestions",
            Self::Go => "Go",
            Self::View => "View",
            Self::Help => "Help",
        }
    }
}

/// What the table says of one command.
#[derive(Clone, Copy, Debug)]
pub struct Entry {
    pub command: Command,
    /// As in menus: sentence case, "…" where more input follows.
    pub title: &'static str,
    pub menu: Menu,
    pub scope: Scope,
    /// The default keys, as in "Ctrl+Shift+O".
    pub keys: &'static [&'static str],
    /// Begins a new group in its menu.
    pub rule: bool,
}

const fn entry(
    command: Command,
    title: &'static str,
    menu: Menu,
    scope: Scope,
    keys: &'static [&'static str],
) -> Entry {
    Entry {
        command,
        title,
        menu,
        scope,
        keys,
        rule: false,
    }
}

const fn group(mut entry: Entry) -> Entry {
    entry.rule = true;
    entry
}

use Command as C;
use Motion as M;
use Scope::{Always, Desk, Text};

/// The table. Marking with each label is added by [`entries`], since labels come from the schema.
const TABLE: &[Entry] = &[
    entry(C::Open, "Open…", Menu::File, Always, &["Ctrl+O"]),
    entry(
        C::OpenFolder,
        "Open folder…",
        Menu::File,
        Always,
        &["Ctrl+Shift+O"],
    ),
    entry(C::OpenPath, "Open a path…", Menu::File, Always, &[]),
    entry(
        C::PasteArticle,
        "Paste an article…",
        Menu::File,
        Always,
        &["Ctrl+Shift+V"],
    ),
    entry(
        C::OpenSample,
        "Open the sample corpus",
        Menu::File,
        Always,
        &[],
    ),
    entry(C::Columns, "Columns of this file…", Menu::File, Always, &[]),
    group(entry(C::Save, "Save", Menu::File, Always, &["Ctrl+S"])),
    entry(
        C::SaveCopy,
        "Save a copy…",
        Menu::File,
        Always,
        &["Ctrl+Shift+S"],
    ),
    entry(C::Export, "Export…", Menu::File, Always, &["Ctrl+E"]),
    group(entry(
        C::Annotator,
        "Annotator name…",
        Menu::File,
        Always,
        &[],
    )),
    entry(C::Adopt, "Adopt this work", Menu::File, Always, &[]),
    entry(C::ReadSchema, "Read schema again", Menu::File, Always, &[]),
    entry(
        C::Settings,
        "Settings…",
        Menu::File,
        Always,
        &["Ctrl+Comma"],
    ),
    group(entry(
        C::Close,
        "Close article",
        Menu::File,
        Always,
        &["Ctrl+W"],
    )),
    entry(C::Quit, "Quit", Menu::File, Always, &["Ctrl+Q"]),
    entry(C::Undo, "Undo", Menu::Edit, Desk, &["Ctrl+Z"]),
    entry(
        C::Redo,
        "Redo",
        Menu::Edit,
        Desk,
        &["Ctrl+Shift+Z", "Ctrl+Y"],
    ),
    group(entry(C::Copy, "Copy", Menu::Edit, Desk, &["Ctrl+C"])),
    entry(
        C::CopyCitation,
        "Copy with citation",
        Menu::Edit,
        Desk,
        &["Ctrl+Shift+C"],
    ),
    entry(C::SelectAll, "Select all", Menu::Edit, Text, &["Ctrl+A"]),
    group(entry(C::Find, "Find…", Menu::Edit, Always, &["Ctrl+F"])),
    entry(C::FindNext, "Find next", Menu::Edit, Always, &["F3"]),
    entry(
        C::FindPrevious,
        "Find previous",
        Menu::Edit,
        Always,
        &["Shift+F3"],
    ),
    entry(C::MarkHits, "Mark all hits as…", Menu::Edit, Always, &[]),
    group(entry(
        C::SearchCorpus,
        "Search all articles…",
        Menu::Edit,
        Always,
        &["Ctrl+Shift+F"],
    )),
    entry(
        C::NextCorpusHit,
        "Next hit in all articles",
        Menu::Edit,
        Always,
        &["F4"],
    ),
    entry(
        C::PreviousCorpusHit,
        "Previous hit in all articles",
        Menu::Edit,
        Always,
        &["Shift+F4"],
    ),
    group(entry(
        C::MarkEverywhere,
        "Mark in all articles…",
        Menu::Mark,
        Always,
        &[],
    )),
    entry(
        C::RelabelEverywhere,
        "Relabel in all articles…",
        Menu::Mark,
        Always,
        &[],
    ),
    entry(
        C::DeleteEverywhere,
        "Delete in all articles…",
        Menu::Mark,
        Always,
        &[],
    ),
    group(entry(
        C::Delete,
        "Delete span or reject suggestion",
        Menu::Mark,
        Text,
        &["Delete"],
    )),
    entry(C::SetHead, "Set or clear head", Menu::Mark, Text, &["H"]),
    entry(
        C::EditMeaning,
        "Value, place, codes or type…",
        Menu::Mark,
        Text,
        &["V"],
    ),
    entry(C::EditNote, "Note…", Menu::Mark, Text, &["C"]),
    entry(
        C::SpanAttributes,
        "Attributes of the span…",
        Menu::Mark,
        Desk,
        &["F8"],
    ),
    entry(
        C::ArticleLabels,
        "Labels of the article…",
        Menu::Mark,
        Desk,
        &["Shift+F8"],
    ),
    group(entry(
        C::RightEndLeft,
        "Right end one word left",
        Menu::Mark,
        Text,
        &["Alt+Left"],
    )),
    entry(
        C::RightEndRight,
        "Right end one word right",
        Menu::Mark,
        Text,
        &["Alt+Right"],
    ),
    entry(
        C::LeftEndLeft,
        "Left end one word left",
        Menu::Mark,
        Text,
        &["Alt+Shift+Left"],
    ),
    entry(
        C::LeftEndRight,
        "Left end one word right",
        Menu::Mark,
        Text,
        &["Alt+Shift+Right"],
    ),
    entry(C::FreeEnds, "Move ends freely", Menu::Mark, Text, &["G"]),
    entry(C::SwapEnds, "Move the other end", Menu::Mark, Text, &["O"]),
    group(entry(
        C::FillRole,
        "Fill a role of the event…",
        Menu::Mark,
        Text,
        &["R"],
    )),
    entry(
        C::TakeOther,
        "Take over another’s span",
        Menu::Mark,
        Text,
        &[],
    ),
    entry(C::SameActor, "Same actor as…", Menu::Mark, Text, &["K"]),
    entry(
        C::PartMention,
        "Take out of its actor",
        Menu::Mark,
        Desk,
        &[],
    ),
    entry(
        C::JoinActors,
        "Join same actors…",
        Menu::Mark,
        Desk,
        &["Ctrl+Shift+K"],
    ),
    entry(
        C::NextSuggestion,
        "Next suggestion",
        Menu::Suggestions,
        Text,
        &["N"],
    ),
    entry(
        C::PreviousSuggestion,
        "Previous suggestion",
        Menu::Suggestions,
        Text,
        &["Shift+N"],
    ),
    group(entry(
        C::Accept,
        "Accept",
        Menu::Suggestions,
        Text,
        &["Enter"],
    )),
    entry(
        C::AcceptSame,
        "Accept every same mention",
        Menu::Suggestions,
        Text,
        &["Shift+Enter"],
    ),
    group(entry(
        C::ConfirmLocation,
        "Confirm the location",
        Menu::Mark,
        Text,
        &[],
    )),
    entry(
        C::ConfirmSameLocations,
        "Confirm the location for all its mentions",
        Menu::Mark,
        Text,
        &[],
    ),
    entry(
        C::ConfirmAllLocations,
        "Confirm all clear locations",
        Menu::Mark,
        Desk,
        &[],
    ),
    entry(C::ConfirmPlace, "Confirm place", Menu::Mark, Text, &[]),
    entry(
        C::ConfirmAllPlaces,
        "Confirm all moved places",
        Menu::Mark,
        Text,
        &[],
    ),
    entry(C::Reject, "Reject", Menu::Suggestions, Text, &["X"]),
    entry(
        C::RejectSame,
        "Reject every same mention",
        Menu::Suggestions,
        Text,
        &["Shift+X"],
    ),
    entry(
        C::Bulk,
        "Accept or reject in bulk…",
        Menu::Suggestions,
        Desk,
        &["Ctrl+Shift+Enter"],
    ),
    group(entry(
        C::MatchAgain,
        "Match again",
        Menu::Suggestions,
        Always,
        &["F5"],
    )),
    entry(
        C::Matchers,
        "Matchers…",
        Menu::Suggestions,
        Always,
        &["Shift+F5"],
    ),
    entry(
        C::ArticleLanguage,
        "Language of the article…",
        Menu::Suggestions,
        Always,
        &[],
    ),
    entry(
        C::ToggleSuggestions,
        "Show suggestions",
        Menu::Suggestions,
        Always,
        &[],
    ),
    entry(C::NextSpan, "Next span", Menu::Go, Text, &["M"]),
    entry(
        C::PreviousSpan,
        "Previous span",
        Menu::Go,
        Text,
        &["Shift+M"],
    ),
    entry(
        C::NextMention,
        "Next mention of the actor",
        Menu::Go,
        Desk,
        &["Ctrl+M"],
    ),
    entry(
        C::PreviousMention,
        "Previous mention of the actor",
        Menu::Go,
        Desk,
        &["Ctrl+Shift+M"],
    ),
    entry(C::OuterSpan, "Outer span", Menu::Go, Text, &["U"]),
    entry(C::InnerSpan, "Inner span", Menu::Go, Text, &["I"]),
    entry(
        C::CycleSpans,
        "Cycle through the spans at the caret",
        Menu::Go,
        Text,
        &["Space"],
    ),
    group(entry(C::NextCheck, "Next check", Menu::Go, Always, &["F9"])),
    entry(
        C::PreviousCheck,
        "Previous check",
        Menu::Go,
        Always,
        &["Shift+F9"],
    ),
    group(entry(C::Back, "Back", Menu::Go, Text, &["Alt+Home"])),
    entry(C::Forward, "Forward", Menu::Go, Text, &["Alt+End"]),
    group(entry(
        C::NextArticle,
        "Next article",
        Menu::Go,
        Always,
        &["Ctrl+PageDown"],
    )),
    entry(
        C::PreviousArticle,
        "Previous article",
        Menu::Go,
        Always,
        &["Ctrl+PageUp"],
    ),
    entry(
        C::NextUnfinished,
        "Next article that is not done",
        Menu::Go,
        Always,
        &["Ctrl+Shift+PageDown"],
    ),
    entry(
        C::DoneAndNext,
        "Done and next",
        Menu::Go,
        Desk,
        &["Ctrl+Enter"],
    ),
    entry(C::MarkDone, "Done", Menu::Go, Always, &[]),
    entry(C::MarkSkipped, "Skipped", Menu::Go, Always, &[]),
    entry(C::ToggleFlag, "Flagged", Menu::Go, Always, &[]),
    entry(
        C::ArticleNote,
        "Note on the article…",
        Menu::Go,
        Text,
        &["Shift+C"],
    ),
    group(entry(
        C::FilterArticles,
        "Filter the list…",
        Menu::Go,
        Always,
        &[],
    )),
    entry(C::SortArticles, "Sort the list…", Menu::Go, Always, &[]),
    group(entry(
        C::GoToAlike,
        "Article that is nearly the same",
        Menu::Go,
        Always,
        &[],
    )),
    entry(
        C::CopyAlike,
        "Copy annotations of the nearly same article",
        Menu::Mark,
        Always,
        &[],
    ),
    group(entry(C::NextPane, "Next pane", Menu::Go, Always, &["F6"])),
    entry(
        C::PreviousPane,
        "Previous pane",
        Menu::Go,
        Always,
        &["Shift+F6"],
    ),
    entry(
        C::Palette,
        "Command palette",
        Menu::View,
        Always,
        &["Ctrl+K", "Ctrl+Shift+P"],
    ),
    group(entry(C::ArticlesPanel, "Articles", Menu::View, Always, &[])),
    entry(C::LeftOut, "Left out of the list…", Menu::View, Always, &[]),
    entry(C::Inspector, "Inspector", Menu::View, Always, &["F2"]),
    entry(
        C::Guidelines,
        "Guidelines",
        Menu::View,
        Always,
        &["Shift+F1"],
    ),
    entry(
        C::ToggleConnections,
        "Connecting lines",
        Menu::View,
        Always,
        &["Shift+F7"],
    ),
    entry(C::Map, "Map", Menu::View, Always, &["Shift+F2"]),
    entry(C::Statistics, "Statistics", Menu::View, Always, &["F7"]),
    entry(C::Checks, "Checks", Menu::View, Always, &[]),
    entry(
        C::ShowOther,
        "Show another’s work…",
        Menu::View,
        Always,
        &[],
    ),
    entry(C::HideOther, "Hide another’s work", Menu::View, Always, &[]),
    group(entry(
        C::ZoomIn,
        "Larger text",
        Menu::View,
        Always,
        &["Ctrl+Plus", "Ctrl+Equals"],
    )),
    entry(
        C::ZoomOut,
        "Smaller text",
        Menu::View,
        Always,
        &["Ctrl+Minus"],
    ),
    entry(
        C::ZoomReset,
        "Standard text size",
        Menu::View,
        Always,
        &["Ctrl+0"],
    ),
    group(entry(
        C::ThemeSystem,
        "Theme of the system",
        Menu::View,
        Always,
        &[],
    )),
    entry(C::ThemeLight, "Light theme", Menu::View, Always, &[]),
    entry(C::ThemeDark, "Dark theme", Menu::View, Always, &[]),
    group(entry(
        C::FullScreen,
        "Full screen",
        Menu::View,
        Always,
        &["F11"],
    )),
    entry(C::MenuBar, "Menu bar", Menu::View, Always, &["F10"]),
    entry(
        C::ContextMenu,
        "Menu at the caret",
        Menu::View,
        Text,
        &["Shift+F10"],
    ),
    entry(C::Leave, "Leave", Menu::View, Text, &["Escape"]),
    entry(C::Help, "Help", Menu::Help, Always, &["F1"]),
    entry(C::Keys, "Keys", Menu::Help, Text, &["Questionmark"]),
    group(entry(C::Tour, "Take the tour", Menu::Help, Always, &[])),
    entry(
        C::TourSkip,
        "Skip this step of the tour",
        Menu::Help,
        Always,
        &[],
    ),
    entry(C::TourEnd, "End the tour", Menu::Help, Always, &[]),
    group(entry(C::About, "About Obelus", Menu::Help, Always, &[])),
];

/// The motions: no menu shows them, the help page does.
const MOTIONS: &[(Motion, &str, &[&str])] = &[
    (M::Left, "Caret left", &["Left"]),
    (M::Right, "Caret right", &["Right"]),
    (M::WordLeft, "Caret one word left", &["Ctrl+Left"]),
    (M::WordRight, "Caret one word right", &["Ctrl+Right"]),
    (M::LineUp, "Caret up", &["Up"]),
    (M::LineDown, "Caret down", &["Down"]),
    (M::ParagraphUp, "Caret one paragraph up", &["Ctrl+Up"]),
    (M::ParagraphDown, "Caret one paragraph down", &["Ctrl+Down"]),
    (M::SentenceBack, "Caret one sentence back", &["Alt+Up"]),
    (M::SentenceForward, "Caret one sentence on", &["Alt+Down"]),
    (M::LineStart, "Start of the line", &["Home"]),
    (M::LineEnd, "End of the line", &["End"]),
    (M::PageUp, "One page up", &["PageUp"]),
    (M::PageDown, "One page down", &["PageDown"]),
    (M::ArticleStart, "Start of the article", &["Ctrl+Home"]),
    (M::ArticleEnd, "End of the article", &["Ctrl+End"]),
];

/// The commands of the table, in the order of menus.
pub fn entries() -> impl Iterator<Item = &'static Entry> {
    TABLE.iter()
}

/// The motions with their titles and keys; with Shift they extend the selection.
pub fn motions() -> impl Iterator<Item = &'static (Motion, &'static str, &'static [&'static str])> {
    MOTIONS.iter()
}
