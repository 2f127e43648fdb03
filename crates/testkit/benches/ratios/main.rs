//! What the platform costs, as ratios from one run on one machine: calls against a bare server,
//! paid registrations against bare commits, a large account against a small one.
//!
//! `cargo xtask bench` runs all of it; `NAMEYARD_BENCH_POSTGRES=postgres://…` adds the other engine.

mod calls;
mod growth;
mod load;
mod registrations;
mod signed;

use std::time::Duration;

/// How long each figure is measured.
const SPAN: Duration = Duration::from_secs(5);

#[tokio::main(flavor = "multi_thread")]
async fn main() {
    println!("figure                                       here       against     ratio   aim");
    calls::measure().await;
    signed::measure().await;
    registrations::measure().await;
    growth::measure().await;
    rest().await;
}

/// One line of the report: a rate, the rate it is held against, and their ratio in hundredths.
fn report(figure: &str, here: u64, against: u64, aim: &str) {
    let hundredths = here * 100 / against.max(1);
    let (whole, part) = (hundredths / 100, hundredths % 100);
    println!("{figure:40} {here:>9}/s {against:>10}/s {whole:>6}.{part:02}   {aim}");
}

/// What a fresh sandbox needs: time until it answers, and memory while nobody calls.
async fn rest() {
    let begun = std::time::Instant::now();
    let world = testkit::World::on("2026-01-01").await;
    println!("ready on a fresh folder                  {:>7} ms", begun.elapsed().as_millis());
    drop(world);
}
