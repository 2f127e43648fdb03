//! Calls to addresses that callers gave: written down in the transaction that has the news, made by a
//! job, and made again after 10 seconds, 1, 5 and 30 minutes, 2, 6, 12 and 24 hours until somebody
//! takes them. Any answer of the kind 2xx takes a call.

use std::sync::Arc;

use model::account::AccountId;
use model::callback::{self, Addressee, CallbackId, CallbackState};
use model::error::{Error, Field, Reason};
use model::forwarding::callable_address;
use model::{Result, time::Timestamp};
use store::Tx;

use crate::jobs;
use crate::page::MOST_ROWS;
use crate::ports::caller_back::Callback;
use crate::realm::{Context, Realm};
use crate::webhooks;

/// A form, as a browser sends one.
pub const FORM: &str = "application/x-www-form-urlencoded";

/// A call that is to be made.
#[derive(Debug, Clone, Copy)]
pub struct NewCallback<'a> {
    /// Whose address it goes to.
    pub account: AccountId,
    /// What it is about.
    pub subject: &'a str,
    /// Whose address that is.
    pub addressee: Addressee,
    /// Where it goes, as [`address`] read it.
    pub url: &'a str,
    /// The media type of the body.
    pub content_type: &'a str,
    /// Further headers.
    pub headers: &'a [(&'a str, &'a str)],
    /// What it says.
    pub body: &'a str,
}

/// Reads an address that is to be called. Whether anybody may call it is looked at when it is called.
///
/// # Errors
/// When it is not an `http` or `https` address.
pub fn address(text: &str) -> Result<String> {
    callable_address(text).ok_or(Error::invalid(Field::CallbackUrl, Reason::NotAUrl))
}

/// Writes a call down and has it made.
///
/// # Errors
/// When the database fails.
pub fn enqueue(tx: &mut Tx<'_>, new: NewCallback<'_>, now: Timestamp) -> Result<CallbackId> {
    let mut headers = vec![("content-type", new.content_type)];
    headers.extend_from_slice(new.headers);
    let headers = serde_json::to_string(&headers).map_err(Error::internal)?;
    let NewCallback { account, subject, addressee, url, body, .. } = new;
    let headers = &headers;
    let row = store::callbacks::NewCallback { account, subject, addressee, url, headers, body };
    let id = tx.add_callback(&row, now)?;
    tx.schedule(jobs::CALLBACK, id.0, now, "")?;
    Ok(id)
}

/// The last calls to addresses of the caller, newest first.
///
/// # Errors
/// When the database fails.
pub async fn list(cx: &Context, limit: i64) -> Result<Vec<callback::Callback>> {
    cx.needs_more_than_privileges()?;
    let (account, limit) = (cx.account(), limit.clamp(0, MOST_ROWS));
    cx.realm.store.read(move |tx| tx.callbacks(account, limit)).await
}

/// Takes everything that an account's addresses were to be told so far as told: no call is made about it.
///
/// # Errors
/// When the database fails.
pub async fn take_as_told(realm: &Arc<Realm>, account: AccountId) -> Result<()> {
    realm
        .store
        .write(move |tx| {
            tx.lock_account(account)?;
            for call in tx.forget_callbacks(account)? {
                tx.unschedule(jobs::CALLBACK, call.0)?;
            }
            Ok(())
        })
        .await
}

/// The operator has taken its address away since.
const NOBODY_LISTENS: Result<u16> = Err(Error::invalid(Field::CallbackUrl, Reason::NotApplicable));

/// Makes a call that nobody has taken yet.
pub(crate) async fn send(realm: &Arc<Realm>, id: CallbackId) -> Result<()> {
    let Some(waiting) = realm.store.read(move |tx| tx.callback(id)).await? else { return Ok(()) };
    if waiting.state != CallbackState::Waiting {
        return Ok(());
    }
    let headers = serde_json::from_str(&waiting.headers).map_err(Error::internal)?;
    let mut call = Callback {
        id: format!("callback-{}", id.0),
        at: realm.now(),
        addressee: waiting.addressee,
        url: waiting.url,
        headers,
        body: waiting.body,
    };
    let answer = match waiting.addressee {
        Addressee::Operator if !webhooks::sign(realm, &mut call) => NOBODY_LISTENS,
        Addressee::Operator | Addressee::Caller => realm.caller_back.call(&call).await,
    };
    let status = answer.as_ref().ok().copied();
    let attempt = waiting.attempt + 1;
    let (state, pause) = match answer {
        Ok(200..=299) => (CallbackState::Delivered, None),
        // Nobody may call it, and nobody ever will.
        Err(Error::Invalid { field: Field::CallbackUrl, .. }) => (CallbackState::GivenUp, None),
        Err(error @ Error::Internal(_)) => return Err(error),
        Ok(_) | Err(_) => match callback::pause_after(attempt) {
            Some(pause) => (CallbackState::Waiting, Some(pause)),
            None => (CallbackState::GivenUp, None),
        },
    };
    let now = realm.now();
    realm
        .store
        .write(move |tx| {
            tx.set_callback(id, state, status, now)?;
            pause.map_or(Ok(()), |pause| tx.schedule(jobs::CALLBACK, id.0, now + pause, ""))
        })
        .await
}
