//! The view of a list, mounted on a state of its own: what stays on the page
//! while the state changes, and what is said.
#![cfg(target_arch = "wasm32")]
#![allow(
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::unwrap_used
)]

/// The browser's own, as the list uses it.
mod decompose {
    pub use scholar_badge::platform::decompose;
}
#[path = "support/list.rs"]
mod list;
#[path = "support/shelves.rs"]
mod shelves;

use std::cell::RefCell;
use std::rc::Rc;

use leptos::mount::{UnmountHandle, mount_to};
use list::{answer, article, detail, display, options};
use scholar_badge::bibliography::{NoPause, at_once};
use scholar_badge::list::{Effect, Env, Event, ListState, Timer};
use scholar_badge::orcid::{PartialDate, Work};
use scholar_badge::registry::{Error, WorksAnswer};
use scholar_badge::view::list::{Handle, ListActions, Store, WorkList, WorkListProps};
use scholar_badge::view::{Fallback, LeptosRootState};
use send_wrapper::SendWrapper;
use shelves::owner;
use wasm_bindgen::JsCast;
use wasm_bindgen_test::{wasm_bindgen_test, wasm_bindgen_test_configure};
use web_sys::{Element, HtmlElement};

wasm_bindgen_test_configure!(run_in_browser);

/// Takes in what happens, and carries nothing out but merges.
struct Actions {
    store: Store,
    effects: RefCell<Vec<Effect>>,
}

impl ListActions for Actions {
    fn send(&self, event: Event) {
        let env = Env {
            decompose: &decompose::decompose,
            today: None,
        };
        for effect in self.store.update(event, &env) {
            match effect {
                Effect::Merge(job) => {
                    let merged = at_once(job.run(env.decompose, &NoPause));
                    self.send(Event::Merged(Box::new(merged.expect("no waiting"))));
                }
                effect => self.effects.borrow_mut().push(effect),
            }
        }
    }

    fn formatters(&self) -> Vec<String> {
        Vec::new()
    }

    fn fallback(&self) -> Fallback {
        Fallback::Given("the page's own".into())
    }
}

/// A list on the page, for as long as it is kept.
struct Shown {
    host: HtmlElement,
    actions: Rc<Actions>,
    _view: UnmountHandle<LeptosRootState>,
}

impl Shown {
    fn of(people: &[usize]) -> Self {
        let document = web_sys::window()
            .and_then(|it| it.document())
            .expect("a page");
        let host: HtmlElement = document
            .create_element("div")
            .expect("an element")
            .unchecked_into();
        let body = document.body().expect("a body");
        body.append_child(&host).expect("room");
        let store = Store::new(ListState::new(display()), |_| false);
        let actions = Rc::new(Actions {
            store: store.clone(),
            effects: RefCell::default(),
        });
        let handle = Rc::<Actions>::clone(&actions) as Rc<dyn ListActions>;
        let handle = Handle(SendWrapper::new(handle));
        let view = mount_to(host.clone(), move || {
            WorkList(WorkListProps {
                store,
                actions: handle,
            })
        });
        actions.send(Event::OptionsChanged(Rc::new(options(people))));
        Self {
            host,
            actions,
            _view: view,
        }
    }

    async fn send(&self, event: Event) {
        self.actions.send(event);
        leptos::task::tick().await;
    }

    async fn arrive(&self, person: usize, works: &[Work]) {
        self.send(Event::RecordArrived {
            asked: owner(person),
            outcome: Ok(answer(person, works)),
        })
        .await;
        // The others take longer than it waits for them.
        self.send(Event::Due(Timer::Show)).await;
    }

    fn all(&self, selector: &str) -> Vec<Element> {
        let all = self.host.query_selector_all(selector).expect("a selector");
        (0..all.length())
            .filter_map(|place| all.get(place)?.dyn_into().ok())
            .collect()
    }

    fn row(&self, number: u64) -> Option<Element> {
        let title = format!("number {number}");
        let mut rows = self.all("[part='work']").into_iter();
        rows.find(|row| {
            let shown = row.query_selector("[part~='work-title']").ok().flatten();
            shown
                .and_then(|it| it.text_content())
                .is_some_and(|it| it.ends_with(&title))
        })
    }

    fn text(&self) -> String {
        self.host.text_content().unwrap_or_default()
    }
}

impl Drop for Shown {
    fn drop(&mut self) {
        self.host.remove();
    }
}

#[wasm_bindgen_test]
async fn a_row_that_stays_is_the_same_node() {
    let list = Shown::of(&[0, 1]);
    list.arrive(0, &[article(1), article(2)]).await;
    let row = list.row(1).expect("a row");
    let button: HtmlElement = row
        .query_selector("[part~='about-button']")
        .unwrap()
        .expect("a button")
        .unchecked_into();
    button.click();
    button.focus().expect("focus");
    leptos::task::tick().await;
    // The other says more of the same work, so another summary shows.
    let fuller = Work {
        venue: Some("Polar Notes".to_owned()),
        ..list::shared(1, 500)
    };
    list.arrive(1, &[fuller, article(3)]).await;
    assert_eq!(list.all("[part='work']").len(), 3);
    let now = list.row(1).expect("the row");
    assert!(now.is_same_node(Some(&row)));
    assert!(
        now.text_content()
            .unwrap_or_default()
            .contains("Polar Notes")
    );
    assert!(now.query_selector("[part~='about']").unwrap().is_some());
    let focus = list
        .host
        .query_selector(":focus")
        .unwrap()
        .expect("the focus");
    assert!(focus.is_same_node(Some(&button)));
    assert_eq!(
        focus.get_attribute("aria-expanded").as_deref(),
        Some("true")
    );
}

#[wasm_bindgen_test]
async fn places_in_a_group_are_those_of_the_list_as_it_is() {
    let list = Shown::of(&[0, 1]);
    list.arrive(0, &[article(1), article(21)]).await;
    let places = || {
        let rows = list.all("[part='group']")[0]
            .query_selector_all("[part='work']")
            .unwrap();
        (0..rows.length())
            .filter_map(|at| rows.get(at)?.dyn_into::<Element>().ok())
            .map(|row| {
                let said = |name| row.get_attribute(name).unwrap_or_default();
                format!("{} of {}", said("aria-posinset"), said("aria-setsize"))
            })
            .collect::<Vec<String>>()
    };
    assert_eq!(places(), ["1 of 2", "2 of 2"]);
    list.arrive(1, &[article(41)]).await;
    assert_eq!(places(), ["1 of 3", "2 of 3", "3 of 3"]);
}

#[wasm_bindgen_test]
async fn what_is_said_is_put_into_a_region_that_was_there() {
    let list = Shown::of(&[0, 1]);
    list.arrive(0, &[article(1)]).await;
    let regions = list.all("[role='status']");
    let said = |text: &str| {
        let all = list.all("[role='status']");
        all.into_iter()
            .find(|it| it.text_content().unwrap_or_default().contains(text))
    };
    assert!(said("1 of 2 records loaded").is_some());
    list.arrive(1, &[]).await;
    assert!(said("records loaded").is_none());
    let still = list.all("[role='status']");
    let same = |one: &Element| still.iter().any(|it| it.is_same_node(Some(one)));
    assert!(
        regions.iter().all(same),
        "no region was taken away or made anew"
    );
}

#[wasm_bindgen_test]
async fn contributors_come_into_the_open_details() {
    let list = Shown::of(&[0]);
    list.arrive(0, &[article(1)]).await;
    let row = list.row(1).expect("a row");
    let button = row.query_selector("[part~='about-button']").unwrap();
    button
        .expect("a button")
        .unchecked_into::<HtmlElement>()
        .click();
    leptos::task::tick().await;
    let region = row
        .query_selector("[role='status']")
        .unwrap()
        .expect("a region");
    assert!(region.text_content().unwrap_or_default().contains("Asking"));
    let request = {
        let effects = list.actions.effects.borrow();
        effects.iter().find_map(|effect| match effect {
            Effect::FetchWorks { request, .. } => Some(*request),
            _ => None,
        })
    };
    list.send(Event::WorksArrived {
        request: request.expect("a request"),
        outcome: Ok(WorksAnswer {
            works: vec![detail(&article(1), &["Ada Lovelace", "Ada Persona"])],
            withdrawn: Vec::new(),
        }),
    })
    .await;
    assert_eq!(region.text_content().as_deref(), Some(""));
    let people = row.query_selector("[part='contributors']").unwrap();
    assert!(
        people
            .and_then(|it| it.text_content())
            .unwrap_or_default()
            .contains("Lovelace")
    );
    let bold = row.query_selector("b[part~='member']").unwrap();
    assert_eq!(
        bold.and_then(|it| it.text_content()).as_deref(),
        Some("Ada Persona")
    );
}

#[wasm_bindgen_test]
async fn of_thousands_of_years_the_newest_have_bars_and_none_a_heading() {
    let list = Shown::of(&[0]);
    let works: Vec<Work> = (1..=3_000)
        .map(|number| Work {
            date: PartialDate::new(number, None, None),
            ..article(number.into())
        })
        .collect();
    list.arrive(0, &works).await;
    let bars = list.all("[part='year']");
    assert_eq!(bars.len(), 300);
    let names: Vec<String> = [bars.first(), bars.last()]
        .into_iter()
        .map(|bar| bar.unwrap().text_content().unwrap_or_default())
        .collect();
    assert_eq!(names, ["3000", "2701"]);
    assert_eq!(list.all("[part='group']").len(), 1);
    assert_eq!(list.all("[part='group-heading']").len(), 0);
    // Of one year there is a heading again.
    let bar = bars.first().unwrap().clone();
    bar.unchecked_into::<HtmlElement>().click();
    leptos::task::tick().await;
    let headings = list.all("[part='group-heading']");
    assert_eq!(headings.len(), 1);
    let heading = headings[0].text_content().unwrap_or_default();
    assert!(heading.starts_with("3000"), "{heading}");
}

#[wasm_bindgen_test]
async fn a_list_without_works_says_so() {
    let list = Shown::of(&[0]);
    list.arrive(0, &[]).await;
    assert!(list.text().contains("no public works"), "{}", list.text());
}

#[wasm_bindgen_test]
async fn works_that_are_withdrawn_go() {
    let list = Shown::of(&[0]);
    list.arrive(0, &[article(1)]).await;
    list.send(Event::RecordArrived {
        asked: owner(0),
        outcome: Err(Error::Deactivated),
    })
    .await;
    list.send(Event::Due(scholar_badge::list::Timer::Merge))
        .await;
    assert!(list.row(1).is_none());
    assert!(list.text().contains("the page's own"), "{}", list.text());
}
