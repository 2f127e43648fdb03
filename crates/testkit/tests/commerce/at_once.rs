//! Many at once about the same money: an invoice takes what it needs once, and credit is spent once.

use app::Context;
use app::billing;
use app::shop::{self, Cart, HoldingState, Placed};
use model::error::{Error, Prohibition};
use model::invoice::InvoiceState;
use model::money::Money;
use model::product::Cycle;

use crate::stage::{Client, Stage, at_once, cart, name, on_each_engine, product, usd};

/// Callers that come at once.
const CALLERS: usize = 32;

/// A client's calls under a key.
fn keyed(client: &Client, key: &str) -> Context {
    Context { client_key: Some(key.to_owned()), ..client.cx.clone() }
}

pub async fn pays(
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
