//! Single values, and emptying everything.

use testkit::database::{each_database, each_engine};

use crate::fixtures::open;

#[tokio::test(flavor = "multi_thread")]
async fn a_setting_keeps_its_last_value() {
    each_engine(async |store| {
        assert_eq!(store.read(|tx| tx.setting("seed")).await, Ok(None));
        for value in ["7", "", "größer als 'vorher' \\ \"alles\""] {
            store.write(move |tx| tx.set_setting("seed", value)).await.unwrap();
            assert_eq!(store.read(|tx| tx.setting("seed")).await, Ok(Some(value.to_owned())));
        }
        assert_eq!(store.read(|tx| tx.setting("clock")).await, Ok(None));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_emptied_database_counts_from_one_again() {
    each_database(async |database| {
        let before = database.open().await;
        let first = open(&before, "shop").await;
        open(&before, "other").await;
        before.retire();
        let store = database.open().await;
        store.empty(|tx| tx.set_setting("seed", "7")).await.unwrap();
        assert_eq!(open(&store, "shop").await, first);
        assert_eq!(store.read(|tx| tx.setting("seed")).await, Ok(Some("7".to_owned())));
        assert!(before.write(|tx| tx.set_setting("seed", "8")).await.is_err());
        assert_eq!(store.read(|tx| tx.setting("seed")).await, Ok(Some("7".to_owned())));
    })
    .await;
}
