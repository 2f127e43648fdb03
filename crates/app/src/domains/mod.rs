//! Registrations: one file per verb.

/// Auth codes, shown and mailed.
pub mod auth_code;
/// Renewal by itself, switched.
pub mod autorenew;
/// A name by its number.
mod by_id;
/// Several things about a name changed at once.
pub mod change;
/// Whether names can be registered.
pub mod check;
/// What callers leave open about contacts and nameservers.
pub mod choices;
/// Contacts of a name.
pub mod contacts;
/// Deletion by request.
pub mod delete;
/// The keys of a signed name, one by one.
pub mod dnssec_keys;
/// Names with everything that is shown of them, wherever they stand.
pub mod dossier;
/// What registries want to know besides.
pub mod eligibility;
/// Mail and web addresses of a name that lead elsewhere.
pub mod forwarding;
/// Finding a name for its holder.
pub mod held;
/// Hosts below a name, and glue.
pub mod hosts;
/// What time does to a name.
pub mod lifecycle;
/// Names by number or name, those of accounts below included.
pub mod locate;
/// Lock against transfer.
pub mod lock;
/// All registrations of a name that the caller has or had.
mod named;
/// Delegation and managed DNS.
pub mod nameservers;
/// An account's own note on a name.
pub mod note;
/// Whether the registrant is hidden from WHOIS.
pub mod privacy;
/// Whom the world is shown in the place of who is hidden.
pub mod privacy_contact;
/// Handing a name over to another account.
pub mod push;
/// One name, and lists of names.
pub mod read;
/// First registration.
pub mod register;
/// What registries ask about whoever registers a name.
mod registrant;
/// Renewal and restore.
pub mod renew;
/// Searching names.
pub mod search;
/// DS records and the keys they are made from.
pub mod signers;
/// Suspension by hand.
pub mod suspend;
/// How many names stand where.
pub mod totals;
/// Moving names.
pub mod transfer;
/// Changes at the registry.
pub mod update;

pub use by_id::by_id;
pub use named::{Registration, named};

use model::account::AccountId;
use model::domain::{Domain, DomainId, lifecycle as rules_of_life};
use model::error::{Field, PriceAction, Reason};
use model::invoice::LineKind;
use model::ledger::{Funds, HoldId};
use model::money::Money;
use model::name::DomainName;
use model::price::Charge;
use model::time::Timestamp;
use model::{Error, Result};
use store::Tx;
use store::operations::Operation;

use crate::accounts::prices;
use crate::billing::{bill, line};
use crate::jobs;
use crate::news::{Act, tell_if_low};
use crate::operations;
use crate::realm::{Context, Realm};
use crate::zones;

/// What some actions on a name cost, and why.
struct Quote {
    charge: Charge,
    seller: AccountId,
    reason: String,
}

/// Finds the price of some actions on a name.
fn quote(
    tx: &mut Tx<'_>,
    cx: &Context,
    name: &DomainName,
    actions: &[(PriceAction, u8)],
    verb: &str,
) -> Result<Quote> {
    let (list, seller) = prices::price_list(tx, &cx.realm.costs, cx.payer(), name.tld())?;
    if list.opted_out() {
        return Err(Error::invalid(Field::Tld, Reason::TldOptedOut));
    }
    let mut charge = list.charge(actions[0].0, actions[0].1)?;
    for (action, years) in &actions[1..] {
        charge = charge.plus(list.charge(*action, *years)?)?;
    }
    Ok(Quote { charge, seller, reason: format!("{verb} {name}: {}", list.explanation()) })
}

/// Sets the price of a quote aside; what was paid by invoice is taken from there.
fn set_aside(tx: &mut Tx<'_>, cx: &Context, quote: &Quote) -> Result<HoldId> {
    if let Some(line) = cx.paid_by {
        return line::take(tx, cx, line, quote.seller, quote.charge.cost);
    }
    set_aside_price(tx, cx, quote.charge, quote.seller, &quote.reason)
}

/// Sets money aside, and tells an account whose balance is low by that.
pub(crate) fn set_aside_price(
    tx: &mut Tx<'_>,
    cx: &Context,
    charge: Charge,
    seller: AccountId,
    reason: &str,
) -> Result<HoldId> {
    let (ends, payer) = (operations::hold_ends(cx), cx.payer());
    let threshold = if payer == cx.account() {
        cx.session.account.low_balance_minor
    } else {
        tx.lock_account(payer)?;
        tx.account(payer)?.low_balance_minor
    };
    let (hold, after) = tx.hold(payer, seller, charge, reason, cx.now(), ends)?;
    let before = Funds {
        held: Money::new(after.held.minor - charge.price.minor, after.held.currency),
        ..after
    };
    let act = Act { account: payer, member: cx.caller.member, now: cx.now() };
    tell_if_low(tx, act, &before, &after, threshold)?;
    Ok(hold)
}

/// The number that an order promised the name, where one did.
fn promised(tx: &mut Tx<'_>, operation: &Operation) -> Result<DomainId> {
    operation.line.map_or(Ok(DomainId(0)), |line| tx.line(line).map(|line| DomainId(line.subject)))
}

/// What the money of a name is set aside for.
struct Ordered {
    kind: LineKind,
    /// The number of the name; none where it gets its first.
    number: Option<DomainId>,
    years: u8,
}

/// Sets the price of a quote aside, writes a bill where the account above pays, and gives a place to
/// begin the operation from that the money is for.
fn order(
    tx: &mut Tx<'_>,
    cx: &Context,
    name: &DomainName,
    quote: &Quote,
    ordered: &Ordered,
) -> Result<(Context, HoldId)> {
    let hold = set_aside(tx, cx, quote)?;
    if cx.payer() == cx.account() {
        return Ok((cx.clone(), hold));
    }
    let number = match ordered.number {
        Some(number) => number,
        None => tx.reserve_domain()?,
    };
    let item = bill::Item {
        kind: ordered.kind,
        subject: number.0,
        product: 0,
        name: name.to_string(),
        description: format!("{} {name}", ordered.kind.word()),
        months: u16::from(ordered.years) * 12,
        price: quote.charge.price,
    };
    Ok((bill::begin(tx, cx, item)?, hold))
}

/// Finds the price of some actions on a name and sets it aside, as [`order`] does.
fn pay(
    tx: &mut Tx<'_>,
    cx: &Context,
    name: &DomainName,
    actions: &[(PriceAction, u8)],
    verb: &str,
    ordered: &Ordered,
) -> Result<(Context, HoldId)> {
    let quote = quote(tx, cx, name, actions, verb)?;
    order(tx, cx, name, &quote, ordered)
}

/// Enqueues the next thing that time does to a name.
fn reschedule(tx: &mut Tx<'_>, realm: &Realm, domain: &Domain) -> Result<()> {
    match rules_of_life::next_milestone(domain, realm.rules(&domain.name)?) {
        Some((moment, _)) => tx.schedule(jobs::LIFECYCLE, domain.id.0, moment, "")?,
        None => tx.unschedule(jobs::LIFECYCLE, domain.id.0)?,
    }
    let billed = domain.expires - realm.settings.billing.name_ahead;
    tx.schedule_if_invoiced(jobs::RENEWAL_INVOICE, domain.account, domain.id.0, billed)
}

/// Ends a registration here: the name, its zone, and what was still to come.
fn end(tx: &mut Tx<'_>, domain: &Domain, now: Timestamp) -> Result<()> {
    tx.end_domain(domain, now)?;
    zones::drop_zone(tx, &domain.name, now)?;
    tx.unschedule(jobs::LIFECYCLE, domain.id.0)
}

/// Takes the mark of a change off a name, unless another one waits behind it.
fn clear_pending(tx: &mut Tx<'_>, operation: &Operation, domain: &mut Domain) -> Result<()> {
    let others = tx.open_operations_about(domain.name.as_str(), "update")?;
    let waits = others.iter().any(|other| other.id != operation.id && is_queued(other));
    domain.pending = waits.then_some(model::domain::Pending::Update);
    Ok(())
}

fn is_queued(operation: &Operation) -> bool {
    matches!(
        operations::Command::of(operation),
        Ok(operations::Command::Update(command)) if command.queued
    )
}

/// The name that an operation is about.
fn name_of(realm: &Realm, operation: &Operation) -> Result<DomainName> {
    DomainName::parse(&operation.subject, |tld| realm.rulebook.get(tld).is_some())
}

/// Longest reference or note of a caller.
const LONGEST_REFERENCE: usize = 255;

/// A caller's own reference or note: plain text of bounded length.
fn checked_reference(text: &str) -> Result<String> {
    let text = text.trim();
    if text.len() > LONGEST_REFERENCE {
        return Err(Error::invalid(Field::Note, Reason::LongerThan(255)));
    }
    if text.chars().any(char::is_control) {
        return Err(Error::invalid(Field::Note, Reason::NotText));
    }
    Ok(text.to_owned())
}
