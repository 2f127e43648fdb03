//! What travels back.

use axum::body::Body;
use axum::response::Response;
use bytes::Bytes;
use http::{HeaderMap, HeaderValue, StatusCode, header};
use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};
use serde::Serialize;

use super::php_json;
use crate::File;

/// The media type of almost everything.
const JSON: HeaderValue = HeaderValue::from_static("application/json");

/// What a file is that does not say it properly.
const BYTES: HeaderValue = HeaderValue::from_static("application/octet-stream");

/// An answer as it travels.
#[derive(Debug, Clone)]
pub struct Rendered {
    /// The HTTP status.
    pub status: StatusCode,
    /// Headers beside the content type.
    pub headers: HeaderMap,
    /// The body.
    pub body: Bytes,
    /// The body's media type; none without a body.
    pub content_type: Option<HeaderValue>,
}

impl Rendered {
    /// JSON, written straight from `value` so that its keys keep their order.
    ///
    /// A value that cannot be written as JSON, such as a map from something else than text, is our
    /// own mistake; the caller sees an empty answer with status 500.
    pub fn json<T: Serialize + ?Sized>(status: StatusCode, value: &T) -> Self {
        Self::written(status, serde_json::to_vec(value))
    }

    /// A JSON body as PHP writes it: slashes and everything beyond ASCII escaped.
    pub fn php_json<T: Serialize + ?Sized>(status: StatusCode, value: &T) -> Self {
        Self::written(status, php_json::to_vec(value))
    }

    /// A JSON object of values that are written already, in this order.
    pub fn keyed(status: StatusCode, entries: impl IntoIterator<Item = (String, Bytes)>) -> Self {
        let mut body = vec![b'{'];
        for (key, value) in entries {
            if body.len() > 1 {
                body.push(b',');
            }
            if let Err(error) = serde_json::to_writer(&mut body, &key) {
                return Self::written(status, Err(error));
            }
            body.push(b':');
            body.extend_from_slice(&value);
        }
        body.push(b'}');
        Self::bytes(status, JSON, body.into())
    }

    fn written(status: StatusCode, body: serde_json::Result<Vec<u8>>) -> Self {
        match body {
            Ok(body) => Self::bytes(status, JSON, body.into()),
            Err(error) => {
                tracing::error!(%error, "an answer cannot be written as JSON");
                Self::empty(StatusCode::INTERNAL_SERVER_ERROR)
            }
        }
    }

    /// A body of any media type.
    #[must_use]
    pub fn bytes(status: StatusCode, content_type: HeaderValue, body: Bytes) -> Self {
        Self { status, headers: HeaderMap::new(), body, content_type: Some(content_type) }
    }

    /// A file, to be kept and not to be shown: what it holds was sent by somebody.
    #[must_use]
    pub fn file(file: File) -> Self {
        let content_type = HeaderValue::from_str(&file.media_type).unwrap_or(BYTES);
        let name = utf8_percent_encode(&file.name, NON_ALPHANUMERIC);
        let disposition = HeaderValue::from_str(&format!("attachment; filename*=UTF-8''{name}"))
            .expect("escaped text can stand in a header");
        Self::bytes(StatusCode::OK, content_type, file.content)
            .with_header(header::CONTENT_DISPOSITION, disposition)
            .with_header(header::X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff"))
    }

    /// No body at all.
    #[must_use]
    pub fn empty(status: StatusCode) -> Self {
        Self { status, headers: HeaderMap::new(), body: Bytes::new(), content_type: None }
    }

    /// The same answer with one more header.
    #[must_use]
    pub fn with_header(mut self, name: header::HeaderName, value: HeaderValue) -> Self {
        self.headers.insert(name, value);
        self
    }

    pub(super) fn into_response(self) -> Response {
        let mut response = Response::new(Body::from(self.body));
        *response.status_mut() = self.status;
        *response.headers_mut() = self.headers;
        if let Some(content_type) = self.content_type {
            response.headers_mut().insert(header::CONTENT_TYPE, content_type);
        }
        response
    }
}
