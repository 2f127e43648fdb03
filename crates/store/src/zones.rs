//! Zones and their records. A record keeps its id while its values change.
//!
//! A zone is the zone of a name, or hosted under a subscription. One apex has one of each at most.

use model::Result;
use model::account::AccountId;
use model::subscription::SubscriptionId;
use model::time::Timestamp;
use model::zone::{ChangeId, Record, RecordId, ZoneId, next_serial};

use crate::scope::is_among;
use crate::tx::{Row, Tx, Value};

/// A zone without its records.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StoredZone {
    /// Its row.
    pub id: ZoneId,
    /// Who runs it.
    pub account: AccountId,
    /// What it is hosted under; none for the zone of a name.
    pub subscription: Option<SubscriptionId>,
    /// Its apex.
    pub name: String,
    /// Its serial.
    pub serial: u32,
}

const COLUMNS: &str = "id, account, subscription, name, serial";

fn read_zone(row: &Row<'_>) -> Result<StoredZone> {
    Ok(StoredZone {
        id: ZoneId(row.int(0)?),
        account: AccountId(row.int(1)?),
        subscription: row.maybe_int(2)?.map(SubscriptionId),
        name: row.text(3)?,
        serial: u32::try_from(row.int(4)?).map_err(model::Error::internal)?,
    })
}

pub(crate) fn read_record(row: &Row<'_>) -> Result<(RecordId, Record)> {
    let record = Record {
        name: row.text(1)?,
        kind: row.text(2)?,
        ttl: u32::try_from(row.int(3)?).map_err(model::Error::internal)?,
        priority: u16::try_from(row.int(4)?).map_err(model::Error::internal)?,
        content: row.text(5)?,
    };
    Ok((RecordId(row.int(0)?), record))
}

pub(crate) fn record_values(owner: i64, record: &Record) -> [Value<'_>; 6] {
    [
        owner.into(),
        (&record.name).into(),
        (&record.kind).into(),
        i64::from(record.ttl).into(),
        i64::from(record.priority).into(),
        (&record.content).into(),
    ]
}

impl Tx<'_> {
    /// The zone of a name; a hosted one does not count.
    ///
    /// # Errors
    /// When the database fails.
    pub fn zone(&mut self, name: &str) -> Result<Option<StoredZone>> {
        let sql = format!("SELECT {COLUMNS} FROM zone WHERE name = ?1 AND subscription IS NULL");
        self.first(&sql, &[name.into()], read_zone)
    }

    /// The hosted zone with an apex, whoever has it.
    ///
    /// # Errors
    /// When the database fails.
    pub fn hosted_zone(&mut self, name: &str) -> Result<Option<StoredZone>> {
        let sql =
            format!("SELECT {COLUMNS} FROM zone WHERE name = ?1 AND subscription IS NOT NULL");
        self.first(&sql, &[name.into()], read_zone)
    }

    /// A zone by its row, of either kind.
    ///
    /// # Errors
    /// When the database fails.
    pub fn zone_by_id(&mut self, id: ZoneId) -> Result<Option<StoredZone>> {
        let sql = format!("SELECT {COLUMNS} FROM zone WHERE id = ?1");
        self.first(&sql, &[id.0.into()], read_zone)
    }

    /// The zones that have one of these names, of either kind, oldest first.
    ///
    /// # Errors
    /// When the database fails.
    pub fn zones_named(&mut self, names: &[&str]) -> Result<Vec<StoredZone>> {
        let places: Vec<String> = (1..=names.len()).map(|place| format!("?{place}")).collect();
        let places = places.join(", ");
        // Said in two halves, because each kind has an index of its own.
        let sql = format!(
            "SELECT {COLUMNS} FROM zone WHERE name IN ({places}) AND subscription IS NULL
             UNION ALL
             SELECT {COLUMNS} FROM zone WHERE name IN ({places}) AND subscription IS NOT NULL
             ORDER BY 1"
        );
        let values: Vec<Value<'_>> = names.iter().map(|name| (*name).into()).collect();
        self.all(&sql, &values, read_zone)
    }

    /// Makes concurrent transactions wait for each other that make zones of the same name or of names
    /// below it. The single writer of SQLite needs no such lock.
    ///
    /// # Errors
    /// When the database fails.
    pub fn lock_zone_name(&mut self, name: &str) -> Result<()> {
        if !self.is_postgres() {
            return Ok(());
        }
        self.all("SELECT pg_advisory_xact_lock(7233413, hashtext(?1))", &[name.into()], |_| Ok(()))
            .map(drop)
    }

    /// The hosted zones of an account, oldest first.
    ///
    /// # Errors
    /// When the database fails.
    pub fn hosted_zones(&mut self, account: AccountId, limit: i64) -> Result<Vec<StoredZone>> {
        let sql = format!(
            "SELECT {COLUMNS} FROM zone WHERE account = ?1 AND subscription IS NOT NULL
             ORDER BY id LIMIT ?2"
        );
        self.all(&sql, &[account.0.into(), limit.into()], read_zone)
    }

    /// How many hosted zones an account has.
    ///
    /// # Errors
    /// When the database fails.
    pub fn count_hosted_zones(&mut self, account: AccountId) -> Result<i64> {
        self.number(
            "SELECT COUNT(*) FROM zone WHERE account = ?1 AND subscription IS NOT NULL",
            &[account.0.into()],
        )
    }

    /// The zones hosted under a subscription, oldest first.
    ///
    /// # Errors
    /// When the database fails.
    pub fn zones_under(
        &mut self,
        subscription: SubscriptionId,
        limit: i64,
    ) -> Result<Vec<StoredZone>> {
        let sql =
            format!("SELECT {COLUMNS} FROM zone WHERE subscription = ?1 ORDER BY id LIMIT ?2");
        self.all(&sql, &[subscription.0.into(), limit.into()], read_zone)
    }

    /// Makes an empty zone of a name.
    ///
    /// # Errors
    /// When the database fails.
    pub fn add_zone(
        &mut self,
        account: AccountId,
        name: &str,
        serial: u32,
        now: Timestamp,
    ) -> Result<StoredZone> {
        self.insert_zone(account, None, name, serial, now)
    }

    /// Gives the zone of a name, where there is one, to another account.
    ///
    /// # Errors
    /// When the database fails.
    pub fn give_zone(&mut self, name: &str, to: AccountId) -> Result<()> {
        self.write(
            "UPDATE zone SET account = ?2 WHERE name = ?1 AND subscription IS NULL",
            &[name.into(), to.0.into()],
        )
    }

    /// Makes an empty zone under a subscription.
    ///
    /// # Errors
    /// When the database fails.
    pub fn add_hosted_zone(
        &mut self,
        account: AccountId,
        subscription: SubscriptionId,
        name: &str,
        serial: u32,
        now: Timestamp,
    ) -> Result<StoredZone> {
        self.insert_zone(account, Some(subscription), name, serial, now)
    }

    fn insert_zone(
        &mut self,
        account: AccountId,
        subscription: Option<SubscriptionId>,
        name: &str,
        serial: u32,
        now: Timestamp,
    ) -> Result<StoredZone> {
        let serial = self.serial_after_all(name, serial)?;
        let id = self.insert(
            "INSERT INTO zone (account, subscription, name, serial, changed)
             VALUES (?1, ?2, ?3, ?4, ?5) RETURNING id",
            &[
                account.0.into(),
                subscription.map(|subscription| subscription.0).into(),
                name.into(),
                i64::from(serial).into(),
                now.into(),
            ],
        )?;
        self.zone_changed(name, Some(serial), now)?;
        Ok(StoredZone { id: ZoneId(id), account, subscription, name: name.to_owned(), serial })
    }

    /// Writes a zone's holder and serial after a change; gives the number of the change.
    ///
    /// # Errors
    /// When the database fails.
    pub fn save_zone(&mut self, zone: &StoredZone, now: Timestamp) -> Result<ChangeId> {
        self.write(
            "UPDATE zone SET account = ?2, serial = ?3, changed = ?4 WHERE id = ?1",
            &[zone.id.0.into(), zone.account.0.into(), i64::from(zone.serial).into(), now.into()],
        )?;
        self.zone_changed(&zone.name, Some(zone.serial), now)
    }

    /// Removes a zone and everything in it. Where another zone of this name is left, its serial rises
    /// above the one that is gone. Gives the number of the change.
    ///
    /// # Errors
    /// When the database fails.
    pub fn delete_zone(&mut self, zone: &StoredZone, now: Timestamp) -> Result<ChangeId> {
        self.clear_zone(zone.id)?;
        self.clear_forwarding(zone.id)?;
        self.clear_aliases(zone.id)?;
        self.clear_signing(zone.id)?;
        self.write("DELETE FROM zone WHERE id = ?1", &[zone.id.0.into()])?;
        match self.zones_named(&[&zone.name])?.pop() {
            Some(left) => {
                let serial = next_serial(zone.serial, left.serial);
                self.save_zone(&StoredZone { serial, ..left }, now)
            }
            None => self.zone_changed(&zone.name, None, now),
        }
    }

    /// The records of a zone, oldest first.
    ///
    /// # Errors
    /// When the database fails.
    pub fn records(&mut self, zone: ZoneId) -> Result<Vec<(RecordId, Record)>> {
        self.all(
            "SELECT id, name, kind, ttl, priority, content FROM record WHERE zone = ?1 ORDER BY id",
            &[zone.0.into()],
            read_record,
        )
    }

    /// The records of some zones, oldest first; as many as `limit` says.
    ///
    /// # Errors
    /// When the database fails.
    pub fn records_in(
        &mut self,
        zones: &[ZoneId],
        limit: i64,
    ) -> Result<Vec<(ZoneId, RecordId, Record)>> {
        if zones.is_empty() {
            return Ok(Vec::new());
        }
        let mut bound = Vec::with_capacity(zones.len() + 1);
        let among = is_among(&mut bound, "zone", zones.iter().map(|zone| zone.0.into()));
        bound.push(limit.into());
        let sql = format!(
            "SELECT id, name, kind, ttl, priority, content, zone FROM record WHERE {among}
             ORDER BY zone, id LIMIT ?{}",
            bound.len()
        );
        self.all(&sql, &bound, |row| {
            let (id, record) = read_record(row)?;
            Ok((ZoneId(row.int(6)?), id, record))
        })
    }

    /// Adds a record.
    ///
    /// # Errors
    /// When the database fails.
    pub fn add_record(&mut self, zone: ZoneId, record: &Record) -> Result<RecordId> {
        self.insert(
            "INSERT INTO record (zone, name, kind, ttl, priority, content)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6) RETURNING id",
            &record_values(zone.0, record),
        )
        .map(RecordId)
    }

    /// Replaces the values of a record.
    ///
    /// # Errors
    /// When the database fails.
    pub fn save_record(&mut self, id: RecordId, record: &Record) -> Result<()> {
        self.write(
            "UPDATE record SET name = ?2, kind = ?3, ttl = ?4, priority = ?5, content = ?6
             WHERE id = ?1",
            &record_values(id.0, record),
        )
    }

    /// Removes a record.
    ///
    /// # Errors
    /// When the database fails.
    pub fn delete_record(&mut self, id: RecordId) -> Result<()> {
        self.write("DELETE FROM record WHERE id = ?1", &[id.0.into()])
    }

    /// Removes all records of a zone.
    ///
    /// # Errors
    /// When the database fails.
    pub fn clear_zone(&mut self, zone: ZoneId) -> Result<()> {
        self.write("DELETE FROM record WHERE zone = ?1", &[zone.0.into()])
    }
}
