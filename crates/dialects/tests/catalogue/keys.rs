//! Paths of keys, spelt as in the catalogue: `[]` is a level of a list, `<key>` one whose keys are data.

use std::collections::BTreeSet;

use schemars::Schema;
use serde_json::Value;
use wire::Node;

/// Names of JSON types.
pub type Kinds = BTreeSet<String>;

/// Keys that surround every body.
const HEAD: [&str; 3] = ["intReturnCode", "strUUID", "strMessage"];
const TAIL: [&str; 2] = ["objReseller", "strApiHost"];

/// Keys whose values are objects keyed by data.
const KEYED: [&str; 2] = ["arrPrices", "arrTLDs"];

/// Paths of the leaves of an answer's body, each once, in the order they travel.
///
/// Fails where the head does not come first or the tail does not come last.
pub fn body_paths(answer: &Node) -> Vec<String> {
    let Node::Map(entries) = answer else { panic!("an answer is an object") };
    let names: Vec<&str> = entries.iter().map(|(name, _)| name.as_str()).collect();
    assert_eq!(names[..3], HEAD);
    let tail = names.iter().filter(|name| TAIL.contains(name)).count();
    assert!(names[names.len() - tail..].iter().all(|name| TAIL.contains(name)), "{names:?}");
    assert_eq!(names.last(), Some(&"strApiHost"));

    let mut paths = Vec::new();
    for (name, node) in &entries[3..entries.len() - tail] {
        collect(name.clone(), name, node, &mut paths);
    }
    paths
}

fn collect(path: String, name: &str, node: &Node, paths: &mut Vec<String>) {
    match node {
        Node::Map(entries) if KEYED.contains(&name) => {
            for (_, value) in entries {
                collect(format!("{path}.<key>"), "", value, paths);
            }
        }
        Node::Map(entries) => {
            for (name, value) in entries {
                collect(format!("{path}.{name}"), name, value, paths);
            }
        }
        Node::List(items) if !items.is_empty() => {
            for item in items {
                collect(format!("{path}[]"), "", item, paths);
            }
        }
        _ if paths.contains(&path) => {}
        _ => paths.push(path),
    }
}

/// The JSON types a schema allows at `path`; none when it has no such key.
pub fn kinds_at(schema: &Schema, path: &str) -> Kinds {
    let root = schema.as_value();
    let mut here = vec![root];
    for step in path.replace("[]", ".[]").split('.') {
        let branches = here.into_iter().flat_map(|schema| branches(root, schema));
        here = branches.filter_map(|schema| below(schema, step)).collect();
    }
    let leaves = here.into_iter().flat_map(|schema| branches(root, schema));
    leaves.flat_map(kinds).collect()
}

/// The schema itself, or what it refers to, or its alternatives.
fn branches<'a>(root: &'a Value, schema: &'a Value) -> Vec<&'a Value> {
    if let Some(name) = schema["$ref"].as_str() {
        let target = root.pointer(&name[1..]).expect("a reference points into the document");
        return branches(root, target);
    }
    for choice in ["anyOf", "oneOf"] {
        if let Some(alternatives) = schema[choice].as_array() {
            return alternatives.iter().flat_map(|schema| branches(root, schema)).collect();
        }
    }
    vec![schema]
}

fn below<'a>(schema: &'a Value, step: &str) -> Option<&'a Value> {
    match step {
        "[]" => schema.get("items"),
        "<key>" => schema.get("additionalProperties"),
        name => schema.get("properties")?.get(name),
    }
}

fn kinds(schema: &Value) -> Kinds {
    match &schema["type"] {
        Value::String(kind) => Kinds::from([kind.clone()]),
        Value::Array(kinds) => kinds.iter().filter_map(Value::as_str).map(str::to_owned).collect(),
        _ => match schema.get("const") {
            Some(Value::String(_)) => Kinds::from(["string".to_owned()]),
            _ => Kinds::new(),
        },
    }
}
