//! A subscription runs at its panel, is billed ahead of each cycle, suspended and ended when nobody
//! pays, changed and called off.

use app::subscriptions::{self, Upgrade};
use model::error::{Error, Prohibition};
use model::invoice::InvoiceState;
use model::product::{Cycle, ProductId};
use model::subscription::{Cancellation, SubscriptionId, SubscriptionState};

use crate::stage::{Client, on_each_engine, pick, product, usd};

async fn hosting(client: &Client) -> SubscriptionId {
    let ordered = client.buys(vec![product(333, Cycle::Month, "shoes.com")]).await;
    SubscriptionId(ordered.items[0].id)
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_bought_runs_at_the_panel_and_its_password_opens_it() {
    on_each_engine(async |stage| {
        let client = stage.client("joe", "100.00").await;
        let id = hosting(&client).await;
        let details = subscriptions::details(&client.cx, id).await.unwrap();
        assert_eq!(details.subscription.state, SubscriptionState::Active);
        assert_eq!(details.subscription.due.day(), "2026-02-28");
        assert_eq!(details.next_invoice.day(), "2026-02-21");
        let password = details.password.unwrap();
        let panel = stage.world.panel();
        assert!(panel.login(&details.subscription.username, password.reveal()).await.unwrap());
        assert!(!panel.login(&details.subscription.username, "guess").await.unwrap());
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_unpaid_cycle_suspends_then_ends_and_a_late_payment_brings_it_back() {
    on_each_engine(async |stage| {
        let client = stage.client("joe", "100.00").await;
        let id = hosting(&client).await;
        stage.sleeps("P22D").await;
        let raised = client.invoices().await[0].clone();
        assert_eq!((raised.state, raised.due.day().as_str()), (InvoiceState::Unpaid, "2026-02-28"));
        stage.sleeps("P11D").await;
        assert_eq!(client.subscription(id.0).await.state, SubscriptionState::Suspended);
        client.pays(raised.id).await;
        let paid = client.subscription(id.0).await;
        assert_eq!(
            (paid.state, paid.due.day().as_str()),
            (SubscriptionState::Active, "2026-03-31")
        );
        stage.sleeps("P120D").await;
        let ended = client.subscription(id.0).await;
        assert_eq!(ended.state, SubscriptionState::Cancelled);
        assert_eq!(client.owes().await, usd("0.00"), "what it ended for is called off");
        assert!(!stage.world.panel().login(&ended.username, "anything").await.unwrap());
        stage.world.books_balance().await;
        stage.world.is_consistent().await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn paying_ahead_moves_the_due_day_and_loses_no_day_of_the_month() {
    on_each_engine(async |stage| {
        let client = stage.client("joe", "100.00").await;
        let id = hosting(&client).await;
        let mut days = Vec::new();
        for _ in 0..3 {
            while client.owes().await == usd("0.00") {
                stage.sleeps("P1D").await;
            }
            let open = client.invoices().await[0].id;
            client.pays(open).await;
            days.push(client.subscription(id.0).await.due.day());
        }
        assert_eq!(days, ["2026-03-31", "2026-04-30", "2026-05-31"]);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_upgrade_is_estimated_then_billed_then_done() {
    on_each_engine(async |stage| {
        let client = stage.client("joe", "100.00").await;
        let id = hosting(&client).await;
        stage.sleeps("P14D").await;
        let wish = || Upgrade { choices: [pick(1618, 10332)].into(), ..Upgrade::default() };
        let estimate = subscriptions::upgrade(&client.cx, id, wish(), false).await.unwrap();
        assert!(estimate.order.is_none() && client.invoices().await.len() == 1);
        assert_eq!(estimate.estimate.recurring, usd("14.99"));
        assert_eq!(estimate.estimate.charge, usd("3.33"), "5.00 for 14 of 30 days, and 1.00 once");
        let upgraded = subscriptions::upgrade(&client.cx, id, wish(), true).await.unwrap();
        let (_, invoice) = upgraded.order.unwrap();
        let before = client.subscription(id.0).await;
        assert_eq!(before.recurring, usd("9.99"));
        client.pays(invoice.id).await;
        assert_eq!(client.subscription(id.0).await.recurring, usd("14.99"));
        let again = subscriptions::upgrade(&client.cx, id, wish(), true).await;
        assert!(matches!(again, Err(Error::Invalid { .. })), "it changes nothing");
        let bigger = Upgrade { product: Some(ProductId(334)), ..Upgrade::default() };
        let bigger = subscriptions::upgrade(&client.cx, id, bigger, true).await.unwrap();
        client.pays(bigger.order.unwrap().1.id).await;
        let after = client.subscription(id.0).await;
        assert_eq!((after.product, after.recurring), (ProductId(334), usd("19.99")));
        let account = stage.world.panel().accounts().await.unwrap().pop().unwrap();
        assert_eq!(account.instance.plan, "business");
        stage.world.books_balance().await;
        stage.world.is_consistent().await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_end_is_asked_for_at_the_end_of_the_cycle_or_now() {
    on_each_engine(async |stage| {
        let client = stage.client("joe", "100.00").await;
        let (late, now) = (hosting(&client).await, hosting(&client).await);
        let cancel = async |id, when| subscriptions::cancel(&client.cx, id, when, "moving").await;
        cancel(late, Cancellation::AtEnd).await.unwrap();
        assert_eq!(client.subscription(late.0).await.state, SubscriptionState::Active);
        let again = cancel(late, Cancellation::AtEnd).await;
        assert_eq!(again, Err(Error::Prohibited(Prohibition::Cancelled)));
        cancel(now, Cancellation::Now).await.unwrap();
        assert_eq!(client.subscription(now.0).await.state, SubscriptionState::Cancelled);
        stage.sleeps("P60D").await;
        assert_eq!(client.subscription(late.0).await.state, SubscriptionState::Cancelled);
        assert_eq!(client.owes().await, usd("0.00"));
        assert_eq!(client.invoices().await.len(), 2, "no further cycle was billed");
        stage.world.is_consistent().await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_counted_runs_out() {
    on_each_engine(async |stage| {
        let client = stage.client("joe", "9000.00").await;
        for number in 0..50 {
            let item = product(501, Cycle::Month, &format!("shop-{number}.com"));
            client.buys(vec![item]).await;
        }
        let one_more = app::shop::order(
            &client.cx,
            crate::stage::cart(vec![product(501, Cycle::Month, "last.com")]),
            false,
        );
        match one_more.await.unwrap() {
            app::shop::Placed::Rejected(why) => {
                assert_eq!(why[0].1, Error::Prohibited(Prohibition::OutOfStock));
            }
            app::shop::Placed::Ordered(ordered) => panic!("{ordered:?}"),
        }
    })
    .await;
}
