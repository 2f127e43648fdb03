//! Paths of keys, spelt as in the catalogue: `[]` is a level of a list, `<key>` one whose keys are data.

use std::collections::BTreeSet;

use schemars::Schema;
use serde_json::Value;
use wire::Node;

/// Names of JSON types.
pub type Kinds = BTreeSet<String>;

/// Tells whether a key, by the key above it and itself, is data.
pub type IsData<'a> = &'a dyn Fn(&str, &str) -> bool;

/// Paths of the leaves below `entries`, each once, in the order they travel.
pub fn paths(entries: &[(String, Node)], is_data: IsData<'_>) -> Vec<String> {
    let mut found = Vec::new();
    for (name, node) in entries {
        collect(name.clone(), name, node, is_data, &mut found);
    }
    // What is null or empty in one row and filled in another is no leaf.
    let is_above = |path: &str, other: &String| {
        other.strip_prefix(path).is_some_and(|rest| rest.starts_with(['.', '[']))
    };
    let leaves = found.iter().filter(|path| !found.iter().any(|other| is_above(path, other)));
    leaves.cloned().collect()
}

fn collect(path: String, name: &str, node: &Node, is_data: IsData<'_>, found: &mut Vec<String>) {
    match node {
        Node::Map(entries) if !entries.is_empty() => {
            for (key, value) in entries {
                let step = if is_data(name, key) { "<key>" } else { key };
                collect(format!("{path}.{step}"), key, value, is_data, found);
            }
        }
        Node::List(items) if !items.is_empty() => {
            for item in items {
                collect(format!("{path}[]"), "", item, is_data, found);
            }
        }
        _ if found.contains(&path) => {}
        _ => found.push(path),
    }
}

/// Whether every type of `these` is one of `those`, null aside. What the schema calls a number was
/// seen as an integer.
pub fn fits(these: &Kinds, those: &Kinds) -> bool {
    let plain = |kind: &String| kind.replace("number", "integer");
    let those: Kinds = those.iter().map(plain).collect();
    these.iter().filter(|kind| *kind != "null").all(|kind| those.contains(&plain(kind)))
}

/// The JSON types a schema allows at `path`; none when it has no such key.
pub fn kinds_at(schema: &Schema, path: &str) -> Kinds {
    let root = schema.as_value();
    let mut here = vec![root];
    for step in path.replace("[]", ".[]").trim_start_matches('.').split('.') {
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
