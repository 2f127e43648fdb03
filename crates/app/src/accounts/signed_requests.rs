//! From a signed request to a caller. Each request is answered once.

use std::net::IpAddr;
use std::sync::Arc;

use hmac::{Hmac, KeyInit as _, Mac as _};
use model::account::AccountId;
use model::error::Credential;
use model::signature::{SigningKeyId, from_milliseconds, is_in_time, is_request_id};
use model::time::{Seconds, Timestamp};
use model::{Error, Result};
use sha2::Sha256;

use super::attempts::Suspect;
use super::key_ring::SIGNATURE;
use super::sessions::Found;
use super::sign_in::admit;
use crate::keys::{Purpose, same, unhex};
use crate::realm::{Context, Realm};
use crate::said_once;

/// How long a request's id is kept.
const DAY: Seconds = Seconds::DAY;
/// How long a signature is kept that counts by real time where the realm's clock shows another.
const LONG: Seconds = Seconds(366 * 86_400);
/// Digits of a signature by HMAC-SHA-256.
const MAC_DIGITS: usize = 64;

/// A request whose id is signed with a secret; nothing says whose it is.
#[derive(Debug, Clone, Copy)]
pub struct SignedId<'a> {
    /// The id, 32 hex digits.
    pub id: &'a str,
    /// The MD5 of the id with the key behind it, in hex.
    pub signature: &'a str,
    /// Where the request comes from.
    pub address: Option<IpAddr>,
}

/// A request that names its key and is signed as a whole.
#[derive(Debug, Clone, Copy)]
pub struct SignedBody<'a> {
    /// The public part of the key.
    pub key: &'a str,
    /// The HMAC-SHA-256 of the key, the body and the moment, in hex.
    pub signature: &'a str,
    /// When it was signed, in milliseconds since 1970.
    pub moment: &'a str,
    /// The body as it travelled.
    pub body: &'a [u8],
    /// Where the request comes from.
    pub address: Option<IpAddr>,
}

/// A caller, and what its key opens.
#[derive(Clone)]
pub struct Entered {
    /// The account that the key belongs to.
    pub cx: Context,
    /// The tenant that the key alone opens; none where it opens the whole account.
    pub tenant: Option<AccountId>,
    /// The key.
    pub key: SigningKeyId,
}

/// Who signed a request's id. The id is taken after the signature was found good, so nobody else can
/// use it up.
///
/// # Errors
/// When id or signature cannot be meant, nobody signed it, the account may not act, or a request with
/// this id came before.
pub async fn by_signed_id(
    realm: &Arc<Realm>,
    audience: &'static str,
    request: SignedId<'_>,
) -> Result<Entered> {
    let absent = || Error::Unauthenticated(Credential::Absent);
    if !is_request_id(request.id) || !is_request_id(request.signature) {
        return Err(absent());
    }
    let signature = unhex(request.signature).ok_or_else(absent)?;
    let signature = <[u8; SIGNATURE]>::try_from(signature).map_err(|_| absent())?;
    let ring = realm.key_rings.of(audience)?;
    let signer = ring.signer(realm, request.id, signature, request.address).await?;
    let entered = match signer {
        Some(key) => enter(realm, key).await?,
        None => None,
    };
    let Some(entered) = entered else { return Err(failed(realm, request.address)) };
    let scope = format!("request/{audience}/{}", entered.cx.account().0);
    only_once(realm, &scope, request.id, DAY).await?;
    Ok(entered)
}

/// Who signed a request as a whole. Two equal requests of the same moment have the same signature, and
/// nobody can tell the second from the first sent again: it is refused.
///
/// # Errors
/// When nobody has the key, the signature is wrong or was made too long ago, the account may not act,
/// or the same signature came before.
pub async fn by_signed_body(
    realm: &Arc<Realm>,
    audience: &'static str,
    request: SignedBody<'_>,
) -> Result<Entered> {
    let public = request.key.to_owned();
    let key = realm.store.read(move |tx| tx.signing_key_by_public(audience, &public)).await?;
    let secret = match &key {
        Some(key) => realm.keys.open(Purpose::SigningKey, &key.secret_sealed)?.reveal().clone(),
        // An unknown key takes as long as a wrong signature.
        None => vec![0; MAC_DIGITS],
    };
    let good = signs(&secret, &request);
    let entered = match key.filter(|_| good) {
        Some(key) => enter(realm, key.id).await?,
        None => None,
    };
    let Some(entered) = entered else { return Err(failed(realm, request.address)) };
    let made = from_milliseconds(request.moment);
    let keep = kept_for(made, realm.now(), realm.clock.machine());
    let keep = keep.ok_or(Error::Unauthenticated(Credential::OutOfTime))?;
    let scope = format!("signature/{audience}/{}", entered.key.0);
    only_once(realm, &scope, request.signature, keep).await?;
    Ok(entered)
}

/// How long a signature is kept that was made at a moment; none where it counts by no clock. A person's
/// machine signs by real time, whatever the realm's clock shows; both are accepted.
fn kept_for(made: Option<Timestamp>, now: Timestamp, machine: Timestamp) -> Option<Seconds> {
    let made = made?;
    match (is_in_time(made, now), is_in_time(made, machine)) {
        (false, false) => None,
        (true, true) => Some(DAY),
        (true, false) | (false, true) => Some(LONG),
    }
}

fn signs(secret: &[u8], request: &SignedBody<'_>) -> bool {
    let mut mac = Hmac::<Sha256>::new_from_slice(secret).expect("HMAC takes keys of any length");
    mac.update(request.key.as_bytes());
    mac.update(request.body);
    mac.update(request.moment.as_bytes());
    let sent = (request.signature.len() == MAC_DIGITS).then(|| unhex(request.signature)).flatten();
    sent.is_some_and(|sent| same(&sent, &mac.finalize().into_bytes()))
}

/// What a key opens as things stand now; none when it was ended.
async fn enter(realm: &Arc<Realm>, key: SigningKeyId) -> Result<Option<Entered>> {
    let found = realm.store.read(move |tx| {
        let Some(holder) = tx.key_holder(key)? else { return Ok(None) };
        Ok(tx.session(holder.member)?.map(|session| (session, holder.tenant)))
    });
    let Some((session, tenant)) = found.await? else { return Ok(None) };
    let cx = admit(realm, Found { session: Arc::new(session), grant: None })?;
    let cx = Context { tenant, ..cx };
    Ok(Some(Entered { cx, tenant, key }))
}

async fn only_once(realm: &Realm, scope: &str, word: &str, keep: Seconds) -> Result<()> {
    if said_once::once(realm, scope, &word.to_ascii_lowercase(), keep).await? {
        return Ok(());
    }
    Err(Error::Unauthenticated(Credential::Replayed))
}

/// Counts a failure.
fn failed(realm: &Realm, address: Option<IpAddr>) -> Error {
    let suspects: Vec<Suspect> = address.map(Suspect::Address).into_iter().collect();
    let (most, now) = (realm.settings.sign_in_attempts, realm.clock.machine());
    match realm.attempts.failed(&suspects, most, now) {
        Ok(()) => Error::Unauthenticated(Credential::Wrong),
        Err(error) => error,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn request<'a>(signature: &'a str, body: &'a [u8]) -> SignedBody<'a> {
        SignedBody { key: "key", signature, moment: "1767225600000", body, address: None }
    }

    #[test]
    fn a_body_is_signed_with_the_key_before_and_the_moment_behind_it() {
        // printf 'key{"a":1}1767225600000' | openssl dgst -sha256 -hmac secret
        let good = "372647264b08704ebc829a93c329be3a8b163db1aabb8dd082372cac2433735d";
        assert!(signs(b"secret", &request(good, br#"{"a":1}"#)));
        assert!(signs(b"secret", &request(&good.to_uppercase(), br#"{"a":1}"#)));
        assert!(!signs(b"secret", &request(good, br#"{"a":2}"#)));
        assert!(!signs(b"other", &request(good, br#"{"a":1}"#)));
        assert!(!signs(b"secret", &request("", br#"{"a":1}"#)));
        assert!(!signs(b"secret", &request(&good[..62], br#"{"a":1}"#)));
    }

    #[test]
    fn either_clock_will_do() {
        let at = Timestamp::from_unix;
        let (now, machine) = (at(1_000_000), at(9_000_000));
        assert_eq!(kept_for(Some(at(1_000_600)), now, machine), Some(LONG));
        assert_eq!(kept_for(Some(at(8_999_400)), now, machine), Some(LONG));
        assert_eq!(kept_for(Some(at(1_000_601)), now, machine), None);
        assert_eq!(kept_for(Some(at(1_000_000)), now, now), Some(DAY));
        assert_eq!(kept_for(None, now, machine), None);
    }
}
