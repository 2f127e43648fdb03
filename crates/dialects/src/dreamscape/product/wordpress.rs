//! `POST /products/wordpress-hostings`: a new product of the one family whose orders say where it
//! stands, and may leave the domain name out.

use http::{Method, StatusCode};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use wire::Endpoint;

use super::families::{Order, per_family};
use super::shape::Product;
use crate::dreamscape::Dreamscape;
use crate::dreamscape::arguments::{Bounded, Id, Months, words};

/// Buys WordPress hosting for a customer.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
pub struct RegisterWordPress {
    /// Whose it will be.
    pub customer_id: Id,
    /// The domain name it will belong to; none when left out.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub domain_name: Option<Bounded<2, 100>>,
    /// The plan.
    pub plan_id: Id,
    /// The months of a period, one of those that the plan has.
    pub period: Months,
    /// Where it will stand.
    pub location: Location,
}

words! {
    /// Where something can stand.
    pub enum Location {
        /// In Australia.
        Au = "AU",
        /// In the United Kingdom.
        Uk = "UK",
    }
}

impl Endpoint for RegisterWordPress {
    type Dialect = Dreamscape;
    type Response = Product;

    const IDS: &'static [&'static str] = &[];
    const METHOD: Method = Method::POST;
    const PATH: &'static str = "/products/{family}";
    const SUCCESS: StatusCode = StatusCode::CREATED;
}

per_family!(RegisterWordPress, register, |family| family.order == Order::WordPress);
