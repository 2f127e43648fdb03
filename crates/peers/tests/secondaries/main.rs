//! Knot and NSD as secondaries with a key: they have what we have, whatever changes, comes and goes. Knot
//! follows the catalog, NSD is told its zones.

#![expect(clippy::unwrap_used, reason = "a test says so by failing")]

mod ours;

use std::fmt::Write as _;
use std::net::SocketAddr;
use std::time::{Duration, Instant};

use bytes::Bytes;
use dns::contents::{Contents, Rr};
use dns::names::{Name, Rtype};
use dns::signing::Algorithm;
use dns::source::Published;
use dns::transfer::{FetchError, SharedKey};
use peers::client::{ask_all, ask_all_over_tcp, query};
use peers::process::{Peer, Place};
use peers::rdata::SERIAL;
use peers::reply::Reply;
use peers::responder::signed;
use peers::zones::{named, ordinary_zone, zones};
use peers::{knot, nsd};

use ours::{CATALOG, KEY, Ours, SECRET, key_of};

const ZONES: usize = 30;
/// How many of them change.
const CHANGED: usize = 10;

#[test]
fn secondaries_have_what_we_have() {
    if !knot::is_there() || !nsd::is_there() {
        return;
    }
    let places = [Place::new(), Place::new()];
    let ours = Ours::start(&[("knot", places[0].address), ("nsd", places[1].address)]);
    let bare = zones(11, ZONES);
    let first: Vec<Contents> = (0..).zip(bare.clone()).map(|(at, it)| finished(at, it)).collect();
    first.iter().for_each(|zone| ours.publishes(zone));
    ours.loaded();
    let [knots, nsds] = places;
    // Knot keeps the catalog in a database, whose folder it wants to find.
    std::fs::create_dir(knots.folder().join("database")).unwrap();
    let mut peers = [
        knot::start_with(knots, 1, &for_knot(ours.address)),
        nsd::start_with(nsds, 1, &for_nsd(ours.address, &first)),
    ];
    all_have(&ours, &mut peers, &first);
    assert_eq!(ours.counts().steps, 0);

    // Some change, and only what changed travels.
    let mut now = first.clone();
    for (at, zone) in now.iter_mut().enumerate().take(CHANGED) {
        *zone = finished(at, changed(&bare[at], SERIAL + 1));
        ours.publishes(zone);
    }
    all_have(&ours, &mut peers, &now);
    let steps = usize::try_from(ours.counts().steps).unwrap();
    // One that changes more than it is large is sent whole.
    assert!(steps > CHANGED * 3 / 2, "{:?}", ours.counts());

    // One goes and one comes: the catalog says so.
    let gone = now.remove(ZONES - 1).apex;
    ours.removes(&gone);
    now.push(ordinary_zone(&named("boots.test")));
    ours.publishes(now.last().unwrap());
    all_have(&ours, &mut peers[..1], &now[ZONES - 1..]);
    let refuses = |peer: &Peer| serial_at(peer.address(), &gone).is_none();
    assert!(peers[0].waits(refuses), "Knot has a zone that is gone");
    all_have(&ours, &mut peers[..1], &now);

    // Whoever publishes knows who has what.
    let told = |apex: &Name, secondary: &str, serial| Published {
        apex: apex.clone(),
        secondary: Some(secondary.to_owned()),
        serial,
        change: None,
    };
    until(|| ours.was_told(&told(&gone, "knot", None)));
    until(|| ours.was_told(&told(&now[0].apex, "nsd", Some(SERIAL + 1))));
    for zone in &now {
        until(|| ours.was_told(&told(&zone.apex, "knot", Some(zone.serial))));
    }
    assert!(ours.counts().acknowledged > 0);
}

#[test]
fn a_zone_that_is_fetched_is_what_it_was_before_it_was_signed() {
    let ours = Ours::start(&[("friend", "192.0.2.1:53".parse().unwrap())]);
    let friends = key_of("friend");
    let bare = zones(12, 12);
    for (at, zone) in bare.iter().enumerate() {
        ours.publishes(&finished(at, zone.clone()));
        assert_eq!(ours.fetched(&zone.apex, Some(&friends)).as_ref(), Ok(zone), "{at}");
    }
    let (apex, nobody) = (&bare[0].apex, key_of("nobody"));
    assert_eq!(ours.fetched(apex, None), Err(FetchError::Refused(5)));
    assert_eq!(ours.fetched(apex, Some(&nobody)), Err(FetchError::Refused(9)));
    let wrong = SharedKey { secret: b"a guess".to_vec(), ..friends.clone() };
    assert_eq!(ours.fetched(apex, Some(&wrong)), Err(FetchError::Refused(9)));
    let elsewhere = named("elsewhere.test");
    assert_eq!(ours.fetched(&elsewhere, Some(&friends)), Err(FetchError::Refused(9)));
}

/// A third of the zones is signed.
fn finished(number: usize, zone: Contents) -> Contents {
    if number.is_multiple_of(3) { signed(zone, Algorithm::Ed25519) } else { zone }
}

/// The zone with an address more and all texts gone.
fn changed(zone: &Contents, serial: u32) -> Contents {
    let mut zone = zone.clone();
    zone.serial = serial;
    for sets in zone.names.values_mut() {
        sets.remove(&Rtype::TXT);
    }
    zone.names.retain(|_, sets| !sets.is_empty());
    let soa = zone.names.get_mut(&zone.apex).unwrap().get_mut(&Rtype::SOA).unwrap();
    let mut rdata = soa.rdata[0].to_vec();
    let at = rdata.len() - 20;
    rdata[at..at + 4].copy_from_slice(&serial.to_be_bytes());
    soa.rdata = vec![rdata.into()];
    let owner = named(&format!("new.{}", zone.apex));
    let rdata = Bytes::from_static(&[192, 0, 2, 99]);
    zone.insert(Rr { owner, rtype: Rtype::A, ttl: 60, rdata });
    zone
}

/// Waits until these servers have these serials, and compares each set of each zone.
fn all_have(ours: &Ours, peers: &mut [Peer], zones: &[Contents]) {
    for peer in peers {
        let is_there = |peer: &Peer| {
            zones.iter().all(|zone| serial_at(peer.address(), &zone.apex) == Some(zone.serial))
        };
        let have = peer.waits(is_there);
        assert!(have, "{:?} {}", ours.counts(), peer.complaints());
        for zone in zones {
            let questions: Vec<Vec<u8>> = zone
                .names
                .iter()
                .flat_map(|(owner, sets)| sets.keys().map(|rtype| with_signatures(owner, *rtype)))
                .chain([with_signatures(&named(&format!("nobody.{}", zone.apex)), Rtype::A)])
                .collect();
            let questions: Vec<&[u8]> = questions.iter().map(Vec::as_slice).collect();
            let said =
                |server| ask_all_over_tcp(server, &questions).into_iter().map(|it| it.unwrap());
            for (ours, theirs) in said(ours.address).zip(said(peer.address())) {
                same(&Reply::read(&ours).unwrap(), &Reply::read(&theirs).unwrap());
            }
        }
    }
}

/// A question that wants DNSSEC.
fn with_signatures(name: &Name, rtype: Rtype) -> Vec<u8> {
    let mut question = query(name, rtype);
    question[11] = 1;
    question.extend([0, 0, 41, 0x04, 0xd0, 0, 0, 0x80, 0, 0, 0]);
    question
}

/// Compares what was found, or what was said instead; NSD repeats the servers of the zone besides.
fn same(ours: &Reply, theirs: &Reply) {
    let is_found = !ours.answer.is_empty();
    assert_eq!(
        (ours.rcode, ours.answers(), is_found || ours.authority == theirs.authority),
        (theirs.rcode, theirs.answers(), true),
        "{ours:?}\n{theirs:?}"
    );
}

/// The serial that a server answers with; none where it does not answer for the zone.
fn serial_at(server: SocketAddr, apex: &Name) -> Option<u32> {
    let answer = ask_all(server, &[&query(apex, Rtype::SOA)]).remove(0)?;
    let reply = Reply::read(&answer).filter(|reply| reply.has("AA"))?;
    let soa = reply.answer.first().filter(|row| row.owner == *apex)?;
    let at = soa.rdata.len().checked_sub(20)?;
    Some(u32::from_be_bytes(soa.rdata[at..at + 4].try_into().ok()?))
}

fn for_knot(ours: SocketAddr) -> String {
    let (ip, port) = (ours.ip(), ours.port());
    format!(
        "key:\n  - id: knot.{KEY}.\n    algorithm: hmac-sha256\n    secret: {SECRET}\n\
         remote:\n  - id: ours\n    address: {ip}@{port}\n    key: knot.{KEY}.\n\
         acl:\n  - id: told\n    key: knot.{KEY}.\n    action: notify\n\
         template:\n  - id: member\n    master: ours\n    acl: told\n    journal-content: changes\n    \
         zonefile-sync: -1\n    zonefile-load: none\n    semantic-checks: soft\n\
         zone:\n  - domain: {CATALOG}.\n    master: ours\n    acl: told\n    \
         catalog-role: interpret\n    catalog-template: member\n"
    )
}

fn for_nsd(ours: SocketAddr, zones: &[Contents]) -> String {
    let mut text =
        format!("key:\n  name: \"nsd.{KEY}.\"\n  algorithm: hmac-sha256\n  secret: \"{SECRET}\"\n");
    for zone in zones {
        let _ = write!(
            text,
            "zone:\n  name: \"{}.\"\n  allow-notify: {ip} nsd.{KEY}.\n  \
             request-xfr: {ip}@{port} nsd.{KEY}.\n",
            zone.apex,
            ip = ours.ip(),
            port = ours.port(),
        );
    }
    text
}

fn until(condition: impl Fn() -> bool) {
    let begun = Instant::now();
    while !condition() {
        assert!(begun.elapsed() < Duration::from_secs(60), "it never happened");
        std::thread::sleep(Duration::from_millis(10));
    }
}
