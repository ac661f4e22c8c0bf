//! Units as words.

/// Codes of figure units and their names, singular. Currencies in ISO 4217, the rest in UCUM
/// (unitsofmeasure.org) as [`crate::annotation::FigureValue::unit`] holds them; only those whose
/// name is plain English.
const NAMES: &[(&str, &str)] = &[
    ("%", "percent"),
    ("A", "ampere"),
    ("Cel", "celsius"),
    ("EUR", "euro"),
    ("GBP", "pound"),
    ("GHz", "gigahertz"),
    ("GW", "gigawatt"),
    ("GW.h", "gigawatt hour"),
    ("Hz", "hertz"),
    ("INR", "rupee"),
    ("J", "joule"),
    ("JPY", "yen"),
    ("K", "kelvin"),
    ("L", "liter"),
    ("MHz", "megahertz"),
    ("MW", "megawatt"),
    ("MW.h", "megawatt hour"),
    ("Mt", "megaton"),
    ("RUB", "ruble"),
    ("TW.h", "terawatt hour"),
    ("USD", "dollar"),
    ("V", "volt"),
    ("W", "watt"),
    ("[acr_br]", "acre"),
    ("[acr_us]", "acre"),
    ("[bbl_us]", "barrel"),
    ("[cup_us]", "cup"),
    ("[degF]", "fahrenheit"),
    ("[fath_i]", "fathom"),
    ("[foz_us]", "fluid ounce"),
    ("[ft_i]", "foot"),
    ("[gal_br]", "gallon"),
    ("[gal_us]", "gallon"),
    ("[in_i]", "inch"),
    ("[kn_i]", "knot"),
    ("[lb_av]", "pound"),
    ("[lton_av]", "ton"),
    ("[mi_i]", "mile"),
    ("[mi_i]/h", "mile per hour"),
    ("[nmi_i]", "nautical mile"),
    ("[oz_av]", "ounce"),
    ("[pt_us]", "pint"),
    ("[qt_us]", "quart"),
    ("[sft_i]", "square foot"),
    ("[smi_us]", "square mile"),
    ("[ston_av]", "ton"),
    ("[stone_av]", "stone"),
    ("[tbs_us]", "tablespoon"),
    ("[tsp_us]", "teaspoon"),
    ("[yd_i]", "yard"),
    ("a", "year"),
    ("bit", "bit"),
    ("By", "byte"),
    ("GBy", "gigabyte"),
    ("MBy", "megabyte"),
    ("TBy", "terabyte"),
    ("cL", "centiliter"),
    ("cm", "centimeter"),
    ("d", "day"),
    ("deg", "degree"),
    ("g", "gram"),
    ("h", "hour"),
    ("har", "hectare"),
    ("kBy", "kilobyte"),
    ("kHz", "kilohertz"),
    ("kL", "kiloliter"),
    ("kW", "kilowatt"),
    ("kW.h", "kilowatt hour"),
    ("kg", "kilogram"),
    ("km", "kilometer"),
    ("km/h", "kilometer per hour"),
    ("km2", "square kilometer"),
    ("kt", "kiloton"),
    ("m", "meter"),
    ("m/s", "meter per second"),
    ("m2", "square meter"),
    ("m3", "cubic meter"),
    ("mL", "milliliter"),
    ("mg", "milligram"),
    ("min", "minute"),
    ("mm", "millimeter"),
    ("mo", "month"),
    ("s", "second"),
    ("t", "ton"),
    ("um", "micrometer"),
    ("wk", "week"),
];

/// The name of a unit in the singular: `kilometer` for `km`. A code without an entry stays as it
/// is, as most currencies do: `MYR` is better known than any of its names.
#[must_use]
pub fn spelled_out(code: &str) -> &str {
    NAMES
        .iter()
        .find(|(known, _)| *known == code)
        .map_or(code, |(_, name)| name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_are_listed_once_and_unknown_ones_stay() {
        let mut codes: Vec<_> = NAMES.iter().map(|(code, _)| code).collect();
        codes.sort_unstable();
        codes.dedup();
        assert_eq!(codes.len(), NAMES.len());
        assert_eq!(spelled_out("%"), "percent");
        assert_eq!(spelled_out("[mi_i]"), "mile");
        assert_eq!(spelled_out("MYR"), "MYR");
    }
}
