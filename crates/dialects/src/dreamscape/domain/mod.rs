//! Names, from the first look to the end.

/// Whether names are free.
pub mod availability;
/// Names, page by page.
pub mod list;
/// One name.
pub mod read;
/// A name is registered.
pub mod register;
/// A name is renewed.
pub mod renew;
/// Names as calls show them.
pub mod row;
/// A name is given up.
pub mod terminate;
/// What can be registered.
pub mod tlds;
/// A name is told anew.
pub mod update;

use crate::facts::CallVisitor;

/// What `visitor` makes of the calls of this section.
pub(super) fn calls<V: CallVisitor>(visitor: &V) -> Vec<V::Output> {
    vec![
        visitor.visit::<tlds::ListTlds>(),
        visitor.visit::<availability::CheckAvailability>(),
        visitor.visit::<list::ListDomains>(),
        visitor.visit::<read::ReadDomain>(),
        visitor.visit::<register::RegisterDomain>(),
        visitor.visit::<update::UpdateDomain>(),
        visitor.visit::<renew::RenewDomain>(),
        visitor.visit::<terminate::TerminateDomain>(),
    ]
}
