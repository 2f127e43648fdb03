//! `POST /domain/transfer`: asks for a name to come to this account. The answer means "asked", not
//! "here".

use http::Method;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use wire::Endpoint;

use crate::domains_co_za::DomainsCoZa;
use crate::domains_co_za::envelope::Done;
use crate::domains_co_za::nameserver::{NameserverInput, TransferDnsChoice};
use crate::domains_co_za::role_contacts::RoleContacts;

/// Starts a transfer.
#[derive(Clone, Serialize, Deserialize, JsonSchema)]
pub struct RequestTransfer {
    /// Label left of the extension: `shoes` in `shoes.co.za`.
    pub sld: String,
    /// Extension without a leading dot: `co.za`.
    pub tld: String,
    /// The auth code; names under `.za` have none.
    #[serde(rename = "eppKey", default, skip_serializing_if = "Option::is_none")]
    pub epp_key: Option<String>,
    /// A stored list of name servers, by name or id. Two calls spell it `nsTemplate`.
    #[serde(
        rename = "dnsTemplate",
        alias = "nsTemplate",
        default,
        skip_serializing_if = "Option::is_none"
    )]
    pub nameserver_template: Option<String>,
    /// Who answers for the name afterwards.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub dns: Option<TransferDnsChoice>,
    /// `ns1` to `ns5`, read when `dns` is `custom`.
    #[serde(flatten)]
    pub nameservers: NameserverInput,
    /// Four roles of eleven parameters each.
    #[serde(flatten)]
    pub contacts: RoleContacts,
    /// The caller's own reference.
    #[serde(rename = "externalRef", default, skip_serializing_if = "Option::is_none")]
    pub external_ref: Option<String>,
}

impl Endpoint for RequestTransfer {
    type Dialect = DomainsCoZa;
    type Response = Done;

    const IDS: &'static [&'static str] = &["transfer_request"];
    const METHOD: Method = Method::POST;
    const PATH: &'static str = "/domain/transfer";
    const SECRETS: &'static [&'static str] = &["eppKey"];
}
