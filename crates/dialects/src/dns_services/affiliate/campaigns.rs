//! `GET /affiliates/campaigns`: what an affiliate can promote.

use http::Method;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use wire::Endpoint;

use crate::dns_services::DnsServices;
use crate::dns_services::quoted::Quoted;

/// Asks what can be promoted.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
pub struct ListCampaigns {}

/// What can be promoted.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
pub struct Campaigns {
    /// The campaigns.
    pub campaigns: Vec<Campaign>,
}

/// One campaign.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
pub struct Campaign {
    /// Its number.
    pub id: Quoted<i64>,
    /// Its name.
    pub name: String,
}

impl Endpoint for ListCampaigns {
    type Dialect = DnsServices;
    type Response = Campaigns;

    const IDS: &'static [&'static str] = &["affiliate_campaigns"];
    const METHOD: Method = Method::GET;
    const PATH: &'static str = "/affiliates/campaigns";
}
