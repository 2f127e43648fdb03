//! Certificates, their orders at the authority, and keys that were made for customers.

mod keys;
mod orders;
mod search;

pub use keys::StoredKey;
pub use orders::{CertifyingContacts, IssuedOrder, StoredOrder};
pub use search::{CertificateFilter, FoundCertificate};

use model::certificate::{Certificate, CertificateState};
use model::subscription::SubscriptionId;
use model::{Error, Result};

use crate::tx::{Row, Tx};
use crate::word;

/// A certificate with what only verbs read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StoredCertificate {
    /// Its facts.
    pub certificate: Certificate,
    /// How many years it was bought for.
    pub years: u8,
    /// The authority's own number of its last order.
    pub number: Option<String>,
}

/// The seven columns of a certificate, in the order of [`read`].
const COLUMNS: &str = "c.id, c.state, c.name, c.years, c.begins, c.expires, c.number";

fn read(row: &Row<'_>) -> Result<StoredCertificate> {
    let state = row.text(1)?;
    Ok(StoredCertificate {
        certificate: Certificate {
            id: SubscriptionId(row.int(0)?),
            state: word(&state, CertificateState::from_word(&state))?,
            name: row.text(2)?,
            begins: row.maybe_instant(4)?,
            expires: row.maybe_instant(5)?,
        },
        years: u8::try_from(row.int(3)?).map_err(Error::internal)?,
        number: row.maybe_text(6)?,
    })
}

impl Tx<'_> {
    /// Adds a certificate that was bought and not asked for yet.
    ///
    /// # Errors
    /// When the database fails.
    pub fn add_certificate(&mut self, id: SubscriptionId, years: u8) -> Result<()> {
        self.write(
            "INSERT INTO certificate (id, state, name, years) VALUES (?1, ?2, '', ?3)",
            &[id.0.into(), CertificateState::Incomplete.word().into(), i64::from(years).into()],
        )
    }

    /// Writes every fact of a certificate that may change.
    ///
    /// # Errors
    /// When the database fails.
    pub fn save_certificate(&mut self, stored: &StoredCertificate) -> Result<()> {
        let certificate = &stored.certificate;
        self.write(
            "UPDATE certificate SET state = ?2, name = ?3, years = ?4, begins = ?5, expires = ?6,
                 number = ?7
             WHERE id = ?1",
            &[
                certificate.id.0.into(),
                certificate.state.word().into(),
                (&certificate.name).into(),
                i64::from(stored.years).into(),
                certificate.begins.into(),
                certificate.expires.into(),
                stored.number.as_ref().into(),
            ],
        )
    }

    /// One certificate.
    ///
    /// # Errors
    /// When the database fails.
    pub fn certificate(&mut self, id: SubscriptionId) -> Result<Option<StoredCertificate>> {
        let sql = format!("SELECT {COLUMNS} FROM certificate c WHERE c.id = ?1");
        self.first(&sql, &[id.0.into()], read)
    }
}
