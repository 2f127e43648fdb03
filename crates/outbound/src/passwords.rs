//! Passwords are not kept, only what tells whether one is right.
//!
//! The digest is a quick one: nothing stands behind what they open, and a sandbox makes many.

use model::secret::Secret;
use rusqlite::Connection;
use sha2::{Digest as _, Sha256};

use crate::books::Answer;

/// What is kept of a password.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(crate) struct Sealed {
    /// Thrown by the books.
    pub salt: Vec<u8>,
    /// Of the salt and the password.
    pub digest: Vec<u8>,
}

impl Sealed {
    /// What is kept of `password`.
    pub fn of(books: &Connection, password: &Secret<String>) -> Answer<Self> {
        let salt: Vec<u8> = books.query_row("SELECT randomblob(16)", [], |row| row.get(0))?;
        let digest = digest(&salt, password.reveal());
        Ok(Self { salt, digest })
    }

    /// Whether it was made of `password`.
    pub fn opens_with(&self, password: &str) -> bool {
        digest(&self.salt, password) == self.digest
    }
}

fn digest(salt: &[u8], password: &str) -> Vec<u8> {
    Sha256::new().chain_update(salt).chain_update(password).finalize().to_vec()
}
