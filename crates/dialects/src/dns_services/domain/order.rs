//! `POST /domain/order`: orders a name, to register it or to move it here.

use http::Method;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use wire::{Endpoint, Loose};

use crate::dns_services::DnsServices;
use crate::dns_services::answers::FormAnswers;
use crate::dns_services::nameservers::Nameservers;
use crate::dns_services::placed::Placed;

/// Orders a name. It becomes ours when its invoice is paid.
#[derive(Clone, Serialize, Deserialize, JsonSchema)]
pub struct OrderDomain {
    /// The whole name.
    pub name: String,
    /// For how long; one period of the extension when left out.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub years: Option<Loose<u32>>,
    /// What to do.
    pub action: DomainAction,
    /// The extension; by default the one the name has.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub tld_id: Option<Loose<i64>>,
    /// How it will be paid.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub pay_method: Option<Loose<i64>>,
    /// The transfer code of the losing side.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub epp: Option<String>,
    /// Two to four host names; the default ones when there are none.
    #[serde(default, skip_serializing_if = "Nameservers::is_default")]
    pub nameservers: Nameservers,
    /// The contact that will hold it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub registrant: Option<Loose<i64>>,
    /// The administrative contact.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub admin: Option<Loose<i64>>,
    /// The technical contact.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub tech: Option<Loose<i64>>,
    /// The billing contact.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub billing: Option<Loose<i64>>,
    /// Answers to the extension's form.
    #[serde(default, skip_serializing_if = "FormAnswers::is_empty")]
    pub data: FormAnswers,
    /// The affiliate who sent the buyer.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub aff_id: Option<Loose<i64>>,
}

/// What an order does with a name.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum DomainAction {
    /// Registers it.
    Register,
    /// Moves it here from another registrar.
    Transfer,
}

impl Endpoint for OrderDomain {
    type Dialect = DnsServices;
    type Response = Placed;

    const IDS: &'static [&'static str] = &["order_domain"];
    const METHOD: Method = Method::POST;
    const PATH: &'static str = "/domain/order";
    const SECRETS: &'static [&'static str] = &["epp", "data"];
}
