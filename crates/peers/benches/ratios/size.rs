//! Many zones: the memory they take, and how long it takes from a start until they are answered for.

use std::time::{Duration, Instant};

use dns::names::{Name, Rtype};
use peers::client::{ask_all, query};
use peers::zones::{named, ordinary_zone};
use peers::{Peer, knot};

use crate::files::Files;
use crate::{ours, report};

/// Measures so many zones of ten records.
pub fn measure(count: usize) {
    let apexes = (0..count).map(|number| named(&format!("shop-{number}.example")));
    let files = Files::write(apexes.map(|apex| ordinary_zone(&apex)));
    let ours = start(&files, |files| ours::begin(files, 1));
    let knot = start(&files, |files| knot::begin(&files.zones, 1));
    report(&format!("memory, {count} zones"), " MiB", ours.memory, knot.memory, "<= 1.00");
    report("start to first answer", " ms", ours.first, knot.first, "<= 1.00");
    report("start to all answers", " ms", ours.all, knot.all, "<= 1.00");
}

/// What was seen of one server.
struct Seen {
    /// In MiB, when it answered for all zones.
    memory: u64,
    /// Milliseconds until it answered for some zone.
    first: u64,
    /// Milliseconds until it answered for all zones.
    all: u64,
}

fn start(files: &Files, begin: impl FnOnce(&Files) -> Peer) -> Seen {
    let begun = Instant::now();
    let server = begin(files);
    let middle = &files.zones[files.zones.len() / 2].apex;
    while !answers(&server, [middle].into_iter()) {
        std::thread::sleep(Duration::from_millis(1));
    }
    let first = millis(begun);
    let mut left: Vec<&Name> = files.zones.iter().map(|zone| &zone.apex).rev().collect();
    while let Some(tail) = left.len().checked_sub(1).map(|last| last.saturating_sub(20_000)) {
        // An answer stays one: those that were answered for are not asked for again.
        if answers(&server, left[tail..].iter().copied()) {
            left.truncate(tail);
        }
    }
    Seen { memory: server.memory() / 1024, first, all: millis(begun) }
}

fn answers<'a>(server: &Peer, apexes: impl Iterator<Item = &'a Name>) -> bool {
    let questions: Vec<Vec<u8>> = apexes.map(|apex| query(apex, Rtype::SOA)).collect();
    let questions: Vec<&[u8]> = questions.iter().map(Vec::as_slice).collect();
    let right =
        |answer: &Option<Vec<u8>>| answer.as_ref().is_some_and(|answer| answer[3] & 15 == 0);
    ask_all(server.address(), &questions).iter().all(right)
}

fn millis(begun: Instant) -> u64 {
    u64::try_from(begun.elapsed().as_millis()).unwrap()
}
