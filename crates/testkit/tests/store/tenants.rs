//! Tenants of resellers, their users, roles and plans.

use model::Result;
use model::account::{Account, AccountId, Billing, Kind, Standing};
use model::tenant::{
    BoundsChange, Choice, MembershipState, PlanChange, PlanId, Quantity, Role, RoleId, Tenant,
    TenantName,
};
use store::tenants::{NewMembership, NewUser, RolesOf};
use store::{Store, Tx};
use testkit::database::each_engine;

use crate::fixtures::{NEW_YEAR, account, open, second};

fn added(tx: &mut Tx<'_>, reseller: AccountId, name: &str) -> Result<Tenant> {
    let below =
        Account { kind: Kind::Customer, billing: Billing::FromAbove, ..account(Some(reseller)) };
    let tenant = Tenant {
        id: tx.add_account(&below)?,
        reseller,
        name: TenantName::of(name, "shop")?,
        plan: PlanId(1),
        retention: Quantity(33_300),
        volume: Quantity::whole(2),
        standing: Standing::Active,
        created: NEW_YEAR,
    };
    tx.add_tenant(&tenant)?;
    Ok(tenant)
}

async fn adds(store: &Store, reseller: AccountId, name: &'static str) -> Tenant {
    store.write(move |tx| added(tx, reseller, name)).await.unwrap()
}

/// Brings somebody into tenants, into the first as its owner.
async fn joins(store: &Store, reseller: AccountId, email: &'static str, tenants: Vec<AccountId>) {
    let joined = store.write(move |tx| {
        let new = NewUser { reseller, email, name: email, external: None };
        let user = tx.add_tenant_user(&new, NEW_YEAR)?;
        tx.set_tenant_user_handle(user, email)?;
        for (place, tenant) in tenants.iter().enumerate() {
            let new = NewMembership {
                tenant: *tenant,
                user,
                owner: place == 0,
                state: MembershipState::Pending,
                roles: &[RoleId::ADMIN, RoleId(10_007)],
            };
            tx.add_tenant_member(&new, second(1))?;
        }
        Ok(())
    });
    joined.await.unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn a_tenant_is_found_by_its_name_until_it_is_removed_and_the_name_stays_used() {
    each_engine(async |store| {
        let store = &store;
        let (shop, other) = (open(store, "shop").await, open(store, "other").await);
        let [one, two] = [adds(store, shop, "Shoes").await, adds(store, shop, "boots").await];
        adds(store, other, "shoes").await;
        let named = async |key: &'static str| {
            store.read(move |tx| tx.tenant_named(shop, key)).await.unwrap()
        };
        assert_eq!(named("shoes").await, Some(one.clone()));
        assert_eq!(named("hats").await, None);
        let all = store.read(move |tx| tx.tenants(shop)).await.unwrap();
        assert_eq!(all, [one.clone(), two.clone()]);

        let changed = Tenant { plan: PlanId(2), volume: Quantity(5), ..two.clone() };
        let (id, wanted) = (two.id, changed.clone());
        store.write(move |tx| tx.set_tenant_plan(&wanted)).await.unwrap();
        assert_eq!(store.read(move |tx| tx.tenant(id)).await.unwrap(), Some(changed));

        store.write(move |tx| tx.remove_tenant(&one, second(2))).await.unwrap();
        assert_eq!(named("shoes").await, None);
        assert!(store.read(move |tx| tx.tenant_name_used(shop, "shoes")).await.unwrap());
        assert!(!store.read(move |tx| tx.tenant_name_used(shop, "hats")).await.unwrap());
        assert_eq!(store.read(move |tx| tx.count_tenants(shop)).await.unwrap(), 1);
        assert!(store.write(move |tx| added(tx, shop, "SHOES")).await.is_err());
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn users_without_a_tenant_are_gone() {
    each_engine(async |store| {
        let store = &store;
        let shop = open(store, "shop").await;
        let [one, two] = [adds(store, shop, "one").await, adds(store, shop, "two").await];
        joins(store, shop, "Both@example.com", vec![one.id, two.id]).await;
        joins(store, shop, "first@example.com", vec![two.id]).await;
        let user = async |email: &'static str| {
            store.read(move |tx| tx.tenant_user_by_email(shop, email)).await.unwrap()
        };
        let both = user("both@EXAMPLE.com").await.unwrap();
        assert_eq!((&*both.email, &*both.handle), ("Both@example.com", "Both@example.com"));
        let (tenant, id) = (one.id, both.id);
        let member = store.read(move |tx| tx.tenant_member(tenant, id)).await.unwrap().unwrap();
        assert_eq!(
            (member.belonging.owner, member.belonging.state),
            (true, MembershipState::Pending)
        );
        assert_eq!(member.belonging.roles, [RoleId::ADMIN, RoleId(10_007)]);
        let owner = store.read(move |tx| tx.tenant_owner(tenant)).await.unwrap();
        assert_eq!(owner, Some(member));
        let memberships = store.read(move |tx| tx.tenant_memberships(id, 10)).await.unwrap();
        assert_eq!(memberships.len(), 2);

        store.write(move |tx| tx.remove_tenant(&one, second(2))).await.unwrap();
        assert!(user("both@example.com").await.is_some());
        let tenant = two.id;
        let left = store.read(move |tx| tx.tenant_members(tenant, 10)).await.unwrap();
        assert_eq!(left.len(), 2);
        let id = left[0].belonging.id;
        store.write(move |tx| tx.remove_tenant_member(id, both.id)).await.unwrap();
        assert!(user("both@example.com").await.is_none());
        assert_eq!(store.read(move |tx| tx.count_tenant_members(tenant)).await.unwrap(), 1);
        store.write(move |tx| tx.remove_tenant(&two, second(3))).await.unwrap();
        assert!(user("first@example.com").await.is_none());
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_tenant_has_one_owner_and_a_mail_address_one_user() {
    each_engine(async |store| {
        let store = &store;
        let (shop, other) = (open(store, "shop").await, open(store, "other").await);
        let tenant = adds(store, shop, "one").await.id;
        joins(store, shop, "ann@example.com", vec![tenant]).await;
        joins(store, shop, "bob@example.com", vec![]).await;
        joins(store, other, "ann@example.com", vec![]).await;
        let again = store.write(move |tx| {
            let new =
                NewUser { reseller: shop, email: "ANN@example.com", name: "", external: None };
            tx.add_tenant_user(&new, NEW_YEAR)
        });
        assert!(again.await.is_err());
        let second_owner = store.write(move |tx| {
            let bob = tx.tenant_user_by_email(shop, "bob@example.com")?.unwrap();
            let (state, roles) = (MembershipState::Active, &[RoleId::ADMIN]);
            let new = NewMembership { tenant, user: bob.id, owner: true, state, roles };
            tx.add_tenant_member(&new, NEW_YEAR)
        });
        assert!(second_owner.await.is_err());
        let known = store.write(move |tx| {
            let mut bob = tx.tenant_user_by_email(shop, "bob@example.com")?.unwrap();
            (bob.external, bob.phone) = (Some("7".to_owned()), "+27 1".to_owned());
            tx.set_tenant_user(&bob)?;
            Ok((tx.tenant_user_by_external(shop, "7")? == Some(bob.clone()))
                && tx.tenant_user_by_external(other, "7")?.is_none()
                && tx.tenant_user_by_handle(shop, &bob.handle)? == Some(bob))
        });
        assert!(known.await.unwrap());
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn roles_belong_to_a_tenant_or_to_a_resellers_plan() {
    each_engine(async |store| {
        let store = &store;
        let (shop, other) = (open(store, "shop").await, open(store, "other").await);
        let tenant = RolesOf::Tenant(adds(store, shop, "one").await.id);
        let plan = RolesOf::Plan(PlanId(1));
        let watch = Role::custom(
            "Night Watch",
            "",
            [Choice::All, Choice::Only(vec!["Search".to_owned(), "Flow".to_owned()])],
        )
        .unwrap();
        let new = watch.clone();
        let ids = store.write(move |tx| {
            Ok([tx.add_tenant_role(shop, tenant, &new)?, tx.add_tenant_role(shop, plan, &new)?])
        });
        let ids = ids.await.unwrap();
        assert!(ids.iter().all(|id| id.0 > RoleId::FIRST_CUSTOM));
        let roles =
            async |whose, of| store.read(move |tx| tx.tenant_roles(whose, of)).await.unwrap();
        assert_eq!(roles(shop, tenant).await, [Role { id: ids[0], ..watch.clone() }]);
        assert_eq!(roles(shop, plan).await, [Role { id: ids[1], ..watch.clone() }]);
        assert!(roles(other, plan).await.is_empty());
        let twice = watch.clone();
        assert!(store.write(move |tx| tx.add_tenant_role(shop, tenant, &twice)).await.is_err());
        let held = store.read(move |tx| tx.holds_tenant_role(tenant, ids[1])).await;
        assert!(!held.unwrap());

        let done = store.write(move |tx| {
            let day = Role { id: ids[0], name: "Day".to_owned(), ..watch.clone() };
            tx.set_tenant_role(&day)?;
            tx.remove_tenant_role(ids[1], second(1))?;
            tx.add_tenant_role(shop, plan, &watch)
        });
        assert!(!ids.contains(&done.await.unwrap()));
        assert_eq!(roles(shop, tenant).await[0].name, "Day");
        assert_eq!(roles(shop, plan).await.len(), 1);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn changes_of_plans_and_views_of_others_are_kept() {
    each_engine(async |store| {
        let store = &store;
        let shop = open(store, "shop").await;
        let [one, two] = [adds(store, shop, "one").await.id, adds(store, shop, "two").await.id];
        let change = PlanChange {
            volume: BoundsChange { usual: Some(Quantity(1)), ..BoundsChange::default() },
            retention: BoundsChange { least: Some(Quantity(2)), ..BoundsChange::default() },
            applications: Some(Choice::NOTHING),
        };
        let read = async || store.read(move |tx| tx.plan_change(shop, PlanId(1))).await.unwrap();
        assert_eq!(read().await, PlanChange::default());
        for change in [PlanChange::default(), change] {
            let wanted = change.clone();
            store.write(move |tx| tx.set_plan_change(shop, PlanId(1), &wanted)).await.unwrap();
            assert_eq!(read().await, change);
        }
        let sees = async |tables: Choice| {
            store.write(move |tx| tx.let_tenant_see(one, two, &tables)).await.unwrap()
        };
        let first = sees(Choice::All).await;
        assert_eq!(sees(Choice::Only(vec!["sales".to_owned()])).await, first);
        let seen = store.read(move |tx| tx.tenant_visibility(one)).await.unwrap();
        assert_eq!((seen.len(), &*seen[0].seen), (1, "two@shop"));
        assert!(!seen[0].tables.has("staff"));
    })
    .await;
}
