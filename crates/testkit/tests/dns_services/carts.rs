//! Several things on one invoice: what the quote said is what the order costs.

use serde_json::{Value, json};
use testkit::World;
use testkit::dns_services::cents;

/// A number of dollars as it is written on invoices.
fn written(amount: &Value) -> String {
    format!("{:.2}", amount.as_f64().expect("a number"))
}

#[tokio::test(flavor = "multi_thread")]
async fn a_mixed_cart_costs_what_its_quote_said() {
    costs_what_its_quote_said(World::on("2026-01-01").await).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_mixed_cart_costs_what_its_quote_said_in_the_observed_profile() {
    costs_what_its_quote_said(World::observed("2026-01-01").await).await;
}

async fn costs_what_its_quote_said(world: World) {
    let main = world.client("main").await;
    let held = main.buys("shoes.com", 1).await;
    // By transfer nothing is added; by card or wallet the fee is a line of its own.
    for (method, fee, name) in [(1, 0, "boots.com"), (5, 1, "hats.com")] {
        let (owed, had) = main.owes_and_has().await;
        let expires = main.domain(&held).await["expires"].clone();
        let cart = json!({ "pay_method": method, "items": [
            { "type": "product", "product_id": 333, "domain": name, "cycle": "m" },
            { "type": "domain", "tld_id": main.tld(".com").await, "name": name,
                "action": "register", "years": 2 },
            { "type": "domain", "domain_id": held, "action": "renew", "years": 1 },
        ] });
        let quote = main.post("/quote", cart.clone()).await.done().json;
        for item in quote["items"].as_array().expect("items") {
            assert_eq!((&item["valid"], &item["error"]), (&json!(true), &json!([])), "{item}");
        }
        assert_eq!(main.owes_and_has().await, (owed, had), "asking costs nothing");

        let placed = main.post("/order", cart).await.done();
        assert_eq!(placed.text_at("total"), written(&quote["summary"]["total"]));
        let numbers = placed.list_at("order_num_list");
        assert!(numbers.len() == 3 && numbers.iter().all(|one| *one == numbers[0]), "{numbers:?}");
        let items = placed.list_at("items");
        let kinds: Vec<_> = items.iter().map(|item| &item["type"]).collect();
        assert_eq!(kinds, ["Hosting", "Domain Register", "Domain Renew"]);
        let total = cents(&placed.json["total"]);
        assert_eq!(main.owes_and_has().await, (owed + total, had));

        let id = placed.text_at("invoice_id");
        let invoice = main.invoice(&id).await;
        assert_eq!(written(&invoice["total"]), placed.text_at("total"));
        assert_eq!(written(&invoice["subtotal"]), written(&quote["summary"]["subtotal"]));
        assert_eq!(invoice["items"].as_array().map(Vec::len), Some(3 + fee));
        let lines: i64 = invoice["items"]
            .as_array()
            .expect("lines")
            .iter()
            .map(|line| cents(&line["linetotal"]))
            .sum();
        assert_eq!(written(&invoice["subtotal"]), format!("{}.{:02}", lines / 100, lines % 100));

        let paid = main.pays(&id).await.done();
        assert_eq!(paid.text_at("invoice_status"), "Paid");
        assert_eq!(main.owes_and_has().await, (owed, had - total));
        let number = |item: &Value| item["id"].as_str().expect("a number as text").to_owned();
        assert_eq!(main.service(&number(&items[0])).await["status"], "Active");
        let bought = main.domain(&number(&items[1])).await;
        assert_eq!((&bought["status"], &bought["name"]), (&json!("Active"), &json!(name)));
        assert_eq!(bought["expires"], "2028-01-01");
        assert_eq!(number(&items[2]), held);
        assert!(main.domain(&held).await["expires"].as_str() > expires.as_str());
    }
    world.is_consistent().await;
    world.agrees_with_registry().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_part_of_a_cart_that_cannot_be_had_is_given_back_and_the_rest_is_had() {
    let world = World::on("2026-01-01").await;
    let (main, other) = (world.client("main").await, world.client("other").await);
    let (_, had) = main.owes_and_has().await;
    let register = |name: &str, tld: &str| json!({ "type": "domain", "tld_id": tld, "name": name, "action": "register", "years": 1 });
    let com = main.tld(".com").await;
    let items = ["shoes.com", "boots.com"].map(|name| register(name, &com));
    let placed = main.post("/order", json!({ "pay_method": 1, "items": items })).await.done();
    let total = cents(&placed.json["total"]);
    other.buys("shoes.com", 1).await;
    let _ = main.pays(&placed.text_at("invoice_id")).await.done();
    assert_eq!(main.owes_and_has().await, (0, had - total / 2));
    let status = async |place: usize| {
        let id = placed.json["items"][place]["id"].as_str().expect("a number as text").to_owned();
        main.domain(&id).await["status"].clone()
    };
    assert_eq!([status(0).await, status(1).await], ["Cancelled", "Active"]);
    world.is_consistent().await;
}
