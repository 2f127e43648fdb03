//! Work that is due at some time. A job is a row; one subject has at most one job of a kind.

use model::Result;
use model::account::AccountId;
use model::time::{Seconds, Timestamp};

use crate::tx::{Row, Tx};

/// A piece of work that is due.
#[derive(Debug, Clone)]
pub struct Job {
    /// Its row.
    pub id: i64,
    /// What kind of work.
    pub kind: String,
    /// What it is about: a row's id.
    pub subject: i64,
    /// When it is due.
    pub due: Timestamp,
    /// How often it was tried before.
    pub attempt: i64,
    /// What else it needs to know.
    pub payload: String,
    /// Until when it is claimed, in real time; whoever claims it anew sets another end.
    pub claimed: Timestamp,
}

fn read_job(row: &Row<'_>) -> Result<Job> {
    Ok(Job {
        id: row.int(0)?,
        kind: row.text(1)?,
        subject: row.int(2)?,
        due: row.instant(3)?,
        attempt: row.int(4)?,
        payload: row.text(5)?,
        claimed: Timestamp::default(),
    })
}

/// A claimed job whose node died is claimed again after this long, in machine time.
const CLAIM: Seconds = Seconds(60);

impl Tx<'_> {
    /// Enqueues a job about something of an account that pays by invoice, or moves the one there is;
    /// for other accounts nothing is enqueued.
    ///
    /// # Errors
    /// When the database fails.
    pub fn schedule_if_invoiced(
        &mut self,
        kind: &str,
        account: AccountId,
        subject: i64,
        due: Timestamp,
    ) -> Result<()> {
        self.write(
            "INSERT INTO job (kind, subject, due, attempt, claimed, payload)
             SELECT CAST(?1 AS TEXT), ?2, ?3, 0, 0, '' FROM account
             WHERE id = ?4 AND billing = 'invoice'
             ON CONFLICT (kind, subject)
             DO UPDATE SET due = excluded.due, attempt = 0, claimed = 0",
            &[kind.into(), subject.into(), due.into(), account.0.into()],
        )
    }

    /// The subjects of all jobs of a kind after one, in order.
    ///
    /// # Errors
    /// When the database fails.
    pub fn jobs_of(&mut self, kind: &str, after: i64, limit: i64) -> Result<Vec<i64>> {
        self.all(
            "SELECT subject FROM job WHERE kind = ?1 AND subject > ?2 ORDER BY subject LIMIT ?3",
            &[kind.into(), after.into(), limit.into()],
            |row| row.int(0),
        )
    }

    /// Enqueues a job, or moves the one there is to the new time.
    ///
    /// # Errors
    /// When the database fails.
    pub fn schedule(
        &mut self,
        kind: &str,
        subject: i64,
        due: Timestamp,
        payload: &str,
    ) -> Result<()> {
        self.write(
            "INSERT INTO job (kind, subject, due, attempt, claimed, payload)
             VALUES (?1, ?2, ?3, 0, 0, ?4)
             ON CONFLICT (kind, subject)
             DO UPDATE SET due = excluded.due, payload = excluded.payload, attempt = 0, claimed = 0",
            &[kind.into(), subject.into(), due.into(), payload.into()],
        )
    }

    /// Takes a job off the list.
    ///
    /// # Errors
    /// When the database fails.
    pub fn unschedule(&mut self, kind: &str, subject: i64) -> Result<()> {
        self.write(
            "DELETE FROM job WHERE kind = ?1 AND subject = ?2",
            &[kind.into(), subject.into()],
        )
    }

    /// When the next job is due.
    ///
    /// # Errors
    /// When the database fails.
    pub fn next_due(&mut self) -> Result<Option<Timestamp>> {
        self.first("SELECT due FROM job ORDER BY due, id LIMIT 1", &[], |row| row.instant(0))
    }

    /// Claims the first job that is due and that nobody works on. `machine` is real time: a claim
    /// ends by it, not by a clock that may be moved.
    ///
    /// # Errors
    /// When the database fails.
    pub fn claim_job(&mut self, now: Timestamp, machine: Timestamp) -> Result<Option<Job>> {
        let lock = if self.is_postgres() { "FOR UPDATE SKIP LOCKED" } else { "" };
        let sql = format!(
            "SELECT id, kind, subject, due, attempt, payload FROM job
             WHERE due <= ?1 AND claimed <= ?2 ORDER BY due, id LIMIT 1 {lock}"
        );
        let Some(mut job) = self.first(&sql, &[now.into(), machine.into()], read_job)? else {
            return Ok(None);
        };
        job.claimed = machine + CLAIM;
        self.write(
            "UPDATE job SET claimed = ?2 WHERE id = ?1",
            &[job.id.into(), job.claimed.into()],
        )?;
        Ok(Some(job))
    }

    /// Takes a finished job off the list, unless it was scheduled or claimed anew meanwhile.
    ///
    /// # Errors
    /// When the database fails.
    pub fn finish_job(&mut self, job: &Job) -> Result<()> {
        self.write(
            "DELETE FROM job WHERE id = ?1 AND due = ?2 AND claimed = ?3",
            &[job.id.into(), job.due.into(), job.claimed.into()],
        )
    }

    /// Puts a job back that could not be done, for another attempt.
    ///
    /// # Errors
    /// When the database fails.
    pub fn retry_job(&mut self, job: &Job, due: Timestamp) -> Result<()> {
        self.write(
            "UPDATE job SET due = ?2, attempt = attempt + 1, claimed = 0
             WHERE id = ?1 AND claimed = ?3",
            &[job.id.into(), due.into(), job.claimed.into()],
        )
    }

    /// Frees the claims that a stopped process of this realm left; only where there is one process.
    ///
    /// # Errors
    /// When the database fails.
    pub fn free_claims(&mut self) -> Result<()> {
        self.write("UPDATE job SET claimed = 0 WHERE claimed > 0", &[])
    }
}
