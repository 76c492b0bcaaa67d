//! One shape of element for everything the badge shows.
//!
//! Leptos writes new machine code for every distinct combination of tag and
//! attributes; with one combination for all, the code is written once. Its
//! text always lands in text nodes, so a record's words stay words.

use leptos::prelude::*;
use leptos::tachys::html::element::custom;

use super::messages::Messages;
use crate::orcid::WebLink;

/// An element in the making: on the heap, so that handing it on from call to
/// call moves a pointer and not a dozen words.
pub struct Shape(Box<Parts>);

#[derive(Default)]
struct Parts {
    tag: &'static str,
    part: Option<String>,
    role: Option<String>,
    label: Option<String>,
    dir: Option<String>,
    lang: Option<String>,
    href: Option<String>,
    children: Vec<AnyView>,
}

/// Begins an element.
pub fn el(tag: &'static str) -> Shape {
    Shape(Box::new(Parts {
        tag,
        ..Parts::default()
    }))
}

/// Begins a link. Only links that are safe to follow can be had.
pub fn link(to: &WebLink) -> Shape {
    let mut link = el("a");
    link.0.href = Some(to.as_str().into());
    link
}

impl Shape {
    /// Names it for the page's own style sheet (`::part()`).
    #[inline(never)]
    pub fn part(mut self, part: &str) -> Self {
        self.0.part = Some(part.into());
        self
    }

    /// Sets its ARIA role.
    #[inline(never)]
    pub fn role(mut self, role: &str) -> Self {
        self.0.role = Some(role.into());
        self
    }

    /// Sets its accessible name.
    #[inline(never)]
    pub fn label(mut self, label: String) -> Self {
        self.0.label = Some(label);
        self
    }

    /// Marks its text as coming from a record: of any language, in any
    /// direction, kept from disturbing what stands beside it.
    #[inline(never)]
    pub fn foreign(mut self, lang: Option<&str>) -> Self {
        self.0.dir = Some("auto".into());
        self.0.lang = Some(lang.unwrap_or_default().into());
        self
    }

    /// Marks its text as the badge's own words, on a page of any language and
    /// direction.
    #[inline(never)]
    pub fn words_of(mut self, messages: &Messages) -> Self {
        self.0.dir = Some(messages.dir.into());
        self.0.lang = Some(messages.lang.into());
        self
    }

    /// Adds text.
    pub fn text(self, text: impl Into<String>) -> Self {
        self.push(text.into().into_any())
    }

    /// Adds an element or another view.
    pub fn child(self, child: impl Into<AnyView>) -> Self {
        self.push(child.into())
    }

    #[inline(never)]
    fn push(mut self, child: AnyView) -> Self {
        self.0.children.push(child);
        self
    }

    /// Adds elements, where there are any.
    pub fn children(mut self, children: impl IntoIterator<Item = AnyView>) -> Self {
        self.0.children.extend(children);
        self
    }

    /// Finishes it.
    pub fn into_any(self) -> AnyView {
        self.into()
    }
}

impl From<Shape> for AnyView {
    fn from(Shape(shape): Shape) -> Self {
        let shape = *shape;
        custom(shape.tag)
            .attr("part", shape.part)
            .attr("role", shape.role)
            .attr("aria-label", shape.label)
            .attr("dir", shape.dir)
            .attr("lang", shape.lang)
            .attr("href", shape.href)
            .child(shape.children)
            .into_any()
    }
}
