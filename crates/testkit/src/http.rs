//! Plain HTTP, as scripts speak it: parameters in a query or a form, answers as JSON.

use bytes::Bytes;
use http_body_util::{BodyExt, Full};
use hyper::{Method, Request};
use hyper_util::client::legacy::Client;
use hyper_util::client::legacy::connect::HttpConnector;
use hyper_util::rt::TokioExecutor;
use serde_json::Value;

/// What came back.
#[derive(Debug, Clone)]
pub struct Answer {
    /// The HTTP status.
    pub status: u16,
    /// The body as it travelled.
    pub text: String,
    /// The headers, their names in small letters.
    pub headers: Vec<(String, String)>,
}

impl Answer {
    /// The body as JSON; null where it is none.
    #[must_use]
    pub fn json(&self) -> Value {
        serde_json::from_str(&self.text).unwrap_or(Value::Null)
    }
}

/// Something to send.
#[derive(Debug, Clone, Default)]
pub struct Sent {
    /// Query parameters, in order.
    pub query: Vec<(String, String)>,
    /// The body and its content type.
    pub body: Option<(String, Vec<u8>)>,
    /// Headers.
    pub headers: Vec<(String, String)>,
}

impl Sent {
    /// A body of JSON.
    #[must_use]
    pub fn json(value: &Value) -> Self {
        let body = Some(("application/json".to_owned(), value.to_string().into_bytes()));
        Self { body, ..Self::default() }
    }

    /// An urlencoded body.
    #[must_use]
    pub fn form(pairs: &[(String, String)]) -> Self {
        let kind = "application/x-www-form-urlencoded".to_owned();
        Self { body: Some((kind, encoded(pairs).into_bytes())), ..Self::default() }
    }

    /// A body of parts, as browsers send it.
    #[must_use]
    pub fn parts(pairs: &[(String, String)]) -> Self {
        let part = |(name, value): &(String, String)| {
            format!("--edge\r\ncontent-disposition: form-data; name=\"{name}\"\r\n\r\n{value}\r\n")
        };
        let parts: String = pairs.iter().map(part).collect();
        let kind = "multipart/form-data; boundary=edge".to_owned();
        Self { body: Some((kind, format!("{parts}--edge--\r\n").into_bytes())), ..Self::default() }
    }
}

/// A client that keeps its connections.
#[derive(Clone)]
pub struct Caller {
    client: Client<HttpConnector, Full<Bytes>>,
}

impl Default for Caller {
    fn default() -> Self {
        Self { client: Client::builder(TokioExecutor::new()).build_http() }
    }
}

impl Caller {
    /// Sends one request and waits for its whole answer.
    ///
    /// # Panics
    /// When nobody answers; a test has nothing to go on with then.
    pub async fn send(&self, method: &str, url: &str, sent: Sent) -> Answer {
        self.try_send(method, url, sent).await.expect("the server answers")
    }

    /// Sends one request; an error when the connection breaks.
    ///
    /// # Errors
    /// Says why there is no answer.
    pub async fn try_send(&self, method: &str, url: &str, sent: Sent) -> Result<Answer, String> {
        let mut address = url.to_owned();
        if !sent.query.is_empty() {
            address.push('?');
            address.push_str(&encoded(&sent.query));
        }
        let method = Method::from_bytes(method.as_bytes()).map_err(|why| why.to_string())?;
        let mut request = Request::builder().method(method).uri(address);
        for (name, value) in &sent.headers {
            request = request.header(name, value);
        }
        let body = match sent.body {
            Some((kind, bytes)) => {
                request = request.header("content-type", kind);
                Full::from(bytes)
            }
            None => Full::default(),
        };
        let request = request.body(body).map_err(|why| why.to_string())?;
        let reply = self.client.request(request).await.map_err(|why| why.to_string())?;
        let status = reply.status().as_u16();
        let shown = |value: &hyper::header::HeaderValue| {
            String::from_utf8_lossy(value.as_bytes()).into_owned()
        };
        let headers = reply.headers().iter();
        let headers = headers.map(|(name, value)| (name.to_string(), shown(value))).collect();
        let bytes = reply.into_body().collect().await.map_err(|why| why.to_string())?.to_bytes();
        Ok(Answer { status, text: String::from_utf8_lossy(&bytes).into_owned(), headers })
    }
}

/// Pairs as they stand in a query or a form.
#[must_use]
pub fn encoded(pairs: &[(String, String)]) -> String {
    let mut out = String::new();
    for (name, value) in pairs {
        if !out.is_empty() {
            out.push('&');
        }
        out.push_str(&escaped(name));
        out.push('=');
        out.push_str(&escaped(value));
    }
    out
}

fn escaped(text: &str) -> String {
    use std::fmt::Write as _;
    let mut out = String::with_capacity(text.len());
    for byte in text.bytes() {
        if byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'.' | b'_' | b'~') {
            out.push(char::from(byte));
        } else {
            write!(out, "%{byte:02X}").expect("a String takes every write");
        }
    }
    out
}
