//! What lets members in: grants of token pairs, privileges, and when they came last. A grant that was
//! ended is deleted; its number never comes back.

use std::net::IpAddr;

use model::account::{AccountId, MemberId};
use model::domain::DomainId;
use model::privilege::Privileges;
use model::subscription::SubscriptionId;
use model::time::Timestamp;
use model::{Error, Result};

use crate::accounts::SignIn;
use crate::tx::Tx;

/// An access token and the refresh token that was given with it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Grant {
    /// Its number among the member's grants.
    pub number: i64,
    /// The number of the grant that the sign-in gave; those exchanged for it later have the same.
    pub family: i64,
    /// When it was given.
    pub minted: Timestamp,
    /// When its refresh token ends.
    pub ends: Timestamp,
    /// Whether its access token was ended before its time.
    pub access_ended: bool,
    /// Whether its refresh token was exchanged.
    pub spent: bool,
}

/// When a member signed in last.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct LastSignIn {
    /// The instant.
    pub at: Timestamp,
    /// From where, if that is known.
    pub address: Option<IpAddr>,
}

/// What privileges can be granted about.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Grantable {
    /// Subscriptions, oldest first.
    pub services: Vec<SubscriptionId>,
    /// Names, by name.
    pub domains: Vec<DomainId>,
}

impl Tx<'_> {
    /// Writes a new grant down and gives its number; without a family it begins one.
    ///
    /// # Errors
    /// When the database fails.
    pub fn add_grant(
        &mut self,
        member: MemberId,
        family: Option<i64>,
        minted: Timestamp,
        ends: Timestamp,
    ) -> Result<i64> {
        let number = self
            .first(
                "UPDATE member SET grants = grants + 1 WHERE id = ?1 RETURNING grants",
                &[member.0.into()],
                |row| row.int(0),
            )?
            .ok_or_else(|| Error::internal(format!("member {} is missing", member.0)))?;
        self.write(
            "INSERT INTO token_grant (member, number, family, minted, ends, access_ended, spent)
             VALUES (?1, ?2, ?3, ?4, ?5, 0, 0)",
            &[
                member.0.into(),
                number.into(),
                family.unwrap_or(number).into(),
                minted.into(),
                ends.into(),
            ],
        )?;
        Ok(number)
    }

    /// A grant that was not ended.
    ///
    /// # Errors
    /// When the database fails.
    pub fn grant(&mut self, member: MemberId, number: i64) -> Result<Option<Grant>> {
        self.first(
            "SELECT family, minted, ends, access_ended, spent FROM token_grant
             WHERE member = ?1 AND number = ?2",
            &[member.0.into(), number.into()],
            |row| {
                Ok(Grant {
                    number,
                    family: row.int(0)?,
                    minted: row.instant(1)?,
                    ends: row.instant(2)?,
                    access_ended: row.truth(3)?,
                    spent: row.truth(4)?,
                })
            },
        )
    }

    /// Ends the access token of a grant; its refresh token stays.
    ///
    /// # Errors
    /// When the database fails.
    pub fn end_access(&mut self, member: MemberId, number: i64) -> Result<()> {
        self.write(
            "UPDATE token_grant SET access_ended = 1 WHERE member = ?1 AND number = ?2",
            &[member.0.into(), number.into()],
        )
    }

    /// Marks the refresh token of a grant as exchanged.
    ///
    /// # Errors
    /// When the database fails.
    pub fn spend_grant(&mut self, member: MemberId, number: i64) -> Result<()> {
        self.write(
            "UPDATE token_grant SET spent = 1 WHERE member = ?1 AND number = ?2",
            &[member.0.into(), number.into()],
        )
    }

    /// Ends all grants of a family.
    ///
    /// # Errors
    /// When the database fails.
    pub fn end_family(&mut self, member: MemberId, family: i64) -> Result<()> {
        self.write(
            "DELETE FROM token_grant WHERE member = ?1 AND family = ?2",
            &[member.0.into(), family.into()],
        )
    }

    /// Ends what is over by itself, and the oldest families of a member beyond `most`.
    ///
    /// # Errors
    /// When the database fails.
    pub fn trim_families(&mut self, member: MemberId, most: i64, now: Timestamp) -> Result<()> {
        self.write(
            "DELETE FROM token_grant WHERE member = ?1 AND ends <= ?2",
            &[member.0.into(), now.into()],
        )?;
        self.write(
            "DELETE FROM token_grant WHERE member = ?1 AND family <=
                 (SELECT DISTINCT g.family FROM token_grant g WHERE g.member = ?1
                  ORDER BY g.family DESC LIMIT 1 OFFSET ?2)",
            &[member.0.into(), most.into()],
        )
    }

    /// Ends the oldest grants of a family beyond `most`, but not the grant `kept`.
    ///
    /// # Errors
    /// When the database fails.
    pub fn trim_family(
        &mut self,
        member: MemberId,
        family: i64,
        most: i64,
        kept: i64,
    ) -> Result<()> {
        self.write(
            "DELETE FROM token_grant WHERE member = ?1 AND family = ?2 AND number <> ?4
             AND number <=
                 (SELECT g.number FROM token_grant g WHERE g.member = ?1 AND g.family = ?2
                  ORDER BY g.number DESC LIMIT 1 OFFSET ?3)",
            &[member.0.into(), family.into(), most.into(), kept.into()],
        )
    }

    /// Writes down when a member signed in last.
    ///
    /// # Errors
    /// When the database fails.
    pub fn set_last_sign_in(&mut self, member: MemberId, last: LastSignIn) -> Result<()> {
        let address = last.address.map(|address| address.to_string());
        self.write(
            "UPDATE member SET last_sign_in = ?2, last_address = ?3 WHERE id = ?1",
            &[member.0.into(), last.at.into(), address.as_deref().into()],
        )
    }

    /// Replaces what a contact of an account may do.
    ///
    /// # Errors
    /// When the database fails.
    pub fn set_privileges(&mut self, member: MemberId, privileges: &Privileges) -> Result<()> {
        let text = privileges.to_string();
        self.write(
            "UPDATE member SET privileges = ?2 WHERE id = ?1",
            &[member.0.into(), (&text).into()],
        )
    }

    /// The contacts of an account that were not removed, oldest first.
    ///
    /// # Errors
    /// When the database fails.
    pub fn account_contacts(&mut self, account: AccountId, limit: i64) -> Result<Vec<SignIn>> {
        self.sign_ins(
            "m.account = ?1 AND m.role = 'contact' AND m.standing <> 'closed'
             ORDER BY m.id LIMIT ?2",
            &[account.0.into(), limit.into()],
        )
    }

    /// One contact of an account, unless it was removed.
    ///
    /// # Errors
    /// When the database fails.
    pub fn account_contact(
        &mut self,
        account: AccountId,
        member: MemberId,
    ) -> Result<Option<SignIn>> {
        self.sign_in(
            "m.id = ?2 AND m.account = ?1 AND m.role = 'contact' AND m.standing <> 'closed'",
            &[account.0.into(), member.0.into()],
        )
    }

    /// The subscriptions and living names of an account, as far as privileges speak of them: at most
    /// `limit` of each.
    ///
    /// # Errors
    /// When the database fails.
    pub fn grantable(&mut self, account: AccountId, limit: i64) -> Result<Grantable> {
        let values = [account.0.into(), limit.into()];
        let services = self.all(
            "SELECT id FROM subscription WHERE account = ?1 ORDER BY id LIMIT ?2",
            &values,
            |row| row.int(0).map(SubscriptionId),
        )?;
        let domains = self.all(
            "SELECT id FROM domain WHERE account = ?1 AND ended IS NULL ORDER BY name LIMIT ?2",
            &values,
            |row| row.int(0).map(DomainId),
        )?;
        Ok(Grantable { services, domains })
    }

    /// How many deputies an account has, closed ones included.
    ///
    /// # Errors
    /// When the database fails.
    pub fn count_deputies(&mut self, account: AccountId) -> Result<i64> {
        self.number(
            "SELECT COUNT(*) FROM member m WHERE m.account = ?1 AND m.role = 'deputy'",
            &[account.0.into()],
        )
    }
}
