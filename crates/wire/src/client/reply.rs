//! What came back for a call.

use std::marker::PhantomData;

use bytes::Bytes;
use http::{HeaderMap, StatusCode};
use serde::de::DeserializeOwned;

use super::ClientError;
use crate::Endpoint;

/// What came back for a call.
#[derive(Debug, Clone)]
pub struct Reply<E> {
    /// The HTTP status.
    pub status: StatusCode,
    /// Its headers.
    pub headers: HeaderMap,
    /// Its body as it travelled.
    pub body: Bytes,
    pub(super) endpoint: PhantomData<fn() -> E>,
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
