//! `POST /products/ssl-certificates`: a new certificate, paid by the reseller.

use http::{Method, StatusCode};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use wire::Endpoint;

use crate::dreamscape::Dreamscape;
use crate::dreamscape::arguments::{Bounded, Country, Id, Line, Months, Switch, words};
use crate::dreamscape::person::AccountType;
use crate::dreamscape::product::families::{Order, per_family};
use crate::dreamscape::product::shape::Product;

words! {
    /// Who runs the server that the certificate is for.
    pub enum HostedWith {
        /// The platform.
        Dreamscape = "dreamscape",
        /// Somebody else, who makes the signing request.
        External = "external",
    }
}

/// Buys a certificate for a customer.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
pub struct RegisterSslCertificate {
    /// Whose it will be.
    pub customer_id: Id,
    /// The domain name it will speak for.
    pub domain_name: Bounded<2, 100>,
    /// The plan.
    pub plan_id: Id,
    /// The months of a period, one of those that the plan has.
    pub period: Months,
    /// Who runs the server it is for.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub hosted_with: Option<HostedWith>,
    /// The software of that server.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub server_software: Option<Id>,
    /// The signing request; one is made when left out.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub csr: Option<String>,
    /// Whether what is left out is taken from what is known of the customer.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub auto_fill_details: Option<Switch>,
    /// Whether it is for a business.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub account_type: Option<AccountType>,
    /// Street and number.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub address: Option<Line>,
    /// The town.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub city: Option<Bounded<1, 100>>,
    /// The postal code.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub post_code: Option<Bounded<1, 15>>,
    /// The country in two letters.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub country: Option<Country>,
    /// The state.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub state: Option<Bounded<1, 50>>,
    /// The telephone.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub phone: Option<Line>,
    /// Where mail goes.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub email: Option<Bounded<2, 255>>,
    /// The business.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub business_name: Option<Bounded<2, 255>>,
    /// Its number in a register.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub business_number: Option<Bounded<2, 25>>,
    /// The country whose law it is founded under.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub jurisdiction_country: Option<Country>,
}

impl Endpoint for RegisterSslCertificate {
    type Dialect = Dreamscape;
    type Response = Product;

    const IDS: &'static [&'static str] = &[];
    const METHOD: Method = Method::POST;
    const PATH: &'static str = "/products/{family}";
    const SUCCESS: StatusCode = StatusCode::CREATED;
}

per_family!(RegisterSslCertificate, register, |family| family.order == Order::Certificate);
