//! Zones and their records. A record keeps its id while its values change.

use model::Result;
use model::account::AccountId;
use model::time::Timestamp;
use model::zone::{Record, RecordId, ZoneId};

use crate::tx::{Row, Tx, Value};

/// A zone without its records.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StoredZone {
    /// Its row.
    pub id: ZoneId,
    /// Who runs it.
    pub account: AccountId,
    /// Its apex.
    pub name: String,
    /// Its serial.
    pub serial: u32,
}

fn read_zone(row: &Row<'_>) -> Result<StoredZone> {
    Ok(StoredZone {
        id: ZoneId(row.int(0)?),
        account: AccountId(row.int(1)?),
        name: row.text(2)?,
        serial: u32::try_from(row.int(3)?).map_err(model::Error::internal)?,
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
    /// The zone of a name.
    ///
    /// # Errors
    /// When the database fails.
    pub fn zone(&mut self, name: &str) -> Result<Option<StoredZone>> {
        self.first(
            "SELECT id, account, name, serial FROM zone WHERE name = ?1",
            &[name.into()],
            read_zone,
        )
    }

    /// Makes an empty zone.
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
        let id = self.insert(
            "INSERT INTO zone (account, name, serial, changed) VALUES (?1, ?2, ?3, ?4) RETURNING id",
            &[account.0.into(), name.into(), i64::from(serial).into(), now.into()],
        )?;
        Ok(StoredZone { id: ZoneId(id), account, name: name.to_owned(), serial })
    }

    /// Writes a zone's holder and serial after a change.
    ///
    /// # Errors
    /// When the database fails.
    pub fn save_zone(&mut self, zone: &StoredZone, now: Timestamp) -> Result<()> {
        self.write(
            "UPDATE zone SET account = ?2, serial = ?3, changed = ?4 WHERE id = ?1",
            &[zone.id.0.into(), zone.account.0.into(), i64::from(zone.serial).into(), now.into()],
        )
    }

    /// Removes a zone and everything in it.
    ///
    /// # Errors
    /// When the database fails.
    pub fn delete_zone(&mut self, zone: ZoneId) -> Result<()> {
        self.clear_zone(zone)?;
        self.write("DELETE FROM zone WHERE id = ?1", &[zone.0.into()])
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
