//! Price lists.

/// What a seller offers.
pub mod available;
/// One price list with its prices.
pub mod info;
/// Price lists as lists show them.
pub mod row;

use crate::facts::{BulkVisitor, CallVisitor};

/// What `visitor` makes of the calls of this section.
pub(super) fn calls<V: CallVisitor>(visitor: &V) -> Vec<V::Output> {
    vec![visitor.visit::<available::ListTariffs>(), visitor.visit::<info::ReadTariff>()]
}

/// What `visitor` makes of the bulk forms of this section.
pub(super) fn bulks<V: BulkVisitor>(visitor: &V) -> Vec<V::Output> {
    vec![visitor.visit::<info::ReadTariff>()]
}
