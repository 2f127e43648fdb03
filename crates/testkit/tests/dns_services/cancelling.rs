//! The end of a service: at once, or when what was paid for is over.

use serde_json::json;
use testkit::World;
use testkit::dns_services::Client;

use crate::estate::{DNS, STARTER};

async fn asks_for_the_end(client: &Client, id: &str, immediate: &str) {
    let body = json!({ "immediate": immediate, "reason": "We move." });
    let answer = client.post(&format!("/service/{id}/cancel"), body).await.done();
    assert_eq!(answer.json, json!({ "info": ["cancell_sent"] }));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_service_ends_when_its_month_is_over() {
    let world = World::on("2026-01-01").await;
    let main = world.client("main").await;
    let id = main.subscribes(STARTER, "m", "shoes.com").await;
    let (_, had) = main.owes_and_has().await;
    asks_for_the_end(&main, &id, "false").await;
    assert_eq!(main.service(&id).await["status"], "Active");
    let again = json!({ "immediate": "false" });
    main.post(&format!("/service/{id}/cancel"), again).await.refused(400);
    world.sleeps_until("2026-01-31").await;
    assert_eq!(main.service(&id).await["status"], "Active");
    assert_eq!(main.owes_and_has().await, (0, had), "nothing more is billed");
    world.sleeps_until("2026-02-01T00:00:01Z").await;
    assert_eq!(main.service(&id).await["status"], "Cancelled");
    assert!(world.panel().accounts().await.expect("the panel's books").is_empty());
    world.sleeps("P40D").await;
    assert_eq!(main.owes_and_has().await, (0, had));
    world.is_consistent().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_service_ends_at_once_with_its_zones() {
    let world = World::on("2026-01-01").await;
    let main = world.client("main").await;
    let (hosting, dns) = (
        main.subscribes(STARTER, "m", "shoes.com").await,
        main.subscribes(DNS, "m", "shoes.com").await,
    );
    let _ =
        main.post(&format!("/service/{dns}/dns"), json!({ "name": "zone.example" })).await.done();
    for id in [&hosting, &dns] {
        asks_for_the_end(&main, id, "true").await;
        assert_eq!(main.service(id).await["status"], "Cancelled");
        let body = json!({ "immediate": "true" });
        main.post(&format!("/service/{id}/cancel"), body).await.refused(400);
    }
    assert_eq!(main.get("/dns").await.done().json, json!({ "service_ids": [], "zones": [] }));
    assert!(world.panel().accounts().await.expect("the panel's books").is_empty());
    world.is_consistent().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_order_that_is_called_off_needs_no_paying() {
    let world = World::on("2026-01-01").await;
    let main = world.client("main").await;
    let before = main.owes_and_has().await;
    let ordered = main.orders(STARTER, "m", "shoes.com").await;
    let part = json!({ "amount": "5.00" });
    let _ = main.post(&format!("/invoice/{}/credit", ordered.invoice), part).await.done();
    asks_for_the_end(&main, &ordered.item, "true").await;
    assert_eq!(main.service(&ordered.item).await["status"], "Cancelled");
    assert_eq!(main.owes_and_has().await, before, "and what was paid comes back");
    main.pays(&ordered.invoice).await.refused(400);
    world.is_consistent().await;
}
