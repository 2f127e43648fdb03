//! Whether anybody is there.

/// Somebody is.
pub mod ping;

use crate::facts::CallVisitor;

/// What `visitor` makes of the calls of this section.
pub(super) fn calls<V: CallVisitor>(visitor: &V) -> Vec<V::Output> {
    vec![visitor.visit::<ping::Ping>()]
}
