//! The dialect's own list of calls, and answers held against it.

use std::collections::BTreeSet;

use serde::Deserialize;
use serde_json::{Value, json};
use testkit::devo::KeyHolder;
use testkit::shape::Shape as Form;
use wire::Node;

/// The list as the project keeps it.
const LIST: &str = include_str!("../../../dialects/catalogue/devo.json");

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
    shapes: Vec<Shape>,
}

/// What a call takes.
#[derive(Deserialize)]
pub struct Param {
    pub name: String,
}

/// The form of an answer.
#[derive(Deserialize)]
struct Shape {
    keys: Vec<(String, String)>,
}

pub fn read() -> Catalogue {
    serde_json::from_str(LIST).unwrap()
}

impl Catalogue {
    /// The row with an id.
    pub fn row(&self, id: &str) -> &Operation {
        let found = self.operations.iter().find(|operation| operation.id == id);
        found.unwrap_or_else(|| panic!("the catalogue has no {id}"))
    }
}

impl Operation {
    /// Makes the call: parameters of the path in the path, those of a GET and what only queries take in
    /// the query, everything else in a JSON body.
    pub async fn call(&self, caller: &KeyHolder, params: &Value) -> (u16, String) {
        let (mut path, mut query, mut body) = (self.path.clone(), Vec::new(), json!({}));
        for (name, value) in params.as_object().into_iter().flatten() {
            assert!(self.params.iter().any(|param| param.name == *name), "{}: {name}", self.id);
            let text = value.as_str().map_or_else(|| value.to_string(), str::to_owned);
            let place = format!("{{{name}}}");
            if path.contains(&place) {
                path = path.replace(&place, &text.replace('@', "%40"));
            } else if self.method == "GET" || name == "skipMailValidation" {
                query.push(format!("{name}={text}"));
            } else {
                body[name] = value.clone();
            }
        }
        assert!(!path.contains('{'), "{}: {path}", self.id);
        if !query.is_empty() {
            path = format!("{path}?{}", query.join("&"));
        }
        let body = Some(body).filter(|body| body != &json!({})).map(|body| body.to_string());
        let answer = caller.send(&self.method, &path, &body).await;
        (answer.status, answer.text)
    }
}

/// Calls as they are made, to be held against the whole list at the end.
#[derive(Default)]
pub struct Walk {
    called: BTreeSet<String>,
}

impl Walk {
    /// Makes a call that must be done, and answer in its form; gives what it answers.
    pub async fn calls(&mut self, caller: &KeyHolder, id: &str, params: Value) -> Value {
        let catalogue = read();
        let row = catalogue.row(id);
        let (status, text) = row.call(caller, &params).await;
        assert_eq!(status, 200, "{id} {params}: {text}");
        let node: Node = serde_json::from_str(&text).unwrap();
        let keys = row.shapes.first().map_or(&[][..], |shape| &shape.keys);
        // Words that a caller asked about are keys of their own.
        if id == "getTokenAccess" {
            let answer: Value = serde_json::from_str(&text).unwrap();
            assert!(answer["domain"].is_string(), "{text}");
            for asked in ["tableAccess", "policyAccess"] {
                assert!(answer[asked].as_object().unwrap().values().all(Value::is_boolean));
            }
        } else {
            let nullable = |path: &str| path.ends_with("phone");
            let _ = Form::new(keys, &|_| false, &nullable).seen_in(&node);
        }
        decimals_have_a_point(&text);
        self.called.insert(id.to_owned());
        serde_json::from_str(&text).unwrap()
    }

    /// Asserts that no row was left out.
    pub fn is_complete(&self) {
        let rows = read().operations;
        assert_eq!(rows.len(), 63);
        let missed: Vec<_> =
            rows.into_iter().map(|row| row.id).filter(|id| !self.called.contains(id)).collect();
        assert!(missed.is_empty(), "never called: {missed:?}");
    }
}

/// Times and volumes are decimals, also where they are whole. Only the text tells.
fn decimals_have_a_point(text: &str) {
    for name in ["time", "minTime", "maxTime", "volume", "minVolume", "maxVolume"] {
        for behind in text.split(&format!("\"{name}\":")).skip(1) {
            let end = behind.find([',', '}']).unwrap();
            assert!(behind[..end].contains('.'), "{name} is {}", &behind[..end]);
        }
    }
}
