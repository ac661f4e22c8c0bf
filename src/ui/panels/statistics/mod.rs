//! The page of statistics: it stands in the place of the text, and is read like one.

mod bars;
mod days;
mod figures;
mod words;

use egui::{Align, FontId, Layout, RichText, ScrollArea, Sense, Ui, vec2};

pub use figures::Figures;

use self::bars::heading;
use crate::annotation::Schema;
use crate::text::made_visible;
use crate::ui::actions::Action;
use crate::ui::choice::Choice;
use crate::ui::theme::{self, Palette};

/// The page is no wider than this: a line of figures is to be read across.
const WIDEST: f32 = 940.0;
/// Narrower pages have one column.
const TWO_COLUMNS: f32 = 620.0;
const GAP: f32 = 44.0;

/// So many broken files are named.
const NAMED: usize = 50;

/// The page in one frame.
pub struct StatisticsPage<'a> {
    pub figures: Option<&'a Figures>,
    /// Whether the corpus is counted, and not this article alone.
    pub whole: bool,
    /// What the article is called, where one is open.
    pub article: Option<&'a str>,
    /// What the corpus is called, where one is open.
    pub corpus: Option<String>,
    /// Whose work of the corpus is counted; nothing for everybody's.
    pub only: Option<&'a str>,
    /// Who has worked on the corpus.
    pub annotators: &'a [String],
    /// How many articles are counted, and of how many, while that goes on.
    pub counting: Option<(usize, usize)>,
    pub schema: &'a Schema,
}

/// What has the focus while the page is read.
#[must_use]
pub fn statistics_pane() -> egui::Id {
    egui::Id::unique("statistics")
}

impl StatisticsPage<'_> {
    /// Draws the page.
    pub fn show(&self, ui: &mut Ui, actions: &mut Vec<Action>) {
        let whole = ui.interact(ui.max_rect(), statistics_pane(), Sense::FOCUSABLE);
        let name = if self.whole {
            "Statistics of the corpus"
        } else {
            "Statistics of this article"
        };
        whole.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Document, true, name));
        let turned = if whole.has_focus() { turned(ui) } else { 0.0 };
        ScrollArea::vertical()
            .id_salt("statistics")
            .auto_shrink(false)
            .show(ui, |ui| {
                if turned != 0.0 {
                    ui.scroll_with_delta(vec2(0.0, turned));
                }
                let room = ui.available_width();
                let width = (room - 64.0).clamp(200.0, WIDEST);
                let margin = ((room - width) / 2.0).max(12.0);
                ui.horizontal_top(|ui| {
                    ui.add_space(margin);
                    ui.vertical(|ui| {
                        ui.set_width(width);
                        ui.add_space(26.0);
                        self.page(ui, actions);
                        ui.add_space(40.0);
                    });
                });
            });
    }

    fn page(&self, ui: &mut Ui, actions: &mut Vec<Action>) {
        let palette = Palette::of(ui.ctx());
        self.title(ui, actions);
        if let Some((counted, all)) = self.counting {
            ui.horizontal(|ui| {
                let text = format!(
                    "Counting, {} of {} articles",
                    figures::grouped(counted as u64),
                    figures::grouped(all as u64)
                );
                ui.label(RichText::new(text).color(palette.quiet));
                if ui.button("Stop").clicked() {
                    actions.push(Action::StopCounting);
                }
            });
        }
        let Some(figures) = self.figures else {
            if self.counting.is_none() && self.whole && self.corpus.is_some() {
                if ui.button("Count again").clicked() {
                    actions.push(Action::CountWhole(true));
                }
            } else if self.counting.is_none() {
                let text = if self.whole {
                    "Open a folder to see what was done in it"
                } else {
                    "Open an article to see what was done in it"
                };
                ui.label(RichText::new(text).color(palette.quiet));
            }
            return;
        };
        headlines(ui, figures);
        ui.add_space(18.0);
        let width = ui.available_width();
        if width >= TWO_COLUMNS {
            for pair in figures.bars.chunks(2) {
                columns(ui, |ui, side| {
                    if let Some(bars) = pair.get(side) {
                        bars::bars(ui, bars, self.schema);
                    }
                });
                ui.add_space(20.0);
            }
        } else {
            for bars in &figures.bars {
                bars::bars(ui, bars, self.schema);
                ui.add_space(20.0);
            }
        }
        days::days(ui, figures);
        ui.add_space(20.0);
        if width >= TWO_COLUMNS {
            columns(ui, |ui, side| match side {
                0 => words::two_ways(ui, figures, self.schema, actions),
                _ => words::frequent(ui, figures, self.schema),
            });
        } else {
            words::two_ways(ui, figures, self.schema, actions);
            ui.add_space(20.0);
            words::frequent(ui, figures, self.schema);
        }
        uncounted(ui, figures);
    }

    fn title(&self, ui: &mut Ui, actions: &mut Vec<Action>) {
        let palette = Palette::of(ui.ctx());
        ui.horizontal(|ui| {
            let title = RichText::new("Statistics")
                .font(theme::reading(27.0))
                .color(palette.ink);
            ui.label(title);
            ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                if ui.button("Close").clicked() {
                    actions.push(Action::Run(crate::ui::commands::Command::Statistics));
                }
                let corpus = ui.add_enabled(
                    self.corpus.is_some(),
                    egui::Button::selectable(self.whole, "The corpus"),
                );
                if corpus.on_disabled_hover_text("No folder is open").clicked() {
                    actions.push(Action::CountWhole(true));
                }
                let article = ui.add_enabled(
                    self.article.is_some(),
                    egui::Button::selectable(!self.whole, "This article"),
                );
                if article
                    .on_disabled_hover_text("No article is open")
                    .clicked()
                {
                    actions.push(Action::CountWhole(false));
                }
            });
        });
        if self.whole && (self.annotators.len() > 1 || self.only.is_some()) {
            self.choose_annotator(ui, actions);
        }
        let of = if self.whole {
            self.corpus.as_deref()
        } else {
            self.article
        };
        if let Some(of) = of {
            let text = RichText::new(made_visible(of)).color(palette.quiet);
            ui.add(egui::Label::new(text).truncate());
        }
        ui.add_space(14.0);
    }
}

impl StatisticsPage<'_> {
    /// Whose work is counted: everybody's or that of one.
    fn choose_annotator(&self, ui: &mut Ui, actions: &mut Vec<Action>) {
        const ALL: &str = "all annotators";
        let shown = self.only.unwrap_or(ALL);
        let names = self.annotators.iter().map(String::as_str);
        let options: Vec<_> = std::iter::once(ALL).chain(names).map(|n| (n, "")).collect();
        let at = options.iter().position(|(name, _)| *name == shown);
        let at = at.unwrap_or(0);
        let (says, name) = (
            format!("Work of {shown}"),
            format!("Whose work is counted: {shown}"),
        );
        let choice = Choice::new("annotator of statistics", &name).saying(&says);
        let taken = choice.show(ui, at, &options).taken;
        if let Some(taken) = taken.filter(|taken| *taken != at) {
            let name = taken.checked_sub(1).and_then(|n| self.annotators.get(n));
            actions.push(Action::CountAnnotator(name.cloned()));
        }
    }
}

/// Two columns of one width, the lower one deciding how high they are.
fn columns(ui: &mut Ui, mut draw: impl FnMut(&mut Ui, usize)) {
    let width = (ui.available_width() - GAP) / 2.0;
    ui.horizontal_top(|ui| {
        ui.spacing_mut().item_spacing.x = GAP;
        for side in 0..2 {
            ui.vertical(|ui| {
                ui.set_width(width);
                ui.spacing_mut().item_spacing.x = 8.0;
                draw(ui, side);
            });
        }
    });
}

/// The few numbers that say most, in a row.
fn headlines(ui: &mut Ui, figures: &Figures) {
    let palette = Palette::of(ui.ctx());
    ui.spacing_mut().item_spacing.x = 0.0;
    let each = (ui.available_width() / 7.0).max(104.0);
    ui.horizontal_wrapped(|ui| {
        for headline in &figures.headlines {
            let (rect, response) = ui.allocate_exact_size(vec2(each, 54.0), Sense::HOVER);
            let name = format!("{} {}", headline.number, headline.what);
            response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Label, true, &name));
            let painter = ui.painter();
            let top = rect.left_top();
            painter.text(
                top,
                egui::Align2::LEFT_TOP,
                &headline.number,
                theme::reading(27.0),
                palette.ink,
            );
            painter.text(
                top + vec2(0.0, 35.0),
                egui::Align2::LEFT_TOP,
                &headline.what,
                FontId::proportional(12.0),
                palette.quiet,
            );
            if !headline.how.is_empty() {
                response.on_hover_text(&headline.how);
            }
        }
    });
    ui.spacing_mut().item_spacing.x = 8.0;
}

fn uncounted(ui: &mut Ui, figures: &Figures) {
    if figures.uncounted.is_empty() {
        return;
    }
    let palette = Palette::of(ui.ctx());
    ui.add_space(20.0);
    heading(ui, "Files not counted, or not all");
    for file in figures.uncounted.iter().take(NAMED) {
        let text = format!("{}: {}", file.file, file.why);
        ui.label(RichText::new(made_visible(&text)).color(palette.warning));
    }
    if figures.uncounted.len() > NAMED {
        let text = format!("and {} more", figures.uncounted.len() - NAMED);
        ui.label(RichText::new(text).color(palette.quiet));
    }
}

/// How far the keys turn the page, in points.
fn turned(ui: &Ui) -> f32 {
    use egui::Key;
    // More than any page is long.
    const FAR: f32 = 1e6;
    let page = ui.clip_rect().height() - 60.0;
    let steps = [
        (Key::ArrowDown, -60.0),
        (Key::ArrowUp, 60.0),
        (Key::PageDown, -page),
        (Key::Space, -page),
        (Key::PageUp, page),
        (Key::End, -FAR),
        (Key::Home, FAR),
    ];
    let filter = egui::EventFilter {
        vertical_arrows: true,
        ..egui::EventFilter::default()
    };
    ui.memory_mut(|memory| memory.set_focus_lock_filter(statistics_pane(), filter));
    ui.input(|input| {
        let pressed = steps.into_iter().filter(|(key, _)| input.key_pressed(*key));
        pressed.map(|(_, by)| by).sum()
    })
}
