//! `POST /service/{id}/cancel`: asks for an end, at once or when the paid period is over.

use http::Method;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use wire::{Endpoint, Flag, Loose};

use crate::dns_services::DnsServices;
use crate::dns_services::info::Info;

/// Asks for the end of one service.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
pub struct CancelService {
    /// The service.
    pub id: Loose<i64>,
    /// Whether it ends at once; when the paid period is over if left out.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub immediate: Option<Flag>,
    /// Why, in the customer's words.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reason: Option<String>,
}

impl CancelService {
    /// What the answer says; the spelling is the provider's.
    pub const SENT: &'static str = "cancell_sent";
}

impl Endpoint for CancelService {
    type Dialect = DnsServices;
    type Response = Info;

    const IDS: &'static [&'static str] = &["cancel_service"];
    const METHOD: Method = Method::POST;
    const PATH: &'static str = "/service/{id}/cancel";
}
