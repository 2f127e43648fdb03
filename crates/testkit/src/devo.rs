//! A caller of Devo's provisioning: a key and a secret that signs the key, the body and the time.

use std::sync::atomic::{AtomicI64, Ordering};

use app::clock::Clock;
use hmac::{Hmac, KeyInit as _, Mac as _};
use model::time::Timestamp;
use serde_json::Value;
use sha2::Sha256;

use crate::dreamscape::hex;
use crate::http::{Answer, Caller, Sent};

/// The header in which resellers send their key.
pub const RESELLER_KEY: &str = "x-logtrust-reseller-apikey";
/// The header in which common domains send theirs.
pub const DOMAIN_KEY: &str = "x-logtrust-domain-apikey";

/// Two requests of one moment must not look the same.
static LAST: AtomicI64 = AtomicI64::new(0);

/// Somebody with a key.
#[derive(Clone)]
pub struct KeyHolder {
    caller: Caller,
    base: String,
    /// The reseller or the domain that the key belongs to.
    pub name: String,
    key: String,
    secret: String,
    header: &'static str,
    token: Option<String>,
    clock: Clock,
}

impl KeyHolder {
    /// Somebody with a key, who sends it in this header and takes the time from the machine's clock.
    #[must_use]
    pub fn new(
        caller: Caller,
        base: String,
        (name, key, secret): (String, String, String),
        header: &'static str,
        clock: Clock,
    ) -> Self {
        Self { caller, base, name, key, secret, header, token: None, clock }
    }

    /// The same with another key and secret.
    #[must_use]
    pub fn with_key(&self, key: &str, secret: &str) -> Self {
        Self { key: key.to_owned(), secret: secret.to_owned(), ..self.clone() }
    }

    /// The same, sending the key in another header.
    #[must_use]
    pub fn in_header(&self, header: &'static str) -> Self {
        Self { header, ..self.clone() }
    }

    /// The same, sending a token besides.
    #[must_use]
    pub fn with_token(&self, token: &str) -> Self {
        Self { token: Some(token.to_owned()), ..self.clone() }
    }

    /// Where the API is.
    #[must_use]
    pub fn base_url(&self) -> &str {
        &self.base
    }

    /// The public part of its credentials.
    #[must_use]
    pub fn key(&self) -> &str {
        &self.key
    }

    /// A call with a JSON body, or with none.
    pub async fn call(&self, method: &str, path: &str, body: Option<Value>) -> (u16, Value) {
        let answer = self.send(method, path, &body.map(|body| body.to_string())).await;
        (answer.status, answer.json())
    }

    /// A GET.
    pub async fn get(&self, path: &str) -> (u16, Value) {
        self.call("GET", path, None).await
    }

    /// A POST.
    pub async fn post(&self, path: &str, body: Value) -> (u16, Value) {
        self.call("POST", path, Some(body)).await
    }

    /// A PUT.
    pub async fn put(&self, path: &str, body: Value) -> (u16, Value) {
        self.call("PUT", path, Some(body)).await
    }

    /// A DELETE.
    pub async fn delete(&self, path: &str) -> (u16, Value) {
        self.call("DELETE", path, None).await
    }

    /// A call with a body of any text, signed now.
    pub async fn send(&self, method: &str, path: &str, body: &Option<String>) -> Answer {
        self.send_at(method, path, body, self.moment()).await
    }

    /// The same, signed at a moment in milliseconds.
    pub async fn send_at(
        &self,
        method: &str,
        path: &str,
        body: &Option<String>,
        millis: i64,
    ) -> Answer {
        let text = body.clone().unwrap_or_default();
        let sent = Sent {
            headers: self.headers(&text, millis),
            body: Some(("application/json".to_owned(), text.into_bytes())),
            ..Sent::default()
        };
        self.caller.send(method, &format!("{}{path}", self.base), sent).await
    }

    /// A call made of anything; nothing is signed.
    pub async fn send_unsigned(&self, method: &str, path: &str, sent: Sent) -> Answer {
        self.caller.send(method, &format!("{}{path}", self.base), sent).await
    }

    /// The headers of a request with this body.
    #[must_use]
    pub fn headers(&self, body: &str, millis: i64) -> Vec<(String, String)> {
        let signature = signature(&self.secret, &format!("{}{body}{millis}", self.key));
        let token = self.token.iter().map(|token| ("authorization", format!("Bearer {token}")));
        [
            (self.header, self.key.clone()),
            ("x-logtrust-timestamp", millis.to_string()),
            ("x-logtrust-sign", signature),
        ]
        .into_iter()
        .chain(token)
        .map(|(name, value)| (name.to_owned(), value))
        .collect()
    }

    /// A moment of the machine's clock that no request had before.
    #[must_use]
    pub fn moment(&self) -> i64 {
        unused(self.clock.machine())
    }

    /// A moment of the sandbox's clock that no request had before.
    #[must_use]
    pub fn sandbox_moment(&self) -> i64 {
        self.clock.now().unix() * 1_000 + unused(Timestamp::from_unix(0)) % 1_000
    }
}

/// What signs a text.
///
/// # Panics
/// Never: keys may have any length.
#[must_use]
pub fn signature(secret: &str, text: &str) -> String {
    let mut mac = Hmac::<Sha256>::new_from_slice(secret.as_bytes()).expect("any length");
    mac.update(text.as_bytes());
    hex(&mac.finalize().into_bytes())
}

fn unused(from: Timestamp) -> i64 {
    let millis = from.unix() * 1_000;
    let next = |last: i64| Some(millis.max(last + 1));
    let last = LAST.fetch_update(Ordering::SeqCst, Ordering::SeqCst, next).unwrap_or_default();
    millis.max(last + 1)
}
