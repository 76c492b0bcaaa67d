//! JSON, written piece by piece: all the writers need, in a few hundred bytes.

/// A JSON text under way.
pub(crate) struct Json<'a> {
    out: &'a mut String,
    /// Whether the text may stand in a `script` element.
    for_script: bool,
    /// Whether the next value or name follows another one.
    follows: bool,
}

impl<'a> Json<'a> {
    pub(crate) fn new(out: &'a mut String, for_script: bool) -> Self {
        Self {
            out,
            for_script,
            follows: false,
        }
    }

    /// Begins an object or a list.
    pub(crate) fn open(&mut self, bracket: char) {
        self.comma();
        self.out.push(bracket);
        self.follows = false;
    }

    /// Ends an object or a list.
    pub(crate) fn close(&mut self, bracket: char) {
        self.out.push(bracket);
        self.follows = true;
    }

    /// The name of a member; its value comes next.
    pub(crate) fn name(&mut self, name: &str) {
        self.text(name);
        self.out.push(':');
        self.follows = false;
    }

    /// A string.
    pub(crate) fn text(&mut self, text: &str) {
        self.comma();
        self.out.push('"');
        for c in text.chars() {
            match c {
                '"' | '\\' => {
                    self.out.push('\\');
                    self.out.push(c);
                }
                '<' | '>' | '&' | '\u{2028}' | '\u{2029}' if self.for_script => self.escape(c),
                _ if c.is_ascii_control() => self.escape(c),
                _ => self.out.push(c),
            }
        }
        self.out.push('"');
    }

    /// A whole number.
    pub(crate) fn number(&mut self, number: u64) {
        self.comma();
        push_number(self.out, number);
    }

    /// Whether or not.
    #[cfg(any(feature = "data", not(target_arch = "wasm32")))]
    pub(crate) fn flag(&mut self, flag: bool) {
        self.comma();
        self.out.push_str(if flag { "true" } else { "false" });
    }

    /// Nothing.
    #[cfg(any(feature = "data", feature = "xml", not(target_arch = "wasm32")))]
    pub(crate) fn null(&mut self) {
        self.comma();
        self.out.push_str("null");
    }

    /// A member with a string as its value.
    pub(crate) fn member(&mut self, name: &str, text: &str) {
        self.name(name);
        self.text(text);
    }

    /// A member, where there is a value.
    #[cfg(any(feature = "works", not(target_arch = "wasm32")))]
    pub(crate) fn some(&mut self, name: &str, text: Option<&str>) {
        if let Some(text) = text {
            self.member(name, text);
        }
    }

    fn comma(&mut self) {
        if self.follows {
            self.out.push(',');
        }
        self.follows = true;
    }

    /// `\u003C`, for characters of the first plane.
    fn escape(&mut self, c: char) {
        self.out.push_str("\\u");
        for shift in [12, 8, 4, 0] {
            let digit = (u32::from(c) >> shift & 15) as u8;
            let base = if digit < 10 { b'0' } else { b'A' - 10 };
            self.out.push(char::from(base + digit));
        }
    }
}

/// Adds the digits of a number.
pub(crate) fn push_number(text: &mut String, number: u64) {
    if number > 9 {
        push_number(text, number / 10);
    }
    text.push(char::from(b'0' + (number % 10) as u8));
}
