//! `cargo xtask layers`: who may use whom. The table in ARCHITECTURE.md is the rule: what a crate
//! depends on, and what its sources name, must stand in its row; what stands in backticks in the last
//! column must not.

use std::path::Path;

use serde_json::Value;

use crate::Result;
use crate::paths::{Named, modules, paths, sources};
use crate::steps::{answer, cargo};

const MAP: &str = "ARCHITECTURE.md";
const OPENING: &str = "<!-- layers -->";
const CLOSING: &str = "<!-- /layers -->";

pub fn run(_: &[String]) -> Result {
    let map = read(MAP)?;
    let (before, table, after) = split(&map)?;
    let rows = rows(table);
    let packages = packages()?;
    let mut faults = unlisted(&rows, &packages);
    for package in &packages {
        if let Some(row) = rows.iter().find(|row| row.name == package.name) {
            faults.extend(dependencies(package, row, &packages));
            faults.extend(imports(package, row, &packages)?);
        }
    }
    let prose = format!("{before}{after}{}", read("README.md").unwrap_or_default());
    faults.extend(unmentioned(&prose, &packages));
    if faults.is_empty() { Ok(()) } else { Err(faults.join("\n")) }
}

fn read(path: &str) -> Result<String> {
    std::fs::read_to_string(path).map_err(|error| format!("{path}: {error}"))
}

/// What stands before, between and after the two markers.
fn split(map: &str) -> Result<(&str, &str, &str)> {
    let markers = || format!("{MAP} has no table between {OPENING} and {CLOSING}.");
    let (before, rest) = map.split_once(OPENING).ok_or_else(markers)?;
    let (table, after) = rest.split_once(CLOSING).ok_or_else(markers)?;
    Ok((before, table, after))
}

/// A row of the table.
#[derive(Debug, PartialEq, Eq)]
struct Row {
    name: String,
    folder: String,
    /// Workspace crates it may use; none for "everything".
    may: Option<Vec<String>>,
    /// Crates and paths it never uses.
    never: Vec<String>,
}

fn rows(table: &str) -> Vec<Row> {
    let lines = table.lines().map(str::trim).filter(|line| line.starts_with('|'));
    // The heading and the line below it come first.
    lines.skip(2).filter_map(row).collect()
}

fn row(line: &str) -> Option<Row> {
    let mut cells = line.trim_matches('|').split('|').map(str::trim);
    let (name, folder) = (cells.next()?, cells.next()?);
    let (may, never) = (cells.next()?, cells.next()?);
    Some(Row {
        name: in_backticks(name).pop()?,
        folder: in_backticks(folder).pop()?,
        may: (may != "everything").then(|| in_backticks(may)),
        never: in_backticks(never),
    })
}

fn in_backticks(text: &str) -> Vec<String> {
    text.split('`').skip(1).step_by(2).map(str::to_owned).collect()
}

/// A crate of the workspace.
struct Package {
    name: String,
    /// From the workspace's folder: `crates/model`.
    folder: String,
    /// What it depends on outside its tests.
    dependencies: Vec<String>,
}

fn packages() -> Result<Vec<Package>> {
    let text = answer(&mut cargo(&["metadata", "--no-deps", "--format-version=1"]))?;
    let metadata: Value = serde_json::from_str(&text).map_err(|error| error.to_string())?;
    let root = metadata["workspace_root"].as_str().unwrap_or_default();
    let list = metadata["packages"].as_array().map(Vec::as_slice).unwrap_or_default();
    list.iter().map(|package| read_package(package, root)).collect()
}

fn read_package(package: &Value, root: &str) -> Result<Package> {
    let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
    let manifest = text(&package["manifest_path"]);
    let folder = Path::new(&manifest)
        .parent()
        .and_then(|folder| folder.strip_prefix(root).ok())
        .ok_or_else(|| format!("{manifest} lies outside the workspace"))?;
    let dependencies = package["dependencies"].as_array().map(Vec::as_slice).unwrap_or_default();
    Ok(Package {
        name: text(&package["name"]),
        folder: folder.to_string_lossy().replace('\\', "/"),
        dependencies: dependencies
            .iter()
            .filter(|dependency| dependency["kind"] != "dev")
            .map(|dependency| text(&dependency["name"]))
            .collect(),
    })
}

/// Crates without a row, rows without a crate, and rows that look in another folder.
fn unlisted(rows: &[Row], packages: &[Package]) -> Vec<String> {
    let mut faults = Vec::new();
    for package in packages {
        match rows.iter().find(|row| row.name == package.name) {
            None => faults.push(format!("{MAP} has no row for the crate {}.", package.name)),
            Some(row) if row.folder != package.folder => faults.push(format!(
                "{MAP} looks for {} in {}, and it is in {}.",
                package.name, row.folder, package.folder
            )),
            Some(_) => {}
        }
    }
    let gone = |row: &&Row| packages.iter().all(|package| package.name != row.name);
    faults.extend(
        rows.iter()
            .filter(gone)
            .map(|row| format!("{MAP} has a row for {}, which is gone.", row.name)),
    );
    faults
}

fn dependencies(package: &Package, row: &Row, packages: &[Package]) -> Vec<String> {
    let refused = |name: &String| {
        let why = refusal(row, package, packages, &[name.replace('-', "_")])?;
        Some(format!("{} depends on {name} in {}/Cargo.toml, {why}", package.name, package.folder))
    };
    package.dependencies.iter().filter_map(refused).collect()
}

fn imports(package: &Package, row: &Row, packages: &[Package]) -> Result<Vec<String>> {
    let mut texts = Vec::new();
    for file in sources(&Path::new(&package.folder).join("src"))? {
        let text = std::fs::read_to_string(&file)
            .map_err(|error| format!("{}: {error}", file.display()))?;
        texts.push((file, text));
    }
    let own: Vec<String> = texts.iter().flat_map(|(_, text)| modules(text)).collect();
    let mut faults = Vec::new();
    for (file, text) in &texts {
        for Named { segments, line } in paths(text) {
            if segments.first().is_some_and(|first| own.contains(first)) {
                continue;
            }
            if let Some(why) = refusal(row, package, packages, &segments) {
                let (name, path, file) = (&package.name, segments.join("::"), file.display());
                faults.push(format!("{name} uses {path} in {file}:{line}, {why}"));
            }
        }
    }
    Ok(faults)
}

/// Why a row rules a path out: the end of a sentence about it.
fn refusal(row: &Row, package: &Package, packages: &[Package], path: &[String]) -> Option<String> {
    let first = path.first()?;
    let is = |name: &str| name.replace('-', "_") == *first;
    if let Some(never) = row.never.iter().find(|never| begins_with(path, never)) {
        return Some(format!("and {MAP} lets it never use {never}."));
    }
    let of_the_workspace = packages.iter().any(|other| is(&other.name)) && !is(&package.name);
    match &row.may {
        Some(may) if of_the_workspace && !may.iter().any(|name| is(name)) => {
            let may =
                if may.is_empty() { "no other crate here".to_owned() } else { may.join(", ") };
            Some(format!("and {MAP} lets it use {may}."))
        }
        _ => None,
    }
}

fn begins_with(path: &[String], prefix: &str) -> bool {
    let prefix = prefix.replace('-', "_");
    let mut segments = path.iter();
    prefix.split("::").all(|word| segments.next().is_some_and(|segment| segment == word))
}

/// A map that shows one crate must show them all.
fn unmentioned(prose: &str, packages: &[Package]) -> Vec<String> {
    if !prose.contains("crates/") {
        return Vec::new();
    }
    packages
        .iter()
        .filter(|package| !prose.contains(&package.folder))
        .map(|package| {
            format!("Neither README.md nor {MAP} mentions {} outside the table.", package.folder)
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    const TABLE: &str = "
        | Crate | Folder | May use | Never |
        |---|---|---|---|
        | `model` | `crates/model` | nothing | clocks, SQL: `std::time`, `sql-kit` |
        | `app` | `crates/app` | `model` | |
        | `cli` | `crates/cli` | everything | rules |
    ";

    fn crates() -> Vec<Package> {
        let package = |name: &str, dependencies: &[&str]| Package {
            name: name.to_owned(),
            folder: format!("crates/{name}"),
            dependencies: dependencies.iter().map(ToString::to_string).collect(),
        };
        vec![
            package("model", &["sql-kit", "jiff"]),
            package("app", &["model", "cli"]),
            package("cli", &["app", "model"]),
        ]
    }

    fn refused(crate_number: usize, path: &str) -> bool {
        let (rows, packages) = (rows(TABLE), crates());
        let path: Vec<String> = path.split("::").map(str::to_owned).collect();
        let (row, package) = (&rows[crate_number], &packages[crate_number]);
        refusal(row, package, &packages, &path).is_some()
    }

    #[test]
    fn a_row_says_what_may_and_may_not_be_used() {
        let rows = rows(TABLE);
        assert_eq!(rows[0].may, Some(vec![]));
        assert_eq!(rows[0].never, ["std::time", "sql-kit"]);
        assert_eq!((&rows[1].may, &rows[2].may), (&Some(vec!["model".to_owned()]), &None));
        for (crate_number, path, expected) in [
            (0, "app::Verb", true),
            (0, "model::Money", false),
            (0, "std::time::Instant", true),
            (0, "std::net::IpAddr", false),
            (0, "sql_kit::Row", true),
            (1, "model::Money", false),
            (1, "cli::main", true),
            (2, "app::Verb", false),
        ] {
            assert_eq!(refused(crate_number, path), expected, "{path}");
        }
    }

    #[test]
    fn a_forbidden_dependency_is_named_in_a_sentence() {
        let (rows, packages) = (rows(TABLE), crates());
        assert_eq!(
            dependencies(&packages[1], &rows[1], &packages),
            ["app depends on cli in crates/app/Cargo.toml, and ARCHITECTURE.md lets it use model."]
        );
        assert_eq!(
            dependencies(&packages[0], &rows[0], &packages),
            [
                "model depends on sql-kit in crates/model/Cargo.toml, and ARCHITECTURE.md lets it never \
              use sql-kit."
            ]
        );
        assert!(dependencies(&packages[2], &rows[2], &packages).is_empty());
    }

    #[test]
    fn the_table_and_the_map_are_complete() {
        let (rows, packages) = (rows(TABLE), crates());
        assert!(unlisted(&rows, &packages).is_empty());
        assert_eq!(
            unlisted(&rows[..2], &packages),
            ["ARCHITECTURE.md has no row for the crate cli."]
        );
        assert_eq!(
            unlisted(&rows, &packages[1..]),
            ["ARCHITECTURE.md has a row for model, which is gone."]
        );
        assert!(unmentioned("no map yet", &packages).is_empty());
        assert_eq!(unmentioned("crates/app and crates/cli", &packages).len(), 1);
    }
}
