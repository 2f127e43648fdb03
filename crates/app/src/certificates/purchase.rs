//! Buying a certificate, and paying for a further year of it.

use model::certificate::CertificateState;
use model::error::{Error, Field, Noun, Prohibition, Reason, Result};
use model::event::EventKind;
use model::privilege::{BillingPrivilege, Privilege, ServicePrivilege};
use model::product::{Cycle, ProductId, Selection};
use model::subscription::SubscriptionId;
use model::time::Timestamp;

use super::{own, subject};
use crate::news::{Act, tell};
use crate::realm::Context;
use crate::subscriptions;

/// Which product is meant.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Named {
    /// By its number.
    Number(ProductId),
    /// By its word.
    Word(String),
}

/// A certificate that is wanted.
#[derive(Debug, Clone)]
pub struct Purchase {
    /// What is bought.
    pub product: Named,
    /// For how many years.
    pub years: u8,
    /// A coupon; none applies to certificates.
    pub coupon: Option<String>,
}

/// Buys a certificate and gives its number. It is not asked for yet; what it costs, the price times the
/// years, is taken from the balance.
///
/// # Errors
/// When there is no such product, a coupon was named, the years cannot be meant, or the money does not
/// suffice; nothing has changed then.
pub async fn purchase(cx: &Context, wish: Purchase) -> Result<SubscriptionId> {
    cx.needs(Privilege::Billing(BillingPrivilege::Orders))?;
    let offered = super::products(cx)?;
    let found = offered.iter().find(|product| match &wish.product {
        Named::Number(id) => product.id == *id,
        Named::Word(word) => product.word == *word,
    });
    let product = found.ok_or(Error::NotFound(Noun::Product))?;
    if wish.coupon.as_ref().is_some_and(|coupon| !coupon.trim().is_empty()) {
        return Err(Error::invalid(Field::Coupon, Reason::UnknownWord));
    }
    let purchase = subscriptions::Purchase {
        product: product.id,
        cycle: Cycle::Year,
        periods: wish.years,
        domain: String::new(),
        selection: Selection::default(),
        password: None,
        part_of: None,
    };
    let bought = place(cx, purchase, "certificate", &product.word).await?;
    bought.done.map(|()| bought.id)
}

/// Buys a certificate that was found on the shelf; `word` is what the log calls it, `asked` everything
/// that makes a repeated call the same call.
///
/// # Errors
/// Names what stands in the way; nothing has changed then.
pub(crate) async fn place(
    cx: &Context,
    purchase: subscriptions::Purchase,
    asked: impl std::fmt::Debug,
    word: &str,
) -> Result<subscriptions::Bought> {
    let months = u16::from(purchase.cycle.months()) * u16::from(purchase.periods);
    let years = u8::try_from(months / 12).map_err(Error::internal)?;
    let word = word.to_owned();
    subscriptions::place(cx, purchase, asked, move |tx, cx, id| {
        tx.add_certificate(id, years)?;
        let act = Act { account: cx.account(), member: cx.caller.member, now: cx.now() };
        tell(tx, act, EventKind::CertificateBought, &subject(id), &word)
    })
    .await
}

/// Pays for a further year, at what a further year costs, and gives until when it is paid then.
/// `expires` is the day until which the caller saw it paid. What is issued keeps its own end; it gets
/// the new one when it is issued anew.
///
/// # Errors
/// [`Error::Stale`] for another day; else when there is no such certificate, it was called off, or the
/// money does not suffice.
pub async fn renew(cx: &Context, id: SubscriptionId, expires: &str) -> Result<Timestamp> {
    let inner = cx.clone();
    let state = cx
        .realm
        .store
        .read(move |tx| Ok(own(tx, &inner, id, ServicePrivilege::Billing)?.state(inner.now())))
        .await?;
    if state == CertificateState::Cancelled {
        return Err(Error::Prohibited(Prohibition::Cancelled));
    }
    let wish =
        subscriptions::Extension { id, periods: 1, cycle: None, from: Some(expires.to_owned()) };
    let paid = subscriptions::extend(cx, wish).await?;
    Ok(paid.due)
}
