//! Opening an account: below the caller, or while a realm is set up.

use std::sync::Arc;

use model::account::{
    Account, AccountId, Action, Billing, Kind, MemberId, MemberRole, Standing, check_login,
};
use model::contact::{Contact, Whose};
use model::error::Noun;
use model::event::EventKind;
use model::money::Currency;
use model::particulars::Person;
use model::secret::Secret;
use model::{Error, Result};
use store::Tx;
use store::accounts::NewMember;

use super::credentials::{self, NewPassword};
use crate::contacts::create;
use crate::news::{self, Act};
use crate::realm::{Context, Realm};

/// An account that the caller wants below its own.
pub struct OpenAccount {
    /// Which family of callers the login belongs to.
    pub audience: &'static str,
    /// What its owner signs in with.
    pub login: String,
    /// And the password.
    pub password: Secret<String>,
    /// Who its owner is.
    pub profile: Contact,
}

/// An account that nobody opens: the operator's, and those a realm starts with.
pub struct Founder {
    /// The account above it; none for the operator.
    pub parent: Option<AccountId>,
    /// Where it stands.
    pub kind: Kind,
    /// The currency it pays in.
    pub currency: Currency,
    /// How it pays.
    pub billing: Billing,
    /// Which family of callers the login belongs to.
    pub audience: &'static str,
    /// What its owner signs in with; where it is empty, the account's own number.
    pub login: String,
    /// And the password.
    pub password: NewPassword,
    /// Who its owner is.
    pub profile: Contact,
    /// Whether it agreed to the terms.
    pub agreement: bool,
}

/// A new account.
pub struct Opened {
    /// The account.
    pub account: AccountId,
    /// Its owner's API key.
    pub api_key: Secret<String>,
}

/// Opens an account below the caller's, in the caller's currency.
///
/// # Errors
/// When the caller may not, the login is taken, or login, password or profile cannot be meant.
pub async fn open(cx: &Context, wish: OpenAccount) -> Result<Opened> {
    cx.caller.may(Action::ManageChildren)?;
    let founder = below(cx, wish)?;
    establish(&cx.realm, founder, None, Author::of(cx)).await
}

/// Opens an account below the caller's whose owner is a contact as an object: it is written down with
/// the account, as its first contact and the one that stands for it.
///
/// # Errors
/// As [`open`]; the profile in the wish does not count.
pub async fn open_for(cx: &Context, wish: OpenAccount, owner: Person) -> Result<Opened> {
    cx.caller.may(Action::ManageChildren)?;
    let founder = below(cx, wish)?;
    establish(&cx.realm, founder, Some(owner), Author::of(cx)).await
}

/// Whoever opens an account says how it signs in.
fn below(cx: &Context, wish: OpenAccount) -> Result<Founder> {
    Ok(Founder {
        parent: Some(cx.account()),
        kind: kind_below(cx.caller.kind),
        currency: cx.session.account.currency,
        billing: Billing::Prepaid,
        audience: wish.audience,
        login: check_login(&wish.login)?,
        password: wish.password.into(),
        profile: wish.profile,
        agreement: false,
    })
}

/// Opens an account while a realm is set up; nobody has to be there yet.
///
/// # Errors
/// [`Error::Taken`] when the login is in use, so that setting up twice opens nothing twice; else as
/// [`open`].
pub async fn found(realm: &Arc<Realm>, founder: Founder) -> Result<Opened> {
    establish(realm, founder, None, Author::default()).await
}

/// As [`found`], under a mark: a second account of the same mark is never opened. What has no login of
/// its own is known by that.
///
/// # Errors
/// [`Error::Taken`] when there is an account of this mark; else as [`found`].
pub async fn found_once(realm: &Arc<Realm>, founder: Founder, mark: &str) -> Result<Opened> {
    establish(realm, founder, None, Author { mark: Some(setting(mark)), ..Author::default() }).await
}

/// The account that was founded under a mark, if there is one.
///
/// # Errors
/// When the database fails.
pub async fn founded(realm: &Realm, mark: &str) -> Result<Option<AccountId>> {
    let setting = setting(mark);
    let number = realm.store.read(move |tx| tx.setting(&setting)).await?;
    Ok(number.and_then(|number| number.parse().ok()).map(AccountId))
}

/// The setting that keeps the number of what was founded under a mark.
fn setting(mark: &str) -> String {
    format!("founded.{mark}")
}

/// As [`found`], for an owner who is a contact as an object.
///
/// # Errors
/// As [`found`]; the profile in the wish does not count.
pub async fn found_for(realm: &Arc<Realm>, founder: Founder, owner: Person) -> Result<Opened> {
    establish(realm, founder, Some(owner), Author::default()).await
}

/// Who opens an account, and under which mark.
#[derive(Default)]
struct Author {
    member: Option<MemberId>,
    mark: Option<String>,
}

impl Author {
    const fn of(cx: &Context) -> Self {
        Self { member: cx.caller.member, mark: None }
    }

    fn unused(&self, tx: &mut Tx<'_>) -> Result<()> {
        let Some(mark) = &self.mark else { return Ok(()) };
        tx.setting(mark)?.map_or(Ok(()), |_| Err(Error::Taken(Noun::Account)))
    }

    fn sign(&self, tx: &mut Tx<'_>, account: AccountId) -> Result<()> {
        let Some(mark) = &self.mark else { return Ok(()) };
        tx.set_setting(mark, &account.0.to_string())
    }
}

const fn kind_below(parent: Kind) -> Kind {
    match parent {
        Kind::Operator => Kind::Registrar,
        Kind::Registrar => Kind::Reseller,
        Kind::Reseller | Kind::Customer => Kind::Customer,
    }
}

async fn establish(
    realm: &Arc<Realm>,
    founder: Founder,
    owner: Option<Person>,
    by: Author,
) -> Result<Opened> {
    let Founder { audience, password, .. } = founder;
    let own_number = founder.login.is_empty();
    let login = if own_number { String::new() } else { check_login(&founder.login)? };
    let owner = owner.map(Person::checked).transpose()?;
    let profile = match &owner {
        Some(owner) => owner.contact.clone(),
        None => founder.profile.checked(Whose::Profile)?,
    };
    let wanted = login.clone();
    realm.store.read(move |tx| free(tx, audience, &wanted)).await?;
    let hash = credentials::hashed(realm, audience, &login, password).await?;
    let (keys, now) = (realm.keys.clone(), realm.now());
    let account = Account {
        id: AccountId(0),
        parent: founder.parent,
        kind: founder.kind,
        standing: Standing::Active,
        currency: founder.currency,
        billing: founder.billing,
        low_balance_minor: realm.settings.low_balance_minor,
        agreement: founder.agreement,
        opened: now,
    };
    realm
        .store
        .write(move |tx| {
            if let Some(parent) = account.parent {
                tx.lock_account(parent)?;
            }
            free(tx, audience, &login)?;
            by.unused(tx)?;
            let id = tx.add_account(&account)?;
            let login = if own_number { id.0.to_string() } else { login.clone() };
            let member = tx.add_member(&NewMember {
                account: id,
                audience,
                login: &login,
                role: MemberRole::Owner,
                password: &hash,
                profile: &profile,
                added: now,
            })?;
            if let Some(owner) = &owner {
                let created = create::added(tx, &keys, id, owner, now)?;
                tx.set_primary_contact(id, created.id)?;
            }
            by.sign(tx, id)?;
            let api_key = credentials::issue(tx, &keys, member)?;
            let act = Act { account: id, member: by.member, now };
            news::tell(tx, act, EventKind::AccountOpened, &login, account.kind.word())?;
            Ok(Opened { account: id, api_key })
        })
        .await
}

fn free(tx: &mut Tx<'_>, audience: &str, login: &str) -> Result<()> {
    match tx.member_by_login(audience, login)? {
        Some(_) => Err(Error::Taken(Noun::Account)),
        None => Ok(()),
    }
}
