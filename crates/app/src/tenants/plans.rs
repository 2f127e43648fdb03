//! Plans, and what a reseller changes about them for its own tenants.

use model::Result;
use model::account::Action;
use model::event::EventKind;
use model::tenant::{Plan, PlanChange, Role};

use super::{RolesOf, announce, plan_for, whole};
use crate::news;
use crate::realm::Context;

/// The plans of the shelf as the caller has changed them, each with all of its roles.
///
/// # Errors
/// When the caller's key opens one tenant alone.
pub async fn list(cx: &Context) -> Result<Vec<(Plan, Vec<Role>)>> {
    whole(cx)?;
    let inner = cx.clone();
    let read = cx.realm.store.read(move |tx| {
        let (realm, reseller) = (&inner.realm, inner.account());
        let mut plans = Vec::with_capacity(realm.shelf.plans().all().len());
        for plan in realm.shelf.plans().all() {
            let mut roles = plan.all_roles();
            roles.extend(tx.tenant_roles(reseller, RolesOf::Plan(plan.id))?);
            plans.push((plan_for(tx, reseller, plan)?, roles));
        }
        Ok(plans)
    });
    read.await
}

/// One plan by its name.
///
/// # Errors
/// As [`list`], or when there is none.
pub async fn read(cx: &Context, name: &str) -> Result<(Plan, Vec<Role>)> {
    whole(cx)?;
    let plan = cx.realm.shelf.plans().named(name)?.clone();
    let inner = cx.clone();
    let read = cx.realm.store.read(move |tx| {
        let reseller = inner.account();
        let mut roles = plan.all_roles();
        roles.extend(tx.tenant_roles(reseller, RolesOf::Plan(plan.id))?);
        Ok((plan_for(tx, reseller, &plan)?, roles))
    });
    read.await
}

/// Changes what a plan is for the caller's tenants from now on; those that are there stay as they are.
///
/// # Errors
/// When the caller may not, there is no such plan, or the change leads out of what it offers.
pub async fn change(cx: &Context, name: &str, change: PlanChange) -> Result<Plan> {
    whole(cx)?;
    cx.caller.may(Action::ManageCustomers)?;
    let plan = cx.realm.shelf.plans().named(name)?.clone();
    let (inner, now) = (cx.clone(), cx.now());
    let changed = cx.realm.store.write(move |tx| {
        let reseller = inner.account();
        tx.lock_account(reseller)?;
        let change = change.clone().over(tx.plan_change(reseller, plan.id)?);
        let changed = plan.changed(&change)?;
        tx.set_plan_change(reseller, plan.id, &change)?;
        news::tell(tx, announce::act(&inner, now), EventKind::PlanSet, &plan.name, "")?;
        Ok(changed)
    });
    changed.await
}
