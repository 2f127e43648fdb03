//! `PUT /domain`: changes a name's contacts, and nothing else of it; the answer is "queued".

use http::Method;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use wire::Endpoint;

use crate::domains_co_za::DomainsCoZa;
use crate::domains_co_za::envelope::Done;
use crate::domains_co_za::role_contacts::RoleContacts;

/// Changes what is sent and leaves the rest.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
pub struct UpdateContacts {
    /// Label left of the extension: `shoes` in `shoes.co.za`.
    pub sld: String,
    /// Extension without a leading dot: `co.za`.
    pub tld: String,
    /// Four roles of eleven parameters each.
    #[serde(flatten)]
    pub contacts: RoleContacts,
}

impl Endpoint for UpdateContacts {
    type Dialect = DomainsCoZa;
    type Response = Done;

    const IDS: &'static [&'static str] = &["domain_update_contacts"];
    const METHOD: Method = Method::PUT;
    const PATH: &'static str = "/domain";
}
