//! An element with all that it holds, as the one view of a Leptos component.

use leptos::tachys::hydration::Cursor;
use leptos::tachys::view::add_attr::AddAnyAttr;
use leptos::tachys::view::{Mountable, Position, PositionState, Render, RenderHtml};
use send_wrapper::SendWrapper;
use web_sys::{Element, Node};

use super::element_builder::ElementBuilder;

/// An element as the one view of a Leptos component.
pub struct LeptosRoot(SendWrapper<ElementBuilder>);

impl From<ElementBuilder> for LeptosRoot {
    fn from(element: ElementBuilder) -> Self {
        Self(SendWrapper::new(element))
    }
}

/// A mounted element.
pub struct LeptosRootState(ElementBuilder);

impl Mountable for LeptosRootState {
    fn unmount(&mut self) {
        if let Some(element) = self.0.element() {
            element.remove();
        }
    }

    fn mount(&mut self, parent: &Element, marker: Option<&Node>) {
        if let Some(element) = self.0.element() {
            let _ = parent.insert_before(element, marker);
        }
    }

    fn insert_before_this(&self, child: &mut dyn Mountable) -> bool {
        let element = self.0.element();
        let parent = element.and_then(|element| element.parent_element());
        match (element, parent) {
            (Some(element), Some(parent)) => {
                child.mount(&parent, Some(element));
                true
            }
            _ => false,
        }
    }

    fn elements(&self) -> Vec<Element> {
        self.0.element().cloned().into_iter().collect()
    }
}

impl Render for LeptosRoot {
    type State = LeptosRootState;

    fn build(self) -> LeptosRootState {
        LeptosRootState(self.0.take())
    }

    fn rebuild(self, state: &mut LeptosRootState) {
        let mut new = self.build();
        state.insert_before_this(&mut new);
        state.unmount();
        *state = new;
    }
}

impl AddAnyAttr for LeptosRoot {
    type Output<New: leptos::attr::Attribute> = Self;

    fn add_any_attr<New: leptos::attr::Attribute>(self, _: New) -> Self {
        self
    }
}

/// There is no server on which this could be written as HTML.
impl RenderHtml for LeptosRoot {
    type AsyncOutput = Self;
    type Owned = Self;

    const MIN_LENGTH: usize = 0;

    fn dry_resolve(&mut self) {}

    async fn resolve(self) -> Self {
        self
    }

    fn to_html_with_buf(
        self,
        _: &mut String,
        _: &mut Position,
        _: bool,
        _: bool,
        _: Vec<leptos::attr::any_attribute::AnyAttribute>,
    ) {
    }

    fn hydrate<const FROM_SERVER: bool>(self, _: &Cursor, _: &PositionState) -> LeptosRootState {
        self.build()
    }

    fn into_owned(self) -> Self {
        self
    }
}
