//! `POST /domains/{domain_id}/dns`: one more record.

use http::{Method, StatusCode};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use wire::Endpoint;

use crate::dreamscape::Dreamscape;
use crate::dreamscape::arguments::Id;
use crate::dreamscape::dns::fields::RecordFields;
use crate::dreamscape::dns::record::DnsRecord;

/// Adds a record.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
pub struct CreateRecord {
    /// The name.
    pub domain_id: Id,
    /// What it is and says.
    #[serde(flatten)]
    pub fields: RecordFields,
}

impl Endpoint for CreateRecord {
    type Dialect = Dreamscape;
    type Response = DnsRecord;

    const IDS: &'static [&'static str] = &["createDomainDns"];
    const METHOD: Method = Method::POST;
    const PATH: &'static str = "/domains/{domain_id}/dns";
    const SUCCESS: StatusCode = StatusCode::CREATED;
}
