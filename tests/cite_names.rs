//! Names taken apart, and contributors put together again.
#![cfg(not(target_arch = "wasm32"))]

use proptest::prelude::*;
use scholar_badge::orcid::{
    Contributor, ContributorRole, Credit, Name, NameParts, OrcidId, authors, credits, split_names,
};

/// `family|given|particle|suffix`, or the group in brackets.
fn shown(name: &NameParts) -> String {
    match name {
        NameParts::Literal(name) => ["[", name, "]"].concat(),
        NameParts::Person {
            given,
            particle,
            family,
            suffix,
        } => {
            let parts = [given, particle, suffix].map(|part| part.as_deref().unwrap_or(""));
            let text = [family, parts[0], parts[1], parts[2]].join("|");
            text.trim_end_matches('|').to_owned()
        }
    }
}

fn check(cases: &[(&str, &[&str])]) {
    for (text, names) in cases {
        let found: Vec<String> = split_names(text).iter().map(shown).collect();
        assert_eq!(found, *names, "{text}");
    }
}

#[test]
fn both_orders_are_read() {
    check(&[
        ("Josiah Carberry", &["Carberry|Josiah"]),
        ("Carberry, Josiah", &["Carberry|Josiah"]),
        ("Carberry , J. S.", &["Carberry|J. S."]),
        ("Josiah Stinkney Carberry", &["Carberry|Josiah Stinkney"]),
        ("Carberry,", &["Carberry"]),
        ("Smith J", &["Smith|J"]),
        ("Smith J.", &["Smith|J."]),
        ("J. Smith", &["Smith|J."]),
        ("DUPONT Jean", &["DUPONT|Jean"]),
        ("Jean DUPONT", &["DUPONT|Jean"]),
        ("JR Smith", &["Smith|JR"]),
        ("Jackie XU", &["XU|Jackie"]),
    ]);
}

#[test]
fn one_word_is_one_name() {
    check(&[
        ("Sukarno", &["Sukarno"]),
        ("王小明", &["王小明"]),
        ("王 小明", &["王|小明"]),
        ("김 철수", &["김|철수"]),
        ("マイケル ジャクソン", &["ジャクソン|マイケル"]),
    ]);
}

#[test]
fn particles_stand_before_the_family_name() {
    check(&[
        ("Ludwig van Beethoven", &["Beethoven|Ludwig|van"]),
        ("Beethoven, Ludwig van", &["Beethoven|Ludwig|van"]),
        ("van Beethoven, Ludwig", &["Beethoven|Ludwig|van"]),
        ("Jan van der Berg", &["Berg|Jan|van der"]),
        ("María de la Cruz", &["Cruz|María|de la"]),
        ("Jan Van der Berg", &["Van der Berg|Jan"]),
        ("Robert De Niro", &["De Niro|Robert"]),
        ("Anh Van Nguyen", &["Nguyen|Anh Van"]),
        ("van Gogh", &["van Gogh"]),
        ("José Ortega y Gasset", &["Ortega y Gasset|José"]),
        ("Jim al-Khalili", &["al-Khalili|Jim"]),
    ]);
}

#[test]
fn suffixes_are_no_names() {
    check(&[
        ("Martin Luther King Jr.", &["King|Martin Luther||Jr."]),
        ("King, Jr., Martin Luther", &["King|Martin Luther||Jr."]),
        ("King, Martin Luther, Jr.", &["King|Martin Luther||Jr."]),
        ("King Jr., Martin Luther", &["King|Martin Luther||Jr."]),
        ("Sammy Davis, Jr.", &["Davis|Sammy||Jr."]),
        ("William Gates III", &["Gates|William||III"]),
        ("Jane Doe, PhD", &["Doe|Jane||PhD"]),
        ("Kenji Ii", &["Ii|Kenji"]),
        // Unless there is nothing else.
        (", Jr.", &["Jr."]),
    ]);
}

#[test]
fn groups_stay_whole() {
    check(&[
        ("ATLAS Collaboration", &["[ATLAS Collaboration]"]),
        (
            "Food and Drug Administration",
            &["[Food and Drug Administration]"],
        ),
        (
            "University of California, Berkeley",
            &["[University of California, Berkeley]"],
        ),
        ("Task Force on X-Rays", &["[Task Force on X-Rays]"]),
        ("The 1000 Genomes", &["[The 1000 Genomes]"]),
    ]);
}

#[test]
fn lists_in_one_field_fall_apart() {
    check(&[
        ("Smith, J.; Doe, Anna;", &["Smith|J.", "Doe|Anna"]),
        ("Ann Smith; ATLAS Team", &["Smith|Ann", "[ATLAS Team]"]),
        ("Ann Smith and Ben Doe", &["Smith|Ann", "Doe|Ben"]),
        ("Smith, Ann and Doe, Ben", &["Smith|Ann", "Doe|Ben"]),
        (
            "Ann Smith, Ben Doe, and Cay Roe",
            &["Smith|Ann", "Doe|Ben", "Roe|Cay"],
        ),
        (
            "Ann Smith, Ben Doe, Cay Roe",
            &["Smith|Ann", "Doe|Ben", "Roe|Cay"],
        ),
        ("Smith J, Doe AB", &["Smith|J", "Doe|AB"]),
        ("Smith, J., Doe, A.-B.", &["Smith|J.", "Doe|A.-B."]),
        ("Smith, J., et al.", &["Smith|J."]),
        ("The Smith Group,\u{a0}, et al.", &["[The Smith Group]"]),
        ("et al.", &[]),
    ]);
}

#[test]
fn what_is_not_clearly_a_list_stays_whole() {
    check(&[
        ("Smith & Doe", &["[Smith & Doe]"]),
        ("Brothers and Sisters", &["[Brothers and Sisters]"]),
        (
            "Alpha, Beta, Gamma, Delta, Epsilon",
            &["[Alpha, Beta, Gamma, Delta, Epsilon]"],
        ),
        (
            "García Márquez, Gabriel José",
            &["García Márquez|Gabriel José"],
        ),
    ]);
}

#[test]
fn the_owners_name_is_split_where_the_record_says() {
    for (given, family, credit, parts) in [
        (Some("Josiah"), Some("Carberry"), None, "Carberry|Josiah"),
        (
            Some("María"),
            Some("García López"),
            Some("M. García López"),
            "García López|M.",
        ),
        (Some("Jan"), Some("van der Berg"), None, "Berg|Jan|van der"),
        (
            Some("Josiah"),
            Some("Carberry"),
            Some("Carberry, J."),
            "Carberry|J.",
        ),
        (Some("Sukarno"), None, None, "Sukarno"),
        (None, Some("van Gogh"), None, "van Gogh"),
        (Some("X"), Some("Y"), Some("Ada Lovelace"), "Lovelace|Ada"),
    ] {
        let text = |part: Option<&str>| part.map(str::to_owned);
        let name = Name {
            given: text(given),
            family: text(family),
            credit: text(credit),
        };
        let found = NameParts::of(&name).expect("a name");
        assert_eq!(shown(&found), parts);
    }
}

const IDS: [&str; 2] = ["0000-0002-1825-0097", "0000-0001-5109-3700"];

fn contributor(name: &str, id: usize, role: &str) -> Contributor {
    Contributor {
        name: (!name.is_empty()).then(|| name.to_owned()),
        orcid: IDS.get(id).and_then(|id| OrcidId::parse(id).ok()),
        sequence: None,
        role: ContributorRole::parse(role),
    }
}

fn named(credits: &[Credit]) -> Vec<(&str, usize)> {
    let name = |one: &Credit| one.roles.len();
    credits
        .iter()
        .map(|one| (one.name.as_deref().unwrap_or(""), name(one)))
        .collect()
}

#[test]
fn one_person_is_credited_once() {
    let list = [
        contributor("", 0, "author"),
        contributor("Ben", 1, "author"),
        contributor("Ann", 0, "editor"),
        contributor("Ann", 0, "editor"),
        contributor("Cay", 9, "author"),
        contributor("Cay", 9, "editor"),
    ];
    assert_eq!(named(&credits(&list)), [("Ann", 2), ("Ben", 1), ("Cay", 2)]);
}

#[test]
fn namesakes_stay_apart() {
    let list = [
        contributor("Wang", 9, "author"),
        contributor("Wang", 9, "author"),
        contributor("Li", 0, "author"),
        contributor("Li", 1, "editor"),
        contributor("Xu", 9, ""),
        contributor("Xu", 9, ""),
    ];
    assert_eq!(credits(&list).len(), 6);
}

#[test]
fn roles_say_who_is_an_author() {
    let credit = "http://credit.niso.org/contributor-roles/";
    for (role, is_author, is_editor) in [
        ("", true, false),
        ("AUTHOR", true, false),
        ("co-inventor", true, false),
        ("editor", false, true),
        ("support-staff", false, false),
        (&[credit, "writing-original-draft/"].concat(), true, false),
        (&[credit, "data-curation/"].concat(), true, false),
        (&[credit, "supervision/"].concat(), false, false),
        (&[credit, "funding-acquisition/"].concat(), false, false),
    ] {
        let found = credits(&[contributor("Ann", 9, role)]);
        assert_eq!(found[0].is_author(), is_author, "{role}");
        assert_eq!(found[0].is_editor(), is_editor, "{role}");
    }
}

#[test]
fn where_nobody_is_an_author_all_are_unless_there_are_editors() {
    let staff = [
        contributor("Ann", 0, "support-staff"),
        contributor("Ben", 1, "graduate-student"),
    ];
    assert_eq!(authors(&credits(&staff)).len(), 2);
    let edited = [
        contributor("Ann", 0, "editor"),
        contributor("Ben", 1, "support-staff"),
    ];
    assert!(authors(&credits(&edited)).is_empty());
}

proptest! {
    #[test]
    fn no_name_is_lost_or_empty(text in "[A-Za-zé王 ,;.&'-]{0,60}|[^|\\pC\\pZ]{0,20}") {
        let names = split_names(&text);
        let letters = |text: &str| text.chars().filter(|c| c.is_alphanumeric()).count();
        let kept: usize = names.iter().map(|name| letters(&shown(name))).sum();
        prop_assert!(kept <= letters(&text));
        for name in &names {
            prop_assert!(!shown(name).trim().is_empty(), "{:?}", names);
        }
    }
}
