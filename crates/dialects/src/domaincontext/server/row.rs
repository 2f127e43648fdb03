//! Servers as lists show them.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::keyed::Keyed;

/// A virtual server.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct ServerRow {
    /// Its number.
    pub id: i64,
    /// Its name.
    pub name: String,
    /// `svds` or `ovds`.
    pub r#type: String,
    /// `new`, `ok`, `disabled`, `blocked` or `deleted`.
    pub state: String,
    /// What is said about it besides, by status; the values are the words for people.
    pub statuses: Keyed<String>,
    /// The login of its client.
    pub client: String,
    /// The number of that client.
    pub client_id: i64,
    /// The login of the client's seller.
    pub seller: String,
    /// The number of that seller.
    pub seller_id: i64,
    /// The name of its tariff.
    pub tariff: String,
    /// The number of that tariff.
    pub tariff_id: i64,
    /// The system it runs.
    pub os: String,
    /// The image it was set up from.
    pub osimage: String,
    /// The panel that came with it; empty without one.
    pub panel: String,
    /// Its address; empty until it has one.
    pub ip: String,
    /// Its last day; none before its host has taken the order.
    pub expires: Option<String>,
    /// Whether it is renewed by itself.
    pub autorenewal: bool,
    /// What is being done to it at the moment.
    pub running_task: Option<String>,
    /// What its client noted.
    pub note: String,
}
