//! `/contactGetInfo`: one contact.

use http::Method;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use wire::{Bulked, Endpoint};

use crate::domaincontext::DomainContext;
use crate::domaincontext::arguments::{Eid, starred};
use crate::domaincontext::contact::row::ContactRow;

/// Asks about a contact.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
pub struct ReadContact {
    /// Its number or its handle.
    #[serde(deserialize_with = "starred")]
    pub id: Eid,
}

impl Endpoint for ReadContact {
    type Dialect = DomainContext;
    type Response = ContactRow;

    const IDS: &'static [&'static str] = &["contactGetInfo"];
    const METHOD: Method = Method::GET;
    const PATH: &'static str = "/contactGetInfo";
    const SECRETS: &'static [&'static str] = &["passport_no", "passport_date", "passport_by"];
}

impl Bulked for ReadContact {
    const BULK_IDS: &'static [&'static str] = &["contactsGetInfo"];
    const BULK_PATH: &'static str = "/contactsGetInfo";
}
