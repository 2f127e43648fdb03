//! Names that move: between two accounts, in from another registrar, out to one.

use serde_json::{Value, json};
use testkit::co_za::parts;
use testkit::{Shop, World};

/// The key in the newest mail about a transfer of `name`.
pub async fn mailed_key(world: &World, to: &str, name: &str) -> String {
    let mail = world.mail(to).await;
    let about = mail.iter().rev().find(|mail| {
        mail["subject"].as_str().is_some_and(|subject| subject == format!("Transfer of {name}"))
    });
    let text = about.expect("a mail about the transfer")["text"].as_str().unwrap().to_owned();
    let line = text.lines().find_map(|line| line.strip_prefix("Key: ")).expect("a key");
    line.to_owned()
}

pub async fn email_of(shop: &Shop) -> String {
    shop.get("/reseller", &[]).await.done().text_at("strEmail")
}

/// A name of `shop` that is unlocked and may leave, with its auth code.
async fn ready_to_leave(world: &World, shop: &Shop, name: &str) -> String {
    shop.registers(name, 1).await;
    world.sleeps("P6D").await;
    let [sld, tld] = parts(name);
    let _ = shop.post("/domain/lock", &[sld, tld, ("action", "unlock")]).await.done();
    shop.get("/domain/eppKey", &[sld, tld]).await.done().text_at("strEPPKey")
}

#[tokio::test(flavor = "multi_thread")]
async fn a_locked_name_keeps_its_auth_code_and_a_young_one_its_lock() {
    let world = World::on("2026-01-01").await;
    let shop = world.shop("main").await;
    shop.registers("shoes.com", 1).await;
    let [sld, tld] = parts("shoes.com");
    let lock = shop.get("/domain/lock", &[sld, tld]).await.done();
    assert_eq!(lock.text_at("strLockStatus"), "locked");
    let refused = shop.get("/domain/eppKey", &[sld, tld]).await.with_code(12);
    assert_eq!(
        refused.text_at("strMessage"),
        "Epp Key can only be retrieved when the domain has been unlocked"
    );
    let unlock = [sld, tld, ("action", "unlock")];
    let young = shop.post("/domain/lock", &unlock).await.with_code(3);
    assert_eq!(
        young.text_at("strMessage"),
        "Domain is within grace period and cannot be unlocked."
    );
    assert_eq!(shop.get("/domain/lock", &[sld, tld]).await.text_at("strLockStatus"), "locked");
    world.sleeps("P6D").await;
    let _ = shop.post("/domain/lock", &unlock).await.done();
    let code = shop.get("/domain/eppKey", &[sld, tld]).await.done().text_at("strEPPKey");
    let _ = shop.post("/domain/sendAuthCode", &[sld, tld]).await.done();
    world.sleeps("PT1S").await;
    let mail = world.mail("thandi@example.co.za").await;
    assert!(mail.iter().any(|mail| mail["text"].as_str().unwrap().contains(&code)));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_name_moves_to_another_account_when_its_holder_agrees() {
    let world = World::on("2026-01-01").await;
    let (gainer, loser) = (world.shop("main").await, world.shop("other").await);
    let code = ready_to_leave(&world, &loser, "shoes.com").await;
    let [sld, tld] = parts("shoes.com");
    let check = |auth: &str| {
        vec![sld, tld]
            .into_iter()
            .chain(
                [("auth", auth.to_owned())]
                    .map(|(name, value)| (name, Box::leak(value.into_boxed_str()) as &str)),
            )
            .collect::<Vec<_>>()
    };
    assert_eq!(
        gainer.get("/domain/validateEppKey", &check("wrong")).await.done().json["isValid"],
        json!(false)
    );
    assert_eq!(
        gainer.get("/domain/validateEppKey", &check(&code)).await.done().json["isValid"],
        json!(true)
    );
    let before = gainer.balance_cents().await;
    let _ = gainer.post("/domain/transfer", &[sld, tld]).await.with_code(10);
    let _ = gainer.post("/domain/transfer", &[sld, tld, ("eppKey", "wrong")]).await.with_code(14);
    let _ = gainer.post("/domain/transfer", &[sld, tld, ("eppKey", &code)]).await.done();
    let status = gainer.get("/domain/transfer", &[sld, tld]).await.done();
    assert_eq!(status.list_at("arrDomains")[0]["status"], "pending");
    for (shop, list) in [(&gainer, "transferInList"), (&loser, "transferOutList")] {
        let listed = shop.get(&format!("/domain/transfer/{list}"), &[]).await.done();
        assert_eq!(listed.list_at("arrDomains")[0]["status"], "Transfer Pending", "{list}");
    }
    // A mail that still waits is not sent twice.
    world.sleeps("PT1M").await;
    let _ = gainer.post("/domain/transfer/resendFoa", &[sld, tld]).await.done();
    world.sleeps("PT1S").await;
    let key = mailed_key(&world, &email_of(&loser).await, "shoes.com").await;
    assert_eq!(key, mailed_key(&world, "thandi@example.co.za", "shoes.com").await);
    assert_eq!(
        world.mail("thandi@example.co.za").await.iter().filter(|mail| is_foa(mail)).count(),
        2
    );
    let details = loser.get("/domain/transfer/details", &[("transferKey", &key)]).await.done();
    assert_eq!(
        (details.text_at("direction"), details.text_at("type")),
        ("out".into(), "internal".into())
    );

    let vote = |answer, key| [sld, tld, ("response", answer), ("key", key)];
    let _ = gainer.post("/domain/transfer/response", &vote("approve", &key)).await.with_code(8);
    let _ = loser
        .post("/domain/transfer/response", &vote("approve", "wrong-key-wrong"))
        .await
        .with_code(14);
    let _ = loser.post("/domain/transfer/response", &vote("approve", &key)).await.done();
    assert_eq!(gainer.info("shoes.com").await.done().text_at("strDomainName"), "shoes.com");
    let _ = loser.info("shoes.com").await.with_code(8);
    assert!(gainer.balance_cents().await < before);
    assert_eq!(gainer.news_of("shoes.com").await, [4010, 4011]);
    assert_eq!(loser.news_of("shoes.com").await.last(), Some(&4018));
    let _ = gainer.get("/domain/eppKey", &[sld, tld]).await.with_code(12);
    world.books_balance().await;
}

fn is_foa(mail: &Value) -> bool {
    mail["subject"].as_str().is_some_and(|subject| subject.starts_with("Transfer of"))
}

#[tokio::test(flavor = "multi_thread")]
async fn a_rejected_or_withdrawn_transfer_changes_nothing_and_costs_nothing() {
    let world = World::on("2026-01-01").await;
    let (gainer, loser) = (world.shop("main").await, world.shop("other").await);
    loser.registers("shoes.co.za", 1).await;
    let [sld, tld] = parts("shoes.co.za");
    let before = gainer.balance_cents().await;
    let _ = gainer.post("/domain/transfer", &[sld, tld]).await.done();
    world.sleeps("PT1S").await;
    let key = mailed_key(&world, &email_of(&loser).await, "shoes.co.za").await;
    let reject = [sld, tld, ("response", "reject"), ("key", &key)];
    let _ = loser.post("/domain/transfer/response", &reject).await.done();
    assert_eq!(gainer.news_of("shoes.co.za").await, [4010, 4022]);

    let _ = gainer.post("/domain/transfer", &[sld, tld]).await.done();
    let cancelled = gainer.delete("/domain/transfer", &[sld, tld]).await.done();
    assert_eq!(cancelled.text_at("strMessage"), "Transfer Cancelled");
    let listed = gainer.get("/domain/transfer/transferInList", &[]).await.done();
    let states: Vec<&str> = listed.json["arrDomains"]
        .as_array()
        .unwrap()
        .iter()
        .map(|line| line["status"].as_str().unwrap())
        .collect();
    assert_eq!(states, ["Rejected", "Cancelled"]);
    assert_eq!(loser.info("shoes.co.za").await.done().text_at("strStatus"), "ok");
    assert_eq!(gainer.balance_cents().await, before);
    world.books_balance().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn silence_means_yes_under_com_and_no_under_za() {
    let world = World::on("2026-01-01").await;
    let (gainer, loser) = (world.shop("main").await, world.shop("other").await);
    let code = ready_to_leave(&world, &loser, "shoes.com").await;
    loser.registers("shoes.co.za", 1).await;
    let [sld, tld] = parts("shoes.com");
    let _ = gainer.post("/domain/transfer", &[sld, tld, ("eppKey", &code)]).await.done();
    let _ = gainer.post("/domain/transfer", &parts("shoes.co.za")).await.done();
    world.sleeps("P6D").await;
    let _ = gainer.info("shoes.com").await.done();
    assert_eq!(gainer.news_of("shoes.com").await, [4010, 4011]);
    let _ = gainer.info("shoes.co.za").await.with_code(8);
    assert_eq!(gainer.news_of("shoes.co.za").await, [4010, 4013]);
    world.books_balance().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_name_comes_in_from_another_registrar() {
    let world = World::on("2026-01-01").await;
    let shop = world.shop("main").await;
    world.holds_elsewhere("shoes.com", "their-code").await;
    let [sld, tld] = parts("shoes.com");
    let before = shop.balance_cents().await;
    let _ = shop.post("/domain/transfer", &[sld, tld, ("eppKey", "wrong")]).await.with_code(14);
    assert_eq!(shop.balance_cents().await, before);
    let _ = shop.post("/domain/transfer", &[sld, tld, ("eppKey", "their-code")]).await.done();
    let _ = shop.info("shoes.com").await.with_code(11);
    let approve = json!({ "name": "shoes.com" });
    assert_eq!(world.control("POST", "/registry/approve", Some(approve)).await.status, 200);
    let info = shop.info("shoes.com").await.done();
    // Registered two years ago, one year left, and the year that the transfer adds.
    assert_eq!(info.number_at("intExDate"), 1_830_297_600, "2028-01-01");
    assert!(shop.balance_cents().await < before);
    assert_eq!(shop.news_of("shoes.com").await, [4010, 4011]);
    world.books_balance().await;

    world.holds_elsewhere("boots.com", "their-code").await;
    let _ = shop
        .post("/domain/transfer", &[("sld", "boots"), ("tld", "com"), ("eppKey", "their-code")])
        .await
        .done();
    world.sleeps("P6D").await;
    let _ = shop.info("boots.com").await.done();
}

#[tokio::test(flavor = "multi_thread")]
async fn a_name_leaves_to_another_registrar() {
    let world = World::on("2026-01-01").await;
    let shop = world.shop("main").await;
    shop.registers("shoes.com", 1).await;
    let away = |code: &str| json!({ "name": "shoes.com", "auth_code": code });
    let locked = world.control("POST", "/registry/transfer-out", Some(away("any"))).await.json();
    assert_eq!(locked["accepted"], json!(false));
    world.sleeps("P61D").await;
    let [sld, tld] = parts("shoes.com");
    let _ = shop.post("/domain/lock", &[sld, tld, ("action", "unlock")]).await.done();
    let code = shop.get("/domain/eppKey", &[sld, tld]).await.done().text_at("strEPPKey");
    let wrong = world.control("POST", "/registry/transfer-out", Some(away("any"))).await.json();
    assert_eq!(wrong["accepted"], json!(false));
    let asked = world.control("POST", "/registry/transfer-out", Some(away(&code))).await.json();
    assert_eq!(asked["accepted"], json!(true), "{asked}");
    assert_eq!(shop.status("shoes.com").await, "pendingTransfer");
    world.sleeps("PT1S").await;
    let key = mailed_key(&world, &email_of(&shop).await, "shoes.com").await;
    let reject = [sld, tld, ("response", "reject"), ("key", &key)];
    let _ = shop.post("/domain/transfer/response", &reject).await.done();
    assert_eq!(shop.status("shoes.com").await, "ok");

    let asked = world.control("POST", "/registry/transfer-out", Some(away(&code))).await.json();
    assert_eq!(asked["accepted"], json!(true), "{asked}");
    world.sleeps("P6D").await;
    let _ = shop.info("shoes.com").await.with_code(11);
    assert_eq!(shop.news_of("shoes.com").await.last(), Some(&4018));
    assert!(!shop.can_register("shoes.com").await);
    world.books_balance().await;
}
