//! Questions a second, asked by dnsperf: the same zones, questions and cores for all, in turn.

use std::fmt::Write as _;
use std::path::Path;
use std::process::Command;

use dns::contents::Contents;
use dns::signing::Algorithm;
use peers::dice::Dice;
use peers::responder::signed;
use peers::zones::ordinary_zones;
use peers::{Peer, knot, nsd};

use crate::files::Files;
use crate::{ours, report};

const ZONES: usize = 1000;
const QUESTIONS: usize = 100_000;
/// How often each is asked, and for how many seconds.
const ROUNDS: usize = 5;
const SECONDS: &str = "4";

/// Measures zones without and with signatures.
pub fn measure() {
    let plain = ordinary_zones(ZONES);
    let with_signatures = plain.iter().map(|zone| signed(zone.clone(), Algorithm::EcdsaP256));
    let with_signatures: Vec<Contents> = with_signatures.collect();
    compare("questions, unsigned zones", plain.into_iter(), &[]);
    compare("questions, signed zones, DO", with_signatures.into_iter(), &["-D"]);
}

fn compare(figure: &str, zones: impl Iterator<Item = Contents>, options: &[&str]) {
    let files = Files::write(zones);
    let questions = files.beside("questions", &questions(&files));
    // Half of the cores serve, the other half asks.
    let cores = std::thread::available_parallelism().map_or(1, std::num::NonZero::get);
    let serving = (cores / 2).max(1);
    let (first, rest) =
        (format!("0-{}", serving - 1), format!("{}-{}", serving % cores, cores - 1));
    let servers = [
        ours::start(&files, serving),
        knot::start(&files.zones, serving),
        nsd::start(&files.zones, serving),
    ];
    servers.iter().for_each(|server| server.pin(&first));
    let mut rates = [const { Vec::new() }; 3];
    for _ in 0..ROUNDS {
        for (server, rates) in servers.iter().zip(&mut rates) {
            rates.push(ask(server, &questions, &rest, options));
        }
    }
    let [ours, knot, nsd] = rates.map(median);
    report(figure, "/s", ours, knot.max(nsd), ">= 1.00 of the faster one");
    println!("    here {ours}/s, Knot {knot}/s, NSD {nsd}/s");
}

/// Most are answered with records, a quarter of them with what there is not.
fn questions(files: &Files) -> String {
    const PLACES: [(&str, &str); 16] = [
        ("", "A"),
        ("", "A"),
        ("", "AAAA"),
        ("", "MX"),
        ("", "NS"),
        ("", "TXT"),
        ("", "SOA"),
        ("www.", "A"),
        ("www.", "A"),
        ("www.", "AAAA"),
        ("mail.", "A"),
        ("_dmarc.", "TXT"),
        ("mail.", "AAAA"),
        ("", "HTTPS"),
        ("missing.", "A"),
        ("not.there.", "AAAA"),
    ];
    let (mut dice, mut text) = (Dice::of(1), String::new());
    for _ in 0..QUESTIONS {
        let (prefix, rtype) = dice.pick(&PLACES);
        writeln!(text, "{prefix}{} {rtype}", dice.pick(&files.zones).apex).unwrap();
    }
    text
}

/// How many questions a second are answered.
fn ask(server: &Peer, questions: &Path, cores: &str, options: &[&str]) -> u64 {
    let address = server.address();
    let output = Command::new("taskset")
        .args(["-c", cores, "dnsperf", "-s", &address.ip().to_string()])
        .args(["-p", &address.port().to_string(), "-l", SECONDS, "-c", "8", "-q", "256", "-d"])
        .arg(questions)
        .args(options)
        .output()
        .unwrap();
    let said = String::from_utf8_lossy(&output.stdout);
    let line = said.lines().find(|line| line.contains("Queries per second")).unwrap();
    let rate = line.split_whitespace().last().unwrap();
    rate.split('.').next().unwrap().parse().unwrap()
}

fn median(mut rates: Vec<u64>) -> u64 {
    rates.sort_unstable();
    rates[rates.len() / 2]
}
