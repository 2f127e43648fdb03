//! Another plan, another retention.

use model::Error;
use model::Result;
use model::account::Action;
use model::error::{Field, TenantPart};
use model::event::EventKind;
use model::tenant::{Plan, Quantity, Tenant};
use store::Tx;

use super::{Found, announce, find, found, plan_for, plan_of_tenant, whole};
use crate::realm::Context;

/// Moves a tenant to another plan. Retention and volume stay as far as the other plan has them; whoever
/// has a role that the other plan does not have loses it.
///
/// # Errors
/// When the caller may not, or there is no such tenant or plan.
pub async fn change_plan(cx: &Context, name: &str, plan: &str) -> Result<Found> {
    whole(cx)?;
    if plan.trim().is_empty() {
        return Err(Error::Missing(Field::Tenant(TenantPart::Plan)));
    }
    let plan = cx.realm.shelf.plans().named(plan)?.clone();
    let changed = change(cx, name, move |tx, _, tenant| {
        let plan = plan_for(tx, tenant.reseller, &plan)?;
        tenant.plan = plan.id;
        tenant.retention = plan.retention.nearest(tenant.retention);
        tenant.volume = plan.volume.nearest(tenant.volume);
        Ok(plan)
    });
    changed.await.map(|(found, _)| found)
}

/// Changes for how many months a tenant's data are kept.
///
/// # Errors
/// When the caller may not, there is no such tenant, or its plan does not have that.
pub async fn change_retention(cx: &Context, name: &str, months: Quantity) -> Result<(Found, Plan)> {
    change(cx, name, move |tx, cx, tenant| {
        let plan = plan_of_tenant(tx, &cx.realm, tenant)?;
        tenant.retention = plan.retention.fit(Some(months), TenantPart::Retention)?;
        Ok(plan)
    })
    .await
}

async fn change(
    cx: &Context,
    name: &str,
    what: impl Fn(&mut Tx<'_>, &Context, &mut Tenant) -> Result<Plan> + Send + Sync + 'static,
) -> Result<(Found, Plan)> {
    cx.caller.may(Action::ManageCustomers)?;
    let (inner, name, now) = (cx.clone(), name.to_owned(), cx.now());
    let changed = cx.realm.store.write(move |tx| {
        tx.lock_account(inner.account())?;
        let mut tenant = find(tx, &inner, &name)?;
        let plan = what(tx, &inner, &mut tenant)?;
        tx.set_tenant_plan(&tenant)?;
        let (act, kind) = (announce::act(&inner, now), EventKind::TenantChanged);
        announce::tenant(tx, &inner.realm, act, kind, (&tenant, &plan.name))?;
        Ok((tenant, plan))
    });
    let (tenant, plan) = changed.await?;
    cx.realm.wake.notify_one();
    Ok((found(&cx.realm, tenant), plan))
}
