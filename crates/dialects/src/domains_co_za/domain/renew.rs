//! `POST /domain/renew`: extends a registration and charges for it.

use http::Method;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use wire::{Endpoint, Loose};

use crate::domains_co_za::DomainsCoZa;

/// Orders more years.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
pub struct RenewDomain {
    /// Label left of the extension: `shoes` in `shoes.co.za`.
    pub sld: String,
    /// Extension without a leading dot: `co.za`.
    pub tld: String,
    /// Years to add; one when left out.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub period: Option<Loose<u8>>,
    /// Free text for the ledger entry.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
}

/// The registration after renewal.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
pub struct DomainRenewed {
    /// The registry's words.
    #[serde(rename = "strEppMessage")]
    pub epp_message: String,
    /// The registry's reason; empty on success.
    #[serde(rename = "strEppReason")]
    pub epp_reason: String,
    /// Unix seconds.
    #[serde(rename = "intExDate")]
    pub expires: i64,
    /// The whole name.
    #[serde(rename = "strDomainName")]
    pub name: String,
}

impl Endpoint for RenewDomain {
    type Dialect = DomainsCoZa;
    type Response = DomainRenewed;

    const IDS: &'static [&'static str] = &["domain_renew"];
    const METHOD: Method = Method::POST;
    const PATH: &'static str = "/domain/renew";
}
