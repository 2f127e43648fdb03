//! Servers that nobody renews, and those that somebody does.

use serde_json::{Value, json};
use testkit::World;

use crate::listener::Listener;
use crate::servers::{CENTS, bought, order, order_with_callback, server};

#[tokio::test(flavor = "multi_thread")]
async fn what_nobody_renews_stops_comes_back_and_goes() {
    let world = World::on("2026-01-01").await;
    let (main, listener) = (world.account("main"), Listener::opens().await);
    let host = world.running().world().host.clone();
    let before = main.balance_cents().await;
    let id = bought(&world, &main, order_with_callback(&listener.url)).await;
    let stands = async || {
        let server = server(&main, id).await;
        ["state", "power", "expires"].map(|name| server[name].as_str().expect("text").to_owned())
    };
    let all = |state: &str, power: &str, expires: &str| [state, power, expires].map(str::to_owned);

    world.sleeps_until("2026-01-31").await;
    assert_eq!(stands().await, all("ok", "on", "2026-02-01"));
    world.sleeps_until("2026-02-02").await;
    assert_eq!(stands().await, all("blocked", "off", "2026-02-01"));
    assert!(server(&main, id).await["statuses"]["expired"].is_string());
    for command in ["serverPowerOn", "serverReboot", "serverEnableVNC", "serverRegenRootPassword"] {
        let refused = main.asks(command, json!({ "id": id })).await.refused();
        assert_eq!(refused, "The server is not ready", "{command}");
    }
    let blocked = main.asks("serversSearch", json!({ "states": "blocked", "count": 1 })).await;
    assert_eq!(blocked.done(), json!(1));
    assert_eq!(main.balance_cents().await, before - CENTS);

    // Periods follow each other without a gap.
    let renewed = main.asks("serverRenew", json!({ "id": id })).await.done();
    assert_eq!(renewed["expires"], "2026-03-01");
    world.sleeps("PT2H").await;
    assert_eq!(stands().await, all("ok", "on", "2026-03-01"));
    let _ = main.asks("serverReboot", json!({ "id": id })).await.done();
    world.sleeps("PT2H").await;
    assert_eq!(listener.heard_of("task=reboot&result=ok"), 1);

    world.sleeps_until("2026-03-30").await;
    assert_eq!(stands().await, all("blocked", "off", "2026-03-01"));
    world.sleeps_until("2026-04-02").await;
    assert_eq!(stands().await, all("deleted", "off", "2026-03-01"));
    assert_eq!(host.servers().await.expect("the host's books").len(), 0);
    for command in ["serverRenew", "serverReboot", "serverRefuse", "serverEnableVNC"] {
        let refused = main.asks(command, json!({ "id": id })).await.refused();
        assert!(!refused.contains("wait"), "{command}: {refused}");
    }
    assert_eq!(main.balance_cents().await, before - 2 * CENTS);
    assert_eq!(main.asks("serversSearch", json!({})).await.done(), json!([]));
    world.is_consistent().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_was_renewed_ahead_runs_on() {
    let world = World::on("2026-01-31").await;
    let main = world.account("main");
    let before = main.balance_cents().await;
    let mut wish = order();
    wish["amount"] = json!(2);
    let id = bought(&world, &main, wish).await;
    assert_eq!(server(&main, id).await["expires"], "2026-03-31");
    let renewed = main.asks("serverRenew", json!({ "id": id, "amount": 3 })).await.done();
    assert_eq!(renewed["expires"], "2026-06-30");
    // Nothing is paid further ahead than ten years.
    let far = main.asks("serverRenew", json!({ "id": id, "amount": 120 })).await;
    assert!(far.refused().starts_with("amount"), "{}", far.text);
    world.sleeps_until("2026-06-29").await;
    assert_eq!(server(&main, id).await["state"], "ok");
    world.sleeps_until("2026-07-01").await;
    assert_eq!(server(&main, id).await["state"], "blocked");
    assert_eq!(main.balance_cents().await, before - 5 * CENTS);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_host_that_is_away_stops_and_starts_it_later() {
    for kind in ["refused", "unavailable", "reply_lost"] {
        let world = World::on("2026-01-01").await;
        let main = world.account("main");
        let id = bought(&world, &main, order()).await;
        let before = main.balance_cents().await;
        world.orders_fault_at("servers", "block", kind, 2).await;
        world.sleeps_until("2026-02-03").await;
        assert_eq!(server(&main, id).await["state"], "blocked", "{kind}");
        world.orders_fault_at("servers", "unblock", kind, 2).await;
        let renewed = main.asks("serverRenew", json!({ "id": id })).await.done();
        assert_eq!(renewed["expires"], "2026-03-01", "{kind}");
        world.sleeps("P1D").await;
        let now = server(&main, id).await;
        assert_eq!((&now["state"], &now["power"]), (&json!("ok"), &json!("on")), "{kind}");
        assert_eq!(main.balance_cents().await, before - CENTS, "{kind}");
        world.is_consistent().await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_given_up_while_it_is_set_up_goes() {
    let world = World::on("2026-01-01").await;
    let (main, listener) = (world.account("main"), Listener::opens().await);
    let before = main.balance_cents().await;
    let made = main.asks("serverBuy", order_with_callback(&listener.url)).await.done();
    let id = json!({ "id": made["id"] });
    assert_eq!(main.asks("serverRefuse", id.clone()).await.done(), id);
    world.sleeps("P1D").await;
    let gone = main.asks("serverGetInfo", id).await.done();
    assert_eq!((&gone["state"], &gone["running_task"]), (&json!("deleted"), &Value::Null));
    assert_eq!(main.balance_cents().await, before - CENTS);
    let host = world.running().world().host.clone();
    assert_eq!(host.servers().await.expect("the host's books").len(), 0);
    world.is_consistent().await;
}
