//! A stretch: works that come onto the page and leave it together.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement};

use crate::bibliography::{KeyMap, WorkKey};
use crate::view::element_builder::{ElementBuilder, el};

/// Works of a stretch that is made anew.
const STRETCH: usize = 15;

/// Works that come onto the page and leave it together.
pub struct Stretch {
    /// Tells it from the others of its list.
    pub id: u32,
    shape: ElementBuilder,
    /// The works, on the page or not.
    pub works: RefCell<Vec<WorkKey>>,
    /// How many works of the group stand before it.
    pub before: Cell<usize>,
    /// How many works the group has.
    pub of: Cell<usize>,
    /// Whether its works are to be on the page.
    pub near: Cell<bool>,
    /// In CSS pixels, as last seen.
    pub height: Cell<Option<f64>>,
}

/// The rows that are on the page.
pub type Rows = KeyMap<ElementBuilder>;

impl Stretch {
    /// Without works, and not on the page.
    pub fn new(id: u32) -> Self {
        Self {
            id,
            shape: el("div").attr("data-stretch", &id.to_string()),
            works: RefCell::default(),
            before: Cell::default(),
            of: Cell::default(),
            near: Cell::default(),
            height: Cell::default(),
        }
    }

    /// Lets the style sheet number its works: so many are shown before it.
    pub fn count_from(&self, before: usize) {
        set_style(
            &self.shape,
            "counter-reset",
            &["work ", &before.to_string()].concat(),
        );
    }

    /// The stretch with this element.
    pub fn id_of(element: &Element) -> Option<u32> {
        element.get_attribute("data-stretch")?.parse().ok()
    }

    /// Its shape.
    pub fn shape(&self) -> &ElementBuilder {
        &self.shape
    }

    /// Puts its works on the page; those that are there already move.
    pub fn show(&self, rows: &mut Rows, make: &dyn Fn(WorkKey) -> ElementBuilder) {
        let works = self.works.borrow();
        for work in works.iter() {
            if rows.get(work).is_none() {
                rows.insert(*work, make(*work));
            }
        }
        set_room(&self.shape, None);
        let Some(element) = self.shape.element() else {
            return;
        };
        let of = self.of.get().to_string();
        let shown = || works.iter().filter_map(|work| rows.get(work));
        for (place, row) in (self.before.get() + 1..).zip(shown()) {
            if let Some(row) = row.element() {
                let _ = row.set_attribute("aria-posinset", &place.to_string());
                let _ = row.set_attribute("aria-setsize", &of);
            }
        }
        crate::view::element_builder::arrange(element, &shown().collect::<Vec<_>>());
    }

    /// Takes its works off the page and keeps room for them, in CSS pixels.
    pub fn hide(&self, rows: &mut Rows, room: f64) {
        for work in self.works.borrow().iter() {
            if let Some(row) = rows.remove(work)
                && let Some(row) = row.element()
            {
                row.remove();
            }
        }
        set_room(&self.shape, Some(room));
    }
}

/// Keeps room for works that are not on the page, in CSS pixels.
pub fn set_room(shape: &ElementBuilder, height: Option<f64>) {
    let height = height.map(|height| [&(height as u32).to_string(), "px"].concat());
    set_style(
        shape,
        "min-block-size",
        height.as_deref().unwrap_or_default(),
    );
}

fn set_style(shape: &ElementBuilder, name: &str, value: &str) {
    let element = shape.element();
    if let Some(element) = element.and_then(|it| it.dyn_ref::<HtmlElement>()) {
        let _ = element.style().set_property(name, value);
    }
}

/// In which of these stretches works are.
pub fn homes<'a>(stretches: impl Iterator<Item = &'a Rc<Stretch>>) -> KeyMap<u32> {
    let mut homes = Vec::new();
    for (place, stretch) in (0..).zip(stretches) {
        homes.extend(stretch.works.borrow().iter().map(|work| (*work, place)));
    }
    KeyMap::new(homes)
}

/// Divides the works of a group into stretches, `old` ones first: works that
/// are on the page stay in the stretch where they are, as far as their order
/// allows, and new ones join them.
pub fn divide(
    old: Vec<Rc<Stretch>>,
    works: Vec<WorkKey>,
    new: impl Fn() -> Rc<Stretch>,
) -> Vec<(Rc<Stretch>, Vec<WorkKey>)> {
    let (near, far): (Vec<_>, Vec<_>) = old.into_iter().partition(|it| it.near.get());
    let mut spare = far.into_iter();
    let homes = homes(near.iter());
    let mut near: Vec<Option<Rc<Stretch>>> = near.into_iter().map(Some).collect();
    let mut divided: Vec<(Rc<Stretch>, Vec<WorkKey>)> = Vec::new();
    // The place of the old stretch that is being filled; `None` for another.
    let mut here = None;
    for work in works {
        let home = homes.get(&work).map(|place| *place as usize);
        let free = home.filter(|home| near.get(*home).is_some_and(Option::is_some));
        let room = if here.is_some() { 2 * STRETCH } else { STRETCH };
        let is_full = divided.last().is_none_or(|(_, works)| works.len() >= room);
        if let Some(home) = free {
            here = Some(home);
            divided.extend(
                near.get_mut(home)
                    .and_then(Option::take)
                    .map(|it| (it, Vec::new())),
            );
        } else if is_full && (here.is_none() || home != here) {
            here = None;
            divided.push((spare.next().unwrap_or_else(&new), Vec::new()));
        }
        if let Some((_, works)) = divided.last_mut() {
            works.push(work);
        }
    }
    divided
}
