//! Our own client of a dialect, and the tests' way in. Plain HTTP; it never repeats a call that may
//! have been heard, because only the caller knows whether it may run twice.

/// A call for many at once.
mod bulk;
/// Why there is no answer.
mod error;
/// One request and its answer.
mod exchange;
/// What came back.
mod reply;

use std::marker::PhantomData;
use std::sync::Arc;
use std::time::Duration;

use bytes::Bytes;
use http::{HeaderMap, HeaderName, HeaderValue, Method, Request, header};
use http_body_util::Full;
use hyper_util::client::legacy::Client as Pool;
use hyper_util::client::legacy::connect::HttpConnector;
use hyper_util::rt::TokioExecutor;
use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};

pub use bulk::{BulkReply, Element};
pub use error::ClientError;
pub use reply::{RawReply, Reply};

use crate::encode::{pairs, urlencoded};
use crate::{Dialect, Endpoint, Node, Tabled};

/// How long connecting may take.
const CONNECTING: Duration = Duration::from_secs(10);
/// How long a call may take, unless said otherwise.
const PATIENCE: Duration = Duration::from_secs(30);
/// What is escaped in a path: all but the unreserved characters of RFC 3986.
const SEGMENT: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'.').remove(b'_').remove(b'~');

/// How the body of a POST is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Bodies {
    /// Urlencoded, with bracket keys.
    Form,
    /// As JSON; PUT has a body too then.
    Json,
}

/// Writes the headers that sign a body.
type Signing = Arc<dyn Fn(&[u8]) -> HeaderMap + Send + Sync>;

/// A client of the dialect `D`.
pub struct Client<D> {
    pool: Pool<HttpConnector, Full<Bytes>>,
    base_url: String,
    headers: HeaderMap,
    parameters: Vec<(String, Node)>,
    bodies: Bodies,
    signing: Option<Signing>,
    patience: Duration,
    dialect: PhantomData<fn() -> D>,
}

impl<D> Clone for Client<D> {
    fn clone(&self) -> Self {
        Self {
            pool: self.pool.clone(),
            base_url: self.base_url.clone(),
            headers: self.headers.clone(),
            parameters: self.parameters.clone(),
            bodies: self.bodies,
            signing: self.signing.clone(),
            patience: self.patience,
            dialect: PhantomData,
        }
    }
}

impl<D> Client<D> {
    /// A client of the dialect at `base_url`, which includes the dialect's prefix.
    pub fn new(base_url: impl Into<String>) -> Self {
        let base_url: String = base_url.into();
        let mut connector = HttpConnector::new();
        connector.set_connect_timeout(Some(CONNECTING));
        connector.set_nodelay(true);
        Self {
            pool: Pool::builder(TokioExecutor::new()).build(connector),
            base_url: base_url.trim_end_matches('/').to_owned(),
            headers: HeaderMap::new(),
            parameters: Vec::new(),
            bodies: Bodies::Form,
            signing: None,
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

    /// The same client with a parameter on every call of its dialect.
    #[must_use]
    pub fn with_parameter(mut self, name: &str, value: &str) -> Self {
        self.parameters.push((name.to_owned(), Node::Text(value.to_owned())));
        self
    }

    /// The same client, writing bodies in another way.
    #[must_use]
    pub fn with_bodies(mut self, bodies: Bodies) -> Self {
        self.bodies = bodies;
        self
    }

    /// The same client, with headers on every call that are made from its body.
    #[must_use]
    pub fn with_signing(
        mut self,
        sign: impl Fn(&[u8]) -> HeaderMap + Send + Sync + 'static,
    ) -> Self {
        self.signing = Some(Arc::new(sign));
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
        let question = query.filter(|query| !query.is_empty()).map(|query| format!("?{query}"));
        let url = format!("{}{path}{}", self.base_url, question.unwrap_or_default());
        let mut request = Request::builder().method(method).uri(url);
        if let Some((content_type, _)) = body {
            request = request.header(header::CONTENT_TYPE, content_type);
        }
        let body = body.map_or_else(Bytes::new, |(_, body)| body);
        let signature = self.signing.as_ref().map(|sign| sign(&body)).unwrap_or_default();
        let mut request = request
            .body(Full::new(body))
            .map_err(|error| ClientError::Unwritable(error.to_string()))?;
        for (name, value) in self.headers.iter().chain(&signature).chain(headers) {
            request.headers_mut().insert(name, value.clone());
        }
        let answer = exchange::exchange(&self.pool, request);
        match tokio::time::timeout(self.patience, answer).await {
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
        self.ask(E::METHOD, E::PATH, entries(call)?).await
    }

    /// Makes the call that one row of its table stands for.
    ///
    /// # Errors
    /// When no answer arrives; what that means for the call is in the error.
    pub async fn call_row<E: Tabled<Dialect = D>>(
        &self,
        row: &'static E::Row,
        call: &E,
    ) -> Result<Reply<E>, ClientError> {
        self.ask(E::METHOD, E::path(row), entries(call)?).await
    }

    /// Sends parameters where the method has them.
    async fn ask<E>(
        &self,
        method: Method,
        path: &str,
        entries: Vec<(String, Node)>,
    ) -> Result<Reply<E>, ClientError> {
        let mut entries: Vec<_> = self.parameters.iter().cloned().chain(entries).collect();
        let path = fill(path, &mut entries)?;
        let in_body = method == Method::POST || method == Method::PATCH;
        let none = HeaderMap::new();
        if self.bodies == Bodies::Json && (in_body || method == Method::PUT) {
            let json = serde_json::to_vec(&Node::Map(entries)).map_err(unwritable)?;
            let body = Some(("application/json", json.into()));
            return self.send(method, &path, None, body, &none).await;
        }
        let form = urlencoded(pairs(&Node::Map(entries)).map_err(unwritable)?);
        if in_body {
            let body = Some(("application/x-www-form-urlencoded", form.into()));
            return self.send(method, &path, None, body, &none).await;
        }
        self.send(method, &path, Some(&form), None, &none).await
    }
}

/// The named parameters of a call.
fn entries<E: Endpoint>(call: &E) -> Result<Vec<(String, Node)>, ClientError> {
    match Node::of(call).map_err(unwritable)? {
        Node::Map(entries) => Ok(entries),
        _ => Err(ClientError::Unwritable("a call has named parameters".to_owned())),
    }
}

fn unwritable(error: serde_json::Error) -> ClientError {
    ClientError::Unwritable(error.to_string())
}

/// Moves the path parameters out of `entries` into the path.
fn fill(template: &str, entries: &mut Vec<(String, Node)>) -> Result<String, ClientError> {
    let mut path = String::with_capacity(template.len());
    let mut rest = template;
    while let Some((before, parameter)) = rest.split_once('{') {
        let (name, after) = parameter.split_once('}').expect("a brace in a path is closed");
        let missing = || ClientError::Unwritable(format!("{name} is missing"));
        let at = entries.iter().position(|(key, _)| key == name).ok_or_else(missing)?;
        let (_, node) = entries.remove(at);
        let value = node.text().filter(|text| !text.is_empty()).ok_or_else(missing)?;
        path.push_str(before);
        path.extend(utf8_percent_encode(value, SEGMENT));
        rest = after;
    }
    path.push_str(rest);
    Ok(path)
}
