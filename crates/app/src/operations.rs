//! Operations: written down before a supplier is asked, settled when it has answered.
//!
//! `begin` decides and writes in one transaction, `perform` talks to the supplier outside any, and
//! `settle` writes the outcome. A crash between any two is picked up again: an operation that was
//! performed before is asked about before it is performed again.

use std::future::Future;
use std::sync::Arc;

use model::error::Supplier;
use model::invoice::LineState;
use model::ledger::HoldId;
use model::operation::{OperationId, OperationState};
use model::time::Seconds;
use model::{Error, Result};
use serde::{Deserialize, Serialize};
use store::Tx;
use store::operations::{NewOperation, Operation};

use crate::billing::{fulfil, line};
use crate::certificates::order;
use crate::contacts::update as contact;
use crate::domains::{delete, push, register, renew, transfer, update};
use crate::jobs;
use crate::keys::{Purpose, hex};
use crate::realm::{Context, Realm};
use crate::servers::task;
use crate::subscriptions::work;

/// How long after silence the supplier is asked what happened; doubled with each further silence.
const ASK_AGAIN: Seconds = Seconds(5);
/// The longest pause between two questions.
const LONGEST_PAUSE: Seconds = Seconds(3600);
/// How long a hold may stay open before it shows up as overdue.
const HOLD_ENDS: Seconds = Seconds(30 * 86_400);
/// Operations carried on at once after a start, in one look.
const RESUMED_AT_ONCE: i64 = 200;

/// What was asked, as it is written down.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(crate) enum Command {
    /// A first registration.
    Register(register::Command),
    /// A renewal.
    Renew(renew::Command),
    /// A change at the registry.
    Update(update::Command),
    /// A deletion.
    Delete,
    /// A move from another registrar, or between two accounts here.
    Transfer(transfer::Command),
    /// A name that is handed over to another account here.
    Push(push::Command),
    /// A change of a contact that stands behind names.
    Contact(Box<contact::Command>),
    /// A step of a subscription at whoever runs it.
    Subscription(work::Command),
    /// What an authority is asked.
    Certificate(order::Command),
    /// A task on a server.
    Server(task::Command),
}

impl Command {
    pub(crate) const fn kind(&self) -> &'static str {
        match self {
            Self::Register(_) => "register",
            Self::Renew(_) => "renew",
            Self::Update(_) => "update",
            Self::Delete => "delete",
            Self::Transfer(_) => "transfer",
            Self::Push(_) => "push",
            Self::Contact(_) => "contact",
            Self::Subscription(_) => "subscription",
            Self::Certificate(_) => "certificate",
            Self::Server(_) => "server",
        }
    }

    /// The rows of the contacts that it has to do with.
    pub(crate) fn contacts(&self) -> Vec<i64> {
        match self {
            Self::Register(command) => command.contacts().to_vec(),
            Self::Update(command) => command.contacts.into_iter().flatten().collect(),
            Self::Transfer(command) => command.contacts().into_iter().flatten().collect(),
            Self::Push(command) => command.contacts().to_vec(),
            Self::Contact(command) => vec![command.id().0],
            _ => Vec::new(),
        }
    }

    pub(crate) fn of(operation: &Operation) -> Result<Self> {
        Self::read(&operation.command)
    }

    /// Reads what was written down.
    pub(crate) fn read(text: &str) -> Result<Self> {
        serde_json::from_str(text).map_err(Error::internal)
    }
}

/// An operation that was begun, or the one that a repeated call began before.
pub(crate) enum Begun {
    /// It is new.
    New(Operation),
    /// The call was made before, under the same key.
    Before(Operation),
}

/// The operation that a repeated call began before.
///
/// # Errors
/// [`Error::KeyReused`] when the key was used for another call.
pub(crate) fn repeated(
    tx: &mut Tx<'_>,
    cx: &Context,
    fingerprint: &str,
) -> Result<Option<Operation>> {
    let Some(key) = &cx.client_key else { return Ok(None) };
    let Some(before) = tx.operation_by_key(cx.account(), key)? else { return Ok(None) };
    if before.fingerprint.as_deref() != Some(fingerprint) {
        return Err(Error::KeyReused);
    }
    Ok(Some(before))
}

/// What a repeated call must look like: a keyed hash of what was asked.
pub(crate) fn fingerprint(cx: &Context, verb: &str, asked: &impl std::fmt::Debug) -> String {
    let asked = format!("{asked:?}");
    hex(&cx.realm.keys.derive(Purpose::Fingerprint, &[verb.as_bytes(), asked.as_bytes()]))
}

/// Writes an operation down.
pub(crate) fn begin(
    tx: &mut Tx<'_>,
    cx: &Context,
    subject: &str,
    command: &Command,
    hold: Option<HoldId>,
    fingerprint: Option<&str>,
) -> Result<Operation> {
    let text = serde_json::to_string(command).map_err(Error::internal)?;
    let client_key = cx.client_key.as_deref().filter(|_| fingerprint.is_some());
    let new = NewOperation {
        kind: command.kind(),
        account: cx.account(),
        member: cx.caller.member,
        subject,
        hold,
        client_key,
        fingerprint,
        command: &text,
        line: cx.paid_by,
    };
    let now = cx.now();
    let id = tx.begin_operation(&new, now)?;
    if let Some(line) = cx.paid_by {
        tx.set_line(line, LineState::Begun)?;
    }
    Ok(Operation {
        id,
        kind: command.kind().to_owned(),
        account: cx.account(),
        member: cx.caller.member,
        subject: subject.to_owned(),
        state: OperationState::Begun,
        hold,
        fingerprint: fingerprint.map(str::to_owned),
        command: text,
        outcome: None,
        attempt: 0,
        begun: now,
        line: cx.paid_by,
    })
}

/// When a hold made now shows up as overdue.
pub(crate) fn hold_ends(cx: &Context) -> model::time::Timestamp {
    cx.now() + HOLD_ENDS
}

/// Runs `work` to its end whatever happens to the caller, and waits for it as long as the realm's
/// patience lasts; after that the caller is told that the outcome is not known yet.
pub(crate) async fn within_patience<T: Send + 'static>(
    realm: &Realm,
    work: impl Future<Output = Result<T>> + Send + 'static,
) -> Result<T> {
    let running = tokio::spawn(work);
    let seconds = realm.settings.patience.0.unsigned_abs();
    match tokio::time::timeout(std::time::Duration::from_secs(seconds), running).await {
        Ok(joined) => joined.map_err(Error::internal)?,
        Err(_) => Err(Error::OutcomeUnknown(Supplier::Registry)),
    }
}

/// Writes the supplier's answer down. Silence keeps the hold and becomes a question for later, never
/// a guess; a refusal gives the money back.
///
/// `settle` runs only while the operation is open, so settling twice changes nothing.
pub(crate) async fn settle<R, T>(
    realm: &Arc<Realm>,
    operation: &Operation,
    reply: Result<R>,
    settle: impl Fn(&mut Tx<'_>, &Operation, &R) -> Result<T> + Send + Sync + 'static,
    refuse: impl Fn(&mut Tx<'_>, &Operation) -> Result<()> + Send + Sync + 'static,
) -> Result<Option<T>>
where
    R: Send + Sync + 'static,
    T: Send + 'static,
{
    match reply {
        Ok(reply) => {
            let (id, now, terms) = (operation.id, realm.now(), Arc::clone(realm));
            realm
                .store
                .write(move |tx| {
                    let operation = tx.locked_operation(id)?;
                    if operation.state.is_over() {
                        return Ok(None);
                    }
                    let settled = settle(tx, &operation, &reply)?;
                    if let Some(hold) = operation.hold {
                        tx.capture(hold, id, now)?;
                    }
                    if let Some(line) = operation.line {
                        line::had(tx, &terms, line, now)?;
                    }
                    tx.set_operation(id, OperationState::Done, None, now)?;
                    Ok(Some(settled))
                })
                .await
                .inspect(|_| realm.wake.notify_one())
        }
        Err(Error::OutcomeUnknown(supplier)) => {
            ask_later(realm, operation, OperationState::Unknown).await?;
            Err(Error::OutcomeUnknown(supplier))
        }
        Err(refusal) => {
            release(realm, operation.id, &refusal, refuse).await?;
            Err(refusal)
        }
    }
}

/// Writes down that nothing came of an operation: its money is given back or, where a supplier was only
/// away, put on its invoice again.
pub(crate) async fn release(
    realm: &Arc<Realm>,
    id: OperationId,
    refusal: &Error,
    refuse: impl Fn(&mut Tx<'_>, &Operation) -> Result<()> + Send + Sync + 'static,
) -> Result<()> {
    // What was paid by invoice is not given up because a supplier is away.
    undo(realm, id, matches!(refusal, Error::Unavailable(_)), refuse).await
}

/// Gives the money back, or puts it on its invoice again to try once more later.
async fn undo(
    realm: &Arc<Realm>,
    id: OperationId,
    again: bool,
    refuse: impl Fn(&mut Tx<'_>, &Operation) -> Result<()> + Send + Sync + 'static,
) -> Result<()> {
    let now = realm.now();
    realm
        .store
        .write(move |tx| {
            let operation = tx.locked_operation(id)?;
            if operation.state.is_over() {
                return Ok(());
            }
            if let Some(hold) = operation.hold {
                tx.release(hold)?;
            }
            refuse(tx, &operation)?;
            match operation.line {
                Some(line) if again => line::put_back(tx, line, now)?,
                Some(line) => line::released(tx, line, now)?,
                None => {}
            }
            tx.set_operation(id, OperationState::Refused, None, now)
        })
        .await
        .inspect(|()| realm.wake.notify_one())
}

/// Whether whoever asked for an operation was told that nobody knows its outcome yet.
pub(crate) fn was_waited_for(operation: &Operation) -> bool {
    operation.state == OperationState::Unknown
}

/// Puts the question off.
pub(crate) async fn ask_later(
    realm: &Arc<Realm>,
    operation: &Operation,
    state: OperationState,
) -> Result<()> {
    let (id, now, attempt) = (operation.id, realm.now(), operation.attempt);
    let pause = ASK_AGAIN.0 << u32::try_from(attempt.clamp(0, 10)).unwrap_or(10);
    let due = now + Seconds(pause.min(LONGEST_PAUSE.0));
    realm
        .store
        .write(move |tx| {
            if tx.locked_operation(id)?.state.is_over() {
                return Ok(());
            }
            tx.set_operation(id, state, None, now)?;
            tx.schedule(jobs::OPERATION, id.0, due, "")
        })
        .await
        .inspect(|()| realm.wake.notify_one())
}

/// What it means that the registry does not even tell how an earlier attempt ended: that attempt may
/// have been carried out, so nothing is decided before it tells.
pub(crate) fn untold(error: Error) -> Error {
    match error {
        Error::NotFound(_) | Error::NotYours(_) => error,
        _ => Error::OutcomeUnknown(Supplier::Registry),
    }
}

/// Carries an operation on that was begun before: first asks what happened, then does what did not.
///
/// # Errors
/// The supplier's refusal, or silence.
pub async fn carry_on(realm: &Arc<Realm>, id: OperationId) -> Result<()> {
    let operation = realm.store.read(move |tx| tx.operation(id)).await?;
    if operation.state.is_over() {
        return Ok(());
    }
    let done = match Command::of(&operation)? {
        Command::Register(command) => {
            register::perform(realm, &operation, &command, true).await.map(drop)
        }
        Command::Renew(command) => {
            renew::perform(realm, &operation, &command, true).await.map(drop)
        }
        Command::Update(command) => update::perform(realm, &operation, &command).await.map(drop),
        Command::Delete => delete::perform(realm, &operation).await.map(drop),
        Command::Transfer(command) => transfer::carry_on(realm, &operation, &command).await,
        Command::Push(command) => push::perform(realm, &operation, &command).await,
        Command::Contact(command) => contact::perform(realm, &operation, &command).await,
        Command::Subscription(command) => work::perform(realm, &operation, &command, true).await,
        Command::Certificate(command) => order::perform(realm, &operation, &command, true).await,
        Command::Server(command) => task::perform(realm, &operation, &command, true).await,
    };
    match done {
        Err(Error::OutcomeUnknown(_) | Error::Unavailable(_)) => Ok(()),
        // A refusal was settled and told where it is told; it is no fault of the job.
        Err(error @ Error::Internal(_)) => Err(error),
        Err(_) | Ok(()) => Ok(()),
    }
}

/// After a start: carries on what a stopped process left open.
///
/// # Errors
/// When the database fails.
pub async fn resume(realm: &Arc<Realm>) -> Result<()> {
    if !realm.store.is_shared() {
        // Nobody else can be working on what a stopped process had claimed.
        realm.store.write(|tx| tx.free_claims()).await?;
    }
    if realm.settings.registry_poll.is_some() {
        let now = realm.now();
        realm.store.write(move |tx| tx.schedule(jobs::REGISTRY_POLL, 0, now, "")).await?;
    }
    fulfil::resume(realm).await?;
    let mut after = OperationId(0);
    loop {
        let open = realm.store.read(move |tx| tx.open_operations(after, RESUMED_AT_ONCE)).await?;
        let Some(last) = open.last() else { return Ok(()) };
        after = last.id;
        for operation in &open {
            // Work that waits for its time has a job; the worker comes to it.
            if !matches!(Command::of(operation)?, Command::Update(_) | Command::Delete) {
                carry_on(realm, operation.id).await?;
            }
        }
    }
}
