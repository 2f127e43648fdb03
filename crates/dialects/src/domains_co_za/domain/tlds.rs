//! `GET /domain/tlds`: what extensions are on sale.

use http::Method;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use wire::Endpoint;

use crate::domains_co_za::DomainsCoZa;
use crate::domains_co_za::keyed::Keyed;

/// Asks for the extensions.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
pub struct ListTlds {}

/// Extensions by category, `Common` first.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
pub struct TldList {
    /// Category to extensions; categories are words for people, such as `New GTLD`.
    #[serde(rename = "arrTLDs")]
    pub tlds: Keyed<Vec<String>>,
}

impl Endpoint for ListTlds {
    type Dialect = DomainsCoZa;
    type Response = TldList;

    const IDS: &'static [&'static str] = &["tlds_list"];
    const METHOD: Method = Method::GET;
    const PATH: &'static str = "/domain/tlds";
}
