//! The language of the server's page.

/// A BCP 47 tag as ORCID's pages name the language: `pt`, but `zh_CN` and
/// `zh_TW`. Tags are read in any case and with `_` too; a script goes before a
/// region. `None` for a tag without a language.
pub fn server_lang(tag: &str) -> Option<String> {
    let mut subtags = tag.trim().split(['-', '_']);
    let language = subtags.next()?.to_ascii_lowercase();
    match language.as_str() {
        "" => None,
        "zh" => Some(chinese(subtags).into()),
        _ => Some(language),
    }
}

/// ORCID has one page in simplified and one in traditional Chinese.
fn chinese<'a>(subtags: impl Iterator<Item = &'a str>) -> &'static str {
    let is = |subtag: &str, words: &[&str]| words.iter().any(|it| it.eq_ignore_ascii_case(subtag));
    let mut page = "zh_CN";
    for subtag in subtags {
        if is(subtag, &["Hans"]) {
            return "zh_CN";
        } else if is(subtag, &["Hant", "TW", "HK", "MO"]) {
            page = "zh_TW";
        }
    }
    page
}

#[cfg(test)]
mod tests {
    use super::server_lang;

    #[test]
    fn a_language_is_named_without_script_and_region() {
        for (tag, expected) in [
            ("pt", "pt"),
            ("pt-BR", "pt"),
            ("pt_br", "pt"),
            ("DE-at", "de"),
            (" sr-Latn-RS ", "sr"),
        ] {
            assert_eq!(server_lang(tag).as_deref(), Some(expected), "{tag}");
        }
        for tag in ["", " ", "-", "_TW"] {
            assert_eq!(server_lang(tag), None, "{tag}");
        }
    }

    #[test]
    fn chinese_is_simplified_or_traditional() {
        for tag in [
            "zh",
            "ZH",
            "zh-CN",
            "zh-sg",
            "zh-Hans",
            "zh-hans-cn",
            "zh-Hans-HK",
            "zh_CN",
        ] {
            assert_eq!(server_lang(tag).as_deref(), Some("zh_CN"), "{tag}");
        }
        for tag in [
            "zh-TW",
            "ZH-TW",
            "zh-tw",
            "zh_TW",
            "zh-HK",
            "zh-MO",
            "zh-Hant",
            "zh-hant",
            "zh-Hant-TW",
            "zh-hant-tw",
            "zh-Hant-HK",
            "zh-Hant-CN",
        ] {
            assert_eq!(server_lang(tag).as_deref(), Some("zh_TW"), "{tag}");
        }
    }
}
