//! The controls that a list is handled with. Each is written once: every new
//! combination of tag and attributes is new machine code.

use leptos::ev;
use leptos::html;
use leptos::prelude::*;

/// A value of an attribute that may change.
pub type Changing<T> = Box<dyn Fn() -> T + Send + Sync>;

/// What a control does.
pub type Act = Box<dyn Fn()>;

/// A button.
pub struct Button {
    /// Its part name.
    pub part: &'static str,
    /// What it says.
    pub text: String,
    /// Its accessible name, where that says more than the text.
    pub label: Option<String>,
    /// Whether it is pressed, for buttons that stay so.
    pub pressed: Option<Changing<bool>>,
    /// Whether what it shows and hides is shown.
    pub expanded: Option<Changing<bool>>,
    /// Whether it is of no use now.
    pub hidden: Option<Changing<bool>>,
    /// What it does.
    pub act: Act,
}

impl Button {
    /// A button that says what it does.
    pub fn new(part: &'static str, text: impl Into<String>, act: impl Fn() + 'static) -> Self {
        Self {
            part,
            text: text.into(),
            label: None,
            pressed: None,
            expanded: None,
            hidden: None,
            act: Box::new(act),
        }
    }

    /// Finishes it.
    pub fn view(self) -> AnyView {
        let act = StoredValue::new_local(self.act);
        let flag = |changing: Option<Changing<bool>>| {
            move || {
                let flag = changing.as_ref().map(|changing| changing());
                flag.map(|flag| if flag { "true" } else { "false" })
            }
        };
        let hidden = self.hidden;
        html::button()
            .attr("type", "button")
            .attr("part", self.part)
            .attr("aria-label", self.label)
            .attr("aria-pressed", flag(self.pressed))
            .attr("aria-expanded", flag(self.expanded))
            .attr("hidden", move || {
                hidden.as_ref().is_some_and(|hidden| hidden())
            })
            .on(ev::click, move |_| {
                act.try_with_value(|act| act());
            })
            .child(self.text)
            .into_any()
    }
}

/// A box to tick, with what it stands for and how many works that has.
pub fn checkbox(
    text: AnyView,
    count: Changing<String>,
    checked: Changing<bool>,
    act: impl Fn(bool) + 'static,
) -> AnyView {
    let act = StoredValue::new_local(Box::new(act) as Box<dyn Fn(bool)>);
    html::label()
        .attr("part", "option")
        .child((
            html::input()
                .attr("type", "checkbox")
                .prop("checked", checked)
                .on(ev::change, move |event| {
                    act.try_with_value(|act| act(event_target_checked(&event)));
                }),
            text,
            html::span().attr("part", "count").child(count),
        ))
        .into_any()
}

/// Text that changes.
pub fn changing(text: impl Fn() -> String + Send + Sync + 'static) -> AnyView {
    (Box::new(text) as Changing<String>).into_any()
}

/// A view that changes.
pub fn switching(view: impl Fn() -> AnyView + Send + Sync + 'static) -> AnyView {
    (Box::new(view) as Changing<AnyView>).into_any()
}
