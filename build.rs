//! Prepares what the view includes, with the npm packages that know how: the
//! geometry of ORCID's icon (simple-icons) and the style sheet (esbuild).

use std::path::PathBuf;
use std::process::{self, Command};
use std::{env, fs};

const ICON: &str = "node_modules/simple-icons/icons/orcid.svg";
const STYLES: [&str; 5] = [
    "src/view/badge.css",
    "src/view/list/list.css",
    "src/view/people/people.css",
    "src/view/search/search.css",
    "src/view/sign_in/sign_in.css",
];
/// What the style sheets of several elements begin with.
const SHARED: &str = "src/view/shared.css";
const ESBUILD: &str = "node_modules/.bin/esbuild";

fn main() {
    println!("cargo::rerun-if-changed=build.rs");
    println!("cargo::rerun-if-changed={ICON}");
    println!("cargo::rerun-if-changed={SHARED}");
    for style in STYLES {
        println!("cargo::rerun-if-changed={style}");
    }
    // Natively there is no view, so tests of the domain need no npm package.
    if env::var("CARGO_CFG_TARGET_ARCH").as_deref() != Ok("wasm32") {
        return;
    }
    let out = PathBuf::from(env::var_os("OUT_DIR").unwrap_or_default());
    let icon = fs::read_to_string(ICON).unwrap_or_else(|error| {
        stop(&format!("{ICON}: {error}. Run `npm ci` first."));
    });
    let (disc, letters) = figures(&icon).unwrap_or_else(|| {
        stop(&format!(
            "{ICON}: its path does not begin with the disc any more"
        ));
    });
    let minified = Command::new(ESBUILD)
        .args(STYLES)
        .arg("--bundle")
        .arg("--minify")
        .arg("--entry-names=[name]")
        .arg(format!("--outdir={}", out.display()))
        .arg("--log-level=warning")
        .status();
    match minified {
        Ok(status) if status.success() => {}
        failed => stop(&format!("esbuild: {failed:?}. Run `npm ci` first.")),
    }
    for (name, path) in [("icon-disc.txt", disc), ("icon-letters.txt", letters)] {
        if let Err(error) = fs::write(out.join(name), path) {
            stop(&format!("cannot write to OUT_DIR: {error}"));
        }
    }
}

/// The icon's path in two: its first closed figure, the disc, and what is left,
/// the letters, which the disc has as holes.
fn figures(icon: &str) -> Option<(&str, &str)> {
    let path = icon.split(" d=\"").nth(1)?.split('"').next()?;
    let end = path.find(['z', 'Z'])? + 1;
    let (disc, letters) = path.split_at_checked(end)?;
    // Absolute, or the figures after the disc would lose their place.
    (disc.starts_with("M12 0") && letters.starts_with('M')).then_some((disc, letters))
}

fn stop(message: &str) -> ! {
    println!("cargo::error={message}");
    process::exit(1);
}
