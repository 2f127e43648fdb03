//! Signatures and denial of existence: DNSSEC (RFC 4033 to 4035) with ECDSA P-256 (RFC 6605) or Ed25519
//! (RFC 8080), and NSEC3 without salt and further iterations (RFC 9276).
//!
//! What comes out follows from what goes in alone: every node signs alike, and so does a restart.

use std::fmt;

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

impl fmt::Debug for ZoneKey {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.debug_struct("ZoneKey").field("algorithm", &self.algorithm).finish_non_exhaustive()
    }
}
