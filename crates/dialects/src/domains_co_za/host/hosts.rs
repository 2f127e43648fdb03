//! `GET /domain/hostrecords`: the hosts below a name, or the addresses of one of them. Two answers
//! share the call.

use http::Method;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use wire::Endpoint;

use crate::domains_co_za::DomainsCoZa;

/// Asks for all hosts, or for one.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
pub struct ReadHosts {
    /// Label left of the extension: `shoes` in `shoes.co.za`.
    pub sld: String,
    /// Extension without a leading dot: `co.za`.
    pub tld: String,
    /// A whole host name: its addresses are wanted instead of the list.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub host: Option<String>,
}

impl Endpoint for ReadHosts {
    type Dialect = DomainsCoZa;
    type Response = Hosts;

    const IDS: &'static [&'static str] = &["host_records_get"];
    const METHOD: Method = Method::GET;
    const PATH: &'static str = "/domain/hostrecords";
}

/// Either answer, told apart by its keys.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
#[serde(untagged)]
pub enum Hosts {
    /// Without `host`: the host names.
    All(HostList),
    /// With `host`: its addresses.
    One(HostAddresses),
}

/// The hosts below a name.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
pub struct HostList {
    /// Whole host names.
    #[serde(rename = "arrHosts")]
    pub hosts: Vec<String>,
}

/// One host.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
pub struct HostAddresses {
    /// The whole host name.
    #[serde(rename = "strHostName")]
    pub name: String,
    /// Where it is.
    #[serde(rename = "arrIPs")]
    pub addresses: Vec<HostAddress>,
}

/// One address of a host.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
pub struct HostAddress {
    /// Which kind of address.
    #[serde(rename = "type")]
    pub family: AddressFamily,
    /// The address.
    pub ip: String,
}

/// Kinds of address.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum AddressFamily {
    /// IPv4.
    V4,
    /// IPv6.
    V6,
}
