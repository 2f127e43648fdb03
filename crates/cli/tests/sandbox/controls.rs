//! The controls: who may use them, what they do, and how they refuse.

use bytes::Bytes;
use http::{Method, Request};
use http_body_util::Full;
use serde_json::{Value, json};

use crate::visitor::Visitor;

#[tokio::test]
async fn only_the_token_opens_the_controls() {
    let visitor = Visitor::new().await;
    let token = visitor.sandbox.control_token();
    let ask = async |authorization: Option<String>, path: &str| {
        let mut request = Request::get(format!("{}/sandbox/v1{path}", visitor.sandbox.url()));
        if let Some(authorization) = authorization {
            request = request.header("Authorization", authorization);
        }
        visitor.send(request.body(Full::default()).unwrap()).await
    };
    for wrong in
        [None, Some("Bearer".into()), Some("Bearer x".into()), Some(format!("Basic {token}"))]
    {
        let answer = ask(wrong, "/clock").await;
        assert_eq!(answer.status, 401);
        assert_eq!(answer.headers["www-authenticate"], "Bearer");
        assert_eq!(answer.json()["error"]["code"], "unauthenticated");
    }
    assert_eq!(ask(None, "/nowhere").await.status, 401);
    assert_eq!(ask(Some(format!("bearer {token}")), "/clock").await.status, 200);
    assert_eq!(ask(Some(format!("Bearer {token}")), "/nowhere").await.status, 404);
    assert_eq!(ask(Some(format!("Bearer {token}")), "/reset").await.status, 405);
}

#[tokio::test]
async fn bodies_that_are_no_objects_are_refused() {
    let visitor = Visitor::new().await;
    for body in ["{", "[]", "7", "{\"a\":1}x", "\u{fffe}"] {
        let answer = visitor.control(Method::POST, "/faults", body.to_owned()).await;
        assert_eq!(answer.status, 400, "{body}");
        assert_eq!(answer.json()["error"]["code"], "malformed", "{body}");
    }
    let invalid =
        visitor.control(Method::POST, "/faults", Bytes::from_static(b"{\"\xff\":1}")).await;
    assert_eq!(invalid.json()["error"]["code"], "malformed");
    let long = visitor.control(Method::POST, "/faults", vec![b' '; (1 << 20) + 1]).await;
    assert_eq!(
        (long.status.as_u16(), long.json()["error"]["code"].as_str()),
        (413, Some("too_large"))
    );
}

#[tokio::test]
async fn money_is_added_and_taken_away() {
    let visitor = Visitor::new().await;
    let posted = async |login: &str| {
        let ledger = visitor.ask("/ledger").await;
        assert_eq!((&ledger["balanced"], &ledger["open_holds"]), (&json!(true), &json!(0)));
        let rows = ledger["accounts"].as_array().unwrap().clone();
        let row = rows.into_iter().find(|row| row["login"] == login).unwrap();
        assert_eq!((&row["dialect"], &row["currency"]), (&json!("domains-co-za"), &json!("ZAR")));
        assert_eq!(row["held"], "0.00");
        row["posted"].as_str().unwrap().to_owned()
    };
    assert_eq!(posted("main").await, "25000.00");
    let credit = |login: &str, amount: Value| json!({"dialect": "domains-co-za", "login": login, "amount": amount});
    visitor.tell("/accounts/credit", credit("main", json!("100.50"))).await;
    visitor.tell("/accounts/credit", credit("MAIN", json!(-50))).await;
    assert_eq!(posted("main").await, "25050.50");
    assert_eq!(posted("other").await, "25000.00");
    for (login, amount, status, field) in [
        ("main", json!("1e3"), 400, "amount"),
        ("main", json!("0.001"), 400, "amount"),
        ("main", json!("-99999.00"), 409, "amount"),
        ("nobody", json!("1.00"), 404, "login"),
    ] {
        let body = credit(login, amount).to_string();
        assert_eq!(visitor.refused("/accounts/credit", body).await, (status, field.to_owned()));
    }
    let elsewhere = r#"{"dialect": "nowhere", "login": "main", "amount": "1.00"}"#;
    let answer = visitor.control(Method::POST, "/accounts/credit", elsewhere).await;
    assert_eq!(answer.json()["error"]["known"][0], "domains-co-za");
    assert_eq!(posted("main").await, "25050.50");
}

#[tokio::test]
async fn faults_are_ordered_and_unknown_names_are_answered_with_the_known() {
    let visitor = Visitor::new().await;
    let order =
        json!({"supplier": "registry", "operation": "check", "kind": "unavailable", "times": 2});
    visitor.tell("/faults", order).await;
    let faults = visitor.sandbox.world().faults.clone();
    assert!(faults.take("registry", "check").is_some());
    let cleared = visitor.control(Method::DELETE, "/faults", "").await;
    assert_eq!(cleared.status, 200);
    assert!(faults.take("registry", "check").is_none());
    for (body, field, known) in [
        (json!({"supplier": "moon", "operation": "check", "kind": "slow"}), "supplier", "payments"),
        (
            json!({"supplier": "registry", "operation": "fly", "kind": "slow"}),
            "operation",
            "restore",
        ),
        (
            json!({"supplier": "registry", "operation": "check", "kind": "odd"}),
            "kind",
            "reply_lost",
        ),
    ] {
        let answer = visitor.control(Method::POST, "/faults", body.to_string()).await;
        let error = &answer.json()["error"];
        assert_eq!((answer.status.as_u16(), error["field"].as_str()), (400, Some(field)));
        assert!(error["known"].as_array().unwrap().contains(&json!(known)), "{error}");
        assert!(error["message"].as_str().unwrap().contains(known), "{error}");
    }
    let times = r#"{"supplier": "registry", "operation": "check", "kind": "slow", "times": 0}"#;
    assert_eq!(visitor.refused("/faults", times).await, (400, "times".to_owned()));
}

#[tokio::test]
async fn another_registrar_holds_names_and_asks_for_some() {
    let visitor = Visitor::new().await;
    let held = json!({"name": "Shoes.com", "auth_code": "abc-123"});
    assert_eq!(visitor.tell("/registry/domains", held.clone()).await["name"], "shoes.com");
    assert_eq!(visitor.refused("/registry/domains", held.to_string()).await, (409, "name".into()));
    let (domains, approve) = ("/registry/domains", "/registry/approve");
    for (path, body, status, field) in [
        (domains, json!({"name": "shoes.nowhere", "auth_code": "x"}), 400, "name"),
        (domains, json!({"name": "a.b.shoes.com", "auth_code": "x"}), 400, "name"),
        (domains, json!({"name": 7, "auth_code": "x"}), 400, "name"),
        (domains, json!({"name": "hats.com"}), 400, "auth_code"),
        (domains, json!({"name": "hats.com", "auth_code": "x", "expires": "soon"}), 400, "expires"),
        (
            domains,
            json!({"name": "hats.com", "auth_code": "x", "expires": "2001-01-01T00:00:00Z"}),
            400,
            "expires",
        ),
        (approve, json!({"name": "shoes.com"}), 409, "name"),
        (approve, json!({"name": "hats.com"}), 404, "name"),
    ] {
        assert_eq!(visitor.refused(path, body.to_string()).await, (status, field.into()), "{body}");
    }
    let away = json!({"name": "hats.com", "auth_code": "x"});
    let answer = visitor.tell("/registry/transfer-out", away).await;
    assert_eq!(answer["accepted"], false);
    assert!(answer["reason"].as_str().unwrap().contains("no such name"), "{answer}");
}

#[tokio::test]
async fn lists_are_read_by_query() {
    let visitor = Visitor::new().await;
    assert!(visitor.ask("/mail").await.is_array());
    assert_eq!(visitor.ask("/mail?to=nobody@example.com").await, json!([]));
    assert_eq!(visitor.ask("/requests?limit=5").await, json!([]));
    for path in ["/requests?limit=some", "/mail?from=a@b.c"] {
        assert_eq!(visitor.control(Method::GET, path, "").await.status, 400, "{path}");
    }
}
