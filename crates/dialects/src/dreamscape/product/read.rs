//! `GET /products/<family>/{product_id}`: one product.

use std::marker::PhantomData;

use http::Method;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use wire::Endpoint;

use super::families::per_family;
use super::shape::Shape;
use crate::dreamscape::Dreamscape;
use crate::dreamscape::arguments::Id;

/// Asks about one product.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
#[serde(bound = "")]
pub struct ReadProduct<P: Shape> {
    /// The product.
    pub product_id: Id,
    /// How the answer looks.
    #[serde(skip)]
    pub shape: PhantomData<fn() -> P>,
}

impl<P: Shape> Endpoint for ReadProduct<P> {
    type Dialect = Dreamscape;
    type Response = P;

    const IDS: &'static [&'static str] = &[];
    const METHOD: Method = Method::GET;
    const PATH: &'static str = "/products/{family}/{product_id}";
}

per_family!([P: Shape] ReadProduct<P>, read, P::is_of);
