//! Whose record it is: a name and an iD, in ORCID's three display forms.

use super::icon;
use super::messages::Messages;
use super::shape::{Shape, el, link};
use crate::orcid::{OrcidId, WebLink};

/// Characters of an iD with its hyphens.
const DIGITS: usize = 19;

/// The holder of an iD that was typed, not collected by sign-in.
pub struct Holder {
    /// The iD.
    pub id: OrcidId,
    /// The record's page for people.
    pub page: String,
    /// The name; `None` when it is not public.
    pub name: Option<String>,
    /// The words.
    pub messages: &'static Messages,
}

impl Holder {
    /// The icon beside the name, to stand in running text. A word joiner keeps
    /// the icon on the line of the name's end.
    pub fn inline(&self) -> Shape {
        let icon = icon::unauthenticated(Some(self.messages.icon));
        el("span")
            .child(
                self.to_record()
                    .child(self.name("span"))
                    .text("\u{2060}")
                    .child(icon),
            )
            .text(" ")
            .child(self.unauthenticated())
    }

    /// The name.
    pub fn name(&self, tag: &'static str) -> Shape {
        let name = el(tag).part("name");
        match &self.name {
            Some(text) => name.foreign(None).text(text.as_str()),
            None => name.words_of(self.messages).text(self.messages.no_name),
        }
    }

    /// What to call the whole: the name, else the page's address.
    pub fn label(&self) -> &str {
        self.name.as_ref().unwrap_or(&self.page)
    }

    /// A link to the record, in ORCID's display form of an iD.
    pub fn to_record(&self) -> Shape {
        match WebLink::parse(&self.page) {
            Some(page) => link(&page),
            None => el("span"),
        }
        .part("id-link")
    }

    /// The iD with its icon. A full link may break before the digits only.
    pub fn id_line(&self, text: &str) -> Shape {
        let start = text.len().saturating_sub(DIGITS);
        let (site, digits) = text.split_at_checked(start).unwrap_or((text, ""));
        el("span")
            .part("id")
            .child(icon::unauthenticated(None))
            .child(
                self.to_record()
                    .text(site)
                    .child(el("span").part("digits").text(digits)),
            )
            .text(" ")
            .child(self.unauthenticated())
    }

    fn unauthenticated(&self) -> Shape {
        el("span")
            .part("unauthenticated")
            .words_of(self.messages)
            .text(self.messages.unauthenticated)
    }
}
