//! Units of measure behind a number, in UCUM as the text has them: nothing is converted.

use super::words::Words;
use crate::annotation::FigureKind;
use crate::matching::Language;

/// A unit: tokens `first..end`, the hyphen before it included in neither.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Unit {
    pub end: usize,
    pub code: &'static str,
    pub kind: FigureKind,
    /// Whether it measures time: then "ago" and its like make it a date.
    pub time: bool,
    /// How much of its kind's measure it is, for "7 feet 10 inches": metres, grams, seconds.
    pub base: f64,
}

/// The unit at token `at`, behind a number; `glued` where nothing stands between the two.
#[must_use]
pub fn behind(words: &Words<'_>, at: usize) -> Option<Unit> {
    let glued = words.glued(at);
    let unit = |len: usize, code, base| {
        Some(Unit {
            end: at + len,
            code,
            kind: FigureKind::Amount,
            time: false,
            base,
        })
    };
    match words.word(at) {
        "%" | "٪" | "％" => return Some(share(at + 1)),
        "‰" => return unit(1, "[ppth]", 0.0),
        "°" => {
            return match words.word(at + 1) {
                "C" => unit(2, "Cel", 0.0),
                "F" => unit(2, "[degF]", 0.0),
                _ => unit(1, "deg", 0.0),
            };
        }
        "℃" => return unit(1, "Cel", 0.0),
        "″" | "”" | "\"" if glued && !words.any(at + 1, &["said"]) && is_inch_mark(words, at) =>
        {
            return unit(1, "[in_i]", 0.0254);
        }
        "'" if glued && words.word(at + 1) == "'" && words.glued(at + 1) => {
            return unit(2, "[in_i]", 0.0254);
        }
        _ => {}
    }
    if !words.is_word(at) {
        return None;
    }
    let first = words.lower(at);
    let second = words.lower(at + 1);
    match (&*first, &*second) {
        ("per", "cent") | ("pour", "cent") | ("per", "cents") => return Some(share(at + 2)),
        ("percentage", "point" | "points") | ("percent", "points") => {
            return Some(Unit {
                end: at + 2,
                code: "%{point}",
                kind: FigureKind::Share,
                time: false,
                base: 0.0,
            });
        }
        ("في", "المئة" | "المائة" | "المية") => return Some(share(at + 2)),
        ("points", "de") if words.is(at + 2, "pourcentage") => {
            return Some(Unit {
                end: at + 3,
                code: "%{point}",
                kind: FigureKind::Share,
                time: false,
                base: 0.0,
            });
        }
        ("basis", "point" | "points") => {
            return Some(Unit {
                end: at + 2,
                code: "%{bp}",
                kind: FigureKind::Share,
                time: false,
                base: 0.0,
            });
        }
        ("basis" | "percentage", "-") if words.any(at + 2, &["point", "points"]) => {
            return Some(Unit {
                code: if &*first == "basis" {
                    "%{bp}"
                } else {
                    "%{point}"
                },
                ..share(at + 3)
            });
        }
        ("bp" | "bps", _) if glued => {
            return Some(Unit {
                code: "%{bp}",
                ..share(at + 1)
            });
        }
        ("square" | "sq", length) => {
            let point = usize::from(words.word(at + 1) == "." && &*first == "sq");
            let length = if point == 1 {
                words.lower(at + 2)
            } else {
                length.into()
            };
            let code = match singular(&length) {
                "kilometre" | "kilometer" | "km" => "km2",
                "metre" | "meter" | "m" => "m2",
                "mile" | "mi" => "[smi_us]",
                "foot" | "feet" | "ft" => "[sft_i]",
                "yard" => "[syd_i]",
                _ => return None,
            };
            return unit(2 + point, code, 0.0);
        }
        ("cubic", length) => {
            let code = match singular(length) {
                "kilometre" | "kilometer" | "km" => "km3",
                "metre" | "meter" | "m" => "m3",
                "foot" | "feet" => "[cft_i]",
                _ => return None,
            };
            return unit(2, code, 0.0);
        }
        ("degree" | "degrees" | "deg" | "degrés" | "degré", of) => {
            let point = usize::from(words.word(at + 1) == "." && &*first == "deg");
            return match if point == 1 { "" } else { of } {
                "celsius" | "celcius" | "centigrade" | "c" => unit(2, "Cel", 0.0),
                "fahrenheit" | "farenheit" | "f" => unit(2, "[degF]", 0.0),
                _ => unit(1 + point, "deg", 0.0),
            };
        }
        ("celsius" | "celcius" | "centigrade" | "centigrate", _) => return unit(1, "Cel", 0.0),
        ("fahrenheit" | "farenheit", _) => return unit(1, "[degF]", 0.0),
        ("light", "year" | "years") => return unit(2, "[ly]", 0.0),
        ("nautical", "mile" | "miles") => return unit(2, "[nmi_i]", 1852.0),
        ("metric", "ton" | "tons" | "tonne" | "tonnes") => return unit(2, "t", 1e6),
        ("mph", _) => return unit(1, "[mi_i]/h", 0.0),
        ("kph" | "kmh", _) => return unit(1, "km/h", 0.0),
        ("percent" | "percents" | "pct" | "percentage", _) => return Some(share(at + 1)),
        _ => {}
    }
    if let Some((code, base)) = time(&first, words.language) {
        return Some(Unit {
            end: at + 1,
            code,
            kind: FigureKind::Amount,
            time: true,
            base,
        });
    }
    let (code, base) = length_or_weight(&first)
        .or_else(|| short(words, at, glued))
        .or_else(|| other(&first))?;
    let squared = match words.word(at + 1) {
        "²" | "2" if words.glued(at + 1) => Some(match code {
            "km" => "km2",
            _ => "m2",
        }),
        "³" | "3" if words.glued(at + 1) => Some("m3"),
        _ => None,
    };
    if let Some(code) = squared.filter(|_| matches!(code, "km" | "m")) {
        return unit(2, code, 0.0);
    }
    let hour = words.is(at + 1, "per") && words.any(at + 2, &["hour", "second"]);
    if hour && base > 0.0 {
        let code = match (code, words.is(at + 2, "hour")) {
            ("km", true) => "km/h",
            ("[mi_i]", true) => "[mi_i]/h",
            _ => "m/s",
        };
        return unit(3, code, 0.0);
    }
    if words.word(at + 1) == "/" && words.any(at + 2, &["h", "s"]) && words.glued(at + 2) {
        return unit(3, if code == "m" { "m/s" } else { "km/h" }, 0.0);
    }
    // "2 g." and "5 in." keep the point only as the end of a sentence
    unit(1, code, base)
}

fn share(end: usize) -> Unit {
    Unit {
        end,
        code: "%",
        kind: FigureKind::Share,
        time: false,
        base: 0.0,
    }
}

/// A quotation mark directly behind a number is an inch where none opened before it.
fn is_inch_mark(words: &Words<'_>, at: usize) -> bool {
    let from = at.saturating_sub(40);
    let open = (from..at)
        .filter(|&i| matches!(words.word(i), "\"" | "“" | "”"))
        .count();
    words.word(at) == "″" || words.word(at) == "\"" && open % 2 == 0
}

fn singular(word: &str) -> &str {
    if word.len() > 3 {
        word.strip_suffix('s').unwrap_or(word)
    } else {
        word
    }
}

fn time(word: &str, language: Language) -> Option<(&'static str, f64)> {
    if language == Language::French {
        return Some(match word {
            "seconde" | "secondes" => ("s", 1.0),
            "minute" | "minutes" => ("min", 60.0),
            "heure" | "heures" => ("h", 3600.0),
            "jour" | "jours" => ("d", 86400.0),
            "semaine" | "semaines" => ("wk", 604_800.0),
            "mois" => ("mo", 2_629_800.0),
            "an" | "ans" | "année" | "années" => ("a", 31_557_600.0),
            _ => return None,
        });
    }
    Some(match singular(word) {
        "second" => ("s", 1.0),
        "minute" => ("min", 60.0),
        "hour" => ("h", 3600.0),
        "day" => ("d", 86400.0),
        "week" => ("wk", 604_800.0),
        "month" => ("mo", 2_629_800.0),
        "year" | "yo" => ("a", 31_557_600.0),
        "decade" => ("10.a", 0.0),
        "century" | "centurie" => ("100.a", 0.0),
        "night" => ("{night}", 0.0),
        _ => return None,
    })
}

fn length_or_weight(word: &str) -> Option<(&'static str, f64)> {
    Some(match singular(word) {
        "kilometre" | "kilometer" | "km" | "kms" | "كيلومتر" => ("km", 1000.0),
        "metre" | "meter" | "mètre" | "متر" => ("m", 1.0),
        "centimetre" | "centimeter" | "cm" | "cms" => ("cm", 0.01),
        "millimetre" | "millimeter" | "mm" => ("mm", 0.001),
        "mile" => ("[mi_i]", 1609.344),
        "yard" | "yds" | "yd" => ("[yd_i]", 0.9144),
        "foot" | "feet" | "ft" => ("[ft_i]", 0.3048),
        "inch" | "inche" => ("[in_i]", 0.0254),
        "tonne" | "mt" => ("t", 1e6),
        "ton" => ("[ston_av]", 907_184.74),
        "kilogram" | "kilogramme" | "kilo" | "kg" | "kgs" => ("kg", 1000.0),
        "gram" | "gramme" => ("g", 1.0),
        "milligram" | "mg" => ("mg", 0.001),
        "ounce" | "oz" => ("[oz_av]", 28.35),
        "lb" | "lbs" => ("[lb_av]", 453.6),
        "pound" => ("[lb_av]", 453.6),
        _ => return None,
    })
}

/// Letters that are units only where they cannot be anything else.
fn short(words: &Words<'_>, at: usize, glued: bool) -> Option<(&'static str, f64)> {
    let last = at + 1 >= words.len()
        || words.is_mark(at + 1)
        || words.any(
            at + 1,
            &[
                "and", "of", "from", "to", "high", "long", "deep", "wide", "tall", "away",
            ],
        );
    Some(match words.word(at) {
        "m" if glued || last => ("m", 1.0),
        "g" | "gs" if glued || last => ("g", 1.0),
        "mi" => ("[mi_i]", 1609.344),
        "in" if at + 1 >= words.len() => ("[in_i]", 0.0254),
        "k.g." | "k.g" | "k.gs" => ("kg", 1000.0),
        "h" if glued => ("h", 3600.0),
        "ha" => ("har", 0.0),
        "kW" => ("kW", 0.0),
        "MW" => ("MW", 0.0),
        "GW" => ("GW", 0.0),
        "MWh" => ("MW.h", 0.0),
        "KB" | "kB" => ("kBy", 0.0),
        "MB" => ("MBy", 0.0),
        "GB" => ("GBy", 0.0),
        "TB" => ("TBy", 0.0),
        "Hz" => ("Hz", 0.0),
        "kHz" => ("kHz", 0.0),
        "MHz" => ("MHz", 0.0),
        "GHz" => ("GHz", 0.0),
        "C" if glued
            && (last
                || words.is_word(at + 1) && !words.capital(at + 1) && !words.glued(at + 1)) =>
        {
            ("Cel", 0.0)
        }
        _ => return None,
    })
}

fn other(word: &str) -> Option<(&'static str, f64)> {
    Some(match singular(word) {
        "hectare" => ("har", 0.0),
        "acre" => ("[acr_us]", 0.0),
        "barrel" | "baril" => ("[bbl_us]", 0.0),
        "litre" | "liter" => ("L", 0.0),
        "gallon" => ("[gal_us]", 0.0),
        "cup" => ("[cup_us]", 0.0),
        "bpd" => ("[bbl_us]/d", 0.0),
        "bushel" => ("[bu_us]", 0.0),
        "megawatt" => ("MW", 0.0),
        "gigawatt" => ("GW", 0.0),
        "kilowatt" => ("kW", 0.0),
        "kiloton" | "kilotonne" => ("kt", 0.0),
        "megaton" | "megatonne" => ("Mt", 0.0),
        "volt" => ("V", 0.0),
        "watt" => ("W", 0.0),
        "knot" => ("[kn_i]", 0.0),
        "calorie" => ("cal", 0.0),
        "gigabyte" => ("GBy", 0.0),
        "megabyte" => ("MBy", 0.0),
        "terabyte" => ("TBy", 0.0),
        _ => return None,
    })
}
