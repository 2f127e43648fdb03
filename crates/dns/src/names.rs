//! Names and record types on the wire.

use std::str::FromStr;

use bytes::Bytes;
use domain::base::name::ToLabelIter;

/// An absolute name. Those inside zones are lower case; the order of names is the canonical one
/// (RFC 4034 §6.1).
pub type Name = domain::base::Name<Bytes>;

/// Record types (RFC 1035 §3.2.2 and its successors).
pub use domain::base::iana::Rtype;

/// Reads a name as A-labels, with or without its last dot, into lower case; none when it is no name.
#[must_use]
pub fn name(text: &str) -> Option<Name> {
    Name::from_str(&text.to_ascii_lowercase()).ok()
}

/// Whether `name` is `apex` or lies below it.
#[must_use]
pub fn is_within(name: &Name, apex: &Name) -> bool {
    name.iter_labels().rev().zip(apex.iter_labels().rev()).filter(|(a, b)| a == b).count()
        == apex.iter_labels().count()
}
