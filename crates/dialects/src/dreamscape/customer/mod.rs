//! Accounts of those who buy from the reseller.

/// A new customer.
pub mod create;
/// Customers, page by page.
pub mod list;
/// A link into the console of a customer.
pub mod login_link;
/// One customer.
pub mod read;
/// Customers as calls show them.
pub mod row;
/// An account is closed.
pub mod terminate;
/// A customer is told anew.
pub mod update;

use crate::facts::CallVisitor;

/// What `visitor` makes of the calls of this section.
pub(super) fn calls<V: CallVisitor>(visitor: &V) -> Vec<V::Output> {
    vec![
        visitor.visit::<list::ListCustomers>(),
        visitor.visit::<read::ReadCustomer>(),
        visitor.visit::<create::CreateCustomer>(),
        visitor.visit::<update::UpdateCustomer>(),
        visitor.visit::<terminate::TerminateCustomer>(),
        visitor.visit::<login_link::CreateLoginLink>(),
    ]
}
