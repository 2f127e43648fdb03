//! Orders a cart: everything in it on one invoice. Nothing is had before the invoice is paid, and
//! nothing is reserved: of two who order one name, the first to pay gets it.

use model::Result;
use model::affiliate::AffiliateId;
use model::domain::DomainId;
use model::error::{Error, Field, Reason};
use model::event::EventKind;
use model::invoice::LineKind;
use model::money::Money;
use model::product::{Cycle, Product, Selection};
use model::subscription::{Subscription, SubscriptionId, SubscriptionState};
use store::Tx;
use store::invoices::{Invoice, NewOrder};
use store::subscriptions::StoredSubscription;

use super::cart::{Cart, CartItem, NameAction, NameItem};
use super::price::{self, Availabilities, PricedItem, Verdict, Wanted};
use super::wanted_name::WantedName;
use crate::billing::fulfil;
use crate::billing::overdue::Step;
use crate::billing::raise::{Draft, Item, raise};
use crate::news::{Act, tell};
use crate::operations;
use crate::realm::Context;
use crate::subscriptions;

/// What came of ordering.
#[derive(Debug, Clone)]
#[expect(clippy::large_enum_variant, reason = "there is one of them in each call")]
pub enum Placed {
    /// An order was made.
    Ordered(Ordered),
    /// Nothing was ordered: which items could not be had, counted from 0, and why.
    Rejected(Vec<(usize, Error)>),
}

/// An order.
#[derive(Debug, Clone)]
pub struct Ordered {
    /// What people call it.
    pub number: i64,
    /// What is to be paid.
    pub invoice: Invoice,
    /// What was ordered, in the order of the cart.
    pub items: Vec<OrderedItem>,
}

/// Something that was ordered.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OrderedItem {
    /// The number of the name or subscription.
    pub id: i64,
    /// What was ordered.
    pub kind: LineKind,
    /// The name it is about.
    pub name: String,
    /// The number of the product or extension.
    pub product: u32,
}

/// Orders a cart; with `lenient` what can be had of it. A repeated call under the same key orders
/// nothing more.
///
/// # Errors
/// When the caller may not order, the cart holds nothing or too much, its payment method or affiliate
/// is unknown, or the registry does not answer.
pub async fn order(cx: &Context, cart: Cart, lenient: bool) -> Result<Placed> {
    price::may_order(cx)?;
    place(cx, cart, lenient).await
}

/// Orders more years of a name.
///
/// # Errors
/// As [`order`]; a contact needs the right to renew the name, not to order.
pub async fn renew(
    cx: &Context,
    domain: DomainId,
    years: Option<u8>,
    method: Option<u32>,
) -> Result<Placed> {
    let item = NameItem {
        action: NameAction::Renew,
        name: None,
        domain: Some(domain),
        tld: None,
        years,
        auth_code: None,
        nameservers: None,
        contacts: [None; 4],
        choices: Default::default(),
    };
    let cart = Cart { items: vec![CartItem::Name(item)], method, ..Cart::default() };
    place(cx, cart, false).await
}

async fn place(cx: &Context, cart: Cart, lenient: bool) -> Result<Placed> {
    price::check_size(&cart)?;
    let fingerprint = operations::fingerprint(cx, "order", &(&cart, lenient));
    if cx.client_key.is_some() {
        // What was ordered before is told also where the registry does not answer now.
        let (inner, asked) = (cx.clone(), fingerprint.clone());
        let before = cx.realm.store.read(move |tx| repeated(tx, &inner, &asked)).await?;
        if let Some(before) = before {
            return Ok(Placed::Ordered(before));
        }
    }
    let looked = price::look(cx, &cart).await?;
    let inner = cx.clone();
    let placed = cx
        .realm
        .store
        .write(move |tx| {
            tx.lock_account(inner.account())?;
            if let Some(before) = repeated(tx, &inner, &fingerprint)? {
                return Ok(Placed::Ordered(before));
            }
            decide(tx, &inner, &cart, lenient, &looked, &fingerprint)
        })
        .await?;
    if let Placed::Ordered(ordered) = &placed {
        fulfil::at_once(&cx.realm, &ordered.invoice).await?;
    }
    Ok(placed)
}

/// The order that a repeated call made before.
fn repeated(tx: &mut Tx<'_>, cx: &Context, fingerprint: &str) -> Result<Option<Ordered>> {
    let Some(key) = &cx.client_key else { return Ok(None) };
    let Some(before) = tx.order_by_key(cx.account(), key)? else { return Ok(None) };
    if before.fingerprint.as_deref() != Some(fingerprint) {
        return Err(Error::KeyReused);
    }
    let invoice =
        tx.invoice(before.invoice)?.ok_or_else(|| Error::internal("an order without invoice"))?;
    let lines = tx.lines(invoice.id)?;
    let items = lines.into_iter().filter(|line| line.kind.is_item()).map(|line| OrderedItem {
        id: line.subject,
        kind: line.kind,
        name: line.name,
        product: line.product,
    });
    Ok(Some(Ordered { number: before.number, items: items.collect(), invoice }))
}

fn decide(
    tx: &mut Tx<'_>,
    cx: &Context,
    cart: &Cart,
    lenient: bool,
    looked: &Availabilities,
    fingerprint: &str,
) -> Result<Placed> {
    let affiliate = cart.affiliate.map(|id| affiliate(tx, cx, id)).transpose()?;
    let verdicts = price::price(tx, cx, cart, looked)?;
    let (good, bad) = sorted(verdicts);
    if good.is_empty() || !(bad.is_empty() || lenient) {
        return Ok(Placed::Rejected(bad));
    }
    let coupons: Vec<_> = good.iter().filter_map(|item| item.coupon.clone()).collect();
    let method = cart.method;
    let items =
        good.into_iter().map(|item| line(tx, cx, item, method)).collect::<Result<Vec<_>>>()?;
    let ordered: Vec<(i64, LineKind, String, u32)> = items
        .iter()
        .map(|item| (item.subject, item.kind, item.name.clone(), item.product))
        .collect();
    let due = cx.now() + cx.realm.settings.billing.order_due;
    let draft = Draft {
        account: cx.account(),
        items,
        coupon: coupons.first().map(|coupon| coupon.code.clone()).unwrap_or_default(),
        method,
        due,
        first: (due, Step::Collect),
    };
    let invoice = raise(tx, &cx.realm, draft)?;
    let used: std::collections::BTreeSet<_> = coupons.iter().map(|coupon| coupon.id).collect();
    for coupon in used {
        if !tx.use_coupon(coupon)? {
            // Somebody else used it for the last time since it was looked at.
            return Err(Error::invalid(Field::Coupon, Reason::NotApplicable));
        }
    }
    let key = cx.client_key.as_ref().map(|_| fingerprint);
    let number = placed(tx, cx, &invoice, affiliate, key)?;
    let items = ordered.into_iter().map(|(id, kind, name, product)| OrderedItem {
        id,
        kind,
        name,
        product,
    });
    Ok(Placed::Ordered(Ordered { number, invoice, items: items.collect() }))
}

fn sorted(verdicts: Vec<Verdict>) -> (Vec<PricedItem>, Vec<(usize, Error)>) {
    let (mut good, mut bad) = (Vec::new(), Vec::new());
    for (place, verdict) in verdicts.into_iter().enumerate() {
        match verdict {
            Ok(item) => good.push(item),
            Err(error) => bad.push((place, error)),
        }
    }
    (good, bad)
}

/// The affiliate that an order came through. Nobody brings itself.
fn affiliate(tx: &mut Tx<'_>, cx: &Context, id: i64) -> Result<AffiliateId> {
    let refuse = |reason| Error::invalid(Field::Affiliate, reason);
    let found = tx.affiliate(AffiliateId(id))?.ok_or(refuse(Reason::UnknownWord))?;
    if found.account == cx.account() {
        return Err(refuse(Reason::NotApplicable));
    }
    Ok(found.id)
}

/// Writes an order down, and gives the number that people call it by.
pub(crate) fn placed(
    tx: &mut Tx<'_>,
    cx: &Context,
    invoice: &Invoice,
    affiliate: Option<AffiliateId>,
    fingerprint: Option<&str>,
) -> Result<i64> {
    // Nine digits that follow from the invoice without showing how many there are: multiplying by a
    // number that shares no factor with the modulus meets each remainder once.
    let number = 100_000_000 + invoice.id.0.wrapping_mul(518_345_321).rem_euclid(899_999_963);
    let order = NewOrder {
        account: cx.account(),
        member: cx.caller.member,
        number,
        invoice: invoice.id,
        affiliate: affiliate.map(|affiliate| affiliate.0),
        client_key: cx.client_key.as_deref().filter(|_| fingerprint.is_some()),
        fingerprint,
    };
    tx.add_order(&order, cx.now())?;
    let act = Act { account: cx.account(), member: cx.caller.member, now: cx.now() };
    tell(tx, act, EventKind::OrderPlaced, &number.to_string(), &invoice.total.to_string())?;
    Ok(number)
}

/// An item as a line: what it is for gets its number here.
fn line(tx: &mut Tx<'_>, cx: &Context, item: PricedItem, method: Option<u32>) -> Result<Item> {
    let (subject, detail) = match &item.wanted {
        Wanted::Renewal { domain } => (*domain, String::new()),
        Wanted::Name { name, contacts, item } => {
            let rules = cx.realm.rules(name)?;
            (tx.reserve_domain()?.0, WantedName::keep(tx, cx, item, contacts, rules)?)
        }
        Wanted::Product { product, cycle, selection } => {
            let stored = subscription(cx, &item, (product, *cycle, selection), method)?;
            let id = tx.add_subscription(&stored)?;
            subscriptions::give_password(tx, cx, id, stored)?;
            (id.0, String::new())
        }
    };
    Ok(Item {
        kind: item.kind,
        subject,
        product: item.product,
        name: item.name,
        description: item.description,
        years: item.years,
        price: item.price,
        discount: item.discount,
        covers: None,
        detail,
    })
}

fn subscription(
    cx: &Context,
    item: &PricedItem,
    (product, cycle, selection): (&Product, Cycle, &Selection),
    method: Option<u32>,
) -> Result<StoredSubscription> {
    let now = cx.now();
    let recurring =
        item.recurring.map_or(Money::zero(item.price.currency), |recurring| recurring.price);
    let mut subscription = Subscription {
        id: SubscriptionId(0),
        account: cx.account(),
        product: product.id,
        kind: product.kind,
        cycle,
        state: SubscriptionState::Pending,
        domain: item.name.clone(),
        label: String::new(),
        username: String::new(),
        first_payment: item.price.minus(item.discount)?,
        recurring,
        created: now,
        anchor: now,
        due: now,
        invoiced: None,
        cancellation: None,
        ended: None,
        prepaid: false,
        autorenew: false,
        part_of: None,
    };
    // Until it runs: when it would be due had it begun with the order.
    subscription.go_on();
    Ok(StoredSubscription {
        subscription,
        password_sealed: Vec::new(),
        reason: String::new(),
        selection: subscriptions::written(selection)?,
        method,
        note: String::new(),
    })
}
