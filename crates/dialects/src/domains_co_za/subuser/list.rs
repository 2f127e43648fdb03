//! `GET /subuser`: the logins below the caller's account. One match is shown bare, none or several
//! as a list.

use http::Method;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use wire::{Access, Endpoint, Flag, OneOrMany};

use crate::domains_co_za::DomainsCoZa;
use crate::domains_co_za::page::Page;
use crate::domains_co_za::subuser::subuser_object::Subuser;

/// Asks for a page of sub-users.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
pub struct ListSubusers {
    /// Keep this one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub username: Option<String>,
    /// Keep those whose login or person contains this.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub search: Option<String>,
    /// Whether deleted ones are wanted too.
    #[serde(rename = "includeDeleted", default, skip_serializing_if = "Option::is_none")]
    pub include_deleted: Option<Flag>,
    /// Which rows. `sortBy` has the words of the account list.
    #[serde(flatten)]
    pub page: Page,
}

/// A page of sub-users.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
pub struct SubuserList {
    /// The rows; one alone is shown without brackets.
    #[serde(rename = "arrUser")]
    pub users: OneOrMany<Subuser>,
    /// Sub-users before any filter.
    #[serde(rename = "intTotal")]
    pub total: u64,
    /// Sub-users that pass the filter.
    #[serde(rename = "intFilterTotal")]
    pub filter_total: u64,
    /// Rows in this answer.
    #[serde(rename = "intReturnedTotal")]
    pub returned_total: u64,
}

impl Endpoint for ListSubusers {
    type Dialect = DomainsCoZa;
    type Response = SubuserList;

    const IDS: &'static [&'static str] = &["subuser_list"];
    const METHOD: Method = Method::GET;
    const PATH: &'static str = "/subuser";
    const ACCESS: Access = Access::Owner;
}
