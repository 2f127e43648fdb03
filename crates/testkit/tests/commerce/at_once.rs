//! Many at once about the same money: an invoice takes what it needs once, credit is spent once, and of
//! two that exclude each other one happens.

use app::billing;
use app::shop::{self, Cart, HoldingState, Placed};
use app::subscriptions::{self, Upgrade};
use app::{Context, jobs};
use model::error::{Error, Prohibition};
use model::invoice::InvoiceState;
use model::money::Money;
use model::product::{Cycle, ProductId};
use model::subscription::{Cancellation, SubscriptionId, SubscriptionState};

use crate::stage::{Client, Stage, at_once, cart, name, on_each_engine, product, usd};

/// Callers that come at once.
const CALLERS: usize = 32;

/// A client's calls under a key.
fn keyed(client: &Client, key: &str) -> Context {
    Context { client_key: Some(key.to_owned()), ..client.cx.clone() }
}

async fn pays(
    cx: Context,
    invoice: model::invoice::InvoiceId,
    amount: Option<&str>,
) -> Result<billing::Applied, Error> {
    billing::apply_credit(&cx, invoice, amount.map(str::to_owned)).await
}

fn sum(applied: &[Result<billing::Applied, Error>]) -> Money {
    let amounts = applied.iter().flatten().map(|applied| applied.amount.minor);
    Money::new(amounts.sum(), usd("0").currency)
}

async fn ends_well(stage: &Stage) {
    stage.sleeps("PT2H").await;
    stage.world.is_consistent().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_invoice_takes_what_it_needs_once() {
    on_each_engine(async |stage| {
        let client = stage.client("joe", "100.00").await;
        for round in 0..4 {
            let before = client.credit().await;
            let wanted = vec![name(&format!("shoes-{round}.com"), 1)];
            let id = client.orders(cart(wanted)).await.invoice.id;
            // Whole, in parts that would come to much more, and both.
            let amounts = [None, Some("1.00"), Some("5.05"), Some("12.10")];
            let amount = |n: usize| if round == 0 { None } else { amounts[(n + round) % 4] };
            let calls = (0..CALLERS).map(|n| pays(client.cx.clone(), id, amount(n)));
            let applied = at_once(calls).await;
            assert_eq!(sum(&applied), usd("12.10"), "{applied:?}");
            let refused = applied.iter().filter_map(|applied| applied.as_ref().err());
            let nothing_due = Error::Prohibited(Prohibition::NothingDue);
            assert!(refused.into_iter().all(|error| *error == nothing_due), "{applied:?}");
            let paid = |applied: &&billing::Applied| applied.state == InvoiceState::Paid;
            assert_eq!(applied.iter().flatten().filter(paid).count(), 1);
            assert_eq!(before.minus(client.credit().await).unwrap(), usd("12.10"));
            let named = client.name(&format!("shoes-{round}.com")).await;
            assert_eq!(named, Some(HoldingState::Active));
        }
        ends_well(&stage).await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn credit_for_some_pays_for_some() {
    on_each_engine(async |stage| {
        // Enough for ten names and a part of one.
        let client = stage.client("joe", "125.00").await;
        let mut invoices = Vec::new();
        for number in 0..CALLERS {
            let wanted = cart(vec![name(&format!("shoes-{number}.com"), 1)]);
            invoices.push(client.orders(wanted).await.invoice.id);
        }
        let calls = invoices.iter().map(|id| pays(client.cx.clone(), *id, None));
        let applied = at_once(calls).await;
        assert_eq!(sum(&applied), usd("125.00"), "{applied:?}");
        assert_eq!(client.credit().await, usd("0.00"));
        let mut paid = 0;
        for (number, id) in invoices.iter().enumerate() {
            let is_paid = client.state_of(*id).await == InvoiceState::Paid;
            let named = client.name(&format!("shoes-{number}.com")).await;
            assert_eq!(named == Some(HoldingState::Active), is_paid);
            paid += usize::from(is_paid);
        }
        assert_eq!(paid, 10);
        ends_well(&stage).await;
        // What was put on the eleventh in part comes back when nobody pays the rest.
        stage.sleeps("P90D").await;
        assert_eq!(client.credit().await, usd("4.00"));
        stage.world.is_consistent().await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn of_many_who_pay_for_one_name_one_gets_it() {
    on_each_engine(async |stage| {
        let mut clients = Vec::new();
        for number in 0..16 {
            clients.push(stage.client(&format!("client-{number}"), "12.10").await);
        }
        let buys = |client: Client| async move {
            let ordered = client.orders(cart(vec![name("shoes.com", 1)])).await;
            pays(client.cx.clone(), ordered.invoice.id, None).await.unwrap();
            ordered.invoice.id
        };
        let invoices = at_once(clients.iter().cloned().map(buys)).await;
        stage.sleeps("PT5M").await;
        let mut winners = 0;
        for (client, invoice) in clients.iter().zip(invoices) {
            let won = client.name("shoes.com").await == Some(HoldingState::Active);
            let state = client.state_of(invoice).await;
            let (credit, then) = match won {
                true => (usd("0.00"), InvoiceState::Paid),
                false => (usd("12.10"), InvoiceState::Refunded),
            };
            assert_eq!((client.credit().await, state), (credit, then));
            winners += usize::from(won);
        }
        assert_eq!(winners, 1);
        ends_well(&stage).await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_call_repeated_under_its_key_orders_and_pays_once() {
    on_each_engine(async |stage| {
        let client = stage.client("joe", "200.00").await;
        for round in 0..3 {
            let cx = keyed(&client, &format!("order-{round}"));
            let domain = format!("shoes-{round}.com");
            let wanted = cart(vec![name(&domain, 1), product(333, Cycle::Month, &domain)]);
            let orders = |cx: Context, wanted: Cart| async move {
                match shop::order(&cx, wanted, false).await.unwrap() {
                    Placed::Ordered(ordered) => (ordered.number, ordered.invoice.id, ordered.items),
                    Placed::Rejected(why) => panic!("{why:?}"),
                }
            };
            let ordered = at_once((0..CALLERS).map(|_| orders(cx.clone(), wanted.clone()))).await;
            assert!(ordered.iter().all(|each| *each == ordered[0]), "{ordered:?}");
            assert_eq!(client.invoices().await.len(), round + 1);
            // The same key serves another verb, and a part is paid once too.
            let part = at_once((0..CALLERS).map(|_| pays(cx.clone(), ordered[0].1, Some("1.00"))));
            let part = part.await;
            assert!(part.iter().all(|each| *each == part[0] && each.is_ok()), "{part:?}");
            let before = client.credit().await;
            let rest = keyed(&client, &format!("rest-{round}"));
            let rest = at_once((0..CALLERS).map(|_| pays(rest.clone(), ordered[0].1, None))).await;
            assert!(rest.iter().all(|each| *each == rest[0] && each.is_ok()), "{rest:?}");
            assert_eq!(before.minus(client.credit().await).unwrap(), usd("23.19"));
            assert_eq!(client.name(&domain).await, Some(HoldingState::Active));
        }
        assert_eq!(client.credit().await, usd("127.43"), "200.00 - 3 * (10.00 + 9.99) * 1.21");
        ends_well(&stage).await;
    })
    .await;
}

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
            let until = model::time::Timestamp::from_unix(realm.now().unix() + 90 * 86_400);
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
            stage.sleeps_until(model::time::Timestamp::from_unix(until.unix() - 60)).await;
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
