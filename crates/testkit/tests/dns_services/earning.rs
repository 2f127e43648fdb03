//! What an affiliate earns, and sees of it: from the month in which it was earned to the first of the
//! next, when it is credit.

use serde_json::{Value, json};
use testkit::World;
use testkit::dns_services::{Client, Ordered, cents};

use crate::estate::STARTER;

async fn list(client: &Client, part: &str, key: &str) -> Vec<Value> {
    client.get(&format!("/affiliates/{part}")).await.done().list_at(key)
}

fn sum(rows: &[Value], key: &str) -> i64 {
    rows.iter().map(|row| cents(&row[key])).sum()
}

#[tokio::test(flavor = "multi_thread")]
async fn what_was_earned_is_credit_on_the_first_of_the_month() {
    let world = World::on("2026-01-15").await;
    let (main, other) = (world.client("main").await, world.client("other").await);
    let (_, had) = other.owes_and_has().await;
    let summary = async || other.get("/affiliates/summary").await.done().json["summary"].clone();
    let order = json!({
        "cycle": "a", "domain": "boots.com", "pay_method": 1, "aff_id": summary().await["aff_id"],
    });
    let ordered: Ordered = main.post(&format!("/order/{STARTER}"), order).await.into();
    main.pays_for(ordered).await;
    let earned = list(&other, "commissions", "commissions").await;
    // A tenth of 109.89, net.
    assert_eq!((earned.len(), &earned[0]["commission"]), (1, &json!("10.99")));
    assert_eq!(earned[0]["status"], "Pending");
    assert_eq!(summary().await["pending"], "10.99");
    world.sleeps_until("2026-01-31T23:59:59Z").await;
    assert_eq!(list(&other, "payouts", "payouts").await.len(), 0);
    assert_eq!(other.owes_and_has().await, (0, had));

    world.sleeps_until("2026-02-01").await;
    let payouts = list(&other, "payouts", "payouts").await;
    assert_eq!((payouts.len(), &payouts[0]["amount"]), (1, &json!("10.99")));
    assert!(payouts[0]["date"].as_str().is_some_and(|date| date.starts_with("2026-02-01")));
    assert_eq!(other.owes_and_has().await, (0, had + 1_099));
    assert_eq!(list(&other, "commissions", "commissions").await[0]["status"], "Paid");
    let after = summary().await;
    assert_eq!((&after["pending"], &after["balance"]), (&json!("0.00"), &json!("10.99")));
    assert_eq!(after["conversions"], "1");
    world.sleeps_until("2026-03-02").await;
    assert_eq!(list(&other, "payouts", "payouts").await.len(), 1, "it is paid once");
    world.is_consistent().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn nothing_is_paid_out_that_was_not_earned() {
    let world = World::on("2026-01-15").await;
    let (main, other) = (world.client("main").await, world.client("other").await);
    let named = other.get("/affiliates/summary").await.done().json["summary"]["aff_id"].clone();
    // Ten per cent of 9.99 are less than what is paid out.
    let order =
        |domain: &str| json!({ "cycle": "m", "domain": domain, "pay_method": 1, "aff_id": named });
    let bought = async |domain: &str| {
        let ordered: Ordered = main.post(&format!("/order/{STARTER}"), order(domain)).await.into();
        main.pays_for(ordered).await
    };
    let name = json!({
        "name": "shoes.com", "years": 1, "action": "register", "pay_method": 1, "aff_id": named,
    });
    bought("a.com").await;
    world.sleeps_until("2026-02-02").await;
    assert_eq!(list(&other, "payouts", "payouts").await.len(), 0);
    for domain in ["b.com", "c.com", "d.com", "e.com"] {
        bought(domain).await;
    }
    let ordered: Ordered = main.post("/domain/order", name).await.into();
    main.pays_for(ordered).await;
    world.sleeps_until("2026-03-02").await;
    let earned = list(&other, "commissions", "commissions").await;
    let paid = list(&other, "payouts", "payouts").await;
    assert_eq!((earned.len(), paid.len()), (6, 1));
    assert_eq!(sum(&paid, "amount"), sum(&earned, "commission"));
    world.is_consistent().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_affiliate_sees_what_it_may_hand_out_and_by_which_plan_it_earns() {
    let world = World::on("2026-01-01").await;
    for account in ["main", "other"] {
        let client = world.client(account).await;
        assert!(!list(&client, "campaigns", "campaigns").await.is_empty());
        let plans = list(&client, "commissionplans", "commissionplans").await;
        assert_eq!(
            plans,
            [json!({ "id": "1", "name": "Standard", "rate": "10.00", "type": "Percent" })]
        );
        let vouchers = list(&client, "vouchers", "vouchers").await;
        assert_eq!((vouchers.len(), &vouchers[0]["discount"]), (1, &json!("10%")));
        assert!(list(&client, "commissions", "commissions").await.is_empty());
        assert!(list(&client, "payouts", "payouts").await.is_empty());
    }
    let none = world.client("both").await;
    for (part, key) in [
        ("campaigns", "campaigns"),
        ("vouchers", "vouchers"),
        ("commissionplans", "commissionplans"),
    ] {
        assert!(list(&none, part, key).await.is_empty(), "{part}");
    }
    let summary = none.get("/affiliates/summary").await.done().json["summary"].clone();
    assert_eq!((&summary["aff_id"], &summary["pending"]), (&json!("0"), &json!("0.00")));
}
