//! Orders, from asking to revoking: one for each reference.

use app::keys::hex;
use app::ports::authority::{NewOrder, OrderReport};
use model::Error;
use model::certificate::Validation;
use model::error::{Field, Reason};
use model::time::Timestamp;
use model::zone;
use rusqlite::{Connection, params};

use super::hierarchy::NEVER;
use super::{Office, approval, issue, refused, request, rows};
use crate::books::Answer;

/// Names of one certificate.
const MOST_NAMES: usize = 250;
/// Signs of an organisation (RFC 5280, upper bound of `O`).
const LONGEST_ORGANIZATION: usize = 64;
/// Signs of a common name (RFC 5280, upper bound of `CN`).
const LONGEST_COMMON_NAME: usize = 64;
/// Signs of what opens the page of an approver.
const TOKEN_SIGNS: usize = 40;

/// Takes an order, unless it is there.
pub(super) fn take(books: &Connection, office: &Office, order: &NewOrder) -> Answer<OrderReport> {
    if let Some(known) = rows::find(books, &order.reference)? {
        return Ok(known.report(office));
    }
    let now = office.clock.now();
    let names = judge(order, now)?;
    request::key(&order.signing_request)?;
    let approvers = approvers(&names, order.validation, &order.approvers)?;
    let position = insert(books, order, now)?;
    let mut insert = books.prepare_cached(
        "INSERT INTO names (ordered, place, name, shown, unsent) VALUES (?1, ?2, ?3, FALSE, FALSE)",
    )?;
    for (place, name) in (1_i64..).zip(&names) {
        insert.execute((position, place, name))?;
    }
    address(books, office, position, &approvers)?;
    Ok(rows::known(books, &order.reference)?.report(office))
}

/// Changes how control is shown. What was shown stays so.
pub(super) fn change(
    books: &Connection,
    office: &Office,
    reference: &str,
    validation: Validation,
    approvers: &[String],
) -> Answer<OrderReport> {
    let order = rows::known(books, reference)?;
    must_be_pending(&order, office)?;
    let names: Vec<String> = order.names.iter().map(|named| named.name.clone()).collect();
    let approvers = self::approvers(&names, validation, approvers)?;
    let before: Vec<String> =
        order.names.iter().filter_map(|named| named.approver.clone()).collect();
    if (order.validation, &before) != (validation, &approvers) {
        let mut update = books.prepare_cached(
            "UPDATE orders SET validation = ?2, letters = letters + 1 WHERE position = ?1",
        )?;
        update.execute((order.position, validation.word()))?;
        address(books, office, order.position, &approvers)?;
    }
    Ok(rows::known(books, reference)?.report(office))
}

/// Has the approvers who did not answer written to again.
pub(super) fn remind(books: &Connection, office: &Office, reference: &str) -> Answer<OrderReport> {
    let order = rows::known(books, reference)?;
    must_be_pending(&order, office)?;
    if order.validation != Validation::Email {
        return Err(Error::invalid(Field::ValidationMethod, Reason::NotApplicable).into());
    }
    let mut update =
        books.prepare_cached("UPDATE orders SET letters = letters + 1 WHERE position = ?1")?;
    update.execute([order.position])?;
    let mut update =
        books.prepare_cached("UPDATE names SET unsent = TRUE WHERE ordered = ?1 AND NOT shown")?;
    update.execute([order.position])?;
    Ok(order.report(office))
}

/// Writes down over which names control was found, and issues when it is shown over all of them.
pub(super) fn found(
    books: &Connection,
    office: &Office,
    reference: &str,
    places: &[i64],
) -> Answer<OrderReport> {
    let order = rows::known(books, reference)?;
    let now = office.clock.now();
    if !order.is_pending(now) {
        return Ok(order.report(office));
    }
    rows::set_shown(books, order.position, places)?;
    let order = rows::known(books, reference)?;
    if order.names.iter().all(|named| named.shown) {
        let issued = issue::certificate(&order, &office.hierarchy, now)?;
        rows::set_issued(books, order.position, &issued)?;
    }
    Ok(rows::known(books, reference)?.report(office))
}

/// Calls a pending order off, or revokes what was issued.
pub(super) fn revoke(
    books: &Connection,
    office: &Office,
    reference: &str,
    reason: &str,
) -> Answer<OrderReport> {
    let order = rows::known(books, reference)?;
    if order.revoked.is_none() {
        let mut update = books
            .prepare_cached("UPDATE orders SET revoked = ?2, reason = ?3 WHERE position = ?1")?;
        update.execute((order.position, office.clock.now().unix(), reason))?;
    }
    Ok(rows::known(books, reference)?.report(office))
}

/// What is not ordered here, and the names in their normal form.
fn judge(order: &NewOrder, now: Timestamp) -> Answer<Vec<String>> {
    if order.reference.is_empty() || order.product.trim().is_empty() {
        return refused("an order needs a reference and a product");
    }
    if order.ends <= now || order.ends > NEVER {
        return refused("a certificate ends in the future");
    }
    if order.names.is_empty() {
        return Err(Error::Missing(Field::CertificateName(1)).into());
    }
    if order.names.len() > MOST_NAMES {
        return Err(Error::invalid(Field::CertificateName(0), Reason::MoreThan(250)).into());
    }
    let organization = order.organization.as_deref().unwrap_or("-").trim();
    if organization.is_empty() || organization.chars().count() > LONGEST_ORGANIZATION {
        return refused("an organisation has 1 to 64 signs");
    }
    let mut names = Vec::with_capacity(order.names.len());
    for (number, given) in (1_u16..).zip(&order.names) {
        let refuse = |reason| Error::invalid(Field::CertificateName(number), reason);
        let name = normal(given).ok_or_else(|| refuse(Reason::NotAName))?;
        if names.contains(&name) {
            return Err(refuse(Reason::Repeated).into());
        }
        if number == 1 && name.len() > LONGEST_COMMON_NAME {
            return Err(refuse(Reason::LongerThan(64)).into());
        }
        names.push(name);
    }
    Ok(names)
}

/// A name as it stands in certificates; none where it is an extension, an address or no name at all.
fn normal(given: &str) -> Option<String> {
    let (star, base) = match given.trim().strip_prefix("*.") {
        Some(base) => ("*.", base),
        None => ("", given.trim()),
    };
    let apex = zone::apex(base).ok()?;
    Some(format!("{star}{}", apex.as_str()))
}

/// Who approves each name; nobody where control is shown by other means. A wildcard is shown by what
/// speaks for everything below its name, which no single web server does.
fn approvers(
    names: &[String],
    validation: Validation,
    approvers: &[String],
) -> Answer<Vec<String>> {
    match validation {
        Validation::Email => approval::chosen(names, approvers),
        Validation::Http | Validation::Https if names.iter().any(|name| name.starts_with('*')) => {
            Err(Error::invalid(Field::ValidationMethod, Reason::NotOffered).into())
        }
        Validation::Dns | Validation::Http | Validation::Https => Ok(Vec::new()),
    }
}

fn must_be_pending(order: &rows::Order, office: &Office) -> Answer<()> {
    if order.is_pending(office.clock.now()) {
        return Ok(());
    }
    refused("the order does not wait for control to be shown any more")
}

fn insert(books: &Connection, order: &NewOrder, now: Timestamp) -> Answer<i64> {
    let mut insert = books.prepare_cached(
        "INSERT INTO orders (reference, product, request, organization, ends, validation, created) \
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
    )?;
    let NewOrder { reference, product, signing_request, organization, ends, validation, .. } =
        order;
    let organization = organization.as_deref().map(str::trim);
    let position = insert.insert(params![
        reference,
        product,
        signing_request,
        organization,
        ends.unix(),
        validation.word(),
        now.unix()
    ])?;
    Ok(position)
}

/// Has the approvers of an order written to, each with a link of its own; takes back those that were
/// sent before. Names that are shown already ask nobody.
fn address(books: &Connection, office: &Office, order: i64, approvers: &[String]) -> Answer<()> {
    let mut clear = books.prepare_cached(
        "UPDATE names SET approver = NULL, token = NULL, unsent = FALSE WHERE ordered = ?1",
    )?;
    clear.execute([order])?;
    let mut update = books.prepare_cached(
        "UPDATE names SET approver = ?3, token = ?4, unsent = NOT shown \
         WHERE ordered = ?1 AND place = ?2",
    )?;
    let letters: i64 = books
        .prepare_cached("SELECT letters FROM orders WHERE position = ?1")?
        .query_row([order], |row| row.get(0))?;
    let created: i64 = books
        .prepare_cached("SELECT created FROM orders WHERE position = ?1")?
        .query_row([order], |row| row.get(0))?;
    for (place, approver) in (1_i64..).zip(approvers) {
        let numbers = [order, created, place, letters].map(i64::to_be_bytes);
        let mut token = hex(&office.hierarchy.derive(&[
            b"approval",
            numbers.as_flattened(),
            approver.as_bytes(),
        ]));
        token.truncate(TOKEN_SIGNS);
        update.execute((order, place, approver, token))?;
    }
    Ok(())
}
