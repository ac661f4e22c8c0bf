//! Markdown as blocks of text in few styles: what guidelines are written with.
//!
//! Links and pictures are words: nothing here opens or loads anything.

use pulldown_cmark::{CodeBlockKind, Event, HeadingLevel, Options, Parser, Tag, TagEnd};

/// What stands deeper in lists and quotations than this is shown at this depth: the page is narrow.
const DEEPEST: usize = 8;

/// Longer blocks are cut, in bytes: what is laid out is then never more than what is in view and
/// some.
const LONGEST: usize = 3000;

/// One block of text, under others.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Block {
    pub kind: BlockKind,
    /// How deep it stands in lists and quotations, [`DEEPEST`] at most.
    pub depth: usize,
    /// Whether it is the rest of the block before it, which was long.
    pub goes_on: bool,
    /// What stands before it: `•` or `2.`.
    pub marker: Option<String>,
    pub text: String,
    /// Where the styles begin, by byte; in order, the first at 0.
    pub styles: Vec<(usize, Style)>,
    /// Where the cells of a row begin, by byte, each with the length of the longest of its column
    /// in characters.
    pub cells: Vec<(usize, usize)>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum BlockKind {
    /// From 1 to 6.
    Heading(u8),
    Paragraph,
    Code,
    /// A row of a table, the first one as its head.
    Row {
        head: bool,
    },
    Rule,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Style {
    pub strong: bool,
    pub emphasis: bool,
    pub code: bool,
    pub struck: bool,
}

/// Reads Markdown. Linear.
pub(super) fn blocks(text: &str) -> Vec<Block> {
    let options =
        Options::ENABLE_TABLES | Options::ENABLE_STRIKETHROUGH | Options::ENABLE_TASKLISTS;
    let mut reading = Reading::default();
    for event in Parser::new_ext(text, options) {
        reading.take(event);
    }
    reading.end();
    if reading.done.is_empty() && !text.trim().is_empty() {
        // Something is there, such as a fence with nothing behind it: it is shown as written.
        reading.in_code = true;
        reading.begin(BlockKind::Code);
        reading.text(text.trim());
        reading.end();
    }
    reading.done
}

#[derive(Default)]
struct Reading {
    done: Vec<Block>,
    open: Option<Block>,
    style: Style,
    /// The number of the next item of each list that is open; nothing for bullets.
    lists: Vec<Option<u64>>,
    quotes: usize,
    marker: Option<String>,
    in_code: bool,
    /// The first block of the table that is open.
    table: usize,
}

impl Reading {
    fn take(&mut self, event: Event<'_>) {
        match event {
            Event::Start(tag) => self.start(&tag),
            Event::End(tag) => self.finish(tag),
            Event::Text(text) | Event::InlineMath(text) | Event::DisplayMath(text) => {
                self.text(&text);
            }
            Event::Code(text) => self.styled(&text, |style| style.code = true),
            Event::SoftBreak => self.text(" "),
            Event::HardBreak => self.text("\n"),
            // Shown as written: it may be an example of something to mark.
            Event::Html(text) | Event::InlineHtml(text) => {
                self.styled(text.trim_end_matches('\n'), |style| style.code = true);
            }
            Event::FootnoteReference(name) => self.text(&format!("[{name}]")),
            Event::TaskListMarker(done) => self.text(if done { "[x] " } else { "[ ] " }),
            Event::Rule => {
                self.end();
                self.begin(BlockKind::Rule);
                self.end();
            }
        }
    }

    fn start(&mut self, tag: &Tag<'_>) {
        match tag {
            Tag::Heading { level, .. } => {
                self.end();
                self.begin(BlockKind::Heading(depth_of(*level)));
            }
            Tag::Paragraph => {
                self.end();
                self.begin(BlockKind::Paragraph);
            }
            Tag::CodeBlock(kind) => {
                self.end();
                self.begin(BlockKind::Code);
                self.in_code = true;
                if let CodeBlockKind::Fenced(_) = kind {
                    self.marker = None;
                }
            }
            Tag::List(first) => {
                self.end();
                self.lists.push(*first);
            }
            Tag::Item => {
                self.end();
                self.marker = Some(match self.lists.last_mut() {
                    Some(Some(number)) => {
                        let marker = format!("{number}.");
                        *number += 1;
                        marker
                    }
                    _ => "•".to_owned(),
                });
            }
            Tag::BlockQuote(_) => {
                self.end();
                self.quotes += 1;
            }
            Tag::Table(_) => {
                self.end();
                self.table = self.done.len();
            }
            Tag::TableHead => {
                self.end();
                self.begin(BlockKind::Row { head: true });
            }
            Tag::TableRow => {
                self.end();
                self.begin(BlockKind::Row { head: false });
            }
            Tag::TableCell => {
                if self.row_has_begun() {
                    self.text(CELL);
                }
                if let Some(row) = &mut self.open {
                    row.cells.push((row.text.len(), 0));
                }
            }
            Tag::Strong => self.style.strong = true,
            Tag::Emphasis => self.style.emphasis = true,
            Tag::Strikethrough => self.style.struck = true,
            _ => {}
        }
    }

    fn finish(&mut self, tag: TagEnd) {
        match tag {
            TagEnd::Strong => self.style.strong = false,
            TagEnd::Emphasis => self.style.emphasis = false,
            TagEnd::Strikethrough => self.style.struck = false,
            TagEnd::List(_) => {
                self.end();
                self.lists.pop();
            }
            TagEnd::BlockQuote(_) => {
                self.end();
                self.quotes = self.quotes.saturating_sub(1);
            }
            TagEnd::Table => {
                self.end();
                measure_columns(self.done.get_mut(self.table..).unwrap_or_default());
            }
            TagEnd::CodeBlock => {
                self.in_code = false;
                if let Some(block) = &mut self.open {
                    block.text.truncate(block.text.trim_end().len());
                }
                self.end();
            }
            TagEnd::Heading(_)
            | TagEnd::Paragraph
            | TagEnd::Item
            | TagEnd::TableHead
            | TagEnd::TableRow => self.end(),
            _ => {}
        }
    }

    fn row_has_begun(&self) -> bool {
        let open = self.open.as_ref();
        open.is_some_and(|block| !block.cells.is_empty())
    }

    fn begin(&mut self, kind: BlockKind) {
        self.open = Some(Block {
            kind,
            depth: (self.lists.len() + self.quotes).min(DEEPEST),
            goes_on: false,
            marker: self.marker.take(),
            text: String::new(),
            styles: Vec::new(),
            cells: Vec::new(),
        });
    }

    fn end(&mut self) {
        let Some(block) = self.open.take() else {
            return;
        };
        if !block.text.trim().is_empty() || block.kind == BlockKind::Rule {
            self.push(block);
        } else if block.marker.is_some() {
            // What comes next in the item carries its marker.
            self.marker = block.marker;
        }
    }

    /// Cuts a long block after white space, where there is some.
    fn push(&mut self, mut block: Block) {
        // A row is laid out cell by cell.
        while block.text.len() > LONGEST && block.cells.is_empty() {
            let head = &block.text[..block.text.floor_char_boundary(LONGEST)];
            let space = head.rfind(char::is_whitespace);
            let next = |at: usize| head[at..].chars().next().map_or(1, char::len_utf8);
            let cut = space
                .filter(|at| *at > 0)
                .map_or(head.len(), |at| at + next(at));
            let rest = block.text.split_off(cut);
            let begin = block.styles.partition_point(|(at, _)| *at < cut);
            let mut styles: Vec<_> = block.styles.drain(begin..).collect();
            for (at, _) in &mut styles {
                *at -= cut;
            }
            if let Some((_, last)) = block.styles.last()
                && styles.first().is_none_or(|(at, _)| *at > 0)
            {
                styles.insert(0, (0, *last));
            }
            let rest = Block {
                kind: block.kind,
                depth: block.depth,
                goes_on: true,
                marker: None,
                text: rest,
                styles,
                cells: Vec::new(),
            };
            self.done.push(std::mem::replace(&mut block, rest));
        }
        self.done.push(block);
    }

    fn styled(&mut self, text: &str, set: impl FnOnce(&mut Style)) {
        let before = self.style;
        set(&mut self.style);
        self.text(text);
        self.style = before;
    }

    fn text(&mut self, text: &str) {
        if self.open.is_none() {
            // Items of a tight list have no paragraph of their own.
            self.begin(BlockKind::Paragraph);
        }
        let style = Style {
            code: self.style.code || self.in_code,
            ..self.style
        };
        if let Some(block) = &mut self.open {
            if block.styles.last().is_none_or(|(_, last)| *last != style) {
                block.styles.push((block.text.len(), style));
            }
            block.text.push_str(text);
        }
    }
}

/// What parts the cells of a row in its text, where it is searched.
const CELL: &str = "  |  ";

impl Block {
    /// The bytes of a cell, and the length of the longest of its column; nothing behind the last.
    pub fn cell(&self, column: usize) -> Option<(std::ops::Range<usize>, usize)> {
        let (from, longest) = *self.cells.get(column)?;
        let until = match self.cells.get(column + 1) {
            Some((next, _)) => next.saturating_sub(CELL.len()),
            None => self.text.len(),
        };
        Some((from..until.max(from), longest))
    }
}

/// Tells each cell how long the longest of its column is.
fn measure_columns(rows: &mut [Block]) {
    let mut longest: Vec<usize> = Vec::new();
    for row in rows.iter() {
        for column in 0..row.cells.len() {
            let long = row
                .cell(column)
                .map_or(0, |(range, _)| row.text[range].chars().count());
            match longest.get_mut(column) {
                Some(known) => *known = (*known).max(long),
                None => longest.push(long),
            }
        }
    }
    for row in rows {
        for (cell, longest) in row.cells.iter_mut().zip(&longest) {
            cell.1 = *longest;
        }
    }
}

fn depth_of(level: HeadingLevel) -> u8 {
    match level {
        HeadingLevel::H1 => 1,
        HeadingLevel::H2 => 2,
        HeadingLevel::H3 => 3,
        HeadingLevel::H4 => 4,
        HeadingLevel::H5 => 5,
        HeadingLevel::H6 => 6,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Blocks in one line each: `h1 Title`, `1• an item`, styles in brackets.
    fn check(markdown: &str, expected: &[&str]) {
        let shown: Vec<String> = blocks(markdown)
            .iter()
            .map(|block| {
                let kind = match block.kind {
                    BlockKind::Heading(level) => format!("h{level} "),
                    BlockKind::Paragraph => String::new(),
                    BlockKind::Code => "code ".to_owned(),
                    BlockKind::Row { head } => if head { "head " } else { "row " }.to_owned(),
                    BlockKind::Rule => "rule".to_owned(),
                };
                let marker = block.marker.clone().unwrap_or_default();
                let depth = match block.depth {
                    0 => String::new(),
                    n => n.to_string(),
                };
                let mut text = String::new();
                for (place, (at, style)) in block.styles.iter().enumerate() {
                    let end = block
                        .styles
                        .get(place + 1)
                        .map_or(block.text.len(), |n| n.0);
                    let words = &block.text[*at..end];
                    let plain = *style == Style::default() || block.kind == BlockKind::Code;
                    text.push_str(&if plain {
                        words.to_owned()
                    } else {
                        format!("[{words}]")
                    });
                }
                format!("{depth}{marker}{kind}{text}")
            })
            .collect();
        assert_eq!(shown, expected, "{markdown}");
    }

    #[test]
    fn guidelines_become_blocks() {
        check(
            "# Actors\n\nMark **who** acts,\n*never* `it`.\n\n---\n",
            &["h1 Actors", "Mark [who] acts, [never] [it].", "rule"],
        );
        check(
            "- one\n- two\n  1. deep\n\n     more\n  2. last\n\n> said\n",
            &["1•one", "1•two", "21.deep", "2more", "22.last", "1said"],
        );
        check("```\nlet a\n\n  b\n```\n", &["code let a\n\n  b"]);
        check(
            "| a | b |\n|---|---|\n| c | **d** |\n",
            &["head a  |  b", "row c  |  [d]"],
        );
        check("[here](https://x.y) ![seen](a.png)\n", &["here seen"]);
        check("a <mark>b</mark>\n", &["a [<mark>]b[</mark>]"]);
        check("", &[]);
    }

    #[test]
    fn what_is_nested_endlessly_is_shown_at_a_sensible_depth() {
        for text in ["- ".repeat(3000) + "x", "> ".repeat(5000) + "x"] {
            let blocks = blocks(&text);
            assert_eq!((blocks.len(), blocks[0].depth), (1, DEEPEST));
            assert!(blocks[0].text.ends_with('x'));
        }
    }

    #[test]
    fn what_says_nothing_is_shown_as_written() {
        let fence = "`".repeat(9_999);
        let shown: String = blocks(&fence).into_iter().map(|block| block.text).collect();
        assert_eq!(shown, fence);
        assert_eq!(blocks(" \n"), []);
    }

    #[test]
    fn long_blocks_are_cut_and_lose_nothing() {
        let words = format!(
            "plain **{}** `é{}`",
            "strong words ".repeat(900).trim(),
            "x".repeat(7000)
        );
        let blocks = blocks(&words);
        assert!(blocks.len() > 5 && blocks[1..].iter().all(|block| block.goes_on));
        assert!(blocks.iter().all(|block| block.text.len() <= LONGEST));
        let shown: String = blocks.iter().map(|block| block.text.as_str()).collect();
        assert_eq!(shown, words.replace(['*', '`'], ""));
        for block in &blocks {
            assert_eq!(block.styles[0].0, 0);
            assert!(block.styles.iter().all(|(at, _)| *at < block.text.len()));
        }
        assert!(blocks[1].styles[0].1.strong);
        assert!(blocks.last().unwrap().styles[0].1.code);
    }

    #[test]
    fn cells_of_a_table_know_how_long_their_column_is() {
        let found =
            blocks("| code | meaning |\n|---|---|\n| AB | not **here** |\n|  | x |\n\nText\n");
        let cells: Vec<Vec<(&str, usize)>> = (found.iter())
            .map(|row| {
                let cells = (0..row.cells.len()).filter_map(|column| row.cell(column));
                cells
                    .map(|(range, long)| (&row.text[range], long))
                    .collect()
            })
            .collect();
        assert_eq!(
            cells,
            [
                vec![("code", 4), ("meaning", 8)],
                vec![("AB", 4), ("not here", 8)],
                vec![("", 4), ("x", 8)],
                vec![],
            ]
        );
    }

    #[test]
    fn no_text_makes_it_panic() {
        let pieces = [
            "# ", "- ", "1. ", "> ", "**", "`", "\n", "\n\n", "é", "|", "---", "<b>", "  ",
        ];
        let mut seed = 3u64;
        for _ in 0..2000 {
            let mut text = String::new();
            for _ in 0..16 {
                seed = seed
                    .wrapping_mul(6_364_136_223_846_793_005)
                    .wrapping_add(1_442_695_040_888_963_407);
                let pick = usize::try_from(seed >> 33).unwrap_or(0) % pieces.len();
                text.push_str(pieces[pick]);
            }
            for block in blocks(&text) {
                assert!(
                    block
                        .styles
                        .iter()
                        .all(|(at, _)| block.text.is_char_boundary(*at))
                );
            }
        }
    }
}
