//! Where the window for signing in opens.

/// A stretch of the desktop along one axis, in CSS pixels. Desktops of several
/// screens have one system of coordinates, so a start may be negative.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Span {
    /// Where it starts.
    pub start: i32,
    /// How long it is.
    pub size: i32,
}

impl Span {
    /// Where something of this size starts that lies over the middle of `self`,
    /// but within `screen`, as far as it fits. A screen of no size is unknown
    /// and limits nothing.
    pub fn centre(self, size: i32, screen: Self) -> i32 {
        let start = self
            .start
            .saturating_add(self.size.saturating_sub(size) / 2);
        if screen.size <= 0 {
            return start;
        }
        let last = screen
            .start
            .saturating_add(screen.size.saturating_sub(size));
        start.min(last).max(screen.start)
    }
}

#[cfg(test)]
mod tests {
    use super::Span;

    fn span(start: i32, size: i32) -> Span {
        Span { start, size }
    }

    #[test]
    fn it_lies_over_the_middle_of_the_page() {
        assert_eq!(span(100, 1000).centre(500, span(0, 1920)), 350);
    }

    #[test]
    fn it_stays_on_the_screen_of_the_page() {
        for (window, screen, start) in [
            // To the left of the main screen, and to its right.
            (span(-1800, 1000), span(-1920, 1920), -1550),
            (span(2000, 1000), span(1920, 1920), 2250),
            // Half off the screen.
            (span(-400, 600), span(0, 1920), 0),
            (span(1700, 600), span(0, 1920), 1420),
            // Beside a dock.
            (span(0, 400), span(80, 1840), 80),
            // Larger than the screen.
            (span(0, 320), span(0, 320), 0),
        ] {
            assert_eq!(window.centre(500, screen), start, "{window:?}");
        }
    }

    #[test]
    fn an_unknown_screen_limits_nothing() {
        assert_eq!(span(-1800, 1000).centre(500, span(0, 0)), -1550);
    }
}
