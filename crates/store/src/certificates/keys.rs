//! Keys that were made for customers.

use model::Result;
use model::account::AccountId;
use model::signing_request::MadeKeyId;
use model::time::Timestamp;

use crate::tx::Tx;

/// A key that was made for a customer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StoredKey {
    /// Whose it is.
    pub account: AccountId,
    /// The private key, under the realm's key; empty before it was made.
    pub sealed: Vec<u8>,
    /// What asks to certify it, in PEM.
    pub signing_request: String,
}

impl Tx<'_> {
    /// Adds the place of a key that is about to be made.
    ///
    /// # Errors
    /// When the database fails.
    pub fn add_key(&mut self, account: AccountId, now: Timestamp) -> Result<MadeKeyId> {
        self.insert(
            "INSERT INTO certificate_key (account, signing_request, made)
             VALUES (?1, '', ?2) RETURNING id",
            &[account.0.into(), now.into()],
        )
        .map(MadeKeyId)
    }

    /// Puts a key into its place: the digest of its public half, and the private one under the realm's
    /// key.
    ///
    /// # Errors
    /// When the database fails.
    pub fn set_key(
        &mut self,
        id: MadeKeyId,
        digest: &[u8],
        sealed: &[u8],
        signing_request: &str,
    ) -> Result<()> {
        self.write(
            "UPDATE certificate_key SET digest = ?2, sealed = ?3, signing_request = ?4
             WHERE id = ?1",
            &[id.0.into(), digest.into(), sealed.into(), signing_request.into()],
        )
    }

    /// A key that was made.
    ///
    /// # Errors
    /// When the database fails.
    pub fn made_key(&mut self, id: MadeKeyId) -> Result<Option<StoredKey>> {
        self.first(
            "SELECT account, sealed, signing_request FROM certificate_key WHERE id = ?1",
            &[id.0.into()],
            |row| {
                Ok(StoredKey {
                    account: AccountId(row.int(0)?),
                    sealed: row.maybe_bytes(1)?.unwrap_or_default(),
                    signing_request: row.text(2)?,
                })
            },
        )
    }
}
