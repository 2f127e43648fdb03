//! Roles of a tenant, and roles that a reseller gives all of its tenants on a plan. What every tenant
//! has and what stands on the shelf stays as it is.

use model::account::Action;
use model::error::{Field, Noun, Reason, TenantPart};
use model::event::EventKind;
use model::tenant::{Role, RoleId, RolePatch, named};
use model::{Error, Result};
use store::Tx;

use super::{RolesOf, announce, find, roles_in, whole};
use crate::news;
use crate::realm::Context;

/// A tenant or a plan has this many roles at most.
const MOST_ROLES: usize = 1_000;

/// Whose roles a call is about.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum RoleHolder {
    /// Those of a tenant, by its name.
    Tenant(String),
    /// Those of a plan, by its name.
    Plan(String),
}

/// The roles, with whose they are and what that is called.
struct Held {
    of: RolesOf,
    name: String,
    roles: Vec<Role>,
}

fn held(tx: &mut Tx<'_>, cx: &Context, holder: &RoleHolder) -> Result<Held> {
    match holder {
        RoleHolder::Tenant(name) => {
            let tenant = find(tx, cx, name)?;
            let roles = roles_in(tx, &cx.realm, &tenant)?;
            let name = tenant.name.as_str().to_owned();
            Ok(Held { of: RolesOf::Tenant(tenant.id), name, roles })
        }
        RoleHolder::Plan(name) => {
            whole(cx)?;
            let plan = cx.realm.shelf.plans().named(name)?;
            let of = RolesOf::Plan(plan.id);
            let mut roles = plan.all_roles();
            roles.extend(tx.tenant_roles(cx.account(), of)?);
            Ok(Held { of, name: plan.name.clone(), roles })
        }
    }
}

/// The roles of a tenant or of a plan.
///
/// # Errors
/// When there is no such tenant or plan in the caller's sight.
pub async fn list_roles(cx: &Context, holder: RoleHolder) -> Result<Vec<Role>> {
    let inner = cx.clone();
    cx.realm.store.read(move |tx| held(tx, &inner, &holder)).await.map(|held| held.roles)
}

/// One role by its name.
///
/// # Errors
/// As [`list_roles`], or when there is no such role.
pub async fn role(cx: &Context, holder: RoleHolder, name: &str) -> Result<Role> {
    let roles = list_roles(cx, holder).await?;
    named(&roles, name).cloned()
}

/// Writes a role for a tenant or a plan.
///
/// # Errors
/// When the caller may not, there is no such tenant or plan, there is a role of that name, or there are
/// too many.
pub async fn create_role(cx: &Context, holder: RoleHolder, new: Role) -> Result<Role> {
    change(cx, holder, move |tx, cx, held| {
        if named(&held.roles, &new.name).is_ok() {
            return Err(Error::Exists(Noun::Role));
        }
        if held.roles.len() >= MOST_ROLES {
            return Err(Error::invalid(Field::Tenant(TenantPart::Role), Reason::MoreThan(1_000)));
        }
        let id = tx.add_tenant_role(cx.account(), held.of, &new)?;
        Ok(Role { id, ..new.clone() })
    })
    .await
}

/// Changes a role that somebody wrote.
///
/// # Errors
/// When the caller may not, there is no such tenant, plan or role, it is not one that somebody wrote, or
/// its new name is another's.
pub async fn update_role(
    cx: &Context,
    holder: RoleHolder,
    name: &str,
    patch: RolePatch,
) -> Result<Role> {
    let name = name.to_owned();
    change(cx, holder, move |tx, _, held| {
        let before = own(tx, held, &name)?;
        let role = before.clone().patched(&patch)?;
        if named(&held.roles, &role.name).is_ok_and(|other| other.id != role.id) {
            return Err(Error::Exists(Noun::Role));
        }
        tx.set_tenant_role(&role)?;
        Ok(role)
    })
    .await
}

/// Removes a role that somebody wrote. Whoever had no other is left without privileges.
///
/// # Errors
/// When the caller may not, there is no such tenant, plan or role, or it is not one that somebody wrote.
pub async fn delete_role(cx: &Context, holder: RoleHolder, name: &str) -> Result<()> {
    let (name, now) = (name.to_owned(), cx.now());
    let removed = change(cx, holder, move |tx, _, held| {
        let role = own(tx, held, &name)?;
        role.check_custom()?;
        tx.remove_tenant_role(role.id, now)?;
        Ok(role)
    });
    removed.await.map(drop)
}

/// A role of the holder itself: a tenant does not change what its reseller wrote for the plan.
fn own(tx: &mut Tx<'_>, held: &Held, name: &str) -> Result<Role> {
    let role = named(&held.roles, name)?.clone();
    role.check_custom()?;
    if tx.holds_tenant_role(held.of, role.id)? {
        return Ok(role);
    }
    Err(Error::Prohibited(model::error::Prohibition::DefaultRole))
}

async fn change(
    cx: &Context,
    holder: RoleHolder,
    what: impl Fn(&mut Tx<'_>, &Context, &Held) -> Result<Role> + Send + Sync + 'static,
) -> Result<Role> {
    cx.caller.may(Action::ManageCustomers)?;
    let (inner, now) = (cx.clone(), cx.now());
    let changed = cx.realm.store.write(move |tx| {
        tx.lock_account(inner.account())?;
        let held = held(tx, &inner, &holder)?;
        let role = what(tx, &inner, &held)?;
        let kind = match held.of {
            RolesOf::Tenant(_) => EventKind::TenantRoleSet,
            RolesOf::Plan(_) => EventKind::PlanSet,
        };
        debug_assert!(role.id.0 > RoleId::FIRST_CUSTOM, "only what somebody wrote is changed");
        news::tell(tx, announce::act(&inner, now), kind, &held.name, &role.name)?;
        Ok(role)
    });
    changed.await
}
