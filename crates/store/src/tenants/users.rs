//! Users of tenants.

use model::Result;
use model::account::AccountId;
use model::tenant::{User, UserId};
use model::time::Timestamp;

use crate::tx::{Row, Tx, Value};

/// A new user.
pub struct NewUser<'a> {
    /// Whose tenants it uses.
    pub reseller: AccountId,
    /// Its mail address.
    pub email: &'a str,
    /// What it is called.
    pub name: &'a str,
    /// What somebody else's platform knows it by.
    pub external: Option<&'a str>,
}

pub(super) const USER: &str = "u.id, u.reseller, u.handle, u.email, u.name, u.phone, u.external";

pub(super) fn read_user(row: &Row<'_>) -> Result<User> {
    Ok(User {
        id: UserId(row.int(0)?),
        reseller: AccountId(row.int(1)?),
        handle: row.maybe_text(2)?.unwrap_or_default(),
        email: row.text(3)?,
        name: row.text(4)?,
        phone: row.text(5)?,
        external: row.maybe_text(6)?,
    })
}

impl Tx<'_> {
    /// Adds a user; its handle is set when its id is known.
    ///
    /// # Errors
    /// When the database fails.
    pub fn add_tenant_user(&mut self, new: &NewUser<'_>, now: Timestamp) -> Result<UserId> {
        self.insert(
            "INSERT INTO tenant_user (reseller, email, email_key, name, phone, external, added)
             VALUES (?1, ?2, ?3, ?4, '', ?5, ?6) RETURNING id",
            &[
                new.reseller.0.into(),
                new.email.into(),
                (&new.email.to_lowercase()).into(),
                new.name.into(),
                new.external.into(),
                now.into(),
            ],
        )
        .map(UserId)
    }

    /// Gives a user what it is known by for good.
    ///
    /// # Errors
    /// When the database fails.
    pub fn set_tenant_user_handle(&mut self, id: UserId, handle: &str) -> Result<()> {
        self.write(
            "UPDATE tenant_user SET handle = ?2 WHERE id = ?1",
            &[id.0.into(), handle.into()],
        )
    }

    /// Changes everything about a user but its handle.
    ///
    /// # Errors
    /// When the database fails.
    pub fn set_tenant_user(&mut self, user: &User) -> Result<()> {
        self.write(
            "UPDATE tenant_user SET email = ?2, email_key = ?3, name = ?4, phone = ?5, external = ?6
             WHERE id = ?1",
            &[
                user.id.0.into(),
                (&user.email).into(),
                (&user.email.to_lowercase()).into(),
                (&user.name).into(),
                (&user.phone).into(),
                user.external.as_deref().into(),
            ],
        )
    }

    /// The user of a reseller with a mail address.
    ///
    /// # Errors
    /// When the database fails.
    pub fn tenant_user_by_email(
        &mut self,
        reseller: AccountId,
        email: &str,
    ) -> Result<Option<User>> {
        let key = email.trim().to_lowercase();
        self.tenant_user(
            "u.reseller = ?1 AND u.email_key = ?2",
            &[reseller.0.into(), (&key).into()],
        )
    }

    /// The user of a reseller with a handle.
    ///
    /// # Errors
    /// When the database fails.
    pub fn tenant_user_by_handle(
        &mut self,
        reseller: AccountId,
        handle: &str,
    ) -> Result<Option<User>> {
        self.tenant_user("u.reseller = ?1 AND u.handle = ?2", &[reseller.0.into(), handle.into()])
    }

    /// The user of a reseller whom somebody else's platform knows by an id.
    ///
    /// # Errors
    /// When the database fails.
    pub fn tenant_user_by_external(
        &mut self,
        reseller: AccountId,
        external: &str,
    ) -> Result<Option<User>> {
        self.tenant_user(
            "u.reseller = ?1 AND u.external = ?2",
            &[reseller.0.into(), external.into()],
        )
    }

    fn tenant_user(&mut self, condition: &str, values: &[Value<'_>]) -> Result<Option<User>> {
        let sql = format!("SELECT {USER} FROM tenant_user u WHERE {condition}");
        self.first(&sql, values, read_user)
    }
}
