//! Certificates of hosts that lead elsewhere. One is ordered when its host is first asked for over HTTPS,
//! and again when two thirds of its life are over; a host that was refused waits longer each time. Nothing
//! is ordered for a host that leads nowhere, nor for one that only a wildcard names: whoever asks for
//! names at random orders nothing.

use std::sync::Arc;

use async_trait::async_trait;
use model::secret::Secret;
use model::time::{Seconds, Timestamp};
use model::{Error, Result};
use store::forward_certificates::{DueForwardCertificate, StoredForwardCertificate};
use x509_parser::pem::Pem;

use crate::keys::Purpose;
use crate::ports::{Issued, Issuer, NotIssued, WebChallenges};
use crate::realm::Realm;
use crate::zones;

/// Hosts that may wait for a certificate at once.
const MOST_WAITING: i64 = 1_000;
/// An order whose node died is made again after this long, in machine time.
const CLAIM: Seconds = Seconds(300);
/// A host that was refused is tried again after this long, doubled with each failure.
const RETRY: Seconds = Seconds(300);
/// The longest pause before another attempt.
const LONGEST_RETRY: Seconds = Seconds(86_400);
/// What an authority wants to find is answered for this long.
const ANSWERED_FOR: Seconds = Seconds(86_400);

/// What there is for a host.
#[derive(Debug, Clone)]
pub enum Held {
    /// A certificate with its key.
    Here(Certificate),
    /// It is ordered right now.
    Coming,
    /// It has none, and will not have one soon.
    Nothing,
}

/// A certificate with its key.
#[derive(Debug, Clone)]
pub struct Certificate {
    /// The certificate and those between it and the root, as PEM.
    pub chain: String,
    /// The private key, PKCS #8 in DER.
    pub private_key: Secret<Vec<u8>>,
    /// When it ends.
    pub ends: Timestamp,
}

/// The certificate of a host; it is ordered where there is none and the host leads elsewhere.
///
/// # Errors
/// When the database fails.
pub async fn held(realm: &Realm, host: &str) -> Result<Held> {
    let (now, asked) = (realm.now(), host.to_owned());
    let found = realm.store.read(move |tx| tx.forward_certificate(&asked)).await?;
    match found {
        Some((_, Some(stored))) if stored.ends > now => {
            let private_key = realm.keys.open(Purpose::Forwarding, &stored.private_key)?;
            let (chain, ends) = (stored.chain, stored.ends);
            Ok(Held::Here(Certificate { chain, private_key, ends }))
        }
        Some((due, _)) if due > now => Ok(Held::Nothing),
        Some(_) => Ok(Held::Coming),
        None if leads(realm, host).await? => order(realm, host).await,
        None => Ok(Held::Nothing),
    }
}

/// What a host answers to a token (RFC 8555 §8.3).
///
/// # Errors
/// When the database fails.
pub async fn challenge(realm: &Realm, token: &str) -> Result<Option<String>> {
    let token = token.to_owned();
    realm.store.read(move |tx| tx.forward_challenge(&token)).await
}

/// Orders the certificate that is due first, if there is one. Gives whether there was.
///
/// # Errors
/// When the database fails.
pub async fn advance(realm: &Arc<Realm>, issuer: &dyn Issuer) -> Result<bool> {
    let times = (realm.now(), realm.clock.machine());
    let due = realm.store.write(move |tx| tx.claim_forward_certificate(times, CLAIM)).await?;
    let Some(DueForwardCertificate { host, attempt }) = due else { return Ok(false) };
    if !leads(realm, &host).await? {
        realm.store.write(move |tx| tx.delete_forward_certificate(&host)).await?;
        return Ok(true);
    }
    match obtain(realm, issuer, &host).await {
        Ok((certificate, due)) => {
            tracing::info!(host, "a host that leads elsewhere has a certificate");
            let keep = (host, certificate);
            realm.store.write(move |tx| tx.save_forward_certificate(&keep.0, &keep.1, due)).await?;
        }
        Err(why) => {
            tracing::warn!(host, attempt, %why, "a host that leads elsewhere has no certificate yet");
            let due = realm.now() + pause(attempt);
            realm.store.write(move |tx| tx.retry_forward_certificate(&host, due)).await?;
        }
    }
    Ok(true)
}

/// When the next certificate is due.
///
/// # Errors
/// When the database fails.
pub async fn next(realm: &Realm) -> Result<Option<Timestamp>> {
    realm.store.read(|tx| tx.next_forward_certificate()).await
}

/// Whether a host leads elsewhere by its own name.
async fn leads(realm: &Realm, host: &str) -> Result<bool> {
    Ok(zones::leads(realm, host).await?.is_some_and(|lead| lead.named))
}

async fn order(realm: &Realm, host: &str) -> Result<Held> {
    let (now, host) = (realm.now(), host.to_owned());
    realm
        .store
        .write(move |tx| {
            if tx.count_due_forward_certificates(now, MOST_WAITING)? >= MOST_WAITING {
                return Ok(Held::Nothing);
            }
            tx.want_forward_certificate(&host, now)?;
            Ok(Held::Coming)
        })
        .await
}

/// Has a host certified; gives what is kept and when the next one is due.
async fn obtain(
    realm: &Arc<Realm>,
    issuer: &dyn Issuer,
    host: &str,
) -> std::result::Result<(StoredForwardCertificate, Timestamp), NotIssued> {
    let account = account(realm, issuer).await?;
    let challenges = Answers(Arc::clone(realm));
    let Issued { chain, private_key } = issuer.issue(&account, host, &challenges).await?;
    let unreadable = || NotIssued("the certificate cannot be read".to_owned());
    let (ends, due) = lifetime(&chain).ok_or_else(unreadable)?;
    let sealed = realm.keys.seal(Purpose::Forwarding, private_key.reveal()).map_err(here)?;
    Ok((StoredForwardCertificate { chain, private_key: sealed, ends }, due))
}

/// The account at an issuer; the first one that is opened is kept.
async fn account(
    realm: &Realm,
    issuer: &dyn Issuer,
) -> std::result::Result<Secret<String>, NotIssued> {
    if let Some(known) = known_account(realm, issuer).await.map_err(here)? {
        return Ok(known);
    }
    let opened = issuer.open_account().await?;
    let sealed = realm.keys.seal(Purpose::Forwarding, opened.reveal().as_bytes()).map_err(here)?;
    let name = issuer.name().to_owned();
    realm.store.write(move |tx| tx.add_forward_account(&name, &sealed)).await.map_err(here)?;
    // Another node may have been first.
    Ok(known_account(realm, issuer).await.map_err(here)?.unwrap_or(opened))
}

async fn known_account(realm: &Realm, issuer: &dyn Issuer) -> Result<Option<Secret<String>>> {
    let name = issuer.name().to_owned();
    let sealed = realm.store.read(move |tx| tx.forward_account(&name)).await?;
    sealed.map(|sealed| realm.keys.open_text(Purpose::Forwarding, &sealed)).transpose()
}

/// What went wrong on this side.
fn here(error: Error) -> NotIssued {
    NotIssued(format!("{error:?}"))
}

/// When a certificate ends, and when two thirds of its life are over.
fn lifetime(chain: &str) -> Option<(Timestamp, Timestamp)> {
    let pem = Pem::iter_from_buffer(chain.as_bytes()).next()?.ok()?;
    let certificate = pem.parse_x509().ok()?;
    let validity = certificate.validity();
    let (begins, ends) = (validity.not_before.timestamp(), validity.not_after.timestamp());
    let due = begins + (ends - begins) / 3 * 2;
    Some((Timestamp::from_unix(ends), Timestamp::from_unix(due)))
}

fn pause(attempt: i64) -> Seconds {
    let doubled = RETRY.0 << u32::try_from(attempt.clamp(0, 9)).unwrap_or(9);
    Seconds(doubled.min(LONGEST_RETRY.0))
}

/// Answers of hosts, from the database: every node gives them.
struct Answers(Arc<Realm>);

#[async_trait]
impl WebChallenges for Answers {
    async fn announce(&self, token: &str, answer: &str) -> Result<()> {
        let (token, answer, now) = (token.to_owned(), answer.to_owned(), self.0.now());
        let times = (now, now - ANSWERED_FOR);
        self.0.store.write(move |tx| tx.add_forward_challenge(&token, &answer, times)).await
    }
}
