//! The drawings of the sites that people link to. They are in a file of their
//! own, fetched only where somebody links to one of these sites.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use js_sys::{Function, Promise, Reflect};
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::{JsFuture, spawn_local};
use web_sys::Element;

use crate::people::Site;
use crate::view::element_builder::svg;

/// The drawings that one element has, or is about to have. Cloning shares them.
#[derive(Clone)]
pub struct Icons(Rc<Inner>);

struct Inner {
    /// Gives a promise of an object of paths.
    load: Option<Function>,
    is_asked: Cell<bool>,
    /// The object, or `None` where it could not be had; outside, while it is not
    /// there.
    paths: RefCell<Option<Option<JsValue>>>,
    /// The links that wait.
    waiting: RefCell<Vec<(Element, Site)>>,
}

impl Icons {
    /// Fetches nothing yet.
    pub fn new(load: Option<Function>) -> Self {
        Self(Rc::new(Inner {
            load,
            is_asked: Cell::default(),
            paths: RefCell::default(),
            waiting: RefCell::default(),
        }))
    }

    /// Puts a site's drawing into a link, now or once it is there; where it cannot
    /// be had, the site's name.
    pub fn draw(&self, link: &Element, site: Site) {
        if let Some(paths) = self.0.paths.borrow().as_ref() {
            return fill(link, site, paths.as_ref());
        }
        self.0.waiting.borrow_mut().push((link.clone(), site));
        if self.0.is_asked.replace(true) {
            return;
        }
        let icons = Rc::downgrade(&self.0);
        let load = self.0.load.clone();
        spawn_local(async move {
            let promise = load.and_then(|load| load.call0(&JsValue::NULL).ok());
            let paths = match promise {
                Some(promise) => JsFuture::from(Promise::resolve(&promise)).await.ok(),
                None => None,
            };
            if let Some(icons) = icons.upgrade() {
                for (link, site) in icons.waiting.take() {
                    fill(&link, site, paths.as_ref());
                }
                icons.paths.replace(Some(paths));
            }
        });
    }
}

fn fill(link: &Element, site: Site, paths: Option<&JsValue>) {
    let path = paths.and_then(|paths| Reflect::get(paths, &site.icon.into()).ok());
    let Some(path) = path.and_then(|path| path.as_string()) else {
        link.set_text_content(Some(site.name));
        return;
    };
    let drawing = svg("svg")
        .part("link-icon")
        .attr("viewBox", "0 0 24 24")
        .attr("aria-hidden", "true")
        .child(svg("path").attr("fill", "currentColor").attr("d", &path));
    if let Some(drawing) = drawing.element() {
        let _ = link.append_child(drawing);
    }
}
