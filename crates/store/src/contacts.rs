//! Contacts behind names. Most are never changed: a change makes another one, and equal ones of one
//! account are kept once, by a fingerprint. One that its account knows by a number may be changed
//! where it stands; nothing finds it by a fingerprint any more.

use model::account::AccountId;
use model::contact::{Contact, ContactId};
use model::time::Timestamp;
use model::{Error, Result};

use crate::tx::{Row, Tx, Value};

/// A contact and its handle.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StoredContact {
    /// Its row.
    pub id: ContactId,
    /// What it is called at the registry.
    pub handle: String,
    /// Who it is.
    pub contact: Contact,
}

/// The twelve columns of a contact, in the order of [`read_contact`] and [`contact_values`].
pub(crate) const CONTACT_COLUMNS: &str = "name, company, email, phone, fax, street1, street2, \
     street3, city, province, postal_code, country";

/// Reads the twelve columns from `column` on.
pub(crate) fn read_contact(row: &Row<'_>, column: usize) -> Result<Contact> {
    Ok(Contact {
        name: row.text(column)?,
        company: row.text(column + 1)?,
        email: row.text(column + 2)?,
        phone: row.text(column + 3)?,
        fax: row.text(column + 4)?,
        street: [row.text(column + 5)?, row.text(column + 6)?, row.text(column + 7)?],
        city: row.text(column + 8)?,
        province: row.text(column + 9)?,
        postal_code: row.text(column + 10)?,
        country: row.text(column + 11)?,
    })
}

/// Binds the twelve columns.
pub(crate) fn contact_values(contact: &Contact) -> [Value<'_>; 12] {
    [
        (&contact.name).into(),
        (&contact.company).into(),
        (&contact.email).into(),
        (&contact.phone).into(),
        (&contact.fax).into(),
        (&contact.street[0]).into(),
        (&contact.street[1]).into(),
        (&contact.street[2]).into(),
        (&contact.city).into(),
        (&contact.province).into(),
        (&contact.postal_code).into(),
        (&contact.country).into(),
    ]
}

impl Tx<'_> {
    /// The account's contact with this fingerprint, if there is one.
    ///
    /// # Errors
    /// When the database fails.
    pub fn known_contact(
        &mut self,
        account: AccountId,
        fingerprint: &str,
    ) -> Result<Option<ContactId>> {
        self.first(
            "SELECT id FROM contact WHERE account = ?1 AND fingerprint = ?2",
            &[account.0.into(), fingerprint.into()],
            |row| row.int(0).map(ContactId),
        )
    }

    /// The account's contact with this fingerprint, made with `handle` when there is none.
    ///
    /// # Errors
    /// When the database fails.
    pub fn contact_for(
        &mut self,
        account: AccountId,
        fingerprint: &str,
        handle: &str,
        contact: &Contact,
        now: Timestamp,
    ) -> Result<ContactId> {
        if let Some(known) = self.known_contact(account, fingerprint)? {
            return Ok(known);
        }
        let mut values = vec![account.0.into(), handle.into(), fingerprint.into(), now.into()];
        values.extend(contact_values(contact));
        let sql = format!(
            "INSERT INTO contact (account, handle, fingerprint, made, {CONTACT_COLUMNS}, seller)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16,
                     (SELECT parent FROM account WHERE id = ?1))
             RETURNING id"
        );
        self.insert(&sql, &values).map(ContactId)
    }

    /// Whether a contact has this handle, whoever has it.
    ///
    /// # Errors
    /// When the database fails.
    pub fn handle_is_taken(&mut self, handle: &str) -> Result<bool> {
        self.first("SELECT id FROM contact WHERE handle = ?1", &[handle.into()], |row| row.int(0))
            .map(|found| found.is_some())
    }

    /// Whether an account still has a contact.
    ///
    /// # Errors
    /// When the database fails.
    pub fn has_contact(&mut self, account: AccountId, id: ContactId) -> Result<bool> {
        let sql = "SELECT id FROM contact WHERE id = ?2 AND account = ?1 AND ended IS NULL";
        self.first(sql, &[account.0.into(), id.0.into()], |row| row.int(0))
            .map(|found| found.is_some())
    }

    /// One contact as it travels, and the change of it that a supplier was asked for and has not
    /// confirmed, in the form of its verb.
    ///
    /// # Errors
    /// When there is none; ids come from rows that refer to it.
    pub fn contact_on_its_way(&mut self, id: ContactId) -> Result<(StoredContact, Option<String>)> {
        let sql = format!(
            "SELECT handle, {CONTACT_COLUMNS},
                 (SELECT o.command FROM operation o WHERE o.subject = 'contact ' || c.id
                  AND o.kind = 'contact' AND o.state IN ('begun', 'unknown')
                  ORDER BY o.id LIMIT 1)
             FROM contact c WHERE c.id = ?1"
        );
        self.first(&sql, &[id.0.into()], |row| {
            let stored = StoredContact { id, handle: row.text(0)?, contact: read_contact(row, 1)? };
            Ok((stored, row.maybe_text(13)?))
        })?
        .ok_or_else(|| Error::internal(format!("contact {} is missing", id.0)))
    }

    /// One contact.
    ///
    /// # Errors
    /// When there is none; ids come from rows that refer to it.
    pub fn contact(&mut self, id: ContactId) -> Result<StoredContact> {
        let sql = format!("SELECT handle, {CONTACT_COLUMNS} FROM contact WHERE id = ?1");
        self.first(&sql, &[id.0.into()], |row| {
            Ok(StoredContact { id, handle: row.text(0)?, contact: read_contact(row, 1)? })
        })?
        .ok_or_else(|| Error::internal(format!("contact {} is missing", id.0)))
    }
}
