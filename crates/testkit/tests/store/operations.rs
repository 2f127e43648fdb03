//! Operations, keys of repeated calls, and claims on names.

use std::sync::Arc;

use model::Result;
use model::account::{AccountId, MemberId};
use model::ledger::HoldId;
use model::operation::{OperationId, OperationState};
use store::Store;
use store::operations::NewOperation;
use testkit::database::each_engine;

use crate::fixtures::{NEW_YEAR, open, second};

async fn begin(
    store: &Store,
    account: AccountId,
    kind: &'static str,
    subject: &'static str,
    client_key: Option<&'static str>,
) -> Result<OperationId> {
    store
        .write(move |tx| {
            let operation = NewOperation {
                line: None,
                kind,
                account,
                member: Some(MemberId(7)),
                subject,
                hold: Some(HoldId(8)),
                client_key,
                fingerprint: client_key.map(|_| "fingerprint"),
                command: "{\"years\":1}",
            };
            tx.begin_operation(&operation, NEW_YEAR)
        })
        .await
}

async fn set(store: &Store, id: OperationId, state: OperationState) {
    store
        .write(move |tx| tx.set_operation(id, state, Some("came of it"), second(5)))
        .await
        .unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn an_operation_reads_back_and_counts_its_attempts() {
    each_engine(async |store| {
        let shop = open(&store, "shop").await;
        let id = begin(&store, shop, "renew", "shoes.co.za", Some("key")).await.unwrap();
        let begun = store.read(move |tx| tx.operation(id)).await.unwrap();
        assert_eq!((begun.id, begun.account, begun.kind.as_str()), (id, shop, "renew"));
        assert_eq!((begun.member, begun.hold), (Some(MemberId(7)), Some(HoldId(8))));
        assert_eq!((begun.state, begun.attempt, begun.begun), (OperationState::Begun, 0, NEW_YEAR));
        assert_eq!(begun.fingerprint.as_deref(), Some("fingerprint"));
        assert_eq!((begun.command.as_str(), begun.outcome), ("{\"years\":1}", None));
        set(&store, id, OperationState::Unknown).await;
        set(&store, id, OperationState::Done).await;
        let done = store.read(move |tx| tx.operation(id)).await.unwrap();
        assert_eq!((done.state, done.attempt), (OperationState::Done, 2));
        assert_eq!(done.outcome.as_deref(), Some("came of it"));
        assert!(store.read(|tx| tx.operation(OperationId(999))).await.is_err());
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_callers_key_begins_one_operation() {
    each_engine(async |store| {
        let (shop, other) = (open(&store, "shop").await, open(&store, "other").await);
        let first = begin(&store, shop, "renew", "shoes.co.za", Some("key")).await.unwrap();
        assert!(begin(&store, shop, "renew", "boots.co.za", Some("key")).await.is_err());
        let elsewhere = begin(&store, other, "renew", "shoes.co.za", Some("key")).await.unwrap();
        begin(&store, shop, "renew", "shoes.co.za", None).await.unwrap();
        begin(&store, shop, "renew", "shoes.co.za", None).await.unwrap();
        let found = async |account, key: &'static str| {
            let found = store.read(move |tx| tx.operation_by_key(account, key)).await.unwrap();
            found.map(|operation| operation.id)
        };
        assert_eq!(found(shop, "key").await, Some(first));
        assert_eq!(found(other, "key").await, Some(elsewhere));
        assert_eq!(found(shop, "KEY").await, None);
        // Also long after it is over.
        set(&store, first, OperationState::Refused).await;
        assert!(begin(&store, shop, "renew", "boots.co.za", Some("key")).await.is_err());
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_name_is_claimed_by_one_registration_at_a_time() {
    each_engine(async |store| {
        let (shop, other) = (open(&store, "shop").await, open(&store, "other").await);
        let first = begin(&store, shop, "register", "shoes.co.za", None).await.unwrap();
        assert!(begin(&store, other, "register", "shoes.co.za", None).await.is_err());
        set(&store, first, OperationState::Unknown).await;
        assert!(begin(&store, other, "register", "shoes.co.za", None).await.is_err());
        begin(&store, other, "register", "boots.co.za", None).await.unwrap();
        begin(&store, other, "renew", "shoes.co.za", None).await.unwrap();
        set(&store, first, OperationState::Refused).await;
        begin(&store, other, "register", "shoes.co.za", None).await.unwrap();
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn of_many_claims_at_once_one_wins() {
    each_engine(async |store| {
        let store = Arc::new(store);
        let shop = open(&store, "shop").await;
        let claims: Vec<_> = (0..8)
            .map(|_| {
                let store = Arc::clone(&store);
                tokio::spawn(
                    async move { begin(&store, shop, "register", "shoes.co.za", None).await },
                )
            })
            .collect();
        let mut won = 0;
        for claim in claims {
            won += u32::from(claim.await.unwrap().is_ok());
        }
        assert_eq!(won, 1);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn of_many_who_settle_at_once_one_does() {
    each_engine(async |store| {
        let store = Arc::new(store);
        let shop = open(&store, "shop").await;
        let id = begin(&store, shop, "renew", "shoes.co.za", None).await.unwrap();
        let settlers: Vec<_> = (0..8)
            .map(|_| {
                let store = Arc::clone(&store);
                tokio::spawn(async move {
                    store
                        .write(move |tx| {
                            if tx.locked_operation(id)?.state.is_over() {
                                return Ok(0);
                            }
                            tx.set_operation(id, OperationState::Done, None, second(1)).map(|()| 1)
                        })
                        .await
                })
            })
            .collect();
        let mut settled = 0;
        for settler in settlers {
            settled += settler.await.unwrap().unwrap();
        }
        assert_eq!(settled, 1);
        assert_eq!(store.read(move |tx| tx.operation(id)).await.unwrap().attempt, 1);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_not_over_is_found_by_its_subject_and_in_order() {
    each_engine(async |store| {
        let shop = open(&store, "shop").await;
        let mut ids = Vec::new();
        for (kind, subject) in [
            ("renew", "a.co.za"),
            ("update", "a.co.za"),
            ("renew", "b.co.za"),
            ("update", "a.co.za"),
        ] {
            ids.push(begin(&store, shop, kind, subject, None).await.unwrap());
        }
        set(&store, ids[0], OperationState::Done).await;
        set(&store, ids[2], OperationState::Unknown).await;
        let open_about = async |subject: &'static str| {
            let found = store.read(move |tx| tx.open_operation(subject)).await.unwrap();
            found.map(|operation| operation.id)
        };
        assert_eq!(open_about("a.co.za").await, Some(ids[1]));
        assert_eq!(open_about("b.co.za").await, Some(ids[2]));
        assert_eq!(open_about("c.co.za").await, None);
        let of_kind = async |kind: &'static str| {
            let found =
                store.read(move |tx| tx.open_operations_about("a.co.za", kind)).await.unwrap();
            found.into_iter().map(|operation| operation.id).collect::<Vec<_>>()
        };
        assert_eq!(of_kind("update").await, [ids[1], ids[3]]);
        assert!(of_kind("renew").await.is_empty());
        let after = async |id, limit| {
            let found = store.read(move |tx| tx.open_operations(id, limit)).await.unwrap();
            found.into_iter().map(|operation| operation.id).collect::<Vec<_>>()
        };
        assert_eq!(after(OperationId(0), 2).await, ids[1..3]);
        assert_eq!(after(ids[2], 2).await, ids[3..]);
    })
    .await;
}
