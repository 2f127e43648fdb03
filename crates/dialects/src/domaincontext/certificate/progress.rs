//! What most changes of a certificate answer.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// How far a certificate is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct CertificateProgress {
    /// Its number.
    pub id: i64,
    /// `incomplete`, `pending`, `ok`, `expired`, `cancelled`, `error` or `deleted`.
    pub state: String,
}
