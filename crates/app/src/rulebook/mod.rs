//! Reads the TLD rulebook and the supplier's price list from the files of the `rulebook` folder.
//!
//! Each family of extensions has one file; `groups.toml` says which extensions are on sale and in
//! which order. What the rules mean is decided in `model`.

/// One family's file: its defaults, and each extension laid over them.
mod family;

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use model::price::Figures;
use model::tld::{Rulebook, TldRules};
use serde::Deserialize;

/// The file that lists the extensions on sale.
const GROUPS: &str = "groups.toml";

/// The files that the program carries with it.
const EMBEDDED: [(&str, &str); 12] = [
    (GROUPS, include_str!("../../../../rulebook/groups.toml")),
    ("au.toml", include_str!("../../../../rulebook/au.toml")),
    ("cctld.toml", include_str!("../../../../rulebook/cctld.toml")),
    ("centralnic.toml", include_str!("../../../../rulebook/centralnic.toml")),
    ("europe.toml", include_str!("../../../../rulebook/europe.toml")),
    ("gtld.toml", include_str!("../../../../rulebook/gtld.toml")),
    ("new-gtld.toml", include_str!("../../../../rulebook/new-gtld.toml")),
    ("nz.toml", include_str!("../../../../rulebook/nz.toml")),
    ("ru.toml", include_str!("../../../../rulebook/ru.toml")),
    ("uk.toml", include_str!("../../../../rulebook/uk.toml")),
    ("za.toml", include_str!("../../../../rulebook/za.toml")),
    ("zacr.toml", include_str!("../../../../rulebook/zacr.toml")),
];

/// What the supplier asks for names under each extension.
#[derive(Debug, Clone, Default)]
pub struct PriceBook(BTreeMap<String, Figures>);

impl PriceBook {
    /// The supplier's figures for an extension, if it is sold.
    #[must_use]
    pub fn get(&self, tld: &str) -> Option<&Figures> {
        self.0.get(tld)
    }
}

/// The rulebook and price list that the program carries with it.
///
/// # Errors
/// Says in words which file, extension and key is wrong; the shipped files are tested.
pub fn embedded() -> Result<(Rulebook, PriceBook), String> {
    assemble(&EMBEDDED)
}

/// The rulebook and price list in the `*.toml` files of a folder.
///
/// # Errors
/// Says in words which file cannot be read, or which extension and key in it is wrong.
pub fn from_folder(path: &Path) -> Result<(Rulebook, PriceBook), String> {
    let listing = std::fs::read_dir(path).map_err(|why| format!("{}: {why}", path.display()))?;
    let mut files = Vec::new();
    for entry in listing {
        let file = entry.map_err(|why| format!("{}: {why}", path.display()))?.path();
        if file.extension().is_some_and(|extension| extension == "toml") {
            let text = std::fs::read_to_string(&file)
                .map_err(|why| format!("{}: {why}", file.display()))?;
            files.push((file.file_name().unwrap_or_default().to_string_lossy().into_owned(), text));
        }
    }
    files.sort();
    let files: Vec<_> = files.iter().map(|(name, text)| (name.as_str(), text.as_str())).collect();
    assemble(&files)
}

/// One extension as its family's file describes it.
struct Entry {
    rules: TldRules,
    cost: Figures,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct GroupsFile {
    group: Vec<Group>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Group {
    name: String,
    tlds: Vec<String>,
}

fn assemble(files: &[(&str, &str)]) -> Result<(Rulebook, PriceBook), String> {
    let mut entries = BTreeMap::new();
    for (file, text) in files.iter().filter(|(file, _)| *file != GROUPS) {
        read_family(file, text, &mut entries)?;
    }
    let groups = groups_among(files)?;
    let sold: BTreeSet<&String> = groups.iter().flat_map(|group| &group.tlds).collect();
    if let Some(forgotten) = entries.keys().find(|tld| !sold.contains(tld)) {
        return Err(format!("{GROUPS}: .{forgotten}: has an entry and stands in no group"));
    }
    in_order(groups, &entries)
}

fn read_family(
    file: &str,
    text: &str,
    entries: &mut BTreeMap<String, Entry>,
) -> Result<(), String> {
    for entry in family::read(file, text)? {
        Rulebook::new(vec![entry.rules.clone()]).map_err(|why| format!("{file}: {why}"))?;
        let tld = entry.rules.tld.clone();
        if entries.insert(tld.clone(), entry).is_some() {
            return Err(format!("{file}: .{tld}: stands twice"));
        }
    }
    Ok(())
}

fn groups_among(files: &[(&str, &str)]) -> Result<Vec<Group>, String> {
    let (_, text) = files
        .iter()
        .find(|(file, _)| *file == GROUPS)
        .ok_or_else(|| format!("{GROUPS}: the file is missing"))?;
    toml::from_str::<GroupsFile>(text)
        .map(|file| file.group)
        .map_err(|why| format!("{GROUPS}: {}", why.to_string().trim_end()))
}

fn in_order(
    groups: Vec<Group>,
    entries: &BTreeMap<String, Entry>,
) -> Result<(Rulebook, PriceBook), String> {
    let (mut rules, mut prices) = (Vec::new(), BTreeMap::new());
    for group in groups {
        for tld in group.tlds {
            let entry = entries
                .get(&tld)
                .ok_or_else(|| format!("{GROUPS}: .{tld}: no file has an entry for it"))?;
            rules.push(TldRules { group: group.name.clone(), ..entry.rules.clone() });
            prices.insert(tld, entry.cost);
        }
    }
    let book = Rulebook::new(rules).map_err(|why| format!("{GROUPS}: {why}"))?;
    Ok((book, PriceBook(prices)))
}

#[cfg(test)]
mod tests;
