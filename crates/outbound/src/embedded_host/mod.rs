//! A server host inside the program: clusters, addresses, tasks that take their time, consoles. It
//! keeps its books in a file of its own and judges for itself. It runs no machine.

/// Addresses of servers and consoles.
mod addresses;
/// What a server is like at an instant.
mod condition;
/// Screens that are open for a while.
mod consoles;
/// Servers as they are written.
mod rows;
/// Servers, set up and removed.
mod servers;
/// Tasks, one at a time.
mod tasks;

use std::path::Path;

use app::clock::Clock;
use app::ports::ServerHost;
use app::ports::server_host::{Console, NewServer, NewTask, ServerReport};
use async_trait::async_trait;
use model::error::Supplier;
use model::secret::Secret;
use model::time::Timestamp;
use model::{Error, Result};

use crate::books::{Answer, Books, Trouble};

pub use servers::HostedServer;

/// A server host inside the program.
pub struct EmbeddedHost {
    books: Books,
    clock: Clock,
}

impl EmbeddedHost {
    /// Opens its books at `path`, or starts them.
    ///
    /// # Errors
    /// Says in words why the file cannot be used.
    pub fn open(path: &Path, clock: Clock) -> Result<Self, String> {
        let books = Books::open(path, Supplier::Servers, include_str!("schema.sql"))?;
        Ok(Self { books, clock })
    }

    /// Whether the administrator of a server gets in with a password: only while it runs.
    ///
    /// # Errors
    /// When the file fails.
    pub async fn login(&self, reference: &str, password: &str) -> Result<bool> {
        let (reference, password) = (reference.to_owned(), password.to_owned());
        let now = self.clock.now();
        self.books.run(move |books| servers::lets_in(books, &reference, &password, now)).await
    }

    /// Whether the screen of a server opens with a password now.
    ///
    /// # Errors
    /// When the file fails.
    pub async fn console_opens(&self, reference: &str, password: &str) -> Result<bool> {
        let (reference, password) = (reference.to_owned(), password.to_owned());
        let now = self.clock.now();
        self.books.run(move |books| consoles::opens(books, &reference, &password, now)).await
    }

    /// The servers that are there, oldest first; a bounded number of them.
    ///
    /// # Errors
    /// When the file fails.
    pub async fn servers(&self) -> Result<Vec<HostedServer>> {
        let now = self.clock.now();
        self.books.run(move |books| servers::oldest(books, now)).await
    }

    /// Throws everything away.
    ///
    /// # Errors
    /// When the file fails.
    pub async fn reset(&self) -> Result<()> {
        self.books.run(servers::empty).await
    }
}

#[async_trait]
impl ServerHost for EmbeddedHost {
    async fn create(&self, order: &NewServer) -> Result<ServerReport> {
        let (order, now) = (order.clone(), self.clock.now());
        self.books.run(move |books| servers::create(books, &order, now)).await
    }

    async fn info(&self, reference: &str) -> Result<ServerReport> {
        let (reference, now) = (reference.to_owned(), self.clock.now());
        self.books.run(move |books| Ok(rows::known(books, &reference)?.report(now))).await
    }

    async fn begin(&self, reference: &str, task: &NewTask) -> Result<ServerReport> {
        let (reference, task, now) = (reference.to_owned(), task.clone(), self.clock.now());
        self.books.run(move |books| tasks::begin(books, &reference, &task, now)).await
    }

    async fn open_console(
        &self,
        reference: &str,
        password: &Secret<String>,
        ends: Timestamp,
    ) -> Result<Console> {
        let (reference, password) = (reference.to_owned(), password.clone());
        let now = self.clock.now();
        self.books.run(move |books| consoles::open(books, &reference, &password, ends, now)).await
    }

    async fn set_password(&self, reference: &str, password: &Secret<String>) -> Result<()> {
        let (reference, password) = (reference.to_owned(), password.clone());
        let now = self.clock.now();
        self.books.run(move |books| servers::set_password(books, &reference, &password, now)).await
    }

    async fn block(&self, reference: &str) -> Result<()> {
        let (reference, now) = (reference.to_owned(), self.clock.now());
        self.books.run(move |books| servers::block(books, &reference, now)).await
    }

    async fn unblock(&self, reference: &str) -> Result<()> {
        let (reference, now) = (reference.to_owned(), self.clock.now());
        self.books.run(move |books| servers::unblock(books, &reference, now)).await
    }

    async fn delete(&self, reference: &str) -> Result<()> {
        let reference = reference.to_owned();
        self.books.run(move |books| servers::delete(books, &reference)).await
    }
}

/// A refusal in the host's own words.
fn refused<T>(words: &str) -> Answer<T> {
    let (supplier, words) = (Supplier::Servers, words.to_owned());
    Err(Trouble::Refusal(Error::Refused { supplier, words }))
}
