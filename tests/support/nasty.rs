//! Works made of what breaks writers, the same for the same seed, with what
//! their authors are.

use scholar_badge::orcid::{
    Contributor, ContributorRole, ExternalId, OrcidId, PartialDate, Relationship, Source, Title,
    WebLink, Within, Work, WorkDetail, WorkType,
};
use serde_json::{Value, json};

/// A work, and the people a reader must find.
pub struct Made {
    pub detail: WorkDetail,
    pub authors: Vec<Value>,
    pub editors: Vec<Value>,
}

const WORDS: [&str; 54] = [
    "Toward",
    "a",
    "Unified",
    "theory",
    "of",
    "DNA",
    "über",
    "naïve",
    "Čapek",
    "日本語の",
    "论文",
    "Ελληνικά",
    "Ünïcödé",
    "e\u{301}tude",
    "😀",
    "{",
    "}",
    "}{",
    "{{",
    "\\",
    "\\input{/etc/passwd}",
    "\\write18{rm}",
    "$",
    "$x_1$",
    "100%",
    "a_b",
    "x^2",
    "~",
    "#1",
    "R&D",
    "&amp;",
    "<i>",
    "</i>",
    "</script>",
    "<!--",
    "\"quoted\"",
    "O'Neil",
    "@article{x,",
    "@string",
    "TY  - JOUR",
    "ER  -",
    "and",
    "A and B",
    "AND",
    "|",
    "*",
    ";",
    "title = {",
    "},",
    "\u{2028}",
    "[1]",
    "C:\\temp",
    "?",
    "=",
];

const TYPES: [&str; 62] = [
    "annotation",
    "artistic-performance",
    "blog-post",
    "book-chapter",
    "book-review",
    "book",
    "cartographic-material",
    "clinical-study",
    "conference-abstract",
    "conference-output",
    "conference-paper",
    "conference-poster",
    "conference-presentation",
    "conference-proceedings",
    "data-management-plan",
    "data-set",
    "design",
    "dictionary-entry",
    "disclosure",
    "dissertation-thesis",
    "edited-book",
    "encyclopedia-entry",
    "image",
    "invention",
    "journal-article",
    "journal-article",
    "journal-article",
    "journal-issue",
    "learning-object",
    "lecture-speech",
    "license",
    "magazine-article",
    "manual",
    "moving-image",
    "musical-composition",
    "newsletter-article",
    "newspaper-article",
    "online-resource",
    "other",
    "patent",
    "physical-object",
    "preprint",
    "public-speech",
    "registered-copyright",
    "report",
    "research-technique",
    "research-tool",
    "review",
    "software",
    "sound",
    "spin-off-company",
    "standards-and-policy",
    "supervised-student-publication",
    "technical-standard",
    "test",
    "trademark",
    "transcription",
    "translation",
    "website",
    "working-paper",
    "undefined",
    "never-heard-of",
];

/// Names in one field, with their parts: family, given, particle, suffix; a
/// lone family is a name of one word, a lone given a group.
const NAMES: [(&str, [&str; 4]); 34] = [
    ("Josiah Carberry", ["Carberry", "Josiah", "", ""]),
    ("Carberry, J. S.", ["Carberry", "J. S.", "", ""]),
    ("Ludwig van Beethoven", ["Beethoven", "Ludwig", "van", ""]),
    ("van der Berg, Jan", ["Berg", "Jan", "van der", ""]),
    (
        "Charles de la Vallée Poussin",
        ["Vallée Poussin", "Charles", "de la", ""],
    ),
    ("Robert De Niro", ["De Niro", "Robert", "", ""]),
    ("Jan Van der Berg", ["Van der Berg", "Jan", "", ""]),
    ("José Ortega y Gasset", ["Ortega y Gasset", "José", "", ""]),
    ("García y Vega, Ana", ["García y Vega", "Ana", "", ""]),
    ("Anh Van Nguyen", ["Nguyen", "Anh Van", "", ""]),
    (
        "Martin Luther King Jr.",
        ["King", "Martin Luther", "", "Jr."],
    ),
    (
        "King, Jr., Martin Luther",
        ["King", "Martin Luther", "", "Jr."],
    ),
    (
        "Gates, William Henry, III",
        ["Gates", "William Henry", "", "III"],
    ),
    ("Sammy Davis, Jr.", ["Davis", "Sammy", "", "Jr."]),
    ("Kreutzer S", ["Kreutzer", "S", "", ""]),
    ("DUPONT Jean", ["DUPONT", "Jean", "", ""]),
    ("Sukarno", ["Sukarno", "", "", ""]),
    ("王小明", ["王小明", "", "", ""]),
    ("王 小明", ["王", "小明", "", ""]),
    (
        "Smith-jones, Anne-Marie",
        ["Smith-jones", "Anne-Marie", "", ""],
    ),
    ("el-Sayed, Ahmed", ["el-Sayed", "Ahmed", "", ""]),
    ("O'Neil, Conor", ["O'Neil", "Conor", "", ""]),
    ("Ødegård, Bjørn", ["Ødegård", "Bjørn", "", ""]),
    ("smith, john", ["smith", "john", "", ""]),
    ("Others, Anna", ["Others", "Anna", "", ""]),
    ("Marks & Spencer, Tom", ["", "Marks & Spencer, Tom", "", ""]),
    ("Brace{d, J{ohn", ["Brace{d", "J{ohn", "", ""]),
    ("Under_score, Perc%nt", ["Under_score", "Perc%nt", "", ""]),
    ("Back\\slash, Car^t", ["Back\\slash", "Car^t", "", ""]),
    ("ATLAS Collaboration", ["", "ATLAS Collaboration", "", ""]),
    (
        "Food and Drug Administration",
        ["", "Food and Drug Administration", "", ""],
    ),
    (
        "University of California, Berkeley",
        ["", "University of California, Berkeley", "", ""],
    ),
    (
        "The 1000 Genomes Project Consortium",
        ["", "The 1000 Genomes Project Consortium", "", ""],
    ),
    (
        "Royal Society of R&D {}",
        ["", "Royal Society of R&D {}", "", ""],
    ),
];

const LINKS: [&str; 6] = [
    "https://example.org/a_b?c=d&e=%20#f",
    "https://example.org/{x}/~me",
    "https://example.org/é",
    "http://example.org/\\x",
    "mailto:someone@example.org",
    "https://example.org/100%25",
];

const DOIS: [&str; 5] = [
    "10.5555/12345678",
    "10.1002/(SICI)1097-0258(19980815)17:15<1661::AID-SIM968>3.0.CO;2-2",
    "10.1000/a_b#c%d&e",
    "10.1000/{odd}",
    "10.1000/un{balanced",
];

/// A linear congruential generator (Knuth's MMIX constants).
struct Dice(u64);

impl Dice {
    fn below(&mut self, end: usize) -> usize {
        self.0 = self
            .0
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) as usize % end
    }

    fn one_in(&mut self, number: usize) -> bool {
        self.below(number) == 0
    }

    fn one<T: Copy>(&mut self, of: &[T]) -> T {
        of[self.below(of.len())]
    }

    fn text(&mut self, most: usize) -> String {
        let count = 1 + self.below(most);
        let words: Vec<&str> = (0..count).map(|_| self.one(&WORDS)).collect();
        let text = words.join(" ");
        // No text of a record is blank.
        if text.trim().is_empty() {
            "Untitled".to_owned()
        } else {
            text
        }
    }

    fn date(&mut self) -> Option<PartialDate> {
        let year = self.one(&[1066, 1850, 1999, 2008, 2021, 2026]);
        let month = [None, Some(1 + self.below(12) as u8)][self.below(2)];
        let day = [None, Some(1 + self.below(31) as u8)][self.below(2)];
        if self.one_in(8) {
            return None;
        }
        PartialDate::new(year, month, day)
    }
}

/// This many works.
pub fn generate(count: usize, seed: u64) -> Vec<Made> {
    let dice = &mut Dice(seed);
    (0..count).map(|number| work(dice, number)).collect()
}

fn work(dice: &mut Dice, number: usize) -> Made {
    let mut identifiers = Vec::new();
    let mut add = |scheme: &str, value: &str, relationship| {
        identifiers.push(ExternalId {
            scheme: scheme.to_owned(),
            value: value.to_owned(),
            normalized: None,
            link: None,
            relationship,
        });
    };
    if !dice.one_in(3) {
        add("doi", dice.one(&DOIS), Relationship::Own);
    }
    if dice.one_in(3) {
        add(
            "isbn",
            "978-3-16-148410-0",
            dice.one(&[Relationship::Own, Relationship::PartOf]),
        );
    }
    if dice.one_in(3) {
        add("issn", "1234-567x", Relationship::PartOf);
    }
    if dice.one_in(4) {
        add("pmid", "PMID: 29718922", Relationship::Own);
        add("pmc", "PMC5931476", Relationship::Own);
    }
    if dice.one_in(4) {
        add("arxiv", "arXiv:hep-th/9901001", Relationship::Own);
    }
    add("grant_number", "FUNDED-1", Relationship::FundedBy);
    add("doi", "10.13039/funded", Relationship::FundedBy);
    let (contributors, authors, editors) = people(dice);
    let work = Work {
        put_code: (!dice.one_in(5)).then_some(number as u64 / 2 + 1),
        work_type: WorkType::parse(TYPES[number % TYPES.len()]),
        title: Title {
            text: dice.text(9),
            subtitle: dice.one_in(4).then(|| dice.text(4)),
            translated: None,
        },
        venue: dice.one_in(2).then(|| dice.text(5)),
        date: dice.date(),
        identifiers,
        link: WebLink::parse(dice.one(&LINKS)).filter(|_| number.is_multiple_of(2)),
        source: Source::default(),
    };
    let detail = WorkDetail {
        work,
        description: dice.one_in(3).then(|| dice.text(30)),
        citation: None,
        contributors,
        language: dice.one_in(3).then(|| "pt-BR".to_owned()),
        country: None,
        within: Within::default(),
    };
    Made {
        detail,
        authors,
        editors,
    }
}

fn people(dice: &mut Dice) -> (Vec<Contributor>, Vec<Value>, Vec<Value>) {
    let (mut contributors, mut authors, mut editors) = (Vec::new(), Vec::new(), Vec::new());
    for _ in 0..dice.below(6) {
        let (text, parts) = dice.one(&NAMES);
        let role = dice.one(&[
            "author",
            "author",
            "editor",
            "http://credit.niso.org/contributor-roles/software/",
        ]);
        contributors.push(Contributor {
            name: Some(text.to_owned()),
            // Keeps neighbours of one name apart.
            orcid: OrcidId::from_registry(&format!("0000-0002-1825-{:04}", contributors.len())),
            sequence: None,
            role: ContributorRole::parse(role),
        });
        let person = match parts {
            ["", name, ..] => json!({"literal": name}),
            [family, given, particle, suffix] => {
                let mut person = json!({"family": family});
                for (key, part) in [("given", given), ("particle", particle), ("suffix", suffix)] {
                    if !part.is_empty() {
                        person[key] = part.into();
                    }
                }
                person
            }
        };
        if role == "editor" {
            &mut editors
        } else {
            &mut authors
        }
        .push(person);
    }
    (contributors, authors, editors)
}
