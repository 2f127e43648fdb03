//! A service that grows: asked for, estimated, ordered, paid, had.

use serde_json::{Value, json};
use testkit::World;
use testkit::dns_services::{Client, Ordered, cents};

use crate::estate::{BIGGER, DISK, DNS, STARTER, text};

/// What is chosen of the disk now, as the options say.
async fn chosen(client: &Client, service: &str) -> Vec<String> {
    let options = client.get(&format!("/service/{service}/upgrade")).await.done();
    let disk = options.list_at("resources").into_iter();
    let disk = disk.filter(|row| text(row, "id") == DISK);
    let items: Vec<Value> =
        disk.flat_map(|row| row["items"].as_array().cloned().unwrap_or_default()).collect();
    assert!(items.len() > 1, "{}", options.text);
    items.iter().filter(|item| item["selected"] == true).map(|item| text(item, "id")).collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_bigger_disk_is_estimated_ordered_and_had_once_it_is_paid() {
    let world = World::on("2026-01-01").await;
    let main = world.client("main").await;
    let id = main.subscribes(STARTER, "m", "shoes.com").await;
    let upgrade = format!("/service/{id}/upgrade");
    let (owed, had) = main.owes_and_has().await;
    assert_ne!(chosen(&main, &id).await, [BIGGER.to_string()]);

    let mut wish = json!({ "resources": { DISK: BIGGER } });
    for send in [Value::Null, json!(false), json!("false"), json!("sendValue")] {
        wish["send"] = send;
        let estimate = main.post(&upgrade, wish.clone()).await.done();
        assert!(estimate.json.get("invoice_id").is_none(), "{}", estimate.text);
        assert!(cents(&estimate.json["total"]) > 0);
    }
    assert_eq!(main.owes_and_has().await, (owed, had), "an estimate orders nothing");
    assert_eq!(main.get("/invoice").await.done().list_at("invoices").len(), 1);

    let estimate = main.post(&upgrade, wish.clone()).await.done().text_at("total");
    wish["send"] = json!(true);
    let sent = main.post(&upgrade, wish).await.done();
    assert_eq!(sent.text_at("total"), estimate, "{}", sent.text);
    let invoice = sent.text_at("invoice_id");
    let listed = main.get("/invoice").await.done().list_at("invoices");
    let row = listed.iter().find(|row| row["id"] == invoice).expect("its invoice");
    assert_eq!((&row["status"], &row["total"]), (&json!("Unpaid"), &json!(estimate)));
    assert_eq!(main.invoice(&invoice).await["items"][0]["item_id"], id);
    assert_ne!(chosen(&main, &id).await, [BIGGER.to_string()], "not before it is paid");
    let before = main.service(&id).await["total"].clone();
    let _ = main.pays(&invoice).await.done();
    assert_eq!(chosen(&main, &id).await, [BIGGER.to_string()]);
    let now = main.service(&id).await;
    assert_eq!(cents(&now["total"]), cents(&before) + 200);
    let paid = cents(&json!(estimate));
    assert_eq!(main.owes_and_has().await, (owed, had - paid));
    world.is_consistent().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_same_upgrade_is_not_paid_for_twice() {
    let world = World::on("2026-01-01").await;
    let main = world.client("main").await;
    let id = main.subscribes(STARTER, "m", "shoes.com").await;
    let upgrade = format!("/service/{id}/upgrade");
    let (_, had) = main.owes_and_has().await;
    let wish = json!({ "resources": { DISK: BIGGER }, "send": true });
    let first = main.post(&upgrade, wish.clone()).await.done();
    let again = main.post(&upgrade, wish.clone()).await;
    let _ = main.pays(&first.text_at("invoice_id")).await.done();
    if again.status == 200 && again.text_at("invoice_id") != first.text_at("invoice_id") {
        let _ = main.pays(&again.text_at("invoice_id")).await;
    }
    assert_eq!(chosen(&main, &id).await, [BIGGER.to_string()]);
    let paid = cents(&json!(first.text_at("total")));
    assert_eq!(main.owes_and_has().await.1, had - paid, "what changes nothing costs nothing");
    main.post(&upgrade, wish).await.refused(400);
    world.is_consistent().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_repeated_upgrade_under_one_key_is_one_upgrade() {
    let world = World::on("2026-01-01").await;
    let main = world.client("main").await;
    let id = main.subscribes(STARTER, "m", "shoes.com").await;
    let keyed = main.keyed("upgrade-1");
    let wish = json!({ "resources": { DISK: BIGGER }, "send": true });
    let upgrade = format!("/service/{id}/upgrade");
    let first = keyed.post(&upgrade, wish.clone()).await.done().text_at("invoice_id");
    let again = keyed.post(&upgrade, wish).await.done().text_at("invoice_id");
    assert_eq!(first, again);
    assert_eq!(main.get("/invoice").await.done().list_at("invoices").len(), 2);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_service_becomes_another_product() {
    let world = World::on("2026-01-01").await;
    let main = world.client("main").await;
    let id = main.subscribes(DNS, "m", "shoes.com").await;
    let upgrade = format!("/service/{id}/upgrade");
    let packages = main.get(&upgrade).await.done().list_at("package");
    let plus = &packages[0];
    let wish = json!({ "package": plus["id"], "send": "true" });
    let ordered = main.post(&upgrade, wish).await.done();
    assert_eq!(ordered.json["package"][0]["name"], plus["name"]);
    let _ = main.pays(&ordered.text_at("invoice_id")).await.done();
    let service = main.service(&id).await;
    assert_eq!((&service["name"], &service["total"]), (&plus["name"], &json!("9.50")));
    for package in [json!(999), json!("many"), json!(-1), plus["id"].clone()] {
        main.post(&upgrade, json!({ "package": package, "send": true })).await.refused(400);
    }
    world.is_consistent().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_service_that_is_not_paid_yet_cannot_grow() {
    let world = World::on("2026-01-01").await;
    let main = world.client("main").await;
    let ordered: Ordered = main.orders(STARTER, "m", "shoes.com").await;
    let wish = json!({ "resources": { DISK: BIGGER }, "send": true });
    main.post(&format!("/service/{}/upgrade", ordered.item), wish).await.refused(400);
    assert_eq!(main.get("/invoice").await.done().list_at("invoices").len(), 1);
}

/// Orders a bigger disk and a daily backup, each on an invoice of its own.
async fn orders_two(main: &Client, id: &str) -> [String; 2] {
    let order = async |wish: Value| {
        let wish = json!({ "resources": wish, "send": true });
        main.post(&format!("/service/{id}/upgrade"), wish).await.done().text_at("invoice_id")
    };
    [order(json!({ DISK: BIGGER })).await, order(json!({ "1620": { "10350": 1 } })).await]
}

#[tokio::test(flavor = "multi_thread")]
async fn an_upgrade_calls_off_those_that_were_reckoned_without_it() {
    let world = World::on("2026-01-01").await;
    let main = world.client("main").await;
    let id = main.subscribes(STARTER, "m", "shoes.com").await;
    let (_, had) = main.owes_and_has().await;
    let [disk, backup] = orders_two(&main, &id).await;
    let part = json!({ "amount": "1.00" });
    let _ = main.post(&format!("/invoice/{backup}/credit"), part).await.done();
    let _ = main.pays(&disk).await.done();
    assert_eq!(main.service(&id).await["total"], "11.99");
    assert_eq!(main.invoice(&backup).await["status"], "Cancelled");
    main.pays(&backup).await.refused(400);
    assert_eq!(main.owes_and_has().await, (0, had - 242), "and its part payment is credit again");
    world.is_consistent().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn two_upgrades_that_are_paid_while_the_panel_is_away_are_worth_what_they_cost() {
    let world = World::on("2026-01-01").await;
    let main = world.client("main").await;
    let id = main.subscribes(STARTER, "m", "shoes.com").await;
    let (_, had) = main.owes_and_has().await;
    let [disk, backup] = orders_two(&main, &id).await;
    world.orders_fault_at("hosting", "change", "unavailable", 2).await;
    for invoice in [&disk, &backup] {
        let _ = main.pays(invoice).await.done();
    }
    world.sleeps("PT2H").await;
    let (has_disk, total) = (
        chosen(&main, &id).await == [BIGGER.to_string()],
        main.service(&id).await["total"].clone(),
    );
    let paid = had - main.owes_and_has().await.1;
    let worth = match (has_disk, total.as_str().expect("an amount")) {
        (true, "13.49") => 242 + 182,
        (true, "11.99") => 242,
        (false, "11.49") => 182,
        other => panic!("{other:?}"),
    };
    assert_eq!(paid, worth);
    world.is_consistent().await;
}
