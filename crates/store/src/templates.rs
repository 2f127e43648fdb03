//! Contact, nameserver and DNS templates of an account. A title is unique in its family (and role)
//! without regard to case; at most one of them is the standard.

use model::Result;
use model::account::AccountId;
use model::contact::Contact;
use model::error::Role;
use model::name::HostName;
use model::zone::Record;

use crate::accounts::{Page, Window, containing};
use crate::contacts::{CONTACT_COLUMNS, contact_values, read_contact};
use crate::tx::{Row, Tx, Value};
use crate::word;
use crate::zones::{read_record, record_values};

/// A contact kept for use in one role.
#[derive(Debug, Clone)]
pub struct ContactTemplate {
    /// Its row; does not count when it is added.
    pub id: i64,
    /// What callers select it by.
    pub code: String,
    /// What people call it.
    pub title: String,
    /// The role it is for.
    pub role: Role,
    /// Taken where nothing else is given.
    pub standard: bool,
    /// The contact.
    pub contact: Contact,
}

/// A list of nameservers.
#[derive(Debug, Clone)]
pub struct NameserverTemplate {
    /// Its row; does not count when it is added.
    pub id: i64,
    /// What callers select it by.
    pub code: String,
    /// What people call it.
    pub title: String,
    /// Taken where nothing else is given.
    pub standard: bool,
    /// The nameservers, in order.
    pub nameservers: Vec<HostName>,
}

/// A set of records with placeholders.
#[derive(Debug, Clone)]
pub struct DnsTemplate {
    /// Its row.
    pub id: i64,
    /// What people call it.
    pub title: String,
    /// Taken where nothing else is given.
    pub standard: bool,
}

/// Which templates a list shows.
#[derive(Debug, Clone, Default)]
pub struct TemplateFilter {
    /// Only this role.
    pub role: Option<Role>,
    /// Only this code.
    pub code: Option<String>,
    /// Only this title.
    pub title: Option<String>,
    /// Only titles with this text in them.
    pub search: Option<String>,
    /// Only the standard ones.
    pub standard: bool,
}

/// What a list of templates is sorted by.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum TemplateOrder {
    /// As they were made.
    #[default]
    Made,
    /// By title.
    Title,
    /// By role.
    Role,
    /// By the contact's name.
    ContactName,
    /// By the contact's mail address.
    Email,
    /// The standard ones last.
    Standard,
}

fn read_contact_template(row: &Row<'_>) -> Result<ContactTemplate> {
    let role = row.text(3)?;
    Ok(ContactTemplate {
        id: row.int(0)?,
        code: row.text(1)?,
        title: row.text(2)?,
        role: word(&role, Role::from_word(&role))?,
        standard: row.truth(4)?,
        contact: read_contact(row, 5)?,
    })
}

fn read_nameserver_template(row: &Row<'_>) -> Result<NameserverTemplate> {
    Ok(NameserverTemplate {
        id: row.int(0)?,
        code: row.text(1)?,
        title: row.text(2)?,
        standard: row.truth(3)?,
        nameservers: row.text(4)?.split_whitespace().map(HostName::from_stored).collect(),
    })
}

/// The conditions that both kinds of lists share; the placeholders run from 2 to 5.
const MATCHING: &str = "(?2 = 0 OR standard = 1) AND (CAST(?3 AS TEXT) IS NULL OR code = ?3)
     AND (CAST(?4 AS TEXT) IS NULL OR title_key = ?4)
     AND (CAST(?5 AS TEXT) IS NULL OR title_key LIKE ?5 ESCAPE '\\')";

/// The one with a code or a title, the code before the title; where neither is given, the standard
/// one. The placeholders are 2 and 3.
const CHOSEN: &str = "(CAST(?2 AS TEXT) IS NULL AND standard = 1 OR code = ?2 OR title_key = ?3)
     ORDER BY CASE WHEN code = ?2 THEN 0 ELSE 1 END, id LIMIT 1";

impl Tx<'_> {
    /// A page of contact templates.
    ///
    /// # Errors
    /// When the database fails.
    pub fn contact_templates(
        &mut self,
        account: AccountId,
        filter: &TemplateFilter,
        order: TemplateOrder,
        window: Window,
    ) -> Result<Page<ContactTemplate>> {
        let column = match order {
            TemplateOrder::Made => "id",
            TemplateOrder::Title => "title_key",
            TemplateOrder::Role => "role",
            TemplateOrder::ContactName => "LOWER(name)",
            TemplateOrder::Email => "LOWER(email)",
            TemplateOrder::Standard => "standard",
        };
        let title = filter.title.as_ref().map(|title| title.to_lowercase());
        let search = filter.search.as_deref().map(containing);
        let mut values: Vec<Value<'_>> = vec![
            account.0.into(),
            filter.standard.into(),
            filter.code.as_deref().into(),
            title.as_deref().into(),
            search.as_deref().into(),
            filter.role.map(Role::word).into(),
        ];
        let total =
            self.number("SELECT COUNT(*) FROM contact_template WHERE account = ?1", &values[..1])?;
        let from = format!(
            "FROM contact_template WHERE account = ?1 AND {MATCHING}
             AND (CAST(?6 AS TEXT) IS NULL OR role = ?6)"
        );
        let matching = self.number(&format!("SELECT COUNT(*) {from}"), &values)?;
        values.extend([Value::Int(window.limit), Value::Int(window.start)]);
        let rows = self.all(
            &format!(
                "SELECT id, code, title, role, standard, {CONTACT_COLUMNS} {from}
                 ORDER BY {column} {direction}, id {direction} LIMIT ?7 OFFSET ?8",
                direction = window.direction()
            ),
            &values,
            read_contact_template,
        )?;
        Ok(Page { rows, matching, total })
    }

    /// The contact template of a role with this code or title; without either, the standard one.
    ///
    /// # Errors
    /// When the database fails.
    pub fn contact_template(
        &mut self,
        account: AccountId,
        role: Role,
        reference: Option<&str>,
    ) -> Result<Option<ContactTemplate>> {
        let title = reference.map(str::to_lowercase);
        self.first(
            &format!(
                "SELECT id, code, title, role, standard, {CONTACT_COLUMNS} FROM contact_template
                 WHERE account = ?1 AND role = ?4 AND {CHOSEN}"
            ),
            &[account.0.into(), reference.into(), title.as_deref().into(), role.word().into()],
            read_contact_template,
        )
    }

    /// Adds a contact template.
    ///
    /// # Errors
    /// When the database fails.
    pub fn add_contact_template(
        &mut self,
        account: AccountId,
        template: &ContactTemplate,
    ) -> Result<i64> {
        let key = template.title.to_lowercase();
        let mut values: Vec<Value<'_>> = vec![
            account.0.into(),
            (&template.code).into(),
            (&template.title).into(),
            (&key).into(),
            template.role.word().into(),
            template.standard.into(),
        ];
        values.extend(contact_values(&template.contact));
        self.insert(
            &format!(
                "INSERT INTO contact_template
                     (account, code, title, title_key, role, standard, {CONTACT_COLUMNS})
                 VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16,
                         ?17, ?18)
                 RETURNING id"
            ),
            &values,
        )
    }

    /// Replaces everything of a contact template but its code.
    ///
    /// # Errors
    /// When the database fails.
    pub fn save_contact_template(&mut self, template: &ContactTemplate) -> Result<()> {
        let key = template.title.to_lowercase();
        let mut values: Vec<Value<'_>> = vec![
            template.id.into(),
            (&template.title).into(),
            (&key).into(),
            template.role.word().into(),
            template.standard.into(),
        ];
        values.extend(contact_values(&template.contact));
        self.write(
            "UPDATE contact_template SET title = ?2, title_key = ?3, role = ?4, standard = ?5,
                 name = ?6, company = ?7, email = ?8, phone = ?9, fax = ?10, street1 = ?11,
                 street2 = ?12, street3 = ?13, city = ?14, province = ?15, postal_code = ?16,
                 country = ?17
             WHERE id = ?1",
            &values,
        )
    }

    /// Leaves no contact template of a role as the standard.
    ///
    /// # Errors
    /// When the database fails.
    pub fn clear_standard_contact(&mut self, account: AccountId, role: Role) -> Result<()> {
        self.write(
            "UPDATE contact_template SET standard = 0 WHERE account = ?1 AND role = ?2",
            &[account.0.into(), role.word().into()],
        )
    }

    /// Removes a contact template.
    ///
    /// # Errors
    /// When the database fails.
    pub fn delete_contact_template(&mut self, id: i64) -> Result<()> {
        self.write("DELETE FROM contact_template WHERE id = ?1", &[id.into()])
    }

    /// A page of nameserver templates.
    ///
    /// # Errors
    /// When the database fails.
    pub fn nameserver_templates(
        &mut self,
        account: AccountId,
        filter: &TemplateFilter,
        order: TemplateOrder,
        window: Window,
    ) -> Result<Page<NameserverTemplate>> {
        let column = match order {
            TemplateOrder::Title => "title_key",
            TemplateOrder::Standard => "standard",
            _ => "id",
        };
        let title = filter.title.as_ref().map(|title| title.to_lowercase());
        let search = filter.search.as_deref().map(containing);
        let mut values: Vec<Value<'_>> = vec![
            account.0.into(),
            filter.standard.into(),
            filter.code.as_deref().into(),
            title.as_deref().into(),
            search.as_deref().into(),
        ];
        let total = self
            .number("SELECT COUNT(*) FROM nameserver_template WHERE account = ?1", &values[..1])?;
        let from = format!("FROM nameserver_template WHERE account = ?1 AND {MATCHING}");
        let matching = self.number(&format!("SELECT COUNT(*) {from}"), &values)?;
        values.extend([Value::Int(window.limit), Value::Int(window.start)]);
        let rows = self.all(
            &format!(
                "SELECT id, code, title, standard, nameservers {from}
                 ORDER BY {column} {direction}, id {direction} LIMIT ?6 OFFSET ?7",
                direction = window.direction()
            ),
            &values,
            read_nameserver_template,
        )?;
        Ok(Page { rows, matching, total })
    }

    /// The nameserver template with this code or title; without either, the standard one.
    ///
    /// # Errors
    /// When the database fails.
    pub fn nameserver_template(
        &mut self,
        account: AccountId,
        reference: Option<&str>,
    ) -> Result<Option<NameserverTemplate>> {
        let title = reference.map(str::to_lowercase);
        self.first(
            &format!(
                "SELECT id, code, title, standard, nameservers FROM nameserver_template
                 WHERE account = ?1 AND {CHOSEN}"
            ),
            &[account.0.into(), reference.into(), title.as_deref().into()],
            read_nameserver_template,
        )
    }

    /// Adds a nameserver template.
    ///
    /// # Errors
    /// When the database fails.
    pub fn add_nameserver_template(
        &mut self,
        account: AccountId,
        template: &NameserverTemplate,
    ) -> Result<i64> {
        let key = template.title.to_lowercase();
        let hosts = join_hosts(&template.nameservers);
        self.insert(
            "INSERT INTO nameserver_template (account, code, title, title_key, standard, nameservers)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6) RETURNING id",
            &[
                account.0.into(),
                (&template.code).into(),
                (&template.title).into(),
                (&key).into(),
                template.standard.into(),
                (&hosts).into(),
            ],
        )
    }

    /// Replaces the servers and the standard flag of a nameserver template.
    ///
    /// # Errors
    /// When the database fails.
    pub fn save_nameserver_template(&mut self, template: &NameserverTemplate) -> Result<()> {
        let hosts = join_hosts(&template.nameservers);
        self.write(
            "UPDATE nameserver_template SET standard = ?2, nameservers = ?3 WHERE id = ?1",
            &[template.id.into(), template.standard.into(), (&hosts).into()],
        )
    }

    /// Leaves no nameserver template as the standard.
    ///
    /// # Errors
    /// When the database fails.
    pub fn clear_standard_nameservers(&mut self, account: AccountId) -> Result<()> {
        self.write(
            "UPDATE nameserver_template SET standard = 0 WHERE account = ?1",
            &[account.0.into()],
        )
    }

    /// Removes a nameserver template.
    ///
    /// # Errors
    /// When the database fails.
    pub fn delete_nameserver_template(&mut self, id: i64) -> Result<()> {
        self.write("DELETE FROM nameserver_template WHERE id = ?1", &[id.into()])
    }

    /// The DNS templates of an account, by title.
    ///
    /// # Errors
    /// When the database fails.
    pub fn dns_templates(&mut self, account: AccountId, limit: i64) -> Result<Vec<DnsTemplate>> {
        self.all(
            "SELECT id, title, standard FROM dns_template WHERE account = ?1 ORDER BY title_key LIMIT ?2",
            &[account.0.into(), limit.into()],
            |row| Ok(DnsTemplate { id: row.int(0)?, title: row.text(1)?, standard: row.truth(2)? }),
        )
    }

    /// The DNS template with a title.
    ///
    /// # Errors
    /// When the database fails.
    pub fn dns_template(&mut self, account: AccountId, title: &str) -> Result<Option<DnsTemplate>> {
        self.first(
            "SELECT id, title, standard FROM dns_template WHERE account = ?1 AND title_key = ?2",
            &[account.0.into(), (&title.to_lowercase()).into()],
            |row| Ok(DnsTemplate { id: row.int(0)?, title: row.text(1)?, standard: row.truth(2)? }),
        )
    }

    /// Adds an empty DNS template.
    ///
    /// # Errors
    /// When the database fails.
    pub fn add_dns_template(
        &mut self,
        account: AccountId,
        title: &str,
        standard: bool,
    ) -> Result<i64> {
        self.insert(
            "INSERT INTO dns_template (account, title, title_key, standard)
             VALUES (?1, ?2, ?3, ?4) RETURNING id",
            &[account.0.into(), title.into(), (&title.to_lowercase()).into(), standard.into()],
        )
    }

    /// Makes a DNS template the standard, or not.
    ///
    /// # Errors
    /// When the database fails.
    pub fn set_dns_template_standard(&mut self, id: i64, standard: bool) -> Result<()> {
        self.write(
            "UPDATE dns_template SET standard = ?2 WHERE id = ?1",
            &[id.into(), standard.into()],
        )
    }

    /// Leaves no DNS template as the standard.
    ///
    /// # Errors
    /// When the database fails.
    pub fn clear_standard_dns(&mut self, account: AccountId) -> Result<()> {
        self.write("UPDATE dns_template SET standard = 0 WHERE account = ?1", &[account.0.into()])
    }

    /// The records of a DNS template, in their order.
    ///
    /// # Errors
    /// When the database fails.
    pub fn dns_template_records(&mut self, template: i64) -> Result<Vec<Record>> {
        self.all(
            "SELECT id, name, kind, ttl, priority, content FROM dns_template_record
             WHERE template = ?1 ORDER BY id",
            &[template.into()],
            |row| read_record(row).map(|(_, record)| record),
        )
    }

    /// Replaces the records of a DNS template.
    ///
    /// # Errors
    /// When the database fails.
    pub fn set_dns_template_records(&mut self, template: i64, records: &[Record]) -> Result<()> {
        self.write("DELETE FROM dns_template_record WHERE template = ?1", &[template.into()])?;
        for record in records {
            self.write(
                "INSERT INTO dns_template_record (template, name, kind, ttl, priority, content)
                 VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
                &record_values(template, record),
            )?;
        }
        Ok(())
    }

    /// Removes a DNS template and its records.
    ///
    /// # Errors
    /// When the database fails.
    pub fn delete_dns_template(&mut self, id: i64) -> Result<()> {
        self.write("DELETE FROM dns_template_record WHERE template = ?1", &[id.into()])?;
        self.write("DELETE FROM dns_template WHERE id = ?1", &[id.into()])
    }
}

fn join_hosts(hosts: &[HostName]) -> String {
    hosts.iter().map(HostName::as_str).collect::<Vec<_>>().join(" ")
}
