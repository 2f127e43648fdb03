//! Webhooks: news for the operator's own address, signed by the scheme of Standard Webhooks. They are
//! written down with what they tell of, and made again until somebody takes them, as callbacks are. The
//! id stays the same whenever one is made again; when it is made, and therefore its signature, does not.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use hmac::{Hmac, KeyInit as _, Mac as _};
use model::account::AccountId;
use model::callback::Addressee;
use model::secret::Secret;
use model::time::{Seconds, Timestamp};
use model::{Error, Result};
use serde::Serialize;
use sha2::Sha256;
use store::Tx;

use crate::callbacks::{self, NewCallback};
use crate::keys::{Keys, Purpose, same};
use crate::ports::Callback;
use crate::realm::Realm;

/// The header with what a message is known by.
pub const ID: &str = "webhook-id";
/// The header with when it was sent, in seconds since 1970.
pub const TIMESTAMP: &str = "webhook-timestamp";
/// The header with its signatures.
pub const SIGNATURE: &str = "webhook-signature";

/// What a secret is written with.
const PREFIX: &str = "whsec_";
/// What a signature is written with.
const VERSION: &str = "v1,";
/// Bytes of a secret.
const SECRET_BYTES: std::ops::RangeInclusive<usize> = 24..=64;
/// A message that was sent longer ago, or later from now, is not taken.
const TOLERANCE: Seconds = Seconds(5 * 60);

/// Where the operator is told of what happens.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WebhookTarget {
    /// An `http` or `https` address, wherever it is.
    pub url: String,
    /// What messages are signed with.
    pub secret: WebhookSecret,
}

/// What messages are signed with.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WebhookSecret(Secret<Vec<u8>>);

impl WebhookSecret {
    /// Reads `whsec_` and 24 to 64 bytes in base64.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let bytes = STANDARD.decode(text.trim().strip_prefix(PREFIX)?).ok()?;
        SECRET_BYTES.contains(&bytes.len()).then(|| Self(Secret::new(bytes)))
    }

    /// One that follows from a realm's key, where nobody chose one.
    #[must_use]
    pub fn of(keys: &Keys) -> Self {
        Self(Secret::new(keys.derive(Purpose::Webhook, &[b"secret"]).to_vec()))
    }

    /// The text it is written as, for whoever is to check signatures.
    #[must_use]
    pub fn written(&self) -> Secret<String> {
        Secret::new(format!("{PREFIX}{}", STANDARD.encode(self.0.reveal())))
    }

    /// The signature of a message.
    #[must_use]
    pub fn signature(&self, id: &str, timestamp: &str, body: &str) -> String {
        let key = self.0.reveal();
        let mut mac = Hmac::<Sha256>::new_from_slice(key).expect("HMAC takes keys of any length");
        mac.update(format!("{id}.{timestamp}.{body}").as_bytes());
        format!("{VERSION}{}", STANDARD.encode(mac.finalize().into_bytes()))
    }

    /// Whether a message carries a signature of ours and was sent just now.
    #[must_use]
    pub fn verifies(&self, message: &Received<'_>, now: Timestamp) -> bool {
        let Received { id, timestamp, signatures, body } = message;
        let sent = timestamp.parse().map(Timestamp::from_unix);
        let just_now = sent.is_ok_and(|at| at <= now + TOLERANCE && now <= at + TOLERANCE);
        let ours = self.signature(id, timestamp, body);
        let is_ours = |one: &str| same(one.as_bytes(), ours.as_bytes());
        just_now && signatures.split_ascii_whitespace().any(is_ours)
    }
}

/// A message as somebody received it.
pub struct Received<'a> {
    /// What it is known by.
    pub id: &'a str,
    /// When it was sent.
    pub timestamp: &'a str,
    /// Its signatures, with blanks between them.
    pub signatures: &'a str,
    /// What it says.
    pub body: &'a str,
}

/// What a message says.
#[derive(Serialize)]
struct Message<'a, T> {
    #[serde(rename = "type")]
    kind: &'a str,
    timestamp: String,
    data: &'a T,
}

/// Tells the operator that something happened to what an account has, where there is an address.
pub(crate) fn tell(
    tx: &mut Tx<'_>,
    target: Option<&WebhookTarget>,
    (account, subject): (AccountId, &str),
    (kind, data): (&str, &impl Serialize),
    now: Timestamp,
) -> Result<()> {
    let Some(target) = target else { return Ok(()) };
    let message = Message { kind, timestamp: now.to_string(), data };
    let call = NewCallback {
        account,
        subject,
        addressee: Addressee::Operator,
        url: &target.url,
        content_type: "application/json",
        headers: &[],
        body: &serde_json::to_string(&message).map_err(Error::internal)?,
    };
    callbacks::enqueue(tx, call, now).map(drop)
}

/// Signs a message that is about to be sent; false where the operator has no address any more.
pub(crate) fn sign(realm: &Realm, call: &mut Callback) -> bool {
    let Some(target) = &realm.settings.webhooks else { return false };
    let parts: [&[u8]; 2] = [call.id.as_bytes(), call.body.as_bytes()];
    call.id = format!("msg_{}", realm.keys.hex(Purpose::Webhook, &parts, 32));
    call.url.clone_from(&target.url);
    let timestamp = call.at.unix().to_string();
    let signature = target.secret.signature(&call.id, &timestamp, &call.body);
    let headers = [(ID, call.id.clone()), (TIMESTAMP, timestamp), (SIGNATURE, signature)];
    call.headers.extend(headers.map(|(name, value)| (name.to_owned(), value)));
    true
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_signature_is_that_of_the_published_example() {
        let secret = WebhookSecret::parse("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw").unwrap();
        let (id, timestamp) = ("msg_p5jXN8AQM9LWM0D4loKWxJek", "1614265330");
        let body = r#"{"test": 2432232314}"#;
        let signatures = "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=";
        assert_eq!(secret.signature(id, timestamp, body), signatures);
        let message = Received { id, timestamp, signatures, body };
        let sent = Timestamp::from_unix(1_614_265_330);
        assert!(secret.verifies(&message, sent) && secret.verifies(&message, sent + Seconds(300)));
        assert!(!secret.verifies(&message, sent + Seconds(301)));
        assert!(!secret.verifies(&Received { body: "{}", ..message }, sent));
    }

    #[test]
    fn a_secret_is_read_as_it_is_written() {
        let secret = WebhookSecret::of(&Keys::from_seed(1));
        assert_eq!(WebhookSecret::parse(secret.written().reveal()), Some(secret));
        for odd in ["", "whsec_", "whsec_AAAA", "MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw", "whsec_?"] {
            assert_eq!(WebhookSecret::parse(odd), None, "{odd}");
        }
    }
}
