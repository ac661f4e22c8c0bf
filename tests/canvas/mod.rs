//! A renderer in software for what egui tessellates: textured triangles into pixels.
//!
//! It needs no graphics driver and computes the same on every machine, so that pictures can be
//! compared. Colours are blended as egui's own renderers do it, in gamma space.

mod png;

use egui::epaint::{ClippedPrimitive, Primitive, Vertex};
use egui::{ColorImage, Context, FullOutput, Rect, TextureId};

/// A picture of opaque pixels.
#[derive(Clone, PartialEq)]
pub struct Canvas {
    pub width: usize,
    pub height: usize,
    /// Red, green and blue of each pixel, row by row.
    pub pixels: Vec<[u8; 3]>,
}

impl Canvas {
    /// Draws a frame. All textures must be the font's: nothing else is shown by this program.
    pub fn draw(context: &Context, output: &FullOutput) -> Self {
        let scale = output.pixels_per_point;
        let size = (context.viewport_rect().size() * scale).round();
        #[expect(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            reason = "a window's size"
        )]
        let (width, height) = (size.x as usize, size.y as usize);
        let mut canvas = Self {
            width,
            height,
            pixels: vec![[0; 3]; width * height],
        };
        let font = context.fonts(|fonts| fonts.image());
        for primitive in context.tessellate(output.shapes.clone(), scale) {
            canvas.primitive(&primitive, &font, scale);
        }
        canvas
    }

    /// The part of the picture in a rectangle of pixels, as far as it reaches.
    pub fn part(&self, left: usize, top: usize, width: usize, height: usize) -> Self {
        let width = width.min(self.width - left);
        let height = height.min(self.height - top);
        let rows = (top..top + height).map(|y| y * self.width + left);
        Self {
            width,
            height,
            pixels: rows
                .flat_map(|row| self.pixels[row..row + width].iter().copied())
                .collect(),
        }
    }

    fn primitive(&mut self, primitive: &ClippedPrimitive, font: &ColorImage, scale: f32) {
        let Primitive::Mesh(mesh) = &primitive.primitive else {
            panic!("something is painted that is no mesh");
        };
        assert_eq!(mesh.texture_id, TextureId::default(), "a picture is shown");
        let clip = primitive.clip_rect * scale;
        for corners in mesh.indices.chunks_exact(3) {
            let corners = [0, 1, 2].map(|i| mesh.vertices[corners[i] as usize]);
            self.triangle(&corners, font, clip, scale);
        }
    }

    fn triangle(&mut self, corners: &[Vertex; 3], font: &ColorImage, clip: Rect, scale: f32) {
        let [a, b, c] = corners.map(|corner| corner.pos.to_vec2() * scale);
        let cross = |u: egui::Vec2, v: egui::Vec2| u.x * v.y - u.y * v.x;
        let area = cross(b - a, c - a);
        if area == 0.0 || !area.is_finite() {
            return;
        }
        let (xs, ys) = ([a.x, b.x, c.x], [a.y, b.y, c.y]);
        let columns = span(xs, clip.left(), clip.right(), self.width);
        let rows = span(ys, clip.top(), clip.bottom(), self.height);
        // A pixel on an edge between two triangles belongs to one of them.
        let mine = |edge: egui::Vec2, weight: f32| {
            let edge = edge * area.signum();
            weight > 0.0 || (weight == 0.0 && (edge.y < 0.0 || (edge.y == 0.0 && edge.x > 0.0)))
        };
        for y in rows {
            for x in columns.clone() {
                #[expect(clippy::cast_precision_loss, reason = "a window's size")]
                let at = egui::vec2(x as f32 + 0.5, y as f32 + 0.5);
                let weights = [
                    cross(c - b, at - b) / area,
                    cross(a - c, at - c) / area,
                    cross(b - a, at - a) / area,
                ];
                let [p, q, r] = weights;
                if mine(c - b, p) && mine(a - c, q) && mine(b - a, r) {
                    self.blend(x, y, shaded(corners, weights, font));
                }
            }
        }
    }

    /// Lays a colour, its channels multiplied with its alpha, over a pixel.
    fn blend(&mut self, x: usize, y: usize, [red, green, blue, alpha]: [f32; 4]) {
        let pixel = &mut self.pixels[y * self.width + x];
        for (channel, over) in pixel.iter_mut().zip([red, green, blue]) {
            let mixed = over + f32::from(*channel) * (1.0 - alpha / 255.0);
            #[expect(
                clippy::cast_possible_truncation,
                clippy::cast_sign_loss,
                reason = "clamped to a byte"
            )]
            let byte = mixed.round().clamp(0.0, 255.0) as u8;
            *channel = byte;
        }
    }
}

/// The pixels whose middles lie between three points and inside a clip.
#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_precision_loss,
    clippy::cast_sign_loss,
    reason = "clamped to a window's size"
)]
fn span(points: [f32; 3], from: f32, to: f32, size: usize) -> std::ops::Range<usize> {
    let first = points.into_iter().fold(f32::INFINITY, f32::min).floor();
    let last = points.into_iter().fold(f32::NEG_INFINITY, f32::max).ceil();
    let limit = |value: f32| value.clamp(0.0, size as f32) as usize;
    limit(first.max(from.round()))..limit(last.min(to.round()))
}

/// The colour at a point of a triangle: that of its corners times that of the texture.
fn shaded(corners: &[Vertex; 3], weights: [f32; 3], font: &ColorImage) -> [f32; 4] {
    let mix = |value: fn(&Vertex) -> f32| -> f32 {
        let parts = corners.iter().zip(weights);
        parts.map(|(corner, weight)| value(corner) * weight).sum()
    };
    let texel = sampled(font, mix(|v| v.uv.x), mix(|v| v.uv.y));
    let color = [
        mix(|v| f32::from(v.color.r())),
        mix(|v| f32::from(v.color.g())),
        mix(|v| f32::from(v.color.b())),
        mix(|v| f32::from(v.color.a())),
    ];
    std::array::from_fn(|i| color[i] * texel[i] / 255.0)
}

/// The texture between its four nearest texels.
fn sampled(font: &ColorImage, u: f32, v: f32) -> [f32; 4] {
    let [width, height] = font.size;
    let axis = |at: f32, size: usize| {
        #[expect(clippy::cast_precision_loss, reason = "a texture's size")]
        let place = (at * size as f32 - 0.5).clamp(0.0, (size - 1) as f32);
        #[expect(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            reason = "clamped to the texture"
        )]
        let first = place as usize;
        (first, (first + 1).min(size - 1), place.fract())
    };
    let ((left, right, x), (top, bottom, y)) = (axis(u, width), axis(v, height));
    let texel = |column: usize, row: usize| font.pixels[row * width + column].to_array();
    let (a, b, c, d) = (
        texel(left, top),
        texel(right, top),
        texel(left, bottom),
        texel(right, bottom),
    );
    std::array::from_fn(|i| {
        let upper = f32::from(a[i]) * (1.0 - x) + f32::from(b[i]) * x;
        let lower = f32::from(c[i]) * (1.0 - x) + f32::from(d[i]) * x;
        upper * (1.0 - y) + lower * y
    })
}
