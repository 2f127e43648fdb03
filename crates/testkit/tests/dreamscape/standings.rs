//! Where a name stands, from the order to the end: also while nobody knows, and after it was refused.

use serde_json::{Value, json};
use testkit::World;
use testkit::dreamscape::Reseller;
use testkit::world::on_each_engine;

use crate::people::{id, opens, registrant, with};

fn wish(customer: i64, name: &str) -> Value {
    json!({ "customer_id": customer, "domain_name": name, "period": 12 })
}

async fn listed(main: &Reseller, filter: Value) -> Vec<(i64, i64)> {
    let rows = main.done("GET", "/domains", filter).await;
    let rows = rows.as_array().cloned().unwrap_or_default();
    let pair = |row: &Value| (id(row), row["status_id"].as_i64().unwrap());
    rows.iter().map(pair).collect()
}

async fn balance(main: &Reseller) -> Value {
    main.done("GET", "/finances/balance", json!({})).await["balance"].take()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_name_is_awaited_until_the_registry_tells() {
    on_each_engine("2026-01-01", async |world| {
        let main = world.dreamscape("main");
        let mia = opens(&main, "mia@example.com.au").await;
        let before = balance(&main).await;
        world.orders_fault("register", "unavailable", 1).await;
        let (status, said) = main.post("/domains", wish(mia, "shoes.com")).await;
        assert_eq!((status, &said["status"]), (500, &json!(false)), "{said}");
        assert!(said["error_message"].is_string(), "{said}");
        assert_eq!(listed(&main, json!({ "customer_id": mia })).await, []);
        assert_eq!(balance(&main).await, before);

        world.orders_fault("register", "reply_lost", 1).await;
        let awaited = main.done("POST", "/domains", wish(mia, "shoes.com")).await;
        assert_eq!((&awaited["status_id"], &awaited["start_date"]), (&json!(1), &Value::Null));
        assert_eq!((&awaited["period"], &awaited["customer_id"]), (&json!(12), &json!(mia)));
        assert!(awaited["registrant_id"].is_i64(), "{awaited}");
        let number = id(&awaited);
        assert_eq!(listed(&main, json!({ "status_id": 1 })).await, [(number, 1)]);
        let path = format!("/domains/{number}");
        assert_eq!(main.done("GET", &path, json!({})).await, awaited);
        assert_eq!(main.patch(&path, json!({ "privacy": true })).await.0, 400);
        assert_eq!(main.post("/domains", wish(mia, "shoes.com")).await.0, 400);
        world.sleeps("PT1M").await;
        let there = main.done("GET", &path, json!({})).await;
        assert_eq!((&there["id"], &there["status_id"]), (&json!(number), &json!(2)));
        assert_eq!(there["expiry_date"], "2027-01-01 00:00:00");
        world.books_balance().await;
        world.is_consistent().await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_name_expires_is_renewed_given_up_and_stays_readable() {
    on_each_engine("2026-01-01", async |world| {
        let main = world.dreamscape("main");
        let mia = opens(&main, "mia@example.com.au").await;
        let made = main.done("POST", "/domains", wish(mia, "shoes.com")).await;
        let path = format!("/domains/{}", id(&made));
        let stands = async || main.done("GET", &path, json!({})).await["status_id"].take();
        assert_eq!(stands().await, 2);
        world.sleeps_until("2027-01-05").await;
        assert_eq!(stands().await, 6);
        let (status, said) = main.post(&format!("{path}/renewal"), json!({ "period": 7 })).await;
        assert_eq!(status, 400);
        assert!(said["validation_errors"][0].as_str().unwrap().contains("period"), "{said}");
        world.orders_fault("renew", "reply_lost", 1).await;
        let awaited = main.done("POST", &format!("{path}/renewal"), json!([])).await;
        assert_eq!(awaited["status_id"], 3);
        world.sleeps("PT1M").await;
        let renewed = main.done("GET", &path, json!({})).await;
        assert_eq!((&renewed["status_id"], &renewed["period"]), (&json!(2), &json!(12)));
        assert_eq!(renewed["expiry_date"], "2028-01-01 00:00:00");
        assert_eq!(main.delete(&path, json!({})).await, (204, Value::Null));
        assert_eq!(stands().await, 4);
        world.sleeps("P60D").await;
        assert_eq!(stands().await, 5);
        let all = listed(&main, json!({ "customer_id": mia })).await;
        assert_eq!(all, [(id(&made), 5)], "what is gone is still listed");
        assert_eq!(listed(&main, json!({ "status_id": 2 })).await, []);
        assert_eq!(main.delete(&path, json!({})).await.0, 404);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_registrant_of_the_reseller_stands_for_names_of_its_customers() {
    let world = World::on("2026-01-01").await;
    let (main, other) = (world.dreamscape("main"), world.dreamscape("other"));
    let (mia, joe) =
        (opens(&main, "mia@example.com.au").await, opens(&main, "joe@example.com.au").await);
    let ann = id(&main.done("POST", "/domains/registrants", registrant("ann@example.com")).await);
    let named = json!({ "registrant_id": ann });
    let shoes = main.done("POST", "/domains", with(wish(mia, "shoes.com"), named.clone())).await;
    assert_eq!((&shoes["registrant_id"], &shoes["tech_contact_id"]), (&json!(ann), &json!(ann)));
    main.done("POST", "/domains", with(wish(joe, "hats.com"), named.clone())).await;
    let boots = main.done("POST", "/domains", wish(joe, "boots.com")).await;
    let own = boots["registrant_id"].as_i64().unwrap();
    let of = async |customer| {
        let rows = main.done("GET", "/domains/registrants", json!({ "customer_id": customer }));
        rows.await.as_array().unwrap().iter().map(id).collect::<Vec<i64>>()
    };
    assert_eq!((of(mia).await, of(joe).await), (vec![ann], vec![own]));
    let path = format!("/domains/registrants/{ann}");
    let moved = main.done("PATCH", &path, json!({ "city": "Perth" })).await;
    assert_eq!((&moved["city"], &moved["customer_id"]), (&json!("Perth"), &json!(mia)));
    // A customer that changes leaves its names as they are.
    main.done("PATCH", &format!("/customers/{joe}"), json!({ "last_name": "Reed" })).await;
    let path = format!("/domains/registrants/{own}");
    assert_eq!(main.done("GET", &path, json!({})).await["last_name"], "Jones");
    let later = main.done("POST", "/domains", wish(joe, "belts.com")).await;
    assert_ne!(later["registrant_id"], json!(own));

    let lee = opens(&other, "lee@example.com.au").await;
    let stolen = other.post("/domains", with(wish(lee, "coats.com"), named)).await;
    assert_eq!(stolen.0, 404, "{stolen:?}");
    assert_eq!(other.get(&path, json!({})).await.0, 404);
    let number = id(&shoes);
    assert_eq!(other.get(&format!("/domains/{number}"), json!({})).await.0, 404);
    assert_eq!(other.post("/domains", wish(mia, "coats.com")).await.0, 404);
    assert_eq!(listed(&other, json!({})).await, []);
    main.delete(&format!("/customers/{mia}"), json!({})).await;
    let closed = main.post("/domains", wish(mia, "coats.com")).await;
    assert_eq!(closed.0, 400, "{closed:?}");
    assert_eq!(listed(&main, json!({ "customer_id": mia })).await, [(number, 2)]);
    world.books_balance().await;
}
