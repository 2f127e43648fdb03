//! Registrations: what goes wrong on the way, what cannot be had, and what each costs.

use std::time::Duration;

use serde_json::json;
use testkit::World;
use testkit::domaincontext::Reply;
use testkit::http::Sent;

use crate::years::renews;

/// Real seconds that a slow registry takes; more than anybody waits.
pub const SLOW_SECONDS: u64 = 4;

#[tokio::test(flavor = "multi_thread")]
async fn a_bulk_registration_with_one_bad_element_does_the_others() {
    let world = World::on("2026-01-01").await;
    let (main, other) = (world.account("main"), world.account("other"));
    other.registers("taken.com").await;
    let before = main.balance_cents().await;
    let wish = json!({ "0": { "domain": "free.com" }, "1": { "domain": "taken.com" } });
    let reply = main.posts("domainsRegister", wish).await;
    reply.refused();
    assert!(reply.json["0"]["id"].as_i64().is_some_and(|id| id > 0), "{}", reply.text);
    reply.refused_at("1");
    assert_eq!(main.finds(json!({})).await, ["free.com"]);
    assert_eq!(before - main.balance_cents().await, main.price("com", "dregistration").await);
    world.is_consistent().await;
}

/// Whatever happens to a registration on its way, asking again gives one name for one charge.
#[tokio::test(flavor = "multi_thread")]
async fn a_registration_is_had_once_and_paid_once() {
    for kind in ["unavailable", "reply_lost", "slow", "refused"] {
        let world = World::on("2026-01-01").await;
        let main = world.account("main");
        let before = main.balance_cents().await;
        match kind {
            "slow" => world.orders_delay("register", SLOW_SECONDS).await,
            kind => world.orders_fault("register", kind, 1).await,
        }
        let wish = json!({ "domain": "karoo.com" });
        let first = main.asks("domainRegister", wish.clone()).await;
        assert_eq!(first.waits(), kind != "refused", "{kind}: {}", first.text);
        let second = main.asks("domainRegister", wish.clone()).await;
        let had = second.json.get("_error").is_none();
        assert!(had || second.waits(), "{kind}: {}", second.text);
        if kind == "slow" {
            tokio::time::sleep(Duration::from_secs(SLOW_SECONDS + 1)).await;
        }
        world.sleeps("PT1H").await;
        let third = main.asks("domainRegister", wish).await;
        assert!(!third.waits(), "{kind}: {}", third.text);
        assert_eq!(main.stands("karoo.com").await.1, "ok", "{kind}");
        assert_eq!(main.finds(json!({})).await, ["karoo.com"]);
        let price = main.price("com", "dregistration").await;
        assert_eq!(before - main.balance_cents().await, price, "{kind}");
        world.is_consistent().await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_registry_that_is_away_is_told_at_the_look_before() {
    let world = World::on("2026-01-01").await;
    let main = world.account("main");
    for command in ["domainsCheck", "domainRegister"] {
        world.orders_fault("check", "unavailable", 1).await;
        let reply =
            main.asks(command, json!({ "domain": "karoo.com", "domains": "karoo.com" })).await;
        assert!(reply.waits(), "{command}: {}", reply.text);
    }
    main.registers("karoo.com").await;
    world.is_consistent().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn too_little_money_changes_nothing() {
    let world = World::on("2026-01-01").await;
    let main = world.account("main");
    main.registers("karoo.com").await;
    let price = main.price("com", "dregistration").await;
    let has = main.balance_cents().await;
    let away = has - price + 1;
    world.credits_in("domaincontext", "main", &format!("-{}.{:02}", away / 100, away % 100)).await;
    let reply = main.asks("domainRegister", json!({ "domain": "veld.com" })).await;
    assert_eq!(reply.refused(), "not enough money");
    let reply = renews(&main, "karoo.com", "2027-01-01").await;
    assert_eq!(reply.refused(), "not enough money");
    let wish = json!({ "a": { "domain": "veld.com" }, "b": { "domain": "kloof.com" } });
    let both = main.posts("domainsRegister", wish).await;
    assert_eq!(both.refused_at("a"), "not enough money");
    assert_eq!(both.refused_at("b"), "not enough money");
    assert_eq!(main.balance_cents().await, price - 1);
    assert_eq!(main.finds(json!({})).await, ["karoo.com"]);
    // A cent more, and one of two is had, whichever it is.
    world.credits_in("domaincontext", "main", "0.01").await;
    let wish = json!({ "a": { "domain": "veld.com" }, "b": { "domain": "kloof.com" } });
    let both = main.posts("domainsRegister", wish).await;
    let had = ["a", "b"].into_iter().filter(|key| both.json[*key].get("_error").is_none());
    assert_eq!(had.count(), 1, "{}", both.text);
    assert_eq!(main.balance_cents().await, 0);
    world.is_consistent().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_cannot_be_registered_costs_nothing() {
    let world = World::on("2026-01-01").await;
    let (main, other) = (world.account("main"), world.account("other"));
    other.registers("taken.com").await;
    main.registers("mine.com").await;
    world.holds_elsewhere("theirs.com", "code").await;
    let before = main.balance_cents().await;
    for (name, reason) in [
        ("taken.com", "taken"),
        ("theirs.com", "taken"),
        ("mine.com", "exists"),
        ("reserved-word.com", "taken"),
    ] {
        let reply = main.asks("domainRegister", json!({ "domain": name })).await;
        assert_eq!(reply.json["_error_ops"]["reason"], reason, "{name}: {}", reply.text);
    }
    for name in ["", "com", "-a.com", "a b.com", "name.nowhere", "www.name.com", "a..com", "*.com"]
    {
        let reply = main.asks("domainRegister", json!({ "domain": name })).await;
        assert_eq!(reply.json["_error_ops"]["field"], "domain", "{name}: {}", reply.text);
    }
    let stranger = other.contact("ada@quarry.example.com").await;
    for contact in [json!(stranger), json!(999_999), json!("no-such-handle")] {
        for role in ["registrant", "admin", "tech", "billing"] {
            let reply =
                main.asks("domainRegister", json!({ "domain": "free.com", role: contact })).await;
            assert_eq!(reply.json["_error_ops"]["field"], role, "{}", reply.text);
            assert_eq!(reply.refused(), "contact not found");
        }
    }
    assert_eq!(main.balance_cents().await, before);
    assert_eq!(main.finds(json!({})).await, ["mine.com"]);
    // Capitals and other scripts are the same name.
    let made = main.asks("domainRegister", json!({ "domain": "KAROO.Com" })).await;
    assert_eq!(made.json["domain"], "karoo.com", "{}", made.text);
    let made = main
        .asks(
            "domainRegister",
            json!({ "domain": "\u{43f}\u{440}\u{438}\u{43c}\u{435}\u{440}.com" }),
        )
        .await;
    assert_eq!(made.json["domain"], "xn--e1afmkfd.com", "{}", made.text);
    let read = main
        .asks(
            "domainGetInfo",
            json!({ "domain": "\u{43f}\u{440}\u{438}\u{43c}\u{435}\u{440}.com" }),
        )
        .await
        .done();
    assert_eq!(read["domain"], "xn--e1afmkfd.com");
    world.is_consistent().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_call_that_is_repeated_under_a_key_is_answered_as_the_first() {
    let world = World::on("2026-01-01").await;
    let main = world.account("main");
    let before = main.balance_cents().await;
    let keyed = async |key: &str, name: &str| -> Reply {
        let sent = Sent {
            query: main.pairs(&json!({ "domain": name })),
            headers: vec![("idempotency-key".to_owned(), key.to_owned())],
            ..Sent::default()
        };
        main.sends("GET", "domainRegister", sent).await.into()
    };
    world.orders_fault("register", "reply_lost", 1).await;
    assert!(keyed("first", "karoo.com").await.waits());
    world.sleeps("PT1H").await;
    let again = keyed("first", "karoo.com").await.done();
    assert_eq!(again["domain"], "karoo.com");
    assert_eq!(keyed("first", "karoo.com").await.done(), again);
    keyed("first", "veld.com").await.refused();
    keyed("second", "karoo.com").await.refused();
    assert_eq!(before - main.balance_cents().await, main.price("com", "dregistration").await);
    world.is_consistent().await;
}
