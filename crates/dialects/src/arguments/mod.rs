//! What the arguments of several dialects are made of. Each type reads text or a number, checks its
//! rule, and is written back as it is read.

/// Days.
mod date;
/// Numbers of things.
mod id;
/// Network addresses.
mod ip;
/// What all types of arguments share.
pub(crate) mod text_argument;

pub use date::Date;
pub(crate) use date::with_minus;
pub use id::Id;
pub use ip::Ip;
pub use text_argument::Argument;
pub(crate) use text_argument::travels;
