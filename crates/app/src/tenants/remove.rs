//! Removes a tenant.

use model::Result;
use model::account::{Action, Standing};
use model::event::EventKind;

use super::{announce, find, whole};
use crate::accounts::signing_keys;
use crate::realm::Context;

/// Removes a tenant for good: its users lose it, those without another tenant are gone, and its keys,
/// which are those of an audience, open nothing any more. Its name is never given out again.
///
/// # Errors
/// When the caller may not, or there is no such tenant.
pub async fn remove(cx: &Context, audience: &'static str, name: &str) -> Result<()> {
    whole(cx)?;
    cx.caller.may(Action::ManageCustomers)?;
    let (inner, name, now) = (cx.clone(), name.to_owned(), cx.now());
    let removed = cx.realm.store.write(move |tx| {
        let reseller = inner.account();
        tx.lock_account(reseller)?;
        let mut tenant = find(tx, &inner, &name)?;
        tenant.standing = Standing::Closed;
        signing_keys::end_all(tx, audience, reseller, Some(tenant.id), now)?;
        tx.remove_tenant(&tenant, now)?;
        tx.set_account_standing(tenant.id, tenant.standing)?;
        let (act, kind) = (announce::act(&inner, now), EventKind::TenantRemoved);
        announce::tenant(tx, &inner.realm, act, kind, (&tenant, ""))
    });
    removed.await?;
    cx.realm.wake.notify_one();
    Ok(())
}
