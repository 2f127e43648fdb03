//! Contacts that their account knows by a number. Every contact can be read as one; one that nobody
//! said more about shows nothing besides.

use model::Result;
use model::account::AccountId;
use model::contact::ContactId;
use model::name::DomainName;
use model::particulars::{ContactKind, Particulars, Person};
use model::time::Timestamp;

use crate::accounts::{Window, containing, like};
use crate::contacts::{CONTACT_COLUMNS, contact_values, read_contact};
use crate::scope::{Cut, Owner, Scope, Search, is_among, owner_columns, read_owner, signs_in_as};
use crate::tx::{Row, Tx, Value};
use crate::word;

/// A contact, and whatever is known of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StoredPerson {
    /// Its row.
    pub id: ContactId,
    /// Whose it is.
    pub account: AccountId,
    /// What it is called at the registry.
    pub handle: String,
    /// Who it is.
    pub person: Person,
    /// When it was written down.
    pub made: Timestamp,
    /// When it was changed last.
    pub updated: Timestamp,
    /// The customer whose names it was first used for.
    pub customer: Option<AccountId>,
    /// The account that has the customers whose names it may stand for.
    pub reseller: Option<AccountId>,
}

/// Which contacts a search wants; what is empty says nothing.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct PersonFilter {
    /// With one of these numbers.
    pub ids: Option<Vec<ContactId>>,
    /// With one of these words in the name.
    pub names: Vec<String>,
    /// With one of these words in the mail address.
    pub emails: Vec<String>,
    /// Of the accounts that sign in as one of these.
    pub holders: Vec<String>,
    /// Of accounts below those that sign in as one of these.
    pub sellers: Vec<String>,
}

/// What a search for contacts is ordered by.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum PersonOrder {
    /// By number.
    #[default]
    Id,
    /// By name.
    Name,
}

pub(crate) const COLUMNS: &str = "c.id, c.account, c.handle, c.made, o.kind, o.given_name, o.family_name, \
     o.birth_date, o.passport_number, o.passport_date, o.passport_issuer, o.emails, \
     o.russian_name, o.tax_number, o.tax_reason, o.director, o.resident, o.updated, o.mobile, \
     o.business_number, o.business_number_type, o.customer, o.reseller, c.name, c.company, c.email, c.phone, c.fax, c.street1, c.street2, c.street3, c.city, c.province, \
     c.postal_code, c.country";
/// Columns in [`COLUMNS`].
pub(crate) const WIDTH: usize = 35;

pub(crate) fn read_person(row: &Row<'_>) -> Result<StoredPerson> {
    let (contact, made) = (read_contact(row, 23)?, row.instant(3)?);
    let person = match row.maybe_text(4)? {
        None => Person::of(contact),
        Some(kind) => {
            let kind = (!kind.is_empty()).then(|| word(&kind, ContactKind::from_word(&kind)));
            let kind = kind.transpose()?;
            Person { contact, particulars: read_particulars(row, kind)? }
        }
    };
    Ok(StoredPerson {
        id: ContactId(row.int(0)?),
        account: AccountId(row.int(1)?),
        handle: row.text(2)?,
        person,
        made,
        updated: row.maybe_instant(17)?.unwrap_or(made),
        customer: row.maybe_int(21)?.map(AccountId),
        reseller: row.maybe_int(22)?.map(AccountId),
    })
}

fn read_particulars(row: &Row<'_>, kind: Option<ContactKind>) -> Result<Particulars> {
    Ok(Particulars {
        kind,
        given_name: row.text(5)?,
        family_name: row.text(6)?,
        birth_date: row.text(7)?,
        passport_number: row.text(8)?,
        passport_date: row.text(9)?,
        passport_issuer: row.text(10)?,
        emails: row.text(11)?.split_whitespace().map(str::to_owned).collect(),
        russian_name: row.text(12)?,
        tax_number: row.text(13)?,
        tax_reason: row.text(14)?,
        director: row.text(15)?,
        resident: row.maybe_int(16)?.map(|resident| resident != 0),
        mobile: row.text(18)?,
        business_number: row.text(19)?,
        business_number_type: row.text(20)?,
    })
}

impl Tx<'_> {
    /// Writes a contact of an account down; its handle is set when its number is known. The account is
    /// locked.
    ///
    /// # Errors
    /// When the database fails.
    pub fn add_person(
        &mut self,
        account: AccountId,
        person: &Person,
        now: Timestamp,
    ) -> Result<ContactId> {
        let place = format!("new of {}", account.0);
        let mut values: Vec<Value<'_>> = vec![account.0.into(), (&place).into(), now.into()];
        values.extend(contact_values(&person.contact));
        let sql = format!(
            "INSERT INTO contact (account, handle, fingerprint, made, {CONTACT_COLUMNS}, seller)
             VALUES (?1, ?2, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15,
                     (SELECT parent FROM account WHERE id = ?1))
             RETURNING id"
        );
        let id = self.insert(&sql, &values).map(ContactId)?;
        self.save_person(id, person, now)?;
        Ok(id)
    }

    /// Gives a contact its handle.
    ///
    /// # Errors
    /// When the database fails.
    pub fn set_handle(&mut self, id: ContactId, handle: &str) -> Result<()> {
        self.write("UPDATE contact SET handle = ?2 WHERE id = ?1", &[id.0.into(), handle.into()])
    }

    /// Writes everything that a contact says of itself; nothing finds it by a fingerprint any more.
    ///
    /// # Errors
    /// When the database fails.
    pub fn save_person(&mut self, id: ContactId, person: &Person, now: Timestamp) -> Result<()> {
        let fingerprint = format!("object {}", id.0);
        let mut values: Vec<Value<'_>> = vec![id.0.into(), (&fingerprint).into()];
        values.extend(contact_values(&person.contact));
        self.write(
            "UPDATE contact SET fingerprint = ?2, name = ?3, company = ?4, email = ?5, phone = ?6,
                 fax = ?7, street1 = ?8, street2 = ?9, street3 = ?10, city = ?11, province = ?12,
                 postal_code = ?13, country = ?14
             WHERE id = ?1",
            &values,
        )?;
        let particulars = &person.particulars;
        let emails = particulars.emails.join(" ");
        self.write(
            "INSERT INTO contact_object
                 (contact, kind, given_name, family_name, birth_date, passport_number,
                  passport_date, passport_issuer, emails, russian_name, tax_number, tax_reason,
                  director, resident, updated, mobile, business_number, business_number_type)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17,
                     ?18)
             ON CONFLICT (contact) DO UPDATE SET kind = excluded.kind,
                 given_name = excluded.given_name, family_name = excluded.family_name,
                 birth_date = excluded.birth_date, passport_number = excluded.passport_number,
                 passport_date = excluded.passport_date,
                 passport_issuer = excluded.passport_issuer, emails = excluded.emails,
                 russian_name = excluded.russian_name, tax_number = excluded.tax_number,
                 tax_reason = excluded.tax_reason, director = excluded.director,
                 resident = excluded.resident, updated = excluded.updated,
                 mobile = excluded.mobile, business_number = excluded.business_number,
                 business_number_type = excluded.business_number_type",
            &[
                id.0.into(),
                particulars.kind.map_or("", ContactKind::word).into(),
                (&particulars.given_name).into(),
                (&particulars.family_name).into(),
                (&particulars.birth_date).into(),
                (&particulars.passport_number).into(),
                (&particulars.passport_date).into(),
                (&particulars.passport_issuer).into(),
                (&emails).into(),
                (&particulars.russian_name).into(),
                (&particulars.tax_number).into(),
                (&particulars.tax_reason).into(),
                (&particulars.director).into(),
                particulars.resident.map(i64::from).into(),
                now.into(),
                (&particulars.mobile).into(),
                (&particulars.business_number).into(),
                (&particulars.business_number_type).into(),
            ],
        )
    }

    /// A contact that is not over, whosever it is.
    ///
    /// # Errors
    /// When the database fails.
    pub fn person(&mut self, id: ContactId) -> Result<Option<StoredPerson>> {
        self.one_person("c.id = ?1", id.0.into())
    }

    /// The same by its handle.
    ///
    /// # Errors
    /// When the database fails.
    pub fn person_by_handle(&mut self, handle: &str) -> Result<Option<StoredPerson>> {
        self.one_person("c.handle = ?1", handle.into())
    }

    fn one_person(&mut self, condition: &str, value: Value<'_>) -> Result<Option<StoredPerson>> {
        let sql = format!(
            "SELECT {COLUMNS} FROM contact c LEFT JOIN contact_object o ON o.contact = c.id
             WHERE {condition} AND c.ended IS NULL"
        );
        self.first(&sql, &[value], read_person)
    }

    /// Ends a contact; its row stays for the books, and an equal one is another one.
    ///
    /// # Errors
    /// When the database fails.
    pub fn end_contact(&mut self, id: ContactId, now: Timestamp) -> Result<()> {
        let fingerprint = format!("ended {}", id.0);
        self.write(
            "UPDATE contact SET ended = ?2, fingerprint = ?3 WHERE id = ?1",
            &[id.0.into(), now.into(), (&fingerprint).into()],
        )
    }

    /// A living name that a contact stands behind, in whichever role; of many names it does not matter
    /// which.
    ///
    /// # Errors
    /// When the database fails.
    pub fn name_behind(&mut self, contact: ContactId) -> Result<Option<DomainName>> {
        let roles = ["registrant", "admin", "tech", "billing"].map(|role| {
            format!(
                "SELECT * FROM (SELECT name, tld FROM domain
                 WHERE {role} = ?1 AND ended IS NULL LIMIT 1) as_{role}"
            )
        });
        let sql = format!(
            "SELECT name, tld FROM ({}) used ORDER BY name LIMIT 1",
            roles.join(" UNION ALL ")
        );
        self.first(&sql, &[contact.0.into()], |row| {
            DomainName::from_stored(&row.text(0)?, &row.text(1)?)
        })
    }

    /// The four contacts of a living name; none where it is not alive.
    ///
    /// # Errors
    /// When the database fails.
    pub fn contacts_of(&mut self, name: &str) -> Result<Vec<ContactId>> {
        let sql = "SELECT registrant, admin, tech, billing FROM domain
                   WHERE name = ?1 AND ended IS NULL";
        let found = self.first(sql, &[name.into()], |row| {
            (0..4).map(|column| row.int(column).map(ContactId)).collect()
        })?;
        Ok(found.unwrap_or_default())
    }

    /// The contact that stands for an account, where one was chosen.
    ///
    /// # Errors
    /// When the database fails.
    pub fn primary_contact(&mut self, account: AccountId) -> Result<Option<ContactId>> {
        let found =
            self.first("SELECT contact FROM account WHERE id = ?1", &[account.0.into()], |row| {
                row.maybe_int(0)
            })?;
        Ok(found.flatten().map(ContactId))
    }

    /// Has a contact stand for an account.
    ///
    /// # Errors
    /// When the database fails.
    pub fn set_primary_contact(&mut self, account: AccountId, contact: ContactId) -> Result<()> {
        self.write(
            "UPDATE account SET contact = ?2 WHERE id = ?1",
            &[account.0.into(), contact.0.into()],
        )
    }

    /// How many contacts that are not over a filter finds; logins are those of an audience.
    ///
    /// # Errors
    /// When the database fails.
    pub fn count_persons(
        &mut self,
        scope: Scope,
        audience: &str,
        filter: &PersonFilter,
    ) -> Result<i64> {
        let words = Words::of(filter);
        let mut bound: Vec<Value<'_>> = vec![scope.account.0.into()];
        let conditions = words.conditions(&mut bound, filter, audience);
        let search = Search { table: "c", from: "contact c", conditions: &conditions, account: 1 };
        self.number(&scope.count(&search), &bound)
    }

    /// A page of the contacts that are not over; logins are those of an audience.
    ///
    /// # Errors
    /// When the database fails.
    pub fn persons(
        &mut self,
        scope: Scope,
        audience: &str,
        filter: &PersonFilter,
        order: PersonOrder,
        window: Window,
    ) -> Result<Vec<(StoredPerson, Owner)>> {
        let words = Words::of(filter);
        let mut bound: Vec<Value<'_>> = vec![scope.account.0.into()];
        let conditions = words.conditions(&mut bound, filter, audience);
        let search = Search { table: "c", from: "contact c", conditions: &conditions, account: 1 };
        let cut = Cut::bind(&mut bound, window);
        bound.push(audience.into());
        let direction = window.direction();
        let order = match order {
            PersonOrder::Id => format!("number {direction}"),
            PersonOrder::Name => format!("word {direction}, number {direction}"),
        };
        let columns = "c.id AS number, c.name AS word, c.account, c.seller";
        let sql = format!(
            "SELECT {COLUMNS}, {owner} FROM {page} x
             JOIN contact c ON c.id = x.number LEFT JOIN contact_object o ON o.contact = c.id
             ORDER BY {order}",
            owner = owner_columns("x", bound.len()),
            page = scope.page(&search, columns, &order, cut),
        );
        self.all(&sql, &bound, |row| Ok((read_person(row)?, read_owner(row, WIDTH)?)))
    }
}

/// The words of a filter as they are compared.
struct Words {
    names: Vec<[String; 2]>,
    emails: Vec<String>,
    holders: Vec<String>,
    sellers: Vec<String>,
}

impl Words {
    fn of(filter: &PersonFilter) -> Self {
        let lower = |logins: &[String]| logins.iter().map(|login| login.to_lowercase()).collect();
        Self {
            names: filter.names.iter().map(|name| like(name)).collect(),
            emails: filter.emails.iter().map(|email| containing(email)).collect(),
            holders: lower(&filter.holders),
            sellers: lower(&filter.sellers),
        }
    }

    fn conditions<'a>(
        &'a self,
        bound: &mut Vec<Value<'a>>,
        filter: &'a PersonFilter,
        audience: &'a str,
    ) -> String {
        let mut all = vec!["AND c.ended IS NULL".to_owned()];
        if let Some(ids) = &filter.ids {
            all.push(is_among(bound, "c.id", ids.iter().map(|id| id.0.into())));
        }
        if !self.emails.is_empty() {
            let any: Vec<String> = self.emails.iter().map(|email| reached(bound, email)).collect();
            all.push(format!("({})", any.join(" OR ")));
        }
        if !self.names.is_empty() {
            let any: Vec<String> = self.names.iter().map(|name| named(bound, name)).collect();
            all.push(format!("({})", any.join(" OR ")));
        }
        for (column, logins) in [("c.account", &self.holders), ("c.seller", &self.sellers)] {
            if !logins.is_empty() {
                bound.push(audience.into());
                let audience = bound.len();
                all.push(signs_in_as(bound, column, audience, logins.iter().map(Value::from)));
            }
        }
        all.join(" AND ")
    }
}

fn named<'a>(bound: &mut Vec<Value<'a>>, [said, folded]: &'a [String; 2]) -> String {
    bound.extend([Value::from(said), Value::from(folded)]);
    let (said, folded) = (bound.len() - 1, bound.len());
    format!("c.name LIKE ?{said} ESCAPE '\\' OR LOWER(c.name) LIKE ?{folded} ESCAPE '\\'")
}

fn reached<'a>(bound: &mut Vec<Value<'a>>, part: &'a str) -> String {
    bound.push(part.into());
    format!("LOWER(c.email) LIKE ?{} ESCAPE '\\'", bound.len())
}
