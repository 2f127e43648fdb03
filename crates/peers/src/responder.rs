//! A name server without sockets, with a few zones of every kind, for whoever throws anything at it.

use std::net::SocketAddr;
use std::sync::Arc;

use dns::answer::{Outcome, Responder, ResponderSettings};
use dns::contents::Contents;
use dns::serve::Transport;
use dns::signing::{Algorithm, Parent, ZoneKey, ZoneKeys, sign};
use dns::zone::{Zone, Zones};

use crate::questions::{Question, questions};
use crate::zones::zones;

/// In the first hours of 2026.
pub const SIGNED_AT: u64 = 1_767_225_600;

/// A responder and questions that it knows answers to.
pub struct Answering {
    responder: Responder,
    questions: Vec<Question>,
    peer: SocketAddr,
    out: Vec<u8>,
}

impl Answering {
    /// Twenty zones, half of them signed.
    #[must_use]
    pub fn new() -> Self {
        let zones = zones(7, 20);
        let zones: Vec<Contents> = zones
            .into_iter()
            .enumerate()
            .map(
                |(number, zone)| {
                    if number % 2 == 0 { zone } else { signed(zone, Algorithm::Ed25519) }
                },
            )
            .collect();
        let questions = questions(7, &zones, 4096);
        let table = Arc::new(Zones::new());
        zones.iter().for_each(|zone| drop(table.put(Zone::pack(zone))));
        let responder = Responder::new(table, &ResponderSettings::new(Arc::new(|| SIGNED_AT)));
        let peer = SocketAddr::from(([127, 0, 0, 1], 53_000));
        Self { responder, questions, peer, out: Vec::new() }
    }

    /// Has it answer a message, over UDP and over TCP.
    ///
    /// # Panics
    /// When an answer is none: shorter than a header, with another id, or larger than a datagram.
    pub fn take(&mut self, message: &[u8]) {
        for over in [Transport::Udp, Transport::Tcp] {
            self.out.clear();
            let outcome = self.responder.answer(message, self.peer, over, &mut self.out);
            if outcome == Outcome::Reply {
                assert!(self.out.len() >= 12, "an answer has a header");
                assert_eq!(self.out[..2], message[..2], "an answer has the id of its question");
                assert!(self.out[2] & 0x80 != 0, "an answer says that it is one");
                assert!(self.out.len() <= usize::from(u16::MAX), "an answer fits into a message");
            }
        }
    }

    /// Has it answer one of its questions, changed: each change sets the byte at a place, or at the
    /// end where the place lies behind it.
    pub fn take_changed(&mut self, number: u16, changes: &[(u16, u8)]) {
        let number = usize::from(number) % self.questions.len();
        let mut message = self.questions[number].message.clone();
        for (place, byte) in changes {
            match message.get_mut(usize::from(*place)) {
                Some(old) => *old = *byte,
                None => message.push(*byte),
            }
        }
        self.take(&message);
    }
}

impl Default for Answering {
    fn default() -> Self {
        Self::new()
    }
}

/// The zone with signatures by one key, valid in the first days of 2026.
///
/// # Panics
/// When it cannot be signed.
#[must_use]
pub fn signed(zone: Contents, algorithm: Algorithm) -> Contents {
    let key = ZoneKey { algorithm, secret: [7; 32], signs: true, delegated: true };
    let keys =
        ZoneKeys { keys: vec![key], signed_at: SIGNED_AT.cast_signed(), parent: Parent::Keys };
    sign(zone, &keys, None).expect("a zone that can be signed")
}
