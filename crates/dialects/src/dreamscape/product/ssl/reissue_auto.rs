//! `POST /products/ssl-certificates/{product_id}/reissue/auto`: issues a certificate again, with a
//! signing request that is made from what the caller says of its holder.

use http::Method;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use wire::Endpoint;

use super::details::SslDetails;
use crate::dreamscape::Dreamscape;
use crate::dreamscape::arguments::{Bounded, Country, Id};

/// Issues one certificate again.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
pub struct ReissueSslAuto {
    /// The certificate.
    pub product_id: Id,
    /// The name it speaks for.
    pub common_name: Bounded<2, 100>,
    /// The organisation that holds it.
    pub organization: Bounded<2, 255>,
    /// The part of the organisation.
    pub organization_unit: Bounded<2, 255>,
    /// The country in two letters.
    pub country: Country,
    /// The state.
    pub state: Bounded<1, 50>,
    /// The town.
    pub city: Bounded<1, 100>,
    /// Where mail goes.
    pub email: Bounded<2, 255>,
    /// The software of the server it is for.
    pub server_software: Id,
}

impl Endpoint for ReissueSslAuto {
    type Dialect = Dreamscape;
    type Response = SslDetails;

    const IDS: &'static [&'static str] = &["reissueSslAuto"];
    const METHOD: Method = Method::POST;
    const PATH: &'static str = "/products/ssl-certificates/{product_id}/reissue/auto";
}
