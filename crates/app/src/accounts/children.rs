//! The accounts below the caller's: listed, suspended and let in again.

use model::Result;
use model::account::{Action, Standing};
use model::event::EventKind;
pub use store::accounts::{Child, ChildOrder};

use super::target;
use crate::news::{self, Act};
use crate::page::{Page, Window, bounded};
use crate::realm::Context;

/// A page of the accounts directly below the caller's.
///
/// # Errors
/// When the caller may not have any.
pub async fn list(
    cx: &Context,
    search: Option<&str>,
    order: ChildOrder,
    window: Window,
) -> Result<Page<Child>> {
    cx.caller.may(Action::ManageChildren)?;
    let (parent, search, window) = (cx.account(), search.map(str::to_owned), bounded(window));
    cx.realm.store.read(move |tx| tx.children(parent, search.as_deref(), order, window)).await
}

/// Suspends an account below the caller's; tokens that were handed out before are refused at once.
///
/// # Errors
/// When the caller may not, there is no such account below it, or it is suspended already.
pub async fn suspend(cx: &Context, audience: &'static str, login: &str) -> Result<()> {
    switch(cx, audience, login, Standing::suspended, EventKind::AccountSuspended).await
}

/// Lifts the suspension of an account below the caller's.
///
/// # Errors
/// When the caller may not, there is no such account below it, or it is not suspended.
pub async fn unsuspend(cx: &Context, audience: &'static str, login: &str) -> Result<()> {
    switch(cx, audience, login, Standing::unsuspended, EventKind::AccountUnsuspended).await
}

async fn switch(
    cx: &Context,
    audience: &'static str,
    login: &str,
    rule: fn(Standing) -> Result<Standing>,
    kind: EventKind,
) -> Result<()> {
    cx.caller.may(Action::ManageChildren)?;
    let (caller, now, login) = (cx.caller, cx.now(), login.to_owned());
    cx.realm
        .store
        .write(move |tx| {
            let id = target::child(tx, &caller, audience, &login)?.account.id;
            tx.lock_account(id)?;
            let found = tx.account(id)?;
            tx.set_account_standing(id, rule(found.standing)?)?;
            let act = Act { account: id, member: caller.member, now };
            news::tell(tx, act, kind, &login, "")
        })
        .await
}
