//! Who an account or a member is: read, and replaced as a whole.

use model::Result;
use model::account::{Account, Member, MemberId, MemberRole};
use model::contact::{Contact, Whose};
use model::event::EventKind;
use model::ledger::Funds;
use model::secret::Secret;
use store::Tx;
pub use store::access::LastSignIn;
use store::accounts::SignIn;

use super::{credentials, target};
use crate::news::{self, Act};
use crate::realm::Context;

/// A member, the account it acts for, and the account's money.
pub struct Profile {
    /// The account.
    pub account: Account,
    /// The member.
    pub member: Member,
    /// What the account has in its own currency.
    pub funds: Funds,
    /// The member's API key.
    pub api_key: Secret<String>,
    /// What the member is called at a registry.
    pub handle: String,
}

/// The caller's own profile, or that of an account below it.
///
/// # Errors
/// When the caller may not look, or there is no such account below it.
pub async fn read(cx: &Context, audience: &'static str, login: Option<&str>) -> Result<Profile> {
    cx.needs_more_than_privileges()?;
    let (caller, keys, login) = (cx.caller, cx.realm.keys.clone(), login.map(str::to_owned));
    cx.realm
        .store
        .read(move |tx| {
            let found = target::readable(tx, &caller, audience, login.as_deref())?;
            let SignIn { member, account, secrets, handle, .. } = found;
            let funds = tx.funds(account.id, account.currency)?;
            let api_key = credentials::api_key(&keys, &secrets)?;
            Ok(Profile { account, member, funds, api_key, handle })
        })
        .await
}

/// The client behind an account: its owner.
pub struct Client {
    /// The account.
    pub account: Account,
    /// Its owner.
    pub owner: Member,
    /// When the owner signed in last, if that ever happened.
    pub last_sign_in: Option<LastSignIn>,
}

/// The client behind the caller's account, whoever of its members asks.
///
/// # Errors
/// When the database fails.
pub async fn client(cx: &Context) -> Result<Client> {
    let account = cx.account();
    let found = cx.realm.store.read(move |tx| tx.owner(account)).await?;
    let SignIn { member, account, last_sign_in, .. } = found;
    Ok(Client { account, owner: member, last_sign_in })
}

/// Replaces the caller's own profile, or that of an account below it, and the password where one is
/// given. A new password voids older tokens; the same one again does not.
///
/// # Errors
/// When the caller may not, there is no such account below it, or a part cannot be meant.
pub async fn update(
    cx: &Context,
    audience: &'static str,
    login: Option<&str>,
    profile: Contact,
    password: Option<Secret<String>>,
) -> Result<()> {
    let profile = profile.checked(Whose::Profile)?;
    let (caller, login) = (cx.caller, login.map(str::to_owned));
    let selected = login.clone();
    let found = cx
        .realm
        .store
        .read(move |tx| target::changeable(tx, &caller, audience, selected.as_deref()))
        .await?;
    let hash = new_hash(cx, audience, &found, password).await?;
    let now = cx.now();
    cx.realm
        .store
        .write(move |tx| {
            tx.lock_account(found.account.id)?;
            let found = target::changeable(tx, &caller, audience, login.as_deref())?;
            let whose = holder(tx, &found)?;
            tx.set_profile(whose, &profile)?;
            if let Some(hash) = &hash {
                tx.set_password(found.member.id, hash)?;
            }
            let act = Act { account: found.account.id, member: caller.member, now };
            let detail = if hash.is_some() { "profile and password" } else { "profile" };
            news::tell(tx, act, EventKind::ProfileChanged, &found.member.login, detail)
        })
        .await
}

/// Whose profile says who a member is: a deputy stands for the owner.
fn holder(tx: &mut Tx<'_>, found: &SignIn) -> Result<MemberId> {
    match found.member.role {
        MemberRole::Deputy => tx.owner(found.account.id).map(|owner| owner.member.id),
        _ => Ok(found.member.id),
    }
}

/// The hash of a password that is given and differs from the one in use.
pub(super) async fn new_hash(
    cx: &Context,
    audience: &str,
    found: &SignIn,
    password: Option<Secret<String>>,
) -> Result<Option<String>> {
    let Some(password) = password else {
        return Ok(None);
    };
    let in_use = found.secrets.password.clone();
    if cx.realm.passwords.matches(password.clone(), in_use).await? {
        return Ok(None);
    }
    credentials::hashed(&cx.realm, audience, &found.member.login, password).await.map(Some)
}
