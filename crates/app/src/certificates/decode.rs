//! Reads signing requests (RFC 2986).

use model::error::{Error, Field, Reason, Result};
use model::signing_request::{RequestKey, Subject};
use x509_parser::certification_request::X509CertificationRequest;
use x509_parser::extensions::{GeneralName, ParsedExtension};
use x509_parser::oid_registry::{
    OID_EC_P256, OID_KEY_TYPE_EC_PUBLIC_KEY, OID_NIST_EC_P384, OID_PKCS1_RSAENCRYPTION,
    OID_PKCS9_EMAIL_ADDRESS, OID_X509_COMMON_NAME, OID_X509_COUNTRY_NAME, OID_X509_LOCALITY_NAME,
    OID_X509_ORGANIZATION_NAME, OID_X509_ORGANIZATIONAL_UNIT, OID_X509_STATE_OR_PROVINCE_NAME, Oid,
};
use x509_parser::prelude::FromDer as _;
use x509_parser::public_key::PublicKey;
use x509_parser::x509::{SubjectPublicKeyInfo, X509Name};

use super::pem;

/// What stands before and after a signing request; some programs write the second.
pub(super) const LABELS: [&str; 2] = ["CERTIFICATE REQUEST", "NEW CERTIFICATE REQUEST"];
/// Longest text that is read.
const LONGEST: usize = 32_768;

/// What stands in a signing request.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DecodedRequest {
    /// Whom it names; what it does not say is empty.
    pub subject: Subject,
    /// The further names that it is for, as they stand in it.
    pub names: Vec<String>,
    /// The key that it asks to certify.
    pub key: RequestKey,
    /// The request once more, as programs write it.
    pub pem: String,
}

/// Reads a signing request in PEM, and checks that its own key signed it; a key that is too weak to be
/// certified proves nothing and is only read.
///
/// # Errors
/// [`Reason::NotASigningRequest`] when it is none, [`Reason::WeakKey`] when it has a key of a kind that
/// nobody certifies.
pub fn decode_request(text: &str) -> Result<DecodedRequest> {
    let refuse = || Error::invalid(Field::SigningRequest, Reason::NotASigningRequest);
    if text.trim().is_empty() {
        return Err(Error::Missing(Field::SigningRequest));
    }
    if text.len() > LONGEST {
        return Err(refuse());
    }
    let der = pem::read(text, &LABELS).ok_or_else(refuse)?;
    let (rest, request) = X509CertificationRequest::from_der(&der).map_err(|_| refuse())?;
    if !rest.is_empty() {
        return Err(refuse());
    }
    let info = &request.certification_request_info;
    let weak = || Error::invalid(Field::SigningRequest, Reason::WeakKey);
    let key = key(&info.subject_pki).ok_or_else(weak)?;
    if key.certifiable().is_ok() {
        request.verify_signature().map_err(|_| refuse())?;
    }
    let names = request
        .requested_extensions()
        .into_iter()
        .flatten()
        .filter_map(|extension| match extension {
            ParsedExtension::SubjectAlternativeName(names) => Some(&names.general_names),
            _ => None,
        })
        .flatten()
        .filter_map(|name| match name {
            GeneralName::DNSName(name) => Some((*name).to_owned()),
            _ => None,
        })
        .collect();
    let pem = pem::write(LABELS[0], &der);
    Ok(DecodedRequest { subject: subject(&info.subject), names, key, pem })
}

fn key(info: &SubjectPublicKeyInfo<'_>) -> Option<RequestKey> {
    let algorithm = &info.algorithm;
    if algorithm.algorithm == OID_PKCS1_RSAENCRYPTION {
        let PublicKey::RSA(key) = info.parsed().ok()? else { return None };
        return u32::try_from(key.key_size()).ok().map(RequestKey::Rsa);
    }
    if algorithm.algorithm != OID_KEY_TYPE_EC_PUBLIC_KEY {
        return None;
    }
    let curve = algorithm.parameters.as_ref()?.as_oid().ok()?;
    [(OID_EC_P256, 256), (OID_NIST_EC_P384, 384)]
        .into_iter()
        .find(|(known, _)| curve == *known)
        .map(|(_, bits)| RequestKey::Ecdsa(bits))
}

fn subject(name: &X509Name<'_>) -> Subject {
    let part = |wanted: &Oid<'_>| {
        let mut parts = name.iter_attributes().filter(|part| part.attr_type() == wanted);
        let text = parts.next().and_then(|part| part.as_str().ok());
        text.unwrap_or_default().trim().to_owned()
    };
    Subject {
        common_name: part(&OID_X509_COMMON_NAME),
        organization: part(&OID_X509_ORGANIZATION_NAME),
        unit: part(&OID_X509_ORGANIZATIONAL_UNIT),
        locality: part(&OID_X509_LOCALITY_NAME),
        province: part(&OID_X509_STATE_OR_PROVINCE_NAME),
        country: part(&OID_X509_COUNTRY_NAME),
        email: part(&OID_PKCS9_EMAIL_ADDRESS),
    }
}

impl DecodedRequest {
    /// Every name that it is for, the common name first; without one, the first of the others.
    pub(super) fn all_names(&self) -> Vec<String> {
        let common = Some(&self.subject.common_name).filter(|name| !name.is_empty());
        common.into_iter().chain(&self.names).cloned().collect()
    }
}
