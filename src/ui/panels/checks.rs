//! The list of checks: what looks wrong in the open article.

use egui::{RichText, Sense, Ui};

use super::articles::count;
use super::inspector::Inspector;
use super::lists::List;
use crate::checks::{self, Finding, Severity};
use crate::text::made_visible;
use crate::ui::actions::Action;
use crate::ui::theme::{self, Palette};

/// The height of a row: two lines of words.
const ROW: f32 = 44.0;

/// What was found in the open article.
#[derive(Clone, Copy, Debug)]
pub struct Checks<'a> {
    pub findings: &'a [Finding],
    /// Where it was gone to last.
    pub current: Option<usize>,
}

impl Checks<'_> {
    /// What the status bar says, and whether it is alarming; nothing where all is well. What is
    /// still open is not counted there.
    #[must_use]
    pub fn in_short(&self) -> Option<(String, bool)> {
        let counts = checks::count(self.findings);
        let of = |severity| counts.get(&severity).copied().unwrap_or(0);
        let (wrong, look) = (of(Severity::Wrong), of(Severity::Look));
        let said = count(wrong + look, "check");
        (wrong + look > 0).then_some((said, wrong > 0))
    }

    /// How many there are of each severity, in words.
    fn in_words(&self) -> String {
        let counts = checks::count(self.findings);
        let of = |severity: Severity| {
            let count = counts.get(&severity)?;
            Some(format!("{count} {}", severity.name()))
        };
        let parts: Vec<_> = Severity::ALL.into_iter().filter_map(of).collect();
        parts.join(", ")
    }
}

/// The sign of a severity: colour alone tells nothing.
fn sign(severity: Severity) -> &'static str {
    match severity {
        Severity::Wrong => "!",
        Severity::Look => "?",
        Severity::Open => "○",
    }
}

impl Inspector<'_> {
    pub(super) fn checks(&self, ui: &mut Ui, actions: &mut Vec<Action>) {
        let palette = Palette::of(ui.ctx());
        let Checks { findings, current } = self.checks;
        if findings.is_empty() {
            ui.label(RichText::new("Nothing looks wrong").color(palette.quiet));
            return;
        }
        let words = RichText::new(self.checks.in_words()).small();
        ui.label(words.color(palette.quiet));
        let list = List {
            name: "Checks",
            rows: findings.len(),
            current,
            height: ROW,
        };
        let mut chosen = None;
        let go = list.show(ui, |ui, rows| {
            for number in rows {
                if row(ui, &findings[number], current == Some(number)) {
                    chosen = Some(number);
                }
            }
        });
        if let Some(number) = chosen {
            actions.push(Action::GoToCheck(number));
            actions.push(Action::FocusText);
        } else if let Some(number) = go {
            actions.push(Action::GoToCheck(number));
        }
    }
}

/// Draws a row; whether it was clicked.
fn row(ui: &mut Ui, finding: &Finding, current: bool) -> bool {
    let palette = Palette::of(ui.ctx());
    let severity = finding.rule.severity();
    let size = egui::vec2(ui.available_width(), ROW);
    let (rect, response) = ui.allocate_exact_size(size, Sense::CLICK);
    let said = made_visible(&finding.said);
    response.widget_info(|| {
        let name = format!("{}: {said}", severity.name());
        egui::WidgetInfo::selected(egui::Role::ListItem, true, current, name)
    });
    let painter = ui.painter_at(rect);
    if current || response.hovered() {
        let ground = if current {
            palette.selection
        } else {
            ui.visuals().widgets.inactive.bg_fill
        };
        painter.rect_filled(rect, 4.0, ground);
    }
    let color = match severity {
        Severity::Wrong => palette.warning,
        Severity::Look => palette.accent,
        Severity::Open => palette.quiet,
    };
    let ink = match severity {
        Severity::Open => palette.quiet,
        Severity::Wrong | Severity::Look => palette.ink,
    };
    let left = rect.left_center() + egui::vec2(8.0, 0.0);
    let sign = sign(severity);
    painter.text(
        left,
        egui::Align2::LEFT_CENTER,
        sign,
        theme::strong(14.0),
        color,
    );
    let mut job = egui::text::LayoutJob::single_section(
        said.into_owned(),
        egui::TextFormat::simple(egui::FontId::proportional(12.5), ink),
    );
    job.wrap.max_width = rect.width() - 36.0;
    job.wrap.max_rows = 2;
    let galley = ui.fonts_mut(|fonts| fonts.layout_job(job));
    let at = egui::pos2(left.x + 18.0, rect.center().y - galley.size().y / 2.0);
    let cut = galley.elided;
    painter.galley(at, galley, ink);
    let response = if cut {
        response.on_hover_text(made_visible(&finding.said))
    } else {
        response
    };
    response.clicked()
}
