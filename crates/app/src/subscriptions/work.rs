//! Steps of a subscription at whoever runs it: written down, asked for, and asked for again until
//! there is an answer. The supplier knows each instance by our reference, so that nothing is made or
//! removed twice.

use std::sync::Arc;

use model::Result;
use model::error::{Error, Supplier};
use model::event::EventKind;
use model::invoice::LineKind;
use model::ledger::HoldId;
use model::money::Money;
use model::operation::OperationState;
use model::product::{Cycle, ProductId, ProductKind};
use model::subscription::{SubscriptionId, SubscriptionState};
use model::time::Timestamp;
use serde::{Deserialize, Serialize};
use store::Tx;
use store::operations::Operation;
use store::subscriptions::StoredSubscription;

use super::begin::{self, selection_of, uncount};
use super::families::{features, privacy};
use super::{cancel, ended, reschedule, subject};
use crate::billing::line;
use crate::keys::Purpose;
use crate::news::{Act, tell};
use crate::operations;
use crate::ports::provisioner::{Change, Instance, NewInstance, Provisioner, Standing};
use crate::ports::server_host::ServerReport;
use crate::realm::{Context, Realm};
use crate::{certificates, servers, zones};

/// What is done at whoever runs a subscription.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) enum Step {
    /// It is made.
    Create,
    /// It gets another plan or other options.
    Change(Target),
    /// It is stopped.
    Suspend,
    /// It runs again.
    Unsuspend,
    /// It is removed.
    Delete,
    /// More cycles of it were paid; whoever runs it is not asked.
    Extend,
}

/// What a subscription is changed to.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Target {
    pub product: u32,
    pub cycle: String,
    pub selection: String,
    pub recurring_minor: i64,
    /// What the price was reckoned from: product, cycle and selection.
    pub from: (u32, String, String),
}

/// A step as it is written down.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(crate) struct Command {
    pub subscription: i64,
    pub step: Step,
    /// How many cycles are paid; absent in steps that were written down before there could be more.
    #[serde(default = "one")]
    pub periods: u8,
}

const fn one() -> u8 {
    1
}

/// Writes a step down; one that a line of an invoice pays for takes its share.
pub(super) fn begin(
    tx: &mut Tx<'_>,
    cx: &Context,
    id: SubscriptionId,
    step: Step,
) -> Result<Operation> {
    begin::unoccupied(tx, id)?;
    let hold: Option<HoldId> = match cx.paid_by {
        Some(line) => {
            let account = &cx.session.account;
            let seller = account.parent.unwrap_or(account.id);
            Some(line::take(tx, cx, line, seller, Money::zero(account.currency))?)
        }
        None => None,
    };
    begin::operation(tx, cx, Command { subscription: id.0, step, periods: 1 }, hold, None)
}

/// Carries a step out that was just written down.
pub(super) async fn carry_out(realm: &Arc<Realm>, operation: Operation) -> Result<()> {
    let operations::Command::Subscription(command) = operations::Command::of(&operation)? else {
        return Err(Error::internal("a step was not written down as one"));
    };
    perform(realm, &operation, &command, false).await
}

/// Asks whoever runs the subscription, and settles. A step that nobody pays for is asked for until it
/// is done. With `again` it may have been asked for before: then the supplier tells first how far that
/// got.
pub(crate) async fn perform(
    realm: &Arc<Realm>,
    operation: &Operation,
    command: &Command,
    again: bool,
) -> Result<()> {
    let id = SubscriptionId(command.subscription);
    let stored = realm
        .store
        .read(move |tx| tx.subscription(id))
        .await?
        .ok_or_else(|| Error::internal("a step of no subscription"))?;
    let reply = ask_whoever(realm, &stored, &command.step, again).await;
    // What was bought outright is not waited for: the buyer is told, and may try again.
    if operation.line.is_none()
        && operation.hold.is_none()
        && let Err(Error::Unavailable(_)) = reply
    {
        return operations::ask_later(realm, operation, OperationState::Unknown).await;
    }
    let (settling, refusing) = (Arc::clone(realm), Arc::clone(realm));
    let (step, refused, periods) = (command.step.clone(), command.step.clone(), command.periods);
    operations::settle(
        realm,
        operation,
        reply,
        move |tx, _, told| write_down(tx, &settling, id, (&step, periods), told),
        move |tx, operation| match refused {
            Step::Create => not_made(tx, &refusing, id, operation),
            _ => Ok(()),
        },
    )
    .await
    .map(drop)
}

/// What whoever runs a subscription said of it.
enum Told {
    /// Nothing but that it was done.
    Done,
    /// What a panel runs.
    Instance(Instance),
    /// What a host runs; nothing once it was removed.
    Server(Option<ServerReport>),
    /// Whether the holder of a name is hidden now; nothing where the name was left as it was.
    Hidden(Option<bool>),
}

/// Asks whoever runs the subscription; nobody is asked about what the platform runs itself.
async fn ask_whoever(
    realm: &Realm,
    stored: &StoredSubscription,
    step: &Step,
    again: bool,
) -> Result<Told> {
    let kind = stored.subscription.kind;
    if kind == ProductKind::Server {
        return servers::steps::ask(realm, &stored.subscription, step, again)
            .await
            .map(Told::Server);
    }
    if kind == ProductKind::Privacy {
        return privacy::ask(realm, &stored.subscription, step).await.map(Told::Hidden);
    }
    if kind == ProductKind::Feature && *step == Step::Create {
        features::stands_on(realm, &stored.subscription).await?;
    }
    if kind == ProductKind::Certificate && *step == Step::Delete {
        certificates::wind_up(realm, stored.subscription.id, &stored.reason).await?;
    }
    let Some(supplier) = realm.provisioners.of(kind) else { return Ok(Told::Done) };
    let told = ask(realm, supplier.as_ref(), stored, step, again).await?;
    Ok(told.map_or(Told::Done, Told::Instance))
}

/// Writes down that nothing was made; what was bought outright is not tried again.
fn not_made(
    tx: &mut Tx<'_>,
    realm: &Realm,
    id: SubscriptionId,
    operation: &Operation,
) -> Result<()> {
    let Some(mut stored) = tx.subscription(id)? else { return Ok(()) };
    uncount(tx, realm, &stored)?;
    if stored.subscription.kind == ProductKind::Server {
        servers::steps::not_made(tx, realm, &stored.subscription, operation)?;
    }
    if stored.subscription.prepaid {
        ended(&mut stored, realm.now());
        tx.save_subscription(&stored)?;
        zones::hosted::drop_all(tx, act(&stored, realm.now()), id)?;
        // Whoever waited for it is told by the refusal itself.
        if !operations::was_waited_for(operation) {
            tx.leave_untold(id)?;
        }
    }
    Ok(())
}

async fn ask(
    realm: &Realm,
    supplier: &dyn Provisioner,
    stored: &StoredSubscription,
    step: &Step,
    again: bool,
) -> Result<Option<Instance>> {
    let reference = begin::operation_subject(stored.subscription.id);
    if again {
        let known = match supplier.info(&reference).await {
            Ok(instance) => Some(instance),
            Err(Error::NotFound(_)) => None,
            // That attempt may have been carried out, so nothing is decided before it is told.
            Err(error @ Error::Internal(_)) => return Err(error),
            Err(_) => return Err(Error::OutcomeUnknown(Supplier::Hosting)),
        };
        if is_done(realm, step, known.as_ref())? {
            return Ok(known);
        }
    }
    match step {
        Step::Create => {
            let order = new_instance(realm, stored, reference).await?;
            supplier.create(&order).await.map(Some)
        }
        Step::Change(target) => {
            supplier.change(&reference, &change(realm, target)?).await.map(|()| None)
        }
        Step::Suspend => supplier.suspend(&reference).await.map(|()| None),
        Step::Unsuspend => supplier.unsuspend(&reference).await.map(|()| None),
        Step::Delete => supplier.delete(&reference).await.map(|()| None),
        Step::Extend => Ok(None),
    }
}

/// Whether an instance is as a step leaves it.
fn is_done(realm: &Realm, step: &Step, known: Option<&Instance>) -> Result<bool> {
    let stands = |standing| known.is_some_and(|instance| instance.standing == standing);
    Ok(match step {
        Step::Create => known.is_some(),
        Step::Change(target) => {
            let Change { plan, resources } = change(realm, target)?;
            known.is_some_and(|known| known.plan == plan && known.resources == resources)
        }
        Step::Suspend => stands(Standing::Suspended),
        Step::Unsuspend => stands(Standing::Running),
        Step::Delete => known.is_none(),
        Step::Extend => true,
    })
}

async fn new_instance(
    realm: &Realm,
    stored: &StoredSubscription,
    reference: String,
) -> Result<NewInstance> {
    let subscription = &stored.subscription;
    let product = product(realm, subscription.product)?;
    let account = subscription.account;
    let owner = realm.store.read(move |tx| tx.owner(account)).await?;
    let selection = selection_of(&stored.selection)?;
    Ok(NewInstance {
        reference,
        plan: product.plan.clone(),
        domain: Some(subscription.domain.clone()).filter(|domain| !domain.is_empty()),
        email: owner.member.profile.email,
        username: user_name(subscription.id, &subscription.domain),
        password: realm.keys.open_text(Purpose::SubscriptionPassword, &stored.password_sealed)?,
        resources: product.resources(&selection),
    })
}

fn change(realm: &Realm, target: &Target) -> Result<Change> {
    let product = product(realm, ProductId(target.product))?;
    let selection = selection_of(&target.selection)?;
    Ok(Change { plan: product.plan.clone(), resources: product.resources(&selection) })
}

fn product(realm: &Realm, id: ProductId) -> Result<&model::product::Product> {
    realm.shelf.product(id).ok_or_else(|| Error::internal(format!("no product {}", id.0)))
}

/// The user name that is asked for: out of the name, else the subscription's number.
fn user_name(id: SubscriptionId, domain: &str) -> String {
    let label: String = domain
        .chars()
        .take_while(|sign| *sign != '.')
        .filter(char::is_ascii_alphanumeric)
        .take(8)
        .collect();
    if label.starts_with(|sign: char| sign.is_ascii_alphabetic()) {
        label.to_ascii_lowercase()
    } else {
        format!("user{}", id.0)
    }
}

fn write_down(
    tx: &mut Tx<'_>,
    realm: &Realm,
    id: SubscriptionId,
    (step, periods): (&Step, u8),
    told: &Told,
) -> Result<()> {
    let now = realm.now();
    let mut stored =
        tx.subscription(id)?.ok_or_else(|| Error::internal("a step of no subscription"))?;
    if let Told::Server(report) = told {
        servers::steps::settle(tx, realm, id, step, report.as_ref())?;
    }
    if let Told::Hidden(Some(hidden)) = told {
        privacy::settle(tx, realm, &stored.subscription, *hidden)?;
    }
    match step {
        Step::Create => {
            if let Told::Instance(instance) = told {
                stored.subscription.username.clone_from(&instance.username);
            }
            return begin::run(tx, realm, &mut stored, periods, now);
        }
        Step::Change(target) => {
            changed(&mut stored, target)?;
            // What was billed and is not paid was for what it was before.
            cancel::drop_invoices(tx, id, &[LineKind::Continue, LineKind::Upgrade], now)?;
            stored.subscription.invoiced = None;
        }
        Step::Suspend => stored.subscription.state = SubscriptionState::Suspended,
        Step::Unsuspend => stored.subscription.state = SubscriptionState::Active,
        Step::Extend => stored.subscription.go_on_for(periods),
        Step::Delete => {
            ended(&mut stored, now);
            uncount(tx, realm, &stored)?;
            cancel::drop_invoices(tx, id, &cancel::FOR_MORE, now)?;
            zones::hosted::drop_all(tx, act(&stored, now), id)?;
            certificates::wound_up(tx, act(&stored, now), id)?;
            features::end_with(tx, realm, id, now)?;
        }
    }
    tx.save_subscription(&stored)?;
    reschedule(tx, realm, &stored)?;
    let kind = match step {
        Step::Create => EventKind::SubscriptionActivated,
        Step::Change(_) => EventKind::SubscriptionUpgraded,
        Step::Suspend => EventKind::SubscriptionSuspended,
        Step::Unsuspend => EventKind::SubscriptionResumed,
        Step::Extend => EventKind::SubscriptionContinued,
        Step::Delete => EventKind::SubscriptionEnded,
    };
    tell(tx, act(&stored, now), kind, &subject(id), &stored.subscription.domain)
}

fn act(stored: &StoredSubscription, now: Timestamp) -> Act {
    Act { account: stored.subscription.account, member: None, now }
}

/// Puts what a subscription was changed to into its facts.
fn changed(stored: &mut StoredSubscription, target: &Target) -> Result<()> {
    let subscription = &mut stored.subscription;
    subscription.product = ProductId(target.product);
    let cycle =
        Cycle::from_word(&target.cycle).ok_or_else(|| Error::internal("a cycle of no length"))?;
    if cycle != subscription.cycle {
        // Longer or shorter cycles begin where the one that was paid for ends.
        subscription.anchor = subscription.due;
        subscription.cycle = cycle;
    }
    subscription.recurring = Money::new(target.recurring_minor, subscription.recurring.currency);
    stored.selection.clone_from(&target.selection);
    Ok(())
}
