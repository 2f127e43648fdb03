//! Names that cost more than others.

use serde_json::json;
use testkit::World;
use testkit::dns_services::{Ordered, cents};

#[tokio::test(flavor = "multi_thread")]
async fn a_premium_name_says_so_and_costs_its_price() {
    let world = World::on("2026-01-01").await;
    let main = world.client("main").await;
    let look = async |name: &str| {
        let found = main.post("/domain/lookup", json!({ "name": name })).await.done().json;
        assert_eq!(
            (&found["available"], &found["status"]),
            (&json!(true), &json!("ok")),
            "{found}"
        );
        found
    };
    let (plain, premium) = (look("shoes.com").await, look("premium-shoes.com").await);
    assert_eq!((&plain["premium"], &premium["premium"]), (&json!(false), &json!(true)));
    assert_eq!(plain["periods"][0]["register"], "10.00");
    assert_eq!(premium["periods"][0]["register"], "100.00");
    assert_eq!(plain["periods"][0]["renew"], premium["periods"][0]["renew"]);

    let (owed, had) = main.owes_and_has().await;
    let item = json!({ "type": "domain", "tld_id": main.tld(".com").await, "action": "register",
        "name": "premium-shoes.com", "years": 1 });
    let quote = main.post("/quote", json!({ "pay_method": 1, "items": [item] })).await.done();
    let quoted = &quote.json["items"][0]["domains"]["premium-shoes.com"]["price"];
    assert_eq!(quoted, "100.00");
    let ordered: Ordered = main.asks_to_register("premium-shoes.com", 1).await.into();
    assert_eq!(ordered.total, "121.00", "100.00 and 21 % of it");
    let total = cents(&json!(ordered.total));
    let id = main.pays_for(ordered).await;
    assert_eq!(main.owes_and_has().await, (owed, had - total));
    let details = main.domain(&id).await;
    assert_eq!(
        (&details["status"], &details["firstpayment"]),
        (&json!("Active"), &json!("100.00"))
    );
    assert_eq!(details["recurring_amount"], plain["periods"][0]["renew"]);
    world.is_consistent().await;
}
