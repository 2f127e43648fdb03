//! The published documents: every call once, with its parameters, the same in both realms.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::{Value, json};
use testkit::World;

use crate::catalogue::{self, Operation, Place};

/// The methods that a path may have.
const METHODS: [&str; 4] = ["get", "post", "patch", "delete"];

/// Parameters of a call as the document has them, and whether they are required.
fn published(document: &Value, operation: &Value) -> BTreeMap<String, bool> {
    let mut named = BTreeMap::new();
    for parameter in operation["parameters"].as_array().into_iter().flatten() {
        let name = parameter["name"].as_str().unwrap().trim_end_matches("[]");
        named.insert(name.to_owned(), parameter["required"] == true);
    }
    let contents = operation["requestBody"]["content"].as_object();
    for content in contents.into_iter().flat_map(|kinds| kinds.values()) {
        let schema = match content["schema"]["$ref"].as_str() {
            Some(place) => document.pointer(place.trim_start_matches('#')).unwrap(),
            None => &content["schema"],
        };
        let required = schema["required"].as_array().cloned().unwrap_or_default();
        for name in schema["properties"].as_object().into_iter().flat_map(|parts| parts.keys()) {
            named.insert(name.clone(), required.contains(&json!(name)));
        }
    }
    named
}

/// Asserts that a document tells of a row where the catalogue has it.
fn tells_of(document: &Value, row: &Operation) {
    let operation = &document["paths"][&row.path][row.method.to_lowercase()];
    assert_eq!(operation["x-catalogue-id"], json!(row.id), "{}", row.path);
    let expected: BTreeMap<_, _> =
        row.params.iter().map(|param| (param.name.clone(), param.required)).collect();
    assert_eq!(published(document, operation), expected, "{}", row.id);
    let answer = &operation["responses"][row.status.to_string()];
    assert!(answer.is_object(), "{} has no answer: {operation}", row.id);
    assert_eq!(answer["content"].is_object(), row.status != 204, "{}", row.id);
    // What is deleted may be said in a body as well as in a query; documents know only the latter.
    let in_body = row.params.iter().any(|param| param.r#in == Place::Body);
    let in_body = in_body && row.method != "DELETE";
    assert_eq!(operation["requestBody"].is_object(), in_body, "{}", row.id);
}

#[tokio::test(flavor = "multi_thread")]
async fn every_call_is_published_once_in_either_realm() {
    let world = World::with_beside("2026-01-01").await;
    let mut documents = Vec::new();
    for place in ["/dreamscape", "/dreamscape-sandbox"] {
        let answer = world.fetch(&format!("{place}/openapi.json")).await;
        assert_eq!(answer.status, 200, "{place}");
        let document = answer.json();
        assert!(document["openapi"].as_str().unwrap().starts_with("3."), "{place}");
        assert_eq!(document["servers"], json!([{ "url": place }]));
        documents.push(document);
    }
    let rows = catalogue::read().operations;
    for document in &documents {
        rows.iter().for_each(|row| tells_of(document, row));
        let paths = document["paths"].as_object().unwrap().values();
        let calls = paths.flat_map(|path| METHODS.iter().map(move |method| &path[method]));
        let ids: Vec<_> = calls.filter_map(|call| call["x-catalogue-id"].as_str()).collect();
        let once: BTreeSet<_> = ids.iter().collect();
        assert_eq!((ids.len(), once.len()), (182, 182));
    }
    assert_eq!(documents[0]["paths"], documents[1]["paths"]);
}
