//! Calls to addresses that callers gave.

use model::account::AccountId;
use model::callback::{Addressee, Callback, CallbackId, CallbackState};
use model::time::Timestamp;
use model::{Error, Result};

use crate::tx::{Row, Tx};
use crate::word;

/// A new call.
pub struct NewCallback<'a> {
    /// Whose address it goes to.
    pub account: AccountId,
    /// What it is about.
    pub subject: &'a str,
    /// Whose address that is.
    pub addressee: Addressee,
    /// Where it goes.
    pub url: &'a str,
    /// Headers, in the form of its verb.
    pub headers: &'a str,
    /// What it says.
    pub body: &'a str,
}

const COLUMNS: &str = "id, account, subject, url, headers, body, state, attempt, status, \
     addressee";

fn read(row: &Row<'_>) -> Result<Callback> {
    let (state, addressee) = (row.text(6)?, row.text(9)?);
    Ok(Callback {
        id: CallbackId(row.int(0)?),
        account: AccountId(row.int(1)?),
        subject: row.text(2)?,
        addressee: word(&addressee, Addressee::from_word(&addressee))?,
        url: row.text(3)?,
        headers: row.text(4)?,
        body: row.text(5)?,
        state: word(&state, CallbackState::from_word(&state))?,
        attempt: u32::try_from(row.int(7)?).map_err(Error::internal)?,
        status: row.maybe_int(8)?.map(u16::try_from).transpose().map_err(Error::internal)?,
    })
}

impl Tx<'_> {
    /// Writes a call down that nobody has taken yet.
    ///
    /// # Errors
    /// When the database fails.
    pub fn add_callback(&mut self, new: &NewCallback<'_>, now: Timestamp) -> Result<CallbackId> {
        self.insert(
            "INSERT INTO callback
                 (account, subject, url, headers, body, state, attempt, enqueued, addressee)
             VALUES (?1, ?2, ?3, ?4, ?5, 'waiting', 0, ?6, ?7) RETURNING id",
            &[
                new.account.0.into(),
                new.subject.into(),
                new.url.into(),
                new.headers.into(),
                new.body.into(),
                now.into(),
                new.addressee.word().into(),
            ],
        )
        .map(CallbackId)
    }

    /// One call.
    ///
    /// # Errors
    /// When the database fails.
    pub fn callback(&mut self, id: CallbackId) -> Result<Option<Callback>> {
        self.first(&format!("SELECT {COLUMNS} FROM callback WHERE id = ?1"), &[id.0.into()], read)
    }

    /// Writes down what came of an attempt.
    ///
    /// # Errors
    /// When the database fails.
    pub fn set_callback(
        &mut self,
        id: CallbackId,
        state: CallbackState,
        status: Option<u16>,
        now: Timestamp,
    ) -> Result<()> {
        self.write(
            "UPDATE callback SET state = ?2, status = ?3, attempt = attempt + 1, tried = ?4
             WHERE id = ?1",
            &[id.0.into(), state.word().into(), status.map(i64::from).into(), now.into()],
        )
    }

    /// Forgets an account's calls that nobody has taken yet, and says which they were.
    ///
    /// # Errors
    /// When the database fails.
    pub fn forget_callbacks(&mut self, account: AccountId) -> Result<Vec<CallbackId>> {
        self.all(
            "DELETE FROM callback WHERE account = ?1 AND state = 'waiting' RETURNING id",
            &[account.0.into()],
            |row| row.int(0).map(CallbackId),
        )
    }

    /// The last calls to addresses of an account, newest first.
    ///
    /// # Errors
    /// When the database fails.
    pub fn callbacks(&mut self, account: AccountId, limit: i64) -> Result<Vec<Callback>> {
        self.all(
            &format!("SELECT {COLUMNS} FROM callback WHERE account = ?1 ORDER BY id DESC LIMIT ?2"),
            &[account.0.into(), limit.into()],
            read,
        )
    }
}
