//! Whose data a tenant may read besides its own.

use model::Result;
use model::account::AccountId;

use crate::tx::Tx;

/// A tenant may read the data of this many others at most.
const MOST_SEEN: i64 = 1_000;

impl Tx<'_> {
    /// The names of the tenants whose data a tenant may read, in order.
    ///
    /// # Errors
    /// When the database fails.
    pub fn visible_tenants(&mut self, tenant: AccountId) -> Result<Vec<String>> {
        self.all(
            "SELECT t.name FROM tenant_visibility v JOIN tenant t ON t.account = v.seen
             WHERE v.tenant = ?1 ORDER BY t.name_key LIMIT ?2",
            &[tenant.0.into(), MOST_SEEN.into()],
            |row| row.text(0),
        )
    }

    /// Lets a tenant read the data of another one.
    ///
    /// # Errors
    /// When the database fails.
    pub fn let_tenant_see(&mut self, tenant: AccountId, seen: AccountId) -> Result<()> {
        self.write(
            "INSERT INTO tenant_visibility (tenant, seen) VALUES (?1, ?2)
             ON CONFLICT (tenant, seen) DO NOTHING",
            &[tenant.0.into(), seen.0.into()],
        )
    }
}
