//! Reading a file piece by piece, so that its size does not matter.

use std::io::{self, BufRead, Read};
use std::path::{Path, PathBuf};

use super::Files;

/// So much is asked of the disk at once.
const PIECE: u64 = 1 << 20;

/// A file as a stream of bytes.
pub struct Pieces<'a> {
    files: &'a dyn Files,
    path: PathBuf,
    /// Where the next piece begins.
    at: u64,
    piece: Vec<u8>,
    used: usize,
}

impl<'a> Pieces<'a> {
    /// Nothing is read yet.
    #[must_use]
    pub fn of(files: &'a dyn Files, path: &Path) -> Self {
        Self {
            files,
            path: path.to_owned(),
            at: 0,
            piece: Vec::new(),
            used: 0,
        }
    }
}

impl Read for Pieces<'_> {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        let there = self.fill_buf()?;
        let count = there.len().min(into.len());
        into[..count].copy_from_slice(&there[..count]);
        self.consume(count);
        Ok(count)
    }
}

impl BufRead for Pieces<'_> {
    fn fill_buf(&mut self) -> io::Result<&[u8]> {
        if self.used >= self.piece.len() {
            let range = self.at..self.at + PIECE;
            self.piece = self.files.read_part(&self.path, range)?;
            self.at += self.piece.len() as u64;
            self.used = 0;
        }
        Ok(&self.piece[self.used..])
    }

    fn consume(&mut self, count: usize) {
        self.used = (self.used + count).min(self.piece.len());
    }
}
