//! `cargo xtask bench`: what the platform costs, as ratios from one run; `cargo xtask bench dns` is what
//! the name server costs beside others. Arguments go to the benchmark.

use crate::Result;
use crate::cluster;
use crate::steps::{cargo, run as run_program};

/// The variable by which the benchmark learns of its cluster.
const CLUSTER: &str = "NAMEYARD_BENCH_POSTGRES";

pub fn run(arguments: &[String]) -> Result {
    match arguments {
        [first, rest @ ..] if first == "dns" => name_server(rest),
        _ => platform(arguments),
    }
}

fn platform(arguments: &[String]) -> Result {
    cluster::lend(CLUSTER, "figures", |url| {
        let mut bench = cargo(&["bench", "--package", "testkit", "--bench", "ratios", "--"]);
        if let Some(url) = url {
            bench.env(CLUSTER, url);
        }
        run_program(bench.args(arguments))
    })
}

/// Part of it is measured on the whole program.
fn name_server(arguments: &[String]) -> Result {
    run_program(&mut cargo(&["build", "--release", "--package", "nameyard"]))?;
    let mut bench = cargo(&["bench", "--package", "peers", "--bench", "ratios", "--"]);
    run_program(bench.args(arguments))
}
