//! The person: names, and what they say of themselves.

use super::WebLink;

/// The public part of a person's own section.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Person {
    /// The name; `None` when it is not public.
    pub name: Option<Name>,
    /// Other names, in the person's order.
    pub other_names: Vec<String>,
    /// The biography.
    pub biography: Option<String>,
    /// Keywords, in the person's order.
    pub keywords: Vec<String>,
    /// Websites and profiles elsewhere, in the person's order.
    pub links: Vec<NamedLink>,
    /// Public e-mail addresses.
    pub emails: Vec<String>,
    /// ISO 3166-1 alpha-2 codes of countries.
    pub countries: Vec<String>,
}

/// A person's name. At least one of the three parts is there.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Name {
    /// Given names.
    pub given: Option<String>,
    /// Family name.
    pub family: Option<String>,
    /// The name under which the person wants to be credited.
    pub credit: Option<String>,
}

impl Name {
    /// The name to show, by ORCID's own rule: the credit name, else given
    /// names and family name, else whichever there is.
    pub fn display(&self) -> String {
        match (&self.credit, &self.given, &self.family) {
            (Some(one), ..) | (None, Some(one), None) | (None, None, Some(one)) => one.clone(),
            (None, Some(given), Some(family)) => {
                let mut name = given.clone();
                name.push(' ');
                name.push_str(family);
                name
            }
            (None, None, None) => String::new(),
        }
    }
}

/// A link with the person's own label.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NamedLink {
    /// The label, where given.
    pub label: Option<String>,
    /// Where it leads.
    pub link: WebLink,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_credit_name_wins_and_one_name_is_enough() {
        for (given, family, credit, shown) in [
            (Some("Josiah"), Some("Carberry"), None, "Josiah Carberry"),
            (
                Some("Josiah"),
                Some("Carberry"),
                Some("J. S. Carberry"),
                "J. S. Carberry",
            ),
            (Some("Sukarno"), None, None, "Sukarno"),
            (None, Some("Carberry"), None, "Carberry"),
        ] {
            let text = |part: Option<&str>| part.map(str::to_owned);
            let name = Name {
                given: text(given),
                family: text(family),
                credit: text(credit),
            };
            assert_eq!(name.display(), shown);
        }
    }
}
