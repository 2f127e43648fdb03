//! Where single names of a zone lead, found by an index; and zones whose mail goes elsewhere.

use model::Result;
use model::forwarding::{WebKind, WebRule};
use model::zone::ZoneId;

use crate::tx::{Row, Tx};
use crate::word;

impl Tx<'_> {
    /// Where a name in front of a zone's own leads, by a forward; the zone itself where it is empty.
    ///
    /// # Errors
    /// When the database fails.
    pub fn web_forward_at(&mut self, zone: ZoneId, name: &str) -> Result<Option<WebRule>> {
        self.first(
            "SELECT kind, target FROM web_forward WHERE zone = ?1 AND name = ?2",
            &[zone.0.into(), name.into()],
            |row| {
                let kind = row.text(0)?;
                Ok(WebRule { to: row.text(1)?, kind: word(&kind, WebKind::from_word(&kind))? })
            },
        )
    }

    /// Where a whole name of a zone leads, by the oldest record that leads to a web address: its type
    /// and its value.
    ///
    /// # Errors
    /// When the database fails.
    pub fn web_record_at(&mut self, zone: ZoneId, name: &str) -> Result<Option<(String, String)>> {
        self.first(
            "SELECT kind, content FROM record
             WHERE zone = ?1 AND name = ?2 AND kind IN ('URL', 'FRAME') ORDER BY id LIMIT 1",
            &[zone.0.into(), name.into()],
            |row| Ok((row.text(0)?, row.text(1)?)),
        )
    }

    /// Whether a zone has records of a whole name, or with `below` of names below it.
    ///
    /// # Errors
    /// When the database fails.
    pub fn has_records(&mut self, zone: ZoneId, name: &str, below: bool) -> Result<bool> {
        let pattern = if below { format!("%.{}", escaped(name)) } else { escaped(name) };
        let found = self.first(
            "SELECT id FROM record
             WHERE zone = ?1 AND (name = ?2 OR name LIKE ?3 ESCAPE '!') LIMIT 1",
            &[zone.0.into(), name.into(), (&pattern).into()],
            |_| Ok(()),
        );
        Ok(found?.is_some())
    }

    /// The zones with mail rules behind `after`, in order; as many as `limit` says.
    ///
    /// # Errors
    /// When the database fails.
    pub fn zones_with_mail_rules(&mut self, after: ZoneId, limit: i64) -> Result<Vec<MailZone>> {
        // The zone of a name is served where there is no hosted one of the same name.
        self.all(
            "SELECT z.id, z.name,
                 CAST(CASE WHEN z.subscription IS NULL AND EXISTS (
                     SELECT 1 FROM zone h WHERE h.name = z.name AND h.subscription IS NOT NULL)
                 THEN 0 ELSE 1 END AS BIGINT)
             FROM (SELECT DISTINCT zone FROM mail_forward WHERE zone > ?1 ORDER BY zone LIMIT ?2) m
             JOIN zone z ON z.id = m.zone ORDER BY z.id",
            &[after.0.into(), limit.into()],
            read_mail_zone,
        )
    }
}

/// A zone with mail rules.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MailZone {
    /// Its row.
    pub id: ZoneId,
    /// Its apex.
    pub apex: String,
    /// Whether it is the one that is served under this apex.
    pub served: bool,
}

fn read_mail_zone(row: &Row<'_>) -> Result<MailZone> {
    Ok(MailZone { id: ZoneId(row.int(0)?), apex: row.text(1)?, served: row.truth(2)? })
}

/// A name as it stands in a pattern: `_` would be any sign there.
fn escaped(name: &str) -> String {
    name.replace('!', "!!").replace('_', "!_").replace('%', "!%")
}
