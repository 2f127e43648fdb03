//! RRSIG records (RFC 4034 §3).

use bytes::Bytes;
use domain::base::{ToName as _, Ttl};
use domain::rdata::dnssec::{ProtoRrsig, Timestamp};

use super::signer::{Signer, key_tag};
use super::territory::Walk;
use super::{SigningError, VALID_AFTER, VALID_BEFORE, ZoneKeys};
use crate::contents::{Contents, RrSet};
use crate::names::{Name, Rtype};

/// Signing one zone.
pub(super) struct Signing<'a> {
    apex: Name,
    signed_at: u32,
    /// The keys that sign, each with whether the signatures that bear its tag in the previous zone are
    /// its own.
    signers: Vec<(&'a Signer, bool)>,
    previous: Option<&'a Contents>,
}

impl<'a> Signing<'a> {
    pub(super) fn new(
        apex: &Name,
        keys: &ZoneKeys,
        signers: &'a [Signer],
        previous: Option<&'a Contents>,
    ) -> Result<Self, SigningError> {
        let active = keys.keys.iter().zip(signers).filter(|(key, _)| key.signs);
        let signers: Vec<_> =
            active.map(|(_, signer)| (signer, is_known(signer, apex, previous))).collect();
        if signers.is_empty() {
            return Err(SigningError::NoKey);
        }
        Ok(Self { apex: apex.clone(), signed_at: wrapped(keys.signed_at), signers, previous })
    }

    /// Signs whatever the zone has authority over.
    pub(super) fn cover(&self, contents: &mut Contents) {
        let mut walk = Walk::new(&self.apex);
        for (owner, sets) in &mut contents.names {
            let place = walk.step(owner, sets);
            let before = self.previous.and_then(|previous| previous.names.get(owner));
            for (rtype, set) in sets {
                let before = before.and_then(|sets| sets.get(rtype));
                set.signatures = match place.signs(*rtype) {
                    true => self.signatures(owner, *rtype, set, before),
                    false => Vec::new(),
                };
            }
        }
        for (owner, set) in &mut contents.denial {
            let before = self.previous.and_then(|previous| previous.denial.get(owner));
            set.signatures = self.signatures(owner, Rtype::NSEC3, set, before);
        }
    }

    /// The signatures of a set by all keys, in order.
    fn signatures(
        &self,
        owner: &Name,
        rtype: Rtype,
        set: &RrSet,
        before: Option<&RrSet>,
    ) -> Vec<Bytes> {
        let before = before.filter(|before| before.ttl == set.ttl && before.rdata == set.rdata);
        let each = self.signers.iter().map(|(signer, known)| {
            let head = self.head(owner, rtype, set, signer);
            let old = before.filter(|_| *known).and_then(|before| {
                before.signatures.iter().find(|old| old.starts_with(&head)).cloned()
            });
            old.unwrap_or_else(|| made(head, owner, rtype, set, signer))
        });
        let mut signatures: Vec<Bytes> = each.collect();
        signatures.sort();
        signatures
    }

    /// Everything in an RRSIG record but the signature itself.
    fn head(&self, owner: &Name, rtype: Rtype, set: &RrSet, signer: &Signer) -> Vec<u8> {
        let expiration = self.signed_at.wrapping_add(VALID_AFTER).wrapping_add(jitter(owner));
        let inception = self.signed_at.wrapping_sub(VALID_BEFORE);
        let head = ProtoRrsig::new(
            rtype,
            signer.algorithm(),
            owner.rrsig_label_count(),
            Ttl::from_secs(set.ttl),
            Timestamp::from(expiration),
            Timestamp::from(inception),
            signer.key_tag(),
            &self.apex,
        );
        let mut octets = Vec::with_capacity(512);
        let Ok(()) = head.compose_canonical(&mut octets);
        octets
    }
}

/// An RRSIG record that begins with `head`: what is signed is this and all records of the set in canonical
/// form and order (RFC 4034 §3.1.8.1).
fn made(mut head: Vec<u8>, owner: &Name, rtype: Rtype, set: &RrSet, signer: &Signer) -> Bytes {
    let length = head.len();
    let owner = owner.to_canonical_name::<Vec<u8>>();
    for rdata in &set.rdata {
        head.extend_from_slice(owner.as_slice());
        head.extend_from_slice(&rtype.to_int().to_be_bytes());
        head.extend_from_slice(&[0, 1]);
        head.extend_from_slice(&set.ttl.to_be_bytes());
        head.extend_from_slice(&u16::try_from(rdata.len()).unwrap_or(u16::MAX).to_be_bytes());
        head.extend_from_slice(rdata);
    }
    let signature = signer.sign(&head);
    head.truncate(length);
    head.extend_from_slice(&signature);
    head.into()
}

/// Whether the signatures with the key's tag in the previous zone are by this key: tags are not unique, but
/// the previous zone says which keys it had.
fn is_known(signer: &Signer, apex: &Name, previous: Option<&Contents>) -> bool {
    let keys = previous.and_then(|previous| previous.set(apex, Rtype::DNSKEY));
    keys.is_some_and(|keys| {
        let tags = keys.rdata.iter().filter_map(|key| key_tag(key));
        keys.rdata.contains(signer.dnskey())
            && tags.filter(|tag| *tag == signer.key_tag()).count() == 1
    })
}

/// Seconds since 1970 as signatures have them, in 32 bits that begin again (RFC 4034 §3.1.5).
fn wrapped(seconds: i64) -> u32 {
    u32::try_from(seconds.rem_euclid(1 << 32)).unwrap_or_default()
}

/// How many seconds longer the signatures at a name are valid: up to a day, by its hash (FNV-1a).
fn jitter(owner: &Name) -> u32 {
    let hash = owner.as_slice().iter().fold(0x811c_9dc5_u32, |hash, byte| {
        (hash ^ u32::from(byte.to_ascii_lowercase())).wrapping_mul(0x0100_0193)
    });
    hash % 86400
}
