//! Moves of names.

use model::account::AccountId;
use model::domain::transfer::{Transfer, TransferId, TransferState};
use model::operation::OperationId;
use store::Store;
use store::transfers::{Direction, StoredTransfer, TransferOrder};
use testkit::database::each_engine;

use crate::fixtures::{EVERYTHING, backwards, line, name, open, page, second};

fn transfer(label: &str, gaining: Option<AccountId>, losing: Option<AccountId>) -> StoredTransfer {
    StoredTransfer {
        transfer: Transfer {
            id: TransferId(0),
            name: name(label),
            gaining,
            losing,
            requested: second(1),
            deadline: second(2),
            state: TransferState::Pending,
        },
        key_sealed: b"sealed\0".to_vec(),
        operation: Some(OperationId(5)),
        number: None,
        reference: Some("my own".to_owned()),
    }
}

async fn add(
    store: &Store,
    stored: StoredTransfer,
    digest: &'static [u8],
) -> model::Result<TransferId> {
    store.write(move |tx| tx.add_transfer(&stored, digest)).await
}

#[tokio::test(flavor = "multi_thread")]
async fn a_transfer_reads_back_and_is_found_by_its_key() {
    each_engine(async |store| {
        let (shop, other) = (open(&store, "shop").await, open(&store, "other").await);
        let kept = transfer("shoes", Some(shop), Some(other));
        let id = add(&store, kept.clone(), b"key").await.unwrap();
        let found = store.read(|tx| tx.transfer_by_key(b"key")).await.unwrap().unwrap();
        assert_eq!(found.transfer, Transfer { id, ..kept.transfer });
        assert_eq!((found.key_sealed, found.operation), (kept.key_sealed, kept.operation));
        assert_eq!(found.reference, kept.reference);
        let pending = store.read(|tx| tx.pending_transfer(&name("shoes"))).await.unwrap().unwrap();
        assert_eq!(pending.transfer.id, id);
        assert!(store.read(|tx| tx.transfer_by_key(b"other")).await.unwrap().is_none());
        assert!(store.read(|tx| tx.transfer(TransferId(999))).await.unwrap().is_none());
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_name_waits_for_one_transfer_at_a_time() {
    each_engine(async |store| {
        let (shop, other) = (open(&store, "shop").await, open(&store, "other").await);
        let first = add(&store, transfer("shoes", Some(shop), None), b"1").await.unwrap();
        assert!(add(&store, transfer("shoes", Some(other), None), b"2").await.is_err());
        add(&store, transfer("boots", Some(other), None), b"3").await.unwrap();
        store
            .write(move |tx| tx.set_transfer(first, TransferState::Rejected, second(9)))
            .await
            .unwrap();
        assert!(store.read(|tx| tx.pending_transfer(&name("shoes"))).await.unwrap().is_none());
        let rejected = store.read(move |tx| tx.transfer(first)).await.unwrap().unwrap().transfer;
        assert_eq!((rejected.state, rejected.deadline), (TransferState::Rejected, second(9)));
        add(&store, transfer("shoes", Some(other), None), b"2").await.unwrap();
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn each_side_sees_its_own_transfers() {
    each_engine(async |store| {
        let (shop, other) = (open(&store, "shop").await, open(&store, "other").await);
        let (pending, approved) = (TransferState::Pending, TransferState::Approved);
        for (label, gaining, losing, at, state, key) in [
            ("boots", Some(shop), Some(other), 3, pending, b"1"),
            ("shoes", Some(shop), None, 2, approved, b"2"),
            ("ab", Some(shop), None, 1, TransferState::TimedOut, b"3"),
            ("a-b", None, Some(shop), 4, pending, b"4"),
        ] {
            let mut stored = transfer(label, gaining, losing);
            (stored.transfer.requested, stored.transfer.state) = (second(at), state);
            add(&store, stored, key).await.unwrap();
        }
        let listed = async |(account, direction), search: Option<&'static str>, order, window| {
            let page = store
                .read(move |tx| tx.transfers(account, direction, search, order, window))
                .await
                .unwrap();
            line(&page, |row| row.transfer.name.sld())
        };
        let (arriving, leaving) = ((shop, Direction::In), (shop, Direction::Out));
        let by_name = TransferOrder::Name;
        for (side, search, order, window, expected) in [
            (arriving, None, TransferOrder::Requested, EVERYTHING, "ab shoes boots, 3 of 3"),
            (arriving, None, TransferOrder::State, EVERYTHING, "shoes boots ab, 3 of 3"),
            (arriving, None, by_name, EVERYTHING, "ab boots shoes, 3 of 3"),
            (arriving, None, by_name, backwards(page(0, 2)), "shoes boots, 3 of 3"),
            (arriving, Some("OO"), by_name, EVERYTHING, "boots, 1 of 3"),
            (arriving, Some("_"), by_name, EVERYTHING, ", 0 of 3"),
            (leaving, None, by_name, EVERYTHING, "a-b, 1 of 1"),
            ((other, Direction::Out), None, by_name, EVERYTHING, "boots, 1 of 1"),
            ((other, Direction::In), None, by_name, EVERYTHING, ", 0 of 0"),
        ] {
            let found = listed(side, search, order, window).await;
            assert_eq!(found, expected, "{side:?} {search:?} {order:?}");
        }
        let pending = async |(account, direction)| {
            store.read(move |tx| tx.pending_transfers(account, direction)).await.unwrap()
        };
        assert_eq!((pending(arriving).await, pending(leaving).await), (1, 1));
        assert_eq!(pending((other, Direction::In)).await, 0);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_history_of_a_name_shows_what_concerns_the_account() {
    each_engine(async |store| {
        let (shop, other) = (open(&store, "shop").await, open(&store, "other").await);
        let mut ids = Vec::new();
        for (gaining, losing, key) in
            [(Some(shop), None, b"1"), (Some(other), Some(shop), b"2"), (None, Some(other), b"3")]
        {
            let mut stored = transfer("shoes", gaining, losing);
            stored.transfer.state = TransferState::Approved;
            ids.push(add(&store, stored, key).await.unwrap());
        }
        let history = async |account, limit| {
            let list = store.read(move |tx| tx.transfers_of(&name("shoes"), account, limit)).await;
            list.unwrap().into_iter().map(|row| row.transfer.id).collect::<Vec<_>>()
        };
        assert_eq!(history(shop, 9).await, ids[..2]);
        assert_eq!(history(other, 9).await, ids[1..]);
        assert_eq!(history(other, 1).await, ids[1..2]);
    })
    .await;
}
