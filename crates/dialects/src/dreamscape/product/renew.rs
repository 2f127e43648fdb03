//! `POST /products/<family>/{product_id}/renewal`: another period of a product, paid by the reseller.

use std::marker::PhantomData;

use http::Method;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use wire::Endpoint;

use super::families::{Order, per_family};
use super::shape::Shape;
use crate::dreamscape::Dreamscape;
use crate::dreamscape::arguments::{Id, Months};

/// Renews a product.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
#[serde(bound = "")]
pub struct RenewProduct<P: Shape> {
    /// The product.
    pub product_id: Id,
    /// For how many months; for as many as its last period had when left out.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub period: Option<Months>,
    /// How the answer looks.
    #[serde(skip)]
    pub shape: PhantomData<fn() -> P>,
}

impl<P: Shape> Endpoint for RenewProduct<P> {
    type Dialect = Dreamscape;
    type Response = P;

    const IDS: &'static [&'static str] = &[];
    const METHOD: Method = Method::POST;
    const PATH: &'static str = "/products/{family}/{product_id}/renewal";
}

per_family!(
    [P: Shape] RenewProduct<P>,
    renew,
    |family| family.order != Order::Server && P::is_of(family)
);
