//! Sub-users: further members of an account, kept by its owner. A removed one is closed for good and
//! keeps its login.

use model::account::{Action, Caller, MemberRole, Standing, check_login};
use model::contact::{Contact, ContactPatch, Whose};
use model::error::{Field, Noun, Reason};
use model::event::EventKind;
use model::secret::Secret;
use model::{Error, Result};
use store::Tx;
use store::accounts::NewMember;
pub use store::accounts::{MemberFilter, SignIn};

use super::{credentials, profile};
use crate::news::{self, Act};
use crate::page::{Page, Window, bounded};
use crate::realm::Context;

/// Sub-users one account may have, closed ones included.
const MOST_MEMBERS: u16 = 1_000;

/// A new sub-user.
pub struct AddedMember {
    /// The sub-user.
    pub member: SignIn,
    /// Its API key.
    pub api_key: Secret<String>,
}

/// Adds a sub-user to the caller's account.
///
/// # Errors
/// When the caller is not the owner, the login is taken, or login, password or profile cannot be
/// meant.
pub async fn add(
    cx: &Context,
    audience: &'static str,
    login: &str,
    password: Secret<String>,
    profile: Contact,
) -> Result<AddedMember> {
    cx.caller.may(Action::ManageAccount)?;
    let login = check_login(login)?;
    let profile = profile.checked(Whose::Profile)?;
    let hash = credentials::hashed(&cx.realm, audience, &login, password).await?;
    let (caller, keys, now) = (cx.caller, cx.realm.keys.clone(), cx.now());
    cx.realm
        .store
        .write(move |tx| {
            tx.lock_account(caller.account)?;
            if tx.member_by_login(audience, &login)?.is_some() {
                return Err(Error::Taken(Noun::Member));
            }
            room(tx, &caller)?;
            let id = tx.add_member(&NewMember {
                account: caller.account,
                audience,
                login: &login,
                role: MemberRole::Subuser,
                password: &hash,
                profile: &profile,
                added: now,
            })?;
            let api_key = credentials::issue(tx, &keys, id)?;
            let act = Act { account: caller.account, member: caller.member, now };
            news::tell(tx, act, EventKind::MemberAdded, &login, "")?;
            Ok(AddedMember { member: tx.member(id)?, api_key })
        })
        .await
}

/// Changes the given parts of a sub-user's profile, and its password where one is given.
///
/// # Errors
/// When the caller is not the owner, there is no such sub-user, or a part cannot be meant.
pub async fn update(
    cx: &Context,
    audience: &'static str,
    login: &str,
    patch: ContactPatch,
    password: Option<Secret<String>>,
) -> Result<SignIn> {
    cx.caller.may(Action::ManageAccount)?;
    let (caller, now, login) = (cx.caller, cx.now(), login.to_owned());
    let wanted = login.clone();
    let found = cx.realm.store.read(move |tx| own(tx, &caller, audience, &wanted)).await?;
    let hash = profile::new_hash(cx, audience, &found, password).await?;
    cx.realm
        .store
        .write(move |tx| {
            tx.lock_account(caller.account)?;
            let found = own(tx, &caller, audience, &login)?;
            let id = found.member.id;
            let profile = patch.applied_to(found.member.profile).checked(Whose::Profile)?;
            tx.set_profile(id, &profile)?;
            if let Some(hash) = &hash {
                tx.set_password(id, hash)?;
            }
            let act = Act { account: caller.account, member: caller.member, now };
            let detail = if hash.is_some() { "profile and password" } else { "profile" };
            news::tell(tx, act, EventKind::ProfileChanged, &found.member.login, detail)?;
            tx.member(id)
        })
        .await
}

/// A page of the sub-users of the caller's account, by login.
///
/// # Errors
/// When the caller is not the owner.
pub async fn list(cx: &Context, filter: MemberFilter, window: Window) -> Result<Page<SignIn>> {
    cx.caller.may(Action::ManageAccount)?;
    let (account, window) = (cx.account(), bounded(window));
    cx.realm.store.read(move |tx| tx.subusers(account, &filter, window)).await
}

/// Removes a sub-user; it stays in the books, and its login stays taken.
///
/// # Errors
/// When the caller is not the owner, or there is no such sub-user.
pub async fn remove(cx: &Context, audience: &'static str, login: &str) -> Result<()> {
    switch(cx, audience, login, |_| Ok(Standing::Closed), EventKind::MemberRemoved).await
}

/// Suspends a sub-user; tokens that were handed out before are refused at once.
///
/// # Errors
/// When the caller is not the owner, there is no such sub-user, or it is suspended already.
pub async fn suspend(cx: &Context, audience: &'static str, login: &str) -> Result<()> {
    switch(cx, audience, login, Standing::suspended, EventKind::MemberSuspended).await
}

/// Lifts a sub-user's suspension.
///
/// # Errors
/// When the caller is not the owner, there is no such sub-user, or it is not suspended.
pub async fn unsuspend(cx: &Context, audience: &'static str, login: &str) -> Result<()> {
    switch(cx, audience, login, Standing::unsuspended, EventKind::MemberUnsuspended).await
}

async fn switch(
    cx: &Context,
    audience: &'static str,
    login: &str,
    rule: fn(Standing) -> Result<Standing>,
    kind: EventKind,
) -> Result<()> {
    cx.caller.may(Action::ManageAccount)?;
    let (caller, now, login) = (cx.caller, cx.now(), login.to_owned());
    cx.realm
        .store
        .write(move |tx| {
            tx.lock_account(caller.account)?;
            let member = own(tx, &caller, audience, &login)?.member;
            tx.set_member_standing(member.id, rule(member.standing)?)?;
            let act = Act { account: caller.account, member: caller.member, now };
            news::tell(tx, act, kind, &member.login, "")
        })
        .await
}

/// A sub-user of the caller's account that was not removed.
fn own(tx: &mut Tx<'_>, caller: &Caller, audience: &str, login: &str) -> Result<SignIn> {
    tx.member_by_login(audience, login)?
        .filter(|found| {
            let member = &found.member;
            member.account == caller.account
                && member.role == MemberRole::Subuser
                && member.standing != Standing::Closed
        })
        .ok_or(Error::NotFound(Noun::Member))
}

fn room(tx: &mut Tx<'_>, caller: &Caller) -> Result<()> {
    let everybody = MemberFilter { closed_too: true, ..MemberFilter::default() };
    let window = Window { start: 0, limit: 0, descending: false };
    let members = tx.subusers(caller.account, &everybody, window)?.total;
    if members < i64::from(MOST_MEMBERS) {
        return Ok(());
    }
    Err(Error::invalid(Field::Login, Reason::MoreThan(MOST_MEMBERS)))
}
