//! Single values that outlive a run: the clock, the seed, the key check.

use model::Result;

use crate::tx::Tx;

impl Tx<'_> {
    /// A stored value.
    ///
    /// # Errors
    /// When the database fails.
    pub fn setting(&mut self, name: &str) -> Result<Option<String>> {
        self.first("SELECT value FROM setting WHERE name = ?1", &[name.into()], |row| row.text(0))
    }

    /// Stores a value.
    ///
    /// # Errors
    /// When the database fails.
    pub fn set_setting(&mut self, name: &str, value: &str) -> Result<()> {
        self.write(
            "INSERT INTO setting (name, value) VALUES (?1, ?2)
             ON CONFLICT (name) DO UPDATE SET value = excluded.value",
            &[name.into(), value.into()],
        )
    }
}
