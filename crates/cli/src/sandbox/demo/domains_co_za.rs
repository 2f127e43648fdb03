//! The tree of domains-co-za: a registrar, and two resellers below it who are strangers to each
//! other.

use std::sync::Arc;

use app::accounts::open::Founder;
use app::accounts::prices::{self, NewPrice};
use app::keys::Purpose;
use app::{Context, Realm};
use dialects::domains_co_za::DomainsCoZa;
use model::account::{AccountId, Billing, Kind};
use model::money::Currency;
use model::price::PriceKind;
use model::{Error, Result};
use serde_json::{Map, Value, json};
use wire::Dialect as _;

use super::passwords::{self, Passwords, Whose};
use super::people::{self, Person};
use crate::founding::founded;

/// The dialect's name, which is also its family of callers.
pub(super) const NAME: &str = DomainsCoZa::NAME;
/// What everybody pays in.
const CURRENCY: Currency = Currency::ZAR;
/// Money for about a hundred ordinary purchases.
const FUNDS: &str = "25000.00";
/// What resellers pay on top of what the registrar pays, in per cent.
const ON_TOP: &str = "20.00";
/// The logins, which are also the labels.
const LOGINS: [&str; 3] = ["registrar", "main", "other"];
/// The login of an account that is at home in another dialect.
pub(super) const GUEST: &str = "both";

/// Whose passwords there are.
pub(super) fn whose() -> impl Iterator<Item = Whose> {
    LOGINS.into_iter().map(|login| (NAME, login))
}

/// Founds what is not there yet.
pub(super) async fn found(
    realm: &Arc<Realm>,
    operator: AccountId,
    passwords: &mut Passwords,
) -> Result<()> {
    let [registrar, main, other] = LOGINS;
    let resellers = [(main, people::MAIN), (other, people::OTHER)];
    let place = (operator, Kind::Registrar);
    let parent = member(realm, passwords, place, registrar, people::REGISTRAR).await?;
    for (login, person) in resellers {
        member(realm, passwords, (parent, Kind::Reseller), login, person).await?;
    }
    set_prices(realm, parent).await
}

/// What each of them signs in with.
pub(super) async fn facts(realm: &Arc<Realm>) -> Result<Map<String, Value>> {
    let mut accounts = Map::new();
    for login in LOGINS.into_iter().chain([GUEST]) {
        let password = passwords::of(realm, (NAME, login));
        let (password, key) = (password.reveal(), api_key(realm, login).await?);
        let account = json!({ "username": login, "password": password, "key": key });
        accounts.insert(login.to_owned(), account);
    }
    Ok(Map::from_iter([("accounts".to_owned(), Value::Object(accounts))]))
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
    let account = founded(realm, founder).await?;
    super::fund(realm, NAME, (account, login), CURRENCY, FUNDS).await?;
    Ok(account)
}

async fn set_prices(realm: &Arc<Realm>, registrar: AccountId) -> Result<()> {
    let cx = Context::for_account(realm, registrar).await?;
    let (kind, figures, currency) = (PriceKind::Percentage, [ON_TOP; 5], CURRENCY);
    let tlds = realm.rulebook.tlds().map(|rules| rules.tld.as_str());
    let prices: Vec<_> = tlds.map(|tld| NewPrice { tld, kind, figures, currency }).collect();
    prices::set_defaults(&cx, &prices).await
}

async fn api_key(realm: &Arc<Realm>, login: &'static str) -> Result<String> {
    let found = realm.store.read(move |tx| tx.member_by_login(NAME, login)).await?;
    let sealed = found.and_then(|found| found.secrets.api_key_sealed);
    let sealed = sealed.ok_or_else(|| Error::internal("a demo account without an API key"))?;
    Ok(realm.keys.open_text(Purpose::ApiKey, &sealed)?.reveal().clone())
}
