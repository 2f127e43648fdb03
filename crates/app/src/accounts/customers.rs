//! Customers: accounts directly below the caller's that are known by a person and pay nothing themselves.
//! Whatever is bought for them is paid by whoever stands above.

use model::account::{
    AccountId, Action, Billing, Kind, Standing, check_customer_login, check_customer_password,
};
use model::contact::Contact;
use model::error::{Noun, Prohibition};
use model::event::EventKind;
use model::particulars::{Person, PersonPatch};
use model::secret::Secret;
use model::{Error, Result};
use store::Tx;
pub use store::customers::Customer;

use super::open::{self, Founder};
use super::{NewPassword, below, standing};
use crate::contacts::create;
use crate::keys::Purpose;
use crate::news::{self, Act};
use crate::page::{Page, Window, bounded};
use crate::realm::Context;

/// Signs of a login that nobody chose.
const LOGIN_SIGNS: usize = 12;
/// Logins that are tried where nobody chose one.
const ATTEMPTS: u8 = 8;

/// A customer that the caller wants.
pub struct NewCustomer {
    /// Which family of callers the login belongs to.
    pub audience: &'static str,
    /// What it signs in with; one is made where there is none.
    pub username: Option<String>,
    /// And the password; nothing signs in with one where there is none.
    pub password: Option<Secret<String>>,
    /// Who it is.
    pub person: Person,
}

/// What changes of a customer.
#[derive(Default)]
pub struct CustomerChange {
    /// What it signs in with.
    pub username: Option<String>,
    /// And the password.
    pub password: Option<Secret<String>>,
    /// Who it is.
    pub person: PersonPatch,
}

/// Opens an account below the caller's, in the caller's currency, for a customer.
///
/// # Errors
/// When the caller may not, the login is taken, or something about it cannot be meant.
pub async fn create(cx: &Context, wish: NewCustomer) -> Result<Customer> {
    cx.caller.may(Action::ManageCustomers)?;
    let person = wish.person.checked_in_trade()?;
    let chosen = wish.username.as_deref().map(check_customer_login).transpose()?;
    let mut attempt = 0;
    loop {
        let login = match &chosen {
            Some(login) => login.clone(),
            None => made_up(cx, &person, attempt),
        };
        let password = match &wish.password {
            Some(password) => {
                NewPassword::Hashed(hashed(cx, wish.audience, &login, password).await?)
            }
            None => NewPassword::Absent,
        };
        let founder = Founder {
            parent: Some(cx.account()),
            kind: Kind::Customer,
            currency: cx.session.account.currency,
            billing: Billing::FromAbove,
            audience: wish.audience,
            login,
            password,
            profile: Contact::default(),
            agreement: false,
        };
        match open::found_for(&cx.realm, founder, person.clone()).await {
            Ok(opened) => return read(cx, opened.account).await,
            Err(Error::Taken(_)) if chosen.is_none() && attempt < ATTEMPTS => attempt += 1,
            Err(error) => return Err(error),
        }
    }
}

/// A login that nobody has, most probably.
fn made_up(cx: &Context, person: &Person, attempt: u8) -> String {
    let (above, now) = (cx.account().0.to_be_bytes(), cx.now().unix().to_be_bytes());
    let parts: [&[u8]; 5] = [b"login", &above, person.contact.email.as_bytes(), &now, &[attempt]];
    cx.realm.keys.text(Purpose::Handle, &parts, LOGIN_SIGNS).to_lowercase()
}

async fn hashed(
    cx: &Context,
    audience: &str,
    login: &str,
    password: &Secret<String>,
) -> Result<String> {
    check_customer_password(password.reveal())?;
    let parts = [audience.as_bytes(), login.as_bytes(), &cx.now().unix().to_be_bytes()];
    let derived = cx.realm.keys.derive(Purpose::Salt, &parts);
    let salt = <[u8; 16]>::try_from(&derived[..16]).expect("sixteen of thirty-two bytes");
    cx.realm.passwords.hash(Secret::new(password.reveal().clone()), salt).await
}

/// A customer of the caller's.
///
/// # Errors
/// When the caller may have none, or there is no such one below it.
pub async fn read(cx: &Context, id: AccountId) -> Result<Customer> {
    cx.caller.may(Action::ManageCustomers)?;
    let above = cx.account();
    cx.realm.store.read(move |tx| found(tx, above, id)).await
}

fn found(tx: &mut Tx<'_>, above: AccountId, id: AccountId) -> Result<Customer> {
    tx.customer(above, id)?.ok_or(Error::NotFound(Noun::Account))
}

/// A page of the caller's customers, by number; those that are gone stay in it.
///
/// # Errors
/// When the caller may have none.
pub async fn list(cx: &Context, window: Window) -> Result<Page<Customer>> {
    cx.caller.may(Action::ManageCustomers)?;
    let (above, window) = (cx.account(), bounded(window));
    cx.realm.store.read(move |tx| tx.customers(above, window)).await
}

/// Changes what was said of a customer. Names that it stands for keep the contact they have.
///
/// # Errors
/// As [`read`], when the customer is gone, the login is taken, or something cannot be meant.
pub async fn update(
    cx: &Context,
    audience: &'static str,
    id: AccountId,
    change: CustomerChange,
) -> Result<Customer> {
    let CustomerChange { username, password, person: patch } = change;
    let username = username.as_deref().map(check_customer_login).transpose()?;
    let current = read(cx, id).await?;
    let hash = match &password {
        Some(password) => {
            let login = username.as_deref().unwrap_or(&current.username);
            Some(hashed(cx, audience, login, password).await?)
        }
        None => None,
    };
    let inner = cx.clone();
    cx.realm
        .store
        .write(move |tx| {
            tx.lock_account(id)?;
            let customer = found(tx, inner.account(), id)?;
            customer.standing.changed_to(customer.standing)?;
            if let Some(username) = &username {
                let holder = tx.member_by_login(audience, username)?;
                if holder.is_some_and(|holder| holder.member.id != customer.owner) {
                    return Err(Error::Taken(Noun::Account));
                }
                tx.set_login(customer.owner, username)?;
            }
            if let Some(hash) = &hash {
                tx.set_password(customer.owner, hash)?;
            }
            keep_person(tx, &inner, &customer, &patch)?;
            let customer = found(tx, inner.account(), id)?;
            let act = Act { account: id, member: inner.caller.member, now: inner.now() };
            news::tell(tx, act, EventKind::CustomerChanged, &customer.username, "")?;
            Ok(customer)
        })
        .await
}

/// Writes down who a customer is. A contact that stands for names already stays as it is, and another
/// one stands for the account.
fn keep_person(
    tx: &mut Tx<'_>,
    cx: &Context,
    customer: &Customer,
    patch: &PersonPatch,
) -> Result<()> {
    let (stored, now) = (&customer.person, cx.now());
    let person = patch.applied_to(stored.person.clone()).checked_in_trade()?;
    if person == stored.person {
        return Ok(());
    }
    if stored.reseller.is_some() {
        let created = create::added(tx, &cx.realm.keys, customer.id, &person, now)?;
        tx.set_primary_contact(customer.id, created.id)?;
    } else {
        tx.save_person(stored.id, &person, now)?;
    }
    tx.set_profile(customer.owner, &person.contact)
}

/// Closes a customer's account for good: it signs in nowhere and nothing is bought for it any more. It
/// can still be read, and what it has stays until that ends.
///
/// # Errors
/// As [`read`], and when it is gone already.
pub async fn terminate(cx: &Context, id: AccountId) -> Result<()> {
    read(cx, id).await?;
    standing::change(&cx.realm, id, Standing::Closed, cx.caller.member).await
}

/// A place to buy for a customer of the caller's from.
///
/// # Errors
/// When there is no such customer, or it is not active.
pub async fn buying_for(cx: &Context, id: AccountId) -> Result<Context> {
    cx.caller.may(Action::ManageCustomers)?;
    let inner = cx.clone();
    cx.realm
        .store
        .read(move |tx| {
            let acting = below::acting_within(tx, &inner, id)?;
            let account = &acting.session.account;
            if account.parent != Some(inner.account()) || account.kind != Kind::Customer {
                return Err(Error::NotFound(Noun::Account));
            }
            match account.standing {
                Standing::Active => Ok(acting),
                _ => Err(Error::Prohibited(Prohibition::CustomerNotActive)),
            }
        })
        .await
}
