//! Hosts as lists show them.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// A name server inside a name that is registered here.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct HostRow {
    /// Its number.
    pub id: i64,
    /// Its name.
    pub host: String,
    /// The domain it stands in.
    pub domain: String,
    /// The number of that domain.
    pub domain_id: i64,
    /// Its addresses.
    pub ips: Vec<String>,
    /// The login of its client.
    pub client: String,
    /// The number of that client.
    pub client_id: i64,
    /// The login of the client's seller.
    pub seller: String,
    /// The number of that seller.
    pub seller_id: i64,
}
