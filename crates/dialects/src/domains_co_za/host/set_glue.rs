//! `POST /domain/gluerecords`: writes a name's servers together with their glue; the answer is
//! "queued". The parameters are spelt with a hyphen, the keys of the reading call with an
//! underscore.

use http::Method;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use wire::Endpoint;

use crate::domains_co_za::DomainsCoZa;
use crate::domains_co_za::envelope::EppOutcome;

/// Two servers at least; every address is optional.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
pub struct SetGlue {
    /// Label left of the extension: `shoes` in `shoes.co.za`.
    pub sld: String,
    /// Extension without a leading dot: `co.za`.
    pub tld: String,
    /// First server.
    pub ns1: String,
    /// Its IPv4 glue.
    #[serde(rename = "ns1-ip4", default, skip_serializing_if = "Option::is_none")]
    pub ns1_ipv4: Option<String>,
    /// Its IPv6 glue.
    #[serde(rename = "ns1-ip6", default, skip_serializing_if = "Option::is_none")]
    pub ns1_ipv6: Option<String>,
    /// Second server.
    pub ns2: String,
    /// Its IPv4 glue.
    #[serde(rename = "ns2-ip4", default, skip_serializing_if = "Option::is_none")]
    pub ns2_ipv4: Option<String>,
    /// Its IPv6 glue.
    #[serde(rename = "ns2-ip6", default, skip_serializing_if = "Option::is_none")]
    pub ns2_ipv6: Option<String>,
    /// Third server.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub ns3: Option<String>,
    /// Its IPv4 glue.
    #[serde(rename = "ns3-ip4", default, skip_serializing_if = "Option::is_none")]
    pub ns3_ipv4: Option<String>,
    /// Its IPv6 glue.
    #[serde(rename = "ns3-ip6", default, skip_serializing_if = "Option::is_none")]
    pub ns3_ipv6: Option<String>,
    /// Fourth server.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub ns4: Option<String>,
    /// Its IPv4 glue.
    #[serde(rename = "ns4-ip4", default, skip_serializing_if = "Option::is_none")]
    pub ns4_ipv4: Option<String>,
    /// Its IPv6 glue.
    #[serde(rename = "ns4-ip6", default, skip_serializing_if = "Option::is_none")]
    pub ns4_ipv6: Option<String>,
    /// Fifth server.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub ns5: Option<String>,
    /// Its IPv4 glue.
    #[serde(rename = "ns5-ip4", default, skip_serializing_if = "Option::is_none")]
    pub ns5_ipv4: Option<String>,
    /// Its IPv6 glue.
    #[serde(rename = "ns5-ip6", default, skip_serializing_if = "Option::is_none")]
    pub ns5_ipv6: Option<String>,
}

impl Endpoint for SetGlue {
    type Dialect = DomainsCoZa;
    type Response = EppOutcome;

    const IDS: &'static [&'static str] = &["glue_records_set"];
    const METHOD: Method = Method::POST;
    const PATH: &'static str = "/domain/gluerecords";
}
