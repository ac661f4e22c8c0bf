//! The names of commands in keymap files. They stay as they are: files of analysts hold them.

use super::commands::{self, Command, Motion};

/// The name of a command or motion in keymap files; nothing for those whose keys come from the
/// labels or from a mode, and for extending, which is Shift with the motion's key.
#[must_use]
pub fn name(command: Command) -> Option<&'static str> {
    use Command as C;
    Some(match command {
        C::Open => "open",
        C::OpenFolder => "open_folder",
        C::OpenPath => "open_path",
        C::PasteArticle => "paste_article",
        C::OpenSample => "open_sample_corpus",
        C::Save => "save",
        C::SaveCopy => "save_copy",
        C::Export => "export",
        C::Settings => "settings",
        C::Close => "close_article",
        C::Quit => "quit",
        C::Undo => "undo",
        C::Redo => "redo",
        C::Delete => "delete",
        C::SetHead => "set_head",
        C::EditNote => "edit_note",
        C::EditMeaning => "edit_meaning",
        C::RightEndLeft => "right_end_left",
        C::RightEndRight => "right_end_right",
        C::LeftEndLeft => "left_end_left",
        C::LeftEndRight => "left_end_right",
        C::FreeEnds => "free_ends",
        C::SwapEnds => "swap_ends",
        C::FillRole => "fill_role",
        C::SameActor => "same_actor",
        C::JoinActors => "join_same_actors",
        C::PartMention => "take_out_of_actor",
        C::SelectAll => "select_all",
        C::Copy => "copy",
        C::CopyCitation => "copy_with_citation",
        C::NextSuggestion => "next_suggestion",
        C::PreviousSuggestion => "previous_suggestion",
        C::Accept => "accept_suggestion",
        C::AcceptSame => "accept_same",
        C::ConfirmPlace => "confirm_place",
        C::ConfirmAllPlaces => "confirm_all_places",
        C::ConfirmLocation => "confirm_location",
        C::ConfirmSameLocations => "confirm_same_locations",
        C::ConfirmAllLocations => "confirm_all_locations",
        C::Map => "map",
        C::Reject => "reject_suggestion",
        C::RejectSame => "reject_same",
        C::Bulk => "accept_or_reject_in_bulk",
        C::MatchAgain => "match_again",
        C::Matchers => "matchers",
        C::ArticleLanguage => "article_language",
        C::ToggleSuggestions => "show_suggestions",
        C::ToggleConnections => "connecting_lines",
        C::Move(motion) => motion_name(motion),
        C::NextSpan => "next_span",
        C::PreviousSpan => "previous_span",
        C::NextMention => "next_mention",
        C::PreviousMention => "previous_mention",
        C::OuterSpan => "outer_span",
        C::InnerSpan => "inner_span",
        C::CycleSpans => "cycle_spans",
        C::Back => "back",
        C::Forward => "forward",
        C::NextArticle => "next_article",
        C::PreviousArticle => "previous_article",
        C::DoneAndNext => "done_and_next",
        C::MarkDone => "done",
        C::MarkSkipped => "skipped",
        C::NextUnfinished => "next_unfinished",
        C::FilterArticles => "filter_articles",
        C::SortArticles => "sort_articles",
        C::Columns => "columns",
        C::LeftOut => "left_out",
        C::ArticleNote => "article_note",
        C::ToggleFlag => "flagged",
        C::Find => "find",
        C::FindNext => "find_next",
        C::FindPrevious => "find_previous",
        C::MarkHits => "mark_all_hits",
        C::SearchCorpus => "search_all_articles",
        C::NextCorpusHit => "next_hit_in_all_articles",
        C::PreviousCorpusHit => "previous_hit_in_all_articles",
        C::MarkEverywhere => "mark_in_all_articles",
        C::RelabelEverywhere => "relabel_in_all_articles",
        C::DeleteEverywhere => "delete_in_all_articles",
        C::NextPane => "next_pane",
        C::PreviousPane => "previous_pane",
        C::Palette => "command_palette",
        C::Inspector => "inspector",
        C::ArticlesPanel => "articles",
        C::Annotator => "annotator_name",
        C::ShowOther => "show_anothers_work",
        C::HideOther => "hide_anothers_work",
        C::TakeOther => "take_over_anothers_span",
        C::Adopt => "adopt",
        C::Guidelines => "guidelines",
        C::ReadSchema => "read_schema",
        C::ArticleLabels => "article_labels",
        C::SpanAttributes => "span_attributes",
        C::ZoomIn => "larger_text",
        C::ZoomOut => "smaller_text",
        C::ZoomReset => "standard_text_size",
        C::ThemeSystem => "theme_system",
        C::ThemeLight => "theme_light",
        C::ThemeDark => "theme_dark",
        C::FullScreen => "full_screen",
        C::MenuBar => "menu_bar",
        C::ContextMenu => "context_menu",
        C::Checks => "checks",
        C::NextCheck => "next_check",
        C::PreviousCheck => "previous_check",
        C::Statistics => "statistics",
        C::GoToAlike => "go_to_nearly_same",
        C::CopyAlike => "copy_from_nearly_same",
        C::Help => "help",
        C::Keys => "keys",
        C::Tour => "tour",
        C::TourSkip => "tour_skip_step",
        C::TourEnd => "tour_end",
        C::About => "about",
        C::Leave => "leave",
        C::Mark(_) | C::MarkAgain(_) | C::Role(_) | C::Extend(_) => return None,
    })
}

fn motion_name(motion: Motion) -> &'static str {
    match motion {
        Motion::Left => "caret_left",
        Motion::Right => "caret_right",
        Motion::WordLeft => "caret_word_left",
        Motion::WordRight => "caret_word_right",
        Motion::LineUp => "caret_up",
        Motion::LineDown => "caret_down",
        Motion::ParagraphUp => "caret_paragraph_up",
        Motion::ParagraphDown => "caret_paragraph_down",
        Motion::SentenceBack => "caret_sentence_back",
        Motion::SentenceForward => "caret_sentence_on",
        Motion::LineStart => "line_start",
        Motion::LineEnd => "line_end",
        Motion::PageUp => "page_up",
        Motion::PageDown => "page_down",
        Motion::ArticleStart => "article_start",
        Motion::ArticleEnd => "article_end",
    }
}

/// Everything that a keymap file may name, in the order of menus.
pub(super) fn bindable() -> impl Iterator<Item = Command> {
    let motions = commands::motions().map(|(motion, ..)| Command::Move(*motion));
    commands::entries()
        .map(|entry| entry.command)
        .chain(motions)
}

/// What a keymap file means by a name.
pub(super) fn named(wanted: &str) -> Option<Command> {
    bindable().find(|command| name(*command) == Some(wanted))
}

/// The known name that is nearest to a slip of the pen: at most two characters from it.
pub(super) fn nearest(wanted: &str) -> Option<&'static str> {
    if wanted.chars().count() > 40 {
        return None;
    }
    let apart = |known: &'static str| (distance(wanted, known), known);
    let (least, known) = bindable().filter_map(name).map(apart).min()?;
    (least <= 2).then_some(known)
}

/// How many characters must be put in, taken out or changed.
fn distance(a: &str, b: &str) -> usize {
    let b: Vec<char> = b.chars().collect();
    let mut row: Vec<usize> = (0..=b.len()).collect();
    for (i, ca) in a.chars().enumerate() {
        let mut corner = i;
        row[0] = i + 1;
        for (j, cb) in b.iter().enumerate() {
            let above = row[j + 1];
            row[j + 1] = (corner + usize::from(ca != *cb))
                .min(above + 1)
                .min(row[j] + 1);
            corner = above;
        }
    }
    row[b.len()]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_command_of_the_table_has_a_name_of_its_own() {
        let mut seen = std::collections::HashMap::new();
        for command in bindable() {
            let name = name(command).unwrap_or_else(|| panic!("{command:?} has no name"));
            let plain = |c: char| c.is_ascii_lowercase() || c == '_';
            assert!(name.chars().all(plain), "{name}");
            assert_eq!(named(name), Some(command));
            if let Some(other) = seen.insert(name, command) {
                panic!("{name} is {command:?} and {other:?}");
            }
        }
    }

    #[test]
    fn a_slip_of_the_pen_is_understood() {
        assert_eq!(nearest("next_spam"), Some("next_span"));
        assert_eq!(nearest("acept_suggestion"), Some("accept_suggestion"));
        assert_eq!(nearest("make_coffee"), None);
    }
}
