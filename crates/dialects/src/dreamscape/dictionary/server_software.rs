//! `GET /dictionary/ssl-server-software`: what certificates are installed in.

use http::Method;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use wire::Endpoint;

use crate::dreamscape::Dreamscape;

/// Asks what certificates are installed in.
#[derive(Debug, Clone, Default, Serialize, Deserialize, JsonSchema)]
pub struct ListServerSoftware {}

/// Something certificates are installed in.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct ServerSoftware {
    /// Its number.
    pub id: i64,
    /// Its name.
    pub name: String,
}

impl Endpoint for ListServerSoftware {
    type Dialect = Dreamscape;
    type Response = Vec<ServerSoftware>;

    const IDS: &'static [&'static str] = &["listSslServerSoftware"];
    const METHOD: Method = Method::GET;
    const PATH: &'static str = "/dictionary/ssl-server-software";
}
