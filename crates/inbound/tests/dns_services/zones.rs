//! Zones under a service, in both ways of writing them.

use http::Method;
use inbound::dns_services::Profile;
use serde_json::{Value, json};

use crate::services::dns;
use crate::world::World;

/// Begins a zone, and fills it with what both ways of writing differ in.
async fn filled(world: &World) -> (String, String, String) {
    let main = &world.main;
    let service = dns(world).await;
    let zones = format!("/service/{service}/dns");
    let begun = main.post(&zones, json!({ "name": "karoo.net" })).await.done();
    assert_eq!(begun, json!({ "info": ["Domain zone karoo.net was created successfully."] }));
    let list = main.get("/dns").await.done();
    let zone = list["zones"][0]["domain_id"].as_str().unwrap().to_owned();
    assert_eq!(
        list,
        json!({
            "service_ids": [service],
            "zones": [{ "domain_id": zone, "name": "karoo.net", "service_id": service }],
        })
    );
    assert_eq!(main.get(&zones).await.done(), list);
    let path = format!("{zones}/{zone}");
    for record in [
        json!({ "type": "MX", "priority": "10", "content": "mail.karoo.net" }),
        json!({ "name": "k._domainkey.karoo.net", "type": "TXT", "content": "v=DKIM1" }),
        json!({ "name": "www", "ttl": 600, "type": "A", "content": "192.0.2.1" }),
    ] {
        main.post(&format!("{path}/records"), record).await.done();
    }
    (service, zone, path)
}

fn service_record() -> Value {
    json!({
        "name": "_sip._tcp.karoo.net", "ttl": "3600", "priority": 10, "type": "SRV",
        "content": [10, 5060, "vc01.example.com"],
    })
}

#[tokio::test]
async fn a_zone_reads_as_documented() {
    let world = World::new().await;
    let (service, _, path) = filled(&world).await;
    let main = &world.main;
    let zone = main.get(&path).await.done();
    assert_eq!((&zone["service_id"].to_string(), &zone["name"]), (&service, &json!("karoo.net")));
    // The key of the third name leaves a row for `_domainkey`, which has no records.
    let rows: Vec<_> = zone["records"].as_object().unwrap().keys().cloned().collect();
    assert_eq!(rows, ["0", "1", "3"]);
    let id = zone["records"]["3"]["id"].as_str().unwrap();
    assert_eq!(
        zone["records"]["3"],
        json!({
            "id": id, "name": "www", "ttl": 600, "priority": 0, "content": "192.0.2.1", "type": "A",
        })
    );
    assert_eq!(zone["records"]["0"]["name"], "");
    assert_eq!(zone["records"]["1"]["name"], "k._domainkey");

    let created = main.post(&format!("{path}/records"), service_record()).await.done();
    assert_eq!(
        created,
        json!({
            "record": {
                "name": "_sip._tcp.karoo.net", "type": "SRV", "ttl": "3600", "priority": "10",
                "content": [10, 5060, "vc01.example.com"],
            },
            "info": ["dnsnewrecordadded", "SRV"],
        })
    );
    let shown = &main.get(&path).await.done()["records"]["4"];
    assert_eq!(
        (&shown["name"], &shown["content"]),
        (&json!("_sip._tcp"), &json!([10, 5060, "vc01.example.com"]))
    );

    let record = format!("{path}/records/{id}");
    let updated = main.send(Method::PUT, &record, json!({ "content": "192.0.2.2" })).await.done();
    assert_eq!(
        updated,
        json!({
            "record": {
                "id": id, "type": "A", "ttl": "600", "name": "www", "priority": 0,
                "content": "192.0.2.2",
            },
            "info": ["The record was updated successfully."],
        })
    );
    for unknown in ["999", "None"] {
        let path = format!("{path}/records/{unknown}");
        main.send(Method::PUT, &path, json!({ "content": "192.0.2.2" }))
            .await
            .refused(404, "Record not found");
        main.send(Method::DELETE, &path, json!({})).await.refused(404, "Record not found");
    }
    assert_eq!(
        main.send(Method::DELETE, &record, json!({})).await.done(),
        json!({ "info": ["The record was deleted successfully."] })
    );
    assert_eq!(
        main.send(Method::DELETE, &path, json!({})).await.done(),
        json!({ "info": ["Domain zone karoo.net was deleted successfully."] })
    );
    main.get(&path).await.refused(404, "Zone not found");
}

#[tokio::test]
async fn a_zone_reads_as_seen() {
    let world = World::speaking(Profile::Observed).await;
    let (service, zone_id, path) = filled(&world).await;
    let main = &world.main;
    let zone = main.get(&path).await.done();
    assert_eq!(zone["service_id"], service);
    // It begins with its authority and its name server.
    let (authority, server) = (&zone["records"]["0"], &zone["records"]["1"]);
    assert_eq!((&authority["type"], &server["type"]), (&json!("SOA"), &json!("NS")));
    let parts = authority["content"].as_array().unwrap();
    assert_eq!((parts.len(), &parts[0]), (7, &server["content"]));
    let text = &zone["records"]["3"];
    let id = text["id"].as_str().unwrap();
    assert_eq!(
        *text,
        json!({
            "id": id, "domain_id": zone_id, "name": "k._domainkey.karoo.net", "type": "TXT",
            "content": "\"v=DKIM1\"", "ttl": "3600", "prio": "0", "change_date": "0",
            "priority": "0",
        })
    );
    assert_eq!(zone["records"]["2"]["prio"], "10");
    assert_eq!(zone["records"]["5"]["name"], "www.karoo.net");

    let created = main.post(&format!("{path}/records"), service_record()).await.done();
    assert_eq!((&created["success"], &created["record"]["ttl"]), (&json!(true), &json!(3600)));
    assert_eq!(created["info"], json!([["dnsnewrecordadded", "SRV"]]));
    let record = format!("{path}/records/{id}");
    let change = json!({ "name": "k._domainkey", "content": "v=DKIM1; k=rsa" });
    let updated = main.send(Method::PUT, &record, change).await.done();
    assert_eq!(
        updated,
        json!({
            "success": true,
            "record": {
                "id": id, "type": "TXT", "ttl": 3600, "name": "k._domainkey", "priority": 0,
                "content": "v=DKIM1; k=rsa",
            },
            "info": ["dnsrecordupdated"],
        })
    );
    assert_eq!(
        main.send(Method::PUT, &format!("{path}/records/None"), json!({ "content": "x" }))
            .await
            .done(),
        json!({ "success": false, "error": ["An error occurred while editing the DNS record"] })
    );
    assert_eq!(
        main.send(Method::DELETE, &record, json!({})).await.done(),
        json!({ "success": true })
    );
    main.get(&format!("/service/{service}/dns/999")).await.refused(404, "Zone not found");
}

#[tokio::test]
async fn only_its_holder_finds_a_zone() {
    let world = World::new().await;
    let (service, _, path) = filled(&world).await;
    let (main, other) = (&world.main, &world.other);
    other.get(&path).await.refused(404, "Service not found");
    other.send(Method::DELETE, &path, json!({})).await.refused(404, "Service not found");
    assert_eq!(other.get("/dns").await.done(), json!({ "service_ids": [], "zones": [] }));
    main.post(&format!("/service/{service}/dns"), json!({ "name": "karoo.net" }))
        .await
        .refused(409, "Zone exists already");
    main.post(&format!("/service/{service}/dns"), json!({ "name": "com" }))
        .await
        .refused(400, "name is not a domain name");
}

#[tokio::test]
async fn a_service_of_another_kind_knows_no_zones() {
    let world = World::new().await;
    let main = &world.main;
    let placed = main.post("/order/333", json!({ "domain": "karoo.net" })).await.done();
    let zones = format!("/service/{}/dns", placed["items"]["id"].as_str().unwrap());
    let records = format!("{zones}/1/records");
    let record = format!("{records}/1");
    for (method, path) in [
        (Method::GET, &zones),
        (Method::POST, &zones),
        (Method::POST, &records),
        (Method::PUT, &record),
        (Method::DELETE, &record),
    ] {
        let body = json!({ "name": "karoo.net", "type": "A", "content": "192.0.2.1" });
        main.send(method, path, body).await.refused(400, "invalid method");
    }
}
