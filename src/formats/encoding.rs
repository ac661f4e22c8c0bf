//! Bytes to text.
//!
//! Line ends stay as they are and nothing is normalised: offsets in a file must mean the same
//! characters for everyone who decodes it.

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{DecoderResult, Encoding, UTF_8, UTF_16BE, UTF_16LE};

use super::ReadError;

/// How many bytes are looked at to tell UTF-16 without a byte-order mark.
const SAMPLE: usize = 4096;

/// Text, and how its bytes were read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Decoded {
    /// Without the byte-order mark.
    pub text: String,
    /// The encoding as the WHATWG names it, in lower case: `windows-1252`.
    pub encoding: String,
    /// How many stretches of bytes were no characters, half characters among them. Each stands
    /// as U+FFFD in the text.
    pub replaced: usize,
}

/// Decodes a file: by its byte-order mark, as UTF-16 where zero bytes alternate, as UTF-8 where
/// it is valid or hardly damaged, else by a guess from its letters. Linear.
///
/// # Errors
/// [`ReadError::Binary`] where the bytes are no text.
pub fn decode(bytes: &[u8]) -> Result<Decoded, ReadError> {
    if let Some((encoding, mark)) = Encoding::for_bom(bytes) {
        return accept(encoding, &bytes[mark..]);
    }
    if bytes.starts_with(b"%PDF-") {
        return Err(ReadError::Binary);
    }
    if let Some(encoding) = utf_16_without_mark(bytes) {
        return accept(encoding, bytes);
    }
    if bytes.contains(&0) {
        return Err(ReadError::Binary);
    }
    if let Ok(text) = std::str::from_utf8(bytes) {
        refuse_controls(text)?;
        return Ok(Decoded {
            text: text.to_owned(),
            encoding: name(UTF_8),
            replaced: 0,
        });
    }
    if is_damaged_utf_8(bytes) {
        return accept(UTF_8, bytes);
    }
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
    detector.feed(bytes, true);
    accept(detector.guess(None, Utf8Detection::Deny), bytes)
}

fn accept(encoding: &'static Encoding, bytes: &[u8]) -> Result<Decoded, ReadError> {
    let (text, faulty) = encoding.decode_without_bom_handling(bytes);
    refuse_controls(&text)?;
    Ok(Decoded {
        text: text.into_owned(),
        encoding: name(encoding),
        replaced: if faulty {
            malformed(encoding, bytes)
        } else {
            0
        },
    })
}

/// How many stretches of `bytes` are no characters. A U+FFFD may also be in the file, and does
/// not count.
fn malformed(encoding: &'static Encoding, bytes: &[u8]) -> usize {
    let mut decoder = encoding.new_decoder_without_bom_handling();
    let mut stretch = String::with_capacity(SAMPLE);
    let (mut at, mut count) = (0, 0);
    loop {
        stretch.clear();
        let (ended, read) =
            decoder.decode_to_string_without_replacement(&bytes[at..], &mut stretch, true);
        at += read;
        match ended {
            DecoderResult::InputEmpty => return count,
            DecoderResult::OutputFull => {}
            DecoderResult::Malformed(..) => count += 1,
        }
    }
}

fn name(encoding: &'static Encoding) -> String {
    encoding.name().to_ascii_lowercase()
}

/// Whether bytes are UTF-8 with some damage, such as a character cut off at the end of a
/// download: letters of other encodings hardly ever form characters of UTF-8 by chance.
fn is_damaged_utf_8(bytes: &[u8]) -> bool {
    let (mut sound, mut broken) = (0, 0);
    for chunk in bytes.utf8_chunks() {
        sound += chunk.valid().chars().filter(|c| !c.is_ascii()).count();
        broken += usize::from(!chunk.invalid().is_empty());
    }
    broken * 4 <= sound
}

/// Text of any script has spaces, digits or line ends: in UTF-16 these put zero bytes on one
/// side of the pairs, and never on the other.
fn utf_16_without_mark(bytes: &[u8]) -> Option<&'static Encoding> {
    if bytes.is_empty() || !bytes.len().is_multiple_of(2) {
        return None;
    }
    let sample = &bytes[..bytes.len().min(SAMPLE)];
    let zeros = |side: usize| sample.iter().skip(side).step_by(2).filter(|b| **b == 0);
    let (even, odd) = (zeros(0).count(), zeros(1).count());
    // Text in UTF-8 with a stray zero in it: hardly any other encoding looks like UTF-8.
    if (even + odd) * 8 < sample.len() && std::str::from_utf8(bytes).is_ok() {
        return None;
    }
    let encoding = match (even, odd) {
        (0, high) if high * 50 >= sample.len() => UTF_16LE,
        (high, 0) if high * 50 >= sample.len() => UTF_16BE,
        _ => return None,
    };
    let (text, faulty) = encoding.decode_without_bom_handling(bytes);
    (!faulty && refuse_controls(&text).is_ok()).then_some(encoding)
}

/// Refuses text with a zero character, or where control characters are more than stray ones:
/// more than one in a hundred.
fn refuse_controls(text: &str) -> Result<(), ReadError> {
    let odd = |byte: &u8| matches!(byte, 0..=8 | 14..=31 | 127);
    let controls = text.bytes().filter(|b| odd(b)).count();
    if text.as_bytes().contains(&0) || controls > 1 + text.len() / 100 {
        return Err(ReadError::Binary);
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(bytes: &[u8], text: &str, encoding: &str) {
        let decoded = decode(bytes).unwrap();
        assert_eq!(
            (decoded.text.as_str(), decoded.encoding.as_str()),
            (text, encoding)
        );
    }

    fn utf_16(text: &str, pair: fn(u16) -> [u8; 2]) -> Vec<u8> {
        text.encode_utf16().flat_map(pair).collect()
    }

    #[test]
    fn files_of_common_encodings_come_out_as_text() {
        check(b"", "", "utf-8");
        check("Niamey — déjà".as_bytes(), "Niamey — déjà", "utf-8");
        check(
            b"\xEF\xBB\xBFFirst line\r\nSecond",
            "First line\r\nSecond",
            "utf-8",
        );
        let story = "Le préfet a déclaré l’état d’urgence.\nوصل الوفد 12.";
        let (little, big) = (
            utf_16(story, u16::to_le_bytes),
            utf_16(story, u16::to_be_bytes),
        );
        check(&little, story, "utf-16le");
        check(&big, story, "utf-16be");
        check(
            &[b"\xFF\xFE".as_slice(), &little].concat(),
            story,
            "utf-16le",
        );
        check(&[b"\xFE\xFF".as_slice(), &big].concat(), story, "utf-16be");
        check(
            b"Le pr\xe9fet a d\xe9clar\xe9 l\x92\xe9tat d\x92urgence \xe0 Gao.",
            "Le préfet a déclaré l’état d’urgence à Gao.",
            "windows-1252",
        );
    }

    #[test]
    fn bytes_that_are_no_characters_are_counted() {
        let check = |bytes: &[u8], text: &str, replaced: usize| {
            let decoded = decode(bytes).unwrap();
            assert_eq!((decoded.text.as_str(), decoded.replaced), (text, replaced));
        };
        check(b"\xFF\xFEa\0b\0", "ab", 0);
        check(b"\xFF\xFEa\0b\0c", "ab\u{FFFD}", 1);
        check(b"\xFF\xFEa\0\x00\xD8b\0\x00\xDC", "a\u{FFFD}b\u{FFFD}", 2);
        check(b"\xFE\xFF\xFF\xFD\0a\xD8\0", "\u{FFFD}a\u{FFFD}", 1);
        check(b"\xEF\xBB\xBFd\xE9j\xE0 vu", "d\u{FFFD}j\u{FFFD} vu", 2);
        let long = [b"\xEF\xBB\xBF".as_slice(), &b"word \xFF ".repeat(5000)].concat();
        assert_eq!(decode(&long).unwrap().replaced, 5000);
    }

    #[test]
    fn a_damaged_character_does_not_make_a_file_another_encoding() {
        let story = "Le préfet a déclaré l’état d’urgence à Gao; وصل الوفد.";
        let cut = &story.as_bytes()[..story.len() - 2];
        let decoded = decode(cut).unwrap();
        assert_eq!(
            (decoded.encoding.as_str(), decoded.replaced),
            ("utf-8", 1),
            "{}",
            decoded.text
        );
        assert!(decoded.text.contains("préfet") && decoded.text.ends_with('\u{FFFD}'));
        // Here it is the one letter that would be UTF-8.
        check(
            b"Le pr\xe9fet a d\xe9clar\xe9 \xc3\xa9 \xe0 Gao.",
            "Le préfet a déclaré Ã© à Gao.",
            "windows-1252",
        );
    }

    #[test]
    fn binary_files_are_refused() {
        let stray = decode("Le ministre a dit \0 oui à Paris et 30 hommes".as_bytes());
        assert!(matches!(stray, Err(ReadError::Binary)), "{stray:?}");
        for bytes in [
            b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR".as_slice(),
            b"%PDF-1.7\nplain enough",
            b"PK\x03\x04\x14\0\x06\0",
            b"\x01\x02\x03\x04\x05\x06",
            b"\xFF\xFE\0\0\0\0",
        ] {
            assert!(matches!(decode(bytes), Err(ReadError::Binary)), "{bytes:?}");
        }
    }
}
