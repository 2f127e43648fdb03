//! Signatures and denial of existence: DNSSEC (RFC 4033 to 4035) with ECDSA P-256 (RFC 6605) or Ed25519
//! (RFC 8080), and NSEC3 without salt and further iterations (RFC 9276).
//!
//! What comes out follows from what goes in alone: every node signs alike, and so does a restart.

/// What the apex of a signed zone says besides: keys, the kind of denial, and what the parent is to have.
mod apex;
/// The chain of NSEC3 records.
mod denial;
/// RRSIG records.
mod signatures;
/// Private keys, ready to sign.
mod signer;
/// What the zone has authority over.
mod territory;

use std::fmt;

use bytes::Bytes;

use crate::contents::Contents;
use crate::names::Name;
use signatures::Signing;
use signer::Signer;

/// Seconds that DNSKEY, CDS and CDNSKEY records live: a key is known everywhere so long after it was
/// published.
pub const KEY_TTL: u32 = 3600;

/// Seconds that a signature is valid before [`ZoneKeys::signed_at`], for clocks that are late.
pub const VALID_BEFORE: u32 = 3600;

/// Seconds that each signature is valid behind [`ZoneKeys::signed_at`]; some are up to a day longer, so
/// that they do not end all at once.
pub const VALID_AFTER: u32 = 14 * 86400;

/// What a zone is signed with.
#[derive(Debug, Clone)]
pub struct ZoneKeys {
    /// Keys in the DNSKEY set.
    pub keys: Vec<ZoneKey>,
    /// When signing was begun last, as seconds since 1970: signatures are valid from an hour before.
    pub signed_at: i64,
    /// What the CDS and CDNSKEY records tell the registry.
    pub parent: Parent,
}

/// One key.
#[derive(Clone)]
pub struct ZoneKey {
    /// How it signs.
    pub algorithm: Algorithm,
    /// The private key: a scalar, or a seed.
    pub secret: [u8; 32],
    /// Whether it signs the zone, or is only published.
    pub signs: bool,
    /// Whether the registry is to have it.
    pub delegated: bool,
}

/// How a key signs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Algorithm {
    /// ECDSA P-256 with SHA-256, number 13.
    EcdsaP256,
    /// Ed25519, number 15.
    Ed25519,
}

/// What the zone says to the one above it (RFC 7344, RFC 8078).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Parent {
    /// Nothing yet.
    Silent,
    /// Have the keys that are marked for it.
    Keys,
    /// Have none any more.
    Nothing,
}

/// What a DS record says of a key (RFC 4034 §5).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DelegationSigner {
    /// The key's tag.
    pub key_tag: u16,
    /// The number of the key's algorithm.
    pub algorithm: u8,
    /// The kind of digest; always 2, SHA-256 (RFC 4509).
    pub digest_type: u8,
    /// The digest in hexadecimal digits, capital ones.
    pub digest: String,
}

/// Why a zone cannot be signed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum SigningError {
    /// Its apex has no SOA record.
    #[error("the zone has no SOA record")]
    NoSoa,
    /// None of its keys signs.
    #[error("the zone has no key that signs")]
    NoKey,
    /// A secret is no private key of its algorithm.
    #[error("a secret is not a private key")]
    BadKey,
    /// Its name is so long that no name of an NSEC3 record fits before it.
    #[error("the name of the zone is too long to be signed")]
    LongName,
    /// Two of its names have the same hash (RFC 5155 §7.1).
    #[error("two names of the zone have the same hash")]
    Collision,
}

/// Signs a zone: adds its keys, what the parent is to have of them, NSEC3 records, and a signature of each
/// RRset it has authority over by each key that signs (RFC 4035 §2). Signatures of `previous`, which is
/// the same zone as this function gave it earlier, are taken over where they would come out the same.
///
/// # Errors
/// Says what is missing or unfit; the zone is not served then.
pub fn sign(
    mut contents: Contents,
    keys: &ZoneKeys,
    previous: Option<&Contents>,
) -> Result<Contents, SigningError> {
    let signers = keys.keys.iter().map(Signer::new).collect::<Result<Vec<_>, _>>()?;
    let ttl = denial::ttl(&contents)?;
    apex::publish(&mut contents, keys, &signers, ttl);
    contents.denial = denial::chain(&contents, ttl, previous)?;
    Signing::new(&contents.apex, keys, &signers, previous)?.cover(&mut contents);
    Ok(contents)
}

/// What the parent is told of a key.
///
/// # Errors
/// [`SigningError::BadKey`] alone.
pub fn delegation_signer(apex: &Name, key: &ZoneKey) -> Result<DelegationSigner, SigningError> {
    let signer = Signer::new(key)?;
    let digest = signer.digest(apex);
    Ok(DelegationSigner {
        key_tag: signer.key_tag(),
        algorithm: key.algorithm.number(),
        digest_type: signer::SHA_256,
        digest: digest.as_ref().iter().map(|byte| format!("{byte:02X}")).collect(),
    })
}

impl Algorithm {
    /// Its number (RFC 6605 §7, RFC 8080 §7).
    #[must_use]
    pub const fn number(self) -> u8 {
        match self {
            Self::EcdsaP256 => 13,
            Self::Ed25519 => 15,
        }
    }
}

impl ZoneKey {
    /// A key out of 32 random bytes, which signs and is not for the registry yet. None when the algorithm
    /// has no such key, as happens once in 2³² times with ECDSA: draw again.
    #[must_use]
    pub fn generate(algorithm: Algorithm, seed: [u8; 32]) -> Option<Self> {
        let key = Self { algorithm, secret: seed, signs: true, delegated: false };
        Signer::new(&key).ok().map(|_| key)
    }

    /// The data of its DNSKEY record (RFC 4034 §2): flags 257, protocol 3, algorithm, public key.
    ///
    /// # Errors
    /// [`SigningError::BadKey`] alone.
    pub fn dnskey(&self) -> Result<Bytes, SigningError> {
        Signer::new(self).map(|signer| signer.dnskey().clone())
    }

    /// Its tag (RFC 4034 appendix B).
    ///
    /// # Errors
    /// [`SigningError::BadKey`] alone.
    pub fn key_tag(&self) -> Result<u16, SigningError> {
        Signer::new(self).map(|signer| signer.key_tag())
    }
}

impl fmt::Debug for ZoneKey {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.debug_struct("ZoneKey").field("algorithm", &self.algorithm).finish_non_exhaustive()
    }
}
