//! `/contactCreate`: a new person or organisation.

use http::Method;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use wire::{Bulked, Endpoint};

use crate::domaincontext::DomainContext;
use crate::domaincontext::arguments::{Reference, optional};
use crate::domaincontext::contact::fields::ContactFields;
use crate::domaincontext::contact::numbered::NumberedContact;

/// Makes a contact.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
pub struct CreateContact {
    /// Who it is.
    #[serde(flatten)]
    pub fields: ContactFields,
    /// `person` or `organization`.
    #[serde(default, deserialize_with = "optional", skip_serializing_if = "Option::is_none")]
    pub r#type: Option<Reference>,
}

impl Endpoint for CreateContact {
    type Dialect = DomainContext;
    type Response = NumberedContact;

    const IDS: &'static [&'static str] = &["contactCreate"];
    const METHOD: Method = Method::GET;
    const PATH: &'static str = "/contactCreate";
    const SECRETS: &'static [&'static str] = &["passport_no", "passport_date", "passport_by"];
}

impl Bulked for CreateContact {
    const BULK_IDS: &'static [&'static str] = &["contactsCreate"];
    const BULK_PATH: &'static str = "/contactsCreate";
}
