//! Zones under a service, as documented and as seen: made, filled, changed and gone.

use serde_json::{Value, json};
use testkit::World;
use testkit::dns_services::{Client, Reply};
use testkit::http::Sent;

/// DNS hosting.
pub const DNS_HOSTING: u32 = 401;

/// A client with a zone: its service, and the zone's number.
pub async fn with_zone(client: &Client, name: &str) -> (String, String) {
    let service = client.subscribes(DNS_HOSTING, "m", "").await;
    let made = client.post(&format!("/service/{service}/dns"), json!({ "name": name })).await;
    let made = made.done().json["info"][0].clone();
    assert!(made.as_str().is_some_and(|words| words.contains(name)), "{made}");
    let zone = zone_called(client, name).await.expect("the zone that was made");
    assert_eq!(zone["service_id"], service);
    (service, zone["domain_id"].as_str().expect("a number as text").to_owned())
}

async fn zone_called(client: &Client, name: &str) -> Option<Value> {
    let zones = client.get("/dns").await.done().list_at("zones");
    zones.into_iter().find(|zone| zone["name"] == name)
}

/// The records of a zone in their order; where a row is left out, the others stand under their numbers.
pub fn rows(zone: &Reply) -> Vec<Value> {
    match &zone.json["records"] {
        Value::Array(rows) => rows.clone(),
        Value::Object(rows) => rows.values().cloned().collect(),
        other => panic!("{other}"),
    }
}

fn service_record() -> Value {
    json!({
        "name": "_sip._tcp.shoes.com", "ttl": 3600, "priority": 10, "type": "SRV",
        "content": [10, 5060, "vc01.shoes.com"],
    })
}

#[tokio::test(flavor = "multi_thread")]
async fn a_zone_is_made_filled_changed_and_gone() {
    let world = World::on("2026-01-01").await;
    let main = world.client("main").await;
    let (service, zone) = with_zone(&main, "shoes.com").await;
    assert_eq!(main.get("/dns").await.done().json["service_ids"], json!([service]));
    let methods = main.get(&format!("/service/{service}/methods")).await.done().list_at("methods");
    assert!(methods.iter().any(|method| method["route"] == "/service/@service_id/dns"));
    let path = format!("/service/{service}/dns/{zone}");
    let records = format!("{path}/records");
    let a = json!({
        "name": "shoes.com", "ttl": "1800", "priority": 0, "type": "A", "content": "192.0.2.1",
    });
    let created = main.post(&records, a).await.done().json;
    assert_eq!(
        created,
        json!({
            "record": { "name": "shoes.com", "type": "A", "ttl": "1800", "priority": "0",
                "content": "192.0.2.1" },
            "info": ["dnsnewrecordadded", "A"],
        })
    );
    let created = main.post(&records, service_record()).await.done().json;
    assert_eq!(created["record"]["content"], json!([10, 5060, "vc01.shoes.com"]));
    let read = main.get(&path).await.done();
    let number: i64 = service.parse().expect("a number");
    assert_eq!(
        (&read.json["service_id"], &read.json["name"]),
        (&json!(number), &json!("shoes.com"))
    );
    assert!(read.json["records"].is_array(), "{}", read.text);
    let [a, srv] = &rows(&read)[..] else { panic!("{}", read.text) };
    let id = |record: &Value| record["id"].as_str().expect("a number as text").to_owned();
    assert_eq!(
        *a,
        json!({ "id": id(a), "name": "", "ttl": 1800, "priority": 0, "content": "192.0.2.1",
            "type": "A" })
    );
    assert_eq!(
        *srv,
        json!({ "id": id(srv), "name": "_sip._tcp", "ttl": 3600, "priority": 10,
            "content": [10, 5060, "vc01.shoes.com"], "type": "SRV" })
    );

    let change = json!({ "name": "shoes.com", "ttl": 600, "priority": 0, "type": "A",
        "content": "192.0.2.2" });
    let changed = main.put(&format!("{records}/{}", id(a)), change).await.done().json;
    assert_eq!(
        changed,
        json!({
            "record": { "id": id(a), "type": "A", "ttl": "600", "name": "shoes.com", "priority": 0,
                "content": "192.0.2.2" },
            "info": ["The record was updated successfully."],
        })
    );
    let removed = main.delete(&format!("{records}/{}", id(srv))).await.done().json;
    assert_eq!(removed, json!({ "info": ["The record was deleted successfully."] }));
    let left = rows(&main.get(&path).await.done());
    assert_eq!((left.len(), &left[0]["content"]), (1, &json!("192.0.2.2")));
    is_gone_in_the_end(&world, &main, &path).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_zone_is_made_filled_changed_and_gone_as_seen() {
    let world = World::observed("2026-01-01").await;
    let main = world.client("main").await;
    let (service, zone) = with_zone(&main, "shoes.com").await;
    let path = format!("/service/{service}/dns/{zone}");
    let records = format!("{path}/records");
    // A new zone shows its authority and its servers.
    let begun = rows(&main.get(&path).await.done());
    assert_eq!(begun[0]["type"], "SOA");
    assert_eq!(begun[0]["content"].as_array().map(Vec::len), Some(7));
    assert!(begun[1..].iter().all(|record| record["type"] == "NS"), "{begun:?}");
    let text = json!({ "name": "www", "ttl": "600", "type": "TXT", "content": "two words" });
    let created = main.post(&records, text).await.done().json;
    assert_eq!((&created["success"], &created["record"]["ttl"]), (&json!(true), &json!(600)));
    assert_eq!(created["record"].get("id"), None);
    let _ = main.post(&records, service_record()).await.done();
    let read = main.get(&path).await.done();
    assert_eq!(read.json["service_id"], service);
    let [text, srv] = &rows(&read)[begun.len()..] else { panic!("{}", read.text) };
    assert_eq!(
        (&text["name"], &text["content"]),
        (&json!("www.shoes.com"), &json!("\"two words\""))
    );
    assert_eq!((&srv["prio"], &srv["domain_id"]), (&json!("10"), &json!(zone)));
    for record in rows(&read) {
        for key in ["id", "domain_id", "ttl", "prio"] {
            assert!(record[key].is_string(), "{record}");
        }
    }
    let id = text["id"].as_str().expect("a number as text").to_owned();
    let change = json!({ "name": "www", "ttl": 300, "type": "TXT", "content": "one" });
    let changed = main.put(&format!("{records}/{id}"), change).await.done().json;
    assert_eq!((&changed["success"], &changed["record"]["id"]), (&json!(true), &json!(id)));
    let unknown = main.put(&format!("{records}/999999"), json!({ "content": "two" })).await;
    assert_eq!((unknown.status, &unknown.json["success"]), (200, &json!(false)));
    assert!(!unknown.errors().is_empty(), "{}", unknown.text);
    let gone = main.call("DELETE", &format!("{records}/{id}"), json!({})).await.done();
    assert_eq!(gone.text, r#"{"success":true}"#);
    assert_eq!(rows(&main.get(&path).await.done()).len(), begun.len() + 1);
    is_gone_in_the_end(&world, &main, &path).await;
}

/// The zone of a client is removed, and nothing of it is left.
async fn is_gone_in_the_end(world: &World, main: &Client, path: &str) {
    let other = world.client("other").await;
    other.delete(path).await.refused(404);
    let gone = main.delete(path).await.done().json["info"][0].clone();
    assert!(gone.as_str().is_some_and(|words| words.contains("shoes.com")), "{gone}");
    assert_eq!(zone_called(main, "shoes.com").await, None);
    main.get(path).await.refused(404);
    main.delete(path).await.refused(404);
    let record = json!({ "name": "www", "type": "A", "content": "192.0.2.1" });
    main.post(&format!("{path}/records"), record).await.refused(404);
    world.is_consistent().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_scripts_send_along_is_let_pass() {
    let world = World::observed("2026-01-01").await;
    let (username, password) = world.client_login("main");
    let script = world.nobody().with_basic(&username, &password);
    let (service, zone) = with_zone(&script, "shoes.com").await;
    let path = format!("/service/{service}/dns/{zone}");
    // A body that says nothing: with a GET, or empty and called JSON with a DELETE.
    assert_eq!(script.call("GET", "/dns", json!({})).await.done().list_at("zones").len(), 1);
    let record = json!({ "name": "_acme-challenge.www.shoes.com", "type": "TXT", "content": "abc",
        "ttl": "10" });
    let created = script.post(&format!("{path}/records"), record).await.done();
    assert!(created.text.contains(r#""success":true"#), "{}", created.text);
    let records = rows(&script.get(&path).await.done());
    let text = records.iter().find(|record| record["type"] == "TXT").expect("the record");
    let id = text["id"].as_str().expect("a number as text");
    assert_eq!((&text["content"], &text["ttl"]), (&json!("\"abc\""), &json!("10")));
    let nothing = Sent { body: Some(("application/json".to_owned(), vec![])), ..Sent::default() };
    let path = format!("{path}/records/{id}");
    let _ = script.send("DELETE", &path, nothing).await.done();
    script.delete(&path).await.refused(404);
}

#[tokio::test(flavor = "multi_thread")]
async fn rows_stand_under_their_numbers_once_one_is_left_out() {
    let world = World::on("2026-01-01").await;
    let main = world.client("main").await;
    let (service, zone) = with_zone(&main, "shoes.com").await;
    let path = format!("/service/{service}/dns/{zone}");
    for name in ["www", "google._domainkey", "mail"] {
        let record = json!({ "name": name, "type": "TXT", "content": name });
        let _ = main.post(&format!("{path}/records"), record).await.done();
    }
    let read = main.get(&path).await.done();
    let rows: Vec<_> = read.json["records"].as_object().expect("rows by number").keys().collect();
    assert_eq!(rows, ["0", "1", "3"]);
    assert_eq!(read.json["records"]["3"]["name"], "mail");
    assert!(
        read.text.starts_with(&format!(r#"{{"service_id":{service},"name":"#)),
        "{}",
        read.text
    );
    assert!(read.text.contains(r#"{"id":""#) && !read.text.contains(": "), "{}", read.text);
}

#[tokio::test(flavor = "multi_thread")]
async fn the_first_to_host_a_zone_keeps_it_and_two_equal_records_are_two() {
    let world = World::on("2026-01-01").await;
    let (main, other) = (world.client("main").await, world.client("other").await);
    let (service, zone) = with_zone(&main, "shoes.com").await;
    let theirs = other.subscribes(DNS_HOSTING, "m", "").await;
    let zones = |service: &str| format!("/service/{service}/dns");
    let made = async |client: &Client, service: &str, name: &str| {
        client.post(&zones(service), json!({ "name": name })).await
    };
    made(&other, &theirs, "shoes.com").await.refused(409);
    made(&other, &theirs, "www.shoes.com").await.refused(409);
    made(&main, &service, "shoes.com").await.refused(409);
    other.get(&format!("{}/{zone}", zones(&theirs))).await.refused(404);
    let hosting = main.subscribes(333, "m", "shoes.com").await;
    let refused = main.get(&zones(&hosting)).await;
    assert_eq!(refused.json, json!({ "error": ["invalid method"] }));
    let records = format!("{}/{zone}/records", zones(&service));
    let twin = json!({ "name": "www", "type": "TXT", "content": "twin" });
    for _ in 0..2 {
        let _ = main.post(&records, twin.clone()).await.done();
    }
    let path = format!("{}/{zone}", zones(&service));
    let [older, newer] = &rows(&main.get(&path).await.done())[..] else { panic!("two records") };
    let number = |record: &Value| record["id"].as_str().and_then(|id| id.parse::<i64>().ok());
    assert!(number(older) < number(newer));
    world.is_consistent().await;
}
