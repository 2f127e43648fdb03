//! The published document of the dialect: every row of the catalogue with its parameters.

use std::collections::BTreeMap;

use serde_json::{Value, json};
use testkit::World;

use crate::catalogue;

/// The command that working clients call and no document lists.
const BEYOND: &str = "/domainsCheckPremium";

/// Parameters that are published, by name, and whether they are required.
fn parameters(operation: &Value) -> BTreeMap<String, bool> {
    let mut named = BTreeMap::new();
    for parameter in operation["parameters"].as_array().into_iter().flatten() {
        let name = parameter["name"].as_str().expect("a name");
        named.insert(name.to_owned(), parameter["required"] == true);
    }
    let contents = operation["requestBody"]["content"].as_object();
    for schema in contents.into_iter().flat_map(|kinds| kinds.values()).map(|kind| &kind["schema"])
    {
        let required = schema["required"].as_array().cloned().unwrap_or_default();
        for name in schema["properties"].as_object().into_iter().flat_map(|parts| parts.keys()) {
            named.insert(name.clone(), required.contains(&json!(name)));
        }
    }
    named
}

/// Every reference within a document leads somewhere.
fn leads_somewhere(document: &Value, part: &Value) {
    match part {
        Value::Object(entries) => {
            if let Some(reference) = entries.get("$ref").and_then(Value::as_str) {
                let place = reference.trim_start_matches('#');
                assert!(document.pointer(place).is_some(), "{reference}");
            }
            entries.values().for_each(|part| leads_somewhere(document, part));
        }
        Value::Array(parts) => parts.iter().for_each(|part| leads_somewhere(document, part)),
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => {}
    }
}

/// A part of a document as text, with what it refers to.
fn whole(document: &Value, part: &Value) -> String {
    let text = part.to_string();
    let references = text.split("\"#/").skip(1).filter_map(|rest| rest.split('"').next());
    let referred = references.filter_map(|place| document.pointer(&format!("/{place}")));
    let referred: String = referred.map(|part| whole(document, part)).collect();
    text + &referred
}

#[tokio::test(flavor = "multi_thread")]
async fn the_published_document_lists_every_command_with_its_parameters() {
    let world = World::on("2026-01-01").await;
    let answer = world.fetch("/domaincontext/openapi.json").await;
    assert_eq!(answer.status, 200);
    let document = answer.json();
    assert!(document["openapi"].as_str().is_some_and(|version| version.starts_with("3.")));
    assert!(document["info"]["title"].is_string() && document["info"]["version"].is_string());
    leads_somewhere(&document, &document);
    let mut published: BTreeMap<String, Vec<(String, String, Value)>> = BTreeMap::new();
    for (path, methods) in document["paths"].as_object().expect("paths") {
        for (method, operation) in methods.as_object().expect("methods") {
            assert!(operation["responses"]["200"]["content"].is_object(), "{path} has no answer");
            let rows = match &operation["x-catalogue-id"] {
                Value::String(id) => vec![id.clone()],
                Value::Array(ids) => {
                    ids.iter().filter_map(Value::as_str).map(str::to_owned).collect()
                }
                _ if path == BEYOND => continue,
                other => panic!("{method} {path} is of {other}"),
            };
            for id in rows {
                let row = (method.to_uppercase(), path.clone(), operation.clone());
                published.entry(id).or_default().push(row);
            }
        }
    }
    let rows = catalogue::read().operations;
    for row in &rows {
        let places = published.get(&row.id).unwrap_or_else(|| panic!("{} is missing", row.id));
        // One path serves rows that are but two spellings.
        let is_place = |(method, path, operation): &&(String, String, Value)| {
            let spellings = operation["x-catalogue-id"].is_array();
            *method == row.method && (*path == row.path || spellings)
        };
        let place = places.iter().find(is_place);
        let (.., operation) = place.unwrap_or_else(|| panic!("{} is at {places:?}", row.id));
        let named = parameters(operation);
        let told = whole(&document, operation);
        for param in row.plain_params() {
            assert_eq!(named.get(&param.name), Some(&param.required), "{} {}", row.id, param.name);
        }
        // Elements of bulk forms have the parameters of their command.
        for param in row.params.iter().filter(|param| param.name.starts_with("<key>[")) {
            let name = param.name.rsplit('[').next().expect("a name").trim_end_matches(']');
            assert!(told.contains(&format!("\"{name}\"")), "{} {name}: {told}", row.id);
        }
    }
    let known: Vec<_> = rows.iter().map(|row| &row.id).collect();
    assert_eq!(rows.len(), 139);
    assert!(published.keys().all(|id| known.contains(&id)), "{:?}", published.keys());
    // Both ways of calling are told of.
    for places in published.values() {
        let methods: Vec<_> = places.iter().map(|(method, ..)| method.as_str()).collect();
        assert!(methods.contains(&"GET"), "{methods:?}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn commands_of_the_document_are_called_by_both_methods() {
    let world = World::on("2026-01-01").await;
    let main = world.account("main").signed_in_as("", "");
    for row in catalogue::read().operations {
        let words = "auth_login and auth_password are needed";
        assert_eq!(main.asks(&row.id, json!({})).await.refused(), words, "{}", row.id);
        assert_eq!(main.posts(&row.id, json!({})).await.refused(), words, "{}", row.id);
    }
}
