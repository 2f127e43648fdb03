//! Approval by whoever reads the mail of a name (CA/Browser Forum BR §3.2.2.4.4).

use model::error::{Field, Reason};
use model::time::Timestamp;
use model::zone;
use model::{Error, Result};
use rusqlite::{Connection, OptionalExtension as _};

use super::{Office, orders, rows};
use crate::books::Answer;

/// Whose mail speaks for a name.
const MAILBOXES: [&str; 5] = ["admin", "administrator", "hostmaster", "postmaster", "webmaster"];

/// What the approver of a name was asked, and what came of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Approval {
    /// The customer's reference of the order.
    pub reference: String,
    /// The authority's number of it.
    pub number: String,
    /// The name.
    pub name: String,
    /// Whether control over it is shown.
    pub shown: bool,
    /// Whether the certificate is issued.
    pub issued: bool,
}

/// The addresses that may approve a name: at the name, and at each above it down to the one that was
/// registered.
pub(super) fn approvers(name: &str) -> Result<Vec<String>> {
    let apex = zone::apex(name.strip_prefix("*.").unwrap_or(name))?;
    let at = |name: &str| MAILBOXES.map(|mailbox| format!("{mailbox}@{name}"));
    Ok(apex.lineage().into_iter().flat_map(at).collect())
}

/// Who approves each of the names. One approver alone approves all of them.
pub(super) fn chosen(names: &[String], approvers: &[String]) -> Answer<Vec<String>> {
    let given: Vec<String> = match approvers {
        [] => return Err(Error::Missing(Field::Approver).into()),
        [one] => vec![one.trim().to_lowercase(); names.len()],
        all if all.len() == names.len() => {
            all.iter().map(|approver| approver.trim().to_lowercase()).collect()
        }
        _ => return Err(Error::invalid(Field::Approver, Reason::Contradicts).into()),
    };
    for (name, approver) in names.iter().zip(&given) {
        if !self::approvers(name)?.contains(approver) {
            return Err(Error::invalid(Field::Approver, Reason::NotOffered).into());
        }
    }
    Ok(given)
}

/// What the approver of a name was asked.
pub(super) fn asked(books: &Connection, token: &str, now: Timestamp) -> Answer<Option<Approval>> {
    let mut select = books.prepare_cached(
        "SELECT orders.reference, names.place FROM names \
         JOIN orders ON orders.position = names.ordered WHERE names.token = ?1",
    )?;
    let found = select.query_row([token], |row| Ok((row.get(0)?, row.get(1)?))).optional()?;
    let Some((reference, place)) = found else { return Ok(None) };
    let (reference, place): (String, i64) = (reference, place);
    let order = rows::known(books, &reference)?;
    // What is no more waited for, and was never shown, asks nobody any more.
    let waits = |shown: bool| shown || order.is_pending(now);
    let named = order.names.iter().find(|named| named.place == place && waits(named.shown));
    Ok(named.map(|named| Approval {
        number: order.number(),
        name: named.name.clone(),
        shown: named.shown,
        issued: order.issued.is_some(),
        reference,
    }))
}

/// The approver says yes.
pub(super) fn approve(
    books: &Connection,
    office: &Office,
    token: &str,
    now: Timestamp,
) -> Answer<Option<Approval>> {
    let Some(approval) = asked(books, token, now)? else { return Ok(None) };
    if !approval.shown {
        let order = rows::known(books, &approval.reference)?;
        let same = |named: &&rows::Named| named.name == approval.name;
        let places: Vec<i64> = order.names.iter().filter(same).map(|named| named.place).collect();
        orders::found(books, office, &approval.reference, &places)?;
    }
    asked(books, token, now)
}
