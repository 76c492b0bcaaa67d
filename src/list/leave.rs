//! How works leave a list: as citations, and as JSON-LD in the page's head.

use crate::bibliography::{Entry, WorkKey};
use crate::cite::{self, Format, Item, Profile};
use crate::orcid::{Affiliation, Name, OrcidId};

use super::contributors::Contributors;
use super::effect::{Delivery, Effect};
use super::event::Env;
use super::export::{Export, ExportFormat, ExportProgress, ExportTarget};
use super::site_extras::HAS_SITE;
use super::state::{ListState, Part};
use crate::people::Member;

impl ListState {
    pub(super) fn begin_export(
        &mut self,
        works: &[WorkKey],
        format: ExportFormat,
        target: ExportTarget,
        panel: u32,
        out: &mut Vec<Effect>,
    ) {
        let Some(list) = &self.list else { return };
        self.export = Some(Export {
            entries: list.shared_entries(),
            places: works.iter().filter_map(|key| list.index(key)).collect(),
            people: self.names(),
            format,
            target,
        });
        self.exports = self.exports.wrapping_add(1);
        self.panel = panel;
        self.set_progress(ExportProgress::Idle);
        self.want(works, out);
        self.go_on_exporting(out);
    }

    pub(super) fn set_progress(&mut self, progress: ExportProgress) {
        self.progress = progress;
        self.changed(Part::Export);
    }

    /// Delivers the export once all that can be known is known.
    pub(super) fn go_on_exporting(&mut self, out: &mut Vec<Effect>) {
        let Some(export) = self.export.take() else {
            return;
        };
        let asked = self.asked_of(export.works());
        if asked > 0 {
            let all = export.places.len();
            self.export = Some(export);
            self.set_progress(ExportProgress::Fetching(all - asked, all));
            return;
        }
        let format = match export.format {
            ExportFormat::Citation(format) => format,
            ExportFormat::Page(_) => Format::CslJson,
        };
        let works = export.works().filter(|entry| !self.is_withdrawn(entry));
        let text = self.write(works.collect(), &export.people, &|items| {
            cite::export(items, format)
        });
        out.push(Effect::Deliver(Delivery {
            number: self.exports,
            text,
            format: export.format,
            target: export.target,
        }));
    }

    fn names(&self) -> Vec<(OrcidId, Name)> {
        let names = self
            .people()
            .filter_map(|member| Some((member.id(), member.name()?.clone())));
        names.collect()
    }

    /// The works as the writers want them.
    fn write(
        &self,
        works: Vec<&Entry>,
        people: &[(OrcidId, Name)],
        write: &dyn Fn(&[Item<'_>]) -> String,
    ) -> String {
        let picked: Vec<(&Entry, Contributors, Vec<&Name>)> = works
            .into_iter()
            .map(|entry| {
                let names = people.iter().filter(|(id, _)| entry.people.contains(id));
                let names = names.map(|(_, name)| name).collect();
                (entry, self.contributors.of_entry(entry), names)
            })
            .collect();
        let items = picked.iter().map(|(entry, contributors, people)| Item {
            work: &entry.work,
            detail: match contributors {
                Contributors::Known(known) => Some(&*known.detail),
                _ => None,
            },
            people,
        });
        write(&items.collect::<Vec<_>>())
    }

    /// Writes the list into the page's head where the page wants that, and
    /// takes it out where there is no list any more.
    pub(super) fn write_json_ld(&mut self, env: &Env<'_>, out: &mut Vec<Effect>) {
        self.json_ld_is_due = false;
        let is_wanted = HAS_SITE && self.options.as_ref().is_some_and(|it| it.json_ld);
        let text = (is_wanted && self.list.is_some()).then(|| self.json_ld(env));
        if text.is_some() || self.has_json_ld {
            self.has_json_ld = text.is_some();
            out.push(Effect::WriteJsonLd(text));
        }
    }

    fn json_ld(&self, env: &Env<'_>) -> String {
        let people: Vec<(&Member, _, Vec<&Affiliation>)> = self
            .people()
            .filter_map(|member| {
                let record = &member.answer()?.record;
                let affiliations = env.today.map(|today| record.current_affiliations(today));
                Some((member, record, affiliations.unwrap_or_default()))
            })
            .collect();
        let profiles: Vec<Profile<'_>> = people
            .iter()
            .map(|(member, record, affiliations)| Profile {
                id: record.id,
                page: &member.page,
                person: &record.person,
                affiliations,
            })
            .collect();
        let works = self.list.iter().flat_map(|list| list.entries());
        self.write(works.collect(), &self.names(), &|items| {
            cite::json_ld(&profiles, items)
        })
    }
}
