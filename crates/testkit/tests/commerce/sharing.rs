//! Coupons and commissions, used and earned by many at once.

use app::affiliates::{self, NewCoupon};
use app::shop::{self, Cart, Placed};
use model::invoice::Discount;
use model::product::Cycle;

use crate::at_once::pays;
use crate::stage::{Client, at_once, cart, on_each_engine, product, usd};

/// Clients that come at once.
const CLIENTS: usize = 16;

#[tokio::test(flavor = "multi_thread")]
async fn a_coupon_is_used_as_often_as_it_may_be() {
    on_each_engine(async |stage| {
        let realm = &stage.world.running().world().realm;
        let coupon = NewCoupon {
            seller: stage.seller(),
            affiliate: None,
            code: "FIVER".to_owned(),
            discount: Discount::Amount(usd("5.00")),
            most_uses: Some(5),
            ends: None,
        };
        affiliates::add_coupon(realm, coupon).await.unwrap();
        let mut clients = Vec::new();
        for number in 0..CLIENTS {
            clients.push(stage.client(&format!("client-{number}"), "20.00").await);
        }
        let orders = |(number, client): (usize, &Client)| {
            let (cx, domain) = (client.cx.clone(), format!("shoes-{number}.com"));
            let items = vec![product(333, Cycle::Month, &domain)];
            let wanted = Cart { coupon: Some("FIVER".to_owned()), ..cart(items) };
            async move { shop::order(&cx, wanted, false).await }
        };
        let placed = at_once(clients.iter().enumerate().map(orders)).await;
        let ordered = placed.iter().filter(|placed| matches!(placed, Ok(Placed::Ordered(_))));
        assert_eq!(ordered.count(), 5, "{placed:?}");
        let mut owed = 0;
        for client in &clients {
            owed += client.owes().await.minor;
        }
        assert_eq!(owed, 5 * 604, "(9.99 - 5.00) * 1.21 each");
        stage.world.is_consistent().await;
    })
    .await;
}

/// What is earned while the month turns is paid out then or a month later, and once.
#[tokio::test(flavor = "multi_thread")]
async fn every_commission_is_paid_out_once() {
    on_each_engine(async |stage| {
        let realm = stage.world.running().world().realm.clone();
        let mary = stage.client("mary", "0.00").await;
        let affiliate = affiliates::join(&realm, mary.cx.account()).await.unwrap();
        let mut clients = Vec::new();
        for number in 0..CLIENTS {
            clients.push(stage.client(&format!("client-{number}"), "900.00").await);
        }
        for round in 0..3 {
            let buys = |(number, client): (usize, &Client)| {
                let (client, domain) = (client.clone(), format!("shoes-{round}-{number}.com"));
                let items = vec![product(333, Cycle::Year, &domain)];
                let wanted = Cart { affiliate: Some(affiliate.0), ..cart(items) };
                async move {
                    let ordered = client.orders(wanted).await;
                    pays(client.cx.clone(), ordered.invoice.id, None).await.unwrap();
                }
            };
            // Half of it before the month turns, and half of it in that moment.
            let (before, then) = clients.split_at(CLIENTS / 2);
            at_once(before.iter().enumerate().map(buys)).await;
            let turns = stage.sleeps("P1M");
            let buying =
                at_once(then.iter().enumerate().map(|(n, client)| buys((n + 100, client))));
            tokio::join!(turns, buying);
        }
        stage.sleeps("P2M").await;
        let summary = affiliates::summary(&mary.cx).await.unwrap();
        assert_eq!(summary.waiting, usd("0.00"));
        assert_eq!(summary.orders, 3 * 16);
        assert_eq!(summary.paid_out.minor, 3 * 16 * 1_099, "a tenth of 109.89 each");
        assert_eq!(mary.credit().await, summary.paid_out);
        stage.world.is_consistent().await;
    })
    .await;
}
