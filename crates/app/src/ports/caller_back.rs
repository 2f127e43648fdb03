//! Somebody who calls addresses that callers gave, and the operator's own.
//!
//! [`Error::Unavailable`] means that nobody took the call; an address that nobody may call is
//! `Invalid(Field::CallbackUrl, Reason::Forbidden)`.
//!
//! [`Error::Unavailable`]: model::Error::Unavailable

use async_trait::async_trait;
use model::Result;
use model::callback::Addressee;
use model::time::Timestamp;

/// A call to an address that a caller gave, or the operator.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Callback {
    /// The same news always carries the same id, so that it may safely be told twice.
    pub id: String,
    /// When it is sent.
    pub at: Timestamp,
    /// Whose address it goes to: a caller's only as far as the operator lets callers have it call.
    pub addressee: Addressee,
    /// Where it goes: an `http` or `https` address.
    pub url: String,
    /// Headers besides those that HTTP needs.
    pub headers: Vec<(String, String)>,
    /// What it says, and in which media type its headers say.
    pub body: String,
}

/// Somebody who calls addresses that callers gave.
#[async_trait]
pub trait CallerBack: Send + Sync {
    /// Calls once, follows nothing, and gives the HTTP status of the answer.
    async fn call(&self, callback: &Callback) -> Result<u16>;
}
