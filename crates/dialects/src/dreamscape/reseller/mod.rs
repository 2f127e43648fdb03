//! The account that calls.

/// Who calls.
pub mod read;

use crate::facts::CallVisitor;

/// What `visitor` makes of the calls of this section.
pub(super) fn calls<V: CallVisitor>(visitor: &V) -> Vec<V::Output> {
    vec![visitor.visit::<read::ReadReseller>()]
}
