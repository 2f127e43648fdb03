//! Calls to addresses that callers gave.

use model::callback::{Addressee, CallbackId, CallbackState};
use store::callbacks::NewCallback;
use testkit::database::each_engine;

use crate::fixtures::{NEW_YEAR, open, second};

#[tokio::test(flavor = "multi_thread")]
async fn a_call_is_kept_with_what_came_of_it() {
    each_engine(async |store| {
        let store = &store;
        let (shop, other) = (open(store, "shop").await, open(store, "other").await);
        let added = store.write(move |tx| {
            let new = NewCallback {
                account: shop,
                subject: "svds1",
                addressee: Addressee::Caller,
                url: "http://my.domain.com/",
                headers: "[]",
                body: "id=1",
            };
            tx.add_callback(&new, NEW_YEAR)?;
            tx.add_callback(&NewCallback { body: "id=2", ..new }, NEW_YEAR)
        });
        let id = added.await.unwrap();
        for (state, status) in [
            (CallbackState::Waiting, None),
            (CallbackState::Waiting, Some(500)),
            (CallbackState::Delivered, Some(200)),
        ] {
            store.write(move |tx| tx.set_callback(id, state, status, second(1))).await.unwrap();
            let kept = store.read(move |tx| tx.callback(id)).await.unwrap().unwrap();
            assert_eq!((kept.state, kept.status), (state, status));
        }
        let listed = store.read(move |tx| tx.callbacks(shop, 10)).await.unwrap();
        let bodies: Vec<_> = listed.iter().map(|call| (&*call.body, call.attempt)).collect();
        assert_eq!(bodies, [("id=2", 3), ("id=1", 0)]);
        assert_eq!(store.read(move |tx| tx.callbacks(shop, 1)).await.unwrap().len(), 1);
        assert!(store.read(move |tx| tx.callbacks(other, 10)).await.unwrap().is_empty());
        assert!(store.read(|tx| tx.callback(CallbackId(99))).await.unwrap().is_none());
        store
            .write(move |tx| tx.set_callback(id, CallbackState::Waiting, None, second(1)))
            .await
            .unwrap();
        assert_eq!(store.write(move |tx| tx.forget_callbacks(shop)).await.unwrap().len(), 2);
        assert!(store.read(move |tx| tx.callbacks(shop, 10)).await.unwrap().is_empty());
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_undone_sale_leaves_the_books_as_they_were() {
    each_engine(async |store| {
        let store = &store;
        use model::money::{Currency, Money};
        use model::price::Charge;
        let (seller, buyer) = (open(store, "shop").await, open(store, "other").await);
        let usd = |minor| Money::new(minor, Currency::USD);
        let funds = store.write(move |tx| {
            tx.lock_account(buyer)?;
            tx.pay(buyer, usd(1_000), None, "deposit", NEW_YEAR)?;
            let charge = Charge { price: usd(121), tax: usd(21), cost: usd(60) };
            let (hold, _) = tx.hold(buyer, seller, charge, "sale", NEW_YEAR, second(60))?;
            let operation = tx.begin_operation(
                &store::operations::NewOperation {
                    kind: "sale",
                    account: buyer,
                    member: None,
                    subject: "sale",
                    hold: Some(hold),
                    client_key: None,
                    fingerprint: None,
                    command: "",
                    line: None,
                },
                NEW_YEAR,
            )?;
            tx.capture(hold, operation, second(1))?;
            tx.undo_sale(buyer, seller, charge, "undone", second(2))
        });
        assert_eq!(funds.await.unwrap().balance(), usd(1_000));
        let summary = store.write(|tx| tx.ledger_summary()).await.unwrap();
        assert!(summary.balanced);
    })
    .await;
}
