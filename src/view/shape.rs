//! One shape of element for everything the badge shows.
//!
//! Leptos writes new machine code for every distinct combination of tag and
//! attributes; with one combination for all, the code is written once. Its
//! text always lands in text nodes, so a record's words stay words.

use leptos::prelude::*;
use leptos::tachys::html::element::custom;

use super::messages::Messages;
use crate::orcid::WebLink;

/// An element in the making.
pub struct Shape {
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
    Shape {
        tag,
        part: None,
        role: None,
        label: None,
        dir: None,
        lang: None,
        href: None,
        children: Vec::new(),
    }
}

/// Begins a link. Only links that are safe to follow can be had.
pub fn link(to: &WebLink) -> Shape {
    Shape {
        href: Some(to.as_str().into()),
        ..el("a")
    }
}

impl Shape {
    /// Names it for the page's own style sheet (`::part()`).
    pub fn part(mut self, part: &str) -> Self {
        self.part = Some(part.into());
        self
    }

    /// Sets its ARIA role.
    pub fn role(mut self, role: &str) -> Self {
        self.role = Some(role.into());
        self
    }

    /// Sets its accessible name.
    pub fn label(mut self, label: String) -> Self {
        self.label = Some(label);
        self
    }

    /// Marks its text as coming from a record: of any language, in any
    /// direction, kept from disturbing what stands beside it.
    pub fn foreign(mut self, lang: Option<&str>) -> Self {
        self.dir = Some("auto".into());
        self.lang = Some(lang.unwrap_or_default().into());
        self
    }

    /// Marks its text as the badge's own words, on a page of any language and
    /// direction.
    pub fn words_of(mut self, messages: &Messages) -> Self {
        self.dir = Some(messages.dir.into());
        self.lang = Some(messages.lang.into());
        self
    }

    /// Adds text.
    pub fn text(mut self, text: impl Into<String>) -> Self {
        self.children.push(text.into().into_any());
        self
    }

    /// Adds an element or another view.
    pub fn child(mut self, child: impl Into<AnyView>) -> Self {
        self.children.push(child.into());
        self
    }

    /// Adds elements, where there are any.
    pub fn children(mut self, children: impl IntoIterator<Item = AnyView>) -> Self {
        self.children.extend(children);
        self
    }

    /// Finishes it.
    pub fn into_any(self) -> AnyView {
        self.into()
    }
}

impl From<Shape> for AnyView {
    fn from(shape: Shape) -> Self {
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
