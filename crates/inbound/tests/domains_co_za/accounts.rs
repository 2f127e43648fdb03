//! The caller's account and the accounts below it.

use serde_json::{Value, json};

use crate::world::{PASSWORD, World};

const PROFILE: &[(&str, &str)] = &[
    ("name", "Pieter Botha"),
    ("email", "pieter@karooshop.example"),
    ("contactNumber", "%2B27.215550102"),
    ("address1", "3 Church Square"),
    ("city", "Graaff-Reinet"),
    ("province", "Eastern Cape"),
    ("postalCode", "6280"),
    ("country", "za"),
];

fn with<'a>(first: &[(&'a str, &'a str)], rest: &[(&'a str, &'a str)]) -> Vec<(&'a str, &'a str)> {
    [first, rest].concat()
}

#[tokio::test]
async fn the_same_money_is_said_several_ways() {
    let world = World::new().await;
    let mut balance = world.main.get("/domain/funds", &[]).await.done();
    balance["strUUID"].take();
    assert_eq!(
        balance,
        json!({
            "intReturnCode": 1, "strUUID": null, "strMessage": "Successful", "strReason": "",
            "strBillingType": "reseller", "dblPrepaidBalance": 435, "dblPostPaid": 0,
            "dblCozaBalance": 0, "strType": "reseller", "strBalance": "435",
            "objReseller":
                { "username": "main", "balance": "435.00", "accountType": "pre", "lowBalance": true },
            "strApiHost": "api-node01",
        })
    );
    let registrar = world.registrar.get("/domain/funds", &[]).await.done();
    assert_eq!(registrar["strType"], "registrar");
}

#[tokio::test]
async fn a_registrar_opens_an_account_and_moves_its_money() {
    let world = World::new().await;
    let registrar = &world.registrar;
    let login = [("username", "karooshop"), ("password", PASSWORD)];
    let opened = registrar.post("/reseller", &with(&login, PROFILE)).await.done();
    let key = opened["strApiKey"].as_str().unwrap().to_owned();
    registrar
        .post("/reseller", &with(&login, PROFILE))
        .await
        .refused(13, "username already exists");
    world
        .main
        .post("/reseller", &with(&login, PROFILE))
        .await
        .refused(7, "Only registrars may do this");

    let of_shop = [("username", "karooshop")];
    let profile = registrar.get("/reseller", &of_shop).await.done();
    for (name, value) in [
        ("strContactNumber", json!("+27.215550102")),
        ("strCountry", json!("ZA")),
        ("fltBalance", json!(0)),
        ("intDomainsEnabled", json!("1")),
        ("intAdslEnabled", json!("0")),
        ("boolAgreement", json!("0")),
        ("strApiKey", json!(key)),
        ("objReseller", Value::Null),
    ] {
        assert_eq!(profile[name], value, "{name}");
    }
    let shop = world.signs_in("karooshop").await;
    assert_eq!(shop.get("/reseller", &[]).await.done()["objReseller"]["username"], "karooshop");
    shop.get("/reseller", &[("username", "main")]).await.refused(7, "Only registrars may do this");
    registrar
        .get("/reseller", &[("username", "nobody")])
        .await
        .refused(11, "username does not exist");

    let moved = |value| with(&of_shop, &[("value", value)]);
    let added = registrar.post("/billing/manualTopup", &moved("302.50")).await.done();
    assert_eq!(added["fltCredits"], "302.50");
    let removed = registrar.post("/billing/removeCredits", &moved("59.99")).await.done();
    assert_eq!(removed["fltCredits"], "242.51");
    let answer = registrar.post("/billing/removeCredits", &moved("300")).await;
    answer.refused(19, "Insufficient credits: 57.49 ZAR more is needed");
    registrar.post("/billing/manualTopup", &of_shop).await.refused(10, "value is missing");
    registrar
        .post("/billing/manualTopup", &moved("0"))
        .await
        .refused(14, "value must be more than 0");
    registrar
        .post("/billing/manualTopup", &[("value", "1")])
        .await
        .refused(10, "username is missing");

    let search = [("search", "karoo"), ("sortBy", "strUsername")];
    let list = registrar.get("/reseller/list", &search).await.done();
    assert_eq!(
        list["arrResellerList"],
        json!([{
            "strUsername": "karooshop", "strName": "Pieter Botha", "strCompany": "",
            "intTotalDomains": 0, "agreementSigned": 0, "fltBalance": "242.51",
        }])
    );
    assert_eq!((&list["intTotal"], &list["intFilterTotal"]), (&json!(3), &json!(1)));

    registrar.put("/reseller/suspendUser", &of_shop).await.done();
    shop.get("/domain/funds", &[]).await.refused(7, "Your account is suspended");
    registrar.put("/reseller/suspendUser", &[]).await.refused(10, "username is missing");
    registrar.put("/reseller/unsuspendUser", &of_shop).await.done();
    shop.get("/domain/funds", &[]).await.done();
}

#[tokio::test]
async fn a_profile_is_replaced_as_a_whole() {
    let world = World::new().await;
    let main = &world.main;
    main.put("/reseller", &with(&[("password", "")], PROFILE)).await.done();
    let profile = main.get("/reseller", &[]).await.done();
    assert_eq!(profile["strName"], "Pieter Botha");
    assert_eq!(profile["objReseller"]["balance"], "435.00");
    main.put("/reseller", &PROFILE[1..]).await.refused(10, "name is missing");
    let wrong = with(&[("name", "Pieter"), ("email", "nobody")], &PROFILE[2..]);
    main.put("/reseller", &wrong).await.refused(14, "email is not an e-mail address");
}

#[tokio::test]
async fn prices_come_from_defaults_and_settings() {
    let world = World::new().await;
    let (registrar, main) = (&world.registrar, &world.main);
    main.get("/reseller/pricing", &[]).await.refused(10, "format is missing");
    assert_eq!(main.get("/reseller/prices", &[("format", "flat")]).await.json["intReturnCode"], 14);

    let figures = |tld, kind| {
        [
            ("type", kind),
            ("tld", tld),
            ("registration", "10"),
            ("renewal", "10"),
            ("transfer", "0"),
            ("redemption", "10"),
            ("premium", "1000"),
        ]
    };
    registrar.post("/reseller/defaultPricing", &figures("co.za", "base")).await.done();
    let defaults = registrar.get("/reseller/defaultPricing", &[("format", "tld")]).await.done();
    let price = &defaults["arrPrices"]["co.za"];
    assert_eq!(price["type"], "base");
    assert_eq!(price["total"]["premium"], "1000.00");
    assert_eq!(
        price["setting"],
        json!({
            "currency": "zar", "registration": "10.00", "renewal": "10.00", "transfer": "0.00",
            "redemption": "10.00", "premium": "1000.00", "type": "base",
        })
    );
    let cents = |text: &Value| text.as_str().unwrap().replace('.', "").parse::<i64>().unwrap();
    assert_eq!(cents(&price["registration"]) + cents(&price["markup"]["registration"]), 1_000);

    let for_main = with(&[("username", "main")], &figures(".CO.ZA", "percentage"));
    let set = registrar.post("/reseller/pricing", &for_main).await.done();
    let (own, others) = (&set["arrPrices"]["co.za"], &set["arrPrices"]["org.za"]);
    assert_eq!(
        (&own["type"], &own["currency"], &own["optedOut"]),
        (&json!("percentage"), &json!("zar"), &json!(0))
    );
    assert_eq!((&others["type"], &others["currency"]), (&json!("base"), &json!("ZAR")));
    assert_eq!(set["objReseller"], Value::Null);

    let prices = main.get("/reseller/pricing", &[("format", "tld")]).await.done();
    let paid = cents(&prices["arrPrices"]["co.za"]["registration"]);
    assert_eq!(paid, (cents(&price["registration"]) * 11 + 5) / 10);
    assert_eq!(prices["arrPrices"]["co.za"]["optedOut"], false);
    let others = world.other.get("/reseller/pricing", &[("format", "tld")]).await.done();
    assert_eq!(others["arrPrices"]["co.za"]["registration"], "10.00");
    registrar
        .post("/reseller/pricing", &figures("co.za", "base"))
        .await
        .refused(10, "username is missing");
    let unknown = with(&[("username", "main")], &figures("nosuch", "base"));
    registrar
        .post("/reseller/pricing", &unknown)
        .await
        .refused(14, "tld is not an extension that is sold here");
}

#[tokio::test]
async fn mail_is_switched_one_by_one() {
    let world = World::new().await;
    let (registrar, main) = (&world.registrar, &world.main);
    let set = [("nsFailed", "off"), ("contactUpdates", "")];
    assert_eq!(main.post("/reseller/notifications", &set).await.done()["arrErrorList"], json!([]));
    let found = registrar.get("/reseller/notifications", &[("username", "main")]).await.done();
    assert_eq!(found["arrSettings"], found["arrNotifications"]);
    let settings = found["arrSettings"].as_array().unwrap();
    let off: Vec<_> = settings.iter().filter(|setting| setting["status"] == "Off").collect();
    assert_eq!(settings.len(), 8);
    assert_eq!(
        off,
        [&json!({ "code": "nsFailed", "name": "Nameserver Update Failed", "status": "Off" })]
    );
    assert_eq!(main.post("/reseller/notifications", &[("nsFailed", "maybe")]).await.status, 400);
}
