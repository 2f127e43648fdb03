//! Records of zones that our name servers answer for.

use serde_json::{Value, json};

use crate::world::{Shop, World};

const SHOES: [(&str, &str); 2] = [("sld", "shoes"), ("tld", "co.za")];

fn shoes<'a>(rest: &[(&'a str, &'a str)]) -> Vec<(&'a str, &'a str)> {
    [&SHOES[..], rest].concat()
}

/// The records as `name type prio content`, and their ids.
async fn zone(shop: &Shop) -> (Vec<String>, Vec<String>) {
    let answer = shop.get("/domain/dns", &SHOES).await.done();
    let records = answer["arrRecords"].as_array().unwrap();
    let line = |record: &Value| {
        let text = |key: &str| record[key].as_str().unwrap().to_owned();
        format!("{} {} {} {}", text("name"), text("type"), record["prio"], text("content"))
    };
    let ids = records.iter().map(|record| record["id"].to_string());
    (records.iter().map(line).collect(), ids.collect())
}

#[tokio::test]
async fn a_zone_is_rewritten_and_changed_record_by_record() {
    let world = World::new().await;
    let main = &world.main;
    world.gives(main, "shoes.co.za", 1).await;
    let two = [
        ("type1", "A"),
        ("content1", "192.0.2.1"),
        ("type9", "MX"),
        ("name9", "@"),
        ("content9", "mail.shoes.co.za"),
        ("prio9", "10"),
    ];
    main.post("/domain/dns", &shoes(&two)).await.done();
    let (lines, _) = zone(main).await;
    assert_eq!(lines, ["shoes.co.za A 0 192.0.2.1", "shoes.co.za MX 10 mail.shoes.co.za"]);

    let www = [("type", "CNAME"), ("name", "www"), ("content", "shoes.co.za")];
    main.post("/domain/dns/entry", &shoes(&www)).await.done();
    let (_, ids) = zone(main).await;
    let change = shoes(&[
        ("dnsId", &ids[2]),
        ("type", "A"),
        ("name", "www"),
        ("content", "192.0.2.9"),
        ("ttl", "60"),
    ]);
    main.put("/domain/dns/entry", &change).await.done();
    main.delete("/domain/dns/entry", &shoes(&[("dnsId", &ids[1])])).await.done();
    let more = [("append", "true"), ("type1", "TXT"), ("content1", "hello")];
    main.post("/domain/dns", &shoes(&more)).await.done();
    let (lines, _) = zone(main).await;
    assert_eq!(
        lines,
        ["shoes.co.za A 0 192.0.2.1", "www.shoes.co.za A 0 192.0.2.9", "shoes.co.za TXT 0 hello"]
    );
    main.delete("/domain/dns", &SHOES).await.done();
    assert_eq!(main.get("/domain/dns", &SHOES).await.done()["arrRecords"], json!([]));
}

#[tokio::test]
async fn a_record_that_cannot_be_meant_is_named() {
    let world = World::new().await;
    let main = &world.main;
    world.gives(main, "shoes.co.za", 1).await;
    let refused = async |rest: &[(&str, &str)], code, words| {
        main.post("/domain/dns", &shoes(rest)).await.refused(code, words);
    };
    refused(&[], 10, "type1 is missing").await;
    refused(&[("type1", "A")], 10, "content1 is missing").await;
    refused(
        &[("type3", "A"), ("content3", "nowhere")],
        14,
        "content3 does not fit the record type",
    )
    .await;
    refused(
        &[("type3", "WEIRD"), ("content3", "x")],
        14,
        "type3 is not a record type that is served",
    )
    .await;
    for (id, code, words) in [
        ("", 10, "dnsId is missing"),
        ("abc", 14, "dnsId is not one of the allowed values"),
        ("77", 11, "dnsId does not exist"),
    ] {
        main.delete("/domain/dns/entry", &shoes(&[("dnsId", id)])).await.refused(code, words);
    }
    world
        .other
        .get("/domain/dns", &SHOES)
        .await
        .refused(8, "Domain is not associated with your account");
}
