//! Zones of names whose DNS is run here.

use serde_json::Value;
use testkit::co_za::{REGISTRANT, parts, with};
use testkit::{Shop, World};

const NAME: &str = "shoes.co.za";

/// The records of the zone in a line each: type, owner, content, TTL, priority.
async fn zone(shop: &Shop) -> Vec<String> {
    let mut lines: Vec<String> = records(shop).await.iter().map(line).collect();
    lines.sort();
    lines
}

async fn records(shop: &Shop) -> Vec<Value> {
    shop.get("/domain/dns", &parts(NAME)).await.done().list_at("arrRecords")
}

fn line(record: &Value) -> String {
    let text = |key: &str| record[key].as_str().unwrap_or_default();
    let (kind, name, content) = (text("type"), text("name"), text("content"));
    format!("{kind} {name} {content} {} {}", record["ttl"], record["prio"])
}

async fn id_of(shop: &Shop, kind: &str) -> String {
    let record = records(shop).await.into_iter().find(|record| record["type"] == kind);
    record.expect("a record of this type")["id"].to_string()
}

/// A shop with a name whose DNS is run here.
async fn managed(world: &World) -> Shop {
    let shop = world.shop("main").await;
    let mut pairs = with(NAME, &[("period", "1"), ("dns", "managed")]);
    pairs.extend(REGISTRANT);
    let _ = shop.post("/domain", &pairs).await.done();
    assert_eq!(shop.info(NAME).await.number_at("strDns"), 1);
    shop
}

#[tokio::test(flavor = "multi_thread")]
async fn a_zone_is_written_read_changed_and_emptied() {
    let world = World::on("2026-01-01").await;
    let shop = world.shop("main").await;
    shop.registers(NAME, 1).await;
    let _ = shop.post("/domain/ns", &with(NAME, &[("dns", "managed")])).await.with_code(2);
    world.sleeps("PT2S").await;
    let info = shop.info(NAME).await.done();
    assert_eq!(info.number_at("strDns"), 1);
    assert_ne!(info.list_at("arrNameservers")[0], "ns1.hosting.example");
    assert!(zone(&shop).await.is_empty());

    let set = [
        ("type1", "A"),
        ("content1", "192.0.2.1"),
        ("type2", "MX"),
        ("content2", "mail.shoes.co.za."),
        ("prio2", "10"),
        ("type999", "CNAME"),
        ("name999", "www"),
        ("content999", "shoes.co.za"),
        ("ttl999", "60"),
    ];
    let _ = shop.post("/domain/dns", &with(NAME, &set)).await.done();
    assert_eq!(
        zone(&shop).await,
        [
            "A shoes.co.za 192.0.2.1 3600 0",
            "CNAME www.shoes.co.za shoes.co.za 60 0",
            "MX shoes.co.za mail.shoes.co.za 3600 10",
        ]
    );
    let (a, mx) = (id_of(&shop, "A").await, id_of(&shop, "MX").await);

    let add = [("type", "TXT"), ("content", "v=spf1 -all"), ("name", "@")];
    let _ = shop.post("/domain/dns/entry", &with(NAME, &add)).await.done();
    let txt = id_of(&shop, "TXT").await;
    let change = [("dnsId", &*a), ("type", "A"), ("content", "192.0.2.2"), ("ttl", "120")];
    let _ = shop.put("/domain/dns/entry", &with(NAME, &change)).await.done();
    assert_eq!((id_of(&shop, "A").await, id_of(&shop, "MX").await), (a.clone(), mx.clone()));
    assert!(zone(&shop).await.contains(&"A shoes.co.za 192.0.2.2 120 0".to_owned()));

    let _ = shop.delete("/domain/dns/entry", &with(NAME, &[("dnsId", &txt)])).await.done();
    let _ = shop.delete("/domain/dns/entry", &with(NAME, &[("dnsId", &txt)])).await.with_code(11);
    assert_eq!(records(&shop).await.len(), 3);
    let append =
        [("append", "true"), ("type1", "AAAA"), ("name1", "six"), ("content1", "2001:DB8::1")];
    let _ = shop.post("/domain/dns", &with(NAME, &append)).await.done();
    assert_eq!(records(&shop).await.len(), 4);
    assert!(zone(&shop).await.contains(&"AAAA six.shoes.co.za 2001:db8::1 3600 0".to_owned()));
    assert_eq!(id_of(&shop, "A").await, a, "what stays keeps its id");

    let _ = shop.delete("/domain/dns", &parts(NAME)).await.done();
    assert!(zone(&shop).await.is_empty());
    assert_eq!(shop.info(NAME).await.number_at("strDns"), 1, "its DNS is still run here");
    let _ = shop.put("/domain/dns/entry", &with(NAME, &change)).await.with_code(11);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_name_with_servers_of_its_own_has_no_zone_here() {
    let world = World::on("2026-01-01").await;
    let shop = world.shop("main").await;
    shop.registers(NAME, 1).await;
    let record = [("type", "A"), ("content", "192.0.2.1"), ("dnsId", "1")];
    let records = [("type1", "A"), ("content1", "192.0.2.1")];
    for (method, path, pairs) in [
        ("GET", "/domain/dns", &[][..]),
        ("POST", "/domain/dns", &records[..]),
        ("DELETE", "/domain/dns", &[][..]),
        ("POST", "/domain/dns/entry", &record[..]),
        ("PUT", "/domain/dns/entry", &record[..]),
        ("DELETE", "/domain/dns/entry", &record[..]),
    ] {
        let refused = shop.call(method, path, &with(NAME, pairs)).await.with_code(12);
        assert_eq!(refused.status, 200, "{method} {path}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn the_default_template_fills_a_zone_when_it_is_made() {
    let world = World::on("2026-01-01").await;
    let shop = world.shop("main").await;
    let _ = shop.post("/template/dns", &[("name", "web"), ("default", "true")]).await.done();
    let records = [
        ("name", "web"),
        ("type1", "A"),
        ("content1", "<ipaddress>"),
        ("type2", "CNAME"),
        ("name2", "www"),
        ("content2", "<domain>"),
        ("type3", "MX"),
        ("content3", "mail.<domain>"),
        ("prio3", "5"),
    ];
    let _ = shop.put("/template/dns", &records).await.done();
    shop.registers(NAME, 1).await;
    let _ = shop.post("/domain/ns", &with(NAME, &[("dns", "managed")])).await.with_code(2);
    world.sleeps("PT2S").await;
    let filled = zone(&shop).await;
    assert_eq!(filled.len(), 3, "{filled:?}");
    assert!(filled[0].starts_with("A shoes.co.za ") && !filled[0].contains('<'), "{filled:?}");
    assert_eq!(filled[1], "CNAME www.shoes.co.za shoes.co.za 3600 0");
    assert_eq!(filled[2], "MX shoes.co.za mail.shoes.co.za 3600 5");

    let own = [("type1", "A"), ("content1", "192.0.2.7")];
    let _ = shop.post("/domain/dns", &with(NAME, &own)).await.done();
    let away = [("dns", "custom"), ("ns1", "ns1.hosting.example"), ("ns2", "ns2.hosting.example")];
    let _ = shop.post("/domain/ns", &with(NAME, &away)).await.with_code(2);
    world.sleeps("PT2S").await;
    let _ = shop.get("/domain/dns", &parts(NAME)).await.with_code(12);
    let _ = shop.post("/domain/ns", &with(NAME, &[("dns", "managed")])).await.with_code(2);
    world.sleeps("PT2S").await;
    assert_eq!(zone(&shop).await, ["A shoes.co.za 192.0.2.7 3600 0"], "only the first time");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_record_that_does_not_fit_is_named_and_the_zone_stays() {
    let world = World::on("2026-01-01").await;
    let shop = managed(&world).await;
    let set = [
        ("type1", "A"),
        ("content1", "192.0.2.1"),
        ("type2", "CNAME"),
        ("name2", "www"),
        ("content2", "shoes.co.za"),
        ("type3", "A"),
        ("name3", "mail"),
        ("content3", "192.0.2.3"),
    ];
    let _ = shop.post("/domain/dns", &with(NAME, &set)).await.done();
    let before = records(&shop).await;
    let mail = before.iter().find(|record| record["name"] == "mail.shoes.co.za").unwrap()["id"]
        .to_string();

    let lists: [(&[(&str, &str)], &str); 12] = [
        (&[("type4", "CNAME"), ("content4", "a.example")], "name4"),
        (
            &[
                ("type1", "A"),
                ("content1", "192.0.2.9"),
                ("type5", "A"),
                ("name5", "www"),
                ("content5", "192.0.2.9"),
                ("append", "1"),
            ],
            "name5",
        ),
        (
            &[
                ("type2", "CNAME"),
                ("name2", "x"),
                ("content2", "a.example"),
                ("type8", "CNAME"),
                ("name8", "x"),
                ("content8", "b.example"),
            ],
            "name",
        ),
        (
            &[("type6", "CNAME"), ("name6", "mail"), ("content6", "a.example"), ("append", "true")],
            "name6",
        ),
        (&[("type3", "A"), ("content3", "192.0.2.256")], "content3"),
        (&[("type3", "AAAA"), ("content3", "192.0.2.1")], "content3"),
        (&[("type3", "MX"), ("content3", "192.0.2.1")], "content3"),
        (&[("type3", "A"), ("content3", "192.0.2.1"), ("ttl3", "soon")], "ttl3"),
        (&[("type3", "A"), ("content3", "192.0.2.1"), ("ttl3", "-1")], "ttl3"),
        (&[("type3", "MX"), ("content3", "m.example"), ("prio3", "65536")], "prio3"),
        (&[("type3", "A"), ("content3", "192.0.2.1"), ("name3", "a..b")], "name3"),
        (&[("type3", "A"), ("content3", "192.0.2.1"), ("name3", "www.boots.co.za.")], "name3"),
    ];
    for (pairs, parameter) in lists {
        let refused = shop.post("/domain/dns", &with(NAME, pairs)).await.with_code(14);
        assert_eq!(refused.status, 400);
        assert!(refused.text_at("strMessage").contains(parameter), "{pairs:?} {}", refused.text);
    }
    let _ = shop.post("/domain/dns", &parts(NAME)).await.with_code(10);
    for (pairs, parameter) in [
        (vec![("type", "CNAME"), ("name", "mail"), ("content", "a.example")], "name"),
        (vec![("type", "A"), ("name", "www"), ("content", "192.0.2.9")], "name"),
        (vec![("type", "A"), ("content", "nowhere")], "content"),
        (vec![("type", "LOC"), ("content", "here")], "type"),
    ] {
        let refused = shop.post("/domain/dns/entry", &with(NAME, &pairs)).await.with_code(14);
        assert!(refused.text_at("strMessage").starts_with(parameter), "{}", refused.text);
    }
    let change = [("dnsId", &*mail), ("type", "CNAME"), ("content", "a.example")];
    let refused = shop.put("/domain/dns/entry", &with(NAME, &change)).await.with_code(14);
    assert!(refused.text_at("strMessage").contains("name"), "{}", refused.text);
    for wrong in ["0", "-1", "99999999999", "999999999999999999999999", "x", "1.5"] {
        let pairs = with(NAME, &[("dnsId", wrong), ("type", "A"), ("content", "192.0.2.9")]);
        for method in ["PUT", "DELETE"] {
            let refused = shop.call(method, "/domain/dns/entry", &pairs).await;
            assert!(matches!(refused.code(), 11 | 14), "{wrong}: {}", refused.text);
            assert!(refused.text_at("strMessage").contains("dnsId"), "{}", refused.text);
        }
    }
    assert_eq!(records(&shop).await, before);
    let _ = shop
        .put(
            "/domain/dns/entry",
            &with(
                NAME,
                &[("dnsId", &mail), ("type", "CNAME"), ("name", "mail"), ("content", "a.example")],
            ),
        )
        .await
        .done();
}

#[tokio::test(flavor = "multi_thread")]
async fn a_family_has_999_records_and_no_more() {
    let world = World::on("2026-01-01").await;
    let shop = managed(&world).await;
    let family = |numbers: std::ops::RangeInclusive<u32>| -> Vec<(String, String)> {
        let record = |number: u32| {
            let text = |field: &str, value: String| (format!("{field}{number}"), value);
            [text("type", "TXT".into()), text("content", format!("record {number}"))]
        };
        numbers.flat_map(record).collect()
    };
    let set = async |family: Vec<(String, String)>| {
        let more: Vec<(&str, &str)> =
            family.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
        shop.post("/domain/dns", &with(NAME, &more)).await
    };
    let _ = set(family(1..=999)).await.done();
    assert_eq!(records(&shop).await.len(), 999);
    let refused = set(family(2..=1000)).await.with_code(14);
    assert!(refused.text_at("strMessage").contains("type1000"), "{}", refused.text);
    let refused = set(family(0..=5)).await.with_code(14);
    assert!(refused.text_at("strMessage").contains("type0"), "{}", refused.text);
    assert_eq!(records(&shop).await.len(), 999, "no record is dropped unseen");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_zone_goes_with_its_name() {
    let world = World::on("2026-01-01").await;
    let shop = managed(&world).await;
    let set = [("type1", "A"), ("content1", "192.0.2.1")];
    let _ = shop.post("/domain/dns", &with(NAME, &set)).await.done();
    let _ = shop.delete("/domain", &parts(NAME)).await.with_code(2);
    world.sleeps("P1D").await;
    let _ = shop.get("/domain/dns", &parts(NAME)).await.with_code(11);
    let other = world.shop("other").await;
    let mut pairs = with(NAME, &[("period", "1"), ("dns", "managed")]);
    pairs.extend(REGISTRANT);
    let _ = other.post("/domain", &pairs).await.done();
    assert!(zone(&other).await.is_empty(), "nothing of the former holder's");
}
