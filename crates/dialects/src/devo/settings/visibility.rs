//! `GET /domain/{domain}/visibility`: whose data a domain may read.

use http::Method;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use wire::Endpoint;

use crate::devo::Devo;

/// Asks whose data may be read.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct ListVisibility {
    /// The full name; an `@` may come percent-encoded.
    pub domain: String,
}

/// That a domain may read data of another.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Visibility {
    /// Its number.
    pub id: i64,
    /// The full name of the other domain.
    pub target: String,
    /// Which tables; `*` for all.
    pub tables: Vec<String>,
}

impl Endpoint for ListVisibility {
    type Dialect = Devo;
    type Response = Vec<Visibility>;

    const IDS: &'static [&'static str] = &["listDomainVisibility"];
    const METHOD: Method = Method::GET;
    const PATH: &'static str = "/domain/{domain}/visibility";
}
