//! The outlines of countries, from `assets/outlines/countries.bin`.
//!
//! Layout, little endian: `OBMAP002`, then rings until the end: the alpha-3 code of the country
//! (three zero bytes where it has none), two 16-bit counts (corners, triangles), corners as two signed 16-bit numbers (degrees east and north, times 180), triangles
//! as three 16-bit indices of corners. Made by `tools/outlines/make.py`.

use std::sync::LazyLock;

static BYTES: &[u8] = include_bytes!("../../../assets/outlines/countries.bin");
static RINGS: LazyLock<Vec<Ring>> = LazyLock::new(|| read(BYTES));

/// One stretch of land of one country.
#[derive(Debug)]
pub(super) struct Ring {
    /// ISO 3166-1 alpha-3, Kosovo is `XKX`; empty where nobody has a code.
    pub country: &'static str,
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

/// The alpha-3 code of the country that holds a point, in degrees north and east, as the outlines
/// draw it: to some kilometres at borders and coasts, where small islands are left out. Linear in
/// the corners of the rings around it.
pub(super) fn country_at(north: f64, east: f64) -> Option<&'static str> {
    #[expect(clippy::cast_possible_truncation, reason = "degrees to 700 m")]
    let point = (east as f32, north as f32);
    // A country that another one surrounds lies on it.
    let size = |ring: &&Ring| (ring.high.0 - ring.low.0) * (ring.high.1 - ring.low.1);
    let holding = rings().iter().filter(|ring| ring.holds(point));
    let innermost = holding.min_by(|a, b| size(a).total_cmp(&size(b)))?;
    Some(innermost.country).filter(|code| !code.is_empty())
}

impl Ring {
    /// Whether a point, in degrees east and north, lies inside.
    fn holds(&self, (east, north): (f32, f32)) -> bool {
        let (low, high) = (self.low, self.high);
        if !(low.0..=high.0).contains(&east) || !(low.1..=high.1).contains(&north) {
            return false;
        }
        // A line to the west crosses the outline an odd number of times.
        let before = self.corners.iter().skip(self.corners.len() - 1);
        let sides = before.chain(&self.corners).zip(&self.corners);
        let crossed = sides.filter(|(a, b)| {
            (a.1 > north) != (b.1 > north) && east > a.0 + (north - a.1) / (b.1 - a.1) * (b.0 - a.0)
        });
        crossed.count() % 2 == 1
    }
}

fn read(bytes: &'static [u8]) -> Vec<Ring> {
    let mut rest = bytes.strip_prefix(b"OBMAP002").unwrap_or_default();
    let mut rings = Vec::new();
    while let Some(ring) = ring(&mut rest) {
        rings.push(ring);
    }
    rings
}

fn ring(rest: &mut &'static [u8]) -> Option<Ring> {
    let (code, behind) = rest.split_first_chunk::<3>()?;
    let country = std::str::from_utf8(code).ok()?.trim_end_matches('\0');
    *rest = behind;
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
    (sound && count > 0).then_some(Ring {
        country,
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
    fn no_ring_crosses_the_date_line() {
        for ring in rings() {
            let sides = ring.corners.windows(2);
            let widest = sides.map(|side| (side[1].0 - side[0].0).abs());
            assert!(widest.fold(0.0, f32::max) < 180.0, "{}", ring.country);
        }
    }

    #[test]
    fn a_point_lies_in_its_country() {
        for (north, east, country) in [
            (13.51, 2.11, Some("NER")),
            (36.2, 37.16, Some("SYR")),
            (-29.6, 28.2, Some("LSO")),
            (-28.5, 26.0, Some("ZAF")),
            (42.6, 21.0, Some("XKX")),
            (64.8, -147.7, Some("USA")),
            (66.5, -175.0, Some("RUS")),
            (67.0, 178.0, Some("RUS")),
            (0.0, -30.0, None),
            (90.0, 180.0, None),
        ] {
            assert_eq!(country_at(north, east), country, "{north} {east}");
        }
    }

    #[test]
    fn what_is_cut_off_is_left_out() {
        assert_eq!(read(&BYTES[..BYTES.len() - 3]).len(), rings().len() - 1);
        assert_eq!(read(b"").len(), 0);
        assert_eq!(read(b"OBMAP002NER\x01").len(), 0);
    }
}
