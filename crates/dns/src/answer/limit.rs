//! Limits how many answers a network gets, so that nobody floods somebody else with answers to questions
//! that were asked in their name. The memory it takes is fixed: those who share a place share a limit.

use std::net::{IpAddr, SocketAddr};
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Instant;

use crate::zone::keyed_hash;

/// How many networks and kinds of answers are told apart.
const PLACES: usize = 1 << 16;

/// What kind of answer it is: each has its own limit.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// There is an answer.
    Answer,
    /// There is none.
    Nothing,
    /// The name does not exist.
    NoName,
    /// Others are to be asked.
    Referral,
    /// An error.
    Error,
}

/// What is done with an answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Verdict {
    /// It is sent.
    Send,
    /// It is sent without records, so that an honest client comes back over a connection.
    Truncate,
    /// It is not sent.
    Drop,
}

/// Counts answers per second, network and kind.
#[derive(Debug)]
pub struct Limiter {
    per_second: u64,
    begun: Instant,
    /// The network and kind (24 bits), the second (16 bits) and how many there were in it (24 bits).
    places: Box<[AtomicU64]>,
}

impl Limiter {
    /// At most so many answers; none when there is no limit.
    pub fn new(per_second: u32) -> Option<Self> {
        let places = || (0..PLACES).map(|_| AtomicU64::new(0)).collect();
        (per_second > 0).then(|| Self {
            per_second: per_second.into(),
            begun: Instant::now(),
            places: places(),
        })
    }

    /// Counts an answer.
    pub fn judge(&self, to: SocketAddr, kind: Kind) -> Verdict {
        self.judge_at(to, kind, self.begun.elapsed().as_secs())
    }

    fn judge_at(&self, to: SocketAddr, kind: Kind, second: u64) -> Verdict {
        let mut key = [0; 8];
        let network: &[u8] = match to.ip().to_canonical() {
            IpAddr::V4(address) => &address.octets()[..3],
            IpAddr::V6(address) => &address.octets()[..7],
        };
        for (place, octet) in key.iter_mut().zip([kind as u8].iter().chain(network)) {
            *place = *octet;
        }
        let [a, b, c, place @ ..] = keyed_hash(&key).to_be_bytes();
        let [high, low, ..] = place;
        let place = usize::from(u16::from_be_bytes([high, low])) % PLACES;
        let Some(place) = self.places.get(place) else {
            return Verdict::Send;
        };
        let now = u64::from_be_bytes([a, b, c, 0, 0, 0, 0, 0]) | (second & 0xffff) << 24;
        let before = place.load(Ordering::Relaxed);
        let count = if before & !COUNT == now { (before & COUNT) + 1 } else { 1 };
        place.store(now | count.min(COUNT), Ordering::Relaxed);
        match count.checked_sub(self.per_second) {
            None | Some(0) => Verdict::Send,
            Some(over) if over % 2 == 0 => Verdict::Truncate,
            Some(_) => Verdict::Drop,
        }
    }
}

const COUNT: u64 = 0xff_ffff;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_network_gets_so_many_answers_a_second_and_a_hint_for_every_second_one_more() {
        let limiter = Limiter::new(3).unwrap();
        let judge = |from: &str, second| {
            limiter.judge_at(SocketAddr::new(from.parse().unwrap(), 53), Kind::Answer, second)
        };
        let verdicts: Vec<_> = (0..7).map(|n| judge(&format!("192.0.2.{n}"), 5)).collect();
        let (send, slip) = (Verdict::Send, Verdict::Truncate);
        assert_eq!(verdicts, [send, send, send, Verdict::Drop, slip, Verdict::Drop, slip]);
        assert_eq!(judge("198.51.100.1", 5), send);
        assert_eq!(judge("192.0.2.1", 6), send);
        assert!(Limiter::new(0).is_none());
    }
}
