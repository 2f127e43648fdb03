//! Answers of the losing side, withdrawals by the gaining side, and the mail both wait for.

use std::sync::Arc;

use model::Result;
use model::domain::transfer::{Route, TransferState};
use model::error::{Error, Field, Noun, Reason};
use model::event::EventKind;
use model::name::DomainName;
use model::time::Seconds;
use store::transfers::StoredTransfer;

use super::conclude::{self, APPROVED};
use crate::jobs;
use crate::keys::{Purpose, same};
use crate::ports::registry::TransferMove;
use crate::realm::{Context, Realm};

/// How long after its answer a transfer is looked at, in case the registry's reply never came.
const LOOK_AGAIN: Seconds = Seconds(5);

/// What the losing side says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Answer {
    /// The name may go.
    Approve,
    /// The name stays.
    Reject,
}

/// Answers a transfer with the mailed key.
///
/// # Errors
/// When nothing is asked of the caller's account, or the key is wrong.
pub async fn respond(cx: &Context, name: DomainName, key: &str, answer: Answer) -> Result<()> {
    let stored = pending(cx, &name).await?;
    if stored.transfer.losing != Some(cx.account()) {
        return Err(Error::NotYours(Noun::Transfer));
    }
    let right = cx.realm.keys.open_text(Purpose::TransferKey, &stored.key_sealed)?;
    if !same(right.reveal().as_bytes(), key.trim().as_bytes()) {
        return Err(Error::invalid(Field::TransferKey, Reason::Wrong));
    }
    carry_out(&cx.realm, &stored, answer).await
}

/// Has a name of the caller's account stay that somebody else asked for. Whoever stands above its holder
/// needs no mailed key.
///
/// # Errors
/// When nothing is asked of the caller's account.
pub async fn keep(cx: &Context, name: DomainName) -> Result<()> {
    let stored = pending(cx, &name).await?;
    if stored.transfer.losing != Some(cx.account()) {
        return Err(Error::NotYours(Noun::Transfer));
    }
    carry_out(&cx.realm, &stored, Answer::Reject).await
}

/// Carries out what the losing side of a pending transfer says.
pub(super) async fn carry_out(
    realm: &Arc<Realm>,
    stored: &StoredTransfer,
    answer: Answer,
) -> Result<()> {
    let leaves = stored.transfer.route() == Route::Out;
    match answer {
        Answer::Approve if leaves => {
            tells_registry(realm, stored, TransferMove::Approve).await?;
            conclude::leave(realm, &stored.transfer.name).await
        }
        Answer::Approve => conclude::approve(realm, stored, APPROVED).await,
        Answer::Reject => {
            if leaves {
                tells_registry(realm, stored, TransferMove::Reject).await?;
            }
            conclude::refuse(realm, stored, TransferState::Rejected).await
        }
    }
}

/// Withdraws a request of the caller's account.
///
/// # Errors
/// When there is none.
pub async fn cancel(cx: &Context, name: DomainName) -> Result<()> {
    let stored = pending(cx, &name).await?;
    if stored.transfer.gaining != Some(cx.account()) {
        return Err(Error::NotYours(Noun::Transfer));
    }
    if stored.transfer.route() == Route::In && stored.transfer.state == TransferState::Pending {
        tells_registry(&cx.realm, &stored, TransferMove::Cancel).await?;
    }
    conclude::refuse(&cx.realm, &stored, TransferState::Cancelled).await
}

/// Makes a move at the registry. Whether it was made is looked up soon: no message tells of it when
/// the answer is lost, or when nobody is left to hear it.
async fn tells_registry(
    realm: &Arc<Realm>,
    stored: &StoredTransfer,
    step: TransferMove,
) -> Result<()> {
    conclude::look_again(realm, stored.transfer.id, realm.now() + LOOK_AGAIN).await?;
    realm.registry.transfer(&stored.transfer.name, &step).await.map(drop)
}

/// Mails the key of a pending transfer again.
///
/// # Errors
/// When the caller's account has no part in one.
pub async fn mail_again(cx: &Context, name: DomainName) -> Result<()> {
    let stored = pending(cx, &name).await?;
    let inner = cx.clone();
    cx.realm
        .store
        .write(move |tx| {
            let (account, member) = (inner.account(), inner.caller.member);
            let kind = EventKind::TransferMailed;
            let event = tx.log(account, member, kind, name.as_str(), "", inner.now())?;
            let id = stored.transfer.id.0;
            tx.schedule(jobs::TRANSFER_MAIL, id, inner.now(), &event.to_string())
        })
        .await?;
    cx.realm.wake.notify_one();
    Ok(())
}

/// The pending transfer of a name that the caller's account has a part in.
async fn pending(cx: &Context, name: &DomainName) -> Result<StoredTransfer> {
    cx.needs_more_than_privileges()?;
    let (name, account) = (name.clone(), cx.account());
    let (stored, held) =
        cx.realm.store.read(move |tx| Ok((tx.open_transfer(&name)?, tx.domain(&name)?))).await?;
    let concerns = |stored: &StoredTransfer| {
        stored.transfer.gaining == Some(account) || stored.transfer.losing == Some(account)
    };
    match (stored, held) {
        (Some(stored), _) if concerns(&stored) => Ok(stored),
        (_, Some(held)) if held.domain.account == account => {
            Err(Error::NothingPending(Noun::Transfer))
        }
        (_, Some(_)) => Err(Error::NotYours(Noun::Domain)),
        (_, None) => Err(Error::NotFound(Noun::Transfer)),
    }
}
