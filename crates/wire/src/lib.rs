//! The endpoint kit: everything five dialects share about HTTP, and nothing about domains or money.

/// Our own client of a dialect, and the tests' way in.
pub mod client;
/// From what a caller sends to the request type of a call.
pub mod decode;
/// From a request type to the pairs that travel.
pub mod encode;
/// What a call is.
pub mod endpoint;
/// A file as an answer.
pub mod file;
/// The last calls, for people who want to see what travelled; secrets are masked.
pub mod log;
/// The OpenAPI document of a dialect.
pub mod openapi;
/// Which call a method and a path mean.
pub mod route;
/// The one pipeline that every call of every dialect runs through.
pub mod server;
/// Types of parameters that are looser or odder than serde's own.
pub mod values;

pub use client::{Bodies, BulkReply, Client, ClientError, RawReply, Reply};
pub use decode::{DecodeError, Malformed, Node, Params, Problem};
pub use endpoint::{Access, Bulked, Dialect, Endpoint, Tabled};
pub use file::File;
pub use log::RequestLog;
pub use openapi::Operation;
pub use server::{
    AT_ONCE, Api, ApiSettings, Call, Door, ElementAnswer, Handler, Refusal, Rendered, ToItsEnd,
};
pub use values::{
    Base64Json, Flag, Joined, Loose, Numbered, NumberedFamily, OneOrMany, PhpSerialized, RowList,
};
