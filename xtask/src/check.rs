//! `cargo xtask check`: what can be told without running the product. Every part is looked at, also
//! after one of them failed.

use crate::steps::{cargo, has_cargo_command, notice, run as run_program, step};
use crate::{Result, layers};

/// A part of the check: its title and what it does.
type Part = (&'static str, fn() -> Result);

const PARTS: &[Part] = &[
    ("formatting", formatting),
    ("lints", lints),
    ("layers", || layers::run(&[])),
    ("documentation", documentation),
    ("dependencies", dependencies),
];

pub fn run(_: &[String]) -> Result {
    let failed: Vec<&str> = PARTS
        .iter()
        .filter(|(title, work)| step(title, work).is_err())
        .map(|(title, _)| *title)
        .collect();
    if failed.is_empty() { Ok(()) } else { Err(format!("failed: {}", failed.join(", "))) }
}

fn formatting() -> Result {
    run_program(&mut cargo(&["fmt", "--all", "--check"]))
}

fn lints() -> Result {
    run_program(&mut cargo(&[
        "clippy",
        "--quiet",
        "--workspace",
        "--all-targets",
        "--",
        "--deny=warnings",
    ]))
}

fn documentation() -> Result {
    let mut doc =
        cargo(&["doc", "--quiet", "--workspace", "--no-deps", "--document-private-items"]);
    run_program(doc.env("RUSTDOCFLAGS", "--deny=warnings"))
}

fn dependencies() -> Result {
    if has_cargo_command("deny") {
        return run_program(&mut cargo(&["deny", "check"]));
    }
    notice(&[
        "cargo-deny is not installed: licences, sources, advisories and duplicates",
        "of the dependencies ARE NOT CHECKED.",
    ]);
    Ok(())
}
