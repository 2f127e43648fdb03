//! Bringing others: a voucher makes the first payment cheaper, and whoever is named by an order earns by
//! it once it is paid.

use serde_json::json;
use testkit::World;
use testkit::dns_services::{Ordered, cents};

/// Hosting by the month.
const STARTER: u32 = 333;

#[tokio::test(flavor = "multi_thread")]
async fn who_is_named_by_a_paid_order_earns_one_commission() {
    let world = World::on("2026-01-01").await;
    let (main, other) = (world.client("main").await, world.client("other").await);
    let summary = async || other.get("/affiliates/summary").await.done().json["summary"].clone();
    let earned =
        async || other.get("/affiliates/commissions").await.done().list_at("commissions").len();
    let named = summary().await["aff_id"].clone();
    assert_eq!(earned().await, 0);
    let plain = main.orders(STARTER, "m", "shoes.com").await;
    let order = json!({ "cycle": "m", "domain": "boots.com", "pay_method": 1, "aff_id": named });
    let ordered: Ordered = main.post(&format!("/order/{STARTER}"), order).await.into();
    assert_eq!(ordered.total, plain.total, "who is brought pays the same");
    assert_eq!(earned().await, 0, "nothing is earned before it is paid");
    main.pays_for(ordered).await;
    main.pays_for(plain).await;
    assert_eq!(earned().await, 1);
    assert!(cents(&summary().await["pending"]) > 0);
    let own = main.get("/affiliates/summary").await.done().json["summary"]["aff_id"].clone();
    let itself = json!({ "cycle": "m", "domain": "hats.com", "pay_method": 1, "aff_id": own });
    main.post(&format!("/order/{STARTER}"), itself).await.refused(400);
    world.is_consistent().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_voucher_takes_its_part_off_the_first_payment() {
    let world = World::on("2026-01-01").await;
    let (main, other) = (world.client("main").await, world.client("other").await);
    let vouchers = other.get("/affiliates/vouchers").await.done().list_at("vouchers");
    let code = vouchers[0]["code"].clone();
    let plain = main.orders(STARTER, "m", "shoes.com").await;
    let order = json!({ "cycle": "m", "domain": "boots.com", "pay_method": 1, "promocode": code });
    let cheaper: Ordered = main.post(&format!("/order/{STARTER}"), order).await.into();
    let [full, less] = [&plain, &cheaper].map(|ordered| cents(&ordered.total.clone().into()));
    assert!(less < full && less > full * 8 / 10, "{less} of {full}");
    let id = main.pays_for(cheaper).await;
    assert_eq!(main.service(&id).await["status"], "Active");
    world.is_consistent().await;
}
