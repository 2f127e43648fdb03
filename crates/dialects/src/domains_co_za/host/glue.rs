//! `GET /domain/gluerecords`: a name's servers together with their glue.

use http::Method;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use wire::Endpoint;

use crate::domains_co_za::DomainsCoZa;

/// Asks about one name.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
pub struct ReadGlue {
    /// Label left of the extension: `shoes` in `shoes.co.za`.
    pub sld: String,
    /// Extension without a leading dot: `co.za`.
    pub tld: String,
}

/// Five slots. An unused slot is null throughout; a used slot without an address has an empty
/// text.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
pub struct GlueRecords {
    /// First server.
    #[serde(rename = "strNs1")]
    pub ns1: Option<String>,
    /// Its IPv4 glue.
    #[serde(rename = "strNs1_ipv4")]
    pub ns1_ipv4: Option<String>,
    /// Its IPv6 glue.
    #[serde(rename = "strNs1_ipv6")]
    pub ns1_ipv6: Option<String>,
    /// Second server.
    #[serde(rename = "strNs2")]
    pub ns2: Option<String>,
    /// Its IPv4 glue.
    #[serde(rename = "strNs2_ipv4")]
    pub ns2_ipv4: Option<String>,
    /// Its IPv6 glue.
    #[serde(rename = "strNs2_ipv6")]
    pub ns2_ipv6: Option<String>,
    /// Third server.
    #[serde(rename = "strNs3")]
    pub ns3: Option<String>,
    /// Its IPv4 glue.
    #[serde(rename = "strNs3_ipv4")]
    pub ns3_ipv4: Option<String>,
    /// Its IPv6 glue.
    #[serde(rename = "strNs3_ipv6")]
    pub ns3_ipv6: Option<String>,
    /// Fourth server.
    #[serde(rename = "strNs4")]
    pub ns4: Option<String>,
    /// Its IPv4 glue.
    #[serde(rename = "strNs4_ipv4")]
    pub ns4_ipv4: Option<String>,
    /// Its IPv6 glue.
    #[serde(rename = "strNs4_ipv6")]
    pub ns4_ipv6: Option<String>,
    /// Fifth server.
    #[serde(rename = "strNs5")]
    pub ns5: Option<String>,
    /// Its IPv4 glue.
    #[serde(rename = "strNs5_ipv4")]
    pub ns5_ipv4: Option<String>,
    /// Its IPv6 glue.
    #[serde(rename = "strNs5_ipv6")]
    pub ns5_ipv6: Option<String>,
}

impl Endpoint for ReadGlue {
    type Dialect = DomainsCoZa;
    type Response = GlueRecords;

    const IDS: &'static [&'static str] = &["glue_records_get"];
    const METHOD: Method = Method::GET;
    const PATH: &'static str = "/domain/gluerecords";
}
