//! `POST /customers/{customer_id}/login-link`: a one-time link into the console of a customer.

use http::Method;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use wire::Endpoint;

use crate::dreamscape::Dreamscape;
use crate::dreamscape::arguments::{Id, Line};
use crate::dreamscape::login_link::LoginLink;

/// Asks for a link.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
pub struct CreateLoginLink {
    /// The customer.
    pub customer_id: Id,
    /// Where it leads; the values are not published.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub r#type: Option<Line>,
}

impl Endpoint for CreateLoginLink {
    type Dialect = Dreamscape;
    type Response = LoginLink;

    const IDS: &'static [&'static str] = &["createCustomerLoginLink"];
    const METHOD: Method = Method::POST;
    const PATH: &'static str = "/customers/{customer_id}/login-link";
    const SECRETS: &'static [&'static str] = &["link"];
}
