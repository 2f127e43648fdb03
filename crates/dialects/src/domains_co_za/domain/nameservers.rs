//! `POST /domain/ns`: points a name elsewhere, or switches DNSSEC; the answer is "queued".

use http::Method;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use wire::{Base64Json, Endpoint, Flag};

use crate::domains_co_za::DomainsCoZa;
use crate::domains_co_za::dnssec::dnssec_key::DnsSecKey;
use crate::domains_co_za::envelope::EppOutcome;
use crate::domains_co_za::nameserver::{DnsChoice, NameserverInput};

/// A call with `dnsSec` alone leaves the servers as they are.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
pub struct UpdateNameservers {
    /// Label left of the extension: `shoes` in `shoes.co.za`.
    pub sld: String,
    /// Extension without a leading dot: `co.za`.
    pub tld: String,
    /// A stored list of name servers, by name or id, instead of `ns1` to `ns5`.
    #[serde(
        rename = "nsTemplate",
        alias = "dnsTemplate",
        default,
        skip_serializing_if = "Option::is_none"
    )]
    pub nameserver_template: Option<String>,
    /// Who answers for the name; `custom` when left out.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub dns: Option<DnsChoice>,
    /// `ns1` to `ns5`, read when `dns` is `custom`.
    #[serde(flatten)]
    pub nameservers: NameserverInput,
    /// Whether the name is to be signed: with the keys sent along, else here, where its zone is run.
    #[serde(rename = "dnsSec", default, skip_serializing_if = "Option::is_none")]
    pub dnssec: Option<Flag>,
    /// Keys to derive DS records from.
    #[serde(rename = "dnsSecData", default, skip_serializing_if = "Option::is_none")]
    pub dnssec_data: Option<Base64Json<Vec<DnsSecKey>>>,
}

impl Endpoint for UpdateNameservers {
    type Dialect = DomainsCoZa;
    type Response = EppOutcome;

    const IDS: &'static [&'static str] = &["domain_update_nameservers"];
    const METHOD: Method = Method::POST;
    const PATH: &'static str = "/domain/ns";
}
