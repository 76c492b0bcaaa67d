//! One person: photo, name, iD, and what the page wants shown beside them.

use super::icons::Icons;
use crate::orcid::{Affiliation, Name, Record, WebLink};
use crate::people::{
    PeopleDisplay, Person, Piece, RecordState, email, host, initials, site, website,
};
use crate::view::badge::{Retry, notice};
use crate::view::element_builder::{ElementBuilder, el, link};
use crate::view::holder::{Holder, IsSignedIn};
use crate::view::intl::today;
use crate::view::messages::{Messages, fill};
use crate::view::sections::{MOST_ITEMS, list};

/// A person with all that says how to show them.
pub struct PersonContext<'a> {
    /// Who it is.
    pub person: &'a Person,
    /// Whether the record is not to be shown yet, though it may be there.
    pub is_held_back: bool,
    /// Whether the reason why there is no record is said elsewhere.
    pub is_excused: bool,
    /// The webmaster's choice.
    pub display: &'a PeopleDisplay,
    /// Knows who has signed in on this page.
    pub is_signed_in: IsSignedIn,
    /// The drawings of sites.
    pub icons: &'a Icons,
    /// The words.
    pub messages: &'static Messages,
}

impl PersonContext<'_> {
    /// The parts of a person's card.
    pub fn card(&self, retry: Retry) -> Vec<ElementBuilder> {
        let Person { member, .. } = self.person;
        let name = self.person.name();
        let details = el("div").part("details");
        if self.is_held_back || (name.is_none() && matches!(member.record, RecordState::Waiting)) {
            let line = || el("span").part("placeholder").attr("aria-hidden", "true");
            let details = details.child(line()).child(line()).child(self.id());
            return vec![self.photo(None), details];
        }
        let has_name = name.is_some() || member.answer().is_some();
        let heading = has_name.then(|| self.holder().name(self.display.heading));
        let failure = match member.record {
            RecordState::Failed(error) if !self.is_excused => Some(error),
            _ => None,
        };
        let details = details
            .children(heading)
            .children(self.position())
            .child(self.id())
            .children(self.links())
            .children(self.deprecated())
            .children(failure.map(|error| notice(error, self.messages, retry)));
        vec![self.photo(name.as_ref()), details]
    }

    fn holder(&self) -> Holder {
        let Person { member, .. } = self.person;
        Holder {
            id: member.id(),
            page: member.page.clone(),
            name: self.person.name().map(|name| name.display()),
            is_signed_in: self.is_signed_in,
            messages: self.messages,
        }
    }

    /// The iD in its compact form, which has room in any grid.
    fn id(&self) -> ElementBuilder {
        let holder = self.holder();
        holder.id_line(&holder.id.digits())
    }

    fn record(&self) -> Option<&Record> {
        Some(&self.person.member.answer()?.record)
    }

    /// What the page has as a photo, else initials. The name stands beside them.
    fn photo(&self, name: Option<&Name>) -> ElementBuilder {
        let slot = ["photo-", &self.person.member.asked.digits()].concat();
        let shown = match &self.person.extra.photo {
            Some(photo) => el("img")
                .part("picture")
                .attr("src", photo.as_str())
                .attr("alt", "")
                .attr("loading", "lazy"),
            None => el("span")
                .part("initials")
                .attr("aria-hidden", "true")
                .foreign(None)
                .text(&name.map(initials).unwrap_or_default()),
        };
        let slot = el("slot").attr("name", &slot).child(shown);
        el("div").part("photo").child(slot)
    }

    /// Role and organization, in the order that the page wants.
    fn position(&self) -> Vec<ElementBuilder> {
        let home = &self.display.home;
        let position = self.record().and_then(|it| home.position(it, today()));
        let own = self.person.extra.role.as_deref();
        let line = |part: &str, text: &str| el("p").part(part).foreign(None).text(text);
        let pieces = self.display.show.iter();
        pieces
            .filter_map(|piece| match piece {
                Piece::Role => {
                    let role = own.or_else(|| role(position?));
                    role.map(|text| line("role", text))
                }
                Piece::Organization => {
                    let organization = position?.organization.as_ref()?;
                    Some(line("organization", &organization.name))
                }
                _ => None,
            })
            .collect()
    }

    /// Website, address and pages elsewhere, in the order that the page wants.
    fn links(&self) -> Option<ElementBuilder> {
        let (extra, words) = (&self.person.extra, &self.messages.people);
        let person = self.record().map(|record| &record.person);
        let own = person.and_then(website).map(|named| &named.link);
        let own = own.filter(|_| self.display.show.contains(&Piece::Website));
        let holder = self.holder();
        let said = |part: &str, to: &WebLink, text: &str| {
            let label = [text, ": ", holder.label()].concat();
            let shown = link(to).part(part).words_of(self.messages);
            shown.label(&label).text(text)
        };
        let (mut links, mut count) = (Vec::new(), 0);
        for piece in &self.display.show {
            match piece {
                Piece::Website => {
                    let to = extra.website.as_ref().or(own);
                    links.extend(to.map(|to| said("website", to, words.website)));
                }
                Piece::Email => {
                    let to = extra.email.clone().or_else(|| email(person?));
                    links.extend(to.map(|to| said("email", &to, words.email)));
                }
                Piece::Links => {
                    let all = person.into_iter().flat_map(|person| &person.links);
                    let others = all.filter(|named| own != Some(&named.link));
                    count += others.clone().count().saturating_sub(MOST_ITEMS);
                    links.extend(others.take(MOST_ITEMS).map(|named| {
                        let label = named.label.as_deref().unwrap_or_else(|| host(&named.link));
                        self.elsewhere(&named.link, label)
                    }));
                }
                _ => {}
            }
        }
        let items = links.into_iter().map(|link| el("li").child(link));
        let items: Vec<ElementBuilder> = items.collect();
        count += items.len();
        let links = (items, count);
        list(self.messages, "links", self.messages.links, links)
    }

    /// A page of the person's at some site: its drawing, its name, or what the
    /// person calls it.
    fn elsewhere(&self, to: &WebLink, label: &str) -> ElementBuilder {
        match site(to) {
            Some(site) if !site.icon.is_empty() => {
                // It has no words: this is its name, too.
                let link = link(to).part("link icon-link");
                let link = link.attr("title", site.name);
                if let Some(element) = link.element() {
                    self.icons.draw(element, site);
                }
                link
            }
            Some(site) => link(to).part("link").foreign(None).text(site.name),
            None => link(to).part("link").foreign(None).text(label),
        }
    }

    /// Says that the iD which the page has was replaced.
    fn deprecated(&self) -> Option<ElementBuilder> {
        let Person { member, .. } = self.person;
        let text = fill(self.messages.deprecated, &member.asked.digits());
        let said = || el("span").part("notice").words_of(self.messages);
        (member.id() != member.asked).then(|| said().text(&text))
    }
}

/// What somebody is, else in which department.
fn role(position: &Affiliation) -> Option<&str> {
    position.role.as_deref().or(position.department.as_deref())
}
