//! `POST /customers`: a new customer.

use http::{Method, StatusCode};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use wire::Endpoint;

use crate::dreamscape::Dreamscape;
use crate::dreamscape::arguments::{Line, Password, Username};
use crate::dreamscape::customer::row::Customer;
use crate::dreamscape::person::PersonFields;

/// Makes a customer.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
pub struct CreateCustomer {
    /// The name it signs in with; made up when left out.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub username: Option<Username>,
    /// The password it signs in with; made up when left out.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub password: Option<Password>,
    /// Who it is.
    #[serde(flatten)]
    pub person: PersonFields,
    /// The mobile telephone.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub mobile: Option<Line>,
}

impl Endpoint for CreateCustomer {
    type Dialect = Dreamscape;
    type Response = Customer;

    const IDS: &'static [&'static str] = &["createCustomer"];
    const METHOD: Method = Method::POST;
    const PATH: &'static str = "/customers";
    const SECRETS: &'static [&'static str] = &["password"];
    const SUCCESS: StatusCode = StatusCode::CREATED;
}
