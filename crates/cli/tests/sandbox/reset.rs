//! Back to the first minute, and from there the same again.

use std::collections::BTreeMap;
use std::sync::Arc;

use app::ports::gateway::NewCharge;
use app::ports::provisioner::NewInstance;
use model::money::{Currency, Money};
use model::secret::Secret;
use serde_json::json;

use crate::visitor::{BEGINNING, Visitor};

/// A little life that leaves traces in every book.
async fn live(visitor: &Visitor) -> serde_json::Value {
    let credit = json!({"dialect": "domains-co-za", "login": "main", "amount": "12.00"});
    visitor.tell("/accounts/credit", credit).await;
    visitor.tell("/registry/domains", json!({"name": "shoes.com", "auth_code": "abc-123"})).await;
    visitor.tell("/clock", json!({"advance": "P1Y"})).await;
    json!([visitor.ask("/ledger").await, visitor.ask("/mail").await, visitor.ask("/clock").await])
}

#[tokio::test]
async fn after_a_reset_a_second_run_is_like_the_first() {
    let visitor = Visitor::new().await;
    let first = visitor.ask("/ledger").await;
    let lived = live(&visitor).await;
    assert_ne!(visitor.ask("/ledger").await, first);
    assert_eq!(visitor.tell("/reset", json!({})).await["now"], BEGINNING);
    assert_eq!(visitor.ask("/ledger").await, first);
    assert_eq!(visitor.ask("/clock").await, json!({"now": BEGINNING, "frozen": true}));
    assert_eq!(visitor.ask("/mail").await, json!([]));
    assert_eq!(live(&visitor).await, lived);
    // Nothing of it is lost by a restart.
    let visitor = visitor.again(|options| options).await;
    assert_eq!(json!([visitor.ask("/ledger").await]), json!([lived[0]]));
}

#[tokio::test]
async fn the_old_world_reaches_nothing_any_more() {
    let visitor = Visitor::new().await;
    let old = visitor.sandbox.world();
    visitor.tell("/reset", json!({})).await;
    let new = visitor.sandbox.world();
    assert!(!Arc::ptr_eq(&old, &new));
    assert!(old.realm.store.write(|tx| tx.set_setting("ghost", "1")).await.is_err());
    assert!(old.realm.registry.poll().await.is_err());
    assert!(new.realm.registry.poll().await.is_ok());
    assert_eq!(new.realm.store.read(|tx| tx.setting("ghost")).await.unwrap(), None);
    assert_eq!(visitor.get("/healthz").await.status, 200);
}

#[tokio::test]
async fn a_reset_that_was_cut_short_is_finished_by_the_next_start() {
    let visitor = Visitor::new().await;
    let first = visitor.ask("/ledger").await;
    live(&visitor).await;
    let world = visitor.sandbox.world();
    let leaving = world.realm.store.write(|tx| tx.set_setting("sandbox.stage", "leaving"));
    leaving.await.unwrap();
    drop(world);
    let visitor =
        visitor.again(|options| nameyard::sandbox::Options { frozen: true, ..options }).await;
    assert_eq!(visitor.ask("/ledger").await, first);
    assert_eq!(visitor.ask("/clock").await, json!({"now": BEGINNING, "frozen": true}));
}

#[tokio::test]
async fn resets_and_moves_of_the_clock_take_turns() {
    let visitor = Visitor::new().await;
    let (reset, moved, again) = tokio::join!(
        visitor.tell("/reset", json!({})),
        visitor.tell("/clock", json!({"advance": "P1D"})),
        visitor.tell("/reset", json!({})),
    );
    assert_eq!((&reset["now"], &again["now"]), (&json!(BEGINNING), &json!(BEGINNING)));
    assert_eq!(moved["now"], "2026-01-02T10:00:00Z");
    assert_eq!(visitor.ask("/ledger").await["balanced"], true);
}

#[tokio::test]
async fn the_panel_and_the_gateway_begin_again_too() {
    let visitor = Visitor::new().await;
    let world = visitor.sandbox.world();
    let account = NewInstance {
        reference: "1".to_owned(),
        plan: "starter".to_owned(),
        domain: Some("shoes.com".to_owned()),
        email: "jane@example.com".to_owned(),
        username: String::new(),
        password: Secret::new("correct horse".to_owned()),
        resources: BTreeMap::new(),
    };
    world.realm.provisioners.hosting.create(&account).await.unwrap();
    let charge = NewCharge {
        reference: "1".to_owned(),
        amount: Money::new(12_300, Currency::ZAR),
        payer: "main".to_owned(),
        memo: "Invoice 1".to_owned(),
    };
    world.realm.gateway.charge(&charge).await.unwrap();
    assert_eq!(world.panel.accounts().await.unwrap().len(), 1);
    assert_eq!(world.gateway.charges().await.unwrap().len(), 1);
    visitor.tell("/reset", json!({})).await;
    let new = visitor.sandbox.world();
    assert!(new.panel.accounts().await.unwrap().is_empty());
    assert!(new.gateway.charges().await.unwrap().is_empty());
    assert!(world.realm.provisioners.hosting.create(&account).await.is_err());
    assert!(world.realm.gateway.charge(&charge).await.is_err());
}
