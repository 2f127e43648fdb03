//! Accounts: logins, balances and prices.

/// What a client has.
pub mod balance;
/// Whether a login and a password belong together.
pub mod check;
/// A new client of a seller, with its first contact.
pub mod create;
/// What things cost a client.
pub mod prices;

use crate::facts::{BulkVisitor, CallVisitor};

/// What `visitor` makes of the calls of this section.
pub(super) fn calls<V: CallVisitor>(visitor: &V) -> Vec<V::Output> {
    vec![
        visitor.visit::<check::CheckClient>(),
        visitor.visit::<create::CreateClient>(),
        visitor.visit::<balance::ReadBalance>(),
        visitor.visit::<prices::ReadPrices>(),
    ]
}

/// What `visitor` makes of the bulk forms of this section.
pub(super) fn bulks<V: BulkVisitor>(visitor: &V) -> Vec<V::Output> {
    vec![visitor.visit::<prices::ReadPrices>()]
}
