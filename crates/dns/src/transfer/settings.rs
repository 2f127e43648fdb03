//! Who may have zones, who is told of changes, and the keys shared with them.

use std::fmt;
use std::net::{IpAddr, SocketAddr};
use std::str::FromStr;
use std::sync::Arc;

use crate::names::Name;

/// Seconds since 1970 by the machine's clock, which shared keys are checked against.
pub type Clock = Arc<dyn Fn() -> u64 + Send + Sync>;

/// What transfers are made with.
#[derive(Clone)]
pub struct Settings {
    /// Servers that are told of changes.
    pub peers: Vec<Peer>,
    /// Keys; whoever has one may have every zone.
    pub keys: Vec<SharedKey>,
    /// Addresses that may have every zone without a key.
    pub open_to: Vec<Prefix>,
    /// The catalog of all zones (RFC 9432); none where there is none.
    pub catalog: Option<Name>,
    /// Addresses that notifications are sent from, at most one of each family; where there is none
    /// the system chooses.
    pub notify_from: Vec<IpAddr>,
    /// The most bytes that the differences of all zones take together.
    pub journal_bytes: usize,
    /// The clock.
    pub clock: Clock,
}

/// Another server of the same zones.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Peer {
    /// What it is called.
    pub name: String,
    /// Where it is told of changes.
    pub address: SocketAddr,
    /// The name of the key it signs with and is told of changes with. A peer without one has to be
    /// in [`Settings::open_to`] to have zones.
    pub key: Option<Name>,
}

/// A secret shared with another server (RFC 8945).
#[derive(Clone, PartialEq, Eq)]
pub struct SharedKey {
    /// What both call it, in lower case.
    pub name: Name,
    /// What is done with it.
    pub algorithm: Algorithm,
    /// The secret itself.
    pub secret: Vec<u8>,
}

/// How messages are signed with a shared key.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Algorithm {
    /// HMAC with SHA-256.
    HmacSha256,
    /// HMAC with SHA-384.
    HmacSha384,
    /// HMAC with SHA-512.
    HmacSha512,
}

/// Addresses that begin alike.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Prefix {
    /// Any of them.
    address: IpAddr,
    /// How many of their first bits are alike.
    length: u32,
}

impl Settings {
    /// Nobody may have anything, and nobody is told.
    #[must_use]
    pub const fn nobody(clock: Clock) -> Self {
        Self {
            peers: Vec::new(),
            keys: Vec::new(),
            open_to: Vec::new(),
            catalog: None,
            notify_from: Vec::new(),
            journal_bytes: 64 << 20,
            clock,
        }
    }
}

impl fmt::Debug for Settings {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.debug_struct("Settings")
            .field("peers", &self.peers)
            .field("keys", &self.keys)
            .field("open_to", &self.open_to)
            .field("catalog", &self.catalog)
            .finish_non_exhaustive()
    }
}

impl fmt::Debug for SharedKey {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.debug_struct("SharedKey")
            .field("name", &self.name)
            .field("algorithm", &self.algorithm)
            .finish_non_exhaustive()
    }
}

impl Algorithm {
    /// Its name as operators write it: `hmac-sha256`.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::HmacSha256 => "hmac-sha256",
            Self::HmacSha384 => "hmac-sha384",
            Self::HmacSha512 => "hmac-sha512",
        }
    }
}

/// The algorithm, or the address prefix, is none that is known.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("neither an algorithm nor an address prefix")]
pub struct NotUnderstood;

impl FromStr for Algorithm {
    type Err = NotUnderstood;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        [Self::HmacSha256, Self::HmacSha384, Self::HmacSha512]
            .into_iter()
            .find(|algorithm| text.eq_ignore_ascii_case(algorithm.as_str()))
            .ok_or(NotUnderstood)
    }
}

impl Prefix {
    /// The addresses that share `length` bits with this one; none where it has fewer.
    #[must_use]
    pub fn new(address: IpAddr, length: u32) -> Option<Self> {
        let bits = if address.is_ipv4() { 32 } else { 128 };
        (length <= bits).then_some(Self { address, length })
    }

    /// Whether an address is one of them. An IPv4 address inside of IPv6 counts as what it is.
    #[must_use]
    pub fn contains(&self, address: IpAddr) -> bool {
        match (self.address, address.to_canonical()) {
            (IpAddr::V4(ours), IpAddr::V4(theirs)) => {
                alike(u128::from(ours.to_bits()), u128::from(theirs.to_bits()), 32 - self.length)
            }
            (IpAddr::V6(ours), IpAddr::V6(theirs)) => {
                alike(ours.to_bits(), theirs.to_bits(), 128 - self.length)
            }
            _ => false,
        }
    }
}

/// Whether two addresses are the same without so many of their last bits.
fn alike(ours: u128, theirs: u128, without: u32) -> bool {
    (ours ^ theirs).checked_shr(without).unwrap_or(0) == 0
}

impl FromStr for Prefix {
    type Err = NotUnderstood;

    /// Reads `192.0.2.0/24`, or an address alone.
    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let (address, length) = match text.split_once('/') {
            Some((address, length)) => (address, Some(length)),
            None => (text, None),
        };
        let address: IpAddr = address.parse().map_err(|_| NotUnderstood)?;
        let length = match length {
            Some(length) => length.parse().map_err(|_| NotUnderstood)?,
            None if address.is_ipv4() => 32,
            None => 128,
        };
        Self::new(address, length).ok_or(NotUnderstood)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_prefix_has_what_begins_like_it() {
        let prefix: Prefix = "192.0.2.128/25".parse().unwrap();
        assert!(prefix.contains("192.0.2.200".parse().unwrap()));
        assert!(prefix.contains("::ffff:192.0.2.200".parse().unwrap()));
        assert!(!prefix.contains("192.0.2.1".parse().unwrap()));
        assert!(!prefix.contains("2001:db8::1".parse().unwrap()));
        let all: Prefix = "::/0".parse().unwrap();
        assert!(all.contains("2001:db8::1".parse().unwrap()));
        assert!("192.0.2.0/33".parse::<Prefix>().is_err());
        assert!("192.0.2.0/x".parse::<Prefix>().is_err());
    }
}
