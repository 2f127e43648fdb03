//! `GET /customers/{customer_id}`: one customer.

use http::Method;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use wire::Endpoint;

use crate::dreamscape::Dreamscape;
use crate::dreamscape::arguments::Id;
use crate::dreamscape::customer::row::Customer;

/// Asks about a customer.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
pub struct ReadCustomer {
    /// The customer.
    pub customer_id: Id,
}

impl Endpoint for ReadCustomer {
    type Dialect = Dreamscape;
    type Response = Customer;

    const IDS: &'static [&'static str] = &["getCustomer"];
    const METHOD: Method = Method::GET;
    const PATH: &'static str = "/customers/{customer_id}";
}
