//! What the site itself knows, beside what the records say.

use std::rc::Rc;

use crate::extras::{Extras, Problems};

use super::effect::Effect;
use super::event::Env;
use super::site_extras::{HAS_SITE, SiteExtras};
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
            // The list that is there may have those works.
            self.derive_members(None, env);
        }
        if self.extras.known.is_some() && (self.list.is_some() || self.is_merging) {
            self.merge(env, out);
        } else {
            self.announce(out);
        }
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
