//! What a transaction promises, and opening a database again.

use std::sync::Arc;

use model::error::{Error, Noun};
use testkit::database::{TestDatabase, each_database, each_engine};

#[tokio::test(flavor = "multi_thread")]
async fn a_refused_transaction_leaves_nothing() {
    each_engine(async |store| {
        let refused = store.write(|tx| {
            tx.set_setting("a", "1")?;
            assert_eq!(tx.setting("a")?, Some("1".to_owned()));
            Err::<(), _>(Error::NotFound(Noun::Domain))
        });
        assert_eq!(refused.await, Err(Error::NotFound(Noun::Domain)));
        assert_eq!(store.read(|tx| tx.setting("a")).await, Ok(None));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_panicking_transaction_leaves_nothing_and_the_store_goes_on() {
    each_engine(async |store| {
        // More often than there are connections.
        for round in 0..12 {
            let panicked = store.write(move |tx| {
                tx.set_setting("a", "1")?;
                assert_eq!(tx.setting("a")?, None, "round {round} panics on purpose");
                Ok(())
            });
            assert!(matches!(panicked.await, Err(Error::Internal(_))));
            let panicked = store.read(|tx| {
                assert_eq!(tx.setting("a")?, Some("1".to_owned()), "panics on purpose");
                Ok(())
            });
            assert!(matches!(panicked.await, Err(Error::Internal(_))));
        }
        for round in 0..12 {
            store.write(move |tx| tx.set_setting("b", &round.to_string())).await.unwrap();
        }
        assert_eq!(store.read(|tx| tx.setting("a")).await, Ok(None));
        assert_eq!(store.read(|tx| tx.setting("b")).await, Ok(Some("11".to_owned())));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn nothing_is_kept_after_a_failed_statement_that_nobody_minded() {
    each_engine(async |store| {
        let kept = store.write(|tx| {
            tx.set_setting("a", "1")?;
            let _ = tx.run("INSERT INTO no_such_table (a) VALUES (1)", &[]);
            Ok(())
        });
        assert!(matches!(kept.await, Err(Error::Internal(_))));
        assert_eq!(store.read(|tx| tx.setting("a")).await, Ok(None));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_late_statement_that_fails_takes_the_earlier_ones_with_it() {
    each_engine(async |store| {
        let failed = store.write(|tx| {
            tx.set_setting("a", "1")?;
            tx.write("INSERT INTO tally (account, tld, domains) VALUES (1, NULL, 1)", &[])?;
            tx.set_setting("b", "1")
        });
        assert!(matches!(failed.await, Err(Error::Internal(_))));
        let left = store.read(|tx| Ok((tx.setting("a")?, tx.setting("b")?)));
        assert_eq!(left.await, Ok((None, None)));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_read_changes_nothing() {
    each_engine(async |store| {
        assert!(store.read(|tx| tx.set_setting("a", "1")).await.is_err());
        assert_eq!(store.read(|tx| tx.setting("a")).await, Ok(None));
        store.write(|tx| tx.set_setting("a", "2")).await.unwrap();
        assert_eq!(store.read(|tx| tx.setting("a")).await, Ok(Some("2".to_owned())));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn many_callers_at_once_all_come_through() {
    each_engine(async |store| {
        let store = Arc::new(store);
        let callers: Vec<_> = (0..200)
            .map(|number| {
                let store = Arc::clone(&store);
                tokio::spawn(async move {
                    let name = format!("caller {number}");
                    store.write(move |tx| tx.set_setting(&name, "came")).await
                })
            })
            .collect();
        for caller in callers {
            caller.await.unwrap().unwrap();
        }
        let came =
            store.read(|tx| tx.number("SELECT COUNT(*) FROM setting WHERE value = 'came'", &[]));
        assert_eq!(came.await, Ok(200));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_was_written_is_there_when_the_database_is_opened_again() {
    each_database(async |database| {
        for round in 0..3 {
            let store = database.open().await;
            let before = store.read(|tx| tx.setting("round")).await.unwrap();
            assert_eq!(before, (round > 0).then(|| (round - 1).to_string()));
            store.write(move |tx| tx.set_setting("round", &round.to_string())).await.unwrap();
        }
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_database_from_a_newer_program_is_refused() {
    each_database(async |database| {
        let store = database.open().await;
        store
            .write(|tx| tx.write("INSERT INTO migration (number) VALUES (9999)", &[]))
            .await
            .unwrap();
        let refusal = store::Store::open(database.database()).await.err();
        assert!(matches!(refusal, Some(Error::Internal(why)) if why.contains("9999")));
    })
    .await;
}

/// Only PostgreSQL has several nodes.
#[tokio::test(flavor = "multi_thread")]
async fn nodes_that_start_together_bring_the_schema_up_to_date_once() {
    let Some(database) = TestDatabase::postgres() else {
        return;
    };
    let database = Arc::new(database);
    let nodes: Vec<_> = (0..6)
        .map(|_| {
            let database = Arc::clone(&database);
            tokio::spawn(async move { store::Store::open(database.database()).await.map(drop) })
        })
        .collect();
    for node in nodes {
        assert_eq!(node.await.unwrap(), Ok(()));
    }
}
