//! A file as an answer: the one thing that travels as it is instead of as JSON.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use bytes::Bytes;
use schemars::JsonSchema;
use serde::de::Error;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// What a call answers that is mounted with [`Api::on_file`](crate::Api::on_file).
///
/// Its bytes travel alone. Only where a file is recorded beside JSON is it written as JSON too,
/// with its bytes as base64.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct File {
    /// What it is called.
    pub name: String,
    /// What it is, for example `text/plain`.
    pub media_type: String,
    /// The bytes.
    #[serde(serialize_with = "encoded", deserialize_with = "decoded")]
    #[schemars(with = "String")]
    pub content: Bytes,
}

fn encoded<S: Serializer>(content: &Bytes, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.serialize_str(&STANDARD.encode(content))
}

fn decoded<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Bytes, D::Error> {
    let text = String::deserialize(deserializer)?;
    STANDARD.decode(text).map(Bytes::from).map_err(D::Error::custom)
}
