//! `POST /domain`: registers a name and charges for it.

use http::Method;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use wire::{Endpoint, Flag, Loose};

use crate::domains_co_za::DomainsCoZa;
use crate::domains_co_za::nameserver::{DnsChoice, NameserverInput};
use crate::domains_co_za::role_contacts::RoleContacts;

/// Orders a registration. Where contacts come from: details, a named template, the default
/// template.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
pub struct CreateDomain {
    /// Label left of the extension: `shoes` in `shoes.co.za`.
    pub sld: String,
    /// Extension without a leading dot: `co.za`.
    pub tld: String,
    /// Years.
    pub period: Loose<u8>,
    /// A stored list of name servers, by name or id, instead of `ns1` to `ns5`.
    #[serde(
        rename = "nsTemplate",
        alias = "dnsTemplate",
        default,
        skip_serializing_if = "Option::is_none"
    )]
    pub nameserver_template: Option<String>,
    /// Who answers for the name.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub dns: Option<DnsChoice>,
    /// `ns1` to `ns5`, read when `dns` is `custom`.
    #[serde(flatten)]
    pub nameservers: NameserverInput,
    /// Four roles of eleven parameters each.
    #[serde(flatten)]
    pub contacts: RoleContacts,
    /// The caller's own reference. Older clients send it here; the catalogue has it on transfers
    /// only.
    #[serde(rename = "externalRef", default, skip_serializing_if = "Option::is_none")]
    pub external_ref: Option<String>,
    /// Whether the name is to be signed, where its zone is run here. The catalogue has it on the name
    /// server call only.
    #[serde(rename = "dnsSec", default, skip_serializing_if = "Option::is_none")]
    pub dnssec: Option<Flag>,
}

/// The new registration.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
pub struct DomainCreated {
    /// The registry's words.
    #[serde(rename = "strEppMessage")]
    pub epp_message: String,
    /// The registry's reason; empty on success.
    #[serde(rename = "strEppReason")]
    pub epp_reason: String,
    /// The holder's contact id, as the name's details show it.
    #[serde(rename = "strRegistrant")]
    pub registrant: String,
    /// The whole name.
    #[serde(rename = "strDomainName")]
    pub name: String,
    /// Unix seconds.
    #[serde(rename = "intExDate")]
    pub expires: i64,
    /// Unix seconds.
    #[serde(rename = "intCrDate")]
    pub created: i64,
}

impl Endpoint for CreateDomain {
    type Dialect = DomainsCoZa;
    type Response = DomainCreated;

    const IDS: &'static [&'static str] = &["domain_create"];
    const METHOD: Method = Method::POST;
    const PATH: &'static str = "/domain";
}
