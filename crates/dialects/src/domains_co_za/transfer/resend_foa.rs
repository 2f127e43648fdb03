//! `POST /domain/transfer/resendFoa`: mails the form of authorisation once more.

use http::Method;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use wire::Endpoint;

use crate::domains_co_za::DomainsCoZa;
use crate::domains_co_za::envelope::Done;

/// Repeats the mail of one transfer.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
pub struct ResendFoa {
    /// Label left of the extension: `shoes` in `shoes.co.za`.
    pub sld: String,
    /// Extension without a leading dot: `co.za`.
    pub tld: String,
}

impl Endpoint for ResendFoa {
    type Dialect = DomainsCoZa;
    type Response = Done;

    const IDS: &'static [&'static str] = &["transfer_resend_foa"];
    const METHOD: Method = Method::POST;
    const PATH: &'static str = "/domain/transfer/resendFoa";
}
