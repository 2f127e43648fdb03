//! Demo accounts, dialect by dialect. Founding them twice founds nothing twice.

/// Resellers of devo.
mod devo;
/// The shop of dns-services.
mod dns_services;
/// A seller of domaincontext and its clients.
mod domaincontext;
/// The tree of domains-co-za.
mod domains_co_za;
/// Resellers of dreamscape.
mod dreamscape;
/// How sellers come to their prices in dollars.
mod exchanges;
/// Passwords of demo accounts.
mod passwords;
/// People and places that do not exist.
mod people;

use std::collections::BTreeMap;
use std::sync::Arc;

use app::Realm;
use app::accounts::NewPassword;
use app::accounts::open::{self, Founder};
use model::account::{AccountId, Billing, Kind};
use model::money::Currency;
use model::{Error, Result};
use serde_json::{Map, Value};

use crate::founding::{OPERATOR_AUDIENCE, founded};
use passwords::{Passwords, Whose};

/// Who runs the platform signs in as this.
const OPERATOR: Whose = (OPERATOR_AUDIENCE, "operator");

/// Per dialect what a caller needs to know: `accounts`, each with what it signs in with, and whatever
/// else there is.
pub(super) type Facts = BTreeMap<&'static str, Map<String, Value>>;

/// Founds what is not there yet.
pub(super) async fn found(realm: &Arc<Realm>) -> Result<()> {
    let everybody = [OPERATOR]
        .into_iter()
        .chain(domains_co_za::whose())
        .chain(dns_services::whose())
        .chain(domaincontext::whose());
    let mut passwords = Passwords::begin(realm, everybody);
    let operator = operator(realm, passwords.take(OPERATOR).await?).await?;
    domains_co_za::found(realm, operator, &mut passwords).await?;
    dns_services::found(realm, operator, &mut passwords).await?;
    domaincontext::found(realm, operator, &mut passwords).await?;
    dreamscape::found(realm, operator).await?;
    devo::found(realm, operator).await
}

/// Founds what is not there yet in the realm beside the live one.
pub(super) async fn found_beside(realm: &Arc<Realm>) -> Result<()> {
    let operator = operator(realm, NewPassword::Absent).await?;
    dreamscape::found(realm, operator).await
}

async fn operator(realm: &Arc<Realm>, password: NewPassword) -> Result<AccountId> {
    let founder = Founder {
        parent: None,
        kind: Kind::Operator,
        currency: realm.settings.currency,
        billing: Billing::Prepaid,
        audience: OPERATOR.0,
        login: OPERATOR.1.to_owned(),
        password,
        profile: people::OPERATOR.contact(),
        agreement: true,
    };
    founded(realm, founder).await
}

/// What everybody needs to know of the realm beside the live one.
pub(super) async fn facts_beside(realm: &Arc<Realm>) -> Result<Map<String, Value>> {
    dreamscape::facts(realm).await
}

/// What everybody needs to know.
pub(super) async fn facts(realm: &Arc<Realm>) -> Result<Facts> {
    let domains_co_za = domains_co_za::facts(realm).await?;
    let dns_services = dns_services::facts(realm);
    Ok(BTreeMap::from([
        (domains_co_za::NAME, domains_co_za),
        (dns_services::NAME, dns_services),
        (domaincontext::NAME, domaincontext::facts(realm)),
        (dreamscape::NAME, dreamscape::facts(realm).await?),
        (devo::NAME, devo::facts(realm).await?),
    ]))
}

/// What an account of a dialect is told apart by.
fn mark(dialect: &str, label: &str) -> String {
    format!("{dialect}.{label}")
}

/// The account of a dialect with this label.
async fn marked(realm: &Realm, dialect: &str, label: &str) -> Result<AccountId> {
    let account = open::founded(realm, &mark(dialect, label)).await?;
    account.ok_or_else(|| Error::internal("a demo account that was not founded"))
}

/// Pays in, unless the account was paid before.
async fn fund(
    realm: &Arc<Realm>,
    audience: &'static str,
    (account, login): (AccountId, &str),
    currency: Currency,
    amount: &str,
) -> Result<()> {
    let funds = realm.store.read(move |tx| tx.funds(account, currency)).await?;
    if funds.posted.minor != 0 {
        return Ok(());
    }
    app::accounts::funds::adjust(realm, audience, login, amount).await
}
