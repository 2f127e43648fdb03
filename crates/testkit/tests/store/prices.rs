//! Price settings and their versions.

use std::sync::Arc;

use model::account::AccountId;
use model::money::Currency;
use model::price::{Figures, PriceKind, PriceSetting};
use store::Store;
use testkit::database::each_engine;

use crate::fixtures::{NEW_YEAR, open};

const fn setting(register: i64) -> PriceSetting {
    let figures = Figures { currency: Currency::ZAR, minor: [register, -5, 0, 7, i64::MAX] };
    PriceSetting { version: 0, kind: PriceKind::Markup, figures, opted_out: false }
}

async fn set(
    store: &Store,
    seller: AccountId,
    buyer: Option<AccountId>,
    tld: &'static str,
    setting: PriceSetting,
) -> i64 {
    store.write(move |tx| tx.set_price(seller, buyer, tld, &setting, NEW_YEAR)).await.unwrap()
}

/// Extension, whether it is personal, registration figure.
async fn current(
    store: &Store,
    seller: AccountId,
    buyer: AccountId,
    tld: Option<&'static str>,
) -> Vec<(String, bool, i64)> {
    let prices = store.read(move |tx| tx.price_settings(seller, buyer, tld)).await.unwrap();
    prices
        .into_iter()
        .map(|price| (price.tld, price.personal, price.setting.figures.minor[0]))
        .collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn the_newest_setting_counts_and_the_older_ones_stay() {
    each_engine(async |store| {
        let (house, shop) = (open(&store, "house").await, open(&store, "shop").await);
        let first = set(&store, house, None, "co.za", setting(100)).await;
        let second = set(&store, house, None, "co.za", setting(200)).await;
        assert!(second > first);
        let prices =
            store.read(move |tx| tx.price_settings(house, shop, Some("co.za"))).await.unwrap();
        assert_eq!(prices.len(), 1);
        assert_eq!(prices[0].setting, PriceSetting { version: second, ..setting(200) });
        let kept = store.read(|tx| tx.number("SELECT COUNT(*) FROM price_setting", &[])).await;
        assert_eq!(kept, Ok(2));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_buyer_sees_what_is_for_everyone_and_what_is_for_it_alone() {
    each_engine(async |store| {
        let house = open(&store, "house").await;
        let (shop, other) = (open(&store, "shop").await, open(&store, "other").await);
        set(&store, house, None, "net", setting(1)).await;
        set(&store, house, None, "co.za", setting(2)).await;
        set(&store, house, Some(shop), "co.za", setting(3)).await;
        set(&store, house, Some(other), "co.za", setting(4)).await;
        set(&store, shop, None, "co.za", setting(5)).await;
        let row = |tld: &str, personal, register| (tld.to_owned(), personal, register);
        assert_eq!(
            current(&store, house, shop, None).await,
            [row("co.za", false, 2), row("co.za", true, 3), row("net", false, 1)]
        );
        assert_eq!(
            current(&store, house, other, Some("co.za")).await,
            [row("co.za", false, 2), row("co.za", true, 4)]
        );
        assert!(current(&store, other, shop, None).await.is_empty());
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn settings_written_at_once_leave_one_that_counts() {
    each_engine(async |store| {
        let store = Arc::new(store);
        let (house, shop) = (open(&store, "house").await, open(&store, "shop").await);
        let writers: Vec<_> = (0..6)
            .map(|number| {
                let store = Arc::clone(&store);
                tokio::spawn(
                    async move { set(&store, house, None, "co.za", setting(number)).await },
                )
            })
            .collect();
        for writer in writers {
            writer.await.unwrap();
        }
        assert_eq!(current(&store, house, shop, Some("co.za")).await.len(), 1);
    })
    .await;
}
