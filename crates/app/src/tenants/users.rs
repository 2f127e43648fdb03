//! Users, whichever tenants they are in.

use model::account::Action;
use model::error::{Noun, Restriction};
use model::event::EventKind;
use model::tenant::{MembershipState, User, UserPatch};
use model::{Error, Result};

use super::{
    FoundMember, Which, announce, find_member, find_owned, find_user, found_member, roles_in,
};
use crate::jobs;
use crate::page::MOST_ROWS;
use crate::realm::Context;

/// A user.
///
/// # Errors
/// When there is none in the caller's sight.
pub async fn user(cx: &Context, which: Which) -> Result<User> {
    let inner = cx.clone();
    cx.realm.store.read(move |tx| find_user(tx, &inner, &which)).await
}

/// The users of a tenant, as they came.
///
/// # Errors
/// When there is no such tenant, or it has no owner.
pub async fn members(cx: &Context, tenant: &str) -> Result<Vec<FoundMember>> {
    let (inner, tenant) = (cx.clone(), tenant.to_owned());
    let found = cx.realm.store.read(move |tx| {
        let tenant = find_owned(tx, &inner, &tenant)?;
        let roles = roles_in(tx, &inner.realm, &tenant)?;
        let members = tx.tenant_members(tenant.id, MOST_ROWS)?;
        Ok(members.into_iter().map(|member| found_member(member, &tenant, &roles)).collect())
    });
    found.await
}

/// A user of a tenant.
///
/// # Errors
/// When there is no such tenant, it has no owner, or the user is not in it.
pub async fn member(cx: &Context, tenant: &str, which: Which) -> Result<FoundMember> {
    let (inner, tenant) = (cx.clone(), tenant.to_owned());
    let found = cx.realm.store.read(move |tx| {
        let tenant = find_owned(tx, &inner, &tenant)?;
        let member = find_member(tx, &inner, &tenant, &which)?;
        let roles = roles_in(tx, &inner.realm, &tenant)?;
        Ok(found_member(member, &tenant, &roles))
    });
    found.await
}

/// Changes who a user is, in all its tenants. Whoever waits for a link under another mail address than
/// before gets another one.
///
/// # Errors
/// When the caller may not, there is no such user, the mail address is somebody else's, something cannot
/// be meant, or the caller's key opens only one of the user's tenants.
pub async fn update_user(cx: &Context, which: Which, patch: UserPatch) -> Result<User> {
    cx.caller.may(Action::ManageCustomers)?;
    let (inner, now) = (cx.clone(), cx.now());
    let changed = cx.realm.store.write(move |tx| {
        tx.lock_account(inner.account())?;
        let before = find_user(tx, &inner, &which)?;
        let user = before.clone().patched(&patch)?;
        let memberships = tx.tenant_memberships(user.id, MOST_ROWS)?;
        let own = |tenant| memberships.iter().all(|one| one.belonging.tenant == tenant);
        if inner.tenant.is_some_and(|tenant| !own(tenant)) {
            return Err(Error::Forbidden(Restriction::ParentOnly));
        }
        let holder = tx.tenant_user_by_email(user.reseller, &user.email)?;
        if holder.is_some_and(|holder| holder.id != user.id) {
            return Err(Error::Taken(Noun::User));
        }
        tx.set_tenant_user(&user)?;
        for mut member in memberships {
            let belonging = &member.belonging;
            if belonging.state == MembershipState::Pending && user.email != before.email {
                tx.schedule(jobs::USER_MAIL, belonging.id.0, now, "")?;
            }
            member.user = user.clone();
            let Some(tenant) = tx.tenant(member.belonging.tenant)? else { continue };
            let roles = roles_in(tx, &inner.realm, &tenant)?;
            let found = found_member(member, &tenant, &roles);
            let (act, kind) = (announce::act(&inner, now), EventKind::TenantUserChanged);
            announce::user(tx, &inner.realm, act, kind, &found)?;
        }
        Ok(user)
    });
    let changed = changed.await?;
    cx.realm.wake.notify_one();
    Ok(changed)
}
