//! The dialect's own list of calls, and answers held against it.

use std::collections::BTreeSet;
use std::fmt;

use serde::Deserialize;
use serde::de::{Deserializer, IgnoredAny, MapAccess, Visitor};
use serde_json::Value;
use testkit::{Reply, Shop};

/// The list as the project keeps it.
const LIST: &str = include_str!("../../../dialects/catalogue/domains-co-za.json");

/// The whole list.
#[derive(Deserialize)]
pub struct Catalogue {
    pub operations: Vec<Operation>,
}

/// One row.
#[derive(Deserialize)]
pub struct Operation {
    pub id: String,
    pub method: String,
    pub path: String,
    pub params: Vec<Param>,
    shows_reseller: bool,
    table_only: Vec<String>,
    shapes: Vec<Shape>,
}

/// What a call takes.
#[derive(Deserialize)]
pub struct Param {
    pub name: String,
    pub required: bool,
}

/// One form that an answer may have: paths of keys, and JSON types.
#[derive(Deserialize)]
struct Shape {
    name: String,
    keys: Vec<(String, String)>,
}

pub fn read() -> Catalogue {
    serde_json::from_str(LIST).expect("the catalogue is JSON of this form")
}

/// Calls as they are made, to be held against the whole list at the end.
pub struct Walk {
    catalogue: Catalogue,
    called: BTreeSet<(String, String)>,
}

impl Walk {
    pub fn new() -> Self {
        Self { catalogue: read(), called: BTreeSet::new() }
    }

    /// Makes a call that must be done, and answer in its documented form.
    pub async fn calls(&mut self, shop: &Shop, id: &str, pairs: &[(&str, &str)]) -> Reply {
        self.calls_for(shop, id, "success", pairs).await
    }

    /// The same for an answer of another form.
    pub async fn calls_for(
        &mut self,
        shop: &Shop,
        id: &str,
        shape: &str,
        pairs: &[(&str, &str)],
    ) -> Reply {
        let found = self.catalogue.operations.iter().find(|operation| operation.id == id);
        let operation = found.unwrap_or_else(|| panic!("the catalogue has no {id}"));
        let reply = shop.call(&operation.method, &operation.path, pairs).await;
        assert!(matches!(reply.code(), 1 | 2), "{id}: HTTP {} {}", reply.status, reply.text);
        assert_eq!(reply.status, 200, "{id}");
        operation.documents(shape, &reply);
        self.called.insert((id.to_owned(), shape.to_owned()));
        reply
    }

    /// Asserts that no row and no form was left out.
    pub fn is_complete(&self) {
        let documented = self.catalogue.operations.iter().flat_map(|operation| {
            operation.shapes.iter().map(|shape| (operation.id.clone(), shape.name.clone()))
        });
        let missed: Vec<_> = documented.filter(|row| !self.called.contains(row)).collect();
        assert!(missed.is_empty(), "never called: {missed:?}");
    }
}

impl Operation {
    /// Asserts that an answer has the documented keys, in order, with the documented types.
    fn documents(&self, shape: &str, reply: &Reply) {
        let found = self.shapes.iter().find(|known| known.name == shape);
        let shape = found.unwrap_or_else(|| panic!("{} has no form {shape}", self.id));
        for (path, kind) in &shape.keys {
            for (at, value) in values(&reply.json, path) {
                assert!(fits(value, kind), "{} {at} should be {kind}: {}", self.id, reply.text);
            }
        }
        let mut expected = vec!["intReturnCode", "strUUID", "strMessage"];
        let body = shape
            .keys
            .iter()
            .map(|(path, _)| path.split(['.', '[']).next().expect("a split text has a first part"));
        let body: Vec<&str> = body.collect();
        if !body.contains(&"strReason") {
            expected.push("strReason");
        }
        for key in body {
            if !expected.contains(&key) {
                expected.push(key);
            }
        }
        if self.shows_reseller || self.table_only.iter().any(|key| key == "objReseller") {
            expected.push("objReseller");
            for part in ["username", "balance", "accountType"] {
                let value = &reply.json["objReseller"][part];
                assert!(value.is_string(), "{} objReseller.{part}: {}", self.id, reply.text);
            }
            assert!(reply.json["objReseller"]["lowBalance"].is_boolean(), "{}", reply.text);
        }
        expected.push("strApiHost");
        let Keys(keys) = serde_json::from_str(&reply.text).expect("answers are JSON objects");
        assert_eq!(keys, expected, "{}: {}", self.id, reply.text);
    }
}

/// Every value that a path means: `arrDomains[].status`, `arrTLDs.<key>[]`. Lists and maps on the
/// way must not be empty, or nothing would be seen.
fn values<'v>(root: &'v Value, path: &str) -> Vec<(String, &'v Value)> {
    let mut found = vec![(String::new(), root)];
    for step in path.replace("[]", ".[]").split('.') {
        found = found.into_iter().flat_map(|(at, value)| below(&at, value, step)).collect();
        assert!(!found.is_empty(), "nothing at {step} of {path} in {root}");
    }
    found
}

fn below<'v>(at: &str, value: &'v Value, step: &str) -> Vec<(String, &'v Value)> {
    match (step, value) {
        ("[]", Value::Array(items)) => items.iter().map(|item| (format!("{at}[]"), item)).collect(),
        ("<key>", Value::Object(entries)) => {
            entries.iter().map(|(key, value)| (format!("{at}.{key}"), value)).collect()
        }
        (key, Value::Object(entries)) => {
            let value = entries.get(key).unwrap_or_else(|| panic!("{at}.{key} is missing"));
            vec![(format!("{at}.{key}"), value)]
        }
        _ => panic!("{at} should hold {step}, and is {value}"),
    }
}

/// Whether a value has a documented type. What is null in the only example is a text elsewhere, and
/// amounts of money are whole in the examples and have cents elsewhere.
fn fits(value: &Value, kind: &str) -> bool {
    match kind {
        "string" => value.is_string(),
        "integer" | "number" => value.is_number(),
        "boolean" => value.is_boolean(),
        "array" => value.is_array(),
        "null" => value.is_null() || value.is_string(),
        "integer|string" => value.is_number() || value.is_string(),
        unknown => panic!("the catalogue has a new type: {unknown}"),
    }
}

/// The keys of an object in the order they travelled.
struct Keys(Vec<String>);

impl<'de> Deserialize<'de> for Keys {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct InOrder;
        impl<'de> Visitor<'de> for InOrder {
            type Value = Keys;
            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("an object")
            }
            fn visit_map<A: MapAccess<'de>>(self, mut entries: A) -> Result<Keys, A::Error> {
                let mut keys = Vec::new();
                while let Some((key, IgnoredAny)) = entries.next_entry()? {
                    keys.push(key);
                }
                Ok(Keys(keys))
            }
        }
        deserializer.deserialize_map(InOrder)
    }
}
