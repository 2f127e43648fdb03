//! Names, switches, keys, and who sees what.

use app::Context;
use app::accounts::below;
use app::tenants::{self, Found};
use model::account::{Kind, Standing};
use model::error::{Credential, Field, Noun, Prohibition, Reason, Restriction, TenantPart};
use model::event::EventKind;
use model::tenant::Quantity;
use model::{Error, Result};

use super::office::{Office, creates, joins, mail, names, wish};
use crate::world::AUDIENCE;

const UNKNOWN: Error = Error::NotFound(Noun::Tenant);

fn standing(found: Result<Found>) -> Result<Standing> {
    found.map(|found| found.tenant.standing)
}

#[tokio::test]
async fn a_tenant_has_the_name_of_its_reseller_behind_its_own() {
    let office = Office::new().await;
    let shop = office.shop();
    let shoes = creates(shop, "Shoes").await.unwrap();
    assert_eq!((shoes.tenant.name.as_str(), &*shoes.plan), ("Shoes@shop", "my-basic-plan"));
    let quantities = (shoes.tenant.retention.to_string(), shoes.tenant.volume.to_string());
    assert_eq!(quantities, ("2.0".to_owned(), "2.0".to_owned()));
    for name in ["Shoes", "shoes@shop", "SHOES@SHOP"] {
        assert_eq!(tenants::read(shop, name).await, Ok(shoes.clone()), "{name}");
        assert_eq!(creates(shop, name).await, Err(Error::Taken(Noun::Tenant)), "{name}");
    }
    assert_eq!(tenants::read(shop, "shoes@other").await, Err(UNKNOWN));
    assert_eq!(
        creates(shop, "boots@other").await,
        Err(Error::invalid(Field::Tenant(TenantPart::Name), Reason::Contradicts))
    );
    let account = shoes.tenant.id;
    let account = office.world.within(move |tx| tx.account(account)).await.unwrap();
    assert_eq!((account.kind, account.parent), (Kind::Customer, Some(shop.account())));
    assert_eq!(office.world.log(shop, 1).await, [EventKind::TenantCreated]);
}

#[tokio::test]
async fn a_plan_bounds_retention_and_volume_and_decimals_are_kept() {
    let office = Office::new().await;
    let quantity = |text| Some(Quantity::parse(text, TenantPart::Volume).unwrap());
    let creates = async |name: &str, plan: &str, retention, volume| {
        let wish = tenants::CreateTenant { plan: plan.to_owned(), retention, volume, ..wish(name) };
        tenants::create(office.shop(), wish).await
    };
    let trial = creates("a", "TRIAL", quantity("0.0333"), quantity("0.5")).await.unwrap();
    assert_eq!(trial.tenant.retention.to_string(), "0.0333");
    let refused = |part, reason| Err(Error::invalid(Field::Tenant(part), reason));
    assert_eq!(
        creates("b", "trial", quantity("2"), None).await,
        refused(TenantPart::Retention, Reason::TooLarge)
    );
    assert_eq!(
        creates("b", "trial", None, quantity("0.01")).await,
        refused(TenantPart::Volume, Reason::NotOffered)
    );
    assert_eq!(creates("b", "gold", None, None).await, Err(Error::NotFound(Noun::Plan)));
    assert_eq!(
        creates("b", " ", None, None).await,
        Err(Error::Missing(Field::Tenant(TenantPart::Plan)))
    );
    assert_eq!(names(office.shop()).await, ["a@shop"]);
}

#[tokio::test]
async fn nothing_is_switched_twice() {
    let office = Office::new().await;
    let shop = office.shop();
    creates(shop, "shoes").await.unwrap();
    assert_eq!(standing(tenants::disable(shop, "shoes").await), Ok(Standing::Disabled));
    assert_eq!(standing(tenants::read(shop, "shoes").await), Ok(Standing::Disabled));
    assert_eq!(
        tenants::disable(shop, "shoes").await,
        Err(Error::Prohibited(Prohibition::Disabled))
    );
    assert_eq!(standing(tenants::enable(shop, "shoes").await), Ok(Standing::Active));
    assert_eq!(tenants::enable(shop, "shoes").await, Err(Error::Prohibited(Prohibition::Enabled)));
    let account = tenants::read(shop, "shoes").await.unwrap().tenant.id;
    let wait = office.world.within(move |tx| tx.set_account_standing(account, Standing::Pending));
    wait.await.unwrap();
    assert!(tenants::enable(shop, "shoes").await.is_err());
}

#[tokio::test]
async fn a_removed_tenant_is_hidden_and_its_name_is_not_given_out_again() {
    let office = Office::new().await;
    let shop = office.shop();
    for tenant in ["a", "b"] {
        office.owned(tenant).await;
        joins(shop, tenant, "both@example.com", "ADMIN").await.unwrap();
    }
    tenants::let_see(shop, "b", "a", model::tenant::Choice::All).await.unwrap();
    tenants::remove(shop, AUDIENCE, "a").await.unwrap();
    assert_eq!(tenants::read(shop, "a").await, Err(UNKNOWN));
    assert_eq!(tenants::remove(shop, AUDIENCE, "a").await, Err(UNKNOWN));
    assert_eq!(creates(shop, "A").await, Err(Error::Taken(Noun::Tenant)));
    assert_eq!(names(shop).await, ["b@shop"]);
    assert_eq!(tenants::visibility(shop, "b").await, Ok(Vec::new()));

    assert!(tenants::user(shop, mail("both@example.com")).await.is_ok());
    let gone = Err(Error::NotFound(Noun::User));
    assert_eq!(tenants::user(shop, mail("owner@a.example")).await, gone);
    tenants::remove(shop, AUDIENCE, "b").await.unwrap();
    assert_eq!(tenants::user(shop, mail("both@example.com")).await, gone);
    assert!(office.world.books_balance().await);
}

#[tokio::test]
async fn another_resellers_tenant_is_as_unknown_as_none() {
    let office = Office::new().await;
    let (shop, other) = (office.shop(), &office.world.other);
    office.owned("shoes").await;
    for name in ["shoes", "shoes@shop", "shoes@other"] {
        assert_eq!(tenants::read(other, name).await, Err(UNKNOWN));
        assert_eq!(tenants::disable(other, name).await, Err(UNKNOWN));
        assert_eq!(tenants::remove(other, AUDIENCE, name).await, Err(UNKNOWN));
        assert_eq!(tenants::members(other, name).await, Err(UNKNOWN));
    }
    let unknown = Err(Error::NotFound(Noun::User));
    assert_eq!(tenants::user(other, mail("owner@shoes.example")).await, unknown);
    assert!(names(other).await.is_empty());
    let own = creates(other, "shoes").await.unwrap();
    assert_eq!(own.tenant.name.as_str(), "shoes@other");
    assert_eq!(names(shop).await, ["shoes@shop"]);
}

#[tokio::test]
async fn a_tenants_account_has_nobody_to_act_as() {
    let office = Office::new().await;
    let account = office.owned("shoes").await.tenant.id;
    for above in [office.shop(), &office.world.registrar, &office.world.operator] {
        assert_eq!(
            below::acting_for(above, account).await.err(),
            Some(Error::NotFound(Noun::Account))
        );
    }
}

#[tokio::test]
async fn a_key_of_a_tenant_opens_that_one_alone() {
    let office = Office::new().await;
    let shop = office.shop();
    let shoes = office.owned("shoes").await.tenant.id;
    office.owned("boots").await;
    let key = tenants::create_key(shop, AUDIENCE, "shoes", "first").await.unwrap();
    let known = tenants::keys(shop, AUDIENCE, "shoes").await.unwrap();
    assert_eq!(known.iter().map(|key| &*key.name).collect::<Vec<_>>(), ["first"]);
    assert!(tenants::keys(shop, AUDIENCE, "boots").await.unwrap().is_empty());
    assert!(tenants::key(shop, AUDIENCE, "shoes", &key.public).await.is_ok());
    assert_eq!(
        tenants::key(shop, AUDIENCE, "boots", &key.public).await.err(),
        Some(Error::NotFound(Noun::AccessKey))
    );

    let inside = Context { tenant: Some(shoes), ..shop.clone() };
    let wrong_kind = Some(Error::Unauthenticated(Credential::WrongKind));
    assert_eq!(tenants::list(&inside).await.err(), wrong_kind);
    assert_eq!(creates(&inside, "more").await.err(), wrong_kind);
    assert_eq!(tenants::plans(&inside).await.err(), wrong_kind);
    assert_eq!(tenants::disable(&inside, "shoes").await.err(), wrong_kind);
    assert!(tenants::read(&inside, "shoes").await.is_ok());
    assert_eq!(tenants::read(&inside, "boots").await, Err(UNKNOWN));
    assert_eq!(tenants::members(&inside, "shoes").await.unwrap().len(), 1);
    assert_eq!(tenants::members(&inside, "boots").await, Err(UNKNOWN));
    let stranger = tenants::user(&inside, mail("owner@boots.example")).await;
    assert_eq!(stranger, Err(Error::NotFound(Noun::User)));

    tenants::disable(shop, "shoes").await.unwrap();
    let off = Err(Error::Forbidden(Restriction::AccountSuspended));
    assert_eq!(tenants::read(&inside, "shoes").await, off);
    tenants::remove(shop, AUDIENCE, "shoes").await.unwrap();
    let public = key.public.clone();
    let left = office.world.within(move |tx| tx.signing_key_by_public(AUDIENCE, &public)).await;
    assert!(left.unwrap().is_none());
}

#[tokio::test]
async fn a_key_tells_what_its_bearer_may_read_and_do() {
    let office = Office::new().await;
    let shop = office.shop();
    for tenant in ["shoes", "boots"] {
        office.owned(tenant).await;
    }
    let key = tenants::create_key(shop, AUDIENCE, "shoes", "").await.unwrap().public;
    let tables = model::tenant::Choice::Only(vec!["sales".to_owned()]);
    tenants::let_see(shop, "shoes", "boots@shop", tables).await.unwrap();
    let texts = |texts: &[&str]| texts.iter().map(|text| (*text).to_owned()).collect::<Vec<_>>();
    let asked = (texts(&["sales", "sales@boots@shop", "staff@boots"]), texts(&["alerts", "Fly"]));
    let access = tenants::access(shop, AUDIENCE, &key, asked).await.unwrap();
    assert_eq!(access.tenant, "shoes@shop");
    let granted = |list: &[(String, bool)]| list.iter().map(|one| one.1).collect::<Vec<_>>();
    assert_eq!(granted(&access.tables), [true, true, false]);
    assert_eq!(granted(&access.policies), [true, false]);
    let stranger = tenants::access(&office.world.other, AUDIENCE, &key, (vec![], vec![])).await;
    assert_eq!(stranger, Err(Error::Unauthenticated(Credential::Token)));
}

#[tokio::test]
async fn one_of_two_that_make_a_name_at_once_wins() {
    let office = Office::new().await;
    let shop = office.shop();
    let (one, other) = tokio::join!(creates(shop, "shoes"), creates(shop, "SHOES"));
    assert_eq!([&one, &other].into_iter().filter(|made| made.is_ok()).count(), 1);
    assert!([one, other].contains(&Err(Error::Taken(Noun::Tenant))));
    let (one, other) = tokio::join!(
        joins(shop, "shoes", "one@example.com", "OWNER"),
        joins(shop, "shoes", "other@example.com", "OWNER")
    );
    assert!([one, other].contains(&Err(Error::Prohibited(Prohibition::HasOwner))));
    assert_eq!(tenants::members(shop, "shoes").await.unwrap().len(), 1);
}

#[tokio::test]
async fn below_the_resellers_own_name_stand_all_of_its_tenants() {
    let office = Office::new().await;
    let shop = office.shop();
    office.owned("shoes").await;
    assert_eq!(tenants::children(shop, "SHOP").await.unwrap().len(), 1);
    assert_eq!(tenants::children(shop, "shoes@shop").await, Ok(Vec::new()));
    assert_eq!(tenants::children(shop, "other").await, Err(UNKNOWN));
}
