//! What other servers see, told without sockets.

use std::collections::BTreeSet;
use std::net::SocketAddr;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use async_trait::async_trait;
use bytes::Bytes;
use proptest::prelude::*;
use tokio::net::UdpSocket;

use super::message::{HEADER, IN, Question, Request, name_at, record_at, u16_at};
use super::records::{all_but_soa, soa};
use super::signature::{Key, Keys};
use super::tsig::{Fault, Sequence};
use super::writer::Writer;
use super::{Algorithm, Peer, Settings, SharedKey, Transfers};
use crate::answer::{Beyond, Responder, ResponderSettings};
use crate::contents::{Contents, Rr};
use crate::names::{Name, Rtype, name};
use crate::serve::Transport;
use crate::source::{Committed, Published, Unavailable, ZoneChange, ZoneSource};
use crate::zone::{Zone, Zones};

/// A name server with one peer that has a key, at second 1000.
struct World {
    zones: Arc<Zones>,
    transfers: Arc<Transfers>,
    source: Arc<Notebook>,
    now: Arc<AtomicU64>,
}

/// A source that keeps what it is told and says nothing.
#[derive(Default)]
struct Notebook(Mutex<Vec<Published>>);

#[async_trait]
impl ZoneSource for Notebook {
    async fn apexes(&self, _: Option<&Name>, _: usize) -> Result<Vec<Name>, Unavailable> {
        Err(Unavailable)
    }

    async fn zones(&self, _: &[Name]) -> Result<Vec<Committed>, Unavailable> {
        Err(Unavailable)
    }

    async fn position(&self) -> Result<i64, Unavailable> {
        Err(Unavailable)
    }

    async fn changes(&self, _: i64, _: &[i64], _: usize) -> Result<Vec<ZoneChange>, Unavailable> {
        Err(Unavailable)
    }

    async fn changed(&self) {}

    async fn published(&self, news: Vec<Published>) -> Result<(), Unavailable> {
        self.0.lock().unwrap().extend(news);
        Ok(())
    }
}

/// An answer of one or many messages.
#[derive(Debug, Default)]
struct Answer {
    code: u16,
    messages: usize,
    records: Vec<Rr>,
}

fn key() -> SharedKey {
    let name = name("transfer.example").unwrap();
    SharedKey { name, algorithm: Algorithm::HmacSha512, secret: b"between us".to_vec() }
}

fn catalog() -> Name {
    name("catalog.invalid").unwrap()
}

impl World {
    fn new() -> Self {
        Self::with_peer_at("192.0.2.53:53".parse().unwrap())
    }

    fn with_peer_at(address: SocketAddr) -> Self {
        let now = Arc::new(AtomicU64::new(1000));
        let clock = Arc::clone(&now);
        let mut settings = Settings::nobody(Arc::new(move || clock.load(Ordering::Relaxed)));
        let (key, name) = (key(), "second".to_owned());
        settings.peers = vec![Peer { name, address, key: Some(key.name.clone()) }];
        settings.keys = vec![key];
        settings.open_to = vec!["203.0.113.0/24".parse().unwrap()];
        settings.catalog = Some(catalog());
        let (zones, source) = (Arc::new(Zones::new()), Arc::new(Notebook::default()));
        let clock = Arc::clone(&settings.clock);
        let responder = Responder::new(Arc::clone(&zones), &ResponderSettings::new(clock));
        let told = Arc::clone(&source) as Arc<dyn ZoneSource>;
        let transfers = Transfers::new(settings, Arc::clone(&zones), Arc::new(responder), told);
        Self { zones, transfers: Arc::new(transfers), source, now }
    }

    /// Puts a zone in place of the one before, as whoever publishes does.
    fn publishes(&self, contents: &Contents) {
        let zone = Arc::new(Zone::pack(contents));
        let before = self.zones.put(Arc::clone(&zone));
        self.transfers.replaced(&contents.apex, before, Some(zone));
    }

    fn removes(&self, apex: &Name) {
        let before = self.zones.remove(apex);
        self.transfers.replaced(apex, before, None);
    }

    /// Asks as the peer does, with its key, and checks each signature.
    fn asks(&self, apex: &Name, rtype: Rtype, serial: Option<u32>, over: Transport) -> Answer {
        let (mut message, now) = (question(apex, rtype, serial), self.now.load(Ordering::Relaxed));
        let mut sequence = Sequence::begin(Key::new(&key()), &mut message, now);
        let mut answer = Answer::default();
        for mut reply in self.transfers.answer(&message, "192.0.2.53:999".parse().unwrap(), over) {
            assert_eq!(sequence.check(&mut reply, now), Ok(true));
            answer.take(&reply);
        }
        answer
    }

    /// Asks without a key.
    fn hears(&self, from: &str, apex: &Name, rtype: Rtype, over: Transport) -> Answer {
        let from = SocketAddr::new(from.parse().unwrap(), 999);
        let mut answer = Answer::default();
        let replies = self.transfers.answer(&question(apex, rtype, Some(0)), from, over);
        replies.for_each(|reply| answer.take(&reply));
        answer
    }
}

fn question(apex: &Name, rtype: Rtype, serial: Option<u32>) -> Vec<u8> {
    let question = Question { name: apex.clone(), rtype, class: IN };
    let mut writer = Writer::request(7, 0, 0, &question);
    if let Some(serial) = serial {
        writer.authority(&soa_of(&zone(apex, serial, &[])).unwrap());
    }
    writer.finish()
}

impl Answer {
    fn take(&mut self, message: &[u8]) {
        assert_eq!(u16_at(message, 0), Some(7));
        self.code = u16_at(message, 2).unwrap() & 15;
        self.messages += 1;
        let mut at = HEADER;
        for _ in 0..u16_at(message, 4).unwrap() {
            at = name_at(message, at).unwrap().1 + 4;
        }
        for _ in 0..u16_at(message, 6).unwrap() {
            let (record, end) = record_at(message, at).unwrap();
            let rtype = Rtype::from_int(record.rtype);
            let rdata = match rtype {
                Rtype::NS | Rtype::PTR => {
                    name_at(message, record.data.start).unwrap().0.into_octets()
                }
                Rtype::SOA => {
                    let (first, at) = name_at(message, record.data.start).unwrap();
                    let (second, at) = name_at(message, at).unwrap();
                    let numbers = &message[at..record.data.end];
                    Bytes::from([first.as_slice(), second.as_slice(), numbers].concat())
                }
                _ => Bytes::copy_from_slice(&message[record.data]),
            };
            self.records.push(Rr { owner: record.owner, rtype, ttl: record.ttl, rdata });
            at = end;
        }
    }

    /// What a zone is after these steps (RFC 1995 §4).
    fn applied_to(&self, before: &Contents) -> BTreeSet<Rr> {
        let mut zone = whole(before);
        let (last, steps) = self.records.split_last().unwrap();
        assert_eq!(last, &steps[0]);
        let mut adding = true;
        for rr in &steps[1..] {
            adding ^= rr.rtype == Rtype::SOA;
            assert!(if adding { zone.insert(rr.clone()) } else { zone.remove(rr) }, "{rr:?}");
        }
        assert!(zone.contains(last));
        zone
    }
}

/// A zone with addresses at `n` for each `n` and last octet.
fn zone(apex: &Name, serial: u32, hosts: &[(u16, u8)]) -> Contents {
    let mut contents = Contents::new(apex.clone(), serial);
    let mut insert = |owner, rtype, rdata| {
        contents.insert(Rr { owner, rtype, ttl: 300, rdata });
    };
    let soa = [b"\x02ns\0\x04mail\0", &serial.to_be_bytes()[..], &[0; 16]].concat();
    insert(apex.clone(), Rtype::SOA, Bytes::from(soa));
    insert(apex.clone(), Rtype::NS, Bytes::from_static(b"\x02ns\x05shoes\x07example\0"));
    for (host, last) in hosts {
        let owner = name(&format!("host-{host}.{apex}")).unwrap();
        insert(owner, Rtype::A, Bytes::from(vec![192, 0, 2, *last]));
    }
    contents
}

fn soa_of(contents: &Contents) -> Option<Rr> {
    soa(&contents.apex, contents.set(&contents.apex, Rtype::SOA))
}

fn whole(contents: &Contents) -> BTreeSet<Rr> {
    all_but_soa(Arc::new(Zone::pack(contents))).chain(soa_of(contents)).collect()
}

fn shoes() -> Name {
    name("shoes.example").unwrap()
}

#[test]
fn a_zone_travels_in_as_many_messages_as_it_takes() {
    let world = World::new();
    let hosts: Vec<_> = (0..5000).map(|host| (host, 1)).collect();
    let contents = zone(&shoes(), 7, &hosts);
    world.publishes(&contents);
    let answer = world.asks(&shoes(), Rtype::AXFR, None, Transport::Tcp);
    assert!(answer.messages > 1 && answer.messages < 5, "{}", answer.messages);
    assert_eq!(answer.records.first(), answer.records.last());
    assert_eq!(answer.records.len(), 5003);
    assert_eq!(answer.records.into_iter().collect::<BTreeSet<_>>(), whole(&contents));
    assert_eq!(world.transfers.counts().whole, 1);
}

#[test]
fn whoever_has_a_serial_gets_what_came_after() {
    let world = World::new();
    world.transfers.loaded();
    let first = zone(&shoes(), 1, &(0..100).map(|host| (host, 1)).collect::<Vec<_>>());
    world.publishes(&first);
    let mut last = first.clone();
    for serial in 2..5 {
        let hosts = (0..100).map(|host| (host, if host < 3 { serial } else { 1 }));
        last = zone(&shoes(), serial.into(), &hosts.collect::<Vec<_>>());
        world.publishes(&last);
    }
    let steps = world.asks(&shoes(), Rtype::IXFR, Some(1), Transport::Tcp);
    assert_eq!(steps.applied_to(&first), whole(&last));
    assert_eq!(world.transfers.counts().steps, 1);

    // A datagram has room for one step, and not for three.
    assert_eq!(world.asks(&shoes(), Rtype::IXFR, Some(3), Transport::Udp).records.len(), 10);
    assert_eq!(world.asks(&shoes(), Rtype::IXFR, Some(1), Transport::Udp).records.len(), 1);
    // Who has everything is told so; who has what nobody remembers gets everything.
    assert_eq!(world.asks(&shoes(), Rtype::IXFR, Some(4), Transport::Tcp).records.len(), 1);
    assert_eq!(world.asks(&shoes(), Rtype::IXFR, Some(0), Transport::Tcp).records.len(), 103);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]
    #[test]
    fn whatever_changes_the_steps_lead_there(
        versions in prop::collection::vec(prop::collection::vec((0..6_u16, 0..4_u8), 0..12), 2..6),
    ) {
        let world = World::new();
        world.transfers.loaded();
        let zones: Vec<_> = (1..).zip(&versions).map(|(at, hosts)| zone(&shoes(), at, hosts)).collect();
        zones.iter().for_each(|zone| world.publishes(zone));
        let last = zones.last().unwrap();
        for before in &zones {
            let answer = world.asks(&shoes(), Rtype::IXFR, Some(before.serial), Transport::Tcp);
            let is_steps = answer.records.get(1).is_some_and(|second| second.rtype == Rtype::SOA);
            if before.serial == last.serial {
                prop_assert_eq!(answer.records.len(), 1);
            } else if is_steps {
                prop_assert_eq!(answer.applied_to(before), whole(last));
            } else {
                prop_assert_eq!(answer.records.into_iter().collect::<BTreeSet<_>>(), whole(last));
            }
        }
    }
}

#[test]
fn strangers_get_nothing() {
    let world = World::new();
    world.publishes(&zone(&shoes(), 1, &[]));
    world.transfers.loaded();
    let tcp = Transport::Tcp;
    for rtype in [Rtype::AXFR, Rtype::IXFR] {
        assert_eq!(world.hears("198.51.100.1", &shoes(), rtype, tcp).code, 5);
        assert_eq!(world.hears("203.0.113.9", &shoes(), rtype, tcp).code, 0);
        assert_eq!(world.hears("203.0.113.9", &name("boots.example").unwrap(), rtype, tcp).code, 9);
    }
    assert_eq!(world.hears("203.0.113.9", &shoes(), Rtype::AXFR, Transport::Udp).code, 1);
    assert_eq!(world.hears("198.51.100.1", &catalog(), Rtype::SOA, tcp).code, 5);
    assert_eq!(world.hears("203.0.113.9", &catalog(), Rtype::SOA, tcp).records.len(), 1);
    world.zones.promise(name("later.example").unwrap());
    assert_eq!(
        world.hears("203.0.113.9", &name("later.example").unwrap(), Rtype::AXFR, tcp).code,
        2
    );
}

#[test]
fn a_key_that_is_not_ours_is_said_to_be_none() {
    let world = World::new();
    let mut message = question(&shoes(), Rtype::AXFR, None);
    let theirs = SharedKey { secret: b"a guess".to_vec(), ..key() };
    let mut sequence = Sequence::begin(Key::new(&theirs), &mut message, 1000);
    let from = "192.0.2.53:999".parse().unwrap();
    let mut replies: Vec<_> = world.transfers.answer(&message, from, Transport::Udp).collect();
    assert_eq!(u16_at(&replies[0], 2).unwrap() & 15, 9);
    // The answer has no signature, and 16 for what is wrong (RFC 8945 §3).
    assert_eq!(sequence.check(&mut replies[0], 1000), Err(Fault::BadSignature));
    let end = replies[0].len();
    assert_eq!(u16_at(&replies[0], end - 4), Some(16));
}

#[test]
fn an_ordinary_question_that_is_signed_has_a_signed_answer() {
    let world = World::new();
    world.publishes(&zone(&shoes(), 1, &[(1, 1)]));
    let host = name("host-1.shoes.example").unwrap();
    assert_eq!(world.asks(&host, Rtype::A, None, Transport::Udp).records.len(), 1);
    assert_eq!(world.asks(&name("boots.example").unwrap(), Rtype::A, None, Transport::Udp).code, 5);
}

#[test]
fn nonsense_is_answered_or_not_but_never_fatal() {
    let world = World::new();
    let from = "192.0.2.53:999".parse().unwrap();
    let mut message = question(&shoes(), Rtype::IXFR, Some(1));
    Sequence::begin(Key::new(&key()), &mut message, 1000);
    for place in 0..message.len() {
        for octet in [0, 1, 63, 0xc0, 0xff] {
            let mut bent = message.clone();
            bent[place] = octet;
            world.transfers.answer(&bent, from, Transport::Tcp).count();
            world.transfers.answer(&bent[..place], from, Transport::Udp).count();
        }
    }
}

#[tokio::test]
async fn a_peer_that_has_the_catalog_without_a_zone_has_the_zone_no_more() {
    let world = World::new();
    for apex in ["shoes.example", "boots.example"] {
        world.publishes(&zone(&name(apex).unwrap(), 1, &[]));
    }
    assert_eq!(world.asks(&catalog(), Rtype::AXFR, None, Transport::Tcp).code, 2);
    world.transfers.loaded();
    let answer = world.asks(&catalog(), Rtype::AXFR, None, Transport::Tcp);
    assert_eq!(answer.records.iter().filter(|rr| rr.rtype == Rtype::PTR).count(), 2);
    world.asks(&shoes(), Rtype::AXFR, None, Transport::Tcp);

    let transfers = Arc::clone(&world.transfers);
    let running = tokio::spawn(async move { transfers.run().await });
    world.removes(&shoes());
    until(|| world.asks(&catalog(), Rtype::IXFR, Some(1000), Transport::Tcp).records.len() == 5)
        .await;
    let told = |serial| Published {
        apex: shoes(),
        secondary: Some("second".to_owned()),
        serial,
        change: None,
    };
    until(|| world.source.0.lock().unwrap().contains(&told(None))).await;
    running.abort();
}

#[tokio::test]
async fn a_peer_is_told_until_it_says_so_with_its_key() {
    let peer = UdpSocket::bind("127.0.0.1:0").await.unwrap();
    let world = World::with_peer_at(peer.local_addr().unwrap());
    world.transfers.loaded();
    let transfers = Arc::clone(&world.transfers);
    let running = tokio::spawn(async move { transfers.run().await });
    let mut message = vec![0; 4096];
    // The catalog first, and then what changes.
    for apex in [catalog(), shoes()] {
        if apex == shoes() {
            world.publishes(&zone(&shoes(), 1, &[]));
        }
        loop {
            let (length, from) = peer.recv_from(&mut message).await.unwrap();
            let request = Request::read(&message[..length]).unwrap();
            let about = request.question.clone().unwrap().name;
            let keys = Keys::new(&[key()]);
            let start = request.tsig.unwrap();
            let mut checked =
                super::tsig::check(&keys, &message[..length], start, 1000).ok().unwrap();
            let mut reply = checked.request.clone();
            reply[2] |= 0x80;
            // An answer that is not signed counts for nothing.
            peer.send_to(&reply, from).await.unwrap();
            checked.sequence.sign(&mut reply, 1000);
            peer.send_to(&reply, from).await.unwrap();
            if about == apex {
                break;
            }
        }
    }
    until(|| world.transfers.counts().acknowledged >= 2).await;
    running.abort();
}

async fn until(condition: impl Fn() -> bool) {
    for _ in 0..2000 {
        if condition() {
            return;
        }
        tokio::time::sleep(Duration::from_millis(5)).await;
    }
    panic!("it never happened");
}
