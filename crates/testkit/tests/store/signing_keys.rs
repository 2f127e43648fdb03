//! Keys that sign requests.

use model::account::AccountId;
use model::signature::SigningKeyId;
use store::Store;
use store::signing_keys::NewSigningKey;
use testkit::database::each_engine;

use crate::fixtures::{NEW_YEAR, open, second};

async fn add(
    store: &Store,
    account: AccountId,
    public: &'static str,
    tenant: Option<AccountId>,
) -> SigningKeyId {
    let add = store.write(move |tx| {
        tx.add_signing_key(&NewSigningKey {
            audience: "here",
            account,
            tenant,
            public,
            secret_sealed: b"sealed",
            name: "main",
            made: NEW_YEAR,
        })
    });
    add.await.unwrap()
}

async fn end(store: &Store, account: AccountId, id: SigningKeyId) -> bool {
    store.write(move |tx| tx.end_signing_key("here", account, id, second(9))).await.unwrap()
}

async fn changed_after(store: &Store, change: i64) -> Vec<(i64, i64, bool)> {
    let keys = store.read(move |tx| tx.signing_keys_after("here", change, 10)).await.unwrap();
    keys.iter().map(|key| (key.change, key.id.0, key.ended.is_some())).collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn whoever_knows_a_change_is_told_the_later_ones() {
    each_engine(async |store| {
        let store = &store;
        let shop = open(store, "shop").await;
        let (one, two) = (add(store, shop, "", None).await, add(store, shop, "", None).await);
        assert_eq!(changed_after(store, 0).await, [(1, one.0, false), (2, two.0, false)]);
        assert!(changed_after(store, 2).await.is_empty());
        assert!(end(store, shop, one).await);
        assert_eq!(changed_after(store, 2).await, [(3, one.0, true)]);
        let three = add(store, shop, "", None).await;
        assert_eq!(changed_after(store, 3).await, [(4, three.0, false)]);
        let few = store.read(|tx| tx.signing_keys_after("here", 0, 1)).await.unwrap();
        assert_eq!(few.len(), 1);
        assert!(store.read(|tx| tx.signing_keys_after("there", 0, 9)).await.unwrap().is_empty());
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_ended_key_opens_nothing_and_frees_its_public_part() {
    each_engine(async |store| {
        let store = &store;
        let (shop, other) = (open(store, "shop").await, open(store, "other").await);
        let id = add(store, shop, "public", None).await;
        let named = async || {
            let found = store.read(|tx| tx.signing_key_by_public("here", "public")).await.unwrap();
            found.map(|key| (key.id, key.account))
        };
        assert_eq!(named().await, Some((id, shop)));
        assert!(store.read(move |tx| tx.key_holder(id)).await.unwrap().is_some());
        assert!(!end(store, other, id).await);
        assert!(end(store, shop, id).await && !end(store, shop, id).await);
        assert_eq!(named().await, None);
        assert_eq!(store.read(move |tx| tx.key_holder(id)).await.unwrap(), None);
        let again = add(store, other, "public", None).await;
        assert_eq!(named().await, Some((again, other)));
        let unnamed = store.read(|tx| tx.signing_key_by_public("here", "")).await.unwrap();
        assert!(unnamed.is_none());
        let twice = store.read(move |tx| tx.count_signing_keys("here", shop)).await.unwrap();
        assert_eq!(twice, 1);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn keys_of_a_tenant_stand_beside_those_of_the_account() {
    each_engine(async |store| {
        let store = &store;
        let (shop, tenant) = (open(store, "shop").await, open(store, "tenant").await);
        let whole = add(store, shop, "whole", None).await;
        let narrow = add(store, shop, "narrow", Some(tenant)).await;
        let listed = async |whose| {
            let keys = store.read(move |tx| tx.signing_keys("here", shop, whose, 10)).await;
            keys.unwrap().iter().map(|key| key.id).collect::<Vec<_>>()
        };
        assert_eq!(listed(None).await, [whole]);
        assert_eq!(listed(Some(tenant)).await, [narrow]);
        let holder = store.read(move |tx| tx.key_holder(narrow)).await.unwrap().unwrap();
        assert_eq!(holder.tenant, Some(tenant));
        let owner = store.read(move |tx| tx.owner(shop)).await.unwrap().member.id;
        assert_eq!(holder.member, owner);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn changes_from_many_sides_become_visible_in_their_order() {
    each_engine(async |store| {
        let store = std::sync::Arc::new(store);
        let shop = open(&store, "shop").await;
        let adding: Vec<_> = (0..8)
            .map(|_| {
                let store = std::sync::Arc::clone(&store);
                tokio::spawn(async move { add(&store, shop, "", None).await })
            })
            .collect();
        for added in adding {
            added.await.unwrap();
        }
        let changes: Vec<_> =
            changed_after(&store, 0).await.into_iter().map(|(change, ..)| change).collect();
        assert_eq!(changes, [1, 2, 3, 4, 5, 6, 7, 8]);
    })
    .await;
}
