//! Somebody who certifies hosts that lead elsewhere, after a look at what they answer (RFC 8555).

use std::fmt;

use async_trait::async_trait;
use model::Result;
use model::secret::Secret;

/// A certificate that was issued.
#[derive(Debug, Clone)]
pub struct Issued {
    /// The certificate, followed by those between it and the root, as PEM.
    pub chain: String,
    /// Its private key, PKCS #8 in DER.
    pub private_key: Secret<Vec<u8>>,
}

/// Why nothing was issued, in words for the log.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NotIssued(pub String);

impl NotIssued {
    /// For a reason that can be said in words.
    pub fn because(why: impl fmt::Display) -> Self {
        Self(why.to_string())
    }
}

impl fmt::Display for NotIssued {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(&self.0)
    }
}

/// Whoever has hosts answer what an issuer wants to find there.
#[async_trait]
pub trait WebChallenges: Send + Sync {
    /// From now on `answer` is found under `token` at `/.well-known/acme-challenge/` (RFC 8555 §8.3).
    ///
    /// # Errors
    /// When the database fails.
    async fn announce(&self, token: &str, answer: &str) -> Result<()>;
}

/// Somebody who certifies hosts.
#[async_trait]
pub trait Issuer: Send + Sync {
    /// What it is known by: the address of its directory.
    fn name(&self) -> &str;

    /// Opens an account, and gives what signs for it.
    ///
    /// # Errors
    /// When it gives none.
    async fn open_account(&self) -> std::result::Result<Secret<String>, NotIssued>;

    /// Certifies a host, after what `challenges` announces was found there.
    ///
    /// # Errors
    /// When it does not.
    async fn issue(
        &self,
        account: &Secret<String>,
        host: &str,
        challenges: &dyn WebChallenges,
    ) -> std::result::Result<Issued, NotIssued>;
}
