//! Signing requests (RFC 2986): read, and believed only when their own key signed them.

use model::Error;
use model::error::{Field, Reason};
use rcgen::{PublicKeyData, SignatureAlgorithm};
use x509_parser::certification_request::X509CertificationRequest;
use x509_parser::oid_registry::{
    OID_EC_P256, OID_KEY_TYPE_EC_PUBLIC_KEY, OID_NIST_EC_P384, OID_PKCS1_RSAENCRYPTION, Oid,
};
use x509_parser::prelude::FromDer as _;
use x509_parser::x509::SubjectPublicKeyInfo;

use crate::books::Answer;

/// Signs of a signing request.
const MOST_SIGNS: usize = 16_384;
/// The labels that are in use (RFC 7468 §7).
const LABELS: [&str; 2] = ["CERTIFICATE REQUEST", "NEW CERTIFICATE REQUEST"];
/// Bits of an RSA key.
const RSA_BITS: std::ops::RangeInclusive<usize> = 2_048..=8_192;

/// The key of a signing request that it signed itself.
pub(super) struct RequestKey {
    algorithm: &'static SignatureAlgorithm,
    bits: Vec<u8>,
}

impl PublicKeyData for RequestKey {
    fn der_bytes(&self) -> &[u8] {
        &self.bits
    }

    fn algorithm(&self) -> &'static SignatureAlgorithm {
        self.algorithm
    }
}

impl RequestKey {
    /// Whether it encrypts the keys of connections, as RSA may.
    pub fn is_rsa(&self) -> bool {
        *self.algorithm == rcgen::PKCS_RSA_SHA256
    }
}

/// The key of a signing request in PEM.
pub(super) fn key(text: &str) -> Answer<RequestKey> {
    let refuse = || Error::invalid(Field::SigningRequest, Reason::NotASigningRequest);
    if text.len() > MOST_SIGNS {
        return Err(refuse().into());
    }
    let (_, pem) = x509_parser::pem::parse_x509_pem(text.as_bytes()).map_err(|_| refuse())?;
    if !LABELS.contains(&pem.label.as_str()) {
        return Err(refuse().into());
    }
    let (rest, request) =
        X509CertificationRequest::from_der(&pem.contents).map_err(|_| refuse())?;
    if !rest.is_empty() {
        return Err(refuse().into());
    }
    let key = certified(&request.certification_request_info.subject_pki)
        .ok_or(Error::invalid(Field::SigningRequest, Reason::WeakKey))?;
    request.verify_signature().map_err(|_| refuse())?;
    Ok(key)
}

/// A key that is certified: RSA of at least 2048 bits, or on the curves P-256 and P-384.
fn certified(info: &SubjectPublicKeyInfo<'_>) -> Option<RequestKey> {
    let is = |oid: &Oid<'_>| info.algorithm.algorithm == *oid;
    let algorithm = if is(&OID_PKCS1_RSAENCRYPTION) {
        let size = info.parsed().ok()?.key_size();
        RSA_BITS.contains(&size).then_some(&rcgen::PKCS_RSA_SHA256)
    } else if is(&OID_KEY_TYPE_EC_PUBLIC_KEY) {
        let curve = info.algorithm.parameters.as_ref()?.as_oid().ok()?;
        match curve {
            curve if curve == OID_EC_P256 => Some(&rcgen::PKCS_ECDSA_P256_SHA256),
            curve if curve == OID_NIST_EC_P384 => Some(&rcgen::PKCS_ECDSA_P384_SHA384),
            _ => None,
        }
    } else {
        None
    };
    let bits = info.subject_public_key.data.to_vec();
    algorithm.map(|algorithm| RequestKey { algorithm, bits })
}
