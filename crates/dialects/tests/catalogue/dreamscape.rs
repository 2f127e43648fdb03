//! The dialect against its catalogue: routes, parameters, keys with their types and order.
//!
//! Where a type knowingly differs from the catalogue, a list below says so; the lists only shrink.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::sync::LazyLock;

use dialects::dreamscape::dns::record::RecordType;
use dialects::dreamscape::{each_call, each_row, endpoints};
use dialects::facts::{CallVisitor, EndpointFacts, RowVisitor};
use serde::Deserialize;
use serde_json::Value;
use wire::{Access, Endpoint, Node, Params, Tabled};

use crate::keys::{Kinds, fits, kinds_at};

/// Keys that are null while there is nothing to say.
const NULLABLE: &[(&str, &[&str])] = &[
    // A name on its way here has nobody yet.
    ("listDomains", &PEOPLE_OF_MANY),
    ("getDomain", &PEOPLE),
    ("registerDomain", &PEOPLE),
    ("updateDomain", &PEOPLE),
    ("renewDomain", &PEOPLE),
    ("startTransfer", &PEOPLE),
    // Nobody's name uses it yet.
    ("listRegistrants", &["[].customer_id"]),
    ("getRegistrant", &["customer_id"]),
    ("createRegistrant", &["customer_id"]),
    ("updateRegistrant", &["customer_id"]),
    // The registry of a name elsewhere does not say.
    ("checkTransfer", &["expiry_date"]),
    // Nobody said yet what the certificate will be used with.
    ("getSslDetails", &["server_software"]),
    ("reissueSslAuto", &["server_software"]),
    ("reissueSslManual", &["server_software"]),
];

/// The people of a name.
const PEOPLE: [&str; 4] =
    ["registrant_id", "admin_contact_id", "billing_contact_id", "tech_contact_id"];
/// The people of each of several names.
const PEOPLE_OF_MANY: [&str; 4] =
    ["[].registrant_id", "[].admin_contact_id", "[].billing_contact_id", "[].tech_contact_id"];

#[derive(Deserialize)]
struct Catalogue {
    operations: Vec<Operation>,
}

#[derive(Deserialize)]
struct Operation {
    id: String,
    method: String,
    path: String,
    status: u16,
    /// Whether the answer says which page it is.
    paged: bool,
    params: Vec<Param>,
    shapes: Vec<Shape>,
}

#[derive(Deserialize)]
struct Param {
    name: String,
    required: bool,
    r#type: String,
    /// The smallest number, or how long a text is at least.
    least: Option<i64>,
    /// The largest number, or how long a text is at most.
    most: Option<i64>,
    /// What it may be, when that is a choice.
    values: Vec<Value>,
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
    let catalogue = include_str!("../../catalogue/dreamscape.json");
    serde_json::from_str::<Catalogue>(catalogue).unwrap().operations
}

/// Every call; gathering them takes a while.
static CALLS: LazyLock<Vec<EndpointFacts>> = LazyLock::new(endpoints);

/// The call that serves a row.
fn call_of(id: &str) -> &'static EndpointFacts {
    let mut calls = CALLS.iter().filter(|call| call.ids == [id]);
    let call = calls.next().unwrap_or_else(|| panic!("{id} has no call"));
    assert!(calls.next().is_none(), "{id} has two calls");
    call
}

fn recorded(id: &str) -> Node {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/golden/dreamscape");
    let text = fs::read_to_string(format!("{folder}/{id}.json"))
        .unwrap_or_else(|_| panic!("{id} has no golden file"));
    serde_json::from_str(&text).unwrap()
}

#[test]
fn every_row_has_a_call_and_every_call_a_row() {
    for row in rows() {
        let call = call_of(&row.id);
        assert_eq!((call.method.as_str(), call.path), (row.method.as_str(), row.path.as_str()));
        assert_eq!(call.success.as_u16(), row.status, "{}", row.id);
        assert_ne!(call.access, Access::Anyone, "{} is signed", row.id);
    }
    assert_eq!((rows().len(), CALLS.len()), (182, 182));
}

#[test]
fn no_two_calls_share_a_route() {
    let mut routes = BTreeSet::new();
    for call in &*CALLS {
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
            let expected = match param.r#type.as_str() {
                "date" | "email" | "phone" => "string",
                other => other,
            };
            assert_eq!(kinds, Kinds::from([expected.to_owned()]), "{}: {}", row.id, param.name);
        }
    }
}

impl Param {
    /// Texts that the parameter must not be.
    fn wrongs(&self) -> Vec<String> {
        let is_number = self.r#type == "integer";
        let least = self.least.filter(|least| is_number || *least > 1).map(|least| least - 1);
        let most = self.most.map(|most| most + 1);
        let written = |bound: i64| match is_number {
            true => bound.to_string(),
            false => "a".repeat(usize::try_from(bound).unwrap()),
        };
        let word = (!self.values.is_empty()).then(|| "7".to_owned());
        least.into_iter().chain(most).map(written).chain(word).collect()
    }
}

/// Sends what was recorded with one parameter beyond its limits, and tells what is not refused.
struct BeyondLimits;

impl BeyondLimits {
    fn accepted<E: Endpoint>(ids: &[&str]) -> Vec<String> {
        let row = rows().into_iter().find(|row| ids == [row.id.as_str()]).unwrap();
        let Some(Node::Map(request)) = recorded(&row.id).get("request").cloned() else {
            panic!("{} has no request", row.id)
        };
        let mut accepted = Vec::new();
        for param in &row.params {
            for wrong in param.wrongs() {
                let mut params = Params::new(request.clone());
                params.set(&param.name, Node::Text(wrong.clone()));
                let refused = params.decode::<E>().err().map(|error| error.field);
                if refused.is_none_or(|field| !field.starts_with(&param.name)) {
                    accepted.push(format!("{}: {} is {wrong}", row.id, param.name));
                }
            }
        }
        accepted
    }
}

impl CallVisitor for BeyondLimits {
    type Output = Vec<String>;

    fn visit<E: Endpoint>(&self) -> Vec<String> {
        Self::accepted::<E>(E::IDS)
    }
}

impl RowVisitor for BeyondLimits {
    type Output = Vec<String>;

    fn visit<E: Tabled>(&self, row: &'static E::Row) -> Vec<String> {
        Self::accepted::<E>(E::ids(row))
    }
}

#[test]
fn what_is_beyond_a_limit_of_the_catalogue_is_refused_by_name() {
    let accepted = [each_call(&BeyondLimits), each_row(&BeyondLimits)].concat().concat();
    assert_eq!(accepted, [""; 0]);
}

#[test]
fn answers_have_the_keys_of_the_catalogue_with_their_types() {
    for row in rows() {
        let call = call_of(&row.id);
        for shape in &row.shapes {
            for (path, seen) in &shape.keys {
                let seen: Kinds = seen.split('|').map(str::to_owned).collect();
                let written = kinds_at(&call.response, path);
                assert!(!written.is_empty(), "{}: no {path}", row.id);
                let listed = NULLABLE
                    .iter()
                    .any(|(id, keys)| *id == row.id && keys.contains(&path.as_str()));
                let may_be_null = listed || shape.optional.contains(path);
                let same = fits(&seen, &written) && fits(&written, &seen);
                let nulls = written.contains("null") == seen.contains("null") || may_be_null;
                assert!(same && nulls, "{}: {path} is {written:?}", row.id);
            }
        }
    }
}

#[test]
fn the_list_of_differences_holds_nothing_stale() {
    for (id, key) in NULLABLE.iter().flat_map(|(id, keys)| keys.iter().map(move |key| (id, key))) {
        assert!(kinds_at(&call_of(id).response, key).contains("null"), "{id} {key}");
    }
}

/// Paths of the leaves of a recorded answer, spelt as `expected` spells them, each once, in order.
fn leaves(node: &Node, path: &str, expected: &[String], found: &mut Vec<String>) {
    let goes_on = expected.iter().any(|known| {
        let rest = known.strip_prefix(path);
        rest.is_some_and(|rest| path.is_empty() || rest.starts_with(['.', '[']))
    });
    match node {
        Node::Map(entries) if goes_on => {
            for (key, value) in entries {
                let step = if path.is_empty() { key.clone() } else { format!("{path}.{key}") };
                leaves(value, &step, expected, found);
            }
        }
        Node::List(items) if goes_on => {
            for item in items {
                leaves(item, &format!("{path}[]"), expected, found);
            }
        }
        _ if found.iter().any(|known| known == path) => {}
        _ => found.push(path.to_owned()),
    }
}

#[test]
fn recorded_answers_have_the_keys_of_the_catalogue_in_their_order() {
    for row in rows() {
        let recorded = recorded(&row.id);
        let success = recorded.get("success").unwrap_or_else(|| panic!("{}", row.id));
        if row.status == 204 {
            assert_eq!((success, row.shapes.len()), (&Node::Null, 0), "{}", row.id);
            continue;
        }
        let Node::Map(entries) = success else { panic!("{}", row.id) };
        let names: Vec<&str> = entries.iter().map(|(name, _)| name.as_str()).collect();
        let envelope = ["status", "data", "pagination"];
        assert_eq!(names, envelope[..2 + usize::from(row.paged)], "{}", row.id);
        let data = success.get("data").unwrap();
        for shape in &row.shapes {
            assert_eq!(shape.name, "success");
            let mut expected: Vec<String> =
                shape.keys.iter().map(|(path, _)| path.clone()).collect();
            let mut found = Vec::new();
            leaves(data, "", &expected, &mut found);
            found.retain(|path| !path.is_empty());
            expected.retain(|path| found.contains(path) || !shape.optional.contains(path));
            assert_eq!(found, expected, "{}", row.id);
        }
    }
}

#[test]
fn a_record_has_the_keys_of_its_own_type() {
    let recorded = recorded("listDomainDns");
    let Some(Node::List(records)) = recorded.get("all").and_then(|all| all.get("data")) else {
        panic!("all records are a list")
    };
    assert_eq!(records.len(), 9);
    for record in records {
        let Node::Map(entries) = record else { panic!("a record is an object") };
        let r#type: RecordType = record.get("type").unwrap().decode().unwrap();
        let names: Vec<&str> = entries.iter().map(|(name, _)| name.as_str()).collect();
        assert_eq!(names, [&["id", "type"], r#type.fields()].concat());
    }
}

#[test]
fn a_refusal_is_one_reason_or_several() {
    for row in rows() {
        let recorded = recorded(&row.id);
        let Some(Node::Map(entries)) = recorded.get("refusal") else { panic!("{}", row.id) };
        let names: Vec<&str> = entries.iter().map(|(name, _)| name.as_str()).collect();
        let known = [["status", "error_message"], ["status", "validation_errors"]];
        assert!(known.iter().any(|known| names == known), "{}: {names:?}", row.id);
        assert_eq!(entries[0].1, Node::Bool(false), "{}", row.id);
    }
}

#[test]
fn secrets_are_parameters_or_keys() {
    for call in &*CALLS {
        let response = serde_json::to_string(&call.response).unwrap();
        let request = serde_json::to_string(&call.request).unwrap();
        for secret in call.secrets {
            let quoted = format!("\"{secret}\"");
            let named = request.contains(&quoted) || response.contains(&quoted);
            assert!(named, "{} {secret}", call.path);
        }
    }
}
