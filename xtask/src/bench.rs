//! `cargo xtask bench`: what the platform costs, as ratios from one run. Arguments go to the benchmark.

use crate::Result;
use crate::cluster;
use crate::steps::{cargo, run as run_program};

/// The variable by which the benchmark learns of its cluster.
const CLUSTER: &str = "NAMEYARD_BENCH_POSTGRES";

pub fn run(arguments: &[String]) -> Result {
    cluster::lend(CLUSTER, "figures", |url| {
        let mut bench = cargo(&["bench", "--package", "testkit", "--bench", "ratios", "--"]);
        if let Some(url) = url {
            bench.env(CLUSTER, url);
        }
        run_program(bench.args(arguments))
    })
}
