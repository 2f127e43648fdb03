//! `POST /products/fax-to-emails`: a new number for faxes that arrive as mail.

use http::{Method, StatusCode};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use wire::Endpoint;

use super::families::{Order, per_family};
use super::shape::NamelessProduct;
use crate::dreamscape::Dreamscape;
use crate::dreamscape::arguments::{Bounded, Id, Months, words};

/// Buys a fax number for a customer.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
pub struct RegisterFax {
    /// Whose it will be.
    pub customer_id: Id,
    /// The plan.
    pub plan_id: Id,
    /// The months of a period, one of those that the plan has.
    pub period: Months,
    /// The country of the number.
    pub country: FaxCountry,
    /// The state or region of the number.
    pub state: Bounded<1, 50>,
}

words! {
    /// The countries that have numbers.
    pub enum FaxCountry {
        /// Australia.
        Au = "AU",
        /// The United Kingdom.
        Uk = "UK",
        /// New Zealand.
        Nz = "NZ",
    }
}

impl Endpoint for RegisterFax {
    type Dialect = Dreamscape;
    type Response = NamelessProduct;

    const IDS: &'static [&'static str] = &[];
    const METHOD: Method = Method::POST;
    const PATH: &'static str = "/products/{family}";
    const SUCCESS: StatusCode = StatusCode::CREATED;
}

per_family!(RegisterFax, register, |family| family.order == Order::Fax);
