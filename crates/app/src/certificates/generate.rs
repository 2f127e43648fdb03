//! Makes a key for a customer, and the request that asks to certify it (RFC 2986).

use std::sync::Arc;

use model::error::{Error, Field, Result, SubjectPart};
use model::event::EventKind;
use model::secret::Secret;
use model::signing_request::{KeyKind, MadeKeyId, Subject};
use rcgen::string::{Ia5String, PrintableString};
use rcgen::{
    CertificateParams, DistinguishedName, DnType, DnValue, KeyPair, PKCS_ECDSA_P256_SHA256,
    PKCS_RSA_SHA256,
};
use sha2::{Digest as _, Sha256};
use tokio::sync::Semaphore;

use super::decode::{LABELS, decode_request};
use super::{pem, private_key};
use crate::jobs;
use crate::keys::Purpose;
use crate::news::{Act, tell};
use crate::ports::Mail;
use crate::realm::{Context, Realm};

/// Keys made at once; each takes a processor for a moment.
const AT_ONCE: usize = 2;
/// The attribute for a mail address (RFC 2985 §5.2.1).
const EMAIL: [u64; 7] = [1, 2, 840, 113_549, 1, 9, 1];

/// Makes keys, off the async threads and a bounded number at a time.
#[derive(Debug, Clone)]
pub struct KeyMakers {
    slots: Arc<Semaphore>,
}

impl Default for KeyMakers {
    fn default() -> Self {
        Self { slots: Arc::new(Semaphore::new(AT_ONCE)) }
    }
}

/// A signing request and its key.
#[derive(Debug, Clone)]
pub struct GeneratedRequest {
    /// The request, in PEM.
    pub signing_request: String,
    /// The private key, in PEM.
    pub key: Secret<String>,
}

/// What was made of a seed.
struct Made {
    request: Vec<u8>,
    key: String,
    /// Digest of the public half.
    digest: [u8; 32],
}

/// Makes a key and a request that asks to certify it. The key is shown this once and kept under the
/// realm's key. With `copy_to_email` both are mailed to the address in the subject: whoever asks for the
/// copy asks for the key.
///
/// # Errors
/// Names the part of the subject that cannot be meant, or the mail address where a copy has nowhere to
/// go.
pub async fn generate_request(
    cx: &Context,
    subject: Subject,
    kind: KeyKind,
    copy_to_email: bool,
) -> Result<GeneratedRequest> {
    cx.needs_more_than_privileges()?;
    let subject = subject.checked()?;
    if copy_to_email && subject.email.is_empty() {
        return Err(Error::Missing(Field::RequestSubject(SubjectPart::Email)));
    }
    let (account, now) = (cx.account(), cx.now());
    let id = cx.realm.store.write(move |tx| tx.add_key(account, now)).await?;
    let seed = cx.realm.keys.derive(Purpose::CertificateKey, &[&id.0.to_be_bytes()]);
    let of = subject.clone();
    let made = cx.realm.key_makers.run(move || make(&of, kind, seed)).await?;
    let generated = GeneratedRequest {
        signing_request: pem::write(LABELS[0], &made.request),
        key: Secret::new(made.key),
    };
    keep(cx, id, &subject, kind, (&generated, made.digest), copy_to_email).await?;
    Ok(generated)
}

impl KeyMakers {
    async fn run<T: Send + 'static>(
        &self,
        work: impl FnOnce() -> Result<T> + Send + 'static,
    ) -> Result<T> {
        let _slot = self.slots.acquire().await.map_err(Error::internal)?;
        tokio::task::spawn_blocking(work).await.map_err(Error::internal)?
    }
}

fn make(subject: &Subject, kind: KeyKind, seed: [u8; 32]) -> Result<Made> {
    let der = private_key::make(kind, seed)?;
    let algorithm = match kind {
        KeyKind::Rsa => &PKCS_RSA_SHA256,
        KeyKind::Ecdsa => &PKCS_ECDSA_P256_SHA256,
    };
    let key = pem::write("PRIVATE KEY", &der);
    let pair =
        KeyPair::from_pkcs8_der_and_sign_algo(&der.into(), algorithm).map_err(Error::internal)?;
    let mut wanted =
        CertificateParams::new(vec![subject.common_name.clone()]).map_err(Error::internal)?;
    wanted.distinguished_name = distinguished_name(subject)?;
    let request = wanted.serialize_request(&pair).map_err(Error::internal)?;
    let digest = Sha256::digest(pair.public_key_raw()).into();
    Ok(Made { request: request.der().to_vec(), key, digest })
}

fn distinguished_name(subject: &Subject) -> Result<DistinguishedName> {
    let mut name = DistinguishedName::new();
    let mut texts = vec![
        (DnType::StateOrProvinceName, &subject.province),
        (DnType::LocalityName, &subject.locality),
        (DnType::OrganizationName, &subject.organization),
        (DnType::OrganizationalUnitName, &subject.unit),
        (DnType::CommonName, &subject.common_name),
    ];
    texts.retain(|(_, text)| !text.is_empty());
    if !subject.country.is_empty() {
        let country =
            PrintableString::try_from(subject.country.clone()).map_err(Error::internal)?;
        name.push(DnType::CountryName, DnValue::PrintableString(country));
    }
    for (part, text) in texts {
        name.push(part, DnValue::Utf8String(text.clone()));
    }
    if !subject.email.is_empty() {
        let email = Ia5String::try_from(subject.email.clone()).map_err(Error::internal)?;
        name.push(DnType::CustomDnType(EMAIL.to_vec()), DnValue::Ia5String(email));
    }
    Ok(name)
}

async fn keep(
    cx: &Context,
    id: MadeKeyId,
    subject: &Subject,
    kind: KeyKind,
    (generated, digest): (&GeneratedRequest, [u8; 32]),
    copy_to_email: bool,
) -> Result<()> {
    let sealed = cx.realm.keys.seal(Purpose::CertificateKey, generated.key.reveal().as_bytes())?;
    let (inner, subject) = (cx.clone(), subject.clone());
    let request = generated.signing_request.clone();
    cx.realm
        .store
        .write(move |tx| {
            let now = inner.now();
            tx.lock_account(inner.account())?;
            tx.set_key(id, &digest, &sealed, &request)?;
            if copy_to_email {
                tx.schedule(jobs::KEY_MAIL, id.0, now, &subject.email)?;
            }
            let act = Act { account: inner.account(), member: inner.caller.member, now };
            tell(tx, act, EventKind::KeyMade, &subject.common_name, kind.word())
        })
        .await
        .inspect(|()| cx.realm.wake.notify_one())
}

/// Mails a key and its request to whoever asked for a copy.
pub(crate) async fn mail_key(realm: &Arc<Realm>, id: MadeKeyId, to: &str) -> Result<()> {
    let found = realm.store.read(move |tx| tx.made_key(id)).await?;
    let Some(stored) = found.filter(|stored| !stored.sealed.is_empty()) else { return Ok(()) };
    let key = realm.keys.open_text(Purpose::CertificateKey, &stored.sealed)?;
    let name = decode_request(&stored.signing_request)?.subject.common_name;
    let mail = Mail {
        id: format!("certificate-key-{}", id.0),
        at: realm.now(),
        from: realm.settings.sender.clone(),
        to: to.to_owned(),
        subject: format!("Signing request and key for {name}"),
        text: format!(
            "The copy that was asked for. Whoever has the key can pass for {name}.\n\n{}\n{}",
            stored.signing_request,
            key.reveal()
        ),
    };
    realm.mailer.send(&mail).await
}
