//! Switches a tenant off and on.

use model::account::{Action, Standing};
use model::event::EventKind;
use model::{Result, tenant};

use super::{Found, announce, find, found, whole};
use crate::realm::Context;

/// Switches a tenant off.
///
/// # Errors
/// When the caller may not, there is no such tenant, or it is off already.
pub async fn disable(cx: &Context, name: &str) -> Result<Found> {
    switch(cx, name, tenant::disabled).await
}

/// Switches a tenant on again.
///
/// # Errors
/// When the caller may not, there is no such tenant, it is on already, or waits for something.
pub async fn enable(cx: &Context, name: &str) -> Result<Found> {
    switch(cx, name, tenant::enabled).await
}

async fn switch(cx: &Context, name: &str, to: fn(Standing) -> Result<Standing>) -> Result<Found> {
    whole(cx)?;
    cx.caller.may(Action::ManageCustomers)?;
    let (inner, name, now) = (cx.clone(), name.to_owned(), cx.now());
    let switched = cx.realm.store.write(move |tx| {
        tx.lock_account(inner.account())?;
        let mut tenant = find(tx, &inner, &name)?;
        tenant.standing = to(tenant.standing)?;
        tx.set_account_standing(tenant.id, tenant.standing)?;
        let (act, kind) = (announce::act(&inner, now), EventKind::TenantChanged);
        announce::tenant(tx, &inner.realm, act, kind, (&tenant, tenant.standing.word()))?;
        Ok(tenant)
    });
    let switched = switched.await?;
    cx.realm.wake.notify_one();
    Ok(found(&cx.realm, switched))
}
