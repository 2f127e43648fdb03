//! `POST /domain/sendAuthCode`: mails the auth code to the holder; refused while locked.

use http::Method;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use wire::Endpoint;

use crate::domains_co_za::DomainsCoZa;
use crate::domains_co_za::envelope::EppOutcome;

/// Mails one name's auth code.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
pub struct SendAuthCode {
    /// Label left of the extension: `shoes` in `shoes.co.za`.
    pub sld: String,
    /// Extension without a leading dot: `co.za`.
    pub tld: String,
}

impl Endpoint for SendAuthCode {
    type Dialect = DomainsCoZa;
    type Response = EppOutcome;

    const IDS: &'static [&'static str] = &["domain_send_auth_code"];
    const METHOD: Method = Method::POST;
    const PATH: &'static str = "/domain/sendAuthCode";
}
