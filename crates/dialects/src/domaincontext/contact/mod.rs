//! People and organisations that answer for names.

/// A new person or organisation.
pub mod create;
/// A contact goes, unless names still use it.
pub mod delete;
/// What callers tell about a contact.
pub mod fields;
/// Everything about a contact.
pub mod info;
/// What changes of a contact answer.
pub mod numbered;
/// Contacts as lists show them.
pub mod row;
/// Contacts by what they are called and whose they are.
pub mod search;
/// A contact is told anew.
pub mod update;

use crate::facts::{BulkVisitor, CallVisitor};

/// What `visitor` makes of the calls of this section.
pub(super) fn calls<V: CallVisitor>(visitor: &V) -> Vec<V::Output> {
    vec![
        visitor.visit::<search::SearchContacts>(),
        visitor.visit::<info::ReadContact>(),
        visitor.visit::<create::CreateContact>(),
        visitor.visit::<update::UpdateContact>(),
        visitor.visit::<delete::DeleteContact>(),
    ]
}

/// What `visitor` makes of the bulk forms of this section.
pub(super) fn bulks<V: BulkVisitor>(visitor: &V) -> Vec<V::Output> {
    vec![
        visitor.visit::<info::ReadContact>(),
        visitor.visit::<create::CreateContact>(),
        visitor.visit::<update::UpdateContact>(),
        visitor.visit::<delete::DeleteContact>(),
    ]
}
