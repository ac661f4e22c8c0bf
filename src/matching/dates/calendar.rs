//! The names of months and days of the week, the one list for all that reads them.

use jiff::civil::Weekday;

/// January to December: English with its short forms, French, Arabic.
const MONTHS: [&[&str]; 12] = [
    &["january", "jan", "janvier", "يناير"],
    &["february", "feb", "février", "فبراير"],
    &["march", "mar", "mars", "مارس"],
    &["april", "apr", "avril", "أبريل"],
    &["may", "mai", "مايو"],
    &["june", "jun", "juin", "يونيو"],
    &["july", "jul", "juillet", "يوليو"],
    &["august", "aug", "août", "أغسطس"],
    &["september", "sep", "sept", "septembre", "سبتمبر"],
    &["october", "oct", "octobre", "أكتوبر"],
    &["november", "nov", "novembre", "نوفمبر"],
    &["december", "dec", "décembre", "ديسمبر"],
];

/// Monday to Sunday, in the same languages. The short forms of English are words of their own and
/// count only before a date: [`short_weekday`].
const WEEKDAYS: [&[&str]; 7] = [
    &["monday", "lundi", "الاثنين"],
    &["tuesday", "mardi", "الثلاثاء"],
    &["wednesday", "mercredi", "الأربعاء"],
    &["thursday", "jeudi", "الخميس"],
    &["friday", "vendredi", "الجمعة"],
    &["saturday", "samedi", "السبت"],
    &["sunday", "dimanche", "الأحد"],
];

const SHORT_WEEKDAYS: [&[&str]; 7] = [
    &["mon"],
    &["tue", "tues"],
    &["wed"],
    &["thu", "thur", "thurs"],
    &["fri"],
    &["sat"],
    &["sun"],
];

/// The number of a month, from 1, by its name in lower case.
#[must_use]
pub fn month(lower: &str) -> Option<i8> {
    number(&MONTHS, lower)
}

/// A day of the week by its name in lower case.
#[must_use]
pub fn weekday(lower: &str) -> Option<Weekday> {
    Weekday::from_monday_one_offset(number(&WEEKDAYS, lower)?).ok()
}

/// A day of the week by its short form in lower case.
#[must_use]
pub fn short_weekday(lower: &str) -> Option<Weekday> {
    Weekday::from_monday_one_offset(number(&SHORT_WEEKDAYS, lower)?).ok()
}

/// The English names of months and days, which stand in capitals behind any noun.
pub fn english() -> impl Iterator<Item = &'static str> {
    let months = MONTHS.iter().flat_map(|names| names.iter().copied());
    let days = WEEKDAYS.iter().map(|names| names[0]);
    const FRENCH: [&str; 3] = ["mai", "mars", "juin"];
    let english = |name: &&str| name.is_ascii() && !FRENCH.contains(name);
    let foreign =
        |name: &&str| name.ends_with("re") || matches!(*name, "janvier" | "avril" | "juillet");
    months
        .filter(english)
        .filter(move |name| !foreign(name))
        .chain(days)
}

fn number(names: &[&[&str]], lower: &str) -> Option<i8> {
    let place = names.iter().position(|names| names.contains(&lower))?;
    i8::try_from(place + 1).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_have_their_numbers() {
        assert_eq!(month("september"), Some(9));
        assert_eq!(month("sept"), Some(9));
        assert_eq!(month("août"), Some(8));
        assert_eq!(month("ديسمبر"), Some(12));
        assert_eq!(month("marsh"), None);
        assert_eq!(weekday("jeudi"), Some(Weekday::Thursday));
        assert_eq!(weekday("sun"), None);
        assert_eq!(short_weekday("sun"), Some(Weekday::Sunday));
        let english: Vec<_> = english().collect();
        assert_eq!(english.len(), 12 + 12 + 7, "{english:?}");
    }
}
