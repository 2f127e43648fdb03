//! The dialect against its catalogue: routes, parameters, keys with their types and order.
//!
//! Where a type knowingly differs from the catalogue, a list below says so; the lists only shrink.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;

use dialects::dns_services::endpoints;
use dialects::facts::EndpointFacts;
use serde::Deserialize;
use wire::{Access, Node};

use crate::keys::{Kinds, fits, kinds_at, paths};

/// Parameters that are accepted beyond the catalogue.
const EXTRA: &[(&str, &str)] = &[
    // Forms of products name their addons so.
    ("order_product", "addon"),
    ("order_product", "addon_cycles"),
    // Forms of products list what can be ordered along.
    ("order_product", "subproducts"),
    ("order_multiple", "promocode"),
    // Whoever orders a cart asks for its price with the same parameters.
    ("order_quote", "ignore_errors"),
    ("order_quote", "promocode"),
    ("order_quote", "aff_id"),
];

/// Calls that tell who the caller is, and so ask for no access token.
const OPEN: [&str; 3] = ["login", "refresh_token", "revoke_token"];

#[derive(Deserialize)]
struct Catalogue {
    operations: Vec<Operation>,
}

#[derive(Deserialize)]
struct Operation {
    id: String,
    method: String,
    path: String,
    file: bool,
    params: Vec<Param>,
    shapes: Vec<Shape>,
}

#[derive(Deserialize)]
struct Param {
    name: String,
    required: bool,
}

/// One of the answers of a call: keys with JSON types, in order.
#[derive(Deserialize)]
struct Shape {
    name: String,
    keys: Vec<(String, String)>,
}

fn rows() -> Vec<Operation> {
    let catalogue = include_str!("../../catalogue/dns-services.json");
    serde_json::from_str::<Catalogue>(catalogue).unwrap().operations
}

/// The call that serves a row.
fn call_of(id: &str) -> EndpointFacts {
    let mut calls = endpoints().into_iter().filter(|call| call.ids == [id]);
    let call = calls.next().unwrap_or_else(|| panic!("{id} has no call"));
    assert!(calls.next().is_none(), "{id} has two calls");
    call
}

#[test]
fn every_row_has_a_call_and_every_call_a_row() {
    for row in rows() {
        let call = call_of(&row.id);
        assert_eq!((call.method.as_str(), call.path), (row.method.as_str(), row.path.as_str()));
        assert_eq!(call.access == Access::Anyone, OPEN.contains(&row.id.as_str()), "{}", row.id);
    }
    assert_eq!((rows().len(), endpoints().len()), (83, 83));
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
        let is_extra = |name: &str| EXTRA.contains(&(row.id.as_str(), name));
        let expected: BTreeMap<&str, bool> =
            row.params.iter().map(|param| (param.name.as_str(), param.required)).collect();
        assert!(!expected.keys().any(|name| is_extra(name)), "{} has a stale extra", row.id);
        let parameters = call_of(&row.id).parameters();
        let found: BTreeMap<&str, bool> = parameters
            .iter()
            .filter(|parameter| !is_extra(&parameter.name))
            .map(|parameter| (parameter.name.as_str(), parameter.required))
            .collect();
        assert_eq!(found, expected, "{}", row.id);
    }
}

#[test]
fn answers_have_the_keys_of_the_catalogue_with_their_types() {
    for row in rows() {
        let call = call_of(&row.id);
        for (path, seen) in row.shapes.iter().flat_map(|shape| &shape.keys) {
            let seen: Kinds = seen.split('|').map(str::to_owned).collect();
            let written = kinds_at(&call.response, path);
            assert!(!written.is_empty(), "{}: no {path}", row.id);
            let nullable = written.contains("null") || !seen.contains("null");
            // A key that was only seen as null may hold anything else besides.
            let known = !fits(&seen, &Kinds::new());
            let same = nullable && fits(&seen, &written) && (!known || fits(&written, &seen));
            assert!(same, "{}: {path} is {written:?}", row.id);
        }
    }
}

#[test]
fn recorded_answers_have_the_keys_of_the_catalogue_in_their_order() {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/golden/dns-services");
    for row in rows().into_iter().filter(|row| !row.file) {
        let text = fs::read_to_string(format!("{folder}/{}.json", row.id)).unwrap();
        let recorded: Node = serde_json::from_str(&text).unwrap();
        for shape in &row.shapes {
            let answer = recorded.get(&shape.name).unwrap_or_else(|| panic!("{}", shape.name));
            let Node::Map(entries) = answer else { panic!("an answer is an object") };
            let expected: Vec<&str> = shape.keys.iter().map(|(path, _)| path.as_str()).collect();
            assert_eq!(paths(entries, &is_data), expected, "{}, {}", row.id, shape.name);
        }
    }
}

/// Objects keyed by numbers and names; privileges also have a word among the numbers.
fn is_data(parent: &str, key: &str) -> bool {
    matches!(parent, "payments" | "flags" | "services" | "domains") && key != "full"
}

#[test]
fn a_refusal_is_a_list_of_reasons() {
    for row in rows() {
        let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/golden/dns-services");
        let text = fs::read_to_string(format!("{folder}/{}.json", row.id)).unwrap();
        let recorded: Node = serde_json::from_str(&text).unwrap();
        let Some(Node::Map(entries)) = recorded.get("refusal") else { panic!("{}", row.id) };
        assert_eq!(paths(entries, &is_data), ["error[]"], "{}", row.id);
    }
}

#[test]
fn secrets_are_parameters_or_keys() {
    for call in endpoints() {
        let response = serde_json::to_string(&call.response).unwrap();
        let request = serde_json::to_string(&call.request).unwrap();
        for secret in call.secrets {
            let quoted = format!("\"{secret}\"");
            assert!(request.contains(&quoted) || response.contains(&quoted), "{secret}");
        }
    }
}
