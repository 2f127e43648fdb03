//! Certificates as lists show them.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::keyed::Keyed;

/// An order of a certificate, from the purchase on.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct CertificateRow {
    /// Its number.
    pub id: i64,
    /// What the supplier knows it by; empty before it does.
    pub remoteid: String,
    /// The name it stands for; empty before one was asked for.
    pub name: String,
    /// The product in one word.
    pub r#type: String,
    /// The number of that word.
    pub type_id: i64,
    /// The product as people call it.
    pub type_label: String,
    /// The number of the product, which orders take.
    pub product_id: i64,
    /// `incomplete`, `pending`, `ok`, `expired`, `cancelled`, `error` or `deleted`.
    pub state: String,
    /// The number of that state.
    pub state_id: i64,
    /// The number of the product, as price lists name it.
    pub object_id: i64,
    /// The login of its client.
    pub client: String,
    /// The number of that client.
    pub client_id: i64,
    /// The login of the client's seller.
    pub seller: String,
    /// The number of that seller.
    pub seller_id: i64,
    /// The day it is valid from, once it was issued.
    pub begins: Option<String>,
    /// The day until which it is paid, once it was issued: what a renewal names.
    pub expires: Option<String>,
    /// Whether others were made from it.
    pub is_parent: bool,
    /// What is said about it besides, by status; the values are the words for people.
    pub statuses: Keyed<String>,
}
