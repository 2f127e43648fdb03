//! The end of a name: lapse, deletion, suspension, and the ways back.

use testkit::World;
use testkit::co_za::parts;

#[tokio::test(flavor = "multi_thread")]
async fn an_unrenewed_name_lapses_step_by_step_and_is_free_again() {
    let world = World::on("2026-01-01").await;
    let shop = world.shop("main").await;
    shop.registers("shoes.co.za", 1).await;
    for (day, status) in [
        ("2026-12-31T12:00:00Z", "ok"),
        ("2027-01-02", "expired"),
        ("2027-01-07", "suspended"),
        ("2027-01-12", "redemption"),
    ] {
        world.sleeps_until(day).await;
        assert_eq!(shop.status("shoes.co.za").await, status, "on {day}");
    }
    assert_eq!(shop.news_of("shoes.co.za").await, [4026, 4106, 4107, 4016, 4024]);
    assert!(!shop.can_register("shoes.co.za").await);
    world.sleeps_until("2027-02-11").await;
    assert_eq!(shop.news_of("shoes.co.za").await.last(), Some(&4006));
    let _ = shop.info("shoes.co.za").await.with_code(11);
    assert!(shop.can_register("shoes.co.za").await);
    world.shop("other").await.registers("shoes.co.za", 1).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_forgotten_name_can_be_bought_back_until_redemption_ends() {
    let world = World::on("2026-01-01").await;
    let shop = world.shop("main").await;
    shop.registers("shoes.co.za", 1).await;
    world.sleeps_until("2027-01-15").await;
    assert_eq!(shop.status("shoes.co.za").await, "redemption");
    let prices = shop.get("/reseller/pricing", &[("format", "tld")]).await.done();
    let cents = |action: &str| -> i64 {
        let price = prices.json["arrPrices"]["co.za"][action].as_str().unwrap().replace('.', "");
        price.parse().unwrap()
    };
    let before = shop.balance_cents().await;
    let renewed = shop.post("/domain/renew", &parts("shoes.co.za")).await.done();
    assert_eq!(renewed.number_at("intExDate"), 1_830_297_600, "2028-01-01");
    assert_eq!(before - shop.balance_cents().await, cents("redemption") + cents("renewal"));
    assert_eq!(shop.status("shoes.co.za").await, "ok");
    world.books_balance().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_name_renews_itself_when_there_is_money_and_lapses_when_there_is_none() {
    let world = World::on("2026-01-01").await;
    let (rich, poor) = (world.shop("main").await, world.shop("other").await);
    for (shop, name) in [(&rich, "shoes.co.za"), (&poor, "boots.co.za")] {
        shop.registers(name, 1).await;
        let [sld, tld] = parts(name);
        let _ = shop.post("/domain/autorenew", &[sld, tld, ("autorenew", "true")]).await.done();
    }
    let all = poor.balance_cents().await;
    let credit = serde_json::json!({
        "dialect": "domains-co-za", "login": "other",
        "amount": format!("-{}.{:02}", all / 100, all % 100),
    });
    assert_eq!(world.control("POST", "/accounts/credit", Some(credit)).await.status, 200);
    world.sleeps_until("2027-01-02").await;
    assert_eq!(rich.info("shoes.co.za").await.number_at("intExDate"), 1_830_297_600);
    assert_eq!(rich.news_of("shoes.co.za").await, [4026, 4106, 4050]);
    assert_eq!(poor.status("boots.co.za").await, "expired");
    assert_eq!(poor.news_of("boots.co.za").await, [4026, 4106, 4030, 4107]);
    world.books_balance().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_deleted_name_is_free_at_once_within_its_first_days() {
    let world = World::on("2026-01-01").await;
    let shop = world.shop("main").await;
    shop.registers("shoes.co.za", 1).await;
    let queued = shop.delete("/domain", &parts("shoes.co.za")).await.with_code(2);
    assert_eq!(queued.text_at("strMessage"), "Pending Action Successful");
    assert_eq!(shop.status("shoes.co.za").await, "pendingDelete");
    assert_eq!(shop.news_of("shoes.co.za").await, [4026, 4008]);
    world.sleeps("PT2S").await;
    assert_eq!(shop.news_of("shoes.co.za").await, [4026, 4008, 4006]);
    assert!(shop.can_register("shoes.co.za").await);
    let _ = shop.info("shoes.co.za").await.with_code(11);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_deleted_name_can_be_brought_back_for_thirty_days_later_on() {
    let world = World::on("2026-01-01").await;
    let shop = world.shop("main").await;
    shop.registers("shoes.com", 1).await;
    world.sleeps("P20D").await;
    let _ = shop.delete("/domain", &parts("shoes.com")).await.with_code(2);
    world.sleeps("P10D").await;
    assert_eq!(shop.status("shoes.com").await, "redemption");
    let _ = shop.post("/domain/renew", &parts("shoes.com")).await.done();
    assert_eq!(shop.status("shoes.com").await, "ok");
    let _ = shop.delete("/domain", &parts("shoes.com")).await.with_code(2);
    world.sleeps("P36D").await;
    let _ = shop.info("shoes.com").await.with_code(11);
    assert!(shop.can_register("shoes.com").await);
    world.books_balance().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_deletion_that_waits_can_be_called_off_by_older_clients() {
    let world = World::on("2026-01-01").await;
    let shop = world.shop("main").await;
    shop.registers("shoes.co.za", 1).await;
    let _ = shop.delete("/domain", &parts("shoes.co.za")).await.with_code(2);
    let _ = shop.post("/domain/domain/cancelDelete", &parts("shoes.co.za")).await.done();
    world.sleeps("PT5S").await;
    assert_eq!(shop.status("shoes.co.za").await, "ok");
    let _ = shop.post("/domain/domain/cancelDelete", &parts("shoes.co.za")).await.with_code(4);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_suspended_name_keeps_everything() {
    let world = World::on("2026-01-01").await;
    let shop = world.shop("main").await;
    shop.registers("shoes.com", 1).await;
    let _ = shop.post("/domain/suspend", &parts("shoes.com")).await.done();
    let info = shop.info("shoes.com").await.done();
    assert_eq!(info.text_at("strStatus"), "suspended");
    assert!(info.text_at("strEppStatus").contains("clientHold"));
    let _ = shop.post("/domain/suspend", &parts("shoes.com")).await.with_code(12);
    let _ = shop.post("/domain/unsuspend", &parts("shoes.com")).await.done();
    assert_eq!(shop.status("shoes.com").await, "ok");
}
