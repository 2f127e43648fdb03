//! Balance, currencies and invoices.

/// The money of the reseller.
pub mod balance;
/// The currencies there are.
pub mod currencies;
/// Invoices, page by page.
pub mod invoices;

use crate::facts::CallVisitor;

/// What `visitor` makes of the calls of this section.
pub(super) fn calls<V: CallVisitor>(visitor: &V) -> Vec<V::Output> {
    vec![
        visitor.visit::<balance::ReadBalance>(),
        visitor.visit::<currencies::ListCurrencies>(),
        visitor.visit::<invoices::ListInvoices>(),
    ]
}
