//! What the site itself knows, beside what the records say.

use std::rc::Rc;

use crate::bibliography::{Credited, Entry, Owner, members_among};
use crate::extras::{Extras, Problems};
use crate::orcid::Credit;

use super::HAS_SITE;
use super::contributors::Contributors;
use super::effect::Effect;
use super::event::Env;
use super::site_extras::SiteExtras;
use super::state::ListState;
use crate::people::RecordState;

impl ListState {
    /// The page names this file; gives whether it is another one.
    pub(super) fn extras_changed(&mut self, address: Option<&str>) -> bool {
        if !HAS_SITE || self.extras.address.as_deref() == address {
            return false;
        }
        self.extras = SiteExtras {
            address: address.map(String::from),
            is_pending: address.is_some(),
            ..SiteExtras::default()
        };
        self.contributors.take_in_own(&[]);
        true
    }

    /// The file has come, or never will. The list may long have been shown.
    pub(super) fn extras_arrived(
        &mut self,
        address: &str,
        extras: Option<Rc<Extras>>,
        env: &Env<'_>,
        out: &mut Vec<Effect>,
    ) {
        if !HAS_SITE || self.extras.address.as_deref() != Some(address) {
            return;
        }
        self.extras.is_pending = false;
        self.extras.is_untold = extras.is_some();
        self.extras.known = extras;
        if let Some(known) = &self.extras.known {
            self.contributors.take_in_own(&known.works.details);
        }
        match self.list {
            Some(_) if self.extras.known.is_some() => self.merge(env, out),
            _ => self.announce(out),
        }
    }

    /// A work of the site's own is theirs whom it names as its authors, or who
    /// have it on their records.
    pub(super) fn name_site_people(&self, entries: &mut [Entry], env: &Env<'_>) {
        if !HAS_SITE || self.extras.own().is_empty() {
            return;
        }
        let mut own: Vec<(&mut Entry, Vec<Credit>)> = Vec::new();
        for entry in entries {
            if let Some(credits) = self.own_credits(entry) {
                own.push((entry, credits));
            }
        }
        let works = own.iter().map(|(entry, credits)| Credited {
            credits,
            owners: &entry.people,
        });
        let works: Vec<Credited<'_>> = works.collect();
        let found = members_among(&works, &self.candidates(), env.decompose);
        for ((entry, _), found) in own.into_iter().zip(found) {
            let ids = self.people().map(|member| member.id());
            let is_theirs = |id: &_| entry.people.contains(id) || found.contains(&Some(*id));
            entry.people = ids.filter(is_theirs).collect();
        }
    }

    /// The people that the site's own list names in a work; `None` where it does
    /// not have that.
    fn own_credits(&self, entry: &Entry) -> Option<Vec<Credit>> {
        let mut found = None;
        for summary in entry.all_summaries() {
            if summary.owner == Owner::Site {
                let credits = found.get_or_insert_with(Vec::new);
                if let Some(Contributors::Known(known)) =
                    self.contributors.known.get(&summary.key())
                {
                    credits.extend_from_slice(&known.credits);
                }
            }
        }
        found
    }

    /// Tells once of names in the file that are nobody's, when all works are
    /// known that could have them.
    pub(super) fn tell_unmatched(&mut self, is_known: &[bool], out: &mut Vec<Effect>) {
        let has_record = |state: &RecordState| matches!(state, RecordState::Loaded(_));
        let are_all_here = self.members.iter().all(|it| has_record(&it.record));
        let Some(known) = &self.extras.known else {
            return;
        };
        if !HAS_SITE
            || !are_all_here
            || self.is_waiting()
            || !std::mem::take(&mut self.extras.is_untold)
        {
            return;
        }
        let mut problems = Problems::default();
        for ((line, key), is_known) in known.works.written.iter().zip(is_known) {
            if !is_known {
                problems.add_unmatched(*line, key);
            }
        }
        if !problems.first.is_empty() {
            out.push(Effect::TellUnmatched(problems));
        }
    }
}
