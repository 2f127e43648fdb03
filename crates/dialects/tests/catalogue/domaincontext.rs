//! The dialect against its catalogue: routes, parameters, keys with their types and order. A bulk
//! form is held against the call whose form it is.
//!
//! Where a type knowingly differs from the catalogue, a list below says so; the lists only shrink.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;

use dialects::domaincontext::{bulk_endpoints, endpoints};
use dialects::facts::EndpointFacts;
use serde::Deserialize;
use wire::{Access, Node};

use crate::keys::{Kinds, fits, kinds_at};

/// Parameters that are accepted beyond the catalogue.
const EXTRA: &[(&str, &str)] = &[
    // Working clients cut lists down to some columns.
    ("domainsSearch", "select"),
    ("hostsSearch", "select"),
    ("serversSearch", "select"),
    // Lists are counted alike.
    ("serversSearch", "total"),
    ("serversSearch", "count"),
    // The catalogue lists the records and not whose they are.
    ("domainSetDNS", "id"),
    ("domainSetDNS", "domain"),
    ("hdomainSetDNS", "id"),
    ("hdomainSetDNS", "domain"),
];

/// Keys that are shown beyond the catalogue, always last.
const EXTRA_KEYS: &[(&str, &str)] = &[
    ("domainGetInfo", "hdomain_id"),
    // What was bought, and whether it runs.
    ("serverGetInfo", "power"),
    ("serverGetInfo", "cluster_id"),
    ("serverGetInfo", "cluster"),
    ("serverGetInfo", "purpose"),
    ("serverGetInfo", "social"),
];

/// Keys that are null while there is nothing to say.
const NULLABLE: &[(&str, &[&str])] = &[
    // A domain is on its way here.
    ("domainsSearch", &["[].expiration_date", "[].expires", "[].daysleft"]),
    (
        "domainGetInfo",
        &["expiration_date", "expires", "daysleft", "registrant", "admin", "tech", "billing"],
    ),
    // Nobody has told the day.
    ("contactsSearch", &["[].birth_date", "[].passport_date"]),
    ("contactGetInfo", &["birth_date", "passport_date"]),
    // Only prices of domains have a zone, and only those of products an object.
    ("tariffGetInfo", &["resources[].zone", "resources[].object_id"]),
    // A server is still being made, a certificate is not issued yet.
    ("serversSearch", &["[].expires"]),
    ("serversGetList", &["[].expires"]),
    ("serverGetInfo", &["expires"]),
    ("certificatesSearch", &["[].begins", "[].expires"]),
    ("certificateGetInfo", &["begins", "expires"]),
];

#[derive(Deserialize)]
struct Catalogue {
    operations: Vec<Operation>,
}

#[derive(Deserialize)]
struct Operation {
    id: String,
    method: String,
    path: String,
    bulk_of: Option<String>,
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
    /// Keys that are only there at times.
    optional: Vec<String>,
    keys: Vec<(String, String)>,
}

fn rows() -> Vec<Operation> {
    let catalogue = include_str!("../../catalogue/domaincontext.json");
    serde_json::from_str::<Catalogue>(catalogue).unwrap().operations
}

impl Operation {
    /// The call or the bulk form that serves the row.
    fn call(&self) -> EndpointFacts {
        let calls = if self.bulk_of.is_some() { bulk_endpoints() } else { endpoints() };
        let mut calls = calls.into_iter().filter(|call| call.ids.contains(&self.id.as_str()));
        let call = calls.next().unwrap_or_else(|| panic!("{} has no call", self.id));
        assert!(calls.next().is_none(), "{} has two calls", self.id);
        call
    }

    /// The row of one element: of this one, or of the call whose bulk form this is.
    fn single(&self) -> &str {
        self.bulk_of.as_deref().unwrap_or(&self.id)
    }

    /// Whether a key of an answer, or of one element of it, is only there at times.
    fn is_optional(&self, path: &str) -> bool {
        let optional = self.shapes.iter().flat_map(|shape| &shape.optional);
        optional.into_iter().any(|key| key.strip_prefix("<key>.").unwrap_or(key) == path)
    }

    /// Parameters of the request, or of one element of it. All records are one parameter, called as
    /// the first of them.
    fn parameters(&self) -> BTreeMap<String, &Param> {
        let within = |param: &Param| match self.bulk_of {
            None => Some(param.name.clone()),
            Some(_) => {
                let inner = param.name.strip_prefix("<key>")?.strip_prefix('[')?;
                Some(inner.replacen(']', "", 1))
            }
        };
        let plain = |name: String| if name.starts_with("<key>") { "1".to_owned() } else { name };
        let params = self.params.iter().filter_map(|param| Some((plain(within(param)?), param)));
        params.collect()
    }
}

#[test]
fn every_row_has_a_call_and_every_call_a_row() {
    for row in rows() {
        let call = row.call();
        let paths: Vec<&str> = [call.path].iter().chain(call.aliases).copied().collect();
        assert_eq!(call.method.as_str(), row.method);
        assert!(paths.contains(&row.path.as_str()), "{} is served at {paths:?}", row.id);
        assert_eq!(call.access, Access::Member, "{}", row.id);
    }
    let known: BTreeSet<String> = rows().into_iter().map(|row| row.id).collect();
    let served: Vec<&str> =
        endpoints().iter().chain(&bulk_endpoints()).flat_map(|call| call.ids).copied().collect();
    assert_eq!((known.len(), served.len()), (139, 139));
    assert!(served.iter().all(|id| known.contains(*id)));
    assert_eq!(bulk_endpoints().len(), 59);
}

#[test]
fn bulk_forms_are_those_of_their_calls() {
    for row in rows().iter().filter(|row| row.bulk_of.is_some()) {
        let single = rows().into_iter().find(|other| other.id == row.single()).unwrap();
        assert_eq!(single.call().response, row.call().response, "{}", row.id);
        assert_eq!(single.call().request, row.call().request, "{}", row.id);
    }
}

#[test]
fn no_two_calls_share_a_route() {
    let mut routes = BTreeSet::new();
    for call in endpoints().iter().chain(&bulk_endpoints()) {
        for path in [call.path].iter().chain(call.aliases) {
            assert!(routes.insert(*path), "{path}");
        }
    }
}

#[test]
fn parameters_are_those_of_the_catalogue() {
    for row in rows() {
        let is_extra = |name: &str| EXTRA.contains(&(row.single(), name));
        let expected: BTreeMap<String, bool> =
            row.parameters().into_iter().map(|(name, param)| (name, param.required)).collect();
        assert!(!expected.keys().any(|name| is_extra(name)), "{} has a stale extra", row.id);
        let parameters = row.call().parameters();
        let found: BTreeMap<String, bool> = parameters
            .into_iter()
            .filter(|parameter| !is_extra(&parameter.name))
            .map(|parameter| (parameter.name, parameter.required))
            .collect();
        assert_eq!(found, expected, "{}", row.id);
    }
}

/// The JSON types that the document of a call shows for an argument of a type.
fn shown(r#type: &str, name: &str) -> &'static [&'static str] {
    match r#type {
        // A number of rows, or a word for all of them.
        "id" if name == "limit" => &["string"],
        "id" | "period" => &["integer"],
        "bool" => &["boolean"],
        "array" => &["object"],
        "ids" | "domains" | "nss" | "refs" | "labels" | "ips" | "servers" | "emails"
        | "hdomains" => &["array", "string"],
        _ => &["string"],
    }
}

#[test]
fn parameters_have_the_types_of_the_catalogue() {
    for row in rows() {
        let call = row.call();
        for (name, param) in row.parameters().into_iter().filter(|(name, _)| name != "1") {
            let mut kinds = kinds_at(&call.request, &name);
            kinds.remove("null");
            let expected = shown(&param.r#type, &name).iter().map(|&kind| kind.to_owned());
            // A selection is one column or several.
            let is_list = name == "select";
            assert!(is_list || kinds == expected.collect(), "{}: {name} is {kinds:?}", row.id);
        }
    }
}

#[test]
fn records_have_the_parts_of_the_catalogue() {
    for row in rows().iter().filter(|row| row.single().ends_with("SetDNS")) {
        let parts = row.params.iter().filter(|param| param.name != "<key>");
        let parts: BTreeSet<&str> = parts
            .map(|param| param.name.rsplit('[').next().unwrap().trim_end_matches(']'))
            .collect();
        let schema = row.call().request;
        let record = schema.as_value()["properties"]["1"]["properties"].as_object().unwrap();
        // A record that is there may also be named by its number.
        let found: BTreeSet<&str> =
            record.keys().map(String::as_str).filter(|name| *name != "id").collect();
        assert_eq!(found, parts, "{}", row.id);
    }
}

#[test]
fn answers_have_the_keys_of_the_catalogue_with_their_types() {
    for row in rows() {
        let call = row.call();
        for (path, seen) in row.shapes.iter().flat_map(|shape| &shape.keys) {
            let path = match row.bulk_of {
                Some(_) => path.strip_prefix("<key>").unwrap().trim_start_matches('.'),
                None => path,
            };
            let seen: Kinds = seen.split('|').map(str::to_owned).collect();
            let written = match path {
                "" | "(root)" => root_kinds(&call),
                path => kinds_at(&call.response, path),
            };
            assert!(!written.is_empty(), "{}: no {path}", row.id);
            let listed =
                NULLABLE.iter().any(|(id, keys)| *id == row.single() && keys.contains(&path));
            let may_be_null = listed || seen.contains("null") || row.is_optional(path);
            let same = fits(&written, &seen) && (may_be_null || !written.contains("null"));
            assert!(same, "{}: {path} is {written:?}", row.id);
        }
    }
}

#[test]
fn the_lists_of_differences_hold_nothing_stale() {
    let call = |id: &str| rows().iter().find(|row| row.id == id).unwrap().call();
    for (id, name) in EXTRA {
        assert!(call(id).parameters().iter().any(|param| param.name == *name), "{id} {name}");
    }
    for (id, key) in EXTRA_KEYS {
        assert!(!kinds_at(&call(id).response, key).is_empty(), "{id} {key}");
    }
    for (id, key) in NULLABLE.iter().flat_map(|(id, keys)| keys.iter().map(move |key| (id, key))) {
        assert!(kinds_at(&call(id).response, key).contains("null"), "{id} {key}");
    }
}

/// The JSON types of a whole answer.
fn root_kinds(call: &EndpointFacts) -> Kinds {
    let kind = call.response.as_value()["type"].as_str();
    kind.into_iter().map(str::to_owned).collect()
}

/// Paths of the leaves of a recorded answer, spelt as `expected` spells them, each once, in order.
fn leaves(node: &Node, path: &str, expected: &[String], found: &mut Vec<String>) {
    let goes_on = |path: &str| {
        expected.iter().any(|known| {
            let rest = known.strip_prefix(path);
            rest.is_some_and(|rest| path.is_empty() || rest.starts_with(['.', '[']))
        })
    };
    let is_known = |path: &str| goes_on(path) || expected.iter().any(|known| known == path);
    match node {
        Node::Map(entries) if goes_on(path) => {
            for (key, value) in entries {
                let below = |step: &str| match path {
                    "" => step.to_owned(),
                    path => format!("{path}.{step}"),
                };
                let data = !is_known(&below(key)) && is_known(&below("<key>"));
                leaves(value, &below(if data { "<key>" } else { key }), expected, found);
            }
        }
        Node::List(items) if goes_on(path) => {
            for item in items {
                leaves(item, &format!("{path}[]"), expected, found);
            }
        }
        _ if found.iter().any(|known| known == path) => {}
        _ => found.push(path.to_owned()),
    }
}

fn recorded(id: &str) -> Node {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/golden/domaincontext");
    let text = fs::read_to_string(format!("{folder}/{id}.json"))
        .unwrap_or_else(|_| panic!("{id} has no golden file"));
    serde_json::from_str(&text).unwrap()
}

#[test]
fn recorded_answers_have_the_keys_of_the_catalogue_in_their_order() {
    for row in rows().into_iter().filter(|row| row.bulk_of.is_none()) {
        let recorded = recorded(&row.id);
        for shape in &row.shapes {
            let answer = recorded.get(&shape.name).unwrap_or_else(|| panic!("{}", shape.name));
            let mut expected: Vec<String> =
                shape.keys.iter().map(|(path, _)| path.replace("(root)", "")).collect();
            let extra = EXTRA_KEYS.iter().filter(|(id, _)| *id == row.id);
            expected.extend(extra.map(|(_, key)| (*key).to_owned()));
            let mut found = Vec::new();
            leaves(answer, "", &expected, &mut found);
            expected.retain(|path| found.contains(path) || !shape.optional.contains(path));
            assert_eq!(found, expected, "{}, {}", row.id, shape.name);
        }
    }
}

#[test]
fn a_refusal_says_why() {
    for row in rows().into_iter().filter(|row| row.bulk_of.is_none()) {
        let recorded = recorded(&row.id);
        let Some(Node::Map(entries)) = recorded.get("refusal") else { panic!("{}", row.id) };
        assert_eq!(entries[0].0, "_error", "{}", row.id);
        let known = |name: &str| matches!(name, "_error" | "_error_ops" | "wait");
        assert!(entries.iter().all(|(name, _)| known(name)), "{}", row.id);
    }
}

#[test]
fn secrets_are_parameters_or_keys() {
    for call in endpoints() {
        let response = serde_json::to_string(&call.response).unwrap();
        let request = serde_json::to_string(&call.request).unwrap();
        for secret in call.secrets {
            let quoted = format!("\"{secret}\"");
            let named = request.contains(&quoted) || response.contains(&quoted);
            assert!(named, "{} {secret}", call.path);
        }
    }
}
