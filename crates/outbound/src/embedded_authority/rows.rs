//! Orders as they are written, and what the customer is told of them.

use app::ports::authority::{Issued, OrderReport, OrderState};
use model::Error;
use model::certificate::Validation;
use model::error::Noun;
use model::time::Timestamp;
use rusqlite::types::Type;
use rusqlite::{Connection, OptionalExtension as _, Row, params};

use super::{Office, control};
use crate::books::Answer;

/// An order as it is written.
pub(super) struct Order {
    /// Its place in the books.
    pub position: i64,
    /// The customer's reference.
    pub reference: String,
    /// The signing request, in PEM.
    pub request: String,
    /// The organisation that the certificate names.
    pub organization: Option<String>,
    /// When the certificate ends.
    pub ends: Timestamp,
    /// How control is shown.
    pub validation: Validation,
    /// What was issued.
    pub issued: Option<Certificate>,
    /// When it was revoked or called off.
    pub revoked: Option<Timestamp>,
    /// The names, the common name first.
    pub names: Vec<Named>,
}

/// What was issued.
pub(super) struct Certificate {
    /// Its serial number, in lower-case hex.
    pub serial: String,
    /// The certificate, in PEM.
    pub pem: String,
    /// When it begins.
    pub begins: Timestamp,
}

/// A name of an order.
#[derive(Debug, Clone)]
pub(super) struct Named {
    /// Where it stands in the order, counted from 1.
    pub place: i64,
    /// The name.
    pub name: String,
    /// Who approves it by mail.
    pub approver: Option<String>,
    /// Whether control was shown.
    pub shown: bool,
}

impl Order {
    /// What the customer calls the order by.
    pub fn number(&self) -> String {
        format!("{:08}", self.position)
    }

    /// Whether it waits for control to be shown.
    pub fn is_pending(&self, now: Timestamp) -> bool {
        self.issued.is_none() && self.revoked.is_none() && now < self.ends
    }

    /// What the customer is told.
    pub fn report(&self, office: &Office) -> OrderReport {
        let now = office.clock.now();
        let state = match &self.issued {
            _ if self.revoked.is_some() => OrderState::Revoked,
            Some(Certificate { serial, pem, begins }) => OrderState::Issued(Issued {
                serial: serial.clone(),
                certificate: pem.clone(),
                chain: office.hierarchy.chain.clone(),
                begins: *begins,
                ends: self.ends,
            }),
            None if self.is_pending(now) => OrderState::Pending,
            None => OrderState::Failed("control was not shown in time".to_owned()),
        };
        OrderReport {
            number: self.number(),
            state,
            validation: self.validation,
            challenges: control::challenges(self),
        }
    }
}

/// An order that is there.
pub(super) fn known(books: &Connection, reference: &str) -> Answer<Order> {
    Ok(find(books, reference)?.ok_or(Error::NotFound(Noun::Certificate))?)
}

/// An order, if it is there.
pub(super) fn find(books: &Connection, reference: &str) -> Answer<Option<Order>> {
    let mut select = books.prepare_cached(
        "SELECT position, reference, request, organization, ends, validation, serial, certificate, \
         begins, revoked FROM orders WHERE reference = ?1",
    )?;
    let Some(mut order) = select.query_row([reference], order).optional()? else {
        return Ok(None);
    };
    order.names = names(books, order.position)?;
    Ok(Some(order))
}

/// Throws everything away.
pub(super) fn empty(books: &Connection) -> Answer<()> {
    let tables = "DELETE FROM names; DELETE FROM orders; DELETE FROM sqlite_sequence;";
    Ok(books.execute_batch(tables)?)
}

/// Writes down that control over some names was shown.
pub(super) fn set_shown(books: &Connection, order: i64, places: &[i64]) -> Answer<()> {
    let mut update = books.prepare_cached(
        "UPDATE names SET shown = TRUE, unsent = FALSE WHERE ordered = ?1 AND place = ?2",
    )?;
    for place in places {
        update.execute((order, place))?;
    }
    Ok(())
}

/// Writes down what was issued.
pub(super) fn set_issued(books: &Connection, order: i64, issued: &Certificate) -> Answer<()> {
    let mut update = books.prepare_cached(
        "UPDATE orders SET serial = ?2, certificate = ?3, begins = ?4 WHERE position = ?1",
    )?;
    let Certificate { serial, pem, begins } = issued;
    update.execute(params![order, serial, pem, begins.unix()])?;
    Ok(())
}

fn names(books: &Connection, order: i64) -> Answer<Vec<Named>> {
    let mut select = books.prepare_cached(
        "SELECT place, name, approver, shown FROM names WHERE ordered = ?1 ORDER BY place",
    )?;
    let named = |row: &Row<'_>| {
        Ok(Named {
            place: row.get(0)?,
            name: row.get(1)?,
            approver: row.get(2)?,
            shown: row.get(3)?,
        })
    };
    Ok(select.query_map([order], named)?.collect::<rusqlite::Result<_>>()?)
}

fn order(row: &Row<'_>) -> rusqlite::Result<Order> {
    let validation: String = row.get(5)?;
    let unknown = || rusqlite::Error::FromSqlConversionFailure(5, Type::Text, "unknown".into());
    let issued = match (row.get(6)?, row.get(7)?, row.get(8)?) {
        (Some(serial), Some(pem), Some(begins)) => {
            Some(Certificate { serial, pem, begins: Timestamp::from_unix(begins) })
        }
        _ => None,
    };
    Ok(Order {
        position: row.get(0)?,
        reference: row.get(1)?,
        request: row.get(2)?,
        organization: row.get(3)?,
        ends: Timestamp::from_unix(row.get(4)?),
        validation: Validation::from_word(&validation).ok_or_else(unknown)?,
        issued,
        revoked: row.get::<_, Option<i64>>(9)?.map(Timestamp::from_unix),
        names: Vec::new(),
    })
}
