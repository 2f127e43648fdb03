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

#[cfg(test)]
mod tests {
    use wire::Node;

    use super::*;

    fn read(json: &str) -> Result<BuyServer, String> {
        serde_json::from_str::<Node>(json).unwrap().decode().map_err(|error| error.to_string())
    }

    #[test]
    fn the_image_goes_by_two_names_and_the_tariff_keeps_its_last_space() {
        for name in ["os", "osimage"] {
            let json = format!(r#"{{"tariff":"VDS 100 ","cluster_id":"1","{name}":"centos"}}"#);
            let order = read(&json).unwrap();
            assert_eq!((order.tariff.as_str(), order.osimage.0.as_str()), ("VDS 100 ", "centos"));
        }
    }

    #[test]
    fn what_is_missing_is_named() {
        for (json, missing) in [
            (r#"{"tariff":" ","cluster_id":1,"os":"centos"}"#, "tariff is missing"),
            (r#"{"tariff":"VDS","cluster_id":0,"os":"centos"}"#, "cluster_id is missing"),
            (r#"{"tariff":"VDS","cluster_id":1,"os":""}"#, "os is missing"),
            (r#"{"tariff":"VDS","cluster_id":1}"#, "osimage is missing"),
        ] {
            assert_eq!(read(json).unwrap_err(), missing);
        }
    }
}
