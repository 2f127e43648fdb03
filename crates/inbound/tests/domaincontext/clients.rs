//! Accounts: logins, balances and prices.

use app::accounts::funds;
use inbound::domaincontext::AUDIENCE;
use model::account::Kind;
use serde_json::{Value, json};

use crate::domains::registers;
use crate::tariffs::founds;
use crate::world::{ATTEMPTS, PASSWORD, World};

const IVAN: &str = "email=ivan@example.com&first_name=Ivan&last_name=Drago&street1=1+Long+Street\
                    &city=Cape+Town&postal_code=8001&country=za&voice_phone=%2B27.215550101";

fn client(login: &str, seller: &str) -> String {
    format!("login={login}&password=We%5Cp!Jie6w&seller={seller}&{IVAN}")
}

#[tokio::test]
async fn a_new_client_signs_in_at_once_and_has_nothing_but_its_contact() {
    let world = World::new().await;
    let made = world.seller.posts("clientCreate", &client("karoo", "seller")).await.done();
    let id = made["id"].as_i64().unwrap();
    assert_eq!(made, json!({ "id": id, "login": "karoo" }));
    let karoo = world.somebody("karoo", "We\\p!Jie6w");
    let balance = karoo.asks("clientGetBalance", "").await;
    let said = format!(r#"{{"id":{id},"client":"karoo","currency":"ZAR","balance":0,"credit":0}}"#);
    assert_eq!(balance.text, said);
    let contacts = karoo.asks("contactsSearch", "").await.done();
    let contact = &contacts[0];
    assert_eq!((&contact["name"], &contact["client_id"]), (&json!("Ivan Drago"), &json!(id)));
    let short = registers_without_money(&karoo).await;
    assert_eq!(short["_error"], "not enough money");

    // It stands for the client where nobody else is named.
    let cx = world.acting_for("seller").await;
    funds::add(&cx, AUDIENCE, "karoo", "1000.00").await.unwrap();
    registers(&karoo, "karoo.com").await;
    let behind = karoo.asks("domainGetContacts", "domain=karoo.com").await.done();
    assert_eq!(behind["registrant"], contact["id"]);
    let needed = karoo.asks("contactDelete", &format!("id={}", contact["id"])).await;
    needed.refused("The contact is in use");
}

async fn registers_without_money(shop: &crate::world::Shop) -> Value {
    let text = shop.posts("domainRegister", "domain=karoo.com").await.text;
    serde_json::from_str(&text).unwrap()
}

#[tokio::test]
async fn clients_that_cannot_be_are_refused_and_leave_nothing() {
    let world = World::new().await;
    let rule = "login needs 3 to 32 small letters, digits or underscores and begins with a letter";
    for login in ["9karoo", "Karoo", "ka", "karoo.shop", &"k".repeat(33)] {
        let refused = world.seller.posts("clientCreate", &client(login, "seller")).await;
        let refused = refused.refused(rule);
        assert_eq!(refused["_error_ops"], json!({ "field": "login", "reason": "not_a_login" }));
    }
    let taken = world.seller.posts("clientCreate", &client("main", "seller")).await;
    let taken = taken.refused("login is taken");
    assert_eq!(taken["_error_ops"], json!({ "field": "login", "reason": "taken" }));
    let sent = client("karoo", "seller");
    for (from, to, words) in [
        ("We%5Cp!Jie6w", "short", "password needs 6 characters"),
        ("=za", "=xx", "country is not a two-letter country code"),
        ("seller=seller", "seller=nobody", "seller not found"),
        ("=seller", "=", "seller is missing"),
        ("Ivan", "", "first_name is missing"),
    ] {
        world.seller.posts("clientCreate", &sent.replace(from, to)).await.refused(words);
    }
    // Nobody opens anything beside itself, above itself or below a stranger.
    for seller in ["seller", "other"] {
        let refused = world.main.posts("clientCreate", &client("karoo", seller)).await;
        let refused = refused.refused("seller not found");
        assert_eq!(refused["_error_ops"], json!({ "field": "seller", "reason": "not_found" }));
    }
    let customer = world.seller.posts("clientCreate", &client("karoo", "main")).await;
    customer.refused("Only accounts that have others below them may do this");
    world
        .somebody("karoo", "We\\p!Jie6w")
        .asks("clientGetBalance", "")
        .await
        .refused("auth_login or auth_password is incorrect");
    assert_eq!(world.seller.asks("contactsSearch", "count=1").await.text, "0");
    world.seller.posts("clientCreate", &sent).await.done();
}

#[tokio::test]
async fn a_seller_below_sells_to_clients_of_its_own() {
    let world = World::new().await;
    founds(&world, None, Kind::Operator, "yard").await;
    let yard = world.somebody("yard", PASSWORD);
    yard.posts("clientCreate", &client("karoo", "yard")).await.done();
    let karoo = world.somebody("karoo", "We\\p!Jie6w");
    // The seller above opens a client below it as well as it does itself.
    karoo.posts("clientCreate", &client("boots", "karoo")).await.done();
    yard.posts("clientCreate", &client("shoes", "Karoo")).await.done();
    for login in ["boots", "shoes"] {
        let balance = yard.asks("clientGetBalance", &format!("client={login}")).await;
        let id = balance.done()["id"].clone();
        let balance = karoo.asks("clientGetBalance", &format!("id={id}&client={login}")).await;
        assert_eq!(balance.done()["client"], login);
        for stranger in [&world.main, &world.seller] {
            let hidden = stranger.asks("clientGetBalance", &format!("id={id}")).await;
            hidden.refused("client not found");
        }
    }
    let shoes = world.somebody("shoes", "We\\p!Jie6w");
    let contacts = shoes.asks("contactsSearch", "").await.done();
    assert_eq!(contacts[0]["seller"], "karoo");
    let below = shoes.posts("clientCreate", &client("laces", "shoes")).await;
    below.refused("Only accounts that have others below them may do this");
}

#[tokio::test]
async fn a_login_and_a_password_belong_together_or_not() {
    let world = World::new().await;
    let id = world.acting_for("main").await.account().0;
    let right = "login=main&password=correct+%26+horse";
    let expected = json!({ "id": id, "login": "main" });
    assert_eq!(world.seller.posts("clientCheck", right).await.done(), expected);
    assert_eq!(world.main.posts("clientCheck", right).await.done(), expected);
    let wrong = "wrong login or password";
    let refused = world.seller.posts("clientCheck", "login=main&password=horse").await;
    let refused = refused.refused(wrong);
    assert_eq!(refused["_error_ops"], json!({ "field": "login", "reason": "unauthenticated" }));
    for (shop, sent) in [
        (&world.seller, "login=nobody&password=correct+%26+horse"),
        (&world.other, right),
        (&world.main, "login=seller&password=correct+%26+horse"),
    ] {
        assert_eq!(shop.posts("clientCheck", sent).await.refused(wrong), refused);
    }
    world.seller.posts("clientCheck", "password=x").await.refused("login is missing");
    world.seller.posts("clientCheck", "login=main").await.refused("password is missing");
    let log = world.log.latest(9);
    assert!(log.iter().all(|line| !line.request.contains("horse")));

    // Guessing has an end, and a right sign-in none.
    for _ in 0..ATTEMPTS {
        world.seller.posts("clientCheck", "login=other&password=guess").await;
    }
    let late = world.seller.posts("clientCheck", "login=other&password=guess").await;
    late.refused("Too many attempts, try again in 60 seconds");
    assert_eq!(PASSWORD, "correct & horse");
    world.main.asks("clientGetBalance", "").await.done();
}

#[tokio::test]
async fn a_balance_is_what_can_be_spent() {
    let world = World::new().await;
    let id = world.acting_for("main").await.account().0;
    let cx = world.acting_for("seller").await;
    funds::remove(&cx, AUDIENCE, "main", "16.51").await.unwrap();
    let said =
        format!(r#"{{"id":{id},"client":"main","currency":"ZAR","balance":9983.49,"credit":0}}"#);
    let both = format!("id={id}&client=MAIN");
    for (shop, sent) in [(&world.main, ""), (&world.seller, "client=main"), (&world.seller, &both)]
    {
        assert_eq!(shop.asks("clientGetBalance", sent).await.text, said);
    }
    let prices = world.main.asks("clientGetPrices", "").await.done();
    registers(&world.main, "karoo.com").await;
    let after = world.main.asks("clientGetBalance", "currency=zar").await.done()["balance"].clone();
    let paid = prices["com"]["dregistration"].to_string();
    assert_eq!((paid.as_str(), after), ("180", json!(9803.49)));

    // Nobody has what it was never given.
    let dollars = world.main.asks("clientGetBalance", "currency=usd").await.done();
    assert_eq!((&dollars["currency"], &dollars["balance"]), (&json!("USD"), &json!(0)));
    let unknown = world.main.asks("clientGetBalance", "currency=xyz").await;
    unknown.refused("currency is not a currency");
    let strange = world.main.asks("clientGetBalance", "client=other").await;
    let strange = strange.refused("client not found");
    assert_eq!(strange["_error_ops"], json!({ "field": "client", "reason": "not_found" }));
    let strange = world.main.asks("clientGetBalance", "id=999999").await;
    assert_eq!(strange.refused("client not found")["_error_ops"]["field"], "id");
    let two = world.seller.asks("clientGetBalance", &format!("id={id}&client=other")).await;
    let two = two.refused("client speaks of something else than what was named besides");
    assert_eq!(two["_error_ops"]["reason"], "contradicts");
}

#[tokio::test]
async fn prices_are_those_of_the_client() {
    let world = World::new().await;
    let own = world.main.asks("clientGetPrices", "").await.done();
    let com = json!({ "dregistration": 180, "dtransfer": 180, "drenewal": 180,
                      "drestore_expired": 0, "drestore_deleted": 1500 });
    assert_eq!((&own["com"], &own["currency"]), (&com, &json!("ZAR")));
    let main = world.acting_for("main").await.account().0;
    let seller = world.acting_for("seller").await.account().0;
    let sent = format!("client=main&id={main}&seller=Seller&seller_id={seller}");
    assert_eq!(world.seller.asks("clientGetPrices", &sent).await.done(), own);
    let other = world.seller.asks("clientGetPrices", "client=main&seller=other").await;
    let other = other.refused("seller speaks of something else than what was named besides");
    assert_eq!(other["_error_ops"], json!({ "field": "seller", "reason": "contradicts" }));
    let other =
        world.seller.asks("clientGetPrices", &format!("client=main&seller_id={main}")).await;
    other.refused("seller_id speaks of something else than what was named besides");
    world.main.asks("clientGetPrices", "client=other").await.refused("client not found");
    let bulk = "a[client]=main&b[client]=nobody";
    let text = world.seller.asks("clientsGetPrices", bulk).await.text;
    let bulk: Value = serde_json::from_str(&text).unwrap();
    assert_eq!((&bulk["a"], &bulk["_error"]), (&own, &json!("1 of 2 failed: b")));
}
