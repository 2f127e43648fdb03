//! Plans, and what a reseller changes about them.

use app::tenants;
use model::Error;
use model::error::{Field, Noun, Reason, TenantPart};
use model::tenant::{BoundsChange, Choice, PlanChange, Quantity};

use super::office::{Office, creates, joins, mail};

fn usual(months: u32) -> PlanChange {
    let usual = Some(Quantity::whole(months));
    PlanChange {
        retention: BoundsChange { usual, ..BoundsChange::default() },
        ..PlanChange::default()
    }
}

#[tokio::test]
async fn a_reseller_changes_plans_for_itself_alone() {
    let office = Office::new().await;
    let (shop, other) = (office.shop(), &office.world.other);
    let before = creates(shop, "before").await.unwrap();
    tenants::change_plan_of_tenants(shop, "my-basic-plan", usual(5)).await.unwrap();
    let applications = Some(Choice::Only(vec!["search".to_owned()]));
    let change = PlanChange { applications, ..PlanChange::default() };
    tenants::change_plan_of_tenants(shop, "my-basic-plan", change).await.unwrap();

    let retention =
        async |cx, name: &str| creates(cx, name).await.unwrap().tenant.retention.to_string();
    assert_eq!(retention(shop, "after").await, "5.0");
    assert_eq!(retention(other, "after").await, "2.0");
    assert_eq!(tenants::read(shop, "before").await, Ok(before));
    let (plan, roles) = tenants::read_plan(shop, "My-Basic-Plan").await.unwrap();
    assert_eq!((plan.applications, roles.len()), (vec!["Search".to_owned()], 3));
    let outside = tenants::change_plan_of_tenants(shop, "my-basic-plan", usual(13)).await;
    let refused = Error::invalid(Field::Tenant(TenantPart::Retention), Reason::TooLarge);
    assert_eq!(outside, Err(refused));
    assert_eq!(tenants::plans(shop).await.unwrap().len(), 3);
    let unknown = tenants::read_plan(shop, "gold").await.err();
    assert_eq!(unknown, Some(Error::NotFound(Noun::Plan)));
}

#[tokio::test]
async fn a_tenant_that_moves_to_another_plan_keeps_what_that_one_has() {
    let office = Office::new().await;
    let shop = office.shop();
    office.owned("shoes").await;
    joins(shop, "shoes", "bob@example.com", "analyst").await.unwrap();
    let moved = tenants::change_plan(shop, "shoes", "trial").await.unwrap();
    let quantities = (moved.tenant.retention.to_string(), moved.tenant.volume.to_string());
    assert_eq!(quantities, ("1.0".to_owned(), "1.0".to_owned()));
    let bob = tenants::member(shop, "shoes", mail("bob@example.com")).await.unwrap();
    assert_eq!(bob.roles, ["NO_PRIVILEGES"]);
    let unknown = tenants::change_plan(shop, "shoes", "gold").await;
    assert_eq!(unknown, Err(Error::NotFound(Noun::Plan)));
}

#[tokio::test]
async fn a_tenants_retention_stays_within_its_plan() {
    let office = Office::new().await;
    let shop = office.shop();
    creates(shop, "shoes").await.unwrap();
    let (changed, plan) =
        tenants::change_retention(shop, "shoes", Quantity::whole(12)).await.unwrap();
    assert_eq!(
        (changed.tenant.retention, plan.retention.most),
        (Quantity::whole(12), Quantity::whole(12))
    );
    assert!(tenants::change_retention(shop, "shoes", Quantity::whole(13)).await.is_err());
    let (found, _) = tenants::plan_of(shop, "shoes").await.unwrap();
    assert_eq!(found.tenant.retention, Quantity::whole(12));
}
