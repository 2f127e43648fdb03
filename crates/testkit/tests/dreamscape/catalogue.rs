//! The dialect's own list of calls, and answers held against it.

use std::collections::BTreeSet;

use serde::Deserialize;
use serde_json::{Value, json};
use testkit::dreamscape::{Reseller, pairs};
use testkit::http::{Answer, Sent};
use testkit::shape::Shape as Form;
use wire::Node;

/// The list as the project keeps it.
const LIST: &str = include_str!("../../../dialects/catalogue/dreamscape.json");

/// Keys of answers that are null while there is nothing to say.
const NULLABLE: [&str; 7] = [
    // A name on its way here has nobody yet; nobody's name uses a registrant yet.
    "registrant_id",
    "admin_contact_id",
    "billing_contact_id",
    "tech_contact_id",
    "customer_id",
    // The registry of a name elsewhere does not say.
    "expiry_date",
    // Nobody said yet what the certificate will be used with.
    "server_software",
];

/// What no answer of a call shows: the servers of a name on its way are known when it is here.
const NEVER_SEEN: (&str, &str) = ("startTransfer", "name_servers[].");

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
    pub status: u16,
    pub paged: bool,
    pub params: Vec<Param>,
    shapes: Vec<Shape>,
}

/// What a call takes.
#[derive(Deserialize)]
pub struct Param {
    pub name: String,
    pub r#in: Place,
    pub required: bool,
}

/// Where a parameter stands.
#[derive(Deserialize, Clone, Copy, PartialEq, Eq)]
#[serde(rename_all = "lowercase")]
pub enum Place {
    Path,
    Query,
    Body,
}

/// The form of an answer: paths of keys and JSON types, in the order in which they travel.
#[derive(Deserialize)]
struct Shape {
    optional: Vec<String>,
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
    fn keys(&self) -> &[(String, String)] {
        self.shapes.first().map_or(&[], |shape| &shape.keys)
    }

    fn is_optional(&self, path: &str) -> bool {
        self.shapes.iter().any(|shape| shape.optional.iter().any(|key| key == path))
    }

    /// The path with its parameters filled in, and the parameters that travel elsewhere.
    pub fn filled(&self, params: &Value) -> (String, Value) {
        let mut path = self.path.clone();
        let mut rest = json!({});
        for (name, value) in params.as_object().into_iter().flatten() {
            let param = self.params.iter().find(|param| param.name == *name);
            let param = param.unwrap_or_else(|| panic!("{} takes no {name}", self.id));
            if param.r#in == Place::Path {
                let text = value.as_str().map_or_else(|| value.to_string(), str::to_owned);
                path = path.replace(&format!("{{{name}}}"), &text);
            } else {
                rest[name] = value.clone();
            }
        }
        assert!(!path.contains('{'), "{}: {path}", self.id);
        (path, rest)
    }
}

/// How the body of a call travels.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Way {
    Json,
    Form,
    Parts,
}

impl Way {
    /// Makes a call of a row.
    pub async fn sends(self, reseller: &Reseller, row: &Operation, params: &Value) -> Answer {
        let (path, rest) = row.filled(params);
        let is_empty = rest.as_object().is_none_or(serde_json::Map::is_empty);
        let sent = match self {
            _ if row.method == "GET" => Sent { query: pairs(&rest), ..Sent::default() },
            // What has nothing to say says so as the vendor's own client does.
            Self::Json if is_empty => Sent::json(&json!([])),
            Self::Json => Sent::json(&rest),
            Self::Form => Sent::form(&pairs(&rest)),
            Self::Parts => Sent::parts(&pairs(&rest)),
        };
        reseller.send(&row.method, &path, sent).await
    }
}

/// Calls as they are made, to be held against the whole list at the end.
pub struct Walk {
    way: Way,
    catalogue: Catalogue,
    called: BTreeSet<String>,
    told: BTreeSet<(String, String)>,
    seen: BTreeSet<(String, String)>,
}

impl Walk {
    pub fn new(way: Way) -> Self {
        let [told, seen] = [BTreeSet::new(), BTreeSet::new()];
        Self { way, catalogue: read(), called: BTreeSet::new(), told, seen }
    }

    /// Makes a call that must be done, and answer in its documented form; gives what it answers.
    pub async fn calls(&mut self, reseller: &Reseller, id: &str, params: Value) -> Value {
        let row = self.catalogue.row(id);
        let answer = self.way.sends(reseller, row, &params).await;
        assert_eq!(answer.status, row.status, "{id} {params}: {}", answer.text);
        let named = params.as_object().into_iter().flat_map(|params| params.keys());
        self.told.extend(named.map(|name| (id.to_owned(), name.clone())));
        self.called.insert(id.to_owned());
        if row.status == 204 {
            assert_eq!(answer.text, "", "{id}");
            return Value::Null;
        }
        let node: Node = serde_json::from_str(&answer.text).unwrap();
        let data = enveloped(row, &node, &answer);
        let is_optional = |path: &str| row.is_optional(path);
        let is_nullable =
            |path: &str| NULLABLE.contains(&path.rsplit('.').next().unwrap_or_default());
        eprintln!("{id}");
        let seen = Form::new(row.keys(), &is_optional, &is_nullable).seen_in(data);
        self.seen.extend(seen.into_iter().map(|path| (id.to_owned(), path)));
        answer.json()["data"].take()
    }

    /// Asserts that no row, no parameter and no key was left out.
    pub fn is_complete(&self) {
        let rows = &self.catalogue.operations;
        assert_eq!(rows.len(), 182);
        let missed = rows.iter().map(|row| &row.id).filter(|id| !self.called.contains(*id));
        let missed: Vec<_> = missed.collect();
        assert!(missed.is_empty(), "never called: {missed:?}");
        let (mut untold, mut unseen) = (Vec::new(), Vec::new());
        for row in rows {
            let told = |name: &String| self.told.contains(&(row.id.clone(), name.clone()));
            let names = row.params.iter().map(|param| &param.name);
            untold.extend(names.filter(|name| !told(name)).map(|name| (&row.id, name)));
            let seen = |path: &String| self.seen.contains(&(row.id.clone(), path.clone()));
            let never = |path: &str| row.id == NEVER_SEEN.0 && path.starts_with(NEVER_SEEN.1);
            let paths = row.keys().iter().map(|(path, _)| path).filter(|path| !never(path));
            unseen.extend(paths.filter(|path| !seen(path)).map(|path| (&row.id, path)));
        }
        assert!(untold.is_empty(), "never told: {untold:?}");
        assert!(unseen.is_empty(), "never seen: {unseen:?}");
    }
}

/// What stands in the envelope, which has its own keys in their order.
fn enveloped<'n>(row: &Operation, node: &'n Node, answer: &Answer) -> &'n Node {
    let (id, text) = (&row.id, &answer.text);
    let kind = answer.headers.iter().find(|(name, _)| name == "content-type");
    assert_eq!(kind.unwrap().1, "application/json", "{id}");
    let names = |node: &Node| match node {
        Node::Map(entries) => entries.iter().map(|(name, _)| name.clone()).collect::<Vec<_>>(),
        other => panic!("{id}: {other:?}"),
    };
    let envelope = ["status", "data", "pagination"];
    assert_eq!(names(node), envelope[..2 + usize::from(row.paged)], "{id}: {text}");
    assert_eq!(node.get("status"), Some(&Node::Bool(true)), "{id}");
    if let Some(pagination) = node.get("pagination") {
        assert_eq!(names(pagination), ["total_items", "total_pages", "current_page"], "{id}");
        let numbers = answer.json()["pagination"].as_object().unwrap().clone();
        assert!(numbers.values().all(Value::is_u64), "{id}: {text}");
    }
    node.get("data").unwrap()
}
