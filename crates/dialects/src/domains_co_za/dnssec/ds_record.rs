//! DS records, as they are written and as they are read: the key tag has a different name each way.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use wire::Loose;

/// A DS record on its way in: read as numbers or text, written as text.
///
/// The provider's own sample also spells two keys with a `1` behind.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
pub struct DsRecordInput {
    /// Key tag.
    #[serde(alias = "keyTag", serialize_with = "super::as_text")]
    #[schemars(with = "String")]
    pub tag: Loose<u16>,
    /// Algorithm number.
    #[serde(serialize_with = "super::as_text")]
    #[schemars(with = "String")]
    pub alg: Loose<u8>,
    /// Digest type number.
    #[serde(rename = "digestType", alias = "digestType1", serialize_with = "super::as_text")]
    #[schemars(with = "String")]
    pub digest_type: Loose<u8>,
    /// The digest in hexadecimal.
    #[serde(alias = "digest1")]
    pub digest: String,
}

/// A DS record on its way out; every value is text.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
pub struct DsRecord {
    /// Key tag.
    #[serde(rename = "keyTag")]
    pub key_tag: String,
    /// Algorithm number.
    pub alg: String,
    /// Digest type number.
    #[serde(rename = "digestType")]
    pub digest_type: String,
    /// The digest in upper-case hexadecimal.
    pub digest: String,
}
