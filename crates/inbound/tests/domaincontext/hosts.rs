//! Name servers inside names.

use serde_json::{Value, json};

use crate::domains::registers;
use crate::world::{Shop, World};

async fn makes(shop: &Shop, host: &str, ips: &str) -> i64 {
    let made = shop.posts("hostCreate", &format!("host={host}&ips={ips}")).await.done();
    made["id"].as_i64().unwrap()
}

#[tokio::test]
async fn a_host_is_made_changed_and_removed() {
    let world = World::new().await;
    let domain = registers(&world.main, "karoo.com").await;
    let sent = "host=NS1.karoo.com&ips[]=192.0.2.1&ips[]=2001:db8::1";
    let made = world.main.posts("hostCreate", sent).await.done();
    let (id, ips) = (made["id"].as_i64().unwrap(), ["192.0.2.1", "2001:db8::1"]);
    assert_eq!(made, json!({ "id": id, "host": "ns1.karoo.com", "ips": ips }));
    let whole = world.main.asks("hostGetInfo", "host=ns1.karoo.com").await.done();
    let (client_id, seller_id) =
        (world.acting_for("main").await.account().0, world.acting_for("seller").await.account().0);
    assert_eq!(
        whole,
        json!({ "id": id, "host": "ns1.karoo.com", "domain": "karoo.com", "domain_id": domain,
                "ips": ips, "client": "main", "client_id": client_id, "seller": "seller",
                "seller_id": seller_id })
    );
    assert_eq!(world.main.asks("hostGetInfo", &format!("id={id}")).await.done(), whole);

    let both = format!("id={id}&host=ns1.karoo.com&ips=192.0.2.7");
    let changed = world.main.asks("hostUpdate", &both).await.done();
    assert_eq!(changed, json!({ "id": id, "host": "ns1.karoo.com", "ips": ["192.0.2.7"] }));
    let nss = format!("id={domain}&nss=ns1.karoo.com,ns2.example.net");
    world.main.posts("domainSetNSs", &nss).await.done();
    let shown = world.main.asks("domainGetNSs", "domain=karoo.com").await.done();
    assert_eq!(shown["nsips"], "ns1.karoo.com/192.0.2.7,ns2.example.net");

    let one = format!("id={id}");
    let in_use = "The host is a name server of a domain";
    world.main.asks("hostDelete", &one).await.refused(in_use);
    world.main.asks("hostUpdate", &one).await.refused(in_use);
    let nss = format!("id={domain}&nss=ns1.example.net,ns2.example.net");
    world.main.posts("domainSetNSs", &nss).await.done();
    let bare = world.main.asks("hostUpdate", &one).await.done();
    assert_eq!(bare["ips"], json!([]));
    let gone = world.main.asks("hostDelete", &one).await.done();
    assert_eq!(gone, json!({ "id": id, "host": "ns1.karoo.com" }));
    let unknown = world.main.asks("hostGetInfo", &one).await.refused("host not found");
    assert_eq!(unknown["_error_ops"], json!({ "field": "id", "reason": "not_found" }));
    assert_eq!(world.main.asks("hostsSearch", "").await.done(), json!([]));
}

#[tokio::test]
async fn what_cannot_be_a_host_is_refused_by_its_argument() {
    let world = World::new().await;
    registers(&world.main, "karoo.com").await;
    registers(&world.other, "namib.com").await;
    let id = makes(&world.main, "ns1.karoo.com", "192.0.2.1").await;
    let other = makes(&world.main, "ns2.karoo.com", "").await;
    assert_ne!(id, other);
    for (command, sent, words, field, reason) in [
        ("hostCreate", "ips=192.0.2.1", "host is missing", "host", "missing"),
        ("hostCreate", "host=ns1.namib.com", "domain not found", "host", "not_found"),
        ("hostCreate", "host=ns1.nobody.com", "domain not found", "host", "not_found"),
        (
            "hostCreate",
            "host=karoo.com",
            "host must lie below the domain",
            "host",
            "not_subordinate",
        ),
        ("hostCreate", "host=ns1.karoo.com", "host exists already", "host", "exists"),
        (
            "hostCreate",
            "host=ns3.karoo.com&ips=127.0.0.1",
            "ips is not an IP address of its family",
            "ips",
            "not_an_address",
        ),
        (
            "hostCreate",
            "host=ns3.karoo.com&ips=192.0.2.1,192.0.2.1",
            "ips is there twice",
            "ips",
            "repeated",
        ),
        ("hostUpdate", "ips=192.0.2.1", "host or id is missing", "host", "missing"),
        ("hostDelete", "id=999999", "host not found", "id", "not_found"),
        ("hostGetInfo", "host=ns9.karoo.com", "host not found", "host", "not_found"),
    ] {
        let refused = world.main.posts(command, sent).await.refused(words);
        assert_eq!(refused["_error_ops"], json!({ "field": field, "reason": reason }), "{sent}");
    }
    let two = format!("id={id}&host=ns2.karoo.com");
    let refused = world.main.asks("hostGetInfo", &two).await;
    let refused = refused.refused("host speaks of something else than what was named besides");
    assert_eq!(refused["_error_ops"]["reason"], "contradicts");
    let many = (1..=20).map(|last| format!("192.0.2.{last}")).collect::<Vec<_>>().join(",");
    let many = format!("id={id}&ips={many}");
    world.main.posts("hostUpdate", &many).await.refused("ips may have 13 entries");
}

#[tokio::test]
async fn hosts_are_their_holders_and_its_sellers() {
    let world = World::new().await;
    registers(&world.main, "karoo.com").await;
    let made = world.seller.posts("hostCreate", "host=ns1.karoo.com&ips=192.0.2.1").await.done();
    let one = format!("id={}", made["id"]);
    assert_eq!(world.main.asks("hostGetInfo", &one).await.done()["client"], "main");
    for command in ["hostGetInfo", "hostUpdate", "hostDelete"] {
        for sent in [&one, "host=ns1.karoo.com"] {
            world.other.asks(command, sent).await.refused("host not found");
        }
    }
    assert_eq!(world.other.asks("hostsSearch", "").await.done(), json!([]));
    let changed = world.seller.asks("hostUpdate", &format!("{one}&ips=192.0.2.9")).await.done();
    assert_eq!(changed["ips"], json!(["192.0.2.9"]));
    world.seller.asks("hostDelete", "host=ns1.karoo.com").await.done();
    world.main.asks("hostGetInfo", &one).await.refused("host not found");
}

#[tokio::test]
async fn hosts_are_found_by_what_they_are_called_and_whose_they_are() {
    let world = World::new().await;
    let karoo = registers(&world.main, "karoo.com").await;
    registers(&world.other, "namib.com").await;
    let first = makes(&world.main, "ns1.karoo.com", "192.0.2.1").await;
    makes(&world.main, "dns2.karoo.com", "").await;
    makes(&world.other, "ns1.namib.com", "").await;
    let finds = async |shop: &Shop, sent: &str| -> Vec<String> {
        let sent = format!("select[]=host&{sent}");
        let found = shop.asks("hostsSearch", &sent).await.done();
        let host = |row: &Value| row["host"].as_str().unwrap().to_owned();
        found.as_array().unwrap().iter().map(host).collect()
    };
    let (ns1, dns2, theirs) = ("ns1.karoo.com", "dns2.karoo.com", "ns1.namib.com");
    let domain_ids = format!("domain_ids={karoo}");
    let ids = format!("ids={first},999");
    for (sent, expected) in [
        ("", vec![ns1, dns2, theirs]),
        ("orderby=host_asc", vec![dns2, ns1, theirs]),
        ("orderby=id_desc", vec![theirs, dns2, ns1]),
        ("orderby=domain_desc", vec![theirs, ns1, dns2]),
        ("host=NS1.,dns", vec![ns1, dns2, theirs]),
        ("host=ns1&domain=karoo.com", vec![ns1]),
        (&domain_ids, vec![ns1, dns2]),
        (&ids, vec![ns1]),
        ("client=other", vec![theirs]),
        ("seller=SELLER&client=main", vec![ns1, dns2]),
        ("seller=main", vec![]),
        ("note=anything", vec![]),
        ("limit=2&page=2", vec![theirs]),
        ("limit=ALL", vec![ns1, dns2, theirs]),
    ] {
        assert_eq!(finds(&world.seller, sent).await, expected, "{sent}");
    }
    assert_eq!(finds(&world.main, "").await, [ns1, dns2]);
    assert_eq!(world.seller.asks("hostsSearch", "count=1&limit=1").await.text, "3");
    assert_eq!(world.main.asks("hostsSearch", "count=1&host=namib").await.text, "0");
    let orders = world.main.asks("hostsSearch", "orderby=colour_asc").await;
    let refused = orders.refused("orderby is not one of the allowed values");
    assert_eq!(refused["_error_ops"]["field"], "orderby");
    let words = (0..101).map(|word| word.to_string()).collect::<Vec<_>>().join(",");
    let words = world.main.posts("hostsSearch", &format!("host={words}")).await;
    words.refused("host may have 100 entries");
}

#[tokio::test]
async fn hosts_of_a_bulk_command_are_done_one_by_one() {
    let world = World::new().await;
    registers(&world.main, "karoo.com").await;
    let sent = "a[host]=ns1.karoo.com&a[ips]=192.0.2.1&b[host]=ns1.namib.com&c[host]=ns2.karoo.com";
    let text = world.main.posts("hostsCreate", sent).await.text;
    let made: Value = serde_json::from_str(&text).unwrap();
    assert_eq!(made["_error"], "1 of 3 failed: b");
    assert_eq!(made["b"]["_error"], "domain not found");
    let (a, c) = (&made["a"]["id"], &made["c"]["id"]);
    let both = format!("a[id]={a}&c[id]={c}");
    let read = world.main.asks("hostsGetInfo", &both).await.done();
    assert_eq!((&read["a"]["host"], &read["c"]["ips"]), (&json!("ns1.karoo.com"), &json!([])));
    let sent = format!("{both}&c[ips]=192.0.2.8&a[ips]=192.0.2.9");
    let changed = world.main.asks("hostsUpdate", &sent).await.done();
    assert_eq!(changed["c"]["ips"], json!(["192.0.2.8"]));
    let gone = world.main.asks("hostsDelete", &both).await.done();
    assert_eq!(gone["a"], json!({ "id": a, "host": "ns1.karoo.com" }));
    assert_eq!(world.main.asks("hostsSearch", "count=1").await.text, "0");
}
