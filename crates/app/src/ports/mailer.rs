//! Somebody who delivers mail.

use async_trait::async_trait;
use model::Result;
use model::time::Timestamp;

/// A message to a person.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mail {
    /// The same message always carries the same id, so that it may safely be sent twice.
    pub id: String,
    /// When it was written.
    pub at: Timestamp,
    /// Who it comes from.
    pub from: String,
    /// Who it goes to.
    pub to: String,
    /// What it is about.
    pub subject: String,
    /// What it says.
    pub text: String,
}

/// Somebody who delivers mail.
#[async_trait]
pub trait Mailer: Send + Sync {
    /// Hands one message over; a repeated id is delivered once.
    async fn send(&self, mail: &Mail) -> Result<()>;
}
