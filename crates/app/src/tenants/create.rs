//! Makes a tenant.

use model::account::{Account, AccountId, Action, Billing, Kind, Standing};
use model::error::{Field, Noun, Reason, TenantPart};
use model::event::EventKind;
use model::tenant::{Quantity, Tenant, TenantName};
use model::{Error, Result};
use store::tenants::MOST_TENANTS;

use super::{Found, announce, found, plan_for, whole};
use crate::realm::Context;

/// A tenant that is to be.
#[derive(Debug, Clone)]
pub struct CreateTenant {
    /// Its name, with or without the tail of its reseller.
    pub name: String,
    /// The name of its plan.
    pub plan: String,
    /// Months for which data are kept; as is usual for the plan when left out.
    pub retention: Option<Quantity>,
    /// Gigabytes a day; as is usual for the plan when left out.
    pub volume: Option<Quantity>,
}

/// Makes a tenant of the caller's. It is switched on, and of no use until it has an owner.
///
/// # Errors
/// When the caller may not, the name cannot be meant or was given out before, there is no such plan, or
/// retention or volume lie outside of it.
pub async fn create(cx: &Context, wish: CreateTenant) -> Result<Found> {
    whole(cx)?;
    cx.caller.may(Action::ManageCustomers)?;
    let name = TenantName::of(&wish.name, &cx.session.login)?;
    if wish.plan.trim().is_empty() {
        return Err(Error::Missing(Field::Tenant(TenantPart::Plan)));
    }
    let plan = cx.realm.shelf.plans().named(&wish.plan)?.clone();
    let (inner, now) = (cx.clone(), cx.now());
    let made = cx.realm.store.write(move |tx| {
        let reseller = inner.account();
        tx.lock_account(reseller)?;
        if tx.tenant_name_used(reseller, &name.key())? {
            return Err(Error::Taken(Noun::Tenant));
        }
        if tx.count_tenants(reseller)? >= MOST_TENANTS {
            return Err(Error::invalid(Field::Tenant(TenantPart::Name), Reason::MoreThan(10_000)));
        }
        let plan = plan_for(tx, reseller, &plan)?;
        let mut tenant = Tenant {
            id: AccountId(0),
            reseller,
            name: name.clone(),
            plan: plan.id,
            retention: plan.retention.fit(wish.retention, TenantPart::Retention)?,
            volume: plan.volume.fit(wish.volume, TenantPart::Volume)?,
            standing: Standing::Active,
            created: now,
        };
        tenant.id = tx.add_account(&Account {
            id: AccountId(0),
            parent: Some(reseller),
            kind: Kind::Customer,
            standing: tenant.standing,
            currency: inner.session.account.currency,
            billing: Billing::FromAbove,
            low_balance_minor: 0,
            agreement: false,
            opened: now,
        })?;
        tx.add_tenant(&tenant)?;
        let (act, kind) = (announce::act(&inner, now), EventKind::TenantCreated);
        announce::tenant(tx, &inner.realm, act, kind, (&tenant, &plan.name))?;
        Ok(tenant)
    });
    let made = made.await?;
    cx.realm.wake.notify_one();
    Ok(found(&cx.realm, made))
}
