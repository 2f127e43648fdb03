//! Money, also from many tasks at once.

use std::sync::Arc;

use model::Result;
use model::account::AccountId;
use model::error::Error;
use model::ledger::HoldId;
use model::money::{Currency, Money};
use model::operation::OperationId;
use model::price::Charge;
use store::Store;
use store::ledger::Summary;
use testkit::database::each_engine;
use tokio::task::JoinHandle;

use crate::fixtures::{NEW_YEAR, cents, open, open_with, second};

/// Sets a price aside; it costs the seller a fifth less.
async fn hold(store: &Store, buyer: AccountId, seller: AccountId, price: i64) -> Result<HoldId> {
    store
        .write(move |tx| {
            tx.lock_account(buyer)?;
            let charge = Charge::untaxed(cents(price), cents(price * 4 / 5));
            tx.hold(buyer, seller, charge, "register", NEW_YEAR, second(86_400)).map(|(id, _)| id)
        })
        .await
}

async fn capture(store: &Store, hold: HoldId) -> Result<i64> {
    let operation = OperationId(hold.0);
    store.write(move |tx| tx.capture(hold, operation, NEW_YEAR)).await.map(|money| money.minor)
}

async fn release(store: &Store, hold: HoldId) -> Result<()> {
    store.write(move |tx| tx.release(hold)).await
}

async fn pay(store: &Store, account: AccountId, minor: i64) -> Result<i64> {
    let paid = store.write(move |tx| {
        tx.lock_account(account)?;
        tx.pay(account, cents(minor), None, "payment", NEW_YEAR)
    });
    paid.await.map(|funds| funds.posted.minor)
}

/// Posted and held.
async fn funds(store: &Store, account: AccountId) -> (i64, i64) {
    let funds = store.read(move |tx| tx.funds(account, cents(0).currency)).await.unwrap();
    (funds.posted.minor, funds.held.minor)
}

async fn summary(store: &Store) -> Summary {
    let summary = store.read(|tx| tx.ledger_summary()).await.unwrap();
    assert!(summary.balanced, "the books do not balance: {summary:?}");
    summary
}

/// Starts one task for each of `items`.
fn tasks<I, T, W>(
    store: &Arc<Store>,
    items: impl IntoIterator<Item = I>,
    work: impl Fn(Arc<Store>, I) -> W,
) -> Vec<JoinHandle<T>>
where
    T: Send + 'static,
    W: Future<Output = T> + Send + 'static,
{
    items.into_iter().map(|item| tokio::spawn(work(Arc::clone(store), item))).collect()
}

async fn all<T>(tasks: Vec<JoinHandle<T>>) -> Vec<T> {
    let mut results = Vec::with_capacity(tasks.len());
    for task in tasks {
        results.push(task.await.expect("the task does not panic"));
    }
    results
}

#[tokio::test(flavor = "multi_thread")]
async fn money_is_held_then_spent_or_given_back_and_never_twice() {
    each_engine(async |store| {
        let house = open(&store, "house").await;
        let shop = open_with(&store, "shop", cents(10_000)).await;
        let spent = hold(&store, shop, house, 6_500).await.unwrap();
        assert_eq!(funds(&store, shop).await, (10_000, 6_500));
        for _ in 0..2 {
            assert_eq!(capture(&store, spent).await, Ok(6_500));
            assert_eq!(funds(&store, shop).await, (3_500, 0));
        }
        release(&store, spent).await.unwrap();
        assert_eq!(funds(&store, shop).await, (3_500, 0));

        let given_back = hold(&store, shop, house, 3_500).await.unwrap();
        for _ in 0..2 {
            release(&store, given_back).await.unwrap();
            assert_eq!(funds(&store, shop).await, (3_500, 0));
        }
        assert_eq!(capture(&store, given_back).await, Ok(3_500));
        assert_eq!(funds(&store, shop).await, (3_500, 0));

        let books = summary(&store).await;
        assert_eq!((books.entries, books.open_holds), (2 + 4, 0));
        let shop = books.positions.iter().find(|position| position.login == "shop").unwrap();
        assert_eq!((shop.posted, shop.held), (cents(3_500), cents(0)));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_not_there_is_neither_held_nor_taken_out() {
    each_engine(async |store| {
        let house = open(&store, "house").await;
        let shop = open_with(&store, "shop", cents(10_000)).await;
        hold(&store, shop, house, 6_500).await.unwrap();
        let short = |minor| Error::InsufficientFunds { short_by: cents(minor) };
        assert_eq!(hold(&store, shop, house, 6_500).await, Err(short(3_000)));
        assert_eq!(pay(&store, shop, -4_000).await, Err(short(500)));
        assert_eq!(funds(&store, shop).await, (10_000, 6_500));
        assert_eq!(pay(&store, shop, -3_500).await, Ok(6_500));
        assert_eq!(pay(&store, house, -1).await, Err(short(1)));
        let books = summary(&store).await;
        assert_eq!((books.entries, books.open_holds), (4, 1));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn concurrent_holds_never_overdraw() {
    each_engine(async |store| {
        let store = Arc::new(store);
        let house = open(&store, "house").await;
        let shop = open_with(&store, "shop", cents(40 * 250)).await;
        let holds =
            all(tasks(
                &store,
                0..64,
                |store, _| async move { hold(&store, shop, house, 250).await },
            ))
            .await;
        let held: Vec<HoldId> = holds.iter().filter_map(|held| held.clone().ok()).collect();
        assert_eq!(held.len(), 40);
        for refused in holds.iter().filter_map(|held| held.as_ref().err()) {
            assert_eq!(*refused, Error::InsufficientFunds { short_by: cents(250) });
        }
        assert_eq!(funds(&store, shop).await, (10_000, 10_000));
        assert_eq!(summary(&store).await.open_holds, 40);

        // Each of them twice, at the same time.
        let twice: Vec<HoldId> = held.iter().chain(&held).copied().collect();
        let captured =
            all(tasks(&store, twice, |store, id| async move { capture(&store, id).await })).await;
        assert!(captured.iter().all(|price| *price == Ok(250)));
        assert_eq!(funds(&store, shop).await, (0, 0));
        let books = summary(&store).await;
        assert_eq!((books.entries, books.open_holds), (2 + 40 * 4, 0));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn of_a_capture_and_a_release_at_the_same_time_one_counts() {
    each_engine(async |store| {
        let store = Arc::new(store);
        let house = open(&store, "house").await;
        let shop = open_with(&store, "shop", cents(100_000)).await;
        let mut held = Vec::new();
        for _ in 0..20 {
            held.push(hold(&store, shop, house, 1_000).await.unwrap());
        }
        let captures =
            tasks(
                &store,
                held.clone(),
                |store, id| async move { capture(&store, id).await.map(drop) },
            );
        let releases = tasks(&store, held, |store, id| async move { release(&store, id).await });
        let payments =
            tasks(&store, 0..20, |store, _| async move { pay(&store, shop, 7).await.map(drop) });
        let holds = tasks(&store, 0..20, |store, _| async move {
            hold(&store, shop, house, 10).await.map(drop)
        });
        for result in
            all(captures.into_iter().chain(releases).chain(payments).chain(holds).collect()).await
        {
            assert_eq!(result, Ok(()));
        }
        let books = summary(&store).await;
        assert_eq!(books.open_holds, 20);
        let (posted, held) = funds(&store, shop).await;
        assert_eq!(held, 200);
        let captured = (100_000 + 20 * 7 - posted) / 1_000;
        assert_eq!(books.entries, 2 + 20 * 2 + captured * 4);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn every_currency_has_a_balance_of_its_own() {
    each_engine(async |store| {
        let shop = open_with(&store, "shop", cents(500)).await;
        let dollars = Money::new(900, Currency::USD);
        store
            .write(move |tx| tx.pay(shop, dollars, None, "deposit", NEW_YEAR).map(drop))
            .await
            .unwrap();
        assert_eq!(funds(&store, shop).await, (500, 0));
        let in_dollars = store.read(move |tx| tx.funds(shop, dollars.currency)).await.unwrap();
        assert_eq!(in_dollars.posted, dollars);
        assert_eq!(summary(&store).await.positions.len(), 2);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_a_sale_costs_its_seller_is_booked_in_its_own_currency() {
    each_engine(async |store| {
        let house = open(&store, "house").await;
        let shop = open_with(&store, "shop", cents(500)).await;
        store
            .write(move |tx| {
                let cost = Money::new(30, Currency::USD);
                let charge = Charge::untaxed(cents(500), cost);
                let (id, _) = tx.hold(shop, house, charge, "renew", NEW_YEAR, second(60))?;
                tx.capture(id, OperationId(1), NEW_YEAR).map(drop)
            })
            .await
            .unwrap();
        summary(&store).await;
        let booked = store.read(move |tx| {
            tx.all(
                "SELECT amount FROM entry WHERE account = ?1 AND currency = 'USD' ORDER BY id",
                &[house.0.into()],
                |row| row.int(0),
            )
        });
        assert_eq!(booked.await, Ok(vec![-30, 30]));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn money_that_appeared_from_nowhere_unbalances_the_books() {
    each_engine(async |store| {
        open_with(&store, "shop", cents(500)).await;
        store.write(|tx| tx.write("UPDATE balance SET posted = posted + 1", &[])).await.unwrap();
        assert!(!store.read(|tx| tx.ledger_summary()).await.unwrap().balanced);
        store
            .write(|tx| {
                tx.write("UPDATE balance SET posted = posted - 1", &[])?;
                tx.write("UPDATE entry SET amount = amount + 1 WHERE book = 'outside'", &[])
            })
            .await
            .unwrap();
        assert!(!store.read(|tx| tx.ledger_summary()).await.unwrap().balanced);
    })
    .await;
}
