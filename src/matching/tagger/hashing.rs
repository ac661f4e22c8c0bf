//! Features as numbers: which template, and a hash of what fills it.
//!
//! The same numbers stand in the model file, so that nothing here may change without training
//! anew.

/// A feature of a token: 32 bits of a hash over a template and what fills it.
pub type Attribute = u32;

/// FNV-1a over bytes, 64 bits wide.
#[derive(Clone, Copy)]
pub(super) struct Hash(u64);

impl Hash {
    pub(super) fn new() -> Self {
        Self(0xCBF2_9CE4_8422_2325)
    }

    pub(super) fn byte(self, byte: u8) -> Self {
        Self((self.0 ^ u64::from(byte)).wrapping_mul(0x0100_0000_01B3))
    }

    pub(super) fn bytes(self, bytes: &[u8]) -> Self {
        bytes.iter().fold(self, |hash, &byte| hash.byte(byte))
    }

    /// The bits mixed, so that the low ones depend on all.
    pub(super) fn finish(self) -> u32 {
        mixed(self.0)
    }
}

fn mixed(bits: u64) -> u32 {
    let bits = (bits ^ (bits >> 32)).wrapping_mul(0x9E37_79B9_7F4A_7C15);
    (bits >> 32) as u32
}

/// The attribute of a template filled with one value.
pub(super) fn one(template: u32, value: u32) -> Attribute {
    mixed((u64::from(template) << 32 | u64::from(value)).wrapping_mul(0xD6E8_FEB8_6659_FD93))
}

/// The attribute of a template filled with two values.
pub(super) fn two(template: u32, first: u32, second: u32) -> Attribute {
    one(template, one(first, second))
}
