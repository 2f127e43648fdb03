//! Names that come from other registrars: who is asked, what they say, and what becomes of the fee.

use serde_json::{Map, Value, json};
use testkit::World;
use testkit::domaincontext::{Account, Reply};

/// Who holds names elsewhere.
pub const HOLDER: &str = "holder@elsewhere.example";
/// Who holds the names of `main`.
pub const MAIN: &str = "main@lantern.example.com";
/// The parts of a confirmation.
const PARTS: [&str; 6] = ["domains", "till_date", "what", "salt", "hash", "token"];

/// The link of the last mail about a name.
pub async fn link(world: &World, to: &str, name: &str) -> String {
    let about = format!("Transfer of {name}");
    world.sleeps("PT1M").await;
    let mails = world.mail(to).await;
    let mail = mails.iter().rev().find(|mail| mail["subject"] == *about).expect("mail");
    let text = mail["text"].as_str().expect("a text");
    let link = text.split_whitespace().find(|word| word.contains("/confirm?")).expect("a link");
    link.to_owned()
}

/// What a link carries.
pub fn data(link: &str) -> Map<String, Value> {
    let query = link.split_once('?').expect("a query").1;
    let pair = |pair: &str| {
        let (key, value) = pair.split_once('=').expect("a pair");
        (key.to_owned(), json!(value))
    };
    query.split('&').map(pair).collect()
}

/// What the owner of a name elsewhere was sent about it.
pub async fn confirmation(world: &World, name: &str) -> Value {
    Value::Object(data(&link(world, HOLDER, name).await))
}

/// Asks for a name with the code that [`World::holds_elsewhere`] was told, and gives its number.
pub async fn asks_for(world: &World, account: &Account, name: &str) -> i64 {
    world.holds_elsewhere(name, "their-code").await;
    let wish = json!({ "domain": name, "password": "their-code" });
    let begun = account.asks("domainTransfer", wish).await.done();
    assert_eq!((&begun["domain"], &begun["state"]), (&json!(name), &json!("preincoming")));
    begun["id"].as_i64().expect("a number")
}

/// Gives the word of an owner by a call.
pub async fn answers(account: &Account, command: &str, data: &Value) -> Reply {
    account.posts(command, json!({ "confirm_data": data })).await
}

async fn registry_approves(world: &World, name: &str) {
    let answer = world.control("POST", "/registry/approve", Some(json!({ "name": name }))).await;
    assert_eq!(answer.status, 200, "{}", answer.text);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_name_comes_in_by_the_word_of_its_owner_and_of_its_registrar() {
    let mut world = World::on("2026-01-01").await;
    let main = world.account("main");
    let before = main.balance_cents().await;
    let price = main.price("com", "dtransfer").await;
    let id = asks_for(&world, &main, "karoo.com").await;
    assert_eq!(before - main.balance_cents().await, price, "the fee is set aside");
    assert_eq!(main.stands("karoo.com").await, (id, "preincoming".to_owned()));
    let found = main.asks("domainsSearch", json!({ "select": "id,domain,state" })).await.done();
    assert_eq!(found, json!([{ "id": id, "domain": "karoo.com", "state": "preincoming" }]));
    let (by_id, by_state) = (json!({ "ids": id }), json!({ "state": "preincoming" }));
    assert_eq!(main.finds(by_id).await, ["karoo.com"]);
    assert_eq!(main.finds(by_state).await, ["karoo.com"]);
    assert_eq!(main.finds(json!({ "state": "ok" })).await, [] as [String; 0]);
    let counted = main.asks("domainsSearch", json!({ "count": 1 })).await.done();
    assert_eq!(counted, 1);

    // Everything is still there after a restart, and the mail was sent once.
    world.restarts().await;
    let main = world.account("main");
    let sent = confirmation(&world, "karoo.com").await;
    let keys: Vec<&String> = sent.as_object().expect("data").keys().collect();
    assert_eq!(keys.len(), PARTS.len(), "{sent}");
    assert!(PARTS.iter().all(|part| sent.get(*part).is_some()), "{sent}");
    assert_eq!((&sent["domains"], &sent["till_date"]), (&json!("karoo.com"), &json!("2026-01-15")));
    assert_eq!(main.stands("karoo.com").await, (id, "preincoming".to_owned()));
    let told = world.mail(HOLDER).await;
    assert_eq!(told.len(), 1, "{told:?}");
    // Whoever asked is not given the word of the owner.
    let (mails, token) = (world.mail(MAIN).await, sent["token"].as_str().expect("a key"));
    assert!(!json!(mails).to_string().contains(token), "{mails:?}");

    let yes = answers(&main, "domainApprovePreincoming", &sent).await.done();
    assert_eq!(yes, json!(true));
    assert_eq!(main.stands("karoo.com").await, (id, "incoming".to_owned()));
    assert_eq!(main.finds(json!({ "state": "incoming" })).await, ["karoo.com"]);
    let again = answers(&main, "domainApprovePreincoming", &sent).await;
    again.refused();
    registry_approves(&world, "karoo.com").await;
    let shown = main.info("karoo.com").await;
    let told = ["id", "state", "transfer_date", "is_secured"].map(|key| shown[key].clone());
    assert_eq!(json!(told), json!([id, "ok", "2026-01-01", true]), "{shown}");
    assert_eq!(before - main.balance_cents().await, price);
    world.is_consistent().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn silence_of_the_other_registrar_lets_a_name_come() {
    let world = World::on("2026-01-01").await;
    let main = world.account("main");
    let before = main.balance_cents().await;
    let id = asks_for(&world, &main, "karoo.com").await;
    let sent = confirmation(&world, "karoo.com").await;
    world.sleeps("P3D").await;
    // As the same data in JSON, names said besides.
    let wish = json!({ "domains": "karoo.com", "confirm_data": sent.to_string() });
    let _ = main.posts("domainApprovePreincoming", wish).await.done();
    world.sleeps("P4D").await;
    assert_eq!(main.stands("karoo.com").await, (id, "incoming".to_owned()));
    world.sleeps("P2D").await;
    assert_eq!(main.stands("karoo.com").await, (id, "ok".to_owned()));
    assert_eq!(before - main.balance_cents().await, main.price("com", "dtransfer").await);
    world.is_consistent().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_owner_who_refuses_or_says_nothing_ends_it_and_the_fee_comes_back() {
    for command in ["domainsRejectPreincoming", "domainRejectPreincoming", ""] {
        let world = World::on("2026-01-01").await;
        let main = world.account("main");
        let before = main.balance_cents().await;
        let id = asks_for(&world, &main, "karoo.com").await;
        let sent = confirmation(&world, "karoo.com").await;
        if command.is_empty() {
            world.sleeps("P13D").await;
            assert_eq!(main.stands("karoo.com").await, (id, "preincoming".to_owned()));
            world.sleeps("P2D").await;
        } else {
            assert_eq!(answers(&main, command, &sent).await.done(), json!(true));
        }
        main.asks("domainGetInfo", json!({ "id": id })).await.refused();
        main.asks("domainGetInfo", json!({ "domain": "karoo.com" })).await.refused();
        assert_eq!(main.asks("domainsSearch", json!({ "count": 1 })).await.done(), 0);
        assert_eq!(main.balance_cents().await, before, "{command}");
        answers(&main, "domainApprovePreincoming", &sent).await.refused();
        world.is_consistent().await;
        // It may be asked for once more.
        let wish = json!({ "domain": "karoo.com", "password": "their-code" });
        let begun = main.asks("domainTransfer", wish).await.done();
        assert_eq!(begun["state"], "preincoming");
        let second = confirmation(&world, "karoo.com").await;
        assert_ne!(second["token"], sent["token"]);
        let _ = answers(&main, "domainApprovePreincoming", &second).await.done();
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn only_what_the_message_carried_counts() {
    let world = World::on("2026-01-01").await;
    let (main, other) = (world.account("main"), world.account("other"));
    let id = asks_for(&world, &main, "karoo.com").await;
    asks_for(&world, &main, "veld.com").await;
    let sent = confirmation(&world, "karoo.com").await;
    let veld = confirmation(&world, "veld.com").await;
    for part in PARTS {
        let mut mixed = sent.clone();
        mixed[part] =
            if part == "what" || part == "till_date" { json!("x") } else { veld[part].clone() };
        let reply = answers(&main, "domainApprovePreincoming", &mixed).await;
        assert!(reply.refused().contains("confirm_data"), "{part}: {}", reply.text);
    }
    let mut without = sent.clone();
    without.as_object_mut().expect("data").remove("token");
    answers(&main, "domainApprovePreincoming", &without).await.refused();
    main.posts("domainApprovePreincoming", json!({ "domains": "karoo.com" })).await.refused();
    let other_name = json!({ "domains": "karoo.com,veld.com", "confirm_data": sent });
    main.posts("domainApprovePreincoming", other_name).await.refused();
    for text in ["", "x", "[]", "{}", "{\"token\":"] {
        let wish = json!({ "domains": "karoo.com", "confirm_data": text });
        main.posts("domainApprovePreincoming", wish).await.refused();
    }
    answers(&other, "domainApprovePreincoming", &sent).await.refused();
    assert_eq!(main.stands("karoo.com").await, (id, "preincoming".to_owned()));
    assert_eq!(main.stands("veld.com").await.1, "preincoming");
    // Whoever sells to the client may say it.
    let _ = answers(&world.account("seller"), "domainApprovePreincoming", &sent).await.done();
    assert_eq!(main.stands("karoo.com").await, (id, "incoming".to_owned()));
    // A key of one that is decided helps nobody.
    answers(&main, "domainsRejectPreincoming", &sent).await.refused();
    assert_eq!(main.stands("karoo.com").await, (id, "incoming".to_owned()));
}

#[tokio::test(flavor = "multi_thread")]
async fn what_cannot_come_is_refused_before_anybody_is_asked() {
    let world = World::on("2026-01-01").await;
    let (main, other) = (world.account("main"), world.account("other"));
    world.holds_elsewhere("karoo.com", "their-code").await;
    main.registers("mine.com").await;
    other.registers("locked.com").await;
    let code = other.asks("domainGetPassword", json!({ "domain": "locked.com" })).await.done();
    let code = code["password"].as_str().expect("a code");
    for (name, code) in [
        ("karoo.com", "wrong"),
        ("free.com", "x"),
        ("mine.com", "x"),
        ("locked.com", "wrong"),
        ("locked.com", code),
        ("karoo.nowhere", "x"),
        ("-.com", "x"),
    ] {
        let wish = json!({ "domain": name, "password": code });
        let checked = main.asks("domainCheckTransfer", wish.clone()).await;
        let begun = main.asks("domainTransfer", wish).await;
        assert_eq!(checked.refused(), begun.refused(), "{name} {code}");
    }
    let wrong = json!({ "domain": "karoo.com", "password": "wrong" });
    let wrong = main.asks("domainCheckTransfer", wrong).await;
    assert_eq!(wrong.json["_error_ops"]["field"], "password");
    let right = json!({ "domain": "karoo.com", "password": "their-code" });
    assert_eq!(main.asks("domainCheckTransfer", right.clone()).await.done(), json!(true));
    for left_out in [json!({ "domain": "karoo.com" }), json!({ "password": "x" })] {
        main.asks("domainTransfer", left_out).await.refused();
    }
    assert_eq!(main.finds(json!({})).await, ["mine.com"]);
    assert!(world.mail(HOLDER).await.is_empty());
    let price = main.price("com", "dtransfer").await;
    let away = main.balance_cents().await - price + 1;
    world.credits_in("domaincontext", "main", &format!("-{}.{:02}", away / 100, away % 100)).await;
    let short = main.asks("domainTransfer", right.clone()).await;
    assert_eq!(short.refused(), "not enough money");
    world.credits_in("domaincontext", "main", "0.01").await;
    let _ = main.asks("domainTransfer", right.clone()).await.done();
    assert_eq!(main.balance_cents().await, 0);
    main.asks("domainTransfer", right).await.refused();
}

#[tokio::test(flavor = "multi_thread")]
async fn several_names_are_asked_for_at_once() {
    let world = World::on("2026-01-01").await;
    let main = world.account("main");
    for name in ["a.com", "b.com"] {
        world.holds_elsewhere(name, "their-code").await;
    }
    let wish = json!({
        "x": { "domain": "a.com", "password": "their-code" },
        "y": { "domain": "b.com", "password": "their-code" },
        "z": { "domain": "free.com", "password": "their-code" },
    });
    let checked = main.posts("domainsCheckTransfer", wish.clone()).await;
    assert_eq!((&checked.json["x"], &checked.json["y"]), (&json!(true), &json!(true)));
    checked.refused();
    checked.refused_at("z");
    let begun = main.posts("domainsTransfer", wish).await;
    begun.refused();
    begun.refused_at("z");
    assert_eq!(begun.json["x"]["state"], "preincoming");
    world.sleeps("PT1M").await;
    let told: Vec<Value> =
        world.mail(HOLDER).await.iter().map(|mail| mail["subject"].clone()).collect();
    assert_eq!(told.len(), 2, "one message for each name: {told:?}");
    for name in ["a.com", "b.com"] {
        let sent = confirmation(&world, name).await;
        let _ = answers(&main, "domainApprovePreincoming", &sent).await.done();
    }
    world.sleeps("P6D").await;
    assert_eq!(
        main.finds(json!({ "state": "ok", "orderby": "domain_desc" })).await,
        ["b.com", "a.com"]
    );
    world.is_consistent().await;
}
