//! Names that move between two clients here, and names that leave.

use serde_json::{Value, json};
use testkit::World;
use testkit::domaincontext::Account;

use crate::transfers::{MAIN, answers, data, link};

/// A name of one client that may go, and its code.
async fn unlocked(account: &Account, name: &str) -> (i64, String) {
    let id = account.registers(name).await;
    let _ = account.asks("domainDisableLock", json!({ "id": id })).await.done();
    let code = account.asks("domainGetPassword", json!({ "id": id })).await.done();
    (id, code["password"].as_str().expect("a code").to_owned())
}

#[tokio::test(flavor = "multi_thread")]
async fn a_name_moves_between_two_clients_when_its_holder_agrees() {
    for command in ["domainApprovePreincoming", "domainsRejectPreincoming"] {
        let world = World::on("2026-01-01").await;
        let (main, other) = (world.account("main"), world.account("other"));
        let (id, code) = unlocked(&main, "karoo.com").await;
        let record = json!({ "type": "a", "value": "203.0.113.7", "status": "new" });
        let _ = main.posts("domainSetDNS", json!({ "id": id, "1": record })).await.done();
        let before = other.balance_cents().await;
        let wish = json!({ "domain": "karoo.com", "password": code });
        assert_eq!(other.asks("domainCheckTransfer", wish.clone()).await.done(), json!(true));
        let begun = other.asks("domainTransfer", wish).await.done();
        assert_eq!((&begun["id"], &begun["state"]), (&json!(id), &json!("preincoming")));
        assert_eq!(main.stands("karoo.com").await, (id, "outgoing".to_owned()));
        assert_eq!(main.finds(json!({ "state": "outgoing" })).await, ["karoo.com"]);
        assert_eq!(other.finds(json!({ "state": "preincoming" })).await, ["karoo.com"]);
        // While it is on its way nothing about it changes, on either side.
        for account in [&main, &other] {
            for command in ["domainEnableLock", "domainRegenPassword", "domainEnableWhoisProtect"] {
                account.asks(command, json!({ "id": id })).await.refused();
            }
        }
        let sent = Value::Object(data(&link(&world, MAIN, "karoo.com").await));
        assert_eq!(answers(&main, command, &sent).await.done(), json!(true));
        let price = other.price("com", "dtransfer").await;
        if command == "domainApprovePreincoming" {
            assert_eq!(other.stands("karoo.com").await, (id, "ok".to_owned()));
            assert_eq!(main.finds(json!({})).await, [] as [String; 0]);
            main.asks("domainGetInfo", json!({ "id": id })).await.refused();
            assert_eq!(before - other.balance_cents().await, price);
            let new = other.asks("domainGetPassword", json!({ "id": id })).await.done();
            assert_ne!(new["password"], code);
        } else {
            assert_eq!(main.stands("karoo.com").await, (id, "ok".to_owned()));
            assert_eq!(other.finds(json!({})).await, [] as [String; 0]);
            assert_eq!(other.balance_cents().await, before);
        }
        world.is_consistent().await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_name_that_moves_between_clients_is_counted_as_it_shows() {
    let world = World::on("2026-01-01").await;
    let (main, other, seller) =
        (world.account("main"), world.account("other"), world.account("seller"));
    let (id, code) = unlocked(&main, "karoo.com").await;
    let wish = json!({ "domain": "karoo.com", "password": code });
    let _ = other.asks("domainTransfer", wish).await.done();
    let rows = seller.asks("domainsSearch", json!({ "select": "id,client,state" })).await.done();
    let count = seller.asks("domainsSearch", json!({ "count": 1 })).await.done();
    assert_eq!(json!(rows.as_array().expect("rows").len()), count, "{rows}");
    assert!(rows.as_array().expect("rows").iter().all(|row| row["id"] == id), "{rows}");
    assert_eq!(seller.finds(json!({ "client": "main" })).await, ["karoo.com"]);
    assert_eq!(seller.finds(json!({ "client": "other" })).await, ["karoo.com"]);
}

#[tokio::test(flavor = "multi_thread")]
async fn another_registrar_takes_a_name_with_its_code() {
    let world = World::on("2026-01-01").await;
    let main = world.account("main");
    let (id, _) = unlocked(&main, "karoo.com").await;
    let out = async |code: &str| {
        let body = json!({ "name": "karoo.com", "auth_code": code });
        world.control("POST", "/registry/transfer-out", Some(body)).await.json()
    };
    world.sleeps("P61D").await;
    let code = main.asks("domainGetPassword", json!({ "id": id })).await.done();
    let code = code["password"].as_str().expect("a code").to_owned();
    let _ = main.asks("domainEnableLock", json!({ "id": id })).await.done();
    assert_eq!(out(&code).await["accepted"], false, "it is locked");
    let _ = main.asks("domainDisableLock", json!({ "id": id })).await.done();
    assert_eq!(out("wrong").await["accepted"], false);
    assert_eq!(main.stands("karoo.com").await.1, "ok");
    let asked = out(&code).await;
    assert_eq!(asked["accepted"], true, "{asked}");
    assert_eq!(main.stands("karoo.com").await, (id, "outgoing".to_owned()));
    main.asks("domainRegenPassword", json!({ "id": id })).await.refused();
    world.sleeps("P6D").await;
    main.asks("domainGetInfo", json!({ "domain": "karoo.com" })).await.refused();
    assert_eq!(main.finds(json!({})).await, [] as [String; 0]);
    assert_eq!(main.finds(json!({ "state": "gone" })).await, ["karoo.com"]);
    assert_eq!(main.finds(json!({ "state": "deleted" })).await, [] as [String; 0]);
    world.is_consistent().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_holder_of_a_name_answers_another_registrar() {
    for command in ["domainApprovePreincoming", "domainsRejectPreincoming"] {
        let world = World::on("2026-01-01").await;
        let (main, other) = (world.account("main"), world.account("other"));
        let (id, code) = unlocked(&main, "karoo.com").await;
        world.sleeps("P61D").await;
        let body = json!({ "name": "karoo.com", "auth_code": code });
        let asked = world.control("POST", "/registry/transfer-out", Some(body)).await.json();
        assert_eq!(asked["accepted"], true, "{asked}");
        world.sleeps("PT1M").await;
        let mails = world.mail(MAIN).await;
        let about = mails.iter().rev().find(|mail| mail["subject"] == "Transfer of karoo.com");
        let text = about.expect("mail")["text"].as_str().expect("a text");
        let (_, key) = text.split_once("Key: ").expect("a key");
        let key = json!({ "token": key.split_whitespace().next() });
        answers(&other, command, &key).await.refused();
        assert_eq!(main.stands("karoo.com").await, (id, "outgoing".to_owned()));
        assert_eq!(answers(&main, command, &key).await.done(), json!(true));
        if command == "domainApprovePreincoming" {
            assert_eq!(main.finds(json!({ "state": "gone" })).await, ["karoo.com"]);
        } else {
            assert_eq!(main.stands("karoo.com").await, (id, "ok".to_owned()));
        }
        answers(&main, command, &key).await.refused();
        world.is_consistent().await;
    }
}

/// Between clients here silence is a yes after five days, as the registry of the name has it.
#[tokio::test(flavor = "multi_thread")]
async fn silence_lets_a_name_move_between_two_clients() {
    let world = World::on("2026-01-01").await;
    let (main, other) = (world.account("main"), world.account("other"));
    let (id, code) = unlocked(&main, "karoo.com").await;
    let wish = json!({ "domain": "karoo.com", "password": code });
    let _ = other.asks("domainTransfer", wish).await.done();
    world.sleeps("P4D").await;
    assert_eq!(other.stands("karoo.com").await, (id, "preincoming".to_owned()));
    world.sleeps("P2D").await;
    assert_eq!(other.stands("karoo.com").await, (id, "ok".to_owned()));
    world.is_consistent().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn codes_are_not_guessed_for_long() {
    let world = World::on("2026-01-01").await;
    let (main, other) = (world.account("main"), world.account("other"));
    unlocked(&main, "karoo.com").await;
    world.holds_elsewhere("veld.com", "their-code").await;
    for (name, guesser) in [("karoo.com", &other), ("veld.com", &main)] {
        let mut reasons = Vec::new();
        for guess in 0..200 {
            let wish = json!({ "domain": name, "password": format!("guess-{guess}") });
            let reply = guesser.asks("domainTransfer", wish).await;
            reasons.push(reply.json["_error_ops"]["reason"].clone());
        }
        assert_eq!(reasons[0], "wrong", "{name}");
        assert_eq!(reasons[199], "too_many_attempts", "{name}");
    }
}
