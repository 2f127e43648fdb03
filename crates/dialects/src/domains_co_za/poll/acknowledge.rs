//! `POST /domain/poll`: marks messages as read. Doing so twice changes nothing.

use http::Method;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use wire::{Endpoint, OneOrMany};

use crate::domains_co_za::DomainsCoZa;
use crate::domains_co_za::envelope::Done;

/// Marks one message, or several.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
pub struct Acknowledge {
    /// The messages' ids. Older clients write `pollID`.
    #[serde(rename = "pollId", alias = "pollID")]
    pub ids: OneOrMany<String>,
}

impl Endpoint for Acknowledge {
    type Dialect = DomainsCoZa;
    type Response = Done;

    const IDS: &'static [&'static str] = &["poll_ack"];
    const METHOD: Method = Method::POST;
    const PATH: &'static str = "/domain/poll";
}
