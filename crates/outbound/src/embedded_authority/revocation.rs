//! Which certificates count no more (RFC 5280 §5): written when somebody asks, from the books.

use app::keys::unhex;
use model::Error;
use model::time::{Seconds, Timestamp};
use rcgen::{CertificateRevocationListParams, RevocationReason, RevokedCertParams, SerialNumber};
use rusqlite::Connection;

use super::hierarchy::{Hierarchy, since_1970};
use crate::books::Answer;

/// How long a list is good for.
const LIFE: Seconds = Seconds(7 * 86_400);
/// Entries of a list; those that were revoked last stand in it.
const MOST_ENTRIES: usize = 100_000;

/// The list as of now, in DER. Certificates that have ended are not in it.
pub(super) fn list(books: &Connection, hierarchy: &Hierarchy, now: Timestamp) -> Answer<Vec<u8>> {
    let number = now.unix().max(0).to_be_bytes();
    let at = |at: Timestamp| rcgen::date_time_ymd(1970, 1, 1) + since_1970(at);
    let params = CertificateRevocationListParams {
        this_update: at(now),
        next_update: at(now + LIFE),
        crl_number: SerialNumber::from_slice(&number),
        issuing_distribution_point: None,
        revoked_certs: entries(books, now)?,
        key_identifier_method: hierarchy.key_id.clone(),
    };
    let list = params.signed_by(&hierarchy.issuer).map_err(Error::internal)?;
    Ok(list.der().to_vec())
}

fn entries(books: &Connection, now: Timestamp) -> Answer<Vec<RevokedCertParams>> {
    let limit = i64::try_from(MOST_ENTRIES).unwrap_or(i64::MAX);
    let mut select = books.prepare_cached(
        "SELECT serial, revoked, reason FROM orders \
         WHERE revoked IS NOT NULL AND serial IS NOT NULL AND ends > ?1 \
         ORDER BY revoked DESC, position DESC LIMIT ?2",
    )?;
    let row = |row: &rusqlite::Row<'_>| Ok((row.get(0)?, row.get(1)?, row.get(2)?));
    let rows = select.query_map((now.unix(), limit), row)?;
    let entry = |row: rusqlite::Result<(String, i64, String)>| {
        let (serial, revoked, why) = row?;
        let serial = unhex(&serial).unwrap_or_default();
        let revoked = Timestamp::from_unix(revoked);
        Ok(RevokedCertParams {
            serial_number: SerialNumber::from_slice(&serial),
            revocation_time: rcgen::date_time_ymd(1970, 1, 1) + since_1970(revoked),
            reason_code: reason(&why),
            invalidity_date: None,
        })
    };
    rows.map(entry).collect()
}

/// The reason in the words of RFC 5280 §5.3.1, where it was given in them.
fn reason(given: &str) -> Option<RevocationReason> {
    let signs = given.chars().filter(char::is_ascii_alphabetic);
    match signs.collect::<String>().to_ascii_lowercase().as_str() {
        "keycompromise" => Some(RevocationReason::KeyCompromise),
        "affiliationchanged" => Some(RevocationReason::AffiliationChanged),
        "superseded" => Some(RevocationReason::Superseded),
        "cessationofoperation" => Some(RevocationReason::CessationOfOperation),
        "privilegewithdrawn" => Some(RevocationReason::PrivilegeWithdrawn),
        _ => None,
    }
}
