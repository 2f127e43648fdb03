//! Reading subscriptions.

use model::Result;
use model::error::{Error, Noun};
use model::privilege::{Privilege, ServicePrivilege};
use model::product::{Category, Product, ProductKind};
use model::secret::Secret;
use model::subscription::{Subscription, SubscriptionId, SubscriptionState};
use model::time::Timestamp;

use super::own;
use crate::keys::Purpose;
use crate::page::MOST_ROWS;
use crate::realm::{Context, Realm};

/// A subscription in a list.
#[derive(Debug, Clone)]
pub struct Listed {
    /// Its facts.
    pub subscription: Subscription,
    /// What it is called.
    pub product: String,
    /// Where its product stands.
    pub category: Category,
}

/// The subscriptions that the caller may see, oldest first.
///
/// # Errors
/// When the database fails.
pub async fn list(cx: &Context) -> Result<Vec<Listed>> {
    let inner = cx.clone();
    cx.realm
        .store
        .read(move |tx| {
            let visible =
                tx.subscriptions(inner.account(), MOST_ROWS)?.into_iter().filter(|stored| {
                    let id = stored.subscription.id;
                    inner.holds(Privilege::Service(id, ServicePrivilege::Basic))
                });
            visible.map(|stored| listed(&inner.realm, stored.subscription)).collect()
        })
        .await
}

fn listed(realm: &Realm, subscription: Subscription) -> Result<Listed> {
    let product = product(realm, &subscription)?;
    let category = realm.shop(subscription.recurring.currency)?.category(product.category)?.clone();
    Ok(Listed { product: product.name.clone(), category, subscription })
}

pub(super) fn product<'a>(realm: &'a Realm, subscription: &Subscription) -> Result<&'a Product> {
    realm.shelf.product(subscription.product).ok_or(Error::NotFound(Noun::Product))
}

/// A subscription with what signs in to it.
#[derive(Debug)]
pub struct Details {
    /// Its facts.
    pub subscription: Subscription,
    /// What it is called.
    pub product: String,
    /// When its next cycle is billed.
    pub next_invoice: Timestamp,
    /// The password at whoever runs it; none before it runs, where there is none, or where the caller
    /// may not see it.
    pub password: Option<Secret<String>>,
}

/// One subscription.
///
/// # Errors
/// When there is none, or the caller may not look.
pub async fn details(cx: &Context, id: SubscriptionId) -> Result<Details> {
    let inner = cx.clone();
    let stored = cx
        .realm
        .store
        .read(move |tx| {
            let stored = own(tx, inner.account(), id)?;
            inner.needs(Privilege::Service(id, ServicePrivilege::Basic))?;
            Ok(stored)
        })
        .await?;
    let signs_in = cx.holds(Privilege::Service(id, ServicePrivilege::LoginDetails));
    let mut subscription = stored.subscription;
    let sealed = Some(&stored.password_sealed)
        .filter(|sealed| !sealed.is_empty() && !subscription.username.is_empty() && signs_in);
    let password = sealed
        .map(|sealed| cx.realm.keys.open_text(Purpose::SubscriptionPassword, sealed))
        .transpose()?;
    if !signs_in {
        subscription.username.clear();
    }
    let ahead = cx.realm.settings.billing.subscription_ahead;
    Ok(Details {
        product: product(&cx.realm, &subscription)?.name.clone(),
        next_invoice: subscription.next_invoice(ahead),
        subscription,
        password,
    })
}

/// What a subscription can do.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Method {
    /// Tell what it can be changed to.
    UpgradeOptions,
    /// Be changed.
    Upgrade,
    /// Tell its label.
    Label,
    /// Get another label.
    SetLabel,
    /// End.
    Cancel,
    /// Hold zones.
    Zones,
}

/// What a subscription can do.
///
/// # Errors
/// When there is none, or the caller may not look.
pub async fn methods(cx: &Context, id: SubscriptionId) -> Result<Vec<Method>> {
    let details = details(cx, id).await?;
    let mut methods = vec![
        Method::Upgrade,
        Method::UpgradeOptions,
        Method::SetLabel,
        Method::Label,
        Method::Cancel,
    ];
    if details.subscription.kind == ProductKind::Dns {
        methods.push(Method::Zones);
    }
    Ok(methods)
}

/// The running subscriptions that can hold zones and whose zones the caller may see.
///
/// # Errors
/// When the database fails.
pub async fn dns_services(cx: &Context) -> Result<Vec<SubscriptionId>> {
    let listed = list(cx).await?;
    let holds = |subscription: &Subscription| {
        subscription.kind == ProductKind::Dns && subscription.state == SubscriptionState::Active
    };
    Ok(listed
        .into_iter()
        .map(|listed| listed.subscription)
        .filter(holds)
        .map(|subscription| subscription.id)
        .collect())
}
