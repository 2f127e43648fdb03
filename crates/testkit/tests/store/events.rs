//! The log, what was acknowledged of it, and its pages.

use model::account::{AccountId, MemberId};
use model::event::EventKind;
use store::Store;
use store::accounts::Window;
use store::events::{EventFilter, EventOrder};
use testkit::database::each_engine;

use crate::fixtures::{EVERYTHING, backwards, line, open, page, second};

const KINDS: [EventKind; 3] =
    [EventKind::DomainRegistered, EventKind::DomainRenewed, EventKind::DomainDeleted];

/// Writes an entry at second `at`; the detail is the same number.
async fn log(
    store: &Store,
    account: AccountId,
    kind: EventKind,
    subject: &'static str,
    at: i64,
) -> i64 {
    store
        .write(move |tx| {
            tx.log(account, Some(MemberId(3)), kind, subject, &at.to_string(), second(at))
        })
        .await
        .unwrap()
}

/// Details of a page, how many entries match, how many there are.
async fn listed(
    store: &Store,
    account: AccountId,
    filter: EventFilter,
    order: EventOrder,
    window: Window,
) -> String {
    let page = store.read(move |tx| tx.events(account, &KINDS, &filter, order, window)).await;
    line(&page.unwrap(), |event| event.detail.as_str())
}

/// Acknowledges the third entry, then the first.
async fn acknowledge(store: &Store, ids: &[i64]) {
    for (id, at) in [(ids[2], 30), (ids[0], 40)] {
        store.write(move |tx| tx.acknowledge(id, second(at))).await.unwrap();
    }
}

/// Five entries of an account, one beside its kinds, and a stranger's.
async fn written(store: &Store) -> (AccountId, Vec<i64>) {
    let (shop, other) = (open(store, "shop").await, open(store, "other").await);
    let mut ids = Vec::new();
    for (kind, subject, at) in [
        (EventKind::DomainRenewed, "b.co.za", 1),
        (EventKind::DomainRegistered, "a-b.co.za", 2),
        (EventKind::DomainRenewed, "ab.co.za", 3),
        (EventKind::DomainDeleted, "b.co.za", 4),
        (EventKind::DomainRegistered, "b.co.za", 5),
        (EventKind::BalanceLow, "", 6),
    ] {
        ids.push(log(store, shop, kind, subject, at).await);
    }
    log(store, other, EventKind::DomainRenewed, "b.co.za", 7).await;
    (shop, ids)
}

#[tokio::test(flavor = "multi_thread")]
async fn entries_are_sorted_and_paged() {
    each_engine(async |store| {
        let (shop, ids) = written(&store).await;
        acknowledge(&store, &ids).await;
        let kinds = || KINDS.to_vec();
        let last_first = || vec![KINDS[2], KINDS[0]];
        for (kinds, order, window, expected) in [
            (kinds(), EventOrder::Written, EVERYTHING, "1 2 3 4 5, 5 of 5"),
            (kinds(), EventOrder::Written, backwards(page(1, 2)), "4 3, 5 of 5"),
            (kinds(), EventOrder::Subject, EVERYTHING, "2 3 1 4 5, 5 of 5"),
            (kinds(), EventOrder::Subject, backwards(page(0, 4)), "5 4 1 3, 5 of 5"),
            (kinds(), EventOrder::Kind, EVERYTHING, "2 5 1 3 4, 5 of 5"),
            (last_first(), EventOrder::Kind, EVERYTHING, "4 2 5, 3 of 5"),
            (kinds(), EventOrder::Acknowledged, EVERYTHING, "2 4 5 3 1, 5 of 5"),
            (kinds(), EventOrder::Acknowledged, backwards(page(0, 2)), "1 3, 5 of 5"),
            (vec![], EventOrder::Written, EVERYTHING, ", 0 of 5"),
        ] {
            let filter = EventFilter { kinds, ..EventFilter::default() };
            let found = listed(&store, shop, filter, order, window).await;
            assert_eq!(found, expected, "{order:?} {window:?}");
        }
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn entries_are_filtered_by_subject_and_acknowledgement() {
    each_engine(async |store| {
        let (shop, ids) = written(&store).await;
        acknowledge(&store, &ids).await;
        for (subject, acknowledged, window, expected) in [
            (Some("b.co.za"), None, EVERYTHING, "1 4 5, 3 of 5"),
            (Some("B.CO.ZA"), None, EVERYTHING, ", 0 of 5"),
            (None, Some(true), EVERYTHING, "1 3, 2 of 5"),
            (None, Some(false), page(1, 9), "4 5, 3 of 5"),
            (Some("b.co.za"), Some(false), EVERYTHING, "4 5, 2 of 5"),
        ] {
            let subject = subject.map(str::to_owned);
            let filter = EventFilter { kinds: KINDS.to_vec(), subject, acknowledged };
            let found = listed(&store, shop, filter.clone(), EventOrder::Written, window).await;
            assert_eq!(found, expected, "{filter:?}");
        }
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_entry_reads_back_to_its_own_account_only() {
    each_engine(async |store| {
        let (shop, other) = (open(&store, "shop").await, open(&store, "other").await);
        let id = log(&store, shop, EventKind::DomainRenewed, "shoes.co.za", 8).await;
        let event = store.read(move |tx| tx.event(shop, id)).await.unwrap().unwrap();
        assert_eq!((event.id, event.account, event.at), (id, shop, second(8)));
        assert_eq!((event.kind, event.subject.as_str()), (EventKind::DomainRenewed, "shoes.co.za"));
        assert_eq!((event.detail.as_str(), event.acknowledged), ("8", None));
        assert!(store.read(move |tx| tx.event(other, id)).await.unwrap().is_none());
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_first_acknowledgement_stands() {
    each_engine(async |store| {
        let (shop, ids) = written(&store).await;
        let id = ids[1];
        for at in [10, 20] {
            store.write(move |tx| tx.acknowledge(id, second(at))).await.unwrap();
        }
        let event = store.read(move |tx| tx.event(shop, id)).await.unwrap().unwrap();
        assert_eq!(event.acknowledged, Some(second(10)));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_log_is_read_on_from_where_one_stopped() {
    each_engine(async |store| {
        let (shop, ids) = written(&store).await;
        let after = async |id, limit| {
            let found = store.read(move |tx| tx.events_after(shop, id, limit)).await.unwrap();
            found.into_iter().map(|event| event.id).collect::<Vec<_>>()
        };
        assert_eq!(after(0, 2).await, ids[..2]);
        assert_eq!(after(ids[1], 9).await, ids[2..]);
        assert!(after(ids[5], 9).await.is_empty());
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn every_kind_of_entry_can_be_read_back() {
    each_engine(async |store| {
        let shop = open(&store, "shop").await;
        for kind in EventKind::ALL {
            log(&store, shop, *kind, "", 1).await;
        }
        let all = EventFilter { kinds: EventKind::ALL.to_vec(), ..Default::default() };
        let page = store
            .read(move |tx| tx.events(shop, EventKind::ALL, &all, EventOrder::Kind, EVERYTHING))
            .await
            .unwrap();
        let kinds: Vec<EventKind> = page.rows.iter().map(|event| event.kind).collect();
        assert_eq!(kinds, EventKind::ALL);
    })
    .await;
}
