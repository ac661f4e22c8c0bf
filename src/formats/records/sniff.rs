//! The encoding of a table that is not in UTF-8, from all of its bytes.

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{Encoding, UTF_8};

/// Looks at a file in pieces.
pub struct Sniff {
    detector: EncodingDetector,
    sound: u64,
    broken: u64,
}

impl Default for Sniff {
    fn default() -> Self {
        Self {
            detector: EncodingDetector::new(Iso2022JpDetection::Deny),
            sound: 0,
            broken: 0,
        }
    }
}

impl Sniff {
    /// The next bytes of the file.
    pub fn feed(&mut self, piece: &[u8]) {
        for chunk in piece.utf8_chunks() {
            let valid = chunk.valid();
            let continued = valid.bytes().filter(|byte| *byte >= 0xC0).count();
            self.sound += continued as u64;
            self.broken += u64::from(!chunk.invalid().is_empty());
        }
        self.detector.feed(piece, false);
    }

    /// What the file is in. UTF-8 where only some of it is damaged: letters of other encodings
    /// hardly ever form characters of UTF-8 by chance.
    #[must_use]
    pub fn guess(mut self) -> &'static Encoding {
        if self.broken * 4 <= self.sound {
            return UTF_8;
        }
        self.detector.feed(&[], true);
        self.detector.guess(None, Utf8Detection::Deny)
    }
}
