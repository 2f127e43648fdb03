//! Five hundred subscriptions of mixed cycles through a month and a year: each cycle is billed once,
//! none is left out, and two worlds of one seed end alike.

use std::collections::BTreeMap;
use std::time::Instant;

use model::account::AccountId;
use model::invoice::{InvoiceState, LineKind};
use model::product::Cycle;
use store::Tx;
use testkit::World;
use testkit::dice::Dice;

use crate::stage::{Client, Stage, product};

/// Subscriptions in the world.
const SUBSCRIPTIONS: usize = 500;
/// Clients that hold them.
const CLIENTS: usize = 5;

#[tokio::test(flavor = "multi_thread")]
async fn a_year_of_billing_is_the_same_twice_and_bills_each_cycle_once() {
    let begun = Instant::now();
    let first = year(11).await;
    let second = year(11).await;
    eprintln!("two years in {} s, {} lines", begun.elapsed().as_secs(), first.len());
    let differs = first.iter().zip(&second).find(|(one, other)| one != other);
    assert_eq!(differs, None);
    assert_eq!(first.len(), second.len());
}

/// Everything that was billed in a year, and how it ended.
async fn year(seed: u64) -> Vec<String> {
    let mut stage = Stage::over(World::start("2026-01-29", seed).await).await;
    let mut dice = Dice::of(seed);
    let mut clients = Vec::new();
    for number in 0..CLIENTS {
        clients.push(stage.client(&format!("client-{number}"), "900000.00").await);
    }
    for number in 0..SUBSCRIPTIONS {
        if number % 100 == 0 {
            stage.sleeps("P1D").await;
        }
        let item = wanted(&mut dice, number);
        clients[number % CLIENTS].buys(vec![item]).await;
    }
    for month in 0..12 {
        stage.sleeps("P1M").await;
        // One client pays nothing, and loses what it has.
        for client in &clients[1..] {
            pays_everything(client).await;
        }
        if month == 5 {
            stage.world.restarts().await;
            for client in &mut clients {
                *client = stage.again(client).await;
            }
        }
        if month == 0 || month == 11 {
            for client in &clients {
                let account = client.cx.account();
                let gaps = clients[0].cx.realm.store.read(move |tx| gaps(tx, account)).await;
                assert_eq!(gaps.unwrap(), Vec::<String>::new());
            }
        }
    }
    stage.world.books_balance().await;
    stage.world.is_consistent().await;
    assert!(clients[0].invoices().await.iter().all(|invoice| matches!(
        invoice.state,
        InvoiceState::Paid | InvoiceState::Cancelled | InvoiceState::Unpaid
    )));
    let mut lines = Vec::new();
    for client in &clients {
        let account = client.cx.account();
        let found = client.cx.realm.store.read(move |tx| told(tx, account)).await.unwrap();
        lines.extend(found);
    }
    lines
}

fn wanted(dice: &mut Dice, number: usize) -> app::shop::CartItem {
    let domain = format!("shop-{number}.com");
    let kinds = [
        (333, Cycle::Month),
        (333, Cycle::Year),
        (334, Cycle::Month),
        (334, Cycle::Quarter),
        (334, Cycle::HalfYear),
        (401, Cycle::Month),
        (401, Cycle::Year),
    ];
    let (id, cycle) = *dice.pick(&kinds);
    product(id, cycle, &domain)
}

async fn pays_everything(client: &Client) {
    for invoice in client.invoices().await {
        if invoice.state == InvoiceState::Unpaid {
            client.pays(invoice.id).await;
        }
    }
}

/// Cycles of running subscriptions that were not billed, or were billed twice.
fn gaps(tx: &mut Tx<'_>, account: AccountId) -> model::Result<Vec<String>> {
    let mut wrong = Vec::new();
    for stored in tx.subscriptions(account, 10_000)? {
        let subscription = stored.subscription;
        let lines = tx.lines_about(&[LineKind::Continue], subscription.id.0)?;
        let mut billed: BTreeMap<_, usize> = BTreeMap::new();
        for line in lines {
            *billed.entry(line.covers.unwrap()).or_default() += 1;
        }
        let mut due = subscription.anchor;
        let until = subscription.ended.map_or(subscription.due, |_| subscription.anchor);
        loop {
            due = model::invoice::next_due(subscription.anchor, subscription.cycle.months(), due);
            if due >= until {
                break;
            }
            if billed.get(&due) != Some(&1) {
                wrong.push(format!("{} {}: {:?}", subscription.id.0, due.day(), billed.get(&due)));
            }
        }
    }
    Ok(wrong)
}

/// What was billed to an account, and what became of its subscriptions.
fn told(tx: &mut Tx<'_>, account: AccountId) -> model::Result<Vec<String>> {
    let mut told = Vec::new();
    for invoice in tx.invoices(account, 10_000)? {
        let (state, raised, due) = (invoice.state, invoice.raised, invoice.due);
        told.push(format!("{} {state:?} {raised} {due} {}", invoice.number, invoice.total));
        for line in tx.lines(invoice.id)? {
            told.push(format!("  {:?} {:?} {}", line.kind, line.state, line.description));
        }
    }
    for stored in tx.subscriptions(account, 10_000)? {
        told.push(format!("{:?}", stored.subscription));
    }
    Ok(told)
}
