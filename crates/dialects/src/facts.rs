//! Everything a call says about itself, gathered in one value so that calls can be listed.

use http::{Method, StatusCode};
use schemars::{Schema, generate::SchemaSettings};
use serde_json::Value;
use wire::{Access, Bulked, Endpoint, Tabled};

/// One call, without its type.
#[derive(Debug, Clone)]
pub struct EndpointFacts {
    /// Rows of the catalogue that the call serves.
    pub ids: &'static [&'static str],
    /// The HTTP method.
    pub method: Method,
    /// The path below the dialect's prefix.
    pub path: &'static str,
    /// Other paths that mean the same call.
    pub aliases: &'static [&'static str],
    /// Who may call.
    pub access: Access,
    /// What a success is.
    pub success: StatusCode,
    /// Parameters and keys that must never be shown.
    pub secrets: &'static [&'static str],
    /// Schema of the request.
    pub request: Schema,
    /// Schema of the answer's body, without what all answers share.
    pub response: Schema,
}

/// One parameter of a call.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Parameter {
    /// Its name on the wire.
    pub name: String,
    /// Whether a call without it is refused while decoding.
    pub required: bool,
}

/// Something to do with every call of a dialect: list it, mount it, test it.
pub trait CallVisitor {
    /// What comes of each call.
    type Output;

    /// Visits the call that `E` is.
    fn visit<E: Endpoint>(&self) -> Self::Output;
}

/// Something to do with every call of a dialect that has a form for many at once.
pub trait BulkVisitor {
    /// What comes of each call.
    type Output;

    /// Visits the bulk form of the call that `B` is.
    fn visit<B: Bulked>(&self) -> Self::Output;
}

/// Something to do with every call of a dialect that exists once for each row of a table.
pub trait RowVisitor {
    /// What comes of each call.
    type Output;

    /// Visits the call that one row of the table of `E` stands for.
    fn visit<E: Tabled>(&self, row: &'static E::Row) -> Self::Output;
}

/// What `visitor` makes of the call `E`, row by row.
pub fn each_row<E: Tabled, V: RowVisitor>(visitor: &V) -> Vec<V::Output> {
    E::rows().map(|row| visitor.visit::<E>(row)).collect()
}

/// Gathers the facts of every call.
#[derive(Debug, Clone, Copy)]
pub struct Facts;

impl CallVisitor for Facts {
    type Output = EndpointFacts;

    fn visit<E: Endpoint>(&self) -> EndpointFacts {
        facts::<E>()
    }
}

impl BulkVisitor for Facts {
    type Output = EndpointFacts;

    /// The schemas are those of one element; its path, rows and aliases are those of the bulk form.
    fn visit<B: Bulked>(&self) -> EndpointFacts {
        let (ids, path, aliases) = (B::BULK_IDS, B::BULK_PATH, B::BULK_ALIASES);
        EndpointFacts { ids, path, aliases, ..facts::<B>() }
    }
}

impl RowVisitor for Facts {
    type Output = EndpointFacts;

    fn visit<E: Tabled>(&self, row: &'static E::Row) -> EndpointFacts {
        EndpointFacts { ids: E::ids(row), path: E::path(row), ..facts::<E>() }
    }
}

/// The facts of one endpoint type.
pub fn facts<E: Endpoint>() -> EndpointFacts {
    let response = SchemaSettings::default().for_serialize().into_generator();
    EndpointFacts {
        ids: E::IDS,
        method: E::METHOD,
        path: E::PATH,
        aliases: E::ALIASES,
        access: E::ACCESS,
        success: E::SUCCESS,
        secrets: E::SECRETS,
        request: schemars::schema_for!(E),
        response: response.into_root_schema_for::<E::Response>(),
    }
}

impl EndpointFacts {
    /// The parameters of the request, by name.
    pub fn parameters(&self) -> Vec<Parameter> {
        let required = self.request.get("required").and_then(Value::as_array);
        let is_required =
            |name: &str| required.is_some_and(|names| names.iter().any(|other| other == name));
        self.request
            .get("properties")
            .and_then(Value::as_object)
            .into_iter()
            .flat_map(|properties| properties.keys())
            .map(|name| Parameter { name: name.clone(), required: is_required(name) })
            .collect()
    }
}
