//! A seller of domaincontext, and clients below it who are strangers to each other. One of them guards
//! what it holds with a pincode.

use std::sync::Arc;

use app::accounts::open::Founder;
use app::accounts::pincode;
use app::{Context, Realm};
use dialects::domaincontext::DomainContext;
use model::Result;
use model::account::{AccountId, Billing, Kind};
use model::money::Currency;
use serde_json::{Map, Value, json};
use wire::Dialect as _;

use super::exchanges;
use super::passwords::{self, Passwords, Whose};
use super::people::{self, Person};
use crate::asking_prices;
use crate::founding::founded_for;

/// The dialect's name, which is also its family of callers.
pub(super) const NAME: &str = DomainContext::NAME;
/// What everybody pays in.
const CURRENCY: Currency = Currency::USD;
/// Money for about a hundred ordinary purchases.
const FUNDS: &str = "5000.00";
/// The login of the account above the others.
const SELLER: &str = "seller";
/// Logins of the others, which are also the labels.
const CLIENTS: [(&str, Person); 3] =
    [("main", people::LANTERN), ("other", people::QUARRY), (GUARDED, people::ORCHARD)];
/// Who has a pincode, and which.
const GUARDED: &str = "guarded";
const PINCODE: &str = "4711";

/// Whose passwords there are.
pub(super) fn whose() -> impl Iterator<Item = Whose> {
    std::iter::once(SELLER).chain(CLIENTS.map(|(login, _)| login)).map(|login| (NAME, login))
}

/// Founds what is not there yet.
pub(super) async fn found(
    realm: &Arc<Realm>,
    operator: AccountId,
    passwords: &mut Passwords,
) -> Result<()> {
    let place = (operator, Kind::Registrar);
    let seller = member(realm, passwords, place, SELLER, people::COMPASS).await?;
    let dollars = &exchanges::AMERICAN;
    asking_prices::set_for(realm, operator, (NAME, SELLER), dollars).await?;
    asking_prices::set(realm, seller, dollars).await?;
    for (login, person) in CLIENTS {
        let account = member(realm, passwords, (seller, Kind::Reseller), login, person).await?;
        if login == GUARDED {
            pincode::set(&Context::for_account(realm, account).await?, Some(PINCODE)).await?;
        }
    }
    Ok(())
}

/// What each of them signs in with.
pub(super) fn facts(realm: &Realm) -> Map<String, Value> {
    let logins = std::iter::once(SELLER).chain(CLIENTS.map(|(login, _)| login));
    let accounts = logins.map(|login| {
        let password = passwords::of(realm, (NAME, login));
        let mut account = json!({ "auth_login": login, "auth_password": password.reveal() });
        if login == GUARDED {
            account["pincode"] = PINCODE.into();
        }
        (login.to_owned(), account)
    });
    Map::from_iter([("accounts".to_owned(), Value::Object(accounts.collect()))])
}

async fn member(
    realm: &Arc<Realm>,
    passwords: &mut Passwords,
    (parent, kind): (AccountId, Kind),
    login: &'static str,
    person: Person,
) -> Result<AccountId> {
    let founder = Founder {
        parent: Some(parent),
        kind,
        currency: CURRENCY,
        billing: Billing::Prepaid,
        audience: NAME,
        login: login.to_owned(),
        password: passwords.take((NAME, login)).await?,
        profile: person.contact(),
        agreement: true,
    };
    let account = founded_for(realm, founder, Some(person.person())).await?;
    super::fund(realm, NAME, (account, login), CURRENCY, FUNDS).await?;
    Ok(account)
}
