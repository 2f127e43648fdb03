//! From what a caller sends to the request type of a call: lenient in form, strict in meaning.

/// Why parameters do not make a request.
mod error;
/// The second look at parameters that did not fit: blanks count as left out.
mod forgiving;
/// Parameters out of query strings and urlencoded bodies, bracket keys included.
mod form;
/// Parameters out of JSON bodies.
mod json;
/// How much of everything is read.
pub mod limits;
/// Parameters out of multipart bodies.
mod multipart;
/// The inner parts of the reader.
mod parts;
/// A serde deserializer over the tree.
mod reader;
/// The ordered tree of parameters.
mod tree;

pub use error::{DecodeError, Malformed, Problem};
pub use reader::Reader;
pub use tree::{Node, Params};

pub(crate) use form::{form_text, index, path_text};
pub(crate) use json::{json, node as json_node};
pub(crate) use multipart::multipart;
pub(crate) use reader::truth;
pub(crate) use tree::last_of_each;
