//! Five hundred zones and fifty thousand questions: the name server answers as Knot or NSD do with the
//! files of the same zones, apart from a short list of differences that are meant.

#![expect(clippy::unwrap_used, reason = "a test says so by failing")]

mod comparison;
mod rules;

use std::net::SocketAddr;

use dns::contents::Contents;
use dns::signing::Algorithm;
use dns::zone_file::write_zone;
use peers::client::{ask_all, ask_all_over_tcp};
use peers::ours::Ours;
use peers::questions::{Question, Way, questions};
use peers::reply::Reply;
use peers::responder::signed;
use peers::zones::zones;
use peers::{ZoneFile, knot, nsd};
use tempfile::TempDir;

use comparison::Comparison;

const ZONES: usize = 500;
const QUESTIONS: usize = 50_000;

#[test]
fn zones_are_answered_as_knot_and_nsd_answer_their_files() {
    if !knot::is_there() || !nsd::is_there() {
        return;
    }
    let zones: Vec<Contents> = zones(2026, ZONES)
        .into_iter()
        .enumerate()
        .map(|(number, zone)| finished(number, zone))
        .collect();
    let (_folder, files) = written(&zones);
    let ours = Ours::with(zones.clone());
    let (knot, nsd) = (knot::start(&files, 1), nsd::start(&files, 1));
    let questions = questions(2026, &zones, QUESTIONS);
    let servers = [ours.address(), knot.address(), nsd.address()];
    let [ours, knot, nsd] = std::thread::scope(|scope| {
        let questions = &questions;
        servers
            .map(|server| scope.spawn(move || answers(server, questions)))
            .map(|asking| asking.join().unwrap())
    });
    let mut comparison = Comparison::default();
    for (number, question) in questions.iter().enumerate() {
        comparison.add(
            question,
            ours[number].as_ref(),
            knot[number].as_ref(),
            nsd[number].as_ref(),
        );
    }
    println!("{comparison}");
    assert_eq!(comparison.unexplained(), 0, "answers differ");
}

/// A fifth of the zones is signed, most of them with the quicker algorithm.
fn finished(number: usize, zone: Contents) -> Contents {
    match number % 10 {
        0 if number < 100 => signed(zone, Algorithm::EcdsaP256),
        0 | 5 => signed(zone, Algorithm::Ed25519),
        _ => zone,
    }
}

fn written(zones: &[Contents]) -> (TempDir, Vec<ZoneFile>) {
    let folder = tempfile::tempdir().unwrap();
    let write = |(number, zone): (usize, &Contents)| {
        let file = folder.path().join(format!("{number}.zone"));
        std::fs::write(&file, write_zone(zone)).unwrap();
        ZoneFile { apex: zone.apex.clone(), file }
    };
    let files = zones.iter().enumerate().map(write).collect();
    (folder, files)
}

/// What a server says to each question; none for silence.
fn answers(server: SocketAddr, questions: &[Question]) -> Vec<Option<Reply>> {
    let over = |way: Way| {
        let numbers = (0..questions.len()).filter(move |number| questions[*number].way == way);
        let messages: Vec<&[u8]> =
            numbers.clone().map(|number| questions[number].message.as_slice()).collect();
        let answers = match way {
            Way::Udp => ask_all(server, &messages),
            Way::Tcp => ask_all_over_tcp(server, &messages),
        };
        numbers.zip(answers).collect::<Vec<_>>()
    };
    let mut replies = vec![None; questions.len()];
    for (number, answer) in [over(Way::Udp), over(Way::Tcp)].concat() {
        let read = |bytes: Vec<u8>| Reply::read(&bytes).expect("an answer that can be read");
        replies[number] = answer.map(read);
    }
    replies
}
