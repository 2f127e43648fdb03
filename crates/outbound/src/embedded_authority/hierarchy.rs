//! The keys of the authority, its root, and the certificate between the root and what is issued. All
//! of it follows from the secret, so that the same sandbox always has the same root.

use std::time::Duration;

use model::time::Timestamp;
use p256::ecdsa::signature::Signer as _;
use p256::ecdsa::{DerSignature, SigningKey};
use rcgen::{
    BasicConstraints, CertificateParams, DistinguishedName, DnType, IsCa, Issuer, KeyIdMethod,
    KeyUsagePurpose, PublicKeyData, SerialNumber, SignatureAlgorithm,
};
use sha2::{Digest as _, Sha256};

use super::{AuthoritySettings, pem};

/// The label of a certificate in PEM.
pub(super) const CERTIFICATE: &str = "CERTIFICATE";

/// When the root and the one below it begin, whatever the clock of the sandbox shows.
const BEGINS: Timestamp = Timestamp::from_unix(946_684_800);
/// They have no end (RFC 5280 §4.1.2.5): 9999-12-31T23:59:59Z.
pub(super) const NEVER: Timestamp = Timestamp::from_unix(253_402_300_799);

/// Keys and certificates of the authority itself.
pub(super) struct Hierarchy {
    /// The root certificate, in PEM.
    pub root: String,
    /// The certificate below it, in PEM.
    pub chain: String,
    /// What signs below that.
    pub issuer: Issuer<'static, Key>,
    /// The identifier of its key.
    pub key_id: KeyIdMethod,
    /// Where the list of revoked certificates is; none where nobody reaches the authority.
    pub revoked_at: Option<String>,
    secret: [u8; 32],
}

/// A key on the curve P-256. Its signatures follow from what is signed (RFC 6979).
pub(super) struct Key {
    secret: SigningKey,
    public: Vec<u8>,
}

impl Key {
    /// The key of `whose` that follows from the secret.
    fn derived(secret: &[u8; 32], whose: &str) -> Result<Self, String> {
        // One in four billion digests is no key.
        let mut tries =
            (0_u8..=u8::MAX).map(|number| digest(secret, &[whose.as_bytes(), &[number]]));
        let key = tries.find_map(|bytes| SigningKey::from_slice(&bytes).ok());
        let secret = key.ok_or("no key follows from the secret of the authority")?;
        let public = secret.verifying_key().to_sec1_point(false).as_bytes().to_vec();
        Ok(Self { secret, public })
    }
}

impl PublicKeyData for Key {
    fn der_bytes(&self) -> &[u8] {
        &self.public
    }

    fn algorithm(&self) -> &'static SignatureAlgorithm {
        &rcgen::PKCS_ECDSA_P256_SHA256
    }
}

impl rcgen::SigningKey for Key {
    fn sign(&self, message: &[u8]) -> Result<Vec<u8>, rcgen::Error> {
        let signature: DerSignature = self.secret.sign(message);
        Ok(signature.as_bytes().to_vec())
    }
}

impl Hierarchy {
    /// What follows from the settings.
    pub fn of(settings: &AuthoritySettings) -> Result<Self, String> {
        let words = |why: rcgen::Error| format!("the authority cannot begin: {why}");
        let secret = *settings.secret.reveal();
        let (above, below) = (Key::derived(&secret, "root")?, Key::derived(&secret, "issuing")?);
        let serial = |whose: &str| serial_from(digest(&secret, &[whose.as_bytes(), b"serial"]));
        let root = params(&format!("{} Root", settings.name), &above, serial("root"), None);
        let issuing =
            params(&format!("{} Issuing", settings.name), &below, serial("issuing"), Some(0));
        let root_certificate = root.self_signed(&above).map_err(words)?;
        let above = Issuer::new(root, above);
        let certificate = issuing.signed_by(&below, &above).map_err(words)?;
        let public_url = &settings.public_url;
        Ok(Self {
            root: pem::encode(CERTIFICATE, root_certificate.der()),
            chain: pem::encode(CERTIFICATE, certificate.der()),
            key_id: key_id(below.der_bytes()),
            issuer: Issuer::new(issuing, below),
            revoked_at: (!public_url.is_empty()).then(|| format!("{public_url}/ca.crl")),
            secret,
        })
    }

    /// The serial number of an order's certificate: positive, and unlike any other.
    pub fn serial(&self, order: i64) -> SerialNumber {
        serial_from(self.derive(&[b"certificate", &order.to_be_bytes()]))
    }

    /// What follows from the secret and `parts`.
    pub fn derive(&self, parts: &[&[u8]]) -> [u8; 32] {
        digest(&self.secret, parts)
    }
}

/// The identifier of a key (RFC 7093 §2).
pub(super) fn key_id(key: &[u8]) -> KeyIdMethod {
    KeyIdMethod::PreSpecified(Sha256::digest(key)[..20].to_vec())
}

/// How long after 1970 an instant is, for dates in certificates.
pub(super) fn since_1970(at: Timestamp) -> Duration {
    Duration::from_secs(at.unix().max(0).unsigned_abs())
}

/// A certificate of the authority itself.
fn params(name: &str, key: &Key, serial: SerialNumber, below: Option<u8>) -> CertificateParams {
    let mut params = CertificateParams::default();
    params.distinguished_name = DistinguishedName::new();
    params.distinguished_name.push(DnType::OrganizationName, name);
    params.distinguished_name.push(DnType::CommonName, name);
    params.not_before = rcgen::date_time_ymd(1970, 1, 1) + since_1970(BEGINS);
    params.not_after = rcgen::date_time_ymd(1970, 1, 1) + since_1970(NEVER);
    params.serial_number = Some(serial);
    params.is_ca =
        IsCa::Ca(below.map_or(BasicConstraints::Unconstrained, BasicConstraints::Constrained));
    params.key_usages = vec![KeyUsagePurpose::KeyCertSign, KeyUsagePurpose::CrlSign];
    params.key_identifier_method = key_id(key.der_bytes());
    params.use_authority_key_identifier_extension = true;
    params
}

/// 16 bytes that make a positive number without a zero in front.
fn serial_from(mut bytes: [u8; 32]) -> SerialNumber {
    bytes[0] = (bytes[0] & 0x7f) | 0x40;
    SerialNumber::from_slice(&bytes[..16])
}

fn digest(secret: &[u8; 32], parts: &[&[u8]]) -> [u8; 32] {
    let mut hash = Sha256::new().chain_update(secret);
    for part in parts {
        hash.update((part.len() as u64).to_be_bytes());
        hash.update(part);
    }
    // Twice, so that nobody can carry on from what is shown.
    Sha256::digest(hash.finalize()).into()
}
