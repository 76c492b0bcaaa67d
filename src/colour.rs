//! What a colour is, and how well one stands out from another (WCAG 2.2,
//! relative luminance and contrast ratio). Pure.

/// A colour in sRGB. Channels and alpha go from 0 to 1.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Colour {
    /// Red, green and blue.
    pub channels: [f64; 3],
    /// 0 is transparent, 1 opaque.
    pub alpha: f64,
}

impl Colour {
    /// White.
    pub const WHITE: Self = Self {
        channels: [1.0; 3],
        alpha: 1.0,
    };
    /// Black.
    pub const BLACK: Self = Self {
        channels: [0.0; 3],
        alpha: 1.0,
    };

    /// The colour that is seen where this one lies over an opaque `ground`.
    pub fn over(self, ground: Self) -> Self {
        let mut mixed = ground;
        for (under, own) in mixed.channels.iter_mut().zip(self.channels) {
            *under += (own - *under) * self.alpha;
        }
        mixed
    }

    /// This colour with so much of its alpha, from 0 to 1.
    pub fn faint(self, share: f64) -> Self {
        Self {
            alpha: self.alpha * share,
            ..self
        }
    }

    /// The contrast ratio of two opaque colours, from 1 to 21.
    pub fn contrast(self, other: Self) -> f64 {
        let (one, other) = (self.luminance() + 0.05, other.luminance() + 0.05);
        (one / other).max(other / one)
    }

    /// The relative luminance, from 0 to 1.
    #[inline(never)]
    pub fn luminance(self) -> f64 {
        let [red, green, blue] = self.channels.map(linear);
        0.2126 * red + 0.7152 * green + 0.0722 * blue
    }

    /// Black or white, whichever stands out more.
    pub fn opposite(self) -> Self {
        match self.contrast(Self::WHITE) < self.contrast(Self::BLACK) {
            true => Self::BLACK,
            false => Self::WHITE,
        }
    }

    /// How much of this colour, in per cent and at least `from`, has to be
    /// mixed into an opaque `ground` to stand out from it by `ratio`; 100 where
    /// nothing less does.
    pub fn share(self, ground: Self, from: u32, ratio: f64) -> u32 {
        let stands_out = |share: &u32| {
            let mixed = self.faint(f64::from(*share) / 100.0).over(ground);
            mixed.contrast(ground) >= ratio
        };
        (from..100).find(stands_out).unwrap_or(100)
    }
}

/// A channel without its gamma curve. The power of 2.4 is taken by Newton's
/// method: the one of the standard library weighs two kilobytes in Wasm.
fn linear(channel: f64) -> f64 {
    if channel <= 0.04045 {
        return channel / 12.92;
    }
    let base = (channel + 0.055) / 1.055;
    let square = base * base;
    // The fifth root of the square: the power of 0.4.
    let mut root = base.sqrt();
    for _ in 0..6 {
        let fourth = root * root * root * root;
        root = (4.0 * root + square / fourth) / 5.0;
    }
    square * root
}

#[cfg(all(test, not(target_arch = "wasm32")))]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn rgb(red: u8, green: u8, blue: u8) -> Colour {
        Colour {
            channels: [red, green, blue].map(|channel| f64::from(channel) / 255.0),
            alpha: 1.0,
        }
    }

    fn close(one: f64, other: f64) -> bool {
        (one - other).abs() < 0.005
    }

    #[test]
    fn contrast_is_that_of_wcag() {
        assert!(close(Colour::WHITE.contrast(Colour::BLACK), 21.0));
        assert!(close(Colour::WHITE.contrast(Colour::WHITE), 1.0));
        // Figures of the W3C's examples and of WebAIM's checker.
        let white = Colour::WHITE;
        assert!(close(rgb(0, 128, 128).contrast(white), 4.77));
        assert!(close(rgb(118, 118, 118).contrast(white), 4.54));
        assert!(close(rgb(0, 0, 238).contrast(white), 9.40));
        let navy = rgb(15, 23, 42);
        assert!(close(navy.contrast(white), 17.85));
    }

    #[test]
    fn as_much_is_mixed_in_as_it_takes() {
        let (black, white) = (Colour::BLACK, Colour::WHITE);
        assert_eq!(black.share(white, 68, 4.5), 68);
        // White on teal has 4.77 : 1 at full strength.
        let teal = rgb(0, 128, 128);
        let muted = white.share(teal, 68, 4.5);
        assert!((90..100).contains(&muted), "{muted}");
        // Black on teal never has 4.5.
        assert_eq!(black.share(teal, 68, 4.5), 100);
        assert_eq!(black.opposite(), white);
        assert_eq!(rgb(230, 237, 243).opposite(), black);
    }

    proptest! {
        #[test]
        fn a_share_stands_out_where_the_colour_does(
            tint in 0.0..0.1, ground in any::<[u8; 3]>(),
        ) {
            let [red, green, blue] = ground;
            let ground = rgb(red, green, blue);
            let pure = ground.opposite();
            let text = Colour { alpha: tint, ..ground }.over(pure);
            prop_assume!(text.contrast(ground) >= 4.5);
            let share = text.share(ground, 60, 4.5);
            let mixed = Colour { alpha: f64::from(share) / 100.0, ..text }.over(ground);
            prop_assert!(mixed.contrast(ground) >= 4.5);
        }
    }
}
