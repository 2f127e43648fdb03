//! What was said of a name besides contacts when it was registered.

use std::collections::BTreeMap;

use crate::embedded_registry::desk::{Answer, Desk};

impl Desk<'_> {
    /// Writes what was said of a name that was just registered.
    pub fn save_extras(&self, domain: i64, extras: &BTreeMap<String, String>) -> Answer<()> {
        let mut insert = self
            .connection
            .prepare_cached("INSERT INTO extras (domain, key, value) VALUES (?1, ?2, ?3)")?;
        for (key, value) in extras {
            insert.execute((domain, key, value))?;
        }
        Ok(())
    }

    /// What was said of a name.
    pub fn extras(&self, domain: i64) -> Answer<BTreeMap<String, String>> {
        let mut select = self
            .connection
            .prepare_cached("SELECT key, value FROM extras WHERE domain = ?1 ORDER BY key")?;
        let rows = select.query_map([domain], |row| Ok((row.get(0)?, row.get(1)?)))?;
        Ok(rows.collect::<rusqlite::Result<_>>()?)
    }
}
