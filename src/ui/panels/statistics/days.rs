//! What was done on each day, as a plot.

use egui::{Align2, Color32, RichText, Stroke, Ui, Vec2b};
use egui_plot::{Bar, BarChart, GridMark, Plot, PlotPoint, Text};
use jiff::civil::Date;

use super::bars::heading;
use super::figures::{Figures, grouped, several};
use crate::measure::statistics::DayCount;
use crate::ui::theme::Palette;

/// So many columns have room for their numbers.
const NUMBERED: i32 = 24;

/// Draws a column for each day; days without work between them stay free.
pub(super) fn days(ui: &mut Ui, figures: &Figures) {
    let palette = Palette::of(ui.ctx());
    let days = &figures.days;
    heading(ui, "Spans by day");
    let beside = [
        (figures.earlier, "earlier"),
        (figures.undated, "without a day"),
    ];
    let beside: Vec<String> = (beside.into_iter().filter(|(count, _)| *count > 0))
        .map(|(count, what)| format!("{} {what}", several(count, "span")))
        .collect();
    if !beside.is_empty() {
        ui.label(
            RichText::new(beside.join(", "))
                .small()
                .color(palette.quiet),
        );
    }
    let (Some((first, _)), Some((last, _))) = (days.first(), days.last()) else {
        ui.label(RichText::new("The days of work appear here").color(palette.quiet));
        return;
    };
    let (first, last) = (*first, *last);
    let place = |day: Date| f64::from(between(first, day));
    let long = between(first, last) + 1;
    let most = days.iter().map(|(_, count)| count.all()).max().unwrap_or(0);
    let columns: Vec<Bar> = days
        .iter()
        .map(|(day, count)| {
            Bar::new(place(*day), height(count.all()))
                .width(0.62)
                .fill(palette.quiet)
                .stroke(Stroke::NONE)
        })
        .collect();
    let chart = BarChart::new("Spans", columns).allow_hover(false);
    let numbers: Vec<Text> = days
        .iter()
        .filter(|(_, count)| long <= NUMBERED && count.all() > 0)
        .map(|(day, count)| {
            let at = PlotPoint::new(place(*day), height(count.all()));
            let number = RichText::new(grouped(count.all())).size(11.5);
            Text::new("numbers", at, number)
                .anchor(Align2::CENTER_BOTTOM)
                .color(palette.ink)
        })
        .collect();
    // At least a fortnight wide: two days would else be two walls.
    let wide = f64::from(long.max(14));
    let every = (long.max(14) + 8) / 9;
    let told = in_words(days);
    let plot = Plot::new("spans by day")
        .height(150.0)
        .allow_drag(false)
        .allow_zoom(false)
        .allow_scroll(false)
        .allow_boxed_zoom(false)
        .allow_axis_zoom_drag(false)
        .allow_double_click_reset(false)
        .show_crosshair(false)
        .show_background(false)
        .show_grid(Vec2b::FALSE)
        .show_axes(Vec2b::new(true, false))
        .default_x_bounds(-0.7, wide - 0.3)
        .default_y_bounds(0.0, height(most).max(1.0) * 1.18)
        .auto_bounds(Vec2b::FALSE)
        .reset()
        .x_grid_spacer(move |_| {
            (0..long)
                .step_by(usize::try_from(every).unwrap_or(1))
                .map(|day| GridMark {
                    value: f64::from(day),
                    step_size: f64::from(every),
                })
                .collect()
        })
        .x_axis_formatter(move |mark, _| on(first, mark.value))
        .cursor_color(Color32::TRANSPARENT)
        .show(ui, |plot| {
            plot.bar_chart(chart);
            numbers.into_iter().for_each(|number| plot.text(number));
        });
    let frame = *plot.transform.frame();
    ui.painter()
        .hline(frame.x_range(), frame.bottom(), (1.0, palette.rule));
    let response = plot.response;
    response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Image, true, &told));
    let over = response
        .hover_pos()
        .map(|at| plot.transform.value_from_position(at).x.round());
    let under = days
        .iter()
        .find(|(day, _)| over.is_some_and(|x| (x - place(*day)).abs() < 0.5));
    if let Some((day, count)) = under {
        response.on_hover_text_at_pointer(of_day(*day, *count));
    }
}

fn of_day(day: Date, count: DayCount) -> String {
    let day = day.strftime("%-d %B %Y");
    let spans = several(count.all(), "span");
    let imported = match count.imported {
        0 => String::new(),
        imported => format!(" ({} copied or imported)", grouped(imported)),
    };
    let finished = several(count.finished, "article");
    format!("{day}: {spans}{imported}, {finished} finished")
}

/// As a screen reader says it.
fn in_words(days: &[(Date, DayCount)]) -> String {
    let last = days
        .iter()
        .rev()
        .take(7)
        .map(|(day, count)| of_day(*day, *count));
    format!("Spans by day. {}", last.collect::<Vec<_>>().join(". "))
}

/// How many days after the first one.
fn between(first: Date, day: Date) -> i32 {
    (first.until(day)).map_or(0, |span| span.get_days())
}

fn on(first: Date, days: f64) -> String {
    #[expect(clippy::cast_possible_truncation, reason = "days of some years")]
    let days = jiff::Span::new().try_days(days.round() as i64);
    let day = days.and_then(|days| first.checked_add(days));
    day.map_or(String::new(), |day| day.strftime("%-d %b").to_string())
}

#[expect(clippy::cast_precision_loss, reason = "the height of a column")]
fn height(spans: u64) -> f64 {
    spans as f64
}
