//! Changing what a subscription is: other options, another product, another cycle. The dearer part of
//! the cycle that runs is billed; what is cheaper takes effect without giving anything back.

use std::collections::BTreeMap;

use model::Result;
use model::error::{Error, Field, Prohibition, Reason};
use model::invoice::{Bill, BillItem, LineId, LineKind};
use model::money::Money;
use model::privilege::{Privilege, ServicePrivilege};
use model::product::{Choice, Cycle, FieldKind, FormField, Product, ProductId, Selection};
use model::subscription::{Subscription, SubscriptionId};
use store::Tx;
use store::invoices::Invoice;
use store::subscriptions::StoredSubscription;

use super::work::{self, Step, Target};
use super::{begin, own, read};
use crate::billing::fulfil;
use crate::billing::overdue;
use crate::billing::raise::{Draft, Item, raise};
use crate::operations;
use crate::realm::{Context, Realm};
use crate::shop;

/// What a subscription can be changed to.
#[derive(Debug, Clone)]
pub struct Options {
    /// How often it is billed now.
    pub cycle: Cycle,
    /// Fields that can be chosen anew.
    pub fields: Vec<FormField>,
    /// What is chosen now.
    pub selection: Selection,
    /// Products that it can be changed to.
    pub products: Vec<Product>,
}

/// What a subscription can be changed to.
///
/// # Errors
/// When there is none, or the caller may not look.
pub async fn options(cx: &Context, id: SubscriptionId) -> Result<Options> {
    let inner = cx.clone();
    let stored = cx
        .realm
        .store
        .read(move |tx| {
            let stored = own(tx, inner.account(), id)?;
            inner.needs(Privilege::Service(id, ServicePrivilege::Upgrade))?;
            Ok(stored)
        })
        .await?;
    let product = read::product(&cx.realm, &stored.subscription)?;
    let upgradable = product.fields.iter().filter(|field| field.upgradable).cloned();
    let products =
        product.upgrades.iter().filter_map(|id| cx.realm.shelf.product(*id)).cloned().collect();
    Ok(Options {
        cycle: stored.subscription.cycle,
        fields: upgradable.collect(),
        selection: begin::selection_of(&stored.selection)?,
        products,
    })
}

/// A wish for something else.
#[derive(Debug, Clone, Default)]
pub struct Upgrade {
    /// What is chosen anew, by the number of the field.
    pub choices: BTreeMap<u32, Choice>,
    /// Another product.
    pub product: Option<ProductId>,
    /// Another cycle.
    pub cycle: Option<Cycle>,
}

/// What a change costs.
#[derive(Debug, Clone)]
pub struct Estimate {
    /// What each field that is chosen anew costs each cycle, by its number.
    pub fields: BTreeMap<u32, Money>,
    /// What is billed now, net.
    pub charge: Money,
    /// What the invoice comes to: that with the payment method's fee and tax.
    pub total: Money,
    /// What each cycle costs afterwards, net.
    pub recurring: Money,
    /// The cycle afterwards.
    pub cycle: Cycle,
}

/// What came of a wish.
#[derive(Debug, Clone)]
pub struct Upgraded {
    /// What it costs.
    pub estimate: Estimate,
    /// The order, where one was made: its number and invoice.
    pub order: Option<(i64, Invoice)>,
}

/// Says what a change would cost and, with `send`, orders it. It takes effect when its invoice is
/// paid; one that costs nothing takes effect at once. A repeated call under the same key orders
/// nothing more.
///
/// # Errors
/// When there is no such subscription, it does not run, the wish names what is not offered or changes
/// nothing, or the key of a repeated call was used for another call.
pub async fn upgrade(
    cx: &Context,
    id: SubscriptionId,
    wish: Upgrade,
    send: bool,
) -> Result<Upgraded> {
    let inner = cx.clone();
    if !send {
        let look = move |tx: &mut Tx<'_>| {
            let stored = found(tx, &inner, id)?;
            plan(&inner.realm, &stored, &wish, inner.now()).map(|plan| plan.estimate)
        };
        let estimate = cx.realm.store.read(look).await?;
        return Ok(Upgraded { estimate, order: None });
    }
    let upgraded = cx
        .realm
        .store
        .write(move |tx| {
            tx.lock_account(inner.account())?;
            let fingerprint = operations::fingerprint(&inner, "upgrade", &(id, &wish));
            if let Some(before) = repeated(tx, &inner, id, &wish, &fingerprint)? {
                return Ok(before);
            }
            let stored = found(tx, &inner, id)?;
            begin::unoccupied(tx, id)?;
            let plan = plan(&inner.realm, &stored, &wish, inner.now())?;
            order(tx, &inner, &stored, plan, &fingerprint)
        })
        .await?;
    if let Some((_, invoice)) = &upgraded.order {
        fulfil::at_once(&cx.realm, invoice).await?;
    }
    Ok(upgraded)
}

/// The order that a repeated call made before.
fn repeated(
    tx: &mut Tx<'_>,
    cx: &Context,
    id: SubscriptionId,
    wish: &Upgrade,
    fingerprint: &str,
) -> Result<Option<Upgraded>> {
    let Some(key) = &cx.client_key else { return Ok(None) };
    let Some(order) = tx.order_by_key(cx.account(), key)? else { return Ok(None) };
    if order.fingerprint.as_deref() != Some(fingerprint) {
        return Err(Error::KeyReused);
    }
    cx.needs(Privilege::Service(id, ServicePrivilege::Upgrade))?;
    let broken = || Error::internal("an upgrade without its line");
    let invoice = tx.invoice(order.invoice)?.ok_or_else(broken)?;
    let lines = tx.lines(invoice.id)?;
    let line = lines.iter().find(|line| line.kind == LineKind::Upgrade).ok_or_else(broken)?;
    let target: Target = serde_json::from_str(&line.detail).map_err(Error::internal)?;
    let cycle = Cycle::from_word(&target.cycle).ok_or_else(broken)?;
    let product = read_product(&cx.realm, ProductId(target.product))?;
    let estimate = Estimate {
        fields: fields(product, &wish.choices, cycle)?,
        charge: line.amount,
        total: invoice.total,
        recurring: Money::new(target.recurring_minor, line.amount.currency),
        cycle,
    };
    Ok(Some(Upgraded { estimate, order: Some((order.number, invoice)) }))
}

fn found(tx: &mut Tx<'_>, cx: &Context, id: SubscriptionId) -> Result<StoredSubscription> {
    let stored = own(tx, cx.account(), id)?;
    cx.needs(Privilege::Service(id, ServicePrivilege::Upgrade))?;
    stored.subscription.running()?;
    match stored.subscription.cancellation {
        Some(_) => Err(Error::Prohibited(Prohibition::Cancelled)),
        None => Ok(stored),
    }
}

/// A change that is possible.
struct Plan {
    estimate: Estimate,
    target: Target,
    name: String,
}

fn plan(
    realm: &Realm,
    stored: &StoredSubscription,
    wish: &Upgrade,
    now: model::time::Timestamp,
) -> Result<Plan> {
    let subscription = &stored.subscription;
    let before = read::product(realm, subscription)?;
    let product = match wish.product {
        Some(id) if id == before.id => before,
        Some(id) if before.upgrades.contains(&id) => read_product(realm, id)?,
        Some(_) => return Err(Error::invalid(Field::Product, Reason::NotOffered)),
        None => before,
    };
    let cycle = product.cycle(Some(wish.cycle.unwrap_or(subscription.cycle)))?;
    let chosen = begin::selection_of(&stored.selection)?;
    let selection = product.upgraded(&chosen, &wish.choices, cycle)?;
    let same = product.id == before.id && cycle == subscription.cycle && selection == chosen;
    if same {
        return Err(Error::invalid(Field::Product, Reason::NothingChanges));
    }
    let recurring = product.price(&selection, cycle)?.recurring;
    let charge = difference(product, subscription, (&chosen, &selection), cycle, now)?;
    let fields = fields(product, &wish.choices, cycle)?;
    let target = Target {
        product: product.id.0,
        cycle: cycle.word().to_owned(),
        selection: begin::written(&selection)?,
        recurring_minor: recurring.minor,
        from: as_it_is(stored),
    };
    let total = total(realm, stored, charge)?;
    let estimate = Estimate { fields, charge, total, recurring, cycle };
    Ok(Plan { estimate, target, name: product.name.clone() })
}

/// What a change is reckoned from.
fn as_it_is(stored: &StoredSubscription) -> (u32, String, String) {
    let Subscription { product, cycle, .. } = &stored.subscription;
    (product.0, cycle.word().to_owned(), stored.selection.clone())
}

/// What an invoice over a charge comes to.
fn total(realm: &Realm, stored: &StoredSubscription, charge: Money) -> Result<Money> {
    let shop = realm.shop(charge.currency)?;
    let method = stored.method.map(|id| shop.method(id)).transpose()?;
    let item = BillItem { price: charge, discount: Money::zero(charge.currency) };
    Bill::of(vec![item], method, shop.tax.as_ref(), charge.currency).map(|bill| bill.total)
}

fn read_product(realm: &Realm, id: ProductId) -> Result<&Product> {
    realm.shelf.product(id).ok_or(Error::invalid(Field::Product, Reason::NotOffered))
}

/// What a change costs now: the dearer rest of the cycle that runs, and what setting up costs that was
/// not chosen before.
fn difference(
    product: &Product,
    subscription: &Subscription,
    (before, after): (&Selection, &Selection),
    cycle: Cycle,
    now: model::time::Timestamp,
) -> Result<Money> {
    // Prices of one cycle are compared; another cycle begins where the running one ends.
    let comparable = product.prices.iter().any(|price| price.cycle == subscription.cycle);
    let rest = if comparable {
        let running = product.price(after, subscription.cycle).map(|price| price.recurring)?;
        subscription.difference(running, now)?
    } else {
        Money::zero(subscription.recurring.currency)
    };
    let set_up_before = match product.id == subscription.product {
        true => product.price(before, cycle)?.setup,
        false => Money::zero(rest.currency),
    };
    let more = product.price(after, cycle)?.setup.minus(set_up_before)?;
    if more.minor > 0 { rest.plus(more) } else { Ok(rest) }
}

fn fields(
    product: &Product,
    choices: &BTreeMap<u32, Choice>,
    cycle: Cycle,
) -> Result<BTreeMap<u32, Money>> {
    let mut fields = BTreeMap::new();
    let bare = product.price(&Selection::default(), cycle)?.recurring;
    for field in product.fields.iter().filter(|field| choices.contains_key(&field.id)) {
        if matches!(field.kind, FieldKind::Input(_)) {
            continue;
        }
        let one = choices.get(&field.id).map(|choice| (field.id, choice.clone()));
        let only = Selection { choices: one.into_iter().collect(), ..Selection::default() };
        fields.insert(field.id, product.price(&only, cycle)?.recurring.minus(bare)?);
    }
    Ok(fields)
}

fn order(
    tx: &mut Tx<'_>,
    cx: &Context,
    stored: &StoredSubscription,
    plan: Plan,
    fingerprint: &str,
) -> Result<Upgraded> {
    let subscription = &stored.subscription;
    let (now, terms) = (cx.now(), cx.realm.settings.billing);
    let due = now + terms.order_due;
    let item = Item {
        kind: LineKind::Upgrade,
        subject: subscription.id.0,
        product: plan.target.product,
        name: subscription.domain.clone(),
        description: format!("Upgrade to {} - {}", plan.name, subscription.domain),
        years: 0,
        price: plan.estimate.charge,
        discount: Money::zero(plan.estimate.charge.currency),
        covers: None,
        detail: serde_json::to_string(&plan.target).map_err(Error::internal)?,
    };
    let draft = Draft {
        account: cx.account(),
        items: vec![item],
        coupon: String::new(),
        method: stored.method,
        due,
        first: (due, overdue::Step::Collect),
    };
    let invoice = raise(tx, &cx.realm, draft)?;
    let key = cx.client_key.as_ref().map(|_| fingerprint);
    let number = shop::placed(tx, cx, &invoice, None, key)?;
    Ok(Upgraded { estimate: plan.estimate, order: Some((number, invoice)) })
}

/// Carries an upgrade out that was paid.
pub(crate) async fn carry_out_upgrade(
    cx: &Context,
    id: SubscriptionId,
    line: LineId,
) -> Result<()> {
    let inner = cx.clone();
    let begun = cx
        .realm
        .store
        .write(move |tx| {
            tx.lock_account(inner.account())?;
            let stored = own(tx, inner.account(), id)?;
            stored.subscription.running()?;
            let line = tx.line(line)?;
            let target: Target = serde_json::from_str(&line.detail).map_err(Error::internal)?;
            if target.from != as_it_is(&stored) {
                // Another upgrade that was paid too came before, and this one would undo it.
                return Err(Error::Stale { field: Field::Product });
            }
            work::begin(tx, &inner, id, Step::Change(target))
        })
        .await?;
    work::carry_out(&cx.realm, begun).await
}
