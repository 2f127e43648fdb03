//! `PATCH /customers/{customer_id}`: what is told changes, what is left out stays.

use http::Method;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use wire::Endpoint;

use crate::dreamscape::Dreamscape;
use crate::dreamscape::arguments::{Id, Line, Password, Told, Username};
use crate::dreamscape::customer::row::Customer;
use crate::dreamscape::person::PersonChanges;

/// Changes a customer.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
pub struct UpdateCustomer {
    /// The customer.
    pub customer_id: Id,
    /// The name it signs in with.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub username: Option<Username>,
    /// The password it signs in with.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub password: Option<Password>,
    /// Who it is.
    #[serde(flatten)]
    pub person: PersonChanges,
    /// The mobile telephone.
    #[serde(default, skip_serializing_if = "Told::is_absent")]
    pub mobile: Told<Line>,
}

impl Endpoint for UpdateCustomer {
    type Dialect = Dreamscape;
    type Response = Customer;

    const IDS: &'static [&'static str] = &["updateCustomer"];
    const METHOD: Method = Method::PATCH;
    const PATH: &'static str = "/customers/{customer_id}";
    const SECRETS: &'static [&'static str] = &["password"];
}
