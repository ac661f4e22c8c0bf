//! How to annotate: the guidelines of the corpus beside the text, searchable.
//!
//! Only what is in view is laid out, once its height is known.

use egui::text::{LayoutJob, TextFormat};
use egui::{Id, Key, Rect, RichText, ScrollArea, Stroke, TextEdit, Ui, vec2};

use super::markdown::{Block, BlockKind, Style, blocks};
use crate::text::made_visible;
use crate::ui::actions::Action;
use crate::ui::theme::{self, Palette};

/// How far a list is set in, in points.
const INDENT: f32 = 16.0;
/// Hits beyond these are not shown: nobody steps through them.
const MOST_HITS: usize = 2000;

/// The guidelines, read.
#[derive(Debug, Default)]
pub struct Guide {
    blocks: Vec<Block>,
    /// What is wrong with the schema, in sentences.
    faults: Vec<String>,
    /// Another number for other guidelines.
    revision: u64,
}

impl Guide {
    /// Reads guidelines in Markdown.
    #[must_use]
    pub fn new(markdown: Option<&str>, faults: &[String]) -> Self {
        use std::hash::BuildHasher as _;
        let hashing = foldhash::fast::FixedState::default();
        Self {
            blocks: markdown.map(blocks).unwrap_or_default(),
            faults: faults.to_vec(),
            revision: hashing.hash_one((markdown, faults)),
        }
    }
}

/// How far they are read, and what is looked for in them.
#[derive(Debug, Default)]
pub struct GuideView {
    query: String,
    /// Block and bytes of each hit.
    hits: Vec<(usize, std::ops::Range<usize>)>,
    current: usize,
    /// For which guidelines and query the hits are.
    found_for: Option<(u64, String)>,
    /// The height of each block in the width, as far as it is known.
    heights: Vec<Option<f32>>,
    laid_out_for: (u64, f32),
    wants_focus: bool,
    /// Whether the current hit is to be brought into view.
    reveal: bool,
}

impl GuideView {
    /// The field gets the focus when it is drawn next.
    pub fn ask_for_focus(&mut self) {
        self.wants_focus = true;
    }

    fn find(&mut self, guide: &Guide) {
        let wanted = Some((guide.revision, self.query.clone()));
        if self.found_for == wanted {
            return;
        }
        self.found_for = wanted;
        self.hits.clear();
        self.current = 0;
        let query = self.query.trim();
        let expression = regex::RegexBuilder::new(&regex::escape(query))
            .case_insensitive(true)
            .build();
        let Some(expression) = expression.ok().filter(|_| !query.is_empty()) else {
            return;
        };
        let hits = guide.blocks.iter().enumerate().flat_map(|(place, block)| {
            let found = expression.find_iter(&block.text);
            found.map(move |hit| (place, hit.range()))
        });
        self.hits = hits.take(MOST_HITS).collect();
        self.reveal = true;
    }
}

impl Guide {
    /// Draws field and text.
    pub(super) fn show(&self, ui: &mut Ui, view: &mut GuideView, actions: &mut Vec<Action>) {
        let palette = Palette::of(ui.ctx());
        for fault in &self.faults {
            let text = RichText::new(made_visible(fault)).color(palette.warning);
            ui.add(egui::Label::new(text.size(12.5)).wrap());
        }
        if self.blocks.is_empty() {
            self.nothing(ui, view);
            return;
        }
        self.field(ui, view, actions);
        let width = ui.available_width() - 12.0;
        if view.laid_out_for != (self.revision, width) {
            view.laid_out_for = (self.revision, width);
            view.heights = vec![None; self.blocks.len()];
        }
        let current = view.hits.get(view.current).map(|(place, _)| *place);
        let reveal = std::mem::take(&mut view.reveal);
        ScrollArea::vertical()
            .id_salt("guidelines")
            .auto_shrink(false)
            .show_viewport(ui, |ui, seen| {
                ui.set_width(width);
                ui.spacing_mut().item_spacing.y = 0.0;
                let mut tops = Vec::with_capacity(self.blocks.len() + 1);
                let mut end = 0.0;
                for (place, block) in self.blocks.iter().enumerate() {
                    tops.push(end);
                    let known = view.heights.get(place).copied().flatten();
                    end += known.unwrap_or_else(|| estimate(block, width));
                }
                tops.push(end);
                ui.set_height(end + 16.0);
                let origin = ui.max_rect().min;
                self.show_seen(ui, view, &tops, seen.expand(40.0), width);
                if let Some(place) = current.filter(|_| reveal) {
                    let at = egui::pos2(origin.x, origin.y + tops[place]);
                    let rect = Rect::from_min_size(at, vec2(width, tops[place + 1] - tops[place]));
                    let at_once = egui::style::ScrollAnimation::none();
                    ui.scroll_to_rect_animation(rect.expand2(vec2(0.0, 24.0)), None, at_once);
                    // Where it stands is estimated as long as it was never laid out.
                    view.reveal = view.heights.get(place).is_some_and(Option::is_none);
                    if view.reveal {
                        ui.ctx().request_repaint();
                    }
                }
            });
    }

    /// Lays out and draws the blocks that are seen, and learns how high they are.
    fn show_seen(&self, ui: &mut Ui, view: &mut GuideView, tops: &[f32], seen: Rect, width: f32) {
        let origin = ui.max_rect().min;
        let first = tops.partition_point(|top| *top < seen.top());
        let first = first.saturating_sub(1);
        let mut y = tops.get(first).copied().unwrap_or_default();
        for (place, block) in self.blocks.iter().enumerate().skip(first) {
            if y > seen.bottom() {
                break;
            }
            let from = view.hits.partition_point(|(at, _)| *at < place);
            let to = view.hits.partition_point(|(at, _)| *at <= place);
            let hits = Hits {
                all: &view.hits[from..to],
                current: view.current.checked_sub(from),
            };
            let at = egui::pos2(origin.x, origin.y + y);
            let room = Rect::from_min_size(at, vec2(width, f32::INFINITY));
            let mut ui = ui.new_child(egui::UiBuilder::new().max_rect(room).id_salt(place));
            draw(&mut ui, block, place == 0, &hits);
            let height = ui.cursor().min.y - at.y;
            if let Some(known) = view.heights.get_mut(place)
                && *known != Some(height)
            {
                *known = Some(height);
                // What follows stands elsewhere from the next frame on.
                ui.ctx().request_repaint();
            }
            y += height;
        }
    }

    /// What an empty page says.
    fn nothing(&self, ui: &mut Ui, view: &mut GuideView) {
        let palette = Palette::of(ui.ctx());
        ui.add_space(4.0);
        let text = "No guidelines yet. Put a Markdown file beside the articles, and into \
                    obelus.toml in the same folder:";
        ui.add(egui::Label::new(RichText::new(text).color(palette.quiet)).wrap());
        let lines = "[guidelines]\nfile = \"guidelines.md\"";
        ui.label(RichText::new(lines).monospace());
        let text = "“obelus schema” in a terminal prints an obelus.toml to start from; “Read schema \
                    again” takes it up.";
        ui.add(egui::Label::new(RichText::new(text).color(palette.quiet)).wrap());
        view.wants_focus = false;
    }

    fn field(&self, ui: &mut Ui, view: &mut GuideView, actions: &mut Vec<Action>) {
        let palette = Palette::of(ui.ctx());
        let id = Id::unique("guidelines query");
        ui.horizontal(|ui| {
            let width = (ui.available_width() - 76.0).max(60.0);
            let field = TextEdit::singleline(&mut view.query)
                .id(id)
                .hint_text("Search the guidelines")
                .desired_width(width);
            let field = ui.add(field);
            field.widget_info(|| {
                egui::WidgetInfo::labeled(egui::Role::TextInput, true, "Search the guidelines")
            });
            if std::mem::take(&mut view.wants_focus) {
                field.request_focus();
            }
            view.find(self);
            let (enter, back, escape) = ui.input(|input| {
                (
                    input.key_pressed(Key::Enter),
                    input.modifiers.shift,
                    input.key_pressed(Key::Escape),
                )
            });
            if field.lost_focus() && enter {
                let count = view.hits.len();
                if count > 0 {
                    let step = if back { count - 1 } else { 1 };
                    view.current = (view.current + step) % count;
                    view.reveal = true;
                }
                ui.memory_mut(|memory| memory.request_focus(id));
            } else if field.lost_focus() && escape {
                actions.push(Action::FocusText);
            }
            let told = match (view.hits.len(), view.query.trim().is_empty()) {
                (_, true) => String::new(),
                (0, false) => "not found".to_owned(),
                (count, false) => format!("{} of {count}", view.current + 1),
            };
            ui.label(RichText::new(told).small().color(palette.quiet));
        });
        ui.add_space(2.0);
    }
}

/// The hits in one block.
struct Hits<'a> {
    all: &'a [(usize, std::ops::Range<usize>)],
    /// Which of them is the current one, if it is one of them.
    current: Option<usize>,
}

/// About how high a block is that was never laid out, in points.
#[expect(
    clippy::cast_precision_loss,
    reason = "blocks are some thousand bytes long"
)]
fn estimate(block: &Block, width: f32) -> f32 {
    const LETTER: f32 = 6.5;
    const LINE: f32 = 19.0;
    let room = (width - INDENT * block.depth as f32).max(LETTER);
    let letters = (room / LETTER).max(1.0);
    let lines = block
        .text
        .lines()
        .map(|line| (line.len() as f32 / letters).ceil().max(1.0));
    7.0 + LINE * lines.sum::<f32>()
}

#[expect(clippy::cast_precision_loss, reason = "lists are some levels deep")]
fn draw(ui: &mut Ui, block: &Block, first: bool, hits: &Hits<'_>) {
    let palette = Palette::of(ui.ctx());
    let above = match block.kind {
        _ if block.goes_on => 0.0,
        BlockKind::Heading(level) if !first => 14.0 - 2.0 * f32::from(level.min(3)),
        BlockKind::Heading(_) => 2.0,
        BlockKind::Row { head: false } => 2.0,
        _ if block.marker.is_some() => 3.0,
        _ => 7.0,
    };
    ui.add_space(above);
    if block.kind == BlockKind::Rule {
        ui.separator();
        return;
    }
    let indent = (INDENT * block.depth as f32).min(ui.available_width() * 0.5);
    if let BlockKind::Row { .. } = block.kind {
        cells(ui, block, hits, indent, palette);
        let y = ui.cursor().min.y;
        let x = ui.max_rect().x_range();
        ui.painter().hline(x, y, Stroke::new(1.0, palette.rule));
        ui.add_space(1.0);
        return;
    }
    let all = 0..block.text.len();
    let job = job(block, all, hits, ui.available_width() - indent, palette);
    ui.horizontal_top(|ui| {
        ui.spacing_mut().item_spacing.x = 0.0;
        let marker = block.marker.as_deref().unwrap_or_default();
        if indent > 0.0 {
            // The marker hangs before the text, so that lines of an item are flush.
            let (rect, _) = ui.allocate_exact_size(vec2(indent, 18.0), egui::Sense::hover());
            let font = egui::FontId::proportional(13.5);
            let at = egui::pos2(rect.right() - 5.0, rect.top());
            ui.painter()
                .text(at, egui::Align2::RIGHT_TOP, marker, font, palette.quiet);
        }
        if block.kind == BlockKind::Code {
            let frame = egui::Frame::NONE.fill(palette.paper).inner_margin(6);
            frame.show(ui, |ui| {
                ui.add(egui::Label::new(job).wrap().selectable(true))
            });
        } else {
            ui.add(egui::Label::new(job).wrap().selectable(true));
        }
    });
}

/// The cells of a row, those of a column one below the other: each column is as wide as its
/// longest cell asks for, but none takes more than it needs while others lack room.
#[expect(clippy::cast_precision_loss, reason = "characters of a cell")]
fn cells(ui: &mut Ui, block: &Block, hits: &Hits<'_>, indent: f32, palette: &Palette) {
    const SHORTEST: usize = 4;
    const LONGEST: usize = 40;
    const GAP: f32 = 14.0;
    let weight = |longest: usize| longest.clamp(SHORTEST, LONGEST) as f32;
    let columns: Vec<_> = (0..block.cells.len())
        .map_while(|i| block.cell(i))
        .collect();
    let whole: f32 = columns.iter().map(|(_, longest)| weight(*longest)).sum();
    let gaps = GAP * columns.len().saturating_sub(1) as f32;
    let room = (ui.available_width() - indent - gaps).max(1.0);
    ui.horizontal_top(|ui| {
        ui.spacing_mut().item_spacing.x = GAP;
        if indent > 0.0 {
            ui.add_space(indent);
        }
        for (range, longest) in columns {
            let width = room * weight(longest) / whole.max(1.0);
            let job = job(block, range, hits, width, palette);
            ui.vertical(|ui| {
                ui.set_width(width);
                ui.add(egui::Label::new(job).wrap().selectable(true));
            });
        }
    });
}

/// The text of a block within a range, with its styles and hits.
fn job(
    block: &Block,
    range: std::ops::Range<usize>,
    hits: &Hits<'_>,
    width: f32,
    palette: &Palette,
) -> LayoutJob {
    let mut job = LayoutJob::default();
    job.wrap.max_width = width;
    // Where the format may change.
    let mut cuts: Vec<usize> = block.styles.iter().map(|(at, _)| *at).collect();
    cuts.extend(hits.all.iter().flat_map(|(_, hit)| [hit.start, hit.end]));
    cuts.push(range.end);
    cuts.retain(|cut| (range.start..=range.end).contains(cut));
    cuts.sort_unstable();
    cuts.dedup();
    let (mut style_at, mut hit_at) = (0, 0);
    let mut from = range.start;
    for cut in cuts {
        let Some(words) = block.text.get(from..cut).filter(|words| !words.is_empty()) else {
            continue;
        };
        while block
            .styles
            .get(style_at + 1)
            .is_some_and(|(at, _)| *at <= from)
        {
            style_at += 1;
        }
        while hits.all.get(hit_at).is_some_and(|(_, hit)| hit.end <= from) {
            hit_at += 1;
        }
        let style = block
            .styles
            .get(style_at)
            .map_or(Style::default(), |(_, s)| *s);
        let mut format = format(block.kind, style, palette);
        if hits
            .all
            .get(hit_at)
            .is_some_and(|(_, hit)| hit.start <= from)
        {
            format.background = palette.hit;
            if hits.current == Some(hit_at) {
                format.underline = Stroke::new(2.0, palette.accent);
            }
        }
        job.append(&made_visible(words), 0.0, format);
        from = cut;
    }
    job
}

fn format(kind: BlockKind, style: Style, palette: &Palette) -> TextFormat {
    let size = match kind {
        BlockKind::Heading(1) => 17.0,
        BlockKind::Heading(2) => 15.0,
        BlockKind::Code => 12.0,
        _ => 13.5,
    };
    let strong =
        style.strong || matches!(kind, BlockKind::Heading(_) | BlockKind::Row { head: true });
    let font_id = if style.code {
        egui::FontId::monospace(size - 1.0)
    } else if strong {
        theme::strong(size)
    } else {
        egui::FontId::proportional(size)
    };
    TextFormat {
        font_id,
        color: palette.ink,
        italics: style.emphasis,
        strikethrough: Stroke::new(if style.struck { 1.0 } else { 0.0 }, palette.ink),
        line_height: Some(size * 1.4),
        ..Default::default()
    }
}
