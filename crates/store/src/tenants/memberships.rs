//! What binds users to tenants.

use model::account::AccountId;
use model::tenant::{Belonging, MembershipId, MembershipState, RoleId, User, UserId};
use model::time::Timestamp;
use model::{Error, Result};

use super::users::{USER, read_user};
use crate::tx::{Row, Tx, Value};
use crate::word;

/// A user in a tenant.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Member {
    /// Who it is.
    pub user: User,
    /// What binds it to the tenant.
    pub belonging: Belonging,
    /// Since when.
    pub added: Timestamp,
}

/// A user who is to be bound to a tenant.
pub struct NewMembership<'a> {
    /// The tenant's account.
    pub tenant: AccountId,
    /// Who.
    pub user: UserId,
    /// Whether the tenant becomes its own.
    pub owner: bool,
    /// Whether a link in a mail has to be used first.
    pub state: MembershipState,
    /// Its roles.
    pub roles: &'a [RoleId],
}

fn read_member(row: &Row<'_>) -> Result<Member> {
    let state = row.text(10)?;
    let role = |text: &str| text.parse().map(RoleId).map_err(Error::internal);
    Ok(Member {
        user: read_user(row)?,
        belonging: Belonging {
            id: MembershipId(row.int(7)?),
            tenant: AccountId(row.int(8)?),
            owner: row.truth(9)?,
            state: word(&state, MembershipState::from_word(&state))?,
            roles: row.text(11)?.split_whitespace().map(role).collect::<Result<_>>()?,
        },
        added: row.instant(12)?,
    })
}

fn written(roles: &[RoleId]) -> String {
    roles.iter().map(|role| role.0.to_string()).collect::<Vec<_>>().join(" ")
}

fn members(condition: &str) -> String {
    format!(
        "SELECT {USER}, m.id, m.tenant, m.owner, m.state, m.roles, m.added
         FROM tenant_member m JOIN tenant_user u ON u.id = m.member WHERE {condition}"
    )
}

impl Tx<'_> {
    /// Binds a user to a tenant.
    ///
    /// # Errors
    /// When the database fails.
    pub fn add_tenant_member(
        &mut self,
        new: &NewMembership<'_>,
        now: Timestamp,
    ) -> Result<MembershipId> {
        self.insert(
            "INSERT INTO tenant_member (tenant, member, owner, state, roles, added)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6) RETURNING id",
            &[
                new.tenant.0.into(),
                new.user.0.into(),
                new.owner.into(),
                new.state.word().into(),
                (&written(new.roles)).into(),
                now.into(),
            ],
        )
        .map(MembershipId)
    }

    /// What binds a user to a tenant.
    ///
    /// # Errors
    /// When the database fails.
    pub fn tenant_member(&mut self, tenant: AccountId, user: UserId) -> Result<Option<Member>> {
        self.member_of_tenant("m.tenant = ?1 AND m.member = ?2", &[tenant.0.into(), user.0.into()])
    }

    /// The same by its own row.
    ///
    /// # Errors
    /// When the database fails.
    pub fn tenant_membership(&mut self, id: MembershipId) -> Result<Option<Member>> {
        self.member_of_tenant("m.id = ?1", &[id.0.into()])
    }

    /// The owner of a tenant, if it has one.
    ///
    /// # Errors
    /// When the database fails.
    pub fn tenant_owner(&mut self, tenant: AccountId) -> Result<Option<Member>> {
        self.member_of_tenant("m.tenant = ?1 AND m.owner = 1", &[tenant.0.into()])
    }

    fn member_of_tenant(
        &mut self,
        condition: &str,
        values: &[Value<'_>],
    ) -> Result<Option<Member>> {
        self.first(&members(condition), values, read_member)
    }

    /// The users of a tenant, as they were added.
    ///
    /// # Errors
    /// When the database fails.
    pub fn tenant_members(&mut self, tenant: AccountId, limit: i64) -> Result<Vec<Member>> {
        let sql = members("m.tenant = ?1 ORDER BY m.id LIMIT ?2");
        self.all(&sql, &[tenant.0.into(), limit.into()], read_member)
    }

    /// What binds a user to tenants, in the order of their making.
    ///
    /// # Errors
    /// When the database fails.
    pub fn tenant_memberships(&mut self, user: UserId, limit: i64) -> Result<Vec<Member>> {
        let sql = members("m.member = ?1 ORDER BY m.tenant LIMIT ?2");
        self.all(&sql, &[user.0.into(), limit.into()], read_member)
    }

    /// How many users a tenant has.
    ///
    /// # Errors
    /// When the database fails.
    pub fn count_tenant_members(&mut self, tenant: AccountId) -> Result<i64> {
        let sql = "SELECT COUNT(*) FROM tenant_member WHERE tenant = ?1";
        self.number(sql, &[tenant.0.into()])
    }

    /// Changes how far a user got in a tenant, and its roles there.
    ///
    /// # Errors
    /// When the database fails.
    pub fn set_tenant_member(&mut self, belonging: &Belonging) -> Result<()> {
        self.write(
            "UPDATE tenant_member SET state = ?2, roles = ?3 WHERE id = ?1",
            &[
                belonging.id.0.into(),
                belonging.state.word().into(),
                (&written(&belonging.roles)).into(),
            ],
        )
    }

    /// Takes a user out of a tenant; one that is left without any is gone.
    ///
    /// # Errors
    /// When the database fails.
    pub fn remove_tenant_member(&mut self, id: MembershipId, user: UserId) -> Result<()> {
        self.write("DELETE FROM tenant_member WHERE id = ?1", &[id.0.into()])?;
        self.write(
            "DELETE FROM tenant_user WHERE id = ?1
             AND NOT EXISTS (SELECT 1 FROM tenant_member WHERE member = ?1)",
            &[user.0.into()],
        )
    }
}
