//! `/contactDelete`: a contact goes, unless names still use it.

use http::Method;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use wire::{Bulked, Endpoint};

use crate::domaincontext::DomainContext;
use crate::domaincontext::arguments::{Id, starred};
use crate::domaincontext::contact::numbered::NumberedContact;

/// Deletes a contact.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
pub struct DeleteContact {
    /// Its number.
    #[serde(deserialize_with = "starred")]
    pub id: Id,
}

impl Endpoint for DeleteContact {
    type Dialect = DomainContext;
    type Response = NumberedContact;

    const IDS: &'static [&'static str] = &["contactDelete"];
    const METHOD: Method = Method::GET;
    const PATH: &'static str = "/contactDelete";
}

impl Bulked for DeleteContact {
    const BULK_IDS: &'static [&'static str] = &["contactsDelete"];
    const BULK_PATH: &'static str = "/contactsDelete";
}
