//! `GET /domains/registrants`: registrants, page by page.

use http::Method;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use wire::Endpoint;

use crate::dreamscape::Dreamscape;
use crate::dreamscape::arguments::Id;
use crate::dreamscape::paging::Paging;
use crate::dreamscape::registrant::row::Registrant;

/// Asks for a page of registrants.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
pub struct ListRegistrants {
    /// Those of one customer; all when left out.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub customer_id: Option<Id>,
    /// Which page.
    #[serde(flatten)]
    pub paging: Paging,
}

impl Endpoint for ListRegistrants {
    type Dialect = Dreamscape;
    type Response = Vec<Registrant>;

    const IDS: &'static [&'static str] = &["listRegistrants"];
    const METHOD: Method = Method::GET;
    const PATH: &'static str = "/domains/registrants";
}
