//! Names that come in from another registrar and names that leave to one; what cannot come gives its
//! credit back.

use serde_json::{Value, json};
use testkit::World;
use testkit::dns_services::{Client, Ordered, Reply, cents};

/// Asks for a name that another registrar holds.
async fn asks_for(client: &Client, name: &str, code: &str) -> Reply {
    let order = json!({
        "name": name, "years": "1", "action": "transfer", "epp": code, "pay_method": 1,
        "tld_id": client.tld(".com").await,
    });
    client.post("/domain/order", order).await
}

/// Orders and pays for a transfer in; gives the name's number.
async fn pays_to_bring_in(client: &Client, name: &str, code: &str) -> String {
    let ordered: Ordered = asks_for(client, name, code).await.into();
    assert_eq!(client.domain(&ordered.item).await["status"], "Pending");
    client.pays_for(ordered).await
}

async fn status(client: &Client, id: &str) -> Value {
    client.domain(id).await["status"].clone()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_name_is_pending_until_the_registry_is_heard() {
    let world = World::on("2026-01-01").await;
    comes_in_by_sync(&world).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_name_is_pending_until_the_registry_is_heard_in_the_observed_profile() {
    let world = World::observed("2026-01-01").await;
    comes_in_by_sync(&world).await;
}

async fn comes_in_by_sync(world: &World) {
    let main = world.client("main").await;
    world.holds_elsewhere("shoes.com", "their-code").await;
    let (owed, had) = main.owes_and_has().await;
    let tlds = main.get("/domain/order").await.done().list_at("tlds");
    let com = tlds.iter().find(|row| row["tld"] == ".com").expect("an extension on sale");
    let price = cents(&com["periods"][0]["transfer"]);
    let ordered: Ordered = asks_for(&main, "shoes.com", "their-code").await.into();
    let total = cents(&json!(ordered.total));
    assert_eq!(total, price + price * 21 / 100);
    let id = main.pays_for(ordered).await;
    assert_eq!(main.owes_and_has().await, (owed, had - total));
    assert_eq!(status(&main, &id).await, "Pending");
    main.put(&format!("/domain/{id}/autorenew"), json!({ "autorenew": "1" })).await.refused(400);
    let sync = format!("/domain/{id}/sync");
    let _ = main.get(&sync).await.done();
    assert_eq!(status(&main, &id).await, "Pending", "nobody has answered yet");
    world.client("other").await.get(&sync).await.refused(404);

    // The other registrar lets go; nobody here has heard of it before somebody asks.
    let name = model::name::DomainName::parse("shoes.com", |tld| tld == "com").expect("a name");
    world.running().world().registry.approve(&name).await.expect("a transfer that waits");
    assert_eq!(status(&main, &id).await, "Pending");
    let _ = main.get(&sync).await.done();
    let details = main.domain(&id).await;
    assert_eq!(details["id"], id);
    // Registered two years ago, one year left, and the year that the transfer adds.
    assert_eq!((&details["status"], &details["expires"]), (&json!("Active"), &json!("2028-01-01")));
    assert_eq!(main.owes_and_has().await, (owed, had - total));
    let named = main.get("/domain/name/shoes.com").await.done().list_at("details");
    assert_eq!(named, [details]);
    world.is_consistent().await;
    world.agrees_with_registry().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_name_comes_in_when_the_other_registrar_agrees_or_says_nothing() {
    let world = World::on("2026-01-01").await;
    let main = world.client("main").await;
    let mut ids = Vec::new();
    for name in ["shoes.com", "boots.com"] {
        world.holds_elsewhere(name, "their-code").await;
        ids.push(pays_to_bring_in(&main, name, "their-code").await);
    }
    let approve = json!({ "name": "shoes.com" });
    assert_eq!(world.control("POST", "/registry/approve", Some(approve)).await.status, 200);
    assert_eq!(status(&main, &ids[0]).await, "Active");
    assert_eq!(status(&main, &ids[1]).await, "Pending");
    world.sleeps("P4D").await;
    assert_eq!(status(&main, &ids[1]).await, "Pending");
    world.sleeps("P2D").await;
    assert_eq!(status(&main, &ids[1]).await, "Active");
    assert_eq!(main.get("/domain").await.done().list_at("domains").len(), 2);
    world.is_consistent().await;
    world.agrees_with_registry().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_wrong_code_gives_the_credit_back() {
    let world = World::on("2026-01-01").await;
    let main = world.client("main").await;
    world.holds_elsewhere("shoes.com", "their-code").await;
    let before = main.owes_and_has().await;
    let ordered: Ordered = asks_for(&main, "shoes.com", "wrong-code").await.into();
    let _ = main.pays(&ordered.invoice).await.done();
    assert_eq!(main.owes_and_has().await, before);
    assert_eq!(status(&main, &ordered.item).await, "Cancelled");
    assert_eq!(main.invoice(&ordered.invoice).await["status"], "Refunded");
    assert_eq!(main.get("/domain").await.done().list_at("domains"), [] as [Value; 0]);
    main.pays(&ordered.invoice).await.refused(400);
    // The right one brings it in after all.
    let id = pays_to_bring_in(&main, "shoes.com", "their-code").await;
    world.sleeps("P6D").await;
    assert_eq!(status(&main, &id).await, "Active");
    world.is_consistent().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_nobody_holds_or_we_hold_ourselves_cannot_be_brought_in() {
    let world = World::on("2026-01-01").await;
    let main = world.client("main").await;
    main.buys("boots.com", 1).await;
    world.holds_elsewhere("shoes.com", "their-code").await;
    let before = main.owes_and_has().await;
    for (name, code) in [("nobody-has-it.com", "any"), ("boots.com", "any"), ("shoes.com", "")] {
        let refused = asks_for(&main, name, code).await;
        assert!((400..=409).contains(&refused.status), "{name}: {}", refused.text);
    }
    assert_eq!(main.owes_and_has().await, before);
    assert_eq!(main.get("/domain").await.done().list_at("domains").len(), 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_name_leaves_with_its_lock_off_and_its_code() {
    let world = World::on("2026-01-01").await;
    let main = world.client("main").await;
    let id = main.buys("shoes.com", 1).await;
    // A young name stays, by the registry's rules.
    world.sleeps("P61D").await;
    let path = format!("/domain/{id}");
    let lock = async || main.get(&format!("{path}/reglock")).await.done().text_at("reglock");
    assert_eq!(lock().await, "1");
    let away = async |code: &str| {
        let asked = json!({ "name": "shoes.com", "auth_code": code });
        world.control("POST", "/registry/transfer-out", Some(asked)).await.json()["accepted"]
            .clone()
    };
    let code = main.get(&format!("{path}/epp")).await.done().text_at("epp_code");
    assert_eq!(away(&code).await, false, "it is locked");
    let _ = main.put(&format!("{path}/reglock"), json!({ "reglock": "0" })).await.done();
    assert_eq!(lock().await, "0");
    let code = main.get(&format!("{path}/epp")).await.done().text_at("epp_code");
    assert!(!code.is_empty());
    let stranger = world.client("other").await;
    stranger.get(&format!("{path}/epp")).await.refused(404);
    stranger.put(&format!("{path}/reglock"), json!({})).await.refused(404);
    assert_eq!(away("a-guess").await, false);
    assert_eq!(away(&code).await, true);
    assert_eq!(status(&main, &id).await, "Active", "nobody has answered yet");
    world.sleeps("P6D").await;
    let _ = main.get(&format!("{path}/sync")).await.done();
    assert_eq!(status(&main, &id).await, "Cancelled");
    assert_eq!(main.get("/domain").await.done().list_at("domains"), [] as [Value; 0]);
    main.get(&format!("{path}/epp")).await.refused(404);
    assert!(!main.can_register("shoes.com").await);
    world.is_consistent().await;
    world.agrees_with_registry().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_name_moves_between_two_clients() {
    let world = World::on("2026-01-01").await;
    let (main, other) = (world.client("main").await, world.client("other").await);
    let theirs = main.buys("shoes.com", 1).await;
    world.sleeps("P61D").await;
    let path = format!("/domain/{theirs}");
    let _ = main.put(&format!("{path}/reglock"), json!({ "reglock": "0" })).await.done();
    let code = main.get(&format!("{path}/epp")).await.done().text_at("epp_code");
    let id = pays_to_bring_in(&other, "shoes.com", &code).await;
    assert_eq!(status(&other, &id).await, "Pending");
    assert_eq!(status(&main, &theirs).await, "Active");
    world.sleeps("P6D").await;
    assert_eq!(status(&other, &id).await, "Active");
    main.put(&format!("{path}/reglock"), json!({})).await.refused(404);
    assert_eq!(main.get("/domain").await.done().list_at("domains"), [] as [Value; 0]);
    let listed = other.get("/domain").await.done().list_at("domains");
    assert_eq!((listed.len(), &listed[0]["name"]), (1, &json!("shoes.com")));
    // It is the new holder's now, to be renewed and to be billed for.
    let details = other.domain(&id).await;
    assert_eq!(details["id"], listed[0]["id"]);
    let (_, had) = main.owes_and_has().await;
    world.sleeps_until(details["next_due"].as_str().expect("a day")).await;
    let invoices = other.get("/invoice").await.done().list_at("invoices");
    let open = invoices.iter().find(|row| row["status"] == "Unpaid").expect("a renewal's invoice");
    let invoice = other.invoice(open["id"].as_str().expect("a number as text")).await;
    assert_eq!(invoice["items"][0]["item_id"], details["id"]);
    assert_eq!(main.owes_and_has().await, (0, had));
    world.is_consistent().await;
    world.agrees_with_registry().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_costs_nothing_begins_at_once_and_ends_when_nobody_agrees() {
    let world = World::on("2026-01-01").await;
    let main = world.client("main").await;
    world.holds_elsewhere("shoes.co.za", "their-code").await;
    let before = main.owes_and_has().await;
    let order = json!({ "name": "shoes.co.za", "years": 1, "action": "transfer", "pay_method": 1 });
    let ordered: Ordered = main.post("/domain/order", order.clone()).await.into();
    assert_eq!(ordered.total, "0.00");
    assert_eq!(main.invoice(&ordered.invoice).await["status"], "Paid");
    assert_eq!(status(&main, &ordered.item).await, "Pending");
    // Under this extension silence means no.
    world.sleeps("P10D").await;
    assert_eq!(status(&main, &ordered.item).await, "Cancelled");
    assert_eq!(main.owes_and_has().await, before);
    let again: Ordered = main.post("/domain/order", order).await.into();
    let approve = json!({ "name": "shoes.co.za" });
    assert_eq!(world.control("POST", "/registry/approve", Some(approve)).await.status, 200);
    assert_eq!(status(&main, &again.item).await, "Active");
    let named = main.get("/domain/name/shoes.co.za").await.done().list_at("details");
    let states: Vec<_> = named.iter().map(|one| &one["status"]).collect();
    assert_eq!(states, ["Active", "Cancelled"]);
    world.is_consistent().await;
    world.agrees_with_registry().await;
}
