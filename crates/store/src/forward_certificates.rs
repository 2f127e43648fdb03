//! Certificates of hosts that lead elsewhere, what shows control over them, and accounts at the
//! authorities that issue them.

use model::Result;
use model::time::{Seconds, Timestamp};

use crate::tx::{Row, Tx};

/// A certificate of a host that leads elsewhere.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StoredForwardCertificate {
    /// The certificate and those between it and the root, as PEM.
    pub chain: String,
    /// Its private key, sealed.
    pub private_key: Vec<u8>,
    /// When it ends.
    pub ends: Timestamp,
}

/// A host whose certificate is due.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DueForwardCertificate {
    /// The host.
    pub host: String,
    /// How often it was tried in vain.
    pub attempt: i64,
}

fn read_certificate(row: &Row<'_>) -> Result<Option<StoredForwardCertificate>> {
    let parts = (row.maybe_text(1)?, row.maybe_bytes(2)?, row.maybe_instant(3)?);
    let (Some(chain), Some(private_key), Some(ends)) = parts else { return Ok(None) };
    Ok(Some(StoredForwardCertificate { chain, private_key, ends }))
}

impl Tx<'_> {
    /// When the next certificate of a host is due, and the one that there is; none of a host that was
    /// never asked for.
    ///
    /// # Errors
    /// When the database fails.
    pub fn forward_certificate(
        &mut self,
        host: &str,
    ) -> Result<Option<(Timestamp, Option<StoredForwardCertificate>)>> {
        self.first(
            "SELECT due, chain, private_key, ends FROM forward_certificate WHERE host = ?1",
            &[host.into()],
            |row| Ok((row.instant(0)?, read_certificate(row)?)),
        )
    }

    /// Wants a certificate for a host; nothing changes where it is wanted already.
    ///
    /// # Errors
    /// When the database fails.
    pub fn want_forward_certificate(&mut self, host: &str, now: Timestamp) -> Result<()> {
        self.write(
            "INSERT INTO forward_certificate (host, due, attempt, claimed) VALUES (?1, ?2, 0, 0)
             ON CONFLICT (host) DO NOTHING",
            &[host.into(), now.into()],
        )
    }

    /// How many hosts without a certificate are waited for, counted up to `limit`.
    ///
    /// # Errors
    /// When the database fails.
    pub fn count_due_forward_certificates(&mut self, now: Timestamp, limit: i64) -> Result<i64> {
        self.number(
            "SELECT COUNT(*) FROM (
                 SELECT host FROM forward_certificate WHERE due <= ?1 ORDER BY due, host LIMIT ?2) due",
            &[now.into(), limit.into()],
        )
    }

    /// Claims the first host whose certificate is due and that nobody works on. `machine` is real time:
    /// a claim ends by it, after `claim`, not by a clock that may be moved.
    ///
    /// # Errors
    /// When the database fails.
    pub fn claim_forward_certificate(
        &mut self,
        (now, machine): (Timestamp, Timestamp),
        claim: Seconds,
    ) -> Result<Option<DueForwardCertificate>> {
        let lock = if self.is_postgres() { "FOR UPDATE SKIP LOCKED" } else { "" };
        let sql = format!(
            "SELECT host, attempt FROM forward_certificate
             WHERE due <= ?1 AND claimed <= ?2 ORDER BY due, host LIMIT 1 {lock}"
        );
        let found = self.first(&sql, &[now.into(), machine.into()], |row| {
            Ok(DueForwardCertificate { host: row.text(0)?, attempt: row.int(1)? })
        })?;
        let Some(found) = found else { return Ok(None) };
        self.write(
            "UPDATE forward_certificate SET claimed = ?2 WHERE host = ?1",
            &[(&found.host).into(), (machine + claim).into()],
        )?;
        Ok(Some(found))
    }

    /// Keeps what was issued for a host; the next one is due at `due`.
    ///
    /// # Errors
    /// When the database fails.
    pub fn save_forward_certificate(
        &mut self,
        host: &str,
        certificate: &StoredForwardCertificate,
        due: Timestamp,
    ) -> Result<()> {
        self.write(
            "UPDATE forward_certificate SET chain = ?2, private_key = ?3, ends = ?4, due = ?5,
                 attempt = 0, claimed = 0
             WHERE host = ?1",
            &[
                host.into(),
                (&certificate.chain).into(),
                (&certificate.private_key).into(),
                certificate.ends.into(),
                due.into(),
            ],
        )
    }

    /// Tries a host again at `due`, after one attempt more in vain.
    ///
    /// # Errors
    /// When the database fails.
    pub fn retry_forward_certificate(&mut self, host: &str, due: Timestamp) -> Result<()> {
        self.write(
            "UPDATE forward_certificate SET due = ?2, attempt = attempt + 1, claimed = 0
             WHERE host = ?1",
            &[host.into(), due.into()],
        )
    }

    /// Forgets a host and its certificate.
    ///
    /// # Errors
    /// When the database fails.
    pub fn delete_forward_certificate(&mut self, host: &str) -> Result<()> {
        self.write("DELETE FROM forward_certificate WHERE host = ?1", &[host.into()])
    }

    /// When the next certificate is due.
    ///
    /// # Errors
    /// When the database fails.
    pub fn next_forward_certificate(&mut self) -> Result<Option<Timestamp>> {
        let sql = "SELECT due FROM forward_certificate ORDER BY due, host LIMIT 1";
        self.first(sql, &[], |row| row.instant(0))
    }

    /// What is answered to a token.
    ///
    /// # Errors
    /// When the database fails.
    pub fn forward_challenge(&mut self, token: &str) -> Result<Option<String>> {
        let sql = "SELECT answer FROM forward_challenge WHERE token = ?1";
        self.first(sql, &[token.into()], |row| row.text(0))
    }

    /// Answers a token from now on, and forgets those from before `before`.
    ///
    /// # Errors
    /// When the database fails.
    pub fn add_forward_challenge(
        &mut self,
        token: &str,
        answer: &str,
        (now, before): (Timestamp, Timestamp),
    ) -> Result<()> {
        self.write("DELETE FROM forward_challenge WHERE made < ?1", &[before.into()])?;
        self.write(
            "INSERT INTO forward_challenge (token, answer, made) VALUES (?1, ?2, ?3)
             ON CONFLICT (token) DO UPDATE SET answer = excluded.answer, made = excluded.made",
            &[token.into(), answer.into(), now.into()],
        )
    }

    /// The account at an authority, sealed.
    ///
    /// # Errors
    /// When the database fails.
    pub fn forward_account(&mut self, authority: &str) -> Result<Option<Vec<u8>>> {
        let sql = "SELECT credentials FROM forward_account WHERE authority = ?1";
        let found = self.first(sql, &[authority.into()], |row| row.maybe_bytes(0))?;
        Ok(found.flatten())
    }

    /// Keeps the account at an authority. The first one stays.
    ///
    /// # Errors
    /// When the database fails.
    pub fn add_forward_account(&mut self, authority: &str, credentials: &[u8]) -> Result<()> {
        self.write(
            "INSERT INTO forward_account (authority, credentials) VALUES (?1, ?2)
             ON CONFLICT (authority) DO NOTHING",
            &[authority.into(), credentials.into()],
        )
    }
}
