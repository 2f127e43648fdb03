//! Mail and web addresses of a zone that lead elsewhere.

use model::Result;
use model::forwarding::{MOST_RULES, MailRule, WebKind, WebRule};
use model::zone::ZoneId;

use crate::scope::is_among;
use crate::tx::Tx;
use crate::word;

impl Tx<'_> {
    /// The mail rules of a zone, in the order in which they were given.
    ///
    /// # Errors
    /// When the database fails.
    pub fn mail_rules(&mut self, zone: ZoneId) -> Result<Vec<MailRule>> {
        let sql = format!(
            "SELECT source, target FROM mail_rule WHERE zone = ?1 ORDER BY id LIMIT {MOST_RULES}"
        );
        self.all(&sql, &[zone.0.into()], |row| {
            Ok(MailRule { from: row.text(0)?, to: row.text(1)? })
        })
    }

    /// Replaces the mail rules of a zone.
    ///
    /// # Errors
    /// When the database fails.
    pub fn set_mail_rules(&mut self, zone: ZoneId, rules: &[MailRule]) -> Result<()> {
        self.write("DELETE FROM mail_rule WHERE zone = ?1", &[zone.0.into()])?;
        for rule in rules {
            self.write(
                "INSERT INTO mail_rule (zone, source, target) VALUES (?1, ?2, ?3)",
                &[zone.0.into(), (&rule.from).into(), (&rule.to).into()],
            )?;
        }
        Ok(())
    }

    /// Where the web address of a zone leads, if it leads elsewhere.
    ///
    /// # Errors
    /// When the database fails.
    pub fn web_rule(&mut self, zone: ZoneId) -> Result<Option<WebRule>> {
        self.first("SELECT target, kind FROM web_rule WHERE zone = ?1", &[zone.0.into()], |row| {
            let kind = row.text(1)?;
            Ok(WebRule { to: row.text(0)?, kind: word(&kind, WebKind::from_word(&kind))? })
        })
    }

    /// The mail rules of some zones, in the order in which they were given.
    ///
    /// # Errors
    /// When the database fails.
    pub fn mail_rules_in(&mut self, zones: &[ZoneId]) -> Result<Vec<(ZoneId, MailRule)>> {
        if zones.is_empty() {
            return Ok(Vec::new());
        }
        let mut bound = Vec::with_capacity(zones.len());
        let among = is_among(&mut bound, "zone", zones.iter().map(|zone| zone.0.into()));
        let sql = format!(
            "SELECT zone, source, target FROM mail_rule WHERE {among} ORDER BY zone, id LIMIT {}",
            MOST_RULES * zones.len()
        );
        self.all(&sql, &bound, |row| {
            Ok((ZoneId(row.int(0)?), MailRule { from: row.text(1)?, to: row.text(2)? }))
        })
    }

    /// Where the web addresses of some zones lead, of those that lead elsewhere.
    ///
    /// # Errors
    /// When the database fails.
    pub fn web_rules_in(&mut self, zones: &[ZoneId]) -> Result<Vec<(ZoneId, WebRule)>> {
        if zones.is_empty() {
            return Ok(Vec::new());
        }
        let mut bound = Vec::with_capacity(zones.len());
        let among = is_among(&mut bound, "zone", zones.iter().map(|zone| zone.0.into()));
        let sql = format!(
            "SELECT zone, target, kind FROM web_rule WHERE {among} ORDER BY zone LIMIT {}",
            zones.len()
        );
        self.all(&sql, &bound, |row| {
            let kind = row.text(2)?;
            let kind = word(&kind, WebKind::from_word(&kind))?;
            Ok((ZoneId(row.int(0)?), WebRule { to: row.text(1)?, kind }))
        })
    }

    /// Replaces where the web address of a zone leads.
    ///
    /// # Errors
    /// When the database fails.
    pub fn set_web_rule(&mut self, zone: ZoneId, rule: Option<&WebRule>) -> Result<()> {
        let Some(rule) = rule else {
            return self.write("DELETE FROM web_rule WHERE zone = ?1", &[zone.0.into()]);
        };
        self.write(
            "INSERT INTO web_rule (zone, target, kind) VALUES (?1, ?2, ?3)
             ON CONFLICT (zone) DO UPDATE SET target = excluded.target, kind = excluded.kind",
            &[zone.0.into(), (&rule.to).into(), rule.kind.word().into()],
        )
    }

    /// Removes all forwarding of a zone.
    ///
    /// # Errors
    /// When the database fails.
    pub(crate) fn clear_forwarding(&mut self, zone: ZoneId) -> Result<()> {
        self.set_mail_rules(zone, &[])?;
        self.set_web_rule(zone, None)
    }
}
