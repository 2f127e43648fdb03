//! The hosting panel and the payment gateway misbehave exactly as ordered.

use std::collections::BTreeMap;
use std::sync::Arc;

use app::clock::Clock;
use app::ports::gateway::NewCharge;
use app::ports::provisioner::{Change, NewInstance};
use app::ports::{Gateway, Provisioner};
use model::Error;
use model::error::{Noun, Supplier};
use model::money::{Currency, Money};
use model::secret::Secret;
use model::time::Timestamp;
use outbound::{EmbeddedGateway, EmbeddedPanel, Faults, FaultyGateway, FaultyProvisioner};
use tempfile::TempDir;

struct World {
    faults: Faults,
    panel: FaultyProvisioner,
    gateway: FaultyGateway,
    _folder: TempDir,
}

fn world() -> World {
    let folder = tempfile::tempdir().unwrap();
    let clock = Clock::frozen(Timestamp::from_unix(1_767_225_600));
    let panel = EmbeddedPanel::open(&folder.path().join("panel.sqlite"), clock.clone()).unwrap();
    let gateway = EmbeddedGateway::open(&folder.path().join("payments.sqlite"), clock).unwrap();
    let faults = Faults::default();
    World {
        panel: FaultyProvisioner::new(Arc::new(panel), Supplier::Hosting, faults.clone()),
        gateway: FaultyGateway::new(Arc::new(gateway), faults.clone()),
        faults,
        _folder: folder,
    }
}

fn account() -> NewInstance {
    NewInstance {
        reference: "1".to_owned(),
        plan: "starter".to_owned(),
        domain: None,
        email: "jane@example.co.za".to_owned(),
        username: "jane".to_owned(),
        password: Secret::new("correct horse".to_owned()),
        resources: BTreeMap::new(),
    }
}

fn charge() -> NewCharge {
    NewCharge {
        reference: "1".to_owned(),
        amount: Money::new(12_300, Currency::ZAR),
        payer: "jane".to_owned(),
        memo: "Invoice 1".to_owned(),
    }
}

#[tokio::test]
async fn without_orders_nothing_goes_wrong() {
    let world = world();
    let made = world.panel.create(&account()).await.unwrap();
    assert_eq!(world.panel.info("1").await, Ok(made));
    let charged = world.gateway.charge(&charge()).await.unwrap();
    assert_eq!(world.gateway.info("1").await, Ok(Some(charged)));
}

#[tokio::test]
async fn an_unavailable_panel_does_nothing() {
    let world = world();
    world.faults.order("hosting", "create", "unavailable", 1, None).unwrap();
    let away = Err(Error::Unavailable(Supplier::Hosting));
    assert_eq!(world.panel.create(&account()).await, away);
    assert_eq!(world.panel.info("1").await, Err(Error::NotFound(Noun::Subscription)));
    assert!(world.panel.create(&account()).await.is_ok());
}

#[tokio::test]
async fn a_lost_reply_of_the_panel_is_to_something_that_happened() {
    let world = world();
    world.faults.order("hosting", "create", "reply_lost", 1, None).unwrap();
    let silence = world.panel.create(&account()).await;
    assert_eq!(silence, Err(Error::OutcomeUnknown(Supplier::Hosting)));
    let there = world.panel.info("1").await.unwrap();
    assert_eq!(world.panel.create(&account()).await, Ok(there));
}

#[tokio::test]
async fn each_call_of_the_panel_can_be_refused() {
    let world = world();
    world.panel.create(&account()).await.unwrap();
    for operation in ["create", "info", "change", "suspend", "unsuspend", "delete"] {
        world.faults.order("hosting", operation, "refused", 1, None).unwrap();
    }
    let change = Change { plan: "business".to_owned(), resources: BTreeMap::new() };
    let answers = [
        world.panel.create(&account()).await.map(drop),
        world.panel.info("1").await.map(drop),
        world.panel.change("1", &change).await,
        world.panel.suspend("1").await,
        world.panel.unsuspend("1").await,
        world.panel.delete("1").await,
    ];
    for answer in answers {
        assert!(matches!(answer, Err(Error::Refused { supplier: Supplier::Hosting, .. })));
    }
    assert_eq!(world.panel.info("1").await.unwrap().plan, "starter");
}

#[tokio::test]
async fn a_declined_card_can_be_charged_later() {
    let world = world();
    world.faults.order("payments", "charge", "refused", 1, None).unwrap();
    let declined = world.gateway.charge(&charge()).await;
    assert!(matches!(declined, Err(Error::Refused { supplier: Supplier::Payments, .. })));
    assert_eq!(world.gateway.info("1").await, Ok(None));
    assert!(world.gateway.charge(&charge()).await.is_ok());
}

#[tokio::test]
async fn a_lost_reply_of_the_gateway_is_to_money_that_was_taken() {
    let world = world();
    world.faults.order("payments", "charge", "reply_lost", 1, None).unwrap();
    world.faults.order("payments", "refund", "reply_lost", 1, None).unwrap();
    let silence = world.gateway.charge(&charge()).await;
    assert_eq!(silence, Err(Error::OutcomeUnknown(Supplier::Payments)));
    let taken = world.gateway.info("1").await.unwrap().unwrap();
    assert_eq!(world.gateway.charge(&charge()).await, Ok(taken));
    let silence = world.gateway.refund("1").await;
    assert_eq!(silence, Err(Error::OutcomeUnknown(Supplier::Payments)));
    assert!(world.gateway.info("1").await.unwrap().unwrap().refunded);
}

#[tokio::test]
async fn each_supplier_has_orders_of_its_own() {
    let world = world();
    world.faults.order("payments", "*", "unavailable", 1, None).unwrap();
    assert!(world.panel.create(&account()).await.is_ok());
    assert_eq!(world.gateway.info("1").await, Err(Error::Unavailable(Supplier::Payments)));
    world.faults.cut_off();
    assert_eq!(world.panel.info("1").await, Err(Error::Unavailable(Supplier::Hosting)));
    assert_eq!(world.gateway.info("1").await, Err(Error::Unavailable(Supplier::Payments)));
}
