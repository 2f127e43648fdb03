//! `/serverBuy`: a new server, paid from the balance.

use http::Method;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use wire::{Bulked, Endpoint};

use crate::domaincontext::DomainContext;
use crate::domaincontext::arguments::{Eid, Id, Label, Reference, Url, optional, starred};

/// Orders a server.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
pub struct BuyServer {
    /// The name of the tariff as it was sent: it is not trimmed, because a plus at its end arrives
    /// as a space.
    #[serde(deserialize_with = "starred")]
    pub tariff: String,
    /// The number of the place it shall stand in.
    #[serde(deserialize_with = "starred")]
    pub cluster_id: Id,
    /// The image to set it up from.
    #[serde(alias = "os", deserialize_with = "starred")]
    pub osimage: Eid,
    /// The panel to set it up with.
    #[serde(default, deserialize_with = "optional", skip_serializing_if = "Option::is_none")]
    pub panel: Option<Reference>,
    /// Where its owner can be found.
    #[serde(default, deserialize_with = "optional", skip_serializing_if = "Option::is_none")]
    pub social: Option<Label>,
    /// What it is for.
    #[serde(default, deserialize_with = "optional", skip_serializing_if = "Option::is_none")]
    pub purpose: Option<Label>,
    /// What is called when it is ready.
    #[serde(default, deserialize_with = "optional", skip_serializing_if = "Option::is_none")]
    pub callback_url: Option<Url>,
    /// How many periods to pay for; one when left out.
    #[serde(default, deserialize_with = "optional", skip_serializing_if = "Option::is_none")]
    pub amount: Option<Id>,
}

/// A server that is being set up.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
pub struct ServerBought {
    /// Its number.
    pub id: i64,
    /// Its name.
    pub name: String,
    /// `new`.
    pub state: String,
    /// Whether somebody has to confirm the order first; only then is it there.
    #[serde(rename = "_action_pending", default, skip_serializing_if = "Option::is_none")]
    pub action_pending: Option<bool>,
}

impl Endpoint for BuyServer {
    type Dialect = DomainContext;
    type Response = ServerBought;

    const IDS: &'static [&'static str] = &["serverBuy"];
    const METHOD: Method = Method::GET;
    const PATH: &'static str = "/serverBuy";
}

impl Bulked for BuyServer {
    const BULK_IDS: &'static [&'static str] = &["serversBuy"];
    const BULK_PATH: &'static str = "/serversBuy";
}
