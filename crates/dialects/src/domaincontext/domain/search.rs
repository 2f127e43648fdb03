//! `/domainsSearch`: the domains that fit.

use http::Method;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use wire::Endpoint;

use crate::domaincontext::DomainContext;
use crate::domaincontext::arguments::{Flag, Ids, Label, Labels, Reference, optional};
use crate::domaincontext::domain::row::DomainRow;
use crate::domaincontext::found::{Found, Paging};

/// Filters; what is left out does not filter.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
pub struct SearchDomains {
    /// Numbers.
    #[serde(default, deserialize_with = "optional", skip_serializing_if = "Option::is_none")]
    pub ids: Option<Ids>,
    /// Part of the name.
    #[serde(default, deserialize_with = "optional", skip_serializing_if = "Option::is_none")]
    pub domain: Option<Label>,
    /// Whole names.
    #[serde(default, deserialize_with = "optional", skip_serializing_if = "Option::is_none")]
    pub domains: Option<Labels>,
    /// Notes.
    #[serde(default, deserialize_with = "optional", skip_serializing_if = "Option::is_none")]
    pub note: Option<Labels>,
    /// The state.
    #[serde(default, deserialize_with = "optional", skip_serializing_if = "Option::is_none")]
    pub state: Option<Reference>,
    /// Logins of holders.
    #[serde(default, deserialize_with = "optional", skip_serializing_if = "Option::is_none")]
    pub client: Option<Labels>,
    /// Logins of those who sell to the holders.
    #[serde(default, deserialize_with = "optional", skip_serializing_if = "Option::is_none")]
    pub seller: Option<Labels>,
    /// Sorting, paging, columns.
    #[serde(flatten)]
    pub paging: Paging,
    /// Asks for records; they are read with their own command.
    #[serde(default, deserialize_with = "optional", skip_serializing_if = "Option::is_none")]
    pub show_dns: Option<Flag>,
    /// Asks for forwarding; read and not used.
    #[serde(default, deserialize_with = "optional", skip_serializing_if = "Option::is_none")]
    pub show_fw_park: Option<Flag>,
    /// Read and not used.
    #[serde(default, deserialize_with = "optional", skip_serializing_if = "Option::is_none")]
    pub dns: Option<Reference>,
    /// Read and not used.
    #[serde(default, deserialize_with = "optional", skip_serializing_if = "Option::is_none")]
    pub view: Option<Reference>,
}

impl Endpoint for SearchDomains {
    type Dialect = DomainContext;
    type Response = Found<DomainRow>;

    const IDS: &'static [&'static str] = &["domainsSearch"];
    const METHOD: Method = Method::GET;
    const PATH: &'static str = "/domainsSearch";
}
