//! A fresh database for each test, on either engine, gone when it is dropped.
//!
//! PostgreSQL is used where `NAMEYARD_TEST_POSTGRES` names a database of a cluster, as `cargo xtask
//! test` does. A test gets a schema of its own in it, which is all that the product sees; dropping a
//! whole database would make the server write everything down each time.

use std::hash::{BuildHasher, Hasher, RandomState};
use std::path::PathBuf;
use std::sync::Once;

use store::{Database, Store};
use tokio_postgres::NoTls;

/// The variable that names a PostgreSQL cluster, by the URL of a database in it.
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
    Schema { cluster: String, name: String },
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

    /// A schema in the cluster that the environment names; none, loudly, where it names none.
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
        run_on(&cluster, &format!("CREATE SCHEMA {name}"));
        let url = within_schema(&cluster, &name);
        Some(Self {
            database: Database::Postgres { url, connections: CONNECTIONS, beside: None },
            home: Home::Schema { cluster, name },
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
            Home::Schema { .. } => None,
        }
    }

    /// Opens it; it may be opened again while it is open.
    pub async fn open(&self) -> Store {
        Store::open(&self.database).await.expect("a fresh database can be opened")
    }
}

impl Drop for TestDatabase {
    fn drop(&mut self) {
        if let Home::Schema { cluster, name } = &self.home {
            // Whoever is still in it would keep it from going.
            let part = format!(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity
                 WHERE application_name = '{name}'"
            );
            let beside = format!("DROP SCHEMA IF EXISTS {name}_sandbox CASCADE");
            run_on(cluster, &format!("{part}; DROP SCHEMA {name} CASCADE; {beside}"));
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

/// The cluster's URL for connections that work in the schema `name`, and are called after it.
fn within_schema(cluster: &str, name: &str) -> String {
    let separator = if cluster.contains('?') { '&' } else { '?' };
    format!("{cluster}{separator}application_name={name}&options=-c%20search_path%3D{name}")
}

/// Runs statements. On a thread of its own, because a database is also
/// dropped where no runtime may wait.
fn run_on(cluster: &str, statements: &str) {
    let work = || -> Result<(), tokio_postgres::Error> {
        let runtime = tokio::runtime::Builder::new_current_thread()
            .enable_all()
            .build()
            .expect("a thread can have a runtime");
        runtime.block_on(async {
            let (client, connection) = tokio_postgres::connect(cluster, NoTls).await?;
            let connection = tokio::spawn(connection);
            client.batch_execute(statements).await?;
            drop(client);
            let _ = connection.await;
            Ok(())
        })
    };
    let result = std::thread::scope(|scope| scope.spawn(work).join());
    // A panic during another one would hide what the test has to say.
    match result {
        Ok(Ok(())) => {}
        failed if std::thread::panicking() => eprintln!("{statements}: {failed:?}"),
        failed => failed.expect("the thread does not panic").expect(statements),
    }
}
