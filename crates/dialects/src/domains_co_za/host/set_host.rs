//! `POST /domain/hostrecords`: makes a host below a name. The first IPv4 address is wanted, so
//! there are no hosts with IPv6 alone.

use http::Method;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use wire::Endpoint;

use crate::domains_co_za::DomainsCoZa;
use crate::domains_co_za::envelope::EppOutcome;

/// Makes one host.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
pub struct SetHost {
    /// Label left of the extension: `shoes` in `shoes.co.za`.
    pub sld: String,
    /// Extension without a leading dot: `co.za`.
    pub tld: String,
    /// The whole host name.
    pub host: String,
    /// First IPv4 address.
    #[serde(rename = "host1-ip4")]
    pub host1_ipv4: String,
    /// First IPv6 address.
    #[serde(rename = "host1-ip6", default, skip_serializing_if = "Option::is_none")]
    pub host1_ipv6: Option<String>,
    /// Second IPv4 address.
    #[serde(rename = "host2-ip4", default, skip_serializing_if = "Option::is_none")]
    pub host2_ipv4: Option<String>,
    /// Second IPv6 address.
    #[serde(rename = "host2-ip6", default, skip_serializing_if = "Option::is_none")]
    pub host2_ipv6: Option<String>,
}

impl Endpoint for SetHost {
    type Dialect = DomainsCoZa;
    type Response = EppOutcome;

    const IDS: &'static [&'static str] = &["host_record_set"];
    const METHOD: Method = Method::POST;
    const PATH: &'static str = "/domain/hostrecords";
}
