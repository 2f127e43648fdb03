//! A call as it arrived: everything a door may look at to decide who it is from.

use std::fmt;
use std::net::{IpAddr, SocketAddr};
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Instant;

use axum::extract::ConnectInfo;
use bytes::Bytes;
use http::{HeaderMap, Method, StatusCode, Uri, request::Parts};

use crate::{Malformed, Params};

/// The header by which a caller names an attempt, so that repeating it changes nothing.
const CLIENT_KEY: &str = "idempotency-key";
/// Characters of a client key.
const CLIENT_KEY_MOST: usize = 255;

static NEXT: AtomicU64 = AtomicU64::new(1);

/// A call as it arrived.
#[derive(Clone)]
pub struct Call {
    /// A number of its own while the process lives.
    pub id: u64,
    /// The HTTP method.
    pub method: Method,
    /// The whole address, with the dialect's prefix.
    pub uri: Uri,
    /// Where it comes from, when the listener tells.
    pub peer: Option<IpAddr>,
    /// All headers.
    pub headers: HeaderMap,
    /// The body as it travelled, for signatures.
    pub body: Bytes,
    /// Query, body and path parameters together.
    pub params: Params,
    /// The names of those that stand in the path.
    pub named_in_path: Vec<String>,
    /// When it began to arrive.
    pub started: Instant,
    /// The `Idempotency-Key` it carries.
    pub client_key: Option<String>,
    /// The catalogue rows of the call; empty when no call has this path.
    pub ids: &'static [&'static str],
    /// What a success of the call is.
    pub success: StatusCode,
}

/// Headers, parameters and body carry secrets, so none of them is printed.
impl fmt::Debug for Call {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "call {}: {} {}", self.id, self.method, self.path())
    }
}

impl Call {
    /// A call with no body and no parameters yet.
    #[must_use]
    pub fn new(method: Method, uri: Uri, headers: HeaderMap) -> Self {
        Self {
            id: NEXT.fetch_add(1, Ordering::Relaxed),
            method,
            uri,
            peer: None,
            headers,
            body: Bytes::new(),
            params: Params::default(),
            named_in_path: Vec::new(),
            started: Instant::now(),
            client_key: None,
            ids: &[],
            success: StatusCode::OK,
        }
    }

    pub(super) fn arriving(parts: Parts) -> Self {
        let peer = parts.extensions.get::<ConnectInfo<SocketAddr>>().map(|peer| peer.0.ip());
        Self { peer, ..Self::new(parts.method, parts.uri, parts.headers) }
    }

    /// The whole path, with the dialect's prefix.
    #[must_use]
    pub fn path(&self) -> &str {
        self.uri.path()
    }

    /// The text of a header, when it is plain text.
    #[must_use]
    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers.get(name)?.to_str().ok()
    }

    pub(super) fn read_client_key(&mut self) -> Result<(), Malformed> {
        if let Some(key) = self.headers.get(CLIENT_KEY) {
            let text = key.to_str().map_err(|_| Malformed::ClientKey)?.trim();
            if text.len() > CLIENT_KEY_MOST {
                return Err(Malformed::ClientKey);
            }
            self.client_key = (!text.is_empty()).then(|| text.to_owned());
        }
        Ok(())
    }

    /// Whether the caller can read JSON, by its `Accept` header; without one it can.
    pub(super) fn accepts_json(&self) -> bool {
        let mut asked = false;
        for header in self.headers.get_all(http::header::ACCEPT) {
            let Ok(text) = header.to_str() else {
                return true;
            };
            for range in text.split(',').map(str::trim).filter(|range| !range.is_empty()) {
                asked = true;
                if is_json_range(range) {
                    return true;
                }
            }
        }
        !asked
    }
}

fn is_json_range(range: &str) -> bool {
    let (kind, parameters) = range.split_once(';').unwrap_or((range, ""));
    let kind = kind.trim().to_ascii_lowercase();
    let fits = matches!(kind.as_str(), "*/*" | "*" | "application/*") || kind.contains("json");
    let refused = parameters.split(';').any(|parameter| {
        let quality = parameter.trim().strip_prefix("q=");
        quality.is_some_and(|quality| quality.trim_matches(['0', '.']).is_empty())
    });
    fits && !refused
}

#[cfg(test)]
mod tests {
    use http::HeaderValue;

    use super::*;

    fn with(name: &'static str, value: &str) -> Call {
        let value = HeaderValue::from_str(value).unwrap();
        let headers = HeaderMap::from_iter([(http::HeaderName::from_static(name), value)]);
        Call::new(Method::GET, Uri::from_static("/x"), headers)
    }

    #[test]
    fn only_callers_that_exclude_json_cannot_read_it() {
        for accept in [
            "*/*",
            "application/json",
            "text/html, application/*;q=0.8",
            "",
            "text/json",
            "application/vnd.api+json; q=0.1",
            "application/json;charset=utf-8",
        ] {
            assert!(with("accept", accept).accepts_json(), "{accept}");
        }
        for accept in ["text/html", "application/xml", "text/html, application/json;q=0.0"] {
            assert!(!with("accept", accept).accepts_json(), "{accept}");
        }
    }

    #[test]
    fn a_client_key_is_bounded() {
        let mut call = with("idempotency-key", "order-7");
        assert_eq!(call.read_client_key(), Ok(()));
        assert_eq!(call.client_key.as_deref(), Some("order-7"));
        let mut long = with("idempotency-key", &"k".repeat(256));
        assert_eq!(long.read_client_key(), Err(Malformed::ClientKey));
    }
}
