//! What every server answers beside its dialects.

use bytes::Bytes;
use http::{Method, Request};
use http_body_util::Full;

use crate::visitor::Visitor;

#[tokio::test]
async fn a_sandbox_says_where_everything_is() {
    let visitor = Visitor::new().await;
    let file = std::fs::read_to_string(visitor.folder.path().join("sandbox.json")).unwrap();
    let said: serde_json::Value = serde_json::from_str(&file).unwrap();
    assert_eq!(&said, visitor.sandbox.json());
    let http = visitor.sandbox.url();
    assert_eq!(said["http"], http);
    assert_eq!(said["dns"], visitor.sandbox.dns().to_string());
    assert_ne!(visitor.sandbox.dns().port(), 0);
    assert_eq!(said["control"]["base_url"], format!("{http}/sandbox/v1"));
    assert_eq!(said["dialects"].as_object().unwrap().len(), 5);
    let dialect = &said["dialects"]["domains-co-za"];
    assert_eq!(dialect["base_url"], format!("{http}/domains-co-za/api"));
    for label in ["registrar", "main", "other"] {
        let account = &dialect["accounts"][label];
        assert_eq!(account["username"], label);
        assert!(account["password"].as_str().unwrap().len() >= 12);
        assert!(account["key"].as_str().unwrap().len() >= 20);
        assert!(visitor.sandbox.words().contains(account["password"].as_str().unwrap()));
    }
    assert!(visitor.sandbox.words().contains(visitor.sandbox.control_token()));
}

#[tokio::test]
async fn health_and_meters_are_there_for_machines_and_pages_for_people() {
    let visitor = Visitor::new().await;
    let health = visitor.get("/healthz").await;
    assert_eq!((health.status.as_u16(), health.json()["status"].as_str()), (200, Some("ok")));
    let meters = visitor.get("/metrics").await;
    assert_eq!(meters.status, 200);
    assert!(meters.headers["content-type"].to_str().unwrap().starts_with("text/plain"));
    let home = visitor.get("/").await;
    assert_eq!((home.status.as_u16(), home.headers["location"].to_str().unwrap()), (307, "/docs"));
    let docs = visitor.get("/docs").await;
    assert!(docs.headers["content-type"].to_str().unwrap().starts_with("text/html"));
    assert!(docs.text.contains("/domains-co-za/openapi.json"));
    let calls = visitor.get("/docs/domains-co-za").await;
    assert!(calls.status.is_success() && calls.text.contains("/domains-co-za/openapi.json"));
}

#[tokio::test]
async fn what_is_not_there_is_refused_in_json() {
    let visitor = Visitor::new().await;
    for path in ["/nowhere", "/docs/nowhere", "/healthz/more", "/sandbox", "/%ff"] {
        let answer = visitor.get(path).await;
        assert_eq!(answer.status, 404, "{path}");
        assert_eq!(answer.json()["error"]["code"], "not_found", "{path}");
    }
    let request = Request::builder()
        .method(Method::DELETE)
        .uri(format!("{}/healthz", visitor.sandbox.url()))
        .body(Full::<Bytes>::default());
    let answer = visitor.send(request.unwrap()).await;
    assert_eq!(answer.status, 405);
    assert!(answer.headers["allow"].to_str().unwrap().contains("GET"));
    assert_eq!(answer.json()["error"]["code"], "wrong_method");
}

#[tokio::test]
async fn a_providers_own_name_is_answered_by_its_dialect() {
    let visitor = Visitor::new().await;
    let ask = async |host: &str, path: &str| {
        let request = Request::get(format!("{}{path}", visitor.sandbox.url())).header("Host", host);
        visitor.send(request.body(Full::default()).unwrap()).await
    };
    // Everything under that name is the dialect's, also what is a page of ours elsewhere.
    for path in ["/docs", "/healthz", "/sandbox/v1/clock"] {
        let answer = ask("API-US.devo.com:443", path).await;
        assert_eq!(answer.status, 404, "{path}");
        assert!(answer.json()["error"]["code"].is_number(), "{path}");
        let answer = ask("API.domaincontext.com:443", path).await;
        assert_eq!(answer.status, 200, "{path}");
        assert!(answer.json()["_error"].is_string(), "{path}");
    }
    assert_eq!(ask("example.com", "/healthz").await.status, 200);
}

#[tokio::test]
async fn several_sandboxes_stand_side_by_side_and_stop_when_told() {
    let (one, other) = (Visitor::new().await, Visitor::new().await);
    assert_ne!(one.sandbox.http(), other.sandbox.http());
    let address = one.sandbox.http();
    one.sandbox.stop().await;
    assert!(tokio::net::TcpStream::connect(address).await.is_err());
    assert_eq!(other.get("/healthz").await.status, 200);
    assert_eq!(other.get("/metrics").await.status, 200);
}
