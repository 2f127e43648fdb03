//! Pays for more of what was bought of a family.

use model::error::{Error, Field, Noun, Prohibition, Reason, Result};
use model::product::{Cycle, Product};
use model::subscription::{Subscription, SubscriptionId, SubscriptionState};
use store::Tx;
use store::operations::Operation;

use super::features::kind;
use super::instance::{self, Instance};
use crate::page::MOST_ROWS;
use crate::realm::Context;
use crate::subscriptions::{Extension, lifecycle, own, prepaid, work};

/// What is wanted more of.
#[derive(Debug, Clone, Default)]
pub struct Renewal {
    /// For how many months; as many as its periods have where nothing is said, and after a trial as the
    /// plan's first period that can be had again.
    pub months: Option<u32>,
    /// What the server has besides and is to have longer too.
    pub features: Vec<FeatureRenewal>,
}

/// A feature that is to be had longer.
#[derive(Debug, Clone, Default)]
pub struct FeatureRenewal {
    /// The word for what it is more of; all of the kind are meant.
    pub kind: String,
    /// For how many months.
    pub months: u32,
}

/// Pays for a further period at once, and gives what was bought as it stands then. A period need not be
/// as long as the last one. What had stopped because nobody renewed it runs again.
///
/// # Errors
/// [`Prohibition::NotRenewable`] for a period that cannot be had again; else names what stands in the
/// way. Nothing has changed then.
pub async fn renew(
    cx: &Context,
    family: &str,
    id: SubscriptionId,
    wish: Renewal,
) -> Result<Instance> {
    instance::one(cx, family, id).await?;
    let inner = cx.clone();
    let resumes = cx.realm.store.write(move |tx| decide(tx, &inner, id, &wish)).await?;
    for operation in resumes {
        // Its job sees to it where the supplier does not.
        lifecycle::forgiving(work::carry_out(&cx.realm, operation).await)?;
    }
    instance::one(cx, family, id).await
}

/// Takes the money for all of it, and moves each end. Gives the steps that make what had stopped run.
fn decide(
    tx: &mut Tx<'_>,
    cx: &Context,
    id: SubscriptionId,
    wish: &Renewal,
) -> Result<Vec<Operation>> {
    tx.lock_account(cx.account())?;
    let whole = own(tx, cx.account(), id)?.subscription;
    let product = product(cx, &whole)?;
    let mut resumes = Vec::new();
    resumes.extend(prepaid::extended(tx, cx, &extension(product, &whole, wish.months)?)?);
    // The key of the call is that of the whole.
    let cx = Context { client_key: None, ..cx.clone() };
    for wanted in &wish.features {
        for part in meant(tx, &cx, id, wanted)? {
            let wish = extension(self::product(&cx, &part)?, &part, Some(wanted.months))?;
            resumes.extend(prepaid::extended(tx, &cx, &wish)?);
        }
    }
    Ok(resumes)
}

fn product<'a>(cx: &'a Context, subscription: &Subscription) -> Result<&'a Product> {
    cx.realm.shelf.product(subscription.product).ok_or(Error::NotFound(Noun::Product))
}

/// The features of a server that are to be had longer.
fn meant(
    tx: &mut Tx<'_>,
    cx: &Context,
    server: SubscriptionId,
    wanted: &FeatureRenewal,
) -> Result<Vec<Subscription>> {
    let kind = kind(&wanted.kind)?;
    let of_kind = |part: &Subscription| {
        let product = cx.realm.shelf.product(part.product);
        let rules = product.and_then(|product| product.feature.as_ref());
        part.state != SubscriptionState::Pending
            && part.cancellation.is_none()
            && rules.is_some_and(|rules| rules.kind == kind)
    };
    let parts = tx.parts_of(server, MOST_ROWS)?.into_iter().map(|part| part.subscription);
    let meant: Vec<_> = parts.filter(of_kind).collect();
    match meant.is_empty() {
        true => Err(Error::invalid(Field::Feature, Reason::NotApplicable)),
        false => Ok(meant),
    }
}

fn extension(
    product: &Product,
    subscription: &Subscription,
    months: Option<u32>,
) -> Result<Extension> {
    let cycle = Some(cycle(product, subscription.cycle, months)?);
    Ok(Extension { id: subscription.id, periods: 1, cycle, from: None })
}

/// How long the further period is.
fn cycle(product: &Product, current: Cycle, months: Option<u32>) -> Result<Cycle> {
    let never = Error::Prohibited(Prohibition::NotRenewable);
    let first = product.first_renewable().ok_or(never.clone())?;
    let term = match months {
        Some(months) => product.period(months)?,
        None => match product.cycle_price(current) {
            Some(term) if term.trial => first,
            Some(term) => term,
            // What is not sold any more goes on as it was bought.
            None => return Ok(current),
        },
    };
    if term.renewable { Ok(term.cycle) } else { Err(never) }
}
