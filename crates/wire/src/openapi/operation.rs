//! One call as the OpenAPI document shows it.

use http::{Method, StatusCode};
use schemars::{JsonSchema, Schema, SchemaGenerator};
use serde_json::{Map, Value, json};

use crate::{Access, Bulked, Dialect, Door, Endpoint, File, Tabled};

/// One method of one call, for documents and conformance tests.
#[derive(Clone)]
pub struct Operation {
    /// Rows of the dialect's catalogue.
    pub ids: &'static [&'static str],
    /// The HTTP method.
    pub method: Method,
    /// The path below the dialect's prefix.
    pub path: &'static str,
    /// Who may call.
    pub access: Access,
    /// What a success is.
    pub success: StatusCode,
    request: fn(&mut SchemaGenerator) -> Schema,
    /// The schema of an element, when there are many.
    element: Option<fn(&mut SchemaGenerator) -> Schema>,
    /// The schema of the answer; none when it is a file.
    response: Option<fn(&mut SchemaGenerator) -> Schema>,
}

impl Operation {
    /// The call `E` with one of its methods.
    #[must_use]
    pub fn of<E: Endpoint>(method: Method) -> Self {
        Self {
            ids: E::IDS,
            method,
            path: E::PATH,
            access: E::ACCESS,
            success: E::SUCCESS,
            request: <E as JsonSchema>::json_schema,
            element: None,
            response: Some(SchemaGenerator::subschema_for::<E::Response>),
        }
    }

    /// The call `E` of one row of its table, with one of its methods.
    #[must_use]
    pub fn of_row<E: Tabled>(method: Method, row: &'static E::Row) -> Self {
        Self { ids: E::ids(row), path: E::path(row), ..Self::of::<E>(method) }
    }

    /// The call `E`, which answers a file, with one of its methods.
    #[must_use]
    pub fn file<E: Endpoint<Response = File>>(method: Method) -> Self {
        Self { response: None, ..Self::of::<E>(method) }
    }

    /// The bulk form of the call `E`, with one of its methods.
    #[must_use]
    pub fn bulk<E: Bulked>(method: Method) -> Self {
        let element = Some(SchemaGenerator::subschema_for::<E> as fn(&mut _) -> _);
        Self { ids: E::BULK_IDS, path: E::BULK_PATH, element, ..Self::of::<E>(method) }
    }

    /// Its entry in the document.
    pub(super) fn write<D: Door>(&self, generator: &mut SchemaGenerator, name: String) -> Value {
        let mut request = Request::of((self.request)(generator), self.path);
        if let Some(element) = self.element {
            request = request.many(element(generator).to_value());
        }
        let mut operation = Map::new();
        operation.insert("operationId".to_owned(), name.into());
        match self.ids {
            [] => {}
            [id] => drop(operation.insert("x-catalogue-id".to_owned(), json!(id))),
            ids => drop(operation.insert("x-catalogue-id".to_owned(), json!(ids))),
        }
        if let Some(description) = &request.description {
            let many = if self.element.is_some() { ", for each element on its own" } else { "" };
            let summary = format!("{}{many}", first_sentence(description));
            operation.insert("summary".to_owned(), summary.into());
            operation.insert("description".to_owned(), description.as_str().into());
        }
        let mut parameters = request.in_path();
        let in_body = match self.method {
            Method::POST | Method::PATCH => true,
            Method::PUT => D::Dialect::PUTS_IN_BODY,
            _ => false,
        };
        if in_body {
            if !request.rest.is_empty() || request.elements.is_some() {
                operation.insert("requestBody".to_owned(), request.body());
            }
        } else {
            parameters.extend(request.in_query());
        }
        if !parameters.is_empty() {
            operation.insert("parameters".to_owned(), parameters.into());
        }
        let mut success = json!({ "description": "The call succeeded." });
        if self.success != StatusCode::NO_CONTENT {
            success["content"] = self.content::<D>(generator);
        }
        operation.insert("responses".to_owned(), json!({ self.success.as_str(): success }));
        Value::Object(operation)
    }

    /// What a success carries.
    fn content<D: Door>(&self, generator: &mut SchemaGenerator) -> Value {
        let Some(response) = self.response else {
            return json!({ "application/octet-stream": {} });
        };
        let mut schema = D::envelope(response(generator).to_value());
        if self.element.is_some() {
            schema = D::bulk_envelope(schema, generator);
        }
        json!({ "application/json": { "schema": schema } })
    }
}

/// A request's schema, taken apart.
struct Request {
    description: Option<String>,
    path: Vec<(String, Value)>,
    rest: Map<String, Value>,
    required: Vec<Value>,
    /// The schema of the elements of a bulk call, which has nothing besides.
    elements: Option<Value>,
}

impl Request {
    fn of(schema: Schema, path: &str) -> Self {
        let mut schema = schema.to_value();
        let mut rest = match schema.get_mut("properties").map(Value::take) {
            Some(Value::Object(properties)) => properties,
            _ => Map::new(),
        };
        let names = path_names(path);
        let in_path = names.map(|name| (name.to_owned(), rest.remove(name))).collect::<Vec<_>>();
        let mut required = match schema.get_mut("required").map(Value::take) {
            Some(Value::Array(required)) => required,
            _ => Vec::new(),
        };
        required.retain(|name| name.as_str().is_some_and(|name| rest.contains_key(name)));
        let string = || json!({ "type": "string" });
        Self {
            description: schema.get("description").and_then(Value::as_str).map(unfolded),
            path: in_path
                .into_iter()
                .map(|(name, schema)| (name, schema.unwrap_or_else(string)))
                .collect(),
            rest,
            required,
            elements: None,
        }
    }

    /// Many of these requests, under keys of the caller's.
    fn many(self, element: Value) -> Self {
        Self { rest: Map::new(), required: Vec::new(), elements: Some(element), ..self }
    }

    fn in_path(&self) -> Vec<Value> {
        self.path.iter().map(|(name, schema)| parameter(name, "path", true, schema)).collect()
    }

    fn in_query(&self) -> impl Iterator<Item = Value> {
        let named = self.rest.iter().map(|(name, schema)| {
            let required = self.required.iter().any(|required| required == name);
            parameter(name, "query", required, schema)
        });
        let elements = self.elements.iter().map(|element| {
            let mut all = parameter("elements", "query", true, &keyed(element));
            // The keys themselves are the names of parameters.
            (all["style"], all["explode"]) = ("form".into(), true.into());
            all
        });
        named.chain(elements)
    }

    /// Both spellings of a body that every call understands.
    fn body(&self) -> Value {
        let mut schema = match &self.elements {
            Some(element) => keyed(element),
            None => json!({ "type": "object", "properties": self.rest }),
        };
        if !self.required.is_empty() {
            schema["required"] = self.required.clone().into();
        }
        json!({
            "required": !self.required.is_empty() || self.elements.is_some(),
            "content": {
                "application/x-www-form-urlencoded": { "schema": schema },
                "application/json": { "schema": schema },
            },
        })
    }
}

/// The parameters of a call by name.
pub(crate) fn names_of<E: Endpoint>() -> Vec<String> {
    let schema = E::json_schema(&mut SchemaGenerator::default()).to_value();
    let properties = schema.get("properties").and_then(Value::as_object);
    properties.map(|properties| properties.keys().cloned().collect()).unwrap_or_default()
}

/// An object of elements under keys of the caller's.
fn keyed(element: &Value) -> Value {
    json!({ "type": "object", "minProperties": 1, "additionalProperties": element })
}

fn parameter(name: &str, place: &str, required: bool, schema: &Value) -> Value {
    let mut parameter =
        json!({ "name": name, "in": place, "required": required, "schema": schema });
    if let Some(description) = schema.get("description").and_then(Value::as_str) {
        parameter["description"] = unfolded(description).into();
    }
    if schema.get("type").is_some_and(|kind| kind == "object") && place == "query" {
        parameter["style"] = "deepObject".into();
    }
    parameter
}

fn path_names(path: &str) -> impl Iterator<Item = &str> {
    path.split('{').skip(1).filter_map(|rest| rest.split_once('}')).map(|(name, _)| name)
}

/// A doc comment without the line breaks that only its source needs.
fn unfolded(text: &str) -> String {
    let paragraphs = text.split("\n\n").map(|paragraph| paragraph.replace('\n', " "));
    paragraphs.collect::<Vec<_>>().join("\n\n")
}

fn first_sentence(text: &str) -> &str {
    let paragraph = text.split("\n\n").next().unwrap_or_default();
    let sentence = paragraph.split_once(". ").map_or(paragraph, |(first, _)| first);
    sentence.trim_end_matches('.')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn summaries_are_first_sentences() {
        assert_eq!(first_sentence("Renews a name. And more."), "Renews a name");
        assert_eq!(first_sentence(&unfolded("Renews\na name.\n\nMore.")), "Renews a name");
    }
}
