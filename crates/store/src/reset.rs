//! Emptying a database, and making sure that nobody writes into it from before.

use std::sync::atomic::Ordering;

use model::Result;

use crate::{Engine, Store, Tx};

impl Store {
    /// Refuses every transaction from now on that would change something. What is running either
    /// is refused at its end or was over before a later transaction of another store.
    pub fn retire(&self) {
        self.retired.store(true, Ordering::SeqCst);
    }

    /// Deletes every row of every table, so that ids count from one again, and runs `then` in the
    /// same transaction. The schema stays.
    ///
    /// # Errors
    /// When the database fails, or `then` refuses; then everything is still there.
    pub async fn empty<F>(&self, then: F) -> Result<()>
    where
        F: Fn(&mut Tx<'_>) -> Result<()> + Send + Sync + 'static,
    {
        let empty = match self.engine {
            Engine::Sqlite(_) => sqlite,
            Engine::Postgres(_) => postgres,
        };
        self.write(move |tx| {
            empty(tx)?;
            then(tx)
        })
        .await
    }
}

fn sqlite(tx: &mut Tx<'_>) -> Result<()> {
    let tables = tx.all(
        "SELECT name FROM sqlite_schema
         WHERE type = 'table' AND name NOT LIKE 'sqlite_%' AND name <> 'migration'",
        &[],
        |row| row.text(0),
    )?;
    // Tables refer to each other; whether all references hold is looked at by the commit.
    tx.write("PRAGMA defer_foreign_keys = ON", &[])?;
    for table in tables {
        tx.write(&format!("DELETE FROM \"{table}\""), &[])?;
    }
    // Where numbers are never given twice, the last one is remembered here.
    tx.write("DELETE FROM sqlite_sequence", &[])
}

fn postgres(tx: &mut Tx<'_>) -> Result<()> {
    let tables = tx.all(
        "SELECT quote_ident(tablename) FROM pg_tables
         WHERE schemaname = current_schema() AND tablename <> 'migration' ORDER BY tablename",
        &[],
        |row| row.text(0),
    )?;
    tx.write(&format!("TRUNCATE {} RESTART IDENTITY", tables.join(", ")), &[])
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Database;

    fn zone(tx: &mut Tx<'_>) -> Result<i64> {
        let account = tx.insert(
            "INSERT INTO account (kind, standing, currency, billing, low_balance, agreement,
                 notifications, opened)
             VALUES ('operator', 'active', 'ZAR', 'pre', 0, 1, 0, 0) RETURNING id",
            &[],
        )?;
        tx.write(
            "INSERT INTO zone (account, name, serial, changed) VALUES (?1, 'a.test', 1, 0)",
            &[account.into()],
        )?;
        Ok(account)
    }

    #[tokio::test]
    async fn ids_count_from_one_again_and_a_retired_store_changes_nothing() {
        let file = std::env::temp_dir().join(format!("store-reset-{}.sqlite", std::process::id()));
        let database = Database::Sqlite(file.clone());
        let old = Store::open(&database).await.unwrap();
        assert_eq!(old.write(zone).await.unwrap(), 1);
        old.retire();
        assert!(old.write(|tx| tx.set_setting("late", "1")).await.is_err());
        let new = Store::open(&database).await.unwrap();
        new.empty(|tx| tx.set_setting("kept", "1")).await.unwrap();
        assert_eq!(new.write(zone).await.unwrap(), 1);
        let setting = |name| new.read(move |tx| tx.setting(name));
        assert_eq!(
            (setting("late").await.unwrap(), setting("kept").await.unwrap()),
            (None, Some("1".into()))
        );
        for suffix in ["", "-wal", "-shm"] {
            drop(std::fs::remove_file(format!("{}{suffix}", file.display())));
        }
    }
}
