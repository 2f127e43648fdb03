//! Connections that only read. In WAL mode they wait for nobody, and a look takes microseconds, so
//! it is taken on the caller's own thread.

use std::path::PathBuf;
use std::sync::{Mutex, PoisonError};

use rusqlite::Connection;

use crate::embedded_registry::desk::Answer;

/// How many idle connections are kept.
const MOST_IDLE: usize = 16;

/// Connections that only read.
pub(in crate::embedded_registry) struct Readers {
    path: PathBuf,
    idle: Mutex<Vec<Connection>>,
}

impl Readers {
    /// Readers of the books at `path`; connections are opened when they are needed.
    pub fn of(path: PathBuf) -> Self {
        Self { path, idle: Mutex::new(Vec::new()) }
    }

    /// Looks something up.
    pub fn look<T>(&self, question: impl FnOnce(&Connection) -> Answer<T>) -> Answer<T> {
        let connection = self.take()?;
        let answer = question(&connection);
        self.put_back(connection);
        answer
    }

    fn take(&self) -> rusqlite::Result<Connection> {
        let idle = self.idle.lock().unwrap_or_else(PoisonError::into_inner).pop();
        idle.map_or_else(|| super::open_to_read(&self.path), Ok)
    }

    fn put_back(&self, connection: Connection) {
        let mut idle = self.idle.lock().unwrap_or_else(PoisonError::into_inner);
        if idle.len() < MOST_IDLE {
            idle.push(connection);
        }
    }
}
