//! Tenants: what a reseller gives its own customers, each with a plan, users and roles.
//!
//! A caller whose key opens one tenant alone sees and changes that one, as long as it is switched on;
//! what is the reseller's (the list, new tenants, plans) is not for it. A tenant of another reseller is
//! as unknown as one that is not there. Whoever looks at a tenant's users finds that it has an owner.

/// What the bearer of a key may read and do.
mod access;
/// Users come into a tenant.
mod admit;
/// What is told of tenants: the log, and the operator's webhooks.
mod announce;
/// The link in the mail to a new user.
mod confirm;
/// Makes a tenant.
mod create;
/// Keys that open one tenant alone.
mod keys;
/// Users of a tenant: kept out, let in again, given other roles, let go.
mod members;
/// Another plan, another retention.
mod plan;
/// What a reseller changes about plans.
mod plans;
/// Looks at tenants.
mod read;
/// Removes a tenant.
mod remove;
/// Roles of a tenant and of a plan.
mod roles;
/// Switches a tenant off and on.
mod switch;
/// Users, whichever tenants they are in.
mod users;
/// Whose data a tenant may read.
mod visibility;

pub use access::{Access, access};
pub use admit::{AddUser, Way, add_user};
pub use confirm::{Invitation, accept, invitation};
pub use create::{CreateTenant, create};
pub use keys::{create_key, key, keys};
pub use members::{disable_member, enable_member, remove_member, remove_roles, set_roles};
pub use plan::{change_plan, change_retention};
pub use plans::{change as change_plan_of_tenants, list as plans, read as read_plan};
pub use read::{children, list, plan_of, read};
pub use remove::remove;
pub use roles::{RoleHolder, create_role, delete_role, list_roles, role, update_role};
pub use switch::{disable, enable};
pub use users::{member, members, update_user, user};
pub use visibility::{let_see, visibility};

pub(crate) use confirm::mail_link;

use model::account::{AccountId, Standing};
use model::error::{Credential, Field, Noun, Prohibition, Restriction, TenantPart};
use model::tenant::{self, Plan, Role, Tenant, User};
use model::{Error, Result};
use store::Tx;
pub use store::tenants::{Member, RolesOf};

use crate::realm::{Context, Realm};

/// A tenant, and what its plan is called.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Found {
    /// The tenant.
    pub tenant: Tenant,
    /// The name of its plan.
    pub plan: String,
}

/// A user in a tenant, with its roles.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FoundMember {
    /// The user, and what binds it to the tenant.
    pub member: Member,
    /// The whole name of the tenant.
    pub tenant: String,
    /// What its roles are called.
    pub roles: Vec<String>,
}

/// How a caller names a user.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Which {
    /// By mail address.
    Email(String),
    /// By what it is known by for good.
    Handle(String),
    /// By what somebody else's platform knows it by.
    External(String),
}

/// Refuses a caller whose key opens one tenant alone.
fn whole(cx: &Context) -> Result<()> {
    match cx.tenant {
        Some(_) => Err(Error::Unauthenticated(Credential::WrongKind)),
        None => Ok(()),
    }
}

/// A tenant in the caller's sight.
fn find(tx: &mut Tx<'_>, cx: &Context, name: &str) -> Result<Tenant> {
    let found = tx.tenant_named(cx.account(), &tenant::key(name))?;
    let found = found.filter(|found| found.name.is_meant_by(name));
    let found = found.ok_or(Error::NotFound(Noun::Tenant))?;
    match cx.tenant {
        Some(own) if own != found.id => Err(Error::NotFound(Noun::Tenant)),
        Some(_) if found.standing != Standing::Active => {
            Err(Error::Forbidden(Restriction::AccountSuspended))
        }
        Some(_) | None => Ok(found),
    }
}

/// The same; a caller whose key opens one tenant alone need not name it.
fn find_or_own(tx: &mut Tx<'_>, cx: &Context, name: Option<&str>) -> Result<Tenant> {
    match (name.map(str::trim).filter(|name| !name.is_empty()), cx.tenant) {
        (Some(name), _) => find(tx, cx, name),
        (None, Some(own)) => {
            let own = tx.tenant(own)?.ok_or(Error::NotFound(Noun::Tenant))?;
            find(tx, cx, own.name.as_str())
        }
        (None, None) => Err(Error::Missing(Field::Tenant(TenantPart::Name))),
    }
}

/// The same, which can be used: it has an owner.
fn find_owned(tx: &mut Tx<'_>, cx: &Context, name: &str) -> Result<Tenant> {
    let found = find(tx, cx, name)?;
    match tx.tenant_owner(found.id)? {
        Some(_) => Ok(found),
        None => Err(Error::Prohibited(Prohibition::NoOwner)),
    }
}

/// A user of the reseller; for a caller whose key opens one tenant alone, one of that tenant.
fn find_user(tx: &mut Tx<'_>, cx: &Context, which: &Which) -> Result<User> {
    let reseller = cx.account();
    let found = match which {
        Which::Email(email) => tx.tenant_user_by_email(reseller, email)?,
        Which::Handle(handle) => tx.tenant_user_by_handle(reseller, handle)?,
        Which::External(external) => tx.tenant_user_by_external(reseller, external)?,
    };
    let unknown = Error::NotFound(Noun::User);
    let found = found.ok_or(unknown.clone())?;
    match cx.tenant {
        Some(own) if tx.tenant_member(own, found.id)?.is_none() => Err(unknown),
        Some(_) | None => Ok(found),
    }
}

/// A user in a tenant.
fn find_member(tx: &mut Tx<'_>, cx: &Context, tenant: &Tenant, which: &Which) -> Result<Member> {
    let user = find_user(tx, cx, which)?;
    tx.tenant_member(tenant.id, user.id)?.ok_or(Error::NotFound(Noun::User))
}

/// A tenant's plan as its reseller has changed it. What was changed before the shelf did may not fit any
/// more: then the shelf's word counts.
fn plan_for(tx: &mut Tx<'_>, reseller: AccountId, plan: &Plan) -> Result<Plan> {
    let change = tx.plan_change(reseller, plan.id)?;
    Ok(plan.changed(&change).unwrap_or_else(|_| {
        tracing::warn!(plan = plan.name, "what a reseller changed about a plan does not fit it");
        plan.clone()
    }))
}

fn plan_of_tenant(tx: &mut Tx<'_>, realm: &Realm, tenant: &Tenant) -> Result<Plan> {
    let plan = realm.shelf.plans().get(tenant.plan)?;
    plan_for(tx, tenant.reseller, plan)
}

/// The roles there are in a tenant: those that every tenant has, its own, and those of its plan. Its own
/// stands before one of the plan that is called alike.
fn roles_in(tx: &mut Tx<'_>, realm: &Realm, tenant: &Tenant) -> Result<Vec<Role>> {
    let plan = realm.shelf.plans().get(tenant.plan)?;
    let mut roles = Role::usual().to_vec();
    let own = tx.tenant_roles(tenant.reseller, RolesOf::Tenant(tenant.id))?;
    let added = tx.tenant_roles(tenant.reseller, RolesOf::Plan(tenant.plan))?;
    for role in own.into_iter().chain(plan.roles.iter().cloned()).chain(added) {
        if roles.iter().all(|known| known.key() != role.key()) {
            roles.push(role);
        }
    }
    Ok(roles)
}

/// What a tenant's plan is called.
fn plan_name(realm: &Realm, tenant: &Tenant) -> String {
    let plan = realm.shelf.plans().get(tenant.plan);
    plan.map_or_else(|_| tenant.plan.0.to_string(), |plan| plan.name.clone())
}

fn found(realm: &Realm, tenant: Tenant) -> Found {
    Found { plan: plan_name(realm, &tenant), tenant }
}

fn found_member(member: Member, tenant: &Tenant, roles: &[Role]) -> FoundMember {
    let named = member.belonging.roles_among(roles);
    let roles = named.into_iter().map(|role| role.name.clone()).collect();
    FoundMember { member, tenant: tenant.name.as_str().to_owned(), roles }
}
