//! Price lists, in a world that is priced in dollars.

use app::Context;
use app::accounts::NewPassword;
use app::accounts::open::{self, Founder};
use app::accounts::prices::{self, NewPrice};
use inbound::domaincontext::AUDIENCE;
use model::account::{AccountId, Billing, Kind};
use model::money::Currency;
use model::price::PriceKind;
use model::secret::Secret;
use serde_json::{Value, json};

use crate::world::{PASSWORD, Shop, World, person};

/// A seller that sells in dollars, another one below it, and a client of that one.
struct Dollars {
    world: World,
    shop: Shop,
    client: Shop,
    stranger: Shop,
}

/// Somebody who pays in dollars.
pub async fn founds(
    world: &World,
    parent: Option<AccountId>,
    kind: Kind,
    login: &str,
) -> AccountId {
    let founder = Founder {
        parent,
        kind,
        currency: Currency::USD,
        billing: Billing::Prepaid,
        audience: AUDIENCE,
        login: login.to_owned(),
        password: NewPassword::Chosen(Secret::new(PASSWORD.to_owned())),
        profile: person("Ada Lovelace", &format!("{login}@karoo.example.com")),
        agreement: true,
    };
    open::found(&world.realm, founder).await.unwrap().account
}

fn com(registration: &'static str, kind: PriceKind) -> NewPrice<'static> {
    let figures = [registration, "12.25", "11.00", "40.00", "100.00"];
    NewPrice { tld: "com", kind, figures, currency: Currency::USD }
}

async fn dollars() -> Dollars {
    let world = World::new().await;
    let top = founds(&world, None, Kind::Operator, "dollars").await;
    let shop = founds(&world, Some(top), Kind::Registrar, "shop").await;
    founds(&world, Some(shop), Kind::Customer, "client").await;
    founds(&world, Some(top), Kind::Customer, "stranger").await;
    let cx = Context::for_account(&world.realm, top).await.unwrap();
    prices::set_default(&cx, com("9.99", PriceKind::Base)).await.unwrap();
    let cx = Context::for_account(&world.realm, shop).await.unwrap();
    prices::set_default(&cx, com("20.00", PriceKind::Base)).await.unwrap();
    let shop = world.somebody("shop", PASSWORD);
    let client = world.somebody("client", PASSWORD);
    let stranger = world.somebody("stranger", PASSWORD);
    Dollars { world, shop, client, stranger }
}

async fn lists(shop: &Shop, sent: &str) -> Vec<Value> {
    shop.asks("tariffsGetAvailable", sent).await.done().as_array().unwrap().clone()
}

fn names(lists: &[Value]) -> Vec<&str> {
    lists.iter().map(|list| list["name"].as_str().unwrap()).collect()
}

#[tokio::test]
async fn a_seller_offers_names_certificates_and_servers() {
    let at = dollars().await;
    let all = lists(&at.client, "").await;
    assert_eq!(names(&all)[..2], ["Domains", "Certificates"]);
    assert!(names(&all).contains(&"XENSSD VDS 4 100+"));
    let number = all[0]["id"].as_i64().unwrap();
    assert_eq!(
        all[0],
        json!({ "id": number, "name": "Domains", "tariff": "Domains", "type": "domain",
                "currency": "USD", "client": "shop", "seller": "shop", "is_personal": false,
                "note": "", "label": "Domains" })
    );
    let mut numbers: Vec<i64> = all.iter().map(|list| list["id"].as_i64().unwrap()).collect();
    numbers.sort_unstable();
    numbers.dedup();
    assert_eq!(numbers.len(), all.len());
    let kinds = |lists: &[Value]| {
        let mut kinds: Vec<_> =
            lists.iter().map(|list| list["type"].as_str().unwrap().to_owned()).collect();
        kinds.dedup();
        kinds
    };
    for (word, expected) in [
        ("domain", vec!["domain"]),
        ("certificate", vec!["certificate"]),
        ("svds", vec!["svds"]),
        ("ovds", vec!["ovds"]),
        ("server", vec!["svds", "ovds"]),
    ] {
        assert_eq!(kinds(&lists(&at.client, &format!("type={word}")).await), expected);
    }
    let refused = at.client.asks("tariffsGetAvailable", "type=boat").await;
    refused.refused("type is not one of the allowed values");
    assert_eq!(lists(&at.client, "seller=SHOP").await, all);
}

#[tokio::test]
async fn a_list_says_what_each_thing_costs() {
    let at = dollars().await;
    let all = lists(&at.client, "").await;
    let reads = async |shop: &Shop, id: &Value| {
        shop.asks("tariffGetInfo", &format!("id={id}")).await.done()
    };
    let domains = reads(&at.client, &all[0]["id"]).await;
    assert_eq!((&domains["name"], &domains["seller"]), (&json!("Domains"), &json!("shop")));
    let resources = domains["resources"].as_array().unwrap();
    let shown: Vec<_> = resources
        .iter()
        .map(|one| (one["type"].as_str().unwrap(), one["zone"].clone(), one["price"].to_string()))
        .collect();
    let priced = [
        ("dregistration", "20"),
        ("dtransfer", "11"),
        ("drenewal", "12.25"),
        ("drestore_expired", "0"),
        ("drestore_deleted", "40"),
    ];
    let priced = priced.map(|(word, price)| (word, json!("com"), price.to_owned()));
    assert_eq!(shown, priced);
    let paid = at.client.asks("clientGetPrices", "").await.done();
    assert_eq!(paid["com"]["drenewal"], resources[2]["price"]);

    let certificates = reads(&at.client, &all[1]["id"]).await;
    let first = &certificates["resources"][0];
    assert_eq!(
        (&first["type"], &first["price"], first.get("zone")),
        (&json!("certificate_purchase"), &paid["dv_multi"]["certificate_purchase"], None)
    );
    assert_eq!((&first["object_id"], &first["unit"]), (&json!(602), &json!("year")));
    assert_eq!(paid["dv_multi"]["certificate_renewal"], json!(42));

    let sized = all.iter().find(|list| list["name"] == "XENSSD VDS 4 100+").unwrap();
    let server = reads(&at.client, &sized["id"]).await;
    assert_eq!(server["id"], 704);
    assert_eq!(server["label"], "Memory: 4 GB, Processors: 4, Disk: 100 GB SSD");
    assert_eq!(
        server["resources"],
        json!([{ "id": 7041, "type": "monthly", "object_id": 704, "price": 19, "fee": 0,
                 "quantity": 1, "unit": "month", "currency": "USD" }])
    );
    let two = format!("x[id]=704&y[id]={}&z[id]=5", all[1]["id"]);
    let text = at.client.asks("tariffsGetInfo", &two).await.text;
    let two: Value = serde_json::from_str(&text).unwrap();
    assert_eq!((&two["x"], &two["y"]), (&server, &certificates));
    assert_eq!(two["z"]["_error"], "tariff not found");
    assert_eq!(two["z"]["_error_ops"], json!({ "field": "id", "reason": "not_found" }));
    at.client.asks("tariffGetInfo", "").await.refused("id is missing");
}

#[tokio::test]
async fn what_a_seller_offers_is_seen_above_and_below_it_and_nowhere_else() {
    let at = dollars().await;
    let own = lists(&at.shop, "type=domain").await;
    let offered = lists(&at.shop, "seller=shop&type=domain").await;
    assert_eq!(
        (own[0]["seller"].as_str(), offered[0]["seller"].as_str()),
        (Some("dollars"), Some("shop"))
    );
    let one = format!("id={}", offered[0]["id"]);
    let read = at.shop.asks("tariffGetInfo", &one).await.done();
    assert_eq!(read["resources"][0]["price"], 20);
    let top = at.world.somebody("dollars", PASSWORD);
    assert_eq!(top.asks("tariffGetInfo", &one).await.done(), read);
    assert_eq!(at.client.asks("tariffGetInfo", &one).await.done(), read);
    assert_eq!(lists(&top, "seller=shop&type=domain").await, offered);
    assert_eq!(lists(&top, "type=domain").await, own);
    let paid = at.shop.asks("tariffGetInfo", &format!("id={}", own[0]["id"])).await.done();
    assert_eq!(paid["resources"][0]["price"].to_string(), "9.99");

    at.stranger.asks("tariffGetInfo", &one).await.refused("tariff not found");
    for seller in ["shop", "seller", "nobody"] {
        let refused = at.stranger.asks("tariffsGetAvailable", &format!("seller={seller}")).await;
        let refused = refused.refused("seller not found");
        assert_eq!(refused["_error_ops"], json!({ "field": "seller", "reason": "not_found" }));
    }
    let above = at.client.asks("tariffsGetAvailable", "seller=dollars").await;
    above.refused("seller not found");

    // A price for one client alone makes the list its own.
    let cx = at.world.acting_for("shop").await;
    prices::set_for(&cx, AUDIENCE, "client", com("1.00", PriceKind::Markup)).await.unwrap();
    let special = lists(&at.client, "type=domain").await;
    assert_eq!((&special[0]["is_personal"], &special[0]["id"]), (&json!(true), &offered[0]["id"]));
    let read = at.client.asks("tariffGetInfo", &one).await.done();
    assert_eq!(read["resources"][0]["price"].to_string(), "10.99");
    let above = at.shop.asks("clientGetPrices", "client=client").await.done();
    assert_eq!(above["com"]["dregistration"].to_string(), "10.99");
}
