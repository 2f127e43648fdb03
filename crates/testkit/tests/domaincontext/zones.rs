//! Records of names: new, kept, changed and deleted, and what the world is told.

use serde_json::{Value, json};
use testkit::World;
use testkit::domaincontext::Account;

/// The records of a name that can be changed: name, type, value, preference and time.
async fn own(account: &Account, id: i64) -> Vec<Value> {
    let records = account.asks("domainGetDNS", json!({ "id": id })).await.done();
    let own = records.as_array().expect("records").iter().filter(|row| row["is_system"] == false);
    own.map(|row| json!(["name", "type", "value", "no", "ttl"].map(|key| row[key].clone())))
        .collect()
}

/// The number of the first record with this value.
async fn numbered(account: &Account, id: i64, value: &str) -> i64 {
    let records = account.asks("domainGetDNS", json!({ "id": id })).await.done();
    let mut rows = records.as_array().expect("records").iter();
    rows.find(|row| row["value"] == value).and_then(|row| row["id"].as_i64()).expect("a record")
}

/// What the world is told about a name here.
async fn served(world: &World, name: &str) -> Vec<String> {
    let realm = &world.running().world().realm;
    let found = app::zones::published(realm, name).await.expect("the database answers");
    let records = found.map(|zone| zone.records).unwrap_or_default();
    records.iter().map(|one| format!("{} {} {}", one.name, one.kind, one.content)).collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_record_comes_and_goes() {
    let world = World::on("2026-01-01").await;
    let main = world.account("main");
    let id = main.registers("karoo.com").await;
    let new = json!({ "1": {
        "name": "www", "type": "a", "value": "203.0.113.7", "ttl": 7200, "status": "new",
    } });
    let set = main.asks("domainsSetDNS", json!({ id.to_string(): new })).await.done();
    let record = set[id.to_string()]["records"][0].clone();
    assert_eq!(record["status"], "ok", "{set}");
    let shown = main.asks("domainGetDNS", json!({ "domain": "karoo.com" })).await.done();
    let mut rows = shown.as_array().expect("records").iter();
    let row = rows.find(|row| row["id"] == record["id"]).expect("the record");
    let told = ["name", "fqdn", "type", "value", "ttl", "status", "is_system"];
    let expected = json!(["www", "www.karoo.com", "a", "203.0.113.7", 7200, "ok", false]);
    assert_eq!(json!(told.map(|key| row[key].clone())), expected);
    assert!(served(&world, "karoo.com").await.contains(&"www.karoo.com A 203.0.113.7".to_owned()));
    let gone = json!({ "domain": "karoo.com", "1": {
        "name": "www", "type": "a", "value": "203.0.113.7", "status": "deleted",
    } });
    let set = main.asks("domainSetDNS", gone.clone()).await.done();
    assert_eq!(set["records"], json!([{ "id": record["id"], "status": "deleted" }]));
    assert_eq!(own(&main, id).await, [] as [Value; 0]);
    assert!(!served(&world, "karoo.com").await.iter().any(|line| line.contains(" A ")));
    main.asks("domainSetDNS", gone).await.refused();
}

#[tokio::test(flavor = "multi_thread")]
async fn statuses_add_keep_change_and_delete() {
    let world = World::on("2026-01-01").await;
    let main = world.account("main");
    let id = main.registers("karoo.com").await;
    let set = async |records: Value| main.posts("domainSetDNS", records).await;
    let _ = set(json!({ "id": id,
        "1": { "type": "a", "value": "203.0.113.7", "status": "new" },
        "2": { "name": "@", "type": "mx", "value": "mail.karoo.com", "no": 10, "ttl": 600, "status": "new" },
        "3": { "name": "*", "type": "cname", "value": "karoo.com", "status": "new" },
        "4": { "name": "_dmarc", "type": "TXT", "value": "v=DMARC1; p=none", "status": "new" },
    })).await.done();
    let txt = own(&main, id).await;
    assert_eq!(
        txt[..3],
        [
            json!(["", "a", "203.0.113.7", 0, 3600]),
            json!(["", "mx", "mail.karoo.com", 10, 600]),
            json!(["*", "cname", "karoo.com", 0, 3600]),
        ]
    );
    // `ok` keeps, and takes over what is said.
    let _ = set(json!({ "id": id, "1": {
        "type": "mx", "value": "mail.karoo.com", "no": 20, "ttl": 900, "status": "ok",
    } }))
    .await
    .done();
    assert_eq!(own(&main, id).await[1], json!(["", "mx", "mail.karoo.com", 20, 900]));
    let mx = numbered(&main, id, "mail.karoo.com").await;
    let _ = set(json!({ "id": id, "1": { "id": mx, "value": "mx.karoo.com", "status": "ok" } }))
        .await
        .done();
    assert_eq!(own(&main, id).await[1], json!(["", "mx", "mx.karoo.com", 20, 900]));
    // A second one beside it, and the first goes.
    let _ = set(json!({ "id": id,
        "1": { "type": "mx", "value": "mx.karoo.com", "no": 20, "status": "deleted" },
        "2": { "type": "mx", "value": "mx2.karoo.com", "no": 5, "status": "new" },
    }))
    .await
    .done();
    let left: Vec<Value> = own(&main, id).await.iter().map(|row| row[2].clone()).collect();
    assert_eq!(left.len(), 4, "{left:?}");
    assert!(left.contains(&json!("mx2.karoo.com")) && !left.contains(&json!("mx.karoo.com")));
    // All or none: the second is wrong.
    let before = own(&main, id).await;
    let reply = set(json!({ "id": id,
        "1": { "name": "www", "type": "a", "value": "203.0.113.8", "status": "new" },
        "2": { "name": "www", "type": "a", "value": "300.0.113.8", "status": "new" },
    }))
    .await;
    assert_eq!(reply.json["_error_ops"]["field"], "2[value]", "{}", reply.text);
    assert_eq!(own(&main, id).await, before);
}

#[tokio::test(flavor = "multi_thread")]
async fn asking_again_makes_no_second_record() {
    let world = World::on("2026-01-01").await;
    let main = world.account("main");
    let id = main.registers("karoo.com").await;
    let wish = |value: &str, no: u16, ttl: u32| {
        json!({ "id": id, "1": {
            "type": "mx", "value": value, "no": no, "ttl": ttl, "status": "new",
        } })
    };
    let first = main.posts("domainSetDNS", wish("mail.karoo.com", 10, 600)).await.done();
    assert_eq!(main.posts("domainSetDNS", wish("mail.karoo.com", 10, 600)).await.done(), first);
    assert_eq!(main.posts("domainSetDNS", wish("MAIL.karoo.com.", 10, 900)).await.done(), first);
    assert_eq!(own(&main, id).await, [json!(["", "mx", "mail.karoo.com", 10, 900])]);
    let other = main.posts("domainSetDNS", wish("mail.karoo.com", 20, 900)).await.done();
    assert_ne!(other, first, "another preference is another record");
    assert_eq!(own(&main, id).await.len(), 2);
    // Twice in one call is once, too; and what goes in the same call makes room.
    let twice = json!({ "id": id,
        "1": { "name": "a", "type": "a", "value": "203.0.113.7", "status": "new" },
        "2": { "name": "a", "type": "a", "value": "203.0.113.7", "no": 1, "status": "new" },
        "3": { "type": "mx", "value": "mail.karoo.com", "no": 20, "status": "deleted" },
        "4": { "type": "mx", "value": "mail.karoo.com", "no": 20, "status": "new" },
    });
    let set = main.posts("domainSetDNS", twice).await.done();
    assert_eq!(set["records"][0], set["records"][1]);
    assert_eq!(own(&main, id).await.len(), 3, "{set}");
}

#[tokio::test(flavor = "multi_thread")]
async fn what_does_not_fit_is_named_by_its_key() {
    let world = World::on("2026-01-01").await;
    let main = world.account("main");
    let id = main.registers("karoo.com").await;
    let a = |extra: Value| {
        let mut record =
            json!({ "name": "w", "type": "a", "value": "203.0.113.7", "status": "new" });
        for (key, value) in extra.as_object().expect("parts") {
            record[key] = value.clone();
        }
        json!({ "id": id, "7": record })
    };
    for (wish, part) in [
        (json!({ "ttl": 59 }), "ttl"),
        (json!({ "ttl": 86401 }), "ttl"),
        (json!({ "ttl": 0 }), "ttl"),
        (json!({ "ttl": -1 }), "ttl"),
        (json!({ "type": "wks" }), "type"),
        (json!({ "type": "" }), "type"),
        (json!({ "value": "" }), "value"),
        (json!({ "value": "2001:db8::1" }), "value"),
        (json!({ "no": 65536 }), "no"),
        (json!({ "status": "gone" }), "status"),
        (json!({ "name": "-a" }), "name"),
        (json!({ "name": "a.b.c.d.e" }), "name"),
        (json!({ "name": "a b" }), "name"),
    ] {
        let reply = main.posts("domainSetDNS", a(wish.clone())).await;
        let field = reply.json["_error_ops"]["field"].as_str().unwrap_or_default();
        assert!(field.contains('7') && field.contains(part), "{wish}: {}", reply.text);
    }
    for ttl in [60, 86_400] {
        let _ = main
            .posts("domainSetDNS", a(json!({ "name": format!("t{ttl}"), "ttl": ttl })))
            .await
            .done();
    }
    assert_eq!(own(&main, id).await.len(), 2);
    let nothing = main.posts("domainSetDNS", json!({ "id": id })).await;
    nothing.refused();
    let both = json!({ "id": id,
        "1": { "name": "alias", "type": "cname", "value": "karoo.com", "status": "new" },
        "2": { "name": "alias", "type": "a", "value": "203.0.113.7", "status": "new" },
    });
    main.posts("domainSetDNS", both).await.refused();
    let outside = json!({ "id": id,
        "1": { "name": "www.other.com", "type": "a", "value": "203.0.113.7", "status": "new" },
    });
    main.posts("domainSetDNS", outside).await;
    for line in served(&world, "karoo.com").await {
        let owner = line.split(' ').next().unwrap_or_default();
        assert!(owner == "karoo.com" || owner.ends_with(".karoo.com"), "{line}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn hosted_zones_are_known_by_the_number_of_the_name() {
    let world = World::on("2026-01-01").await;
    let (main, other) = (world.account("main"), world.account("other"));
    let id = main.registers("karoo.com").await;
    assert_eq!(main.info("karoo.com").await["hdomain_id"], id);
    let record =
        json!({ "type": "a", "value": "203.0.113.7", "no": 1, "ttl": 7200, "status": "new" });
    let set = main.posts("hdomainSetDNS", json!({ "id": id, "1": record })).await.done();
    assert_eq!((&set["id"], &set["records"][0]["status"]), (&json!(id), &json!("ok")));
    let bulk = json!({ id.to_string(): { "1": { "name": "b", "type": "a", "value": "203.0.113.8", "status": "new" } } });
    let _ = main.posts("hdomainsSetDNS", bulk).await.done();
    let read = main.asks("hdomainGetDNS", json!({ "id": id })).await.done();
    assert_eq!(read, main.asks("domainGetDNS", json!({ "id": id })).await.done());
    let keyed = json!({ "a": { "id": id }, "b": { "id": 999_999 } });
    let both = main.asks("hdomainsGetDNS", keyed).await;
    both.refused();
    assert_eq!(both.json["a"], read);
    both.refused_at("b");
    other.asks("hdomainGetDNS", json!({ "id": id })).await.refused();
    other.posts("hdomainSetDNS", json!({ "id": id, "1": record })).await.refused();
    main.asks("hdomainGetDNS", json!({})).await.refused();
    world.is_consistent().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_zone_is_served_while_its_name_points_here() {
    let world = World::on("2026-01-01").await;
    let main = world.account("main");
    let id = main.registers("karoo.com").await;
    let record = json!({ "type": "a", "value": "203.0.113.7", "status": "new" });
    let _ = main.posts("domainSetDNS", json!({ "id": id, "1": record })).await.done();
    assert!(served(&world, "karoo.com").await.contains(&"karoo.com A 203.0.113.7".to_owned()));
    let here = main.info("karoo.com").await["nameservers"].clone();
    let servers = json!({ "id": id, "nss": "ns1.host.example,ns2.host.example" });
    let _ = main.asks("domainSetNSs", servers).await.done();
    assert_eq!(main.finds(json!({ "dns": "other" })).await, ["karoo.com"]);
    let back = json!({ "id": id, "nss": here });
    let _ = main.asks("domainSetNSs", back).await.done();
    assert_eq!(main.info("karoo.com").await["nameservers"], here);
    assert!(served(&world, "karoo.com").await.contains(&"karoo.com A 203.0.113.7".to_owned()));
    assert_eq!(main.finds(json!({ "dns": "own" })).await, ["karoo.com"]);
    world.is_consistent().await;
}
