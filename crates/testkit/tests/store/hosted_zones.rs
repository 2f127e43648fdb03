//! Zones under subscriptions, beside zones of names.

use model::subscription::SubscriptionId;
use model::zone::{Record, ZoneId};
use store::zones::StoredZone;
use testkit::database::{each_database, each_engine};

use crate::fixtures::{NEW_YEAR, open};

const DNS: SubscriptionId = SubscriptionId(7);

#[tokio::test(flavor = "multi_thread")]
async fn an_apex_has_one_zone_of_each_kind() {
    each_engine(async |store| {
        let (shop, other) = (open(&store, "shop").await, open(&store, "other").await);
        let own = store.write(move |tx| tx.add_zone(shop, "shoes.co.za", 1, NEW_YEAR));
        let own = own.await.unwrap();
        let add = async || {
            store.write(move |tx| tx.add_hosted_zone(shop, DNS, "shoes.co.za", 2, NEW_YEAR)).await
        };
        let hosted: StoredZone = add().await.unwrap();
        assert_eq!((own.subscription, hosted.subscription), (None, Some(DNS)));
        assert!(add().await.is_err());
        assert!(
            store
                .write(move |tx| tx.add_hosted_zone(other, DNS, "shoes.co.za", 2, NEW_YEAR))
                .await
                .is_err()
        );
        let found = store
            .read(move |tx| {
                Ok((
                    tx.zone("shoes.co.za")?,
                    tx.hosted_zone("shoes.co.za")?,
                    tx.zones_named(&["shoes.co.za", "co.za", "boots.co.za"])?,
                ))
            })
            .await
            .unwrap();
        assert_eq!(found, (Some(own.clone()), Some(hosted.clone()), vec![own, hosted.clone()]));
        let by_id = async |id| store.read(move |tx| tx.zone_by_id(id)).await.unwrap();
        assert_eq!(by_id(hosted.id).await, Some(hosted));
        assert_eq!(by_id(ZoneId(99)).await, None);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn hosted_zones_are_listed_by_account_and_by_subscription() {
    each_engine(async |store| {
        let (shop, other) = (open(&store, "shop").await, open(&store, "other").await);
        store
            .write(move |tx| {
                tx.lock_zone_name("a.co.za")?;
                tx.add_zone(shop, "of-a-name.co.za", 1, NEW_YEAR)?;
                tx.add_hosted_zone(shop, DNS, "b.co.za", 1, NEW_YEAR)?;
                tx.add_hosted_zone(shop, SubscriptionId(8), "a.co.za", 1, NEW_YEAR)?;
                tx.add_hosted_zone(shop, DNS, "c.co.za", 1, NEW_YEAR)?;
                tx.add_hosted_zone(other, SubscriptionId(9), "d.co.za", 1, NEW_YEAR)?;
                Ok(())
            })
            .await
            .unwrap();
        let names = |zones: Vec<StoredZone>| {
            zones.into_iter().map(|zone| zone.name).collect::<Vec<_>>().join(" ")
        };
        let (all, two, under, count) = store
            .read(move |tx| {
                Ok((
                    tx.hosted_zones(shop, 10)?,
                    tx.hosted_zones(shop, 2)?,
                    tx.zones_under(DNS, 10)?,
                    tx.count_hosted_zones(shop)?,
                ))
            })
            .await
            .unwrap();
        assert_eq!(
            (names(all), names(two), names(under), count),
            (
                "b.co.za a.co.za c.co.za".into(),
                "b.co.za a.co.za".into(),
                "b.co.za c.co.za".into(),
                3
            )
        );
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_number_of_a_deleted_record_is_not_given_again() {
    each_database(async |database| {
        let store = database.open().await;
        let shop = open(&store, "shop").await;
        let record = || Record {
            name: "shoes.co.za".into(),
            kind: "TXT".into(),
            ttl: 60,
            priority: 0,
            content: "same".into(),
        };
        let (zone, first) = store
            .write(move |tx| {
                let zone = tx.add_zone(shop, "shoes.co.za", 1, NEW_YEAR)?.id;
                Ok((zone, tx.add_record(zone, &record())?))
            })
            .await
            .unwrap();
        store.write(move |tx| tx.delete_record(first)).await.unwrap();
        drop(store);
        let store = database.open().await;
        let second = store.write(move |tx| tx.add_record(zone, &record())).await.unwrap();
        let third = store.write(move |tx| tx.add_record(zone, &record())).await.unwrap();
        assert!(first < second && second < third);
    })
    .await;
}
