//! Domains that are ordered, held, switched and given records.

use http::Method;
use model::time::Timestamp;
use serde_json::{Value, json};

use crate::world::{AUTH_CODE, Answer, PASSWORD, Shop, World};

async fn held(world: &World) -> String {
    world.gives(&world.main, "karoo.net", 300).await;
    let domains = world.main.get("/domain").await.done();
    format!("/domain/{}", domains["domains"][0]["id"].as_str().unwrap())
}

async fn put(shop: &Shop, path: &str, body: Value) -> Answer {
    shop.send(Method::PUT, path, body).await
}

#[tokio::test]
async fn an_ordered_name_waits_for_its_money() {
    let world = World::new().await;
    let main = &world.main;
    let wish = json!({ "name": "karoo.net", "action": "register", "years": 2 });
    let placed = main.post("/domain/order", wish).await.done();
    assert_eq!(placed["items"]["type"], "Domain Register");
    let path = format!("/domain/{}", placed["items"]["id"].as_str().unwrap());
    let details = main.get(&path).await.done()["details"].take();
    assert_eq!(
        (&details["status"], &details["expires"], &details["period"], &details["nameservers"]),
        (&json!("Pending"), &json!("0000-00-00"), &json!("2"), &json!([]))
    );
    let by_name = main.get("/domain/name/karoo.net").await.done();
    assert_eq!(by_name["details"], json!([details]));
    assert_eq!(main.get("/domain").await.done()["domains"][0]["daytoexpire"], "0");
    // It can be looked at, and nothing can be done with it yet.
    main.put(&format!("{path}/autorenew")).await.refused(400, "It is not active.");
    world.other.get(&path).await.refused(404, "Domain not found");
    world.other.put(&format!("{path}/autorenew")).await.refused(404, "Domain not found");
}

#[tokio::test]
async fn a_held_name_is_shown_by_number_and_by_name() {
    let world = World::new().await;
    let path = held(&world).await;
    let main = &world.main;
    let row = main.get("/domain").await.done()["domains"][0].take();
    assert_eq!(
        (&row["status"], &row["date_created"], &row["expires"], &row["daytoexpire"]),
        (&json!("Active"), &json!("2026-01-25"), &json!("2027-01-25"), &json!("65"))
    );
    let details = main.get(&path).await.done()["details"].take();
    assert_eq!(details["nameservers"], json!(["ns1.nameyard.example"]));
    assert_eq!(main.get(&format!("{path}/ns")).await.done()["nameservers"], details["nameservers"]);
    assert_eq!(main.get("/domain/name/KAROO.net").await.done()["details"][0], details);
    assert_eq!(main.get("/domain/name/veld.net").await.done(), json!({ "details": [] }));
    assert_eq!(world.other.get("/domain/name/karoo.net").await.done(), json!({ "details": [] }));

    world.realm.clock.set(Timestamp::parse("2027-02-01T00:00:00Z").unwrap(), true);
    let row = world.nobody().with_basic("main", PASSWORD).get("/domain").await.done();
    let row = &row["domains"][0];
    assert_eq!((&row["status"], &row["daytoexpire"]), (&json!("Expired"), &json!("0")));
}

#[tokio::test]
async fn a_switch_without_a_word_changes_over() {
    let world = World::new().await;
    let path = format!("{}/autorenew", held(&world).await);
    let main = &world.main;
    let state = async || main.get(&path).await.done()["autorenew"].take();
    assert_eq!(state().await, "0");
    main.put(&path).await.done();
    assert_eq!(state().await, "1");
    main.put(&path).await.done();
    assert_eq!(state().await, "0");
    for _ in 0..2 {
        put(main, &path, json!({ "autorenew": "1" })).await.done();
        assert_eq!(state().await, "1");
    }
    put(main, &path, json!({ "autorenew": "perhaps" }))
        .await
        .refused(400, "autorenew should be true or false");
}

#[tokio::test]
async fn a_lock_a_code_and_no_keys() {
    let world = World::new().await;
    let path = held(&world).await;
    let main = &world.main;
    assert_eq!(main.get(&format!("{path}/reglock")).await.done(), json!({ "reglock": "1" }));
    let code = main.get(&format!("{path}/epp")).await.done();
    assert_eq!(code, json!({ "epp_code": AUTH_CODE }));
    assert_eq!(main.get(&format!("{path}/dnssec")).await.done(), json!({ "keys": [] }));
    assert_eq!(
        main.get(&format!("{path}/dnssec/flags")).await.text,
        r#"{"flags":{"256":"ZSK","257":"KSK"}}"#
    );
    main.send(Method::DELETE, &format!("{path}/dnssec/1"), json!({}))
        .await
        .refused(404, "DNSSEC key not found");
}

#[tokio::test]
async fn writes_that_need_words_refuse_silence() {
    let world = World::new().await;
    let path = held(&world).await;
    let main = &world.main;
    for (below, words) in [
        ("contact", "contact_info is missing"),
        ("emforwarding", "emforwarding is missing"),
        ("forwarding", "url is missing"),
        ("dnssec", "flags is missing"),
    ] {
        main.put(&format!("{path}/{below}")).await.refused(400, words);
    }
    main.post(&format!("{path}/reg"), json!({})).await.refused(400, "host is missing");
    main.post(&format!("{path}/reg"), json!({ "host": "ns1", "ip": "x" }))
        .await
        .refused(400, "ip is not an IP address of its family");
    put(main, &format!("{path}/ns"), json!({ "nameservers": "nameserversValue" }))
        .await
        .refused(400, "nameservers is not a host name");
}

#[tokio::test]
async fn mail_and_visitors_are_sent_on() {
    let world = World::new().await;
    let path = held(&world).await;
    let (main, mail) = (&world.main, format!("{path}/emforwarding"));
    let rules = json!({ "emforwarding": [{ "from": "info", "to": "thandi@example.net" }] });
    put(main, &mail, rules.clone()).await.done();
    assert_eq!(main.get(&mail).await.done(), rules);
    let wrong = json!({ "emforwarding": [
        { "from": "info", "to": "thandi@example.net" }, { "from": "shop", "to": "nobody" },
    ] });
    put(main, &mail, wrong).await.refused(400, "emforwarding[1].to is not an e-mail address");
    assert_eq!(main.get(&mail).await.done(), rules);
    put(main, &mail, json!({ "emforwarding": [] })).await.done();
    assert_eq!(main.get(&mail).await.done(), json!({ "emforwarding": [] }));

    let web = format!("{path}/forwarding");
    put(main, &web, json!({ "url": "https://example.net/", "type": "frame" })).await.done();
    put(main, &web, json!({ "url": "ftp://example.net/" }))
        .await
        .refused(400, "url is not an http or https address");
    put(main, &web, json!({ "url": "https://example.net/", "type": "odd" }))
        .await
        .refused(400, "type is not one of the allowed values");
}

#[tokio::test]
async fn records_keep_their_numbers_when_others_go() {
    let world = World::new().await;
    let path = format!("{}/dns", held(&world).await);
    let (main, other) = (&world.main, &world.other);
    let types = main.get(&format!("{path}/types")).await.done();
    assert_eq!(types, json!({ "types": ["A", "CNAME", "URL", "FRAME", "MX", "MXE", "TXT"] }));
    let updated = json!({ "info": ["DNS Management updated successfully"] });
    let www = json!({ "name": "www", "type": "A", "content": "192.0.2.80" });
    assert_eq!(main.post(&path, www).await.done(), updated);
    let mail = json!({ "type": "mx", "priority": "10", "content": "mail.example.net" });
    assert_eq!(main.post(&path, mail).await.done(), updated);
    let records = main.get(&path).await.done()["records"].take();
    let (first, second) = (&records[0], &records[1]);
    assert_eq!((&first["name"], &second["name"]), (&json!("www"), &json!("")));
    assert_eq!((&second["type"], &second["priority"]), (&json!("MX"), &json!(10)));

    let number = |record: &Value| format!("{path}/{}", record["id"]);
    put(main, &number(first), json!({ "content": "192.0.2.81" })).await.done();
    put(main, &number(first), json!({})).await.refused(400, "content is missing");
    other.send(Method::DELETE, &number(first), json!({})).await.refused(404, "Domain not found");
    assert_eq!(main.send(Method::DELETE, &number(first), json!({})).await.done(), updated);
    main.send(Method::DELETE, &number(first), json!({})).await.refused(404, "Record not found");
    assert_eq!(main.get(&path).await.done(), json!({ "records": [second] }));
    let foreign = json!({ "type": "NS", "content": "ns1.example.net" });
    main.post(&path, foreign).await.refused(400, "type is not a record type that is served");
}
