//! Roles of tenants.

use app::Context;
use app::tenants::{self, RoleHolder};
use model::error::{Noun, Prohibition};
use model::tenant::{Choice, Role, RoleKind, RolePatch};
use model::{Error, Result};

use super::office::{Office, creates, joins, mail};

fn of(tenant: &str) -> RoleHolder {
    RoleHolder::Tenant(tenant.to_owned())
}

fn plan(name: &str) -> RoleHolder {
    RoleHolder::Plan(name.to_owned())
}

async fn writes(cx: &Context, holder: RoleHolder, name: &str) -> Result<Role> {
    let role = Role::custom(name, "", [Choice::All, Choice::NOTHING])?;
    tenants::create_role(cx, holder, role).await
}

async fn names(cx: &Context, holder: RoleHolder) -> Vec<String> {
    let roles = tenants::list_roles(cx, holder).await.unwrap();
    roles.into_iter().map(|role| role.name).collect()
}

#[tokio::test]
async fn a_tenant_has_roles_of_its_own() {
    let office = Office::new().await;
    let shop = office.shop();
    creates(shop, "shoes").await.unwrap();
    creates(shop, "boots").await.unwrap();
    let made = writes(shop, of("shoes"), "Night Watch").await.unwrap();
    assert_eq!(made.kind, RoleKind::Custom);
    assert_eq!(tenants::role(shop, of("shoes"), "night_watch").await, Ok(made.clone()));
    assert_eq!(writes(shop, of("shoes"), "NIGHT WATCH").await, Err(Error::Exists(Noun::Role)));
    assert_eq!(writes(shop, of("shoes"), "analyst").await, Err(Error::Exists(Noun::Role)));
    assert_eq!(
        names(shop, of("shoes")).await,
        ["ADMIN", "NO_PRIVILEGES", "Night Watch", "ANALYST"]
    );
    assert_eq!(
        tenants::role(shop, of("boots"), "night watch").await,
        Err(Error::NotFound(Noun::Role))
    );

    let patch = RolePatch { name: Some("Day Watch".into()), ..RolePatch::default() };
    let changed = tenants::update_role(shop, of("shoes"), "night watch", patch).await.unwrap();
    assert_eq!((changed.id, changed.policies), (made.id, Choice::All));
    tenants::delete_role(shop, of("shoes"), "day watch").await.unwrap();
    let gone = tenants::delete_role(shop, of("shoes"), "day watch").await;
    assert_eq!(gone, Err(Error::NotFound(Noun::Role)));
    assert!(writes(shop, of("shoes"), "Day Watch").await.is_ok());
}

#[tokio::test]
async fn roles_that_nobody_wrote_stay() {
    let office = Office::new().await;
    let shop = office.shop();
    creates(shop, "shoes").await.unwrap();
    let refused = Err(Error::Prohibited(Prohibition::DefaultRole));
    for name in ["ADMIN", "no privileges", "analyst"] {
        for holder in [of("shoes"), plan("my-basic-plan")] {
            assert_eq!(tenants::delete_role(shop, holder, name).await, refused, "{name}");
        }
        let changed = tenants::update_role(shop, of("shoes"), name, RolePatch::default()).await;
        assert_eq!(changed, Err(Error::Prohibited(Prohibition::DefaultRole)));
    }
}

#[tokio::test]
async fn whoever_had_a_role_that_is_gone_is_left_without_privileges() {
    let office = Office::new().await;
    let shop = office.shop();
    office.owned("shoes").await;
    writes(shop, of("shoes"), "Watch").await.unwrap();
    joins(shop, "shoes", "bob@example.com", "watch").await.unwrap();
    tenants::delete_role(shop, of("shoes"), "watch").await.unwrap();
    let bob = tenants::member(shop, "shoes", mail("bob@example.com")).await.unwrap();
    assert_eq!(bob.roles, ["NO_PRIVILEGES"]);
}

#[tokio::test]
async fn a_role_of_a_plan_is_there_in_all_of_the_resellers_tenants_on_it() {
    let office = Office::new().await;
    let (shop, other) = (office.shop(), &office.world.other);
    creates(shop, "shoes").await.unwrap();
    creates(other, "shoes").await.unwrap();
    writes(shop, plan("MY-BASIC-PLAN"), "Auditor").await.unwrap();
    assert!(tenants::role(shop, of("shoes"), "auditor").await.is_ok());
    assert!(tenants::role(other, of("shoes"), "auditor").await.is_err());
    assert!(tenants::role(other, plan("my-basic-plan"), "auditor").await.is_err());
    let from_below = tenants::delete_role(shop, of("shoes"), "auditor").await;
    assert_eq!(from_below, Err(Error::Prohibited(Prohibition::DefaultRole)));
    tenants::delete_role(shop, plan("my-basic-plan"), "auditor").await.unwrap();
    assert!(tenants::role(shop, of("shoes"), "auditor").await.is_err());
    assert_eq!(writes(shop, plan("gold"), "Auditor").await, Err(Error::NotFound(Noun::Plan)));
}
