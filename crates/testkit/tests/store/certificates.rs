//! Certificates, their orders, keys, and lists of them.

use model::account::AccountId;
use model::certificate::{CertificateState, OrderId, OrderProgress, Validation};
use model::money::{Currency, Money};
use model::product::{Cycle, ProductId, ProductKind};
use model::subscription::{Cancellation, SubscriptionId};
use store::certificates::{CertificateFilter, CertifyingContacts, IssuedOrder, StoredOrder};
use store::scope::Scope;
use store::subscriptions::StoredSubscription;
use store::{Store, Tx};
use testkit::database::each_engine;

use crate::fixtures::{self, open, open_below, registrant, second};

use CertificateState::{Cancelled, Expired, Failed, Incomplete, Issued, Pending};

fn bought(account: AccountId, due: i64) -> StoredSubscription {
    let price = Money::new(900, Currency::USD);
    fixtures::bought(account, (ProductKind::Certificate, 601, Cycle::Year), price, due)
}

fn add(
    tx: &mut Tx<'_>,
    account: AccountId,
    state: CertificateState,
    due: i64,
) -> model::Result<SubscriptionId> {
    let id = tx.add_subscription(&bought(account, due))?;
    tx.add_certificate(id, 1)?;
    let mut stored = tx.certificate(id)?.unwrap();
    stored.certificate.state = state;
    stored.certificate.name = format!("{}.com", state.word());
    stored.certificate.expires = (state == Issued).then(|| second(due / 2));
    tx.save_certificate(&stored)?;
    Ok(id)
}

async fn found(store: &Store, scope: Scope, filter: CertificateFilter) -> Vec<i64> {
    let found = store.read(move |tx| tx.find_certificates(scope, "shops", &filter, 100));
    found.await.unwrap().iter().map(|found| found.stored.certificate.id.0).collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_state_is_found_by_what_follows_from_facts_and_the_moment() {
    each_engine(async |store| {
        let above = open(&store, "above").await;
        let shop = open_below(&store, Some(above), "shop", "Jane").await.0;
        let ids = store
            .write(move |tx| {
                let mut ids = Vec::new();
                for state in [Incomplete, Pending, Issued, Failed, Cancelled] {
                    ids.push(add(tx, shop, state, 100)?.0);
                }
                let ended = add(tx, shop, Issued, 100)?;
                let mut stored = tx.subscription(ended)?.unwrap();
                stored.subscription.cancellation = Some(Cancellation::Now);
                tx.save_subscription(&stored)?;
                ids.push(ended.0);
                Ok(ids)
            })
            .await
            .unwrap();
        let at = async |state, moment| {
            let state = Some((state, second(moment)));
            let filter = CertificateFilter { state, ..CertificateFilter::default() };
            found(&store, Scope::own(shop), filter).await
        };
        for (state, moment, expected) in [
            (Incomplete, 0, vec![ids[0]]),
            (Pending, 99, vec![ids[1]]),
            (Issued, 49, vec![ids[2]]),
            (Issued, 50, vec![]),
            (Expired, 50, vec![ids[2]]),
            (Expired, 100, vec![ids[0], ids[1], ids[2]]),
            (Failed, 100, vec![ids[3]]),
            (Cancelled, 0, vec![ids[4], ids[5]]),
        ] {
            assert_eq!(at(state, moment).await, expected, "{state:?} at {moment}");
        }
        // What is found by its state is in it, as the model says.
        let all = store.read(move |tx| {
            tx.find_certificates(Scope::own(shop), "shops", &CertificateFilter::default(), 100)
        });
        for certificate in all.await.unwrap() {
            for moment in [0, 49, 50, 99, 100] {
                let facts = &certificate.stored.certificate;
                let state = facts.standing(
                    certificate.cancellation,
                    certificate.paid_until,
                    second(moment),
                );
                assert!(at(state, moment).await.contains(&facts.id.0));
            }
        }
        let none = CertificateFilter::default();
        assert!(found(&store, Scope::own(above), none.clone()).await.is_empty());
        assert_eq!(found(&store, Scope::with_below(above), none.clone()).await, ids);
        let full = CertificateFilter {
            id: Some(SubscriptionId(ids[2])),
            products: Some(vec![ProductId(601), ProductId(602)]),
            holder: Some(shop),
            seller: Some(above),
            name: Some("issued.com".into()),
            years: Some(1),
            paid_until: Some((second(100), second(101))),
            state: Some((Issued, second(0))),
            ..none
        };
        assert_eq!(found(&store, Scope::with_below(above), full.clone()).await, [ids[2]]);
        let later = Some((second(1), second(2)));
        let strange = CertificateFilter { begins: later, number: Some("7".into()), ..full };
        assert!(found(&store, Scope::with_below(above), strange).await.is_empty());
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn orders_and_keys_read_back() {
    each_engine(async |store| {
        let shop = open(&store, "shop").await;
        let jane = registrant(&store, shop).await;
        let id = store.write(move |tx| add(tx, shop, Incomplete, 100)).await.unwrap();
        let order = StoredOrder {
            id: OrderId(0),
            certificate: id,
            progress: OrderProgress::Asked,
            number: None,
            names: vec!["a.com".into(), "b.com".into()],
            signing_request: "request".into(),
            validation: Validation::Email,
            approvers: vec!["admin@a.com".into(), "admin@b.com".into()],
            challenges: String::new(),
            web_server: "nginx".into(),
            organization_name: Some("Größe Ltd".into()),
            contacts: CertifyingContacts { admin: jane, tech: jane, organization: None },
            asked: second(1),
            ends: second(100),
            why: String::new(),
            issued: None,
        };
        let added = order.clone();
        let number = store.write(move |tx| tx.add_certificate_order(&added)).await.unwrap();
        let mut order = StoredOrder { id: number, ..order };
        let read = async || {
            let orders = store.read(move |tx| tx.certificate_orders(id)).await.unwrap();
            orders.into_iter().next()
        };
        assert_eq!(read().await, Some(order.clone()));
        let used = async || store.read(move |tx| tx.answers_for_certificate(jane)).await.unwrap();
        assert!(used().await);
        order.progress = OrderProgress::Issued;
        order.number = Some("A1".into());
        order.validation = Validation::Dns;
        order.approvers = Vec::new();
        order.challenges = "[]".into();
        order.issued = Some(IssuedOrder {
            serial: "0a".into(),
            certificate: "certificate".into(),
            chain: "chain".into(),
            begins: second(2),
            ends: second(100),
        });
        let saved = order.clone();
        store.write(move |tx| tx.save_certificate_order(&saved)).await.unwrap();
        assert_eq!(read().await, Some(order.clone()));
        let by_number = store.read(|tx| tx.certificate_order_by_number("A1")).await.unwrap();
        assert_eq!(by_number, Some(order));
        store.write(move |tx| tx.delete_certificate_order(number)).await.unwrap();
        assert_eq!(read().await, None);
        assert!(!used().await);

        let key = store
            .write(move |tx| {
                let key = tx.add_key(shop, second(1))?;
                tx.set_key(key, b"digest", b"sealed", "request")?;
                tx.made_key(key)
            })
            .await
            .unwrap()
            .unwrap();
        assert_eq!((key.account, key.sealed.as_slice()), (shop, b"sealed".as_slice()));
        assert_eq!(key.signing_request, "request");
        let own = store.read(move |tx| tx.certifying_contact(shop, jane)).await.unwrap();
        assert!(own.is_some());
    })
    .await;
}
