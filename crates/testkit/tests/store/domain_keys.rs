//! Keys that DS records were made from, and all registrations of one name.

use model::dnssec::{DelegationSigner, PublicKey};
use store::domain_keys::StoredKey;
use testkit::database::each_engine;

use crate::fixtures::{domain, name, open, register, registrant, second};

fn key(label: &str, flags: u16) -> StoredKey {
    StoredKey {
        label: label.into(),
        key: PublicKey { flags, protocol: 3, algorithm: 13, key: vec![0, 255, 7] },
        signer: DelegationSigner {
            key_tag: 48_422,
            algorithm: 13,
            digest_type: 2,
            digest: "0A".repeat(32),
        },
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn keys_read_back_and_go_with_their_name() {
    each_engine(async |store| {
        let shop = open(&store, "shop").await;
        let shoes = register(&store, shop, vec![name("shoes")]).await[0];
        let keys = async || store.read(move |tx| tx.domain_keys(shoes)).await.unwrap();
        for key in [key("48422", 257), key("48422-0a0a0a0a", 256)] {
            store.write(move |tx| tx.add_domain_key(shoes, &key)).await.unwrap();
        }
        assert_eq!(keys().await, [key("48422", 257), key("48422-0a0a0a0a", 256)]);
        let again = store.write(move |tx| tx.add_domain_key(shoes, &key("48422", 256)));
        assert!(again.await.is_err());
        store.write(move |tx| tx.delete_domain_key(shoes, "48422")).await.unwrap();
        assert_eq!(keys().await, [key("48422-0a0a0a0a", 256)]);
        let end = store.write(move |tx| {
            let held = tx.held_domain(&name("shoes"))?.domain;
            tx.end_domain(&held, second(9))
        });
        end.await.unwrap();
        assert!(keys().await.is_empty());
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_name_is_remembered_by_those_who_had_it() {
    each_engine(async |store| {
        let (shop, other) = (open(&store, "shop").await, open(&store, "other").await);
        let mut ids = Vec::new();
        for (account, ends) in [(shop, 1), (other, 2), (shop, 3), (shop, 0)] {
            let jane = registrant(&store, account).await;
            let added = domain(name("shoes"), account, jane);
            let id = store
                .write(move |tx| {
                    let id = tx.add_domain(&added, &[], b"sealed")?;
                    if ends > 0 {
                        let held = tx.held_domain(&name("shoes"))?.domain;
                        tx.end_domain(&held, second(ends))?;
                    }
                    Ok(id)
                })
                .await
                .unwrap();
            ids.push(id);
        }
        let of = async |account| {
            let named = store.read(move |tx| tx.domains_named(account, &name("shoes")));
            let named = named.await.unwrap().into_iter();
            named.map(|(domain, ended)| (domain.id, ended)).collect::<Vec<_>>()
        };
        assert_eq!(
            of(shop).await,
            [(ids[3], None), (ids[2], Some(second(3))), (ids[0], Some(second(1)))]
        );
        assert_eq!(of(other).await, [(ids[1], Some(second(2)))]);
    })
    .await;
}
