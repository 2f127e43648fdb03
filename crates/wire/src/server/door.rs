//! What a dialect's inbound side says of itself: who may enter, and how answers look.

use std::future::Future;

use bytes::Bytes;
use http::{Method, StatusCode};
use schemars::SchemaGenerator;
use serde::Serialize;

use super::{Call, Rendered};
use crate::{Access, DecodeError, Dialect, Endpoint, Malformed};

/// The inbound side of a dialect. Everything that is the same for all of its calls is said here.
pub trait Door: Send + Sync + 'static {
    /// The API whose calls come in here.
    type Dialect: Dialect;
    /// What a handler is given: the signed-in caller and its world. Cloned once per call.
    type Context: Clone + Send + Sync + 'static;
    /// How a handler refuses.
    type Error: Send + 'static;
    /// What a handler returns around the body of an answer, for example a code and a message.
    type Answer<T: Serialize + Send + 'static>: Send + 'static;

    /// Decides who calls, and whether the call's `access` lets them.
    fn admit(
        &self,
        call: &Call,
        access: Access,
    ) -> impl Future<Output = Result<Self::Context, Self::Error>> + Send;

    /// Writes a success.
    fn answer<T: Serialize + Send + 'static>(
        &self,
        call: &Call,
        context: &Self::Context,
        answer: Self::Answer<T>,
    ) -> impl Future<Output = Rendered> + Send;

    /// Writes a refusal in the dialect's own form.
    fn refuse(&self, call: &Call, refusal: Refusal<Self::Error>) -> Rendered;

    /// What the handler is given for one element of a bulk call.
    fn for_element(&self, context: &Self::Context, _key: &str) -> Self::Context {
        context.clone()
    }

    /// Writes the answers to the elements of a bulk call, in the order of the request.
    ///
    /// What is said here suits a dialect whose answer is an object of the same keys.
    fn answer_bulk(
        &self,
        call: &Call,
        _: &Self::Context,
        answers: Vec<(String, ElementAnswer<Self::Error>)>,
    ) -> Rendered {
        let written = answers.into_iter().map(|(key, answer)| {
            (key, answer.unwrap_or_else(|refusal| self.refuse(call, refusal).body))
        });
        Rendered::keyed(StatusCode::OK, written)
    }

    /// The account that logs name.
    fn account(&self, context: &Self::Context) -> String;

    /// Which catalogue row this call is, where one route serves several.
    fn row(&self, call: &Call) -> Option<&'static str> {
        call.ids.first().copied()
    }

    /// The schema of a whole answer, given the schema of what a handler returns.
    fn envelope(schema: serde_json::Value) -> serde_json::Value {
        schema
    }

    /// The schema of a whole bulk answer, given the schema of the answer to one element.
    fn bulk_envelope(element: serde_json::Value, _: &mut SchemaGenerator) -> serde_json::Value {
        serde_json::json!({ "type": "object", "additionalProperties": element })
    }
}

/// What came of one element of a bulk call: an answer as it travels, or a refusal.
pub type ElementAnswer<E> = Result<Bytes, Refusal<E>>;

/// Why a call is not answered.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Refusal<E> {
    /// The door or the handler refused.
    Error(E),
    /// A parameter is missing or unreadable.
    Undecodable(DecodeError),
    /// No call has this path.
    UnknownCall,
    /// The path is known, but not with this method.
    WrongMethod {
        /// The methods it is known with.
        allowed: Vec<Method>,
    },
    /// The caller accepts no JSON.
    NotAcceptable,
    /// The body is too long.
    TooLarge {
        /// How many bytes it may have.
        limit: usize,
    },
    /// The request is not even a set of parameters.
    Malformed(Malformed),
    /// Our own mistake.
    Panicked,
}

/// An async function from a context and a request to an answer.
///
/// Written by nobody: every fitting function has it.
pub trait Handler<D: Door, E: Endpoint>:
    Fn(D::Context, E) -> Self::Running + Send + Sync + 'static
{
    /// The call under way.
    type Running: Future<Output = Result<D::Answer<E::Response>, D::Error>> + Send + 'static;
}

impl<D, E, H, R> Handler<D, E> for H
where
    D: Door,
    E: Endpoint,
    H: Fn(D::Context, E) -> R + Send + Sync + 'static,
    R: Future<Output = Result<D::Answer<E::Response>, D::Error>> + Send + 'static,
{
    type Running = R;
}
