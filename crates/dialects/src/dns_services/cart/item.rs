//! One thing in a cart: a product, or a name to register, transfer or renew.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use wire::Loose;

use crate::dns_services::answers::FormAnswers;
use crate::dns_services::nameservers::Nameservers;

/// One thing in a cart. Which parameters count depends on the kind and on what is done; the others
/// are read and mean nothing.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct CartItem {
    /// Its kind: `product` or `domain`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub r#type: Option<String>,
    /// The product.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub product_id: Option<Loose<i64>>,
    /// The name the product is for, where it needs one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub domain: Option<String>,
    /// The letter of the product's period; its first when left out.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub cycle: Option<String>,
    /// What is filled into the product's form; of a name, into its extension's where `data` does not.
    #[serde(default, skip_serializing_if = "FormAnswers::is_empty")]
    pub custom: FormAnswers,
    /// The add-ons that are ticked.
    #[serde(default, skip_serializing_if = "FormAnswers::is_empty")]
    pub addon: FormAnswers,
    /// The letters of their periods, by add-on.
    #[serde(default, skip_serializing_if = "FormAnswers::is_empty")]
    pub addon_cycles: FormAnswers,
    /// The products that are ordered along, by their numbers: the letter of the period, or a tick for
    /// the product's first.
    #[serde(default, skip_serializing_if = "FormAnswers::is_empty")]
    pub subproducts: FormAnswers,
    /// A code that lowers the price of this thing.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub promocode: Option<String>,
    /// The extension of a name.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub tld_id: Option<Loose<i64>>,
    /// A name that is not the account's yet.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// What is done with the name: `register`, `transfer` or `renew`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub action: Option<String>,
    /// For how long.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub years: Option<Loose<u32>>,
    /// A name of the account, to be renewed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub domain_id: Option<Loose<i64>>,
    /// The key that lets a name go.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub epp: Option<String>,
    /// The name's servers; the platform's when left out.
    #[serde(default, skip_serializing_if = "Nameservers::is_default")]
    pub nameservers: Nameservers,
    /// The contact that holds the name; the account itself when left out, as for the next three.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub registrant: Option<Loose<i64>>,
    /// The contact for the name's affairs.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub admin: Option<Loose<i64>>,
    /// The contact for its technology.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub tech: Option<Loose<i64>>,
    /// The contact for its invoices.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub billing: Option<Loose<i64>>,
    /// What is filled into the extension's form.
    #[serde(default, skip_serializing_if = "FormAnswers::is_empty")]
    pub data: FormAnswers,
}
