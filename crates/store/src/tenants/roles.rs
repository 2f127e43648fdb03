//! Roles that somebody wrote.

use model::Result;
use model::account::AccountId;
use model::tenant::{Choice, PlanId, Role, RoleId, RoleKind};
use model::time::Timestamp;

use crate::tx::{Row, Tx};

/// A tenant or a plan has this many roles of its own at most.
const MOST_ROLES: i64 = 1_000;

/// Whose roles.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RolesOf {
    /// A tenant's.
    Tenant(AccountId),
    /// Those of all of a reseller's tenants on a plan.
    Plan(PlanId),
}

impl RolesOf {
    fn columns(self) -> (Option<i64>, Option<i64>) {
        match self {
            Self::Tenant(tenant) => (Some(tenant.0), None),
            Self::Plan(plan) => (None, Some(i64::from(plan.0))),
        }
    }
}

/// Rows count from one; the numbers below the first custom one are the shelf's.
const fn row_of(id: RoleId) -> i64 {
    id.0 - RoleId::FIRST_CUSTOM
}

fn read_role(row: &Row<'_>) -> Result<Role> {
    Ok(Role {
        id: RoleId(row.int(0)? + RoleId::FIRST_CUSTOM),
        name: row.text(1)?,
        description: row.text(2)?,
        kind: RoleKind::Custom,
        policies: Choice::read(&row.text(3)?),
        applications: Choice::read(&row.text(4)?),
    })
}

impl Tx<'_> {
    /// Adds a role.
    ///
    /// # Errors
    /// When the database fails.
    pub fn add_tenant_role(
        &mut self,
        reseller: AccountId,
        of: RolesOf,
        role: &Role,
    ) -> Result<RoleId> {
        let (tenant, plan) = of.columns();
        self.insert(
            "INSERT INTO tenant_role
                 (reseller, tenant, plan, name, name_key, description, policies, applications)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8) RETURNING id",
            &[
                reseller.0.into(),
                tenant.into(),
                plan.into(),
                (&role.name).into(),
                (&role.key()).into(),
                (&role.description).into(),
                (&role.policies.written()).into(),
                (&role.applications.written()).into(),
            ],
        )
        .map(|row| RoleId(row + RoleId::FIRST_CUSTOM))
    }

    /// The roles that somebody wrote, as they were written.
    ///
    /// # Errors
    /// When the database fails.
    pub fn tenant_roles(&mut self, reseller: AccountId, of: RolesOf) -> Result<Vec<Role>> {
        const ROLE: &str = "SELECT id, name, description, policies, applications FROM tenant_role";
        let (column, value) = match of {
            RolesOf::Tenant(tenant) => ("tenant", tenant.0),
            RolesOf::Plan(plan) => ("plan", i64::from(plan.0)),
        };
        self.all(
            &format!(
                "{ROLE} WHERE reseller = ?1 AND {column} = ?2 AND removed IS NULL
                 ORDER BY id LIMIT ?3"
            ),
            &[reseller.0.into(), value.into(), MOST_ROLES.into()],
            read_role,
        )
    }

    /// Whether a role was written for this holder, and not for another one.
    ///
    /// # Errors
    /// When the database fails.
    pub fn holds_tenant_role(&mut self, of: RolesOf, id: RoleId) -> Result<bool> {
        let (tenant, plan) = of.columns();
        let found = self.first(
            "SELECT tenant, plan FROM tenant_role WHERE id = ?1 AND removed IS NULL",
            &[row_of(id).into()],
            |row| Ok((row.maybe_int(0)?, row.maybe_int(1)?)),
        )?;
        Ok(found == Some((tenant, plan)))
    }

    /// Changes everything about a role but its number.
    ///
    /// # Errors
    /// When the database fails.
    pub fn set_tenant_role(&mut self, role: &Role) -> Result<()> {
        self.write(
            "UPDATE tenant_role
             SET name = ?2, name_key = ?3, description = ?4, policies = ?5, applications = ?6
             WHERE id = ?1",
            &[
                row_of(role.id).into(),
                (&role.name).into(),
                (&role.key()).into(),
                (&role.description).into(),
                (&role.policies.written()).into(),
                (&role.applications.written()).into(),
            ],
        )
    }

    /// Removes a role. Its number is never given out again.
    ///
    /// # Errors
    /// When the database fails.
    pub fn remove_tenant_role(&mut self, id: RoleId, now: Timestamp) -> Result<()> {
        self.write(
            "UPDATE tenant_role SET removed = ?2 WHERE id = ?1",
            &[row_of(id).into(), now.into()],
        )
    }
}
