//! Names that come from elsewhere: looked at, asked for, called off, let go and kept.

use serde_json::{Value, json};
use testkit::World;
use testkit::dreamscape::Reseller;
use testkit::http::{Answer, Sent};
use testkit::world::on_each_engine;

use crate::money::{balance, invoices, price};
use crate::people::{id, opens};

/// The code of names elsewhere.
const CODE: &str = "their-code";

/// Asks for a name that somebody else holds, and gives its row.
async fn asks_for(reseller: &Reseller, customer: i64, name: &str) -> Value {
    let wish = json!({
        "customer_id": customer, "domain_name": name, "auth_key": CODE, "period": 12,
    });
    let coming = reseller.done("POST", "/domains/transfers", wish).await;
    assert_eq!((&coming["status_id"], &coming["domain_name"]), (&json!(7), &json!(name)));
    assert_eq!(coming["customer_id"], customer);
    coming
}

/// Calls a transfer off, said in a body of a kind.
async fn calls_off(reseller: &Reseller, number: i64, way: &str, kind: &str) -> Answer {
    let pairs = [("domain_id", number.to_string()), ("type", way.to_owned())];
    let pairs = pairs.map(|(name, value)| (name.to_owned(), value));
    let sent = match kind {
        "form" => Sent::form(&pairs),
        "json" => Sent::json(&json!({ "domain_id": number, "type": way })),
        "parts" => Sent::parts(&pairs),
        _ => Sent { query: pairs.to_vec(), ..Sent::default() },
    };
    reseller.send("DELETE", "/domains/transfers", sent).await
}

async fn controls(world: &World, path: &str, body: Value) -> Value {
    let answer = world.control("POST", path, Some(body)).await;
    assert_eq!(answer.status, 200, "{}", answer.text);
    answer.json()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_name_that_was_asked_for_is_called_off_in_any_kind_of_body() {
    let world = World::on("2026-01-01").await;
    let main = world.dreamscape("main");
    let mia = opens(&main, "mia@example.com.au").await;
    world.holds_elsewhere("karoo.com", CODE).await;
    let asked = |code| json!({ "domain_name": "karoo.com", "auth_key": code, "period": 12 });
    let check = async |code| main.done("GET", "/domains/transfers/availability", asked(code)).await;
    assert_eq!(check("wrong").await["status"], false);
    let found = check(CODE).await;
    assert_eq!((&found["status"], &found["is_premium"]), (&json!(true), &json!(false)), "{found}");
    let renewal = &found["allowed_renewal_periods"];
    assert_eq!((&found["renewal_required"], renewal), (&json!(true), &json!([12])), "{found}");
    let free = json!({ "domain_name": "nobodys.com", "auth_key": CODE });
    let free = main.get("/domains/transfers/availability", free).await;
    assert!(free.0 == 400 || free.1["data"]["status"] == false, "{free:?}");

    let (before, fee) = (balance(&main).await, price(&main, "com", "transfer").await);
    for kind in ["form", "json", "parts", "query"] {
        let number = id(&asks_for(&main, mia, "karoo.com").await);
        assert_eq!(balance(&main).await, before - fee, "the fee is set aside");
        let path = format!("/domains/{number}");
        assert_eq!(main.done("GET", &path, json!({})).await["status_id"], 7);
        // It is on its way in: nobody asked for it to leave.
        assert_eq!(calls_off(&main, number, "out", kind).await.status, 404);
        let other = world.dreamscape("other");
        assert_eq!(calls_off(&other, number, "in", kind).await.status, 404);
        let gone = calls_off(&main, number, "in", kind).await;
        assert_eq!((gone.status, &*gone.text), (204, ""), "{kind}");
        assert_eq!(balance(&main).await, before, "{kind}");
        let again = calls_off(&main, number, "in", kind).await.status;
        assert!([400, 404].contains(&again), "{kind}: {again}");
    }
    let bills = invoices(&main, mia).await;
    assert!(bills.iter().all(|bill| bill["is_paid"] == false), "{bills:?}");
    world.books_balance().await;
    world.is_consistent().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_name_comes_by_the_word_of_its_registrar_or_by_its_silence() {
    on_each_engine("2026-01-01", async |world| {
        let main = world.dreamscape("main");
        let mia = opens(&main, "mia@example.com.au").await;
        let (before, fee) = (balance(&main).await, price(&main, "com", "transfer").await);
        let mut numbers = Vec::new();
        for name in ["karoo.com", "veld.com"] {
            world.holds_elsewhere(name, CODE).await;
            numbers.push(id(&asks_for(&main, mia, name).await));
        }
        controls(&world, "/registry/approve", json!({ "name": "karoo.com" })).await;
        let stands = async |number: &i64| {
            main.done("GET", &format!("/domains/{number}"), json!({})).await["status_id"].take()
        };
        assert_eq!((stands(&numbers[0]).await, stands(&numbers[1]).await), (json!(2), json!(7)));
        world.sleeps("P6D").await;
        assert_eq!((stands(&numbers[0]).await, stands(&numbers[1]).await), (json!(2), json!(2)));
        let rows = main.done("GET", "/domains", json!({ "customer_id": mia })).await;
        assert_eq!(rows.as_array().unwrap().iter().map(id).collect::<Vec<_>>(), numbers);
        for row in rows.as_array().unwrap() {
            assert!(row["expiry_date"].is_string() && row["registrant_id"].is_i64(), "{row}");
            assert_ne!(row["auth_key"], CODE, "its code is a new one");
        }
        assert_eq!(balance(&main).await, before - 2 * fee);
        let bills = invoices(&main, mia).await;
        for (bill, number) in bills.iter().zip(&numbers) {
            let order = &bill["orders"][0];
            assert_eq!((&bill["is_paid"], &order["product_id"]), (&json!(true), &json!(number)));
            assert_eq!(order["type"], "transfer", "{bill}");
        }
        // What is here can be kept and changed like any other.
        let path = format!("/domains/{}", numbers[0]);
        let changed = main.done("PATCH", &path, json!({ "is_locked": false })).await;
        assert_eq!(changed["is_locked"], false);
        world.books_balance().await;
        world.is_consistent().await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_name_that_is_asked_away_is_kept_or_goes() {
    let world = World::on("2026-01-01").await;
    let main = world.dreamscape("main");
    let mia = opens(&main, "mia@example.com.au").await;
    let wish = json!({ "customer_id": mia, "domain_name": "shoes.com", "period": 12 });
    let number = id(&main.done("POST", "/domains", wish).await);
    let path = format!("/domains/{number}");
    world.sleeps("P90D").await;
    let opened = main.done("PATCH", &path, json!({ "is_locked": false })).await;
    let code = opened["auth_key"].as_str().unwrap().to_owned();
    let asked = json!({ "name": "shoes.com", "auth_code": code });
    let asks = async || controls(&world, "/registry/transfer-out", asked.clone()).await;
    let stands = async || main.done("GET", &path, json!({})).await["status_id"].take();
    assert_eq!(asks().await["accepted"], true);
    assert_eq!(stands().await, 8);
    assert_eq!(calls_off(&main, number, "in", "form").await.status, 404);
    assert_eq!(calls_off(&main, number, "out", "form").await.status, 204);
    assert_eq!(stands().await, 2);
    assert_eq!(asks().await["accepted"], true);
    assert_eq!(stands().await, 8, "asked again in the same second");
    world.sleeps("P6D").await;
    assert_eq!(stands().await, 5, "nobody said no");
    let check = json!({ "domain_names": ["shoes.com"] });
    let found = main.done("GET", "/domains/availability", check).await;
    assert_eq!(found[0]["status"], "registered");
    world.is_consistent().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_name_moves_between_resellers_by_its_code() {
    let world = World::on("2026-01-01").await;
    let (main, other) = (world.dreamscape("main"), world.dreamscape("other"));
    let mia = opens(&main, "mia@example.com.au").await;
    let lee = opens(&other, "lee@example.com.au").await;
    let wish = json!({ "customer_id": mia, "domain_name": "shoes.com", "period": 12 });
    let number = id(&main.done("POST", "/domains", wish).await);
    let path = format!("/domains/{number}");
    world.sleeps("P90D").await;
    let code = main.done("PATCH", &path, json!({ "is_locked": false })).await["auth_key"].take();
    let wish = json!({ "customer_id": lee, "domain_name": "shoes.com", "auth_key": code });
    let mut wrong = wish.clone();
    wrong["auth_key"] = json!("wrong");
    assert_eq!(other.post("/domains/transfers", wrong).await.0, 400);
    let before = balance(&other).await;
    let coming = other.done("POST", "/domains/transfers", wish).await;
    assert_eq!(coming["status_id"], 7);
    assert_eq!(main.done("GET", &path, json!({})).await["status_id"], 8);
    world.sleeps("P8D").await;
    let there = other.done("GET", &format!("/domains/{}", id(&coming)), json!({})).await;
    assert_eq!((&there["status_id"], &there["customer_id"]), (&json!(2), &json!(lee)), "{there}");
    let (status, gone) = main.get(&path, json!({})).await;
    assert!(status == 404 || gone["data"]["status_id"] == 5, "{gone}");
    assert!(gone["data"]["auth_key"].as_str().unwrap_or_default().is_empty(), "{gone}");
    let fee = price(&other, "com", "transfer").await;
    assert_eq!(balance(&other).await, before - fee);
    world.books_balance().await;
    world.is_consistent().await;
}
