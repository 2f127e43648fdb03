//! Registrations, their tally and their pages.

use std::sync::Arc;

use model::account::AccountId;
use model::contact::ContactId;
use model::dnssec::DelegationSigner;
use model::domain::{Domain, DomainId, Lock, Pending};
use model::name::DomainName;
use model::time::Seconds;
use store::Store;
use store::domains::{Counted, Counts};
use testkit::database::each_engine;

use crate::fixtures::{
    EVERYTHING, backwards, domain, hosts, line, name, open, page, register, registrant, second,
};

fn signer(key_tag: u16) -> DelegationSigner {
    DelegationSigner { key_tag, algorithm: 13, digest_type: 2, digest: "0A".repeat(32) }
}

/// A registration in which every fact differs from the default and from its neighbours.
fn peculiar(name: DomainName, account: AccountId, registrant: ContactId) -> Domain {
    Domain {
        anchor: second(1),
        expires: second(2),
        renewed: Some(second(3)),
        updated: second(4),
        transferred: Some(second(5)),
        deleted: Some(second(6)),
        lock: Lock::Off,
        suspended: true,
        autorenew: false,
        privacy: true,
        managed_dns: false,
        dnssec: true,
        reference: Some("order 7 'quoted'".to_owned()),
        contacts: [registrant, ContactId(12), ContactId(13), ContactId(14)],
        nameservers: hosts(&["b.example.net", "a.example.net", "ns1.shoes.co.za"]),
        pending: Some(Pending::Renewal),
        told: second(7),
        ..domain(name, account, registrant)
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_registration_reads_back_fact_for_fact() {
    each_engine(async |store| {
        let shop = open(&store, "shop").await;
        let jane = registrant(&store, shop).await;
        for kept in [domain(name("plain"), shop, jane), peculiar(name("odd"), shop, jane)] {
            let added = kept.clone();
            let id = store
                .write(move |tx| tx.add_domain(&added, &[signer(1), signer(2)], b"\0sealed\xff"))
                .await
                .unwrap();
            let wanted = kept.name.clone();
            let found = store.read(move |tx| tx.domain(&wanted)).await.unwrap().unwrap();
            assert_eq!(found.domain, Domain { id, ..kept });
            assert_eq!(found.signers, [signer(1), signer(2)]);
            assert_eq!(found.auth_code_sealed, b"\0sealed\xff");
            let by_id = store.read(move |tx| tx.domain_by_id(id)).await.unwrap().unwrap();
            assert_eq!(by_id.domain, found.domain);
        }
        assert!(store.read(|tx| tx.domain(&name("none"))).await.unwrap().is_none());
        assert!(store.read(|tx| tx.domain_by_id(DomainId(999))).await.unwrap().is_none());
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn saving_writes_every_fact_and_the_signers_only_where_they_are_given() {
    each_engine(async |store| {
        let shop = open(&store, "shop").await;
        let jane = registrant(&store, shop).await;
        let added = domain(name("shoes"), shop, jane);
        let id = store.write(move |tx| tx.add_domain(&added, &[signer(1)], b"old")).await.unwrap();
        // The anchor stays where it was; nothing moves it but a new registration.
        let changed = Domain {
            id,
            anchor: domain(name("shoes"), shop, jane).anchor,
            ..peculiar(name("shoes"), shop, jane)
        };
        for (signers, kept) in [
            (None, vec![signer(1)]),
            (Some(vec![signer(2)]), vec![signer(2)]),
            (Some(vec![]), vec![]),
        ] {
            let save = changed.clone();
            store.write(move |tx| tx.save_domain(&save, signers.as_deref())).await.unwrap();
            let found = store.read(|tx| tx.held_domain(&name("shoes"))).await.unwrap();
            assert_eq!((found.domain, found.signers), (changed.clone(), kept));
        }
        store.write(move |tx| tx.set_auth_code(id, b"new")).await.unwrap();
        let found = store.read(|tx| tx.held_domain(&name("shoes"))).await.unwrap();
        assert_eq!(found.auth_code_sealed, b"new");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_name_is_held_once_and_free_again_when_it_ended() {
    each_engine(async |store| {
        let (shop, other) = (open(&store, "shop").await, open(&store, "other").await);
        register(&store, shop, vec![name("shoes")]).await;
        let jane = registrant(&store, other).await;
        let again = async || {
            store
                .write(move |tx| tx.add_domain(&domain(name("shoes"), other, jane), &[], b""))
                .await
        };
        assert!(again().await.is_err());
        assert_eq!(tally(&store, other).await, 0);
        store
            .write(move |tx| {
                let held = tx.held_domain(&name("shoes"))?.domain;
                tx.end_domain(&held, second(9))
            })
            .await
            .unwrap();
        assert!(store.read(|tx| tx.domain(&name("shoes"))).await.unwrap().is_none());
        again().await.unwrap();
        assert_eq!((tally(&store, shop).await, tally(&store, other).await), (0, 1));
    })
    .await;
}

async fn tally(store: &Store, account: AccountId) -> i64 {
    store.read(move |tx| tx.domains(account, None, page(0, 0))).await.unwrap().total
}

#[tokio::test(flavor = "multi_thread")]
async fn a_name_that_moves_counts_for_its_new_holder() {
    each_engine(async |store| {
        let (shop, other) = (open(&store, "shop").await, open(&store, "other").await);
        register(&store, shop, vec![name("shoes"), name("boots")]).await;
        store
            .write(move |tx| {
                let shoes = tx.held_domain(&name("shoes"))?.domain;
                tx.move_domain(&shoes, other)
            })
            .await
            .unwrap();
        let moved = store.read(|tx| tx.held_domain(&name("shoes"))).await.unwrap();
        assert_eq!(moved.domain.account, other);
        assert_eq!((tally(&store, shop).await, tally(&store, other).await), (1, 1));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn of_changes_at_once_each_sees_the_one_before() {
    each_engine(async |store| {
        let store = Arc::new(store);
        let shop = open(&store, "shop").await;
        register(&store, shop, vec![name("shoes")]).await;
        let changes: Vec<_> = (0..12)
            .map(|_| {
                let store = Arc::clone(&store);
                tokio::spawn(async move {
                    store
                        .write(|tx| {
                            let mut domain = tx.held_domain(&name("shoes"))?.domain;
                            domain.updated = domain.updated + Seconds(1);
                            tx.save_domain(&domain, None)
                        })
                        .await
                })
            })
            .collect();
        for change in changes {
            change.await.unwrap().unwrap();
        }
        let changed = store.read(|tx| tx.held_domain(&name("shoes"))).await.unwrap();
        assert_eq!(changed.domain.updated, second(12));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn names_are_listed_by_their_bytes_in_pages() {
    each_engine(async |store| {
        let (shop, other) = (open(&store, "shop").await, open(&store, "other").await);
        let net = |label| DomainName::from_parts(label, "net").unwrap();
        // A dictionary would put a-c beside ac, and 10 after everything.
        let mut names = ["ac", "a-c", "b", "10", "a1"].map(name).to_vec();
        names.extend([net("zz"), net("aa")]);
        register(&store, shop, names).await;
        register(&store, other, vec![name("strange")]).await;
        for (tld, window, expected) in [
            (None, EVERYTHING, "10 a-c a1 aa ac b zz, 7 of 7"),
            (None, page(2, 3), "a1 aa ac, 7 of 7"),
            (None, backwards(page(0, 2)), "zz b, 7 of 7"),
            (None, page(50, 5), ", 7 of 7"),
            (Some("net"), EVERYTHING, "aa zz, 2 of 7"),
            (Some("co.za"), backwards(page(1, 1)), "ac, 5 of 7"),
            (Some("com"), EVERYTHING, ", 0 of 7"),
        ] {
            let page = store.read(move |tx| tx.domains(shop, tld, window)).await.unwrap();
            assert_eq!(line(&page, |row| row.domain.name.sld()), expected, "{tld:?} {window:?}");
        }
        let first = store.read(move |tx| tx.domains(shop, None, page(0, 1))).await;
        let first = first.unwrap().rows.remove(0);
        assert_eq!(first.registrant_name, "Jane");
        assert_eq!(first.registrant_handle, format!("NY-{}", shop.0));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn every_living_name_is_visited_once() {
    each_engine(async |store| {
        let (shop, other) = (open(&store, "shop").await, open(&store, "other").await);
        register(&store, shop, ["b", "a-c", "ended"].map(name).to_vec()).await;
        register(&store, other, ["ac", "a"].map(name).to_vec()).await;
        store
            .write(move |tx| {
                let ended = tx.held_domain(&name("ended"))?.domain;
                tx.end_domain(&ended, second(1))
            })
            .await
            .unwrap();
        let mut visited: Vec<String> = Vec::new();
        loop {
            let after = visited.last().cloned().unwrap_or_default();
            let found = store.read(move |tx| tx.domains_after(&after, 2)).await.unwrap();
            if found.is_empty() {
                break;
            }
            visited.extend(found.iter().map(|domain| domain.name.as_str().to_owned()));
        }
        assert_eq!(visited, ["a-c.co.za", "a.co.za", "ac.co.za", "b.co.za"]);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn names_are_counted_by_where_they_stand() {
    each_engine(async |store| {
        let (shop, other) = (open(&store, "shop").await, open(&store, "other").await);
        let jane = registrant(&store, shop).await;
        let fresh = domain(name("fresh"), shop, jane);
        let year = fresh.expires;
        let domains = [
            Domain { registered: second(50), pending: Some(Pending::Update), ..fresh.clone() },
            Domain { name: name("moving"), pending: Some(Pending::Transfer), ..fresh.clone() },
            Domain { name: name("expired"), expires: second(100), ..fresh.clone() },
            Domain {
                name: name("soon"),
                expires: second(101),
                managed_dns: false,
                ..fresh.clone()
            },
            Domain { name: name("deleted"), deleted: Some(second(60)), ..fresh },
        ];
        store
            .write(move |tx| {
                domains.iter().try_for_each(|domain| tx.add_domain(domain, &[], b"").map(drop))
            })
            .await
            .unwrap();
        register(&store, other, vec![name("strange")]).await;
        let counts = store
            .read(move |tx| {
                let counted = Counted {
                    now: second(100),
                    registered_since: &[second(49), second(50)],
                    expiring_until: &[second(101), year],
                };
                tx.count_domains(shop, counted)
            })
            .await;
        let expected = Counts {
            all: 5,
            updating: 1,
            managed: 4,
            expired: 1,
            registered: vec![1, 0],
            expiring: vec![1, 4],
        };
        assert_eq!(counts, Ok(expected));
        let overdue = store.read(move |tx| tx.overdue_domains(shop, second(100), 9)).await.unwrap();
        let overdue: Vec<&str> = overdue.iter().map(|domain| domain.name.sld()).collect();
        assert_eq!(overdue, ["deleted", "expired"]);
    })
    .await;
}
