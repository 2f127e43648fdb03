//! Suppliers that refuse, cannot be reached or lose their answers, in every step of everything that is
//! bought: once time has passed, what was paid for is had exactly once, or is credit again.

use app::subscriptions::{self, Upgrade};
use model::invoice::InvoiceState;
use model::product::Cycle;
use model::subscription::SubscriptionId;

use crate::stage::{CARD, Stage, cart, name, product, usd};
use crate::verbs::Verb;

async fn every_interruption(verb: Verb) {
    for restarts in [false, true] {
        interrupted(verb, restarts).await;
    }
}

async fn interrupted(verb: Verb, restarts: bool) {
    let mut stage = Stage::new().await;
    let mut client = stage.client("joe", "90000.00").await;
    let mut interruptions = verb.interruptions();
    if restarts {
        // A restart takes back the orders that were not met yet, and with them every second fault.
        interruptions.retain(|faults| faults.len() == 1);
    }
    for (number, faults) in interruptions.into_iter().enumerate() {
        eprintln!("{verb:?} {number}, restarts: {restarts}: {faults:?}");
        let subject = verb.prepare(&stage, &client, number).await;
        let (credit, taken) = (client.credit().await, stage.taken_from_cards().await);
        for (operation, kind) in &faults {
            stage.world.orders_fault_at(verb.supplier(), operation, kind, 1).await;
        }
        verb.act(&stage, &client, &subject).await;
        if restarts {
            stage.world.restarts().await;
            client = stage.again(&client).await;
        }
        stage.sleeps("PT5H").await;
        if verb == Verb::Transfer {
            stage.sleeps("P6D").await;
        }
        let _ = stage.world.control("DELETE", "/faults", None).await;
        stage.world.is_consistent().await;
        let happened = verb.happened(&client, &subject).await;
        let spent = credit.minus(client.credit().await).unwrap();
        let price = if happened { verb.price(&subject) } else { (usd("0.00"), 0) };
        let taken = stage.taken_from_cards().await - taken;
        assert_eq!((spent, taken), price, "happened: {happened}");
        let refused = faults.iter().any(|(_, kind)| *kind == "refused");
        assert!(happened || (refused && !verb.insists()), "nobody refused it");
        // What is still owed is called off, before the next one.
        verb.clear_up(&stage, &client, &subject).await;
        stage.world.is_consistent().await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn an_interrupted_registration_is_had_or_given_back() {
    every_interruption(Verb::Register).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_interrupted_renewal_is_had_or_given_back() {
    every_interruption(Verb::Renew).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_interrupted_transfer_is_had_or_given_back() {
    every_interruption(Verb::Transfer).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_interrupted_subscription_is_had_or_given_back() {
    every_interruption(Verb::Create).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_interrupted_upgrade_is_had_or_given_back() {
    every_interruption(Verb::Change).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_interrupted_suspension_happens() {
    every_interruption(Verb::Suspend).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_was_paid_runs_again_however_often_it_is_interrupted() {
    every_interruption(Verb::Unsuspend).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_interrupted_end_happens() {
    every_interruption(Verb::Delete).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_interrupted_charge_is_taken_once_and_never_lost() {
    every_interruption(Verb::Charge).await;
}

/// The gateway takes the money, and says so only after the invoice was paid, or called off, otherwise.
#[tokio::test(flavor = "multi_thread")]
async fn money_that_comes_late_is_credit() {
    for pays in [true, false] {
        let stage = Stage::new().await;
        let client = stage.client("joe", "20.00").await;
        let mut wanted = cart(vec![name("shoes.com", 1)]);
        wanted.method = Some(CARD);
        let ordered = client.orders(wanted).await.invoice;
        stage.world.orders_fault_at("payments", "charge", "reply_lost", 1).await;
        stage.world.orders_fault_at("payments", "info", "unavailable", 9_000).await;
        stage.sleeps_until(ordered.due).await;
        assert_eq!(client.state_of(ordered.id).await, InvoiceState::Unpaid);
        if pays {
            client.pays(ordered.id).await;
        } else {
            stage.sleeps("P40D").await;
            assert_eq!(client.state_of(ordered.id).await, InvoiceState::Cancelled);
        }
        let before = client.credit().await;
        let _ = stage.world.control("DELETE", "/faults", None).await;
        stage.sleeps("PT6H").await;
        assert_eq!(client.credit().await, before.plus(ordered.total).unwrap());
        assert_eq!(stage.taken_from_cards().await, ordered.total.minor);
        stage.sleeps("P9D").await;
        assert_eq!(client.credit().await, before.plus(ordered.total).unwrap(), "once");
        stage.world.is_consistent().await;
    }
}

/// A longer cycle is not had at the price of the shorter one that was billed before.
#[tokio::test(flavor = "multi_thread")]
async fn a_cycle_that_is_changed_is_billed_anew() {
    let stage = Stage::new().await;
    let client = stage.client("joe", "900.00").await;
    let bought = client.buys(vec![product(333, Cycle::Month, "shoes.com")]).await;
    let id = bought.items[0].id;
    stage.sleeps("P22D").await;
    let monthly = client.invoices().await[0].clone();
    assert_eq!((monthly.state, monthly.total), (InvoiceState::Unpaid, usd("12.09")));
    let wish = Upgrade { cycle: Some(Cycle::Year), ..Upgrade::default() };
    let upgraded =
        subscriptions::upgrade(&client.cx, SubscriptionId(id), wish, true).await.unwrap();
    let (_, invoice) = upgraded.order.unwrap();
    if invoice.state == InvoiceState::Unpaid {
        client.pays(invoice.id).await;
    }
    assert_eq!(client.state_of(monthly.id).await, InvoiceState::Cancelled);
    stage.settles().await;
    let yearly = client.invoices().await[0].clone();
    assert_eq!(yearly.state, InvoiceState::Unpaid);
    assert_eq!(yearly.due, client.subscription(id).await.due);
    assert!(yearly.total.minor > 5 * monthly.total.minor, "{yearly:?}");
    client.pays(yearly.id).await;
    assert_eq!(client.subscription(id).await.due.day(), "2027-02-28");
    stage.world.is_consistent().await;
}
