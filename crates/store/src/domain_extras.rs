//! What the registry was told of names besides their contacts.

use std::collections::BTreeMap;

use model::Result;
use model::domain::DomainId;

use crate::scope::is_among;
use crate::tx::Tx;

/// Extras of one name that are read at once.
const MOST_OF_A_NAME: usize = 100;

impl Tx<'_> {
    /// Writes down what the registry was told of a new name.
    ///
    /// # Errors
    /// When the database fails.
    pub fn set_extras(&mut self, id: DomainId, extras: &BTreeMap<String, String>) -> Result<()> {
        for (name, value) in extras {
            self.write(
                "INSERT INTO domain_extra (domain, name, value) VALUES (?1, ?2, ?3)",
                &[id.0.into(), name.into(), value.into()],
            )?;
        }
        Ok(())
    }

    /// What the registry was told of each of some names, by its own keys.
    ///
    /// # Errors
    /// When the database fails.
    pub fn extras_of(&mut self, ids: &[DomainId]) -> Result<Vec<(DomainId, String, String)>> {
        if ids.is_empty() {
            return Ok(Vec::new());
        }
        let mut bound = Vec::with_capacity(ids.len());
        let among = is_among(&mut bound, "domain", ids.iter().map(|id| id.0.into()));
        let sql = format!(
            "SELECT domain, name, value FROM domain_extra WHERE {among}
             ORDER BY domain, name LIMIT {}",
            MOST_OF_A_NAME * ids.len()
        );
        self.all(&sql, &bound, |row| Ok((DomainId(row.int(0)?), row.text(1)?, row.text(2)?)))
    }
}
