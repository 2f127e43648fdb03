//! What every answer has around its body: the outcome in front, the caller's money and the server behind.

use std::any::TypeId;

use schemars::JsonSchema;
use serde::de::{DeserializeOwned, Error as _};
use serde::{Deserialize, Deserializer, Serialize};
use serde_json::value::RawValue;

use crate::domains_co_za::codes::ReturnCode;
use crate::domains_co_za::domain::check::DomainChecked;
use crate::domains_co_za::reseller_object::ResellerObject;

/// A whole answer. Keys travel in the order of these fields.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct Envelope<T> {
    /// The outcome; see [`ReturnCode`]. Kept as a number, because providers grow new ones.
    #[serde(rename = "intReturnCode")]
    pub return_code: i64,
    /// Id of this call: a version 1 UUID.
    #[serde(rename = "strUUID")]
    pub uuid: String,
    /// The outcome in words.
    #[serde(rename = "strMessage")]
    pub message: String,
    /// More words; declared for all answers, shown by few. `domain_check` has it in its body instead.
    #[serde(rename = "strReason", skip_serializing_if = "Option::is_none")]
    pub reason: Option<String>,
    /// What the call is about.
    #[serde(flatten)]
    pub body: T,
    /// The caller's money after the call, where the call shows it.
    #[serde(rename = "objReseller", skip_serializing_if = "Option::is_none")]
    pub reseller: Option<ResellerObject>,
    /// Name of the server that answered.
    #[serde(rename = "strApiHost")]
    pub api_host: String,
}

/// A refusal is the envelope alone.
pub type Refusal = Envelope<Done>;

/// The empty body of calls that answer with their outcome only.
#[derive(Debug, Clone, Default, Serialize, Deserialize, JsonSchema)]
pub struct Done {}

/// The body of calls that repeat the registry's words.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
pub struct EppOutcome {
    /// The registry's words.
    #[serde(rename = "strEppMessage")]
    pub message: String,
    /// The registry's reason; empty on success.
    #[serde(rename = "strEppReason")]
    pub reason: String,
}

impl<T> Envelope<T> {
    /// The outcome, if it is one of the documented ones.
    pub fn outcome(&self) -> Option<ReturnCode> {
        ReturnCode::from_number(self.return_code)
    }
}

/// The keys that do not belong to the body.
#[derive(Deserialize)]
struct Outside {
    #[serde(rename = "intReturnCode")]
    return_code: i64,
    #[serde(rename = "strUUID")]
    uuid: String,
    #[serde(rename = "strMessage")]
    message: String,
    #[serde(rename = "strReason")]
    reason: Option<String>,
    #[serde(rename = "objReseller")]
    reseller: Option<ResellerObject>,
    #[serde(rename = "strApiHost")]
    api_host: String,
}

/// Reads the same text twice, once for the envelope and once for the body, so that a body may hold a
/// key of the envelope, as the one of `domain_check` does.
impl<'de, T: DeserializeOwned + 'static> Deserialize<'de> for Envelope<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = Box::<RawValue>::deserialize(deserializer)?;
        let outside: Outside = serde_json::from_str(text.get()).map_err(D::Error::custom)?;
        let body: T = serde_json::from_str(text.get()).map_err(D::Error::custom)?;
        let body_has_reason = TypeId::of::<T>() == TypeId::of::<DomainChecked>();
        Ok(Self {
            return_code: outside.return_code,
            uuid: outside.uuid,
            message: outside.message,
            reason: outside.reason.filter(|_| !body_has_reason),
            body,
            reseller: outside.reseller,
            api_host: outside.api_host,
        })
    }
}
