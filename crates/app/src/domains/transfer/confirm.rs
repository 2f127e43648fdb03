//! The word of a name's owner, who was asked by mail whether the name may go.

use std::sync::Arc;

use model::Result;
use model::domain::transfer::{Route, TransferState};
use model::error::{Error, Field, Noun, Prohibition, Reason};
use model::name::DomainName;
use model::operation::OperationState;
use model::time::Seconds;
use store::transfers::StoredTransfer;

use super::conclude;
use super::request;
use super::respond::{self, Answer};
use crate::accounts::below;
use crate::jobs;
use crate::keys::{Keys, Purpose, same};
use crate::operations;
use crate::realm::{Context, Realm};

/// How long after it was written down an approval is taken up by somebody else.
const TAKEN_UP: Seconds = Seconds(60);
/// What the message is about, in one word.
const SUBJECT: &str = "transfer";

/// What stands in a message that asks for the owner's word. The token alone opens the transfer; the
/// rest says what it is about and that it came from here.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Confirmation {
    /// The name.
    pub domains: String,
    /// Until when an answer counts, as a date.
    pub till_date: String,
    /// What is asked.
    pub what: String,
    /// Makes the seal of each message its own.
    pub salt: String,
    /// The seal over everything else.
    pub hash: String,
    /// The key of the transfer.
    pub token: String,
}

/// A confirmation as it comes back. What was left out is not compared; the token is needed.
#[derive(Debug, Clone, Default)]
pub struct Returned {
    /// The names, where they are said.
    pub domains: Vec<String>,
    /// Until when an answer counts.
    pub till_date: Option<String>,
    /// What was asked.
    pub what: Option<String>,
    /// The salt.
    pub salt: Option<String>,
    /// The seal.
    pub hash: Option<String>,
    /// The key of the transfer.
    pub token: Option<String>,
}

/// What the message about a transfer carries.
pub(crate) fn confirmation(keys: &Keys, stored: &StoredTransfer) -> Result<Confirmation> {
    let token = keys.open_text(Purpose::TransferKey, &stored.key_sealed)?;
    let (token, transfer) = (token.reveal().clone(), &stored.transfer);
    // Short words, so that the key is the longest one in the message.
    let salt = keys.hex(Purpose::Confirmation, &[b"salt", token.as_bytes()], 8);
    let (domains, till_date) = (transfer.name.to_string(), transfer.deadline.day());
    let parts = [domains.as_str(), &till_date, SUBJECT, &salt, &token];
    let hash = keys.hex(Purpose::Confirmation, &parts.map(str::as_bytes), 10);
    Ok(Confirmation { domains, till_date, what: SUBJECT.to_owned(), salt, hash, token })
}

/// The open transfer that a returned confirmation is about.
///
/// # Errors
/// Names what was left out or does not agree with the message; [`Error::NothingPending`] when the
/// owner's word is not waited for any more.
pub async fn find(realm: &Arc<Realm>, returned: &Returned) -> Result<StoredTransfer> {
    let token = returned.token.as_deref().map(str::trim).filter(|token| !token.is_empty());
    let digest = realm.keys.lookup(token.ok_or(Error::Missing(Field::Confirmation))?);
    let stored = realm
        .store
        .read(move |tx| tx.transfer_by_key(&digest))
        .await?
        .ok_or(Error::invalid(Field::Confirmation, Reason::Wrong))?;
    // Once it was decided there is nothing left that the message could agree with.
    if !waits_for_owner(&stored) {
        return Err(Error::NothingPending(Noun::Transfer));
    }
    let sent = confirmation(&realm.keys, &stored)?;
    let agrees = |given: &Option<String>, sent: &str| {
        given.as_deref().is_none_or(|given| same(given.trim().as_bytes(), sent.as_bytes()))
    };
    let names = |given: &String| {
        DomainName::parse(given, |tld| realm.rulebook.get(tld).is_some())
            .is_ok_and(|given| given == stored.transfer.name)
    };
    if !returned.domains.iter().all(names)
        || !agrees(&returned.till_date, &sent.till_date)
        || !agrees(&returned.what, &sent.what)
        || !agrees(&returned.salt, &sent.salt)
        || !agrees(&returned.hash, &sent.hash)
    {
        return Err(Error::invalid(Field::Confirmation, Reason::Contradicts));
    }
    Ok(stored)
}

fn waits_for_owner(stored: &StoredTransfer) -> bool {
    matches!(
        (stored.transfer.state, stored.transfer.route()),
        (TransferState::Unconfirmed, _) | (TransferState::Pending, Route::Internal | Route::Out)
    )
}

/// As [`find`], for a caller who has a part in the transfer, or stands above somebody who has.
///
/// # Errors
/// As [`find`]; a stranger's transfer reads as one that was never asked for.
pub async fn find_for(cx: &Context, returned: &Returned) -> Result<StoredTransfer> {
    let wrong = || Error::invalid(Field::Confirmation, Reason::Wrong);
    let token = returned.token.as_deref().map(str::trim).filter(|token| !token.is_empty());
    let digest = cx.realm.keys.lookup(token.ok_or(Error::Missing(Field::Confirmation))?);
    let inner = cx.clone();
    cx.realm
        .store
        .read(move |tx| {
            let Some(stored) = tx.transfer_by_key(&digest)? else { return Err(wrong()) };
            for side in [stored.transfer.gaining, stored.transfer.losing].into_iter().flatten() {
                match below::acting_within(tx, &inner, side) {
                    Ok(_) => return Ok(()),
                    Err(Error::NotFound(_)) => {}
                    Err(error) => return Err(error),
                }
            }
            Err(wrong())
        })
        .await?;
    find(&cx.realm, returned).await
}

/// Carries out what the owner said. A name that comes from another registrar is asked for there now;
/// one that moves between two accounts here moves, and one that another registrar asks for leaves.
///
/// # Errors
/// When nothing waits for the owner's word, or the registry refuses.
pub async fn confirm(realm: &Arc<Realm>, stored: &StoredTransfer, answer: Answer) -> Result<()> {
    match (answer, stored.transfer.state, stored.transfer.route()) {
        (Answer::Reject, TransferState::Unconfirmed, _) => {
            conclude::refuse(realm, stored, TransferState::Rejected).await
        }
        (Answer::Approve, TransferState::Unconfirmed, Route::In) => agreed(realm, stored).await,
        (_, TransferState::Pending, Route::Internal | Route::Out) => {
            respond::carry_out(realm, stored, answer).await
        }
        _ => Err(Error::NothingPending(Noun::Transfer)),
    }
}

/// The owner agreed: the registry is asked.
async fn agreed(realm: &Arc<Realm>, stored: &StoredTransfer) -> Result<()> {
    let (transfer, now) = (stored.transfer.id, realm.now());
    let id = stored.operation.ok_or_else(|| Error::internal("a transfer without an operation"))?;
    let operation = realm
        .store
        .write(move |tx| {
            let operation = tx.locked_operation(id)?;
            match operation.state {
                OperationState::Waiting => {}
                // The owner agreed before, and the registry is being asked.
                OperationState::Begun | OperationState::Unknown => {
                    return Err(Error::Prohibited(Prohibition::PendingOperation));
                }
                OperationState::Done | OperationState::Refused => {
                    return Err(Error::NothingPending(Noun::Transfer));
                }
            }
            tx.set_operation(id, OperationState::Begun, None, now)?;
            tx.schedule(jobs::OPERATION, id.0, now + TAKEN_UP, "")?;
            tx.unschedule(jobs::TRANSFER, transfer.0)?;
            tx.operation(id)
        })
        .await?;
    let operations::Command::Transfer(command) = operations::Command::of(&operation)? else {
        return Err(Error::internal("a transfer was not written down as one"));
    };
    let inner = Arc::clone(realm);
    operations::within_patience(realm, async move {
        request::ask(&inner, &operation, &command, false).await
    })
    .await
}
