//! Resellers of devo who are strangers to each other. They sign requests with a key and its secret.

use std::sync::Arc;

use app::Realm;
use app::accounts::NewPassword;
use app::accounts::open::Founder;
use app::accounts::signing_keys::{Shape, Wish};
use model::Result;
use model::account::{AccountId, Billing, Kind};
use model::money::Currency;
use serde_json::{Map, Value, json};

use super::people::{self, Person};
use crate::founding::{self, founded_once};

/// The dialect's name, which is also its family of callers.
pub(super) const NAME: &str = "devo";
/// What everybody would pay in.
const CURRENCY: Currency = Currency::USD;
/// Who resells, by label, and under which name.
const RESELLERS: [(&str, &str, Person); 2] = [
    ("main", "lighthouse", people::LIGHTHOUSE),
    ("other", "watchtower", people::WATCHTOWER),
];

/// Founds what is not there yet.
pub(super) async fn found(realm: &Arc<Realm>, operator: AccountId) -> Result<()> {
    for (label, name, person) in RESELLERS {
        let founder = Founder {
            parent: Some(operator),
            kind: Kind::Reseller,
            currency: CURRENCY,
            billing: Billing::Prepaid,
            audience: NAME,
            login: name.to_owned(),
            password: NewPassword::Absent,
            profile: person.contact(),
            agreement: true,
        };
        let account = founded_once(realm, founder, &super::mark(NAME, label)).await?;
        founding::key(realm, wish(account, label)).await?;
    }
    Ok(())
}

/// What each of them signs with.
pub(super) async fn facts(realm: &Arc<Realm>) -> Result<Map<String, Value>> {
    let mut accounts = Map::new();
    for (label, name, _) in RESELLERS {
        let account = super::marked(realm, NAME, label).await?;
        let key = founding::key(realm, wish(account, label)).await?;
        let secret = key.secret.reveal();
        let facts = json!({ "reseller": name, "key": key.public, "secret": secret });
        accounts.insert(label.to_owned(), facts);
    }
    Ok(Map::from_iter([("accounts".to_owned(), Value::Object(accounts))]))
}

fn wish(account: AccountId, label: &str) -> Wish {
    Wish { audience: NAME, account, tenant: None, name: label.to_owned(), shape: Shape::Pair }
}
