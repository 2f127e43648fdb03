//! `POST /domain/{domain}/visibility`: lets a domain read data of another.

use http::Method;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use wire::Endpoint;

use crate::devo::Devo;
use crate::devo::settings::visibility::Visibility;
use crate::devo::words::Words;

/// Lets a domain read data of another.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct CreateVisibility {
    /// The full name; an `@` may come percent-encoded.
    pub domain: String,
    /// The other domain of the same reseller.
    pub target: String,
    /// Which tables; all when left out.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub tables: Option<Words>,
}

impl Endpoint for CreateVisibility {
    type Dialect = Devo;
    type Response = Visibility;

    const IDS: &'static [&'static str] = &["createDomainVisibility"];
    const METHOD: Method = Method::POST;
    const PATH: &'static str = "/domain/{domain}/visibility";
}
