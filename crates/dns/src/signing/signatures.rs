//! RRSIG records (RFC 4034 §3).

use std::collections::{BTreeMap, btree_map};
use std::iter::Peekable;

use bytes::Bytes;
use domain::base::iana::Class;
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
    /// The keys that sign, each with whether its signatures in the previous zone are what it would make
    /// now of the same sets.
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
        let signed_at = wrapped(keys.signed_at);
        let mut signing = Self { apex: apex.clone(), signed_at, signers: Vec::new(), previous };
        let active = keys.keys.iter().zip(signers).filter(|(key, _)| key.signs);
        signing.signers = active.map(|(_, signer)| (signer, signing.made_before(signer))).collect();
        if signing.signers.is_empty() { Err(SigningError::NoKey) } else { Ok(signing) }
    }

    /// Whether the key made its signatures in the previous zone as it would now. Tags are not unique, but
    /// the previous zone says which keys it had; and its signatures were all begun at the same time.
    fn made_before(&self, signer: &Signer) -> bool {
        let set = |rtype| self.previous.and_then(|previous| previous.set(&self.apex, rtype));
        let (Some(keys), Some(soa)) = (set(Rtype::DNSKEY), set(Rtype::SOA)) else {
            return false;
        };
        let tags = keys.rdata.iter().filter_map(|key| key_tag(key));
        let head = self.head(&self.apex, Rtype::SOA, soa, signer);
        keys.rdata.contains(signer.dnskey())
            && tags.filter(|tag| *tag == signer.key_tag()).count() == 1
            && soa.signatures.iter().any(|signature| signature.starts_with(&head))
    }

    /// Signs whatever the zone has authority over.
    pub(super) fn cover(&self, contents: &mut Contents) {
        let mut walk = Walk::new(&self.apex);
        let mut names = Beside::new(self.previous.map(|previous| &previous.names));
        for (owner, sets) in &mut contents.names {
            let place = walk.step(owner, sets);
            let before = names.at(owner);
            for (rtype, set) in sets {
                set.signatures = if place.signs(*rtype) {
                    let before = before.and_then(|sets| sets.get(rtype));
                    self.signatures(owner, *rtype, set, before)
                } else {
                    Vec::new()
                };
            }
        }
        let mut denial = Beside::new(self.previous.map(|previous| &previous.denial));
        for (owner, set) in &mut contents.denial {
            set.signatures = self.signatures(owner, Rtype::NSEC3, set, denial.at(owner));
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
        let signature = |(signer, made_before): &(&Signer, bool)| {
            let before = before.filter(|_| *made_before);
            let old = before.and_then(|set| set.signatures.iter().find(|old| is_by(signer, old)));
            old.cloned().unwrap_or_else(|| {
                made(self.head(owner, rtype, set, signer), owner, rtype, set, signer)
            })
        };
        let mut signatures: Vec<Bytes> = self.signers.iter().map(signature).collect();
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

/// An RRSIG record that begins with `head`.
fn made(mut head: Vec<u8>, owner: &Name, rtype: Rtype, set: &RrSet, signer: &Signer) -> Bytes {
    let length = head.len();
    message(&mut head, owner, rtype, set);
    let signature = signer.sign(&head);
    head.truncate(length);
    head.extend_from_slice(&signature);
    head.into()
}

/// What is signed is the record without its signature, which `head` holds, and behind it all records of the
/// set in canonical form and order (RFC 4034 §3.1.8.1).
fn message(head: &mut Vec<u8>, owner: &Name, rtype: Rtype, set: &RrSet) {
    let owner = owner.to_canonical_name::<Vec<u8>>();
    for rdata in &set.rdata {
        head.extend_from_slice(owner.as_slice());
        head.extend_from_slice(&rtype.to_int().to_be_bytes());
        head.extend_from_slice(&Class::IN.to_int().to_be_bytes());
        head.extend_from_slice(&set.ttl.to_be_bytes());
        head.extend_from_slice(&u16::try_from(rdata.len()).unwrap_or(u16::MAX).to_be_bytes());
        head.extend_from_slice(rdata);
    }
}

/// Whether an RRSIG record bears the algorithm and the tag of a key (RFC 4034 §3.1).
fn is_by(signer: &Signer, signature: &[u8]) -> bool {
    signature.get(2) == Some(&signer.algorithm().to_int())
        && signature.get(16..18) == Some(signer.key_tag().to_be_bytes().as_slice())
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

/// Looks names up in a map in the order that both have, which is quicker than searching for each.
struct Beside<'a, V> {
    rest: Option<Peekable<btree_map::Iter<'a, Name, V>>>,
}

impl<'a, V> Beside<'a, V> {
    fn new(map: Option<&'a BTreeMap<Name, V>>) -> Self {
        Self { rest: map.map(|map| map.iter().peekable()) }
    }

    /// What stands under `name`, which comes behind every name asked for before.
    fn at(&mut self, name: &Name) -> Option<&'a V> {
        let rest = self.rest.as_mut()?;
        while rest.next_if(|(other, _)| *other < name).is_some() {}
        rest.next_if(|(other, _)| *other == name).map(|(_, value)| value)
    }
}

#[cfg(test)]
mod tests {
    use domain::utils::base64;
    use p256::ecdsa::signature::Verifier as _;
    use p256::ecdsa::{Signature, VerifyingKey};

    use super::*;
    use crate::names::name;
    use crate::signing::{Algorithm, ZoneKey};

    fn signer(algorithm: Algorithm, secret: &str) -> Signer {
        let secret: Vec<u8> = base64::decode(secret).unwrap();
        let secret = secret.try_into().unwrap();
        Signer::new(&ZoneKey { algorithm, secret, signs: true, delegated: true }).unwrap()
    }

    /// An RRSIG record of an example, without its signature.
    fn head(rtype: Rtype, labels: u8, times: [u32; 2], signer: &Signer, apex: &Name) -> Vec<u8> {
        let [expiration, inception] = times.map(Timestamp::from);
        let (algorithm, tag) = (signer.algorithm(), signer.key_tag());
        let ttl = Ttl::from_secs(3600);
        let mut head = Vec::new();
        ProtoRrsig::new(rtype, algorithm, labels, ttl, expiration, inception, tag, apex)
            .compose_canonical(&mut head)
            .unwrap();
        head
    }

    /// RFC 8080 section 6.
    #[test]
    fn ed25519_signs_as_its_rfc_does() {
        let apex = name("example.com").unwrap();
        let set = RrSet::new(3600, vec![Bytes::from_static(b"\0\x0a\x04mail\x07example\x03com\0")]);
        for (secret, signature) in [
            (
                "ODIyNjAzODQ2MjgwODAxMjI2NDUxOTAyMDQxNDIyNjI=",
                "oL9krJun7xfBOIWcGHi7mag5/hdZrKWw15jPGrHpjQeRAvTdszaPD+QLs3fx8A4M3e23mRZ9VrbpMngwcrqNAg==",
            ),
            (
                "DSSF3o0s0f+ElWzj9E/Osxw8hLpk55chkmx0LYN5WiY=",
                "zXQ0bkYgQTEFyfLyi9QoiY6D8ZdYo4wyUhVioYZXFdT410QPRITQSqJSnzQoSm5poJ7gD7AQR0O7KuI5k2pcBg==",
            ),
        ] {
            let signer = signer(Algorithm::Ed25519, secret);
            let head = head(Rtype::MX, 2, [1_440_021_600, 1_438_207_200], &signer, &apex);
            let rdata = made(head.clone(), &apex, Rtype::MX, &set, &signer);
            assert_eq!(base64::encode_string(&rdata[head.len()..]), signature);
        }
    }

    /// RFC 6605 section 6.1. Its signature was made with another random number than ours follows from, so
    /// it is verified over what we would sign.
    #[test]
    fn ecdsa_signs_what_its_rfc_does() {
        let apex = name("example.net").unwrap();
        let owner = name("www.example.net").unwrap();
        let set = RrSet::new(3600, vec![Bytes::from_static(&[192, 0, 2, 1])]);
        let signer = signer(Algorithm::EcdsaP256, "GU6SnQ/Ou+xC5RumuIUIuJZteXT2z0O/ok1s38Et6mQ=");
        let point = [&[4], &signer.dnskey()[4..]].concat();
        let public = VerifyingKey::from_sec1_bytes(&point).unwrap();
        let mut signed = head(Rtype::A, 3, [1_284_026_679, 1_281_607_479], &signer, &apex);
        let own = made(signed.clone(), &owner, Rtype::A, &set, &signer);
        let theirs: Vec<u8> = base64::decode(
            "qx6wLYqmh+l9oCKTN6qIc+bw6ya+KJ8oMz0YP107epXAyGmt+3SNruPFKG7tZoLBLlUzGGus7ZwmwWep666VCw==",
        )
        .unwrap();
        let own = &own[signed.len()..];
        message(&mut signed, &owner, Rtype::A, &set);
        for signature in [own, &theirs] {
            public.verify(&signed, &Signature::from_slice(signature).unwrap()).unwrap();
        }
    }
}
