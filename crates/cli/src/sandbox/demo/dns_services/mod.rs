//! The shop of dns-services: a seller, customers who are strangers to each other, and what its support
//! and its affiliates begin with.

/// Customers who bring others.
mod affiliates;
/// People who act for a customer.
mod contacts;
/// Departments, and a ticket.
mod support;

use std::sync::Arc;

use app::accounts::open::Founder;
use app::accounts::second_access;
use app::{Realm, mail};
use dialects::dns_services::DnsServices;
use model::account::{AccountId, Billing, Kind};
use model::money::Currency;
use model::{Error, Result};
use serde_json::{Map, Value, json};
use wire::Dialect as _;

use super::passwords::{self, Passwords, Whose};
use super::people::{self, Person};
use super::{domains_co_za, exchanges};
use crate::asking_prices;
use crate::founding::founded;

/// The dialect's name, which is also its family of callers.
pub(super) const NAME: &str = DnsServices::NAME;
/// What everybody pays in.
const CURRENCY: Currency = Currency::USD;
/// Money for about a hundred ordinary purchases.
const FUNDS: &str = "5000.00";
/// Who sells.
const SELLER: Person = people::SELLER;
/// Who buys, by label. The last one is also let in by another dialect.
const CUSTOMERS: [(&str, Person); 3] =
    [("main", people::HARBOR), ("other", people::SUMMIT), ("both", people::BOTH)];

/// Whose passwords there are.
pub(super) fn whose() -> impl Iterator<Item = Whose> {
    let owners = [SELLER].into_iter().chain(CUSTOMERS.map(|(_, person)| person));
    let owners = owners.map(|person| (NAME, person.email));
    owners.chain([(domains_co_za::NAME, domains_co_za::GUEST)]).chain(contacts::whose())
}

/// Founds what is not there yet.
pub(super) async fn found(
    realm: &Arc<Realm>,
    operator: AccountId,
    passwords: &mut Passwords,
) -> Result<()> {
    let place = (operator, Kind::Registrar, Billing::Prepaid);
    let seller = owner(realm, passwords, place, SELLER).await?;
    asking_prices::set(realm, seller, &exchanges::AMERICAN).await?;
    let mut accounts = Vec::new();
    for (_, person) in CUSTOMERS {
        let place = (seller, Kind::Customer, Billing::Invoiced);
        let account = owner(realm, passwords, place, person).await?;
        super::fund(realm, NAME, (account, person.email), CURRENCY, FUNDS).await?;
        accounts.push(account);
    }
    let [main, other, both] = accounts[..] else {
        return Err(Error::internal("a customer is missing"));
    };
    let_in(realm, passwords, both).await?;
    contacts::add(realm, passwords, [main, other]).await?;
    support::begin(realm, seller, main).await?;
    affiliates::join(realm, seller, [main, other]).await?;
    mail::take_as_told(realm, main).await
}

/// What callers sign in with.
pub(super) fn facts(realm: &Realm) -> Map<String, Value> {
    let accounts = CUSTOMERS.map(|(label, person)| sign_in(realm, label, person));
    Map::from_iter([
        ("accounts".to_owned(), Value::Object(Map::from_iter(accounts))),
        ("contacts".to_owned(), Value::Object(contacts::facts(realm))),
    ])
}

fn sign_in(realm: &Realm, label: &str, person: Person) -> (String, Value) {
    let password = passwords::of(realm, (NAME, person.email));
    let facts = json!({ "username": person.email, "password": password.reveal() });
    (label.to_owned(), facts)
}

async fn owner(
    realm: &Arc<Realm>,
    passwords: &mut Passwords,
    (parent, kind, billing): (AccountId, Kind, Billing),
    person: Person,
) -> Result<AccountId> {
    let founder = Founder {
        parent: Some(parent),
        kind,
        currency: CURRENCY,
        billing,
        audience: NAME,
        login: person.email.to_owned(),
        password: passwords.take((NAME, person.email)).await?,
        profile: person.contact(),
        agreement: true,
    };
    founded(realm, founder).await
}

/// Lets the callers of the other dialect into an account.
async fn let_in(realm: &Arc<Realm>, passwords: &mut Passwords, account: AccountId) -> Result<()> {
    let (audience, login) = (domains_co_za::NAME, domains_co_za::GUEST);
    let password = passwords.take((audience, login)).await?;
    match second_access::give(realm, account, audience, login, password).await {
        Ok(_) | Err(Error::Taken(_)) => Ok(()),
        Err(error) => Err(error),
    }
}
