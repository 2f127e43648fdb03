//! Name servers inside names: made, used, changed, found and removed.

use serde_json::{Value, json};
use testkit::World;

#[tokio::test(flavor = "multi_thread")]
async fn a_host_is_made_used_and_kept_while_it_is_used() {
    let world = World::on("2026-01-01").await;
    let (main, other) = (world.account("main"), world.account("other"));
    let id = main.registers("karoo.com").await;
    let wish = json!({ "host": "ns1.karoo.com", "ips": "203.0.113.1, 2001:db8::53" });
    let made = main.asks("hostCreate", wish).await.done();
    assert_eq!(made["ips"], json!(["203.0.113.1", "2001:db8::53"]));
    let host = made["id"].as_i64().expect("a number");
    let _ = main
        .asks("hostCreate", json!({ "host": "NS2.karoo.com", "ips": ["203.0.113.2"] }))
        .await
        .done();
    let found = main
        .asks("hostsSearch", json!({ "domain": "karoo.com", "orderby": "host_asc" }))
        .await
        .done();
    let told = ["host", "domain", "domain_id", "client", "seller"].map(|key| found[0][key].clone());
    assert_eq!(json!(told), json!(["ns1.karoo.com", "karoo.com", id, "main", "seller"]));
    let nss = json!({ "domain": "karoo.com", "nss": "ns1.karoo.com, ns2.karoo.com" });
    let set = main.asks("domainSetNSs", nss).await.done();
    assert_eq!((&set["id"], &set["nss"]), (&json!(id), &json!("ns1.karoo.com,ns2.karoo.com")));
    let read = main.asks("domainGetNSs", json!({ "id": id })).await.done();
    assert_eq!(read["nameservers"], "ns1.karoo.com,ns2.karoo.com");
    assert!(
        read["nsips"].as_str().is_some_and(|ips| ips.contains("ns1.karoo.com/203.0.113.1")),
        "{read}"
    );
    world.is_consistent().await;
    let used = main.asks("hostDelete", json!({ "id": host })).await;
    assert_eq!(used.json["_error_ops"]["reason"], "host_in_use", "{}", used.text);
    let bare = main.asks("hostUpdate", json!({ "id": host })).await;
    assert_eq!(bare.json["_error_ops"]["reason"], "host_in_use", "{}", bare.text);
    let _ = main
        .asks("hostUpdate", json!({ "host": "ns1.karoo.com", "ips": "203.0.113.9" }))
        .await
        .done();
    let read = main.asks("domainGetNSs", json!({ "id": id })).await.done();
    assert!(
        read["nsips"].as_str().is_some_and(|ips| ips.contains("ns1.karoo.com/203.0.113.9")),
        "{read}"
    );
    world.is_consistent().await;
    // Somebody else's name points to it: it stays, too.
    other.registers("veld.com").await;
    let theirs = json!({ "domain": "veld.com", "nss": "ns1.karoo.com,ns2.karoo.com" });
    let _ = other.asks("domainSetNSs", theirs).await.done();
    let away = json!({ "domain": "karoo.com", "nss": "ns1.host.example,ns2.host.example" });
    let _ = main.asks("domainSetNSs", away).await.done();
    let used = main.asks("hostDelete", json!({ "host": "ns1.karoo.com" })).await;
    assert!(!used.waits(), "{}", used.text);
    used.refused();
    let _ = main.asks("hostGetInfo", json!({ "id": host })).await.done();
    world.is_consistent().await;
    let away = json!({ "domain": "veld.com", "nss": "ns1.host.example,ns2.host.example" });
    let _ = other.asks("domainSetNSs", away).await.done();
    let gone = main.asks("hostDelete", json!({ "host": "ns1.karoo.com", "id": host })).await.done();
    assert_eq!(gone, json!({ "id": host, "host": "ns1.karoo.com" }));
    main.asks("hostGetInfo", json!({ "id": host })).await.refused();
    main.asks("hostDelete", json!({ "id": host })).await.refused();
    world.is_consistent().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_host_lies_below_a_name_of_the_account() {
    let world = World::on("2026-01-01").await;
    let (main, other) = (world.account("main"), world.account("other"));
    main.registers("karoo.com").await;
    other.registers("veld.com").await;
    for host in [
        "ns1.veld.com",
        "ns1.nobody.com",
        "ns1.karoo.com.example",
        "karoo.com",
        "ns1",
        "ns 1.karoo.com",
        "-.karoo.com",
        "ns1.nowhere",
    ] {
        let reply = main.asks("hostCreate", json!({ "host": host, "ips": "203.0.113.1" })).await;
        assert_eq!(reply.json["_error_ops"]["field"], "host", "{host}: {}", reply.text);
    }
    for ips in ["x", "203.0.113.256", "203.0.113.1,203.0.113.1", "127.0.0.1", "10.0.0.1,x"] {
        let reply = main.asks("hostCreate", json!({ "host": "ns1.karoo.com", "ips": ips })).await;
        let field = reply.json["_error_ops"]["field"].as_str().unwrap_or_default();
        assert!(field.starts_with("ips"), "{ips}: {}", reply.text);
    }
    let made = main
        .asks("hostCreate", json!({ "host": "ns1.karoo.com", "ips": "203.0.113.1" }))
        .await
        .done();
    main.asks("hostCreate", json!({ "host": "ns1.karoo.com", "ips": "203.0.113.2" }))
        .await
        .refused();
    for command in ["hostGetInfo", "hostUpdate", "hostDelete"] {
        let stranger = other.asks(command, json!({ "id": made["id"], "ips": "203.0.113.3" })).await;
        let nobody = other.asks(command, json!({ "id": 999_999, "ips": "203.0.113.3" })).await;
        assert_eq!(stranger.refused(), nobody.refused(), "{command}");
        main.asks(command, json!({ "ips": "203.0.113.3" })).await.refused();
        let crossed = json!({ "id": made["id"], "host": "ns2.karoo.com", "ips": "203.0.113.3" });
        main.asks(command, crossed).await.refused();
    }
    // The seller acts for its client.
    let seller = world.account("seller");
    let _ =
        seller.asks("hostUpdate", json!({ "id": made["id"], "ips": "203.0.113.4" })).await.done();
    let shown = main.asks("hostGetInfo", json!({ "host": "ns1.karoo.com" })).await.done();
    assert_eq!(shown["ips"], json!(["203.0.113.4"]));
    let _ = seller
        .asks("hostCreate", json!({ "host": "ns2.karoo.com", "ips": "203.0.113.5" }))
        .await
        .done();
    assert_eq!(main.asks("hostsSearch", json!({ "count": 1 })).await.done(), 2);
    assert_eq!(other.asks("hostsSearch", json!({ "count": 1 })).await.done(), 0);
    world.is_consistent().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn hosts_are_found_by_whatever_tells_them() {
    let world = World::on("2026-01-01").await;
    let (main, seller) = (world.account("main"), world.account("seller"));
    let karoo = main.registers("karoo.com").await;
    main.registers("veld.com").await;
    let wish: Value = ["ns1.karoo.com", "ns2.karoo.com", "dns.veld.com"]
        .into_iter()
        .enumerate()
        .map(|(place, host)| (place.to_string(), json!({ "host": host, "ips": "203.0.113.1" })))
        .collect::<serde_json::Map<_, _>>()
        .into();
    let made = main.posts("hostsCreate", wish).await.done();
    let ids = ["0", "1", "2"].map(|key| made[key]["id"].as_i64().expect("a number"));
    let all = ["dns.veld.com", "ns1.karoo.com", "ns2.karoo.com"];
    for (filter, found) in [
        (json!({}), &all[..]),
        (json!({ "ids": ids[0] }), &["ns1.karoo.com"]),
        (json!({ "host": "ns" }), &all),
        (json!({ "host": "NS1,dns." }), &["dns.veld.com", "ns1.karoo.com"]),
        (json!({ "host": "%" }), &[]),
        (json!({ "domain": "karoo.com" }), &["ns1.karoo.com", "ns2.karoo.com"]),
        (json!({ "domain_ids": karoo }), &["ns1.karoo.com", "ns2.karoo.com"]),
        (json!({ "client": "main" }), &all),
        (json!({ "client": "other" }), &[]),
        (json!({ "seller": "seller" }), &all),
        (json!({ "note": "x" }), &[]),
    ] {
        for account in [&main, &seller] {
            let mut sorted = filter.clone();
            sorted["orderby"] = json!("host_asc");
            let rows = account.asks("hostsSearch", sorted).await.done();
            let rows: Vec<&str> = rows
                .as_array()
                .expect("rows")
                .iter()
                .filter_map(|row| row["host"].as_str())
                .collect();
            assert_eq!(rows, found, "{filter}");
            let mut counted = filter.clone();
            counted["count"] = json!("yes");
            assert_eq!(account.asks("hostsSearch", counted).await.done(), found.len(), "{filter}");
        }
    }
    let paged = json!({ "orderby": "id_desc", "limit": 1, "page": 2, "select": "id" });
    assert_eq!(main.asks("hostsSearch", paged).await.done(), json!([{ "id": ids[1] }]));
    let read =
        json!({ "a": { "id": ids[0] }, "b": { "host": "dns.veld.com" }, "c": { "id": 999_999 } });
    let read = main.asks("hostsGetInfo", read).await;
    assert_eq!(
        (&read.json["a"]["host"], &read.json["b"]["id"]),
        (&json!("ns1.karoo.com"), &json!(ids[2]))
    );
    read.refused_at("c");
    let gone = main
        .posts("hostsDelete", json!({ "x": { "id": ids[0] }, "y": { "id": ids[2] } }))
        .await
        .done();
    assert_eq!(gone["y"]["host"], "dns.veld.com");
    assert_eq!(main.asks("hostsSearch", json!({ "count": 1 })).await.done(), 1);
    world.is_consistent().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn glue_comes_with_the_delegation() {
    let world = World::on("2026-01-01").await;
    let main = world.account("main");
    let id = main.registers("karoo.com").await;
    let bare = json!({ "id": id, "nss": "ns1.karoo.com,ns2.karoo.com" });
    let bare = main.asks("domainSetNSs", bare).await;
    assert_eq!(
        bare.json["_error_ops"]["field"], "nss",
        "a server inside the name needs an address: {}",
        bare.text
    );
    let nss = json!({ "id": id, "nss": "ns1.karoo.com/203.0.113.1,ns2.karoo.com/203.0.113.2" });
    let _ = main.asks("domainSetNSs", nss).await.done();
    assert_eq!(main.asks("hostsSearch", json!({ "count": 1 })).await.done(), 2);
    for nss in
        ["", "ns1.host.example", "ns1.host.example,ns1.host.example", "x,y", "ns1.host.example,"]
    {
        let reply = main.asks("domainSetNSs", json!({ "id": id, "nss": nss })).await;
        assert_eq!(reply.json["_error_ops"]["field"], "nss", "{nss}: {}", reply.text);
    }
    main.asks("domainSetNSs", json!({ "id": id })).await.refused();
    let read = main.asks("domainGetNSs", json!({ "id": id })).await.done();
    assert_eq!(read["nameservers"], "ns1.karoo.com,ns2.karoo.com");
    for kind in ["refused", "unavailable", "reply_lost"] {
        world.orders_fault("update", kind, 1).await;
        let nss = json!({ "id": id, "nss": format!("a.{kind}.example,b.{kind}.example").replace('_', "-") });
        let reply = main.asks("domainSetNSs", nss).await;
        assert_eq!(reply.waits(), kind != "refused", "{kind}: {}", reply.text);
        world.sleeps("PT1H").await;
        world.is_consistent().await;
    }
}
