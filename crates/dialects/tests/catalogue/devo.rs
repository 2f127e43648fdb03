//! The dialect against its catalogue: routes, parameters, keys with their types and order.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;

use dialects::devo::endpoints;
use dialects::facts::EndpointFacts;
use serde::Deserialize;
use wire::{Access, Node};

use crate::keys::{Kinds, fits, kinds_at, paths};

#[derive(Deserialize)]
struct Catalogue {
    operations: Vec<Operation>,
}

#[derive(Deserialize)]
struct Operation {
    id: String,
    method: String,
    path: String,
    documented: bool,
    params: Vec<Param>,
    shapes: Vec<Shape>,
}

#[derive(Deserialize)]
struct Param {
    name: String,
    required: bool,
    r#type: String,
}

/// One of the answers of a call: keys with JSON types, in order.
#[derive(Deserialize)]
struct Shape {
    name: String,
    keys: Vec<(String, String)>,
}

fn rows() -> Vec<Operation> {
    let catalogue = include_str!("../../catalogue/devo.json");
    serde_json::from_str::<Catalogue>(catalogue).unwrap().operations
}

/// The call that serves a row.
fn call_of(id: &str) -> EndpointFacts {
    let mut calls = endpoints().into_iter().filter(|call| call.ids == [id]);
    let call = calls.next().unwrap_or_else(|| panic!("{id} has no call"));
    assert!(calls.next().is_none(), "{id} has two calls");
    call
}

/// What was recorded of a row.
fn recorded(id: &str) -> Node {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/golden/devo");
    let text = fs::read_to_string(format!("{folder}/{id}.json"))
        .unwrap_or_else(|_| panic!("{id} has no golden file"));
    serde_json::from_str(&text).unwrap()
}

#[test]
fn every_row_has_a_call_and_every_call_a_row() {
    for row in rows() {
        let call = call_of(&row.id);
        assert_eq!((call.method.as_str(), call.path), (row.method.as_str(), row.path.as_str()));
        assert_eq!(call.access, Access::Member, "{}", row.id);
    }
    assert_eq!((rows().len(), endpoints().len()), (63, 63));
    assert_eq!(rows().iter().filter(|row| row.documented).count(), 6);
}

#[test]
fn no_two_calls_share_a_route() {
    let mut routes = BTreeSet::new();
    for call in endpoints() {
        let route = format!("{} {}", call.method, call.path);
        assert!(routes.insert(route.clone()), "{route}");
    }
}

#[test]
fn parameters_are_those_of_the_catalogue() {
    for row in rows() {
        let expected: BTreeMap<&str, bool> =
            row.params.iter().map(|param| (param.name.as_str(), param.required)).collect();
        let parameters = call_of(&row.id).parameters();
        let found: BTreeMap<&str, bool> = parameters
            .iter()
            .map(|parameter| (parameter.name.as_str(), parameter.required))
            .collect();
        assert_eq!(found, expected, "{}", row.id);
    }
}

#[test]
fn parameters_have_the_types_of_the_catalogue() {
    for row in rows() {
        let call = call_of(&row.id);
        for param in &row.params {
            let mut kinds = kinds_at(&call.request, &param.name);
            kinds.remove("null");
            // Lists may also be sent as one text with commas.
            let expected: &[&str] = match param.r#type.as_str() {
                "array" => &["array", "string"],
                other => &[other],
            };
            let expected: Kinds = expected.iter().map(|&kind| kind.to_owned()).collect();
            assert_eq!(kinds, expected, "{}: {}", row.id, param.name);
        }
    }
}

#[test]
fn answers_have_the_keys_of_the_catalogue_with_their_types() {
    for row in rows() {
        let call = call_of(&row.id);
        for (path, seen) in row.shapes.iter().flat_map(|shape| &shape.keys) {
            let seen: Kinds = seen.split('|').map(str::to_owned).collect();
            let written = kinds_at(&call.response, path);
            let same = fits(&seen, &written) && fits(&written, &seen);
            assert!(!written.is_empty() && same, "{}: {path} is {written:?}", row.id);
        }
    }
}

#[test]
fn recorded_answers_have_the_keys_of_the_catalogue_in_their_order() {
    for row in rows() {
        let recorded = recorded(&row.id);
        for shape in &row.shapes {
            let answer = recorded.get(&shape.name).unwrap_or_else(|| panic!("{}", shape.name));
            let found = match answer {
                Node::Map(entries) => paths(entries, &is_data),
                list => paths(&[(String::new(), list.clone())], &is_data)
                    .into_iter()
                    .map(|path| path.trim_start_matches('.').to_owned())
                    .collect(),
            };
            let expected: Vec<&str> = shape.keys.iter().map(|(path, _)| path.as_str()).collect();
            assert_eq!(found, expected, "{}, {}", row.id, shape.name);
        }
    }
}

/// What was asked about is what an answer is keyed by.
fn is_data(parent: &str, _: &str) -> bool {
    matches!(parent, "tableAccess" | "policyAccess")
}

#[test]
fn a_refusal_is_a_number_and_words() {
    for row in rows() {
        let recorded = recorded(&row.id);
        let Some(Node::Map(entries)) = recorded.get("refusal") else { panic!("{}", row.id) };
        assert_eq!(paths(entries, &is_data), ["error.code", "error.message"], "{}", row.id);
    }
}

#[test]
fn secrets_are_keys() {
    for call in endpoints() {
        let response = serde_json::to_string(&call.response).unwrap();
        for secret in call.secrets {
            assert!(response.contains(&format!("\"{secret}\"")), "{secret}");
        }
    }
}
