//! `cargo xtask crash`: kills the program under load, many times, on SQLite and on PostgreSQL. A
//! number as argument replays the rounds of a printed seed.

use std::ffi::OsString;

use crate::Result;
use crate::cluster;
use crate::steps::{cargo, run as run_program, step};

/// The variable by which tests learn of their cluster.
const CLUSTER: &str = "NAMEYARD_TEST_POSTGRES";
/// Rounds on SQLite.
const ROUNDS: &str = "200";
/// Rounds on PostgreSQL, where each takes longer.
const ROUNDS_ON_POSTGRES: &str = "50";

pub fn run(arguments: &[String]) -> Result {
    let seed = arguments.first().map(String::as_str);
    step("crashes on SQLite", || rounds("sqlite", ROUNDS, seed, None))?;
    cluster::lend(CLUSTER, "crashes", |url| match url {
        Some(url) => step("crashes on PostgreSQL", || {
            rounds("postgresql", ROUNDS_ON_POSTGRES, seed, Some(url))
        }),
        None => Ok(()),
    })
}

fn rounds(engine: &str, rounds: &str, seed: Option<&str>, cluster: Option<OsString>) -> Result {
    let mut test = cargo(&["test", "--package", "nameyard", "--test", "crash", engine]);
    test.args(["--", "--nocapture"]).env("NAMEYARD_CRASH_ROUNDS", rounds);
    test.envs(seed.map(|seed| ("NAMEYARD_CRASH_SEED", seed)));
    test.envs(cluster.map(|url| (CLUSTER, url)));
    run_program(&mut test)
}
