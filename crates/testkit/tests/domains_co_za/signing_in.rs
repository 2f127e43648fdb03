//! Signing in: second factors, tokens, keys, and guesses.

use serde_json::json;
use testkit::co_za::parts;
use testkit::{Reply, Shop, World};
use totp_rs::{Builder, Secret};

/// The beginning of 2026, when these worlds begin.
pub const NEW_YEAR: u64 = 1_767_225_600;

/// What a phone that holds `secret` shows at an instant (RFC 6238).
pub fn shown_by_phone(secret: &str, instant: u64) -> String {
    let secret = Secret::try_from_base32(secret).expect("secrets are base32");
    let phone = Builder::new().with_secret(secret).build().expect("a secret of 20 bytes");
    phone.generate(instant).to_string()
}

/// What the phone's own clock shows, whatever the world's clock does.
fn real_time() -> u64 {
    std::time::UNIX_EPOCH.elapsed().expect("the clock of this machine is set").as_secs()
}

/// The username and password of a demo account.
fn credentials(world: &World, account: &str) -> [(&'static str, String); 2] {
    let login = world.login(account);
    ["username", "password"].map(|part| (part, login[part].as_str().unwrap().to_owned()))
}

async fn tries_to_sign_in(world: &World, account: &str, code: Option<&str>) -> Reply {
    let nobody = world.shop(if account == "main" { "other" } else { "main" }).await.signed_out();
    let credentials = credentials(world, account);
    let mut pairs: Vec<(&str, &str)> =
        credentials.iter().map(|(name, value)| (*name, value.as_str())).collect();
    pairs.extend(code.map(|code| ("code", code)));
    nobody.post("/login", &pairs).await
}

async fn has_second_factor(shop: &Shop) -> bool {
    let status = shop.get("/user/authStatus", &[]).await.done();
    status.json["boolAuthEnabled"].as_bool().expect("a boolean")
}

#[tokio::test(flavor = "multi_thread")]
async fn a_phone_becomes_the_second_factor_and_each_code_signs_in_once() {
    let world = World::on("2026-01-01").await;
    let shop = world.shop("main").await;
    assert!(!has_second_factor(&shop).await);
    let _ = shop.post("/user/enableAuth", &[("code", "123456")]).await.with_code(4);

    let generated = shop.get("/user/generateAuthSecret", &[]).await.done();
    let secret = generated.text_at("secret");
    assert!(generated.text_at("imgUrl").starts_with("data:image/"));
    assert!(!has_second_factor(&shop).await, "a secret alone switches nothing on");
    let _ = tries_to_sign_in(&world, "main", None).await.done();
    let wrong = shop.post("/user/enableAuth", &[("code", "12345")]).await.with_code(14);
    assert!(wrong.text_at("strMessage").contains("code"), "{}", wrong.text);
    let code = shown_by_phone(&secret, NEW_YEAR);
    let _ = shop.post("/user/enableAuth", &[("code", &code)]).await.done();
    assert!(has_second_factor(&shop).await);

    assert_eq!(tries_to_sign_in(&world, "main", None).await.with_code(6).status, 401);
    assert_eq!(tries_to_sign_in(&world, "main", Some("000000")).await.with_code(6).status, 401);
    let _ = tries_to_sign_in(&world, "main", Some(&code)).await.done();
    let _ = tries_to_sign_in(&world, "main", Some(&code)).await.with_code(6);
    world.sleeps("PT30S").await;
    let next = shown_by_phone(&secret, NEW_YEAR + 30);
    let _ = tries_to_sign_in(&world, "main", Some(&next)).await.done();
    let _ = shop.get("/domain/funds", &[]).await.done();

    let _ = shop.get("/user/disableAuth", &[]).await.done();
    assert!(!has_second_factor(&shop).await);
    let _ = tries_to_sign_in(&world, "main", None).await.done();
}

#[tokio::test(flavor = "multi_thread")]
async fn a_phone_with_real_time_works_in_a_world_with_another_clock() {
    let world = World::on("2026-01-01").await;
    let shop = world.shop("main").await;
    let secret = shop.get("/user/generateAuthSecret", &[]).await.done().text_at("secret");
    let code = shown_by_phone(&secret, real_time());
    let _ = shop.post("/user/enableAuth", &[("code", &code)]).await.done();
    let code = shown_by_phone(&secret, real_time());
    let _ = tries_to_sign_in(&world, "main", Some(&code)).await.done();
}

#[tokio::test(flavor = "multi_thread")]
async fn a_new_secret_replaces_the_old_one_only_when_it_is_confirmed() {
    let world = World::on("2026-01-01").await;
    let shop = world.shop("main").await;
    let old = shop.get("/user/generateAuthSecret", &[]).await.done().text_at("secret");
    let code = shown_by_phone(&old, NEW_YEAR);
    let _ = shop.post("/user/enableAuth", &[("code", &code)]).await.done();
    world.sleeps("PT1M").await;
    let new = shop.get("/user/generateAuthSecret", &[]).await.done().text_at("secret");
    assert_ne!(old, new);
    let _ = tries_to_sign_in(&world, "main", Some(&shown_by_phone(&new, NEW_YEAR + 60)))
        .await
        .with_code(6);
    let _ =
        tries_to_sign_in(&world, "main", Some(&shown_by_phone(&old, NEW_YEAR + 60))).await.done();
    world.sleeps("PT1M").await;
    let code = shown_by_phone(&new, NEW_YEAR + 120);
    let _ = shop.post("/user/enableAuth", &[("code", &code)]).await.done();
    let _ = tries_to_sign_in(&world, "main", Some(&shown_by_phone(&old, NEW_YEAR + 120)))
        .await
        .with_code(6);
    let _ = tries_to_sign_in(&world, "main", Some(&code)).await.done();
}

#[tokio::test(flavor = "multi_thread")]
async fn a_token_ends_after_a_day_and_nobody_can_make_one() {
    let world = World::on("2026-01-01").await;
    let token = tries_to_sign_in(&world, "main", None).await.done().text_at("token");
    let nobody = world.shop("main").await.signed_out();
    let with_token = async |token: &str| {
        let headers = vec![("authorization".to_owned(), format!("Bearer {token}"))];
        let sent = testkit::http::Sent { headers, ..Default::default() };
        nobody.send("GET", "/domain/funds", sent).await
    };
    let _ = with_token(&token).await.done();
    let (signed, signature) = token.rsplit_once('.').expect("a token has three parts");
    let forged = format!("{signed}.{}", signature.chars().rev().collect::<String>());
    let unsigned = format!("{signed}.");
    for wrong in ["", "x", "a.b.c", &forged, &unsigned, &token[1..]] {
        assert_eq!(with_token(wrong).await.with_code(6).status, 401, "{wrong}");
    }
    assert_eq!(nobody.get("/domain/funds", &[]).await.with_code(6).status, 401);
    world.sleeps("P1D").await;
    assert_eq!(with_token(&token).await.with_code(6).status, 401);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_new_password_ends_the_tokens_of_the_old_one() {
    let world = World::on("2026-01-01").await;
    let registrar = world.shop("registrar").await;
    let token = tries_to_sign_in(&world, "main", None).await.done().text_at("token");
    let mut profile = vec![("username", "main"), ("password", "another password")];
    profile.extend(crate::accounts::PROFILE);
    let _ = registrar.put("/reseller", &profile).await.done();
    let headers = vec![("authorization".to_owned(), format!("Bearer {token}"))];
    let sent = testkit::http::Sent { headers, ..Default::default() };
    let _ = registrar.signed_out().send("GET", "/domain/funds", sent).await.with_code(6);
    let nobody = registrar.signed_out();
    let old = credentials(&world, "main");
    let old: Vec<(&str, &str)> = old.iter().map(|(name, value)| (*name, value.as_str())).collect();
    let _ = nobody.post("/login", &old).await.with_code(6);
    let shop = nobody.signs_in("main", "another password").await;
    let _ = shop.get("/domain/funds", &[]).await.done();
}

#[tokio::test(flavor = "multi_thread")]
async fn a_suspended_account_stops_buying_at_once() {
    let world = World::on("2026-01-01").await;
    let (registrar, shop) = (world.shop("registrar").await, world.shop("main").await);
    shop.registers("shoes.co.za", 1).await;
    let _ = registrar.put("/reseller/suspendUser", &[("username", "main")]).await.done();
    let before = world.ledger().await;
    let refused = shop.asks_to_register("boots.co.za", 1).await.with_code(7);
    assert_eq!(refused.status, 403);
    let _ = shop.post("/domain/renew", &parts("shoes.co.za")).await.with_code(7);
    assert_eq!(tries_to_sign_in(&world, "main", None).await.with_code(7).status, 403);
    let key = world.login("main")["key"].as_str().unwrap().to_owned();
    let with_key = shop.signed_out().get("/domain/funds", &[("key", &key)]).await;
    assert_eq!(with_key.with_code(7).status, 403);
    assert_eq!(world.ledger().await, before);
    let _ = registrar.put("/reseller/unsuspendUser", &[("username", "main")]).await.done();
    shop.registers("boots.co.za", 1).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_key_signs_in_from_a_query_and_from_a_form() {
    let world = World::on("2026-01-01").await;
    let nobody = world.shop("main").await.signed_out();
    let key = world.login("main")["key"].as_str().unwrap().to_owned();
    let funds = nobody.get("/domain/funds", &[("key", &key)]).await.done();
    assert_eq!(funds.json["objReseller"]["username"], json!("main"));
    let mut form = vec![("key", &*key), ("sld", "shoes"), ("tld", "co.za"), ("period", "1")];
    form.extend(testkit::co_za::REGISTRANT);
    form.extend(testkit::co_za::NAMESERVERS);
    let _ = nobody.post("/domain", &form).await.done();
    let info = nobody.get("/domain", &[("key", &*key), ("sld", "shoes"), ("tld", "co.za")]).await;
    assert_eq!(info.done().text_at("strStatus"), "ok");
    assert_eq!(nobody.get("/domain/funds", &[("key", "wrong")]).await.with_code(6).status, 401);
    assert_eq!(nobody.get("/domain/funds", &[("key", "")]).await.with_code(6).status, 401);
}

#[tokio::test(flavor = "multi_thread")]
async fn guesses_are_limited_and_good_credentials_always_pass() {
    let world = World::on("2026-01-01").await;
    let nobody = world.shop("main").await.signed_out();
    for _ in 0..100 {
        let wrong = nobody.get("/domain/funds", &[("key", "guess")]).await.with_code(6);
        assert_eq!(wrong.status, 401);
    }
    let limited = nobody.get("/domain/funds", &[("key", "guess")]).await.with_code(6);
    assert_eq!(limited.status, 429);
    let guess = [("username", "main"), ("password", "guess")];
    assert_eq!(nobody.post("/login", &guess).await.with_code(6).status, 429);
    let key = world.login("main")["key"].as_str().unwrap().to_owned();
    let _ = nobody.get("/domain/funds", &[("key", &key)]).await.done();
    let _ = tries_to_sign_in(&world, "main", None).await.done();
}
