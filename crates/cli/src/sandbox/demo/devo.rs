//! Resellers of devo who are strangers to each other, and a tenant of one of them. They sign requests with
//! a key and its secret.

use std::sync::Arc;

use app::accounts::NewPassword;
use app::accounts::open::Founder;
use app::accounts::signing_keys::{Shape, Wish};
use app::tenants::{self, AddUser, CreateTenant, Way};
use app::{Context, Realm, callbacks};
use model::account::{AccountId, Billing, Kind};
use model::money::Currency;
use model::tenant::NewUser;
use model::{Error, Result};
use serde_json::{Map, Value, json};

use super::people::{self, Person};
use crate::founding::{self, founded_once};

/// The dialect's name, which is also its family of callers.
pub(super) const NAME: &str = "devo";
/// What everybody would pay in.
const CURRENCY: Currency = Currency::USD;
/// Who resells, by label, and under which name.
const RESELLERS: [(&str, &str, Person); 2] =
    [("main", "lighthouse", people::LIGHTHOUSE), ("other", "watchtower", people::WATCHTOWER)];

/// The tenant of the first of them, its plan, and who owns it.
const TENANT: &str = "beacon@lighthouse";
const PLAN: &str = "my-basic-plan";
const OWNER: Person = people::KEEPER;

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
    tenant(realm).await?;
    // Nobody is told of what was there in the first minute.
    let (label, ..) = RESELLERS[0];
    callbacks::take_as_told(realm, super::marked(realm, NAME, label).await?).await
}

/// Makes the tenant, its owner and its key.
async fn tenant(realm: &Arc<Realm>) -> Result<()> {
    let cx = landlord(realm).await?;
    let wish = CreateTenant {
        name: TENANT.to_owned(),
        plan: PLAN.to_owned(),
        retention: None,
        volume: None,
    };
    match tenants::create(&cx, wish).await {
        Ok(_) | Err(Error::Taken(_)) => {}
        Err(error) => return Err(error),
    }
    let user =
        NewUser { email: OWNER.email.to_owned(), name: OWNER.name.to_owned(), external: None };
    let (tenant, roles, owner) = (Some(TENANT.to_owned()), Vec::new(), true);
    match tenants::add_user(&cx, AddUser { tenant, user, roles, owner, way: Way::AtOnce }).await {
        Ok(_) | Err(Error::Taken(_) | Error::Exists(_) | Error::Prohibited(_)) => {}
        Err(error) => return Err(error),
    }
    if tenants::keys(&cx, NAME, TENANT).await?.is_empty() {
        tenants::create_key(&cx, NAME, TENANT, "domain").await?;
    }
    Ok(())
}

/// The reseller that has the tenant.
async fn landlord(realm: &Arc<Realm>) -> Result<Context> {
    let (label, ..) = RESELLERS[0];
    Context::for_account(realm, super::marked(realm, NAME, label).await?).await
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
    let key = tenants::keys(&landlord(realm).await?, NAME, TENANT).await?.into_iter().next();
    let key = key.ok_or_else(|| Error::internal("a tenant without a key"))?;
    let domain = json!({ "domain": TENANT, "key": key.public, "secret": key.secret.reveal() });
    accounts.insert("domain".to_owned(), domain);
    let mut facts = Map::from_iter([("accounts".to_owned(), Value::Object(accounts))]);
    if let Some(target) = &realm.settings.webhooks {
        let secret = target.secret.written();
        let webhooks = json!({ "url": target.url, "secret": secret.reveal() });
        facts.insert("webhooks".to_owned(), webhooks);
    }
    Ok(facts)
}

fn wish(account: AccountId, label: &str) -> Wish {
    Wish { audience: NAME, account, tenant: None, name: label.to_owned(), shape: Shape::Pair }
}
