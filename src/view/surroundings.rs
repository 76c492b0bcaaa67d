//! The colours an element stands in: what the page's own links look like, what
//! lies behind, and how faint our text and edges may be there. None of that can
//! be said in CSS, so it is measured: when an element first shows something, and
//! whenever its text changes colour, however the page brings that about.

use js_sys::{Number, Reflect};
use wasm_bindgen::JsCast;
use web_sys::{CssStyleDeclaration, Element, HtmlElement, ShadowRoot, Window};

use super::element_builder::{ElementBuilder, el};
use crate::colour::Colour;

/// The slot of the link that is measured. Both are there but for a moment.
const SLOT: &str = "scholar-probe";
/// Contrast of text (WCAG 2.2, success criterion 1.4.3), with some to spare:
/// browsers round.
const LEGIBLE: f64 = 4.55;
/// The same of links, which are as the page made them: Bootstrap's have just
/// that much on white.
const LINK: f64 = 4.5;
/// Contrast of controls (1.4.11).
const DISTINCT: f64 = 3.05;
/// How much of the text's colour is in one fill on another, from 0 to 1.
const FILLS: f64 = 0.1;
/// How much of the text's colour is in fainter text, in per cent, where the
/// ground allows it.
const MUTED: u32 = 68;
/// The same of a control's edge.
const EDGE: u32 = 55;

/// Has a root measure its surroundings whenever its text changes colour. What
/// it holds has a transition of that colour, if a short one, so the browser
/// tells. Without a box there are no transitions, so it has an animation too,
/// which begins when there is one again. A page that takes its time to change
/// colours is measured again when what is around the element has done so.
pub fn follow(root: ElementBuilder) -> ElementBuilder {
    let (own, within) = (root.element().cloned(), root.element().cloned());
    let measure_own = move |_| {
        if let Some(root) = &own {
            measure(root);
        }
    };
    root.on("transitionend", measure_own.clone())
        .on("animationend", measure_own)
        .on_window("transitionend", move |event| {
            let target = event.target().and_then(|it| it.dyn_into::<Element>().ok());
            if let (Some(root), Some(target)) = (&within, target)
                && target.contains(around(root).as_deref())
            {
                measure(root);
            }
        })
}

/// Measures the surroundings of what a root holds.
pub fn measure(root: &Element) {
    let _ = try_measure(root);
}

fn try_measure(root: &Element) -> Option<()> {
    let window = web_sys::window()?;
    let shown = root.first_element_child()?;
    // Only a link with an address is one to a style sheet.
    let probe = el("a")
        .attr("href", "#")
        .attr("slot", SLOT)
        .attr("hidden", "");
    let slot = el("slot").attr("name", SLOT);
    let (link, slot) = (probe.element()?, slot.element()?);
    root.append_child(slot).ok()?;
    around(root)?.append_child(link).ok()?;
    let eye = Eye {
        style: link.unchecked_ref::<HtmlElement>().style(),
        seen: window.get_computed_style(link).ok()??,
        window,
    };
    let style = root.unchecked_ref::<HtmlElement>().style();
    let set = |name: &str, words: &[&str]| {
        let _ = style.set_property(name, &words.concat());
    };
    let page_link = eye.seen.get_property_value("color").unwrap_or_default();
    let text = eye.colour(&eye.computed(&shown, "color"));
    let ground = text.and_then(|text| eye.ground(&shown, text));
    if let (Some(text), Some(ground)) = (text, ground) {
        let bytes = ground
            .channels
            .map(|it| ((it * 255.0 + 0.5) as u8).to_string());
        let [red, green, blue] = &bytes;
        set(
            "--_found-ground",
            &["rgb(", red, " ", green, " ", blue, ")"],
        );
        let is_legible = eye
            .colour(&page_link)
            .is_some_and(|it| it.over(ground).contrast(ground) >= LINK);
        let link = if is_legible { &page_link } else { "" };
        set("--_found-link", &[link]);
        // A fill may lie on another. Where no text could be read on that, there
        // are none.
        let filled = text.faint(FILLS).over(ground);
        let has_fill = text.over(filled).contrast(filled) >= LEGIBLE;
        let ground = if has_fill { filled } else { ground };
        set("--_fill-share", &[if has_fill { "5%" } else { "0%" }]);
        let share = |from, ratio| text.share(ground, from, ratio).to_string();
        set("--_muted-share", &[&share(MUTED, LEGIBLE), "%"]);
        set("--_edge-share", &[&share(EDGE, DISTINCT), "%"]);
    }
    link.remove();
    slot.remove();
    Some(())
}

/// Sees computed colours, in sRGB with the help of a link that nobody sees.
struct Eye {
    window: Window,
    style: CssStyleDeclaration,
    seen: CssStyleDeclaration,
}

impl Eye {
    /// The colour behind an element with this text, as far as it can be known: a
    /// picture may lie there, or something beside the element reach below it.
    /// No text is meant to be hard to read.
    fn ground(&self, element: &Element, text: Colour) -> Option<Colour> {
        let found = self.found_ground(element);
        let is_likely = |ground: &Colour| text.over(*ground).contrast(*ground) >= DISTINCT;
        found.filter(is_likely).or_else(|| Some(text.opposite()))
    }

    fn found_ground(&self, element: &Element) -> Option<Colour> {
        let mut layers = Vec::new();
        let mut next = Some(element.clone());
        while let Some(element) = next {
            let layer = self.colour(&self.computed(&element, "background-color"))?;
            layers.push(layer);
            if layer.alpha == 1.0 {
                break;
            }
            if self.computed(&element, "background-image") != "none" {
                return None;
            }
            next = around(&element);
        }
        let canvas = self.colour("canvas")?;
        let over = |below: Colour, layer: &Colour| layer.over(below);
        Some(layers.iter().rev().fold(canvas, over))
    }

    fn computed(&self, element: &Element, property: &str) -> String {
        let style = self.window.get_computed_style(element).ok().flatten();
        let value = style.and_then(|style| style.get_property_value(property).ok());
        value.unwrap_or_default()
    }

    /// Reads a colour of any space. Mixed with itself it comes as
    /// `color(srgb 0 0.1 0.2 / 0.5)` (CSS Color 5). The page may say of all links,
    /// and be loud, that they have no background.
    fn colour(&self, colour: &str) -> Option<Colour> {
        let mixed = ["color-mix(in srgb,", colour, ",", colour, ")"].concat();
        let style = &self.style;
        let _ = style.set_property_with_priority("background-color", &mixed, "important");
        let seen = self.seen.get_property_value("background-color").ok()?;
        let mut numbers = seen.strip_prefix("color(srgb ")?.split([' ', '/', ')']);
        let mut number = || {
            let word = numbers.find(|word| !word.is_empty())?;
            let number = Number::parse_float(word);
            (!number.is_nan()).then_some(number)
        };
        Some(Colour {
            channels: [number()?, number()?, number()?],
            alpha: number().unwrap_or(1.0),
        })
    }
}

/// The element around another, as the page is laid out.
fn around(element: &Element) -> Option<Element> {
    let slot = Reflect::get(element, &"assignedSlot".into()).ok();
    let slot = slot.and_then(|slot| slot.dyn_into::<Element>().ok());
    slot.or_else(|| element.parent_element()).or_else(|| {
        let root = element.get_root_node().dyn_into::<ShadowRoot>().ok();
        root.map(|root| root.host())
    })
}
