//! People and organisations that names belong to.

/// A new registrant.
pub mod create;
/// Registrants, page by page.
pub mod list;
/// One registrant.
pub mod read;
/// Registrants as calls show them.
pub mod row;
/// A registrant is told anew.
pub mod update;

use crate::facts::CallVisitor;

/// What `visitor` makes of the calls of this section.
pub(super) fn calls<V: CallVisitor>(visitor: &V) -> Vec<V::Output> {
    vec![
        visitor.visit::<list::ListRegistrants>(),
        visitor.visit::<read::ReadRegistrant>(),
        visitor.visit::<create::CreateRegistrant>(),
        visitor.visit::<update::UpdateRegistrant>(),
    ]
}
