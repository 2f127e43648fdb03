//! Users come into a tenant: the first as its owner, later ones beside it.

use model::account::Action;
use model::error::{Field, Noun, Reason, TenantPart};
use model::event::EventKind;
use model::tenant::{self, MembershipState, NewUser, Tenant, User};
use model::time::Timestamp;
use model::{Error, Result};
use store::Tx;
use store::tenants::NewMembership;

use super::{FoundMember, announce, find_or_own, found_member, plan_of_tenant, roles_in};
use crate::jobs;
use crate::keys::Purpose;
use crate::realm::Context;

/// Hex digits of what a user is known by for good.
const HANDLE: usize = 32;

/// How a user comes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Way {
    /// By a link in a mail, which has to be used first.
    ByMail,
    /// At once; the caller knows the mail address.
    AtOnce,
    /// From somebody else's platform, which knows the user.
    External,
}

/// A user who is to come into a tenant.
#[derive(Debug, Clone)]
pub struct AddUser {
    /// The tenant; may be left out by a caller whose key opens one alone.
    pub tenant: Option<String>,
    /// Who.
    pub user: NewUser,
    /// The names of its roles; `OWNER` for the first one.
    pub roles: Vec<String>,
    /// Whether the tenant becomes its own, whatever its roles are called.
    pub owner: bool,
    /// How it comes.
    pub way: Way,
}

/// Brings a user into a tenant. Whoever is known under the mail address already comes as it is.
///
/// # Errors
/// When the caller may not, what is said of the user cannot be meant or is somebody else's, it is in the
/// tenant already, there is no such tenant or role, the first one is not to be the owner, or a later
/// one is.
pub async fn add_user(cx: &Context, wish: AddUser) -> Result<FoundMember> {
    cx.caller.may(Action::ManageCustomers)?;
    let user = wish.user.clone().checked()?;
    if wish.way == Way::External && user.external.is_none() {
        return Err(Error::Missing(Field::Tenant(TenantPart::ExternalId)));
    }
    if wish.roles.iter().all(|role| role.trim().is_empty()) && !wish.owner {
        return Err(Error::Missing(Field::Tenant(TenantPart::Role)));
    }
    let (inner, now) = (cx.clone(), cx.now());
    let added = cx.realm.store.write(move |tx| {
        tx.lock_account(inner.account())?;
        let tenant = find_or_own(tx, &inner, wish.tenant.as_deref())?;
        admitted(tx, &inner, &tenant, &wish, (&user, now))
    });
    let added = added.await?;
    cx.realm.wake.notify_one();
    Ok(added)
}

fn admitted(
    tx: &mut Tx<'_>,
    cx: &Context,
    tenant: &Tenant,
    wish: &AddUser,
    (new, now): (&NewUser, Timestamp),
) -> Result<FoundMember> {
    let known = tx.tenant_user_by_email(tenant.reseller, &new.email)?;
    if let Some(known) = &known
        && tx.tenant_member(tenant.id, known.id)?.is_some()
    {
        return Err(Error::Exists(Noun::User));
    }
    let roles = roles_in(tx, &cx.realm, tenant)?;
    let has_owner = tx.tenant_owner(tenant.id)?.is_some();
    let asks = (wish.owner, wish.way == Way::External);
    let (ids, owner) = tenant::admitted(&roles, &wish.roles, asks, has_owner)?;
    let most = plan_of_tenant(tx, &cx.realm, tenant)?.users;
    if tx.count_tenant_members(tenant.id)? >= i64::from(most) {
        return Err(Error::invalid(Field::Tenant(TenantPart::Email), Reason::MoreThan(most)));
    }
    let user = match known {
        Some(known) => known_elsewhere_too(tx, known, new)?,
        None => written_down(tx, cx, new, now)?,
    };
    let state = match wish.way {
        Way::ByMail => MembershipState::Pending,
        Way::AtOnce | Way::External => MembershipState::Active,
    };
    let new = NewMembership { tenant: tenant.id, user: user.id, owner, state, roles: &ids };
    let id = tx.add_tenant_member(&new, now)?;
    if state == MembershipState::Pending {
        tx.schedule(jobs::USER_MAIL, id.0, now, "")?;
    }
    let member = tx.tenant_membership(id)?.ok_or(Error::NotFound(Noun::User))?;
    let added = found_member(member, tenant, &roles);
    let (act, kind) = (announce::act(cx, now), EventKind::TenantUserAdded);
    announce::user(tx, &cx.realm, act, kind, &added)?;
    Ok(added)
}

/// Somebody who is known already; what another platform knows it by is added where nothing was said.
fn known_elsewhere_too(tx: &mut Tx<'_>, mut known: User, new: &NewUser) -> Result<User> {
    match (&known.external, &new.external) {
        (_, None) => {}
        (Some(before), Some(now)) if before == now => {}
        (Some(_), Some(_)) => {
            let part = Field::Tenant(TenantPart::ExternalId);
            return Err(Error::invalid(part, Reason::Contradicts));
        }
        (None, Some(external)) => {
            external_is_free(tx, &known, external)?;
            known.external = Some(external.clone());
            tx.set_tenant_user(&known)?;
        }
    }
    Ok(known)
}

fn external_is_free(tx: &mut Tx<'_>, user: &User, external: &str) -> Result<()> {
    match tx.tenant_user_by_external(user.reseller, external)? {
        Some(_) => Err(Error::Taken(Noun::User)),
        None => Ok(()),
    }
}

fn written_down(tx: &mut Tx<'_>, cx: &Context, new: &NewUser, now: Timestamp) -> Result<User> {
    let reseller = cx.account();
    let name = if new.name.is_empty() { new.email.clone() } else { new.name.clone() };
    let external = new.external.as_deref();
    if let Some(external) = external
        && tx.tenant_user_by_external(reseller, external)?.is_some()
    {
        return Err(Error::Taken(Noun::User));
    }
    let row = store::tenants::NewUser { reseller, email: &new.email, name: &name, external };
    let id = tx.add_tenant_user(&row, now)?;
    let (number, at) = (id.0.to_be_bytes(), now.unix().to_be_bytes());
    let parts: [&[u8]; 4] = [b"tenant-user", &number, new.email.as_bytes(), &at];
    let handle = cx.realm.keys.hex(Purpose::Handle, &parts, HANDLE);
    tx.set_tenant_user_handle(id, &handle)?;
    tx.tenant_user_by_handle(reseller, &handle)?.ok_or(Error::NotFound(Noun::User))
}
