//! Zones and their records.

use model::zone::{Record, RecordId};
use testkit::database::each_engine;

use crate::fixtures::{NEW_YEAR, open, second};

fn record(name: &str, kind: &str, content: &str) -> Record {
    Record {
        name: name.into(),
        kind: kind.into(),
        ttl: 0x7FFF_FFFF,
        priority: u16::MAX,
        content: content.into(),
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_zone_reads_back_and_its_name_is_its_own() {
    each_engine(async |store| {
        let (shop, other) = (open(&store, "shop").await, open(&store, "other").await);
        let mut zone = store
            .write(move |tx| tx.add_zone(shop, "shoes.co.za", u32::MAX, NEW_YEAR))
            .await
            .unwrap();
        assert_eq!(store.read(|tx| tx.zone("shoes.co.za")).await, Ok(Some(zone.clone())));
        assert!(
            store.write(move |tx| tx.add_zone(other, "shoes.co.za", 1, NEW_YEAR)).await.is_err()
        );
        (zone.account, zone.serial) = (other, 7);
        let changed = zone.clone();
        store.write(move |tx| tx.save_zone(&changed, second(1))).await.unwrap();
        assert_eq!(store.read(|tx| tx.zone("shoes.co.za")).await, Ok(Some(zone)));
        assert_eq!(store.read(|tx| tx.zone("boots.co.za")).await, Ok(None));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_record_keeps_its_id_while_its_values_change() {
    each_engine(async |store| {
        let shop = open(&store, "shop").await;
        let (zone, first, second) = store
            .write(move |tx| {
                let zone = tx.add_zone(shop, "shoes.co.za", 1, NEW_YEAR)?.id;
                let first =
                    tx.add_record(zone, &record("shoes.co.za", "MX", "mail.shoes.co.za"))?;
                let second =
                    tx.add_record(zone, &record("*.shoes.co.za", "TXT", "\"v=1; 'x' ?1\""))?;
                Ok((zone, first, second))
            })
            .await
            .unwrap();
        let records = async || store.read(move |tx| tx.records(zone)).await.unwrap();
        assert_eq!(
            records().await,
            [
                (first, record("shoes.co.za", "MX", "mail.shoes.co.za")),
                (second, record("*.shoes.co.za", "TXT", "\"v=1; 'x' ?1\"")),
            ]
        );
        store
            .write(move |tx| tx.save_record(first, &record("www.shoes.co.za", "A", "192.0.2.1")))
            .await
            .unwrap();
        assert_eq!(records().await[0], (first, record("www.shoes.co.za", "A", "192.0.2.1")));
        store.write(move |tx| tx.delete_record(first)).await.unwrap();
        let left: Vec<RecordId> = records().await.into_iter().map(|(id, _)| id).collect();
        assert_eq!(left, [second]);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_zone_goes_with_everything_in_it_and_nothing_else() {
    each_engine(async |store| {
        let shop = open(&store, "shop").await;
        let zones = store
            .write(move |tx| {
                let mut zones = Vec::new();
                for name in ["shoes.co.za", "boots.co.za"] {
                    let zone = tx.add_zone(shop, name, 1, NEW_YEAR)?;
                    tx.add_record(zone.id, &record(name, "A", "192.0.2.1"))?;
                    zones.push(zone);
                }
                Ok(zones)
            })
            .await
            .unwrap();
        let (gone, shoes, boots) = (zones[0].clone(), zones[0].id, zones[1].id);
        store.write(move |tx| tx.delete_zone(&gone, NEW_YEAR)).await.unwrap();
        assert_eq!(store.read(|tx| tx.zone("shoes.co.za")).await, Ok(None));
        assert!(store.read(move |tx| tx.records(shoes)).await.unwrap().is_empty());
        assert_eq!(store.read(move |tx| tx.records(boots)).await.unwrap().len(), 1);
        store.write(move |tx| tx.clear_zone(boots)).await.unwrap();
        assert!(store.read(move |tx| tx.records(boots)).await.unwrap().is_empty());
        assert!(store.read(|tx| tx.zone("boots.co.za")).await.unwrap().is_some());
    })
    .await;
}
