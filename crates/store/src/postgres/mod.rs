//! PostgreSQL: a pool of connections, read committed with row locks, and a retry where the server
//! asks for one.

mod schema;
mod session;

use std::sync::Arc;

use deadpool_postgres::{Manager, ManagerConfig, Pool, RecyclingMethod};
use model::{Error, Result};
use tokio::runtime::Handle;
use tokio_postgres::NoTls;

use crate::tx::{Engine, Tx, judge};
pub(crate) use session::Session;

/// How often a transaction is tried again after a deadlock or a serialization failure.
const ATTEMPTS: usize = 8;

/// Begins a transaction that changes something.
const WRITES: &str = "BEGIN";
/// Begins one that only looks, at one moment.
const READS: &str = "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY";

/// The server engine.
pub(crate) struct Postgres {
    pool: Pool,
}

impl Postgres {
    /// Connects and brings the schema up to date.
    pub(crate) async fn open(url: &str, connections: usize, beside: Option<&str>) -> Result<Self> {
        let mut config: tokio_postgres::Config = url.parse().map_err(Error::internal)?;
        if let Some(word) = beside {
            schema::lead_beside(&mut config, word).await?;
        }
        let manager = Manager::from_config(
            config,
            NoTls,
            ManagerConfig { recycling_method: RecyclingMethod::Fast },
        );
        let pool = Pool::builder(manager).max_size(connections).build().map_err(Error::internal)?;
        let client = pool.get().await.map_err(Error::internal)?;
        crate::migration::postgres(&client).await?;
        drop(client);
        Ok(Self { pool })
    }

    /// Runs `work` in a transaction that is durable when this returns; again from the start where
    /// the server asks for that.
    pub(crate) async fn write<T, F>(&self, work: F) -> Result<T>
    where
        T: Send + 'static,
        F: Fn(&mut Tx<'_>) -> Result<T> + Send + Sync + 'static,
    {
        self.transaction(WRITES, work).await
    }

    /// Runs `work` against one consistent picture of the data.
    pub(crate) async fn read<T, F>(&self, work: F) -> Result<T>
    where
        T: Send + 'static,
        F: Fn(&mut Tx<'_>) -> Result<T> + Send + Sync + 'static,
    {
        self.transaction(READS, work).await
    }

    async fn transaction<T, F>(&self, begin: &'static str, work: F) -> Result<T>
    where
        T: Send + 'static,
        F: Fn(&mut Tx<'_>) -> Result<T> + Send + Sync + 'static,
    {
        let work = Arc::new(work);
        for _ in 1..ATTEMPTS {
            let (result, again) = self.attempt(begin, Arc::clone(&work)).await?;
            if !again {
                return result;
            }
        }
        self.attempt(begin, work).await?.0
    }

    /// One attempt, on a thread that may wait: the work is synchronous, the connection is not.
    async fn attempt<T, F>(&self, begin: &'static str, work: Arc<F>) -> Result<(Result<T>, bool)>
    where
        T: Send + 'static,
        F: Fn(&mut Tx<'_>) -> Result<T> + Send + Sync + 'static,
    {
        let client = self.pool.get().await.map_err(Error::internal)?;
        let runtime = Handle::current();
        let attempt = move || {
            let mut session = Session::new(client, runtime, begin == WRITES);
            let result =
                session.transaction(begin, |session| judge(Engine::Postgres(session), &*work));
            (result, session.wants_retry())
        };
        tokio::task::spawn_blocking(attempt).await.map_err(Error::internal)
    }
}
