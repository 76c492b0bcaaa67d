//! Whose record it is: a name and an iD, in ORCID's three display forms.

use web_sys::Element;

use super::element_builder::{ElementBuilder, el, link};
use super::icon::{self, icon};
use super::messages::Messages;
use crate::orcid::{OrcidId, WebLink};

/// Characters of an iD with its hyphens.
const DIGITS: usize = 19;

/// Whether the owner of the iD with this address has signed in on the page.
pub type IsSignedIn = fn(page: &str) -> bool;

/// Told to the window when that may have changed.
const CHANGED: &str = "scholar-identities";

/// The holder of an iD.
pub struct Holder {
    /// The iD.
    pub id: OrcidId,
    /// The record's page for people.
    pub page: String,
    /// The name; `None` when it is not public.
    pub name: Option<String>,
    /// Whether the iD was collected by sign-in; asked again whenever the window
    /// hears that somebody has signed in or out.
    pub is_signed_in: IsSignedIn,
    /// The words.
    pub messages: &'static Messages,
}

impl Holder {
    /// The icon beside the name, to stand in running text. A word joiner keeps
    /// the icon on the line of the name's end.
    pub fn inline(&self) -> ElementBuilder {
        let icon = icon(Some(self.messages.icon), false);
        let shown = icon.element().cloned();
        let name = self.to_record().child(self.name("span"));
        self.live(el("span").child(name.text("\u{2060}").child(icon)), shown)
    }

    /// The name.
    pub fn name(&self, tag: &'static str) -> ElementBuilder {
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
    pub fn to_record(&self) -> ElementBuilder {
        match WebLink::parse(&self.page) {
            Some(page) => link(&page),
            None => el("span"),
        }
        .part("id-link")
    }

    /// The iD with its icon. A full link may break before the digits only.
    pub fn id_line(&self, text: &str) -> ElementBuilder {
        let start = text.len().saturating_sub(DIGITS);
        let (site, digits) = text.split_at_checked(start).unwrap_or((text, ""));
        // Digits alone do not say what they are.
        let label = site.is_empty().then_some(self.messages.icon);
        let icon = icon(label, false);
        let shown = icon.element().cloned();
        let link = self
            .to_record()
            .child(el("span").part("site").text(site))
            .child(el("span").part("digits").text(digits));
        self.live(el("span").part("id").child(icon).child(link), shown)
    }

    /// Adds the words for an iD that was not collected by sign-in, as the last
    /// thing in `whole`, and takes them off while its owner is signed in. Only
    /// they and the drawing change: the link keeps the focus.
    fn live(&self, whole: ElementBuilder, icon: Option<Element>) -> ElementBuilder {
        let words = el("span")
            .part("unauthenticated")
            .words_of(self.messages)
            .text(self.messages.unauthenticated);
        // With the space before it, which would else part a name from what
        // follows it in a line of text.
        let words = el("span").text(" ").child(words);
        let (Some(within), Some(icon), Some(words)) =
            (whole.element().cloned(), icon, words.element().cloned())
        else {
            return whole;
        };
        let _ = within.append_child(&words);
        let (page, is_signed_in) = (self.page.clone(), self.is_signed_in);
        let renew = move || {
            let is_marked = words.parent_node().is_some();
            if is_signed_in(&page) == is_marked {
                icon::draw(&icon, is_marked);
                if is_marked {
                    words.remove();
                } else {
                    let _ = within.append_child(&words);
                }
            }
        };
        renew();
        whole.on_window(CHANGED, move |_| renew())
    }
}
