//! `GET /user/disableAuth`: switches two-factor sign-in off, without asking for a code. A GET that
//! changes state.

use http::Method;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use wire::Endpoint;

use crate::domains_co_za::DomainsCoZa;
use crate::domains_co_za::envelope::Done;

/// Goes back to password only.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
pub struct DisableAuth {}

impl Endpoint for DisableAuth {
    type Dialect = DomainsCoZa;
    type Response = Done;

    const IDS: &'static [&'static str] = &["user_disable_auth"];
    const METHOD: Method = Method::GET;
    const PATH: &'static str = "/user/disableAuth";
}
