//! `GET /products/<family>`: the products of one family, page by page.

use std::marker::PhantomData;

use http::Method;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use wire::Endpoint;

use super::families::per_family;
use super::shape::{ProductStatus, Shape};
use crate::dreamscape::Dreamscape;
use crate::dreamscape::arguments::Id;
use crate::dreamscape::paging::Paging;

/// Asks for the products of one family.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
#[serde(bound = "")]
pub struct ListProducts<P: Shape> {
    /// Those of one customer; those of all when left out.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub customer_id: Option<Id>,
    /// Those that stand so; all when left out.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub status_id: Option<ProductStatus>,
    /// Those that belong to one domain name.
    #[serde(flatten)]
    pub sought: P::Sought,
    /// Which page.
    #[serde(flatten)]
    pub paging: Paging,
    /// How the answer looks.
    #[serde(skip)]
    pub shape: PhantomData<fn() -> P>,
}

impl<P: Shape> Endpoint for ListProducts<P> {
    type Dialect = Dreamscape;
    type Response = Vec<P>;

    const IDS: &'static [&'static str] = &[];
    const METHOD: Method = Method::GET;
    const PATH: &'static str = "/products/{family}";
}

per_family!([P: Shape] ListProducts<P>, list, P::is_of);
