//! Subscriptions that are paid when they are bought: the money is set aside with the order, taken when
//! whoever runs it has made it, and given back when it could not be made. Nobody bills them; who wants
//! more of one renews it, or has it renew itself.

use std::collections::BTreeMap;
use std::sync::Arc;

use model::Result;
use model::error::{Error, Field, Noun, Prohibition, Reason};
use model::event::EventKind;
use model::invoice::LineKind;
use model::ledger::HoldId;
use model::money::Money;
use model::operation::OperationState;
use model::price::Charge;
use model::privilege::{BillingPrivilege, Privilege};
use model::product::{Cycle, ProductId, Selection};
use model::secret::Secret;
use model::subscription::{Cancellation, Subscription, SubscriptionId, SubscriptionState};
use model::time::{Timestamp, Years};
use store::Tx;
use store::operations::Operation;
use store::subscriptions::StoredSubscription;

use super::work::{self, Command, Step};
use super::{asked_again, begin, lifecycle, own, reschedule, subject};
use crate::billing::{bill, line};
use crate::domains::set_aside_price;
use crate::keys::Purpose;
use crate::news::{Act, tell};
use crate::operations::{self, Begun};
use crate::realm::{Context, Realm};
use crate::servers;

/// Cycles that are paid in one go at most.
const MOST_PERIODS: u8 = 120;
/// How many years ahead anything may be paid.
const LONGEST_YEARS: u8 = 10;

/// What is bought.
#[derive(Debug, Clone)]
pub(crate) struct Purchase {
    /// The product.
    pub product: ProductId,
    /// How long a period is.
    pub cycle: Cycle,
    /// How many of them are paid.
    pub periods: u8,
    /// The name it is for; empty where it is for none.
    pub domain: String,
    /// What was chosen about it.
    pub selection: Selection,
    /// What signs in to it, where its supplier is told one.
    pub password: Option<Secret<String>>,
    /// What it is a part of.
    pub part_of: Option<SubscriptionId>,
}

/// What was bought, and what came of it so far.
pub(crate) struct Bought {
    /// Its number.
    pub id: SubscriptionId,
    /// Whether it runs; why not, or that nobody knows yet.
    pub done: Result<()>,
}

/// A wish for more of what is there.
#[derive(Debug, Clone)]
pub struct Extension {
    /// The subscription.
    pub id: SubscriptionId,
    /// How many further periods.
    pub periods: u8,
    /// How long they are, and those that follow; as before where nothing is said.
    pub cycle: Option<Cycle>,
    /// Until when the caller saw it paid, to the day; more of another one is refused as stale.
    pub from: Option<String>,
}

/// Buys a subscription, and gives its number also where nobody has told yet whether it could be made.
/// `also` writes down what else is known of it, in the same transaction; `asked` is everything that makes
/// a repeated call the same call.
///
/// # Errors
/// Names what stands in the way; nothing has changed then. Where `done` is [`Error::OutcomeUnknown`], the
/// money is on hold until the supplier has told.
pub(crate) async fn place(
    cx: &Context,
    purchase: Purchase,
    asked: impl std::fmt::Debug,
    also: impl Fn(&mut Tx<'_>, &Context, SubscriptionId) -> Result<()> + Send + Sync + 'static,
) -> Result<Bought> {
    cx.needs(Privilege::Billing(BillingPrivilege::Orders))?;
    let asked = (&purchase.product, purchase.periods, asked);
    let fingerprint = operations::fingerprint(cx, "buy", &asked);
    let (inner, print) = (cx.clone(), fingerprint.clone());
    let begun = cx.realm.store.write(move |tx| order(tx, &inner, &purchase, &print, &also)).await?;
    carried_out(cx, begun, &fingerprint).await
}

fn order(
    tx: &mut Tx<'_>,
    cx: &Context,
    purchase: &Purchase,
    fingerprint: &str,
    also: &impl Fn(&mut Tx<'_>, &Context, SubscriptionId) -> Result<()>,
) -> Result<Begun> {
    tx.lock_account(cx.account())?;
    if let Some(before) = operations::repeated(tx, cx, fingerprint)? {
        return Ok(Begun::Before(before));
    }
    if let Some(waited) = asked_again::waited_for(tx, cx, fingerprint)? {
        return Ok(Begun::Before(waited));
    }
    let fingerprint = cx.client_key.as_ref().map(|_| fingerprint);
    ordered(tx, cx, purchase, fingerprint, also).map(Begun::New)
}

/// Writes an order down that nobody made before, and what has to be done for it.
pub(super) fn ordered(
    tx: &mut Tx<'_>,
    cx: &Context,
    purchase: &Purchase,
    fingerprint: Option<&str>,
    also: &impl Fn(&mut Tx<'_>, &Context, SubscriptionId) -> Result<()>,
) -> Result<Operation> {
    let currency = cx.session.account.currency;
    let product = cx.realm.shop(currency)?.product(purchase.product)?;
    let cycle = product.cycle(Some(purchase.cycle))?;
    let selection = product.checked(&purchase.selection, cycle)?;
    let price = product.price(&selection, cycle)?;
    let periods = periods(purchase.periods)?;
    if product.cycle_price(cycle).is_some_and(|price| price.trial) {
        first_trial(tx, cx, product.id, periods)?;
    }
    let first = price.recurring.times(periods)?.plus(price.setup)?;
    let further = product.renewal(&price, cycle)?;
    let mut stored = stored(cx, product.kind, purchase, first, further)?;
    stored.selection = begin::written(&selection)?;
    let id = tx.add_subscription(&stored)?;
    stored.subscription.id = id;
    within_reach(&stored.subscription, periods, cx.now())?;
    begin::count(tx, &cx.realm, &stored)?;
    also(tx, cx, id)?;
    let ordered =
        Ordered { stored: &stored, name: &product.name, kind: LineKind::Subscribe, periods };
    let (cx, hold) = &pay(tx, cx, first, &ordered)?;
    let command = Command { subscription: id.0, step: Step::Create, periods };
    begin::operation(tx, cx, command, Some(*hold), fingerprint)
}

/// Refuses more of a trial than once.
fn first_trial(tx: &mut Tx<'_>, cx: &Context, product: ProductId, periods: u8) -> Result<()> {
    if periods > 1 || tx.tried(cx.account(), product)? {
        return Err(Error::invalid(Field::Period, Reason::NotApplicable));
    }
    Ok(())
}

fn stored(
    cx: &Context,
    kind: model::product::ProductKind,
    purchase: &Purchase,
    first_payment: Money,
    recurring: Money,
) -> Result<StoredSubscription> {
    let now = cx.now();
    let sealed = |password: &Secret<String>| {
        cx.realm.keys.seal(Purpose::SubscriptionPassword, password.reveal().as_bytes())
    };
    Ok(StoredSubscription {
        subscription: Subscription {
            id: SubscriptionId(0),
            account: cx.account(),
            product: purchase.product,
            kind,
            cycle: purchase.cycle,
            state: SubscriptionState::Pending,
            domain: purchase.domain.clone(),
            label: String::new(),
            username: String::new(),
            first_payment,
            recurring,
            created: now,
            anchor: now,
            due: now,
            invoiced: None,
            cancellation: None,
            ended: None,
            prepaid: true,
            autorenew: false,
            part_of: purchase.part_of,
        },
        password_sealed: purchase.password.as_ref().map(sealed).transpose()?.unwrap_or_default(),
        reason: String::new(),
        selection: String::new(),
        method: None,
        note: String::new(),
    })
}

/// What money is set aside for.
struct Ordered<'a> {
    stored: &'a StoredSubscription,
    name: &'a str,
    kind: LineKind,
    periods: u8,
}

/// Sets money aside, writes a bill where the account above pays, and gives a place to begin the
/// operation from that the money is for.
fn pay(
    tx: &mut Tx<'_>,
    cx: &Context,
    price: Money,
    ordered: &Ordered<'_>,
) -> Result<(Context, HoldId)> {
    let Ordered { stored: StoredSubscription { subscription, .. }, name, kind, periods } = ordered;
    let payer = tx.account(cx.payer())?;
    let what = match kind {
        LineKind::Continue => "renewal",
        _ => name,
    };
    let reason = format!("{}: {what}", subject(subscription.id));
    let charge = Charge::untaxed(price, Money::zero(price.currency));
    let hold = set_aside_price(tx, cx, charge, payer.parent.unwrap_or(payer.id), &reason)?;
    let item = bill::Item {
        kind: *kind,
        subject: subscription.id.0,
        product: subscription.product.0,
        name: (*name).to_owned(),
        description: subscription.domain.clone(),
        months: u16::from(subscription.cycle.months()) * u16::from(*periods),
        price,
    };
    Ok((bill::begin(tx, cx, item)?, hold))
}

fn periods(wanted: u8) -> Result<u8> {
    match wanted {
        1..=MOST_PERIODS => Ok(wanted),
        _ => Err(Error::invalid(Field::Period, Reason::OutOfRange(1, MOST_PERIODS.into()))),
    }
}

/// Refuses to have anything paid further ahead than anybody can mean.
fn within_reach(subscription: &Subscription, periods: u8, now: Timestamp) -> Result<()> {
    let mut further = subscription.clone();
    further.go_on_for(periods);
    if further.due > now.plus_years(Years(LONGEST_YEARS)) {
        return Err(Error::invalid(Field::Period, Reason::PastLongest(LONGEST_YEARS)));
    }
    Ok(())
}

fn fingerprint(cx: &Context, verb: &str, asked: &impl std::fmt::Debug) -> Option<String> {
    cx.client_key.as_ref().map(|_| operations::fingerprint(cx, verb, asked))
}

fn repeated(tx: &mut Tx<'_>, cx: &Context, fingerprint: Option<&str>) -> Result<Option<Operation>> {
    fingerprint.map_or(Ok(None), |fingerprint| operations::repeated(tx, cx, fingerprint))
}

/// Carries out what was begun, or tells what became of the same call before.
async fn carried_out(cx: &Context, begun: Begun, fingerprint: &str) -> Result<Bought> {
    let (operation, before) = match begun {
        Begun::New(operation) => (operation, false),
        Begun::Before(operation) => (operation, true),
    };
    let operations::Command::Subscription(command) = operations::Command::of(&operation)? else {
        return Err(Error::KeyReused);
    };
    let subscription = SubscriptionId(command.subscription);
    match operation.state {
        OperationState::Done => return Ok(Bought { id: subscription, done: Ok(()) }),
        OperationState::Refused => return Err(Error::NothingPending(Noun::Subscription)),
        OperationState::Begun | OperationState::Unknown | OperationState::Waiting => {}
    }
    let (realm, id) = (Arc::clone(&cx.realm), operation.id);
    let done = operations::within_patience(&cx.realm, async move {
        work::perform(&realm, &operation, &command, before).await
    })
    .await;
    if cx.client_key.is_none() {
        match &done {
            Err(Error::OutcomeUnknown(_)) => asked_again::remember(cx, id, fingerprint).await?,
            _ if before => asked_again::forget(cx, id).await?,
            _ => {}
        }
    }
    Ok(Bought { id: subscription, done })
}

/// Pays for further periods at once, and gives the subscription as it stands then. What had stopped
/// because nobody renewed it runs again.
///
/// # Errors
/// When there is no such subscription, it ends or ended, it is billed by invoice, or the money does
/// not suffice.
pub async fn extend(cx: &Context, wish: Extension) -> Result<Subscription> {
    let inner = cx.clone();
    let id = wish.id;
    let resumes = cx.realm.store.write(move |tx| extended(tx, &inner, &wish)).await?;
    if let Some(operation) = resumes {
        // Its job sees to it where the supplier does not.
        lifecycle::forgiving(work::carry_out(&cx.realm, operation).await)?;
    }
    let account = cx.account();
    cx.realm.store.read(move |tx| own(tx, account, id)).await.map(|stored| stored.subscription)
}

/// Takes the money and moves the end, in one transaction: nobody outside has to be asked. Gives the
/// step that makes it run again where it had stopped.
pub(super) fn extended(
    tx: &mut Tx<'_>,
    cx: &Context,
    wish: &Extension,
) -> Result<Option<Operation>> {
    cx.needs(Privilege::Billing(BillingPrivilege::Orders))?;
    tx.lock_account(cx.account())?;
    let fingerprint = fingerprint(cx, "extend", wish);
    if repeated(tx, cx, fingerprint.as_deref())?.is_some() {
        return Ok(None);
    }
    let mut stored = own(tx, cx.account(), wish.id)?;
    let subscription = &mut stored.subscription;
    if !subscription.prepaid {
        return Err(Error::Prohibited(Prohibition::NotOffered));
    }
    let suspended = match subscription.state {
        SubscriptionState::Active => false,
        SubscriptionState::Suspended => true,
        SubscriptionState::Pending | SubscriptionState::Cancelled => {
            return Err(Error::Prohibited(Prohibition::NotRunning));
        }
    };
    if subscription.cancellation == Some(Cancellation::Now) {
        return Err(Error::Prohibited(Prohibition::Cancelled));
    }
    if wish.from.as_ref().is_some_and(|from| *from != subscription.due.day()) {
        return Err(Error::Stale { field: Field::Expiry });
    }
    let (periods, now) = (periods(wish.periods)?, cx.now());
    renewable(cx, &mut stored, wish.cycle)?;
    let subscription = &mut stored.subscription;
    within_reach(subscription, periods, now)?;
    begin::unoccupied(tx, wish.id)?;
    let price = subscription.recurring.times(periods)?;
    subscription.go_on_for(periods);
    if servers::waits_for_set_up(tx, subscription)? {
        // Where there never will be a server, all of it is given back.
        subscription.first_payment = subscription.first_payment.plus(price)?;
    }
    // What is renewed may not be sold any more.
    let name = cx.realm.shelf.product(stored.subscription.product).map(|known| known.name.as_str());
    let name = name.unwrap_or_default();
    let ordered = Ordered { stored: &stored, name, kind: LineKind::Continue, periods };
    let (paying, hold) = pay(tx, cx, price, &ordered)?;
    let command = Command { subscription: wish.id.0, step: Step::Extend, periods };
    let operation = begin::operation(tx, &paying, command, Some(hold), fingerprint.as_deref())?;
    tx.capture(hold, operation.id, now)?;
    if let Some(line) = operation.line {
        line::had(tx, &cx.realm, line, now)?;
    }
    tx.set_operation(operation.id, OperationState::Done, None, now)?;
    tx.save_subscription(&stored)?;
    reschedule(tx, &cx.realm, &stored)?;
    let act = Act { account: cx.account(), member: cx.caller.member, now };
    let until = stored.subscription.due.day();
    tell(tx, act, EventKind::SubscriptionContinued, &subject(wish.id), &until)?;
    match suspended && stored.subscription.due > now {
        true => work::begin(tx, cx, wish.id, Step::Unsuspend).map(Some),
        false => Ok(None),
    }
}

/// Refuses what cannot be had for another period, and puts another length of the periods into the facts
/// of a subscription, where that is wanted. What is not sold any more goes on as it was bought.
fn renewable(cx: &Context, stored: &mut StoredSubscription, wanted: Option<Cycle>) -> Result<()> {
    let subscription = &mut stored.subscription;
    let (cycle, product) =
        (wanted.unwrap_or(subscription.cycle), cx.realm.shelf.product(subscription.product));
    let term = product.and_then(|product| product.cycle_price(cycle));
    if term.is_some_and(|term| !term.renewable) {
        return Err(Error::Prohibited(Prohibition::NotRenewable));
    }
    if cycle == subscription.cycle {
        return Ok(());
    }
    let refused = Error::invalid(Field::Period, Reason::NotOffered);
    let product = product.filter(|_| term.is_some()).ok_or(refused)?;
    let before = begin::selection_of(&stored.selection)?;
    let selection = product.upgraded(&before, &BTreeMap::new(), cycle)?;
    let price = product.price(&selection, cycle)?;
    subscription.recurring = product.renewal(&price, cycle)?;
    subscription.change_cycle(cycle);
    stored.selection = begin::written(&selection)?;
    Ok(())
}

/// Has a subscription renew itself when what was paid for is over, or not.
///
/// # Errors
/// When there is no such subscription, or it is billed by invoice.
pub async fn set_autorenew(cx: &Context, id: SubscriptionId, on: bool) -> Result<()> {
    let inner = cx.clone();
    cx.realm
        .store
        .write(move |tx| {
            tx.lock_account(inner.account())?;
            let mut stored = own(tx, inner.account(), id)?;
            if !stored.subscription.prepaid {
                return Err(Error::Prohibited(Prohibition::NotOffered));
            }
            stored.subscription.autorenew = on;
            tx.save_subscription(&stored)?;
            reschedule(tx, &inner.realm, &stored)
        })
        .await
}

/// Renews a subscription that renews itself; one that there is no money for stops.
pub(super) async fn renew(realm: &Arc<Realm>, id: SubscriptionId) -> Result<()> {
    let Some(stored) = realm.store.read(move |tx| tx.subscription(id)).await? else {
        return Ok(());
    };
    let cx = Context::for_account(realm, stored.subscription.account).await?;
    let from = Some(stored.subscription.due.day());
    match extend(&cx, Extension { id, periods: 1, cycle: None, from }).await {
        Ok(_) | Err(Error::Stale { .. } | Error::NotFound(_)) => Ok(()),
        Err(Error::InsufficientFunds { .. } | Error::Prohibited(Prohibition::NotRenewable)) => {
            lifecycle::lapse(realm, id).await
        }
        Err(error) => Err(error),
    }
}
