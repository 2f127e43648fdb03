//! `POST /domain/{id}/renew`: orders more years.

use http::Method;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use wire::{Endpoint, Loose};

use crate::dns_services::DnsServices;
use crate::dns_services::placed::Placed;

/// Orders more years. They count when the invoice is paid.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
pub struct RenewDomain {
    /// The domain.
    pub id: Loose<i64>,
    /// How many.
    pub years: Loose<u32>,
    /// How it will be paid.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub pay_method: Option<Loose<i64>>,
}

impl Endpoint for RenewDomain {
    type Dialect = DnsServices;
    type Response = Placed;

    const IDS: &'static [&'static str] = &["renew_domain"];
    const METHOD: Method = Method::POST;
    const PATH: &'static str = "/domain/{id}/renew";
}
