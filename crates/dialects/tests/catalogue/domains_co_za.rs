//! The dialect against its catalogue: routes, parameters, keys with their types and order, codes.
//!
//! Where a type knowingly differs from the catalogue, a list below says so; the lists only shrink.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;

use dialects::domains_co_za::codes::ReturnCode;
use dialects::domains_co_za::endpoints;
use dialects::domains_co_za::legacy::OLDER_ROUTES;
use dialects::domains_co_za::poll::poll_code::PollCode;
use dialects::domains_co_za::reseller_object::carries_reseller;
use dialects::facts::EndpointFacts;
use serde::Deserialize;
use wire::{Access, Node};

use crate::keys::{Kinds, fits, kinds_at, paths};

/// Keys that surround every body.
const HEAD: [&str; 3] = ["intReturnCode", "strUUID", "strMessage"];
const TAIL: [&str; 2] = ["objReseller", "strApiHost"];

/// Keys whose values are objects keyed by data.
const KEYED: [&str; 2] = ["arrPrices", "arrTLDs"];

/// Parameters that are accepted beyond the catalogue.
const EXTRA: &[(&str, &str)] = &[
    ("domain_list", "search"),
    ("domain_list", "sortBy"),
    ("domain_list", "order"),
    ("domain_list", "startPoint"),
    ("domain_list", "limit"),
    ("domain_create", "externalRef"),
    ("domain_create", "dnsSec"),
];

/// Parameters that the catalogue requires and decoding does not.
const RELAXED: &[(&str, &str)] = &[
    // Working clients leave it out.
    ("contact_template_create", "company"),
    ("contact_template_update", "company"),
    // The first line of a family is not special to the decoder; the handler asks for it.
    ("dns_zone_set", "type1"),
    ("dns_zone_set", "content1"),
    ("dns_template_update", "type1"),
    ("dns_template_update", "content1"),
];

/// Keys whose type is narrower than what was seen: they are read both ways and written one way.
const NARROWED: &[(&str, &str)] = &[("reseller_pricing_set", "arrPrices.<key>.optedOut")];

#[derive(Deserialize)]
struct Catalogue {
    operations: Vec<Operation>,
    return_codes: Vec<Code>,
    poll_codes: Vec<Poll>,
}

#[derive(Deserialize)]
struct Operation {
    id: String,
    method: String,
    path: String,
    aliases: Vec<String>,
    params: Vec<Param>,
    registrar_only: bool,
    shows_reseller: bool,
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

#[derive(Deserialize)]
struct Code {
    code: i64,
    title: Option<String>,
}

#[derive(Deserialize, PartialEq, Debug)]
struct Poll {
    code: u16,
    r#type: String,
    message: String,
}

fn catalogue() -> Catalogue {
    serde_json::from_str(include_str!("../../catalogue/domains-co-za.json")).unwrap()
}

/// The call that serves a row.
fn call_of(id: &str) -> EndpointFacts {
    let mut calls = endpoints().into_iter().filter(|call| call.ids.contains(&id));
    let call = calls.next().unwrap_or_else(|| panic!("{id} has no call"));
    assert!(calls.next().is_none(), "{id} has two calls");
    call
}

#[test]
fn every_row_has_a_call_and_every_call_a_row() {
    let rows = catalogue().operations;
    for row in &rows {
        let call = call_of(&row.id);
        assert_eq!((call.method.as_str(), call.path), (row.method.as_str(), row.path.as_str()));
        assert_eq!(call.aliases, row.aliases, "{}", row.id);
    }
    let known: BTreeSet<&str> = rows.iter().map(|row| row.id.as_str()).collect();
    let served: Vec<&str> = endpoints().iter().flat_map(|call| call.ids).copied().collect();
    assert_eq!(served.len(), 84);
    assert_eq!(served.into_iter().collect::<BTreeSet<_>>(), known);
    assert_eq!(endpoints().iter().filter(|call| !call.ids.is_empty()).count(), 79);
}

#[test]
fn no_two_calls_share_a_route() {
    let mut routes = BTreeSet::new();
    for call in endpoints() {
        for path in [call.path].iter().chain(call.aliases) {
            let route = format!("{} {path}", call.method);
            assert!(routes.insert(route.clone()), "{route}");
        }
    }
    for older in OLDER_ROUTES {
        let route = format!("POST {}", older.path);
        assert!(routes.insert(route.clone()), "{route}");
        assert_eq!(call_of(older.id).method, older.method, "{route}");
    }
}

#[test]
fn calls_of_parents_are_theirs_alone() {
    let catalogue = catalogue();
    for call in endpoints().iter().filter(|call| !call.ids.is_empty()) {
        let mut rows =
            catalogue.operations.iter().filter(|row| call.ids.contains(&row.id.as_str()));
        let parents_only = rows.all(|row| row.registrar_only);
        assert_eq!(call.access == Access::Parent, parents_only, "{:?}", call.ids);
        assert_eq!(call.access == Access::Anyone, call.path == "/login", "{:?}", call.ids);
    }
}

#[test]
fn parameters_are_those_of_the_catalogue() {
    let catalogue = catalogue();
    for call in endpoints().iter().filter(|call| !call.ids.is_empty()) {
        let rows: Vec<&Operation> =
            catalogue.operations.iter().filter(|row| call.ids.contains(&row.id.as_str())).collect();
        let listed = |list: &[(&str, &str)], name: &str| {
            list.iter().any(|(id, parameter)| call.ids.contains(id) && *parameter == name)
        };
        // Where a route serves two rows, it requires what both require.
        let mut expected: BTreeMap<&str, bool> = BTreeMap::new();
        for param in rows.iter().flat_map(|row| &row.params) {
            let everywhere = rows.iter().all(|row| {
                row.params.iter().any(|other| other.name == param.name && other.required)
            });
            expected.insert(&param.name, everywhere && !listed(RELAXED, &param.name));
        }
        let parameters = call.parameters();
        let found: BTreeMap<&str, bool> = parameters
            .iter()
            .filter(|parameter| !listed(EXTRA, &parameter.name))
            .map(|parameter| (parameter.name.as_str(), parameter.required))
            .collect();
        assert_eq!(found, expected, "{:?}", call.ids);
    }
}

#[test]
fn the_lists_of_differences_hold_nothing_stale() {
    let catalogue = catalogue();
    let row = |id: &str| catalogue.operations.iter().find(|row| row.id == id).unwrap();
    for (id, name) in EXTRA {
        assert!(row(id).params.iter().all(|param| param.name != *name), "{id} {name}");
        assert!(call_of(id).parameters().iter().any(|param| param.name == *name), "{id} {name}");
    }
    for (id, name) in RELAXED {
        assert!(row(id).params.iter().any(|param| param.name == *name && param.required));
        let relaxed =
            |name: &str| call_of(id).parameters().iter().any(|p| p.name == name && !p.required);
        assert!(relaxed(name), "{id} {name}");
    }
}

#[test]
fn answers_have_the_keys_of_the_catalogue_with_their_types() {
    for row in catalogue().operations {
        let call = call_of(&row.id);
        for (path, seen) in row.shapes.iter().flat_map(|shape| &shape.keys) {
            let seen: Kinds = seen.split('|').map(str::to_owned).collect();
            let written = kinds_at(&call.response, path);
            assert!(!written.is_empty(), "{}: no {path}", row.id);
            let nullable = written.contains("null") || !seen.contains("null");
            // A key that was only seen as null may hold anything else besides.
            let known = !fits(&seen, &Kinds::new());
            let same = nullable && fits(&seen, &written) && (!known || fits(&written, &seen));
            let narrowed = NARROWED.contains(&(row.id.as_str(), path));
            assert!(same != narrowed, "{}: {path} is {written:?}", row.id);
        }
    }
}

/// Paths of the leaves of an answer's body, each once, in the order they travel.
///
/// Fails where the head does not come first or the tail does not come last.
fn body_paths(answer: &Node) -> Vec<String> {
    let Node::Map(entries) = answer else { panic!("an answer is an object") };
    let names: Vec<&str> = entries.iter().map(|(name, _)| name.as_str()).collect();
    assert_eq!(names[..3], HEAD);
    let tail = names.iter().filter(|name| TAIL.contains(name)).count();
    assert!(names[names.len() - tail..].iter().all(|name| TAIL.contains(name)), "{names:?}");
    assert_eq!(names.last(), Some(&"strApiHost"));
    paths(&entries[3..entries.len() - tail], &|parent, _| KEYED.contains(&parent))
}

#[test]
fn recorded_answers_have_the_keys_of_the_catalogue_in_their_order() {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/golden/domains-co-za");
    for row in catalogue().operations {
        let text = fs::read_to_string(format!("{folder}/{}.json", row.id)).unwrap();
        let recorded: Node = serde_json::from_str(&text).unwrap();
        for shape in &row.shapes {
            let answer = recorded.get(&shape.name).unwrap_or_else(|| panic!("{}", shape.name));
            let expected: Vec<&str> = shape.keys.iter().map(|(path, _)| path.as_str()).collect();
            assert_eq!(body_paths(answer), expected, "{}, {}", row.id, shape.name);
            let shown = answer.get("objReseller").is_some();
            assert_eq!(shown, row.shows_reseller, "{}, {}", row.id, shape.name);
        }
    }
}

#[test]
fn the_reseller_rides_along_where_the_catalogue_says() {
    let rows = catalogue().operations;
    for row in &rows {
        assert_eq!(carries_reseller(&row.id), row.shows_reseller, "{}", row.id);
    }
    assert_eq!(rows.iter().filter(|row| row.shows_reseller).count(), 34);
}

#[test]
fn secrets_are_parameters_or_keys() {
    for call in endpoints() {
        let response = serde_json::to_string(&call.response).unwrap();
        let request = serde_json::to_string(&call.request).unwrap();
        for secret in call.secrets {
            let quoted = format!("\"{secret}\"");
            // Two calls take the key of a transfer under either of its names.
            let alias = matches!(*secret, "key" | "transferKey");
            let named = request.contains(&quoted) || response.contains(&quoted);
            assert!(named || alias, "{} {secret}", call.path);
        }
    }
}

#[test]
fn codes_are_those_of_the_catalogue() {
    let catalogue = catalogue();
    let numbers: Vec<i64> = catalogue.return_codes.iter().map(|code| code.code).collect();
    assert_eq!(ReturnCode::ALL.map(ReturnCode::number).as_slice(), numbers);
    for code in &catalogue.return_codes {
        let known = ReturnCode::from_number(code.code).unwrap();
        if let Some(title) = &code.title {
            assert_eq!(known.title(), title);
        }
    }
    let polls = PollCode::ALL.map(|code| Poll {
        code: code.number(),
        r#type: code.kind().to_owned(),
        message: code.message().to_owned(),
    });
    assert_eq!(polls.as_slice(), catalogue.poll_codes);
}
