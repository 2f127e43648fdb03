//! What things cost, in cents, and everything that a call could leave behind.

use dialects::dreamscape::product::families::FAMILIES;
use serde_json::{Value, json};
use testkit::World;
use testkit::dreamscape::Reseller;

/// An amount as answers show it, in cents.
#[track_caller]
pub fn cents(amount: &Value) -> i64 {
    let text = amount.to_string();
    let (whole, part) = text.split_once('.').unwrap_or((&text, ""));
    assert!(amount.is_number() && part.len() <= 2, "{text}");
    format!("{whole}{part:0<2}").parse().unwrap()
}

/// What a reseller has.
pub async fn balance(reseller: &Reseller) -> i64 {
    cents(&reseller.done("GET", "/finances/balance", json!({})).await["balance"])
}

/// What a name costs: to `register`, to `renew` or to `transfer`.
pub async fn price(reseller: &Reseller, tld: &str, what: &str) -> i64 {
    let rows = reseller.done("GET", "/domains/tlds", json!({ "tlds": [tld] })).await;
    cents(&rows[0]["price"][what])
}

/// What a period of a plan costs at first.
pub async fn plan_price(reseller: &Reseller, plan: i64, months: i64) -> i64 {
    let plan = reseller.done("GET", &format!("/products/plans/{plan}"), json!({})).await;
    let periods = plan["periods"].as_array().unwrap();
    let period = periods.iter().find(|period| period["period"] == months).unwrap();
    cents(&period["price"]["register"])
}

/// All invoices of a customer, oldest first.
pub async fn invoices(reseller: &Reseller, customer: i64) -> Vec<Value> {
    let filter = json!({ "customer_id": customer, "limit": 100 });
    let found = reseller.done("GET", "/finances/invoices", filter).await;
    found.as_array().unwrap().clone()
}

/// Everything that a reseller is shown in lists.
pub async fn lists(reseller: &Reseller) -> Value {
    let mut paths: Vec<String> =
        FAMILIES.iter().map(|family| format!("/products/{}", family.slug)).collect();
    paths.extend(
        ["/customers", "/domains", "/domains/registrants", "/finances/invoices"].map(str::to_owned),
    );
    let mut shown = json!({});
    for path in paths {
        let (status, rows) = reseller.get(&path, json!({ "limit": 100 })).await;
        assert_eq!(status, 200, "{path}: {rows}");
        shown[path] = rows;
    }
    shown
}

/// Everything that the calls of anybody could have left a trace in.
pub async fn trace(world: &World) -> Value {
    let mut shown = json!({});
    for who in ["main", "other"] {
        let reseller = world.dreamscape(who);
        let own = reseller.done("GET", "/reseller", json!({})).await;
        shown[who] = json!([own, balance(&reseller).await, lists(&reseller).await]);
    }
    shown["ledger"] = world.ledger().await;
    shown["mail"] = world.control("GET", "/mail", None).await.json();
    shown
}

/// Asserts that nothing was left behind.
#[track_caller]
pub fn is_untouched(before: &Value, after: &Value, by: &str) {
    let (Some(before), Some(after)) = (before.as_object(), after.as_object()) else {
        assert_eq!(before, after, "{by}");
        return;
    };
    for (what, was) in before {
        assert_eq!(was, &after[what], "{by} changed {what}");
    }
}
