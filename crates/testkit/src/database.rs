//! A fresh database for each test, on either engine, gone when it is dropped.
//!
//! PostgreSQL is used where `NAMEYARD_TEST_POSTGRES` names a cluster, as `cargo xtask test` does;
//! its user must be allowed to create databases.

use std::hash::{BuildHasher, Hasher, RandomState};
use std::path::PathBuf;
use std::sync::Once;

use store::{Database, Store};
use tokio_postgres::NoTls;

/// The variable that names a PostgreSQL cluster, by the URL of one of its databases.
pub const CLUSTER: &str = "NAMEYARD_TEST_POSTGRES";

/// Connections of one test's store. Enough for transactions to meet, few enough for many tests.
const CONNECTIONS: usize = 8;

/// A database of its own.
pub struct TestDatabase {
    database: Database,
    home: Home,
}

/// What goes when the database goes.
enum Home {
    Folder(tempfile::TempDir),
    Cluster { url: String, name: String },
}

impl TestDatabase {
    /// A SQLite file in a folder of its own.
    #[must_use]
    pub fn sqlite() -> Self {
        let folder = tempfile::tempdir().expect("tests may write temporary files");
        Self {
            database: Database::Sqlite(folder.path().join("test.db")),
            home: Home::Folder(folder),
        }
    }

    /// A database in the cluster that the environment names; none, loudly, where it names none.
    #[must_use]
    pub fn postgres() -> Option<Self> {
        static NOTICE: Once = Once::new();
        let Some(cluster) = cluster() else {
            NOTICE.call_once(|| {
                eprintln!(
                    "\n*** {CLUSTER} is not set: NOTHING IS TESTED ON POSTGRESQL HERE. ***\n"
                );
            });
            return None;
        };
        let name = format!("nameyard_test_{:016x}", RandomState::new().build_hasher().finish());
        run_on(&cluster, &format!("CREATE DATABASE {name}"));
        let url = with_database(&cluster, &name);
        Some(Self {
            database: Database::Postgres { url, connections: CONNECTIONS },
            home: Home::Cluster { url: cluster, name },
        })
    }

    /// Where it is, for programs that open it themselves.
    #[must_use]
    pub const fn database(&self) -> &Database {
        &self.database
    }

    /// The folder it is in, where it is a file.
    #[must_use]
    pub fn folder(&self) -> Option<PathBuf> {
        match &self.home {
            Home::Folder(folder) => Some(folder.path().to_owned()),
            Home::Cluster { .. } => None,
        }
    }

    /// Opens it; it may be opened again while it is open.
    pub async fn open(&self) -> Store {
        Store::open(&self.database).await.expect("a fresh database can be opened")
    }
}

impl Drop for TestDatabase {
    fn drop(&mut self) {
        if let Home::Cluster { url, name } = &self.home {
            run_on(url, &format!("DROP DATABASE {name} WITH (FORCE)"));
        }
    }
}

/// Runs `test` with a fresh store on SQLite, then with one on PostgreSQL where there is one.
pub async fn each_engine(test: impl AsyncFn(Store)) {
    each_database(async |database: &TestDatabase| test(database.open().await).await).await;
}

/// Runs `test` with a fresh database of each engine, for tests that open it more than once.
pub async fn each_database(test: impl AsyncFn(&TestDatabase)) {
    eprintln!("on SQLite:");
    test(&TestDatabase::sqlite()).await;
    if let Some(database) = TestDatabase::postgres() {
        eprintln!("on PostgreSQL:");
        test(&database).await;
    }
}

#[expect(clippy::disallowed_methods, reason = "the one place where tests learn of their cluster")]
fn cluster() -> Option<String> {
    std::env::var(CLUSTER).ok().filter(|url| !url.is_empty())
}

/// The same cluster's database `name`. A folder as host is percent-encoded, so that the first slash
/// after the host begins the database.
fn with_database(cluster: &str, name: &str) -> String {
    let (address, options) = match cluster.split_once('?') {
        Some((address, options)) => (address, format!("?{options}")),
        None => (cluster, String::new()),
    };
    let (scheme, rest) = address.split_once("://").unwrap_or(("postgres", address));
    let host = rest.split('/').next().unwrap_or_default();
    format!("{scheme}://{host}/{name}{options}")
}

/// Runs one statement outside any transaction. On a thread of its own, because a database is also
/// dropped where no runtime may wait.
fn run_on(cluster: &str, statement: &str) {
    let work = || -> Result<(), tokio_postgres::Error> {
        let runtime = tokio::runtime::Builder::new_current_thread()
            .enable_all()
            .build()
            .expect("a thread can have a runtime");
        runtime.block_on(async {
            let (client, connection) = tokio_postgres::connect(cluster, NoTls).await?;
            let connection = tokio::spawn(connection);
            client.batch_execute(statement).await?;
            drop(client);
            let _ = connection.await;
            Ok(())
        })
    };
    let result = std::thread::scope(|scope| scope.spawn(work).join());
    // A panic during another one would hide what the test has to say.
    match result {
        Ok(Ok(())) => {}
        failed if std::thread::panicking() => eprintln!("{statement}: {failed:?}"),
        failed => failed.expect("the thread does not panic").expect(statement),
    }
}

#[cfg(test)]
mod tests {
    use super::with_database;

    #[test]
    fn a_cluster_is_named_by_any_of_its_databases() {
        for (cluster, expected) in [
            ("postgres://me@%2Ftmp%2Fx/postgres", "postgres://me@%2Ftmp%2Fx/fresh"),
            ("postgres://me:secret@127.0.0.1:5433", "postgres://me:secret@127.0.0.1:5433/fresh"),
            ("postgresql://localhost/a?user=b", "postgresql://localhost/fresh?user=b"),
        ] {
            assert_eq!(with_database(cluster, "fresh"), expected);
        }
    }
}
