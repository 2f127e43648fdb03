//! Begins a task on a server: written down, asked for at the host under a reference of its own, and
//! noted as running until the host says that it is over.

use std::sync::Arc;

use model::Result;
use model::error::{Error, Field, Noun, Prohibition};
use model::event::EventKind;
use model::operation::OperationState;
use model::server::{RunningTask, Server, ServerState, TaskKind};
use model::subscription::SubscriptionId;
use serde::{Deserialize, Serialize};
use store::Tx;
use store::operations::Operation;
use store::servers::StoredServer;
use store::subscriptions::StoredSubscription;

use super::{Selector, call_back, own, steps, unoccupied, virtualisation};
use crate::jobs;
use crate::news::{Act, tell};
use crate::operations::{self, Begun};
use crate::ports::server_host::{NewTask, TaskReport};
use crate::realm::{Context, Realm};
use crate::subscriptions::operation_subject;

/// A task as it is written down.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(crate) struct Command {
    server: i64,
    kind: String,
    image: Option<String>,
    panel: Option<String>,
}

impl Command {
    fn kind(&self) -> Result<TaskKind> {
        TaskKind::from_word(&self.kind).ok_or_else(|| Error::internal("a task of no kind"))
    }

    const fn server(&self) -> SubscriptionId {
        SubscriptionId(self.server)
    }
}

/// Begins a task and gives the server with the task on it. `image` is what is installed or booted:
/// installing needs one; booting live takes the first that fits where none is named. `panel` is what
/// an installed server is run with. Other tasks look at neither.
///
/// # Errors
/// Names what stands in the way; nothing has changed then. [`Error::OutcomeUnknown`] keeps the server
/// occupied until the host has told.
pub async fn begin_task(
    cx: &Context,
    which: &Selector,
    kind: TaskKind,
    image: Option<&str>,
    panel: Option<&str>,
) -> Result<Server> {
    cx.needs_more_than_privileges()?;
    let given =
        |text: Option<&str>| text.map(str::trim).filter(|text| !text.is_empty()).map(str::to_owned);
    let wish = Wish { which: which.clone(), kind, image: given(image), panel: given(panel) };
    let fingerprint =
        cx.client_key.as_ref().map(|_| operations::fingerprint(cx, "server-task", &wish));
    let inner = cx.clone();
    let begun =
        cx.realm.store.write(move |tx| decide(tx, &inner, &wish, fingerprint.as_deref())).await?;
    let id = carried_out(cx, begun).await?;
    let account = cx.account();
    let found = cx.realm.store.read(move |tx| own(tx, account, &Selector::number(id))).await?;
    Ok(found.0.server)
}

#[derive(Debug)]
struct Wish {
    which: Selector,
    kind: TaskKind,
    image: Option<String>,
    panel: Option<String>,
}

fn decide(tx: &mut Tx<'_>, cx: &Context, wish: &Wish, fingerprint: Option<&str>) -> Result<Begun> {
    tx.lock_account(cx.account())?;
    let before =
        fingerprint.map_or(Ok(None), |fingerprint| operations::repeated(tx, cx, fingerprint))?;
    if let Some(before) = before {
        return Ok(Begun::Before(before));
    }
    let (stored, bought) = own(tx, cx.account(), &wish.which)?;
    let command = command(cx, &stored, &bought, wish)?;
    unoccupied(tx, stored.server.id)?;
    stored.server.may_begin(wish.kind)?;
    let subject = operation_subject(stored.server.id);
    let command = operations::Command::Server(command);
    operations::begin(tx, cx, &subject, &command, None, fingerprint).map(Begun::New)
}

/// What is asked of the host, where that makes sense at all.
fn command(
    cx: &Context,
    stored: &StoredServer,
    bought: &StoredSubscription,
    wish: &Wish,
) -> Result<Command> {
    let servers = cx.realm.shelf.servers().sold_in(cx.session.account.currency);
    let wanted = wish.image.as_deref();
    let under = virtualisation(&cx.realm, bought.subscription.product)?;
    let (image, panel) = match wish.kind {
        TaskKind::SetUp => return Err(Error::Prohibited(Prohibition::NotOffered)),
        TaskKind::Reinstall => {
            let wanted = wanted.ok_or(Error::Missing(Field::Image))?;
            let panel = wish.panel.clone();
            let image = servers.image(wanted, panel.as_deref().unwrap_or_default(), under)?;
            (Some(image.name.clone()), panel)
        }
        TaskKind::BootLive => (Some(servers.live_image(wanted, under)?.name.clone()), None),
        TaskKind::Reboot
        | TaskKind::Reset
        | TaskKind::Shutdown
        | TaskKind::PowerOn
        | TaskKind::PowerOff => (None, None),
    };
    Ok(Command { server: stored.server.id.0, kind: wish.kind.word().to_owned(), image, panel })
}

/// Carries out what was begun, or tells what became of the same call before.
async fn carried_out(cx: &Context, begun: Begun) -> Result<SubscriptionId> {
    let (operation, before) = match begun {
        Begun::New(operation) => (operation, false),
        Begun::Before(operation) => (operation, true),
    };
    let operations::Command::Server(command) = operations::Command::of(&operation)? else {
        return Err(Error::KeyReused);
    };
    let id = command.server();
    match operation.state {
        OperationState::Done => return Ok(id),
        OperationState::Refused => return Err(Error::NothingPending(Noun::Operation)),
        OperationState::Begun | OperationState::Unknown | OperationState::Waiting => {}
    }
    let realm = Arc::clone(&cx.realm);
    let work = async move { perform(&realm, &operation, &command, before).await };
    operations::within_patience(&cx.realm, work).await.map_err(steps::waited_for).map(|()| id)
}

/// What the host knows a task by.
fn reference(operation: &Operation) -> String {
    format!("task-{}", operation.id.0)
}

/// Asks the host for a task, and settles. With `again` it may have been asked before: then the host
/// tells first whether it has the task.
pub(crate) async fn perform(
    realm: &Arc<Realm>,
    operation: &Operation,
    command: &Command,
    again: bool,
) -> Result<()> {
    let kind = command.kind()?;
    let reply = ask(realm, operation, command, again).await;
    let (settling, refusing) = (Arc::clone(realm), Arc::clone(realm));
    let (asked, refused) = (command.clone(), command.clone());
    operations::settle(
        realm,
        operation,
        reply,
        move |tx, operation, task| began(tx, &settling, operation, (&asked, kind), task),
        move |tx, operation| not_begun(tx, &refusing, operation, (&refused, kind)),
    )
    .await
    .map(drop)
}

async fn ask(
    realm: &Realm,
    operation: &Operation,
    command: &Command,
    again: bool,
) -> Result<TaskReport> {
    let (id, reference) = (command.server(), reference(operation));
    if again {
        let known = steps::known(realm, id).await.map_err(steps::untold)?;
        let known = known.ok_or(Error::NotFound(Noun::Server))?;
        if let Some(task) = known.task.filter(|task| task.reference == reference) {
            return Ok(task);
        }
    }
    let kind = command.kind()?;
    let reinstalls = kind == TaskKind::Reinstall;
    let task = NewTask {
        kind,
        image: command.image.clone(),
        panel: command.panel.clone(),
        password: reinstalls.then(|| steps::password_of(realm, &reference)),
        reference,
    };
    let report = realm.server_host.begin(&steps::reference(id), &task).await?;
    // A host that took it and says nothing of it is asked at once.
    Ok(report.task.unwrap_or_else(|| TaskReport {
        reference: task.reference,
        ends: realm.now(),
        over: false,
        failure: None,
    }))
}

/// Notes a task as running.
fn began(
    tx: &mut Tx<'_>,
    realm: &Realm,
    operation: &Operation,
    (command, kind): (&Command, TaskKind),
    task: &TaskReport,
) -> Result<()> {
    let (id, now) = (command.server(), realm.now());
    let Some(mut stored) = tx.server(id)? else { return Ok(()) };
    // What was given up meanwhile is about to go, and its task with it.
    if stored.server.state == ServerState::Deleted {
        return Ok(());
    }
    stored.server.task = Some(RunningTask { kind, ends: task.ends });
    stored.server.console_ends = None;
    stored.task_reference = reference(operation);
    stored.task_panel = command.panel.clone().unwrap_or_default();
    tx.save_server(&stored)?;
    tx.schedule(jobs::SERVER_TASK, id.0, task.ends.max(now), "")?;
    let act = Act { account: operation.account, member: operation.member, now };
    tell(tx, act, EventKind::ServerTaskBegun, &stored.server.name, kind.word())
}

/// Tells whoever was told to wait for a task that nothing came of it.
fn not_begun(
    tx: &mut Tx<'_>,
    realm: &Realm,
    operation: &Operation,
    (command, kind): (&Command, TaskKind),
) -> Result<()> {
    if !operations::was_waited_for(operation) {
        return Ok(());
    }
    let Some(stored) = tx.server(command.server())? else { return Ok(()) };
    let act = Act { account: operation.account, member: operation.member, now: realm.now() };
    tell(tx, act, EventKind::ServerTaskFailed, &stored.server.name, kind.word())?;
    call_back(tx, operation.account, &stored.server, (kind, false), realm.now())
}
