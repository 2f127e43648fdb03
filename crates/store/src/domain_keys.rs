//! The public keys that DS records of names were made from. A registry keeps the DS records only.

use model::dnssec::{DelegationSigner, MOST_SIGNERS, PublicKey};
use model::domain::DomainId;
use model::{Error, Result};

use crate::tx::{Row, Tx};

/// A key, and the DS record that was made from it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StoredKey {
    /// What it is called among the keys of its name.
    pub label: String,
    /// The key.
    pub key: PublicKey,
    /// The record.
    pub signer: DelegationSigner,
}

fn read_key(row: &Row<'_>) -> Result<StoredKey> {
    let algorithm = u8::try_from(row.int(2)?).map_err(Error::internal)?;
    Ok(StoredKey {
        label: row.text(0)?,
        key: PublicKey {
            flags: u16::try_from(row.int(1)?).map_err(Error::internal)?,
            protocol: 3,
            algorithm,
            key: row.maybe_bytes(3)?.unwrap_or_default(),
        },
        signer: DelegationSigner {
            key_tag: u16::try_from(row.int(4)?).map_err(Error::internal)?,
            algorithm,
            digest_type: u8::try_from(row.int(5)?).map_err(Error::internal)?,
            digest: row.text(6)?,
        },
    })
}

impl Tx<'_> {
    /// The keys that were kept for a name, oldest first. Some may have no DS record any more.
    ///
    /// # Errors
    /// When the database fails.
    pub fn domain_keys(&mut self, domain: DomainId) -> Result<Vec<StoredKey>> {
        let sql = format!(
            "SELECT label, flags, algorithm, public_key, key_tag, digest_type, digest
             FROM domain_key WHERE domain = ?1 ORDER BY id LIMIT {}",
            2 * MOST_SIGNERS
        );
        self.all(&sql, &[domain.0.into()], read_key)
    }

    /// Keeps a key under a label that no other key of the name has.
    ///
    /// # Errors
    /// When the database fails.
    pub fn add_domain_key(&mut self, domain: DomainId, key: &StoredKey) -> Result<()> {
        self.write(
            "INSERT INTO domain_key
                 (domain, label, flags, algorithm, public_key, key_tag, digest_type, digest)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)",
            &[
                domain.0.into(),
                (&key.label).into(),
                i64::from(key.key.flags).into(),
                i64::from(key.key.algorithm).into(),
                (&key.key.key).into(),
                i64::from(key.signer.key_tag).into(),
                i64::from(key.signer.digest_type).into(),
                (&key.signer.digest).into(),
            ],
        )
    }

    /// Forgets a key.
    ///
    /// # Errors
    /// When the database fails.
    pub fn delete_domain_key(&mut self, domain: DomainId, label: &str) -> Result<()> {
        self.write(
            "DELETE FROM domain_key WHERE domain = ?1 AND label = ?2",
            &[domain.0.into(), label.into()],
        )
    }
}
