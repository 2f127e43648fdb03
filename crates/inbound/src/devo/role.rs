//! Roles of a domain.

use app::tenants::{self, RoleHolder};
use dialects::devo::nothing::Nothing;
use dialects::devo::role::create::CreateRole;
use dialects::devo::role::delete::DeleteRole;
use dialects::devo::role::details::ReadRole;
use dialects::devo::role::list::ListRoles;
use dialects::devo::role::record::RoleRecord;
use dialects::devo::role::update::UpdateRole;
use dialects::devo::role::update_named::UpdateNamedRole;
use dialects::devo::words::Words;
use model::Result;
use model::error::TenantPart;
use model::tenant::{Choice, Role, RolePatch};
use wire::Api;

use super::door::{Caller, DevoDoor};
use super::errors::Handled;
use super::shown::{self, choice};

pub fn routes(api: Api<DevoDoor>) -> Api<DevoDoor> {
    api.on::<ListRoles, _>(list)
        .on::<ReadRole, _>(read)
        .on::<CreateRole, _>(create)
        .on::<UpdateNamedRole, _>(update_named)
        .on::<UpdateRole, _>(update)
        .on::<DeleteRole, _>(delete)
}

async fn list(caller: Caller, call: ListRoles) -> Handled<Vec<RoleRecord>> {
    let roles = tenants::list_roles(caller.cx()?, RoleHolder::Tenant(call.domain)).await?;
    Ok(shown::roles(roles))
}

async fn read(caller: Caller, call: ReadRole) -> Handled<RoleRecord> {
    let (cx, holder) = (caller.cx()?, RoleHolder::Tenant(call.domain.clone()));
    let mut role = shown::role(tenants::role(cx, holder, &call.role_name).await?);
    if call.full.is_some_and(|full| full.0) {
        let (_, plan) = tenants::plan_of(cx, &call.domain).await?;
        role.resources = Some(shown::named(plan.resources));
    }
    Ok(role)
}

async fn create(caller: Caller, call: CreateRole) -> Handled<RoleRecord> {
    let new = written(&call.name, call.description, [call.policies, call.applications])?;
    let holder = RoleHolder::Tenant(call.domain);
    Ok(shown::role(tenants::create_role(caller.cx()?, holder, new).await?))
}

async fn update_named(caller: Caller, call: UpdateNamedRole) -> Handled<RoleRecord> {
    let patch = patch(None, call.description, [call.policies, call.applications])?;
    let holder = RoleHolder::Tenant(call.domain);
    Ok(shown::role(tenants::update_role(caller.cx()?, holder, &call.name, patch).await?))
}

async fn update(caller: Caller, call: UpdateRole) -> Handled<RoleRecord> {
    let patch = patch(call.name, call.description, [call.policies, call.applications])?;
    let holder = RoleHolder::Tenant(call.domain);
    Ok(shown::role(tenants::update_role(caller.cx()?, holder, &call.role_name, patch).await?))
}

async fn delete(caller: Caller, call: DeleteRole) -> Handled<Nothing> {
    let holder = RoleHolder::Tenant(call.domain);
    tenants::delete_role(caller.cx()?, holder, &call.role_name).await?;
    Ok(Nothing {})
}

/// A new role; what it lists nothing for it does not allow.
pub(super) fn written(
    name: &str,
    description: Option<String>,
    [policies, applications]: [Option<Words>; 2],
) -> Result<Role> {
    let policies = choice(policies, TenantPart::Policies)?.unwrap_or(Choice::NOTHING);
    let applications = choice(applications, TenantPart::Applications)?.unwrap_or(Choice::NOTHING);
    Role::custom(name, &description.unwrap_or_default(), [policies, applications])
}

/// What is to change about a role; what is left out stays.
pub(super) fn patch(
    name: Option<String>,
    description: Option<String>,
    [policies, applications]: [Option<Words>; 2],
) -> Result<RolePatch> {
    Ok(RolePatch {
        name,
        description,
        policies: choice(policies, TenantPart::Policies)?,
        applications: choice(applications, TenantPart::Applications)?,
    })
}
