//! Mail and web addresses of a zone that lead elsewhere. A forward keeps its number while it changes, and
//! has it out of the numbers of records: in one zone no record and no forward are called alike.

use model::Result;
use model::forwarding::{MOST_FORWARDS, MOST_RULES, MailRule, WebForward, WebKind, WebRule};
use model::zone::{Record, RecordId, ZoneId};

use crate::scope::is_among;
use crate::tx::{Row, Tx};
use crate::word;

fn read_web(row: &Row<'_>, at: usize) -> Result<WebRule> {
    let kind = row.text(at + 1)?;
    Ok(WebRule { to: row.text(at)?, kind: word(&kind, WebKind::from_word(&kind))? })
}

fn read_mail(row: &Row<'_>, at: usize) -> Result<MailRule> {
    Ok(MailRule { from: row.text(at)?, to: row.text(at + 1)? })
}

impl Tx<'_> {
    /// The mail rules of a zone with their numbers, in the order in which they were given.
    ///
    /// # Errors
    /// When the database fails.
    pub fn mail_forwards(&mut self, zone: ZoneId) -> Result<Vec<(RecordId, MailRule)>> {
        let sql = format!(
            "SELECT id, source, target FROM mail_forward WHERE zone = ?1 ORDER BY place, id
             LIMIT {MOST_RULES}"
        );
        self.all(&sql, &[zone.0.into()], |row| Ok((RecordId(row.int(0)?), read_mail(row, 1)?)))
    }

    /// The mail rules of a zone, in the order in which they were given.
    ///
    /// # Errors
    /// When the database fails.
    pub fn mail_rules(&mut self, zone: ZoneId) -> Result<Vec<MailRule>> {
        Ok(self.mail_forwards(zone)?.into_iter().map(|(_, rule)| rule).collect())
    }

    /// Replaces the mail rules of a zone; one that stays keeps its number.
    ///
    /// # Errors
    /// When the database fails.
    pub fn set_mail_rules(&mut self, zone: ZoneId, rules: &[MailRule]) -> Result<()> {
        let before = self.mail_forwards(zone)?;
        for (id, _) in before.iter().filter(|(_, rule)| !rules.contains(rule)) {
            self.delete_mail_forward(*id)?;
        }
        for (place, rule) in (1i64..).zip(rules) {
            match before.iter().find(|(_, known)| known == rule) {
                Some((id, _)) => self.write(
                    "UPDATE mail_forward SET place = ?2 WHERE id = ?1",
                    &[id.0.into(), place.into()],
                )?,
                None => self.insert_mail_forward(zone, place, rule).map(drop)?,
            }
        }
        Ok(())
    }

    /// Adds a mail rule behind all others.
    ///
    /// # Errors
    /// When the database fails.
    pub fn add_mail_forward(&mut self, zone: ZoneId, rule: &MailRule) -> Result<RecordId> {
        let last = self.number(
            "SELECT COALESCE(MAX(place), 0) FROM mail_forward WHERE zone = ?1",
            &[zone.0.into()],
        )?;
        self.insert_mail_forward(zone, last + 1, rule)
    }

    fn insert_mail_forward(
        &mut self,
        zone: ZoneId,
        place: i64,
        rule: &MailRule,
    ) -> Result<RecordId> {
        let id = self.forward_number(zone)?;
        self.write(
            "INSERT INTO mail_forward (id, zone, place, source, target) VALUES (?1, ?2, ?3, ?4, ?5)",
            &[id.0.into(), zone.0.into(), place.into(), (&rule.from).into(), (&rule.to).into()],
        )?;
        Ok(id)
    }

    /// Replaces what a mail rule says.
    ///
    /// # Errors
    /// When the database fails.
    pub fn save_mail_forward(&mut self, id: RecordId, rule: &MailRule) -> Result<()> {
        self.write(
            "UPDATE mail_forward SET source = ?2, target = ?3 WHERE id = ?1",
            &[id.0.into(), (&rule.from).into(), (&rule.to).into()],
        )
    }

    /// Removes a mail rule.
    ///
    /// # Errors
    /// When the database fails.
    pub fn delete_mail_forward(&mut self, id: RecordId) -> Result<()> {
        self.write("DELETE FROM mail_forward WHERE id = ?1", &[id.0.into()])
    }

    /// The web addresses of a zone that lead elsewhere, with their numbers.
    ///
    /// # Errors
    /// When the database fails.
    pub fn web_forwards(&mut self, zone: ZoneId) -> Result<Vec<(RecordId, WebForward)>> {
        let sql = format!(
            "SELECT id, name, target, kind FROM web_forward WHERE zone = ?1 ORDER BY id
             LIMIT {MOST_FORWARDS}"
        );
        self.all(&sql, &[zone.0.into()], |row| {
            let forward = WebForward { name: row.text(1)?, rule: read_web(row, 2)? };
            Ok((RecordId(row.int(0)?), forward))
        })
    }

    /// Where the web address of a zone itself leads, if it leads elsewhere.
    ///
    /// # Errors
    /// When the database fails.
    pub fn web_rule(&mut self, zone: ZoneId) -> Result<Option<WebRule>> {
        self.first(
            "SELECT target, kind FROM web_forward WHERE zone = ?1 AND name = ''",
            &[zone.0.into()],
            |row| read_web(row, 0),
        )
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
            "SELECT zone, source, target FROM mail_forward WHERE {among} ORDER BY zone, place, id
             LIMIT {}",
            MOST_RULES * zones.len()
        );
        self.all(&sql, &bound, |row| Ok((ZoneId(row.int(0)?), read_mail(row, 1)?)))
    }

    /// The web addresses of some zones that lead elsewhere.
    ///
    /// # Errors
    /// When the database fails.
    pub fn web_forwards_in(&mut self, zones: &[ZoneId]) -> Result<Vec<(ZoneId, WebForward)>> {
        if zones.is_empty() {
            return Ok(Vec::new());
        }
        let mut bound = Vec::with_capacity(zones.len());
        let among = is_among(&mut bound, "zone", zones.iter().map(|zone| zone.0.into()));
        let sql = format!(
            "SELECT zone, name, target, kind FROM web_forward WHERE {among} ORDER BY zone, id
             LIMIT {}",
            MOST_FORWARDS * zones.len()
        );
        self.all(&sql, &bound, |row| {
            Ok((ZoneId(row.int(0)?), WebForward { name: row.text(1)?, rule: read_web(row, 2)? }))
        })
    }

    /// Replaces where the web address of a zone itself leads; the forward keeps its number.
    ///
    /// # Errors
    /// When the database fails.
    pub fn set_web_rule(&mut self, zone: ZoneId, rule: Option<&WebRule>) -> Result<()> {
        let forwards = self.web_forwards(zone)?;
        let own = forwards.iter().find(|(_, forward)| forward.name.is_empty());
        match (own, rule) {
            (None, None) => Ok(()),
            (Some((id, _)), None) => self.delete_web_forward(*id),
            (own, Some(rule)) => {
                let forward = WebForward { name: String::new(), rule: rule.clone() };
                match own {
                    Some((id, _)) => self.save_web_forward(*id, &forward),
                    None => self.add_web_forward(zone, &forward).map(drop),
                }
            }
        }
    }

    /// Lets a web address of a zone lead elsewhere.
    ///
    /// # Errors
    /// When the database fails.
    pub fn add_web_forward(&mut self, zone: ZoneId, forward: &WebForward) -> Result<RecordId> {
        let id = self.forward_number(zone)?;
        self.write(
            "INSERT INTO web_forward (id, zone, name, target, kind) VALUES (?1, ?2, ?3, ?4, ?5)",
            &[
                id.0.into(),
                zone.0.into(),
                (&forward.name).into(),
                (&forward.rule.to).into(),
                forward.rule.kind.word().into(),
            ],
        )?;
        Ok(id)
    }

    /// Replaces which web address leads where.
    ///
    /// # Errors
    /// When the database fails.
    pub fn save_web_forward(&mut self, id: RecordId, forward: &WebForward) -> Result<()> {
        let rule = &forward.rule;
        self.write(
            "UPDATE web_forward SET name = ?2, target = ?3, kind = ?4 WHERE id = ?1",
            &[id.0.into(), (&forward.name).into(), (&rule.to).into(), rule.kind.word().into()],
        )
    }

    /// Lets a web address lead nowhere else.
    ///
    /// # Errors
    /// When the database fails.
    pub fn delete_web_forward(&mut self, id: RecordId) -> Result<()> {
        self.write("DELETE FROM web_forward WHERE id = ?1", &[id.0.into()])
    }

    /// A number that no record ever had, nor will have: one that was a record for a moment.
    fn forward_number(&mut self, zone: ZoneId) -> Result<RecordId> {
        let (name, kind, content) = (String::new(), String::new(), String::new());
        let nothing = Record { name, kind, ttl: 0, priority: 0, content };
        let id = self.add_record(zone, &nothing)?;
        self.delete_record(id)?;
        Ok(id)
    }

    /// Removes all forwarding of a zone.
    ///
    /// # Errors
    /// When the database fails.
    pub(crate) fn clear_forwarding(&mut self, zone: ZoneId) -> Result<()> {
        self.write("DELETE FROM mail_forward WHERE zone = ?1", &[zone.0.into()])?;
        self.write("DELETE FROM web_forward WHERE zone = ?1", &[zone.0.into()])
    }
}
