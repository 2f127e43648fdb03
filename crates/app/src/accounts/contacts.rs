//! Contacts of an account: members who sign in with a password of their own and may do what they were
//! granted. Each also serves as a contact of names. A removed one is closed for good and keeps its
//! login.

use std::collections::BTreeSet;

use model::account::{AccountId, Action, MemberId, MemberRole, Standing, check_login};
use model::contact::{Contact, Whose};
use model::error::{Field, Noun, Reason};
use model::event::EventKind;
use model::privilege::{MiscPrivilege, Privilege, Privileges};
use model::{Error, Result};
use store::Tx;
pub use store::access::{Grantable, LastSignIn};
use store::accounts::{NewMember, SignIn};

use super::credentials::{self, NewPassword};
use crate::news::{self, Act};
use crate::page::MOST_ROWS;
use crate::realm::Context;

/// Contacts one account may have.
const MOST_CONTACTS: u16 = 1_000;

/// A contact of an account.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AccountContact {
    /// Its row, by which it is named in orders too.
    pub id: MemberId,
    /// What it signs in with.
    pub login: String,
    /// Who it is.
    pub profile: Contact,
    /// What it was granted.
    pub privileges: Privileges,
    /// When it signed in last, if it ever did.
    pub last_sign_in: Option<LastSignIn>,
}

impl From<SignIn> for AccountContact {
    fn from(found: SignIn) -> Self {
        let SignIn { member, privileges, last_sign_in, .. } = found;
        Self {
            id: member.id,
            login: member.login,
            profile: member.profile,
            privileges,
            last_sign_in,
        }
    }
}

/// A contact that an account wants.
pub struct NewContact {
    /// Which family of callers the login belongs to.
    pub audience: &'static str,
    /// What it signs in with.
    pub login: String,
    /// And the password.
    pub password: NewPassword,
    /// Who it is.
    pub profile: Contact,
    /// What it is granted.
    pub privileges: Privileges,
}

/// The contacts of the caller's account, oldest first.
///
/// # Errors
/// When the caller may not look.
pub async fn list(cx: &Context) -> Result<Vec<AccountContact>> {
    cx.needs(Privilege::Misc(MiscPrivilege::ManageProfiles))?;
    let account = cx.account();
    let found = cx.realm.store.read(move |tx| tx.account_contacts(account, MOST_CONTACTS.into()));
    Ok(found.await?.into_iter().map(AccountContact::from).collect())
}

/// One contact of the caller's account, with what it was granted about what the account has now.
///
/// # Errors
/// When the caller may not look, or there is no such contact.
pub async fn details(cx: &Context, id: MemberId) -> Result<AccountContact> {
    cx.needs(Privilege::Misc(MiscPrivilege::ManageProfiles))?;
    let account = cx.account();
    let (mut contact, owned) = cx
        .realm
        .store
        .read(move |tx| {
            let contact = AccountContact::from(own(tx, account, id)?);
            Ok((contact, tx.grantable(account, MOST_ROWS)?))
        })
        .await?;
    let services: BTreeSet<_> = owned.services.into_iter().collect();
    let domains: BTreeSet<_> = owned.domains.into_iter().collect();
    contact.privileges.services.retain(|id, _| services.contains(id));
    contact.privileges.domains.retain(|id, _| domains.contains(id));
    Ok(contact)
}

/// Adds a contact to the caller's account.
///
/// # Errors
/// When the caller is not the owner, the login is taken, or login, password or profile cannot be
/// meant.
pub async fn add(cx: &Context, new: NewContact) -> Result<AccountContact> {
    cx.caller.may(Action::ManageAccount)?;
    let NewContact { audience, password, .. } = new;
    let login = check_login(&new.login)?;
    let profile = new.profile.checked(Whose::Profile)?;
    let privileges = new.privileges.checked()?;
    let hash = credentials::hashed(&cx.realm, audience, &login, password).await?;
    let (caller, now) = (cx.caller, cx.now());
    cx.realm
        .store
        .write(move |tx| {
            tx.lock_account(caller.account)?;
            if tx.member_by_login(audience, &login)?.is_some() {
                return Err(Error::Taken(Noun::Member));
            }
            room(tx, caller.account)?;
            let id = tx.add_member(&NewMember {
                account: caller.account,
                audience,
                login: &login,
                role: MemberRole::Contact,
                password: &hash,
                profile: &profile,
                added: now,
            })?;
            tx.set_privileges(id, &privileges)?;
            let act = Act { account: caller.account, member: caller.member, now };
            news::tell(tx, act, EventKind::ContactAdded, &login, "")?;
            own(tx, caller.account, id).map(AccountContact::from)
        })
        .await
}

/// Replaces what a contact of the caller's account may do, from its next call on.
///
/// # Errors
/// When the caller is not the owner, or there is no such contact.
pub async fn set_privileges(cx: &Context, id: MemberId, privileges: Privileges) -> Result<()> {
    cx.caller.may(Action::ManageAccount)?;
    let privileges = privileges.checked()?;
    let (caller, now) = (cx.caller, cx.now());
    cx.realm
        .store
        .write(move |tx| {
            tx.lock_account(caller.account)?;
            let login = own(tx, caller.account, id)?.member.login;
            tx.set_privileges(id, &privileges)?;
            let act = Act { account: caller.account, member: caller.member, now };
            news::tell(tx, act, EventKind::PrivilegesSet, &login, "")
        })
        .await
}

/// Removes a contact; names keep what they know of it, and its login stays taken.
///
/// # Errors
/// When the caller is not the owner, or there is no such contact.
pub async fn remove(cx: &Context, id: MemberId) -> Result<()> {
    cx.caller.may(Action::ManageAccount)?;
    let (caller, now) = (cx.caller, cx.now());
    cx.realm
        .store
        .write(move |tx| {
            tx.lock_account(caller.account)?;
            let login = own(tx, caller.account, id)?.member.login;
            tx.set_member_standing(id, Standing::Closed)?;
            let act = Act { account: caller.account, member: caller.member, now };
            news::tell(tx, act, EventKind::ContactRemoved, &login, "")
        })
        .await
}

/// The subscriptions and names of the caller's account that privileges can be granted about; the
/// other groups are the same for everybody.
///
/// # Errors
/// When the caller may not look.
pub async fn catalogue(cx: &Context) -> Result<Grantable> {
    cx.needs(Privilege::Misc(MiscPrivilege::ManageProfiles))?;
    let account = cx.account();
    cx.realm.store.read(move |tx| tx.grantable(account, MOST_ROWS)).await
}

/// Who a contact of `account` is, as a contact of a name.
///
/// # Errors
/// [`Error::NotFound`] when the account has no such contact.
pub fn as_contact(tx: &mut Tx<'_>, account: AccountId, id: MemberId) -> Result<Contact> {
    own(tx, account, id).map(|found| found.member.profile)
}

fn own(tx: &mut Tx<'_>, account: AccountId, id: MemberId) -> Result<SignIn> {
    tx.account_contact(account, id)?.ok_or(Error::NotFound(Noun::Contact))
}

fn room(tx: &mut Tx<'_>, account: AccountId) -> Result<()> {
    if tx.account_contacts(account, MOST_CONTACTS.into())?.len() < usize::from(MOST_CONTACTS) {
        return Ok(());
    }
    Err(Error::invalid(Field::Login, Reason::MoreThan(MOST_CONTACTS)))
}
