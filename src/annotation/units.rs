//! Units of figures: codes, the signs of currencies, and the English words that units are written
//! with. Currencies are in ISO 4217 (list one, public facts), other units in UCUM
//! (unitsofmeasure.org). Nothing is converted.

/// Codes of currencies, in order.
pub const CURRENCIES: &[&str] = &[
    "AED", "AFN", "ALL", "AMD", "AOA", "ARS", "AUD", "AZN", "BAM", "BDT", "BGN", "BHD", "BIF",
    "BND", "BOB", "BRL", "BWP", "BYN", "CAD", "CDF", "CHF", "CLP", "CNY", "COP", "CRC", "CUP",
    "CVE", "CZK", "DJF", "DKK", "DOP", "DZD", "EGP", "ERN", "ETB", "EUR", "FJD", "GBP", "GEL",
    "GHS", "GMD", "GNF", "GTQ", "HKD", "HNL", "HTG", "HUF", "IDR", "ILS", "INR", "IQD", "IRR",
    "ISK", "JMD", "JOD", "JPY", "KES", "KGS", "KHR", "KPW", "KRW", "KWD", "KZT", "LAK", "LBP",
    "LKR", "LRD", "LYD", "MAD", "MDL", "MGA", "MKD", "MMK", "MNT", "MRU", "MUR", "MVR", "MWK",
    "MXN", "MYR", "MZN", "NAD", "NGN", "NIO", "NOK", "NPR", "NZD", "OMR", "PAB", "PEN", "PGK",
    "PHP", "PKR", "PLN", "PYG", "QAR", "RON", "RSD", "RUB", "RWF", "SAR", "SBD", "SCR", "SDG",
    "SEK", "SGD", "SLE", "SOS", "SRD", "SSP", "SYP", "SZL", "THB", "TJS", "TMT", "TND", "TOP",
    "TRY", "TTD", "TWD", "TZS", "UAH", "UGX", "USD", "UYU", "UZS", "VES", "VND", "XAF", "XOF",
    "YER", "ZAR", "ZMW",
];

/// Signs of currencies, with the code of the one that is meant where several countries use it.
pub const SIGNS: &[(&str, &str)] = &[
    ("$", "USD"),
    ("€", "EUR"),
    ("£", "GBP"),
    ("¥", "JPY"),
    ("₹", "INR"),
    ("₨", "PKR"),
    ("₽", "RUB"),
    ("₺", "TRY"),
    ("₴", "UAH"),
    ("₦", "NGN"),
    ("₪", "ILS"),
    ("₩", "KRW"),
    ("₫", "VND"),
    ("₱", "PHP"),
    ("฿", "THB"),
    ("₡", "CRC"),
    ("₲", "PYG"),
    ("₵", "GHS"),
    ("₸", "KZT"),
    ("₮", "MNT"),
    ("₼", "AZN"),
    ("₾", "GEL"),
    ("֏", "AMD"),
    ("؋", "AFN"),
    ("৳", "BDT"),
    ("៛", "KHR"),
    ("＄", "USD"),
    ("￥", "JPY"),
];

/// Units of the news: the code, and how it is written, the form that is printed first. A singular
/// is the plural without its last `s`, unless it stands here.
const UNITS: &[(&str, &[&str])] = &[
    ("%", &["%", "percent", "per cent", "pct"]),
    ("%{point}", &["percentage points", "percent points"]),
    ("%{bp}", &["basis points"]),
    ("km", &["km", "kilometres", "kilometers"]),
    ("m", &["m", "metres", "meters"]),
    ("cm", &["cm", "centimetres", "centimeters"]),
    ("mm", &["mm", "millimetres", "millimeters"]),
    ("[mi_i]", &["miles", "mi"]),
    ("[nmi_i]", &["nautical miles"]),
    ("[yd_i]", &["yards"]),
    ("[ft_i]", &["feet", "foot", "ft"]),
    ("[in_i]", &["inches", "inch"]),
    (
        "km2",
        &[
            "km2",
            "km²",
            "square kilometres",
            "square kilometers",
            "sq km",
        ],
    ),
    ("m2", &["m2", "m²", "square metres", "square meters"]),
    ("[smi_us]", &["square miles"]),
    ("[sft_i]", &["square feet", "square foot"]),
    ("m3", &["m3", "m³", "cubic metres", "cubic meters"]),
    ("har", &["hectares", "ha"]),
    ("[acr_us]", &["acres"]),
    ("t", &["t", "tonnes", "metric tons"]),
    ("[ston_av]", &["tons"]),
    ("kg", &["kg", "kilograms", "kilogrammes", "kilos"]),
    ("g", &["g", "grams", "grammes"]),
    ("mg", &["mg", "milligrams"]),
    ("kt", &["kt", "kilotons", "kilotonnes"]),
    ("Mt", &["Mt", "megatons", "megatonnes"]),
    ("[lb_av]", &["lb", "lbs"]),
    ("[oz_av]", &["ounces", "oz"]),
    ("L", &["L", "litres", "liters"]),
    ("[gal_us]", &["gallons"]),
    ("[bbl_us]", &["barrels"]),
    ("[bbl_us]/d", &["bpd", "barrels per day"]),
    ("[bu_us]", &["bushels"]),
    ("km/h", &["km/h", "kph", "kmh"]),
    ("[mi_i]/h", &["mph"]),
    ("m/s", &["m/s"]),
    ("[kn_i]", &["knots"]),
    ("Cel", &["Cel", "°C", "℃"]),
    ("[degF]", &["°F"]),
    ("deg", &["deg", "°", "degrees"]),
    ("V", &["V", "volts"]),
    ("W", &["W", "watts"]),
    ("kW", &["kW", "kilowatts"]),
    ("MW", &["MW", "megawatts"]),
    ("GW", &["GW", "gigawatts"]),
    ("kW.h", &["kWh", "kilowatt hours"]),
    ("MW.h", &["MWh", "megawatt hours"]),
    ("GW.h", &["GWh", "gigawatt hours"]),
    ("Hz", &["Hz"]),
    ("kHz", &["kHz"]),
    ("MHz", &["MHz"]),
    ("GHz", &["GHz"]),
    ("By", &["bytes"]),
    ("kBy", &["kB"]),
    ("MBy", &["MB", "megabytes"]),
    ("GBy", &["GB", "gigabytes"]),
    ("TBy", &["TB", "terabytes"]),
    ("s", &["seconds"]),
    ("min", &["minutes", "min"]),
    ("h", &["hours", "h"]),
    ("d", &["days"]),
    ("{night}", &["nights"]),
    ("wk", &["weeks"]),
    ("mo", &["months"]),
    ("a", &["years"]),
    ("10.a", &["decades"]),
    ("100.a", &["centuries", "century"]),
];

/// The code of a currency, where this is one.
#[must_use]
pub fn currency(code: &str) -> Option<&'static str> {
    let place = CURRENCIES.binary_search(&code).ok()?;
    CURRENCIES.get(place).copied()
}

/// The currency of a sign.
#[must_use]
pub fn currency_of_sign(sign: &str) -> Option<&'static str> {
    let known = SIGNS.iter().find(|(known, _)| *known == sign);
    known.map(|(_, code)| *code)
}

/// The unit with which a text begins, and how long the words are that name it, in bytes: a code, or
/// words in any case. They end where a word ends. Units of two words go before units of one.
#[must_use]
pub fn at_the_start(text: &str) -> Option<(&'static str, usize)> {
    let ends = |length: usize| {
        let rest = &text[length..];
        !rest.starts_with(|c: char| c.is_alphanumeric() || matches!(c, '/' | '²' | '³' | '{' | '['))
    };
    let mut found: Option<(&'static str, usize)> = None;
    let mut take = |code: &'static str, length: usize| {
        if ends(length) && found.is_none_or(|(_, before)| before < length) {
            found = Some((code, length));
        }
    };
    if let Some(code) = text.get(..3).and_then(currency) {
        take(code, 3);
    }
    for (code, written) in UNITS {
        // A bare "a" is an article more often than a year.
        if *code != "a" && text.starts_with(code) {
            take(code, code.len());
        }
        for words in *written {
            let singular = words.strip_suffix('s').filter(|one| one.len() > 3);
            for form in [Some(*words), singular].into_iter().flatten() {
                let Some(start) = text.get(..form.len()) else {
                    continue;
                };
                // "MW" and "mW" are not the same, "Miles" and "miles" are.
                let same = if form.len() > 3 {
                    start.eq_ignore_ascii_case(form)
                } else {
                    start == form
                };
                if same {
                    take(code, form.len());
                }
            }
        }
    }
    found
}

/// How a unit is written: `miles` for `[mi_i]`. A code that is not known stands for itself.
#[must_use]
pub fn written(code: &str) -> &str {
    let known = UNITS.iter().find(|(known, _)| *known == code);
    known
        .and_then(|(_, written)| written.first())
        .unwrap_or(&code)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_are_in_order_and_every_form_reads_as_its_unit() {
        assert!(CURRENCIES.is_sorted());
        for (code, written) in UNITS {
            for form in *written {
                assert_eq!(at_the_start(form), Some((*code, form.len())), "{form}");
            }
            if *code != "a" {
                assert_eq!(at_the_start(code), Some((*code, code.len())), "{code}");
            }
        }
    }

    #[test]
    fn a_unit_ends_where_its_word_ends() {
        assert_eq!(at_the_start("km from here"), Some(("km", 2)));
        assert_eq!(at_the_start("km/h"), Some(("km/h", 4)));
        assert_eq!(at_the_start("Per cent of voters"), Some(("%", 8)));
        assert_eq!(at_the_start("%"), Some(("%", 1)));
        assert_eq!(at_the_start("mile"), Some(("[mi_i]", 4)));
        for other in ["", "a day", "kmart", "hostages", "tanks", "EURO", "dead"] {
            assert_eq!(at_the_start(other), None, "{other}");
        }
        assert_eq!(written("[mi_i]"), "miles");
        assert_eq!(written("MYR"), "MYR");
    }
}
