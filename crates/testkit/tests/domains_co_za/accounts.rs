//! Accounts, below others and of their own: money, prices, notices, people.

use serde_json::{Value, json};
use testkit::co_za::{parts, with};
use testkit::{Shop, World};

/// A person whose details fit everywhere.
pub const PROFILE: [(&str, &str); 9] = [
    ("name", "Lerato Molefe"),
    ("email", "lerato@example.co.za"),
    ("contactNumber", "+27.115550177"),
    ("address1", "3 Loop Street"),
    ("city", "Cape Town"),
    ("province", "Western Cape"),
    ("postalCode", "8001"),
    ("country", "ZA"),
    ("company", "Lerato Sells Names"),
];
/// Method, path, parameters.
type Call<'a> = (&'a str, &'a str, Vec<(&'a str, &'a str)>);
/// The password of accounts that are opened here.
const PASSWORD: &str = "correct horse battery";

/// Opens a reseller below the registrar; answers with the reseller and its key.
async fn opens(registrar: &Shop, username: &str) -> (Shop, String) {
    let mut pairs = vec![("username", username), ("password", PASSWORD)];
    pairs.extend(PROFILE);
    let key = registrar.post("/reseller", &pairs).await.done().text_at("strApiKey");
    assert!(!key.is_empty());
    (registrar.signs_in(username, PASSWORD).await, key)
}

/// The price of registering `co.za` that an account sees, in cents.
async fn registration(shop: &Shop) -> i64 {
    let prices = shop.get("/reseller/pricing", &[("format", "tld")]).await.done();
    cents(&prices.json["arrPrices"]["co.za"]["registration"])
}

fn cents(amount: &Value) -> i64 {
    amount.as_str().expect("a text").replace('.', "").parse().expect("two decimals")
}

fn price<'a>(kind: &'a str, registration: &'a str) -> Vec<(&'a str, &'a str)> {
    vec![
        ("type", kind),
        ("tld", "co.za"),
        ("registration", registration),
        ("renewal", registration),
        ("transfer", "0.00"),
        ("redemption", registration),
        ("premium", registration),
    ]
}

#[tokio::test(flavor = "multi_thread")]
async fn a_registrar_opens_a_reseller_that_buys_at_its_own_price() {
    let world = World::on("2026-01-01").await;
    let registrar = world.shop("registrar").await;
    let (shop, _) = opens(&registrar, "lerato").await;
    let info = registrar.get("/reseller", &[("username", "lerato")]).await.done();
    assert_eq!(info.text_at("strCompany"), "Lerato Sells Names");
    assert_eq!(info.text_at("strCurrency"), "ZAR");
    let list = registrar.get("/reseller/list", &[("search", "lerato")]).await.done();
    assert_eq!(list.list_at("arrResellerList")[0]["strUsername"], "lerato");
    assert_eq!((list.number_at("intTotal"), list.number_at("intFilterTotal")), (3, 1));

    let cost = registration(&registrar).await;
    for (kind, figure, expected) in [
        ("base", "99.99", 9_999),
        ("markup", "12.50", cost + 1_250),
        ("percentage", "10.00", (cost * 110 + 50) / 100),
    ] {
        let _ = registrar.post("/reseller/defaultPricing", &price(kind, figure)).await.done();
        let read = registrar.get("/reseller/defaultPricing", &[("format", "tld")]).await.done();
        let row = &read.json["arrPrices"]["co.za"];
        assert_eq!(row["setting"]["type"], kind);
        assert_eq!(row["setting"]["registration"], figure);
        assert_eq!(cents(&row["total"]["registration"]), expected, "{kind}");
        assert_eq!(cents(&row["markup"]["registration"]), expected - cost, "{kind}");
        assert_eq!(registration(&shop).await, expected, "{kind}");
    }
    for (kind, figure, expected) in [
        ("percentage", "50.00", (cost * 150 + 50) / 100),
        ("markup", "1.01", cost + 101),
        ("base", "77.70", 7_770),
    ] {
        let mut pairs = price(kind, figure);
        pairs.push(("username", "lerato"));
        let set = registrar.post("/reseller/pricing", &pairs).await.done();
        assert_eq!(set.json["arrPrices"]["co.za"]["type"], kind);
        let read = [("format", "tld"), ("username", "lerato")];
        let read = registrar.get("/reseller/prices", &read).await.done();
        assert_eq!(cents(&read.json["arrPrices"]["co.za"]["registration"]), expected, "{kind}");
        assert_eq!(registration(&shop).await, expected, "{kind}");
    }
    assert_ne!(registration(&world.shop("main").await).await, 7_770, "the price is one account's");

    let _ = shop.asks_to_register("shoes.co.za", 1).await.with_code(19);
    let top_up = [("username", "lerato"), ("value", "100.00")];
    let credits = registrar.post("/billing/manualTopup", &top_up).await.done();
    assert_eq!(credits.text_at("fltCredits"), "100.00");
    shop.registers("shoes.co.za", 1).await;
    assert_eq!(shop.balance_cents().await, 10_000 - 7_770);
    let short = [("username", "lerato"), ("value", "22.31")];
    let _ = registrar.post("/billing/removeCredits", &short).await.with_code(19);
    let rest = [("username", "lerato"), ("value", "22.30")];
    let credits = registrar.post("/billing/removeCredits", &rest).await.done();
    assert_eq!(credits.text_at("fltCredits"), "0.00");
    assert_eq!(shop.balance_cents().await, 0);
    world.books_balance().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_suspended_reseller_is_refused_whatever_it_signs_in_with() {
    let world = World::on("2026-01-01").await;
    let registrar = world.shop("registrar").await;
    let (shop, key) = opens(&registrar, "lerato").await;
    world.credits("lerato", "500.00").await;
    let lerato = [("username", "lerato")];
    let _ = registrar.put("/reseller/unsuspendUser", &lerato).await.with_code(12);
    let _ = registrar.put("/reseller/suspendUser", &lerato).await.done();
    let _ = registrar.put("/reseller/suspendUser", &lerato).await.with_code(12);
    let ledger = world.ledger().await;
    let refused = shop.asks_to_register("shoes.co.za", 1).await.with_code(7);
    assert_eq!(refused.status, 403);
    let by_key = shop.signed_out();
    assert_eq!(by_key.get("/domain/list", &[("key", &key)]).await.with_code(7).status, 403);
    let again = [("username", "lerato"), ("password", PASSWORD)];
    assert_eq!(by_key.post("/login", &again).await.with_code(7).status, 403);
    assert_eq!(world.ledger().await, ledger);
    let _ = registrar.put("/reseller/unsuspendUser", &lerato).await.done();
    shop.registers("shoes.co.za", 1).await;
    let _ = by_key.get("/domain/list", &[("key", &key)]).await.done();

    let mut update = vec![("username", "lerato"), ("password", "a new and better one")];
    update.extend(PROFILE.map(|(part, value)| match part {
        "city" => (part, "Paarl"),
        _ => (part, value),
    }));
    let _ = registrar.put("/reseller", &update).await.done();
    let info = registrar.get("/reseller", &lerato).await.done();
    assert_eq!(info.text_at("strCity"), "Paarl");
    let shop = by_key.signs_in("lerato", "a new and better one").await;
    assert_eq!(shop.get("/reseller", &[]).await.done().text_at("strCity"), "Paarl");
    world.books_balance().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_reseller_is_refused_what_only_registrars_may() {
    let world = World::on("2026-01-01").await;
    let shop = world.shop("main").await;
    let (ledger, registrar) = (world.ledger().await, world.shop("registrar").await);
    let mut open = vec![("username", "lerato"), ("password", PASSWORD)];
    open.extend(PROFILE);
    let mut update = vec![("username", "other")];
    update.extend(PROFILE);
    let mut pricing = price("base", "1.00");
    pricing.push(("username", "main"));
    let money = vec![("username", "main"), ("value", "1000.00")];
    let other = vec![("username", "other")];
    let calls: Vec<Call<'_>> = vec![
        ("POST", "/reseller", open),
        ("GET", "/reseller", other.clone()),
        ("PUT", "/reseller", update),
        ("GET", "/reseller/list", vec![]),
        ("PUT", "/reseller/suspendUser", other.clone()),
        ("PUT", "/reseller/unsuspendUser", other.clone()),
        ("POST", "/billing/manualTopup", money.clone()),
        ("POST", "/billing/removeCredits", money),
        ("GET", "/reseller/pricing", vec![("format", "tld"), ("username", "other")]),
        ("POST", "/reseller/pricing", pricing),
        ("GET", "/reseller/defaultPricing", vec![("format", "tld")]),
        ("POST", "/reseller/defaultPricing", price("base", "1.00")),
        ("GET", "/reseller/notifications", other.clone()),
        ("POST", "/reseller/notifications", vec![("username", "other"), ("domainCreates", "off")]),
    ];
    for (method, path, pairs) in calls {
        let refused = shop.call(method, path, &pairs).await;
        assert_eq!((refused.status, refused.code()), (403, 7), "{method} {path} {}", refused.text);
        assert!(!refused.text.contains("umhlanga"), "{}", refused.text);
    }
    assert_eq!(world.ledger().await, ledger);
    assert_eq!(registrar.get("/reseller/list", &[]).await.done().number_at("intTotal"), 2);
}

async fn mail_about(world: &World, to: &str, name: &str) -> usize {
    world.sleeps("PT2S").await;
    let about = |mail: &Value| mail["subject"].as_str().unwrap().contains(name);
    world.mail(to).await.iter().filter(|mail| about(mail)).count()
}

fn state_of(answer: &testkit::Reply, list: &str, code: &str) -> Value {
    let found = answer.list_at(list).into_iter().find(|setting| setting["code"] == code);
    found.expect("a known code")["status"].clone()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_notice_that_is_switched_off_is_not_mailed() {
    let world = World::on("2026-01-01").await;
    let (registrar, shop) = (world.shop("registrar").await, world.shop("main").await);
    let email = shop.get("/reseller", &[]).await.done().text_at("strEmail");
    shop.registers("first.co.za", 1).await;
    assert_eq!(mail_about(&world, &email, "first.co.za").await, 1);

    let off = [("domainCreates", "off"), ("domainRenewals", "off")];
    let set = shop.post("/reseller/notifications", &off).await.done();
    assert_eq!(set.json["arrErrorList"], json!([]));
    let read = shop.get("/reseller/notifications", &[]).await.done();
    for list in ["arrNotifications", "arrSettings"] {
        assert_eq!(read.list_at(list).len(), 8);
        assert_eq!(state_of(&read, list, "domainCreates"), "Off");
        assert_eq!(state_of(&read, list, "domainDeletes"), "On");
    }
    shop.registers("second.co.za", 1).await;
    let _ = shop.post("/domain/renew", &parts("second.co.za")).await.done();
    assert_eq!(mail_about(&world, &email, "second.co.za").await, 0);
    assert_eq!(shop.news_of("second.co.za").await, [4026, 4005], "news is not mail");

    let on = [("username", "main"), ("domainCreates", "on")];
    let _ = registrar.post("/reseller/notifications", &on).await.done();
    let read = registrar.get("/reseller/notifications", &[("username", "main")]).await.done();
    assert_eq!(state_of(&read, "arrSettings", "domainCreates"), "On");
    assert_eq!(state_of(&read, "arrSettings", "domainRenewals"), "Off", "what is not sent stays");
    shop.registers("third.co.za", 1).await;
    assert_eq!(mail_about(&world, &email, "third.co.za").await, 1);
    let _ = shop.post("/domain/renew", &parts("third.co.za")).await.done();
    assert_eq!(mail_about(&world, &email, "third.co.za").await, 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_profile_is_replaced_and_kept() {
    let world = World::on("2026-01-01").await;
    let shop = world.shop("main").await;
    let before = shop.get("/reseller", &[]).await.done();
    let _ = shop.put("/reseller", &PROFILE).await.done();
    let after = shop.get("/reseller", &[]).await.done();
    for (key, value) in [
        ("strName", "Lerato Molefe"),
        ("strEmail", "lerato@example.co.za"),
        ("strContactNumber", "+27.115550177"),
        ("strCity", "Cape Town"),
        ("strUsername", "main"),
    ] {
        assert_eq!(after.text_at(key), value, "{key}");
    }
    for key in ["intId", "strApiKey", "fltBalance", "strCurrency"] {
        assert_eq!(after.json[key], before.json[key], "{key}");
    }
    for (part, wrong) in [("email", "lerato@"), ("country", "Nowhere"), ("contactNumber", "call")] {
        let pairs: Vec<(&str, &str)> = PROFILE
            .iter()
            .map(|(name, value)| if *name == part { (part, wrong) } else { (*name, *value) })
            .collect();
        let refused = shop.put("/reseller", &pairs).await.with_code(14);
        assert!(refused.text_at("strMessage").contains(part), "{}", refused.text);
    }
    let unchanged = shop.get("/reseller", &[]).await.done();
    assert_eq!(unchanged.text_at("strEmail"), "lerato@example.co.za");
}

/// The sub-users that a list shows, whatever form it has.
async fn subusers(shop: &Shop, pairs: &[(&str, &str)]) -> Vec<Value> {
    match shop.get("/subuser", pairs).await.done().json["arrUser"].clone() {
        Value::Array(many) => many,
        one => vec![one],
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_subuser_works_for_its_account_and_leaves() {
    let world = World::on("2026-01-01").await;
    let shop = world.shop("main").await;
    assert_eq!(subusers(&shop, &[]).await, Vec::<Value>::new());
    let mut pairs = vec![("username", "lerato"), ("password", PASSWORD)];
    pairs.extend(PROFILE);
    let created = shop.post("/subuser", &pairs).await.done();
    assert_eq!(created.json["arrUser"]["strUsername"], "lerato");
    let key = created.json["arrUser"]["strApiKey"].as_str().unwrap().to_owned();
    let _ = shop.post("/subuser", &pairs).await.with_code(13);
    assert_eq!(subusers(&shop, &[]).await[0]["strStatus"], "active");

    let lerato = shop.signs_in("lerato", PASSWORD).await;
    shop.registers("shoes.co.za", 1).await;
    assert_eq!(lerato.status("shoes.co.za").await, "ok");
    let before = shop.balance_cents().await;
    lerato.registers("boots.co.za", 1).await;
    assert!(shop.balance_cents().await < before, "its account pays");
    let _ = shop.info("boots.co.za").await.done();

    let update = [("username", "lerato"), ("city", "Paarl")];
    let updated = shop.put("/subuser", &update).await.done();
    assert_eq!(updated.json["arrUser"]["strContactCity"], "Paarl");
    assert_eq!(updated.json["arrUser"]["strContactName"], "Lerato Molefe");
    let user = [("username", "lerato")];
    let _ = shop.post("/subuser/suspend", &user).await.done();
    assert_eq!(lerato.asks_to_register("more.co.za", 1).await.with_code(7).status, 403);
    let sign_in = [("username", "lerato"), ("password", PASSWORD)];
    let _ = shop.signed_out().post("/login", &sign_in).await.with_code(7);
    let _ = shop.signed_out().get("/domain/list", &[("key", &key)]).await.with_code(7);
    assert_eq!(subusers(&shop, &user).await[0]["strStatus"], "suspended");
    let _ = shop.post("/subuser/unsuspend", &user).await.done();
    let _ = lerato.info("boots.co.za").await.done();

    let _ = shop.delete("/subuser", &user).await.done();
    let gone = shop.signed_out().post("/login", &sign_in).await;
    assert!(matches!(gone.code(), 6 | 7), "{}", gone.text);
    assert_eq!(subusers(&shop, &[]).await, Vec::<Value>::new());
    let all = subusers(&shop, &[("includeDeleted", "true")]).await;
    assert_eq!(
        (&all[0]["strUsername"], &all[0]["strStatus"]),
        (&json!("lerato"), &json!("deleted"))
    );
    let _ = shop.post("/subuser/unsuspend", &user).await.with_code(11);
    assert_eq!(shop.status("boots.co.za").await, "ok", "names stay with the account");
    world.books_balance().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_subuser_manages_names_but_neither_people_nor_money() {
    let world = World::on("2026-01-01").await;
    let registrar = world.shop("registrar").await;
    let mut pairs = vec![("username", "lerato"), ("password", PASSWORD)];
    pairs.extend(PROFILE);
    let _ = registrar.post("/subuser", &pairs).await.done();
    let lerato = registrar.signs_in("lerato", PASSWORD).await;
    let mut another = vec![("username", "sipho"), ("password", PASSWORD)];
    another.extend(PROFILE);
    let calls: Vec<Call<'_>> = vec![
        ("POST", "/subuser", another.clone()),
        ("GET", "/subuser", vec![]),
        ("PUT", "/subuser", vec![("username", "lerato"), ("city", "Paarl")]),
        ("POST", "/subuser/suspend", vec![("username", "lerato")]),
        ("DELETE", "/subuser", vec![("username", "lerato")]),
        ("POST", "/reseller", another),
        ("PUT", "/reseller", PROFILE.to_vec()),
        ("GET", "/reseller/list", vec![]),
        ("PUT", "/reseller/suspendUser", vec![("username", "main")]),
        ("POST", "/billing/manualTopup", vec![("username", "main"), ("value", "1.00")]),
        ("POST", "/billing/removeCredits", vec![("username", "main"), ("value", "1.00")]),
        ("POST", "/reseller/defaultPricing", price("base", "1.00")),
        ("POST", "/reseller/notifications", vec![("domainCreates", "off")]),
    ];
    let ledger = world.ledger().await;
    for (method, path, pairs) in calls {
        let refused = lerato.call(method, path, &pairs).await;
        assert_eq!((refused.status, refused.code()), (403, 7), "{method} {path} {}", refused.text);
    }
    assert_eq!(world.ledger().await, ledger);
    let own = lerato.get("/reseller", &[]).await.done();
    let key = world.login("registrar")["key"].as_str().unwrap().to_owned();
    assert!(!own.text.contains(&key), "the owner's key is the owner's");
    let _ = lerato.get("/domain/list", &with("shoes.co.za", &[])).await.done();
}
