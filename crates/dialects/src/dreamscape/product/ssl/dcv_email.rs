//! `GET /products/ssl-certificates/{product_id}/dcv/email`: the mailboxes that may be asked whether the
//! customer holds the name.

use http::Method;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use wire::Endpoint;

use crate::dreamscape::Dreamscape;
use crate::dreamscape::arguments::Id;

/// Asks for the mailboxes of one certificate.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
pub struct ListDcvMailboxes {
    /// The certificate.
    pub product_id: Id,
}

/// Mailboxes that may be asked.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct DcvMailboxes {
    /// Their addresses.
    pub emails: Vec<String>,
}

impl Endpoint for ListDcvMailboxes {
    type Dialect = Dreamscape;
    type Response = DcvMailboxes;

    const IDS: &'static [&'static str] = &["getSslDcvEmail"];
    const METHOD: Method = Method::GET;
    const PATH: &'static str = "/products/ssl-certificates/{product_id}/dcv/email";
}
