//! What stands behind aliases: the addresses of their targets, and whom a change concerns.

use std::net::IpAddr;

use model::time::Timestamp;
use model::zone::ZoneId;
use model::{Error, Result};

use crate::scope::is_among;
use crate::tx::{Row, Tx};

/// The kind of the jobs that look what stands behind the aliases of a zone.
pub const LOOK: &str = "alias";

/// An address behind an alias.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct AliasAddress {
    /// What the alias leads to.
    pub target: String,
    /// An address of it.
    pub address: IpAddr,
    /// Seconds it lives.
    pub ttl: u32,
}

/// An address at a name that is an alias: owner, address and the seconds it lives.
pub type OwnAddress = (String, IpAddr, u32);

fn read_address(row: &Row<'_>, first: usize) -> Result<(IpAddr, u32)> {
    let address = row.text(first)?.parse().map_err(Error::internal)?;
    let ttl = u32::try_from(row.int(first + 1)?).map_err(Error::internal)?;
    Ok((address, ttl))
}

impl Tx<'_> {
    /// Has the aliases looked at that a change of a zone concerns: its own, and those of zones that
    /// lead into it.
    pub(crate) fn look_behind_aliases(&mut self, apex: &str, now: Timestamp) -> Result<()> {
        self.write(
            "INSERT INTO job (kind, subject, due, attempt, claimed, payload)
             SELECT 'alias', concerned.zone, ?2, 0, 0, '' FROM (
                 SELECT zone FROM alias_watch WHERE apex = ?1
                 UNION
                 SELECT zone.id FROM zone
                 WHERE zone.name = ?1 AND EXISTS (
                     SELECT 1 FROM record WHERE record.zone = zone.id AND record.kind = 'ALIAS'
                 )
             ) AS concerned WHERE true
             ON CONFLICT (kind, subject)
             DO UPDATE SET due = excluded.due, attempt = 0, claimed = 0",
            &[apex.into(), now.into()],
        )
    }

    /// Has the aliases of a zone looked at again, unless that is due sooner.
    ///
    /// # Errors
    /// When the database fails.
    pub fn look_behind_aliases_again(&mut self, zone: ZoneId, due: Timestamp) -> Result<()> {
        // The job that is running is claimed; one that is not was scheduled meanwhile.
        self.write(
            "INSERT INTO job (kind, subject, due, attempt, claimed, payload)
             VALUES ('alias', ?1, ?2, 0, 0, '')
             ON CONFLICT (kind, subject)
             DO UPDATE SET due = excluded.due, attempt = 0, claimed = 0 WHERE job.claimed <> 0",
            &[zone.0.into(), due.into()],
        )
    }

    /// What is known to stand behind the aliases of a zone, in order.
    ///
    /// # Errors
    /// When the database fails.
    pub fn alias_targets(&mut self, zone: ZoneId, limit: i64) -> Result<Vec<AliasAddress>> {
        self.all(
            "SELECT target, address, ttl FROM alias_address WHERE zone = ?1
             ORDER BY target, address LIMIT ?2",
            &[zone.0.into(), limit.into()],
            |row| {
                let (address, ttl) = read_address(row, 1)?;
                Ok(AliasAddress { target: row.text(0)?, address, ttl })
            },
        )
    }

    /// Writes down what stands behind one target of a zone's aliases now.
    ///
    /// # Errors
    /// When the database fails.
    pub fn save_alias_target(
        &mut self,
        zone: ZoneId,
        target: &str,
        addresses: &[(IpAddr, u32)],
    ) -> Result<()> {
        self.write(
            "DELETE FROM alias_address WHERE zone = ?1 AND target = ?2",
            &[zone.0.into(), target.into()],
        )?;
        for (address, ttl) in addresses {
            let address = address.to_string();
            self.write(
                "INSERT INTO alias_address (zone, target, address, ttl) VALUES (?1, ?2, ?3, ?4)",
                &[zone.0.into(), target.into(), (&address).into(), i64::from(*ttl).into()],
            )?;
        }
        Ok(())
    }

    /// Writes down the zones whose changes concern the aliases of a zone.
    ///
    /// # Errors
    /// When the database fails.
    pub fn watch_for_aliases(&mut self, zone: ZoneId, apexes: &[String]) -> Result<()> {
        self.write("DELETE FROM alias_watch WHERE zone = ?1", &[zone.0.into()])?;
        for apex in apexes {
            self.write(
                "INSERT INTO alias_watch (apex, zone) VALUES (?1, ?2) ON CONFLICT DO NOTHING",
                &[apex.into(), zone.0.into()],
            )?;
        }
        Ok(())
    }

    /// Forgets what stands behind the aliases of a zone.
    pub(crate) fn clear_aliases(&mut self, zone: ZoneId) -> Result<()> {
        self.write("DELETE FROM alias_address WHERE zone = ?1", &[zone.0.into()])?;
        self.write("DELETE FROM alias_watch WHERE zone = ?1", &[zone.0.into()])
    }

    /// The addresses behind the aliases of some zones: owner, address and the seconds it lives, which
    /// are those of the alias or of what it leads to, whichever are fewer.
    ///
    /// # Errors
    /// When the database fails.
    pub fn aliases_in(&mut self, zones: &[ZoneId]) -> Result<Vec<(ZoneId, OwnAddress)>> {
        if zones.is_empty() {
            return Ok(Vec::new());
        }
        let mut bound = Vec::with_capacity(zones.len());
        let among = is_among(&mut bound, "record.zone", zones.iter().map(|zone| zone.0.into()));
        let sql = format!(
            "SELECT record.zone, record.name, known.address,
                 CASE WHEN known.ttl < record.ttl THEN known.ttl ELSE record.ttl END
             FROM record JOIN alias_address AS known
                 ON known.zone = record.zone AND known.target = record.content
             WHERE record.kind = 'ALIAS' AND {among}
             ORDER BY record.zone, record.id, known.address"
        );
        self.all(&sql, &bound, |row| {
            let (address, ttl) = read_address(row, 2)?;
            Ok((ZoneId(row.int(0)?), (row.text(1)?, address, ttl)))
        })
    }
}
