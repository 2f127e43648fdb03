//! Name servers inside names.

use crate::facts::{BulkVisitor, CallVisitor};

/// What `visitor` makes of the calls of this section.
pub(super) fn calls<V: CallVisitor>(_visitor: &V) -> Vec<V::Output> {
    vec![]
}

/// What `visitor` makes of the bulk forms of this section.
pub(super) fn bulks<V: BulkVisitor>(_visitor: &V) -> Vec<V::Output> {
    vec![]
}
