//! A site's own file.

use scholar_badge::extras::read;
use scholar_badge::orcid::WebLink;

use crate::sound;

fn resolve(text: &str) -> Option<String> {
    let base = url::Url::parse("https://lab.example/people/").ok()?;
    Some(base.join(text).ok()?.into())
}

fn web(link: &WebLink) {
    sound::link(link);
    assert!(link.as_str().starts_with("http"), "{link:?}");
}

/// Whatever stands in the file, its lines are its own and nothing unsafe comes of it.
pub fn file(input: &[u8]) {
    let lines = input.iter().filter(|byte| **byte == b'\n').count() as u32 + 1;
    let extras = match read(input.to_vec(), &resolve) {
        Ok(extras) => extras,
        Err(problem) => {
            assert!((1..=lines).contains(&problem.line));
            assert!(!problem.sentence().is_empty());
            return;
        }
    };
    for (_, extra) in &extras.works.named {
        extra.links.iter().for_each(|(_, link)| web(link));
        extra.image.iter().for_each(web);
        sound::maybe(&extra.award);
        sound::maybe(&extra.note);
        extra
            .abstract_text
            .iter()
            .for_each(|text| sound::lines(text));
        extra.keywords.iter().for_each(|text| sound::text(text));
    }
    for (id, person) in extras.people.iter() {
        sound::id(*id);
        [&person.photo, &person.website]
            .into_iter()
            .flatten()
            .for_each(web);
        for text in [&person.name, &person.role, &person.group] {
            sound::maybe(text);
        }
        if let Some(mail) = &person.email {
            sound::link(mail);
            assert!(mail.as_str().starts_with("mailto:"), "{mail:?}");
        }
        person.start.into_iter().for_each(sound::date);
        person.end.into_iter().for_each(sound::date);
    }
    assert_eq!(extras.works.own.len(), extras.works.details.len());
    extras.works.own.iter().for_each(sound::group);
    assert!(
        extras
            .works
            .written
            .iter()
            .all(|one| (1..=lines).contains(&one.0))
    );
    let sentences = extras.problems.sentences();
    assert!(sentences.len() <= 21);
    assert!(sentences.iter().all(|one| one.chars().count() < 400));
}
