//! The switch that signs a zone that is run here, by the clock and at the registry.

use std::collections::BTreeSet;
use std::slice::from_ref;

use serde_json::{Value, json};
use testkit::co_za::{REGISTRANT, parts, with};
use testkit::world::on_each_engine;
use testkit::{Shop, World};

const NAME: &str = "shoes.co.za";

/// Where the signing of the zone stands, as the sandbox shows it.
async fn standing(world: &World) -> Value {
    let answer = world.control("GET", &format!("/zones/{NAME}/dnssec"), None).await;
    assert_eq!(answer.status, 200, "{}", answer.text);
    answer.json()
}

/// The DS records that a caller reads, as zone files have them.
async fn shown(shop: &Shop) -> Vec<String> {
    let read = shop.get("/domain/dsrecords", &parts(NAME)).await.done();
    let text = |record: &Value, key: &str| record[key].as_str().unwrap().to_owned();
    let line = |record: &Value| {
        ["keyTag", "alg", "digestType", "digest"].map(|key| text(record, key)).join(" ")
    };
    read.list_at("arrDsRecords").iter().map(line).collect()
}

/// The DS records that the registry has.
async fn at_registry(world: &World) -> Vec<String> {
    let realm = &world.running().world().realm;
    let name = model::name::DomainName::from_parts("shoes", "co.za").unwrap();
    let info = realm.registry.info(&name, None).await.unwrap();
    let signers = info.signers.into_iter();
    signers
        .map(|one| format!("{} {} {} {}", one.key_tag, one.algorithm, one.digest_type, one.digest))
        .collect()
}

async fn registers(shop: &Shop, more: &[(&str, &str)]) {
    let mut pairs = with(NAME, &[("period", "1")]);
    pairs.extend(more);
    pairs.extend(REGISTRANT);
    let _ = shop.post("/domain", &pairs).await.done();
}

async fn wishes(world: &World, shop: &Shop, pairs: &[(&str, &str)]) {
    let _ = shop.post("/domain/ns", &with(NAME, pairs)).await.with_code(2);
    world.sleeps("PT2S").await;
}

async fn is_signed(shop: &Shop) -> bool {
    shop.info(NAME).await.json["bDNSSec"] == json!(true)
}

#[tokio::test(flavor = "multi_thread")]
async fn a_switch_signs_a_zone_and_changes_its_key_and_ends_it() {
    on_each_engine("2026-01-01", async |mut world| {
        let shop = world.shop("main").await;
        registers(&shop, &[("dns", "managed")]).await;
        wishes(&world, &shop, &[("dnsSec", "1")]).await;
        // Signed at once; the registry hears of it when no cache holds an unsigned answer.
        assert!(is_signed(&shop).await && shown(&shop).await.is_empty());
        let signed = standing(&world).await;
        assert_eq!(
            (&signed["algorithm"], &signed["state"]),
            (&json!("ecdsa-p256"), &json!("signed"))
        );
        world.sleeps("PT1H").await;
        let first = standing(&world).await["keys"][0]["ds"].as_str().unwrap().to_owned();
        assert_eq!(at_registry(&world).await, from_ref(&first));
        assert_eq!(shown(&shop).await, from_ref(&first));
        assert_eq!(standing(&world).await["state"], "secure");

        // Somebody else's keys would cut the name off.
        let foreign = concat!(
            r#"a:1:{i:0;a:4:{s:3:"tag";s:5:"48422";s:3:"alg";s:2:"13";s:10:"digestType";s:1:"1";"#,
            r#"s:6:"digest";s:40:"FAC29A470E836B45FA9A451865C1B0284AA6924D";}}"#
        );
        let foreign = with(NAME, &[("dsRecords", foreign)]);
        let _ = shop.post("/domain/dsrecords", &foreign).await.with_code(12);

        let rolled =
            world.control("POST", &format!("/zones/{NAME}/dnssec/rollover"), None).await.json();
        assert_eq!(rolled["state"], "rolling", "{rolled}");
        let second = rolled["keys"][1]["ds"].as_str().unwrap().to_owned();
        world.sleeps("PT1H").await;
        assert_eq!(at_registry(&world).await, from_ref(&first), "caches may not know the new key");
        world.restarts().await;
        world.sleeps("PT1H").await;
        assert_eq!(at_registry(&world).await, from_ref(&second));
        assert_eq!(standing(&world).await["keys"].as_array().unwrap().len(), 2);
        world.sleeps("PT25H").await;
        let after = standing(&world).await;
        assert_eq!(
            (&after["state"], after["keys"].as_array().unwrap().len()),
            (&json!("secure"), 1)
        );
        assert_eq!(after["keys"][0]["ds"], json!(second));

        let shop = world.shop("main").await;
        wishes(&world, &shop, &[("dnsSec", "0")]).await;
        assert!(!is_signed(&shop).await && shown(&shop).await.is_empty());
        assert!(at_registry(&world).await.is_empty());
        assert_eq!(standing(&world).await["state"], "unsigning", "caches may count on signatures");
        world.sleeps("PT25H").await;
        assert_eq!(standing(&world).await["signed"], json!(false));
        world.agrees_with_registry().await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_name_that_is_registered_signed_was_never_unsigned() {
    let world = World::on("2026-01-01").await;
    let shop = world.shop("main").await;
    let custom = [
        ("dns", "custom"),
        ("ns1", "ns1.hosting.example"),
        ("ns2", "ns2.hosting.example"),
        ("dnsSec", "1"),
    ];
    let mut pairs = with(NAME, &[("period", "1")]);
    pairs.extend(custom);
    pairs.extend(REGISTRANT);
    let _ = shop.post("/domain", &pairs).await.with_code(12);

    registers(&shop, &[("dns", "managed"), ("dnsSec", "1")]).await;
    assert!(is_signed(&shop).await);
    world.sleeps("PT1S").await;
    let ds = shown(&shop).await;
    assert_eq!((at_registry(&world).await, ds.len()), (ds.clone(), 1));

    // Whoever takes its servers away takes its keys away, and may come back.
    let away = [("dns", "custom"), ("ns1", "ns1.hosting.example"), ("ns2", "ns2.hosting.example")];
    wishes(&world, &shop, &away).await;
    assert!(at_registry(&world).await.is_empty());
    assert!(!is_signed(&shop).await);
    assert_eq!(standing(&world).await["state"], "unsigning");
    wishes(&world, &shop, &[("dns", "managed"), ("dnsSec", "1")]).await;
    world.sleeps("P2D").await;
    assert_eq!(at_registry(&world).await, ds, "the same key, which caches know");

    let _ = shop.delete("/domain/dsrecords", &parts(NAME)).await.done();
    world.sleeps("P2D").await;
    assert_eq!(standing(&world).await["signed"], json!(false));
    let _ = shop.delete("/domain", &parts(NAME)).await.with_code(2);
    world.sleeps("P60D").await;
    let gone = world.control("GET", &format!("/zones/{NAME}/dnssec"), None).await;
    assert_eq!(gone.status, 404);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_registry_that_refuses_or_is_away_is_asked_again() {
    let world = World::on("2026-01-01").await;
    let shop = world.shop("main").await;
    registers(&shop, &[("dns", "managed")]).await;
    world.orders_fault("update", "unavailable", 2).await;
    let body = json!({ "algorithm": "ed25519" });
    let path = format!("/zones/{NAME}/dnssec");
    let signed = world.control("POST", &path, Some(body)).await.json();
    assert_eq!((&signed["state"], &signed["awaits_parent"]), (&json!("signed"), &json!(false)));
    world.sleeps("PT1H15M").await;
    assert!(at_registry(&world).await.is_empty());
    world.sleeps("PT10M").await;
    let known: BTreeSet<String> = at_registry(&world).await.into_iter().collect();
    assert_eq!(known.len(), 1);

    world.orders_fault("update", "refused", 1).await;
    let leaving = world.control("DELETE", &path, None).await.json();
    assert_eq!(leaving["state"], "withdrawing", "{leaving}");
    world.sleeps("PT5H").await;
    assert_eq!(at_registry(&world).await.len(), 1);
    world.sleeps("PT1H").await;
    assert!(at_registry(&world).await.is_empty());
    world.sleeps("PT25H").await;
    assert_eq!(standing(&world).await["signed"], json!(false));
    let nowhere = world.control("POST", "/zones/nobodys.co.za/dnssec", None).await;
    assert_eq!((nowhere.status, &nowhere.json()["error"]["field"]), (404, &json!("name")));
    let unknown = world.control("POST", &path, Some(json!({ "algorithm": "rsa" }))).await;
    assert_eq!((unknown.status, &unknown.json()["error"]["code"]), (400, &json!("unknown")));
}
