//! `DELETE /domains/transfers`: a name stays where it is.

use http::{Method, StatusCode};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use wire::Endpoint;

use crate::dreamscape::Dreamscape;
use crate::dreamscape::arguments::{Id, Line, words};
use crate::dreamscape::nothing::Nothing;

/// Stops a name on its way.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
pub struct CancelTransfer {
    /// The name.
    pub domain_id: Id,
    /// What lets it move.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub auth_key: Option<Line>,
    /// Which way it goes.
    pub r#type: TransferDirection,
}

words! {
    /// Which way a name goes.
    pub enum TransferDirection {
        /// It comes here.
        In = "in",
        /// It leaves.
        Out = "out",
    }
}

impl Endpoint for CancelTransfer {
    type Dialect = Dreamscape;
    type Response = Nothing;

    const IDS: &'static [&'static str] = &["cancelTransfer"];
    const METHOD: Method = Method::DELETE;
    const PATH: &'static str = "/domains/transfers";
    const SECRETS: &'static [&'static str] = &["auth_key"];
    const SUCCESS: StatusCode = StatusCode::NO_CONTENT;
}
