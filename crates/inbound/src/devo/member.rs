//! Users of one domain.

use app::tenants::{self, Which};
use dialects::devo::nothing::Nothing;
use dialects::devo::user::delete::RemoveMember;
use dialects::devo::user::disable::DisableMember;
use dialects::devo::user::enable::EnableMember;
use dialects::devo::user::list_members::ListMembers;
use dialects::devo::user::member::Member;
use dialects::devo::user::member_by_email::ReadMemberByEmail;
use dialects::devo::user::member_by_external_id::ReadMemberByExternalId;
use dialects::devo::user::member_by_id::ReadMemberById;
use dialects::devo::user::remove_roles::RemoveRoles;
use dialects::devo::user::set_role::SetRole;
use dialects::devo::user::set_roles::SetRoles;
use wire::Api;

use super::door::{Caller, DevoDoor};
use super::errors::Handled;
use super::shown;

pub fn routes(api: Api<DevoDoor>) -> Api<DevoDoor> {
    api.on::<ListMembers, _>(list)
        .on::<ReadMemberByEmail, _>(by_email)
        .on::<ReadMemberById, _>(by_id)
        .on::<ReadMemberByExternalId, _>(by_external_id)
        .on::<DisableMember, _>(disable)
        .on::<EnableMember, _>(enable)
        .on::<SetRole, _>(set_role)
        .on::<SetRoles, _>(set_roles)
        .on::<RemoveRoles, _>(remove_roles)
        .on::<RemoveMember, _>(remove)
}

async fn list(caller: Caller, call: ListMembers) -> Handled<Vec<Member>> {
    let found = tenants::members(caller.cx()?, &call.domain).await?;
    Ok(found.into_iter().map(shown::member).collect())
}

async fn by_email(caller: Caller, call: ReadMemberByEmail) -> Handled<Member> {
    read(caller, &call.domain, Which::Email(call.user_email)).await
}

async fn by_id(caller: Caller, call: ReadMemberById) -> Handled<Member> {
    read(caller, &call.domain, Which::Handle(call.id)).await
}

async fn by_external_id(caller: Caller, call: ReadMemberByExternalId) -> Handled<Member> {
    read(caller, &call.domain, Which::External(call.id)).await
}

async fn read(caller: Caller, domain: &str, which: Which) -> Handled<Member> {
    Ok(shown::member(tenants::member(caller.cx()?, domain, which).await?))
}

async fn disable(caller: Caller, call: DisableMember) -> Handled<Member> {
    let which = Which::Email(call.user_email);
    Ok(shown::member(tenants::disable_member(caller.cx()?, &call.domain, which).await?))
}

async fn enable(caller: Caller, call: EnableMember) -> Handled<Member> {
    let which = Which::Email(call.user_email);
    Ok(shown::member(tenants::enable_member(caller.cx()?, &call.domain, which).await?))
}

async fn set_role(caller: Caller, call: SetRole) -> Handled<Member> {
    give(caller, &call.domain, Which::Email(call.user_email), vec![call.role_name]).await
}

async fn set_roles(caller: Caller, call: SetRoles) -> Handled<Member> {
    give(caller, &call.domain, Which::Email(call.user_email), call.roles.0).await
}

async fn give(caller: Caller, domain: &str, which: Which, roles: Vec<String>) -> Handled<Member> {
    Ok(shown::member(tenants::set_roles(caller.cx()?, domain, which, roles).await?))
}

async fn remove_roles(caller: Caller, call: RemoveRoles) -> Handled<Member> {
    let (which, roles) = (Which::Email(call.user_email), call.roles.0);
    Ok(shown::member(tenants::remove_roles(caller.cx()?, &call.domain, which, roles).await?))
}

async fn remove(caller: Caller, call: RemoveMember) -> Handled<Nothing> {
    tenants::remove_member(caller.cx()?, &call.domain, Which::Email(call.user_email)).await?;
    Ok(Nothing {})
}
