//! Looks at tenants.

use model::Result;
use model::tenant::Plan;

use super::{Found, find, found, plan_of_tenant, whole};
use crate::realm::Context;

/// The tenants of the caller, as they were made.
///
/// # Errors
/// When the caller's key opens one tenant alone.
pub async fn list(cx: &Context) -> Result<Vec<Found>> {
    whole(cx)?;
    all(cx).await
}

async fn all(cx: &Context) -> Result<Vec<Found>> {
    let reseller = cx.account();
    let tenants = cx.realm.store.read(move |tx| tx.tenants(reseller)).await?;
    Ok(tenants.into_iter().map(|tenant| found(&cx.realm, tenant)).collect())
}

/// One tenant.
///
/// # Errors
/// When there is none in the caller's sight.
pub async fn read(cx: &Context, name: &str) -> Result<Found> {
    let (inner, name) = (cx.clone(), name.to_owned());
    let tenant = cx.realm.store.read(move |tx| find(tx, &inner, &name)).await?;
    Ok(found(&cx.realm, tenant))
}

/// A tenant with its plan, as its reseller has changed it: what may be chosen, and within which bounds.
///
/// # Errors
/// As [`read`].
pub async fn plan_of(cx: &Context, name: &str) -> Result<(Found, Plan)> {
    let (inner, name) = (cx.clone(), name.to_owned());
    let read = cx.realm.store.read(move |tx| {
        let tenant = find(tx, &inner, &name)?;
        let plan = plan_of_tenant(tx, &inner.realm, &tenant)?;
        Ok((tenant, plan))
    });
    let (tenant, plan) = read.await?;
    Ok((found(&cx.realm, tenant), plan))
}

/// The tenants below a name: all of a reseller's below its own name, and none below a tenant.
///
/// # Errors
/// When the name is neither the caller's nor that of a tenant in its sight.
pub async fn children(cx: &Context, name: &str) -> Result<Vec<Found>> {
    if cx.tenant.is_none() && name.trim().eq_ignore_ascii_case(&cx.session.login) {
        return all(cx).await;
    }
    read(cx, name).await.map(|_| Vec::new())
}
