//! Contacts kept once, and hosts below names.

use std::sync::Arc;

use model::contact::ContactId;
use model::host::Host;
use model::name::HostName;
use testkit::database::each_engine;

use crate::fixtures::{NEW_YEAR, contact, domain, name, open, register, second};

#[tokio::test(flavor = "multi_thread")]
async fn equal_contacts_of_one_account_are_kept_once() {
    each_engine(async |store| {
        let (shop, other) = (open(&store, "shop").await, open(&store, "other").await);
        let made = async |account, fingerprint: &'static str, handle: &'static str| {
            store
                .write(move |tx| {
                    tx.contact_for(account, fingerprint, handle, &contact("Zoë"), NEW_YEAR)
                })
                .await
        };
        let first = made(shop, "f1", "H1").await.unwrap();
        assert_eq!(made(shop, "f1", "H2").await, Ok(first));
        assert_ne!(made(shop, "f2", "H2").await, Ok(first));
        assert_ne!(made(other, "f1", "H3").await, Ok(first));
        assert!(made(other, "f9", "H1").await.is_err(), "a handle belongs to one contact");
        let kept = store.read(move |tx| tx.contact(first)).await.unwrap();
        assert_eq!((kept.handle.as_str(), kept.contact), ("H1", contact("Zoë")));
        assert!(store.read(|tx| tx.contact(ContactId(999))).await.is_err());
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn equal_contacts_made_at_once_are_kept_once() {
    each_engine(async |store| {
        let store = Arc::new(store);
        let shop = open(&store, "shop").await;
        let makers: Vec<_> = (0..8)
            .map(|number| {
                let store = Arc::clone(&store);
                tokio::spawn(async move {
                    let handle = format!("H{number}");
                    store
                        .write(move |tx| {
                            tx.contact_for(shop, "same", &handle, &contact("Jane"), NEW_YEAR)
                        })
                        .await
                })
            })
            .collect();
        let mut made = Vec::new();
        for maker in makers {
            made.push(maker.await.unwrap().unwrap());
        }
        made.dedup();
        assert_eq!(made.len(), 1);
    })
    .await;
}

fn host(name: &str, addresses: &[&str]) -> Host {
    let addresses = addresses.iter().map(|address| address.parse().unwrap()).collect();
    Host { name: HostName::from_stored(name), addresses }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_host_keeps_its_last_addresses_and_goes_with_its_name() {
    each_engine(async |store| {
        let shop = open(&store, "shop").await;
        let ids = register(&store, shop, vec![name("shoes"), name("boots")]).await;
        let (shoes, boots) = (ids[0], ids[1]);
        store
            .write(move |tx| {
                tx.set_host(shoes, &host("ns2.shoes.co.za", &["192.0.2.2"]))?;
                tx.set_host(shoes, &host("ns1.shoes.co.za", &["192.0.2.1"]))?;
                tx.set_host(boots, &host("ns1.boots.co.za", &["192.0.2.9"]))?;
                tx.set_host(shoes, &host("ns2.shoes.co.za", &["2001:db8::2", "192.0.2.22"]))
            })
            .await
            .unwrap();
        let of_shoes = async || store.read(move |tx| tx.hosts(shoes)).await.unwrap();
        assert_eq!(
            of_shoes().await,
            [
                host("ns1.shoes.co.za", &["192.0.2.1"]),
                host("ns2.shoes.co.za", &["2001:db8::2", "192.0.2.22"]),
            ]
        );
        for removed in [true, false] {
            let gone = HostName::from_stored("ns1.shoes.co.za");
            assert_eq!(store.write(move |tx| tx.delete_host(shoes, &gone)).await, Ok(removed));
        }
        assert_eq!(of_shoes().await.len(), 1);
        store
            .write(move |tx| {
                let held = tx.held_domain(&name("shoes"))?.domain;
                tx.end_domain(&held, second(1))
            })
            .await
            .unwrap();
        assert!(of_shoes().await.is_empty());
        assert_eq!(store.read(move |tx| tx.hosts(boots)).await.unwrap().len(), 1);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn only_whole_host_names_count_as_delegation() {
    each_engine(async |store| {
        let shop = open(&store, "shop").await;
        let shoes = register(&store, shop, vec![name("shoes")]).await[0];
        let delegates = async |host: &'static str| {
            store
                .read(move |tx| tx.delegates_to(shoes, &HostName::from_stored(host)))
                .await
                .unwrap()
        };
        // As `domain` in the fixtures has it.
        let nameservers = domain(name("shoes"), shop, ContactId(0)).nameservers;
        assert_eq!(
            nameservers,
            [HostName::from_stored("ns1.example.net"), HostName::from_stored("ns2.example.net")]
        );
        assert!(delegates("ns1.example.net").await);
        assert!(delegates("ns2.example.net").await);
        assert!(!delegates("s1.example.net").await);
        assert!(!delegates("ns1.example.ne").await);
        assert!(!delegates("example.net").await);
    })
    .await;
}
