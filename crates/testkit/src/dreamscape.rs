//! A caller of Dreamscape: every request carries a fresh id and is signed with the reseller's key.

use std::hash::{BuildHasher as _, Hasher as _, RandomState};

use md5::{Digest as _, Md5};
use serde_json::Value;

use crate::http::{Answer, Caller, Sent};

/// A reseller that calls the API.
#[derive(Clone)]
pub struct Reseller {
    caller: Caller,
    base: String,
    /// What the API knows it as.
    pub id: i64,
    key: String,
}

impl Reseller {
    /// A reseller with its key; the base has no slash at its end.
    #[must_use]
    pub fn new(caller: Caller, base: String, id: i64, key: &str) -> Self {
        Self { caller, base, id, key: key.to_owned() }
    }

    /// The same reseller with another key.
    #[must_use]
    pub fn with_key(&self, key: &str) -> Self {
        Self { key: key.to_owned(), ..self.clone() }
    }

    /// The same reseller at another address.
    #[must_use]
    pub fn at(&self, base: &str) -> Self {
        Self { base: base.to_owned(), ..self.clone() }
    }

    /// Where the API is.
    #[must_use]
    pub fn base_url(&self) -> &str {
        &self.base
    }

    /// The key it signs with.
    #[must_use]
    pub fn key(&self) -> &str {
        &self.key
    }

    /// A call with its parameters where the vendor's own client puts them: in the query of a GET, in
    /// the form of a DELETE, as JSON in everything else. An answer without a body is null.
    pub async fn call(&self, method: &str, path: &str, params: Value) -> (u16, Value) {
        let answer = self.send(method, path, placed(method, &params)).await;
        (answer.status, answer.json())
    }

    /// A GET.
    pub async fn get(&self, path: &str, params: Value) -> (u16, Value) {
        self.call("GET", path, params).await
    }

    /// A POST.
    pub async fn post(&self, path: &str, params: Value) -> (u16, Value) {
        self.call("POST", path, params).await
    }

    /// A PATCH.
    pub async fn patch(&self, path: &str, params: Value) -> (u16, Value) {
        self.call("PATCH", path, params).await
    }

    /// A DELETE.
    pub async fn delete(&self, path: &str, params: Value) -> (u16, Value) {
        self.call("DELETE", path, params).await
    }

    /// What a call answered under `data`, when it was done.
    ///
    /// # Panics
    /// When it was not; the message shows the whole answer.
    pub async fn done(&self, method: &str, path: &str, params: Value) -> Value {
        let (status, mut json) = self.call(method, path, params).await;
        assert!((200..300).contains(&status), "{method} {path}: HTTP {status} {json}");
        json["data"].take()
    }

    /// A call made of anything, signed under a fresh id.
    pub async fn send(&self, method: &str, path: &str, sent: Sent) -> Answer {
        self.send_as(method, path, sent, &request_id()).await
    }

    /// The same under an id that may have been used before.
    pub async fn send_as(&self, method: &str, path: &str, sent: Sent, id: &str) -> Answer {
        let signed = self.headers(id).into_iter().chain(sent.headers).collect();
        let sent = Sent { headers: signed, ..sent };
        self.caller.send(method, &format!("{}{path}", self.base), sent).await
    }

    /// A call that nobody signed.
    pub async fn send_unsigned(&self, method: &str, path: &str, sent: Sent) -> Answer {
        self.caller.send(method, &format!("{}{path}", self.base), sent).await
    }

    /// The headers of a request with this id.
    #[must_use]
    pub fn headers(&self, id: &str) -> Vec<(String, String)> {
        let signature = signature(id, &self.key);
        vec![("Api-Request-Id".to_owned(), id.to_owned()), ("Api-Signature".to_owned(), signature)]
    }
}

/// An id that no request had before.
#[must_use]
pub fn request_id() -> String {
    let part = || RandomState::new().build_hasher().finish();
    format!("{:016x}{:016x}", part(), part())
}

/// The signature of a request under a key.
#[must_use]
pub fn signature(id: &str, key: &str) -> String {
    hex(&Md5::digest(format!("{id}{key}")))
}

/// Bytes in small hex digits.
pub(crate) fn hex(bytes: &[u8]) -> String {
    use std::fmt::Write as _;
    let mut text = String::with_capacity(bytes.len() * 2);
    for byte in bytes {
        write!(text, "{byte:02x}").expect("a String takes every write");
    }
    text
}

fn placed(method: &str, params: &Value) -> Sent {
    match method {
        "GET" => Sent { query: pairs(params), ..Sent::default() },
        "DELETE" => Sent::form(&pairs(params)),
        _ => Sent::json(params),
    }
}

/// Parameters as queries and forms write them: lists become `name[]`, objects `name[key]`, and lists of
/// objects `name[0][key]`.
#[must_use]
pub fn pairs(params: &Value) -> Vec<(String, String)> {
    let mut pairs = Vec::new();
    for (name, value) in params.as_object().into_iter().flatten() {
        add(&mut pairs, name.clone(), value);
    }
    pairs
}

fn add(pairs: &mut Vec<(String, String)>, name: String, value: &Value) {
    match value {
        Value::Array(items) => {
            for (place, item) in items.iter().enumerate() {
                let place = if item.is_object() { place.to_string() } else { String::new() };
                add(pairs, format!("{name}[{place}]"), item);
            }
        }
        Value::Object(fields) => {
            for (key, field) in fields {
                add(pairs, format!("{name}[{key}]"), field);
            }
        }
        Value::String(text) => pairs.push((name, text.clone())),
        Value::Null => {}
        other => pairs.push((name, other.to_string())),
    }
}

#[cfg(test)]
mod tests {
    #[test]
    fn a_signature_is_the_one_that_was_published() {
        let (id, key) = ("7fd755f2390745071051fca4924831cd", "202cb962ac59075b964b07152d234b70");
        assert_eq!(super::signature(id, key), "774d61236130b6ae545240613aca2716");
    }
}
