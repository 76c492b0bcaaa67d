//! What a browser's `normalize` and `toLowerCase` do, for native tests.

use unicode_normalization::UnicodeNormalization;

/// Compatibility decomposition and lower case.
pub fn decompose(text: &str) -> String {
    text.nfkd().collect::<String>().to_lowercase()
}
