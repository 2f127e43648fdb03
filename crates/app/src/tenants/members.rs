//! Users of a tenant: kept out, let in again, given other roles, let go.

use model::Result;
use model::account::Action;
use model::event::EventKind;
use model::tenant::{self, Belonging, Role};

use super::{FoundMember, Which, announce, find_member, find_owned, found_member, roles_in};
use crate::jobs;
use crate::realm::Context;

/// Keeps a user out of a tenant.
///
/// # Errors
/// When the caller may not, there is no such user in the tenant, or it is kept out already.
pub async fn disable_member(cx: &Context, tenant: &str, which: Which) -> Result<FoundMember> {
    change(cx, tenant, which, |member, _| {
        Ok(Belonging { state: member.state.disabled()?, ..member.clone() })
    })
    .await
}

/// Lets a user into a tenant again.
///
/// # Errors
/// When the caller may not, there is no such user in the tenant, or it is not kept out.
pub async fn enable_member(cx: &Context, tenant: &str, which: Which) -> Result<FoundMember> {
    change(cx, tenant, which, |member, _| {
        Ok(Belonging { state: member.state.enabled()?, ..member.clone() })
    })
    .await
}

/// Gives a user of a tenant roles instead of those it had.
///
/// # Errors
/// When the caller may not, there is no such user or role in the tenant, none is left, or the owner would
/// not be an administrator.
pub async fn set_roles(
    cx: &Context,
    tenant: &str,
    which: Which,
    wanted: Vec<String>,
) -> Result<FoundMember> {
    change(cx, tenant, which, move |member, roles| {
        let roles = tenant::with_roles(roles, member, &wanted)?;
        Ok(Belonging { roles, ..member.clone() })
    })
    .await
}

/// Takes roles from a user of a tenant.
///
/// # Errors
/// As [`set_roles`].
pub async fn remove_roles(
    cx: &Context,
    tenant: &str,
    which: Which,
    unwanted: Vec<String>,
) -> Result<FoundMember> {
    change(cx, tenant, which, move |member, roles| {
        let roles = tenant::without_roles(roles, member, &unwanted)?;
        Ok(Belonging { roles, ..member.clone() })
    })
    .await
}

/// Takes a user out of a tenant; one that is left without any is gone.
///
/// # Errors
/// When the caller may not, there is no such user in the tenant, or it is the owner.
pub async fn remove_member(cx: &Context, tenant: &str, which: Which) -> Result<()> {
    cx.caller.may(Action::ManageCustomers)?;
    let (inner, tenant, now) = (cx.clone(), tenant.to_owned(), cx.now());
    let removed = cx.realm.store.write(move |tx| {
        tx.lock_account(inner.account())?;
        let tenant = find_owned(tx, &inner, &tenant)?;
        let member = find_member(tx, &inner, &tenant, &which)?;
        member.belonging.check_removable()?;
        tx.remove_tenant_member(member.belonging.id, member.user.id)?;
        tx.unschedule(jobs::USER_MAIL, member.belonging.id.0)?;
        let roles = roles_in(tx, &inner.realm, &tenant)?;
        let (act, kind) = (announce::act(&inner, now), EventKind::TenantUserRemoved);
        announce::user(tx, &inner.realm, act, kind, &found_member(member, &tenant, &roles))
    });
    removed.await?;
    cx.realm.wake.notify_one();
    Ok(())
}

async fn change(
    cx: &Context,
    tenant: &str,
    which: Which,
    what: impl Fn(&Belonging, &[Role]) -> Result<Belonging> + Send + Sync + 'static,
) -> Result<FoundMember> {
    cx.caller.may(Action::ManageCustomers)?;
    let (inner, tenant, now) = (cx.clone(), tenant.to_owned(), cx.now());
    let changed = cx.realm.store.write(move |tx| {
        tx.lock_account(inner.account())?;
        let tenant = find_owned(tx, &inner, &tenant)?;
        let mut member = find_member(tx, &inner, &tenant, &which)?;
        let roles = roles_in(tx, &inner.realm, &tenant)?;
        member.belonging = what(&member.belonging, &roles)?;
        tx.set_tenant_member(&member.belonging)?;
        let found = found_member(member, &tenant, &roles);
        let (act, kind) = (announce::act(&inner, now), EventKind::TenantUserChanged);
        announce::user(tx, &inner.realm, act, kind, &found)?;
        Ok(found)
    });
    let changed = changed.await?;
    cx.realm.wake.notify_one();
    Ok(changed)
}
