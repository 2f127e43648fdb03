//! Two at once that exclude each other: one happens, and the money agrees with it.

use app::jobs;
use app::shop::HoldingState;
use app::subscriptions::{self, Upgrade};
use model::invoice::InvoiceState;
use model::product::{Cycle, ProductId};
use model::subscription::{Cancellation, SubscriptionId, SubscriptionState};
use model::time::{Days, Seconds};

use crate::at_once::pays;
use crate::stage::{cart, name, on_each_engine, product, usd};

#[tokio::test(flavor = "multi_thread")]
async fn an_order_is_paid_or_called_off() {
    on_each_engine(async |stage| {
        let client = stage.client("joe", "500.00").await;
        for round in 0..8 {
            let domain = format!("shoes-{round}.com");
            let ordered = client.orders(cart(vec![product(333, Cycle::Month, &domain)])).await;
            let id = SubscriptionId(ordered.items[0].id);
            let before = client.credit().await;
            let cancels = {
                let cx = client.cx.clone();
                async move { subscriptions::cancel(&cx, id, Cancellation::Now, "").await }
            };
            let (paid, cancelled) = tokio::join!(
                tokio::spawn(pays(client.cx.clone(), ordered.invoice.id, None)),
                tokio::spawn(cancels)
            );
            let (paid, cancelled) = (paid.unwrap(), cancelled.unwrap());
            cancelled.unwrap();
            // It may have been just being made; then its job ends it.
            stage.sleeps("PT10M").await;
            let now = client.subscription(id.0).await;
            assert_eq!(now.state, SubscriptionState::Cancelled, "{now:?}");
            let spent = before.minus(client.credit().await).unwrap();
            match (paid, client.state_of(ordered.invoice.id).await) {
                (Ok(_), InvoiceState::Paid) => assert_eq!(spent, usd("12.09"), "it ran"),
                (Ok(_), InvoiceState::Refunded) | (Err(_), InvoiceState::Cancelled) => {
                    assert_eq!(spent, usd("0.00"));
                }
                other => panic!("{other:?}"),
            }
            assert!(stage.world.panel().accounts().await.unwrap().is_empty());
            stage.world.is_consistent().await;
        }
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_upgrade_and_an_end_at_once_leave_nothing_open() {
    on_each_engine(async |stage| {
        let client = stage.client("joe", "900.00").await;
        for round in 0..8 {
            let domain = format!("shoes-{round}.com");
            let ordered = client.buys(vec![product(333, Cycle::Month, &domain)]).await;
            let id = SubscriptionId(ordered.items[0].id);
            let before = client.credit().await;
            let bigger = Upgrade { product: Some(ProductId(334)), ..Upgrade::default() };
            let buyer = client.cx.clone();
            let upgrades = async move {
                let upgraded = subscriptions::upgrade(&buyer, id, bigger, true).await?;
                let invoice = upgraded.order.unwrap().1;
                pays(buyer, invoice.id, None).await.map(|applied| (invoice.id, applied))
            };
            let cx = client.cx.clone();
            let when = if round % 2 == 0 { Cancellation::Now } else { Cancellation::AtEnd };
            let cancels = async move { subscriptions::cancel(&cx, id, when, "").await };
            let (upgraded, cancelled) = tokio::join!(tokio::spawn(upgrades), tokio::spawn(cancels));
            cancelled.unwrap().unwrap();
            stage.sleeps("PT10M").await;
            let now = client.subscription(id.0).await;
            let spent = before.minus(client.credit().await).unwrap();
            let done = match upgraded.unwrap() {
                Ok((invoice, applied)) => {
                    let done = client.state_of(invoice).await == InvoiceState::Paid;
                    assert_eq!(spent, if done { applied.amount } else { usd("0.00") });
                    done
                }
                Err(_) => {
                    assert_eq!(spent, usd("0.00"));
                    false
                }
            };
            assert_eq!(now.product == ProductId(334), done, "{now:?}");
            let ended = now.state == SubscriptionState::Cancelled;
            assert_eq!(ended, when == Cancellation::Now, "{now:?}");
            stage.world.is_consistent().await;
        }
        stage.sleeps("P60D").await;
        assert!(stage.world.panel().accounts().await.unwrap().is_empty());
        stage.world.is_consistent().await;
    })
    .await;
}

/// What time does to an unpaid invoice, and its payment at the same moment.
#[tokio::test(flavor = "multi_thread")]
async fn an_invoice_is_paid_or_time_calls_it_off() {
    on_each_engine(async |stage| {
        let client = stage.client("joe", "900.00").await;
        for round in 0..6 {
            let domain = format!("shoes-{round}.com");
            let ordered = client.orders(cart(vec![name(&domain, 1)])).await;
            let id = ordered.invoice.id;
            pays(client.cx.clone(), id, Some("2.00")).await.unwrap();
            let before = client.credit().await;
            let realm = client.cx.realm.clone();
            let until = realm.now() + Days(90);
            let passes = async move { jobs::move_clock(&realm, until).await };
            let (paid, passed) =
                tokio::join!(tokio::spawn(pays(client.cx.clone(), id, None)), tokio::spawn(passes));
            passed.unwrap().unwrap();
            stage.sleeps("PT10M").await;
            let spent = before.minus(client.credit().await).unwrap();
            match (paid.unwrap(), client.state_of(id).await) {
                (Ok(_), InvoiceState::Paid) => {
                    assert_eq!(spent, usd("10.10"));
                    assert_eq!(client.name(&domain).await, Some(HoldingState::Active));
                }
                (Err(_), InvoiceState::Cancelled) => assert_eq!(spent, usd("-2.00")),
                other => panic!("{other:?}"),
            }
            stage.world.is_consistent().await;
        }
    })
    .await;
}

/// A subscription that is suspended or ended by the clock in the very moment when it is paid.
#[tokio::test(flavor = "multi_thread")]
async fn a_cycle_is_paid_and_runs_or_is_called_off() {
    on_each_engine(async |stage| {
        let client = stage.client("joe", "900.00").await;
        for round in 0..8 {
            let domain = format!("shoes-{round}.com");
            let ordered = client.buys(vec![product(333, Cycle::Month, &domain)]).await;
            let id = ordered.items[0].id;
            while client.owes().await == usd("0.00") {
                stage.sleeps("P1D").await;
            }
            let open = client.invoices().await[0].clone();
            assert_eq!(open.state, InvoiceState::Unpaid);
            let before = client.credit().await;
            let terms = client.cx.realm.settings.billing;
            let until = match round % 2 {
                0 => open.due + terms.suspend_after,
                _ => open.due + terms.end_after,
            };
            // So that the last step alone is left.
            stage.sleeps_until(until - Seconds(60)).await;
            let realm = client.cx.realm.clone();
            let passes = async move { jobs::move_clock(&realm, until).await };
            let (paid, passed) = tokio::join!(
                tokio::spawn(pays(client.cx.clone(), open.id, None)),
                tokio::spawn(passes)
            );
            passed.unwrap().unwrap();
            stage.sleeps("PT10M").await;
            let spent = before.minus(client.credit().await).unwrap();
            let now = client.subscription(id).await;
            match (paid.unwrap(), client.state_of(open.id).await) {
                (Ok(_), InvoiceState::Paid) => {
                    assert_eq!(spent, usd("12.09"));
                    assert_eq!(now.state, SubscriptionState::Active, "{now:?}");
                    assert!(now.due > open.due, "{now:?}");
                }
                (Ok(_), InvoiceState::Refunded) | (Err(_), InvoiceState::Cancelled) => {
                    assert_eq!(spent, usd("0.00"));
                    assert_eq!(now.state, SubscriptionState::Cancelled, "{now:?}");
                }
                other => panic!("{other:?}"),
            }
            stage.world.is_consistent().await;
            let _ =
                subscriptions::cancel(&client.cx, SubscriptionId(id), Cancellation::Now, "").await;
        }
    })
    .await;
}

/// The end is asked for while whoever runs it has not told yet whether it was made.
#[tokio::test(flavor = "multi_thread")]
async fn what_is_just_being_made_ends_when_it_was_made() {
    on_each_engine(async |stage| {
        let client = stage.client("joe", "100.00").await;
        for (kind, spent) in [("reply_lost", "12.09"), ("unavailable", "0.00")] {
            let before = client.credit().await;
            stage.world.orders_fault_at("hosting", "create", kind, 1).await;
            let bought = client.buys(vec![product(333, Cycle::Month, "shoes.com")]).await;
            let id = SubscriptionId(bought.items[0].id);
            assert_eq!(client.subscription(id.0).await.state, SubscriptionState::Pending);
            subscriptions::cancel(&client.cx, id, Cancellation::Now, "").await.unwrap();
            stage.sleeps("PT1H").await;
            assert_eq!(client.subscription(id.0).await.state, SubscriptionState::Cancelled);
            assert!(stage.world.panel().accounts().await.unwrap().is_empty());
            assert_eq!(before.minus(client.credit().await).unwrap(), usd(spent));
            stage.world.is_consistent().await;
        }
    })
    .await;
}
