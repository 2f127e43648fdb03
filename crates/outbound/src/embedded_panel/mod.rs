//! A hosting panel inside the program: it keeps accounts with user names and passwords in a file of
//! its own, and judges for itself. It runs no web site.

/// The accounts as they are written.
mod accounts;
/// User names that nobody else has.
mod usernames;

use std::path::Path;

use app::clock::Clock;
use app::ports::Provisioner;
use app::ports::provisioner::{Change, Instance, NewInstance};
use async_trait::async_trait;
use model::error::Supplier;
use model::{Error, Result};

use crate::books::{Answer, Books, Trouble};

pub use accounts::HostingAccount;

/// A hosting panel inside the program.
pub struct EmbeddedPanel {
    books: Books,
    clock: Clock,
}

impl EmbeddedPanel {
    /// Opens its books at `path`, or starts them.
    ///
    /// # Errors
    /// Says in words why the file cannot be used.
    pub fn open(path: &Path, clock: Clock) -> Result<Self, String> {
        let books = Books::open(path, Supplier::Hosting, include_str!("schema.sql"))?;
        Ok(Self { books, clock })
    }

    /// Whether somebody gets in with this user name and password; a suspended account lets nobody in.
    ///
    /// # Errors
    /// When the file fails.
    pub async fn login(&self, username: &str, password: &str) -> Result<bool> {
        let (username, password) = (username.to_owned(), password.to_owned());
        self.books.run(move |books| accounts::opens(books, &username, &password)).await
    }

    /// The accounts that are there, oldest first; a bounded number of them.
    ///
    /// # Errors
    /// When the file fails.
    pub async fn accounts(&self) -> Result<Vec<HostingAccount>> {
        self.books.run(accounts::oldest).await
    }

    /// Throws everything away.
    ///
    /// # Errors
    /// When the file fails.
    pub async fn reset(&self) -> Result<()> {
        self.books.run(accounts::empty).await
    }
}

#[async_trait]
impl Provisioner for EmbeddedPanel {
    async fn create(&self, order: &NewInstance) -> Result<Instance> {
        let (order, now) = (order.clone(), self.clock.now());
        self.books.run(move |books| accounts::create(books, &order, now)).await
    }

    async fn info(&self, reference: &str) -> Result<Instance> {
        let reference = reference.to_owned();
        self.books.run(move |books| Ok(accounts::known(books, &reference)?.instance)).await
    }

    /// A suspended account may be changed too, and stays suspended.
    async fn change(&self, reference: &str, change: &Change) -> Result<()> {
        let (reference, change) = (reference.to_owned(), change.clone());
        self.books.run(move |books| accounts::change(books, &reference, &change)).await
    }

    async fn suspend(&self, reference: &str) -> Result<()> {
        let reference = reference.to_owned();
        self.books.run(move |books| accounts::set_suspended(books, &reference, true)).await
    }

    async fn unsuspend(&self, reference: &str) -> Result<()> {
        let reference = reference.to_owned();
        self.books.run(move |books| accounts::set_suspended(books, &reference, false)).await
    }

    async fn delete(&self, reference: &str) -> Result<()> {
        let reference = reference.to_owned();
        self.books.run(move |books| accounts::delete(books, &reference)).await
    }
}

/// A refusal in the panel's own words.
fn refused<T>(words: &str) -> Answer<T> {
    let (supplier, words) = (Supplier::Hosting, words.to_owned());
    Err(Trouble::Refusal(Error::Refused { supplier, words }))
}
