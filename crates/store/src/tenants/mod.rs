//! Tenants of resellers. Their accounts stand in the tree; what else they are stands here.

/// What binds users to tenants.
mod memberships;
/// What resellers changed about plans.
mod plans;
/// Roles that somebody wrote.
mod roles;
/// Users of tenants.
mod users;
/// Whose data a tenant may read.
mod visibility;

pub use memberships::{Member, NewMembership};
pub use roles::RolesOf;
pub use users::NewUser;

use model::account::{AccountId, Standing};
use model::tenant::{PlanId, Quantity, Tenant, TenantName};
use model::time::Timestamp;
use model::{Error, Result};

use crate::tx::{Row, Tx};
use crate::word;

/// A list of tenants has this many at most.
pub const MOST_TENANTS: i64 = 10_000;

const TENANT: &str = "t.account, t.reseller, t.name, t.plan, t.retention, t.volume, t.created, \
     a.standing FROM tenant t JOIN account a ON a.id = t.account";

fn read_tenant(row: &Row<'_>) -> Result<Tenant> {
    let standing = row.text(7)?;
    Ok(Tenant {
        id: AccountId(row.int(0)?),
        reseller: AccountId(row.int(1)?),
        name: TenantName::from_stored(row.text(2)?),
        plan: PlanId(u32::try_from(row.int(3)?).map_err(Error::internal)?),
        retention: Quantity(row.int(4)?),
        volume: Quantity(row.int(5)?),
        created: row.instant(6)?,
        standing: word(&standing, Standing::from_word(&standing))?,
    })
}

impl Tx<'_> {
    /// Writes down what an account is as a tenant.
    ///
    /// # Errors
    /// When the database fails.
    pub fn add_tenant(&mut self, tenant: &Tenant) -> Result<()> {
        self.write(
            "INSERT INTO tenant
                 (account, reseller, name, name_key, plan, retention, volume, created)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)",
            &[
                tenant.id.0.into(),
                tenant.reseller.0.into(),
                tenant.name.as_str().into(),
                (&tenant.name.key()).into(),
                i64::from(tenant.plan.0).into(),
                tenant.retention.0.into(),
                tenant.volume.0.into(),
                tenant.created.into(),
            ],
        )
    }

    /// The tenant of a reseller that is there under a name, by its key.
    ///
    /// # Errors
    /// When the database fails.
    pub fn tenant_named(&mut self, reseller: AccountId, key: &str) -> Result<Option<Tenant>> {
        let sql = format!(
            "SELECT {TENANT} WHERE t.reseller = ?1 AND t.name_key = ?2 AND t.removed IS NULL"
        );
        self.first(&sql, &[reseller.0.into(), key.into()], read_tenant)
    }

    /// The tenant of an account, if it is one and is there.
    ///
    /// # Errors
    /// When the database fails.
    pub fn tenant(&mut self, account: AccountId) -> Result<Option<Tenant>> {
        let sql = format!("SELECT {TENANT} WHERE t.account = ?1 AND t.removed IS NULL");
        self.first(&sql, &[account.0.into()], read_tenant)
    }

    /// Whether a reseller ever had a tenant under a name, by its key.
    ///
    /// # Errors
    /// When the database fails.
    pub fn tenant_name_used(&mut self, reseller: AccountId, key: &str) -> Result<bool> {
        let sql = "SELECT 1 FROM tenant WHERE reseller = ?1 AND name_key = ?2";
        self.first(sql, &[reseller.0.into(), key.into()], |_| Ok(())).map(|found| found.is_some())
    }

    /// The tenants of a reseller, as they were made.
    ///
    /// # Errors
    /// When the database fails.
    pub fn tenants(&mut self, reseller: AccountId) -> Result<Vec<Tenant>> {
        let sql = format!(
            "SELECT {TENANT} WHERE t.reseller = ?1 AND t.removed IS NULL
             ORDER BY t.account LIMIT ?2"
        );
        self.all(&sql, &[reseller.0.into(), MOST_TENANTS.into()], read_tenant)
    }

    /// How many tenants a reseller has.
    ///
    /// # Errors
    /// When the database fails.
    pub fn count_tenants(&mut self, reseller: AccountId) -> Result<i64> {
        let sql = "SELECT COUNT(*) FROM tenant WHERE reseller = ?1 AND removed IS NULL";
        self.number(sql, &[reseller.0.into()])
    }

    /// Gives a tenant another plan, another retention and another volume.
    ///
    /// # Errors
    /// When the database fails.
    pub fn set_tenant_plan(&mut self, tenant: &Tenant) -> Result<()> {
        self.write(
            "UPDATE tenant SET plan = ?2, retention = ?3, volume = ?4 WHERE account = ?1",
            &[
                tenant.id.0.into(),
                i64::from(tenant.plan.0).into(),
                tenant.retention.0.into(),
                tenant.volume.0.into(),
            ],
        )
    }

    /// Hides a tenant for good, with everything that was bound to it, and the users that are left
    /// without any tenant. Its row stays.
    ///
    /// # Errors
    /// When the database fails.
    pub fn remove_tenant(&mut self, tenant: &Tenant, now: Timestamp) -> Result<()> {
        let id = tenant.id.0;
        self.write("UPDATE tenant SET removed = ?2 WHERE account = ?1", &[id.into(), now.into()])?;
        self.write("DELETE FROM tenant_visibility WHERE tenant = ?1 OR seen = ?1", &[id.into()])?;
        self.write(
            "UPDATE tenant_role SET removed = ?2 WHERE tenant = ?1 AND removed IS NULL",
            &[id.into(), now.into()],
        )?;
        let left = "SELECT m.member FROM tenant_member m WHERE m.tenant = ?1 AND NOT EXISTS
             (SELECT 1 FROM tenant_member o WHERE o.member = m.member AND o.tenant <> m.tenant)
             ORDER BY m.member";
        let left = self.all(left, &[id.into()], |row| row.int(0))?;
        self.write("DELETE FROM tenant_member WHERE tenant = ?1", &[id.into()])?;
        for user in left {
            self.write("DELETE FROM tenant_user WHERE id = ?1", &[user.into()])?;
        }
        Ok(())
    }
}
