//! `GET /domain/list`: the caller's names with their dates. The catalogue lists `tld` alone; paging
//! and search are extensions that older clients also send.

use http::Method;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use wire::Endpoint;

use crate::domains_co_za::DomainsCoZa;
use crate::domains_co_za::flags::NumberFlag;
use crate::domains_co_za::page::Page;

/// Asks for the caller's names.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
pub struct ListDomains {
    /// Keep this extension only.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub tld: Option<String>,
    /// Keep names that contain this; not in the catalogue.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub search: Option<String>,
    /// Which rows; not in the catalogue.
    #[serde(flatten)]
    pub page: Page,
}

/// A page of names.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
pub struct DomainList {
    /// The rows.
    #[serde(rename = "arrDomains")]
    pub domains: Vec<DomainRow>,
    /// Names of the account, before any filter.
    #[serde(rename = "intTotal")]
    pub total: u64,
    /// Names that pass the filter.
    #[serde(rename = "intFilterTotal")]
    pub filter_total: u64,
    /// Rows in this answer.
    #[serde(rename = "intReturnedTotal")]
    pub returned_total: u64,
}

impl Endpoint for ListDomains {
    type Dialect = DomainsCoZa;
    type Response = DomainList;

    const IDS: &'static [&'static str] = &["domain_list"];
    const METHOD: Method = Method::GET;
    const PATH: &'static str = "/domain/list";
}

/// One name of a list. Several facts are spelt differently in the answer for a single name.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
pub struct DomainRow {
    /// The whole name.
    #[serde(rename = "strDomainName")]
    pub name: String,
    /// The registrant's name.
    #[serde(rename = "contactName")]
    pub contact_name: String,
    /// The registrant's contact id.
    #[serde(rename = "strContactID")]
    pub contact_id: String,
    /// Where the name stands, in one word.
    pub status: String,
    /// The registry's statuses.
    #[serde(rename = "eppStatus")]
    pub epp_status: String,
    /// Whether our name servers answer for it.
    #[serde(rename = "strDns")]
    pub managed_dns: NumberFlag,
    /// Unix seconds.
    #[serde(rename = "createdDate")]
    pub created: i64,
    /// Unix seconds.
    #[serde(rename = "expiryDate")]
    pub expires: i64,
    /// Unix seconds; when it stops resolving if nobody renews.
    #[serde(rename = "suspendDate")]
    pub suspends: i64,
    /// Unix seconds; when renewing starts to cost extra.
    #[serde(rename = "redemptionDate")]
    pub redeemable_from: i64,
    /// Unix seconds; when it becomes free again.
    #[serde(rename = "deleteDate")]
    pub deletes: i64,
    /// Whether it renews itself.
    pub autorenew: NumberFlag,
    /// The caller's own reference; null when unset.
    #[serde(rename = "externalRef")]
    pub external_ref: Option<String>,
    /// Its name servers.
    pub nameservers: Vec<String>,
}
