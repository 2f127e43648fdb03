//! Hosting: from the shelf to a service that runs, bears a label, and is gone.

use serde_json::{Value, json};
use testkit::World;
use testkit::dns_services::cents;

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

#[tokio::test(flavor = "multi_thread")]
async fn the_password_that_is_shown_opens_the_panel() {
    opens_the_panel(World::on("2026-01-01").await).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_password_that_is_shown_opens_the_panel_in_the_observed_profile() {
    opens_the_panel(World::observed("2026-01-01").await).await;
}

async fn opens_the_panel(world: World) {
    let main = world.client("main").await;
    let (owed, had) = main.owes_and_has().await;
    let item = json!({ "type": "product", "product_id": STARTER, "domain": "shoes.com",
        "cycle": "a" });
    let quote = main.post("/quote", json!({ "pay_method": 1, "items": [item] })).await.done();
    let ordered = main.orders(STARTER, "a", "shoes.com").await;
    let quoted = quote.json["summary"]["total"].as_f64().expect("a number");
    assert_eq!(ordered.total, format!("{quoted:.2}"));
    let pending = main.service(&ordered.item).await;
    assert_eq!(
        [&pending["status"], &pending["username"], &pending["password"]],
        ["Pending", "", ""]
    );
    assert_eq!(world.panel().accounts().await.expect("the panel's books").len(), 0);
    let total = cents(&json!(ordered.total));
    let id = main.pays_for(ordered).await;
    assert_eq!(main.owes_and_has().await, (owed, had - total));
    let service = main.service(&id).await;
    assert_eq!(
        [&service["status"], &service["billingcycle"], &service["next_due"]],
        ["Active", "Annually", "2027-01-01"]
    );
    let part = |key: &str| service[key].as_str().expect("text").to_owned();
    let panel = world.panel();
    let opens = async |username: &str, password: &str| {
        panel.login(username, password).await.expect("the panel answers")
    };
    assert!(opens(&part("username"), &part("password")).await);
    assert!(!opens(&part("username"), "a-guess").await);
    world.client("other").await.get(&format!("/service/{id}")).await.refused(404);
    world.is_consistent().await;
}
