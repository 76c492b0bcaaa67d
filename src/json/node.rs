//! What the readers need of a JSON tree.

/// A value of an answer, wherever its tree lives.
///
/// Every call may cross from Wasm to JavaScript, so readers ask for each
/// field once and for no field they do not need.
pub trait Node: Sized + Clone {
    /// The member `key`; a null node when it is absent or `self` is no object.
    fn get(&self, key: &'static str) -> Self;
    /// Number of items; `None` when `self` is no array.
    fn count(&self) -> Option<u32>;
    /// Item `index`; a null node beyond the end.
    fn at(&self, index: u32) -> Self;
    /// The text of a string as it stands; `None` for anything else.
    fn text(&self) -> Option<String>;
    /// The value of a number; `None` for anything else.
    fn number(&self) -> Option<f64>;
    /// Whether there is nothing: null or absent.
    fn is_null(&self) -> bool;
    /// Whether it is an object; an array is none.
    fn is_object(&self) -> bool;
}
