//! Work that is due at some time, done by one worker against the realm's clock.
//!
//! A job is enqueued in the transaction that decided it and may run twice. On PostgreSQL several
//! nodes claim jobs from the same list.

use std::sync::Arc;
use std::time::Duration;

use model::affiliate::AffiliateId;
use model::callback::CallbackId;
use model::domain::DomainId;
use model::domain::transfer::TransferId;
use model::error::{Field, Reason};
use model::invoice::InvoiceId;
use model::operation::OperationId;
use model::signing_request::MadeKeyId;
use model::subscription::SubscriptionId;
use model::tenant::MembershipId;
use model::time::{Seconds, Timestamp};
use model::zone::ZoneId;
use model::{Error, Result};
use store::Tx;
use store::jobs::Job;
use tokio::sync::watch;

use crate::billing::{collect, fulfil, overdue, raise};
use crate::domains::{lifecycle, transfer};
use crate::realm::Realm;
use crate::zones::{aliases, signing};
use crate::{
    affiliates, callbacks, certificates, mail, operations, said_once, servers, subscriptions,
    tenants,
};

/// Sends an account the mail that its event log calls for.
pub const NOTIFY: &str = "notify";
/// Carries an operation on.
pub const OPERATION: &str = "operation";
/// Tells what time does to a name.
pub const LIFECYCLE: &str = "lifecycle";
/// Decides a transfer that nobody answered.
pub const TRANSFER: &str = "transfer";
/// Mails the key of a transfer.
pub const TRANSFER_MAIL: &str = "transfer-mail";
/// Mails the auth code of a name.
pub const AUTH_CODE_MAIL: &str = "auth-code-mail";
/// Sees to it that what was paid is had.
pub const FULFIL: &str = "fulfil";
/// Does what time does to an unpaid invoice.
pub const INVOICE: &str = "invoice";
/// Asks about a charge that a gateway did not answer about.
pub const CHARGE: &str = "charge";
/// Bills the renewal of a name.
pub const RENEWAL_INVOICE: &str = "renewal-invoice";
/// Does what time does to a subscription.
pub const SUBSCRIPTION: &str = "subscription";
/// Asks what became of a task on a server.
pub const SERVER_TASK: &str = "server-task";
/// Makes a call to an address that a caller gave.
pub const CALLBACK: &str = "callback";
/// Looks whether control over the names of a certificate was shown.
pub const CERTIFICATE: &str = "certificate";
/// Mails a key to whoever asked for a copy.
pub const KEY_MAIL: &str = "key-mail";
/// Mails a link to a user of a tenant.
pub const USER_MAIL: &str = "user-mail";
/// Pays an affiliate.
pub const PAYOUT: &str = "payout";
/// Does what time does to a signed zone.
pub const ZONE_SIGNING: &str = "zone-signing";
/// Looks what stands behind the aliases of a zone.
pub const ALIAS: &str = store::aliases::LOOK;
/// Asks the registry for news.
pub const REGISTRY_POLL: &str = "registry-poll";

/// The setting that the clock is kept under.
pub const CLOCK_SETTING: &str = "clock";
/// The worker looks at the list at least this often, in real time.
const LONGEST_SLEEP: Duration = Duration::from_secs(30);
/// A job that failed is tried again after this long, doubled with each failure.
const RETRY: Seconds = Seconds(10);
/// The longest pause before another attempt.
const LONGEST_RETRY: Seconds = Seconds(6 * 3600);

/// Does what is due, against the realm's clock, until `stop` says so.
pub async fn work(realm: Arc<Realm>, mut stop: watch::Receiver<bool>) {
    let (mut forgotten, mut zones) = (None, realm.store.zone_changes());
    while !*stop.borrow() {
        said_once::forget_hourly(&realm, &mut forgotten).await;
        if let Err(error) = settle_due(&realm).await {
            tracing::error!(?error, "the worker could not reach its jobs");
        }
        let pause = until_next(&realm).await;
        tokio::select! {
            () = tokio::time::sleep(pause) => {}
            () = realm.wake.notified() => {}
            () = aliases_due(&realm, &mut zones) => {}
            changed = stop.changed() => {
                if changed.is_err() {
                    return;
                }
            }
        }
    }
}

/// Waits for a change of a zone after which something is due: aliases of zones that it concerns.
async fn aliases_due(realm: &Arc<Realm>, zones: &mut watch::Receiver<()>) {
    while zones.changed().await.is_ok() {
        let due = realm.store.read(|tx| tx.next_due()).await.unwrap_or_default();
        if due.is_some_and(|due| due <= realm.now()) {
            return;
        }
    }
    // The store is gone, and the worker with it.
    std::future::pending::<()>().await;
}

/// Asks the registry for its news, and does what follows from them. When it does not tell them, it
/// is asked again later.
///
/// # Errors
/// When the database fails.
pub async fn hear_the_news(realm: &Arc<Realm>) -> Result<()> {
    let now = realm.now();
    realm.store.write(move |tx| tx.schedule(REGISTRY_POLL, 0, now, "")).await?;
    settle_due(realm).await
}

/// Does everything that is due now.
///
/// # Errors
/// When the database fails.
pub async fn settle_due(realm: &Arc<Realm>) -> Result<()> {
    let _working = realm.working.lock().await;
    run_due(realm).await
}

/// Moves the clock forward and does everything that is due on the way, in order of time.
///
/// # Errors
/// When `to` lies in the past, or the database fails; what was done on the way stays done.
pub async fn move_clock(realm: &Arc<Realm>, to: Timestamp) -> Result<()> {
    let _working = realm.working.lock().await;
    if to < realm.now() {
        return Err(Error::invalid(Field::Instant, Reason::InThePast));
    }
    let frozen = realm.clock.is_frozen();
    run_due(realm).await?;
    while let Some(due) = realm.store.read(|tx| tx.next_due()).await? {
        if due > to {
            break;
        }
        if due > realm.now() {
            keep_clock(realm, due, frozen).await?;
        }
        run_due(realm).await?;
    }
    if to > realm.now() {
        keep_clock(realm, to, frozen).await?;
    }
    realm.wake.notify_one();
    Ok(())
}

/// Stops the clock, or lets it run on from where it is.
///
/// # Errors
/// When the database fails.
pub async fn freeze_clock(realm: &Arc<Realm>, frozen: bool) -> Result<()> {
    let _working = realm.working.lock().await;
    keep_clock(realm, realm.now(), frozen).await?;
    realm.wake.notify_one();
    Ok(())
}

/// Sets the clock, after writing down what it will show: a restart never finds facts from a time
/// that its clock has not reached.
async fn keep_clock(realm: &Arc<Realm>, at: Timestamp, frozen: bool) -> Result<()> {
    let text = clock_setting(at, realm.clock.machine(), frozen);
    realm.store.write(move |tx| tx.set_setting(CLOCK_SETTING, &text)).await?;
    realm.clock.set(at, frozen);
    Ok(())
}

/// What is kept of a clock: where it stood at which real time, and whether it stands still.
#[must_use]
pub fn clock_setting(at: Timestamp, machine: Timestamp, frozen: bool) -> String {
    format!("{} {} {}", if frozen { "frozen" } else { "running" }, at.unix(), machine.unix())
}

/// Sets a clock as it was kept; a running one runs on from where it would be by now.
pub fn restore_clock(clock: &crate::clock::Clock, kept: &str) {
    let mut words = kept.split(' ');
    let frozen = words.next() == Some("frozen");
    let mut number = || words.next().and_then(|word| word.parse::<i64>().ok());
    if let (Some(at), Some(machine)) = (number(), number()) {
        let passed = if frozen { 0 } else { (clock.machine().unix() - machine).max(0) };
        clock.set(Timestamp::from_unix(at + passed), frozen);
    }
}

/// One job after the other. What became of one and the claim of the next share a transaction: a
/// stop in between finds the one done, or does it again.
async fn run_due(realm: &Arc<Realm>) -> Result<()> {
    let mut before: Option<Ended> = None;
    loop {
        let (now, machine) = (realm.now(), realm.clock.machine());
        let next = realm
            .store
            .write(move |tx| {
                before.as_ref().map_or(Ok(()), |ended| ended.write_down(tx, now))?;
                tx.claim_job(now, machine)
            })
            .await?;
        let Some(job) = next else { return Ok(()) };
        before = Some(match run(realm, &job).await {
            Ok(()) => Ended::Done(job),
            Err(error) => {
                tracing::warn!(kind = job.kind, subject = job.subject, ?error, "a job failed");
                Ended::Failed(job)
            }
        });
    }
}

/// A job that was run.
enum Ended {
    Done(Job),
    Failed(Job),
}

impl Ended {
    fn write_down(&self, tx: &mut Tx<'_>, now: Timestamp) -> Result<()> {
        match self {
            Self::Done(job) => tx.finish_job(job),
            Self::Failed(job) => tx.retry_job(job, now + retry_pause(job.attempt)),
        }
    }
}

fn retry_pause(attempt: i64) -> Seconds {
    let doubled = RETRY.0 << u32::try_from(attempt.clamp(0, 12)).unwrap_or(12);
    Seconds(doubled.min(LONGEST_RETRY.0))
}

async fn run(realm: &Arc<Realm>, job: &Job) -> Result<()> {
    match job.kind.as_str() {
        NOTIFY => mail::notify(realm, model::account::AccountId(job.subject)).await,
        OPERATION => operations::carry_on(realm, OperationId(job.subject)).await,
        LIFECYCLE => lifecycle::advance(realm, DomainId(job.subject)).await,
        TRANSFER => transfer::at_deadline(realm, TransferId(job.subject)).await,
        TRANSFER_MAIL => mail::transfer_key(realm, TransferId(job.subject), &job.payload).await,
        AUTH_CODE_MAIL => mail::auth_code(realm, DomainId(job.subject), &job.payload).await,
        REGISTRY_POLL => hear_registry(realm).await,
        ZONE_SIGNING => signing::advance(realm, ZoneId(job.subject)).await,
        ALIAS => aliases::look(realm, ZoneId(job.subject)).await,
        FULFIL => fulfil::invoice(realm, InvoiceId(job.subject)).await,
        CHARGE => collect::again(realm, job.subject).await,
        INVOICE => overdue::advance(realm, InvoiceId(job.subject), &job.payload).await,
        RENEWAL_INVOICE => raise::renewal(realm, DomainId(job.subject)).await,
        SUBSCRIPTION => subscriptions::advance(realm, SubscriptionId(job.subject)).await,
        SERVER_TASK => servers::finish(realm, SubscriptionId(job.subject)).await,
        CALLBACK => callbacks::send(realm, CallbackId(job.subject)).await,
        CERTIFICATE => certificates::look(realm, SubscriptionId(job.subject)).await,
        KEY_MAIL => certificates::mail_key(realm, MadeKeyId(job.subject), &job.payload).await,
        USER_MAIL => tenants::mail_link(realm, MembershipId(job.subject)).await,
        PAYOUT => affiliates::pay_out(realm, AffiliateId(job.subject)).await,
        unknown => Err(Error::internal(format!("no such job: {unknown}"))),
    }
}

/// Takes the registry's news, and sees to it that it is asked again where nobody says when.
async fn hear_registry(realm: &Arc<Realm>) -> Result<()> {
    transfer::poll_registry(realm).await?;
    let Some(pause) = realm.settings.registry_poll else { return Ok(()) };
    let due = realm.now() + pause;
    realm.store.write(move |tx| tx.schedule(REGISTRY_POLL, 0, due, "")).await
}

/// How long the worker may sleep. A clock that stands still brings nothing by itself.
async fn until_next(realm: &Arc<Realm>) -> Duration {
    let next = realm.store.read(|tx| tx.next_due()).await.unwrap_or_default();
    match next {
        Some(due) if !realm.clock.is_frozen() => {
            let seconds = (due.unix() - realm.now().unix()).max(0).unsigned_abs();
            // Instants are whole seconds, so the clock may be up to one ahead of what it shows.
            Duration::from_secs(seconds).min(LONGEST_SLEEP).max(Duration::from_millis(50))
        }
        _ => LONGEST_SLEEP,
    }
}
