//! What becomes of a task when it should be over: the host is asked, and asked again while it works
//! on it or does not answer.

use std::sync::Arc;

use model::Result;
use model::event::EventKind;
use model::server::{RunningTask, ServerState, TaskKind};
use model::subscription::{Cancellation, SubscriptionId, SubscriptionState};
use model::time::{Seconds, Timestamp};
use store::Tx;
use store::servers::StoredServer;
use store::subscriptions::StoredSubscription;

use super::{call_back, steps};
use crate::billing::bill;
use crate::jobs;
use crate::keys::Purpose;
use crate::news::{Act, tell};
use crate::page::MOST_ROWS;
use crate::ports::server_host::ServerReport;
use crate::realm::Realm;
use crate::subscriptions;

/// How long after a task should have been over its host is asked again.
const ASK_AGAIN: Seconds = Seconds(60);

/// Asks the host what became of the task of a server that should be over by now.
pub(crate) async fn finish(realm: &Arc<Realm>, id: SubscriptionId) -> Result<()> {
    let Some(stored) = realm.store.read(move |tx| tx.server(id)).await? else { return Ok(()) };
    if stored.server.task.is_none() {
        return Ok(());
    }
    // Where the host is away, the job is tried again.
    let report = steps::known(realm, id).await?;
    let inner = Arc::clone(realm);
    realm
        .store
        .write(move |tx| {
            let Some(bought) = tx.subscription(id)? else { return Ok(()) };
            tx.lock_account(bought.subscription.account)?;
            // As they stand once nobody else works on them.
            let (Some(now), Some(mut bought)) = (tx.server(id)?, tx.subscription(id)?) else {
                return Ok(());
            };
            match now.server.task {
                Some(task) if now.task_reference == stored.task_reference => {
                    settle(tx, &inner, now, &mut bought, task, report.as_ref())
                }
                _ => Ok(()),
            }
        })
        .await
}

fn settle(
    tx: &mut Tx<'_>,
    realm: &Realm,
    mut stored: StoredServer,
    bought: &mut StoredSubscription,
    task: RunningTask,
    report: Option<&ServerReport>,
) -> Result<()> {
    let now = realm.now();
    let told = report.and_then(|report| report.task.as_ref());
    let told = told.filter(|told| told.reference == stored.task_reference);
    if let Some(told) = told.filter(|told| !told.over) {
        let again = told.ends.max(now + ASK_AGAIN);
        stored.server.task = Some(RunningTask { ends: told.ends, ..task });
        tx.save_server(&stored)?;
        return tx.schedule(jobs::SERVER_TASK, stored.server.id.0, again, "");
    }
    // A task that the host knows nothing of was not done.
    let done = told.is_some_and(|told| told.failure.is_none());
    steps::follow(&mut stored, report);
    if done {
        leave(realm, &mut stored, task.kind, report)?;
    }
    if task.kind == TaskKind::SetUp {
        set_up(tx, realm, &mut stored, bought, done)?;
    }
    stored.server.task = None;
    stored.task_reference.clear();
    stored.task_panel.clear();
    tx.save_server(&stored)?;
    let act = Act { account: bought.subscription.account, member: None, now };
    let kind = if done { EventKind::ServerTaskDone } else { EventKind::ServerTaskFailed };
    tell(tx, act, kind, &stored.server.name, task.kind.word())?;
    call_back(tx, bought.subscription.account, &stored.server, (task.kind, done), now)
}

/// What a task that was done leaves besides what the host tells.
fn leave(
    realm: &Realm,
    stored: &mut StoredServer,
    kind: TaskKind,
    report: Option<&ServerReport>,
) -> Result<()> {
    if let Some(report) = report {
        stored.server.image.clone_from(&report.image);
    }
    if kind == TaskKind::Reinstall {
        stored.server.panel.clone_from(&stored.task_panel);
        let password = steps::password_of(realm, &stored.task_reference);
        stored.password_sealed =
            realm.keys.seal(Purpose::ServerPassword, password.reveal().as_bytes())?;
    }
    Ok(())
}

/// A server that was set up is ready, unless it was stopped meanwhile. One that could not be set up
/// is given back: what was paid is credit again, and what is left of it at the host goes.
fn set_up(
    tx: &mut Tx<'_>,
    realm: &Realm,
    stored: &mut StoredServer,
    bought: &mut StoredSubscription,
    done: bool,
) -> Result<()> {
    let server = &mut stored.server;
    match (done, server.state) {
        (true, ServerState::New) => server.state = ServerState::Ready,
        (false, ServerState::New | ServerState::Blocked) => {
            server.state = ServerState::Disabled;
            give_back(tx, realm, bought, &server.name)?;
        }
        _ => {}
    }
    Ok(())
}

/// Gives back what was paid before the server was there: for itself, and for what was added to it.
fn give_back(
    tx: &mut Tx<'_>,
    realm: &Realm,
    bought: &mut StoredSubscription,
    name: &str,
) -> Result<()> {
    if bought.subscription.state == SubscriptionState::Cancelled {
        return Ok(());
    }
    let id = bought.subscription.id;
    let parts = tx.parts_of(id, MOST_ROWS)?.into_iter().map(|part| part.subscription);
    let running = parts.filter(|part| part.state == SubscriptionState::Active);
    let paid: Vec<_> = running.chain([bought.subscription.clone()]).collect();
    for subscription in &paid {
        let memo = format!("subscription {}: {name} could not be set up", subscription.id.0);
        bill::undo(tx, subscription, &memo, realm.now())?;
    }
    end_now(tx, realm, bought, realm.now())
}

/// Has the subscription end by its job.
fn end_now(
    tx: &mut Tx<'_>,
    realm: &Realm,
    bought: &mut StoredSubscription,
    now: Timestamp,
) -> Result<()> {
    bought.subscription.cancellation = Some(Cancellation::Now);
    tx.save_subscription(bought)?;
    subscriptions::reschedule(tx, realm, bought)?;
    let act = Act { account: bought.subscription.account, member: None, now };
    let subject = format!("subscription {}", bought.subscription.id.0);
    tell(tx, act, EventKind::CancellationAsked, &subject, Cancellation::Now.word())
}
