//! Domains of a reseller.

/// A new domain on one of the plans.
pub mod create;
/// Removes a domain and everybody in it.
pub mod delete;
/// One domain of the reseller.
pub mod details;
/// Switches a domain off.
pub mod disable;
/// Switches a domain on again.
pub mod enable;
/// Every domain of the reseller.
pub mod list;
/// A domain as calls show it.
pub mod record;

use crate::facts::CallVisitor;

/// What `visitor` makes of the calls of this section.
pub(super) fn calls<V: CallVisitor>(visitor: &V) -> Vec<V::Output> {
    vec![
        visitor.visit::<list::ListDomains>(),
        visitor.visit::<details::ReadDomain>(),
        visitor.visit::<create::CreateDomain>(),
        visitor.visit::<disable::DisableDomain>(),
        visitor.visit::<enable::EnableDomain>(),
        visitor.visit::<delete::DeleteDomain>(),
    ]
}
