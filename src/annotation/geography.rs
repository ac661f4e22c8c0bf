//! Distances on the earth.

/// The earth's mean radius in kilometres.
const RADIUS: f64 = 6371.0;

/// Kilometres between two points (degrees north and east), on a sphere: within half a per cent.
#[must_use]
pub fn distance_km(from: (f64, f64), to: (f64, f64)) -> f64 {
    let (north, other) = (from.0.to_radians(), to.0.to_radians());
    let (up, along) = (other - north, (to.1 - from.1).to_radians());
    let half = (up / 2.0).sin().powi(2) + north.cos() * other.cos() * (along / 2.0).sin().powi(2);
    2.0 * RADIUS * half.clamp(0.0, 1.0).sqrt().asin()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn distances_are_those_of_a_globe() {
        let check = |from, to, expected: f64| {
            let apart = distance_km(from, to);
            assert!((apart - expected).abs() < 1.0, "{from:?} {to:?}: {apart}");
        };
        check((0.0, 0.0), (0.0, 0.0), 0.0);
        check((0.0, 0.0), (0.0, 1.0), 111.2);
        check((60.0, 0.0), (60.0, 2.0), 111.2);
        check((0.0, 179.5), (0.0, -179.5), 111.2);
        check((90.0, 0.0), (-90.0, 0.0), 20_015.1);
    }
}
