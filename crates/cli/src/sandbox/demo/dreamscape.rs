//! Resellers of dreamscape who are strangers to each other. They sign requests with a key, and are known
//! by the number of their account.

use std::sync::Arc;

use app::Realm;
use app::accounts::NewPassword;
use app::accounts::open::Founder;
use app::accounts::signing_keys::{Shape, Wish};
use model::Result;
use model::account::{AccountId, Billing, Kind};
use model::money::Currency;
use serde_json::{Map, Value, json};

use super::exchanges;
use super::people::{self, Person};
use crate::asking_prices;
use crate::beside;
use crate::founding::{self, founded_once};

/// The dialect's name, which is also its family of callers.
pub(super) const NAME: &str = beside::DIALECT;
/// What everybody pays in.
const CURRENCY: Currency = Currency::AUD;
/// Money for about a hundred ordinary purchases.
const FUNDS: &str = "2000.00";
/// Who resells, by label.
const RESELLERS: [(&str, Person); 2] = [("main", people::WATTLE), ("other", people::BANKSIA)];

/// Founds what is not there yet.
pub(super) async fn found(realm: &Arc<Realm>, operator: AccountId) -> Result<()> {
    for (label, person) in RESELLERS {
        let account = reseller(realm, operator, label, person).await?;
        let login = account.0.to_string();
        let dollars = &exchanges::AUSTRALIAN;
        asking_prices::set_for(realm, operator, (NAME, &login), dollars).await?;
        super::fund(realm, NAME, (account, &login), CURRENCY, FUNDS).await?;
    }
    Ok(())
}

/// What each of them signs with.
pub(super) async fn facts(realm: &Arc<Realm>) -> Result<Map<String, Value>> {
    let mut accounts = Map::new();
    for (label, _) in RESELLERS {
        let account = super::marked(realm, NAME, label).await?;
        let key = founding::key(realm, wish(account)).await?;
        let facts = json!({ "reseller_id": account.0, "api_key": key.secret.reveal() });
        accounts.insert(label.to_owned(), facts);
    }
    Ok(Map::from_iter([("accounts".to_owned(), Value::Object(accounts))]))
}

async fn reseller(
    realm: &Arc<Realm>,
    operator: AccountId,
    label: &str,
    person: Person,
) -> Result<AccountId> {
    let founder = Founder {
        parent: Some(operator),
        kind: Kind::Reseller,
        currency: CURRENCY,
        billing: Billing::Prepaid,
        audience: NAME,
        login: String::new(),
        password: NewPassword::Absent,
        profile: person.contact(),
        agreement: true,
    };
    let account = founded_once(realm, founder, &super::mark(NAME, label)).await?;
    founding::key(realm, wish(account)).await?;
    Ok(account)
}

fn wish(account: AccountId) -> Wish {
    let (audience, shape) = (NAME, Shape::Secret);
    Wish { audience, account, tenant: None, name: String::new(), shape }
}
