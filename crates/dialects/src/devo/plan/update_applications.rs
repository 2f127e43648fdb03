//! `PUT /plan/{planName}/applications`: changes what domains of a plan may open.

use http::Method;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use wire::Endpoint;

use crate::devo::Devo;
use crate::devo::named::Named;
use crate::devo::plan::applications_body::ApplicationsBody;

/// Changes the applications.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct UpdateApplications {
    /// The plan.
    pub plan_name: String,
    /// All of them from now on; `*` for every one there is.
    #[serde(flatten)]
    pub applications: ApplicationsBody,
}

impl Endpoint for UpdateApplications {
    type Dialect = Devo;
    type Response = Vec<Named>;

    const IDS: &'static [&'static str] = &["updatePlanApplications"];
    const METHOD: Method = Method::PUT;
    const PATH: &'static str = "/plan/{planName}/applications";
}
