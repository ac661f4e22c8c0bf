//! Files of records of any length, news-like and the same at every run, for benches and tests.

use std::io::{self, Write};

/// How the records are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Written {
    JsonLines,
    Csv,
}

const WHO: [&str; 12] = [
    "Rebels",
    "Government troops",
    "Residents",
    "Aid workers",
    "Protesters",
    "Police officers",
    "Farmers",
    "Striking teachers",
    "Fighters",
    "Officials",
    "Des habitants",
    "Local traders",
];
const DID: [&str; 12] = [
    "withdrew from",
    "gathered in",
    "attacked a convoy near",
    "reopened the market of",
    "blocked the road to",
    "met mediators in",
    "fled",
    "distributed food in",
    "accused the army of shelling",
    "returned to",
    "ont quitté",
    "clashed in",
];
const WHERE: [&str; 12] = [
    "Niamey",
    "Gao",
    "Agadez",
    "Kivu",
    "Aleppo",
    "El Fasher",
    "Ménaka",
    "Goma",
    "Kharkiv",
    "Port Sudan",
    "Tillabéri",
    "Maiduguri",
];
const WHEN: [&str; 8] = [
    "on Thursday",
    "overnight",
    "after three days of talks",
    "in the early hours of Monday",
    "for the second time this month",
    "despite a ceasefire",
    "last week",
    "as rain set in",
];
const MORE: [&str; 8] = [
    "witnesses said",
    "according to a local official",
    "the ministry said in a statement",
    "two aid groups reported",
    "a spokesman told reporters",
    "the governor confirmed",
    "radio stations reported",
    "said Amina Diallo, who lives there",
];

/// Numbers that look like chance and are the same at every run.
struct Chance(u64);

impl Chance {
    fn below(&mut self, end: usize) -> usize {
        // Steele, Lea and Flood, Fast splittable pseudorandom number generators, 2014.
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        ((z ^ (z >> 31)) % end as u64) as usize
    }

    fn of<'a>(&mut self, words: &[&'a str]) -> &'a str {
        words[self.below(words.len())]
    }
}

fn sentence(chance: &mut Chance) -> String {
    let (who, did, place) = (chance.of(&WHO), chance.of(&DID), chance.of(&WHERE));
    let (when, more) = (chance.of(&WHEN), chance.of(&MORE));
    match chance.below(4) {
        0 => {
            let count = 3 + chance.below(900);
            format!(
                "At least {count} people were displaced when {who} {did} {place} {when}, {more}."
            )
        }
        1 => format!("“{who} {did} {place} {when},” {more}."),
        2 => {
            let cost = 1 + chance.below(90);
            format!("{who} {did} {place} {when}; damage was put at ${cost}.5 million.")
        }
        _ => format!("{who} {did} {place} {when}, {more}."),
    }
}

/// Writes so many records of about 2 KB each: id, title, date, source, address, language and text.
pub fn write(out: &mut dyn Write, records: usize, written: Written) -> io::Result<()> {
    let mut chance = Chance(20_261_124);
    if written == Written::Csv {
        out.write_all(b"id,title,published,source,url,language,text\r\n")?;
    }
    for number in 0..records {
        let title = format!(
            "{} {} {}",
            chance.of(&WHO),
            chance.of(&DID),
            chance.of(&WHERE)
        );
        let length = 1200 + chance.below(1400);
        let mut text = sentence(&mut chance);
        while text.len() < length {
            text.push_str(if chance.below(4) == 0 { "\n\n" } else { " " });
            text.push_str(&sentence(&mut chance));
        }
        let id = format!("n{number:06}");
        let day = format!(
            "20{:02}-{:02}-{:02}",
            15 + chance.below(10),
            1 + chance.below(12),
            1 + chance.below(28)
        );
        let url = format!("https://news.example.org/{day}/{id}");
        let values = [
            ("id", id.as_str()),
            ("title", &title),
            ("published", &day),
            ("source", "Example Wire"),
            ("url", &url),
            ("language", "en"),
            ("text", &text),
        ];
        for (index, (name, value)) in values.into_iter().enumerate() {
            match written {
                Written::JsonLines => {
                    out.write_all(if index == 0 { b"{" } else { b"," })?;
                    write!(out, "\"{name}\":")?;
                    serde_json::to_writer(&mut *out, value)?;
                }
                Written::Csv => {
                    out.write_all(if index == 0 { b"\"" } else { b",\"" })?;
                    out.write_all(value.replace('"', "\"\"").as_bytes())?;
                    out.write_all(b"\"")?;
                }
            }
        }
        out.write_all(match written {
            Written::JsonLines => b"}\n",
            Written::Csv => b"\r\n",
        })?;
    }
    Ok(())
}
