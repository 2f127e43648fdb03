//! Whose data a tenant may read.

use model::account::Action;
use model::error::{Field, Reason, TenantPart};
use model::event::EventKind;
use model::tenant::{Choice, Visibility};
use model::{Error, Result};

use super::{announce, find, whole};
use crate::realm::Context;

/// A tenant may read the data of this many others.
const MOST_SEEN: usize = 1_000;

/// What a tenant may read of others.
///
/// # Errors
/// When there is no such tenant in the caller's sight.
pub async fn visibility(cx: &Context, tenant: &str) -> Result<Vec<Visibility>> {
    let (inner, tenant) = (cx.clone(), tenant.to_owned());
    let read = cx.realm.store.read(move |tx| {
        let tenant = find(tx, &inner, &tenant)?;
        tx.tenant_visibility(tenant.id)
    });
    read.await
}

/// Lets a tenant read tables of another one of the same reseller. That is the reseller's to say: no
/// tenant opens another one's data to itself.
///
/// # Errors
/// When the caller may not, there is no such tenant, it is the same one twice, or there are too many.
pub async fn let_see(cx: &Context, tenant: &str, seen: &str, tables: Choice) -> Result<Visibility> {
    whole(cx)?;
    cx.caller.may(Action::ManageCustomers)?;
    let (inner, tenant, seen, now) = (cx.clone(), tenant.to_owned(), seen.to_owned(), cx.now());
    let made = cx.realm.store.write(move |tx| {
        tx.lock_account(inner.account())?;
        let (tenant, seen) = (find(tx, &inner, &tenant)?, find(tx, &inner, &seen)?);
        let refuse = |reason| Err(Error::invalid(Field::Tenant(TenantPart::Visibility), reason));
        if tenant.id == seen.id {
            return refuse(Reason::NothingChanges);
        }
        if tx.tenant_visibility(tenant.id)?.len() >= MOST_SEEN {
            return refuse(Reason::MoreThan(1_000));
        }
        let id = tx.let_tenant_see(tenant.id, seen.id, &tables)?;
        let (act, kind) = (announce::act(&inner, now), EventKind::TenantVisibilitySet);
        announce::tenant(tx, &inner.realm, act, kind, (&tenant, seen.name.as_str()))?;
        Ok(Visibility { id, seen: seen.name.as_str().to_owned(), tables: tables.clone() })
    });
    let made = made.await?;
    cx.realm.wake.notify_one();
    Ok(made)
}
