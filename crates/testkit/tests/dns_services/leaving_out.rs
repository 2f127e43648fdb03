//! A cart with something in it that cannot be had: nothing of it is ordered, unless the rest may be.

use serde_json::{Value, json};
use testkit::World;
use testkit::dns_services::cents;

use crate::estate::{STARTER, text};

fn name(name: &str, years: u32) -> Value {
    json!({ "type": "domain", "name": name, "action": "register", "years": years })
}

fn cart(items: &[Value], ignore_errors: Value) -> Value {
    json!({ "pay_method": 1, "items": items, "ignore_errors": ignore_errors })
}

#[tokio::test(flavor = "multi_thread")]
async fn one_bad_item_spoils_the_cart_unless_the_rest_may_be_had() {
    let world = World::on("2026-01-01").await;
    let main = world.client("main").await;
    main.buys("shoes.com", 1).await;
    let before = (main.owes_and_has().await, main.get("/invoice").await.done().json);
    let (domains, services) = (main.get("/domain").await.json, main.get("/service").await.json);
    let items = [
        name("boots.com", 1),
        name("shoes.com", 1),
        json!({ "type": "product", "product_id": STARTER, "domain": "boots.com", "cycle": "m" }),
        json!({ "type": "product", "product_id": 999_999, "cycle": "m" }),
        json!({ "type": "gossip" }),
    ];
    // A value pasted from an example is no yes.
    for no in [json!(false), json!("false"), json!("0"), json!("No error"), Value::Null] {
        let refused = main.post("/order", cart(&items, no.clone())).await;
        let words = refused.errors();
        refused.refused(409);
        assert_eq!(words.len(), 3, "{words:?}");
        for (words, start) in words.iter().zip(["item 2: ", "item 4: product_id", "item 5: type"]) {
            assert!(words.starts_with(start), "{words}");
        }
        assert_eq!((main.owes_and_has().await, main.get("/invoice").await.json), before);
        assert_eq!(main.get("/domain").await.json, domains);
        assert_eq!(main.get("/service").await.json, services);
    }
    let ordered = main.post("/order", cart(&items, json!("true"))).await.done();
    let had = ordered.list_at("items");
    assert_eq!(had.len(), 2, "{}", ordered.text);
    assert_eq!(ordered.list_at("order_num_list").len(), 2);
    assert_eq!(
        (&had[0]["name"], &had[0]["type"]),
        (&json!("boots.com"), &json!("Domain Register"))
    );
    let invoice = main.invoice(&ordered.text_at("invoice_id")).await;
    assert_eq!(invoice["items"].as_array().map(Vec::len), Some(2), "{invoice}");
    let _ = main.pays(&ordered.text_at("invoice_id")).await.done();
    assert_eq!(main.domain(&text(&had[0], "id")).await["status"], "Active");
    assert_eq!(main.service(&text(&had[1], "id")).await["status"], "Active");
    let paid = cents(&json!(ordered.text_at("total")));
    assert_eq!(main.owes_and_has().await, (before.0.0, before.0.1 - paid));
    world.is_consistent().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_cart_of_bad_items_orders_nothing_even_so() {
    let world = World::on("2026-01-01").await;
    let main = world.client("main").await;
    let before = main.owes_and_has().await;
    let items = [name("-.com", 1), name("shoes.com", 99), name("shoes.nowhere", 1)];
    let refused = main.post("/order", cart(&items, json!(true))).await;
    assert_eq!((refused.status, refused.errors().len()), (400, 3), "{}", refused.text);
    main.post("/order", cart(&[], json!(true))).await.refused(400);
    let quote = main.post("/quote", cart(&items, json!(true))).await.done();
    for item in quote.list_at("items") {
        assert_eq!(item["valid"], false, "{item}");
        assert!(item["error"][0].is_string(), "{item}");
    }
    assert_eq!(main.owes_and_has().await, before);
    assert_eq!(main.get("/invoice").await.done().list_at("invoices"), [json!(null); 0]);
    world.is_consistent().await;
}
