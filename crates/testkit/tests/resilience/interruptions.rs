//! Suppliers that refuse, cannot be reached, lose their answers or take their time, in every step of
//! every verb: once time has passed, money and names are where they belong.

use std::time::Duration;

use crate::engines::held;
use crate::verbs::{Stage, Verb};

/// What a supplier does instead of answering at once.
const KINDS: [&str; 3] = ["refused", "unavailable", "reply_lost"];
/// How long a slow supplier takes: longer than a caller waits.
const SLOW_SECONDS: u64 = 3;
/// "Try later" in the numbers of the dialect.
const LATER: i64 = 20;

/// Faults in the order in which they are met: operation and kind.
type Faults = Vec<(&'static str, &'static str)>;

/// Each fault by itself; each step whose answer is lost followed by a registry that does not tell
/// either; and each step that fails twice.
fn interruptions(verb: Verb) -> Vec<Faults> {
    let single =
        verb.operations().iter().flat_map(|operation| KINDS.map(|kind| vec![(*operation, kind)]));
    let steps =
        verb.operations().iter().filter(|operation| !matches!(**operation, "check" | "poll"));
    let double = steps.flat_map(|step| {
        let untold = KINDS.map(|kind| vec![(*step, "reply_lost"), ("info", kind)]);
        let again = KINDS.map(|kind| vec![(*step, "reply_lost"), (*step, kind)]);
        untold.into_iter().chain(again)
    });
    single.chain(double).collect()
}

/// Lets a verb run into its interruptions, one after the other, each with a name of its own.
async fn every_interruption(verb: Verb) {
    for restarts in [false, true] {
        interrupted(verb, restarts).await;
    }
}

async fn interrupted(verb: Verb, restarts: bool) {
    let mut stage = Stage::new().await;
    let mut interruptions = interruptions(verb);
    if restarts {
        // A restart takes back the orders that were not met yet, and with them every second fault.
        interruptions.retain(|faults| faults.len() == 1);
    }
    let names: Vec<String> = (0..interruptions.len()).map(|number| verb.name(number)).collect();
    verb.prepare(&stage, &names).await;
    for (name, faults) in names.iter().zip(interruptions) {
        eprintln!("{name}: {faults:?}");
        let before = held(&stage.world, name).await;
        let balance = stage.main.balance_cents().await;
        let order = async || {
            for (operation, kind) in &faults {
                stage.world.orders_fault(operation, kind, 1).await;
            }
        };
        let reply = verb.act(&stage, name, order).await;
        assert!(reply.status < 500, "{}", reply.text);
        if restarts {
            stage.restarts().await;
        }
        stage.world.sleeps("PT2H").await;
        if verb == Verb::MoveIn {
            stage.world.sleeps("P6D").await;
        }
        let _ = stage.world.control("DELETE", "/faults", None).await;
        stage.world.is_consistent().await;
        let (happened, price) = verb.outcome(&stage, name, before.as_ref()).await;
        let charged = balance - stage.main.balance_cents().await;
        assert_eq!(charged, if happened { price } else { 0 }, "happened: {happened}");
        match reply.code() {
            1 => assert!(happened, "it was said to be done"),
            LATER | 2 => {}
            _ => assert!(!happened, "it was refused: {}", reply.text),
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn an_interrupted_registration_is_paid_if_it_happened() {
    every_interruption(Verb::Register).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_interrupted_renewal_is_paid_if_it_happened() {
    every_interruption(Verb::Renew).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_interrupted_restore_is_paid_if_it_happened() {
    every_interruption(Verb::Restore).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_interrupted_change_of_contacts_ends() {
    every_interruption(Verb::Contacts).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_interrupted_change_of_servers_ends() {
    every_interruption(Verb::Nameservers).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_interrupted_lock_ends() {
    every_interruption(Verb::Lock).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_interrupted_suspension_ends() {
    every_interruption(Verb::Suspend).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_interrupted_deletion_ends() {
    every_interruption(Verb::Delete).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_interrupted_host_ends() {
    every_interruption(Verb::SetHost).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_interrupted_move_from_elsewhere_is_paid_if_it_happened() {
    every_interruption(Verb::MoveIn).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_interrupted_move_that_was_agreed_to_is_paid_if_it_happened() {
    every_interruption(Verb::MoveInAgreed).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_interrupted_move_between_accounts_is_paid_if_it_happened() {
    every_interruption(Verb::MoveOver).await;
}

/// A slow supplier in every verb, each in a world of its own and all at the same time: the caller is
/// told to look again, and what happens happens once.
#[tokio::test(flavor = "multi_thread")]
async fn a_slow_answer_is_waited_for() {
    let slow = Verb::ALL
        .into_iter()
        .flat_map(|verb| verb.operations().iter().map(move |operation| slowed(verb, operation)));
    for story in slow.map(tokio::spawn).collect::<Vec<_>>() {
        story.await.unwrap();
    }
}

async fn slowed(verb: Verb, operation: &'static str) {
    let stage = Stage::new().await;
    let name = verb.name(0);
    verb.prepare(&stage, std::slice::from_ref(&name)).await;
    let before = held(&stage.world, &name).await;
    let balance = stage.main.balance_cents().await;
    let order = async || stage.world.orders_delay(operation, SLOW_SECONDS).await;
    let reply = verb.act(&stage, &name, order).await;
    assert!(matches!(reply.code(), 1 | 2 | LATER), "{verb:?} {operation}: {}", reply.text);
    // The clock moves on while the supplier is still busy.
    stage.world.sleeps("PT1H").await;
    tokio::time::sleep(Duration::from_secs(SLOW_SECONDS)).await;
    let moves_in = matches!(verb, Verb::MoveIn | Verb::MoveInAgreed);
    stage.world.sleeps(if moves_in { "P6D" } else { "PT1H" }).await;
    eprintln!("{name}: slow {operation}");
    stage.world.is_consistent().await;
    let (happened, price) = verb.outcome(&stage, &name, before.as_ref()).await;
    assert!(happened);
    assert_eq!(balance - stage.main.balance_cents().await, price);
}
