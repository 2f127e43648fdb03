//! Orders at the authority.

use model::Result;
use model::account::AccountId;
use model::certificate::{OrderId, OrderProgress, Validation};
use model::contact::{Contact, ContactId};
use model::subscription::SubscriptionId;
use model::time::Timestamp;

use crate::contacts::{CONTACT_COLUMNS, read_contact};
use crate::tx::{Row, Tx, Value};
use crate::word;

/// Orders of one certificate that are looked at, newest first.
const MOST_ORDERS: i64 = 1_000;

/// Who answers for a certificate.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct CertifyingContacts {
    /// Who is responsible.
    pub admin: ContactId,
    /// Who looks after it.
    pub tech: ContactId,
    /// Whose organisation stands in it.
    pub organization: Option<ContactId>,
}

/// What was issued.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct IssuedOrder {
    /// Its serial number, in lower-case hex.
    pub serial: String,
    /// The certificate, in PEM.
    pub certificate: String,
    /// The chain above it without the root, in PEM.
    pub chain: String,
    /// When it begins.
    pub begins: Timestamp,
    /// When it ends.
    pub ends: Timestamp,
}

/// An order at the authority.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StoredOrder {
    /// Its row.
    pub id: OrderId,
    /// The certificate that it is for.
    pub certificate: SubscriptionId,
    /// How far it got.
    pub progress: OrderProgress,
    /// The authority's own number for it.
    pub number: Option<String>,
    /// All names, the common name first.
    pub names: Vec<String>,
    /// The signing request, in PEM.
    pub signing_request: String,
    /// How control is shown.
    pub validation: Validation,
    /// Who approves each name by mail.
    pub approvers: Vec<String>,
    /// What shows control, in the form of its verb; empty before the authority told.
    pub challenges: String,
    /// The word of the web server that it is for; empty where nobody said.
    pub web_server: String,
    /// The organisation that stands in it.
    pub organization_name: Option<String>,
    /// Who answers for it.
    pub contacts: CertifyingContacts,
    /// When it was asked for.
    pub asked: Timestamp,
    /// When the certificate shall end.
    pub ends: Timestamp,
    /// Why it failed, in the authority's own words.
    pub why: String,
    /// What was issued.
    pub issued: Option<IssuedOrder>,
}

const COLUMNS: &str = "id, certificate, progress, number, names, signing_request, validation, \
     approvers, challenges, web_server, organization_name, admin, tech, organization, asked, ends, \
     why, serial, issued, chain, issued_begins, issued_ends";

fn lines(text: &str) -> Vec<String> {
    text.lines().map(str::to_owned).collect()
}

fn read(row: &Row<'_>) -> Result<StoredOrder> {
    let (progress, validation) = (row.text(2)?, row.text(6)?);
    let issued = match (row.maybe_text(17)?, row.maybe_instant(20)?, row.maybe_instant(21)?) {
        (Some(serial), Some(begins), Some(ends)) => Some(IssuedOrder {
            serial,
            certificate: row.text(18)?,
            chain: row.text(19)?,
            begins,
            ends,
        }),
        _ => None,
    };
    Ok(StoredOrder {
        id: OrderId(row.int(0)?),
        certificate: SubscriptionId(row.int(1)?),
        progress: word(&progress, OrderProgress::from_word(&progress))?,
        number: row.maybe_text(3)?,
        names: lines(&row.text(4)?),
        signing_request: row.text(5)?,
        validation: word(&validation, Validation::from_word(&validation))?,
        approvers: lines(&row.text(7)?),
        challenges: row.text(8)?,
        web_server: row.text(9)?,
        organization_name: row.maybe_text(10)?,
        contacts: CertifyingContacts {
            admin: ContactId(row.int(11)?),
            tech: ContactId(row.int(12)?),
            organization: row.maybe_int(13)?.map(ContactId),
        },
        asked: row.instant(14)?,
        ends: row.instant(15)?,
        why: row.text(16)?,
        issued,
    })
}

impl Tx<'_> {
    /// Adds an order; its id and what the authority tells of it do not count.
    ///
    /// # Errors
    /// When the database fails.
    pub fn add_certificate_order(&mut self, order: &StoredOrder) -> Result<OrderId> {
        self.insert(
            "INSERT INTO certificate_order
                 (certificate, progress, names, signing_request, validation, approvers, challenges,
                  web_server, organization_name, admin, tech, organization, asked, ends, why)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, '', ?7, ?8, ?9, ?10, ?11, ?12, ?13, '')
             RETURNING id",
            &[
                order.certificate.0.into(),
                order.progress.word().into(),
                (&order.names.join("\n")).into(),
                (&order.signing_request).into(),
                order.validation.word().into(),
                (&order.approvers.join("\n")).into(),
                (&order.web_server).into(),
                order.organization_name.as_ref().into(),
                order.contacts.admin.0.into(),
                order.contacts.tech.0.into(),
                order.contacts.organization.map(|contact| contact.0).into(),
                order.asked.into(),
                order.ends.into(),
            ],
        )
        .map(OrderId)
    }

    /// Writes everything of an order that the authority tells.
    ///
    /// # Errors
    /// When the database fails.
    pub fn save_certificate_order(&mut self, order: &StoredOrder) -> Result<()> {
        let issued = order.issued.as_ref();
        self.write(
            "UPDATE certificate_order SET progress = ?2, number = ?3, validation = ?4,
                 approvers = ?5, challenges = ?6, why = ?7, serial = ?8, issued = ?9, chain = ?10,
                 issued_begins = ?11, issued_ends = ?12
             WHERE id = ?1",
            &[
                order.id.0.into(),
                order.progress.word().into(),
                order.number.as_ref().into(),
                order.validation.word().into(),
                (&order.approvers.join("\n")).into(),
                (&order.challenges).into(),
                (&order.why).into(),
                issued.map(|issued| issued.serial.as_str()).into(),
                issued.map(|issued| issued.certificate.as_str()).into(),
                issued.map(|issued| issued.chain.as_str()).into(),
                issued.map(|issued| issued.begins).into(),
                issued.map(|issued| issued.ends).into(),
            ],
        )
    }

    /// Removes an order that the authority never had.
    ///
    /// # Errors
    /// When the database fails.
    pub fn delete_certificate_order(&mut self, id: OrderId) -> Result<()> {
        self.write("DELETE FROM certificate_order WHERE id = ?1", &[id.0.into()])
    }

    /// One order.
    ///
    /// # Errors
    /// When the database fails.
    pub fn certificate_order(&mut self, id: OrderId) -> Result<Option<StoredOrder>> {
        self.order_where("id = ?1", &[id.0.into()])
    }

    /// An order by the authority's own number.
    ///
    /// # Errors
    /// When the database fails.
    pub fn certificate_order_by_number(&mut self, number: &str) -> Result<Option<StoredOrder>> {
        self.order_where("number = ?1", &[number.into()])
    }

    fn order_where(&mut self, which: &str, values: &[Value<'_>]) -> Result<Option<StoredOrder>> {
        let sql = format!("SELECT {COLUMNS} FROM certificate_order WHERE {which} LIMIT 1");
        self.first(&sql, values, read)
    }

    /// The orders of a certificate, newest first.
    ///
    /// # Errors
    /// When the database fails.
    pub fn certificate_orders(&mut self, id: SubscriptionId) -> Result<Vec<StoredOrder>> {
        let sql = format!(
            "SELECT {COLUMNS} FROM certificate_order WHERE certificate = ?1
             ORDER BY id DESC LIMIT ?2"
        );
        self.all(&sql, &[id.0.into(), MOST_ORDERS.into()], read)
    }

    /// A contact of an account, where it has it and did not give it up.
    ///
    /// # Errors
    /// When the database fails.
    pub fn certifying_contact(
        &mut self,
        account: AccountId,
        id: ContactId,
    ) -> Result<Option<Contact>> {
        let sql = format!(
            "SELECT {CONTACT_COLUMNS} FROM contact
             WHERE id = ?1 AND account = ?2 AND ended IS NULL"
        );
        self.first(&sql, &[id.0.into(), account.0.into()], |row| read_contact(row, 0))
    }

    /// Whether a contact answers for a certificate that is asked for or issued, and whose subscription
    /// did not end.
    ///
    /// # Errors
    /// When the database fails.
    pub fn answers_for_certificate(&mut self, id: ContactId) -> Result<bool> {
        let one = |column| {
            format!(
                "SELECT 1 FROM certificate_order o
                 JOIN subscription s ON s.id = o.certificate AND s.state <> 'cancelled'
                 WHERE o.{column} = ?1 AND o.progress IN ('asked', 'pending', 'issued')"
            )
        };
        let sql = format!(
            "SELECT COUNT(*) FROM ({} UNION ALL {} UNION ALL {}) used",
            one("admin"),
            one("tech"),
            one("organization")
        );
        Ok(self.number(&sql, &[id.0.into()])? > 0)
    }
}
