//! Whose data a tenant may read besides its own.

use model::Result;
use model::account::AccountId;
use model::tenant::{Choice, Visibility};

use crate::tx::Tx;

/// A tenant may read the data of this many others at most.
const MOST_SEEN: i64 = 1_000;

impl Tx<'_> {
    /// What a tenant may read of others, as it was written.
    ///
    /// # Errors
    /// When the database fails.
    pub fn tenant_visibility(&mut self, tenant: AccountId) -> Result<Vec<Visibility>> {
        self.all(
            "SELECT v.id, t.name, v.tables FROM tenant_visibility v
             JOIN tenant t ON t.account = v.seen
             WHERE v.tenant = ?1 ORDER BY v.id LIMIT ?2",
            &[tenant.0.into(), MOST_SEEN.into()],
            |row| {
                Ok(Visibility {
                    id: row.int(0)?,
                    seen: row.text(1)?,
                    tables: Choice::read(&row.text(2)?),
                })
            },
        )
    }

    /// Lets a tenant read tables of another one; what it might read of it before counts no more.
    ///
    /// # Errors
    /// When the database fails.
    pub fn let_tenant_see(
        &mut self,
        tenant: AccountId,
        seen: AccountId,
        tables: &Choice,
    ) -> Result<i64> {
        self.insert(
            "INSERT INTO tenant_visibility (tenant, seen, tables) VALUES (?1, ?2, ?3)
             ON CONFLICT (tenant, seen) DO UPDATE SET tables = excluded.tables RETURNING id",
            &[tenant.0.into(), seen.0.into(), (&tables.written()).into()],
        )
    }
}
