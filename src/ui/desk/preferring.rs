//! Changing settings, and saying what of their file could not be taken.

use super::Desk;
use crate::storage::settings::{Settings, Theme, ZOOMS};
use crate::ui::actions::Setting;
use crate::ui::panels::count;

impl Desk {
    /// Changes a setting at once. While a slider is being dragged nothing is written.
    pub(super) fn set(&mut self, setting: Setting, settled: bool) {
        let settings = &mut self.around.settings;
        let field = match setting {
            Setting::Theme(theme) => {
                settings.theme = theme;
                "theme"
            }
            Setting::Face(face) => {
                settings.face = face;
                "face"
            }
            Setting::Zoom(zoom) => {
                settings.zoom = zoom.clamp(*ZOOMS.start(), *ZOOMS.end());
                "zoom"
            }
            Setting::LineWidth(width) => {
                settings.line_width = width;
                "line_width"
            }
            Setting::Leading(leading) => {
                settings.leading = leading;
                "leading"
            }
            Setting::SnapToWords(snap) => {
                settings.snap_to_words = snap;
                "snap_to_words"
            }
            Setting::VagueWords(policy) => {
                settings.vague_words = policy;
                settings.decide("vague_words");
                self.take_vague_policy();
                if settled {
                    self.keep_settings();
                }
                return;
            }
            Setting::Usual => {
                let usual = Settings::default();
                for setting in [
                    Setting::Theme(usual.theme),
                    Setting::Face(usual.face),
                    Setting::Zoom(usual.zoom),
                    Setting::LineWidth(usual.line_width),
                    Setting::Leading(usual.leading),
                    Setting::SnapToWords(usual.snap_to_words),
                    Setting::VagueWords(usual.vague_words),
                ] {
                    self.set(setting, false);
                }
                if settled {
                    self.keep_settings();
                }
                return;
            }
        };
        settings.decide(field);
        if settled {
            self.keep_settings();
        }
    }

    pub(super) fn zoom(&mut self, to: f32) {
        self.set(Setting::Zoom(to.clamp(0.6, 3.0)), true);
        let percent = (self.around.settings.zoom * 100.0).round();
        self.say(format!("Text size {percent} %"));
    }

    pub(super) fn set_theme(&mut self, theme: Theme) {
        self.set(Setting::Theme(theme), true);
    }

    /// Says that there is a settings file which could not be read at all.
    pub fn refuse_settings(&mut self, why: String) {
        self.warn(why.clone());
        self.settings_refusal = Some(why);
    }

    /// What of the settings file does not hold, in sentences.
    #[must_use]
    pub fn settings_faults(&self) -> Vec<String> {
        let refusal = self.settings_refusal.iter().cloned();
        let faults = self.around.settings.faults().into_iter();
        refusal
            .chain(faults.map(|fault| format!("settings.json: {fault}")))
            .collect()
    }

    /// What is wrong with the settings file, for the status bar, where anything is.
    pub(super) fn settings_in_short(&self) -> Option<String> {
        let wrong = self.around.settings.refused.len();
        match (&self.settings_refusal, wrong) {
            (Some(_), _) => Some("settings.json: not read".to_owned()),
            (None, 0) => None,
            (None, wrong) => Some(format!("settings.json: {}", count(wrong, "wrong value"))),
        }
    }

    /// Says what of the settings file does not hold, on opening.
    pub(super) fn say_settings_faults(&mut self) {
        let faults = self.settings_faults();
        if let Some(first) = faults.first() {
            let more = match faults.len() {
                1 => String::new(),
                n => format!(" (and {} more, see Settings)", n - 1),
            };
            self.warn(format!("{first}{more}"));
        }
    }
}
