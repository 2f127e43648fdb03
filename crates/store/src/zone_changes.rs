//! Changes of zones, for whoever serves them, and who serves what.

use model::Result;
use model::time::Timestamp;
use model::zone::{ChangeId, next_serial};

use crate::scope::is_among;
use crate::tx::{Row, Tx, Value};

/// A change of a zone.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StoredChange {
    /// Its number.
    pub id: ChangeId,
    /// The apex of the zone.
    pub apex: String,
    /// The serial after it; none where the zone is gone.
    pub serial: Option<u32>,
    /// When it was made.
    pub made: Timestamp,
}

/// What a server answers with.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StoredAnswer {
    /// What the server is called; empty for the platform's own.
    pub server: String,
    /// The serial it answers with.
    pub serial: u32,
    /// The newest change that it knows; 0 where only the serial is known.
    pub change: ChangeId,
    /// Since when.
    pub seen: Timestamp,
}

fn read_change(row: &Row<'_>) -> Result<StoredChange> {
    let serial = row.maybe_int(2)?.map(u32::try_from).transpose();
    Ok(StoredChange {
        id: ChangeId(row.int(0)?),
        apex: row.text(1)?,
        serial: serial.map_err(model::Error::internal)?,
        made: row.instant(3)?,
    })
}

impl Tx<'_> {
    /// Writes down that a zone was changed, made or removed; whoever serves zones is told once this is
    /// committed.
    pub(crate) fn zone_changed(
        &mut self,
        apex: &str,
        serial: Option<u32>,
        now: Timestamp,
    ) -> Result<ChangeId> {
        self.changes_zones();
        self.look_behind_aliases(apex, now)?;
        self.insert(
            "INSERT INTO zone_change (apex, serial, made) VALUES (?1, ?2, ?3) RETURNING id",
            &[apex.into(), serial.map(i64::from).into(), now.into()],
        )
        .map(ChangeId)
    }

    /// A serial for a zone that begins: `dated`, or one that follows all that zones of this name had,
    /// so that servers which know an earlier one take it for newer.
    pub(crate) fn serial_after_all(&mut self, apex: &str, dated: u32) -> Result<u32> {
        let last = self.first(
            "SELECT serial FROM zone_change WHERE apex = ?1 AND serial IS NOT NULL
             ORDER BY id DESC LIMIT 1",
            &[apex.into()],
            |row| row.int(0),
        )?;
        let last = last.map(u32::try_from).transpose().map_err(model::Error::internal)?;
        Ok(last.map_or(dated, |last| next_serial(last, dated)))
    }

    /// A change.
    ///
    /// # Errors
    /// When the database fails.
    pub fn zone_change(&mut self, id: ChangeId) -> Result<Option<StoredChange>> {
        self.first(
            "SELECT id, apex, serial, made FROM zone_change WHERE id = ?1",
            &[id.0.into()],
            read_change,
        )
    }

    /// The newest change of a zone.
    ///
    /// # Errors
    /// When the database fails.
    pub fn last_zone_change(&mut self, apex: &str) -> Result<Option<StoredChange>> {
        self.first(
            "SELECT id, apex, serial, made FROM zone_change WHERE apex = ?1 ORDER BY id DESC LIMIT 1",
            &[apex.into()],
            read_change,
        )
    }

    /// The changes behind `after`, in order, as many as `limit` says.
    ///
    /// # Errors
    /// When the database fails.
    pub fn zone_changes(&mut self, after: ChangeId, limit: i64) -> Result<Vec<StoredChange>> {
        self.all(
            "SELECT id, apex, serial, made FROM zone_change WHERE id > ?1 ORDER BY id LIMIT ?2",
            &[after.0.into(), limit.into()],
            read_change,
        )
    }

    /// Those of some changes that there are, in order.
    ///
    /// # Errors
    /// When the database fails.
    pub fn zone_changes_among(&mut self, ids: &[ChangeId]) -> Result<Vec<StoredChange>> {
        if ids.is_empty() {
            return Ok(Vec::new());
        }
        let mut bound: Vec<Value<'_>> = Vec::with_capacity(ids.len());
        let among = is_among(&mut bound, "id", ids.iter().map(|id| id.0.into()));
        let sql =
            format!("SELECT id, apex, serial, made FROM zone_change WHERE {among} ORDER BY id");
        self.all(&sql, &bound, read_change)
    }

    /// Forgets changes made before an instant, but for the newest of each zone; as many as `limit`
    /// says. Gives how many went.
    ///
    /// # Errors
    /// When the database fails.
    pub fn forget_zone_changes(&mut self, before: Timestamp, limit: i64) -> Result<u64> {
        self.run(
            "DELETE FROM zone_change WHERE id IN (
                 SELECT old.id FROM zone_change old WHERE old.made < ?1
                 AND EXISTS (SELECT 1 FROM zone_change newer
                             WHERE newer.apex = old.apex AND newer.id > old.id)
                 ORDER BY old.made, old.id LIMIT ?2)",
            &[before.into(), limit.into()],
        )
    }

    /// The apexes of all zones behind `after`, in order, as many as `limit` says.
    ///
    /// # Errors
    /// When the database fails.
    pub fn apexes(&mut self, after: &str, limit: i64) -> Result<Vec<String>> {
        self.all(
            "SELECT DISTINCT name FROM zone WHERE name > ?1 ORDER BY name LIMIT ?2",
            &[after.into(), limit.into()],
            |row| row.text(0),
        )
    }

    /// Writes down what a server answers with, unless it was seen to know a newer change: several nodes
    /// are one server, and say so in any order.
    ///
    /// # Errors
    /// When the database fails.
    pub fn save_answer(&mut self, apex: &str, answer: &StoredAnswer) -> Result<()> {
        self.write(
            "INSERT INTO zone_published (apex, server, serial, change, seen)
             VALUES (?1, ?2, ?3, ?4, ?5)
             ON CONFLICT (apex, server) DO UPDATE
             SET serial = excluded.serial, change = excluded.change, seen = excluded.seen
             WHERE zone_published.change <= excluded.change",
            &[
                apex.into(),
                (&answer.server).into(),
                i64::from(answer.serial).into(),
                answer.change.0.into(),
                answer.seen.into(),
            ],
        )
    }

    /// Writes down that a server answers for a zone no more.
    ///
    /// # Errors
    /// When the database fails.
    pub fn delete_answer(&mut self, apex: &str, server: &str) -> Result<()> {
        self.write(
            "DELETE FROM zone_published WHERE apex = ?1 AND server = ?2",
            &[apex.into(), server.into()],
        )
    }

    /// The newest change that a server knows; 0 where it knows none.
    ///
    /// # Errors
    /// When the database fails.
    pub fn position(&mut self, server: &str) -> Result<ChangeId> {
        self.number("SELECT MAX(change) FROM zone_published WHERE server = ?1", &[server.into()])
            .map(ChangeId)
    }

    /// What servers answer with for a zone, by their names; as many as `limit` says.
    ///
    /// # Errors
    /// When the database fails.
    pub fn answers(&mut self, apex: &str, limit: i64) -> Result<Vec<StoredAnswer>> {
        self.all(
            "SELECT server, serial, change, seen FROM zone_published WHERE apex = ?1
             ORDER BY server LIMIT ?2",
            &[apex.into(), limit.into()],
            |row| {
                Ok(StoredAnswer {
                    server: row.text(0)?,
                    serial: u32::try_from(row.int(1)?).map_err(model::Error::internal)?,
                    change: ChangeId(row.int(2)?),
                    seen: row.instant(3)?,
                })
            },
        )
    }
}
