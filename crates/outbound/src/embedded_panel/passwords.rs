//! Passwords are not kept, only what tells whether one is right.
//!
//! The digest is a quick one: nothing stands behind these accounts, and a sandbox makes many.

use model::secret::Secret;
use rusqlite::{Connection, OptionalExtension as _};
use sha2::{Digest as _, Sha256};

use crate::books::Answer;

/// A salt that the books throw, and the digest of a password with it.
pub(super) fn seal(books: &Connection, password: &Secret<String>) -> Answer<(Vec<u8>, Vec<u8>)> {
    let salt: Vec<u8> = books.query_row("SELECT randomblob(16)", [], |row| row.get(0))?;
    let digest = digest(&salt, password.reveal());
    Ok((salt, digest))
}

/// Whether a password opens an account that runs.
pub(super) fn opens(books: &Connection, username: &str, password: &str) -> Answer<bool> {
    let mut select = books.prepare_cached(
        "SELECT salt, digest FROM accounts WHERE username = ?1 AND NOT suspended",
    )?;
    let kept = select.query_row([username], |row| Ok((row.get(0)?, row.get(1)?))).optional()?;
    let right = |(salt, kept): (Vec<u8>, Vec<u8>)| digest(&salt, password) == kept;
    Ok(kept.is_some_and(right))
}

fn digest(salt: &[u8], password: &str) -> Vec<u8> {
    Sha256::new().chain_update(salt).chain_update(password).finalize().to_vec()
}
