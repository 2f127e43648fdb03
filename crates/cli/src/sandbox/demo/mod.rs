//! Demo accounts, dialect by dialect. Founding them twice founds nothing twice.

/// The tree of domains-co-za.
mod domains_co_za;
/// People and places that do not exist.
mod people;

use std::collections::BTreeMap;
use std::sync::Arc;

use app::Realm;
use app::accounts::open::Founder;
use app::keys::Purpose;
use model::Result;
use model::account::{AccountId, Billing, Kind};
use model::money::Currency;
use model::secret::Secret;
use serde_json::{Map, Value};

use crate::founding::{OPERATOR_AUDIENCE, founded};

/// Signs of a demo password.
const PASSWORD_SIGNS: usize = 20;

/// Per dialect what each demo account signs in with, by its label.
pub(super) type Accounts = BTreeMap<&'static str, Map<String, Value>>;

/// Founds what is not there yet.
pub(super) async fn found(realm: &Arc<Realm>) -> Result<()> {
    let operator = founded(
        realm,
        Founder {
            parent: None,
            kind: Kind::Operator,
            currency: realm.settings.currency,
            billing: Billing::Prepaid,
            audience: OPERATOR_AUDIENCE,
            login: "operator".to_owned(),
            password: password(realm, OPERATOR_AUDIENCE, "operator"),
            profile: people::OPERATOR.contact(),
            agreement: true,
        },
    )
    .await?;
    domains_co_za::found(realm, operator).await
}

/// What everybody signs in with.
pub(super) async fn accounts(realm: &Arc<Realm>) -> Result<Accounts> {
    let domains_co_za = domains_co_za::accounts(realm).await?;
    Ok(BTreeMap::from([(domains_co_za::NAME, domains_co_za)]))
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

/// The password of a demo account; it follows from the seed.
fn password(realm: &Realm, audience: &str, login: &str) -> Secret<String> {
    let parts = [audience.as_bytes(), login.as_bytes()];
    Secret::new(realm.keys.text(Purpose::Demo, &parts, PASSWORD_SIGNS))
}
