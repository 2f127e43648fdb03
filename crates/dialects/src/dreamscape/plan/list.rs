//! `GET /products/plans`: what is sold, page by page.

use http::Method;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use wire::Endpoint;

use crate::dreamscape::Dreamscape;
use crate::dreamscape::arguments::Id;
use crate::dreamscape::paging::Paging;
use crate::dreamscape::plan::row::Plan;

/// Asks for a page of plans.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
pub struct ListPlans {
    /// Those of one family; all when left out.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub type_id: Option<Id>,
    /// Which page.
    #[serde(flatten)]
    pub paging: Paging,
}

impl Endpoint for ListPlans {
    type Dialect = Dreamscape;
    type Response = Vec<Plan>;

    const IDS: &'static [&'static str] = &["listPlans"];
    const METHOD: Method = Method::GET;
    const PATH: &'static str = "/products/plans";
}
