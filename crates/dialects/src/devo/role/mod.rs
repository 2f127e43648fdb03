//! Roles of a domain.

/// A new role of a domain.
pub mod create;
/// Removes a role.
pub mod delete;
/// One role of a domain.
pub mod details;
/// The roles of a domain.
pub mod list;
/// A role as calls show it.
pub mod record;
/// Changes a role; what is left out stays.
pub mod update;
/// Changes the role that the body names.
pub mod update_named;

use crate::facts::CallVisitor;

/// What `visitor` makes of the calls of this section.
pub(super) fn calls<V: CallVisitor>(visitor: &V) -> Vec<V::Output> {
    vec![
        visitor.visit::<list::ListRoles>(),
        visitor.visit::<details::ReadRole>(),
        visitor.visit::<create::CreateRole>(),
        visitor.visit::<update_named::UpdateNamedRole>(),
        visitor.visit::<update::UpdateRole>(),
        visitor.visit::<delete::DeleteRole>(),
    ]
}
