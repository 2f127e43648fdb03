//! What the name server costs beside Knot and NSD, as ratios from one run on one machine: questions a
//! second, memory for many zones, and the times from a start and from a change to the answer.
//!
//! `cargo xtask bench dns` runs it, or the parts that are named: `rates`, `writes`, `size`. Called with
//! `serve`, it is the name server that is measured.

#![expect(clippy::unwrap_used, reason = "a benchmark says so by failing")]

mod files;
mod http;
mod ours;
mod rates;
mod size;
mod writes;

use std::path::Path;

use peers::{knot, nsd, process};

/// As in the program.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

/// How many zones lie in memory where that is measured.
const MANY: usize = 100_000;

fn main() {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    if let [word, rest @ ..] = arguments.as_slice()
        && word == "serve"
    {
        return ours::serve(rest);
    }
    let there = [knot::is_there(), nsd::is_there(), process::installed(&["dnsperf", "taskset"])];
    if there.contains(&false) {
        return;
    }
    println!("figure                                       here       against     ratio   aim");
    let named: Vec<&String> = arguments.iter().filter(|word| !word.starts_with('-')).collect();
    let wanted = |part: &str| named.is_empty() || named.iter().any(|word| *word == part);
    if wanted("rates") {
        rates::measure();
    }
    if wanted("writes") {
        let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
        writes::measure(&root.join("target/release/nameyard"));
    }
    if wanted("size") {
        size::measure(MANY);
    }
}

/// One line of the report: a figure, what it is held against, and their ratio in hundredths.
fn report(figure: &str, unit: &str, here: u64, against: u64, aim: &str) {
    let hundredths = here * 100 / against.max(1);
    let (whole, part) = (hundredths / 100, hundredths % 100);
    let (here, against) = (format!("{here}{unit}"), format!("{against}{unit}"));
    println!("{figure:40} {here:>11} {against:>12} {whole:>6}.{part:02}   {aim}");
}
