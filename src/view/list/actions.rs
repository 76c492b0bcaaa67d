//! One line of small actions below a work: where it is to be had, and what
//! opens to say more.

use std::cell::RefCell;
use std::rc::Rc;

use wasm_bindgen::JsCast;
use web_sys::{Element, Event as DomEvent};

use super::about::about;
use super::cite;
use super::context::{Context, Panel};
use super::controls::flag;
use crate::bibliography::{Entry, LinkKind, WorkKey};
use crate::list::Event;
use crate::orcid::WebLink;
use crate::view::element_builder::{ElementBuilder, Place, el, link};
use crate::view::messages::fill_two;
use crate::view::work;

/// The parts of the links that a site adds, in the order of [`LinkKind::ALL`].
const SITE_LINKS: [&str; 8] = [
    "action work-pdf",
    "action work-preprint",
    "action work-code",
    "action work-data",
    "action work-slides",
    "action work-poster",
    "action work-video",
    "action work-website",
];

/// The actions of one work, and the panel that they open.
pub struct Actions {
    context: Context,
    work: WorkKey,
    links: Place,
    buttons: Vec<(Panel, Option<Element>)>,
    panel: Place,
    abstract_text: RefCell<String>,
}

impl Actions {
    /// Adds them to a row, without links yet.
    pub fn within(
        row: ElementBuilder,
        context: &Context,
        work: WorkKey,
    ) -> (Rc<Self>, ElementBuilder) {
        let messages = context.messages;
        let line = el("div").part("work-actions").words_of(messages);
        let links = Place::within(&line);
        let names = [
            (
                Panel::Abstract,
                "action abstract-button",
                messages.list.abstract_of,
            ),
            (Panel::Cite, "action cite-button", messages.list.cite),
            (Panel::About, "action about-button", messages.list.about),
        ];
        let buttons = names.map(|(panel, part, name)| {
            let button = el("button").attr("type", "button");
            (panel, button.part(part).text(name))
        });
        let below = el("div");
        let actions = Rc::new(Self {
            context: context.clone(),
            work,
            links,
            buttons: buttons
                .iter()
                .map(|(panel, button)| (*panel, button.element().cloned()))
                .collect(),
            panel: Place::within(&below),
            abstract_text: RefCell::default(),
        });
        let pressed = Rc::clone(&actions);
        let line = line
            .children(buttons.into_iter().map(|(_, button)| button))
            .on("click", move |event| pressed.press(&event));
        (actions, row.child(line).child(below))
    }

    /// Shows what the list says of the work now.
    pub fn show(&self, entry: &Entry) {
        let title = work::title_text(&entry.work);
        self.links.show(self.links_of(entry, &title));
        let text = entry.extra.as_ref();
        let text = text.and_then(|extra| extra.abstract_text.clone());
        for (panel, button) in &self.buttons {
            if let Some(button) = button {
                let name = button.text_content().unwrap_or_default();
                let _ = button.set_attribute("aria-label", &self.label(&name, &title));
                let is_hidden = *panel == Panel::Abstract && text.is_none();
                let _ = button.toggle_attribute_with_force("hidden", is_hidden);
            }
        }
        if text.is_none() && self.context.opened(self.work) == Some(Panel::Abstract) {
            self.context.open(self.work, None);
        }
        self.abstract_text.replace(text.unwrap_or_default());
        self.fill();
    }

    /// What an action is called by those who do not see beside which work it
    /// stands.
    fn label(&self, name: &str, title: &str) -> String {
        fill_two(self.context.messages.list.of_work, name, title)
    }

    fn links_of(&self, entry: &Entry, title: &str) -> Vec<ElementBuilder> {
        let messages = self.context.messages;
        let mut links: Vec<ElementBuilder> = Vec::new();
        let mut add = |part: &str, to: Option<WebLink>, name: &str| {
            let shown = to.map(|to| link(&to).part(part));
            let label = self.label(name, title);
            links.extend(shown.map(|shown| shown.label(&label).text(name)));
        };
        let site = entry.extra.as_ref().map_or(&[][..], |extra| &extra.links);
        let names = SITE_LINKS.into_iter().zip(messages.list.site_links);
        for (kind, (part, name)) in LinkKind::ALL.into_iter().zip(names) {
            let to = site.iter().find(|(one, _)| *one == kind);
            add(part, to.map(|(_, to)| to.clone()), name);
            if kind == LinkKind::Pdf {
                let doi = entry.work.doi().and_then(|_| entry.work.link_to());
                add("action work-doi", doi, messages.list.doi);
                for version in &entry.versions {
                    let kind = messages.type_name(&version.work.work_type);
                    add("action work-version", version.work.link_to(), &kind);
                }
            }
        }
        links
    }

    fn press(&self, event: &DomEvent) {
        let target = event.target().and_then(|it| it.dyn_into::<Element>().ok());
        let button = target.and_then(|it| it.closest("button").ok().flatten());
        let is_it = |(_, one): &&(Panel, Option<Element>)| button.is_some() && *one == button;
        let Some((panel, _)) = self.buttons.iter().find(is_it) else {
            return;
        };
        let was = self.context.opened(self.work);
        let now = (was != Some(*panel)).then_some(*panel);
        self.context.open(self.work, now);
        if now == Some(Panel::About) {
            self.context.actions.send(Event::Opened(self.work));
        }
        self.fill();
    }

    fn fill(&self) {
        let opened = self.context.opened(self.work);
        for (panel, button) in &self.buttons {
            if let Some(button) = button {
                let is_open = opened == Some(*panel);
                let _ = button.set_attribute("aria-expanded", &flag(is_open));
            }
        }
        let panel = opened.map(|panel| {
            let shown = match panel {
                Panel::About => about(&self.context, self.work),
                Panel::Cite => self.cite(),
                Panel::Abstract => el("div")
                    .part("panel abstract")
                    .foreign(None)
                    .paragraphs(&self.abstract_text.borrow()),
            };
            let is_it = |(one, _): &&(Panel, Option<Element>)| *one == panel;
            let button = self.buttons.iter().find(is_it);
            let label = button.and_then(|(_, button)| button.as_ref()?.get_attribute("aria-label"));
            shown.role("group").label(&label.unwrap_or_default())
        });
        self.panel.show(panel.into_iter().collect());
    }

    fn cite(&self) -> ElementBuilder {
        let work = self.work;
        let ways = cite::ways(
            &self.context,
            Rc::new(move || vec![work]),
            self.context.actions.formatters(),
        );
        el("div").part("panel citation").child(ways)
    }
}
