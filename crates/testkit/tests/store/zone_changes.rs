//! Changes of zones are numbered, and whoever serves zones is told.

use model::subscription::SubscriptionId;
use model::zone::ChangeId;
use store::Tx;
use store::zone_changes::StoredAnswer;
use testkit::database::each_engine;

use crate::fixtures::{NEW_YEAR, open, second};

/// Apex and serial of each change, in order.
fn told(tx: &mut Tx<'_>) -> model::Result<Vec<(String, Option<u32>)>> {
    let changes = tx.zone_changes(ChangeId(0), 100)?;
    Ok(changes.into_iter().map(|change| (change.apex, change.serial)).collect())
}

#[tokio::test(flavor = "multi_thread")]
async fn a_change_is_told_once_it_is_committed_and_never_when_it_is_not() {
    each_engine(async |store| {
        let shop = open(&store, "shop").await;
        let mut told = store.zone_changes();
        store.write(move |tx| tx.add_zone(shop, "shoes.co.za", 5, NEW_YEAR)).await.unwrap();
        assert!(told.has_changed().unwrap());
        told.mark_unchanged();
        let refused = move |tx: &mut Tx<'_>| -> model::Result<()> {
            tx.add_zone(shop, "boots.co.za", 5, NEW_YEAR)?;
            Err(model::Error::internal("no"))
        };
        assert!(store.write(refused).await.is_err());
        store.write(|tx| tx.set_setting("a", "b")).await.unwrap();
        assert!(!told.has_changed().unwrap());
        assert_eq!(store.read(|tx| tx.apexes("", 10)).await.unwrap(), ["shoes.co.za"]);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_serial_of_an_apex_never_falls() {
    each_engine(async |store| {
        let shop = open(&store, "shop").await;
        let hosted = SubscriptionId(7);
        let told = store
            .write(move |tx| {
                let mut own = tx.add_zone(shop, "shoes.co.za", 10, NEW_YEAR)?;
                let mut over = tx.add_hosted_zone(shop, hosted, "shoes.co.za", 10, NEW_YEAR)?;
                over.serial = 15;
                tx.save_zone(&over, NEW_YEAR)?;
                own.serial = 11;
                tx.save_zone(&own, NEW_YEAR)?;
                tx.delete_zone(&over, NEW_YEAR)?;
                tx.delete_zone(&own, NEW_YEAR)?;
                tx.add_zone(shop, "shoes.co.za", 3, NEW_YEAR)?;
                told(tx)
            })
            .await
            .unwrap();
        let serials: Vec<_> = told.into_iter().map(|(_, serial)| serial).collect();
        let expected = [Some(10), Some(11), Some(15), Some(11), Some(16), None, Some(17)];
        assert_eq!(serials, expected);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn old_changes_are_forgotten_but_for_the_newest_of_each_zone() {
    each_engine(async |store| {
        let shop = open(&store, "shop").await;
        let left = store
            .write(move |tx| {
                let mut shoes = tx.add_zone(shop, "shoes.co.za", 1, NEW_YEAR)?;
                for serial in 2..=5 {
                    shoes.serial = serial;
                    tx.save_zone(&shoes, second(i64::from(serial)))?;
                }
                tx.add_zone(shop, "boots.co.za", 9, NEW_YEAR)?;
                assert_eq!(tx.forget_zone_changes(second(4), 2)?, 2);
                assert_eq!(tx.forget_zone_changes(second(4), 10)?, 1);
                told(tx)
            })
            .await
            .unwrap();
        let line = |name: &str, serial| (name.to_owned(), Some(serial));
        assert_eq!(left, [line("shoes.co.za", 4), line("shoes.co.za", 5), line("boots.co.za", 9)]);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn who_answers_what_is_kept_and_a_number_that_came_late_is_found() {
    each_engine(async |store| {
        let shop = open(&store, "shop").await;
        store
            .write(move |tx| {
                let zone = tx.add_zone(shop, "shoes.co.za", 1, NEW_YEAR)?;
                let change = tx.save_zone(&zone, NEW_YEAR)?;
                let answer = |server: &str, serial, change| StoredAnswer {
                    server: server.into(),
                    serial,
                    change,
                    seen: NEW_YEAR,
                };
                for known in [answer("", 1, change), answer("ns2", 1, ChangeId(0))] {
                    tx.save_answer("shoes.co.za", &answer(&known.server, 0, ChangeId(0)))?;
                    tx.save_answer("shoes.co.za", &known)?;
                }
                tx.save_answer("shoes.co.za", &answer("", 9, ChangeId(change.0 - 1)))?;
                let expected = [answer("", 1, change), answer("ns2", 1, ChangeId(0))];
                assert_eq!(tx.answers("shoes.co.za", 10)?, expected);
                assert_eq!((tx.position("")?, tx.position("ns2")?), (change, ChangeId(0)));
                tx.delete_answer("shoes.co.za", "ns2")?;
                assert_eq!(tx.answers("shoes.co.za", 10)?.len(), 1);
                let among = tx.zone_changes_among(&[change, ChangeId(99)])?;
                assert_eq!(among, [tx.zone_change(change)?.unwrap()]);
                assert_eq!(tx.last_zone_change("shoes.co.za")?, among.into_iter().next());
                Ok(())
            })
            .await
            .unwrap();
    })
    .await;
}
