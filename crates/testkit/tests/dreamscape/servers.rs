//! Servers and what they have besides: bought together, added to, renewed, and ended.

use serde_json::{Value, json};
use testkit::World;
use testkit::dreamscape::Reseller;
use testkit::world::on_each_engine;

use crate::money::{balance, cents, invoices, is_untouched, plan_price, trace};
use crate::people::{id, opens, with};

/// Where servers are.
const SERVERS: &str = "/products/servers";
/// The plan.
const PLAN: i64 = 117;

/// The kinds of what servers have, how much of each, and where each stands.
fn told(features: &Value) -> Vec<(String, String, i64)> {
    let text = |value: &Value| value.as_str().unwrap().to_owned();
    let row =
        |row: &Value| (text(&row["type"]), text(&row["value"]), row["status_id"].as_i64().unwrap());
    features.as_array().unwrap().iter().map(row).collect()
}

/// What one of something costs for a time.
async fn feature_price(reseller: &Reseller, kind: &str, value: &str, months: i64) -> i64 {
    let path = format!("/products/plans/{PLAN}/features");
    let offered = reseller.done("GET", &path, json!({ "types": [kind] })).await;
    let values = offered[0]["values"].as_array().unwrap();
    let value = values.iter().find(|row| row["value"] == value).unwrap();
    let periods = value["periods"].as_array().unwrap();
    let period = periods.iter().find(|row| row["period"] == months).unwrap();
    cents(&period["price"]["register"])
}

fn wish(customer: i64, features: Value) -> Value {
    json!({
        "customer_id": customer, "plan_id": PLAN, "period": 12, "location": "AU",
        "operating_system": "debian12x64", "features": features,
    })
}

#[tokio::test(flavor = "multi_thread")]
async fn a_server_is_bought_with_what_it_has_besides() {
    on_each_engine("2026-01-01", async |world| {
        let main = world.dreamscape("main");
        let mia = opens(&main, "mia@example.com.au").await;
        let places = main.done("GET", "/dictionary/servers-locations", json!({})).await;
        let codes: Vec<_> = places.as_array().unwrap().iter().map(|row| &row["code"]).collect();
        assert_eq!(codes, [&json!("AU"), &json!("UK")]);
        let before = balance(&main).await;
        let ip = json!({ "type": "ip", "value": "1", "period": 12 });
        let ram = json!({ "type": "ram", "value": "4", "period": 1 });
        let server = main.done("POST", SERVERS, wish(mia, json!([ip, ram]))).await;
        assert_eq!((&server["status_id"], &server["location"]), (&json!(2), &json!("AU")));
        let mut costs = plan_price(&main, PLAN, 12).await;
        costs += feature_price(&main, "ip", "1", 12).await;
        costs += feature_price(&main, "ram", "4", 1).await;
        assert_eq!(balance(&main).await, before - costs);
        let bills = invoices(&main, mia).await;
        let total: i64 = bills.iter().map(|bill| cents(&bill["total_amount"])).sum();
        assert_eq!(total, costs, "{bills:?}");

        let path = format!("{SERVERS}/{}", id(&server));
        let features = async || main.done("GET", &format!("{path}/features"), json!({})).await;
        let row = |kind: &str, value: &str, status| (kind.to_owned(), value.to_owned(), status);
        assert_eq!(told(&features().await), [row("ip", "1", 2), row("ram", "4", 2)]);
        let core = json!({ "type": "core", "value": "2", "period": 1 });
        let core = main.done("POST", &format!("{path}/features"), core).await;
        costs += feature_price(&main, "core", "2", 1).await;
        assert_eq!(core["expiry_date"], "2026-02-01 00:00:00");
        let gone = format!("{path}/features/{}", id(&core));
        assert_eq!(main.delete(&gone, json!({})).await, (204, Value::Null));
        assert_eq!(told(&features().await)[2], row("core", "2", 5));
        assert_eq!(balance(&main).await, before - costs, "nothing is given back");
        let again = main.delete(&gone, json!({})).await;
        assert_eq!(again.0, 400, "{again:?}");

        let further = json!({ "period": 12, "features": [{ "type": "ram", "period": 12 }] });
        let renewed = main.done("POST", &format!("{path}/renewal"), further).await;
        assert_eq!(renewed["expiry_date"], "2028-01-01 00:00:00");
        let ends: Vec<Value> = features()
            .await
            .as_array()
            .unwrap()
            .iter()
            .map(|row| row["expiry_date"].clone())
            .collect();
        assert_eq!(ends[..2], ["2027-01-01 00:00:00", "2027-02-01 00:00:00"]);
        costs += plan_price(&main, PLAN, 12).await + feature_price(&main, "ram", "4", 12).await;
        assert_eq!(balance(&main).await, before - costs);
        let link = main.done("POST", &format!("{path}/login-link"), json!([])).await;
        assert!(link["link"].as_str().unwrap().starts_with("http"), "{link}");
        assert_eq!(main.delete(&path, json!({})).await, (204, Value::Null));
        world.sleeps("PT2H").await;
        assert_eq!(main.done("GET", &path, json!({})).await["status_id"], 5);
        assert!(told(&features().await).iter().all(|(_, _, status)| *status == 5));
        assert_eq!(balance(&main).await, before - costs);
        world.is_consistent().await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn all_of_a_wish_is_had_or_nothing() {
    let world = World::on("2026-01-01").await;
    let main = world.dreamscape("main");
    let mia = opens(&main, "mia@example.com.au").await;
    let server = main.done("POST", SERVERS, wish(mia, json!([]))).await;
    let path = format!("{SERVERS}/{}", id(&server));
    let (ip, months) =
        (json!({ "type": "ip", "value": "1", "period": 12 }), json!({ "period": 12 }));
    let ram = |value: &str, period: i64| json!({ "type": "ram", "value": value, "period": period });
    let price = plan_price(&main, PLAN, 12).await;
    let left = format!("-{}.{:02}", (balance(&main).await - price) / 100, price % 100);
    let before = trace(&world).await;
    for features in [
        json!([ip, ram("3", 12)]),
        json!([ip, ram("4", 5)]),
        json!([ip, { "type": "moon", "value": "1", "period": 1 }]),
        json!([ip, { "type": "ram", "value": "4" }]),
    ] {
        let refused = main.post(SERVERS, wish(mia, features.clone())).await;
        assert_eq!(refused.0, 400, "{features}: {refused:?}");
    }
    for (features, word) in [
        (json!([{ "type": "core", "period": 12 }]), "features"),
        (json!([{ "type": "moon", "period": 12 }]), "features"),
        (json!("ram"), "features"),
    ] {
        let renewal = with(months.clone(), json!({ "features": features }));
        let (status, said) = main.post(&format!("{path}/renewal"), renewal).await;
        assert!(status == 400 && said.to_string().contains(word), "{features}: {said}");
    }
    is_untouched(&before, &trace(&world).await, "a wish that cannot be");
    // The server alone could be paid, but not what it was to have besides.
    world.credits_in("dreamscape", &main.id.to_string(), &left).await;
    let before = trace(&world).await;
    let refused = main.post(SERVERS, wish(mia, json!([ip]))).await;
    assert_eq!(refused.0, 402, "{refused:?}");
    is_untouched(&before, &trace(&world).await, "a wish that was too dear");
    world.is_consistent().await;
}
