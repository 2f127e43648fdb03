//! What `dnsSecData` of the name server call carries: public keys, from which DS records are
//! derived.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use wire::Loose;

/// A public key. Flags are not sent; a key-signing key is meant.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
pub struct DnsSecKey {
    /// The key in base64.
    pub key: String,
    /// Algorithm number; written as text.
    #[serde(serialize_with = "super::as_text")]
    #[schemars(with = "String")]
    pub alg: Loose<u8>,
    /// Always 3; written as text.
    #[serde(serialize_with = "super::as_text")]
    #[schemars(with = "String")]
    pub protocol: Loose<u8>,
}
