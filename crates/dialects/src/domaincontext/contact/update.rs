//! `/contactUpdate`: a contact is told anew.

use http::Method;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use wire::{Bulked, Endpoint};

use crate::domaincontext::DomainContext;
use crate::domaincontext::arguments::{Id, Pincode, optional, starred};
use crate::domaincontext::contact::fields::ContactFields;
use crate::domaincontext::contact::numbered::NumberedContact;

/// Rewrites a contact. What a new one needs is needed again.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
pub struct UpdateContact {
    /// Its number.
    #[serde(deserialize_with = "starred")]
    pub id: Id,
    /// The pincode of its client, where the client has one.
    #[serde(default, deserialize_with = "optional", skip_serializing_if = "Option::is_none")]
    pub pincode: Option<Pincode>,
    /// Who it is.
    #[serde(flatten)]
    pub fields: ContactFields,
}

impl Endpoint for UpdateContact {
    type Dialect = DomainContext;
    type Response = NumberedContact;

    const IDS: &'static [&'static str] = &["contactUpdate"];
    const METHOD: Method = Method::GET;
    const PATH: &'static str = "/contactUpdate";
    const SECRETS: &'static [&'static str] =
        &["pincode", "passport_no", "passport_date", "passport_by"];
}

impl Bulked for UpdateContact {
    const BULK_IDS: &'static [&'static str] = &["contactsUpdate"];
    const BULK_PATH: &'static str = "/contactsUpdate";
}
