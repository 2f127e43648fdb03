//! What the authority told, written down, and what follows from it.

use model::certificate::{CertificateState, OrderId, OrderProgress, next_look};
use model::error::{Error, Result};
use model::event::EventKind;
use model::subscription::SubscriptionId;
use serde::{Deserialize, Serialize};
use store::Tx;
use store::certificates::{IssuedOrder, StoredOrder};

use super::subject;
use crate::jobs;
use crate::news::{Act, tell};
use crate::ports::authority::{Challenge, OrderReport, OrderState};
use crate::realm::Realm;

/// A challenge as it is written down.
#[derive(Debug, Clone, Serialize, Deserialize)]
struct WrittenChallenge {
    name: String,
    place: String,
    content: String,
    record: Option<String>,
    shown: bool,
}

fn written(challenges: &[Challenge]) -> Result<String> {
    let written: Vec<WrittenChallenge> = challenges
        .iter()
        .map(|challenge| WrittenChallenge {
            name: challenge.name.clone(),
            place: challenge.place.clone(),
            content: challenge.content.clone(),
            record: challenge.record.map(str::to_owned),
            shown: challenge.shown,
        })
        .collect();
    serde_json::to_string(&written).map_err(Error::internal)
}

/// Challenges that were written down; none before the authority told any.
pub(super) fn challenges_of(text: &str) -> Result<Vec<Challenge>> {
    if text.is_empty() {
        return Ok(Vec::new());
    }
    let written: Vec<WrittenChallenge> = serde_json::from_str(text).map_err(Error::internal)?;
    let record = |word: String| ["CNAME", "TXT"].into_iter().find(|known| *known == word);
    Ok(written
        .into_iter()
        .map(|challenge| Challenge {
            name: challenge.name,
            place: challenge.place,
            content: challenge.content,
            record: challenge.record.and_then(record),
            shown: challenge.shown,
        })
        .collect())
}

/// Writes down what the authority told of an order, and sees to it that it is looked at again while it
/// waits. What was decided about it stays decided.
pub(super) fn write_report(
    tx: &mut Tx<'_>,
    realm: &Realm,
    id: OrderId,
    report: &OrderReport,
) -> Result<()> {
    let Some(order) = tx.certificate_order(id)? else { return Ok(()) };
    let Some(paid) = tx.subscription(order.certificate)? else { return Ok(()) };
    tx.lock_account(paid.subscription.account)?;
    let Some(mut order) = tx.certificate_order(id)? else { return Ok(()) };
    let before = order.progress;
    if matches!(before, OrderProgress::Revoked | OrderProgress::Failed) {
        return Ok(());
    }
    order.number = Some(report.number.clone());
    order.validation = report.validation;
    order.challenges = written(&report.challenges)?;
    match &report.state {
        OrderState::Pending if before == OrderProgress::Issued => {}
        OrderState::Pending => order.progress = OrderProgress::Pending,
        OrderState::Issued(issued) => {
            order.progress = OrderProgress::Issued;
            order.issued = Some(IssuedOrder {
                serial: issued.serial.clone(),
                certificate: issued.certificate.clone(),
                chain: issued.chain.clone(),
                begins: issued.begins,
                ends: issued.ends,
            });
        }
        OrderState::Revoked => order.progress = OrderProgress::Revoked,
        OrderState::Failed(words) => {
            order.progress = OrderProgress::Failed;
            order.why.clone_from(words);
        }
    }
    tx.save_certificate_order(&order)?;
    let now = realm.now();
    decided(tx, Act { account: paid.subscription.account, member: None, now }, &order, before)
}

/// What follows from how far an order got.
pub(super) fn decided(
    tx: &mut Tx<'_>,
    act: Act,
    order: &StoredOrder,
    before: OrderProgress,
) -> Result<()> {
    let id = order.certificate;
    restate(tx, id)?;
    match order.progress {
        // Where its time is over, the last look says so.
        OrderProgress::Pending => {
            let look = next_look(order.asked, act.now).unwrap_or(act.now);
            tx.schedule(jobs::CERTIFICATE, id.0, look, "")?;
        }
        _ => tx.unschedule(jobs::CERTIFICATE, id.0)?,
    }
    if order.progress == before {
        return Ok(());
    }
    let name = order.names.first().map_or("", String::as_str);
    let (kind, detail) = match order.progress {
        OrderProgress::Asked => return Ok(()),
        OrderProgress::Pending => (EventKind::CertificateAsked, name),
        OrderProgress::Issued => (EventKind::CertificateIssued, name),
        OrderProgress::Revoked => (EventKind::CertificateRevoked, name),
        OrderProgress::Failed => (EventKind::CertificateFailed, order.why.as_str()),
    };
    tell(tx, act, kind, &subject(id), detail)
}

/// Puts into a certificate what follows from its orders.
pub(super) fn restate(tx: &mut Tx<'_>, id: SubscriptionId) -> Result<()> {
    let Some(mut stored) = tx.certificate(id)? else { return Ok(()) };
    let orders = tx.certificate_orders(id)?;
    let issued = orders.iter().find(|order| order.progress == OrderProgress::Issued);
    let last = orders.first();
    let stands = last.filter(|order| order.progress.is_open()).or(issued).or(last);
    let facts = &mut stored.certificate;
    facts.state =
        last.map_or(CertificateState::Incomplete, |order| order.progress.state(issued.is_some()));
    facts.name = stands.and_then(|order| order.names.first()).cloned().unwrap_or_default();
    let valid = issued.and_then(|order| order.issued.as_ref());
    facts.begins = valid.map(|issued| issued.begins);
    facts.expires = valid.map(|issued| issued.ends);
    stored.number = stands.and_then(|order| order.number.clone());
    tx.save_certificate(&stored)
}
