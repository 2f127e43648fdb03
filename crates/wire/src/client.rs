//! Our own client of a dialect, and the tests' way in. Plain HTTP; it never retries, because only
//! the caller knows whether a call may run twice.

use std::marker::PhantomData;
use std::time::Duration;

use bytes::Bytes;
use http::{HeaderMap, HeaderName, HeaderValue, Method, Request, StatusCode, header};
use http_body_util::{BodyExt, Full, LengthLimitError, Limited};
use hyper_util::client::legacy::Client as Pool;
use hyper_util::client::legacy::connect::HttpConnector;
use hyper_util::rt::TokioExecutor;
use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};
use serde::de::DeserializeOwned;

use crate::encode::{pairs, urlencoded};
use crate::{Dialect, Endpoint, Node};

/// Bytes of an answer.
const ANSWER: usize = 16 << 20;
/// How long a call may take, unless said otherwise.
const PATIENCE: Duration = Duration::from_secs(30);
/// What is escaped in a path: all but the unreserved characters of RFC 3986.
const SEGMENT: &AsciiSet = &NON_ALPHANUMERIC
    .remove(b'-')
    .remove(b'.')
    .remove(b'_')
    .remove(b'~');

/// How the body of a POST is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Bodies {
    /// Urlencoded, with bracket keys.
    Form,
    /// As JSON; PUT has a body too then.
    Json,
}

/// A client of the dialect `D`.
pub struct Client<D> {
    pool: Pool<HttpConnector, Full<Bytes>>,
    base_url: String,
    headers: HeaderMap,
    bodies: Bodies,
    patience: Duration,
    dialect: PhantomData<fn() -> D>,
}

impl<D> Clone for Client<D> {
    fn clone(&self) -> Self {
        Self {
            pool: self.pool.clone(),
            base_url: self.base_url.clone(),
            headers: self.headers.clone(),
            bodies: self.bodies,
            patience: self.patience,
            dialect: PhantomData,
        }
    }
}

/// Why there is no answer. What the other side said, even a refusal, is a `Reply`.
#[derive(Debug)]
pub enum ClientError {
    /// The request cannot be written; nothing was sent.
    Unwritable(String),
    /// The other side cannot be reached; nothing was sent.
    Unreachable(String),
    /// The answer did not arrive: the call may have happened or not.
    NoAnswer(String),
    /// The answer is not what it should be.
    Unreadable(String),
}

impl std::fmt::Display for ClientError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Unwritable(why) => write!(f, "the request cannot be written: {why}"),
            Self::Unreachable(why) => write!(f, "the other side cannot be reached: {why}"),
            Self::NoAnswer(why) => write!(f, "no answer arrived: {why}"),
            Self::Unreadable(why) => write!(f, "the answer cannot be read: {why}"),
        }
    }
}

impl std::error::Error for ClientError {}

/// What came back for a call.
#[derive(Debug, Clone)]
pub struct Reply<E> {
    /// The HTTP status.
    pub status: StatusCode,
    /// Its headers.
    pub headers: HeaderMap,
    /// Its body as it travelled.
    pub body: Bytes,
    endpoint: PhantomData<fn() -> E>,
}

/// What came back for something that is not a call of ours.
pub type RawReply = Reply<()>;

impl<E> Reply<E> {
    /// The body as JSON of any type, for example a response in its dialect's envelope.
    ///
    /// # Errors
    /// When the body is something else.
    pub fn json<T: DeserializeOwned>(&self) -> Result<T, ClientError> {
        serde_json::from_slice(&self.body)
            .map_err(|error| ClientError::Unreadable(error.to_string()))
    }

    /// The body as text, whatever it is.
    #[must_use]
    pub fn text(&self) -> std::borrow::Cow<'_, str> {
        String::from_utf8_lossy(&self.body)
    }
}

impl<E: Endpoint> Reply<E> {
    /// The body as the call's response, where the dialect has no envelope around it.
    ///
    /// # Errors
    /// When the body is something else.
    pub fn decode(&self) -> Result<E::Response, ClientError> {
        self.json()
    }
}

impl<D> Client<D> {
    /// A client of the dialect at `base_url`, which includes the dialect's prefix.
    pub fn new(base_url: impl Into<String>) -> Self {
        let base_url: String = base_url.into();
        Self {
            pool: Pool::builder(TokioExecutor::new()).build_http(),
            base_url: base_url.trim_end_matches('/').to_owned(),
            headers: HeaderMap::new(),
            bodies: Bodies::Form,
            patience: PATIENCE,
            dialect: PhantomData,
        }
    }

    /// The same client with a header on every call.
    #[must_use]
    pub fn with_header(mut self, name: HeaderName, value: HeaderValue) -> Self {
        self.headers.insert(name, value);
        self
    }

    /// The same client with a bearer token on every call.
    ///
    /// # Errors
    /// When the token is no text that a header can carry.
    pub fn with_bearer(self, token: &str) -> Result<Self, ClientError> {
        let value = HeaderValue::from_str(&format!("Bearer {token}"));
        let mut value = value.map_err(|error| ClientError::Unwritable(error.to_string()))?;
        value.set_sensitive(true);
        Ok(self.with_header(header::AUTHORIZATION, value))
    }

    /// The same client, writing bodies in another way.
    #[must_use]
    pub fn with_bodies(mut self, bodies: Bodies) -> Self {
        self.bodies = bodies;
        self
    }

    /// The same client, waiting another time for answers.
    #[must_use]
    pub fn with_patience(mut self, patience: Duration) -> Self {
        self.patience = patience;
        self
    }

    /// Sends anything at all.
    ///
    /// # Errors
    /// When no answer arrives; what that means for the call is in the error.
    pub async fn raw(
        &self,
        method: Method,
        path: &str,
        query: Option<&str>,
        body: Option<(&str, Bytes)>,
        headers: &HeaderMap,
    ) -> Result<RawReply, ClientError> {
        self.send(method, path, query, body, headers).await
    }

    async fn send<E>(
        &self,
        method: Method,
        path: &str,
        query: Option<&str>,
        body: Option<(&str, Bytes)>,
        headers: &HeaderMap,
    ) -> Result<Reply<E>, ClientError> {
        let unwritable = |error: http::Error| ClientError::Unwritable(error.to_string());
        let question = query
            .filter(|query| !query.is_empty())
            .map(|query| format!("?{query}"));
        let url = format!("{}{path}{}", self.base_url, question.unwrap_or_default());
        let mut request = Request::builder().method(method).uri(url);
        let (content_type, body) =
            body.map_or((None, Bytes::new()), |(kind, body)| (Some(kind), body));
        if let Some(content_type) = content_type {
            request = request.header(header::CONTENT_TYPE, content_type);
        }
        let mut request = request.body(Full::new(body)).map_err(unwritable)?;
        for (name, value) in self.headers.iter().chain(headers) {
            request.headers_mut().insert(name, value.clone());
        }
        let exchange = exchange(&self.pool, request);
        match tokio::time::timeout(self.patience, exchange).await {
            Ok(reply) => reply,
            Err(_) => Err(ClientError::NoAnswer(format!("waited {:?}", self.patience))),
        }
    }
}

impl<D: Dialect> Client<D> {
    /// Makes a call.
    ///
    /// # Errors
    /// When no answer arrives; what that means for the call is in the error.
    pub async fn call<E: Endpoint<Dialect = D>>(&self, call: &E) -> Result<Reply<E>, ClientError> {
        let unwritable = |error: serde_json::Error| ClientError::Unwritable(error.to_string());
        let Node::Map(mut entries) = Node::of(call).map_err(unwritable)? else {
            return Err(ClientError::Unwritable(
                "a call has named parameters".to_owned(),
            ));
        };
        let path = fill(E::PATH, &mut entries)?;
        let in_body = E::METHOD == Method::POST || E::METHOD == Method::PATCH;
        let none = HeaderMap::new();
        if self.bodies == Bodies::Json && (in_body || E::METHOD == Method::PUT) {
            let json = serde_json::to_vec(&Node::Map(entries)).map_err(unwritable)?;
            let body = Some(("application/json", json.into()));
            return self.send(E::METHOD, &path, None, body, &none).await;
        }
        let form = urlencoded(pairs(&Node::Map(entries)).map_err(unwritable)?);
        if in_body {
            let body = Some(("application/x-www-form-urlencoded", form.into()));
            return self.send(E::METHOD, &path, None, body, &none).await;
        }
        self.send(E::METHOD, &path, Some(&form), None, &none).await
    }
}

async fn exchange<E>(
    pool: &Pool<HttpConnector, Full<Bytes>>,
    request: Request<Full<Bytes>>,
) -> Result<Reply<E>, ClientError> {
    let response = pool
        .request(request)
        .await
        .map_err(|error| match error.is_connect() {
            true => ClientError::Unreachable(chain(&error)),
            false => ClientError::NoAnswer(chain(&error)),
        })?;
    let (parts, body) = response.into_parts();
    let body = Limited::new(body, ANSWER)
        .collect()
        .await
        .map_err(|error| {
            if error.is::<LengthLimitError>() {
                return ClientError::Unreadable("it is too long".to_owned());
            }
            ClientError::NoAnswer(error.to_string())
        })?;
    let (status, headers) = (parts.status, parts.headers);
    Ok(Reply {
        status,
        headers,
        body: body.to_bytes(),
        endpoint: PhantomData,
    })
}

/// Moves the path parameters out of `entries` into the path.
fn fill(template: &str, entries: &mut Vec<(String, Node)>) -> Result<String, ClientError> {
    let mut path = String::with_capacity(template.len());
    let mut rest = template;
    while let Some((before, parameter)) = rest.split_once('{') {
        let (name, after) = parameter
            .split_once('}')
            .expect("a brace in a path is closed");
        let missing = || ClientError::Unwritable(format!("{name} is missing"));
        let at = entries
            .iter()
            .position(|(key, _)| key == name)
            .ok_or_else(missing)?;
        let (_, node) = entries.remove(at);
        let value = node
            .text()
            .filter(|text| !text.is_empty())
            .ok_or_else(missing)?;
        path.push_str(before);
        path.extend(utf8_percent_encode(value, SEGMENT));
        rest = after;
    }
    path.push_str(rest);
    Ok(path)
}

/// An error with its causes, which is where hyper says what happened.
fn chain(error: &dyn std::error::Error) -> String {
    let causes = std::iter::successors(Some(error), |error| error.source());
    causes
        .map(ToString::to_string)
        .collect::<Vec<_>>()
        .join(": ")
}
