//! Pictures as files, and how they differ.

use std::fs::File;
use std::io::BufReader;
use std::path::Path;

use super::Canvas;

/// A channel may differ by so much: rounding in another compiler's arithmetic.
const CHANNEL: u8 = 24;
/// One pixel in so many may differ by more.
const SHARE: usize = 500;

impl Canvas {
    /// Writes a PNG file.
    pub fn write(&self, path: &Path) {
        let file = File::create(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
        let side = |length: usize| u32::try_from(length).expect("a picture's side");
        let mut encoder = ::png::Encoder::new(file, side(self.width), side(self.height));
        encoder.set_color(::png::ColorType::Rgb);
        encoder.set_depth(::png::BitDepth::Eight);
        encoder.set_compression(::png::Compression::High);
        let mut writer = encoder.write_header().expect("a header");
        let bytes: Vec<u8> = self.pixels.iter().flatten().copied().collect();
        writer.write_image_data(&bytes).expect("pixels");
    }

    /// Reads a PNG file that was written here; nothing where there is none.
    pub fn read(path: &Path) -> Option<Self> {
        let file = BufReader::new(File::open(path).ok()?);
        let mut reader = ::png::Decoder::new(file).read_info().ok()?;
        let mut bytes = vec![0; reader.output_buffer_size()?];
        let info = reader.next_frame(&mut bytes).ok()?;
        let pixels = bytes[..info.buffer_size()].chunks_exact(3);
        Some(Self {
            width: info.width as usize,
            height: info.height as usize,
            pixels: pixels.map(|p| [p[0], p[1], p[2]]).collect(),
        })
    }

    /// What keeps two pictures from being taken for the same, in words.
    pub fn difference(&self, other: &Self) -> Option<String> {
        let (ours, theirs) = ((self.width, self.height), (other.width, other.height));
        if ours != theirs {
            return Some(format!("{ours:?} pixels instead of {theirs:?}"));
        }
        let far = |(a, b): (&[u8; 3], &[u8; 3])| {
            let mut channels = a.iter().zip(b);
            channels.any(|(a, b)| a.abs_diff(*b) > CHANNEL)
        };
        let differing = self
            .pixels
            .iter()
            .zip(&other.pixels)
            .filter(|pair| far(*pair));
        let count = differing.count();
        let most = self.pixels.len() / SHARE;
        (count > most).then(|| format!("{count} pixels differ, {most} may"))
    }
}
