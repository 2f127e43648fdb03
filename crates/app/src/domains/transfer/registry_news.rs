//! What the registry tells about transfers, taken off its queue and settled here.

use std::sync::Arc;

use model::Result;
use model::domain::Pending;
use model::domain::transfer::{Route, Transfer, TransferId, TransferState};
use model::error::Error;
use model::event::EventKind;
use store::Tx;
use store::transfers::StoredTransfer;

use super::conclude::{self, APPROVED, AUTO_APPROVED};
use crate::jobs;
use crate::keys::Purpose;
use crate::news::{Act, tell};
use crate::ports::registry::{Message, TransferReport, TransferStanding};
use crate::realm::Realm;

/// Messages taken in one go at most.
const AT_ONCE: usize = 1_000;

/// Takes what the registry has to tell, in its order, and acts on it. A message is acknowledged
/// after it was acted on; acting twice changes nothing.
///
/// # Errors
/// When the registry or the database fails.
pub async fn poll_registry(realm: &Arc<Realm>) -> Result<()> {
    for _ in 0..AT_ONCE {
        let Some(message) = realm.registry.poll().await? else { return Ok(()) };
        match act_on(realm, &message).await {
            // Settled before, or not ours to settle any more.
            Ok(()) | Err(Error::NothingPending(_) | Error::NotFound(_)) => {}
            Err(error) => return Err(error),
        }
        realm.registry.acknowledge(message.id).await?;
    }
    Ok(())
}

async fn act_on(realm: &Arc<Realm>, message: &Message) -> Result<()> {
    let (name, report) = (message.name.clone(), message.transfer);
    let pending = realm.store.read(move |tx| tx.pending_transfer(&name)).await?;
    match pending {
        // A move between two accounts here gives way to what another registrar asked for.
        Some(stored) if stored.transfer.route() == Route::Internal && !report.incoming => {
            conclude::refuse(realm, &stored, TransferState::Cancelled).await?;
        }
        Some(stored) => return decided(realm, &stored, report).await,
        None => {}
    }
    match (report.incoming, report.state) {
        (false, TransferStanding::Pending) => asked_away(realm, message).await,
        (false, TransferStanding::ClientApproved | TransferStanding::ServerApproved) => {
            conclude::leave(realm, &message.name).await
        }
        _ => Ok(()),
    }
}

/// Settles a pending transfer as the registry has decided it.
pub(super) async fn decided(
    realm: &Arc<Realm>,
    stored: &StoredTransfer,
    report: TransferReport,
) -> Result<()> {
    let settled = match (report.incoming, report.state) {
        (_, TransferStanding::Pending) => Ok(()),
        (true, TransferStanding::ClientApproved) => {
            conclude::approve(realm, stored, APPROVED).await
        }
        (true, TransferStanding::ServerApproved) => {
            conclude::approve(realm, stored, AUTO_APPROVED).await
        }
        (false, TransferStanding::ClientApproved | TransferStanding::ServerApproved) => {
            conclude::leave(realm, &stored.transfer.name).await
        }
        (_, TransferStanding::ClientRejected) => {
            conclude::refuse(realm, stored, TransferState::Rejected).await
        }
        (_, TransferStanding::ClientCancelled) => {
            conclude::refuse(realm, stored, TransferState::Cancelled).await
        }
        (_, TransferStanding::ServerCancelled) => {
            conclude::refuse(realm, stored, TransferState::TimedOut).await
        }
    };
    match settled {
        // Settled before; or what is left is carried on by its own job.
        Err(Error::NothingPending(_) | Error::NotFound(_) | Error::OutcomeUnknown(_)) => Ok(()),
        settled => settled,
    }
}

/// Another registrar asks for a name that is held here.
async fn asked_away(realm: &Arc<Realm>, message: &Message) -> Result<()> {
    let (inner, message) = (Arc::clone(realm), message.clone());
    realm
        .store
        .write(move |tx| write_down(tx, &inner, &message))
        .await
        .inspect(|()| realm.wake.notify_one())
}

fn write_down(tx: &mut Tx<'_>, realm: &Realm, message: &Message) -> Result<()> {
    let Some(held) = tx.domain(&message.name)? else { return Ok(()) };
    let (mut domain, now, report) = (held.domain, realm.now(), message.transfer);
    // The message belongs to it: a name may be asked away more than once in a second.
    let parts: [&[u8]; 3] = [
        message.name.as_str().as_bytes(),
        &report.requested.unix().to_be_bytes(),
        &message.id.to_be_bytes(),
    ];
    let key = realm.keys.text(Purpose::TransferKey, &parts, 24);
    if tx.transfer_by_key(&realm.keys.lookup(&key))?.is_some() {
        // Written down before, and over since; only that it was heard could not be told.
        return Ok(());
    }
    let stored = StoredTransfer {
        transfer: Transfer {
            id: TransferId(0),
            name: message.name.clone(),
            gaining: None,
            losing: Some(domain.account),
            requested: report.requested,
            deadline: report.acts,
            state: TransferState::Pending,
        },
        key_sealed: realm.keys.seal(Purpose::TransferKey, key.as_bytes())?,
        operation: None,
        reference: None,
        number: None,
    };
    let id = tx.add_transfer(&stored, &realm.keys.lookup(&key))?;
    tx.schedule(jobs::TRANSFER, id.0, report.acts, "")?;
    tx.schedule(jobs::TRANSFER_MAIL, id.0, now, "first")?;
    domain.pending = Some(Pending::Transfer);
    tx.save_domain(&domain, None)?;
    let act = Act { account: domain.account, member: None, now };
    tell(tx, act, EventKind::TransferRequested, domain.name.as_str(), "out")
}
