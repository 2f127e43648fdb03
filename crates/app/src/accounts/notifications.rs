//! Which notification mail an account receives.

use model::Result;
use model::event::{EventKind, Notification, Notifications};
use model::privilege::{MiscPrivilege, Privilege};

use super::target;
use crate::news::{self, Act};
use crate::realm::Context;

/// What the caller's account receives, or an account below it.
///
/// # Errors
/// When the caller may not look, or there is no such account below it.
pub async fn read(
    cx: &Context,
    audience: &'static str,
    login: Option<&str>,
) -> Result<Notifications> {
    cx.needs(Privilege::Misc(MiscPrivilege::Emails))?;
    let (caller, login) = (cx.caller, login.map(str::to_owned));
    cx.realm
        .store
        .read(move |tx| {
            let found = target::readable(tx, &caller, audience, login.as_deref())?;
            tx.notifications(found.account.id)
        })
        .await
}

/// Switches some of what the caller's account receives, or an account below it; the others stay.
/// Answers with all of them.
///
/// # Errors
/// When the caller may not, or there is no such account below it.
pub async fn set(
    cx: &Context,
    audience: &'static str,
    login: Option<&str>,
    switches: &[(Notification, bool)],
) -> Result<Notifications> {
    let (caller, now, login) = (cx.caller, cx.now(), login.map(str::to_owned));
    let switches = switches.to_vec();
    cx.realm
        .store
        .write(move |tx| {
            let found = target::changeable(tx, &caller, audience, login.as_deref())?;
            let account = found.account.id;
            tx.lock_account(account)?;
            let before = tx.notifications(account)?;
            let after = switches.iter().fold(before, |set, (which, on)| set.with(*which, *on));
            tx.set_notifications(account, after)?;
            let act = Act { account, member: caller.member, now };
            news::tell(tx, act, EventKind::NotificationsSet, &found.member.login, "")?;
            Ok(after)
        })
        .await
}
