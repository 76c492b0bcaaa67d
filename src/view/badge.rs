//! The badge: which of its states is shown, in which layout.

use std::rc::Rc;

use leptos::prelude::*;
use web_sys::Element;

use super::card_context::{CardContext, Shown};
use super::element_builder::{ElementBuilder, Place, el, link, set_part};
use super::holder::IsSignedIn;
use super::leptos_root::LeptosRoot;
use super::messages::{Messages, fill};
use super::{BadgeDisplay, Layout, Section, sections, surroundings, works};
use crate::orcid::WebLink;
use crate::registry::Error;

/// Where the badge stands.
#[derive(Debug, Clone)]
pub enum State {
    /// Nothing has been heard yet: the fallback shows.
    Waiting(Fallback),
    /// There is a record.
    Shown(Shown),
    /// There is none: the fallback shows, with the reason.
    Failed(Error, Fallback),
}

/// What shows where no record can: what the page wrote into the element, else
/// the plain link to the record.
#[derive(Debug, Clone)]
pub enum Fallback {
    /// The page's own text.
    OwnText,
    /// The address of the record's page.
    Link(String),
    /// What was given in place of an iD; may be empty.
    Given(String),
}

/// What "Try again" does.
pub type Retry = Rc<dyn Fn()>;

/// One person's badge.
#[component]
pub fn Badge(
    /// What is known of the record.
    state: ArcRwSignal<State>,
    /// The webmaster's choice of looks.
    look: ArcRwSignal<BadgeDisplay>,
    /// Knows who has signed in on this page.
    is_signed_in: IsSignedIn,
    /// Asks again.
    retry: Retry,
) -> LeptosRoot {
    let root = el("div");
    let content = Place::within(&root);
    // Screen readers tell of a change in a region that they know already.
    let region = el("span").role("status");
    let reason = Place::within(&region);
    let show = move |root: &Element| {
        let look = look.get();
        let messages = Messages::for_lang(&look.lang);
        let mut said = None;
        let mut has_failed = false;
        let state = state.get();
        let is_waiting = matches!(state, State::Waiting(_));
        let shown = match state {
            State::Waiting(fallback) => {
                said = Some(loading(messages));
                fallback.waiting()
            }
            State::Failed(error, fallback) => {
                has_failed = true;
                said = Some(notice(error, messages, Rc::clone(&retry)));
                vec![fallback.view()]
            }
            State::Shown(shown) => {
                let part = CardContext {
                    shown: &shown,
                    look: &look,
                    is_signed_in,
                    messages,
                };
                vec![match look.layout {
                    Layout::Inline => part.inline(),
                    Layout::Compact => part.compact(),
                    Layout::Card => part.card(&retry),
                }]
            }
        };
        let name = if has_failed { "root failed" } else { "root" };
        set_part(root, name);
        content.show(shown);
        reason.show(said.into_iter().collect());
        if !is_waiting {
            surroundings::measure(root);
        }
    };
    surroundings::follow(root.child(region))
        .effect(Box::new(show))
        .into()
}

impl Fallback {
    /// Shows it until there is something better, which the loader's style sheet
    /// outlines.
    pub fn waiting(&self) -> Vec<ElementBuilder> {
        vec![self.view(), el("div").part("skeleton")]
    }

    /// Shows it.
    pub fn view(&self) -> ElementBuilder {
        match self {
            Self::OwnText => el("slot"),
            Self::Link(page) => match WebLink::parse(page) {
                Some(page) => link(&page).part("id-link").text(page.as_str()),
                None => el("slot"),
            },
            Self::Given(text) => el("span").part("given").foreign(None).text(text.as_str()),
        }
    }
}

/// What says that something is on its way. It stands in a region that was there
/// before, or screen readers would not say it.
pub fn loading(messages: &Messages) -> ElementBuilder {
    let loading = el("span").part("loading").words_of(messages);
    loading.text(messages.loading)
}

/// The reason why there is no record, apart from the fallback before it.
pub fn notice(error: Error, messages: &'static Messages, retry: Retry) -> ElementBuilder {
    let again = error.is_retryable().then(|| retry_button(messages, retry));
    el("span")
        .part("notice")
        .words_of(messages)
        .text(" ")
        .text(messages.error(error))
        .children(again)
}

/// The button that asks again.
pub fn retry_button(messages: &'static Messages, retry: Retry) -> ElementBuilder {
    el("button")
        .attr("type", "button")
        .part("retry")
        .text(messages.retry)
        .on("click", move |_| retry())
}

impl CardContext<'_> {
    fn inline(&self) -> ElementBuilder {
        el("span")
            .part("badge inline")
            .child(self.holder().inline())
            .children(self.notices(None))
    }

    fn compact(&self) -> ElementBuilder {
        let holder = self.holder();
        el("span")
            .part("badge compact")
            .child(holder.name("span"))
            .text(" ")
            .child(holder.id_line(&holder.id.digits()))
            .children(self.notices(None))
    }

    fn card(&self, retry: &Retry) -> ElementBuilder {
        let sections: Vec<ElementBuilder> = self
            .look
            .sections
            .iter()
            .filter_map(|section| match section {
                Section::Affiliations => sections::affiliations(self),
                Section::Works => works::recent(self),
                Section::Biography => sections::biography(self),
                Section::Keywords => sections::keywords(self),
                Section::Links => sections::links(self),
            })
            .collect();
        let missing = sections.is_empty().then(|| self.missing()).flatten();
        let missing = missing.map(|text| el("p").part("empty").words_of(self.messages).text(text));
        let holder = self.holder();
        el("article")
            .part("badge card")
            .label(holder.label())
            .child(el("slot").attr("name", "photo"))
            .child(holder.name(self.look.heading))
            .child(holder.id_line(&holder.page))
            .children(sections)
            .children(missing)
            .children(self.notices(Some(retry)))
    }

    /// What a card that has nothing to show says instead; nothing where only
    /// lesser things were to be shown.
    fn missing(&self) -> Option<&'static str> {
        let has = |section| self.look.sections.contains(&section);
        if self.shown.answer.record.is_empty() {
            return Some(self.messages.empty);
        }
        match (has(Section::Affiliations), has(Section::Works)) {
            (true, true) => Some(self.messages.nothing_current),
            (true, false) => Some(self.messages.no_affiliations),
            (false, true) => Some(self.messages.no_works),
            (false, false) => None,
        }
    }

    /// What a visitor should know about this copy of the record.
    fn notices(&self, retry: Option<&Retry>) -> Vec<ElementBuilder> {
        let Shown {
            answer, requested, ..
        } = self.shown;
        let messages = self.messages;
        let notice = || el("span").part("notice").words_of(messages);
        let mut notices = Vec::new();
        if answer.record.id != *requested {
            let old = requested.digits();
            notices.push(notice().text(&fill(messages.deprecated, &old)));
        }
        if let Some(error) = answer.not_renewed {
            let day = messages.forms().day(answer.fetched_at);
            let retry = retry.filter(|_| error.is_retryable());
            let button = retry.map(|retry| retry_button(messages, Rc::clone(retry)));
            notices.push(
                notice()
                    .text(&fill(messages.old_copy, &day))
                    .text(" ")
                    .children(button),
            );
        }
        if answer.record.skipped > 0 && retry.is_some() {
            let text = messages.count(&messages.skipped, answer.record.skipped);
            notices.push(notice().text(&text));
        }
        notices
    }
}
