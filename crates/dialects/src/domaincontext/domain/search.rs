//! `/domainsSearch`: the domains that fit.

use http::Method;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use wire::Endpoint;

use crate::domaincontext::DomainContext;
use crate::domaincontext::arguments::{Flag, Ids, Label, Labels, Reference, optional};
use crate::domaincontext::domain::row::DomainRow;
use crate::domaincontext::found::{Found, Paging};
use crate::domaincontext::hdomain::record::DnsRecord;

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
    /// Asks for the records of each name, too.
    #[serde(default, deserialize_with = "optional", skip_serializing_if = "Option::is_none")]
    pub show_dns: Option<Flag>,
    /// Asks for where mail and visitors of each name are sent on to, too.
    #[serde(default, deserialize_with = "optional", skip_serializing_if = "Option::is_none")]
    pub show_fw_park: Option<Flag>,
    /// Who runs the zone: `own` for names whose zone is run here, `other` for those whose is not. One
    /// and zero mean the same.
    #[serde(default, deserialize_with = "optional", skip_serializing_if = "Option::is_none")]
    pub dns: Option<Reference>,
    /// How much is shown: `full`, or `short` for number, name, client, seller, state and expiry.
    /// Columns that are selected stand above it.
    #[serde(default, deserialize_with = "optional", skip_serializing_if = "Option::is_none")]
    pub view: Option<Reference>,
}

/// A domain that fits.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct FoundDomain {
    /// The domain.
    #[serde(flatten)]
    pub row: DomainRow,
    /// Its records, where they were asked for.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub dns: Option<Vec<DnsRecord>>,
    /// Where its mail and its visitors are sent on to, where that was asked for.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub fw_park: Option<ShownForwarding>,
}

/// Where mail and visitors of a domain are sent on to.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct ShownForwarding {
    /// Visitors; null when they are not.
    pub web: Option<ShownWebRule>,
    /// Mail, by address.
    pub mail: Vec<ShownMailRule>,
}

/// Where visitors are sent on to.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct ShownWebRule {
    /// `permanent`, `temporary` or `frame`.
    pub r#type: String,
    /// The address.
    pub to: String,
}

/// Where the mail of an address is sent on to.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct ShownMailRule {
    /// What stands before the at sign; `*` for all others.
    pub from: String,
    /// The whole address it goes to.
    pub to: String,
}

impl Endpoint for SearchDomains {
    type Dialect = DomainContext;
    type Response = Found<FoundDomain>;

    const IDS: &'static [&'static str] = &["domainsSearch"];
    const METHOD: Method = Method::GET;
    const PATH: &'static str = "/domainsSearch";
}
