//! The modules of a crate, and what each of them names, read with `syn`.
//!
//! Code for tests is left out. Names are followed through `super`, groups,
//! macros and re-exports. Unseen are methods, which need no path, and what a
//! macro of another crate writes.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use proc_macro2::{Delimiter, TokenStream, TokenTree};
use syn::visit::{self, Visit};
use syn::{Attribute, Item, ItemMod, ItemUse, Macro, MetaList, UseTree};

/// A path in its segments: from `crate` on within the crate, else from the name
/// of another crate on.
pub type Name = Vec<String>;

/// One file of the crate, or what stands in its place.
#[derive(Debug, Default)]
pub struct Module {
    /// `["crate", "view", "list"]`
    pub name: Name,
    pub file: PathBuf,
    /// Every path that it names.
    pub named: BTreeSet<Name>,
    /// What its `use` lines call things: its children may name them too.
    aliases: BTreeMap<String, Name>,
    /// Modules whose public names are its own (`use …::*`).
    globs: Vec<Name>,
}

/// All modules by name, and the files that are for tests alone.
#[derive(Debug, Default)]
pub struct Modules {
    pub all: BTreeMap<Name, Module>,
    pub tests: Vec<PathBuf>,
}

impl Modules {
    /// Reads a crate from its root file on.
    pub fn read(root: &Path) -> Self {
        let mut found = Self::default();
        let folder = root.parent().expect("a folder");
        found.read_file(vec!["crate".into()], root, folder);
        found
    }

    /// Takes modules from texts, for the tests of this reader.
    pub fn of(sources: &[(&str, &str)]) -> Self {
        let mut found = Self::default();
        for (name, source) in sources {
            let name: Name = name.split("::").map(String::from).collect();
            found.add(name, PathBuf::new(), source);
        }
        found
    }

    /// `folder` is where the module's own modules lie.
    fn read_file(&mut self, name: Name, file: &Path, folder: &Path) {
        let source = fs::read_to_string(file).expect("a source file");
        for child in self.add(name.clone(), file.into(), &source) {
            let below = folder.join(&child.name);
            let flat = below.with_extension("rs");
            let file = if flat.exists() {
                flat
            } else {
                below.join("mod.rs")
            };
            if !child.is_test {
                self.read_file([name.clone(), vec![child.name]].concat(), &file, &below);
            } else if file.exists() {
                self.tests.push(file);
            }
        }
    }

    fn add(&mut self, name: Name, file: PathBuf, source: &str) -> Vec<Child> {
        let syntax = syn::parse_file(source).unwrap_or_else(|error| {
            panic!("{}: {error}", file.display());
        });
        let mut reader = Reader {
            module: Module {
                name: name.clone(),
                file,
                ..Module::default()
            },
            inner: name.clone(),
            children: Vec::new(),
            own: syntax.items.iter().filter_map(module_name).collect(),
        };
        reader.visit_file(&syntax);
        self.all.insert(name, reader.module);
        reader.children
    }

    /// The module that a path leads to, through whatever names it anew.
    pub fn home(&self, path: &[String]) -> Option<&Name> {
        self.home_within(path, 9)
    }

    fn home_within(&self, path: &[String], depth: usize) -> Option<&Name> {
        let length = (1..=path.len()).rfind(|&length| self.all.contains_key(&path[..length]))?;
        let module = &self.all[&path[..length]];
        let Some(depth) = depth.checked_sub(1) else {
            return Some(&module.name);
        };
        let [next, rest @ ..] = &path[length..] else {
            return Some(&module.name);
        };
        let found = module.aliases.get(next).and_then(|target| {
            let path = [target.as_slice(), rest].concat();
            self.home_within(&path, depth)
        });
        let by_glob = || {
            module.globs.iter().find_map(|glob| {
                let path = [glob.as_slice(), std::slice::from_ref(next), rest].concat();
                let home = self.home_within(&path, depth)?;
                // Not what merely begins there.
                (home != glob).then_some(home)
            })
        };
        found.or_else(by_glob).or(Some(&module.name))
    }

    /// Groups of modules below `room` that import each other in a circle.
    pub fn circles(&self, room: &str) -> Vec<BTreeSet<String>> {
        let inside = |name: &Name| name.get(1).is_some_and(|it| it == room);
        let nodes = self.all.keys().filter(|name| inside(name));
        let imports: BTreeMap<&Name, BTreeSet<&Name>> =
            nodes.map(|name| (name, self.imports(name))).collect();
        let reach: BTreeMap<&Name, BTreeSet<&Name>> = imports
            .keys()
            .map(|name| (*name, reach(name, &imports)))
            .collect();
        let mut circles: BTreeSet<BTreeSet<String>> = BTreeSet::new();
        for (from, reached) in &reach {
            let circle = reached.iter().filter(|to| reach[*to].contains(from));
            let circle: BTreeSet<String> = circle.map(|name| name[1..].join("::")).collect();
            if !circle.is_empty() {
                circles.insert(circle);
            }
        }
        circles.into_iter().collect()
    }

    /// The modules that one imports.
    fn imports(&self, from: &Name) -> BTreeSet<&Name> {
        let homes = self.all[from].named.iter().filter_map(|it| self.home(it));
        homes.filter(|home| *home != from).collect()
    }
}

/// What a module imports, and what that imports, and so on, as far as `imports`
/// knows them.
fn reach<'a>(
    from: &'a Name,
    imports: &BTreeMap<&'a Name, BTreeSet<&'a Name>>,
) -> BTreeSet<&'a Name> {
    let mut reached = BTreeSet::new();
    let mut open = vec![from];
    while let Some(next) = open.pop() {
        for import in &imports[next] {
            if imports.contains_key(import) && reached.insert(*import) {
                open.push(import);
            }
        }
    }
    reached
}

/// A module in a file of its own.
struct Child {
    name: String,
    is_test: bool,
}

/// Collects what one file names.
struct Reader {
    module: Module,
    /// The module within the file that is being read.
    inner: Name,
    children: Vec<Child>,
    /// The names of the modules of `inner`, which need no `self::`.
    own: BTreeSet<String>,
}

impl Reader {
    /// A path as it is written, in full.
    fn full(&self, path: &[String]) -> Name {
        let first = path.first().map_or("", String::as_str);
        let mut base = match first {
            "crate" => return path.to_vec(),
            "self" | "super" => self.inner.clone(),
            own if self.own.contains(own) => return [&self.inner, path].concat(),
            _ => return path.to_vec(),
        };
        let mut rest = path;
        while let [first, behind @ ..] = rest {
            match first.as_str() {
                "self" => {}
                "super" => drop(base.pop()),
                _ => break,
            }
            rest = behind;
        }
        base.extend_from_slice(rest);
        base
    }

    fn name(&mut self, path: &[String]) -> Name {
        let full = self.full(path);
        self.module.named.insert(full.clone());
        full
    }

    fn tree(&mut self, before: &[String], tree: &UseTree) {
        let with = |ident: &syn::Ident| {
            let mut path = before.to_vec();
            // `{self}` is what stands before the group.
            if ident != "self" || before.is_empty() {
                path.push(ident.to_string());
            }
            path
        };
        match tree {
            UseTree::Path(path) => self.tree(&with(&path.ident), &path.tree),
            UseTree::Name(name) => {
                let full = self.name(&with(&name.ident));
                if let Some(last) = full.last().cloned() {
                    self.module.aliases.insert(last, full);
                }
            }
            UseTree::Rename(rename) => {
                let full = self.name(&with(&rename.ident));
                let alias = rename.rename.to_string();
                self.module.aliases.insert(alias, full);
            }
            UseTree::Glob(_) => {
                let full = self.name(before);
                self.module.globs.push(full);
            }
            UseTree::Group(group) => {
                for tree in &group.items {
                    self.tree(before, tree);
                }
            }
        }
    }

    /// Paths in the words of a macro, whatever it makes of them. Groups behind
    /// `::` are those of a `use`.
    fn tokens(&mut self, before: &[String], tokens: TokenStream) {
        let mut path = before.to_vec();
        let mut colons = 0;
        for token in tokens {
            match token {
                TokenTree::Punct(punct) if punct.as_char() == ':' => colons += 1,
                TokenTree::Ident(ident) => {
                    if colons != 2 && path != before {
                        self.words(&path);
                        path = before.to_vec();
                    }
                    colons = 0;
                    path.push(ident.to_string());
                }
                TokenTree::Group(group) => {
                    let is_use = colons == 2 && group.delimiter() == Delimiter::Brace;
                    let inner = if is_use { path.clone() } else { Vec::new() };
                    self.words(&path);
                    self.tokens(&inner, group.stream());
                    (path, colons) = (before.to_vec(), 0);
                }
                _ => {
                    self.words(&path);
                    (path, colons) = (before.to_vec(), 0);
                }
            }
        }
        self.words(&path);
    }

    /// A path, unless it is a single word, which may be anything.
    fn words(&mut self, path: &[String]) {
        if path.len() > 1 {
            self.name(path);
        }
    }
}

impl<'ast> Visit<'ast> for Reader {
    fn visit_item(&mut self, item: &'ast Item) {
        match item {
            Item::Mod(ItemMod {
                content: None,
                ident,
                attrs,
                ..
            }) => self.children.push(Child {
                name: ident.to_string(),
                is_test: is_for_tests(attrs),
            }),
            _ if is_for_tests(attributes(item)) => {}
            Item::Mod(inline) => {
                let own = inline.content.iter().flat_map(|(_, items)| items);
                let own = own.filter_map(module_name).collect();
                let outer = std::mem::replace(&mut self.own, own);
                self.inner.push(inline.ident.to_string());
                visit::visit_item(self, item);
                self.inner.pop();
                self.own = outer;
            }
            Item::ExternCrate(other) => {
                self.name(&[other.ident.to_string()]);
            }
            _ => visit::visit_item(self, item),
        }
    }

    fn visit_item_use(&mut self, item: &'ast ItemUse) {
        self.tree(&[], &item.tree);
    }

    fn visit_path(&mut self, path: &'ast syn::Path) {
        let segments = path.segments.iter();
        let words: Name = segments.map(|it| it.ident.to_string()).collect();
        self.words(&words);
        visit::visit_path(self, path);
    }

    fn visit_macro(&mut self, item: &'ast Macro) {
        self.tokens(&[], item.tokens.clone());
        visit::visit_macro(self, item);
    }

    fn visit_meta_list(&mut self, list: &'ast MetaList) {
        self.tokens(&[], list.tokens.clone());
        visit::visit_meta_list(self, list);
    }
}

fn module_name(item: &Item) -> Option<String> {
    match item {
        Item::Mod(module) => Some(module.ident.to_string()),
        _ => None,
    }
}

/// Whether it is there only when tests are compiled.
fn is_for_tests(attributes: &[Attribute]) -> bool {
    attributes.iter().any(|attribute| {
        let list = attribute.meta.require_list();
        attribute.path().is_ident("cfg")
            && list.is_ok_and(|list| list.tokens.to_string().trim() == "test")
    })
}

fn attributes(item: &Item) -> &[Attribute] {
    match item {
        Item::Const(it) => &it.attrs,
        Item::Enum(it) => &it.attrs,
        Item::Fn(it) => &it.attrs,
        Item::Impl(it) => &it.attrs,
        Item::Macro(it) => &it.attrs,
        Item::Mod(it) => &it.attrs,
        Item::Static(it) => &it.attrs,
        Item::Struct(it) => &it.attrs,
        Item::Trait(it) => &it.attrs,
        Item::Type(it) => &it.attrs,
        Item::Use(it) => &it.attrs,
        _ => &[],
    }
}
