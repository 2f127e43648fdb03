//! Rows and transactions over SQLite and PostgreSQL. Decides nothing.

/// What lets members in.
pub mod access;
/// Accounts and their members.
pub mod accounts;
/// Affiliates, coupons, commissions and payouts.
pub mod affiliates;
/// What stands behind aliases.
pub mod aliases;
/// Files attached to tickets and replies.
pub mod attachments;
/// Everything of its kind, for checks of consistency.
pub mod audit;
/// Bills that the account above pays.
pub mod bills;
/// Calls to addresses that callers gave.
pub mod callbacks;
/// Certificates, their orders at the authority, and keys made for customers.
pub mod certificates;
/// Money that a payment gateway was asked for.
pub mod charges;
/// Contacts that their account knows by a number.
pub mod contact_objects;
/// Contacts behind names.
pub mod contacts;
/// Customers: accounts that are known by a person and pay nothing themselves.
pub mod customers;
/// Departments of support.
pub mod departments;
/// What the registry was told of names besides their contacts.
pub mod domain_extras;
/// Keys that DS records were made from.
pub mod domain_keys;
/// Names of every standing, by number.
pub mod domain_list;
/// Searching names.
pub mod domain_search;
/// Registrations.
pub mod domains;
/// The append-only log and what was acknowledged of it.
pub mod events;
/// Certificates of hosts that lead elsewhere.
pub mod forward_certificates;
/// Mail and web addresses of zones that lead elsewhere.
pub mod forwarding;
/// Hosts that their account knows by a number.
pub mod host_objects;
/// Hosts below names.
pub mod hosts;
/// Invoices, their lines and orders.
pub mod invoices;
/// Work that is due at some time.
pub mod jobs;
/// Where single names of a zone lead.
pub mod leads;
/// Balances, entries and holds.
pub mod ledger;
mod migration;
/// Operations and how far they got.
pub mod operations;
mod postgres;
/// Price settings.
pub mod prices;
/// Contacts that stand for the names of customers.
pub mod registrants;
mod reset;
/// What may be said only once.
pub mod said_once;
/// Whose things a search looks at.
pub mod scope;
/// Servers.
pub mod servers;
/// Single values that outlive a run.
pub mod settings;
/// Keys that sign requests.
pub mod signing_keys;
mod sqlite;
/// Subscriptions by their facts.
pub mod subscription_search;
/// Subscriptions and stock.
pub mod subscriptions;
/// Contact, nameserver and DNS templates.
pub mod templates;
/// Tenants of resellers, their users and roles.
pub mod tenants;
/// Tickets and the replies to them.
pub mod tickets;
/// Moves of names.
pub mod transfers;
/// Transactions, values and rows.
pub mod tx;
/// Changes of zones, for whoever serves them, and who serves what.
pub mod zone_changes;
/// What zones are signed with.
pub mod zone_keys;
/// Zones and their records.
pub mod zones;

use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use model::{Error, Result};
use tokio::sync::watch;

pub use tx::{Row, Tx, Value};

/// Where the data lives.
#[derive(Debug, Clone)]
pub enum Database {
    /// A SQLite file.
    Sqlite(PathBuf),
    /// A PostgreSQL server, by its connection URL.
    Postgres {
        /// `postgres://…`
        url: String,
        /// Connections kept at most.
        connections: usize,
        /// A schema beside the one that the URL leads to, called after it and this word; made when it
        /// is missing.
        beside: Option<&'static str>,
    },
}

/// A database of one realm.
pub struct Store {
    engine: Engine,
    /// Whether nobody may write through it any more.
    retired: Arc<AtomicBool>,
    /// Told whenever a change of a zone was committed through it.
    zones: watch::Sender<()>,
}

enum Engine {
    Sqlite(sqlite::Sqlite),
    Postgres(postgres::Postgres),
}

impl Store {
    /// Opens the database, makes it if it is missing, and brings its schema up to date.
    ///
    /// # Errors
    /// When it cannot be opened, or is newer than this program.
    pub async fn open(database: &Database) -> Result<Self> {
        let engine = match database {
            Database::Sqlite(path) => sqlite::Sqlite::open(path).map(Engine::Sqlite)?,
            Database::Postgres { url, connections, beside } => {
                let opened = postgres::Postgres::open(url, *connections, *beside).await;
                opened.map(Engine::Postgres)?
            }
        };
        Ok(Self { engine, retired: Arc::default(), zones: watch::Sender::default() })
    }

    /// Whether several processes may work with this database at once.
    #[must_use]
    pub const fn is_shared(&self) -> bool {
        matches!(self.engine, Engine::Postgres(_))
    }

    /// A count that rises with every change: what was read at the same count is as fresh as a new
    /// read. None where other processes write too.
    #[must_use]
    pub fn age(&self) -> Option<u64> {
        match &self.engine {
            Engine::Sqlite(sqlite) => Some(sqlite.commits()),
            Engine::Postgres(_) => None,
        }
    }

    /// Tells whenever a change of a zone was committed through this store; what other processes commit
    /// has to be looked for.
    #[must_use]
    pub fn zone_changes(&self) -> watch::Receiver<()> {
        self.zones.subscribe()
    }

    /// Runs `work` in one transaction; durable when this returns. It may be run again from the
    /// start, so it must do nothing but work with the transaction.
    ///
    /// # Errors
    /// Whatever `work` refuses with; then nothing has changed.
    pub async fn write<T, F>(&self, work: F) -> Result<T>
    where
        T: Send + 'static,
        F: Fn(&mut Tx<'_>) -> Result<T> + Send + Sync + 'static,
    {
        let retired = Arc::clone(&self.retired);
        let work = move |tx: &mut Tx<'_>| {
            refuse_if(&retired)?;
            let done = work(tx)?;
            refuse_if(&retired)?;
            Ok((done, tx.has_changed_zones()))
        };
        let (done, zones) = match &self.engine {
            Engine::Sqlite(sqlite) => sqlite.write(work).await,
            Engine::Postgres(postgres) => postgres.write(work).await,
        }?;
        if zones {
            self.zones.send_replace(());
        }
        Ok(done)
    }

    /// Runs `work` for a few rows found by an index.
    ///
    /// On SQLite it runs here and now: such a read takes microseconds, less than handing it to
    /// another thread would.
    ///
    /// # Errors
    /// Whatever `work` refuses with.
    pub async fn read<T, F>(&self, work: F) -> Result<T>
    where
        T: Send + 'static,
        F: Fn(&mut Tx<'_>) -> Result<T> + Send + Sync + 'static,
    {
        match &self.engine {
            Engine::Sqlite(sqlite) => sqlite.read(|tx| work(tx)),
            Engine::Postgres(postgres) => postgres.read(work).await,
        }
    }
}

/// Looked at before and after a transaction's work: what began before is refused at its end.
fn refuse_if(retired: &AtomicBool) -> Result<()> {
    if retired.load(Ordering::SeqCst) {
        return Err(Error::internal("the store was retired"));
    }
    Ok(())
}

/// Turns a word that a row holds into what it stands for.
pub(crate) fn word<T>(text: &str, known: Option<T>) -> Result<T> {
    known.ok_or_else(|| Error::internal(format!("a row holds the unknown word {text}")))
}
