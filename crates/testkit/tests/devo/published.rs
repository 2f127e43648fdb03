//! The published document, and the log of requests.

use std::collections::BTreeSet;

use serde_json::{Value, json};
use testkit::World;

use crate::catalogue;

#[tokio::test(flavor = "multi_thread")]
async fn the_document_tells_of_every_call_once() {
    let world = World::on("2026-01-01").await;
    let document = world.fetch("/devo/openapi.json").await.json();
    let mut told = BTreeSet::new();
    for (path, calls) in document["paths"].as_object().unwrap() {
        for (method, call) in calls.as_object().unwrap() {
            for id in [&call["x-catalogue-id"]].into_iter().filter_map(Value::as_str) {
                let row = catalogue::read();
                let row = row.row(id);
                assert_eq!((&row.path, row.method.to_lowercase()), (path, method.clone()), "{id}");
                assert!(told.insert(id.to_owned()), "{id} is told twice");
            }
        }
    }
    let rows: BTreeSet<_> = catalogue::read().operations.into_iter().map(|row| row.id).collect();
    assert_eq!(told, rows);
}

#[tokio::test(flavor = "multi_thread")]
async fn secrets_are_shown_once_and_logged_nowhere() {
    let world = World::on("2026-01-01").await;
    let (main, domain) = (world.devo("main"), world.devo("domain"));
    let path = format!("/domain/{}/keys", domain.name);
    let (status, made) = main.post(&path, json!({ "name": "agent" })).await;
    assert_eq!(status, 200, "{made}");
    let secret = made["secret"].as_str().unwrap();
    let (_, listed) = main.get(&path).await;
    assert!(!listed.to_string().contains(secret));
    let log = world.control("GET", "/requests?limit=50", None).await.text;
    assert!(log.contains("createDomainKey"));
    assert!(!log.contains(secret), "{log}");
}
