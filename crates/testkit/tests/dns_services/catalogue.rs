//! The dialect's own list of calls, and answers held against it.

use std::collections::BTreeSet;

use serde::Deserialize;
use serde_json::Value;
use testkit::dns_services::{Client, Reply};
use testkit::http::Sent;
use wire::Node;

/// The list as the project keeps it.
const LIST: &str = include_str!("../../../dialects/catalogue/dns-services.json");

/// Keys that only some answers have, beyond those of the list.
const EXTRA: &[(&str, &[&str])] = &[
    ("contact_details", &["billing", "misc", "services", "domains"]),
    // A box that is ticked has it.
    ("product_configuration", &["enableddefault"]),
    ("upgrade_service", &["order_num", "invoice_id"]),
];

/// Keys that no answer of the demo world has: nobody has anything to ask about its extensions.
const NEVER_SEEN: &[&str] = &["forms[]."];

/// Keys that the list shows where they were first filled, and not where they stood empty before.
const LISTED_LATE: &[(&str, &str)] = &[("order_quote", "domains")];

/// What is money or a rate, and whole only in the examples.
const SUMS: [&str; 14] = [
    "subtotal",
    "credit",
    "tax",
    "taxrate",
    "tax2",
    "taxrate2",
    "total",
    "discount",
    "price",
    "recurring_price",
    "setup",
    "setup_price",
    "value",
    "rate",
];

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
    file: bool,
    pub params: Vec<Param>,
    shapes: Vec<Shape>,
}

/// What a call takes.
#[derive(Deserialize)]
pub struct Param {
    pub name: String,
    pub required: bool,
}

/// The form of an answer: paths of keys, and JSON types, in the order in which they travel.
#[derive(Deserialize)]
struct Shape {
    keys: Vec<(String, String)>,
}

pub fn read() -> Catalogue {
    serde_json::from_str(LIST).expect("the catalogue is JSON of this form")
}

impl Operation {
    /// The path with its places filled.
    pub fn at(&self, places: &[(&str, &str)]) -> String {
        let filled = |path: String, (name, value): &(&str, &str)| {
            path.replace(&format!("{{{name}}}"), value)
        };
        let path = places.iter().fold(self.path.clone(), filled);
        assert!(!path.contains('{'), "{}: {path} has an empty place", self.id);
        path
    }

    /// The names of the places in the path.
    pub fn places(&self) -> Vec<&str> {
        let steps = self.path.split('/');
        steps.filter_map(|step| step.strip_prefix('{')?.strip_suffix('}')).collect()
    }

    /// Makes the call. Nothing is sent as a body where there is none.
    pub async fn call(&self, client: &Client, places: &[(&str, &str)], body: &Value) -> Reply {
        let path = self.at(places);
        match body {
            Value::Null => client.send(&self.method, &path, Sent::default()).await,
            body => client.call(&self.method, &path, body.clone()).await,
        }
    }
}

/// Calls as they are made, to be held against the whole list at the end.
pub struct Walk {
    catalogue: Catalogue,
    others: Others,
    called: BTreeSet<String>,
    seen: BTreeSet<(String, String)>,
}

/// Forms of answers that differ from the list: by row, paths of keys and JSON types.
pub type Others = &'static [(&'static str, &'static [(&'static str, &'static str)])];

impl Walk {
    pub fn new(others: Others) -> Self {
        Self { catalogue: read(), others, called: BTreeSet::new(), seen: BTreeSet::new() }
    }

    /// Makes a call that must be done, and answer in its documented form.
    pub async fn calls(
        &mut self,
        client: &Client,
        id: &str,
        places: &[(&str, &str)],
        body: Value,
    ) -> Reply {
        let found = self.catalogue.operations.iter().find(|operation| operation.id == id);
        let operation = found.unwrap_or_else(|| panic!("the catalogue has no {id}"));
        let reply = operation.call(client, places, &body).await;
        assert_eq!(reply.status, 200, "{id} {body}: {}", reply.text);
        assert_eq!(reply.errors(), [""; 0], "{id}");
        if !operation.file {
            assert_eq!(reply.header("content-type"), "application/json", "{id}");
            let mut form = Form { id, seen: &mut self.seen };
            let shape = Part::of(&expected(operation, self.others));
            let node = serde_json::from_str(&reply.text).expect("answers are JSON");
            form.fits(&node, &shape, "");
        }
        self.called.insert(id.to_owned());
        reply
    }

    /// Asserts that no row and no key was left out.
    pub fn is_complete(&self) {
        let rows = &self.catalogue.operations;
        let missed: Vec<_> = rows.iter().filter(|row| !self.called.contains(&row.id)).collect();
        let missed: Vec<_> = missed.iter().map(|row| &row.id).collect();
        assert!(missed.is_empty(), "never called: {missed:?}");
        let never = |path: &str| NEVER_SEEN.iter().any(|start| path.starts_with(start));
        let mut unseen = Vec::new();
        for row in rows {
            for (path, _) in expected(row, self.others) {
                let seen = (row.id.clone(), path.clone());
                if !never(&path) && !self.seen.contains(&seen) {
                    unseen.push(seen);
                }
            }
        }
        assert!(unseen.is_empty(), "never seen: {unseen:?}");
    }
}

fn expected(operation: &Operation, others: Others) -> Vec<(String, String)> {
    match others.iter().find(|(id, _)| *id == operation.id) {
        Some((_, keys)) => {
            keys.iter().map(|(path, kind)| ((*path).to_owned(), (*kind).to_owned())).collect()
        }
        None => operation.shapes.iter().flat_map(|shape| shape.keys.clone()).collect(),
    }
}

/// A part of an answer, with what is below it in order.
#[derive(Default)]
struct Part {
    kinds: String,
    below: Vec<(String, Self)>,
}

impl Part {
    fn of(keys: &[(String, String)]) -> Self {
        let mut root = Self::default();
        for (path, kinds) in keys {
            let mut here = &mut root;
            for step in path.replace("[]", ".[]").split('.') {
                let place = here.below.iter().position(|(name, _)| name == step);
                let place = place.unwrap_or_else(|| {
                    here.below.push((step.to_owned(), Self::default()));
                    here.below.len() - 1
                });
                here = &mut here.below[place].1;
            }
            here.kinds.clone_from(kinds);
        }
        root
    }

    fn get(&self, step: &str) -> Option<(usize, &Self)> {
        let found = self.below.iter().enumerate().find(|(_, (name, _))| name == step);
        found.map(|(place, (_, part))| (place, part))
    }
}

/// An answer that is held against its form.
struct Form<'a> {
    id: &'a str,
    seen: &'a mut BTreeSet<(String, String)>,
}

impl Form<'_> {
    fn fits(&mut self, node: &Node, part: &Part, at: &str) {
        if part.below.is_empty() {
            assert!(fits(node, &part.kinds, at), "{} {at} is {node:?}", self.id);
            self.seen.insert((self.id.to_owned(), at.to_owned()));
            return;
        }
        match node {
            Node::Map(entries) => self.entries(entries, part, at),
            Node::List(items) if items.is_empty() => {}
            Node::List(items) => {
                let Some((_, item)) = part.get("[]") else { panic!("{} {at} is a list", self.id) };
                items.iter().for_each(|node| self.fits(node, item, &format!("{at}[]")));
            }
            // A name in a cart is no product.
            Node::Null if at.ends_with("product") => {}
            other => panic!("{} {at} is {other:?}", self.id),
        }
    }

    /// The keys of an object are known ones, in their order.
    fn entries(&mut self, entries: &[(String, Node)], part: &Part, at: &str) {
        let extra = EXTRA.iter().find(|(id, _)| *id == self.id).map_or(&[][..], |(_, keys)| keys);
        let mut last = 0;
        for (key, node) in entries {
            let path = |step: &str| match at {
                "" => step.to_owned(),
                at => format!("{at}.{step}"),
            };
            match (part.get(key), part.get("<key>")) {
                (Some((place, below)), _) => {
                    let late = LISTED_LATE.contains(&(self.id, key));
                    assert!(late || place >= last, "{} {at}: {key} is out of order", self.id);
                    last = if late { last } else { place };
                    self.fits(node, below, &path(key));
                }
                (None, Some((_, below))) => self.fits(node, below, &path("<key>")),
                (None, None) => {
                    assert!(extra.contains(&key.as_str()), "{} {at} has {key}", self.id);
                }
            }
        }
    }
}

/// Whether a value has one of its documented types. What is null in the only example may be a text.
fn fits(node: &Node, kinds: &str, at: &str) -> bool {
    let is_sum = SUMS.iter().any(|name| at.rsplit('.').next() == Some(name));
    kinds.split('|').any(|kind| match kind {
        "string" => matches!(node, Node::Text(_)),
        "integer" => match node {
            Node::Number(digits) => is_sum || digits.parse::<i64>().is_ok(),
            _ => false,
        },
        "number" => matches!(node, Node::Number(_)),
        "boolean" => matches!(node, Node::Bool(_)),
        // What is empty is a list, as PHP writes it.
        "array" => matches!(node, Node::List(_)),
        "object" => matches!(node, Node::Map(_) | Node::List(_)),
        "null" => matches!(node, Node::Null | Node::Text(_)),
        unknown => panic!("the catalogue has a new type: {unknown}"),
    })
}
