//! What servers have besides what their plan gives: subscriptions of their own, with a term of their own,
//! which end with the server.

use std::sync::Arc;

use model::error::{Error, Field, Noun, Prohibition, Reason, Result, Supplier};
use model::event::EventKind;
use model::product::{FeatureKind, Product, ProductId, Selection};
use model::subscription::{Cancellation, Subscription, SubscriptionId, SubscriptionState};
use model::time::Timestamp;
use store::Tx;
use store::scope::Scope;
use store::subscription_search::SubscriptionFilter;

use super::instance::{self, FIRST, Instance};
use super::offer;
use crate::news::{Act, tell};
use crate::operations;
use crate::page::{MOST_ROWS, Page, Window};
use crate::realm::{Context, Realm};
use crate::subscriptions::{
    Purchase, cancel, ended, operation_subject, own, place, reschedule, subject,
};

/// What the server is to have besides.
#[derive(Debug, Clone, Default)]
pub struct WantedFeature {
    /// The word for what it is more of.
    pub kind: String,
    /// How much of it, or which one.
    pub value: String,
    /// For how many months.
    pub months: u32,
}

/// Reads the word for a kind of feature.
pub(super) fn kind(word: &str) -> Result<FeatureKind> {
    let unknown = Error::invalid(Field::Feature, Reason::UnknownWord);
    FeatureKind::from_word(word.trim()).ok_or(unknown)
}

/// The feature of a plan that is wanted, as it is bought.
pub(super) fn purchase(cx: &Context, plan: ProductId, wish: &WantedFeature) -> Result<Purchase> {
    let kind = kind(&wish.kind)?;
    let meant = |product: &&Product| {
        let rules = product.feature.as_ref().filter(|rules| rules.kind == kind);
        rules.is_some_and(|rules| rules.of.contains(&plan) && rules.value == wish.value.trim())
    };
    let product = offer::shop(cx)?.products.iter().find(meant);
    let product = product.ok_or(Error::invalid(Field::Feature, Reason::NotOffered))?;
    Ok(Purchase {
        product: product.id,
        cycle: product.period(wish.months)?.cycle,
        periods: 1,
        domain: String::new(),
        selection: Selection::default(),
        password: None,
        part_of: None,
    })
}

fn filter(cx: &Context, server: SubscriptionId) -> Result<SubscriptionFilter> {
    let features = offer::shop(cx)?.products.iter().filter(|product| product.feature.is_some());
    Ok(SubscriptionFilter {
        products: features.map(|product| product.id).collect(),
        part_of: Some(server),
        ..SubscriptionFilter::default()
    })
}

/// A page of what a server of the caller's, or of an account directly below, was given besides, by
/// number; what ended stays in it.
///
/// # Errors
/// When there is no such server in the family.
pub async fn features(
    cx: &Context,
    family: &str,
    server: SubscriptionId,
    window: Window,
) -> Result<Page<Instance>> {
    let account = instance::holder(cx, family, server).await?;
    instance::search(cx, Scope::own(account), filter(cx, server)?, window).await
}

/// Buys one more feature for a running server of the caller's, and gives it as it stands.
///
/// # Errors
/// Names what stands in the way; nothing has changed then. What the server's plan does not offer is
/// [`Field::Feature`], months that are no period of it [`Field::Period`].
pub async fn add_feature(
    cx: &Context,
    family: &str,
    server: SubscriptionId,
    wish: WantedFeature,
) -> Result<Instance> {
    let whole = instance::one(cx, family, server).await?;
    let mut purchase = purchase(cx, whole.subscription.product, &wish)?;
    purchase.part_of = Some(server);
    let asked = (server, wish);
    let bought = place(cx, purchase, asked, move |tx, cx, _| {
        let whole = own(tx, cx.account(), server)?.subscription;
        match whole.cancellation {
            Some(_) => Err(Error::Prohibited(Prohibition::Cancelled)),
            None => whole.running(),
        }
    })
    .await?;
    match bought.done {
        Ok(()) | Err(Error::OutcomeUnknown(_)) => one(cx, server, bought.id).await,
        Err(error) => Err(error),
    }
}

async fn one(cx: &Context, server: SubscriptionId, id: SubscriptionId) -> Result<Instance> {
    let filter = SubscriptionFilter { id: Some(id), ..filter(cx, server)? };
    let found = instance::search(cx, Scope::own(cx.account()), filter, FIRST).await?;
    found.rows.into_iter().next().ok_or(Error::NotFound(Noun::Feature))
}

/// Ends a feature of a server of the caller's now. What was paid is not given back.
///
/// # Errors
/// When the server has no such feature, or its end was asked for before.
pub async fn end_feature(
    cx: &Context,
    family: &str,
    server: SubscriptionId,
    feature: SubscriptionId,
) -> Result<()> {
    instance::one(cx, family, server).await?;
    one(cx, server, feature).await?;
    cancel(cx, feature, Cancellation::Now, "").await
}

/// Refuses a feature whose server came to nothing, and has one wait whose server nobody knows of yet.
pub(crate) async fn stands_on(realm: &Realm, feature: &Subscription) -> Result<()> {
    let whole = feature.part_of.ok_or_else(|| Error::internal("a feature of nothing"))?;
    let whole = realm.store.read(move |tx| tx.subscription(whole)).await?;
    match whole.map(|whole| whole.subscription.state) {
        Some(SubscriptionState::Active | SubscriptionState::Suspended) => Ok(()),
        Some(SubscriptionState::Pending) => Err(Error::OutcomeUnknown(Supplier::Servers)),
        Some(SubscriptionState::Cancelled) | None => Err(Error::Refused {
            supplier: Supplier::Servers,
            words: "there is no server to add it to".to_owned(),
        }),
    }
}

/// Carries on what was ordered along with a server, as far as that got.
pub(super) async fn carry_on(realm: &Arc<Realm>, server: SubscriptionId) -> Result<()> {
    let ordered = realm
        .store
        .read(move |tx| {
            let mut ordered = Vec::new();
            for part in tx.parts_of(server, MOST_ROWS)? {
                let subject = operation_subject(part.subscription.id);
                if part.subscription.state == SubscriptionState::Pending {
                    ordered.extend(tx.open_operation(&subject)?);
                }
            }
            Ok(ordered)
        })
        .await?;
    for operation in ordered {
        operations::carry_on(realm, operation.id).await?;
    }
    Ok(())
}

/// Ends what belongs to a server that ends. What is only ordered is refused by itself.
pub(crate) fn end_with(
    tx: &mut Tx<'_>,
    realm: &Realm,
    whole: SubscriptionId,
    now: Timestamp,
) -> Result<()> {
    for mut part in tx.parts_of(whole, MOST_ROWS)? {
        if part.subscription.state == SubscriptionState::Pending {
            continue;
        }
        ended(&mut part, now);
        tx.save_subscription(&part)?;
        reschedule(tx, realm, &part)?;
        let act = Act { account: part.subscription.account, member: None, now };
        tell(tx, act, EventKind::SubscriptionEnded, &subject(part.subscription.id), "")?;
    }
    Ok(())
}
