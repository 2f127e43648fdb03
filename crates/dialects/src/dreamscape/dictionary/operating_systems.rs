//! `GET /dictionary/servers-operating-systems`: what servers run.

use http::Method;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use wire::Endpoint;

use crate::dreamscape::Dreamscape;
use crate::dreamscape::arguments::words;

/// Asks what servers run.
#[derive(Debug, Clone, Default, Serialize, Deserialize, JsonSchema)]
pub struct ListOperatingSystems {}

words! {
    /// What operating systems have in common.
    pub enum SystemFamily {
        /// Windows.
        Windows = "windows",
        /// Linux.
        Linux = "linux",
    }
}

/// Something a server runs.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct OperatingSystem {
    /// What it has in common with others.
    pub family: SystemFamily,
    /// Its name.
    pub name: String,
}

impl Endpoint for ListOperatingSystems {
    type Dialect = Dreamscape;
    type Response = Vec<OperatingSystem>;

    const IDS: &'static [&'static str] = &["listServersOperatingSystems"];
    const METHOD: Method = Method::GET;
    const PATH: &'static str = "/dictionary/servers-operating-systems";
}
