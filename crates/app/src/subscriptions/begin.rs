//! A subscription's beginning: ordered, then made to run once its line was paid.

use std::collections::BTreeMap;

use model::error::{Error, Noun, Prohibition};
use model::event::EventKind;
use model::invoice::{LineId, LineKind};
use model::product::{Choice, Cycle, Selection};
use model::subscription::{SubscriptionId, SubscriptionState};
use model::{Result, time::Timestamp};
use serde::{Deserialize, Serialize};
use store::Tx;
use store::invoices::Line;
use store::subscriptions::StoredSubscription;

use super::work::{self, Step};
use super::{ended, own, reschedule, subject};
use crate::billing::line;
use crate::keys::Purpose;
use crate::news::{Act, tell};
use crate::operations;
use crate::realm::{Context, Realm};

/// Letters and digits of a password that is made for a subscription.
const PASSWORD_SIGNS: usize = 16;

/// Makes a paid subscription run: at whoever runs its product, or at once where that is the platform.
pub(crate) async fn activate(cx: &Context, id: SubscriptionId, line: LineId) -> Result<()> {
    let inner = cx.clone();
    let begun = cx
        .realm
        .store
        .write(move |tx| {
            tx.lock_account(inner.account())?;
            let mut stored = own(tx, inner.account(), id)?;
            if stored.subscription.state != SubscriptionState::Pending {
                return Err(Error::Prohibited(Prohibition::Cancelled));
            }
            count(tx, &inner.realm, &stored)?;
            if inner.realm.provisioners.of(stored.subscription.kind).is_some() {
                return work::begin(tx, &inner, id, Step::Create).map(Some);
            }
            let line = tx.line(line)?;
            line::spend(tx, &inner.realm, &line, inner.now())?;
            run(tx, &inner.realm, &mut stored, 1, inner.now())?;
            Ok(None)
        })
        .await?;
    match begun {
        Some(operation) => work::carry_out(&cx.realm, operation).await,
        None => Ok(()),
    }
}

/// Counts what is counted, as far as there is any.
pub(super) fn count(tx: &mut Tx<'_>, realm: &Realm, stored: &StoredSubscription) -> Result<()> {
    let product =
        realm.shelf.product(stored.subscription.product).ok_or(Error::NotFound(Noun::Product))?;
    if let Some(stock) = product.stock
        && tx.count_sold(product.id, 1)? > i64::from(stock)
    {
        return Err(Error::Prohibited(Prohibition::OutOfStock));
    }
    Ok(())
}

/// Puts back what was counted.
pub(super) fn uncount(tx: &mut Tx<'_>, realm: &Realm, stored: &StoredSubscription) -> Result<()> {
    let product = realm.shelf.product(stored.subscription.product);
    if product.is_some_and(|product| product.stock.is_some()) {
        tx.count_sold(stored.subscription.product, -1)?;
    }
    Ok(())
}

/// Writes down that a subscription runs: its first cycle, or as many as were paid, begins now.
pub(super) fn run(
    tx: &mut Tx<'_>,
    realm: &Realm,
    stored: &mut StoredSubscription,
    periods: u8,
    now: Timestamp,
) -> Result<()> {
    let subscription = &mut stored.subscription;
    subscription.state = SubscriptionState::Active;
    subscription.anchor = now;
    subscription.due = now;
    subscription.go_on_for(periods);
    tx.save_subscription(stored)?;
    reschedule(tx, realm, stored)?;
    let act = Act { account: stored.subscription.account, member: None, now };
    let about = subject(stored.subscription.id);
    tell(tx, act, EventKind::SubscriptionActivated, &about, &stored.subscription.domain)
}

/// Ends a subscription that never began, because its line was refused or called off.
pub(crate) fn never_begun(tx: &mut Tx<'_>, line: &Line, now: Timestamp) -> Result<()> {
    if line.kind != LineKind::Subscribe {
        return Ok(());
    }
    let Some(mut stored) = tx.subscription(SubscriptionId(line.subject))? else { return Ok(()) };
    if stored.subscription.state != SubscriptionState::Pending {
        return Ok(());
    }
    ended(&mut stored, now);
    tx.save_subscription(&stored)
}

/// Gives a subscription what signs in to it. It follows from the subscription's number.
pub(crate) fn give_password(
    tx: &mut Tx<'_>,
    cx: &Context,
    id: SubscriptionId,
    mut stored: StoredSubscription,
) -> Result<()> {
    let keys = &cx.realm.keys;
    let password = keys.text(Purpose::SubscriptionPassword, &[&id.0.to_be_bytes()], PASSWORD_SIGNS);
    stored.password_sealed = keys.seal(Purpose::SubscriptionPassword, password.as_bytes())?;
    stored.subscription.id = id;
    tx.save_subscription(&stored)
}

/// A selection as it is written down.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
struct Written {
    choices: BTreeMap<u32, WrittenChoice>,
    addons: BTreeMap<u32, Option<String>>,
}

#[derive(Debug, Clone, Serialize, Deserialize)]
enum WrittenChoice {
    Text(String),
    Item(u32, u32),
}

/// A selection as it is written down.
pub(crate) fn written(selection: &Selection) -> Result<String> {
    let choices = selection.choices.iter().map(|(field, choice)| {
        let choice = match choice {
            Choice::Text(text) => WrittenChoice::Text(text.clone()),
            Choice::Item { id, quantity } => WrittenChoice::Item(*id, *quantity),
        };
        (*field, choice)
    });
    let addons = selection
        .addons
        .iter()
        .map(|(addon, cycle)| (*addon, cycle.map(|cycle| cycle.word().to_owned())));
    let written = Written { choices: choices.collect(), addons: addons.collect() };
    serde_json::to_string(&written).map_err(Error::internal)
}

/// A selection that was written down.
pub(crate) fn selection_of(text: &str) -> Result<Selection> {
    let written: Written = serde_json::from_str(text).map_err(Error::internal)?;
    let choices = written.choices.into_iter().map(|(field, choice)| {
        let choice = match choice {
            WrittenChoice::Text(text) => Choice::Text(text),
            WrittenChoice::Item(id, quantity) => Choice::Item { id, quantity },
        };
        (field, choice)
    });
    let addons = written
        .addons
        .into_iter()
        .map(|(addon, cycle)| (addon, cycle.as_deref().and_then(Cycle::from_word)));
    Ok(Selection { choices: choices.collect(), addons: addons.collect() })
}

/// The name of a subscription's operations.
pub(crate) fn operation_subject(id: SubscriptionId) -> String {
    format!("subscription-{}", id.0)
}

/// Refuses while another step of a subscription is under way.
pub(crate) fn unoccupied(tx: &mut Tx<'_>, id: SubscriptionId) -> Result<()> {
    match tx.open_operation(&operation_subject(id))? {
        Some(_) => Err(Error::Prohibited(Prohibition::PendingOperation)),
        None => Ok(()),
    }
}

/// Begins an operation about a subscription.
pub(super) fn operation(
    tx: &mut Tx<'_>,
    cx: &Context,
    command: work::Command,
    hold: Option<model::ledger::HoldId>,
    fingerprint: Option<&str>,
) -> Result<store::operations::Operation> {
    let subject = operation_subject(SubscriptionId(command.subscription));
    let command = operations::Command::Subscription(command);
    operations::begin(tx, cx, &subject, &command, hold, fingerprint)
}
