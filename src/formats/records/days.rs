//! The day on which a record says it was published.

use jiff::civil::Date;
use jiff::tz::TimeZone;

/// Years in which news is dated. Digits outside of them are numbers of another kind.
const YEARS: std::ops::RangeInclusive<i16> = 1500..=2200;

/// The longest value that is looked at, in bytes.
const LONGEST: usize = 64;

/// The day of a date or a date with a time, as it is written: `2024-04-25T23:10:00-05:00` is the
/// 25th. Read are ISO dates, also with other separators or none, days with the name of the month
/// in the languages of [`MONTHS`], `25.4.2024`, and with slashes those in which one number can be no month. Seconds
/// since 1970 are read in UTC. Nothing where a value can mean two days.
#[must_use]
pub fn day(value: &str) -> Option<Date> {
    let value = value.trim();
    if value.len() > LONGEST {
        return None;
    }
    if !value.is_ascii() {
        let date = of_words(value)?;
        return YEARS.contains(&date.year()).then_some(date);
    }
    if value.bytes().all(|b| b.is_ascii_digit()) {
        return of_digits(value);
    }
    let date = of_numbers(value).or_else(|| of_words(value))?;
    YEARS.contains(&date.year()).then_some(date)
}

/// `20240425`, `20240425083000`, or seconds or milliseconds since 1970.
fn of_digits(value: &str) -> Option<Date> {
    let number: i64 = value.parse().ok()?;
    match value.len() {
        8 | 12 | 14 => {
            let head = &value[..8];
            let date = Date::new(
                head[..4].parse().ok()?,
                head[4..6].parse().ok()?,
                head[6..].parse().ok()?,
            );
            date.ok().filter(|date| YEARS.contains(&date.year()))
        }
        10 | 13 => {
            let seconds = if value.len() == 13 {
                number / 1000
            } else {
                number
            };
            let time = jiff::Timestamp::from_second(seconds).ok()?;
            Some(TimeZone::UTC.to_datetime(time).date())
        }
        _ => None,
    }
}

/// Three numbers with one sign between them, and perhaps a time.
fn of_numbers(value: &str) -> Option<Date> {
    let head = value.split(['T', 't', ' ', ',']).next()?;
    // `2024-04-25Z` and `2024-04-25+02:00` are dates too.
    let head = head.strip_suffix('Z').unwrap_or(head);
    let sign = head.chars().find(|c| !c.is_ascii_digit())?;
    if !matches!(sign, '-' | '/' | '.') {
        return None;
    }
    let mut parts = head.splitn(3, sign);
    let (a, b, c) = (parts.next()?, parts.next()?, parts.next()?);
    let c = c.split('+').next()?;
    let number = |part: &str| -> Option<i16> {
        let fits = part.len() <= 4 && part.bytes().all(|b| b.is_ascii_digit());
        part.parse().ok().filter(|_| fits)
    };
    let date = |year, month, day| {
        let date = Date::new(year, i8::try_from(month).ok()?, i8::try_from(day).ok()?);
        date.ok()
    };
    let (first, second, third) = (number(a)?, number(b)?, number(c)?);
    if a.len() == 4 {
        return date(first, second, third);
    }
    if c.len() != 4 {
        return None;
    }
    match sign {
        // With dots the day always comes first.
        '.' => date(third, second, first),
        _ if first > 12 || first == second => date(third, second, first),
        _ if second > 12 => date(third, first, second),
        _ => None,
    }
}

/// The names of each month in English, French, German, Spanish, Portuguese, Italian and Dutch.
const MONTHS: [&str; 12] = [
    "january janvier januar jänner enero janeiro gennaio januari",
    "february février fevrier februar febrero fevereiro febbraio februari",
    "march mars märz maerz marzo março maart",
    "april avril abril aprile",
    "may mai mayo maio maggio mei",
    "june juin juni junio junho giugno",
    "july juillet juli julio julho luglio",
    "august août aout agosto augustus",
    "september septembre septiembre setiembre setembro settembre sept",
    "october octobre oktober octubre outubro ottobre",
    "november novembre noviembre novembro",
    "december décembre decembre dezember diciembre dezembro dicembre",
];

/// The month that a word names, in full or by three letters or more; nothing where it may be two.
fn month_of(word: &str) -> Option<i8> {
    if word.chars().count() < 3 || word.starts_with(|c: char| c.is_ascii_digit()) {
        return None;
    }
    let is_one = |names: &&str| names.split(' ').any(|name| name.starts_with(word));
    let mut fits = (MONTHS.iter().zip(1..)).filter(|(names, _)| is_one(names));
    let (_, month) = fits.next()?;
    fits.next().is_none().then_some(month)
}

/// Whether a value is written like a date, though it may mean two days or only a month: enough to
/// tell what its column holds.
pub(super) fn is_like_a_date(value: &str) -> bool {
    let value = value.trim();
    if day(value).is_some() {
        return true;
    }
    if value.len() > LONGEST {
        return false;
    }
    let head = value.split(['T', ' ', ',']).next().unwrap_or_default();
    let parts: Vec<&str> = head.split(['/', '.', '-']).collect();
    let number = |part: &str, most: u32| {
        let whole = !part.is_empty() && part.len() <= 4 && part.bytes().all(|b| b.is_ascii_digit());
        part.parse::<u32>().ok().filter(|n| whole && *n <= most)
    };
    match parts[..] {
        [year, month] => {
            year.len() == 4 && number(year, 2200) >= Some(1500) && number(month, 12) >= Some(1)
        }
        [a, b, c] => {
            let days = number(a, 31) >= Some(1) && number(b, 31) >= Some(1);
            days && matches!(c.len(), 2 | 4) && number(c, 2200).is_some()
        }
        _ => false,
    }
}

/// `25 April 2024`, `Apr 25, 2024`, `Thu, 25 Apr 2024 08:00:00 GMT`.
fn of_words(value: &str) -> Option<Date> {
    let lower = value.to_lowercase();
    let words = lower.split(|c: char| !c.is_alphanumeric() && c != ':');
    let (mut day, mut month, mut year) = (None, None, None);
    for word in words.filter(|w| !w.is_empty()) {
        let number = word
            .trim_end_matches("st")
            .trim_end_matches("nd")
            .trim_end_matches("rd")
            .trim_end_matches("th")
            .trim_end_matches("er")
            .trim_end_matches('º');
        if let Some(named) = month_of(word).filter(|_| month.is_none()) {
            month = Some(named);
        } else if word.len() == 4 && year.is_none() && word.bytes().all(|b| b.is_ascii_digit()) {
            year = word.parse::<i16>().ok();
        } else if number.len() <= 2 && day.is_none() && year.is_none() {
            day = number.parse::<i8>().ok().or(day);
        }
        if let (Some(day), Some(month), Some(year)) = (day, month, year) {
            return Date::new(year, month, day).ok();
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_are_read_where_they_can_mean_one_day_only() {
        for value in [
            "2024-04-25",
            "2024-4-25",
            " 2024-04-25T08:00:00Z ",
            "2024-04-25T23:10:00-05:00",
            "2024-04-25 08:00",
            "2024-04-25+02:00",
            "2024/04/25",
            "2024.04.25",
            "20240425",
            "20240425083000",
            "1714003200",
            "1714003200000",
            "25.4.2024",
            "25/04/2024",
            "04/25/2024 10:00 PM",
            "25 April 2024",
            "25th of April, 2024",
            "April 25, 2024",
            "Apr 25, 2024, 8:00 am",
            "Thu, 25 Apr 2024 08:00:00 GMT",
            "Thursday, April 25, 2024",
            "Thu Apr 25 2024",
        ] {
            let day = day(value).map(|day| day.to_string());
            assert_eq!(day.as_deref(), Some("2024-04-25"), "{value}");
        }
        for value in [
            "25 avril 2024",
            "jeudi 25 avr. 2024 à 8h00",
            "25. April 2024",
            "25 de abril de 2024",
            "25 aprile 2024",
        ] {
            let day = day(value).map(|day| day.to_string());
            assert_eq!(day.as_deref(), Some("2024-04-25"), "{value}");
        }
        for (value, expected) in [
            ("3. März 2024", Some("2024-03-03")),
            ("1er août 2023", Some("2023-08-01")),
            ("Donnerstag, 5. Dezember 2024", Some("2024-12-05")),
            ("2 juil. 2024", Some("2024-07-02")),
            ("2 jui 2024", None),
        ] {
            assert_eq!(day(value).map(|day| day.to_string()).as_deref(), expected);
        }
        for value in [
            "03/04/2024",
            "3/4/24",
            "2024-04",
            "02.03.2024",
            "25 April 2024",
        ] {
            assert!(is_like_a_date(value), "{value}");
        }
        for value in [
            "10.1.1.2024",
            "1.5",
            "32/40/2024",
            "K-17",
            "Monday",
            "2024",
            "",
        ] {
            assert!(!is_like_a_date(value), "{value}");
        }
        assert_eq!(day("12 Sept 2023"), Some(Date::constant(2023, 9, 12)));
        assert_eq!(day("04/04/2024"), Some(Date::constant(2024, 4, 4)));
        for value in [
            "",
            "soon",
            "03/04/2024",
            "2024-04",
            "2024-13-01",
            "2024-02-30",
            "99999999",
            "12345",
            "1.2.3",
            "April 2024",
            "25 April",
            "2024",
            "é2024-04-25",
            "Monday",
            "--",
            "2024--",
            "10.1.1.2024",
            "0001-01-01",
        ] {
            assert_eq!(day(value), None, "{value}");
        }
    }
}
