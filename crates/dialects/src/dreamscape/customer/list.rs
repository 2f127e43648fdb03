//! `GET /customers`: the customers of the reseller, page by page.

use http::Method;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use wire::Endpoint;

use crate::dreamscape::Dreamscape;
use crate::dreamscape::customer::row::Customer;
use crate::dreamscape::paging::Paging;

/// Asks for a page of customers.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
pub struct ListCustomers {
    /// Which page.
    #[serde(flatten)]
    pub paging: Paging,
}

impl Endpoint for ListCustomers {
    type Dialect = Dreamscape;
    type Response = Vec<Customer>;

    const IDS: &'static [&'static str] = &["listCustomers"];
    const METHOD: Method = Method::GET;
    const PATH: &'static str = "/customers";
}
