//! `POST /products/<family>`: a new product, paid by the reseller.

use http::{Method, StatusCode};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use wire::Endpoint;

use super::families::{Order, per_family};
use super::shape::Shape;
use crate::dreamscape::Dreamscape;
use crate::dreamscape::arguments::{Id, Months};

/// Buys a product for a customer.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
#[serde(bound = "")]
pub struct RegisterProduct<P: Shape> {
    /// Whose it will be.
    pub customer_id: Id,
    /// The domain name it will belong to.
    #[serde(flatten)]
    pub named: P::Named,
    /// The plan.
    pub plan_id: Id,
    /// The months of a period, one of those that the plan has.
    pub period: Months,
}

impl<P: Shape> Endpoint for RegisterProduct<P> {
    type Dialect = Dreamscape;
    type Response = P;

    const IDS: &'static [&'static str] = &[];
    const METHOD: Method = Method::POST;
    const PATH: &'static str = "/products/{family}";
    const SUCCESS: StatusCode = StatusCode::CREATED;
}

per_family!(
    [P: Shape] RegisterProduct<P>,
    register,
    |family| family.order == Order::Plain && P::is_of(family)
);
