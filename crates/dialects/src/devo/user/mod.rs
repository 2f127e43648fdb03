//! Users, and who of them is in which domain.

/// Lets somebody who is known elsewhere into a domain.
pub mod add_external;
/// Lets somebody who signs in with a password into a domain.
pub mod add_internal;
/// One user, whatever the domain.
pub mod by_email;
/// One user by the number it has elsewhere.
pub mod by_external_id;
/// One user by number.
pub mod by_id;
/// Takes somebody out of a domain.
pub mod delete;
/// Shuts somebody out of a domain.
pub mod disable;
/// Lets somebody in again.
pub mod enable;
/// Everybody in a domain.
pub mod list_members;
/// Somebody in a domain.
pub mod member;
/// One user in a domain.
pub mod member_by_email;
/// One user in a domain, by the number it has elsewhere.
pub mod member_by_external_id;
/// One user in a domain, by number.
pub mod member_by_id;
/// A user, whatever the domain.
pub mod record;
/// Takes roles from somebody.
pub mod remove_roles;
/// Roles as callers send them.
pub mod roles_body;
/// Gives somebody one role.
pub mod set_role;
/// Gives somebody some roles.
pub mod set_roles;
/// Changes what is known of a user.
pub mod update;
/// Changes what is known of a user, by mail address.
pub mod update_by_email;
/// Changes what is known of a user, by the number it has elsewhere.
pub mod update_by_external_id;

use crate::facts::CallVisitor;

/// What `visitor` makes of the calls of this section.
pub(super) fn calls<V: CallVisitor>(visitor: &V) -> Vec<V::Output> {
    vec![
        visitor.visit::<add_internal::AddInternalUser>(),
        visitor.visit::<add_external::AddExternalUser>(),
        visitor.visit::<by_email::ReadUserByEmail>(),
        visitor.visit::<by_id::ReadUserById>(),
        visitor.visit::<by_external_id::ReadUserByExternalId>(),
        visitor.visit::<list_members::ListMembers>(),
        visitor.visit::<member_by_email::ReadMemberByEmail>(),
        visitor.visit::<member_by_id::ReadMemberById>(),
        visitor.visit::<member_by_external_id::ReadMemberByExternalId>(),
        visitor.visit::<update::UpdateUser>(),
        visitor.visit::<update_by_email::UpdateUserByEmail>(),
        visitor.visit::<update_by_external_id::UpdateUserByExternalId>(),
        visitor.visit::<disable::DisableMember>(),
        visitor.visit::<enable::EnableMember>(),
        visitor.visit::<set_role::SetRole>(),
        visitor.visit::<set_roles::SetRoles>(),
        visitor.visit::<remove_roles::RemoveRoles>(),
        visitor.visit::<delete::RemoveMember>(),
    ]
}
