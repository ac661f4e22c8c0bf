//! How names are compared: in lower case, without accents, apostrophes or points, by a hash.

/// The size of a row: a character, how many bytes it becomes, and these.
pub(super) const FOLD: usize = 6;

/// The characters that are compared without their accents, and what they become.
#[derive(Debug)]
pub(super) struct Folds(pub &'static [u8]);

impl Folds {
    /// Hands over the bytes by which a word is compared.
    pub(super) fn fold(&self, word: &str, mut push: impl FnMut(u8)) {
        for c in word.chars() {
            if c.is_ascii() {
                if c != '\'' && c != '.' && c != '`' {
                    push(c.to_ascii_lowercase() as u8);
                }
                continue;
            }
            let code = u32::from(c);
            let folds = self.0.len() / FOLD;
            let at =
                |i: usize| u32::from(u16::from_le_bytes([self.0[i * FOLD], self.0[i * FOLD + 1]]));
            let (mut low, mut high) = (0, folds);
            while low < high {
                let middle = usize::midpoint(low, high);
                if at(middle) < code {
                    low = middle + 1;
                } else {
                    high = middle;
                }
            }
            if low < folds && at(low) == code {
                let row = &self.0[low * FOLD..(low + 1) * FOLD];
                row[3..3 + usize::from(row[2].min(3))]
                    .iter()
                    .for_each(|b| push(*b));
                continue;
            }
            let mut buffer = [0; 4];
            for lower in c.to_lowercase() {
                lower.encode_utf8(&mut buffer).bytes().for_each(&mut push);
            }
        }
    }
}

/// FNV-1a over 64 bits, its bits spread at the end; the generator does the same.
#[derive(Clone, Copy)]
pub(super) struct Hash(u64);

impl Hash {
    pub(super) fn new() -> Self {
        Self(0xCBF2_9CE4_8422_2325)
    }

    pub(super) fn push(&mut self, byte: u8) {
        self.0 = (self.0 ^ u64::from(byte)).wrapping_mul(0x100_0000_01B3);
    }

    pub(super) fn finish(self) -> u64 {
        let spread = (self.0 ^ self.0 >> 32).wrapping_mul(0x9E37_79B9_7F4A_7C15);
        spread ^ spread >> 29
    }
}
