//! Private keys, ready to sign.

use bytes::Bytes;
use domain::base::iana::SecurityAlgorithm;
use domain::base::name::ToName;
use domain::rdata::Dnskey;
use p256::ecdsa::signature::Signer as _;
use p256::ecdsa::{Signature, SigningKey};
use ring::digest::{Context, Digest, SHA256};
use ring::signature::{Ed25519KeyPair, KeyPair as _};

use super::{Algorithm, SigningError, ZoneKey};
use crate::names::Name;

/// The number of digests by SHA-256 (RFC 4509 §2.1).
pub(super) const SHA_256: u8 = 2;

/// Flags of a key that signs the zone and that the parent points at (RFC 4034 §2.1.1).
const FLAGS: u16 = 257;

/// The only protocol there is (RFC 4034 §2.1.2).
const PROTOCOL: u8 = 3;

/// The tag of the key that a DNSKEY record with this data has (RFC 4034 appendix B); none when it is too
/// short or long.
pub(super) fn key_tag(dnskey: &[u8]) -> Option<u16> {
    let ([high, low, protocol, algorithm], public) = dnskey.split_first_chunk()?;
    let flags = u16::from_be_bytes([*high, *low]);
    let algorithm = SecurityAlgorithm::from_int(*algorithm);
    Dnskey::new(flags, *protocol, algorithm, public).ok().map(|dnskey| dnskey.key_tag())
}

/// A key with what follows from it, so that it is computed once for a zone.
pub(super) struct Signer {
    secret: Secret,
    algorithm: SecurityAlgorithm,
    dnskey: Bytes,
    key_tag: u16,
}

enum Secret {
    EcdsaP256(Box<SigningKey>),
    Ed25519(Box<Ed25519KeyPair>),
}

impl Signer {
    pub(super) fn new(key: &ZoneKey) -> Result<Self, SigningError> {
        let secret = Secret::new(key)?;
        let algorithm = SecurityAlgorithm::from_int(key.algorithm.number());
        let mut dnskey = FLAGS.to_be_bytes().to_vec();
        dnskey.extend([PROTOCOL, algorithm.to_int()]);
        dnskey.extend(secret.public());
        let key_tag = key_tag(&dnskey).ok_or(SigningError::BadKey)?;
        Ok(Self { secret, algorithm, dnskey: dnskey.into(), key_tag })
    }

    pub(super) const fn algorithm(&self) -> SecurityAlgorithm {
        self.algorithm
    }

    pub(super) const fn dnskey(&self) -> &Bytes {
        &self.dnskey
    }

    pub(super) const fn key_tag(&self) -> u16 {
        self.key_tag
    }

    /// What a DS record at `apex` says of it (RFC 4034 §5.1.4).
    pub(super) fn digest(&self, apex: &Name) -> Digest {
        let mut context = Context::new(&SHA256);
        context.update(apex.to_canonical_name::<Vec<u8>>().as_slice());
        context.update(&self.dnskey);
        context.finish()
    }

    /// The signature of a message: 64 bytes, always the same ones (RFC 6979, RFC 8032).
    pub(super) fn sign(&self, message: &[u8]) -> [u8; 64] {
        let mut signature = [0; 64];
        match &self.secret {
            Secret::EcdsaP256(key) => {
                let made: Signature = key.sign(message);
                signature.copy_from_slice(&made.to_bytes());
            }
            Secret::Ed25519(key) => signature.copy_from_slice(key.sign(message).as_ref()),
        }
        signature
    }
}

impl Secret {
    fn new(key: &ZoneKey) -> Result<Self, SigningError> {
        Ok(match key.algorithm {
            Algorithm::EcdsaP256 => Self::EcdsaP256(Box::new(
                SigningKey::from_slice(&key.secret).map_err(|_| SigningError::BadKey)?,
            )),
            Algorithm::Ed25519 => Self::Ed25519(Box::new(
                Ed25519KeyPair::from_seed_unchecked(&key.secret)
                    .map_err(|_| SigningError::BadKey)?,
            )),
        })
    }

    /// The public key as DNSKEY records have it: for ECDSA both coordinates without the byte that says so
    /// elsewhere (RFC 6605 §4), for Ed25519 the point as it is (RFC 8080 §3).
    fn public(&self) -> Vec<u8> {
        match self {
            Self::EcdsaP256(key) => key
                .verifying_key()
                .to_sec1_point(false)
                .as_bytes()
                .iter()
                .skip(1)
                .copied()
                .collect(),
            Self::Ed25519(key) => key.public_key().as_ref().to_vec(),
        }
    }
}
