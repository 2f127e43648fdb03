//! What each item of a cart costs, or why it cannot be had. Everything is looked up and judged here,
//! names in this file; nothing is changed.

use std::collections::{BTreeMap, BTreeSet};

use model::Result;
use model::affiliate::Coupon;
use model::domain::lifecycle;
use model::error::{Error, Field, Noun, PriceAction, Prohibition, Reason};
use model::invoice::LineKind;
use model::money::Money;
use model::name::DomainName;
use model::privilege::{BillingPrivilege, DomainPrivilege, Privilege};
use model::product::{Choice, Cycle, Product, Selection};
use model::time::Years;
use model::tld::{self, TldRules};
use store::Tx;

use super::cart::{Cart, CartItem, MOST_ITEMS, NameAction, NameItem};
use super::price_products;
use super::wanted_name::{WantedName, parse};
use crate::accounts::prices;
use crate::domains::choices::Chosen;
use crate::ports::registry::Taken;
use crate::realm::Context;

/// What the registry said about the names in a cart.
#[derive(Debug, Clone, Default)]
pub(super) struct Availabilities(BTreeMap<String, (Option<Taken>, bool)>);

/// What an item costs again and again.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Recurring {
    /// How often.
    pub cycle: Cycle,
    /// How much each time, net.
    pub price: Money,
}

/// An item that can be had.
#[derive(Debug, Clone)]
pub struct PricedItem {
    /// What it is for.
    pub kind: LineKind,
    /// The number of the product or extension.
    pub product: u32,
    /// The name that it is about; empty where there is none.
    pub name: String,
    /// What stands on paper.
    pub description: String,
    /// Years of a name.
    pub years: u8,
    /// What it costs now, net.
    pub price: Money,
    /// What of that is paid only once.
    pub setup: Money,
    /// What the coupon takes off.
    pub discount: Money,
    /// The coupon.
    pub coupon: Option<Coupon>,
    /// What it costs again.
    pub recurring: Option<Recurring>,
    pub(super) wanted: Wanted,
}

/// What was found out about an item on the way.
#[derive(Debug, Clone)]
pub(super) enum Wanted {
    Name { name: DomainName, contacts: Box<[Chosen; 4]>, item: Box<NameItem> },
    Renewal { domain: i64 },
    Product { product: Box<Product>, cycle: Cycle, selection: Selection },
}

/// What came of looking at an item.
pub type Verdict = Result<PricedItem>;

/// Refuses carts that hold nothing, or too much.
pub(super) fn check_size(cart: &Cart) -> Result<()> {
    if cart.items.is_empty() {
        return Err(Error::Missing(Field::Cart));
    }
    if cart.items.len() > usize::from(MOST_ITEMS) {
        return Err(Error::invalid(Field::Cart, Reason::MoreThan(MOST_ITEMS)));
    }
    Ok(())
}

/// Asks the registry about the names in a cart that nobody here holds.
pub(super) async fn look(cx: &Context, cart: &Cart) -> Result<Availabilities> {
    let names: BTreeSet<DomainName> = cart
        .items
        .iter()
        .filter_map(|item| match item {
            CartItem::Name(item) if item.action != NameAction::Renew => item.name.as_deref(),
            _ => None,
        })
        .filter_map(|name| parse(&cx.realm, name).ok())
        .collect();
    let names: Vec<DomainName> = names.into_iter().collect();
    if names.is_empty() {
        return Ok(Availabilities::default());
    }
    let found = cx.realm.registry.check(&names).await?;
    let said = found.into_iter().map(|one| (one.name.to_string(), (one.taken, one.premium)));
    Ok(Availabilities(said.collect()))
}

/// What each item of a cart costs, in its order.
pub(super) fn price(
    tx: &mut Tx<'_>,
    cx: &Context,
    cart: &Cart,
    looked: &Availabilities,
) -> Result<Vec<Verdict>> {
    let mut seen = BTreeSet::new();
    let mut verdicts = Vec::with_capacity(cart.items.len());
    for item in &cart.items {
        let verdict = match item {
            CartItem::Unreadable(error) => Err(error.clone()),
            CartItem::Name(item) => name_item(tx, cx, item, looked, &mut seen),
            CartItem::Product(item) => price_products::product_item(tx, cx, cart, item),
            CartItem::Along(main, item) => {
                price_products::along(cx, (*main, cart), item, &verdicts)
                    .and_then(|item| price_products::product_item(tx, cx, cart, &item))
            }
        };
        if let Err(error @ Error::Internal(_)) = verdict {
            return Err(error);
        }
        verdicts.push(verdict);
    }
    Ok(verdicts)
}

fn name_item(
    tx: &mut Tx<'_>,
    cx: &Context,
    item: &NameItem,
    looked: &Availabilities,
    seen: &mut BTreeSet<String>,
) -> Verdict {
    if item.action == NameAction::Renew {
        return renewal(tx, cx, item, seen);
    }
    let text = item.name.as_deref().filter(|name| !name.trim().is_empty());
    let name = parse(&cx.realm, text.ok_or(Error::Missing(Field::Domain))?)?;
    let rules = cx.realm.rules(&name)?;
    if item.tld.is_some_and(|number| number != tld::number(&rules.tld)) {
        return Err(Error::invalid(Field::Tld, Reason::NotApplicable));
    }
    if !seen.insert(name.to_string()) {
        return Err(Error::invalid(Field::Domain, Reason::Repeated));
    }
    let choices = answers(item, rules)?;
    let contacts = WantedName::check(tx, cx.account(), item, rules)?;
    let (_, premium) = looked.0.get(name.as_str()).copied().unwrap_or((None, false));
    let years = match item.action {
        NameAction::Transfer => transferable(tx, cx, item, &name, rules, looked)?,
        _ => registrable(tx, cx, item, &name, rules, looked)?,
    };
    let (action, kind) = match item.action {
        NameAction::Transfer => (PriceAction::Transfer, LineKind::Transfer),
        _ if premium => (PriceAction::Premium, LineKind::Register),
        _ => (PriceAction::Register, LineKind::Register),
    };
    let (price, recurring) = name_price(tx, cx, name.tld(), &[(action, years)], years)?;
    let verb = if kind == LineKind::Transfer { "Transfer" } else { "Register" };
    Ok(PricedItem {
        kind,
        product: tld::number(&rules.tld),
        name: name.to_string(),
        description: format!("Domain {verb} - {name} - {years} Year/s"),
        years,
        price,
        setup: Money::zero(price.currency),
        discount: Money::zero(price.currency),
        coupon: None,
        recurring: Some(recurring),
        wanted: Wanted::Name {
            name,
            contacts: Box::new(contacts),
            item: Box::new(NameItem { choices, ..item.clone() }),
        },
    })
}

/// What was filled into the form of an extension. Only registrations need it: of a name that comes
/// from somebody else the registry knows it, so that its answers are looked at no further.
fn answers(item: &NameItem, rules: &TldRules) -> Result<BTreeMap<u32, Choice>> {
    if item.action == NameAction::Register {
        return rules.filled_in(&item.choices);
    }
    let asked = |id: &u32| rules.fields.iter().any(|field| field.id == *id);
    match item.choices.keys().find(|id| !asked(id)) {
        Some(stranger) => Err(Error::invalid(Field::Choice(*stranger), Reason::NotOffered)),
        None => Ok(BTreeMap::new()),
    }
}

/// For how many years the name can be registered, if it can.
fn registrable(
    tx: &mut Tx<'_>,
    cx: &Context,
    item: &NameItem,
    name: &DomainName,
    rules: &TldRules,
    looked: &Availabilities,
) -> Result<u8> {
    let (least, most) = rules.registration_years;
    let years = item.years.unwrap_or(least.0);
    if !(least.0..=most.0).contains(&years) {
        return Err(Error::invalid(Field::Period, Reason::YearsOutOfRange(least.0, most.0)));
    }
    if let Some(stored) = tx.domain(name)? {
        let ours = stored.domain.account == cx.account();
        return Err(if ours { Error::Exists(Noun::Domain) } else { Error::Taken(Noun::Domain) });
    }
    match looked.0.get(name.as_str()) {
        Some((Some(_), _)) => Err(Error::Taken(Noun::Domain)),
        _ => Ok(years),
    }
}

/// How many years a transfer is counted as, if the name can come here.
fn transferable(
    tx: &mut Tx<'_>,
    cx: &Context,
    item: &NameItem,
    name: &DomainName,
    rules: &TldRules,
    looked: &Availabilities,
) -> Result<u8> {
    let coded = item.auth_code.as_ref().is_some_and(|code| !code.reveal().trim().is_empty());
    if rules.uses_auth_code && !coded {
        return Err(Error::Missing(Field::AuthCode));
    }
    match tx.domain(name)? {
        Some(stored) if stored.domain.account == cx.account() => {
            return Err(Error::Exists(Noun::Domain));
        }
        Some(_) => {}
        None if looked.0.get(name.as_str()).is_none_or(|(taken, _)| taken.is_none()) => {
            return Err(Error::NotFound(Noun::Domain));
        }
        None => {}
    }
    if tx.pending_transfer(name)?.is_some() {
        return Err(Error::Prohibited(Prohibition::PendingTransfer));
    }
    Ok(item.years.unwrap_or(1).clamp(1, 10))
}

fn renewal(tx: &mut Tx<'_>, cx: &Context, item: &NameItem, seen: &mut BTreeSet<String>) -> Verdict {
    let id = item.domain.ok_or(Error::Missing(Field::Domain))?;
    let stored = tx.domain_by_id(id)?.filter(|stored| stored.domain.account == cx.account());
    let domain = stored.ok_or(Error::NotFound(Noun::Domain))?.domain;
    cx.needs(Privilege::Domain(id, DomainPrivilege::Renew))?;
    if !seen.insert(domain.name.to_string()) {
        return Err(Error::invalid(Field::Domain, Reason::Repeated));
    }
    let rules = cx.realm.rules(&domain.name)?;
    let years = item.years.unwrap_or(1);
    let renewal = lifecycle::renew(&domain, Years(years), cx.now(), rules)?;
    let mut parts = vec![(PriceAction::Renew, years)];
    if renewal.restores {
        parts.push((PriceAction::Redemption, 1));
    }
    let (price, recurring) = name_price(tx, cx, domain.name.tld(), &parts, years)?;
    Ok(PricedItem {
        kind: LineKind::Renew,
        product: tld::number(domain.name.tld()),
        name: domain.name.to_string(),
        description: format!("Domain Renew - {} - {years} Year/s", domain.name),
        years,
        price,
        setup: Money::zero(price.currency),
        discount: Money::zero(price.currency),
        coupon: None,
        recurring: Some(recurring),
        wanted: Wanted::Renewal { domain: id.0 },
    })
}

/// What actions on a name cost now, and what its renewal costs again.
fn name_price(
    tx: &mut Tx<'_>,
    cx: &Context,
    tld: &str,
    parts: &[(PriceAction, u8)],
    years: u8,
) -> Result<(Money, Recurring)> {
    let (list, _) = prices::price_list(tx, &cx.realm.costs, cx.account(), tld)?;
    if list.opted_out() || list.figures.currency != cx.session.account.currency {
        return Err(Error::invalid(Field::Tld, Reason::TldOptedOut));
    }
    let mut price = Money::zero(list.figures.currency);
    for (action, years) in parts {
        price = price.plus(list.charge(*action, *years)?.price)?;
    }
    let (cycle, each) = match years {
        2 => (Cycle::TwoYears, 2),
        3 => (Cycle::ThreeYears, 3),
        _ => (Cycle::Year, 1),
    };
    let again = list.charge(PriceAction::Renew, each)?.price;
    Ok((price, Recurring { cycle, price: again }))
}

/// Whether the caller may order.
pub(super) fn may_order(cx: &Context) -> Result<()> {
    cx.needs(Privilege::Billing(BillingPrivilege::Orders))
}
