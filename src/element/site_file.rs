//! Where the site's own file is.

use web_sys::{HtmlElement, Url};

/// The whole address that the attribute `extras` names.
pub fn address(host: &HtmlElement) -> Option<String> {
    let given = host.get_attribute("extras").unwrap_or_default();
    let given = given.trim();
    let base = host.base_uri().ok().flatten().unwrap_or_default();
    let whole = Url::new_with_base(given, &base).map(|url| url.href());
    // What is no address is told of once it is asked for.
    (!given.is_empty()).then(|| whole.unwrap_or_else(|_| String::from(given)))
}
