//! Shared keys and the records that are made with them (RFC 8945 §4).

use std::collections::HashMap;
use std::sync::Arc;

use bytes::Bytes;
use ring::hmac;

use super::message::{name_at, record_at, u16_at};
use super::settings::{Algorithm, SharedKey};
use crate::names::Name;

/// A key that is ready.
#[derive(Debug)]
pub(super) struct Key {
    pub(super) name: Name,
    pub(super) algorithm: Name,
    pub(super) hmac: hmac::Key,
}

/// The keys there are, by name and algorithm.
#[derive(Debug, Default)]
pub(super) struct Keys(pub(super) HashMap<(Name, Name), Arc<Key>>);

impl Key {
    pub(super) fn new(key: &SharedKey) -> Arc<Self> {
        let (algorithm, label): (_, &[u8]) = match key.algorithm {
            Algorithm::HmacSha256 => (hmac::HMAC_SHA256, b"\x0bhmac-sha256\0"),
            Algorithm::HmacSha384 => (hmac::HMAC_SHA384, b"\x0bhmac-sha384\0"),
            Algorithm::HmacSha512 => (hmac::HMAC_SHA512, b"\x0bhmac-sha512\0"),
        };
        let lower = name_at(key.name.as_slice(), 0).map(|(name, _)| name);
        Arc::new(Self {
            name: lower.unwrap_or_else(|| key.name.clone()),
            algorithm: Name::from_octets(Bytes::copy_from_slice(label))
                .unwrap_or_else(|_| Name::root_bytes()),
            hmac: hmac::Key::new(algorithm, &key.secret),
        })
    }

    /// What both sides call it.
    pub(super) const fn name(&self) -> &Name {
        &self.name
    }

    /// How long a record of it is, and a time beside it.
    pub(super) fn record_length(&self) -> usize {
        let digest = self.hmac.algorithm().digest_algorithm().output_len();
        self.name.len() + 10 + self.algorithm.len() + 16 + digest + 6
    }
}

impl Keys {
    pub(super) fn new(keys: &[SharedKey]) -> Self {
        let keys = keys.iter().map(Key::new);
        Self(keys.map(|key| ((key.name.clone(), key.algorithm.clone()), key)).collect())
    }

    /// Whether there is none.
    pub(super) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The key of that name, for what begins here.
    pub(super) fn named(&self, name: &Name) -> Option<Arc<Key>> {
        self.0.values().find(|key| key.name == *name).cloned()
    }
}

/// What a TSIG record says.
#[derive(Debug)]
pub(super) struct Signature {
    pub(super) key: Name,
    pub(super) algorithm: Name,
    pub(super) time: u64,
    pub(super) fudge: u16,
    pub(super) mac: Vec<u8>,
    pub(super) original_id: u16,
    pub(super) error: u16,
    pub(super) other: Vec<u8>,
}

impl Signature {
    pub(super) fn read(message: &[u8], start: usize) -> Option<Self> {
        let (record, _) = record_at(message, start)?;
        if record.rtype != 250 || record.class != 255 || record.ttl != 0 {
            return None;
        }
        let (algorithm, at) = name_at(message, record.data.start)?;
        let time = u64::from(u16_at(message, at)?) << 32
            | u64::from(u16_at(message, at + 2)?) << 16
            | u64::from(u16_at(message, at + 4)?);
        let mac_end = at + 10 + usize::from(u16_at(message, at + 8)?);
        let other_at = mac_end + 6;
        let end = other_at + usize::from(u16_at(message, mac_end + 4)?);
        (end == record.data.end).then_some(())?;
        Some(Self {
            key: record.owner,
            algorithm,
            time,
            fudge: u16_at(message, at + 6)?,
            mac: message.get(at + 10..mac_end)?.to_vec(),
            original_id: u16_at(message, mac_end)?,
            error: u16_at(message, mac_end + 2)?,
            other: message.get(other_at..end)?.to_vec(),
        })
    }

    /// What is signed besides the message: everything, or the times alone in later messages.
    pub(super) fn variables(&self, whole: bool) -> Vec<u8> {
        let mut out = Vec::with_capacity(64);
        if whole {
            out.extend_from_slice(self.key.as_slice());
            out.extend([0, 255, 0, 0, 0, 0]);
            out.extend_from_slice(self.algorithm.as_slice());
        }
        out.extend_from_slice(&self.time.to_be_bytes()[2..]);
        out.extend(self.fudge.to_be_bytes());
        if whole {
            out.extend(self.error.to_be_bytes());
            out.extend(length(&self.other).to_be_bytes());
            out.extend_from_slice(&self.other);
        }
        out
    }

    /// Adds the record to a message.
    pub(super) fn append(&self, message: &mut Vec<u8>) {
        let data = self.algorithm.len() + 16 + self.mac.len() + self.other.len();
        message.extend_from_slice(self.key.as_slice());
        message.extend([0, 250, 0, 255, 0, 0, 0, 0]);
        message.extend(u16::try_from(data).unwrap_or(u16::MAX).to_be_bytes());
        message.extend_from_slice(self.algorithm.as_slice());
        message.extend_from_slice(&self.time.to_be_bytes()[2..]);
        message.extend(self.fudge.to_be_bytes());
        message.extend(length(&self.mac).to_be_bytes());
        message.extend_from_slice(&self.mac);
        message.extend(self.original_id.to_be_bytes());
        message.extend(self.error.to_be_bytes());
        message.extend(length(&self.other).to_be_bytes());
        message.extend_from_slice(&self.other);
        let count = u16_at(message, 10).unwrap_or(0).saturating_add(1);
        if let Some(place) = message.get_mut(10..12) {
            place.copy_from_slice(&count.to_be_bytes());
        }
    }

    /// Whether it was signed at about that time.
    pub(super) fn is_timely(&self, now: u64) -> bool {
        self.time.abs_diff(now) <= u64::from(self.fudge)
    }
}

pub(super) fn length(octets: &[u8]) -> u16 {
    u16::try_from(octets.len()).unwrap_or(u16::MAX)
}

/// The message as it was before it was signed: without the record, and with its first number.
pub(super) fn unsigned(message: &[u8], start: usize, original_id: u16) -> Option<Vec<u8>> {
    let mut out = message.get(..start)?.to_vec();
    out.get_mut(..2)?.copy_from_slice(&original_id.to_be_bytes());
    let count = u16_at(message, 10)?.checked_sub(1)?;
    out.get_mut(10..12)?.copy_from_slice(&count.to_be_bytes());
    Some(out)
}
