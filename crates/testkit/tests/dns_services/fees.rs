//! What a way to pay costs, and the trace that an order leaves.

use std::collections::BTreeMap;

use serde_json::{Value, json};
use testkit::World;
use testkit::dns_services::Ordered;

use crate::estate::STARTER;

/// A way to pay that takes 0.30 and 2.9 per cent.
const PAYPAL: &str = "5";

#[tokio::test(flavor = "multi_thread")]
async fn the_ways_to_pay_have_the_same_numbers_in_both_lists() {
    let world = World::on("2026-01-01").await;
    let main = world.client("main").await;
    let methods = main.get("/payment").await.done().json["payments"].clone();
    let fees = main.get("/payment/fees").await.done().list_at("payments");
    let named = |row: &Value| (row["id"].to_string(), row["name"].clone());
    let listed: BTreeMap<String, Value> = fees.iter().map(named).collect();
    let keyed: BTreeMap<String, Value> =
        methods.as_object().expect("a map").clone().into_iter().collect();
    assert_eq!(listed, keyed);
    let free = fees.iter().filter(|row| row["fixed_fee"] == "0.0" && row["percent_fee"] == "0.0");
    assert_eq!(free.count(), 1, "{fees:?}");
    assert!(listed.contains_key(PAYPAL));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_fee_is_a_line_and_an_order_stands_in_the_log() {
    let world = World::on("2026-01-01").await;
    let main = world.client("main").await;
    let order = json!({ "cycle": "m", "domain": "shoes.com", "pay_method": PAYPAL });
    let reply = main.post(&format!("/order/{STARTER}"), order).await.done();
    let number = reply.json["order_num"].to_string();
    let ordered: Ordered = reply.into();
    let invoice = main.invoice(&ordered.invoice).await;
    let lines = invoice["items"].as_array().expect("lines");
    let fee = lines.iter().find(|line| line["item_id"] == "-2").expect("a line for the fee");
    // 0.30 and 2.9 per cent of 9.99.
    assert_eq!((&fee["type"], &fee["linetotal"]), (&json!("Other"), &json!("0.59")));
    assert_eq!((&invoice["subtotal"], &invoice["tax"]), (&json!(10.58), &json!(2.22)));
    assert_eq!((&invoice["total"], ordered.total.as_str()), (&json!(12.8), "12.80"));
    let log = async || main.get("/logs").await.done().list_at("logs");
    let written = log().await;
    let line =
        |line: &Value| line["description"].as_str().is_some_and(|text| text.contains(&number));
    assert!(written.iter().any(line), "{number} in {written:?}");
    main.pays_for(ordered.clone()).await;
    let paid = |line: &Value| {
        let text = line["description"].as_str().unwrap_or_default();
        text.contains(invoice["number"].as_str().expect("a number"))
    };
    assert!(log().await.iter().any(paid));
    let others = world.client("other").await.get("/logs").await.done().text;
    assert!(!others.contains(&number), "{others}");
    world.is_consistent().await;
}
