//! Keys that sign requests. One that was ended is kept, and counts no more.

use model::account::{AccountId, MemberId};
use model::signature::SigningKeyId;
use model::time::Timestamp;
use model::{Error, Result};

use crate::tx::{Row, Tx};

/// A key that signs requests.
#[derive(Clone)]
pub struct SigningKey {
    /// Its row.
    pub id: SigningKeyId,
    /// Whose it is.
    pub account: AccountId,
    /// The tenant that it alone opens; none where it opens the whole account.
    pub tenant: Option<AccountId>,
    /// What names it in a request; empty where nothing does.
    pub public: String,
    /// Its secret under the realm's key.
    pub secret_sealed: Vec<u8>,
    /// What its people call it.
    pub name: String,
    /// When it was made.
    pub made: Timestamp,
    /// When it was ended, if it was.
    pub ended: Option<Timestamp>,
    /// The number of its last change among those of its audience.
    pub change: i64,
}

/// A new key.
pub struct NewSigningKey<'a> {
    /// Which family of callers it belongs to.
    pub audience: &'a str,
    /// Whose it is.
    pub account: AccountId,
    /// The tenant that it alone opens.
    pub tenant: Option<AccountId>,
    /// What names it in a request; empty where nothing does.
    pub public: &'a str,
    /// Its secret under the realm's key.
    pub secret_sealed: &'a [u8],
    /// What its people call it.
    pub name: &'a str,
    /// When it was made.
    pub made: Timestamp,
}

/// Whom a key opens an account for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct KeyHolder {
    /// The owner of the account.
    pub member: MemberId,
    /// The tenant that the key alone opens.
    pub tenant: Option<AccountId>,
}

const COLUMNS: &str =
    "k.id, k.account, k.tenant, k.public, k.secret_sealed, k.name, k.made, k.ended, k.change";

fn read(row: &Row<'_>) -> Result<SigningKey> {
    Ok(SigningKey {
        id: SigningKeyId(row.int(0)?),
        account: AccountId(row.int(1)?),
        tenant: row.maybe_int(2)?.map(AccountId),
        public: row.text(3)?,
        secret_sealed: row
            .maybe_bytes(4)?
            .ok_or_else(|| Error::internal("a signing key without a secret"))?,
        name: row.text(5)?,
        made: row.instant(6)?,
        ended: row.maybe_instant(7)?,
        change: row.int(8)?,
    })
}

impl Tx<'_> {
    /// Writes a new key down.
    ///
    /// # Errors
    /// When the database fails, or a living key of the audience has the same public part.
    pub fn add_signing_key(&mut self, new: &NewSigningKey<'_>) -> Result<SigningKeyId> {
        let change = self.count_key_change(new.audience)?;
        self.insert(
            "INSERT INTO signing_key
                 (audience, account, tenant, public, secret_sealed, name, made, change)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8) RETURNING id",
            &[
                new.audience.into(),
                new.account.0.into(),
                new.tenant.map(|tenant| tenant.0).into(),
                new.public.into(),
                new.secret_sealed.into(),
                new.name.into(),
                new.made.into(),
                change.into(),
            ],
        )
        .map(SigningKeyId)
    }

    /// Ends a key of an account; false when it has no such key, or it was ended before.
    ///
    /// # Errors
    /// When the database fails.
    pub fn end_signing_key(
        &mut self,
        audience: &str,
        account: AccountId,
        id: SigningKeyId,
        now: Timestamp,
    ) -> Result<bool> {
        let change = self.count_key_change(audience)?;
        let ended = self.run(
            "UPDATE signing_key SET ended = ?4, change = ?5
             WHERE id = ?3 AND account = ?2 AND audience = ?1 AND ended IS NULL",
            &[audience.into(), account.0.into(), id.0.into(), now.into(), change.into()],
        )?;
        Ok(ended == 1)
    }

    /// The number of the next change of an audience's keys. Others that change one wait until this
    /// transaction ends.
    fn count_key_change(&mut self, audience: &str) -> Result<i64> {
        self.insert(
            "INSERT INTO signing_key_tally (audience, changes) VALUES (?1, 1)
             ON CONFLICT (audience) DO UPDATE SET changes = signing_key_tally.changes + 1
             RETURNING changes",
            &[audience.into()],
        )
    }

    /// The keys of an audience that changed after a change, ended ones too, in the order of their
    /// changes.
    ///
    /// # Errors
    /// When the database fails.
    pub fn signing_keys_after(
        &mut self,
        audience: &str,
        change: i64,
        limit: i64,
    ) -> Result<Vec<SigningKey>> {
        self.all(
            &format!(
                "SELECT {COLUMNS} FROM signing_key k WHERE k.audience = ?1 AND k.change > ?2
                 ORDER BY k.change, k.id LIMIT ?3"
            ),
            &[audience.into(), change.into(), limit.into()],
            read,
        )
    }

    /// The keys of an account that were not ended, oldest first; those of one tenant where one is
    /// named, else those that open the whole account.
    ///
    /// # Errors
    /// When the database fails.
    pub fn signing_keys(
        &mut self,
        audience: &str,
        account: AccountId,
        tenant: Option<AccountId>,
        limit: i64,
    ) -> Result<Vec<SigningKey>> {
        let (whose, tenant) = match tenant {
            Some(tenant) => ("k.tenant = ?4", tenant.0),
            None => ("k.tenant IS NULL AND ?4 = 0", 0),
        };
        self.all(
            &format!(
                "SELECT {COLUMNS} FROM signing_key k
                 WHERE k.account = ?1 AND k.audience = ?2 AND k.ended IS NULL AND {whose}
                 ORDER BY k.id LIMIT ?3"
            ),
            &[account.0.into(), audience.into(), limit.into(), tenant.into()],
            read,
        )
    }

    /// The key that a public part names, unless it was ended.
    ///
    /// # Errors
    /// When the database fails.
    pub fn signing_key_by_public(
        &mut self,
        audience: &str,
        public: &str,
    ) -> Result<Option<SigningKey>> {
        self.first(
            &format!(
                "SELECT {COLUMNS} FROM signing_key k
                 WHERE k.audience = ?1 AND k.public = ?2 AND k.public <> '' AND k.ended IS NULL"
            ),
            &[audience.into(), public.into()],
            read,
        )
    }

    /// How many keys an account ever had in an audience.
    ///
    /// # Errors
    /// When the database fails.
    pub fn count_signing_keys(&mut self, audience: &str, account: AccountId) -> Result<i64> {
        self.number(
            "SELECT COUNT(*) FROM signing_key WHERE account = ?1 AND audience = ?2",
            &[account.0.into(), audience.into()],
        )
    }

    /// Whom a key opens its account for, unless it was ended.
    ///
    /// # Errors
    /// When the database fails.
    pub fn key_holder(&mut self, id: SigningKeyId) -> Result<Option<KeyHolder>> {
        self.first(
            "SELECT m.id, k.tenant FROM signing_key k
             JOIN member m ON m.account = k.account AND m.role = 'owner'
             WHERE k.id = ?1 AND k.ended IS NULL",
            &[id.0.into()],
            |row| {
                Ok(KeyHolder {
                    member: MemberId(row.int(0)?),
                    tenant: row.maybe_int(1)?.map(AccountId),
                })
            },
        )
    }
}
