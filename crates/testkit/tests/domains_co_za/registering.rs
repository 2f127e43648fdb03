//! Getting a name, and not getting one.

use serde_json::json;
use testkit::World;
use testkit::co_za::{NAMESERVERS, REGISTRANT, parts};

#[tokio::test(flavor = "multi_thread")]
async fn a_shop_registers_a_name_and_pays_its_own_price() {
    let world = World::on("2026-01-01").await;
    let shop = world.shop("main").await;
    let tlds = shop.get("/domain/tlds", &[]).await.done();
    assert!(tlds.json["arrTLDs"]["Common"].as_array().unwrap().contains(&json!("co.za")));
    assert!(shop.can_register("shoes.co.za").await);
    let prices = shop.get("/reseller/pricing", &[("format", "tld")]).await.done();
    let price = prices.json["arrPrices"]["co.za"]["registration"].as_str().unwrap().to_owned();
    let price_cents: i64 = price.replace('.', "").parse().unwrap();
    let before = shop.balance_cents().await;

    let created = shop.registers("shoes.co.za", 2).await;
    assert_eq!(created.text_at("strDomainName"), "shoes.co.za");
    assert_eq!(created.text_at("strEppMessage"), "Domain Create completed successfully");

    let info = shop.info("shoes.co.za").await.done();
    assert_eq!(info.text_at("strStatus"), "ok");
    assert_eq!(info.json["arrRegistrant"]["strContactId"], created.json["strRegistrant"]);
    assert_eq!(info.json["arrRegistrant"]["strContactName"], "Thandi Nkosi");
    assert_eq!(info.json["arrRegistrant"]["strVerificationStatus"], "Verified");
    assert_eq!(info.json["arrNameservers"], json!(["ns1.hosting.example", "ns2.hosting.example"]));
    assert_eq!(info.number_at("intCrDate"), 1_767_225_600);
    assert_eq!(info.number_at("intExDate"), 1_830_297_600, "two calendar years");
    for (key, days) in [("intSuspendDate", 5), ("intRedemptionDate", 10), ("intDeleteDate", 40)] {
        assert_eq!(info.number_at(key), 1_830_297_600 + days * 86_400, "{key}");
    }
    let list = shop.get("/domain/list", &[]).await.done();
    assert_eq!(list.list_at("arrDomains")[0]["strDomainName"], "shoes.co.za");
    assert_eq!(list.number_at("intTotal"), 1);
    assert_eq!(shop.balance_cents().await, before - 2 * price_cents);
    assert_eq!(shop.news_of("shoes.co.za").await, [4026]);
    assert!(!shop.can_register("shoes.co.za").await);
    world.books_balance().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn without_money_nothing_happens() {
    let world = World::on("2026-01-01").await;
    let shop = world.shop("main").await;
    let all = shop.balance_cents().await;
    let amount = format!("-{}.{:02}", all / 100, all % 100);
    let credit = json!({ "dialect": "domains-co-za", "login": "main", "amount": amount });
    assert_eq!(world.control("POST", "/accounts/credit", Some(credit)).await.status, 200);
    assert_eq!(shop.balance_cents().await, 0);

    let refused = shop.asks_to_register("shoes.co.za", 1).await.with_code(19);
    assert_eq!(refused.status, 200);
    assert_eq!(shop.balance_cents().await, 0);
    assert!(shop.get("/domain/list", &[]).await.done().list_at("arrDomains").is_empty());
    assert!(shop.can_register("shoes.co.za").await);
    world.books_balance().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_name_is_sold_once() {
    let world = World::on("2026-01-01").await;
    let (shop, rival) = (world.shop("main").await, world.shop("other").await);
    shop.registers("shoes.co.za", 1).await;
    let _ = shop.asks_to_register("shoes.co.za", 1).await.with_code(13);
    let _ = rival.asks_to_register("shoes.co.za", 1).await.with_code(0);
    world.holds_elsewhere("boots.com", "secret-code").await;
    let _ = shop.asks_to_register("boots.com", 1).await.with_code(0);
    let _ = rival.info("shoes.co.za").await.with_code(8);
    let _ = rival.info("nothing.co.za").await.with_code(11);
    world.books_balance().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_premium_name_costs_the_premium_price() {
    let world = World::on("2026-01-01").await;
    let shop = world.shop("main").await;
    let check = shop.get("/domain/check", &parts("premium-shoes.co.za")).await.done();
    assert_eq!(check.text_at("isPremium"), "true");
    let prices = shop.get("/reseller/prices", &[("format", "tld")]).await.done();
    let premium = prices.json["arrPrices"]["co.za"]["premium"].as_str().unwrap().to_owned();
    let before = shop.balance_cents().await;
    shop.registers("premium-shoes.co.za", 1).await;
    let cents: i64 = premium.replace('.', "").parse().unwrap();
    assert_eq!(shop.balance_cents().await, before - cents);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_call_repeated_under_its_key_buys_once() {
    let world = World::on("2026-01-01").await;
    let shop = world.shop("main").await;
    let before = shop.balance_cents().await;
    let keyed = shop.keyed("order-4711");
    let first = keyed.registers("shoes.co.za", 1).await;
    let again = keyed.registers("shoes.co.za", 1).await;
    assert_eq!(first.number_at("intExDate"), again.number_at("intExDate"));
    let price = before - shop.balance_cents().await;
    assert!(price > 0);
    let _ = keyed.asks_to_register("boots.co.za", 1).await.with_code(14);
    assert!(shop.can_register("boots.co.za").await);

    let renewal = shop.keyed("renewal-1");
    let pairs = parts("shoes.co.za");
    let first = renewal.post("/domain/renew", &pairs).await.done();
    let again = renewal.post("/domain/renew", &pairs).await.done();
    assert_eq!(first.number_at("intExDate"), again.number_at("intExDate"));
    assert_eq!(shop.info("shoes.co.za").await.number_at("intExDate"), first.number_at("intExDate"));
    world.books_balance().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn silence_from_the_registry_keeps_the_money_until_the_truth_is_known() {
    let world = World::on("2026-01-01").await;
    let shop = world.shop("main").await;
    let before = shop.balance_cents().await;
    world.orders_fault("register", "reply_lost", 1).await;
    let _ = shop.asks_to_register("shoes.co.za", 1).await.with_code(20);
    assert_eq!(world.ledger().await["open_holds"], json!(1));
    let held = before - shop.balance_cents().await;
    assert!(held > 0, "the price is set aside");
    let _ = shop.asks_to_register("shoes.co.za", 1).await.with_code(12);
    world.sleeps("PT1M").await;
    assert_eq!(shop.status("shoes.co.za").await, "ok");
    assert_eq!(before - shop.balance_cents().await, held, "paid once");
    world.books_balance().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_registry_that_refuses_or_is_down_costs_nothing() {
    let world = World::on("2026-01-01").await;
    let shop = world.shop("main").await;
    let before = shop.balance_cents().await;
    for (kind, code) in [("refused", 9), ("unavailable", 22)] {
        world.orders_fault("register", kind, 1).await;
        let _ = shop.asks_to_register("shoes.co.za", 1).await.with_code(code);
        assert_eq!(shop.balance_cents().await, before, "{kind}");
        world.books_balance().await;
    }
    shop.registers("shoes.co.za", 1).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn bad_input_is_named_and_changes_nothing() {
    let world = World::on("2026-01-01").await;
    let shop = world.shop("main").await;
    let before = shop.balance_cents().await;
    let good: Vec<(&str, &str)> = [("sld", "shoes"), ("tld", "co.za"), ("period", "1")]
        .into_iter()
        .chain(REGISTRANT.iter().copied())
        .chain(NAMESERVERS.iter().copied())
        .collect();
    for (parameter, value, code) in [
        ("sld", "-shoes", 14),
        ("tld", "nowhere", 14),
        ("period", "0", 14),
        ("period", "11", 14),
        ("period", "-1", 14),
        ("period", "1.5", 14),
        ("ns1", "not a host", 14),
        ("ns2", "ns1.hosting.example", 14),
        ("registrantEmail", "thandi@", 14),
        ("registrantCountry", "XX", 14),
        ("registrantName", "", 10),
        ("registrantContactNumber", "call me", 14),
        ("registrantTemplate", "nobody", 14),
        ("dns", "perhaps", 14),
    ] {
        let pairs: Vec<(&str, &str)> = good
            .iter()
            .copied()
            .filter(|(name, _)| *name != parameter)
            .chain([(parameter, value)])
            .collect();
        let refused = shop.post("/domain", &pairs).await.with_code(code);
        assert_eq!(refused.status, 400, "{}", refused.text);
        assert!(refused.text_at("strMessage").contains(parameter), "{parameter}: {}", refused.text);
    }
    assert_eq!(shop.balance_cents().await, before);
    assert!(shop.get("/domain/list", &[]).await.done().list_at("arrDomains").is_empty());
    world.books_balance().await;
}
