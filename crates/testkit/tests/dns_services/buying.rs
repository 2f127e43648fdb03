//! Buying a name: from the look whether it is free to the day it is ours; whole, in parts, and when
//! somebody else was first.

use app::ports::Registry;
use model::name::DomainName;
use serde_json::{Value, json};
use testkit::World;
use testkit::dns_services::{Ordered, cents};

#[tokio::test(flavor = "multi_thread")]
async fn a_name_is_ours_once_its_invoice_is_paid() {
    let world = World::on("2026-01-01").await;
    let main = world.client("main").await;
    let (owed, had) = main.owes_and_has().await;
    let com = main.tld(".com").await;
    assert!(main.can_register("shoes.com").await);
    let form = main.get(&format!("/domain/order/{com}/form")).await.done();
    assert_eq!(form.json["forms"], json!([]));
    let methods = main.get("/payment").await.done().json["payments"].clone();
    let item = json!({ "type": "domain", "tld_id": com, "name": "shoes.com", "action": "register",
        "years": 1 });
    assert!(methods["1"].is_string(), "{methods}");
    let quote = main.post("/quote", json!({ "pay_method": 1, "items": [item] })).await.done();
    assert_eq!(quote.json["items"][0]["valid"], true, "{}", quote.text);

    let ordered: Ordered = main.asks_to_register("shoes.com", 1).await.into();
    let total = cents(&ordered.total.clone().into());
    let quoted = format!("{:.2}", quote.json["summary"]["total"].as_f64().expect("a number"));
    assert_eq!(ordered.total, quoted);
    let invoices = main.get("/invoice").await.done().list_at("invoices");
    let row = invoices.iter().find(|row| row["id"] == ordered.invoice).expect("the invoice");
    assert_eq!((&row["status"], &row["total"]), (&json!("Unpaid"), &json!(ordered.total)));
    assert_eq!(main.owes_and_has().await, (owed + total, had));
    assert_eq!(main.domain(&ordered.item).await["status"], "Pending");
    assert!(main.can_register("shoes.com").await, "nothing is reserved by an order");
    let invoice = main.invoice(&ordered.invoice).await;
    assert_eq!(invoice["items"][0]["item_id"], ordered.item);
    assert_eq!(invoice["items"][0]["type"], "Domain Register");

    let paid = main.pays(&ordered.invoice).await.done();
    assert_eq!(paid.text_at("invoice_status"), "Paid");
    assert_eq!(main.owes_and_has().await, (owed, had - total));
    let named = main.get("/domain/name/shoes.com").await.done().list_at("details");
    assert_eq!(named.len(), 1);
    assert_eq!((&named[0]["status"], &named[0]["id"]), (&json!("Active"), &json!(ordered.item)));
    assert_eq!(named[0]["expires"], "2027-01-01");
    assert!(!main.can_register("shoes.com").await);
    main.pays(&ordered.invoice).await.refused(400);
    world.is_consistent().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_invoice_is_paid_in_parts() {
    let world = World::on("2026-01-01").await;
    let main = world.client("main").await;
    let (_, had) = main.owes_and_has().await;
    let ordered: Ordered = main.asks_to_register("shoes.com", 1).await.into();
    let total = cents(&ordered.total.clone().into());
    let credit = format!("/invoice/{}/credit", ordered.invoice);
    for (amount, so_far) in [(json!(2), 200), (json!("1.50"), 350)] {
        let part = main.post(&credit, json!({ "amount": amount })).await.done();
        assert_eq!(part.text_at("invoice_status"), "Unpaid");
        assert_eq!(main.owes_and_has().await, (total - so_far, had - so_far));
        assert_eq!(main.invoice(&ordered.invoice).await["status"], "Unpaid");
        assert_eq!(main.domain(&ordered.item).await["status"], "Pending");
        world.is_consistent().await;
    }
    let before = main.owes_and_has().await;
    for amount in [json!(-1), json!(0), json!("much"), json!("1.001"), json!([])] {
        main.post(&credit, json!({ "amount": amount })).await.refused(400);
    }
    assert_eq!(main.owes_and_has().await, before);
    let rest = main.pays(&ordered.invoice).await.done();
    assert_eq!(rest.text_at("invoice_status"), "Paid");
    assert_eq!(main.owes_and_has().await, (0, had - total));
    assert_eq!(main.domain(&ordered.item).await["status"], "Active");
    world.is_consistent().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn whoever_pays_first_gets_the_name_and_the_other_its_credit_back() {
    let world = World::on("2026-01-01").await;
    let (main, other) = (world.client("main").await, world.client("other").await);
    let mine: Ordered = main.asks_to_register("shoes.com", 1).await.into();
    let theirs: Ordered = other.asks_to_register("shoes.com", 1).await.into();
    let (_, had) = main.owes_and_has().await;
    other.pays_for(theirs).await;
    let _ = main.pays(&mine.invoice).await.done();
    assert_eq!(main.owes_and_has().await, (0, had));
    assert_ne!(main.domain(&mine.item).await["status"], "Active");
    world.is_consistent().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_strangers_order_is_not_there() {
    let world = World::on("2026-01-01").await;
    let (main, other) = (world.client("main").await, world.client("other").await);
    let ordered: Ordered = main.asks_to_register("shoes.com", 1).await.into();
    let unknown = "999999";
    for (path, id) in [("/invoice", &ordered.invoice), ("/domain", &ordered.item)] {
        let strangers = other.get(&format!("{path}/{id}")).await.refused(404);
        let nobodys = other.get(&format!("{path}/{unknown}")).await.refused(404);
        assert_eq!(strangers.text, nobodys.text);
    }
    let before = (main.owes_and_has().await, other.owes_and_has().await);
    other.pays(&ordered.invoice).await.refused(404);
    assert_eq!((main.owes_and_has().await, other.owes_and_has().await), before);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_repeated_order_is_one_order() {
    let world = World::on("2026-01-01").await;
    let main = world.client("main").await.keyed("order-1");
    let once: Ordered = main.asks_to_register("shoes.com", 1).await.into();
    let again: Ordered = main.asks_to_register("shoes.com", 1).await.into();
    assert_eq!((once.invoice, once.item), (again.invoice, again.item));
    let invoices: Vec<Value> = main.get("/invoice").await.done().list_at("invoices");
    assert_eq!(invoices.len(), 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn an_extension_learns_who_registers_a_name() {
    let world = World::on("2026-01-01").await;
    let main = world.client("main").await;
    let words = main.asks_to_register("shoes.com.au", 1).await.refused(400).errors();
    assert_eq!(words, ["custom[6101] is missing"]);
    let order = json!({ "name": "shoes.com.au", "action": "register", "pay_method": 1,
        "data": { "6101": 61011, "6102": { "61021": 1 }, "6103": "51 824 753 556" } });
    let ordered: Ordered = main.post("/domain/order", order).await.into();
    let item = main.pays_for(ordered).await;
    assert_eq!(main.domain(&item).await["status"], "Active");
    let name = DomainName::parse("shoes.com.au", |tld| tld == "com.au").expect("a name");
    let known = world.running().world().registry.info(&name, None).await.expect("our name");
    let extras: Vec<_> =
        known.extras.iter().map(|(key, said)| (key.as_str(), said.as_str())).collect();
    assert_eq!(
        extras,
        [
            ("eligibility-type", "Company"),
            ("registrant-id", "51 824 753 556"),
            ("registrant-id-type", "ABN"),
        ]
    );
    world.is_consistent().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_offered_along_is_a_service_of_its_own() {
    let world = World::on("2026-01-01").await;
    let main = world.client("main").await;
    let order = json!({ "cycle": "m", "domain": "shoes.com", "pay_method": 1,
        "subproducts": { "401": "a" } });
    let ordered: Ordered = main.post("/order/333", order).await.into();
    let lines = main.invoice(&ordered.invoice).await["items"].as_array().cloned();
    let lines = lines.expect("a list");
    assert_eq!((lines.len(), &lines[0]["item_id"]), (2, &json!(ordered.item)));
    let further = lines[1]["item_id"].as_str().expect("a number").to_owned();
    let hosting = main.pays_for(ordered).await;
    for (service, cycle) in [(hosting, "Monthly"), (further, "Annually")] {
        let seen = main.get(&format!("/service/{service}")).await.done().json["service"].clone();
        assert_eq!((&seen["status"], &seen["billingcycle"]), (&json!("Active"), &json!(cycle)));
    }
    world.is_consistent().await;
}
