//! `POST /domain/autorenew`: whether a name renews itself.

use http::Method;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use wire::{Endpoint, Flag};

use crate::domains_co_za::DomainsCoZa;

/// Switches automatic renewal.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
pub struct SetAutorenew {
    /// Label left of the extension: `shoes` in `shoes.co.za`.
    pub sld: String,
    /// Extension without a leading dot: `co.za`.
    pub tld: String,
    /// The wanted state; nothing changes when left out.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub autorenew: Option<Flag>,
}

/// Which name was meant.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
pub struct AutorenewSet {
    /// The whole name.
    #[serde(rename = "strDomainName")]
    pub name: String,
}

impl Endpoint for SetAutorenew {
    type Dialect = DomainsCoZa;
    type Response = AutorenewSet;

    const IDS: &'static [&'static str] = &["domain_set_autorenew"];
    const METHOD: Method = Method::POST;
    const PATH: &'static str = "/domain/autorenew";
}
