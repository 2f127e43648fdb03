//! `/tariffsGetAvailable`: what a seller offers.

use http::Method;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use wire::Endpoint;

use crate::domaincontext::DomainContext;
use crate::domaincontext::arguments::{Login, Reference, optional};
use crate::domaincontext::tariff::row::TariffRow;

/// Asks for the price lists of a seller.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
pub struct ListTariffs {
    /// The login of the seller; the caller's own seller when left out.
    #[serde(default, deserialize_with = "optional", skip_serializing_if = "Option::is_none")]
    pub seller: Option<Login>,
    /// `domain`, `svds`, `ovds` or `certificate`.
    #[serde(default, deserialize_with = "optional", skip_serializing_if = "Option::is_none")]
    pub r#type: Option<Reference>,
}

impl Endpoint for ListTariffs {
    type Dialect = DomainContext;
    type Response = Vec<TariffRow>;

    const IDS: &'static [&'static str] = &["tariffsGetAvailable"];
    const METHOD: Method = Method::GET;
    const PATH: &'static str = "/tariffsGetAvailable";
}
