//! Types of parameters that are looser or odder than serde's own.

/// Base64 of JSON in one parameter.
mod base64_json;
/// A flag in any of the usual words.
mod flag;
/// Lists that callers write in several ways.
mod lists;
/// Whole numbers, sent as numbers or as text.
mod loose;
/// Numbered families of parameters: `type1`, `ttl1`, `type2` and so on.
mod numbered;
/// PHP's `serialize()` text in one parameter.
pub(crate) mod php;
/// Lists with rows left out.
mod rows;

pub use base64_json::Base64Json;
pub use flag::Flag;
pub use lists::{Joined, OneOrMany};
pub use loose::{Loose, Whole};
pub use numbered::{Numbered, NumberedFamily};
pub use php::PhpSerialized;
pub use rows::RowList;
