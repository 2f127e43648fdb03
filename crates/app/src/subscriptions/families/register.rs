//! Buys of a family.

use std::collections::BTreeMap;

use model::error::{Error, Field, Reason, Result};
use model::product::{Cycle, Product, ProductId, ProductKind, Selection};
use model::subscription::SubscriptionId;
use model::zone;
use store::Tx;

use super::certificate::{self, WantedCertificate};
use super::instance::{self, Instance, alone_of_its_kind};
use super::server::{self, WantedServer};
use super::{features, offer, privacy, selection};
use crate::realm::Context;
use crate::subscriptions::{Bought, Purchase, begin, place};
use crate::zones;

/// What is wanted of a family.
#[derive(Debug, Clone, Default)]
pub struct Wanted {
    /// What the family is called.
    pub family: String,
    /// The number of the plan.
    pub plan: u32,
    /// For how many months.
    pub months: u32,
    /// The name it is for.
    pub domain: Option<String>,
    /// What is filled in, by what each field is called; others are passed over.
    pub choices: BTreeMap<String, String>,
    /// What the server is to be like, where it is one.
    pub server: Option<WantedServer>,
    /// What is certified, where it is a certificate.
    pub certificate: Option<WantedCertificate>,
}

/// A wish that was read.
pub(super) struct Order {
    pub plan: ProductId,
    pub kind: ProductKind,
    pub cycle: Cycle,
    pub domain: String,
    pub selection: Selection,
}

/// Buys something and gives it as it stands: running, or pending where nobody has told yet whether it
/// could be made. It is paid at once, by whoever pays for the account.
///
/// # Errors
/// Names what stands in the way; nothing has changed then. A plan of another family is
/// [`Field::Product`], months that are no period of the plan [`Field::Period`].
pub async fn register(cx: &Context, wish: Wanted) -> Result<Instance> {
    cx.needs_more_than_privileges()?;
    let order = read(cx, &wish)?;
    let kind = order.kind;
    let bought = match kind {
        ProductKind::Server => server::buy(cx, order, wish.server.unwrap_or_default()).await?,
        ProductKind::Certificate => {
            certificate::buy(cx, order, wish.certificate.unwrap_or_default()).await?
        }
        _ => buy(cx, order).await?,
    };
    if kind == ProductKind::Server {
        features::carry_on(&cx.realm, bought.id).await?;
    }
    match bought.done {
        Ok(()) | Err(Error::OutcomeUnknown(_)) => instance::one(cx, &wish.family, bought.id).await,
        Err(error) => Err(error),
    }
}

/// Reads a wish: the plan is one of the family, and everything that it asks is there.
fn read(cx: &Context, wish: &Wanted) -> Result<Order> {
    let product = offer::plan_of(cx, &wish.family, ProductId(wish.plan))?;
    let cycle = product.period(wish.months)?.cycle;
    let domain = domain(product, wish.domain.as_deref())?;
    let places = offer::places(cx, &wish.family)?;
    let selection = selection::selected(product, &places, &wish.choices)?;
    let selection = product.checked(&selection, cycle)?;
    Ok(Order { plan: product.id, kind: product.kind, cycle, domain, selection })
}

/// The name that something is for, in lower case.
fn domain(product: &Product, given: Option<&str>) -> Result<String> {
    match given.map(str::trim).filter(|given| !given.is_empty()) {
        Some(given) => Ok(zone::apex(given)?.as_str().to_owned()),
        None if product.needs_domain => Err(Error::Missing(Field::Domain)),
        None => Ok(String::new()),
    }
}

async fn buy(cx: &Context, order: Order) -> Result<Bought> {
    let Order { kind, domain, .. } = &order;
    let (kind, domain) = (*kind, domain.clone());
    let asked = (order.cycle, domain.clone(), order.selection.clone());
    place(cx, order.purchase(), asked, move |tx, cx, id| also(tx, cx, id, kind, &domain)).await
}

impl Order {
    /// What is bought, for one period.
    pub fn purchase(self) -> Purchase {
        Purchase {
            product: self.plan,
            cycle: self.cycle,
            periods: 1,
            domain: self.domain,
            selection: self.selection,
            password: None,
            part_of: None,
        }
    }
}

/// What is written down of something besides, in the transaction that orders it.
fn also(
    tx: &mut Tx<'_>,
    cx: &Context,
    id: SubscriptionId,
    kind: ProductKind,
    domain: &str,
) -> Result<()> {
    match kind {
        ProductKind::Hosting => {
            let stored = tx.subscription(id)?;
            let stored = stored.ok_or_else(|| Error::internal("an order of no subscription"))?;
            begin::give_password(tx, cx, id, stored)
        }
        ProductKind::Dns if !domain.is_empty() => {
            alone_of_its_kind(tx, cx, kind, domain)?;
            zones::hosted::host(tx, cx, id, domain)
        }
        ProductKind::Privacy => {
            alone_of_its_kind(tx, cx, kind, domain)?;
            privacy::allowed(tx, cx, domain)
        }
        ProductKind::Feature => Err(Error::invalid(Field::Product, Reason::NotOffered)),
        ProductKind::Dns | ProductKind::Certificate | ProductKind::Server => Ok(()),
    }
}
