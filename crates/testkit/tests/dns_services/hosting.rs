//! Hosting: from the shelf to a service that runs, bears a label, and is gone.

use serde_json::{Value, json};
use testkit::World;

/// The first product of the shop that is hosting by the month.
const STARTER: u32 = 333;

#[tokio::test(flavor = "multi_thread")]
async fn a_product_runs_once_its_invoice_is_paid() {
    let world = World::on("2026-01-01").await;
    let main = world.client("main").await;
    let categories = main.get("/category").await.done().list_at("categories");
    let hosting = categories.iter().find(|row| row["name"] == "Hosting").expect("a category");
    let path = format!("/category/{}/product", hosting["id"].as_str().expect("a number as text"));
    let products = main.get(&path).await.done().list_at("products");
    assert_eq!(products[0]["id"], STARTER.to_string());
    let form = main.get(&format!("/order/{STARTER}")).await.done();
    assert_eq!(form.json["product"]["id"], STARTER.to_string());

    let ordered = main.orders(STARTER, "m", "shoes.com").await;
    let listed = async || -> Value {
        let services = main.get("/service").await.done().list_at("services");
        services.into_iter().find(|row| row["id"] == ordered.item).expect("the service")
    };
    assert_eq!(
        (&listed().await["status"], &listed().await["billingcycle"]),
        (&json!("Pending"), &json!("Monthly"))
    );
    main.pays_for(ordered.clone()).await;
    assert_eq!(listed().await["status"], "Active");
    let service = main.service(&ordered.item).await;
    assert_eq!(service["next_due"], "2026-02-01");
    for part in ["username", "password"] {
        assert_ne!(service[part], "", "{service}");
    }
    assert_eq!(world.panel().accounts().await.expect("the panel's books").len(), 1);
    world.is_consistent().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_label_is_the_same_in_every_read() {
    let world = World::on("2026-01-01").await;
    let main = world.client("main").await;
    let id = main.subscribes(STARTER, "a", "shoes.com").await;
    let label = format!("/service/{id}/label");
    assert_eq!(main.get(&label).await.done().json["label"], "");
    let set = main.post(&label, json!({ "label": "The shop" })).await.done();
    assert_eq!(set.json, json!({ "success": true, "info": ["label_updated"] }));
    assert_eq!(main.get(&label).await.done().json["label"], "The shop");
    assert_eq!(main.service(&id).await["label"], "The shop");
    let stranger = world.client("other").await;
    stranger.get(&label).await.refused(404);
    stranger.post(&label, json!({ "label": "Mine" })).await.refused(404);
    assert_eq!(main.service(&id).await["label"], "The shop");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_service_is_billed_month_after_month() {
    let world = World::on("2026-01-01").await;
    let main = world.client("main").await;
    let id = main.subscribes(STARTER, "m", "shoes.com").await;
    world.sleeps_until("2026-01-26").await;
    let invoices = main.get("/invoice").await.done().list_at("invoices");
    let unpaid: Vec<_> = invoices.iter().filter(|row| row["status"] == "Unpaid").collect();
    assert_eq!(unpaid.len(), 1, "{invoices:?}");
    let _ = main.pays(unpaid[0]["id"].as_str().expect("a number as text")).await.done();
    world.sleeps_until("2026-02-02").await;
    let service = main.service(&id).await;
    assert_eq!(
        (&service["status"], &service["next_due"]),
        (&json!("Active"), &json!("2026-03-01"))
    );
    world.is_consistent().await;
}
