//! Steps of a server's subscription at its host, and what each leaves of the server here.

use model::Result;
use model::error::{Error, Noun, Supplier};
use model::secret::Secret;
use model::server::{Power, RunningTask, ServerState, TaskKind};
use model::subscription::{Subscription, SubscriptionId};
use store::Tx;
use store::operations::Operation;
use store::servers::StoredServer;

use super::call_back;
use crate::jobs;
use crate::keys::Purpose;
use crate::operations;
use crate::ports::server_host::{NewServer, ServerReport};
use crate::realm::Realm;
use crate::subscriptions::operation_subject;
use crate::subscriptions::work::Step;

/// Length of an administrator's password.
pub(super) const PASSWORD_LENGTH: usize = 16;

/// What the host knows a server by.
pub(super) fn reference(id: SubscriptionId) -> String {
    operation_subject(id)
}

/// What the host knows the task by that sets a server up.
fn set_up_task(id: SubscriptionId) -> String {
    format!("set-up-{}", id.0)
}

/// The administrator's password that a task leaves; the same each time it is asked for.
pub(super) fn password_of(realm: &Realm, task: &str) -> Secret<String> {
    Secret::new(realm.keys.text(Purpose::ServerPassword, &[task.as_bytes()], PASSWORD_LENGTH))
}

/// The administrator's password that a server is set up with.
pub(super) fn first_password(realm: &Realm, id: SubscriptionId) -> Secret<String> {
    password_of(realm, &set_up_task(id))
}

/// What it means that a host does not even tell what became of what was asked before.
pub(super) fn untold(error: Error) -> Error {
    match error {
        Error::NotFound(_) | Error::Internal(_) => error,
        _ => Error::OutcomeUnknown(Supplier::Servers),
    }
}

/// What a caller is told whose patience is over.
pub(super) fn waited_for(error: Error) -> Error {
    match error {
        Error::OutcomeUnknown(_) => Error::OutcomeUnknown(Supplier::Servers),
        error => error,
    }
}

/// A server as its host knows it, where it knows it.
pub(super) async fn known(realm: &Realm, id: SubscriptionId) -> Result<Option<ServerReport>> {
    match realm.server_host.info(&reference(id)).await {
        Ok(report) => Ok(Some(report)),
        Err(Error::NotFound(_)) => Ok(None),
        Err(error) => Err(error),
    }
}

/// Asks the host for a step, and what the server is like after it. With `again` it may have been asked
/// for before: then the host tells first how far that got.
pub(crate) async fn ask(
    realm: &Realm,
    subscription: &Subscription,
    step: &Step,
    again: bool,
) -> Result<Option<ServerReport>> {
    let (host, id) = (realm.server_host.as_ref(), subscription.id);
    if again {
        let known = known(realm, id).await.map_err(untold)?;
        if is_done(step, known.as_ref()) {
            return Ok(known);
        }
    }
    match step {
        Step::Create => {
            let order = new_server(realm, subscription).await?;
            return host.create(&order).await.map(Some);
        }
        Step::Suspend => host.block(&reference(id)).await?,
        Step::Unsuspend => host.unblock(&reference(id)).await?,
        Step::Delete => {
            host.delete(&reference(id)).await?;
            return Ok(None);
        }
        Step::Change(_) | Step::Extend => return Ok(None),
    }
    // The step was done: where nobody tells now what came of it, it is asked about later.
    known(realm, id).await.map_err(untold)
}

/// Whether a server is as a step leaves it.
fn is_done(step: &Step, known: Option<&ServerReport>) -> bool {
    match step {
        Step::Create => known.is_some(),
        Step::Suspend => known.is_some_and(|known| known.blocked),
        Step::Unsuspend => known.is_some_and(|known| !known.blocked),
        Step::Delete => known.is_none(),
        Step::Change(_) | Step::Extend => true,
    }
}

async fn new_server(realm: &Realm, subscription: &Subscription) -> Result<NewServer> {
    let id = subscription.id;
    let stored = realm.store.read(move |tx| tx.server(id)).await?;
    let StoredServer { server, password_sealed, .. } =
        stored.ok_or_else(|| Error::internal("a step of no server"))?;
    let product =
        realm.shelf.product(subscription.product).ok_or(Error::NotFound(Noun::Product))?;
    Ok(NewServer {
        reference: reference(id),
        task: set_up_task(id),
        plan: product.plan.clone(),
        cluster: server.cluster,
        image: server.image,
        panel: Some(server.panel).filter(|panel| !panel.is_empty()),
        name: server.name,
        password: realm.keys.open_text(Purpose::ServerPassword, &password_sealed)?,
    })
}

/// Writes down what a step left of a server.
pub(crate) fn settle(
    tx: &mut Tx<'_>,
    realm: &Realm,
    id: SubscriptionId,
    step: &Step,
    report: Option<&ServerReport>,
) -> Result<()> {
    let Some(mut stored) = tx.server(id)? else { return Ok(()) };
    let server = &mut stored.server;
    let given_up = matches!(server.state, ServerState::Disabled | ServerState::Deleted);
    match step {
        // What was given up meanwhile is about to go.
        Step::Create | Step::Suspend | Step::Unsuspend if given_up => return Ok(()),
        Step::Create => {
            let now = realm.now();
            let told = report.and_then(|report| report.task.as_ref());
            let ends = told.map_or(now, |task| task.ends);
            server.task = Some(RunningTask { kind: TaskKind::SetUp, ends });
            stored.task_reference = set_up_task(id);
            tx.schedule(jobs::SERVER_TASK, id.0, ends.max(now), "")?;
        }
        Step::Suspend => {
            server.state = ServerState::Blocked;
            server.console_ends = None;
            follow(&mut stored, report);
        }
        Step::Unsuspend => {
            server.state = server.unblocked();
            follow(&mut stored, report);
        }
        Step::Delete => {
            if server.state != ServerState::Disabled {
                server.state = ServerState::Deleted;
            }
            gone(&mut stored);
            tx.unschedule(jobs::SERVER_TASK, id.0)?;
        }
        Step::Change(_) | Step::Extend => return Ok(()),
    }
    tx.save_server(&stored)
}

/// Takes over what the host says that a server is like.
pub(super) fn follow(stored: &mut StoredServer, report: Option<&ServerReport>) {
    let Some(report) = report else { return };
    stored.server.power = report.power;
    stored.server.live = report.live.clone().unwrap_or_default();
    if let Some(address) = report.address {
        stored.server.address = address.to_string();
    }
}

/// What is left of a server that is gone.
pub(super) fn gone(stored: &mut StoredServer) {
    let server = &mut stored.server;
    server.power = Power::Off;
    server.live.clear();
    server.task = None;
    server.console_ends = None;
    stored.task_reference.clear();
    stored.task_panel.clear();
}

/// Takes a server off the books that was refused. Whoever was told to wait is called.
pub(crate) fn not_made(
    tx: &mut Tx<'_>,
    realm: &Realm,
    subscription: &Subscription,
    operation: &Operation,
) -> Result<()> {
    let Some(mut stored) = tx.server(subscription.id)? else { return Ok(()) };
    stored.server.state = ServerState::Deleted;
    if operations::was_waited_for(operation) {
        let outcome = (TaskKind::SetUp, false);
        call_back(tx, subscription.account, &stored.server, outcome, realm.now())?;
    }
    tx.drop_server(subscription.id)
}
