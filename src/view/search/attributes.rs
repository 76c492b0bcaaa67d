//! Attributes that change, and who hears of what a visitor does.

use std::rc::Rc;

use web_sys::Element;

use crate::search::Event;

/// Takes events of an element.
pub type Send = Rc<dyn Fn(Event)>;

/// Sets an attribute; without a value it goes.
pub fn set(element: &Element, name: &str, value: Option<&str>) {
    let _ = match value {
        Some(value) => element.set_attribute(name, value),
        None => element.remove_attribute(name),
    };
}

/// Sets an attribute that means something by being there.
pub fn flag(element: &Element, name: &str, is_set: bool) {
    set(element, name, is_set.then_some(""));
}

/// Takes an element out of sight, or brings it back.
pub fn hide(element: &Element, is_hidden: bool) {
    flag(element, "hidden", is_hidden);
}
