//! `GET /reseller/list`: the accounts below the caller's.

use http::Method;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use wire::{Access, Endpoint};

use crate::domains_co_za::DomainsCoZa;
use crate::domains_co_za::flags::NumberFlag;
use crate::domains_co_za::page::Page;

/// Asks for a page of accounts.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
pub struct ListAccounts {
    /// Which rows. `sortBy`: `agreementSigned`, `strCompany`, `strName`, `strUsername`,
    /// `intTotalDomains`.
    #[serde(flatten)]
    pub page: Page,
    /// Keep accounts that contain this.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub search: Option<String>,
}

/// A page of accounts.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
pub struct AccountList {
    /// The rows.
    #[serde(rename = "arrResellerList")]
    pub accounts: Vec<AccountRow>,
    /// Accounts before any filter.
    #[serde(rename = "intTotal")]
    pub total: u64,
    /// Accounts that pass the filter.
    #[serde(rename = "intFilterTotal")]
    pub filter_total: u64,
    /// Rows in this answer.
    #[serde(rename = "intReturnedTotal")]
    pub returned_total: u64,
}

impl Endpoint for ListAccounts {
    type Dialect = DomainsCoZa;
    type Response = AccountList;

    const IDS: &'static [&'static str] = &["reseller_list"];
    const METHOD: Method = Method::GET;
    const PATH: &'static str = "/reseller/list";
    const ACCESS: Access = Access::Parent;
}

/// One account of a list.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
pub struct AccountRow {
    /// Login name.
    #[serde(rename = "strUsername")]
    pub username: String,
    /// The person.
    #[serde(rename = "strName")]
    pub name: String,
    /// Company, or empty.
    #[serde(rename = "strCompany")]
    pub company: String,
    /// Names it holds.
    #[serde(rename = "intTotalDomains")]
    pub total_domains: u64,
    /// Whether the agreement was signed.
    #[serde(rename = "agreementSigned")]
    pub agreement_signed: NumberFlag,
    /// Money left, with two decimals; text here, a number in profiles.
    #[serde(rename = "fltBalance")]
    pub balance: String,
}
