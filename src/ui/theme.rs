//! Colours and faces.
//!
//! Label colours are safe for colour-blind readers, and a label's letter always stands beside
//! its colour. Contrast of every text colour on its ground is at least WCAG AA; a test computes it.

use std::sync::Arc;

use egui::{
    Color32, Context, CornerRadius, FontData, FontDefinitions, FontFamily, FontId, Stroke, Style,
    TextStyle, Theme, Visuals, vec2,
};

use crate::annotation::{Colour, Label, Schema};

/// The family of the article's text.
const READING: &str = "reading";
/// The family of headings and of what is selected.
const STRONG: &str = "strong";

/// The width of the ring around what has the focus, in points.
pub const FOCUS_WIDTH: f32 = 2.0;

/// The colours that egui's own visuals have no place for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Palette {
    /// Behind the article.
    pub paper: Color32,
    /// The article's text.
    pub ink: Color32,
    /// Second-rank text: still AA.
    pub quiet: Color32,
    /// Lines between panels.
    pub rule: Color32,
    /// Behind panels.
    pub panel: Color32,
    pub selection: Color32,
    /// Behind a hit of a search.
    pub hit: Color32,
    /// What shows the part in view on a scroll bar, and while it is held.
    pub thumb: Color32,
    pub thumb_held: Color32,
    pub caret: Color32,
    /// The keyboard's focus, and what can be pressed.
    pub accent: Color32,
    pub warning: Color32,
    labels: [Color32; 9],
    pub dark: bool,
}

const LIGHT: Palette = Palette {
    paper: Color32::from_rgb(0xFD, 0xFC, 0xF9),
    ink: Color32::from_rgb(0x1D, 0x1C, 0x1A),
    quiet: Color32::from_rgb(0x5E, 0x5B, 0x55),
    rule: Color32::from_rgb(0xE2, 0xDE, 0xD5),
    panel: Color32::from_rgb(0xF5, 0xF3, 0xEE),
    selection: Color32::from_rgb(0xCF, 0xDD, 0xF2),
    hit: Color32::from_rgb(0xFF, 0xEC, 0xA8),
    thumb: Color32::from_rgb(0xDD, 0xD9, 0xCF),
    thumb_held: Color32::from_rgb(0xC6, 0xC1, 0xB5),
    caret: Color32::from_rgb(0x1D, 0x1C, 0x1A),
    accent: Color32::from_rgb(0x2B, 0x5C, 0xA8),
    warning: Color32::from_rgb(0xA1, 0x3A, 0x12),
    labels: [
        Color32::from_rgb(0x1F, 0x5F, 0xA8),
        Color32::from_rgb(0x00, 0x6E, 0x55),
        Color32::from_rgb(0xA1, 0x4A, 0x00),
        Color32::from_rgb(0x8A, 0x36, 0x78),
        Color32::from_rgb(0x5A, 0x5A, 0x00),
        Color32::from_rgb(0x00, 0x65, 0x78),
        Color32::from_rgb(0x6B, 0x45, 0xB0),
        Color32::from_rgb(0x9C, 0x2F, 0x3C),
        Color32::from_rgb(0x4A, 0x56, 0x66),
    ],
    dark: false,
};

const DARK: Palette = Palette {
    paper: Color32::from_rgb(0x1B, 0x1C, 0x1F),
    ink: Color32::from_rgb(0xE4, 0xE1, 0xDA),
    quiet: Color32::from_rgb(0xA3, 0xA0, 0x99),
    rule: Color32::from_rgb(0x36, 0x38, 0x3D),
    panel: Color32::from_rgb(0x22, 0x24, 0x28),
    selection: Color32::from_rgb(0x2D, 0x45, 0x68),
    hit: Color32::from_rgb(0x55, 0x46, 0x14),
    thumb: Color32::from_rgb(0x3E, 0x41, 0x47),
    thumb_held: Color32::from_rgb(0x55, 0x59, 0x61),
    caret: Color32::from_rgb(0xF2, 0xF0, 0xEA),
    accent: Color32::from_rgb(0x8A, 0xB8, 0xF5),
    warning: Color32::from_rgb(0xF2, 0x9A, 0x76),
    labels: [
        Color32::from_rgb(0x82, 0xB6, 0xF2),
        Color32::from_rgb(0x4F, 0xC9, 0xA6),
        Color32::from_rgb(0xF0, 0xA9, 0x63),
        Color32::from_rgb(0xE2, 0x98, 0xC9),
        Color32::from_rgb(0xD2, 0xCC, 0x63),
        Color32::from_rgb(0x6C, 0xC8, 0xDC),
        Color32::from_rgb(0xBE, 0xA4, 0xF2),
        Color32::from_rgb(0xF2, 0x98, 0xA2),
        Color32::from_rgb(0xB4, 0xC0, 0xCE),
    ],
    dark: true,
};

impl Palette {
    /// The palette of the theme that is in force.
    #[must_use]
    pub fn of(context: &Context) -> &'static Self {
        match context.theme() {
            Theme::Dark => &DARK,
            Theme::Light => &LIGHT,
        }
    }

    /// The colour of a label: text, lines and tags.
    #[must_use]
    pub fn label(&self, schema: &Schema, label: &Label) -> Color32 {
        let own = schema.label(label).and_then(|def| def.colours);
        if let Some(colours) = own {
            return color(if self.dark {
                colours.dark
            } else {
                colours.light
            });
        }
        let position = schema.position(label).unwrap_or(self.labels.len() - 1);
        self.labels[position % self.labels.len()]
    }

    /// The colour of what is done.
    #[must_use]
    pub fn done(&self) -> Color32 {
        self.labels[1]
    }

    /// A label's colour as a ground behind text: ink on it stays AA.
    #[must_use]
    pub fn fill(&self, color: Color32, strong: bool) -> Color32 {
        let share = match (self.dark, strong) {
            (false, false) => 0.13,
            (false, true) => 0.28,
            (true, false) => 0.20,
            (true, true) => 0.38,
        };
        self.paper.lerp_to_gamma(color, share)
    }
}

/// Makes the colours of a schema readable, each on its ground: as tags and lines on paper and
/// panels, and as a ground behind ink. A colour that is already stays as it is; another one becomes
/// darker or lighter, no more than it must.
pub fn make_readable(schema: &mut Schema) {
    for def in &mut schema.labels {
        if let Some(colours) = &mut def.colours {
            colours.light = readable(colours.light, &LIGHT);
            colours.dark = readable(colours.dark, &DARK);
        }
    }
}

fn readable(colour: Colour, palette: &Palette) -> Colour {
    const STEPS: u8 = 40;
    let reaches = |candidate: Color32| {
        let on = |ground| contrast(candidate, ground) >= AA;
        on(palette.paper)
            && on(palette.panel)
            && contrast(palette.ink, palette.fill(candidate, true)) >= AA
    };
    let start = color(colour);
    for step in 0..=STEPS {
        let share = f32::from(step) / f32::from(STEPS);
        for end in [Color32::BLACK, Color32::WHITE] {
            let candidate = start.lerp_to_gamma(end, share);
            if reaches(candidate) {
                return Colour([candidate.r(), candidate.g(), candidate.b()]);
            }
        }
    }
    // Grey is readable in both themes; a test holds that this is not reached.
    let [r, g, b, _] = palette.labels[8].to_array();
    Colour([r, g, b])
}

fn color(Colour([r, g, b]): Colour) -> Color32 {
    Color32::from_rgb(r, g, b)
}

/// The contrast that WCAG AA asks of text.
const AA: f64 = 4.5;

fn luminance(color: Color32) -> f64 {
    let channel = |value: u8| {
        let value = f64::from(value) / 255.0;
        if value <= 0.04045 {
            value / 12.92
        } else {
            ((value + 0.055) / 1.055).powf(2.4)
        }
    };
    0.2126 * channel(color.r()) + 0.7152 * channel(color.g()) + 0.0722 * channel(color.b())
}

fn contrast(a: Color32, b: Color32) -> f64 {
    let (a, b) = (luminance(a), luminance(b));
    (a.max(b) + 0.05) / (a.min(b) + 0.05)
}

/// The face of the article at a size.
#[must_use]
pub fn reading(size: f32) -> FontId {
    FontId::new(size, FontFamily::Name(READING.into()))
}

/// The semi-bold face of the desk at a size.
#[must_use]
pub fn strong(size: f32) -> FontId {
    FontId::new(size, FontFamily::Name(STRONG.into()))
}

/// Sets faces, colours and spacing once, for both themes.
pub fn install(context: &Context) {
    context.set_fonts(fonts());
    super::text_view::install_missing_boxes(context);
    for (theme, palette) in [(Theme::Light, &LIGHT), (Theme::Dark, &DARK)] {
        context.style_mut_of(theme, |style| dress(style, palette));
    }
    context.options_mut(|options| options.zoom_with_keyboard = false);
}

fn fonts() -> FontDefinitions {
    let mut fonts = FontDefinitions::default();
    let bundled: [(&str, &'static [u8]); 4] = [
        (
            "Inter",
            include_bytes!("../../assets/fonts/Inter-Regular.ttf"),
        ),
        (
            "Inter SemiBold",
            include_bytes!("../../assets/fonts/Inter-SemiBold.ttf"),
        ),
        (
            "Source Serif",
            include_bytes!("../../assets/fonts/SourceSerif4-Regular.ttf"),
        ),
        (
            "Noto Naskh Arabic",
            include_bytes!("../../assets/fonts/NotoNaskhArabic-Regular.ttf"),
        ),
    ];
    for (name, bytes) in bundled {
        let data = Arc::new(FontData::from_static(bytes));
        fonts.font_data.insert(name.to_owned(), data);
    }
    let proportional = fonts.families.entry(FontFamily::Proportional).or_default();
    proportional.insert(0, "Inter".to_owned());
    proportional.push("Noto Naskh Arabic".to_owned());
    let fallback = proportional.clone();
    let with = |first: &[&str]| -> Vec<String> {
        let names = first.iter().map(|name| (*name).to_owned());
        names.chain(fallback.iter().cloned()).collect()
    };
    let reading = with(&["Source Serif", "Noto Naskh Arabic"]);
    let strong = with(&["Inter SemiBold"]);
    fonts
        .families
        .insert(FontFamily::Name(READING.into()), reading);
    fonts
        .families
        .insert(FontFamily::Name(STRONG.into()), strong);
    fonts
}

fn dress(style: &mut Style, palette: &Palette) {
    let proportional = |size| FontId::new(size, FontFamily::Proportional);
    style.text_styles = [
        (TextStyle::Small, proportional(11.5)),
        (TextStyle::Body, proportional(13.5)),
        (TextStyle::Button, proportional(13.5)),
        (TextStyle::Heading, strong(15.0)),
        (
            TextStyle::Monospace,
            FontId::new(12.5, FontFamily::Monospace),
        ),
    ]
    .into();
    style.spacing.item_spacing = vec2(8.0, 6.0);
    style.spacing.button_padding = vec2(8.0, 4.0);
    style.spacing.interact_size.y = 24.0;
    style.spacing.menu_margin = egui::Margin::same(6);
    style.animation_time = 0.0;

    let mut visuals = if palette.dark {
        Visuals::dark()
    } else {
        Visuals::light()
    };
    // A caret that blinks in a field draws the window twice a second while nobody does anything.
    visuals.text_cursor.blink = false;
    visuals.panel_fill = palette.panel;
    visuals.window_fill = palette.panel;
    visuals.extreme_bg_color = palette.paper;
    visuals.faint_bg_color = palette.panel.lerp_to_gamma(palette.ink, 0.04);
    visuals.window_stroke = Stroke::new(1.0, palette.rule);
    visuals.hyperlink_color = palette.accent;
    visuals.selection.bg_fill = palette.selection;
    visuals.selection.stroke = Stroke::new(FOCUS_WIDTH, palette.accent);
    visuals.warn_fg_color = palette.warning;
    visuals.error_fg_color = palette.warning;
    visuals.weak_text_color = Some(palette.quiet);
    let corner = CornerRadius::same(4);
    let widgets = &mut visuals.widgets;
    for (widget, share) in [
        (&mut widgets.inactive, 0.07),
        (&mut widgets.hovered, 0.13),
        (&mut widgets.active, 0.20),
        (&mut widgets.open, 0.13),
    ] {
        let ground = palette.panel.lerp_to_gamma(palette.ink, share);
        widget.bg_fill = ground;
        widget.weak_bg_fill = ground;
        widget.fg_stroke = Stroke::new(1.0, palette.ink);
        widget.bg_stroke = Stroke::NONE;
        widget.corner_radius = corner;
        widget.expansion = 0.0;
    }
    widgets.hovered.bg_stroke = Stroke::new(1.0, palette.rule);
    widgets.active.bg_stroke = Stroke::new(FOCUS_WIDTH, palette.accent);
    widgets.noninteractive.fg_stroke = Stroke::new(1.0, palette.ink);
    widgets.noninteractive.bg_stroke = Stroke::new(1.0, palette.rule);
    widgets.noninteractive.corner_radius = corner;
    style.visuals = visuals;
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn any_colour_of_a_schema_becomes_readable_in_both_themes() {
        for palette in [LIGHT, DARK] {
            for color in palette.labels {
                let [r, g, b, _] = color.to_array();
                let own = Colour([r, g, b]);
                assert_eq!(readable(own, &palette), own, "it is readable as it is");
            }
            let steps = [0u8, 51, 102, 153, 204, 255];
            for r in steps {
                for g in steps {
                    for b in steps {
                        let found = color(readable(Colour([r, g, b]), &palette));
                        let fill = palette.fill(found, true);
                        for (text, ground) in [
                            (found, palette.paper),
                            (found, palette.panel),
                            (palette.ink, fill),
                        ] {
                            let found = contrast(text, ground);
                            assert!(found >= AA, "{r} {g} {b}: {found:.2}");
                        }
                    }
                }
            }
        }
    }

    #[test]
    fn text_on_every_ground_reaches_aa_in_both_themes() {
        for palette in [LIGHT, DARK] {
            let mut pairs = vec![
                ("ink on paper", palette.ink, palette.paper),
                ("ink on panel", palette.ink, palette.panel),
                ("ink on selection", palette.ink, palette.selection),
                ("ink on a hit", palette.ink, palette.hit),
                ("quiet on paper", palette.quiet, palette.paper),
                ("quiet on panel", palette.quiet, palette.panel),
                ("accent on panel", palette.accent, palette.panel),
                ("warning on panel", palette.warning, palette.panel),
            ];
            for color in palette.labels {
                pairs.push(("label on paper", color, palette.paper));
                pairs.push(("label on panel", color, palette.panel));
                pairs.push(("ink on fill", palette.ink, palette.fill(color, false)));
                pairs.push(("ink on strong fill", palette.ink, palette.fill(color, true)));
            }
            for (what, text, ground) in pairs {
                let found = contrast(text, ground);
                assert!(found >= 4.5, "{what}, dark {}: {found:.2}", palette.dark);
            }
        }
    }

    #[test]
    fn the_ring_of_the_focus_stands_out_on_every_ground_in_both_themes() {
        for palette in [LIGHT, DARK] {
            let mut style = Style::default();
            dress(&mut style, &palette);
            let widgets = &style.visuals.widgets;
            let mut grounds = vec![palette.paper, palette.panel, palette.selection];
            for widget in [
                &widgets.inactive,
                &widgets.hovered,
                &widgets.active,
                &widgets.open,
            ] {
                grounds.extend([widget.bg_fill, widget.weak_bg_fill]);
            }
            for stroke in [widgets.active.bg_stroke, style.visuals.selection.stroke] {
                assert!(stroke.width >= 2.0);
                for ground in &grounds {
                    let found = contrast(stroke.color, *ground);
                    assert!(
                        found >= 3.0,
                        "{ground:?}, dark {}: {found:.2}",
                        palette.dark
                    );
                }
            }
        }
    }

    #[test]
    fn every_label_differs_from_the_others_in_both_themes() {
        for palette in [LIGHT, DARK] {
            for (i, a) in palette.labels.iter().enumerate() {
                assert!(!palette.labels[..i].contains(a));
            }
        }
    }
}
