//! `cargo xtask test`: all tests, on SQLite and on a private PostgreSQL cluster. Arguments go to the
//! test runner: `cargo xtask test -p store`, or a part of a test's name.

use std::ffi::OsString;
use std::path::Path;

use crate::Result;
use crate::cluster;
use crate::paths::sources;
use crate::steps::{cargo, has_cargo_command, run as run_program};

/// The variable by which tests learn of their cluster.
const CLUSTER: &str = "NAMEYARD_TEST_POSTGRES";

pub fn run(arguments: &[String]) -> Result {
    // Nothing runs, so nothing needs a cluster.
    if arguments.iter().any(|argument| argument == "--no-run") {
        return run_tests(arguments, None);
    }
    cluster::lend(CLUSTER, "tests", |url| run_tests(arguments, url))
}

fn run_tests(arguments: &[String], cluster: Option<OsString>) -> Result {
    let test = |words: &[&str]| {
        let mut command = cargo(words);
        if let Some(url) = &cluster {
            command.env(CLUSTER, url);
        }
        command
    };
    let some = arguments.iter().any(|word| word.starts_with("-p") || word.starts_with("--package"));
    let scope: &[&str] = if some { &[] } else { &["--workspace"] };
    if !has_cargo_command("nextest") {
        eprintln!("cargo-nextest is not installed; `cargo test` is slower, and does the same");
        return run_program(test(&["test"]).args(scope).args(arguments));
    }
    // Before the others, so that the summary of all the others comes last.
    if arguments.is_empty() && has_doc_tests()? {
        run_program(&mut test(&["test", "--quiet", "--workspace", "--doc"]))?;
    }
    run_program(test(&["nextest", "run"]).args(scope).args(arguments))
}

/// Whether any comment holds Rust to run; looking for it is quicker than asking rustdoc.
fn has_doc_tests() -> Result<bool> {
    for file in sources(Path::new("crates"))? {
        let text = std::fs::read_to_string(&file)
            .map_err(|error| format!("{}: {error}", file.display()))?;
        if holds_doc_test(&text) {
            return Ok(true);
        }
    }
    Ok(false)
}

fn holds_doc_test(text: &str) -> bool {
    let mut within = false;
    for line in text.lines().map(str::trim_start) {
        let comment = line.strip_prefix("///").or(line.strip_prefix("//!"));
        let Some(fence) = comment.and_then(|comment| comment.trim().strip_prefix("```")) else {
            continue;
        };
        within = !within;
        let runs = ["", "rust", "no_run", "should_panic", "compile_fail"];
        if within && fence.split(',').all(|word| runs.contains(&word.trim())) {
            return true;
        }
    }
    false
}

#[cfg(test)]
mod tests {
    use super::holds_doc_test;

    #[test]
    fn only_rust_in_comments_is_run() {
        assert!(holds_doc_test("/// So:\n/// ```\n/// assert!(true);\n/// ```"));
        assert!(holds_doc_test("//! ```rust,no_run\n//! ```"));
        assert!(!holds_doc_test("/// ```text\n/// a b\n/// ```\nfn main() {}"));
        assert!(!holds_doc_test("/// ```json\n/// ```\n/// and\n/// ```sh\n/// ```"));
        assert!(!holds_doc_test("let text = \"```\";"));
    }
}
