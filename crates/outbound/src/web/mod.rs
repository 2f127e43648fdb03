//! Calls to web servers that strangers named: one request each, to an address that was looked at.

/// One request and its answer.
mod call;
/// Which addresses may be called.
mod policy;
/// Where a web address leads.
mod target;
/// TLS on the way out.
mod tls;

pub use policy::{AddressPolicy, Network};

pub(crate) use call::{Call, Fault};
pub(crate) use target::{Resolver, Target};
pub(crate) use tls::{trusting, trusting_anybody, trusting_public_roots};
