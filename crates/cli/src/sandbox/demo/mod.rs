//! Demo accounts, dialect by dialect. Founding them twice founds nothing twice.

/// The shop of dns-services.
mod dns_services;
/// What sellers ask in dollars.
mod dollar_prices;
/// A seller of domaincontext and its clients.
mod domaincontext;
/// The tree of domains-co-za.
mod domains_co_za;
/// Passwords of demo accounts.
mod passwords;
/// People and places that do not exist.
mod people;

use std::collections::BTreeMap;
use std::sync::Arc;

use app::Realm;
use app::accounts::open::Founder;
use model::Result;
use model::account::{AccountId, Billing, Kind};
use model::money::Currency;
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
    let operator = founded(
        realm,
        Founder {
            parent: None,
            kind: Kind::Operator,
            currency: realm.settings.currency,
            billing: Billing::Prepaid,
            audience: OPERATOR.0,
            login: OPERATOR.1.to_owned(),
            password: passwords.take(OPERATOR).await?,
            profile: people::OPERATOR.contact(),
            agreement: true,
        },
    )
    .await?;
    domains_co_za::found(realm, operator, &mut passwords).await?;
    dns_services::found(realm, operator, &mut passwords).await?;
    domaincontext::found(realm, operator, &mut passwords).await
}

/// What everybody needs to know.
pub(super) async fn facts(realm: &Arc<Realm>) -> Result<Facts> {
    let domains_co_za = domains_co_za::facts(realm).await?;
    let dns_services = dns_services::facts(realm);
    Ok(BTreeMap::from([
        (domains_co_za::NAME, domains_co_za),
        (dns_services::NAME, dns_services),
        (domaincontext::NAME, domaincontext::facts(realm)),
    ]))
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
