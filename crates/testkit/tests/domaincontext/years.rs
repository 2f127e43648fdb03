//! The years of a name: renewals, its states by the clock, and renewal by itself.

use std::time::Duration;

use serde_json::{Value, json};
use testkit::World;
use testkit::domaincontext::{Account, Reply};

use crate::registering::SLOW_SECONDS;

/// A renewal by a year.
pub async fn renews(account: &Account, name: &str, expires: &str) -> Reply {
    let wish = json!({ "domain": name, "period": 1, "expires": expires });
    account.asks("domainRenew", wish).await
}

async fn state(account: &Account, name: &str) -> String {
    account.stands(name).await.1
}

#[tokio::test(flavor = "multi_thread")]
async fn a_name_that_is_not_renewed_expires_and_goes() {
    let world = World::on("2026-01-01").await;
    let main = world.account("main");
    let id = main.registers("karoo.com").await;
    let before = main.balance_cents().await;
    world.sleeps_until("2026-12-15").await;
    let shown = main.info("karoo.com").await;
    assert_eq!((&shown["expires_soon"], &shown["daysleft"]), (&json!(true), &json!(17)));
    world.sleeps_until("2026-12-31").await;
    assert_eq!(state(&main, "karoo.com").await, "ok");
    world.sleeps_until("2027-01-02").await;
    let shown = main.info("karoo.com").await;
    let told = ["state", "is_expired", "expires_soon", "daysleft", "expires"];
    let told = told.map(|key| shown[key].clone());
    assert_eq!(json!(told), json!(["expired", true, false, -1, "2027-01-01"]), "{shown}");
    assert_eq!(main.finds(json!({ "state": "expired" })).await, ["karoo.com"]);
    assert_eq!(main.finds(json!({ "state": "ok" })).await, [] as [String; 0]);
    world.sleeps_until("2027-01-12").await;
    assert_eq!(state(&main, "karoo.com").await, "deleting");
    assert_eq!(main.finds(json!({ "state": "deleting" })).await, ["karoo.com"]);
    assert_eq!(main.finds(json!({ "state": "expired" })).await, [] as [String; 0]);
    main.asks("domainSetNote", json!({ "id": id, "note": "gone soon" })).await;
    main.asks("domainEnableLock", json!({ "id": id })).await.refused();
    world.sleeps_until("2027-04-01").await;
    main.asks("domainGetInfo", json!({ "id": id })).await.refused();
    assert_eq!(main.finds(json!({})).await, [] as [String; 0]);
    assert_eq!(main.finds(json!({ "state": "deleted" })).await, ["karoo.com"]);
    assert_eq!(main.finds(json!({ "state": "gone" })).await, [] as [String; 0]);
    let free = main.asks("domainsCheck", json!({ "domains": "karoo.com" })).await.done();
    assert_eq!(free["karoo.com"], 1);
    assert_eq!(main.balance_cents().await, before);
    // Whoever has it next has another number; the old one stays what it was.
    let other = world.account("other");
    let next = other.registers("karoo.com").await;
    assert_ne!(next, id);
    main.asks("domainGetInfo", json!({ "domain": "karoo.com" })).await.refused();
    assert_eq!(main.finds(json!({ "state": "deleted" })).await, ["karoo.com"]);
    world.is_consistent().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_name_comes_back_for_a_renewal_or_for_more() {
    let world = World::on("2026-01-01").await;
    let main = world.account("main");
    for name in ["early.com", "late.com"] {
        main.registers(name).await;
    }
    let wish = |name: &str| json!({ "domain": name, "period": 1, "expires": "2027-01-01" });
    let prices = main.asks("clientGetPrices", json!({})).await.done();
    world.sleeps_until("2027-01-03").await;
    let before = main.balance_cents().await;
    let renewed = main.asks("domainRenew", wish("early.com")).await.done();
    assert_eq!(renewed["expires"], "2028-01-01");
    assert_eq!(state(&main, "early.com").await, "ok");
    let renewal = main.price("com", "drenewal").await;
    assert_eq!(before - main.balance_cents().await, renewal);
    world.sleeps_until("2027-01-13").await;
    assert_eq!(state(&main, "late.com").await, "deleting");
    let before = main.balance_cents().await;
    let renewed = main.asks("domainRenew", wish("late.com")).await.done();
    assert_eq!(renewed["expires"], "2028-01-01");
    assert_eq!(state(&main, "late.com").await, "ok");
    let back = testkit::domaincontext::cents(&prices["com"]["drestore_deleted"]);
    assert_eq!(before - main.balance_cents().await, renewal + back, "{}", prices["com"]);
    world.is_consistent().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn renewal_by_itself_is_paid_by_whoever_holds_the_name() {
    let world = World::on("2026-01-01").await;
    let main = world.account("main");
    for name in ["kept.com", "left.com", "off.com"] {
        main.registers(name).await;
    }
    let switch = async |command: &str, name: &str| {
        main.asks(command, json!({ "domain": name })).await.done()
    };
    switch("domainEnableAutorenewal", "kept.com").await;
    switch("domainEnableAutorenewal", "off.com").await;
    switch("domainDisableAutorenewal", "off.com").await;
    let shown = main.info("kept.com").await["autorenewal"].clone();
    assert_eq!(
        (shown, main.info("off.com").await["autorenewal"].clone()),
        (json!(true), json!(false))
    );
    let before = main.balance_cents().await;
    world.sleeps_until("2027-01-02").await;
    assert_eq!(main.info("kept.com").await["expires"], "2028-01-01");
    assert_eq!(state(&main, "kept.com").await, "ok");
    for name in ["left.com", "off.com"] {
        assert_eq!(state(&main, name).await, "expired", "{name}");
    }
    assert_eq!(before - main.balance_cents().await, main.price("com", "drenewal").await);
    // Once more by hand, with what was seen before: it is the same year.
    let wish = json!({ "domain": "kept.com", "period": 1, "expires": "2027-01-01" });
    main.asks("domainRenew", wish).await.refused();
    world.is_consistent().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn without_money_renewal_by_itself_is_tried_again() {
    let world = World::on("2026-01-01").await;
    let main = world.account("main");
    main.registers("karoo.com").await;
    let _ = main.asks("domainEnableAutorenewal", json!({ "domain": "karoo.com" })).await.done();
    let has = main.balance_cents().await;
    world.credits_in("domaincontext", "main", &format!("-{}.{:02}", has / 100, has % 100)).await;
    world.sleeps_until("2027-01-02").await;
    assert_eq!(state(&main, "karoo.com").await, "expired");
    world.credits_in("domaincontext", "main", "15.00").await;
    world.sleeps_until("2027-01-04").await;
    assert_eq!(state(&main, "karoo.com").await, "ok");
    assert_eq!(main.info("karoo.com").await["expires"], "2028-01-01");
    assert_eq!(main.balance_cents().await, 0);
    world.is_consistent().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn dates_and_periods_are_judged() {
    let world = World::on("2026-01-01").await;
    let main = world.account("main");
    let before = main.balance_cents().await;
    for period in [json!(0), json!(11), json!(-1), json!("1.5"), json!("x"), json!(256), json!(257)]
    {
        let reply =
            main.asks("domainRegister", json!({ "domain": "karoo.com", "period": period })).await;
        assert_eq!(reply.json["_error_ops"]["field"], "period", "{period}: {}", reply.text);
    }
    assert_eq!(main.balance_cents().await, before);
    let made =
        main.asks("domainRegister", json!({ "domain": "karoo.com", "period": "10" })).await.done();
    assert_eq!(made["expires"], "2036-01-01");
    for expires in
        ["2036-1-1", "01.01.2036", "2036-02-30", "yesterday", "2036\u{2014}01\u{2014}02", ""]
    {
        let wish = json!({ "domain": "karoo.com", "period": 1, "expires": expires });
        let reply = main.asks("domainRenew", wish).await;
        assert_eq!(reply.json["_error_ops"]["field"], "expires", "{expires}: {}", reply.text);
    }
    let far = json!({ "domain": "karoo.com", "period": 1, "expires": "2036-01-01" });
    let far = main.asks("domainRenew", far).await;
    assert_eq!(far.json["_error_ops"]["field"], "period", "{}", far.text);
    let left: Value = main.info("karoo.com").await["expires"].clone();
    assert_eq!(left, "2036-01-01");
    world.is_consistent().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_renewal_is_guarded_by_the_expiry_that_was_seen() {
    let world = World::on("2026-01-01").await;
    let main = world.account("main");
    main.registers("karoo.com").await;
    let before = main.balance_cents().await;
    let price = main.price("com", "drenewal").await;
    let wish = json!({ "domain": "karoo.com", "period": 3, "expires": "2027-01-01" });
    let renewed = main.asks("domainRenew", wish.clone()).await.done();
    assert_eq!(renewed["expires"], "2030-01-01");
    assert_eq!(before - main.balance_cents().await, 3 * price);
    for wish in
        [wish.clone(), json!({ "domain": "karoo.com", "period": 1, "expires": "2029-12-31" })]
    {
        let again = main.asks("domainRenew", wish).await;
        assert!(!again.waits(), "{}", again.text);
        assert_eq!(again.json["_error_ops"]["field"], "expires", "{}", again.text);
    }
    for (left_out, others) in [
        ("expires", json!({ "domain": "karoo.com", "period": 1 })),
        ("period", json!({ "domain": "karoo.com", "expires": "2030-01-01" })),
        ("domain", json!({ "period": 1, "expires": "2030-01-01" })),
    ] {
        let reply = main.asks("domainRenew", others).await;
        assert!(reply.refused().contains(left_out), "{}", reply.text);
    }
    assert_eq!(main.info("karoo.com").await["expires"], "2030-01-01");
    assert_eq!(before - main.balance_cents().await, 3 * price);
    world.is_consistent().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_renewal_whose_answer_was_lost_is_paid_once() {
    for kind in ["reply_lost", "unavailable", "refused", "slow"] {
        let world = World::on("2026-01-01").await;
        let main = world.account("main");
        main.registers("karoo.com").await;
        let before = main.balance_cents().await;
        let price = main.price("com", "drenewal").await;
        match kind {
            "slow" => world.orders_delay("renew", SLOW_SECONDS).await,
            kind => world.orders_fault("renew", kind, 1).await,
        }
        let first = renews(&main, "karoo.com", "2027-01-01").await;
        assert_eq!(first.waits(), kind != "refused", "{kind}: {}", first.text);
        // Whoever asks at once, asks too early or is served; never twice.
        let second = renews(&main, "karoo.com", "2027-01-01").await;
        assert!(second.status == 200, "{kind}: {}", second.text);
        if kind == "slow" {
            tokio::time::sleep(Duration::from_secs(SLOW_SECONDS + 1)).await;
        }
        world.sleeps("PT1H").await;
        let third = renews(&main, "karoo.com", "2027-01-01").await;
        assert!(!third.waits(), "{kind}: {}", third.text);
        assert_eq!(main.info("karoo.com").await["expires"], "2028-01-01", "{kind}");
        assert_eq!(before - main.balance_cents().await, price, "{kind}");
        world.is_consistent().await;
    }
}
