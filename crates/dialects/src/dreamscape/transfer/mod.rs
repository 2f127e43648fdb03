//! Names on their way in or out.

/// A name stays where it is.
pub mod cancel;
/// Whether a name can come in.
pub mod check;
/// A name comes in.
pub mod start;

use crate::facts::CallVisitor;

/// What `visitor` makes of the calls of this section.
pub(super) fn calls<V: CallVisitor>(visitor: &V) -> Vec<V::Output> {
    vec![
        visitor.visit::<check::CheckTransfer>(),
        visitor.visit::<start::StartTransfer>(),
        visitor.visit::<cancel::CancelTransfer>(),
    ]
}
