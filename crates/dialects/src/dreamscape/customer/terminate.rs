//! `DELETE /customers/{customer_id}`: the account is closed and stays readable.

use http::{Method, StatusCode};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use wire::Endpoint;

use crate::dreamscape::Dreamscape;
use crate::dreamscape::arguments::Id;
use crate::dreamscape::nothing::Nothing;

/// Closes the account of a customer.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
pub struct TerminateCustomer {
    /// The customer.
    pub customer_id: Id,
}

impl Endpoint for TerminateCustomer {
    type Dialect = Dreamscape;
    type Response = Nothing;

    const IDS: &'static [&'static str] = &["terminateCustomer"];
    const METHOD: Method = Method::DELETE;
    const PATH: &'static str = "/customers/{customer_id}";
    const SUCCESS: StatusCode = StatusCode::NO_CONTENT;
}
