//! Calls of a dialect, as far as the server around it is concerned.

use std::time::Duration;

use http::Request;
use http_body_util::Full;
use serde_json::json;

use crate::visitor::Visitor;

const API: &str = "/domains-co-za/api";

async fn sign_in(visitor: &Visitor, label: &str) -> String {
    let form = format!("username={label}&password={}", visitor.account(label, "password"));
    let answer = visitor.call(&format!("{API}/login"), &form).await;
    answer.json()["token"].as_str().unwrap().to_owned()
}

#[tokio::test]
async fn demo_accounts_sign_in_and_their_calls_are_listed_without_secrets() {
    let visitor = Visitor::new().await;
    for label in ["registrar", "main", "other"] {
        sign_in(&visitor, label).await;
    }
    let calls = visitor.ask("/requests").await;
    assert_eq!(calls.as_array().unwrap().len(), 3);
    assert_eq!((&calls[0]["catalogue_id"], &calls[0]["status"]), (&json!("login"), &json!(200)));
    assert_eq!(calls[0]["at"], "2026-01-01T10:00:00Z");
    assert_eq!(visitor.ask("/requests?limit=2").await.as_array().unwrap().len(), 2);
    assert!(!calls.to_string().contains(&visitor.account("other", "password")));
    let meters = visitor.get("/metrics").await.text;
    assert!(meters.contains("nameyard_calls_total{"), "{meters}");
}

#[tokio::test]
async fn a_dialect_is_found_under_its_providers_name_and_describes_itself() {
    let visitor = Visitor::new().await;
    let form = format!("username=main&password={}", visitor.account("main", "password"));
    let request = Request::post(format!("{}/api/login", visitor.sandbox.url()))
        .header("Host", "api.domains.co.za")
        .header("Content-Type", "application/x-www-form-urlencoded");
    let answer = visitor.send(request.body(Full::new(form.into())).unwrap()).await;
    assert!(answer.json()["token"].is_string(), "{}", answer.text);
    let document = visitor.get("/domains-co-za/openapi.json").await.json();
    let paths = document["paths"].as_object().unwrap().values();
    let operations: Vec<_> = paths.flat_map(|path| path.as_object().unwrap().values()).collect();
    assert_eq!(operations.len(), 79, "84 documented calls on 79 routes");
    assert!(operations.iter().all(|operation| !operation["x-catalogue-id"].is_null()));
    let page = visitor.get("/docs/domains-co-za").await.text;
    assert!(page.contains("/domains-co-za/api/domain/renew"), "{page}");
}

/// A registration that a slow registry keeps waiting.
async fn register_slowly(visitor: &Visitor, seconds: u64) -> serde_json::Value {
    let fault = json!({
        "supplier": "registry", "operation": "register", "kind": "slow", "seconds": seconds,
    });
    visitor.tell("/faults", fault).await;
    let contact = "registrantName=Jane&registrantEmail=jane%40example.co.za&registrantContactNumber=%2B27.215550199\
        &registrantAddress1=1+Long+Street&registrantCity=Cape+Town&registrantProvince=Western+Cape\
        &registrantPostalCode=8001&registrantCountry=ZA";
    let key = visitor.account("main", "key");
    let form = format!("sld=shoes&tld=co.za&period=1&key={key}&dns=managed&{contact}");
    visitor.call(&format!("{API}/domain"), &form).await.json()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_call_under_way_is_answered_when_the_sandbox_stops() {
    let visitor = Visitor::new().await;
    let key = visitor.account("main", "key");
    let Visitor { sandbox, folder, caller } = visitor;
    sandbox.world().faults.order("registry", "check", "slow", 1, Some(1)).unwrap();
    let address = format!("{}{API}/domain/check?sld=shoes&tld=com&key={key}", sandbox.url());
    let request = Request::get(address).body(Full::default()).unwrap();
    let call = tokio::spawn(async move { caller.send(request).await });
    tokio::time::sleep(Duration::from_millis(400)).await;
    sandbox.stop().await;
    let answer = call.await.unwrap();
    assert_eq!(answer.json()["intReturnCode"], 1, "{}", answer.text);
    drop(folder);
}

#[tokio::test(flavor = "multi_thread")]
async fn what_hangs_on_a_slow_supplier_does_not_reach_the_world_after_a_reset() {
    let visitor = Visitor::new().await;
    let first = visitor.ask("/ledger").await;
    let answer = register_slowly(&visitor, 4).await;
    assert_ne!(answer["intReturnCode"], 1, "{answer}");
    assert_eq!(visitor.ask("/ledger").await["open_holds"], 1);
    visitor.tell("/reset", json!({})).await;
    tokio::time::sleep(Duration::from_millis(3_500)).await;
    assert_eq!(visitor.ask("/ledger").await, first);
    let held = visitor.tell("/registry/domains", json!({"name": "shoes.co.za", "auth_code": "x"}));
    assert_eq!(held.await["name"], "shoes.co.za");
}
