//! The dialect's own list of commands, and answers held against it.

use std::collections::BTreeSet;

use serde::Deserialize;
use serde_json::{Value, json};
use testkit::domaincontext::{Account, Reply};
use testkit::http::Sent;
use wire::Node;

/// The list as the project keeps it.
const LIST: &str = include_str!("../../../dialects/catalogue/domaincontext.json");

/// Keys that are shown beyond the list, always last.
const EXTRA: &[(&str, &[&str])] = &[
    ("domainGetInfo", &["hdomain_id"]),
    ("serverGetInfo", &["power", "cluster_id", "cluster", "purpose", "social"]),
];

/// Keys that are null while there is nothing to say.
const NULLABLE: &[(&str, &[&str])] = &[
    ("contactsSearch", &["[].birth_date", "[].passport_date"]),
    ("contactGetInfo", &["birth_date", "passport_date"]),
    ("certificatesSearch", &["[].begins", "[].expires"]),
    ("certificateGetInfo", &["begins", "expires"]),
];

/// Keys that are only there where they say something: only names have a zone.
const AT_TIMES: &[(&str, &[&str])] =
    &[("tariffGetInfo", &["resources[].zone", "resources[].object_id"])];

/// Keys that no answer ever has: nobody has to confirm an order.
const NEVER_SEEN: &str = "_action_pending";

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
    pub bulk_of: Option<String>,
    pub params: Vec<Param>,
    shapes: Vec<Shape>,
}

/// What a command takes.
#[derive(Deserialize)]
pub struct Param {
    pub name: String,
    pub required: bool,
    pub r#type: String,
    pub values: Vec<Value>,
}

/// The form of an answer: paths of keys and JSON types, in the order in which they travel.
#[derive(Deserialize)]
struct Shape {
    optional: Vec<String>,
    keys: Vec<(String, String)>,
}

pub fn read() -> Catalogue {
    serde_json::from_str(LIST).expect("the catalogue is JSON of this form")
}

impl Catalogue {
    /// The row with an id.
    pub fn row(&self, id: &str) -> &Operation {
        let found = self.operations.iter().find(|operation| operation.id == id);
        found.unwrap_or_else(|| panic!("the catalogue has no {id}"))
    }

    /// Rows that are no bulk form.
    pub fn singles(&self) -> impl Iterator<Item = &Operation> {
        self.operations.iter().filter(|row| row.bulk_of.is_none())
    }
}

impl Operation {
    /// The row of one element: of this one, or of the command whose bulk form this is.
    pub fn single(&self) -> &str {
        self.bulk_of.as_deref().unwrap_or(&self.id)
    }

    /// Its own parameters, where it is not one of a record.
    pub fn plain_params(&self) -> impl Iterator<Item = &Param> {
        self.params.iter().filter(|param| !param.name.starts_with('<'))
    }

    fn keys(&self) -> &[(String, String)] {
        self.shapes.first().map_or(&[], |shape| &shape.keys)
    }

    fn is_optional(&self, path: &str) -> bool {
        self.shapes.iter().any(|shape| shape.optional.iter().any(|key| key == path))
    }

    /// A path as the command itself knows it, without the key of an element.
    fn within<'p>(&self, path: &'p str) -> &'p str {
        match self.bulk_of {
            Some(_) => path.strip_prefix("<key>").unwrap_or(path).trim_start_matches('.'),
            None => path,
        }
    }
}

/// How arguments travel.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Way {
    /// In the query, lists parted by commas.
    Query,
    /// In a form with bracket keys, lists as arrays.
    Form,
    /// As JSON.
    Json,
}

impl Way {
    /// Several values in one argument.
    pub fn list(self, items: &[&str]) -> Value {
        match self {
            Self::Query => json!(items.join(", ")),
            Self::Form | Self::Json => json!(items),
        }
    }

    /// Makes a call.
    pub async fn calls(self, account: &Account, command: &str, arguments: &Value) -> Reply {
        match self {
            Self::Query => account.asks(command, arguments.clone()).await,
            Self::Form => account.posts(command, arguments.clone()).await,
            Self::Json => sends_json(account, command, arguments).await,
        }
    }
}

/// Makes a call whose arguments and credentials are JSON.
pub async fn sends_json(account: &Account, command: &str, arguments: &Value) -> Reply {
    let mut body = arguments.clone();
    body["auth_login"] = json!(account.login());
    body["auth_password"] = json!(account.password());
    let body = Some(("application/json".to_owned(), body.to_string().into_bytes()));
    account.sends("POST", command, Sent { body, ..Sent::default() }).await.into()
}

/// Commands as they are called, to be held against the whole list at the end.
pub struct Walk {
    pub way: Way,
    catalogue: Catalogue,
    called: BTreeSet<String>,
    seen: BTreeSet<(String, String)>,
}

impl Walk {
    pub fn new(way: Way) -> Self {
        Self { way, catalogue: read(), called: BTreeSet::new(), seen: BTreeSet::new() }
    }

    /// Makes a call that must be done, and answer in its documented form.
    pub async fn calls(&mut self, account: &Account, id: &str, arguments: Value) -> Value {
        let operation = self.catalogue.row(id);
        let reply = self.way.calls(account, id, &arguments).await;
        assert_eq!(reply.status, 200, "{id} {arguments}: {}", reply.text);
        let refused = reply.json.is_null() || reply.json.get("_error").is_some();
        assert!(!refused, "{id} {arguments}: {}", reply.text);
        let node: Node = serde_json::from_str(&reply.text).expect("answers are JSON");
        if operation.bulk_of.is_some() {
            let sent = arguments.as_object().expect("elements").keys();
            let Node::Map(entries) = &node else { panic!("{id} answers {}", reply.text) };
            let echoed: Vec<_> = entries.iter().map(|(key, _)| key).collect();
            assert_eq!(echoed, sent.collect::<Vec<_>>(), "{id} has other keys");
        }
        let mut form = Form { operation, seen: &mut self.seen };
        form.fits(&node, &Part::of(operation.keys()), "");
        self.called.insert(id.to_owned());
        reply.json
    }

    /// Asserts that no row and no key was left out.
    pub fn is_complete(&self) {
        let rows = &self.catalogue.operations;
        assert_eq!(rows.len(), 139);
        let missed = rows.iter().map(|row| &row.id).filter(|id| !self.called.contains(*id));
        let missed: Vec<_> = missed.collect();
        assert!(missed.is_empty(), "never called: {missed:?}");
        let mut unseen = Vec::new();
        for row in rows {
            let seen = |path: &String| self.seen.contains(&(row.id.clone(), path.clone()));
            let paths = row.keys().iter().map(|(path, _)| path);
            unseen.extend(
                paths
                    .filter(|path| !seen(path) && !path.ends_with(NEVER_SEEN))
                    .map(|path| (&row.id, path)),
            );
        }
        assert!(unseen.is_empty(), "never seen: {unseen:?}");
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
            let path = path.replace("(root)", "").replace("[]", ".[]");
            for step in path.split('.').filter(|step| !step.is_empty()) {
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

    fn place(&self, step: &str) -> Option<usize> {
        self.below.iter().position(|(name, _)| name == step)
    }
}

/// Whether a list names a key of a command.
fn listed(list: &[(&str, &[&str])], operation: &Operation, path: &str) -> bool {
    let path = operation.within(path);
    list.iter().any(|(id, keys)| *id == operation.single() && keys.contains(&path))
}

/// An answer that is held against its form.
struct Form<'a> {
    operation: &'a Operation,
    seen: &'a mut BTreeSet<(String, String)>,
}

impl Form<'_> {
    fn fits(&mut self, node: &Node, part: &Part, at: &str) {
        let id = &self.operation.id;
        if part.below.is_empty() {
            let may_be_null = *node == Node::Null && listed(NULLABLE, self.operation, at);
            assert!(may_be_null || fits(node, &part.kinds), "{id} {at} is {node:?}");
            let path = if at.is_empty() { "(root)" } else { at };
            self.seen.insert((id.clone(), path.to_owned()));
            return;
        }
        match (node, part.place("[]")) {
            (Node::List(items), Some(place)) => {
                let item = &part.below[place].1;
                items.iter().for_each(|node| self.fits(node, item, &format!("{at}[]")));
            }
            (Node::Map(entries), None) => self.entries(entries, part, at),
            (other, _) => panic!("{id} {at} is {other:?}"),
        }
    }

    /// An object has all the documented keys in their order, and no others.
    fn entries(&mut self, entries: &[(String, Node)], part: &Part, at: &str) {
        let operation = self.operation;
        let (id, single) = (&operation.id, operation.single());
        let extra = EXTRA.iter().find(|(row, _)| *row == single).map_or(&[][..], |(_, keys)| keys);
        let path = |step: &str| match at {
            "" => step.to_owned(),
            at => format!("{at}.{step}"),
        };
        let mut last = 0;
        for (key, node) in entries {
            match (part.place(key), part.place("<key>")) {
                (Some(place), _) => {
                    assert!(place >= last, "{id} {at}: {key} is out of order");
                    last = place;
                    self.fits(node, &part.below[place].1, &path(key));
                }
                (None, Some(place)) => self.fits(node, &part.below[place].1, &path("<key>")),
                (None, None) => {
                    let top = operation.within(at).is_empty();
                    assert!(top && extra.contains(&key.as_str()), "{id} {at} has {key}");
                    last = part.below.len();
                }
            }
        }
        for (step, _) in part.below.iter().filter(|(step, _)| step != "<key>") {
            let is_there = entries.iter().any(|(key, _)| key == step);
            let path = path(step);
            let optional = operation.is_optional(&path) || listed(AT_TIMES, operation, &path);
            assert!(is_there || optional, "{id} {at} has no {step}");
        }
    }
}

/// Whether a value has one of its documented types.
fn fits(node: &Node, kinds: &str) -> bool {
    kinds.split('|').any(|kind| match kind {
        "string" => matches!(node, Node::Text(_)),
        "integer" => matches!(node, Node::Number(digits) if digits.parse::<i64>().is_ok()),
        "number" => matches!(node, Node::Number(_)),
        "boolean" => matches!(node, Node::Bool(_)),
        "array" => matches!(node, Node::List(_)),
        "object" => matches!(node, Node::Map(_)),
        "null" => matches!(node, Node::Null),
        unknown => panic!("the catalogue has a new type: {unknown}"),
    })
}
