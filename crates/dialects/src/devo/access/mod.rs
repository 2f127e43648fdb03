//! What the bearer of a token may do.

/// What the bearer of a token may read and do.
pub mod token;

use crate::facts::CallVisitor;

/// What `visitor` makes of the calls of this section.
pub(super) fn calls<V: CallVisitor>(visitor: &V) -> Vec<V::Output> {
    vec![visitor.visit::<token::ReadTokenAccess>()]
}
