//! `/certificatesSearch`: certificates by exact values of their fields.

use http::Method;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use wire::Endpoint;

use crate::domaincontext::DomainContext;
use crate::domaincontext::arguments::{
    Date, Eid, Flag, Id, Label, Login, Period, Reference, optional,
};
use crate::domaincontext::certificate::row::CertificateRow;

/// Finds certificates. Whoever names several filters means all of them.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
pub struct SearchCertificates {
    /// Its number.
    #[serde(default, deserialize_with = "optional", skip_serializing_if = "Option::is_none")]
    pub id: Option<Id>,
    /// What the supplier knows it by.
    #[serde(default, deserialize_with = "optional", skip_serializing_if = "Option::is_none")]
    pub remoteid: Option<Eid>,
    /// The number of the one it was made from.
    #[serde(default, deserialize_with = "optional", skip_serializing_if = "Option::is_none")]
    pub parent_id: Option<Id>,
    /// Whether others were made from it.
    #[serde(default, deserialize_with = "optional", skip_serializing_if = "Option::is_none")]
    pub is_parent: Option<Flag>,
    /// The number of the product's word.
    #[serde(default, deserialize_with = "optional", skip_serializing_if = "Option::is_none")]
    pub type_id: Option<Id>,
    /// The number of the product.
    #[serde(default, deserialize_with = "optional", skip_serializing_if = "Option::is_none")]
    pub product_id: Option<Id>,
    /// The number of the state.
    #[serde(default, deserialize_with = "optional", skip_serializing_if = "Option::is_none")]
    pub state_id: Option<Id>,
    /// The number of the product, as price lists name it.
    #[serde(default, deserialize_with = "optional", skip_serializing_if = "Option::is_none")]
    pub object_id: Option<Id>,
    /// The number of its client.
    #[serde(default, deserialize_with = "optional", skip_serializing_if = "Option::is_none")]
    pub client_id: Option<Id>,
    /// The number of the client's seller.
    #[serde(default, deserialize_with = "optional", skip_serializing_if = "Option::is_none")]
    pub seller_id: Option<Id>,
    /// The name it stands for.
    #[serde(default, deserialize_with = "optional", skip_serializing_if = "Option::is_none")]
    pub name: Option<Label>,
    /// The product in one word.
    #[serde(default, deserialize_with = "optional", skip_serializing_if = "Option::is_none")]
    pub r#type: Option<Reference>,
    /// The product as people call it.
    #[serde(default, deserialize_with = "optional", skip_serializing_if = "Option::is_none")]
    pub type_label: Option<Label>,
    /// The state.
    #[serde(default, deserialize_with = "optional", skip_serializing_if = "Option::is_none")]
    pub state: Option<Reference>,
    /// The login of its client.
    #[serde(default, deserialize_with = "optional", skip_serializing_if = "Option::is_none")]
    pub client: Option<Login>,
    /// The login of the client's seller.
    #[serde(default, deserialize_with = "optional", skip_serializing_if = "Option::is_none")]
    pub seller: Option<Login>,
    /// Years it was bought for.
    #[serde(default, deserialize_with = "optional", skip_serializing_if = "Option::is_none")]
    pub amount: Option<Period>,
    /// The day it is valid from.
    #[serde(default, deserialize_with = "optional", skip_serializing_if = "Option::is_none")]
    pub begins: Option<Date>,
    /// The day until which it is paid.
    #[serde(default, deserialize_with = "optional", skip_serializing_if = "Option::is_none")]
    pub expires: Option<Date>,
    /// Whether those it was made from are shown too.
    #[serde(default, deserialize_with = "optional", skip_serializing_if = "Option::is_none")]
    pub show_chain: Option<Flag>,
    /// Whether those that were only bought are shown too; they are when left out.
    #[serde(default, deserialize_with = "optional", skip_serializing_if = "Option::is_none")]
    pub show_new: Option<Flag>,
}

impl Endpoint for SearchCertificates {
    type Dialect = DomainContext;
    type Response = Vec<CertificateRow>;

    const IDS: &'static [&'static str] = &["certificatesSearch"];
    const METHOD: Method = Method::GET;
    const PATH: &'static str = "/certificatesSearch";
}
