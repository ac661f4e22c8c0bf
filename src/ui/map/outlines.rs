//! The outlines of countries, from `assets/outlines/countries.bin`.
//!
//! Layout, little endian: `OBMAP001`, then rings until the end: two 16-bit counts (corners,
//! triangles), corners as two signed 16-bit numbers (degrees east and north, times 180), triangles
//! as three 16-bit indices of corners. Made by `tools/outlines/make.py`.

use std::sync::LazyLock;

static BYTES: &[u8] = include_bytes!("../../../assets/outlines/countries.bin");
static RINGS: LazyLock<Vec<Ring>> = LazyLock::new(|| read(BYTES));

/// One stretch of land of one country.
#[derive(Debug)]
pub(super) struct Ring {
    /// Degrees east and north.
    pub corners: Vec<(f32, f32)>,
    pub triangles: Vec<[u16; 3]>,
    /// Its westernmost and southernmost, easternmost and northernmost degrees.
    pub low: (f32, f32),
    pub high: (f32, f32),
}

/// All of them; read when they are first asked for, which takes a millisecond.
pub(super) fn rings() -> &'static [Ring] {
    &RINGS
}

fn read(bytes: &[u8]) -> Vec<Ring> {
    let mut rest = bytes.strip_prefix(b"OBMAP001").unwrap_or_default();
    let mut rings = Vec::new();
    while let Some(ring) = ring(&mut rest) {
        rings.push(ring);
    }
    rings
}

fn ring(rest: &mut &[u8]) -> Option<Ring> {
    let mut number = || {
        let (two, behind) = rest.split_first_chunk::<2>()?;
        *rest = behind;
        Some(u16::from_le_bytes(*two))
    };
    let (corners, triangles) = (number()?, number()?);
    let mut degrees = || number().map(|n| f32::from(n.cast_signed()) / 180.0);
    let corners: Vec<(f32, f32)> = (0..corners)
        .map(|_| Some((degrees()?, degrees()?)))
        .collect::<Option<_>>()?;
    let triangles: Vec<[u16; 3]> = (0..triangles)
        .map(|_| Some([number()?, number()?, number()?]))
        .collect::<Option<_>>()?;
    let count = corners.len();
    let sound = triangles.iter().flatten().all(|i| usize::from(*i) < count);
    let fold = |pick: fn(f32, f32) -> f32, from: f32| {
        corners
            .iter()
            .fold((from, from), |(x, y), c| (pick(x, c.0), pick(y, c.1)))
    };
    let (low, high) = (fold(f32::min, f32::MAX), fold(f32::max, f32::MIN));
    sound.then_some(Ring {
        corners,
        triangles,
        low,
        high,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    /// How many rings hold a point.
    fn holding(north: f32, east: f32) -> usize {
        let side =
            |a: (f32, f32), b: (f32, f32)| (b.0 - a.0) * (north - a.1) - (b.1 - a.1) * (east - a.0);
        let inside = |ring: &&Ring| {
            ring.triangles.iter().any(|t| {
                let [a, b, c] = t.map(|i| ring.corners[usize::from(i)]);
                let sides = [side(a, b), side(b, c), side(c, a)];
                sides.iter().all(|s| *s >= 0.0) || sides.iter().all(|s| *s <= 0.0)
            })
        };
        rings().iter().filter(inside).count()
    }

    #[test]
    fn land_is_land_and_sea_is_sea() {
        assert!(rings().len() > 500);
        for (north, east) in [(13.5, 2.1), (40.0, -100.0), (55.0, 37.0), (-25.0, 134.0)] {
            assert_eq!(holding(north, east), 1, "{north} {east}");
        }
        for (north, east) in [(0.0, -30.0), (43.3, 34.5), (0.0, -160.0), (35.0, 18.0)] {
            assert_eq!(holding(north, east), 0, "{north} {east}");
        }
    }

    #[test]
    fn what_is_cut_off_is_left_out() {
        assert_eq!(read(&BYTES[..BYTES.len() - 3]).len(), rings().len() - 1);
        assert_eq!(read(b"").len(), 0);
        assert_eq!(read(b"OBMAP001\x01").len(), 0);
    }
}
