//! A payment gateway inside the program: every card has enough on it, and nobody's money is taken.
//! It keeps what it charged and gave back in a file of its own.

/// The charges as they are written.
mod charges;

use std::path::Path;

use app::clock::Clock;
use app::ports::Gateway;
use app::ports::gateway::{Charged, NewCharge};
use async_trait::async_trait;
use model::error::Supplier;
use model::{Error, Result};

use crate::books::{Answer, Books, Trouble};

pub use charges::CardCharge;

/// A payment gateway inside the program.
pub struct EmbeddedGateway {
    books: Books,
    clock: Clock,
}

impl EmbeddedGateway {
    /// Opens its books at `path`, or starts them.
    ///
    /// # Errors
    /// Says in words why the file cannot be used.
    pub fn open(path: &Path, clock: Clock) -> Result<Self, String> {
        let books = Books::open(path, Supplier::Payments, include_str!("schema.sql"))?;
        Ok(Self { books, clock })
    }

    /// The last charges, newest last; a bounded number of them.
    ///
    /// # Errors
    /// When the file fails.
    pub async fn charges(&self) -> Result<Vec<CardCharge>> {
        self.books.run(charges::newest_last).await
    }

    /// Throws everything away.
    ///
    /// # Errors
    /// When the file fails.
    pub async fn reset(&self) -> Result<()> {
        self.books.run(charges::empty).await
    }
}

#[async_trait]
impl Gateway for EmbeddedGateway {
    async fn charge(&self, charge: &NewCharge) -> Result<Charged> {
        let (charge, now) = (charge.clone(), self.clock.now());
        self.books.run(move |books| charges::take(books, &charge, now)).await
    }

    async fn info(&self, reference: &str) -> Result<Option<Charged>> {
        let reference = reference.to_owned();
        let found = self.books.run(move |books| charges::find(books, &reference)).await?;
        Ok(found.map(|charge| charge.charged))
    }

    async fn refund(&self, reference: &str) -> Result<()> {
        let reference = reference.to_owned();
        self.books.run(move |books| charges::refund(books, &reference)).await
    }
}

/// A refusal in the gateway's own words.
fn refused<T>(words: &str) -> Answer<T> {
    let (supplier, words) = (Supplier::Payments, words.to_owned());
    Err(Trouble::Refusal(Error::Refused { supplier, words }))
}
