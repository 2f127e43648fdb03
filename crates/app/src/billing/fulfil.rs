//! Carries out what was paid: each line by the verb that it stands for, once. What cannot be had is
//! given back as credit; what a supplier could not be asked about is tried again.

use std::sync::Arc;

use model::Result;
use model::domain::DomainId;
use model::error::{Error, Prohibition};
use model::invoice::{InvoiceId, InvoiceState, LineId, LineKind, LineState};
use model::subscription::SubscriptionId;
use model::time::Years;
use store::invoices::{Invoice, Line};

use super::line;
use crate::domains::{self, register, renew, transfer};
use crate::jobs;
use crate::operations;
use crate::realm::{Context, Realm};
use crate::shop::WantedName;
use crate::subscriptions;

/// Jobs looked at in one go after a start.
const RESUMED_AT_ONCE: i64 = 200;

/// Carries out an invoice that was just paid, as long as the caller's patience lasts; the rest happens
/// by itself.
pub(crate) async fn at_once(realm: &Arc<Realm>, paid: &Invoice) -> Result<()> {
    if paid.state != InvoiceState::Paid {
        return Ok(());
    }
    let (id, inner) = (paid.id, Arc::clone(realm));
    match operations::within_patience(realm, async move { invoice(&inner, id).await }).await {
        Err(Error::OutcomeUnknown(_)) => Ok(()),
        done => done,
    }
}

/// Carries out an invoice that was just paid.
pub(crate) async fn if_paid(realm: &Arc<Realm>, paid: &Invoice) -> Result<()> {
    match paid.state {
        InvoiceState::Paid => invoice(realm, paid.id).await,
        _ => Ok(()),
    }
}

/// Carries out every line of an invoice that is paid and not begun.
pub(crate) async fn invoice(realm: &Arc<Realm>, id: InvoiceId) -> Result<()> {
    let lines = realm.store.read(move |tx| tx.lines(id)).await?;
    for line in lines.into_iter().filter(|line| line.state == LineState::Due) {
        match carry_out(realm, &line).await {
            Ok(())
            | Err(
                Error::OutcomeUnknown(_)
                | Error::Unavailable(_)
                | Error::Prohibited(Prohibition::PendingOperation),
            ) => {}
            Err(error @ Error::Internal(_)) => return Err(error),
            Err(refusal) => {
                tracing::info!(line = line.id.0, ?refusal, "what was paid cannot be had");
                give_back(realm, &line).await?;
            }
        }
    }
    later_if_due(realm, id).await
}

/// Sees to it that what could not be begun is tried again.
async fn later_if_due(realm: &Arc<Realm>, id: InvoiceId) -> Result<()> {
    let again = realm.now() + line::TRY_AGAIN;
    realm
        .store
        .write(move |tx| {
            let Some(invoice) = tx.invoice(id)? else { return Ok(()) };
            tx.lock_account(invoice.account)?;
            // Looked at here, because an operation may just have put its line back.
            match tx.lines(id)?.iter().any(|line| line.state == LineState::Due) {
                true => tx.schedule(jobs::FULFIL, id.0, again, ""),
                false => tx.unschedule(jobs::FULFIL, id.0),
            }
        })
        .await
}

/// After a start: carries out what a stopped process left paid and not begun.
pub(crate) async fn resume(realm: &Arc<Realm>) -> Result<()> {
    let mut after = 0;
    loop {
        let open =
            realm.store.read(move |tx| tx.jobs_of(jobs::FULFIL, after, RESUMED_AT_ONCE)).await?;
        let Some(last) = open.last() else { return Ok(()) };
        after = *last;
        for id in open {
            // One that cannot be carried on does not keep the others, nor the start; its job stays.
            if let Err(error) = invoice(realm, InvoiceId(id)).await {
                tracing::error!(invoice = id, ?error, "a paid invoice could not be carried on");
            }
        }
    }
}

async fn give_back(realm: &Arc<Realm>, line: &Line) -> Result<()> {
    let (id, account, now): (LineId, _, _) = (line.id, line.account, realm.now());
    realm
        .store
        .write(move |tx| {
            tx.lock_account(account)?;
            line::refuse(tx, id, now)
        })
        .await
}

async fn carry_out(realm: &Arc<Realm>, line: &Line) -> Result<()> {
    let mut cx = Context::for_account(realm, line.account).await?;
    cx.paid_by = Some(line.id);
    match line.kind {
        LineKind::Register => {
            let wish =
                WantedName::of(line)?.registration(&cx, &line.name, Years(line.years)).await?;
            register::register(&cx, wish).await.map(drop)
        }
        LineKind::Transfer => {
            let wish = WantedName::of(line)?.transfer(&cx, &line.name).await?;
            transfer::request::request(&cx, wish).await
        }
        LineKind::Renew => {
            let name = domains::by_id(&cx, DomainId(line.subject)).await?.name;
            let wish =
                renew::Renew { name, years: Years(line.years), from: line.covers, note: None };
            renew::renew(&cx, wish).await.map(drop)
        }
        LineKind::Subscribe => {
            subscriptions::activate(&cx, SubscriptionId(line.subject), line.id).await
        }
        LineKind::Continue => {
            subscriptions::go_on(&cx, SubscriptionId(line.subject), line.id).await
        }
        LineKind::Upgrade => {
            subscriptions::carry_out_upgrade(&cx, SubscriptionId(line.subject), line.id).await
        }
        LineKind::Fee | LineKind::Discount => Ok(()),
    }
}
